/* base: the few things that every file uses. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a), nonnull(f)))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* Borrowed UTF-8. May lack a final NUL; {0} is the absent string. */
struct str {
	const char *p;
	size_t len;
};

#define STR(lit) ((struct str){(lit), sizeof(lit) - 1})
#define STR_ARG(s) (int)(s).len, (s).p /* for "%.*s" */

static inline struct str str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static inline bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

static inline bool str_starts(struct str s, const char *z)
{
	size_t n = strlen(z);
	return s.len >= n && memcmp(s.p, z, n) == 0;
}

/* The part of s from byte `from` up to byte `to`. */
static inline struct str str_part(struct str s, size_t from, size_t to)
{
	return (struct str){from ? s.p + from : s.p, to - from};
}
