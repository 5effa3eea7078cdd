/* What a translator is told. Every case lays a few translated texts over the article valid.yaml,
 * spoiled in one place or not, and says, to the letter, what is then printed; translations.txt
 * holds them. That the other texts are missing and none is stamped is left out, except by the cases
 * about that. No rule about translations may be without a case.
 *
 * After a wording was changed on purpose, `UPDATE=1 meson test translations` writes what is printed
 * now into translations.txt: read the difference before you keep it. */
#include "cases.h"

#include "base/file.h"
#include "content/article.h"
#include "content/rules.h"
#include "desk/check.h"
#include "desk/compare.h"

#include <locale.h>
#include <unistd.h>

#define HEAD "anteroom: \"1\"\nlanguage: \"%.*s\"\n"

static struct str valid; /* the article that is translated */
static bool seen[R_COUNT];

/* --- translations.txt --------------------------------------------------------------------- */

struct pair_case {
	const char *name;
	struct str find, replace, lang, text, old, want;
};

static bool next_pair(struct arena *a, struct str file, size_t *at, struct pair_case *ret)
{
	static const char yaml[] = ".yaml", mark[] = "--- ";
	if (*at >= file.len)
		return false;
	*ret = (struct pair_case){0};
	struct str name = lines_until(file, at, "--- find");
	ret->name = arena_str(a, str_part(name, MIN(name.len, 4), name.len)).p;
	skip_line(file, at);
	ret->find = lines_until(file, at, "--- replace");
	skip_line(file, at);
	ret->replace = lines_until(file, at, mark);
	size_t from = *at + strlen(mark);
	skip_line(file, at);
	ret->lang = str_part(file, from, *at - strlen(yaml) - 1);
	ret->text = lines_until(file, at, mark);
	if (!str_starts(str_part(file, *at, file.len), "--- printed")) {
		skip_line(file, at);
		ret->old = lines_until(file, at, mark);
	}
	skip_line(file, at);
	ret->want = lines_until(file, at, "=== ");
	return true;
}

/* Whether a case that is not about it would only be crowded by it. */
static bool is_everywhere(const struct rule *rule, const char *name)
{
	static const enum rule_id ids[] = {R_MISSING, R_MISSING_CRITICAL, R_UNTRANSLATED,
	                                   R_UNSTAMPED};
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		if (rule == &rules[ids[i]])
			return strncmp(name, "missing", 7) != 0 &&
			       strncmp(name, "unstamped", 9) != 0;
	return false;
}

/* What is printed about the pair of texts. */
static struct str told(struct arena *a, const struct pair_case *c, struct str source)
{
	struct diags *all = diags_new(), *ds = diags_new();
	struct passages ps = {0};
	struct str path = arena_fmt(a, "content/sample/%.*s.yaml", STR_ARG(c->lang));
	struct str bytes = arena_fmt(a, HEAD "%.*s\n", STR_ARG(c->lang), STR_ARG(c->text));
	struct translation *t = translation_parse(path.p, bytes, all);
	struct article *article = article_parse("content/sample/en.yaml", source, t, &ps, all);
	if (check_true(t && article, c->name, "both can be read"))
		compare_translation(article, &ps, c->old, all);
	for (size_t i = 0; i < diags_len(all); i++) {
		const struct diag *d = diags_at(all, i);
		for (size_t k = 0; k < R_COUNT; k++)
			seen[k] |= d->rule == &rules[k];
		if (!is_everywhere(d->rule, c->name))
			diag_add(ds, d->src, d->rule, d->pos, "%.*s", STR_ARG(d->msg));
	}
	diags_sort(ds);
	struct str text = as_printed(a, ds);
	article_free(article);
	passages_clear(&ps);
	diags_free(ds);
	diags_free(all);
	return text;
}

/* The block of a case; its last line feed is there only if it has lines. */
static void write_block(struct buf *b, const char *head, struct str lines)
{
	buf_fmt(b, "--- %s\n%.*s%s", head, STR_ARG(lines), lines.len ? "\n" : "");
}

static void write_case(struct arena *a, struct buf *b, const struct pair_case *c, struct str got)
{
	buf_fmt(b, "=== %s\n", c->name);
	write_block(b, "find", c->find);
	write_block(b, "replace", c->replace);
	write_block(b, arena_fmt(a, "%.*s.yaml", STR_ARG(c->lang)).p, c->text);
	if (c->old.len)
		write_block(b, arena_fmt(a, "%.*s.src.yaml", STR_ARG(c->lang)).p, c->old);
	buf_fmt(b, "--- printed\n%.*s", STR_ARG(got));
}

static void translations_are_told_to_the_letter(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str file;
	assert_true(file_read(&a, DIAG_DIR "/translations.txt", 1000000, &file, ds));
	struct buf updated = {0};
	size_t at = 0, n = 0;
	buf_fmt(&updated, "%.*s\n", STR_ARG(lines_until(file, &at, "=== ")));
	for (struct pair_case c; next_pair(&a, file, &at, &c); n++) {
		struct str source =
		        c.find.len ? edited(&a, valid, c.find, c.replace, c.name) : valid;
		struct str got = told(&a, &c, source);
		const char *want = c.want.len ? arena_fmt(&a, "%.*s\n", STR_ARG(c.want)).p : "";
		check_str(got, want, c.name, "what is printed");
		write_case(&a, &updated, &c, got);
	}
	assert_true(n > 50);
	if (getenv("UPDATE")) {
		FILE *out = fopen(DIAG_DIR "/translations.txt", "w");
		assert_non_null(out);
		fwrite(updated.p, 1, updated.len, out);
		fclose(out);
	}
	buf_clear(&updated);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

/* --- files -------------------------------------------------------------------------------- */

static char folder[] = "/tmp/anteroom-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fwrite(text.p, 1, text.len, f);
	fclose(f);
}

static struct str checked(struct arena *a, const char *path, bool closely)
{
	struct diags *ds = diags_new();
	if (closely)
		check_file_closely(path, STR("2026-11-24"), ds);
	else
		check_file(path, STR("2026-11-24"), ds);
	diags_sort(ds);
	for (size_t i = 0; i < diags_len(ds); i++)
		for (size_t k = 0; k < R_COUNT; k++)
			seen[k] |= diags_at(ds, i)->rule == &rules[k];
	struct str text = as_printed(a, ds);
	diags_free(ds);
	return text;
}

static void the_source_is_looked_for_beside_the_translation(void **state)
{
	(void)state;
	static const char es[] = "anteroom: \"1\"\nlanguage: \"es\"\nsource: false\n";
	static const struct {
		const char *name, *beside, *replace; /* for `source: true`; NULL: no file */
		const char *want;                    /* the beginning */
	} rows[] = {
	        {"no other file", "en.yaml", NULL,
	         "es.yaml: error: no file beside it says “source: true”: a translation needs its "
	         "source in the same folder [no-source]\n"},
	        {"another translation", "en.yaml", "",
	         "es.yaml: error: no file beside it says “source: true”: a translation needs its "
	         "source in the same folder [no-source]\n"},
	        {"a file that is no language", "english.yaml", "source: true\n",
	         "es.yaml: error: no file beside it says “source: true”: a translation needs its "
	         "source in the same folder [no-source]\n"},
	        {"a source with errors", "en.yaml", "source: true\nhomepage: \"x\"\n",
	         "es.yaml: error: its source, “en.yaml”, has errors: mend them first [no-source]\n"},
	        {"a source", "en.yaml", "source: true\n",
	         "es.yaml: warning: the head of the file: not translated yet and shown in “en”: 6 of 6"},
	        {"a source in quotes", "en.yaml", "source: \"true\"\n",
	         "es.yaml: warning: the head of the file: not translated yet and shown in “en”: 6 of 6"},
	};
	struct arena a = {0};
	write_file("es.yaml", str_of(es));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].replace)
			write_file(rows[i].beside, edited(&a, valid, STR("source: true\n"),
			                                  str_of(rows[i].replace), rows[i].name));
		struct str got = checked(&a, "es.yaml", false);
		check_str(str_part(got, 0, MIN(got.len, strlen(rows[i].want))), rows[i].want,
		          rows[i].name, "what is printed first");
		unlink(rows[i].beside);
	}
	unlink("es.yaml");
	arena_clear(&a);
	check_end();
}

static const char readable[] = "anteroom: \"1\"\n"
                               "language: \"es\"\n"
                               "sections:\n"
                               "  availability:\n"
                               "    question: \"¿Dónde lo consigo?\"\n"
                               "    answer: \"";

/* A translation that is as hard to read as its source, and one that is not. */
static void hard_texts_are_a_note(void **state)
{
	(void)state;
	static const struct {
		const char *name, *sentence;
		bool closely, told;
	} rows[] = {
	        {"plain", "Le puede doler la cabeza un rato. ", true, false},
	        {"hard", "La administración de medicación anestésica requiere vigilancia. ", true,
	         true},
	        {"hard, and notes not asked for",
	         "La administración de medicación anestésica requiere vigilancia. ", false, false},
	};
	struct arena a = {0};
	write_file("en.yaml", valid);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = {0};
		buf_fmt(&b, "%s", readable);
		for (int k = 0; k < 20; k++)
			buf_fmt(&b, "%s", rows[i].sentence);
		buf_fmt(&b, "\"\n");
		write_file("es.yaml", buf_str(&b));
		struct str got = checked(&a, "es.yaml", rows[i].closely);
		check_int(strstr(got.p, "\nes.yaml:6:13: note: section “availability” reads at ") !=
		                  NULL,
		          rows[i].told, rows[i].name, "is told");
		buf_clear(&b);
	}
	unlink("es.yaml");
	unlink("en.yaml");
	arena_clear(&a);
	check_end();
}

/* What was translated is shown from the file that the tools keep. */
static void the_old_source_is_read_from_beside(void **state)
{
	(void)state;
	static const char es[] = "anteroom: \"1\"\nlanguage: \"es\"\n"
	                         "authors: \"Los autores\"\n"
	                         "translation:\n  strings:\n    \"authors\": \"%s\"\n";
	struct arena a = {0};
	struct fingerprint from = fingerprint_of(STR("The old authors"));
	struct str stamp =
	        arena_fmt(&a, "%04x%08x %08x", (unsigned)from.numbers, (unsigned)from.text,
	                  (unsigned)fingerprint_of(STR("Los autores")).text);
	write_file("en.yaml", valid);
	write_file("es.yaml", arena_fmt(&a, es, stamp.p));
	write_file("es.src.yaml",
	           STR("anteroom-origins: \"1\"\n\"authors\": \"The old authors\"\n"));
	static const char want[] = "“authors”: the source changed: “The old authors” is now “The "
	                           "authors”; translate it anew or, if it means the same, run ";
	struct str got = checked(&a, "es.yaml", false);
	check_true(strstr(got.p, want) != NULL, got.p, want);
	unlink("es.src.yaml");
	unlink("es.yaml");
	unlink("en.yaml");
	arena_clear(&a);
	check_end();
}

/* --- every rule --------------------------------------------------------------------------- */

static void every_rule_about_translations_has_a_case(void **state)
{
	(void)state;
	for (size_t i = R_NO_SOURCE; i <= R_READING_LEVEL; i++)
		check_true(seen[i], rules[i].name, "has a case");
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena a = {0};
	struct diags *ds = diags_new();
	if (!file_read(&a, DIAG_DIR "/valid.yaml", 1000000, &valid, ds)) {
		diags_print(ds, stderr);
		return 1;
	}
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(translations_are_told_to_the_letter),
	        cmocka_unit_test_setup(the_source_is_looked_for_beside_the_translation,
	                               make_folder),
	        cmocka_unit_test(hard_texts_are_a_note),
	        cmocka_unit_test_teardown(the_old_source_is_read_from_beside, remove_folder),
	        cmocka_unit_test(every_rule_about_translations_has_a_case),
	};
	int failed = cmocka_run_group_tests_name("translations", tests, NULL, NULL);
	diags_free(ds);
	arena_clear(&a);
	return failed;
}
