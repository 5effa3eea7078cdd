/* readability: every formula of the language for every part of an article, and the sentence to
 * mend first. A formula is a warning, never proof of clarity. */
#include "base/utf8.h"
#include "content/formula.h"
#include "content/library.h"
#include "tools/commands.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { EXIT_UNREAD = 1, EXIT_USAGE = 2 };

struct output {
	bool tsv;
	const char *path;
	const struct part *part;
	bool by_characters;
};

struct measure {
	const char *name;
	struct str value, words;
	unsigned line;
};

static size_t length_of(const struct output *o)
{
	const struct reading *r = &o->part->reading;
	return o->by_characters ? r->characters : r->words;
}

static const char *unit_of(const struct output *o)
{
	return o->by_characters ? "characters" : "words";
}

/* --- printing ----------------------------------------------------------------------------- */

static void print_part(const struct output *o)
{
	if (o->tsv)
		return;
	putchar('\n');
	diag_print_safely(o->part->name, stdout);
	printf(" (%s: %zu, sentences: %zu)\n", unit_of(o), length_of(o),
	       o->part->reading.sentences);
}

static void print_row(const struct output *o, const struct measure *m)
{
	diag_print_safely(str_of(o->path), stdout);
	printf("\t%u\t", m->line);
	diag_print_safely(o->part->name, stdout);
	printf("\t%zu\t%s\t%zu\t%s\t%.*s\t", length_of(o), unit_of(o), o->part->reading.sentences,
	       m->name, STR_ARG(m->value));
	diag_print_safely(m->words, stdout);
	putchar('\n');
}

static void print_measure(const struct output *o, const struct measure *m)
{
	enum { NAME_WIDTH = 54 };
	if (o->tsv) {
		print_row(o, m);
		return;
	}
	int pad = NAME_WIDTH - utf8_width(str_of(m->name));
	struct str value = m->value.len ? m->value : STR("-");
	printf("  %s%*s %6.*s  ", m->name, MAX(pad, 0), "", STR_ARG(value));
	diag_print_safely(m->words, stdout);
	putchar('\n');
}

static void print_longest(const struct output *o, struct arena *a)
{
	const struct sentence *s = &o->part->reading.longest;
	if (s->length == 0)
		return;
	if (o->tsv) {
		struct str length = arena_fmt(a, "%zu", s->length);
		print_row(o, &(struct measure){"longest sentence", length, s->text, s->pos.line});
		return;
	}
	fputs("  longest sentence, ", stdout);
	diag_print_safely(str_of(o->path), stdout);
	printf(":%u (%s: %zu)\n    ", s->pos.line, unit_of(o), s->length);
	diag_print_safely(s->text, stdout);
	putchar('\n');
}

/* --- measuring ---------------------------------------------------------------------------- */

/* "fairly hard; aim at 60 or above" */
static struct str advice(const struct formula *f, double value, struct arena *a)
{
	const char *words = formula_words(f, value);
	const char *side = f->scale->higher_is_easier ? "or above" : "or below";
	double limit = f->limit, aim = f->aim != 0 ? f->aim : f->limit;
	if (limit != 0 && formula_is_past(f, value, limit))
		return arena_fmt(a, "%s; too hard: aim at %g %s", words, limit, side);
	if (aim != 0 && formula_is_past(f, value, aim))
		return arena_fmt(a, "%s; better %g %s", words, aim, side);
	return str_of(words);
}

static void print_formula(const struct output *o, const struct formula *f, struct arena *a)
{
	const struct reading *r = &o->part->reading;
	struct measure m = {f->name, STR(""), STR("too short to judge"), o->part->pos.line};
	if (formula_can_judge(f, r)) {
		double value = formula_value(f, r);
		m.value = arena_fmt(a, "%.1f", value);
		m.words = advice(f, value, a);
	}
	print_measure(o, &m);
}

static void print_length(const struct output *o, struct arena *a)
{
	const struct reading *r = &o->part->reading;
	const char *name = o->by_characters ? "characters a sentence" : "words a sentence";
	struct measure m = {name, STR(""), STR("no formula is sound for this language"),
	                    o->part->pos.line};
	if (r->sentences)
		m.value = arena_fmt(a, "%.1f", (double)length_of(o) / (double)r->sentences);
	print_measure(o, &m);
}

static void measure_article(const struct article *a, const char *path, bool tsv)
{
	struct arena scratch = {0};
	size_t n;
	const struct formula *f = formulas_of(a->lang.p, &n);
	if (!tsv) {
		diag_print_safely(str_of(path), stdout);
		putchar('\n');
	}
	for (size_t i = 0; i < reading_parts(a); i++) {
		struct part part = reading_part(a, i);
		if (part.reading.words == 0) /* of a translation just begun */
			continue;
		struct output o = {tsv, path, &part, reading_by_characters(a->lang.p)};
		print_part(&o);
		for (size_t k = 0; k < n; k++)
			print_formula(&o, &f[k], &scratch);
		if (n == 0)
			print_length(&o, &scratch);
		if (part.kind != PART_WHOLE)
			print_longest(&o, &scratch);
	}
	if (!tsv)
		putchar('\n');
	arena_clear(&scratch);
}

/* --- files -------------------------------------------------------------------------------- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_article(const char *name)
{
	size_t len = strlen(name);
	return len > 5 && strcmp(name + len - 5, ".yaml") == 0 &&
	       strcmp(name, "help-now.yaml") != 0;
}

/* False: the file could not be read; why is on standard error. A translation that is too broken
 * would show its source instead, which is not what was asked for. */
static bool measure_file(const char *path, bool tsv)
{
	struct diags *ds = diags_new();
	struct str lang;
	struct library *lib = library_open_file(path, &lang, ds);
	const struct article *a = library_count(lib) ? library_article(lib, 0, lang, ds) : NULL;
	bool ok = a && (lang.len == 0 || str_eq(a->lang, lang));
	if (ok) {
		measure_article(a, path, tsv);
	} else {
		diags_sort(ds);
		diags_print(ds, stderr);
	}
	library_close(lib);
	diags_free(ds);
	return ok;
}

/* A file, or every article in a folder and the folders in it. */
static bool measure_path(const char *path, int depth, bool tsv)
{
	enum { MAX_DEPTH = 4 };
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return measure_file(path, tsv);
	struct dirent **list;
	bool ok = true;
	int n = depth < MAX_DEPTH ? scandir(path, &list, NULL, by_name) : -1;
	for (int i = 0; i < n; i++) {
		struct arena a = {0};
		const char *name = list[i]->d_name;
		const char *inner = arena_fmt(&a, "%s/%s", path, name).p;
		bool folder = stat(inner, &st) == 0 && S_ISDIR(st.st_mode);
		if (name[0] != '.' && (folder || is_article(name)))
			ok &= measure_path(inner, depth + 1, tsv);
		arena_clear(&a);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return ok;
}

static int usage(const char *what, const char *word)
{
	fprintf(stderr, "anteroom-content: %s: “", what);
	diag_print_safely(str_of(word), stderr);
	fputs("”\n", stderr);
	return EXIT_USAGE;
}

int cmd_readability(int argc, char **argv)
{
	const char *fallback = getenv("ANTEROOM_CONTENT");
	bool tsv = false, ok = true;
	int i = 1;
	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			puts("Usage: anteroom-content readability [--format text|tsv] [PATH]...");
			return EXIT_SUCCESS;
		}
		bool apart = strcmp(argv[i], "--format") == 0 && i + 1 < argc;
		const char *format = apart ? argv[++i] : argv[i];
		format += strncmp(format, "--format=", 9) == 0 ? 9 : 0;
		if (strncmp(format, "--", 2) == 0)
			return usage("no such option", argv[i]);
		tsv = strcmp(format, "tsv") == 0;
		if (!tsv && strcmp(format, "text") != 0)
			return usage("the formats are text and tsv", format);
	}
	if (tsv)
		puts("file\tline\tpart\tlength\tunit\tsentences\tmeasure\tvalue\treading");
	if (i == argc)
		ok = measure_path(fallback && *fallback ? fallback : "content", 0, tsv);
	for (; i < argc; i++)
		ok &= measure_path(argv[i], 0, tsv);
	return ok ? EXIT_SUCCESS : EXIT_UNREAD;
}
