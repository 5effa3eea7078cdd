/* Written whole at each change: nobody's words are in it. */
#include "desk/origin.h"

#include "base/buf.h"
#include "desk/edit.h"

static bool damaged(const struct source *src, struct srcpos pos, struct diags *ds)
{
	return diag_add(
	        ds, src, &rules[R_KEPT_BY_TOOLS], pos,
	        "this file is kept by the tools and is damaged: take it back from where you "
	        "keep old versions, or delete it (then old source texts cannot be shown)");
}

static const char version[] = "anteroom-origins";

static struct str *field(struct origin *o, bool note)
{
	return note ? &o->note : &o->text;
}

static void read_map(struct origins *o, const struct ydoc *d, ynode map, bool note)
{
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		struct origin *found = NULL;
		if (ydoc_kind(d, c) != Y_SCALAR || str_is(ydoc_key(d, c), version))
			continue;
		for (size_t i = 0; note && !found && i < o->n; i++)
			if (str_eq(o->list[i].path, ydoc_key(d, c)))
				found = &o->list[i];
		if (!found) {
			found = &o->list[o->n++];
			found->path = ydoc_key(d, c);
		}
		*field(found, note) = ydoc_value(d, c);
	}
}

static size_t count(const struct ydoc *d, ynode map)
{
	size_t n = 0;
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c))
		n++;
	return n;
}

bool origins_parse(struct arena *a, const struct source *src, struct origins *ret, struct diags *ds)
{
	*ret = (struct origins){0};
	if (!src->text.len)
		return true;
	struct diags *own = diags_new();
	struct ydoc *d = ydoc_parse(src, a, own);
	ynode root = ydoc_root(d), notes = ydoc_get(d, root, "notes");
	struct srcpos pos = diags_len(own) ? diags_at(own, 0)->pos : (struct srcpos){0};
	bool sound = diags_len(own) == 0 && str_is(ydoc_value(d, ydoc_get(d, root, version)), "1");
	if (sound) {
		ret->list = arena_array(a, struct origin, count(d, root) + count(d, notes));
		read_map(ret, d, root, false);
		read_map(ret, d, notes, true);
	}
	ydoc_free(d);
	diags_free(own);
	return sound || damaged(src, pos, ds);
}

const struct origin *origins_find(const struct origins *o, struct str path)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_eq(o->list[i].path, path))
			return &o->list[i];
	return NULL;
}

struct str origins_text(const struct origins *o, const struct words *w)
{
	const struct origin *found = w->stamped ? origins_find(o, w->path) : NULL;
	if (found && fingerprint_same_text(fingerprint_of(found->text), w->from))
		return found->text;
	return STR("");
}

static void write_entry(struct buf *b, int indent, struct str path, struct str text)
{
	struct arena a = {0};
	buf_fmt(b, "%*s\"%.*s\": %s\n", indent, "", STR_ARG(path), edit_quoted(&a, text).p);
	arena_clear(&a);
}

struct str origins_write(struct arena *a, const struct origins *o, const char *lang)
{
	struct buf b = {0};
	bool noted = false;
	buf_fmt(&b,
	        "# The source texts that %s.yaml was made from. The tools keep this file: leave it "
	        "as it is.\n%s: \"1\"\n",
	        lang, version);
	for (size_t i = 0; i < o->n; i++)
		if (o->list[i].text.len)
			write_entry(&b, 0, o->list[i].path, o->list[i].text);
	for (size_t i = 0; i < o->n; i++) {
		if (!o->list[i].note.len)
			continue;
		if (!noted)
			buf_add(&b, STR("notes:\n"));
		noted = true;
		write_entry(&b, 2, o->list[i].path, o->list[i].note);
	}
	struct str bytes = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return bytes;
}
