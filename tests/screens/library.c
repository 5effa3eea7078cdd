/* The list of a library as a reader meets it, of three articles and of many: everything is within
 * reach of seven digits, and a word finds it.
 * Argument: an article to make others of. */
#include "check.h"
#include "journey.h"

#include "base/file.h"
#include "ui/event.h"

#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *model;
static char folder[] = "/tmp/anteroom-list-XXXXXX";

/* <dir>/<id>/en.yaml of this title. */
static void write_article(const char *dir, const char *id, const char *title, const char *subject)
{
	struct arena a = {0};
	struct str text = {0};
	struct diags *ds = diags_new();
	assert_true(file_read(&a, model, 100000, &text, ds));
	const char *at = strstr(text.p, "title: "), *end = strchr(at, '\n');
	const char *path = arena_fmt(&a, "%s/%s", dir, id).p;
	mkdir(path, 0777);
	FILE *f = fopen(arena_fmt(&a, "%s/en.yaml", path).p, "we");
	assert_non_null(f);
	fprintf(f, "%.*stitle: \"%s\"", (int)(at - text.p), text.p, title);
	if (subject)
		fprintf(f, "\nsubjects:\n  %s: \"About %s\"", subject, subject);
	fputs(end, f);
	assert_int_equal(fclose(f), 0);
	diags_free(ds);
	arena_clear(&a);
}

static void remove_folder(const char *dir)
{
	struct arena a = {0};
	assert_int_equal(system(arena_fmt(&a, "rm -rf '%s'", dir).p), 0);
	arena_clear(&a);
}

/* The frame as text, until the next call. */
static const char *frame(struct journey *j)
{
	static char *text;
	size_t len;
	free(text);
	FILE *out = open_memstream(&text, &len);
	surface_dump(app_frame(j->app), out, false);
	fclose(out);
	return text;
}

static void type(struct journey *j, const char *keys)
{
	for (; *keys; keys++)
		journey_key(j, *keys);
}

static bool shows(struct journey *j, const char *text)
{
	return strstr(frame(j), text) != NULL;
}

/* Opens past the greeting. */
static void open_list(struct journey *j, const char *dir, int rows, int cols)
{
	journey_open(j, dir, rows, cols);
	while (strcmp(app_top(j->app)->ops->name, "start") == 0)
		journey_key(j, K_ENTER);
}

static void a_short_list_stands_in_groups(void **state)
{
	(void)state;
	struct journey j;
	struct arena a = {0};
	const char *dir = arena_fmt(&a, "%s/few", folder).p;
	mkdir(dir, 0777);
	write_article(dir, "a", "Zinc", "food");
	write_article(dir, "b", "Éclairs", "food");
	write_article(dir, "c", "Naps", "sleep");
	write_article(dir, "d", "Other", NULL);
	open_list(&j, dir, 24, 60);
	check_true(shows(&j, "About food\n"
	                     "  1 Éclairs\n"
	                     "  2 Zinc\n"
	                     "\n"
	                     " About sleep\n"
	                     "  3 Naps\n"
	                     "\n"
	                     " Other subjects\n"
	                     "  4 Other\n"),
	           "few", "grouped by subject");
	type(&j, "3");
	check_true(shows(&j, "Naps"), "few", "the third is opened");
	check_true(strcmp(app_top(j.app)->ops->name, "introduction") == 0, "few", "opened");
	journey_close(&j);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

enum { MANY = 400 };

static const char *make_many(struct arena *a)
{
	const char *dir = arena_fmt(a, "%s/many", folder).p;
	mkdir(dir, 0777);
	for (int i = 0; i < MANY; i++)
		write_article(dir, arena_fmt(a, "id%03d", i).p,
		              arena_fmt(a, "%c%02d remedy", 'A' + i / 20, i % 20).p, NULL);
	return dir;
}

/* Down into every choice with Enter and digits, up again with Backspace; each article once. */
static size_t visit(struct journey *j, struct str *seen, size_t n, int depth)
{
	struct screen *s = app_top(j->app);
	size_t choices = s->page.n_choices;
	if (strcmp(s->ops->name, "introduction") == 0) {
		for (size_t i = 0; i < n; i++)
			check_true(!str_eq(seen[i], s->article->id), s->article->id.p,
			           "is met once");
		seen[n++] = s->article->id;
		return n;
	}
	assert_true(depth < 6);
	for (size_t c = 0; c < choices; c++) {
		for (size_t more = 0; choices > PAGER_MORE && more < c / PAGER_LIST; more++)
			type(j, "8");
		size_t digit = choices > PAGER_MORE ? c % PAGER_LIST : c;
		journey_key(j, (int)('1' + digit));
		n = visit(j, seen, n, depth + 1);
		while (app_top(j->app) != s)
			journey_key(j, K_BACKSPACE);
		while (s->pager.group != 0) /* the digits go back to the first items */
			type(j, "8");
	}
	return n;
}

static void digits_reach_every_article_of_many(void **state)
{
	(void)state;
	struct journey j;
	struct arena a = {0};
	struct str *seen = arena_array(&a, struct str, MANY + 1);
	const char *dir = make_many(&a);
	open_list(&j, dir, 12, 40);
	check_true(shows(&j, "400 articles"), "many", "their number");
	check_int((long)visit(&j, seen, 0, 0), MANY, "many", "articles met");
	journey_close(&j);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

static void a_word_finds_articles_as_it_is_typed(void **state)
{
	(void)state;
	struct journey j;
	struct arena a = {0};
	const char *dir = make_many(&a);
	open_list(&j, dir, 24, 60);
	type(&j, "/");
	check_true(shows(&j, "Search: _"), "find", "a line");
	type(&j, "rÉm");
	type(&j, "x");
	check_true(shows(&j, "No article."), "find", "nothing");
	journey_key(&j, K_BACKSPACE);
	journey_key(&j, K_CLEAR);
	type(&j, "REMEDY c1");
	check_true(shows(&j, "10 articles"), "find", "how many");
	check_true(shows(&j, "C10 remedy"), "find", "the first");
	journey_key(&j, K_ENTER);
	check_true(shows(&j, "Search: remedy c1"), "find", "a list of these");
	check_true(shows(&j, " 2 C11 remedy"), "find", "with digits");
	type(&j, "2");
	check_true(shows(&j, "C11 remedy"), "find", "one of them");
	journey_key(&j, K_BACKSPACE);
	journey_key(&j, K_BACKSPACE);
	check_true(shows(&j, "Search: REMEDY c1_"), "find", "back to the line");
	type(&j, "9");
	check_true(shows(&j, "1 article\n"), "find", "digits are text");
	journey_key(&j, K_ENTER);
	check_true(strcmp(app_top(j.app)->ops->name, "introduction") == 0, "find",
	           "the only one is opened");
	check_true(shows(&j, "C19 remedy"), "find", "that one");
	journey_close(&j);
	open_list(&j, dir, 24, 60);
	type(&j, "/B0");
	check_true(shows(&j, "Help now"), "find", "0 behind a letter is help now");
	journey_key(&j, K_ESCAPE);
	check_true(shows(&j, "Search: B_"), "find", "and back");
	journey_key(&j, K_DOWN);
	journey_key(&j, K_DOWN);
	journey_key(&j, K_ENTER);
	check_true(shows(&j, "B01 remedy"), "find", "arrows choose, too");
	journey_close(&j);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

/* An article that is gone, or broken, by the time it is chosen. */
static void what_cannot_be_shown_is_said_so(void **state)
{
	(void)state;
	struct journey j;
	struct arena a = {0};
	const char *dir = make_many(&a);
	open_list(&j, dir, 24, 60);
	type(&j, "/c19");
	FILE *f = fopen(arena_fmt(&a, "%s/id059/en.yaml", dir).p, "we");
	assert_non_null(f);
	fclose(f);
	journey_key(&j, K_ENTER);
	check_true(shows(&j, "This article cannot be shown at the moment."), "broken", "said so");
	check_true(shows(&j, "No article."), "broken", "it is listed no more");
	journey_close(&j);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 2);
	model = argv[1];
	setlocale(LC_CTYPE, "C.UTF-8");
	assert_non_null(mkdtemp(folder));
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_short_list_stands_in_groups),
	        cmocka_unit_test(digits_reach_every_article_of_many),
	        cmocka_unit_test(a_word_finds_articles_as_it_is_typed),
	        cmocka_unit_test(what_cannot_be_shown_is_said_so),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
