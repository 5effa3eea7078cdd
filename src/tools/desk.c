/* Files are read whole, changed in memory and put in their place. */
#include "tools/desk.h"

#include "base/file.h"
#include "content/article.h"
#include "content/library.h"
#include "content/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_REFUSED = 1 };

/* --- files ---------------------------------------------------------------------------------- */

static bool read_if_there(struct desk *d, struct source *src)
{
	if (access(src->path, F_OK) != 0 && errno == ENOENT)
		return true;
	return file_read(&d->a, src->path, ARTICLE_MAX_BYTES, &src->text, d->ds);
}

/* An id or a tag is part of a file's name, and must not lead anywhere else. */
static bool is_name(const char *word)
{
	return *word && *word != '.' && !strchr(word, '/');
}

bool desk_open(struct desk *d, const struct arguments *line)
{
	const char *id = line->word[0], *lang = line->word[1];
	*d = (struct desk){.ds = diags_new()};
	const char *folder = arena_fmt(&d->a, "%s/%s", line->content, is_name(id) ? id : "").p;
	struct str source = library_source_file(&d->a, folder);
	if (!is_name(id) || !source.len)
		return diag_add(d->ds, &(struct source){.path = folder}, &RULE_UNREADABLE,
		                (struct srcpos){0}, "there is no article “%s” here", id);
	const char *name = is_name(lang) ? lang : "?";
	struct translate_files *f = &d->files;
	f->lang = str_of(lang);
	f->source.path = source.p;
	f->translation.path = arena_fmt(&d->a, "%s/%s.yaml", folder, name).p;
	f->origins.path = arena_fmt(&d->a, "%s/%s.src.yaml", folder, name).p;
	return file_read(&d->a, f->source.path, ARTICLE_MAX_BYTES, &f->source.text, d->ds) &&
	       read_if_there(d, &f->translation) && read_if_there(d, &f->origins);
}

/* The words of somebody who saved in the meantime are not to be written over. */
static bool is_as_read(struct desk *d)
{
	struct source now = {.path = d->files.translation.path};
	if (!read_if_there(d, &now))
		return false;
	return str_eq(now.text, d->files.translation.text) ||
	       diag_add(d->ds, &d->files.translation, &rules[R_UNSAFE_EDIT], (struct srcpos){0},
	                "the file was saved by another program just now: run this again");
}

static bool write_if_changed(struct desk *d, const struct source *old, struct str bytes)
{
	return str_eq(bytes, old->text) || file_replace(old->path, bytes, d->ds);
}

/* The texts come last: a stamp without its text is only less helpful, the other way round is a
 * comment that nothing can tell from a person's. */
bool desk_save(struct desk *d)
{
	return is_as_read(d) && write_if_changed(d, &d->files.translation, d->result.translation) &&
	       write_if_changed(d, &d->files.origins, d->result.origins);
}

int desk_close(struct desk *d, bool ok)
{
	diags_sort(d->ds);
	diags_print(d->ds, stderr);
	diags_free(d->ds);
	arena_clear(&d->a);
	return ok ? EXIT_SUCCESS : EXIT_REFUSED;
}

/* --- what was done ---------------------------------------------------------------------------- */

static const struct {
	const char *heading;
	bool list; /* each path, not only how many */
} whats[TRANSLATE_WHATS] = {
        [TRANSLATE_NEW] = {"new, and empty", true},
        [TRANSLATE_REMOVED] = {"not in the source, kept as comments at the end", true},
        [TRANSLATE_CHANGED] = {"changed in the source, to be redone or restamped", true},
        [TRANSLATE_REDONE] = {"redone, and stamped anew", true},
        [TRANSLATE_STAMPED] = {"stamped for the first time", false},
        [TRANSLATE_RESTAMPED] = {"restamped as it stands", true},
        [TRANSLATE_UPDATED] = {"updated", true},
        [TRANSLATE_SIGNED] = {"what was seen is noted for", true},
        [TRANSLATE_UNKNOWN] = {"not in the source", true},
};

static void print_events(const struct translate_result *r, enum translate_what what)
{
	size_t n = 0;
	for (size_t i = 0; i < r->n_events; i++)
		n += r->event[i].what == what;
	if (!n)
		return;
	printf("%s: %zu\n", whats[what].heading, n);
	for (size_t i = 0; whats[what].list && i < r->n_events; i++) {
		const struct translate_event *ev = &r->event[i];
		if (ev->what != what)
			continue;
		printf("  ");
		diag_print_safely(ev->path, stdout);
		printf("%s%s\n", ev->critical ? " (critical)" : "",
		       ev->numbers ? " (numbers changed)" : "");
	}
}

void desk_print_result(const struct desk *d)
{
	const struct translate_result *r = &d->result;
	diag_print_safely(str_of(d->files.translation.path), stdout);
	bool same = str_eq(r->translation, d->files.translation.text) &&
	            str_eq(r->origins, d->files.origins.text);
	printf(": %s%zu texts, %zu empty%s\n", r->made ? "made, " : "", r->n_strings, r->n_empty,
	       same ? "; nothing to write" : "");
	for (size_t i = 0; i < TRANSLATE_WHATS; i++)
		print_events(r, (enum translate_what)i);
}
