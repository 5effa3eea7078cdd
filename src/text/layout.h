/* layout: a page set to lines of one width. Lines are in the page's order; the runs of a line are
 * in visual order, so that right-to-left text needs no other structure. */
#pragma once

#include "text/page.h"

struct run {
	struct str text; /* borrowed from the page, or in the layout's arena */
	int col;         /* from 0, inside the layout's width */
	enum style style;
};

struct line {
	const struct run *run;
	size_t n_runs;
	size_t para;   /* which paragraph; of a blank line, the one behind it */
	size_t offset; /* byte of its text with which the line begins */
	bool first;    /* of its paragraph; a blank line is not */
	bool rtl;      /* set from the right edge */
	bool keep;     /* stays on one screen with the line behind it */
};

struct layout {
	struct arena arena;
	struct line *line;
	size_t n_lines, cap;
	size_t n_read; /* lines up to the last that a reader must have seen: no closing aside */
	int cols;
};

/* A choice's first columns: the focus mark, its number, a space. The pager fills them in. */
enum { LAYOUT_NUMBER_COLS = 3 };

/* Sets the page to lines of `cols` columns (at least 8). An earlier layout in *l is replaced; {0}
 * is fine. */
void layout_page(struct layout *l, const struct page *p, int cols);
void layout_clear(struct layout *l);

/* The glossary words that stand on lines from..to-1, each once, in order; *ret_n of them. */
size_t *layout_terms(struct arena *a, const struct layout *l, const struct page *p, size_t from,
                     size_t to, size_t *ret_n);
