/* collate: the order of words in a language's own alphabet. ICU's library for it is loaded at the
 * first call; where it is not installed, words are ordered by their letters without accents. */
#pragma once

#include "base/arena.h"

/* Bytes for s, in the arena, which compare (collate_compare()) as the language orders the words. */
struct str collate_key(struct arena *a, const char *lang, struct str s);

/* Less than, equal to or greater than 0, byte by byte, the shorter one first. */
int collate_compare(struct str a, struct str b);

/* Loads now what would be loaded later: for a program that is about to give up its right to do so. */
void collate_prepare(void);
