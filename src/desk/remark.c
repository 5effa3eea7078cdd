/* Lines are compared by their words, not by where they break: an editor may have moved them. */
#include "desk/remark.h"

#include "text/wrap.h"

enum { COLUMNS = 100, NARROWEST = 40 };

static const char added[] = "#new", critical[] = "#critical", numbers[] = "#numbers",
                  unknown[] = "#was (not known any more)";

static void write_mark(struct buf *b, const char *mark, unsigned indent)
{
	buf_fmt(b, "%*s%s\n", (int)indent, "", mark);
}

static void write_text(struct buf *b, const char *tag, struct str text, const char *lang,
                       unsigned indent)
{
	struct arena a = {0};
	int taken = (int)(indent + strlen(tag) + 2);
	size_t n;
	struct wrapped *line = wrap_lines(&a, text, MAX(COLUMNS - taken, (int)NARROWEST), lang, &n);
	for (size_t i = 0; i < n; i++)
		if (line[i].to > line[i].from)
			buf_fmt(b, "%*s#%s %.*s\n", (int)indent, "", tag,
			        STR_ARG(str_part(text, line[i].from, line[i].to)));
	arena_clear(&a);
}

static void write_remark(struct buf *b, const struct remark *r, const char *lang, unsigned indent)
{
	if (r->added)
		write_mark(b, added, indent);
	write_text(b, "note", r->note, lang, indent);
	if (r->critical)
		write_mark(b, critical, indent);
	if (r->numbers)
		write_mark(b, numbers, indent);
	if (r->stale && !r->was.len)
		write_mark(b, unknown, indent);
	write_text(b, "was", r->was, lang, indent);
	write_text(b, lang, r->source, lang, indent);
}

void remark_know(struct remark_known *k, struct str text)
{
	buf_add(&k->texts, STR("\n"));
	buf_add(&k->texts, text);
}

/* The words behind "#TAG "; empty if the line does not begin so. */
static struct str behind(struct str line, struct str tag)
{
	if (line.len < tag.len + 2 || line.p[0] != '#' ||
	    !str_eq(str_part(line, 1, tag.len + 1), tag) || line.p[tag.len + 1] != ' ')
		return STR("");
	return str_part(line, tag.len + 2, line.len);
}

bool remark_is_own(const void *known, struct str line)
{
	const struct remark_known *k = known;
	const char *const marks[] = {added, critical, numbers, unknown};
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (str_is(line, marks[i]))
			return true;
	const struct str tags[] = {str_of(k->lang), STR("was"), STR("note")};
	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		struct str words = behind(line, tags[i]);
		if (words.len && k->texts.len &&
		    memmem(k->texts.p, k->texts.len, words.p, words.len))
			return true;
	}
	return false;
}

/* --- above a key -------------------------------------------------------------------------- */

/* The lines above a key, and which of them are the tools' own. */
struct above {
	struct arena arena;
	struct str *line;
	bool *own;
	size_t n, n_own;
};

static struct above look_above(const struct edit *e, ynode n, const struct remark_known *k)
{
	struct above u = {0};
	u.line = edit_above(e, n, &u.arena, &u.n);
	u.own = arena_array(&u.arena, bool, u.n);
	for (size_t i = 0; i < u.n; i++) {
		u.own[i] = remark_is_own(k, u.line[i]);
		u.n_own += u.own[i];
	}
	return u;
}

bool remark_is_there(const struct edit *e, ynode n, const struct remark_known *k)
{
	struct above u = look_above(e, n, k);
	arena_clear(&u.arena);
	return u.n_own > 0;
}

bool remark_is_added(const struct edit *e, ynode n)
{
	struct arena a = {0};
	bool some = false;
	size_t n_lines;
	struct str *line = edit_above(e, n, &a, &n_lines);
	for (size_t i = 0; i < n_lines; i++)
		some |= str_is(line[i], added);
	arena_clear(&a);
	return some;
}

bool remark_has_air(const struct edit *e, ynode n, const struct remark_known *k)
{
	struct above u = look_above(e, n, k);
	bool some = false;
	for (size_t i = 0; i + 1 < u.n; i++)
		some |= !u.line[i].len && u.own[i + 1];
	arena_clear(&u.arena);
	return some;
}

/* Whether the tools' lines are exactly these. */
static bool says(const struct above *u, struct str lines)
{
	for (size_t i = 0; i < u->n; i++) {
		if (!u->own[i])
			continue;
		const char *nl = lines.len ? memchr(lines.p, '\n', lines.len) : NULL;
		size_t len = nl ? (size_t)(nl - lines.p) : 0, skip = 0;
		while (skip < len && lines.p[skip] == ' ')
			skip++;
		if (!nl || !str_eq(u->line[i], str_part(lines, skip, len)))
			return false;
		lines = str_part(lines, len + 1, lines.len);
	}
	return lines.len == 0;
}

bool remark_put(struct edit *e, ynode n, const struct remark_known *k, const struct remark *r,
                bool air)
{
	struct above u = look_above(e, n, k);
	struct buf b = {0};
	if (r)
		write_remark(&b, r, k->lang, ydoc_key_pos(edit_doc(e), n).col - 1);
	if (!r && air && u.n_own && u.n == u.n_own + 1 && !u.line[0].len)
		u.own[0] = true;
	bool ok = says(&u, buf_str(&b)) || edit_replace_above(e, n, u.own, buf_str(&b));
	buf_clear(&b);
	arena_clear(&u.arena);
	return ok;
}
