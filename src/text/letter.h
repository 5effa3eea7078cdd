/* letter: what a character is, whatever its script: for tools that look into words. */
#pragma once

#include "base/arena.h"

#include <uchar.h>

bool letter_is(char32_t c);    /* a letter, or a mark that sits on one */
bool letter_lower(char32_t c); /* a small letter */
int letter_digit(char32_t c);  /* the value of a decimal digit of any script, else -1 */
bool letter_space(char32_t c); /* white space of any width, a no-break space too */

/* The three alphabets whose letters are taken for each other: "a" may be Cyrillic. */
enum alphabet { ALPHABET_OTHER, ALPHABET_LATIN, ALPHABET_GREEK, ALPHABET_CYRILLIC };
enum alphabet letter_alphabet(char32_t c);

/* The name of its script in English ("Cyrillic"); NULL for what all scripts share. */
const char *letter_script(char32_t c);
/* Whether the language is written with it: true for what all scripts share, and for all if ICU does
 * not know the language's script. */
bool letter_serves(char32_t c, const char *tag);

/* The small letter, for comparing; 0 for Arabic vowel signs and stretching, which a writer may set or
 * leave out. */
char32_t letter_folded(char32_t c);
/* A copy of s in the arena, folded. */
struct str letter_fold(struct arena *a, struct str s);
