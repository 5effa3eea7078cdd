/* plain: a page as plain text, in the order in which it is read, without anything that a terminal
 * could obey. What is no text (icon arrays, pictures) is left out: its words are beside it. */
#pragma once

#include "base/buf.h"
#include "text/page.h"

/* Linear mode reads out lines; a file is set for the eye, and kept for programs that order
 * right-to-left text themselves. */
enum plain_kind { PLAIN_SPOKEN, PLAIN_FILE };

enum { PLAIN_COLS = 72 };

/* Adds paragraphs from..to-1 of the page, in lines of at most PLAIN_COLS columns, each ended by a
 * line feed. Choices have their number in front. In a file, titles and headings are underlined, and
 * what others would tear apart where text runs leftwards (phone numbers) is held together. */
void plain_add(struct buf *out, const struct page *p, size_t from, size_t to, enum plain_kind kind);
