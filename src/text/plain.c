/* The lines are those of a layout in logical order: a line that is set from the right begins at its
 * right edge, and its indent stands before it. */
#include "text/plain.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/layout.h"

/* Letters are joined, and in a file also directed, by characters that have no width. */
static bool stays(char32_t c, enum plain_kind kind)
{
	bool joins = c == 0x200C || c == 0x200D;
	bool directs = c == 0x200E || c == 0x200F || (c >= 0x2066 && c <= 0x2069);
	return !utf8_unsent(c) || joins || (kind == PLAIN_FILE && directs);
}

static void add_text(struct buf *out, struct str s, enum plain_kind kind)
{
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		if (stays(c, kind))
			buf_add(out, str_part(s, 0, n));
}

static void add_times(struct buf *out, const char *z, int n)
{
	for (int i = 0; i < n; i++)
		buf_add(out, str_of(z));
}

/* Columns between the right edge and what ends with this run. */
static int from_right(const struct layout *l, const struct run *run)
{
	return l->cols - run->col - utf8_width(run->text);
}

static void add_line(struct buf *out, const struct layout *l, const struct line *line,
                     const struct para *para, enum plain_kind kind)
{
	bool choice = para->kind == PARA_CHOICE && line->first;
	size_t i = para->kind == PARA_CAUTION; /* its label says what its edge shows */
	size_t words = i + (para->mark.len && line->first);
	int col = i && kind == PLAIN_SPOKEN ? 2 : choice ? LAYOUT_NUMBER_COLS : 0;
	if (choice)
		buf_fmt(out, "%zu. ", para->choice + 1);
	for (; i < line->n_runs; i++) {
		const struct run *run = &line->run[i];
		int to = run->col;
		if (line->rtl) /* its words follow one another, and end where the last one does */
			to = i < words    ? from_right(l, run)
			     : i == words ? from_right(l, &line->run[line->n_runs - 1])
			                  : col;
		add_times(out, " ", to - col);
		add_text(out, run->text, kind);
		col = MAX(to, col) + utf8_width(run->text);
	}
}

/* A line of `rule` under what was said last, as wide as its widest line. */
static void add_rule(struct buf *out, const struct layout *l, size_t line, const char *rule)
{
	int cols = 0;
	for (size_t i = line + 1; i-- > 0 && l->line[i].para == l->line[line].para;) {
		const struct run *run = l->line[i].run;
		int width = 0;
		for (size_t k = 0; k < l->line[i].n_runs; k++)
			width += utf8_width(run[k].text);
		cols = MAX(cols, width);
	}
	add_times(out, rule, cols);
	buf_add(out, STR("\n"));
}

/* The paragraphs that are said, as a page of their own. */
static struct page said(struct arena *a, const struct page *p, size_t from, size_t to,
                        enum plain_kind kind)
{
	struct page part = *p;
	part.logical = true;
	part.para = arena_array(a, struct para, to - from);
	part.n_paras = 0;
	for (size_t i = from; i < to; i++) {
		struct para para = p->para[i];
		if (!page_is_text(&para) && para.kind != PARA_ROOM)
			continue;
		bool rtl = bidi_is_rtl(para.rich.lang ? para.rich.lang : p->lang);
		if (kind == PLAIN_FILE && (rtl || bidi_concerns(para.rich.text)))
			para.rich = bidi_guard(a, para.rich, rtl && bidi_follows(para.rich.text));
		part.para[part.n_paras++] = para;
	}
	return part;
}

void plain_add(struct buf *out, const struct page *p, size_t from, size_t to, enum plain_kind kind)
{
	struct arena a = {0};
	struct layout l = {0};
	struct page part = said(&a, p, from, to, kind);
	layout_page(&l, &part, PLAIN_COLS);
	for (size_t i = 0; i < l.n_lines; i++) {
		const struct para *para = &part.para[l.line[i].para];
		bool last = i + 1 == l.n_lines || l.line[i + 1].para != l.line[i].para;
		add_line(out, &l, &l.line[i], para, kind);
		buf_add(out, STR("\n"));
		if (kind == PLAIN_FILE && last && para->kind == PARA_TITLE)
			add_rule(out, &l, i, "=");
		else if (kind == PLAIN_FILE && last && para->kind == PARA_HEADING)
			add_rule(out, &l, i, "-");
	}
	layout_clear(&l);
	arena_clear(&a);
}
