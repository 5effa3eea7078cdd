/* golden: a text against the file that holds what it should be. UPDATE=1 writes the file anew. */
#pragma once

#include "check.h"

#include <stdlib.h>

static inline void check_golden(const char *path, const char *text)
{
	char *expected = NULL;
	size_t cap = 0;
	FILE *f = fopen(path, getenv("UPDATE") ? "w+e" : "re");
	if (f && getenv("UPDATE")) {
		fputs(text, f);
		rewind(f);
	}
	if (!f || getdelim(&expected, &cap, '\0', f) < 0)
		check_true(false, path, "it can be read");
	else
		check_str(str_of(text), expected, path, "the text");
	if (f)
		fclose(f);
	free(expected);
	check_end();
}
