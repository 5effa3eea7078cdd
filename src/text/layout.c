/* One pass over the paragraphs. What a kind of paragraph looks like is in one table; icon arrays
 * alone have lines of their own making. */
#include "text/layout.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/wrap.h"

#include <stdlib.h>

/* How a kind is set: columns of indent, what stands in front of every line, a blank line before
 * (unless the paragraph before is of the same kind and `close`). */
static const struct shape {
	int indent;
	const char *edge;
	bool gap, close;
} shapes[] = {
        [PARA_TITLE] = {0, NULL, true, false},
        [PARA_HEADING] = {0, NULL, true, false},
        [PARA_TEXT] = {0, NULL, true, false},
        [PARA_ITEM] = {2, NULL, true, true},
        [PARA_FACT] = {0, NULL, false, true},
        [PARA_CAUTION] = {2, "┃", true, false},
        [PARA_NOTE] = {2, NULL, true, false},
        [PARA_CHOICE] = {LAYOUT_NUMBER_COLS, NULL, true, true},
        [PARA_ARRAY] = {2, NULL, false, true},
};

/* Icon array: two blocks of ten side by side where they fit, else one. */
enum { ARRAY_BLOCK = 10 };

static struct line *add_line(struct layout *l, size_t para)
{
	if (l->n_lines == l->cap) {
		l->cap = MAX(l->cap * 2, 64);
		l->line = xrealloc(l->line, l->cap, sizeof(*l->line));
	}
	struct line *line = &l->line[l->n_lines++];
	*line = (struct line){.para = para};
	return line;
}

/* The runs of text[from, to): pieces between the borders of spans. Returns their number. */
static size_t make_runs(struct run *out, const struct para *para, size_t from, size_t to, int col)
{
	size_t n = 0, at = from, s = 0;
	while (at < to) {
		while (s < para->rich.n_spans && para->rich.span[s].to <= at)
			s++;
		const struct span *span = s < para->rich.n_spans ? &para->rich.span[s] : NULL;
		bool inside = span && span->from <= at;
		size_t end = inside ? span->to : span ? span->from : to;
		struct str text = str_part(para->rich.text, at, MIN(end, to));
		out[n++] = (struct run){text, col, inside ? span->style : para->style};
		col += utf8_width(text);
		at = MIN(end, to);
	}
	return n;
}

static size_t spans_between(const struct para *para, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t i = 0; i < para->rich.n_spans; i++)
		n += para->rich.span[i].to > from && para->rich.span[i].from < to;
	return n;
}

static int mark_cols(const struct para *para)
{
	return para->mark.len ? utf8_width(para->mark) + 1 : 0;
}

static void set_text(struct layout *l, const struct page *p, size_t index)
{
	const struct para *para = &p->para[index];
	const struct shape *shape = &shapes[para->kind];
	int indent = MIN(shape->indent, l->cols / 4) + mark_cols(para);
	size_t n;
	const struct wrapped *w =
	        wrap_lines(&l->arena, para->rich.text, l->cols - indent, p->lang, &n);
	for (size_t i = 0; i < n; i++) {
		/* at most a run before, in and behind each span, an edge, a mark and a hyphen */
		size_t spans = spans_between(para, w[i].from, w[i].to);
		struct run *run = arena_array(&l->arena, struct run, 2 * spans + 4);
		size_t k = 0;
		if (shape->edge)
			run[k++] =
			        (struct run){str_of(p->ascii ? "|" : shape->edge), 0, para->style};
		if (para->mark.len && i == 0)
			run[k++] = (struct run){para->mark, indent - mark_cols(para), para->style};
		k += make_runs(run + k, para, w[i].from, w[i].to, indent);
		if (w[i].hyphen)
			run[k++] = (struct run){STR("-"), indent + w[i].cols - 1, para->style};
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = k;
		line->offset = w[i].from;
		line->first = i == 0;
		line->keep = i + 1 == n && para->keep;
	}
}

static void set_array(struct layout *l, const struct page *p, size_t index)
{
	const struct para *para = &p->para[index];
	int indent = MIN(shapes[PARA_ARRAY].indent, l->cols / 8), room = l->cols - indent;
	int per_row = room > 2 * ARRAY_BLOCK ? 2 * ARRAY_BLOCK : ARRAY_BLOCK;
	int step = room > 2 * per_row ? 2 : 1; /* icons a blank apart are easier to count */
	for (unsigned at = 0; at < para->of; at += (unsigned)per_row) {
		struct run *run = arena_array(&l->arena, struct run, (size_t)per_row);
		int count = (int)MIN((unsigned)per_row, para->of - at);
		for (int i = 0; i < count; i++) {
			bool full = at + (unsigned)i < para->n;
			const char *glyph = p->ascii ? (full ? "#" : ".") : (full ? "■" : "·");
			int col = indent + i * step + i / ARRAY_BLOCK;
			run[i] = (struct run){str_of(glyph), col, full ? STYLE_FULL : STYLE_EMPTY};
		}
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = (size_t)count;
		line->offset = at;
		line->first = at == 0;
		line->keep = at + (unsigned)per_row < para->of || para->keep;
	}
}

static bool gap_before(const struct page *p, size_t index)
{
	if (index == 0)
		return false;
	const struct para *before = &p->para[index - 1], *para = &p->para[index];
	const struct shape *shape = &shapes[para->kind];
	bool same = before->kind == para->kind && !para->apart;
	if (before->kind == PARA_HEADING || (same && (shape->close || before->keep)))
		return false;
	return shape->gap || para->apart;
}

void layout_page(struct layout *l, const struct page *p, int cols)
{
	arena_reset(&l->arena);
	l->n_lines = l->n_read = 0;
	l->cols = MAX(cols, 8);
	for (size_t i = 0; i < p->n_paras; i++) {
		if (gap_before(p, i)) {
			struct line *blank = add_line(l, i);
			blank->keep = l->n_lines > 1 && l->line[l->n_lines - 2].keep;
		}
		if (p->para[i].kind == PARA_ARRAY)
			set_array(l, p, i);
		else
			set_text(l, p, i);
		if (!p->para[i].aside)
			l->n_read = l->n_lines;
	}
}

void layout_clear(struct layout *l)
{
	arena_clear(&l->arena);
	free(l->line);
	*l = (struct layout){0};
}

size_t *layout_terms(struct arena *a, const struct layout *l, const struct page *p, size_t from,
                     size_t to, size_t *ret_n)
{
	size_t n = 0, cap = 0;
	for (size_t i = from; i < to && i < l->n_lines; i++)
		cap += l->line[i].n_runs ? p->para[l->line[i].para].rich.n_spans : 0;
	size_t *terms = arena_array(a, size_t, cap);
	for (size_t i = from; i < to && i < l->n_lines; i++) {
		const struct line *line = &l->line[i];
		if (line->n_runs == 0)
			continue;
		const struct para *para = &p->para[line->para];
		bool last = i + 1 == l->n_lines || l->line[i + 1].para != line->para;
		size_t end = last ? para->rich.text.len : l->line[i + 1].offset;
		for (size_t s = 0; s < para->rich.n_spans; s++) {
			const struct span *span = &para->rich.span[s];
			if (span->style != STYLE_TERM || span->to <= line->offset ||
			    span->from >= end)
				continue;
			size_t k = 0;
			while (k < n && terms[k] != span->term)
				k++;
			if (k == n)
				terms[n++] = span->term;
		}
	}
	*ret_n = n;
	return terms;
}
