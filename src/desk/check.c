/* Quality: never a reason not to show an article to a patient. */
#include "desk/check.h"

#include "base/file.h"
#include "content/article.h"
#include "content/formula.h"
#include "content/help.h"
#include "content/rules.h"
#include "content/ydoc.h"
#include "desk/compare.h"
#include "desk/lint.h"
#include "text/locale.h"

#include <dirent.h>
#include <stdlib.h>

/* --- sources ------------------------------------------------------------------------------ */

static void check_part(const struct part *p, const struct formula *f, bool translated,
                       const struct source *src, struct diags *ds)
{
	double value = formula_value(f, &p->reading);
	if (!formula_can_judge(f, &p->reading) || !formula_is_past(f, value, f->limit))
		return;
	bool section = p->kind == PART_SECTION;
	const char *unit = f->scale->unit ? f->scale->unit : "";
	const struct sentence *longest = &p->reading.longest;
	/* a section's place is in the source, that of its sentences in the file of their language;
	 * and a translator cannot write it anew */
	struct srcpos pos = translated ? longest->pos : p->pos;
	diag_add(ds, src, &rules[translated ? R_READING_LEVEL : R_READING_GRADE], pos,
	         "%s%.*s%s reads at %s%s%.1f by %s; aim at %g or %s with shorter sentences and "
	         "words: the longest, of %zu words, is in line %u",
	         section ? "section “" : "the ", STR_ARG(p->name), section ? "”" : "", unit,
	         *unit ? " " : "", value, f->name, f->limit,
	         f->scale->higher_is_easier ? "above" : "below", longest->length,
	         longest->pos.line);
}

static void check_reading(const struct article *a, const struct source *src, struct diags *ds)
{
	const struct formula *f = formula_checked(a->lang.p);
	/* The last part is the whole, which is as hard as its parts are. */
	for (size_t i = 0; f && i + 1 < reading_parts(a); i++) {
		struct part p = reading_part(a, i);
		check_part(&p, f, a->translation != NULL, src, ds);
	}
}

static void check_help(const struct help *h, const struct source *src, struct str today,
                       struct diags *ds)
{
	enum { A_YEAR = 12 };
	for (size_t i = 0; i < h->n_countries; i++)
		for (size_t k = 0; k < h->country[i].n_lines; k++) {
			const struct help_line *line = &h->country[i].line[k];
			if (help_age(line, today) > A_YEAR)
				diag_add(
				        ds, src, &rules[R_HELP_OLD], line->pos,
				        "“%.*s” was verified %d months ago: look at its page, and write the day",
				        STR_ARG(line->name), help_age(line, today));
		}
}

static void check_source(const char *path, struct str text, struct str today, struct diags *ds)
{
	const struct source src = {.path = path, .text = text};
	struct article *a = article_parse(path, text, NULL, NULL, ds);
	if (a) {
		check_reading(a, &src, ds);
		lint_article(a, &src, today, ds);
	}
	article_free(a);
}

/* --- translations ------------------------------------------------------------------------- */

/* Whether a file of an article says `source: true`, with or without quotes. */
static bool says_source(struct str text)
{
	static const char key[] = "source:";
	text = ydoc_without_bom(text);
	while (text.len) {
		const char *nl = memchr(text.p, '\n', text.len);
		struct str line = str_part(text, 0, nl ? (size_t)(nl - text.p) : text.len);
		text = str_part(text, MIN(line.len + 1, text.len), text.len);
		if (!str_starts(line, key))
			continue;
		line = str_part(line, sizeof(key) - 1, line.len);
		while (line.len && strchr(" \"'", line.p[0]))
			line = str_part(line, 1, line.len);
		return str_starts(line, "true");
	}
	return false;
}

/* "es" of "es.yaml"; false: it is the file of no language. */
static bool is_language_file(const char *name)
{
	size_t len = strlen(name);
	return len > 5 && strcmp(name + len - 5, ".yaml") == 0 &&
	       locale_is_tag((struct str){name, len - 5});
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The file beside `path` that says it is the source, the first by name; both strings in the arena.
 * False: there is none. */
static bool find_source(struct arena *a, const char *path, struct str *ret_path,
                        struct str *ret_text)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	struct diags *quiet = diags_new(); /* what cannot be read is not the source */
	struct dirent **list;
	bool found = false;
	int n = scandir(folder ? arena_fmt(a, "%.*s", (int)folder, path).p : ".", &list, NULL,
	                by_name);
	for (int i = 0; i < n; i++) {
		const char *name = list[i]->d_name;
		if (!found && is_language_file(name) && strcmp(name, path + folder) != 0) {
			*ret_path = arena_fmt(a, "%.*s%s", (int)folder, path, name);
			found = file_read(a, ret_path->p, ARTICLE_MAX_BYTES, ret_text, quiet) &&
			        says_source(*ret_text);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	diags_free(quiet);
	return found;
}

/* Whether the source can be read at all. Its faults are told when it is checked itself. */
static bool is_sound(const char *path, struct str text)
{
	struct diags *quiet = diags_new();
	struct article *a = article_parse(path, text, NULL, NULL, quiet);
	article_free(a);
	diags_free(quiet);
	return a != NULL;
}

/* The bytes of "es.src.yaml", where the tools keep what was translated; empty if there is none. */
static struct str old_sources(struct arena *a, const char *path)
{
	struct diags *quiet = diags_new();
	struct str text = {0};
	struct str kept = arena_fmt(a, "%.*s.src.yaml", (int)strlen(path) - 5, path);
	file_read(a, kept.p, ARTICLE_MAX_BYTES, &text, quiet);
	diags_free(quiet);
	return text;
}

static void check_translation(const char *path, struct str text, struct diags *ds)
{
	struct arena arena = {0};
	struct passages ps = {0};
	struct str source_path = {0}, source = {0};
	const struct source src = {.path = path, .text = text};
	if (!find_source(&arena, path, &source_path, &source)) {
		diag_add(ds, &src, &rules[R_NO_SOURCE], (struct srcpos){0},
		         "no file beside it says “source: true”: a translation needs its source in "
		         "the same folder");
		arena_clear(&arena);
		return;
	}
	struct translation *t = translation_parse(path, text, ds);
	if (!is_sound(source_path.p, source)) {
		diag_add(ds, &src, &rules[R_NO_SOURCE], (struct srcpos){0},
		         "its source, “%s”, has errors: mend them first", source_path.p);
		translation_free(t);
	} else if (t) {
		struct article *a = article_parse(source_path.p, source, t, &ps, ds);
		if (a) {
			compare_translation(a, &ps, old_sources(&arena, path), ds);
			check_reading(a, &t->src, ds);
		}
		article_free(a);
	}
	passages_clear(&ps);
	arena_clear(&arena);
}

/* --- files -------------------------------------------------------------------------------- */

void check_file_closely(const char *path, struct str today, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text;
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	if (!file_read(&bytes, path, ARTICLE_MAX_BYTES, &text, ds))
		return;
	if (strcmp(name, "help-now.yaml") == 0) {
		struct help *h = help_parse(path, text, ds);
		check_help(h, &(struct source){.path = path, .text = text}, today, ds);
		help_free(h);
	} else if (is_language_file(name) && !says_source(text)) {
		check_translation(path, text, ds);
	} else {
		check_source(path, text, today, ds);
	}
	arena_clear(&bytes);
}

void check_file(const char *path, struct str today, struct diags *ds)
{
	enum severity before = diags_least(ds, SEV_WARNING);
	check_file_closely(path, today, ds);
	diags_least(ds, before);
}
