/* The tree says where a key or a text stands; the lines between say what is only comment. Every
 * change is a stretch of bytes and what is to stand there instead. */
#include "desk/edit.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/rules.h"

#include <stdarg.h>
#include <stdlib.h>

struct line {
	size_t from, to, next; /* without its end; where the next one begins */
	unsigned given;        /* its number in the file as it was given; 0: it is new */
	bool held;             /* a key or a part of a text stands on it */
};

struct change {
	size_t from, to;
	struct str with;
	size_t order;
};

struct place {
	ynode parent;
	bool in_flow;
};

struct edit {
	struct arena arena;
	struct source given; /* for findings */
	struct diags *ds;
	struct buf bytes;
	struct str text; /* those, without the byte order mark */
	bool crlf;
	struct ydoc *doc;
	struct line *line;
	size_t n_lines;
	struct place *place; /* of every node */
	size_t n_places;
	struct change *change;
	size_t n_changes, cap_changes;
};

static const char removed[] = "#removed ";

/* --- lines and places --------------------------------------------------------------------- */

static size_t line_at(const struct edit *e, size_t offset)
{
	size_t low = 0, high = e->n_lines;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (e->line[middle].from <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static struct str line_text(const struct edit *e, size_t i)
{
	return str_part(e->text, e->line[i].from, e->line[i].to);
}

static size_t spaces(struct str s)
{
	size_t n = 0;
	while (n < s.len && s.p[n] == ' ')
		n++;
	return n;
}

static struct str trimmed(struct str s)
{
	while (s.len && s.p[s.len - 1] == ' ')
		s.len--;
	return str_part(s, spaces(s), s.len);
}

/* Only a comment, or nothing. */
static bool is_free(const struct edit *e, size_t i)
{
	struct str s = trimmed(line_text(e, i));
	return !e->line[i].held && (s.len == 0 || s.p[0] == '#');
}

static size_t offset_of(const struct edit *e, struct srcpos pos)
{
	if (pos.line > e->n_lines)
		return e->text.len;
	size_t at = e->line[pos.line - 1].from;
	char32_t c;
	for (unsigned col = 1; col < pos.col && at < e->text.len; col++)
		at += utf8_decode(str_part(e->text, at, e->text.len), &c);
	return at;
}

static size_t start_of(const struct edit *e, ynode n)
{
	return offset_of(e, ydoc_pos(e->doc, n));
}

static size_t key_of(const struct edit *e, ynode n)
{
	return offset_of(e, ydoc_key_pos(e->doc, n));
}

static size_t end_of(const struct edit *e, ynode n)
{
	size_t from = start_of(e, n), to = offset_of(e, ydoc_end(e->doc, n));
	while (to > from && strchr(" \r\n", e->text.p[to - 1]))
		to--;
	return to;
}

static size_t last_line(const struct edit *e, ynode n)
{
	return line_at(e, end_of(e, n));
}

static size_t key_line(const struct edit *e, ynode n)
{
	return ydoc_key_pos(e->doc, n).line - 1;
}

static unsigned key_indent(const struct edit *e, ynode n)
{
	return ydoc_key_pos(e->doc, n).col - 1;
}

/* What stands behind offset `at` on its line, without the spaces between. */
static struct str rest_of_line(const struct edit *e, size_t at)
{
	return trimmed(str_part(e->text, at, e->line[line_at(e, at)].to));
}

/* --- reading ------------------------------------------------------------------------------ */

static void cut_lines(struct edit *e)
{
	size_t n = 1;
	for (size_t i = 0; i < e->text.len; i++)
		n += e->text.p[i] == '\n';
	e->line = xcalloc(n, sizeof(*e->line));
	e->n_lines = n;
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		const char *nl =
		        e->text.len > at ? memchr(e->text.p + at, '\n', e->text.len - at) : NULL;
		size_t end = nl ? (size_t)(nl - e->text.p) : e->text.len;
		e->line[i] = (struct line){.from = at, .to = end, .next = nl ? end + 1 : end};
		if (nl && end > at && e->text.p[end - 1] == '\r')
			e->line[i].to--;
		at = e->line[i].next;
	}
}

static void hold(struct edit *e, size_t first, size_t last)
{
	for (size_t i = first; i <= last && i < e->n_lines; i++)
		e->line[i].held = true;
}

static void look_at(struct edit *e, ynode n, ynode parent, bool in_flow)
{
	const struct ydoc *d = e->doc;
	if ((size_t)n >= e->n_places) {
		size_t more = MAX(e->n_places * 2, (size_t)n + 256);
		e->place = xrealloc(e->place, more, sizeof(*e->place));
		memset(e->place + e->n_places, 0, (more - e->n_places) * sizeof(*e->place));
		e->n_places = more;
	}
	e->place[n] = (struct place){parent, in_flow};
	if (parent)
		hold(e, key_line(e, n), key_line(e, n));
	if (ydoc_kind(d, n) == Y_SCALAR || ydoc_is_flow(d, n))
		hold(e, ydoc_pos(d, n).line - 1, last_line(e, n));
	for (ynode c = ydoc_first(d, n); c; c = ydoc_next(d, c))
		look_at(e, c, n, in_flow || ydoc_is_flow(d, n));
}

/* The tree of e->bytes. False: it is not sound. */
static bool read_tree(struct edit *e, struct diags *ds)
{
	size_t errors = diags_count(ds, SEV_ERROR);
	struct source src = {.path = e->given.path, .text = ydoc_without_bom(buf_str(&e->bytes))};
	struct ydoc *doc = ydoc_parse(&src, &e->arena, ds);
	if (diags_count(ds, SEV_ERROR) > errors || !ydoc_root(doc)) {
		ydoc_free(doc);
		return false;
	}
	ydoc_free(e->doc);
	free(e->line);
	e->doc = doc;
	e->text = src.text;
	cut_lines(e);
	look_at(e, ydoc_root(doc), 0, false);
	return true;
}

struct edit *edit_new(const char *path, struct str bytes, struct diags *ds)
{
	struct edit *e = xcalloc(1, sizeof(*e));
	e->ds = ds;
	e->given = (struct source){.path = path, .text = ydoc_without_bom(bytes)};
	buf_add(&e->bytes, bytes);
	const char *nl = bytes.len ? memchr(bytes.p, '\n', bytes.len) : NULL;
	e->crlf = nl && nl > bytes.p && nl[-1] == '\r';
	if (!read_tree(e, ds)) {
		edit_free(e);
		return NULL;
	}
	for (size_t i = 0; i < e->n_lines; i++)
		e->line[i].given = (unsigned)i + 1;
	return e;
}

void edit_free(struct edit *e)
{
	if (!e)
		return;
	ydoc_free(e->doc);
	buf_clear(&e->bytes);
	free(e->line);
	free(e->place);
	free(e->change);
	arena_clear(&e->arena);
	free(e);
}

const struct ydoc *edit_doc(const struct edit *e)
{
	return e->doc;
}

struct str edit_bytes(const struct edit *e)
{
	return buf_str(&e->bytes);
}

bool edit_complain(struct edit *e, ynode n, enum rule_id rule, const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&a, fmt, ap);
	va_end(ap);
	struct srcpos pos = ydoc_key_pos(e->doc, n);
	unsigned given = pos.line ? e->line[pos.line - 1].given : 0;
	pos = given ? (struct srcpos){given, pos.col} : (struct srcpos){0};
	diag_add(e->ds, &e->given, &rules[rule], pos, "%.*s", STR_ARG(msg));
	arena_clear(&a);
	return false;
}

/* --- applying ----------------------------------------------------------------------------- */

static void record(struct edit *e, size_t from, size_t to, struct str with)
{
	if (e->n_changes == e->cap_changes) {
		e->cap_changes = MAX(e->cap_changes * 2, 64);
		e->change = xrealloc(e->change, e->cap_changes, sizeof(*e->change));
	}
	e->change[e->n_changes] =
	        (struct change){from, to, arena_str(&e->arena, with), e->n_changes};
	e->n_changes++;
}

static int by_offset(const void *va, const void *vb)
{
	const struct change *a = va, *b = vb;
	bool a_takes = a->to > a->from, b_takes = b->to > b->from;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a_takes != b_takes)
		return a_takes - b_takes;
	return a->order < b->order ? -1 : 1;
}

/* The new text, and where each of its lines comes from. */
struct writer {
	const struct edit *e;
	struct buf out;
	unsigned *given, now;
	size_t n, cap;
};

static void next_line(struct writer *w)
{
	if (w->n == w->cap) {
		w->cap = MAX(w->cap * 2, 256);
		w->given = xrealloc(w->given, w->cap, sizeof(*w->given));
	}
	w->given[w->n++] = w->now;
	w->now = 0;
}

static void keep(struct writer *w, size_t from, size_t to)
{
	const struct edit *e = w->e;
	for (size_t i = line_at(e, from); from < to; i++) {
		size_t end = MIN(to, e->line[i].next);
		w->now = w->now ? w->now : e->line[i].given;
		buf_add(&w->out, str_part(e->text, from, end));
		if (e->text.p[end - 1] == '\n')
			next_line(w);
		from = end;
	}
}

static void end_line(struct writer *w)
{
	buf_add(&w->out, w->e->crlf ? STR("\r\n") : STR("\n"));
	next_line(w);
}

/* Whole lines begin on a line of their own, also behind a last line without an end. */
static void write_new(struct writer *w, const struct change *c)
{
	bool whole = c->with.len && c->with.p[c->with.len - 1] == '\n';
	if (whole && c->from == w->e->text.len && w->out.len && w->out.p[w->out.len - 1] != '\n')
		end_line(w);
	for (size_t i = 0, end; i < c->with.len; i = end) {
		const char *nl = memchr(c->with.p + i, '\n', c->with.len - i);
		end = nl ? (size_t)(nl - c->with.p) + 1 : c->with.len;
		buf_add(&w->out, str_part(c->with, i, nl ? end - 1 : end));
		if (nl)
			end_line(w);
	}
}

/* False: two changes meet in the same place; lines may be taken out twice. */
static bool write_all(struct writer *w)
{
	const struct edit *e = w->e;
	size_t at = 0;
	for (size_t i = 0; i < e->n_changes; i++) {
		const struct change *c = &e->change[i];
		if (c->from < at && c->with.len)
			return false;
		keep(w, at, MAX(at, c->from));
		write_new(w, c);
		at = MAX(at, c->to);
	}
	keep(w, at, e->text.len);
	next_line(w);
	return true;
}

bool edit_apply(struct edit *e)
{
	if (e->n_changes == 0)
		return true;
	qsort(e->change, e->n_changes, sizeof(*e->change), by_offset);
	struct writer w = {.e = e};
	struct buf old = e->bytes;
	buf_add(&w.out, str_part(buf_str(&old), 0, old.len - e->text.len)); /* the mark */
	struct diags *ds = diags_new(); /* of a text that nobody gets to see */
	bool ok = write_all(&w);
	e->bytes = w.out;
	ok = ok && read_tree(e, ds);
	for (size_t i = 0; ok && i < e->n_lines; i++)
		e->line[i].given = w.given[i];
	if (!ok)
		e->bytes = old;
	buf_clear(ok ? &old : &w.out);
	e->n_changes = 0;
	diags_free(ds);
	free(w.given);
	return ok;
}

/* --- changes ------------------------------------------------------------------------------ */

/* Whether the key stands first on its line and nothing but a comment behind its end. */
static bool has_own_lines(const struct edit *e, ynode n)
{
	if (e->place[n].in_flow || !e->place[n].parent)
		return false;
	size_t key = key_of(e, n);
	struct str rest = rest_of_line(e, end_of(e, n));
	struct str before = str_part(e->text, e->line[key_line(e, n)].from, key);
	bool block = strchr(">|", e->text.p[MIN(start_of(e, n), e->text.len - 1)]) != NULL;
	return spaces(before) == before.len && (rest.len == 0 || rest.p[0] == '#' || block);
}

static bool refuse(struct edit *e, ynode n)
{
	if (e->place[n].in_flow || ydoc_is_flow(e->doc, n))
		return edit_complain(e, n, R_FLOW_STYLE,
		                     "“%.*s” would have to be changed, but it is written in { } or "
		                     "[ ]: write its keys one to a line, without brackets",
		                     STR_ARG(ydoc_key(e->doc, n)));
	return edit_complain(e, n, R_FLOW_STYLE,
	                     "“%.*s” would have to be changed, but it does not stand on a line of "
	                     "its own: write the key, a colon and its text in quotes",
	                     STR_ARG(ydoc_key(e->doc, n)));
}

static unsigned step(const struct edit *e)
{
	const struct ydoc *d = e->doc;
	for (ynode c = ydoc_first(d, ydoc_root(d)); c; c = ydoc_next(d, c))
		if (ydoc_kind(d, c) == Y_MAP && !ydoc_is_flow(d, c) && ydoc_first(d, c))
			return key_indent(e, ydoc_first(d, c)) - key_indent(e, c);
	return 2;
}

unsigned edit_indent(const struct edit *e, ynode map)
{
	ynode first = ydoc_first(e->doc, map);
	return first ? key_indent(e, first) : key_indent(e, map) + step(e);
}

struct str edit_quoted(struct arena *a, struct str s)
{
	struct buf b = {0};
	buf_add(&b, STR("\""));
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];
		if (c == '"' || c == '\\')
			buf_add(&b, STR("\\"));
		buf_add(&b, c == '\n' ? STR("\\n") : str_part(s, i, i + 1));
	}
	buf_add(&b, STR("\""));
	struct str copy = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return copy;
}

bool edit_set(struct edit *e, ynode scalar, struct str text)
{
	if (ydoc_kind(e->doc, scalar) != Y_SCALAR || !has_own_lines(e, scalar))
		return refuse(e, scalar);
	size_t from = start_of(e, scalar), to = end_of(e, scalar);
	struct str with = edit_quoted(&e->arena, text);
	if (from == to) { /* nothing behind the colon */
		record(e, from, to, arena_fmt(&e->arena, " %.*s", STR_ARG(with)));
		return true;
	}
	if (strchr(">|", e->text.p[from])) { /* behind that sign a comment may stand */
		struct line *head = &e->line[line_at(e, from)];
		struct str sign = str_part(e->text, from, head->to);
		const char *comment = memmem(sign.p, sign.len, " #", 2);
		struct str kept =
		        comment ? str_part(sign, (size_t)(comment - sign.p), sign.len) : STR("");
		with = arena_fmt(&e->arena, "%.*s%.*s", STR_ARG(with), STR_ARG(kept));
		to = MAX(to, head->to);
	}
	record(e, from, to, with);
	return true;
}

/* Takes out the empty text in whose place keys are to come. */
static bool give_way(struct edit *e, ynode scalar)
{
	if (ydoc_value(e->doc, scalar).len || !has_own_lines(e, scalar))
		return refuse(e, scalar);
	size_t from = start_of(e, scalar), to = end_of(e, scalar);
	while (to > from && from > 0 && e->text.p[from - 1] == ' ')
		from--;
	for (size_t i = 0; i < e->n_changes; i++)
		if (e->change[i].from == from && e->change[i].to == to)
			return true;
	if (to > from)
		record(e, from, to, STR(""));
	return true;
}

/* The first line behind a key, all below it and the comments that stand as deep as `depth`. */
static size_t line_behind(const struct edit *e, ynode n, size_t depth)
{
	size_t stop = last_line(e, n) + 1;
	for (size_t i = stop; i < e->n_lines && is_free(e, i); i++) {
		struct str line = line_text(e, i);
		if (trimmed(line).len == 0)
			continue;
		if (str_starts(line, removed) || spaces(line) < depth)
			break;
		stop = i + 1;
	}
	return stop;
}

bool edit_insert(struct edit *e, ynode map, ynode after, struct str lines)
{
	const struct ydoc *d = e->doc;
	ynode anchor = after ? after : map;
	bool root = anchor == ydoc_root(d);
	if (ydoc_is_flow(d, map) || (!root && !has_own_lines(e, anchor)))
		return refuse(e, ydoc_is_flow(d, map) ? map : anchor);
	if (ydoc_kind(d, map) == Y_SCALAR && !give_way(e, map))
		return false;
	size_t depth = after ? key_indent(e, after) + (ydoc_next(d, after) != 0) : 0;
	size_t i = after  ? line_behind(e, after, depth)
	           : root ? key_line(e, ydoc_first(d, map))
	                  : key_line(e, map) + 1;
	size_t at = i < e->n_lines ? e->line[i].from : e->text.len;
	record(e, at, at, lines);
	return true;
}

bool edit_remove(struct edit *e, ynode child)
{
	if (!has_own_lines(e, child))
		return refuse(e, child);
	size_t last = last_line(e, child), end = end_of(e, child);
	struct str rest = rest_of_line(e, end);
	if (rest.len)
		record(e, key_of(e, child), (size_t)(rest.p - e->text.p), STR(""));
	else
		record(e, e->line[key_line(e, child)].from, e->line[last].next, STR(""));
	return true;
}

static bool has_words(const struct ydoc *d, ynode n)
{
	bool some = ydoc_value(d, n).len > 0;
	for (ynode c = ydoc_first(d, n); c && !some; c = ydoc_next(d, c))
		some = has_words(d, c);
	return some;
}

static bool has_removed(const struct edit *e)
{
	for (size_t i = 0; i < e->n_lines; i++)
		if (is_free(e, i) && str_starts(line_text(e, i), removed))
			return true;
	for (size_t i = 0; i < e->n_changes; i++)
		if (memmem(e->change[i].with.p, e->change[i].with.len, removed,
		           sizeof(removed) - 1))
			return true;
	return false;
}

bool edit_aside(struct edit *e, ynode child, struct str path, edit_own *own, const void *data)
{
	if (!has_own_lines(e, child))
		return refuse(e, child);
	/* A comment further in is about it; left behind, it could become a part of a text in front
	 * that is written with > or |. */
	size_t first = key_line(e, child), end = line_behind(e, child, key_indent(e, child) + 1);
	struct buf b = {0};
	bool worth = has_words(e->doc, child);
	if (!has_removed(e) && trimmed(line_text(e, e->n_lines - 1)).len)
		buf_add(&b, STR("\n"));
	else if (!has_removed(e) && e->n_lines > 1 && trimmed(line_text(e, e->n_lines - 2)).len)
		buf_add(&b, STR("\n"));
	buf_fmt(&b, "%s%.*s\n", removed, STR_ARG(path));
	for (size_t i = first; i < end; i++) {
		struct str line = line_text(e, i);
		if (is_free(e, i) && own(data, trimmed(line)))
			continue;
		worth |= memchr(line.p, '#', line.len) != NULL;
		line = str_part(line, MIN(spaces(line), key_indent(e, child)), line.len);
		buf_fmt(&b, "#%s%.*s\n", line.len ? " " : "", STR_ARG(line));
	}
	record(e, e->line[first].from, e->line[end - 1].next, STR(""));
	if (worth)
		record(e, e->text.len, e->text.len, buf_str(&b));
	buf_clear(&b);
	return true;
}

/* The first of the free lines directly above a child's key. */
static size_t first_above(const struct edit *e, ynode child)
{
	size_t i = key_line(e, child);
	while (i > 0 && is_free(e, i - 1))
		i--;
	return i;
}

struct str *edit_above(const struct edit *e, ynode child, struct arena *a, size_t *ret_n)
{
	*ret_n = 0;
	if (!has_own_lines(e, child))
		return NULL;
	size_t first = first_above(e, child), n = key_line(e, child) - first;
	struct str *lines = arena_array(a, struct str, n);
	for (size_t i = 0; i < n; i++)
		lines[i] = trimmed(line_text(e, first + i));
	*ret_n = n;
	return lines;
}

bool edit_replace_above(struct edit *e, ynode child, const bool *drop, struct str lines)
{
	if (!has_own_lines(e, child))
		return refuse(e, child);
	size_t first = first_above(e, child), key = key_line(e, child), at = key;
	for (size_t i = key; i > first; i--)
		if (drop[i - 1 - first])
			at = i - 1;
	/* They keep what is behind them a comment, see edit_aside(). */
	for (size_t i = at; !lines.len && i < key; i++)
		if (!drop[i - first] && spaces(line_text(e, i)) > key_indent(e, child))
			return true;
	if (lines.len)
		record(e, e->line[at].from, e->line[at].from, lines);
	for (size_t i = at; i < key; i++)
		if (drop[i - first])
			record(e, e->line[i].from, e->line[i].next, STR(""));
	return true;
}
