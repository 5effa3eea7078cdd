/* Growable bytes: what is written out as one piece, and parses that do not know their length. */
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void reserve(struct buf *b, size_t more)
{
	if (b->cap - b->len >= more)
		return;
	b->cap = MAX(b->cap * 2, b->len + more);
	b->p = xrealloc(b->p, b->cap, 1);
}

void buf_add(struct buf *b, struct str s)
{
	if (s.len == 0)
		return;
	reserve(b, s.len);
	memcpy(b->p + b->len, s.p, s.len);
	b->len += s.len;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	reserve(b, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

struct str buf_str(const struct buf *b)
{
	return (struct str){b->p, b->len};
}

void buf_clear(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}
