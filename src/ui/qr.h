/* qr: a text as a QR code of cells. The only door to libqrencode; without it, when
 * this was built or where it runs, nothing ever fits. */
#pragma once

#include "base/arena.h"

/* The code of a UTF-8 text as rows of characters with a line feed between them, quiet zone and all:
 * two modules to a cell, drawn in half blocks, dark in the foreground's colour, or, in ASCII, "##"
 * for each dark one. It wants to be shown black on white. Level M of error correction where that
 * makes it no larger, else L. In the arena; empty: it does not fit into rows x cols. */
struct str qr_picture(struct arena *a, struct str text, int rows, int cols, bool ascii);

/* Loads libqrencode, which otherwise is with the first code: a start is quicker without. For
 * whoever cannot load it later. */
void qr_prepare(void);
