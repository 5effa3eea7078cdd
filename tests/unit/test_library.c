/* Lists of articles, with an index and without: the order, subjects and filters that a reader sees,
 * and what becomes of an index that is absent, old, broken or out to do harm.
 * Argument: an article to make others of. */
#include "check.h"

#include "base/buf.h"
#include "base/file.h"
#include "content/shelf.h"
#include "text/fold.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *model; /* the path of a whole article in English */
static char folder[] = "/tmp/anteroom-library-XXXXXX";

/* --- making a library ---------------------------------------------------------------------- */

static void write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
}

static struct str bytes_of(struct arena *a, const char *path)
{
	struct diags *ds = diags_new();
	struct str s = {0};
	assert_true(file_read(a, path, 10000000, &s, ds));
	diags_free(ds);
	return s;
}

/* The model with its line `from…` made another one. */
static void add_line(struct buf *out, struct str text, const char *from, const char *line)
{
	const char *at = strstr(text.p, from), *end = strchr(at, '\n');
	buf_add(out, str_part(text, 0, (size_t)(at - text.p)));
	buf_fmt(out, "%s", line);
	buf_add(out, str_part(text, (size_t)(end - text.p), text.len));
}

/* <dir>/<id>/en.yaml of this title; `more` is put behind it. */
static void write_article(const char *dir, const char *id, const char *title, const char *more)
{
	struct arena a = {0};
	struct buf text = {0};
	const char *path = arena_fmt(&a, "%s/%s", dir, id).p;
	mkdir(path, 0777);
	const char *line = arena_fmt(&a, "title: \"%s\"%s", title, more).p;
	add_line(&text, bytes_of(&a, model), "title: ", line);
	write_file(arena_fmt(&a, "%s/en.yaml", path).p, buf_str(&text));
	buf_clear(&text);
	arena_clear(&a);
}

static void write_translation(const char *dir, const char *id, const char *lang, const char *title)
{
	struct arena a = {0};
	struct str text = arena_fmt(&a,
	                            "anteroom: \"1\"\nlanguage: \"%s\"\ntitle: \"%s\"\n"
	                            "subjects:\n  sleep: \"Sueño\"\n"
	                            "introduction:\n  p1: \"Una infusión de manzanilla.\"\n",
	                            lang, title);
	write_file(arena_fmt(&a, "%s/%s/%s.yaml", dir, id, lang).p, text);
	arena_clear(&a);
}

static void remove_folder(const char *dir)
{
	struct arena a = {0};
	assert_int_equal(system(arena_fmt(&a, "chmod -R u+w '%s' && rm -rf '%s'", dir, dir).p), 0);
	arena_clear(&a);
}

/* A library of a few articles, in a folder of its own with a name that is no plain address. */
static const char *make_library(struct arena *a)
{
	const char *dir = arena_fmt(a, "%s/a %%41#b?", folder).p;
	mkdir(dir, 0777);
	write_article(dir, "apple", "Éclairs at night",
	              "\nsubjects:\n  sleep: \"Sleep\"\n  food: \"Food\"");
	write_article(dir, "cherry", "Zinc", "\nsubjects:\n  food: \"Food\"");
	write_article(dir, "berry", "Eczema", "");
	write_article(dir, "broken", "Broken", "\nsource: maybe");
	write_translation(dir, "apple", "es", "Ñoquis de noche");
	return dir;
}

static void make_index(const char *dir)
{
	size_t rows;
	struct diags *ds = diags_new();
	diags_least(ds, SEV_ERROR);
	assert_true(index_write(dir, &rows, ds));
	assert_int_equal(rows, 4);
	assert_true(diags_count(ds, SEV_ERROR) > 0); /* of the broken one */
	diags_free(ds);
}

/* --- a reader ------------------------------------------------------------------------------ */

static size_t reads(const void *data, const struct str *have, size_t n)
{
	size_t i = 0;
	while (i < n && !str_is(have[i], data))
		i++;
	return i;
}

static bool offers_all(const void *data, size_t article, struct str lang)
{
	(void)data, (void)article, (void)lang;
	return true;
}

struct open {
	struct diags *ds;
	struct library *lib;
	struct shelf *shelf;
};

static struct open open_for(const char *dir, const char *lang)
{
	struct open o = {.ds = diags_new()};
	o.lib = library_open(dir, o.ds);
	o.shelf = shelf_open(o.lib, &(struct shelf_reader){lang, reads, offers_all, lang, o.ds});
	return o;
}

static void close_all(struct open *o)
{
	shelf_close(o->shelf);
	library_close(o->lib);
	diags_free(o->ds);
}

/* "Eczema|Zinc|": the titles of a list. */
static struct str titles(struct open *o, struct arena *a, const char *subject, const char *typed)
{
	size_t n;
	struct str all = STR("");
	size_t *list = shelf_list(o->shelf, a, str_of(subject), fold_query(a, str_of(typed)), &n);
	for (size_t i = 0; i < n; i++) {
		const struct card *card = shelf_card(o->shelf, list[i]);
		all = arena_fmt(a, "%.*s%.*s|", STR_ARG(all),
		                STR_ARG(card ? card->title : STR("-")));
	}
	return all;
}

/* --- tests --------------------------------------------------------------------------------- */

/* What a list says does not hang on whether there is an index; but texts are found by it alone. */
static void articles_are_listed_for_the_reader(void **state)
{
	(void)state;
	static const struct {
		const char *name, *lang, *subject, *typed, *plain, *indexed; /* NULL: the same */
	} rows[] = {
	        {"all, by title", "en", "", "", "Éclairs at night|Eczema|Zinc|", NULL},
	        {"in Spanish, where there is", "es", "", "", "Eczema|Ñoquis de noche|Zinc|", NULL},
	        {"a subject", "en", "food", "", "Éclairs at night|Zinc|", NULL},
	        {"another subject", "es", "sleep", "", "Ñoquis de noche|", NULL},
	        {"no such subject", "en", "mood", "", "", NULL},
	        {"a title's word, without its accent", "en", "", "ECLAIR", "Éclairs at night|",
	         NULL},
	        {"inside a word", "en", "", "zem", "Eczema|", NULL},
	        {"words in any order", "en", "", "night ecl", "Éclairs at night|", NULL},
	        {"a word of a subject", "es", "", "sueno", "Ñoquis de noche|", NULL},
	        {"an id", "en", "", "cherry", "Zinc|", NULL},
	        {"a word and a subject", "en", "food", "zinc", "Zinc|", NULL},
	        {"a word of another subject", "en", "sleep", "zinc", "", NULL},
	        {"a word of the text", "en", "", "caffeine", "", "Éclairs at night|Eczema|Zinc|"},
	        {"the beginning of it", "en", "sleep", "caffei", "", "Éclairs at night|"},
	        {"another word for it", "en", "food", "theine", "", "Éclairs at night|Zinc|"},
	        {"of the translation", "es", "", "manzanilla", "", "Ñoquis de noche|"},
	        {"in another language", "en", "", "manzanilla", "", ""},
	        {"titles stand before texts", "en", "", "e", "Éclairs at night|Eczema|Zinc|", NULL},
	        {"what only the quiz says", "en", "", "stomach", "", ""},
	        {"no words at all", "en", "", "?!", "", ""},
	        {"the index's own language", "en", "", "caffeine\" OR \"a", "", ""},
	        {"and its signs", "en", "", "text:caffeine* NEAR(", "", ""},
	};
	struct arena a = {0};
	const char *dir = make_library(&a);
	for (int indexed = 0; indexed < 2; indexed++) {
		if (indexed)
			make_index(dir);
		for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
			struct open o = open_for(dir, rows[i].lang);
			bool other = indexed && rows[i].indexed;
			check_str(titles(&o, &a, rows[i].subject, rows[i].typed),
			          other ? rows[i].indexed : rows[i].plain, rows[i].name,
			          indexed ? "with an index" : "without an index");
			close_all(&o);
		}
	}
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

static void subjects_are_counted_and_in_order(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *subjects;
	} rows[] = {{"en", "food Food 2|sleep Sleep 1|"}, {"es", "food Food 2|sleep Sueño 1|"}};
	struct arena a = {0};
	const char *dir = make_library(&a);
	for (int indexed = 0; indexed < 2; indexed++) {
		if (indexed)
			make_index(dir);
		for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
			size_t n;
			struct str all = STR("");
			struct open o = open_for(dir, rows[i].lang);
			const struct shelf_subject *s = shelf_subjects(o.shelf, &n);
			for (size_t k = 0; k < n; k++)
				all = arena_fmt(&a, "%.*s%.*s %.*s %zu|", STR_ARG(all),
				                STR_ARG(s[k].id), STR_ARG(s[k].words), s[k].n);
			check_str(all, rows[i].subjects, rows[i].lang,
			          indexed ? "with an index" : "without an index");
			close_all(&o);
		}
	}
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

static const char *index_path(struct arena *a, const char *dir)
{
	return arena_fmt(a, "%s/index.sqlite", dir).p;
}

/* What changed since the index was made is read from the files. */
static void an_old_index_is_not_believed(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *dir = make_library(&a);
	make_index(dir);
	write_article(dir, "cherry", "Aspirin, anew", "");
	write_article(dir, "damson", "Damson", "");
	unlink(arena_fmt(&a, "%s/apple/es.yaml", dir).p);
	unlink(arena_fmt(&a, "%s/berry/en.yaml", dir).p);
	rmdir(arena_fmt(&a, "%s/berry", dir).p);
	struct open o = open_for(dir, "es");
	titles(&o, &a, "", ""); /* looks at each */
	struct str now = titles(&o, &a, "", "");
	static const char *const there[] = {"Aspirin, anew|", "Damson|", "Éclairs at night|"};
	static const char *const gone[] = {"Zinc", "Eczema", "Ñoquis", "Broken"};
	for (size_t i = 0; i < ARRAY_LEN(there); i++)
		check_true(strstr(now.p, there[i]) != NULL, there[i], "is listed");
	for (size_t i = 0; i < ARRAY_LEN(gone); i++)
		check_true(strstr(now.p, gone[i]) == NULL, gone[i], "is not listed");
	close_all(&o);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

/* Copies the index with some bytes of it changed. */
static void spoil(struct arena *a, const char *dir, struct str index, size_t at, struct str by)
{
	char *p = arena_alloc(a, index.len, 1);
	memcpy(p, index.p, index.len);
	memcpy(p + at, by.p, MIN(by.len, index.len - at));
	write_file(index_path(a, dir), (struct str){p, index.len});
}

static size_t place_of(struct str index, const char *words)
{
	const char *p = memmem(index.p, index.len, words, strlen(words));
	assert_non_null(p);
	return (size_t)(p - index.p);
}

static void an_index_that_is_none_of_ours_is_as_none(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *dir = make_library(&a);
	make_index(dir);
	struct str index = bytes_of(&a, index_path(&a, dir));
	const struct {
		const char *name;
		size_t at;
		struct str by;
	} rows[] = {
	        {"another program's", 68, STR("\1\2\3\4")},
	        {"another version", 60, STR("\0\0\0\2")},
	        {"no database", 0, STR("This is a letter to nobody.")},
	        {"another table", place_of(index, "summary TEXT"), STR("summery")},
	        {"other words", place_of(index, "detail=none"), STR("detail=full")},
	};
	check_true(index_open("/nonexistent") == NULL, "absent", "as none");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		spoil(&a, dir, index, rows[i].at, rows[i].by);
		struct index *ix = index_open(dir);
		check_true(ix == NULL, rows[i].name, "as none");
		index_close(ix);
		struct open o = open_for(dir, "en");
		check_str(titles(&o, &a, "", ""), "Éclairs at night|Eczema|Zinc|", rows[i].name,
		          "still listed");
		close_all(&o);
	}
	write_file(index_path(&a, dir), STR(""));
	check_true(index_open(dir) == NULL, "empty", "as none");
	unlink(index_path(&a, dir));
	mkdir(index_path(&a, dir), 0777);
	check_true(index_open(dir) == NULL, "a folder", "as none");
	rmdir(index_path(&a, dir));
	assert_int_equal(mkfifo(index_path(&a, dir), 0666), 0);
	check_true(index_open(dir) == NULL, "a pipe", "as none");
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

/* What no article could say, an index cannot either: then the file is asked. */
static void words_of_an_index_are_checked(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str title; /* in the place of "Éclairs at night" */
	} rows[] = {
	        {"a command to the terminal", LIT("\033[2Jlairs at nigh")},
	        {"eight bits", LIT("\xc2\x9b"
	                           "2Jlairs at nigh")},
	        {"no UTF-8", LIT("\xff\xfe\xc0lairs at nigh")},
	        {"cut short", LIT("Eclairs at night\xe2")},
	        {"two lines", LIT("Ec\nairs at night!")},
	};
	struct arena a = {0};
	const char *dir = make_library(&a);
	make_index(dir);
	struct str index = bytes_of(&a, index_path(&a, dir));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		spoil(&a, dir, index, place_of(index, "Éclairs at night"), rows[i].title);
		struct open o = open_for(dir, "en");
		check_str(titles(&o, &a, "", ""), "Éclairs at night|Eczema|Zinc|", rows[i].name,
		          "as the file says");
		close_all(&o);
	}
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

static void a_spoiled_index_does_no_harm(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *dir = make_library(&a);
	make_index(dir);
	struct str index = bytes_of(&a, index_path(&a, dir));
	unsigned r = 1;
	for (int i = 0; i < 400; i++) {
		struct arena one = {0};
		char bytes[3];
		for (size_t k = 0; k < sizeof(bytes); k++) {
			r = r * 1103515245u + 12345u;
			bytes[k] = (char)(r >> 16);
		}
		r = r * 1103515245u + 12345u;
		size_t at = (r >> 8) % (index.len - sizeof(bytes));
		if (i % 4 == 0) /* the beginning says most */
			at %= 4096;
		if (i % 10 == 9)
			write_file(index_path(&one, dir), str_part(index, 0, at));
		else
			spoil(&one, dir, index, at, (struct str){bytes, sizeof(bytes)});
		struct open o = open_for(dir, "en");
		titles(&o, &one, "", "");
		titles(&o, &one, "", "caffeine");
		close_all(&o);
		arena_clear(&one);
	}
	remove_folder(dir);
	arena_clear(&a);
}

/* Nothing appears beside it, and nothing in it changes. */
static void a_reader_writes_nothing(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *dir = make_library(&a);
	make_index(dir);
	const char *list = arena_fmt(&a, "ls -lnR --time-style=full-iso '%s' | md5sum", dir).p;
	char before[64], after[64];
	FILE *f = popen(list, "re");
	assert_non_null(fgets(before, sizeof(before), f));
	pclose(f);
	struct open o = open_for(dir, "es");
	titles(&o, &a, "", "caffeine");
	f = popen(list, "re");
	assert_non_null(fgets(after, sizeof(after), f));
	pclose(f);
	close_all(&o);
	assert_string_equal(before, after);
	remove_folder(dir);
	arena_clear(&a);
}

static void a_failed_index_leaves_the_old_one(void **state)
{
	(void)state;
	struct arena a = {0};
	size_t rows;
	struct diags *ds = diags_new();
	assert_false(index_write("/nonexistent/content", &rows, ds));
	assert_true(diags_count(ds, SEV_ERROR) > 0);
	if (geteuid() != 0) { /* root writes where it likes */
		const char *dir = make_library(&a);
		make_index(dir);
		struct str before = bytes_of(&a, index_path(&a, dir));
		chmod(dir, 0555);
		assert_false(index_write(dir, &rows, ds));
		assert_true(str_eq(bytes_of(&a, index_path(&a, dir)), before));
		chmod(dir, 0755);
		remove_folder(dir);
	}
	diags_free(ds);
	arena_clear(&a);
}

/* A large library opens at once: what it holds is looked at when somebody asks. */
static void a_large_library_is_read_as_far_as_it_is_asked_for(void **state)
{
	(void)state;
	enum { MANY = SHELF_SMALL + 30 };
	struct arena a = {0};
	size_t n;
	const char *dir = arena_fmt(&a, "%s/many", folder).p;
	mkdir(dir, 0777);
	for (int i = 0; i < MANY; i++)
		write_article(dir, arena_fmt(&a, "id%03d", i).p,
		              arena_fmt(&a, "Title %03d", MANY - i).p, "");
	mkdir(arena_fmt(&a, "%s/nothing", dir).p, 0777);
	struct open o = {.ds = diags_new()};
	o.lib = library_open(dir, o.ds);
	assert_true(library_has(o.lib, 1));
	size_t i = library_find(o.lib, STR("id217"));
	assert_true(library_has(o.lib, i));
	assert_non_null(library_article(o.lib, i, STR(""), o.ds));
	assert_int_equal(library_count(o.lib), MANY + 1);
	assert_int_equal(library_find(o.lib, STR("id217")), 217);
	assert_int_equal(library_find(o.lib, STR("id999")), MANY + 1);
	assert_null(library_article(o.lib, library_find(o.lib, STR("nothing")), STR(""), o.ds));
	close_all(&o);
	o = open_for(dir, "en");
	const size_t *list = shelf_list(o.shelf, &a, STR(""), STR(""), &n);
	assert_int_equal(n, MANY + 1); /* by id, and nobody knows yet that one is nothing */
	check_str(shelf_card(o.shelf, list[0])->title, "Title 230", "by id", "the first");
	assert_null(shelf_card(o.shelf, list[MANY]));
	list = shelf_list(o.shelf, &a, STR(""), fold_query(&a, STR("title")), &n);
	assert_int_equal(n, MANY); /* now by title */
	check_str(shelf_card(o.shelf, list[0])->title, "Title 001", "by title", "the first");
	close_all(&o);
	remove_folder(dir);
	arena_clear(&a);
	check_end();
}

static void a_card_is_read_from_the_beginning_of_a_file(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *title, *summary;
	} rows[] = {
	        {"plain", "title: \"Tea\"\nsummary: \"Leaves.\"\n", "Tea", "Leaves."},
	        {"without its markup", "title: \"*Tea* and [x](#y)\"\n", "Tea and x", ""},
	        {"torn in the summary", "title: \"Tea\"\nsummary: \"Lea", "Tea", ""},
	        {"torn in a character", "title: \"Tea\"\nsummary: \"\xc3", "Tea", ""},
	        {"torn in the title", "title: \"Te", "", ""},
	        {"no article", "a letter to nobody\n", "", ""},
	        {"nothing", "", "", ""},
	        {"a control character", "title: \"Te\\ea\"\n", "Te?a", ""},
	        {"another kind", "title: {a: \"Tea\"}\n", "", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct card card = {0};
		bool has = card_read(&a, str_of(rows[i].text), &card);
		check_str(card.title, rows[i].title, rows[i].name, "title");
		check_str(card.summary, rows[i].summary, rows[i].name, "summary");
		check_int(has, card.title.len > 0, rows[i].name, "has a title");
		arena_clear(&a);
	}
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 2);
	model = argv[1];
	setlocale(LC_CTYPE, "C.UTF-8");
	assert_non_null(mkdtemp(folder));
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_card_is_read_from_the_beginning_of_a_file),
	        cmocka_unit_test(articles_are_listed_for_the_reader),
	        cmocka_unit_test(subjects_are_counted_and_in_order),
	        cmocka_unit_test(an_old_index_is_not_believed),
	        cmocka_unit_test(an_index_that_is_none_of_ours_is_as_none),
	        cmocka_unit_test(words_of_an_index_are_checked),
	        cmocka_unit_test(a_spoiled_index_does_no_harm),
	        cmocka_unit_test(a_reader_writes_nothing),
	        cmocka_unit_test(a_failed_index_leaves_the_old_one),
	        cmocka_unit_test(a_large_library_is_read_as_far_as_it_is_asked_for),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
