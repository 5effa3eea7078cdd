/* ICU's break iterators over UTF-8, without a UTF-16 copy: UText answers in byte offsets, for
 * dictionary scripts too. Should ICU's data be missing, lines and words end at spaces, and a text
 * is one sentence. */
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

struct walk {
	struct iterator it;
	struct str s;
	size_t at;
	bool icu;
};

static struct iterator clusters;
static struct walk lines, sentences, words;

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

static void begin(struct walk *w, UBreakIteratorType type, const char *locale, struct str s)
{
	w->s = s;
	w->at = 0;
	w->icu = attach(&w->it, type, locale, s);
}

/* To the next place, w->at; false: the walk is over. */
static bool step(struct walk *w)
{
	if (w->icu) {
		int32_t at = ubrk_next(w->it.brk);
		w->at = at == UBRK_DONE ? w->at : (size_t)at;
		return at != UBRK_DONE;
	}
	if (w->at == w->s.len)
		return false;
	const char *space = memchr(w->s.p + w->at, ' ', w->s.len - w->at);
	w->at = space ? (size_t)(space - w->s.p) + 1 : w->s.len;
	return true;
}

void segment_lines(struct str s, const char *lang)
{
	begin(&lines, UBRK_LINE, strncmp(lang, "ja", 2) == 0 ? "ja@lb=strict" : lang, s);
}

bool segment_next_line(struct segment_break *ret)
{
	if (!step(&lines))
		return false;
	ret->at = lines.at;
	ret->hard = lines.icu && ubrk_getRuleStatus(lines.it.brk) >= UBRK_LINE_HARD;
	return true;
}

void segment_sentences(struct str s, const char *lang)
{
	begin(&sentences, UBRK_SENTENCE, lang, s);
}

bool segment_next_sentence(size_t *ret_end)
{
	bool more = sentences.icu ? step(&sentences) : sentences.at < sentences.s.len;
	if (!sentences.icu)
		sentences.at = sentences.s.len;
	*ret_end = sentences.at;
	return more;
}

void segment_words(struct str s, const char *lang)
{
	begin(&words, UBRK_WORD, lang, s);
}

bool segment_next_word(struct str *ret)
{
	size_t from;
	do {
		from = words.at;
		if (!step(&words))
			return false;
	} while (words.icu && ubrk_getRuleStatus(words.it.brk) < UBRK_WORD_NONE_LIMIT);
	*ret = str_part(words.s, from, words.at);
	return true;
}
