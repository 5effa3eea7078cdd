/* A block that is not there yet is made; people's entries in it are never made for them. */
#include "desk/block.h"

#include "base/buf.h"

#define MACHINE                                                                                    \
	"machine: \"none\" # or raw: a machine's words; post-edited: a person has mended them\n"
#define PEOPLE                                                                                       \
	"  # Who did it: take away the # and the space behind it, and write names as these people\n" \
	"  # want them shown. Leave out who has not done it.\n"                                      \
	"  # translator:\n"                                                                          \
	"  #   name: \"…\"\n"                                                                      \
	"  #   on: \"2026-12-31\"\n"                                                                 \
	"  # reviser: # a second person who knows both languages and compared every text\n"          \
	"  #   name: \"…\"\n"                                                                      \
	"  #   on: \"2026-12-31\"\n"                                                                 \
	"  # clinician: # has read all of it and finds it sound\n"                                   \
	"  #   name: \"…\"\n"                                                                      \
	"  #   role: \"…\"\n"                                                                      \
	"  #   on: \"2026-12-31\"\n"

const char block_fresh[] = "translation:\n  " MACHINE PEOPLE;

/* Of a file made by hand nobody knows whether a machine had a part in it. */
static const char block_by_hand[] = "translation:\n  # " MACHINE PEOPLE;

enum { STEP = 2 };

static ynode root_of(const struct edit *e)
{
	return ydoc_root(edit_doc(e));
}

static ynode block_of(const struct edit *e)
{
	return ydoc_get(edit_doc(e), root_of(e), "translation");
}

static ynode child(const struct edit *e, ynode map, struct str key)
{
	ynode c = ydoc_first(edit_doc(e), map);
	while (c && !str_eq(ydoc_key(edit_doc(e), c), key))
		c = ydoc_next(edit_doc(e), c);
	return c;
}

/* The last child in front of key `before`, NULL being the end. */
static ynode last_before(const struct edit *e, ynode map, const char *before)
{
	const struct ydoc *d = edit_doc(e);
	ynode last = 0;
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		if (before && str_is(ydoc_key(d, c), before))
			break;
		last = c;
	}
	return last;
}

static unsigned indent_of(const struct edit *e)
{
	return block_of(e) ? edit_indent(e, block_of(e)) : STEP;
}

static void add_indented(struct buf *b, unsigned indent, struct str lines)
{
	while (lines.len) {
		size_t n = (size_t)((const char *)memchr(lines.p, '\n', lines.len) - lines.p) + 1;
		buf_fmt(b, "%*s%.*s", (int)indent, "", (int)n, lines.p);
		lines = str_part(lines, n, lines.len);
	}
}

/* Puts lines into the block, in front of its key `before`. */
static bool add_lines(struct edit *e, const char *before, struct str lines)
{
	ynode block = block_of(e);
	if (block)
		return edit_insert(e, block, last_before(e, block, before), lines);
	struct buf b = {0};
	add_indented(&b, edit_indent(e, root_of(e)), str_of(block_by_hand));
	add_indented(&b, edit_indent(e, root_of(e)), lines);
	bool ok = edit_insert(e, root_of(e), last_before(e, root_of(e), NULL), buf_str(&b));
	buf_clear(&b);
	return ok;
}

static void write_pair(struct buf *b, unsigned indent, struct str key, struct str value)
{
	struct arena a = {0};
	buf_fmt(b, "%*s%.*s:", (int)indent, "", STR_ARG(key));
	if (value.p)
		buf_fmt(b, " %s", edit_quoted(&a, value).p);
	buf_fmt(b, "\n");
	arena_clear(&a);
}

static void write_quoted_pair(struct buf *b, unsigned indent, struct str key, struct str value)
{
	struct arena a = {0};
	write_pair(b, indent, edit_quoted(&a, key), value);
	arena_clear(&a);
}

/* --- stamps ------------------------------------------------------------------------------- */

static bool make_strings(struct edit *e, const struct block_stamp *stamp, size_t n)
{
	struct buf b = {0};
	unsigned indent = indent_of(e);
	bool some = false;
	write_pair(&b, indent, STR("strings"), (struct str){0});
	for (size_t i = 0; i < n; i++) {
		some |= stamp[i].text.len > 0;
		if (stamp[i].text.len)
			write_quoted_pair(&b, indent + STEP, stamp[i].path, stamp[i].text);
	}
	bool ok = !some || add_lines(e, "ok", buf_str(&b));
	buf_clear(&b);
	return ok;
}

static bool drop_others(struct edit *e, ynode strings, const struct block_stamp *stamp, size_t n)
{
	const struct ydoc *d = edit_doc(e);
	bool ok = true;
	for (ynode c = ydoc_first(d, strings); c; c = ydoc_next(d, c)) {
		size_t i = 0;
		while (i < n && !str_eq(stamp[i].path, ydoc_key(d, c)))
			i++;
		if (i == n)
			ok &= edit_remove(e, c);
	}
	return ok;
}

static bool flush(struct edit *e, ynode map, ynode after, struct buf *lines)
{
	bool ok = !lines->len || edit_insert(e, map, after, buf_str(lines));
	buf_clear(lines);
	return ok;
}

static bool update_strings(struct edit *e, ynode strings, const struct block_stamp *stamp, size_t n)
{
	struct buf new = {0};
	ynode after = 0;
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		ynode c = child(e, strings, stamp[i].path);
		if (!c) {
			if (stamp[i].text.len)
				write_quoted_pair(&new, edit_indent(e, strings), stamp[i].path,
				                  stamp[i].text);
			continue;
		}
		ok &= flush(e, strings, after, &new);
		after = c;
		if (!stamp[i].text.len)
			ok &= edit_remove(e, c);
		else if (!str_eq(ydoc_value(edit_doc(e), c), stamp[i].text))
			ok &= edit_set(e, c, stamp[i].text);
	}
	return flush(e, strings, after, &new) && ok;
}

bool block_put_stamps(struct edit *e, const struct block_stamp *stamp, size_t n, bool all)
{
	ynode strings = ydoc_get(edit_doc(e), block_of(e), "strings");
	if (!strings)
		return make_strings(e, stamp, n);
	bool ok = update_strings(e, strings, stamp, n);
	return (!all || drop_others(e, strings, stamp, n)) && ok;
}

/* --- people and waivers ------------------------------------------------------------------- */

/* Sets the text of a key, which is added at the end if it is not there. */
static bool put_pair(struct edit *e, ynode map, const char *key, struct str value)
{
	ynode n = ydoc_get(edit_doc(e), map, key);
	if (n)
		return str_eq(ydoc_value(edit_doc(e), n), value) || edit_set(e, n, value);
	struct buf b = {0};
	write_pair(&b, edit_indent(e, map), str_of(key), value);
	bool ok = edit_insert(e, map, last_before(e, map, NULL), buf_str(&b));
	buf_clear(&b);
	return ok;
}

bool block_put_seen(struct edit *e, const char *who, struct str digest)
{
	return put_pair(e, ydoc_get(edit_doc(e), block_of(e), who), "seen", digest);
}

bool block_put_waiver(struct edit *e, const struct block_waiver *w)
{
	ynode ok = ydoc_get(edit_doc(e), block_of(e), "ok");
	ynode path = child(e, ok, w->path), rule = child(e, path, w->rule);
	if (rule)
		return put_pair(e, rule, "by", w->by) && put_pair(e, rule, "on", w->on) &&
		       put_pair(e, rule, "for", w->pair);
	struct buf b = {0};
	ynode in = path ? path : ok;
	unsigned indent = in ? edit_indent(e, in) : indent_of(e);
	if (!ok)
		write_pair(&b, indent, STR("ok"), (struct str){0});
	indent += ok ? 0 : STEP;
	if (!path)
		write_quoted_pair(&b, indent, w->path, (struct str){0});
	indent += path ? 0 : STEP;
	write_quoted_pair(&b, indent, w->rule, (struct str){0});
	write_pair(&b, indent + STEP, STR("by"), w->by);
	write_pair(&b, indent + STEP, STR("on"), w->on);
	write_pair(&b, indent + STEP, STR("for"), w->pair);
	bool done = in ? edit_insert(e, in, last_before(e, in, NULL), buf_str(&b))
	               : add_lines(e, NULL, buf_str(&b));
	buf_clear(&b);
	return done;
}
