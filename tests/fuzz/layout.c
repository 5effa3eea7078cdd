/* Two bytes for language, order and width, then a paragraph a line, each with a byte for its kind. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/layout.h"
#include "text/segment.h"

#include <locale.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { MAX_PARAS = 40, LEAST_COLS = 8, MOST_COLS = 100 };

/* --- the page ------------------------------------------------------------------------------- */

/* Spans over every second word, between clusters as markup makes them. */
static struct span *make_spans(struct arena *a, struct str s, size_t *ret_n)
{
	struct span *span = arena_array(a, struct span, s.len / 2 + 1);
	size_t n = 0, from = 0;
	for (size_t at = 0, words = 0; at < s.len; at++) {
		if (s.p[at] != ' ')
			continue;
		if (words++ % 2)
			span[n++] = (struct span){.from = from,
			                          .to = at,
			                          .style = words % 4 ? STYLE_STRONG : STYLE_TERM,
			                          .term = words % 7,
			                          .found = (enum span_found)(words % 3)};
		from = at + 1;
	}
	*ret_n = n;
	return span;
}

static void add_para(struct page *p, struct arena *a, unsigned kind, struct str text)
{
	static const char *const marks[] = {"", "•", "( )", "[12]"};
	static const enum para_kind kinds[] = {PARA_TITLE, PARA_HEADING, PARA_TEXT, PARA_ITEM,
	                                       PARA_FACT,  PARA_CAUTION, PARA_NOTE, PARA_CHOICE};
	struct para para = {.kind = kinds[kind % ARRAY_LEN(kinds)],
	                    .id = STR("p"),
	                    .keep = kind & 8,
	                    .apart = kind & 16};
	if (para.kind == PARA_ITEM || para.kind == PARA_CHOICE)
		para.mark = str_of(marks[kind / 32 % ARRAY_LEN(marks)]);
	if (para.kind == PARA_CHOICE)
		para.choice = p->n_choices++;
	para.rich.text = text;
	para.rich.span = make_spans(a, text, &para.rich.n_spans);
	page_add(p, para);
}

/* --- what must hold ------------------------------------------------------------------------- */

static uint64_t mixed(uint64_t x)
{
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

/* A fingerprint of the letters of s, whatever their order: joined forms count as their letters, a
 * bracket as the lower one of its pair; spaces, and what is never shown, do not count. */
static uint64_t letters(struct str s)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&err);
	uint64_t sum = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		UChar form[32];
		int32_t k = -1;
		err = U_ZERO_ERROR;
		if ((c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC))
			k = unorm2_getRawDecomposition(nfkc, (UChar32)c, form, 32, &err);
		char32_t mirrored = (char32_t)u_charMirror((UChar32)c);
		if (k < 0 && c != ' ' && u_charType((UChar32)c) != U_FORMAT_CHAR)
			sum += mixed(MIN(c, mirrored));
		for (int32_t i = 0; i < k; i++)
			sum += form[i] == ' ' ? 0 : mixed(form[i]);
	}
	return sum;
}

/* The bar beside what is boxed. */
static bool is_edge(const struct page *p, const struct layout *l, const struct line *line,
                    const struct run *run)
{
	return p->para[line->para].kind == PARA_CAUTION &&
	       run->col == (line->rtl ? l->cols - 1 : 0) && str_is(run->text, p->ascii ? "|" : "┃");
}

/* The part of its paragraph that line i shows. */
static struct str part_of(const struct layout *l, const struct page *p, size_t i)
{
	const struct line *line = &l->line[i];
	struct str text = p->para[line->para].rich.text;
	bool last = i + 1 == l->n_lines || l->line[i + 1].para != line->para ||
	            l->line[i + 1].first || !l->line[i + 1].n_runs;
	size_t to = last ? text.len : l->line[i + 1].offset;
	HOLDS(line->offset <= to && to <= text.len);
	HOLDS(line->offset == text.len || ((unsigned char)text.p[line->offset] & 0xC0) != 0x80);
	return str_part(text, line->offset, to);
}

static bool has_soft_hyphen(struct str s)
{
	return s.len && memmem(s.p, s.len, "\u00ad", 2);
}

/* Nothing past the edge, no two runs in one place. */
static void check_places(const struct line *line, int cols)
{
	bool taken[MOST_COLS] = {0};
	for (size_t k = 0; k < line->n_runs; k++) {
		const struct run *run = &line->run[k];
		int width = utf8_width(run->text);
		HOLDS(utf8_valid_prefix(run->text) == run->text.len);
		HOLDS(run->col >= 0 && run->col + width <= cols);
		for (int x = run->col; x < run->col + width; x++) {
			HOLDS(!taken[x]);
			taken[x] = true;
		}
	}
}

/* Every letter of the line's part of the text is on the line, and no other. */
static void check_letters(const struct layout *l, const struct page *p, size_t i)
{
	const struct line *line = &l->line[i];
	struct str part = part_of(l, p, i);
	uint64_t want = letters(part), got = 0;
	if (line->first)
		want += letters(p->para[line->para].mark);
	uint64_t hyphen = has_soft_hyphen(part) ? letters(STR("-")) : 0; /* a line may end in one */
	for (size_t k = 0; k < line->n_runs; k++) {
		const struct run *run = &line->run[k];
		if (!is_edge(p, l, line, run))
			got += letters(run->text);
	}
	HOLDS(got == want || got == want + hyphen);
}

static void check_layout(const struct layout *l, const struct page *p)
{
	HOLDS(l->n_read <= l->n_lines);
	for (size_t i = 0; i < l->n_lines; i++) {
		const struct line *line = &l->line[i];
		HOLDS(line->para < p->n_paras);
		HOLDS(i == 0 || line->para >= l->line[i - 1].para);
		check_places(line, l->cols);
		if (line->n_runs)
			check_letters(l, p, i);
	}
}

static uint64_t fingerprint(const struct layout *l)
{
	uint64_t h = l->n_lines;
	for (size_t i = 0; i < l->n_lines; i++) {
		h = mixed(h ^ l->line[i].offset << 20 ^ l->line[i].para);
		for (size_t k = 0; k < l->line[i].n_runs; k++)
			h = mixed(h ^ (uint64_t)l->line[i].run[k].col ^
			          letters(l->line[i].run[k].text));
	}
	return h;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {"en", "ar", "th", "zh-Hans", "hi"};
	struct feed feed = feed_of(data, size);
	struct arena a = {0};
	struct page p = {0};
	struct layout l = {0};
	unsigned how = feed_byte(&feed);
	int cols = LEAST_COLS + (int)feed_byte(&feed) % (MOST_COLS - LEAST_COLS + 1);
	setlocale(LC_CTYPE, "C.UTF-8");
	page_begin(&p, langs[how % ARRAY_LEN(langs)], how & 64);
	p.logical = how & 128;
	while (feed.len && p.n_paras < MAX_PARAS) {
		unsigned kind = feed_byte(&feed);
		struct str text = fuzz_text(&a, feed_line(&feed));
		if (text.len)
			add_para(&p, &a, kind, text);
	}
	layout_page(&l, &p, cols);
	check_layout(&l, &p);
	uint64_t before = fingerprint(&l);
	layout_page(&l, &p, LEAST_COLS + MOST_COLS - cols);
	check_layout(&l, &p);
	layout_page(&l, &p, cols);
	HOLDS(fingerprint(&l) == before);
	layout_clear(&l);
	page_clear(&p);
	arena_clear(&a);
	return 0;
}
