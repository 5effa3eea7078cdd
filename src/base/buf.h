/* buf: bytes that grow. */
#pragma once

#include "base/base.h"

struct buf {
	char *p;
	size_t len, cap;
}; /* {0} is an empty buffer */

void buf_add(struct buf *b, struct str s);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* What was added so far, borrowed until the next call. */
struct str buf_str(const struct buf *b);
void buf_clear(struct buf *b);
