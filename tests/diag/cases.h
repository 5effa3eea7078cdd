/* cases: files of cases, as cases.txt and translations.txt hold them: what is edited, and what is then
 * printed, to the letter. */
#pragma once

#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

#include <stdlib.h>

static inline struct str as_printed(struct arena *a, const struct diags *ds)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	diags_print(ds, out);
	fclose(out);
	struct str copy = arena_str(a, (struct str){text, len});
	free(text);
	return copy;
}

static inline size_t occurrences(struct str s, struct str find, size_t *ret_at)
{
	size_t n = 0;
	for (size_t i = 0; i + find.len <= s.len; i++)
		if (memcmp(s.p + i, find.p, find.len) == 0) {
			n++;
			*ret_at = i;
		}
	return n;
}

/* The text with `find`, which stands in it exactly once, replaced. */
static inline struct str edited(struct arena *a, struct str text, struct str find,
                                struct str replace, const char *row)
{
	size_t at = 0, n = occurrences(text, find, &at);
	if (!check_int((long)n, 1, row, "how often what is to be replaced stands there"))
		return text;
	struct buf b = {0};
	buf_add(&b, str_part(text, 0, at));
	buf_add(&b, replace);
	buf_add(&b, str_part(text, at + find.len, text.len));
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* The lines up to the one that is `mark` (or begins with it, if it ends in a space), without the
 * last line feed; `at` moves behind it. */
static inline struct str lines_until(struct str file, size_t *at, const char *mark)
{
	size_t from = *at, i = from;
	while (i < file.len && !str_starts(str_part(file, i, file.len), mark)) {
		const char *nl = memchr(file.p + i, '\n', file.len - i);
		i = nl ? (size_t)(nl - file.p) + 1 : file.len;
	}
	*at = i;
	return str_part(file, from, i > from ? i - 1 : i);
}

static inline void skip_line(struct str file, size_t *at)
{
	while (*at < file.len && file.p[*at] != '\n')
		(*at)++;
	*at += *at < file.len;
}
