/* One pass over the paragraphs. What a kind of paragraph looks like is in one table; what is no
 * text (icon arrays, room to write, pictures) has lines of its own making. */
#include "text/layout.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
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
        [PARA_ROOM] = {2, NULL, false, true},
        [PARA_PICTURE] = {0, NULL, true, false},
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

static size_t spans_between(const struct rich *rich, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t i = 0; i < rich->n_spans; i++)
		n += rich->span[i].to > from && rich->span[i].from < to;
	return n;
}

/* A paragraph being set: its text as it is shown, and where its columns are. */
struct setting {
	struct layout *l;
	const struct para *para;
	struct rich rich;     /* shaped, where it needs to be */
	const size_t *origin; /* of its bytes in the paragraph; NULL: the same */
	bool rtl;             /* set from the right edge */
	bool base_rtl;        /* its words follow one another leftwards */
	bool reorder;
	int indent, mark_cols;
};

static enum style style_of(const struct span *span)
{
	return span->found == FOUND_HERE ? STYLE_HERE : span->found ? STYLE_FOUND : span->style;
}

/* The runs of text[from, to): pieces between the borders of spans, from column `col` on. Backwards
 * text is given from its end. Returns their number. */
static size_t make_runs(const struct setting *st, struct run *out, size_t from, size_t to, int col,
                        bool backwards)
{
	const struct rich *rich = &st->rich;
	size_t n = 0, at = from, s = 0;
	while (at < to) {
		while (s < rich->n_spans && rich->span[s].to <= at)
			s++;
		const struct span *span = s < rich->n_spans ? &rich->span[s] : NULL;
		bool inside = span && span->from <= at;
		size_t end = MIN(inside ? span->to : span ? span->from : to, to);
		out[n++] = (struct run){str_part(rich->text, at, end), col,
		                        inside ? style_of(span) : st->para->style};
		at = end;
	}
	for (size_t i = 0; backwards && i < n / 2; i++) {
		struct run swap = out[i];
		out[i] = out[n - 1 - i];
		out[n - 1 - i] = swap;
	}
	for (size_t i = 0; i < n; i++) {
		if (backwards)
			out[i].text = bidi_backwards(&st->l->arena, out[i].text);
		out[i].col = col;
		col += utf8_width(out[i].text);
	}
	return n;
}

static struct run hyphen_at(const struct setting *st, int col)
{
	return (struct run){STR("-"), col, st->para->style};
}

/* The runs of a line in visual order, its hyphen behind the letter that is read last. */
static size_t make_line(const struct setting *st, struct run *out, const struct wrapped *w, int col)
{
	if (!st->reorder) {
		size_t n = make_runs(st, out, w->from, w->to, col, false);
		if (w->hyphen)
			out[n++] = hyphen_at(st, col + w->cols - 1);
		return n;
	}
	size_t n, k = 0, end = w->to - (w->hyphen ? strlen("\u00ad") : 0);
	const struct piece *piece = bidi_line(&st->l->arena, w->from, w->to, &n);
	for (size_t i = 0; i < n; i++) {
		bool last = w->hyphen && piece[i].from < end && piece[i].to >= end;
		if (last && piece[i].rtl)
			out[k++] = hyphen_at(st, col++);
		size_t runs = make_runs(st, out + k, piece[i].from, piece[i].to, col, piece[i].rtl);
		k += runs;
		if (runs)
			col = out[k - 1].col + utf8_width(out[k - 1].text);
		if (last && !piece[i].rtl)
			out[k++] = hyphen_at(st, col++);
	}
	return k;
}

/* Runs that a line can come to: one before, in and behind each span of each piece. */
static size_t most_runs(const struct setting *st, size_t from, size_t to)
{
	size_t pieces = 1;
	if (st->reorder)
		bidi_line(&st->l->arena, from, to, &pieces);
	return 2 * spans_between(&st->rich, from, to) + 2 * pieces + 4;
}

/* Where something `cols` wide goes that stands `lead` columns from the paragraph's own edge. */
static int leading(const struct setting *st, int lead, int cols)
{
	return st->rtl ? st->l->cols - lead - cols : lead;
}

static void begin_setting(struct setting *st, const struct page *p)
{
	const struct para *para = st->para;
	bool logical = para->order ? para->order == ORDER_LOGICAL : p->logical;
	const char *lang = para->rich.lang ? para->rich.lang : p->lang;
	/* The choices of a page stand below one another, whatever languages they are in, so that
	 * their digits do. */
	st->rtl = bidi_is_rtl(para->kind == PARA_CHOICE ? p->lang : lang);
	st->base_rtl = (st->rtl || bidi_is_rtl(lang)) && bidi_follows(para->rich.text);
	st->rich = para->rich;
	st->reorder = !logical && (st->base_rtl || bidi_concerns(para->rich.text));
	if (!st->reorder)
		return;
	struct shaped shaped = bidi_shape(&st->l->arena, para->rich, st->base_rtl);
	st->rich = shaped.rich;
	st->origin = shaped.origin;
}

static struct str mark_of(const struct setting *st)
{
	struct str mark = st->para->mark;
	return st->rtl && st->reorder ? bidi_visual(&st->l->arena, mark, true) : mark;
}

static void set_text(struct layout *l, const struct page *p, size_t index)
{
	const struct para *para = &p->para[index];
	const struct shape *shape = &shapes[para->kind];
	struct setting st = {.l = l, .para = para};
	size_t n;
	begin_setting(&st, p);
	struct str mark = mark_of(&st);
	st.mark_cols = mark.len ? utf8_width(mark) + 1 : 0;
	/* A wide character must fit beside the mark. */
	st.indent = MIN(shape->indent, MIN(l->cols / 4, MAX(l->cols - st.mark_cols - 2, 0))) +
	            st.mark_cols;
	const char *lang = para->rich.lang ? para->rich.lang : p->lang;
	const struct wrapped *w =
	        wrap_lines(&l->arena, st.rich.text, l->cols - st.indent, lang, &n);
	if (st.reorder)
		bidi_paragraph(st.rich.text, st.base_rtl);
	for (size_t i = 0; i < n; i++) {
		struct run *run =
		        arena_array(&l->arena, struct run, most_runs(&st, w[i].from, w[i].to));
		size_t k = 0;
		if (shape->edge)
			run[k++] = (struct run){str_of(p->ascii ? "|" : shape->edge),
			                        leading(&st, 0, 1), para->style};
		if (mark.len && i == 0)
			run[k++] = (struct run){
			        mark, leading(&st, st.indent - st.mark_cols, st.mark_cols - 1),
			        para->style};
		int col = leading(&st, st.indent, w[i].cols);
		k += make_line(&st, run + k, &w[i], col);
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = k;
		line->offset = st.origin ? st.origin[w[i].from] : w[i].from;
		line->first = i == 0;
		line->rtl = st.rtl;
		line->keep = i + 1 == n && para->keep;
	}
}

static void set_array(struct layout *l, const struct page *p, size_t index)
{
	const struct para *para = &p->para[index];
	int indent = MIN(shapes[PARA_ARRAY].indent, l->cols / 8), room = l->cols - indent;
	bool rtl = bidi_is_rtl(para->rich.lang ? para->rich.lang : p->lang);
	int per_row = room > 2 * ARRAY_BLOCK ? 2 * ARRAY_BLOCK : ARRAY_BLOCK;
	int step = room > 2 * per_row ? 2 : 1; /* icons a blank apart are easier to count */
	for (unsigned at = 0; at < para->of; at += (unsigned)per_row) {
		struct run *run = arena_array(&l->arena, struct run, (size_t)per_row);
		int count = (int)MIN((unsigned)per_row, para->of - at);
		for (int i = 0; i < count; i++) {
			bool full = at + (unsigned)i < para->n;
			const char *glyph = p->ascii ? (full ? "#" : ".") : (full ? "■" : "·");
			int col = indent + i * step + i / ARRAY_BLOCK;
			col = rtl ? l->cols - 1 - col : col;
			run[i] = (struct run){str_of(glyph), col, full ? STYLE_FULL : STYLE_EMPTY};
		}
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = (size_t)count;
		line->offset = at;
		line->first = at == 0;
		line->rtl = rtl;
		line->keep = at + (unsigned)per_row < para->of || para->keep;
	}
}

/* Lines to write on, as wide as they may be. */
static void set_room(struct layout *l, const struct page *p, size_t index)
{
	int indent = MIN(shapes[PARA_ROOM].indent, l->cols / 4), cols = l->cols - indent;
	const char *lang = p->para[index].rich.lang ? p->para[index].rich.lang : p->lang;
	bool rtl = bidi_is_rtl(lang);
	char *rule = arena_alloc(&l->arena, (size_t)cols, 1);
	memset(rule, '_', (size_t)cols);
	for (unsigned i = 0; i < p->para[index].n; i++) {
		add_line(l, index); /* a hand is larger than a line of print */
		struct run *run = arena_array(&l->arena, struct run, 1);
		*run = (struct run){{rule, (size_t)cols}, rtl ? 0 : indent, STYLE_BODY};
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = 1;
		line->first = i == 0;
		line->rtl = rtl;
	}
}

/* Rows as they are, in the middle; too wide ones are cut where they are drawn. */
static void set_picture(struct layout *l, const struct page *p, size_t index)
{
	const struct para *para = &p->para[index];
	struct str text = para->rich.text;
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		const char *feed = memchr(text.p + at, '\n', text.len - at);
		end = feed ? (size_t)(feed - text.p) : text.len;
		struct run *run = arena_array(&l->arena, struct run, 1);
		struct str row = str_part(text, at, end);
		*run = (struct run){row, MAX((l->cols - utf8_width(row)) / 2, 0), para->style};
		struct line *line = add_line(l, index);
		line->run = run;
		line->n_runs = 1;
		line->offset = at;
		line->first = at == 0;
		line->keep = end < text.len || para->keep;
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
		switch (p->para[i].kind) {
		case PARA_ARRAY:
			set_array(l, p, i);
			break;
		case PARA_ROOM:
			set_room(l, p, i);
			break;
		case PARA_PICTURE:
			set_picture(l, p, i);
			break;
		default:
			set_text(l, p, i);
		}
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
