/* number: the numbers that stand in a text, whatever digits and separators its language uses. */
#pragma once

#include "base/arena.h"

/* Every number of s in the order of the text, as ASCII digits with a point for decimals and no
 * grouping ("1,475", "1.475", "1 475" and "١٬٤٧٥" are all "1475"; "2.5" and "2,5" are "2.5"): an
 * array in the arena, *ret_n of them. A separator with exactly three digits behind it groups,
 * unless the number begins with 0. */
struct str *number_list(struct arena *a, struct str s, size_t *ret_n);
