/* A chain of blocks, newest first; each new block at least doubles, so that a long-lived arena
 * has few. */
#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_block {
	struct arena_block *next;
	size_t used, cap;
	alignas(max_align_t) char data[];
};

enum { FIRST_BLOCK = 4096 - sizeof(struct arena_block), ALIGNMENT = alignof(max_align_t) };

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	if (size && n > (SIZE_MAX / 4) / size) /* let the allocator refuse it */
		return xrealloc(NULL, SIZE_MAX, 2);
	size_t want = (n * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct arena_block *b = a->head;
	if (!b || b->cap - b->used < want) {
		size_t cap = b ? b->cap * 2 : (size_t)FIRST_BLOCK;
		cap = MAX(cap, want);
		b = xrealloc(NULL, 1, sizeof(*b) + cap);
		*b = (struct arena_block){.next = a->head, .cap = cap};
		a->head = b;
	}
	void *p = b->data + b->used;
	b->used += want;
	return memset(p, 0, want);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1, 1);
	if (s.len)
		memcpy(p, s.p, s.len);
	return (struct str){p, s.len};
}

struct str arena_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	size_t len = n > 0 ? (size_t)n : 0;
	char *p = arena_alloc(a, len + 1, 1);
	vsnprintf(p, len + 1, fmt, ap);
	return (struct str){p, len};
}

struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct str s = arena_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}

static void free_from(struct arena_block *b)
{
	while (b) {
		struct arena_block *next = b->next;
		free(b);
		b = next;
	}
}

void arena_clear(struct arena *a)
{
	free_from(a->head);
	a->head = NULL;
}

void arena_reset(struct arena *a)
{
	if (!a->head)
		return;
	free_from(a->head->next);
	a->head->next = NULL;
	a->head->used = 0;
}
