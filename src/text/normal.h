/* normal: Unicode normalisation form C, the form in which all content is kept. */
#pragma once

#include "base/arena.h"

#include <uchar.h>

/* s itself if it is in NFC, else its NFC form in the arena. Never NFKC: it turns µg into mg. */
struct str normal_nfc(struct arena *a, struct str s);
/* The letter under the accents of c, by its canonical decomposition; c itself if it has none. */
char32_t normal_base_letter(char32_t c);
