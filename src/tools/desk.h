/* desk: the files of one translation, read for a command that changes them. */
#pragma once

#include "desk/translate.h"
#include "tools/arguments.h"

struct desk {
	struct arena a;
	struct diags *ds;
	struct translate_files files;
	struct translate_result result;
};

/* Reads source, translation and origins of the article and language that the line names first.
 * False: findings were added. desk_close() either way. */
bool desk_open(struct desk *d, const struct arguments *line);
/* Writes what of the result differs, unless somebody saved the file in the meantime. */
bool desk_save(struct desk *d);
/* Says on standard output what was done. */
void desk_print_result(const struct desk *d);
/* Prints the findings and frees everything; the exit status. */
int desk_close(struct desk *d, bool ok);
