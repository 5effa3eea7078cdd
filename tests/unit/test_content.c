/* The floor of content: the library, crisis help, what is rendered, reading time. What
 * an author is told is in tests/diag, the inline markup in test_markup.c. */
#include "check.h"

#include "base/buf.h"
#include "desk/check.h"
#include "content/library.h"
#include "content/render.h"

#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every kind of block, as short as can be. */
static const char sound[] =
        "anteroom: \"1\"\n"
        "language: \"en\"\n"
        "source: true\n"
        "title: \"Tea\"\n"
        "summary: \"When to drink it.\"\n"
        "review: {status: \"draft\", by: \"Dr Leaf\", on: \"2026-11-24\", next: \"2027-11-24\"}\n"
        "authors: \"A\"\n"
        "funding: \"None.\"\n"
        "disclaimer: \"Not advice.\"\n"
        "introduction:\n"
        "  welcome: \"Tea is a [drink](#drink).\"\n"
        "sections:\n"
        "  mechanism:\n"
        "    question: \"What is tea?\"\n"
        "    answer: \"A hot drink.\"\n"
        "    body:\n"
        "      parts: {list: {water: \"Hot water\", leaves: \"Dry leaves\"}}\n"
        "      make: {steps: {boil: \"Boil it.\", pour: \"Pour it.\"}}\n"
        "  efficacy:\n"
        "    question: \"Does it help?\"\n"
        "    answer: \"Some people.\"\n"
        "    body:\n"
        "      awake:\n"
        "        chance:\n"
        "          outcome: \"Awake at ten\"\n"
        "          otherwise: \"Asleep at ten\"\n"
        "          group: \"adults\"\n"
        "          period: \"one evening\"\n"
        "          of: 100\n"
        "          with: {n: 60, label: \"tea\", counted: [6, 10]}\n"
        "          without: {n: 33, label: \"warm water\"}\n"
        "          certainty: \"Very low.\"\n"
        "          source: leaf\n"
        "      rare:\n"
        "        chance:\n"
        "          outcome: \"Burned\"\n"
        "          otherwise: \"Not burned\"\n"
        "          group: \"adults\"\n"
        "          period: \"a week\"\n"
        "          of: 1000\n"
        "          with: {n: 2, label: \"tea\"}\n"
        "          without: {n: 0, label: \"no tea\", counted: [0, 900]}\n"
        "          certainty: \"Low.\"\n"
        "          source: hill\n"
        "  risks:\n"
        "    question: \"What can go wrong?\"\n"
        "    answer: \"It burns.\"\n"
        "    body:\n"
        "      hot: {caution: \"Let it cool [@leaf; @hill].\"}\n"
        "      milk: {note: \"Milk cools it.\"}\n"
        "  availability: {question: \"Where?\", answer: \"In shops.\", body: {one: \"Ask.\"}}\n"
        "  precautions: {question: \"Who?\", answer: \"Ask.\", body: {one: \"Ask.\"}}\n"
        "quiz:\n"
        "  hot:\n"
        "    section: risks\n"
        "    question: \"Is it hot?\"\n"
        "    again: \"Is tea hot?\"\n"
        "    options:\n"
        "      hot: {text: \"It is\", why: \"It is.\", correct: true}\n"
        "      cold: {text: \"It is not\", why: \"It is.\"}\n"
        "takeaways:\n"
        "  cool: {text: \"Let it cool.\", quiz: hot}\n"
        "  ask: {text: \"Ask first.\", quiz: hot}\n"
        "ask: {when: \"When?\"}\n"
        "glossary:\n"
        "  drink: {term: \"Drink\", meaning: \"What you drink.\"}\n"
        "sources:\n"
        "  leaf: {cite: \"Leaf A. Tea. 2001.\", doi: \"10.1000/tea\"}\n"
        "  hill: {cite: \"Hill B. Tea. 2002.\", pmid: \"123\", url: \"https://tea.example\", id: "
        "\"T1\"}\n"
        "  bare: {cite: \"Bare C.\"}\n";

static struct article *sound_article(void)
{
	struct diags *ds = diags_new();
	struct article *a = article_parse("tea/en.yaml", str_of(sound), NULL, NULL, ds);
	diags_print(ds, stderr);
	diags_free(ds);
	assert_non_null(a);
	return a;
}

/* The rules of all findings, in the order in which they were added. */
static struct str rules_found(struct arena *a, const struct diags *ds)
{
	struct str s = STR("");
	for (size_t i = 0; i < diags_len(ds); i++)
		s = arena_fmt(a, "%.*s%s%s", STR_ARG(s), i ? " " : "", diags_at(ds, i)->rule->name);
	return s;
}

/* A page, a paragraph a line: its kind, its mark and its words. */
static struct str shown(struct page *p)
{
	static const char *const kinds[] = {
	        [PARA_TITLE] = "title",     [PARA_HEADING] = "heading", [PARA_TEXT] = "text",
	        [PARA_ITEM] = "item",       [PARA_FACT] = "fact",       [PARA_NOTE] = "note",
	        [PARA_CAUTION] = "caution", [PARA_CHOICE] = "choice",   [PARA_ARRAY] = "array"};
	struct str s = STR("");
	for (size_t i = 0; i < p->n_paras; i++) {
		const struct para *para = &p->para[i];
		s = arena_fmt(&p->arena, "%.*s%s|", STR_ARG(s), kinds[para->kind]);
		if (para->kind == PARA_ARRAY)
			s = arena_fmt(&p->arena, "%.*s%u of %u", STR_ARG(s), para->n, para->of);
		if (para->mark.len)
			s = arena_fmt(&p->arena, "%.*s%.*s ", STR_ARG(s), STR_ARG(para->mark));
		s = arena_fmt(&p->arena, "%.*s%.*s\n", STR_ARG(s), STR_ARG(para->rich.text));
	}
	return s;
}

/* --- library ------------------------------------------------------------------------------ */

static char folder[] = "/tmp/anteroom-content-XXXXXX";
static const char *const folders[] = {"lib",        "lib/zebra",   "lib/apple", "lib/empty",
                                      "lib/broken", "lib/.hidden", "lib/Not-Id"};
static const struct {
	const char *path, *text;
} files[] = {{"lib/zebra/en.yaml", sound},
             {"lib/apple/es.yaml", "anteroom: \"1\"\n"},
             {"lib/apple/en.yaml", sound},
             {"lib/apple/pt-BR.yaml", "anteroom: \"1\"\n"},
             {"lib/apple/README.md", "Not an article.\n"},
             {"lib/apple/english.yaml", sound},
             {"lib/apple/.fr.yaml", sound},
             {"lib/empty/README.md", "Nothing yet.\n"},
             {"lib/broken/en.yaml", "anteroom: \"1\"\nlanguage: \"en\"\nsource: true\n"},
             {"lib/.hidden/en.yaml", sound},
             {"lib/Not-Id/en.yaml", sound},
             {"lib/loose.yaml", sound}};

static int make_library(void **state)
{
	(void)state;
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(folders); i++)
		if (mkdir(folders[i], 0700) != 0)
			return -1;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		FILE *f = fopen(files[i].path, "w");
		if (!f || fputs(files[i].text, f) < 0 || fclose(f) != 0)
			return -1;
	}
	return 0;
}

static int remove_library(void **state)
{
	(void)state;
	bool ok = chdir(folder) == 0;
	for (size_t i = ARRAY_LEN(files); i--;)
		ok &= unlink(files[i].path) == 0;
	for (size_t i = ARRAY_LEN(folders); i--;)
		ok &= rmdir(folders[i]) == 0;
	return ok && chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void a_library_holds_the_articles_of_its_folder_by_id(void **state)
{
	(void)state;
	static const struct {
		const char *id, *languages;
	} rows[] = {{"apple", " en es pt-BR"}, {"broken", " en"}, {"zebra", " en"}};
	struct diags *ds = diags_new();
	struct library *lib = library_open("lib", ds);
	assert_int_equal(library_count(lib), ARRAY_LEN(rows));
	assert_int_equal(diags_len(ds), 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf tags = {0};
		size_t n;
		const struct str *lang = library_languages(lib, i, &n);
		for (size_t k = 0; k < n; k++)
			buf_fmt(&tags, " %.*s", STR_ARG(lang[k]));
		check_str(library_id(lib, i), rows[i].id, rows[i].id, "id");
		check_str(buf_str(&tags), rows[i].languages, rows[i].id, "languages");
		check_int((long)library_find(lib, str_of(rows[i].id)), (long)i, rows[i].id,
		          "place");
		buf_clear(&tags);
	}
	static const char *const absent[] = {"empty", "hidden", "Not-Id", "loose", "app", ""};
	for (size_t i = 0; i < ARRAY_LEN(absent); i++)
		check_int((long)library_find(lib, str_of(absent[i])), (long)library_count(lib),
		          absent[i], "place");
	library_close(lib);
	library_close(NULL);
	diags_free(ds);
	check_end();
}

static void an_article_is_read_once_and_a_broken_one_told_of_once(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	struct library *lib = library_open("lib", ds);
	size_t apple = library_find(lib, STR("apple")), broken = library_find(lib, STR("broken"));
	const struct article *a = library_article(lib, apple, STR(""), ds);
	assert_non_null(a);
	check_str(a->id, "apple", "the source among languages", "id");
	check_str(a->lang, "en", "the source among languages", "language");
	assert_ptr_equal(library_article(lib, apple, STR(""), ds), a);
	assert_int_equal(diags_len(ds), 0);
	assert_null(library_article(lib, broken, STR(""), ds));
	size_t told = diags_len(ds);
	assert_true(told > 0);
	assert_null(library_article(lib, broken, STR(""), ds));
	assert_int_equal(diags_len(ds), told);
	library_close(lib);
	diags_free(ds);
	check_end();
}

static void a_library_of_one_file(void **state)
{
	(void)state;
	static const struct {
		const char *name, *folder, *path, *id, *rules;
	} rows[] = {
	        {"relative", ".", "lib/zebra/en.yaml", "zebra", ""},
	        {"doubled slashes", ".", "lib//zebra//en.yaml", NULL, ""},
	        {"absolute", "/", NULL, "zebra", ""},
	        {"in its own folder", "lib/zebra", "./en.yaml", NULL, ""},
	        {"a bare name", "lib/zebra", "en.yaml", NULL, ""},
	        {"not there", ".", "lib/zebra/es.yaml", NULL, "unreadable"},
	        {"a folder", ".", "lib/zebra", NULL, "unreadable"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena arena = {0};
		struct diags *ds = diags_new();
		struct str path = arena_fmt(&arena, "%s/lib/zebra/en.yaml", folder);
		assert_int_equal(chdir(rows[i].folder), 0);
		struct library *lib = library_open_file(rows[i].path ? rows[i].path : path.p,
		                                        &(struct str){0}, ds);
		check_int((long)library_count(lib), !*rows[i].rules, rows[i].name, "articles");
		check_str(rules_found(&arena, ds), rows[i].rules, rows[i].name, "findings");
		if (library_count(lib)) {
			size_t n;
			const struct str *lang = library_languages(lib, 0, &n);
			check_int((long)n, 1, rows[i].name, "languages");
			check_str(lang[0], "en", rows[i].name, "language");
			check_true(library_article(lib, 0, STR(""), ds) != NULL, rows[i].name,
			           "an article");
			if (rows[i].id)
				check_str(library_id(lib, 0), rows[i].id, rows[i].name, "id");
		}
		library_close(lib);
		diags_free(ds);
		arena_clear(&arena);
		assert_int_equal(chdir(folder), 0);
	}
	check_end();
}

static void a_folder_that_cannot_be_read_is_an_empty_library(void **state)
{
	(void)state;
	static const char *const paths[] = {"nowhere", "lib/loose.yaml", ""};
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		struct arena arena = {0};
		struct diags *ds = diags_new();
		struct library *lib = library_open(paths[i], ds);
		check_int((long)library_count(lib), 0, paths[i], "articles");
		check_str(rules_found(&arena, ds), "unreadable", paths[i], "findings");
		check_true(library_help(lib, ds) != NULL, paths[i], "there is help");
		library_close(lib);
		diags_free(ds);
		arena_clear(&arena);
	}
	check_end();
}

static void help_that_is_not_there_still_says_what_to_do(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct page p = {0};
	struct diags *ds = diags_new();
	struct library *lib = library_open("lib", ds);
	const struct help *h = library_help(lib, ds);
	assert_non_null(h);
	assert_ptr_equal(library_help(lib, ds), h);
	check_str(rules_found(&arena, ds), "unreadable", "help", "findings, once");
	assert_null(help_find(h, STR("GB")));
	page_begin(&p, "en", false);
	render_emergency(&p, NULL);
	render_help_lines(&p, h, NULL, STR("2026-11-24"));
	check_true(str_starts(shown(&p), "text|Call the emergency number of the country you are "
	                                 "in.\n"),
	           "help", "the generic words come first");
	page_clear(&p);
	library_close(lib);
	diags_free(ds);
	arena_clear(&arena);
	check_end();
}

static void help_is_found_beside_the_folder_of_a_file(void **state)
{
	(void)state;
	static const struct {
		const char *name, *folder, *path;
	} rows[] = {{"from above", ".", "lib/zebra/en.yaml"},
	            {"from the library", "lib", "zebra/en.yaml"},
	            {"in its own folder", "lib/zebra", "./en.yaml"},
	            {"a bare name", "lib/zebra", "en.yaml"}};
	FILE *f = fopen("lib/help-now.yaml", "w");
	assert_non_null(f);
	fputs("anteroom-help: \"1\"\ngeneric: {directories: {find: {name: \"F\", web: \"f\"}}}\n"
	      "countries: {GB: {emergency: {main: {number: \"999\", for: any}}}}\n",
	      f);
	fclose(f);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct diags *ds = diags_new();
		assert_int_equal(chdir(rows[i].folder), 0);
		struct library *lib = library_open_file(rows[i].path, &(struct str){0}, ds);
		check_true(help_find(library_help(lib, ds), STR("GB")) != NULL, rows[i].name,
		           "the country is found");
		library_close(lib);
		diags_free(ds);
		assert_int_equal(chdir(folder), 0);
	}
	unlink("lib/help-now.yaml");
	check_end();
}

/* --- help --------------------------------------------------------------------------------- */

/* Everything that was kept: a directory, a country or a line of it on each line. */
static struct str kept(struct arena *a, const struct help *h)
{
	struct str s = STR("");
	for (size_t i = 0; i < h->n_directories; i++)
		s = arena_fmt(a, "%.*s%.*s: %.*s\n", STR_ARG(s), STR_ARG(h->directory[i].name),
		              STR_ARG(h->directory[i].web));
	for (size_t i = 0; i < h->n_countries; i++) {
		const struct help_country *c = &h->country[i];
		s = arena_fmt(a, "%.*s%.*s", STR_ARG(s), STR_ARG(c->code));
		for (size_t k = 0; k < c->n_numbers; k++)
			s = arena_fmt(a, "%.*s %.*s/%d", STR_ARG(s), STR_ARG(c->number[k].number),
			              (int)c->number[k].for_whom);
		s = arena_fmt(a, "%.*s\n", STR_ARG(s));
		for (const struct help_line *l = c->line; l && l < c->line + c->n_lines; l++) {
			s = arena_fmt(a, "%.*s- %.*s", STR_ARG(s), STR_ARG(l->name));
			for (size_t n = 0; n < l->n_call; n++)
				s = arena_fmt(a, "%.*s call %.*s", STR_ARG(s), STR_ARG(l->call[n]));
			for (size_t n = 0; n < l->n_text; n++)
				s = arena_fmt(a, "%.*s text %.*s", STR_ARG(s), STR_ARG(l->text[n]));
			if (l->option.len)
				s = arena_fmt(a, "%.*s option %.*s", STR_ARG(s),
				              STR_ARG(l->option));
			if (l->whatsapp.len)
				s = arena_fmt(a, "%.*s whatsapp %.*s", STR_ARG(s),
				              STR_ARG(l->whatsapp));
			if (l->chat)
				s = arena_fmt(a, "%.*s chat %.*s(%.*s)", STR_ARG(s),
				              STR_ARG(l->chat_at), STR_ARG(l->chat_hours));
			s = arena_fmt(a, "%.*s, %.*s, cost %d, %zu languages, %.*s\n", STR_ARG(s),
			              STR_ARG(l->hours), (int)l->cost, l->n_lang,
			              STR_ARG(l->verified_on));
		}
	}
	return s;
}

#define FORMAT "anteroom-help: \"1\"\n"
#define DIRECTORY "generic: {directories: {find: {name: \"Find\", web: \"find.example\"}}}\n"
#define HEAD FORMAT DIRECTORY "countries:\n"
#define EMERGENCY "    emergency: {main: {number: \"999\", for: any}}\n"
#define DESK "verified-on: \"2026-11-24\", verified-by: \"desk\""
#define OWL "      owl: {name: \"Owl\", call: \"116 123\", hours: \"always\", " DESK "}\n"
#define OWL_KEPT "- Owl call 116 123, always, cost 0, 0 languages, 2026-11-24\n"

static void of_help_all_that_is_sound_stays(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want, *rules;
	} rows[] = {
	        {"all of it",
	         HEAD
	         "  GB:\n    emergency:\n"
	         "      main: {number: \"999\", for: any}\n"
	         "      cell: {number: \"112\", for: mobile}\n"
	         "      guard: {number: \"17\", for: police}\n"
	         "      doctor: {number: \"15\", for: ambulance}\n"
	         "    lines:\n" OWL
	         "      elk: {name: \"Elk\", call: [\"1\", \"0800 2\"], option: \"5\", text: "
	         "\"85258\", whatsapp: \"07 1\", chat: \"elk.example\", chat-hours: \"Mo-Su "
	         "16:00-23:00\", hours: \"Mo-Fr 09:00-17:00\", cost: \"free\", languages: [en, "
	         "cy], web: \"elk.example\", evidence-date: \"2025-11\", " DESK "}\n"
	         "  PY: {emergency: {main: {number: \"911\", for: any}}}\n",
	         "Find: find.example\n"
	         "GB 999/0 112/3 17/1 15/2\n" OWL_KEPT
	         "- Elk call 1 call 0800 2 text 85258 option 5 whatsapp 07 1 chat elk.example(Mo-Su "
	         "16:00-23:00), Mo-Fr 09:00-17:00, cost 1, 2 languages, 2026-11-24\n"
	         "PY 911/0\n",
	         ""},
	        {"a byte order mark", "\xEF\xBB\xBF" HEAD "  GB:\n" EMERGENCY,
	         "Find: find.example\nGB 999/0\n", ""},
	        {"no directories", FORMAT "countries:\n  GB:\n" EMERGENCY, "GB 999/0\n",
	         "missing-key"},
	        {"no countries", FORMAT DIRECTORY, "Find: find.example\n", "missing-key"},
	        {"a later version",
	         "anteroom-help: \"2\"\n" DIRECTORY "countries:\n  GB:\n" EMERGENCY,
	         "Find: find.example\nGB 999/0\n", "format-version"},
	        {"a directory without an address",
	         FORMAT "generic: {directories: {a: {name: \"A\"}, b: {name: \"B\", web: \"b\"}}}\n"
	                "countries:\n  GB:\n" EMERGENCY,
	         "B: b\nGB 999/0\n", "missing-key"},
	        {"an emergency number in words",
	         HEAD
	         "  GB: {emergency: {a: {number: \"nine\", for: any}, b: {number: \"112\", for: "
	         "any}}}\n",
	         "Find: find.example\nGB 112/0\n", "bad-phone"},
	        {"an emergency number for someone",
	         HEAD "  GB: {emergency: {a: {number: \"999\", for: cats}}}\n",
	         "Find: find.example\nGB 999/0\n", "bad-value"},
	        {"an emergency number that is none", HEAD "  GB: {emergency: {a: \"999\"}}\n",
	         "Find: find.example\nGB\n", "wrong-kind"},
	        {"a country without a number", HEAD "  GB:\n    lines:\n" OWL,
	         "Find: find.example\nGB\n" OWL_KEPT, "missing-key"},
	        {"a country that is a word", HEAD "  GB: \"999\"\n  IE:\n" EMERGENCY,
	         "Find: find.example\nIE 999/0\n", "wrong-kind"},
	        {"a line without a way to reach it",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n"
	              "      elk: {name: \"Elk\", hours: \"always\", " DESK "}\n" OWL,
	         "Find: find.example\nGB 999/0\n" OWL_KEPT, "help-way"},
	        {"a line without a name",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n" OWL
	              "      elk: {call: \"1\", hours: \"always\", " DESK "}\n",
	         "Find: find.example\nGB 999/0\n" OWL_KEPT, "missing-key"},
	        {"a line that is a word",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: \"116 123\"\n" OWL,
	         "Find: find.example\nGB 999/0\n" OWL_KEPT, "wrong-kind"},
	        {"one of two numbers is in words",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: {name: \"Elk\", call: "
	              "[\"1-800-ELK\", \"12\"], hours: \"always\", " DESK "}\n",
	         "Find: find.example\nGB 999/0\n- Elk call 12, always, cost 0, 0 languages, "
	         "2026-11-24\n",
	         "bad-phone"},
	        {"hours of its own",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: {name: \"Elk\", call: \"1\", "
	              "hours: \"evenings\", " DESK "}\n" OWL,
	         "Find: find.example\nGB 999/0\n- Elk call 1, ask, cost 0, 0 languages, "
	         "2026-11-24\n" OWL_KEPT,
	         "bad-value"},
	        {"no hours",
	         HEAD "  GB:\n" EMERGENCY
	              "    lines:\n      elk: {name: \"Elk\", call: \"1\", " DESK "}\n",
	         "Find: find.example\nGB 999/0\n- Elk call 1, ask, cost 0, 0 languages, "
	         "2026-11-24\n",
	         "missing-key"},
	        {"no chat",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: {name: \"Elk\", call: \"1\", "
	              "chat: false, hours: \"always\", " DESK "}\n",
	         "Find: find.example\nGB 999/0\n- Elk call 1, always, cost 0, 0 languages, "
	         "2026-11-24\n",
	         ""},
	        {"a key of its own",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: {name: \"Elk\", call: \"1\", "
	              "hours: \"always\", colour: \"red\", " DESK "}\n",
	         "Find: find.example\nGB 999/0\n- Elk call 1, always, cost 0, 0 languages, "
	         "2026-11-24\n",
	         "unknown-key"},
	        {"a day that is none",
	         HEAD "  GB:\n" EMERGENCY "    lines:\n      elk: {name: \"Elk\", call: \"1\", "
	              "hours: \"always\", verified-on: \"soon\", verified-by: \"desk\"}\n",
	         "Find: find.example\nGB 999/0\n- Elk call 1, always, cost 0, 0 languages, \n",
	         "bad-date"},
	        {"a country in small letters", HEAD "  gb:\n" EMERGENCY "  IE:\n" EMERGENCY,
	         "Find: find.example\nIE 999/0\n", "bad-country"},
	        {"an empty file", "", "", NULL},
	        {"a file of another kind", "[1, 2]\n", "", "wrong-kind"},
	        {"YAML that never closes: what stood before it stays",
	         HEAD "  GB:\n" EMERGENCY "  IE: \"never closed\n",
	         "Find: find.example\nGB 999/0\n", "yaml-syntax"},
	        {"a number with a NUL in it",
	         HEAD
	         "  GB:\n    emergency:\n      main:\n        number: \"1\\0111\"\n        for: any\n",
	         "Find: find.example\nGB\n", "control-character bad-phone"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena arena = {0};
		struct diags *ds = diags_new();
		struct help *h = help_parse("help-now.yaml", str_of(rows[i].text), ds);
		check_str(kept(&arena, h), rows[i].want, rows[i].name, "what is kept");
		if (rows[i].rules)
			check_str(rules_found(&arena, ds), rows[i].rules, rows[i].name, "findings");
		else
			check_true(diags_count(ds, SEV_ERROR) > 0, rows[i].name, "an error");
		help_free(h);
		diags_free(ds);
		arena_clear(&arena);
	}
	help_free(NULL);
	check_end();
}

static void a_country_is_found_by_its_code(void **state)
{
	(void)state;
	static const struct {
		const char *code;
		bool found;
	} rows[] = {{"GB", true}, {"IE", true},  {"gb", false}, {"G", false},
	            {"", false},  {"ZZ", false}, {"GBR", false}};
	struct diags *ds = diags_new();
	struct help *h =
	        help_parse("help-now.yaml", STR(HEAD "  GB:\n" EMERGENCY "  IE:\n" EMERGENCY), ds);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct help_country *c = help_find(h, str_of(rows[i].code));
		if (check_true((c != NULL) == rows[i].found, rows[i].code, "found") && c)
			check_str(c->code, rows[i].code, rows[i].code, "code");
	}
	help_free(h);
	diags_free(ds);
	check_end();
}

static void a_line_is_current_for_two_years(void **state)
{
	(void)state;
	static const struct {
		const char *name, *verified, *today;
		bool current;
	} rows[] = {
	        {"the same day", "2026-11-24", "2026-11-24", true},
	        {"23 months", "2026-11-24", "2028-10-31", true},
	        {"24 months", "2026-11-24", "2028-11-24", true},
	        {"24 months, by the month", "2026-11-01", "2028-11-30", true},
	        {"25 months", "2026-11-24", "2028-12-01", false},
	        {"over the turn of a year", "2026-12-31", "2029-01-01", false},
	        {"many years", "2026-11-24", "2046-11-24", false},
	        {"a clock a month behind", "2026-11-24", "2026-10-24", true},
	        {"a clock at its start", "2026-11-24", "1970-01-01", true},
	        {"never verified", "", "2026-11-24", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct help_line line = {.verified_on = str_of(rows[i].verified)};
		check_int(help_is_current(&line, str_of(rows[i].today)), rows[i].current,
		          rows[i].name, "current");
	}
	check_end();
}

/* --- render ------------------------------------------------------------------------------- */

static void a_section_is_rendered_in_reading_order(void **state)
{
	(void)state;
	static const char *const want[] = {
	        "title|What is tea?\n"
	        "text|A hot drink.\n"
	        "item|• Hot water\n"
	        "item|• Dry leaves\n"
	        "item|1. Boil it.\n"
	        "item|2. Pour it.\n",

	        "title|Does it help?\n"
	        "text|Some people.\n"
	        "heading|Awake at ten\n"
	        "fact|Who: adults\n"
	        "fact|Time: one evening\n"
	        "text|tea\n"
	        "fact|Awake at ten: 60 of 100\n"
	        "array|60 of 100\n"
	        "fact|Asleep at ten: 40 of 100\n"
	        "fact|Counted: 6 of 10\n"
	        "text|warm water\n"
	        "fact|Awake at ten: 33 of 100\n"
	        "array|33 of 100\n"
	        "fact|Asleep at ten: 67 of 100\n"
	        "text|How sure: Very low.\n"
	        "fact|Source: [1]\n"
	        "heading|Burned\n"
	        "fact|Who: adults\n"
	        "fact|Time: a week\n"
	        "text|tea\n"
	        "fact|Burned: 2 of 1000\n"
	        "fact|Not burned: 998 of 1000\n"
	        "text|no tea\n"
	        "fact|Burned: 0 of 1000\n"
	        "fact|Not burned: 1000 of 1000\n"
	        "fact|Counted: 0 of 900\n"
	        "text|How sure: Low.\n"
	        "fact|Source: [2]\n",

	        "title|What can go wrong?\n"
	        "text|It burns.\n"
	        "caution|Take care\n"
	        "caution|Let it cool\u00a0[1,\u00a02].\n"
	        "note|Note\n"
	        "note|Milk cools it.\n",
	};
	struct article *a = sound_article();
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct page p = {0};
		page_begin(&p, "en", false);
		render_section(&p, a, i);
		check_str(shown(&p), want[i], a->section[i].id.p, "page");
		for (size_t k = 0; k < p.n_paras; k++)
			check_true(p.para[k].id.len > 0, a->section[i].id.p, "an id everywhere");
		page_clear(&p);
	}
	struct page p = {0};
	page_begin(&p, "en", false);
	render_body(&p, a, &a->introduction);
	check_str(shown(&p), "text|Tea is a drink.\n", "introduction", "page");
	page_begin(&p, "fa", false);
	render_section(&p, a, 0);
	check_str(p.para[p.n_paras - 1].mark, "۲.", "steps in Persian", "mark");
	page_clear(&p);
	article_free(a);
	check_end();
}

static void the_review_is_said_plainly(void **state)
{
	(void)state;
#define DRAFT                                                                                       \
	"text|Draft: no clinician has approved this text yet. Its facts were last checked against " \
	"their sources on 2026-11-24.\n"
#define REVIEWED "text|Reviewed by Dr Leaf on 2026-11-24. Next review due 2027-11-24.\n"
#define DUE "text|This text was due for review on 2027-11-24. Some of it may be out of date.\n"
	static const struct {
		const char *name;
		enum review_status status;
		const char *today, *want, *brief;
	} rows[] = {
	        {"draft", REVIEW_DRAFT, "2026-11-24", DRAFT,
	         "Draft: not yet approved by a clinician"},
	        {"reviewed", REVIEW_REVIEWED, "2026-11-25", REVIEWED, ""},
	        {"on the last day", REVIEW_REVIEWED, "2027-11-24", REVIEWED, ""},
	        {"past due", REVIEW_REVIEWED, "2027-11-25", REVIEWED DUE, ""},
	        {"a draft past due", REVIEW_DRAFT, "2030-01-01", DRAFT DUE,
	         "Draft: not yet approved by a clinician"},
	};
	struct article *a = sound_article();
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct page p = {0};
		page_begin(&p, "en", false);
		a->review.status = rows[i].status;
		render_review(&p, a, str_of(rows[i].today));
		check_str(shown(&p), rows[i].want, rows[i].name, "page");
		check_str(render_standing(&p.arena, a, 0), rows[i].brief, rows[i].name, "in short");
		page_clear(&p);
	}
	article_free(a);
	check_end();
}

static void takeaways_sources_and_words(void **state)
{
	(void)state;
	struct article *a = sound_article();
	struct page p = {0};
	page_begin(&p, "en", false);
	render_takeaways(&p, a);
	check_str(shown(&p), "item|1. Let it cool.\nitem|2. Ask first.\n", "takeaways", "page");
	page_begin(&p, "en", false);
	render_sources(&p, a);
	check_str(shown(&p),
	          "item|[1] Leaf A. Tea. 2001. doi:10.1000/tea\n"
	          "item|[2] Hill B. Tea. 2002. PMID 123 https://tea.example T1\n"
	          "item|[3] Bare C.\n",
	          "sources", "page");
	page_begin(&p, "en", false);
	render_term(&p, a, 0);
	check_str(shown(&p), "text|Drink\nfact|What you drink.\n", "a word", "page");
	page_clear(&p);
	article_free(a);
	check_end();
}

#define DANGER                                                                                     \
	"text|If you are in danger, or might act on thoughts of ending your life, call for "       \
	"emergency help now. You do not have to be sure that it is an emergency.\n"
#define HERE                                                                                       \
	"text|You can also tell the person nearest to you, or any member of staff. They want to "  \
	"know.\n"
#define ELSEWHERE "text|Help lines in other countries:\nfact|Find: find.example\n"

static void help_is_of_the_country_or_generic(void **state)
{
	(void)state;
	static const char text[] = HEAD
	        "  GB:\n"
	        "    emergency:\n"
	        "      main: {number: \"999\", for: any}\n"
	        "      cell: {number: \"112\", for: mobile}\n"
	        "      guard: {number: \"17\", for: police}\n"
	        "      doctor: {number: \"15\", for: ambulance}\n"
	        "    lines:\n"
	        "      elk: {name: \"Elk\", call: [\"1\", \"0800 2\"], option: \"5\", text: \"85258\", "
	        "whatsapp: \"07 1\", chat: \"elk.example/chat\", chat-hours: \"Mo-Su 16:00-23:00\", "
	        "hours: \"Mo-Fr 09:00-17:00\", cost: \"free\", languages: [en, es], web: "
	        "\"elk.example\", " DESK "}\n"
	        "      fox: {name: \"Fox\", chat: true, hours: \"ask\", cost: \"charged\", web: "
	        "\"fox.example\", " DESK "}\n"
	        "      old: {name: \"Old\", call: \"3\", hours: \"always\", verified-on: "
	        "\"2024-11-24\", verified-by: \"desk\"}\n"
	        "  PY:\n"
	        "    lines:\n" OWL;
#define NUMBERS                                                                                    \
	"fact|Emergency: 999\n"                                                                    \
	"fact|Emergency, from a mobile phone: 112\n"                                               \
	"fact|Police: 17\n"                                                                        \
	"fact|Ambulance: 15\n"
#define ELK                                                                                        \
	"text|Elk\n"                                                                               \
	"fact|Call: 1 / 0800 2\n"                                                                  \
	"fact|Then choose option: 5\n"                                                             \
	"fact|Text message to: 85258\n"                                                            \
	"fact|WhatsApp: 07 1\n"                                                                    \
	"fact|Chat: elk.example/chat\n"                                                            \
	"fact|Chat hours: every day 16:00-23:00\n"                                                 \
	"fact|Hours: Mo-Fr 09:00-17:00\n"                                                          \
	"fact|Cost: free\n"                                                                        \
	"fact|Languages: English / Español\n"                                                     \
	"fact|Web: elk.example\n"
#define FOX                                                                                        \
	"text|Fox\n"                                                                               \
	"fact|Chat: fox.example\n"                                                                 \
	"fact|Hours: not at all hours: see their web page\n"                                       \
	"fact|Cost: your phone company may charge\n"
#define OLD "text|Old\nfact|Call: 3\nfact|Hours: day and night\n"
#define GENERIC "text|Call the emergency number of the country you are in.\n"
	static const struct {
		const char *name, *code, *today, *want;
	} rows[] = {
	        {"today", "GB", "2026-11-24", NUMBERS DANGER ELK FOX OLD HERE ELSEWHERE},
	        {"one line is too old", "GB", "2026-12-01", NUMBERS DANGER ELK FOX HERE ELSEWHERE},
	        {"all lines are too old", "GB", "2031-01-01", NUMBERS DANGER HERE ELSEWHERE},
	        {"a clock behind", "GB", "1970-01-01", NUMBERS DANGER ELK FOX OLD HERE ELSEWHERE},
	        {"a country without a number", "PY", "2026-11-24",
	         GENERIC DANGER "text|Owl\nfact|Call: 116 123\nfact|Hours: day and "
	                        "night\n" HERE ELSEWHERE},
	        {"no country", "ZZ", "2026-11-24", GENERIC DANGER HERE ELSEWHERE},
	};
	struct diags *ds = diags_new();
	struct help *h = help_parse("help-now.yaml", STR(text), ds);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct page p = {0};
		page_begin(&p, "en", false);
		const struct help_country *country = help_find(h, str_of(rows[i].code));
		render_emergency(&p, country);
		render_help_lines(&p, h, country, str_of(rows[i].today));
		check_str(shown(&p), rows[i].want, rows[i].name, "page");
		page_clear(&p);
	}
	help_free(h);
	diags_free(ds);
	check_end();
}

/* --- reading time ------------------------------------------------------------------------- */

/* A text of n words. */
static struct text of_words(struct arena *a, size_t n)
{
	char *p = arena_alloc(a, n * 2 + 1, 1);
	for (size_t i = 0; i < n; i++)
		memcpy(p + i * 2, "a ", 2);
	return (struct text){.rich = rich_of((struct str){p, n ? n * 2 - 1 : 0})};
}

static void reading_takes_a_minute_for_130_words_in_steps_of_five(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t introduction, answer, body, group, text, why;
		bool chance;
		long minutes;
	} rows[] = {
	        {"nothing", 0, 0, 0, 0, 0, 0, false, 0},
	        {"a word", 1, 0, 0, 0, 0, 0, false, 5},
	        {"five minutes", 650, 0, 0, 0, 0, 0, false, 5},
	        {"a word more", 651, 0, 0, 0, 0, 0, false, 10},
	        {"a section", 0, 300, 350, 0, 0, 0, false, 5},
	        {"a longer section", 0, 300, 351, 0, 0, 0, false, 10},
	        {"a chance counts forty words and its own", 600, 0, 0, 10, 0, 0, true, 5},
	        {"a longer chance", 600, 0, 0, 11, 0, 0, true, 10},
	        {"of the quiz half the explanations", 0, 0, 0, 0, 300, 700, false, 5},
	        {"a longer quiz", 0, 0, 0, 0, 300, 702, false, 10},
	        {"an hour", 7800, 0, 0, 0, 0, 0, false, 60},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena arena = {0};
		struct chance chance = {.group = of_words(&arena, rows[i].group)};
		struct text introduction = of_words(&arena, rows[i].introduction),
		            paragraph = of_words(&arena, rows[i].body);
		struct block blocks[] = {
		        {.item = &introduction, .n_items = 1},
		        {.kind = BLOCK_CHANCE, .chance = &chance},
		        {.item = &paragraph, .n_items = 1},
		};
		struct section section = {.answer = of_words(&arena, rows[i].answer),
		                          .body = {&blocks[2], 1}};
		struct option option = {.text = of_words(&arena, rows[i].text),
		                        .why = of_words(&arena, rows[i].why)};
		struct question question = {.option = &option, .n_options = 1};
		struct article a = {.introduction = {blocks, rows[i].chance ? 2 : 1},
		                    .section = &section,
		                    .n_sections = 1,
		                    .question = &question,
		                    .n_questions = 1};
		check_int(article_minutes(&a), rows[i].minutes, rows[i].name, "minutes");
		arena_clear(&arena);
	}
	check_end();
}

static void old_lines_of_help_are_told(void **state)
{
	(void)state;
	static const struct {
		const char *today;
		size_t findings;
	} rows[] = {{"2026-11-24", 0}, {"2027-11-24", 0}, {"2027-12-24", 1}, {"2020-01-01", 0}};
	char path[] = "/tmp/anteroom-help-XXXXXX", file[64];
	assert_non_null(mkdtemp(path));
	snprintf(file, sizeof(file), "%s/help-now.yaml", path);
	FILE *f = fopen(file, "we");
	assert_non_null(f);
	fputs(HEAD "  GB:\n" EMERGENCY "    lines:\n" OWL, f);
	fclose(f);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct diags *ds = diags_new();
		check_file(file, str_of(rows[i].today), ds);
		check_int((long)diags_len(ds), (long)rows[i].findings, rows[i].today, "findings");
		if (diags_len(ds))
			check_str(str_of(diags_at(ds, 0)->rule->name), "help-old", rows[i].today,
			          "rule");
		diags_free(ds);
	}
	unlink(file);
	rmdir(path);
	check_end();
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_library_holds_the_articles_of_its_folder_by_id),
	        cmocka_unit_test(an_article_is_read_once_and_a_broken_one_told_of_once),
	        cmocka_unit_test(a_library_of_one_file),
	        cmocka_unit_test(a_folder_that_cannot_be_read_is_an_empty_library),
	        cmocka_unit_test(help_that_is_not_there_still_says_what_to_do),
	        cmocka_unit_test(help_is_found_beside_the_folder_of_a_file),
	        cmocka_unit_test(of_help_all_that_is_sound_stays),
	        cmocka_unit_test(old_lines_of_help_are_told),
	        cmocka_unit_test(a_country_is_found_by_its_code),
	        cmocka_unit_test(a_line_is_current_for_two_years),
	        cmocka_unit_test(a_section_is_rendered_in_reading_order),
	        cmocka_unit_test(the_review_is_said_plainly),
	        cmocka_unit_test(takeaways_sources_and_words),
	        cmocka_unit_test(help_is_of_the_country_or_generic),
	        cmocka_unit_test(reading_takes_a_minute_for_130_words_in_steps_of_five),
	};
	return cmocka_run_group_tests(tests, make_library, remove_library);
}
