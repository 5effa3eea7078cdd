/* A PO file knows nothing of paths, criticality or notes: they go along as context and comments. */
#include "desk/exchange.h"

#include "content/article.h"
#include "content/rules.h"
#include "desk/compare.h"
#include "desk/origin.h"

/* --- the way out -------------------------------------------------------------------------- */

struct edition {
	struct passages passages;
	struct article *article;
};

/* The article with the translation `text` laid over it; false: it is broken. */
static bool read_edition(const struct translate_files *f, struct str text, struct edition *ret,
                         struct diags *ds)
{
	*ret = (struct edition){0};
	struct translation *t = text.len ? translation_parse(f->translation.path, text, ds) : NULL;
	if (text.len && !t)
		return false;
	ret->article = article_parse(f->source.path, f->source.text, t, &ret->passages, ds);
	return ret->article != NULL;
}

static void close_edition(struct edition *e)
{
	article_free(e->article);
	passages_clear(&e->passages);
}

static struct str note_of(struct arena *a, const struct passage *p, const struct str note)
{
	const char *critical =
	        p->critical ? "Critical: an outdated translation of this is not shown." : "";
	const char *sep = p->critical && note.len ? "\n" : "";
	return arena_fmt(a, "%.*s%s%s", STR_ARG(note), sep, critical);
}

/* The author's notes as they are today: a file brought up to date would hold them. */
static bool read_notes(const struct translate_files *f, struct arena *a, struct origins *ret,
                       struct diags *ds)
{
	struct translate_result fresh;
	if (!translate_refresh(f, NULL, 0, a, &fresh, ds))
		return false;
	const struct source src = {.path = f->origins.path, .text = fresh.origins};
	return origins_parse(a, &src, ret, ds);
}

struct po_entry *exchange_export(const struct translate_files *files, struct arena *a,
                                 size_t *ret_n, struct diags *ds)
{
	struct edition e;
	struct origins old, notes;
	struct po_entry *entry = NULL;
	bool ok = origins_parse(a, &files->origins, &old, ds) && read_notes(files, a, &notes, ds);
	ok = read_edition(files, files->translation.text, &e, ds) && ok;
	*ret_n = ok ? e.passages.n : 0;
	if (ok)
		entry = arena_array(a, struct po_entry, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		const struct passage *p = &e.passages.list[i];
		bool stale = p->words && p->freshness >= STALE;
		const struct origin *origin = origins_find(&notes, p->path);
		entry[i] = (struct po_entry){
		        .context =
		                arena_fmt(a, "%.*s|%.*s", STR_ARG(e.article->id), STR_ARG(p->path)),
		        .source = arena_str(a, p->source),
		        .text = p->words ? arena_str(a, p->words->text) : STR(""),
		        .previous = stale ? arena_str(a, origins_text(&old, p->words)) : STR(""),
		        .note = note_of(a, p, origin ? origin->note : STR("")),
		        .file = files->source.path,
		        .line = p->pos.line,
		        .fuzzy = stale};
	}
	close_edition(&e);
	return entry;
}

/* --- the way back -------------------------------------------------------------------------- */

/* The path of an entry of this article; empty for one of another. */
static struct str path_of(struct str context, struct str id)
{
	bool ours = context.len > id.len && context.p[id.len] == '|' &&
	            str_eq(str_part(context, 0, id.len), id);
	return ours ? str_part(context, id.len + 1, context.len) : STR("");
}

static size_t errors_of(const struct translate_files *f, struct str text, struct diags *ds)
{
	struct edition e;
	if (read_edition(f, text, &e, ds) && e.article->translation)
		compare_translation(e.article, &e.passages, f->origins.text, ds);
	close_edition(&e);
	return diags_count(ds, SEV_ERROR);
}

/* Whether the new bytes have no error that the old ones had not; the errors go to ds. */
static bool breaks_nothing(const struct translate_files *f, struct str bytes, struct diags *ds)
{
	struct diags *quiet = diags_new();
	size_t before = f->translation.text.len ? errors_of(f, f->translation.text, quiet) : 0;
	diags_free(quiet);
	struct diags *found = diags_new();
	size_t after = errors_of(f, bytes, found);
	for (size_t i = 0; after > before && i < diags_len(found); i++) {
		const struct diag *d = diags_at(found, i);
		if (d->rule->severity == SEV_ERROR)
			diag_add(ds, d->src, d->rule, d->pos, "%.*s", STR_ARG(d->msg));
	}
	diags_free(found);
	return after <= before;
}

bool exchange_import(const struct translate_files *files, const struct po_entry *entry, size_t n,
                     struct arena *a, struct translate_result *ret, struct diags *ds)
{
	struct translate_update *update = arena_array(a, struct translate_update, n);
	struct str id = article_id(a, files->source.path);
	size_t n_updates = 0, errors = diags_count(ds, SEV_ERROR);
	for (size_t i = 0; i < n; i++) {
		struct str path = path_of(entry[i].context, id);
		if (!path.len)
			diag_add(ds, &files->translation, &rules[R_PO], (struct srcpos){0},
			         "“%.*s” is no string of article “%.*s”", STR_ARG(entry[i].context),
			         STR_ARG(id));
		else if (entry[i].text.len && !entry[i].fuzzy)
			update[n_updates++] = (struct translate_update){
			        .path = path, .text = entry[i].text, .from = entry[i].source};
	}
	return diags_count(ds, SEV_ERROR) == errors &&
	       translate_refresh(files, update, n_updates, a, ret, ds) &&
	       breaks_nothing(files, ret->translation, ds);
}
