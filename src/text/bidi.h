/* bidi: right-to-left text in the order in which its cells stand on a screen (UAX 9), with Arabic
 * letters in their joined forms. Everything else (search, speech, plain text) keeps the logical
 * order. */
#pragma once

#include "text/page.h"

#include <uchar.h>

/* Whether the language is written from right to left. */
bool bidi_is_rtl(const char *lang);
bool bidi_is_rtl_letter(char32_t c);
/* Whether any letter of s runs from right to left: without one, and in a left-to-right paragraph,
 * nothing here changes anything. */
bool bidi_concerns(struct str s);

/* Which way its first letter runs. */
enum direction { DIRECTION_NONE, DIRECTION_LTR, DIRECTION_RTL };
enum direction bidi_direction(struct str s);
/* Whether the words of s follow one another leftwards where those around it do: a name or a source
 * without a letter that runs leftwards keeps its own order. */
bool bidi_follows(struct str s);

/* Still in logical order: Arabic letters joined, and what must not be torn apart between letters
 * that run leftwards (phone numbers, web addresses, ranges of ASCII digits) held together by
 * isolates; names with a dot between them (" · ") follow one another as the paragraph runs. Ends
 * the paragraph that was begun. */
struct shaped {
	struct rich rich;
	const size_t *origin; /* for each byte of it, and its end, the byte in what was given */
};
struct shaped bidi_shape(struct arena *a, struct rich r, bool rtl);

/* The same without joining, for those who order and join the letters themselves (browsers, editors,
 * printers): only what they would tear apart is held together. */
struct rich bidi_guard(struct arena *a, struct rich r, bool rtl);

/* The letter of which c is a joined form, or c (a lam with its alef too). */
char32_t bidi_letter(char32_t c);

/* Begins a paragraph, whose text must stay. One at a time: ICU's object is shared. */
void bidi_paragraph(struct str text, bool rtl);
/* The pieces of its line [from, to), from left to right: an array in the arena, *ret_n of them. */
struct piece {
	size_t from, to; /* bytes of the paragraph */
	bool rtl;        /* to be shown by bidi_backwards() */
};
struct piece *bidi_line(struct arena *a, size_t from, size_t to, size_t *ret_n);
/* s from its last letter to its first, marks behind their letters, brackets mirrored. */
struct str bidi_backwards(struct arena *a, struct str s);

/* A short text in one go. */
struct str bidi_visual(struct arena *a, struct str s, bool rtl);
