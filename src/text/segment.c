/* ICU's break iterators over UTF-8, without a UTF-16 copy: UText answers in byte offsets, for
 * dictionary scripts too. Should ICU's data be missing, lines break at spaces. */
#include "text/segment.h"

#include "base/utf8.h"

#include <stdio.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct iterator {
	UBreakIterator *brk;
	UText *text;
	char locale[64];
};

static struct iterator clusters, lines;

static struct {
	struct str s;
	size_t at;
	bool icu;
} walk;

static bool attach(struct iterator *it, UBreakIteratorType type, const char *locale, struct str s)
{
	UErrorCode err = U_ZERO_ERROR;
	if (!it->brk || strcmp(it->locale, locale) != 0) {
		ubrk_close(it->brk);
		it->brk = ubrk_open(type, locale, NULL, 0, &err);
		snprintf(it->locale, sizeof(it->locale), "%s", locale);
	}
	if (U_FAILURE(err))
		it->brk = NULL;
	if (!it->brk)
		return false;
	it->text = utext_openUTF8(it->text, s.p, (int64_t)s.len, &err);
	ubrk_setUText(it->brk, it->text, &err);
	return U_SUCCESS(err);
}

size_t segment_cluster(struct str s)
{
	char32_t first, second;
	size_t n = utf8_decode(s, &first);
	if (n == 0 || n == s.len)
		return n;
	utf8_decode(str_part(s, n, s.len), &second);
	/* Below the combining marks every code point is a cluster (but CR LF, never in our text). */
	if (first < 0x300 && second < 0x300)
		return n;
	/* A cluster of running text is short; the window keeps a long text from being scanned. */
	struct str window = {s.p, MIN(s.len, 256)};
	window.len = utf8_valid_prefix(window);
	if (!attach(&clusters, UBRK_CHARACTER, "en", window))
		return n;
	int32_t end = ubrk_next(clusters.brk);
	return end > 0 ? (size_t)end : n;
}

void segment_lines(struct str s, const char *lang)
{
	walk.s = s;
	walk.at = 0;
	walk.icu =
	        attach(&lines, UBRK_LINE, strncmp(lang, "ja", 2) == 0 ? "ja@lb=strict" : lang, s);
}

static bool next_space(struct segment_break *ret)
{
	if (walk.at == walk.s.len)
		return false;
	const char *space = memchr(walk.s.p + walk.at, ' ', walk.s.len - walk.at);
	walk.at = space ? (size_t)(space - walk.s.p) + 1 : walk.s.len;
	*ret = (struct segment_break){walk.at, false};
	return true;
}

bool segment_next_line(struct segment_break *ret)
{
	if (!walk.icu)
		return next_space(ret);
	int32_t at = ubrk_next(lines.brk);
	if (at == UBRK_DONE)
		return false;
	ret->at = (size_t)at;
	ret->hard = ubrk_getRuleStatus(lines.brk) >= UBRK_LINE_HARD;
	return true;
}
