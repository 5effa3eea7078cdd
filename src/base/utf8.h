/* utf8: validating, walking and measuring text. Lives on the lowest floor because a finding
 * points at its place by display width. */
#pragma once

#include "base/base.h"

#include <uchar.h>

/* s.len if all of s is valid UTF-8 (no overlong form, no surrogate, nothing above U+10FFFF), else
 * the offset of the first bad byte. */
size_t utf8_valid_prefix(struct str s);

/* The first code point of s, which must be valid. Returns the bytes it takes; 0 at the end. */
size_t utf8_decode(struct str s, char32_t *ret);

/* Writes c to out and returns the bytes it took, 1 to 4. */
size_t utf8_encode(char32_t c, char out[4]);

/* Whether c must never be sent to a terminal: controls, line and paragraph separators, format
 * characters. Some of these join letters or direct them, and stay in text that others set. */
bool utf8_unsent(char32_t c);

/* Columns that a terminal advances for c: glibc's wcwidth in a UTF-8 locale, with two differences
 * that painting brings: format characters, soft hyphens and skin tones are never sent (0), and
 * what glibc does not know is sent as a replacement character (1). Ambiguous width counts 1. */
int utf8_char_width(char32_t c);

/* Columns of s: the sum over its code points, never a width per cluster, because that is what
 * terminals do. */
int utf8_width(struct str s);
