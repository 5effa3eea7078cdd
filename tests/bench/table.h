/* table: what was measured, for people: programs side by side, and what is aimed at. */
#pragma once

#include "bench/program.h"

/* Programs beside the one that they are compared with, and what is said below. */
struct table {
	const char *title, *notes;
	const struct program *program;
	size_t n, base;
};

/* A row for each measure of which there is something: medians, how many times as much as the base,
 * and quartiles of times. */
void table_print(const struct table *t);

/* Aimed at: that the median of `of` is at most so many times that of `than`, or at most so much
 * where that is NULL. */
struct aim {
	const char *what, *unit;
	enum measure measure;
	const struct program *of, *than;
	double most;
};

void aims_print(const struct aim *aim, size_t n);

/* "aim: at least 10000 articles a minute: 4283, missed" */
void aim_print(const char *what, double least, const char *unit, double got);
