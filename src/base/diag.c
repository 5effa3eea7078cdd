/* Findings are values: tests compare them, programs print them. The place is only turned into a
 * source line and a caret when something is printed. */
#include "base/diag.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

struct owned_source {
	struct source src;
	struct owned_source *next;
};

struct diags {
	struct arena arena;
	struct diag *item;
	size_t n, cap;
	size_t count[SEV_ERROR + 1];
	enum severity least;
	struct owned_source *sources; /* the newest first */
	size_t n_sources;
};

struct diags *diags_new(void)
{
	return xcalloc(1, sizeof(struct diags));
}

void diags_free(struct diags *ds)
{
	if (!ds)
		return;
	arena_clear(&ds->arena);
	free(ds->item);
	free(ds);
}

/* Sound files are the rule: a text is copied when it has its first finding. */
static const struct source *own(struct diags *ds, const struct source *src)
{
	for (const struct owned_source *s = ds->sources; s; s = s->next)
		if (strcmp(s->src.path, src->path) == 0)
			return &s->src;
	struct owned_source *s = arena_array(&ds->arena, struct owned_source, 1);
	s->src.path = arena_str(&ds->arena, str_of(src->path)).p;
	s->src.text = arena_str(&ds->arena, src->text);
	s->src.order = ++ds->n_sources;
	s->next = ds->sources;
	ds->sources = s;
	return &s->src;
}

enum severity diags_least(struct diags *ds, enum severity least)
{
	enum severity before = ds->least;
	ds->least = least;
	return before;
}

/* The place for one more finding; NULL: all are taken by findings that are as grave. */
static struct diag *room_for(struct diags *ds, enum severity severity)
{
	if (ds->n < DIAGS_MAX) {
		if (ds->n == ds->cap) {
			ds->cap = MAX(ds->cap * 2, 8);
			ds->item = xrealloc(ds->item, ds->cap, sizeof(*ds->item));
		}
		return &ds->item[ds->n++];
	}
	for (size_t i = ds->n; i-- > 0;)
		if (ds->item[i].rule->severity < severity)
			return &ds->item[i];
	return NULL;
}

bool diag_add(struct diags *ds, const struct source *src, const struct rule *rule,
              struct srcpos pos, const char *fmt, ...)
{
	if (rule->severity < ds->least)
		return false;
	ds->count[rule->severity]++;
	struct diag *d = room_for(ds, rule->severity);
	if (!d)
		return false;
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&ds->arena, fmt, ap);
	va_end(ap);
	*d = (struct diag){rule, src ? own(ds, src) : NULL, pos, msg};
	return false;
}

size_t diags_count(const struct diags *ds, enum severity at_least)
{
	size_t n = 0;
	for (size_t s = at_least; s <= SEV_ERROR; s++)
		n += ds->count[s];
	return n;
}

size_t diags_len(const struct diags *ds)
{
	return ds->n;
}

const struct diag *diags_at(const struct diags *ds, size_t i)
{
	return &ds->item[i];
}

static int by_place(const void *va, const void *vb)
{
	const struct diag *a = va, *b = vb;
	size_t fa = a->src ? a->src->order : 0, fb = b->src ? b->src->order : 0;
	if (fa != fb)
		return fa < fb ? -1 : 1;
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	if (a->pos.col != b->pos.col)
		return a->pos.col < b->pos.col ? -1 : 1;
	int rule = strcmp(a->rule->name, b->rule->name);
	return rule ? rule : strcmp(a->msg.p, b->msg.p);
}

void diags_sort(struct diags *ds)
{
	if (ds->n)
		qsort(ds->item, ds->n, sizeof(*ds->item), by_place);
}

/* The text of line `line`, from 1, without its end. */
static struct str line_of(struct str text, unsigned line)
{
	while (line > 1 && text.len) {
		const char *nl = memchr(text.p, '\n', text.len);
		size_t skip = nl ? (size_t)(nl - text.p) + 1 : text.len;
		text = str_part(text, skip, text.len);
		line--;
	}
	const char *nl = text.len ? memchr(text.p, '\n', text.len) : NULL;
	if (nl)
		text.len = (size_t)(nl - text.p);
	if (text.len && text.p[text.len - 1] == '\r')
		text.len--;
	return text;
}

/* The source may hold anything: what a terminal could obey, or not show at all, is shown as a
 * replacement character. */
static char32_t harmless(char32_t c)
{
	bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
	bool bidi = (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
	bool unseen = c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF) || (c & 0xFFFE) == 0xFFFE ||
	              (c >= 0xFFF9 && c <= 0xFFFB) || c >= 0xE0000;
	return c == '\t' ? ' ' : control || bidi || unseen ? 0xFFFD : c;
}

int diag_print_safely(struct str s, FILE *out)
{
	int cols = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		char bytes[4];
		c = harmless(c);
		fwrite(bytes, 1, utf8_encode(c, bytes), out);
		cols += utf8_char_width(c);
	}
	return cols;
}

/* The offset of the n-th code point after `from`. */
static size_t forward(struct str s, size_t from, unsigned n)
{
	char32_t c;
	while (n-- && from < s.len)
		from += utf8_decode(str_part(s, from, s.len), &c);
	return from;
}

/* The line with a caret under code point `col`. A long line is cut to a window around it. */
static void print_caret(struct str line, unsigned col, FILE *out)
{
	enum { LEAD = 60, WINDOW = 96 };
	unsigned first = col > LEAD ? col - LEAD : 1;
	size_t start = forward(line, 0, first - 1);
	size_t at = forward(line, start, col - first);
	size_t end = forward(line, start, WINDOW);
	int pad = fprintf(out, "    %s", start ? "... " : "");
	pad += diag_print_safely(str_part(line, start, at), out);
	diag_print_safely(str_part(line, at, end), out);
	fprintf(out, "%s\n%*s^\n", end < line.len ? " ..." : "", pad, "");
}

static const char *const severity_name[] = {
        [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

void diags_print(const struct diags *ds, FILE *out)
{
	for (size_t i = 0; i < ds->n; i++) {
		const struct diag *d = &ds->item[i];
		if (d->src)
			diag_print_safely(str_of(d->src->path), out);
		if (d->src && d->pos.line)
			fprintf(out, ":%u:%u", d->pos.line, d->pos.col);
		fprintf(out, "%s%s: ", d->src ? ": " : "", severity_name[d->rule->severity]);
		diag_print_safely(d->msg, out);
		fprintf(out, " [%s]\n", d->rule->name);
		if (d->src && d->pos.line)
			print_caret(line_of(d->src->text, d->pos.line), d->pos.col, out);
	}
	size_t all = diags_count(ds, SEV_NOTE);
	if (all > ds->n)
		fprintf(out, "and %zu more; mend these first\n", all - ds->n);
}
