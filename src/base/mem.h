/* mem: the one place where memory is asked for, and where running out of it ends the program. */
#pragma once

#include <stddef.h>

/* Like calloc and realloc, but never NULL: out of memory calls the hook, says so on
 * standard error and exits with status 3. A size of 0 is served as 1. */
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n, size_t size);

/* What must happen before the program ends for lack of memory: the terminal's restoration. */
void mem_on_exhaustion(void (*hook)(void));
