/* syllable: how many syllables a word has, by its spelling. */
#pragma once

#include "base/base.h"

/* Whether there are rules for the language. */
bool syllables_known(const char *lang);
/* Of one word; a number counts one. 0 without rules, and for the words of some languages that have
 * no vowel ("w", "в"). */
size_t syllables(struct str word, const char *lang);
