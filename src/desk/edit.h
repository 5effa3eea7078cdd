/* edit: changes to a YAML file that leave every other byte of it as it is: words, comments, order,
 * ends of lines. The file is never written anew from its tree; texts and lines are replaced at the
 * places that ydoc tells.
 *
 * A change is recorded against the tree as it stands; edit_apply() makes all of them at once and
 * reads the text again, and nodes from before it mean nothing afterwards. What is written inside
 * brackets or braces, or with a "?" before its key, is not changed: false, and a finding says so
 * at its place in the file as it was given. */
#pragma once

#include "content/rules.h"
#include "content/ydoc.h"

struct edit;

/* `path` and `bytes` are borrowed, findings go to ds until it is freed. NULL: it is not sound YAML,
 * and every fault is a finding. */
struct edit *edit_new(const char *path, struct str bytes, struct diags *ds);
void edit_free(struct edit *e); /* NULL is fine */

const struct ydoc *edit_doc(const struct edit *e);
/* The file as it stands after the last edit_apply(), byte order mark and all; borrowed. */
struct str edit_bytes(const struct edit *e);
bool edit_apply(struct edit *e); /* false: it would not read as YAML; nothing is changed */
/* Adds a finding about node n, at its place in the file as it was given; false. */
bool edit_complain(struct edit *e, ynode n, enum rule_id rule, const char *fmt, ...)
        PRINTF_LIKE(4, 5);

/* A text as this program writes it into YAML: in double quotes, on one line; in the arena. */
struct str edit_quoted(struct arena *a, struct str text);

/* Spaces in front of the keys of a mapping, or of those to come where it has none yet. */
unsigned edit_indent(const struct edit *e, ynode map);

/* Makes the text of a scalar `text`, on one line in double quotes. */
bool edit_set(struct edit *e, ynode scalar, struct str text);

/* Whole lines, with the spaces in front of them and a line feed each, behind the child `after` of
 * `map` (0: in front of its first child). An empty text where keys are to come gives way to them.
 * A comment that stands deeper than `after` stays with it, and behind the last child every comment
 * that stands as deep as the mapping. */
bool edit_insert(struct edit *e, ynode map, ynode after, struct str lines);

/* Takes out a key and all below it. A comment at the end of its line stays. */
bool edit_remove(struct edit *e, ynode child);

/* Moves a key and all below it to the end of the file as comments under "#removed PATH", but for
 * comment lines that are `own`; without words and comments it is just taken out. */
typedef bool edit_own(const void *data, struct str line);
bool edit_aside(struct edit *e, ynode child, struct str path, edit_own *own, const void *data);

/* The lines of comments, without their spaces in front, and empty lines that stand directly above
 * a child's key: an array in the arena, *ret_n of them, the topmost first. */
struct str *edit_above(const struct edit *e, ynode child, struct arena *a, size_t *ret_n);
/* Takes out those of them that are marked, and puts whole lines where the first of them was, or
 * directly above the key. `drop` is read at once. */
bool edit_replace_above(struct edit *e, ynode child, const bool *drop, struct str lines);
