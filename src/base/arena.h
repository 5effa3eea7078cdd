/* arena: memory with one lifetime, freed at once and never piece by piece. */
#pragma once

#include "base/base.h"

#include <stdarg.h>

struct arena_block;
struct arena {
	struct arena_block *head;
}; /* {0} is an empty arena */

/* n objects of `size` bytes, zeroed and aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t n, size_t size);
#define arena_array(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))

/* Copies that live as long as the arena; a NUL stands behind them, outside their length. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str arena_vfmt(struct arena *a, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);

/* Frees all; usable again. */
void arena_clear(struct arena *a);
/* Forgets all but keeps the largest block, for what is filled anew at every key. */
void arena_reset(struct arena *a);
