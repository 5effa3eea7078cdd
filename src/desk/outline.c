/* A path is taken apart at its points: ids have none. */
#include "desk/outline.h"

#include "base/buf.h"

static struct str first_id(struct str path)
{
	const char *dot = path.len ? memchr(path.p, '.', path.len) : NULL;
	return dot ? str_part(path, 0, (size_t)(dot - path.p)) : path;
}

static struct str without_first(struct str path)
{
	size_t n = first_id(path).len;
	return str_part(path, MIN(n + 1, path.len), path.len);
}

static struct branch *grow(struct arena *a, struct branch *b, struct str id)
{
	struct branch **at = &b->first;
	while (*at && !str_eq((*at)->id, id))
		at = &(*at)->next;
	if (!*at) {
		*at = arena_array(a, struct branch, 1);
		(*at)->id = id;
	}
	return *at;
}

struct branch *outline_new(struct arena *a, const struct passages *ps)
{
	struct branch *root = arena_array(a, struct branch, 1);
	for (size_t i = 0; i < ps->n; i++) {
		struct branch *b = root;
		for (struct str path = ps->list[i].path; path.len; path = without_first(path))
			b = grow(a, b, first_id(path));
		b->passage = &ps->list[i];
	}
	return root;
}

const struct branch *outline_step(const struct branch *b, struct str key)
{
	if (!b || translation_is_kind(key))
		return b;
	const struct branch *c = b->first;
	while (c && !str_eq(c->id, key))
		c = c->next;
	return c;
}

ynode outline_child(const struct ydoc *d, ynode map, struct str id, ynode *ret_map)
{
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		if (str_eq(ydoc_key(d, c), id)) {
			*ret_map = map;
			return c;
		}
		bool kind = translation_is_kind(ydoc_key(d, c));
		ynode inner = kind ? outline_child(d, c, id, ret_map) : 0;
		if (inner)
			return inner;
	}
	return 0;
}

ynode outline_text(const struct ydoc *d, ynode n)
{
	if (ydoc_kind(d, n) == Y_SCALAR)
		return n;
	for (ynode c = ydoc_first(d, n); c; c = ydoc_next(d, c)) {
		bool kind = translation_is_kind(ydoc_key(d, c));
		ynode inner = kind ? outline_text(d, c) : 0;
		if (inner)
			return inner;
	}
	return 0;
}

ynode outline_find(const struct ydoc *d, struct str path)
{
	ynode n = ydoc_root(d), map;
	for (; n && path.len; path = without_first(path))
		n = outline_child(d, n, first_id(path), &map);
	return outline_text(d, n);
}

bool outline_is_head(struct str key)
{
	return str_is(key, "anteroom") || str_is(key, "language") || str_is(key, "translation");
}

/* --- what the source no longer has -------------------------------------------------------- */

/* How much below n the source knows: its strings, and empty places of what it will fill. */
static size_t known_below(const struct ydoc *d, ynode n, const struct branch *b)
{
	if (!b)
		return 0;
	if (ydoc_kind(d, n) == Y_SCALAR)
		return b->passage || !ydoc_value(d, n).len;
	size_t known = 0;
	for (ynode c = ydoc_first(d, n); c; c = ydoc_next(d, c))
		known += known_below(d, c, outline_step(b, ydoc_key(d, c)));
	return known;
}

static struct str join(const struct outline_pass *p, struct str path, struct str key)
{
	if (translation_is_kind(key))
		return path;
	return path.len ? arena_fmt(p->a, "%.*s.%.*s", STR_ARG(path), STR_ARG(key)) : key;
}

static void tell_removed(const struct outline_pass *p, ynode n, struct str path)
{
	const struct ydoc *d = edit_doc(p->e);
	if (ydoc_value(d, n).len)
		p->tell(p->data, path);
	for (ynode c = ydoc_first(d, n); c; c = ydoc_next(d, c))
		tell_removed(p, c, join(p, path, ydoc_key(d, c)));
}

/* Whether n has a place in the source, whatever stands below it. */
static bool has_place(const struct ydoc *d, ynode n, const struct branch *b)
{
	bool open = b && !b->passage && ydoc_kind(d, n) == Y_MAP && !ydoc_is_flow(d, n);
	return open || known_below(d, n, b);
}

static bool prune(const struct outline_pass *p, ynode map, const struct branch *b, struct str path)
{
	const struct ydoc *d = edit_doc(p->e);
	bool ok = true;
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		struct str key = ydoc_key(d, c), at = join(p, path, key);
		const struct branch *below = outline_step(b, key);
		if (map == ydoc_root(d) && outline_is_head(key))
			continue;
		if (has_place(d, c, below)) {
			ok &= prune(p, c, below, at);
			continue;
		}
		tell_removed(p, c, at);
		ok &= remark_put(p->e, c, p->known, NULL, p->air) &&
		      edit_aside(p->e, c, at, remark_is_own, p->known);
	}
	return ok;
}

bool outline_prune(const struct outline_pass *p, const struct branch *outline)
{
	return prune(p, ydoc_root(edit_doc(p->e)), outline, STR(""));
}

/* --- what the source has gained ----------------------------------------------------------- */

enum { STEP = 2 };

static void write_branch(const struct outline_pass *p, struct buf *b, const struct branch *br,
                         unsigned indent, bool air)
{
	if (air)
		buf_add(b, STR("\n"));
	if (br->passage && p->mark)
		buf_fmt(b, "%*s#new\n", (int)indent, "");
	buf_fmt(b, "%*s%.*s:%s\n", (int)indent, "", STR_ARG(br->id), br->passage ? " \"\"" : "");
	if (br->passage)
		p->tell(p->data, br->passage->path);
	for (const struct branch *c = br->first; c; c = c->next)
		write_branch(p, b, c, indent + STEP, p->air && c != br->first);
}

/* What is missing between two keys that are there. */
struct gap {
	ynode map, after;
	struct buf lines;
};

static bool fill(const struct outline_pass *p, struct gap *g)
{
	bool in_front = !g->after && ydoc_first(edit_doc(p->e), g->map);
	if (g->lines.len && in_front && p->air)
		buf_add(&g->lines, STR("\n"));
	bool ok = !g->lines.len || edit_insert(p->e, g->map, g->after, buf_str(&g->lines));
	buf_clear(&g->lines);
	return ok;
}

/* Where the first keys of a mapping go: into its kind of block, if it has one. */
static ynode inside(const struct ydoc *d, ynode map)
{
	ynode c = ydoc_first(d, map);
	bool kind = translation_is_kind(ydoc_key(d, c)) && ydoc_kind(d, c) == Y_MAP;
	return kind ? inside(d, c) : map;
}

static struct gap behind_head(const struct ydoc *d, ynode map)
{
	struct gap g = {.map = inside(d, map)};
	for (ynode c = map == ydoc_root(d) ? ydoc_first(d, map) : 0; c; c = ydoc_next(d, c))
		if (str_is(ydoc_key(d, c), "anteroom") || str_is(ydoc_key(d, c), "language"))
			g.after = c;
	return g;
}

static bool grow_below(const struct outline_pass *p, ynode map, const struct branch *b)
{
	const struct ydoc *d = edit_doc(p->e);
	struct gap g = behind_head(d, map);
	bool ok = true;
	for (const struct branch *c = b->first; c; c = c->next) {
		ynode in, n = outline_child(d, map, c->id, &in);
		if (!n) {
			bool air = p->air && (g.after || g.lines.len);
			write_branch(p, &g.lines, c, edit_indent(p->e, g.map), air);
			continue;
		}
		ok &= fill(p, &g);
		g.map = in;
		g.after = n;
		if (!c->passage)
			ok &= grow_below(p, n, c);
	}
	return fill(p, &g) && ok;
}

bool outline_grow(const struct outline_pass *p, const struct branch *outline)
{
	return grow_below(p, ydoc_root(edit_doc(p->e)), outline);
}
