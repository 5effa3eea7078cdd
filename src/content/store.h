/* store: the files of a content folder as they were at one moment, in memory. A kiosk reads from one,
 * so that content replaced on disk is shown whole or not at all, and needs no files afterwards. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

struct store_file {
	struct str path, bytes; /* path: from the folder on, "tea/es.yaml" */
};

struct store {
	struct arena arena;
	struct str dir;
	struct store_file *file; /* ordered by path */
	size_t n;
};

/* Reads <dir>/<id>/<language>.yaml and <dir>/help-now.yaml, all of them. Never NULL; a file that
 * cannot be read is left out, and an error in ds. */
struct store *store_take(const char *dir, struct diags *ds);
void store_free(struct store *s); /* NULL is fine */

/* The file at `path`; NULL if it has none. */
const struct store_file *store_find(const struct store *s, struct str path);

/* A fingerprint of names, sizes and times of the files that store_take() would read: another one
 * means that something changed. 0: the folder cannot be read. */
uint64_t store_signature(const char *dir);
