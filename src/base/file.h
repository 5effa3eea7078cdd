/* file: reading a whole file, within a limit. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

extern const struct rule RULE_UNREADABLE, RULE_TOO_LARGE;

/* The bytes of a regular file into the arena, at most `max` of them. False: a finding was added,
 * and nothing is in *ret. Reads again what a signal interrupted. */
bool file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct diags *ds);
