/* html: a page as HTML, and the frame of a file that needs nothing beside itself: no script, no
 * picture, no style from elsewhere, and it may not load any. Text is escaped, and what no text may
 * hold is dropped; colours have a contrast of at least 7:1, by day and by night. */
#pragma once

#include "base/buf.h"
#include "content/article.h"
#include "text/page.h"

struct html {
	struct buf *out;
	const char *lang; /* of the file, BCP 47 */
	/* What words and citations link to; NULL: nothing. Then ids are "word-ID", "source-N" and, of
	 * the k-th place that cites it, "cite-N-k", all counted from 1. */
	const struct article *linked;
	unsigned *cited; /* by source: how often so far; linked->n_sources of them */
	int level;       /* of a page's title: 1 for <h1>; its headings are one below */
	const char *id;  /* of the next title; NULL: none */
};

/* Everything up to the body, and everything behind it. */
void html_begin(struct html *h, struct str title);
void html_end(struct html *h);

/* Plain text, for an element or a quoted attribute. */
void html_text(struct html *h, struct str s);
/* Text with its spans, in an element of its own only where it is in another language than the file;
 * text that names none is in the program's. */
void html_rich(struct html *h, struct rich r);
void html_page(struct html *h, const struct page *p);
/* In `out`: what is fixed, as it stands. */
void html_raw(struct html *h, const char *markup);
