/* file: reading a whole file, within a limit, and replacing it. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

extern const struct rule RULE_UNREADABLE, RULE_TOO_LARGE, RULE_UNWRITABLE;

/* The bytes of a regular file into the arena, at most `max` of them. False: a finding was added,
 * and nothing is in *ret. Reads again what a signal interrupted. */
bool file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct diags *ds);

/* The same, but of a larger file its first `most` bytes, and without a finding: empty if it cannot be
 * read. */
struct str file_read_head(struct arena *a, const char *path, size_t most);

/* Makes `data` the whole of the file. It is written beside it and then put in its place, so that
 * at any moment there is the old file or the new one. Keeps the mode of a file that is there, and
 * goes through symbolic links. False: a finding was added, and the file is as it was. */
bool file_replace(const char *path, struct str data, struct diags *ds);
