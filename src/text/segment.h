/* segment: where text may be cut, by ICU, in byte offsets. */
#pragma once

#include "base/base.h"

/* Bytes of the first grapheme cluster of s (UAX 29); 0 at the end. */
size_t segment_cluster(struct str s);

/* A walk over the places where a line may end (UAX 14). One walk at a time: the iterator behind
 * it is shared, because opening one costs more than wrapping a page. */
struct segment_break {
	size_t at; /* byte offset; s.len at the end */
	bool hard; /* the text demands a new line here */
};
/* s must outlive the walk. lang is a BCP 47 tag; Japanese breaks strictly. */
void segment_lines(struct str s, const char *lang);
/* False: the walk is over. */
bool segment_next_line(struct segment_break *ret);

/* The same for the ends of sentences and for words (UAX 29); walks of different kinds may go on at
 * the same time. *ret_end is the offset behind the sentence and the spaces after it. ICU knows no
 * abbreviations: "Dr. Leaf" is two sentences to it. */
void segment_sentences(struct str s, const char *lang);
bool segment_next_sentence(size_t *ret_end);
/* What has letters or digits; the marks between are passed over. */
void segment_words(struct str s, const char *lang);
bool segment_next_word(struct str *ret);
