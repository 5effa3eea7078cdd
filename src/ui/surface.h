/* surface: a frame in memory. It knows nothing of terminals: it is drawn whole, then presented.
 *
 * Invariant: nothing that a terminal could obey is ever in a cell. Whatever the text came from
 * (content, catalogues, arguments), control and format characters are dropped here. */
#pragma once

#include "base/arena.h"
#include "text/style.h"

#include <stdio.h>

struct area {
	int row, col, rows, cols;
};

struct cell {
	struct str
	        text; /* one cluster, without format characters; empty: covered by the one before */
	enum style style;
	bool risky; /* terminals disagree on how far it moves the cursor */
};

/* Where a tap counts: as a key, as choosing an item of the page, or one of the contents beside it. */
enum zone_kind { ZONE_KEY, ZONE_CHOICE, ZONE_CONTENTS };
struct zone {
	struct area area;
	enum zone_kind kind;
	int value;
};

struct surface {
	int rows, cols;
	struct cell *cell; /* rows x cols */
	int focus_row, focus_col;
	bool joiners; /* keep U+200C and U+200D: for text in logical order, which is not joined yet */
	bool has_rtl; /* some cell holds a right-to-left letter */
	struct zone *zone;
	size_t n_zones, zones_cap;
	struct arena arena; /* the cells' texts */
};

/* {0} is an empty surface. Makes it rows x cols, all blank in style body, no zones, focus at the top left. */
void surface_begin(struct surface *sf, int rows, int cols);
void surface_clear(struct surface *sf);

/* Writes s from (row, col) of the clip area on, cut at its edges between clusters; returns the
 * column behind it, relative to the clip area. */
int surface_put(struct surface *sf, struct area clip, int row, int col, struct str s,
                enum style style);
/* Fills an area with blanks of a style. */
void surface_fill(struct surface *sf, struct area area, enum style style);
/* Gives every cell of an area the style. */
void surface_restyle(struct surface *sf, struct area area, enum style style);

/* Where the hardware cursor rests: the focused item. */
void surface_focus(struct surface *sf, int row, int col);
void surface_zone(struct surface *sf, struct zone zone);
const struct zone *surface_zone_at(const struct surface *sf, int row, int col);

/* The text of the frame, a line a row, trailing blanks cut; with `roles`, each row is followed by
 * a row of letters, one for each cell's style. The focus is told in a last line. For tests. */
void surface_dump(const struct surface *sf, FILE *out, bool roles);
