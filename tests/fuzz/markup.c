/* A byte for the language, then one text with inline markup. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "content/markup.h"

#include <ctype.h>
#include <stdlib.h>

static const struct str terms[] = {{"caffeine", 8}, {"a", 1}, {"nmda-receptor", 13}};
static const struct str sources[] = {{"leaf-2001", 9}, {"b", 1}};

/* The text with a backslash before all that could be markup. */
static struct str escaped(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, 2 * s.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (ispunct((unsigned char)s.p[i]))
			out[len++] = '\\';
		out[len++] = s.p[i];
	}
	return (struct str){out, len};
}

static bool is_boundary(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

static void check_spans(struct rich r)
{
	size_t at = 0;
	HOLDS(fuzz_is_clean(r.text));
	for (size_t i = 0; i < r.n_spans; i++) {
		const struct span *span = &r.span[i];
		HOLDS(span->from >= at && span->from <= span->to && span->to <= r.text.len);
		HOLDS(is_boundary(r.text, span->from) && is_boundary(r.text, span->to));
		HOLDS(span->style != STYLE_TERM || span->term < ARRAY_LEN(terms));
		at = span->to;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {"en", "ar", "fa", "hi", "th", "zh-Hans"};
	struct feed feed = feed_of(data, size);
	struct arena a = {0};
	struct diags *ds = diags_new();
	const char *lang = langs[feed_byte(&feed) % ARRAY_LEN(langs)];
	struct str text = fuzz_text(&a, (struct str){feed.p, feed.len});
	struct source src = {.path = "tea/en.yaml", .text = text};
	struct fields f = {.src = &src, .ds = ds, .arena = &a};
	struct markup_names names = {terms, ARRAY_LEN(terms), sources, ARRAY_LEN(sources), lang};
	struct rich r = markup_parse(&f, text, (struct srcpos){1, 1}, &names);
	check_spans(r);
	HOLDS(r.n_spans || r.text.len <= text.len); /* only citations make it longer */
	struct rich plain = markup_parse(&f, escaped(&a, text), (struct srcpos){1, 1}, &names);
	HOLDS(str_eq(plain.text, text) && plain.n_spans == 0);
	diags_free(ds);
	arena_clear(&a);
	return 0;
}
