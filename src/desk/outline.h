/* outline: the strings of an article as the tree of ids that every translation follows, in the
 * order of the source; how such a tree is found in a file, and how a file is made to follow it. */
#pragma once

#include "content/article.h"
#include "desk/remark.h"

struct branch {
	struct str id;
	const struct passage *passage; /* NULL: no string, but branches below it */
	struct branch *first, *next;
};

/* The tree in the arena; its root has no id. Borrows the passages. */
struct branch *outline_new(struct arena *a, const struct passages *ps);
/* What stands under `key` in a mapping that is branch b: b itself for a kind of block, which is no
 * part of a path. NULL: nothing of the source; b may be NULL. */
const struct branch *outline_step(const struct branch *b, struct str key);

/* The node under an id in `map`, kinds of blocks stepped over; *ret_map is the mapping in which it
 * really stands. 0: there is none. */
ynode outline_child(const struct ydoc *d, ynode map, struct str id, ynode *ret_map);
/* The text of a string whose node is n: n, or what stands under its kind of block. */
ynode outline_text(const struct ydoc *d, ynode n);
/* The text of the string at `path`; 0: there is none. */
ynode outline_find(const struct ydoc *d, struct str path);
/* Keys at the top of a translation's file that are no strings. */
bool outline_is_head(struct str key);

struct outline_pass {
	struct edit *e;
	struct arena *a;
	const struct remark_known *known;
	bool mark; /* what is new with #new */
	bool air;  /* an empty line between the strings */
	/* what is moved aside or comes */
	void (*tell)(void *data, struct str path);
	void *data;
};

/* Moves aside what the source has no place for, and adds, empty, what the file lacks. Recorded in
 * the edit; false: a finding says what could not be changed. */
bool outline_prune(const struct outline_pass *p, const struct branch *outline);
bool outline_grow(const struct outline_pass *p, const struct branch *outline);
