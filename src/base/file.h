/* file: reading a whole file, within a limit, and replacing it. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

extern const struct rule RULE_UNREADABLE, RULE_TOO_LARGE, RULE_UNWRITABLE;

/* The bytes of a regular file into the arena, at most `max` of them. False: a finding was added,
 * and nothing is in *ret. Reads again what a signal interrupted. */
bool file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct diags *ds);

/* Makes a new file that its owner alone may read, and puts `data` on the disk. Never touches a file
 * that is there; of one that could not be written to its end nothing is left. *ret_error of a
 * FILE_FAILED is the system's errno. */
enum file_creation { FILE_CREATED, FILE_IS_THERE, FILE_FAILED };
enum file_creation file_create(const char *path, struct str data, int *ret_error);
/* The same, but of a larger file its first `most` bytes, and without a finding: empty if it cannot be
 * read. */
struct str file_read_head(struct arena *a, const char *path, size_t most);

/* Makes `data` the whole of the file. It is written beside it and then put in its place, so that
 * at any moment there is the old file or the new one. Keeps the mode of a file that is there, and
 * goes through symbolic links. False: a finding was added, and the file is as it was. */
bool file_replace(const char *path, struct str data, struct diags *ds);

/* The same of a file that is its owner's alone (mode 0600), whatever was there. A symbolic link, or
 * anything else that is no file, is left and refused. */
bool file_replace_private(const char *path, struct str data, struct diags *ds);

/* Whether a file has the name that one is written under before it is put in its place, where it stays
 * if the program is killed: *ret_file is the name of that place. */
bool file_is_leftover(struct str name, struct str *ret_file);

/* Makes the folder and those above it, where they are missing, for their owner alone (mode 0700),
 * and on the disk before it returns. False: a finding was added. */
bool file_make_folder(const char *path, struct diags *ds);
