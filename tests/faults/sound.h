/* sound: what must hold of every frame, whatever was pressed. */
#pragma once

#include "ui/surface.h"

/* What is wrong with the frame, NULL if nothing is: it has rows x cols cells, each row is filled to
 * its last column by clusters of their own width, nothing in a cell could be obeyed by a terminal,
 * focus and tap zones lie inside. */
const char *sound_fault(const struct surface *sf, int rows, int cols);
