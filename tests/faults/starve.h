/* starve: what stands between base/mem and the C library in programs that are linked with
 * --wrap=calloc,--wrap=realloc: allocations of our own fail when a test wants it. */
#pragma once

#include <stdbool.h>

/* Defined by each such program: whether the allocation that is asked for now fails. */
bool starve_now(void);

/* What a program that runs by itself is told through the file $STARVE: which allocation fails, counted
 * over all of its processes, or over those that it starts, and how many there have been. Shared, so
 * that no second one fails after the first. */
struct starve {
	unsigned long asked, fails; /* fails: 0 is none */
	bool children_only;
};
