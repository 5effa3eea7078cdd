/* wrap: a paragraph to lines. */
#pragma once

#include "base/arena.h"

struct wrapped {
	size_t from, to; /* bytes of the line, without the spaces and line feed at its end */
	int cols;        /* its width in columns, the hyphen included */
	bool hyphen;     /* it was broken at a soft hyphen: draw one */
};

/* Lines of at most `cols` columns (at least 2), in logical order; an array in the arena, *ret_n of
 * them, none for an empty s. They break where UAX 14 allows, but a number stays with its unit, a
 * range and the groups of a number in one piece; Korean breaks between words. A word wider than a line is cut between
 * grapheme clusters; a cluster wider than a line, between its letters. */
struct wrapped *wrap_lines(struct arena *a, struct str s, int cols, const char *lang,
                           size_t *ret_n);
