/* frame: what stands around a page: header, contents beside the text, status, keys. At most three
 * rows, so that a screen of 40 x 12 keeps nine for reading. */
#pragma once

#include "screens/screens.h"
#include "ui/surface.h"

enum { FRAME_MIN_ROWS = 6, FRAME_MIN_COLS = 20, FRAME_WIDE = 100, FRAME_MEASURE = 72 };

struct frame {
	struct area body;    /* where the page goes */
	struct area sidebar; /* cols 0: none */
	int status_row;      /* -1: none */
	int findings;        /* rows above the status row, for --watch */
	bool rtl;            /* read from the right */
};

/* Where things go on a terminal of this size. */
struct frame frame_layout(const struct screen *s, int rows, int cols);
/* Draws the whole frame but for the page itself: header and contents of the screen `under`, status
 * and keys of `s`. They differ where s is a panel over another screen. */
void frame_draw(const struct frame *f, struct screen *under, struct screen *s, struct surface *sf);
/* The one line for a window too small to read in. */
void frame_too_small(struct surface *sf);
