/* fold: text as a reader searches it. Whoever types "depresion", "huyet ap" or "STRASSE" means
 * "depresión", "huyết áp" and "Straße": accents, case, width and the shapes of punctuation do not
 * matter, nor do alef, ya and ta marbuta in the forms that Arabic writers take for each other.
 *
 * This is for comparing only, never for showing: it is canonical decomposition without accents,
 * full case folding, and small tables of our own. ICU's own search was measured and left: in
 * Vietnamese and in Turkish it takes letters with accents for other letters. */
#pragma once

#include "base/arena.h"

struct folded {
	struct str text;
	/* By byte of the text, and once more for its end: the byte of the original that begins the
	 * letter it came from. */
	const unsigned *origin;
};

/* s, which must be valid UTF-8 of less than 4 GB, folded into the arena: runs of white space are one
 * space, format characters are gone. */
struct folded fold(struct arena *a, struct str s);

/* What a reader typed, folded, without the spaces at its ends. Empty if nothing is left to look
 * for. */
struct str fold_query(struct arena *a, struct str typed);

/* A place in the original: whole grapheme clusters. */
struct hit {
	size_t from, to;
};

/* The places of s that the folded, not empty query stands at, in order, none of them overlapping:
 * an array in the arena, *ret_n of them. */
struct hit *fold_find(struct arena *a, struct str s, struct str query, size_t *ret_n);

/* The words of a folded text, a space between them, for an index that is asked by beginnings of words.
 * Of a script that puts no spaces between words, a run of letters is each two neighbours, and the
 * last by itself; in what somebody looks for (`asked`) the last only if it stands alone. */
struct str fold_tokens(struct arena *a, struct str folded, bool asked);

/* Whether each word of the folded query (by spaces) stands somewhere in the folded text; an empty
 * query always does. */
bool fold_has_words(struct str folded, struct str query);
