/* number: the numbers that stand in a text, whatever digits and separators its language uses. */
#pragma once

#include "base/arena.h"

/* A number as ASCII digits with a point for decimals and no grouping ("1,475", "1.475", "1 475" and
 * "١٬٤٧٥" are all "1475", "1,00,000" is "100000"; "2.5" and "2,5" are "2.5"), and the bytes of the
 * text that it takes. A separator with exactly three digits behind it groups, unless the number
 * begins with 0. */
struct number {
	struct str value;
	size_t from, to;
};

/* The first number of s at or behind byte `at`, its value in the arena; false if there is none. */
bool number_next(struct arena *a, struct str s, size_t at, struct number *ret);

/* The values of all numbers of s in the order of the text: an array in the arena, *ret_n of them. */
struct str *number_list(struct arena *a, struct str s, size_t *ret_n);
