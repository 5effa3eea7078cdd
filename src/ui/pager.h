/* pager: which lines of a layout are on screen, and which item is in focus. Pure: it is told how
 * many rows there are and draws on a surface.
 *
 * The place is kept as a paragraph and a byte in it, so that a resize there and back does not
 * drift: the anchor moves only when the reader does. */
#pragma once

#include "text/layout.h"
#include "ui/surface.h"

#include <stdint.h>

enum { PAGER_NO_FOCUS = -1, PAGER_LIST = 7, PAGER_MORE = 8, PAGER_TRAIL = 64 };

struct pager {
	int rows;
	size_t top; /* first line on screen */
	struct {
		uint64_t id;   /* hash of the paragraph's id */
		size_t nth;    /* among the page's paragraphs of that id */
		size_t offset; /* byte in it */
	} anchor;
	int focus;      /* a choice, or PAGER_NO_FOCUS */
	size_t group;   /* which seven items carry the digits */
	size_t landed;  /* line where reading goes on: the cursor, when nothing is in focus */
	bool undigited; /* digits are text: no item shows one */
	bool opens; /* Enter opens the item in focus: the closing words on Enter do not hold then */
	/* The tops that pager_page_on left, so that pager_page_back undoes it wherever one scrolled
	 * in between. Another size forgets them. */
	size_t trail[PAGER_TRAIL];
	size_t n_trail, trail_lines;
};

void pager_reset(struct pager *pg);
/* After the page was laid out anew: finds the anchor again. */
void pager_relayout(struct pager *pg, const struct page *p, const struct layout *l, int rows);

/* The paragraph at the top, as the page is now; the page's n_paras if none is. */
size_t pager_paragraph(const struct pager *pg, const struct page *p);
/* Puts the first paragraph of this id at the top, from the next layout on; none: the beginning. */
void pager_go_to(struct pager *pg, struct str id);

/* Moves; false: nothing moved, the edge is reached. */
bool pager_page_on(struct pager *pg, const struct page *p, const struct layout *l);
bool pager_page_back(struct pager *pg, const struct page *p, const struct layout *l);
bool pager_scroll(struct pager *pg, const struct page *p, const struct layout *l, long lines);
/* To the next (+1) or previous (-1) item, or a line nearer to it if it is out of sight. */
void pager_step(struct pager *pg, const struct page *p, const struct layout *l, int direction);
/* Brings the line with byte `offset` of a paragraph's text into sight, where reading then goes on. */
void pager_show(struct pager *pg, const struct page *p, const struct layout *l, size_t para,
                size_t offset);
void pager_focus(struct pager *pg, const struct page *p, const struct layout *l, int choice);

/* Whether the last line that must be seen is on screen. */
bool pager_at_end(const struct pager *pg, const struct layout *l);
/* Screens of this size that the page takes, and which one is on. */
void pager_pages(const struct pager *pg, const struct layout *l, size_t *ret_at, size_t *ret_of);

/* The item that digit 1 to 8 chooses now, -1 if none; PAGER_LIST + 1 items or fewer have a digit
 * each, of more the eighth digit means "more": *ret_more. */
int pager_digit(const struct pager *pg, const struct page *p, int digit, bool *ret_more);
void pager_more(struct pager *pg, const struct page *p, const struct layout *l);

/* Draws the lines, the digits and the focus, and sets focus cell and tap zones. */
void pager_draw(const struct pager *pg, const struct page *p, const struct layout *l,
                struct surface *sf, struct area area);
