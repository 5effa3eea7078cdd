/* One pass, no nesting: a patient's text needs none, and a translator cannot break what is not
 * there. */
#include "content/markup.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/locale.h"

#include <ctype.h>
#include <stdlib.h>

struct parser {
	const struct fields *f;
	const struct markup_names *names;
	struct str raw;
	struct srcpos pos;
	size_t at;
	struct buf out;
	struct span *span;
	size_t n_spans, cap;
	bool unclosed[3]; /* by stars: no closer is ahead any more */
};

static void add_span(struct parser *p, size_t from, enum style style, size_t term)
{
	if (p->n_spans == p->cap) {
		p->cap = MAX(p->cap * 2, 8);
		p->span = xrealloc(p->span, p->cap, sizeof(*p->span));
	}
	p->span[p->n_spans++] = (struct span){from, p->out.len, style, term, NOT_FOUND};
}

static void cut_span(struct span *span, size_t to)
{
	span->to = MIN(span->to, to);
	span->from = MIN(span->from, span->to);
}

static bool find_name(const struct str *list, size_t n, struct str name, size_t *ret)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name)) {
			*ret = i;
			return true;
		}
	return false;
}

static struct str rest(const struct parser *p)
{
	return str_part(p->raw, p->at, p->raw.len);
}

/* The offset of `z` at or behind `from`, not behind a backslash; raw.len if it is not there. */
static size_t find(const struct parser *p, const char *z, size_t from)
{
	for (size_t i = from; i + strlen(z) <= p->raw.len; i++) {
		if (p->raw.p[i] == '\\')
			i++;
		else if (memcmp(p->raw.p + i, z, strlen(z)) == 0)
			return i;
	}
	return p->raw.len;
}

static void copy_plain(struct parser *p, struct str s)
{
	while (s.len) {
		if (s.p[0] == '\\' && s.len > 1 && ispunct((unsigned char)s.p[1]))
			s = str_part(s, 1, s.len);
		const char *backslash = memchr(s.p + 1, '\\', s.len - 1);
		size_t n = backslash ? (size_t)(backslash - s.p) : s.len;
		buf_add(&p->out, str_part(s, 0, n));
		s = str_part(s, n, s.len);
	}
}

/* Whether a letter or digit of a script that puts spaces between its words stands at byte i. Thai,
 * Chinese and Japanese have no such edges, and Korean hangs its particles on a word: there a star
 * counts anywhere. */
static bool is_word(const struct parser *p, size_t i)
{
	char32_t c = 0;
	while (i > 0 && i < p->raw.len && (p->raw.p[i] & 0xC0) == 0x80)
		i--;
	utf8_decode(str_part(p->raw, MIN(i, p->raw.len), p->raw.len), &c);
	return c < 0x80 ? isalnum((int)c) : c >= 0xC0 && c < 0xE00;
}

/* *words* or **words**: opens before a word and closes behind one. */
static bool emphasis(struct parser *p)
{
	const char *mark = str_starts(rest(p), "**") ? "**" : "*";
	size_t n = strlen(mark), from = p->at + n;
	bool opens = from < p->raw.len && p->raw.p[from] != ' ' && p->raw.p[from] != '*' &&
	             !(p->at > 0 && is_word(p, p->at - 1));
	if (!opens || p->unclosed[n])
		return false;
	size_t to = find(p, mark, from);
	while (to < p->raw.len && (p->raw.p[to - 1] == ' ' || is_word(p, to + n)))
		to = find(p, mark, to + n);
	p->unclosed[n] = to >= p->raw.len;
	if (to >= p->raw.len || to == from)
		return false;
	size_t start = p->out.len;
	copy_plain(p, str_part(p->raw, from, to));
	add_span(p, start, n == 2 ? STYLE_STRONG : STYLE_EMPHASIS, 0);
	p->at = to + n;
	return true;
}

/* [words](#id) */
static bool term_link(struct parser *p)
{
	size_t mid = p->at + 1; /* another bracket may not come before the words end */
	while (mid < p->raw.len && p->raw.p[mid] != '[' && p->raw.p[mid] != ']')
		mid += p->raw.p[mid] == '\\' ? 2 : 1;
	if (mid >= p->raw.len || mid == p->at + 1 ||
	    !str_starts(str_part(p->raw, mid, p->raw.len), "](#"))
		return false; /* without words there would be nothing to look up */
	size_t end = find(p, ")", mid);
	if (end == p->raw.len)
		return false;
	struct str id = str_part(p->raw, mid + 3, end);
	size_t term = 0, start = p->out.len;
	copy_plain(p, str_part(p->raw, p->at + 1, mid));
	if (find_name(p->names->term, p->names->n_terms, id, &term))
		add_span(p, start, STYLE_TERM, term);
	else if (p->names->n_terms) /* else a finding said already that there is no glossary */
		fields_error(p->f, p->pos, R_UNKNOWN_TERM, "the glossary has no “%.*s” (in “%.*s”)",
		             STR_ARG(id), STR_ARG(str_part(p->raw, p->at, end + 1)));
	p->at = end + 1;
	return true;
}

static struct str trim(struct str s)
{
	while (s.len && (s.p[0] == ' ' || s.p[0] == '@'))
		s = str_part(s, 1, s.len);
	while (s.len && s.p[s.len - 1] == ' ')
		s.len--;
	return s;
}

/* [@id] or [@a; @b] */
static bool citation(struct parser *p)
{
	size_t end = find(p, "]", p->at);
	if (end == p->raw.len)
		return false;
	if (p->out.len && p->out.p[p->out.len - 1] == ' ') {
		p->out.len--;
		if (p->n_spans) /* its words may have ended in that space */
			cut_span(&p->span[p->n_spans - 1], p->out.len);
		buf_add(&p->out, STR("\u00a0"));
	}
	struct str list = str_part(p->raw, p->at + 1, end);
	for (bool more = true, first = true; more; first = false) {
		const char *semi = memchr(list.p, ';', list.len);
		more = semi != NULL;
		struct str id = trim(semi ? str_part(list, 0, (size_t)(semi - list.p)) : list);
		size_t number = 0;
		if (!find_name(p->names->source, p->names->n_sources, id, &number) &&
		    p->names->n_sources)
			fields_error(p->f, p->pos, R_UNKNOWN_SOURCE, "the sources have no “%.*s”",
			             STR_ARG(id));
		size_t start = p->out.len;
		buf_fmt(&p->out, "%s%s%s", first ? "[" : ",\u00a0",
		        locale_number(p->f->arena, p->names->lang, number + 1).p, more ? "" : "]");
		add_span(p, start, STYLE_CITATION, number);
		if (more)
			list = str_part(list, (size_t)(semi - list.p) + 1, list.len);
	}
	p->at = end + 1;
	return true;
}

static bool markup_here(struct parser *p)
{
	switch (p->raw.p[p->at]) {
	case '*':
		return emphasis(p);
	case '[':
		return str_starts(rest(p), "[@") ? citation(p) : term_link(p);
	default:
		return false;
	}
}

/* Bytes in front of what may be markup. */
static size_t plain_until_markup(struct str s)
{
	size_t n = 0;
	while (n < s.len && s.p[n] != '*' && s.p[n] != '[' && s.p[n] != '\\')
		n++;
	return n;
}

struct rich markup_parse(const struct fields *f, struct str raw, struct srcpos pos,
                         const struct markup_names *names)
{
	if (plain_until_markup(raw) == raw.len) /* most texts: shown as written, without a copy */
		return (struct rich){.text = raw, .lang = names->lang};
	struct parser p = {.f = f, .names = names, .raw = raw, .pos = pos};
	while (p.at < raw.len) {
		size_t n = plain_until_markup(rest(&p));
		copy_plain(&p, str_part(raw, p.at, p.at + n));
		p.at += n;
		if (p.at == raw.len || markup_here(&p))
			continue;
		n = raw.p[p.at] == '\\' && p.at + 1 < raw.len ? 2 : 1;
		copy_plain(&p, str_part(raw, p.at, p.at + n));
		p.at += n;
	}
	struct span *spans = arena_array(f->arena, struct span, p.n_spans);
	if (p.n_spans)
		memcpy(spans, p.span, p.n_spans * sizeof(*spans));
	struct rich r = {arena_str(f->arena, buf_str(&p.out)), spans, p.n_spans, names->lang};
	free(p.span);
	buf_clear(&p.out);
	return r;
}
