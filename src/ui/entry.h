/* entry: a line that a reader types into. What is pasted counts as typed. */
#pragma once

#include "base/buf.h"

enum { ENTRY_MOST = 100 }; /* grapheme clusters */

struct entry {
	struct buf text; /* UTF-8 without control characters */
};                       /* {0} is an empty line */

/* Takes a key as text: a letter, Backspace (the last cluster goes) or K_CLEAR (all goes). False: it
 * is none of these, or Backspace in an empty line, and means whatever it means elsewhere. So does 0,
 * help now on every screen, unless it goes on with a number, and # and * of a number pad. */
bool entry_key(struct entry *e, int key);
struct str entry_text(const struct entry *e);
void entry_clear(struct entry *e);
