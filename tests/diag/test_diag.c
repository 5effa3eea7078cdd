/* What an author is told. Every case spoils a valid article in one place and says, to the letter,
 * what is then printed; cases.txt holds those that can be typed, the table below those made of
 * bytes. No rule may be without a case.
 *
 * After a wording was changed on purpose, `UPDATE=1 meson test diag` writes what is printed now
 * into cases.txt: read the difference before you keep it. */
#include "cases.h"

#include "base/file.h"
#include "content/article.h"
#include "content/help.h"
#include "content/rules.h"
#include "desk/lint.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#define PATH "content/sample/en.yaml"

static struct str valid; /* the article that the cases spoil */
static bool seen[R_COUNT + 16];

/* Rules that reading a file cannot raise. Whoever writes the code that does takes the line out. */
static const char *const without_case[] = {
        "po",            /* exchange.sh */
        "reading-grade", /* raised by checking, not by reading */
        "help-old",      /* the same */
        "flow-style",    /* raised by changing a file: tests/desk */
        "kept-by-tools", /* the same */
        "unsafe-edit",   /* the same */
        "restamp",       /* the same */
        "waiver",        /* the same */
        "unwritable",    /* the same */
};

static void note_rules(const struct diags *ds)
{
	for (size_t i = 0; i < diags_len(ds); i++)
		for (size_t k = 0; rules_at(k); k++)
			seen[k] |= rules_at(k) == diags_at(ds, i)->rule;
}

/* What reading the bytes prints, and if nothing is wrong with their form, what is said of the
 * article. */
static struct str printed(struct arena *a, struct str bytes)
{
	struct diags *ds = diags_new();
	struct article *article = article_parse(PATH, bytes, NULL, NULL, ds);
	check_int(article == NULL, diags_count(ds, SEV_ERROR) > 0, "every article",
	          "refused exactly if there is an error");
	if (article)
		lint_article(article, &(struct source){.path = PATH, .text = bytes},
		             STR("2026-11-24"), ds);
	article_free(article);
	diags_sort(ds);
	note_rules(ds);
	struct str text = as_printed(a, ds);
	diags_free(ds);
	return text;
}

static struct str spoiled(struct arena *a, struct str find, struct str replace, const char *row)
{
	return edited(a, valid, find, replace, row);
}

/* --- the valid article -------------------------------------------------------------------- */

static void the_valid_article_is_read(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	struct article *a = article_parse(PATH, valid, NULL, NULL, ds);
	assert_non_null(a);
	assert_int_equal(diags_count(ds, SEV_NOTE), 0);
	check_str(a->id, "sample", "article", "id");
	check_str(a->lang, "en", "article", "language");
	check_str(a->title.rich.text, "Light therapy: is it for you?", "article", "title");
	check_str(a->title.path, "title", "article", "path of the title");
	check_int(a->title.pos.line, 4, "article", "line of the title");
	check_int(a->title.pos.col, 8, "article", "column of the title");
	check_int(a->review.status, REVIEW_DRAFT, "review", "status");
	check_str(a->review.by.rich.text, "no clinician yet", "review", "by");
	check_str(a->review.next, "2027-11-24", "review", "next");
	assert_int_equal(a->n_critical, 2);
	check_str(a->critical[1], "introduction.careful", "critical", "path");

	assert_int_equal(a->introduction.n_blocks, 2);
	const struct block *b = a->introduction.block;
	check_int(b[0].kind, BLOCK_PARAGRAPH, "p1", "kind");
	check_str(b[0].item[0].rich.text, "A lamp can help some people\u00a0[1].", "p1", "text");
	check_str(b[0].item[0].raw, "A lamp can help *some* people [@smith-2020].", "p1", "raw");
	assert_int_equal(b[0].item[0].rich.n_spans, 2);
	check_int(b[0].item[0].rich.span[0].style, STYLE_EMPHASIS, "p1", "first span");
	check_int(b[0].item[0].rich.span[1].style, STYLE_CITATION, "p1", "second span");
	check_int(b[1].kind, BLOCK_CAUTION, "careful", "kind");
	check_str(b[1].item[0].path, "introduction.careful", "careful", "path, without the kind");

	assert_int_equal(a->n_sections, 5);
	check_str(a->section[4].id, "precautions", "sections", "the fifth");
	const struct text *answer = &a->section[0].answer;
	check_str(answer->rich.text, "A bright lamp that sets the body clock.", "answer", "text");
	assert_int_equal(answer->rich.n_spans, 1);
	check_int(answer->rich.span[0].style, STYLE_TERM, "answer", "span");
	check_int((long)answer->rich.span[0].term, 0, "answer", "term");

	const struct body *efficacy = &a->section[1].body;
	assert_int_equal(efficacy->n_blocks, 2);
	assert_int_equal(efficacy->block[0].kind, BLOCK_CHANCE);
	const struct chance *c = efficacy->block[0].chance;
	check_int(c->of, 100, "chance", "of");
	check_int(c->with.n, 40, "chance", "with");
	check_int(c->with.has_counted, true, "chance", "counted");
	check_int(c->with.counted[1], 50, "chance", "people in the group");
	check_int(c->without.n, 25, "chance", "without");
	check_int(c->without.has_counted, false, "chance", "not counted");
	check_str(c->without.label.path, "sections.efficacy.body.helped.without.label", "chance",
	          "path of a label");
	check_str(c->beside, "headache", "chance", "beside");

	const struct block *effects = a->section[2].body.block;
	check_int(effects->kind, BLOCK_LIST, "effects", "kind");
	assert_int_equal(effects->n_items, 2);
	check_str(effects->item[1].path, "sections.risks.body.effects.eyes", "effects", "path");
	check_int(a->section[3].body.block->kind, BLOCK_STEPS, "how", "kind");

	assert_int_equal(a->n_questions, 1);
	const struct question *q = a->question;
	check_int((long)q->section, 4, "question", "section");
	check_int(q->safety && q->fixed, true, "question", "safety and fixed");
	assert_int_equal(q->n_options, 2);
	check_int((long)q->correct, 1, "question", "the right option");
	check_int(q->option[0].correct, false, "question", "the first is wrong");
	check_str(q->option[1].why.path, "quiz.where.options.beside.why", "question", "path");
	assert_int_equal(a->n_takeaways, 1);
	check_int((long)a->takeaway->question, 0, "takeaway", "question");
	assert_int_equal(a->n_ask, 1);
	check_str(a->ask->path, "ask.mine", "ask", "path");
	assert_int_equal(a->n_terms, 1);
	check_str(a->term->meaning.rich.text, "What makes you sleepy at night.", "term", "meaning");
	assert_int_equal(a->n_sources, 1);
	check_str(a->source->doi, "10.1000/182", "source", "doi");
	check_str(a->source->url, "", "source", "url");
	check_int(article_minutes(a), 5, "article", "minutes");
	article_free(a);
	article_free(NULL);
	diags_free(ds);
	check_end();
}

/* --- cases.txt ---------------------------------------------------------------------------- */

struct diag_case {
	const char *name;
	struct str find, replace, want;
};

static bool next_case(struct arena *a, struct str file, size_t *at, struct diag_case *ret)
{
	if (*at >= file.len)
		return false;
	struct str name = lines_until(file, at, "--- find");
	name = str_part(name, MIN(name.len, 4), name.len);
	ret->name = arena_str(a, name).p;
	skip_line(file, at);
	ret->find = lines_until(file, at, "--- replace");
	skip_line(file, at);
	ret->replace = lines_until(file, at, "--- printed");
	skip_line(file, at);
	ret->want = lines_until(file, at, "=== ");
	return true;
}

static void cases_are_told_to_the_letter(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str file;
	assert_true(file_read(&a, DIAG_DIR "/cases.txt", 1000000, &file, ds));
	struct buf updated = {0};
	size_t at = 0, n = 0;
	buf_add(&updated, lines_until(file, &at, "=== "));
	buf_fmt(&updated, "\n");
	for (struct diag_case c; next_case(&a, file, &at, &c); n++) {
		struct str got = printed(&a, spoiled(&a, c.find, c.replace, c.name));
		check_true(got.len > 0, c.name, "there is a finding");
		check_str(got, arena_fmt(&a, "%.*s\n", STR_ARG(c.want)).p, c.name,
		          "what is printed");
		buf_fmt(&updated, "=== %s\n--- find\n%.*s\n", c.name, STR_ARG(c.find));
		buf_fmt(&updated, "--- replace\n%.*s", STR_ARG(c.replace));
		buf_fmt(&updated, "%s--- printed\n%.*s", c.replace.len ? "\n" : "", STR_ARG(got));
	}
	assert_true(n > 10);
	if (getenv("UPDATE")) {
		FILE *out = fopen(DIAG_DIR "/cases.txt", "w");
		assert_non_null(out);
		fwrite(updated.p, 1, updated.len, out);
		fclose(out);
	}
	buf_clear(&updated);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

/* --- bytes that cannot be typed ----------------------------------------------------------- */

static void bytes_are_told_to_the_letter(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str find, replace;
		const char *want;
	} rows[] = {
	        {"a Latin-1 letter", LIT("None."), LIT("Caf\xE9 none."),
	         "content/sample/en.yaml:12:14: error: byte E9 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"Caf\uFFFD none.\"\n"
	         "                 ^\n"},
	        {"columns count letters, not bytes", LIT("None."), LIT("Café\xE9."),
	         "content/sample/en.yaml:12:15: error: byte E9 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"Café\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a surrogate: a byte at a time", LIT("None."), LIT("\xED\xA0\x80."),
	         "content/sample/en.yaml:12:11: error: byte ED is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"\uFFFD\uFFFD\uFFFD.\"\n"
	         "              ^\n"
	         "content/sample/en.yaml:12:12: error: byte A0 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"\uFFFD\uFFFD\uFFFD.\"\n"
	         "               ^\n"
	         "content/sample/en.yaml:12:13: error: byte 80 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"\uFFFD\uFFFD\uFFFD.\"\n"
	         "                ^\n"},
	        {"cut off in the middle of a letter", LIT("10.1000/182\"\n"),
	         LIT("10.1000/182\" # \xC3"),
	         "content/sample/en.yaml:105:26: error: byte C3 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "        doi: \"10.1000/182\" # \uFFFD\n"
	         "                             ^\n"},
	        {"NUL", LIT("None."), LIT("No\0ne."),
	         "content/sample/en.yaml:12:13: error: control character U+0000: delete it "
	         "[control-character]\n"
	         "    funding: \"No\uFFFDne.\"\n"
	         "                ^\n"},
	        {"ESC", LIT("None."), LIT("\x1b[31mNone."),
	         "content/sample/en.yaml:12:11: error: control character U+001B: delete it "
	         "[control-character]\n"
	         "    funding: \"\uFFFD[31mNone.\"\n"
	         "              ^\n"},
	        {"DEL", LIT("None."), LIT("None\x7f."),
	         "content/sample/en.yaml:12:15: error: control character U+007F: delete it "
	         "[control-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a control character above ASCII", LIT("None."), LIT("None\xC2\x9B."),
	         "content/sample/en.yaml:12:15: error: control character U+009B: delete it "
	         "[control-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"ESC in a comment", LIT("None.\""), LIT("None.\" # \x1b"),
	         "content/sample/en.yaml:12:20: error: control character U+001B: delete it "
	         "[control-character]\n"
	         "    funding: \"None.\" # \uFFFD\n"
	         "                       ^\n"},
	        {"a tab in front of a key", LIT("  status: "), LIT("\tstatus: "),
	         "content/sample/en.yaml:7:1: error: a tab: write spaces instead [tab]\n"
	         "     status: \"draft\"\n"
	         "    ^\n"
	         "content/sample/en.yaml:8:3: error: the spaces in front of this line do not line "
	         "up with the lines above [yaml-syntax]\n"
	         "      by: \"no clinician yet\"\n"
	         "      ^\n"},
	        {"a tab inside a text", LIT("None."), LIT("None\tat all."),
	         "content/sample/en.yaml:12:15: error: a tab: write spaces instead [tab]\n"
	         "    funding: \"None at all.\"\n"
	         "                  ^\n"},
	        {"a tab behind a text", LIT("None.\""), LIT("None.\"\t"),
	         "content/sample/en.yaml:12:17: error: a tab: write spaces instead [tab]\n"
	         "    funding: \"None.\" \n"
	         "                    ^\n"},
	        {"an old Mac line end", LIT("None.\"\n"), LIT("None.\"\r"),
	         "content/sample/en.yaml:12:17: error: a line ends in U+000D: save the file with "
	         "Unix line ends [line-end]\n"
	         "    funding: \"None.\"\uFFFDdisclaimer: \"This is general education.\"\n"
	         "                    ^\n"},
	        {"a carriage return inside a text", LIT("None."), LIT("None\r."),
	         "content/sample/en.yaml:12:15: error: a line ends in U+000D: save the file with "
	         "Unix line ends [line-end]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"NEL", LIT("None."), LIT("None\xC2\x85."),
	         "content/sample/en.yaml:12:15: error: a line ends in U+0085: save the file with "
	         "Unix line ends [line-end]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a line separator", LIT("None."), LIT("None\u2028."),
	         "content/sample/en.yaml:12:15: error: a line ends in U+2028: save the file with "
	         "Unix line ends [line-end]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a bidirectional override", LIT("None."), LIT("None \u202ehere."),
	         "content/sample/en.yaml:12:16: error: bidirectional override U+202E: delete it; "
	         "right-to-left text needs none [bidi-override]\n"
	         "    funding: \"None \uFFFDhere.\"\n"
	         "                   ^\n"},
	        {"a byte order mark inside a text", LIT("None."), LIT("None\uFEFF."),
	         "content/sample/en.yaml:12:15: error: character U+FEFF is not for text: delete it "
	         "[forbidden-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"private use", LIT("None."), LIT("None\uE000."),
	         "content/sample/en.yaml:12:15: error: character U+E000 is not for text: delete it "
	         "[forbidden-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a noncharacter", LIT("None."), LIT("None\uFFFF."),
	         "content/sample/en.yaml:12:15: error: character U+FFFF is not for text: delete it "
	         "[forbidden-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"a tag character", LIT("None."), LIT("None\U000E0041."),
	         "content/sample/en.yaml:12:15: error: character U+E0041 is not for text: delete "
	         "it [forbidden-character]\n"
	         "    funding: \"None\uFFFD.\"\n"
	         "                  ^\n"},
	        {"faults of several kinds in one go", LIT("None.\"\n"),
	         LIT("Caf\xE9\x1b.\"\nhomepage: \"\t\"\n"),
	         "content/sample/en.yaml:12:14: error: byte E9 is not UTF-8: save the file with "
	         "the encoding UTF-8 [not-utf8]\n"
	         "    funding: \"Caf\uFFFD\uFFFD.\"\n"
	         "                 ^\n"
	         "content/sample/en.yaml:12:15: error: control character U+001B: delete it "
	         "[control-character]\n"
	         "    funding: \"Caf\uFFFD\uFFFD.\"\n"
	         "                  ^\n"
	         "content/sample/en.yaml:13:1: error: there is no “homepage” here; is it indented "
	         "as it should be? [unknown-key]\n"
	         "    homepage: \" \"\n"
	         "    ^\n"
	         "content/sample/en.yaml:13:12: error: a tab: write spaces instead [tab]\n"
	         "    homepage: \" \"\n"
	         "               ^\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str bytes = spoiled(&a, rows[i].find, rows[i].replace, rows[i].name);
		check_str(printed(&a, bytes), rows[i].want, rows[i].name, "what is printed");
	}
	arena_clear(&a);
	check_end();
}

static void whole_files_are_told_to_the_letter(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str bytes;
		const char *want;
	} rows[] = {
	        {"empty", LIT(""),
	         "content/sample/en.yaml: error: the file is empty [yaml-documents]\n"},
	        {"spaces and line feeds", LIT("  \n\n"),
	         "content/sample/en.yaml: error: the file is empty [yaml-documents]\n"},
	        {"comments only", LIT("# nothing yet\n"),
	         "content/sample/en.yaml: error: the file is empty [yaml-documents]\n"},
	        {"a byte order mark only", LIT("\xEF\xBB\xBF"),
	         "content/sample/en.yaml: error: the file is empty [yaml-documents]\n"},
	        {"UTF-16, little end first", LIT("\xFF\xFE\x61\0n\0t\0"),
	         "content/sample/en.yaml: error: the file is saved as UTF-16: save it with the "
	         "encoding UTF-8 [encoding]\n"},
	        {"UTF-16, big end first", LIT("\xFE\xFF\0a\0n\0t"),
	         "content/sample/en.yaml: error: the file is saved as UTF-16: save it with the "
	         "encoding UTF-8 [encoding]\n"},
	        {"UTF-16 without its mark", LIT("a\0n\0t\0e\0"),
	         "content/sample/en.yaml: error: the file is saved as UTF-16: save it with the "
	         "encoding UTF-8 [encoding]\n"},
	        {"words", LIT("Light therapy\n"),
	         "content/sample/en.yaml:1:1: error: “the file” takes indented keys below it, not "
	         "a text [wrong-kind]\n"
	         "    Light therapy\n"
	         "    ^\n"},
	        {"a list", LIT("- one\n- two\n"),
	         "content/sample/en.yaml:1:1: error: “the file” takes indented keys below it, not "
	         "a list [wrong-kind]\n"
	         "    - one\n"
	         "    ^\n"},
	        {"two documents", LIT("a: \"1\"\n---\nb: \"2\"\n"),
	         "content/sample/en.yaml:2:1: error: a second document begins here: one file, one "
	         "document [yaml-documents]\n"
	         "    ---\n"
	         "    ^\n"},
	        {"another program's file", LIT("{\"name\": \"x\"}\n"),
	         "content/sample/en.yaml: error: an article needs “anteroom”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “ask”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “authors”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “disclaimer”, and it is not "
	         "there [missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “funding”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “glossary”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “introduction”, and it is not "
	         "there [missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “language”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “quiz”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “review”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “sections”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “sources”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “summary”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “takeaways”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: an article needs “title”, and it is not there "
	         "[missing-key]\n"
	         "content/sample/en.yaml: error: write “source: true”: only the source of an "
	         "article can be read [not-source]\n"
	         "content/sample/en.yaml:1:2: error: there is no “name” here; is it indented as it "
	         "should be? [unknown-key]\n"
	         "    {\"name\": \"x\"}\n"
	         "     ^\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_str(printed(&a, rows[i].bytes), rows[i].want, rows[i].name,
		          "what is printed");
	arena_clear(&a);
	check_end();
}

/* What an editor on another system may do to a file without spoiling it. */
static void harmless_differences_are_accepted(void **state)
{
	(void)state;
	static const struct {
		const char *name, *find, *replace;
	} rows[] = {
	        {"a byte order mark", "anteroom: \"1\"",
	         "\xEF\xBB\xBF"
	         "anteroom: \"1\""},
	        {"carriage returns", "funding: \"None.\"\n", "funding: \"None.\"\r\n"},
	        {"comments and empty lines", "funding: \"None.\"\n",
	         "\n# Nobody.\nfunding: \"None.\" # so\n"},
	        {"the marks of a document", "anteroom: \"1\"", "%YAML 1.2\n---\nanteroom: \"1\""},
	        {"single quotes", "\"None.\"", "'None.'"},
	        {"no quotes", "\"None.\"", "None."},
	        {"a text over several lines", "\"None.\"", "\"None,\n  none at all.\""},
	        {"a folded block", "\"None.\"", ">\n  None,\n  none at all."},
	        {"an escape that is a letter", "\"None.\"", "\"Caf\\u00e9.\""},
	        {"isolates that pair up", "\"None.\"", "\"Call \\u2067112\\u2069.\""},
	        {"one path without brackets", "[\"sections.risks\", \"introduction.careful\"]",
	         "sections"},
	        {"a year without quotes", "on: \"2026-11-24\"", "on: 2026-11-24"},
	        {"counts one below the other", "counted: [20, 50]",
	         "counted:\n              - 20\n              - 50"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str bytes =
		        spoiled(&a, str_of(rows[i].find), str_of(rows[i].replace), rows[i].name);
		check_str(printed(&a, bytes), "", rows[i].name, "what is printed");
	}
	struct buf crlf = {0};
	for (size_t i = 0; i < valid.len; i++)
		buf_add(&crlf, valid.p[i] == '\n' ? STR("\r\n") : str_part(valid, i, i + 1));
	check_str(printed(&a, buf_str(&crlf)), "", "every line ends in CRLF", "what is printed");
	buf_clear(&crlf);
	arena_clear(&a);
	check_end();
}

/* --- limits ------------------------------------------------------------------------------- */

/* `repeat` so many times, each # in it the number of its turn. */
static void add_times(struct buf *b, const char *repeat, size_t times)
{
	for (size_t k = 0; k < times; k++)
		for (const char *p = repeat; *p; p++)
			if (*p == '#')
				buf_fmt(b, "%zu", k + 1);
			else
				buf_add(b, (struct str){p, 1});
}

static void limits_are_told_to_the_letter(void **state)
{
	(void)state;
	static const char ask[] = "  mine: \"Is it right for me?\"\n", none[] = "\"None.\"";
	static const struct {
		const char *name, *find, *before, *repeat;
		size_t times;
		const char *after, *want;
	} rows[] = {
	        {"thirty questions to ask", ask, "", "  q#: \"Why?\"\n", 30, "", ""},
	        {"one too many", ask, "", "  q#: \"Why?\"\n", 31, "",
	         "content/sample/en.yaml:127:3: error: “ask” holds more than 30 [too-many]\n"
	         "      q31: \"Why?\"\n"
	         "      ^\n"},
	        {"more entries in one place than any article needs", ask, "", "  q#: \"Why?\"\n",
	         2000, "",
	         "content/sample/en.yaml:1098:3: error: more than 1,000 entries in one place "
	         "[yaml-limit]\n"
	         "      q1002: \"Why?\"\n"
	         "      ^\n"},
	        {"a long text", none, "\"", "words ", 1300, "\"", ""},
	        {"too long a text", none, "\"", "words ", 1400, "\"",
	         "content/sample/en.yaml:12:10: error: a text of more than 8 KB: is a quote "
	         "missing? [yaml-limit]\n"
	         "    funding: \"words words words words words words words words words words words "
	         "words words words wo ...\n"
	         "             ^\n"},
	        {"too long a key", none, "\"None.\"\n", "x", 200, ": \"y\"",
	         "content/sample/en.yaml:13:1: error: a key of more than 128 bytes: is a colon "
	         "missing? [yaml-limit]\n"
	         "    "
	         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	         "xxxxxxxxxxxxxxx ...\n"
	         "    ^\n"},
	        {"thirty-three brackets", none, "", "[", 33, "",
	         "content/sample/en.yaml:12:41: error: more than 32 levels of nesting "
	         "[yaml-limit]\n"
	         "    funding: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
	         "                                            ^\n"},
	        {"brackets without end", none, "", "[", 100000, "",
	         "content/sample/en.yaml:12:41: error: more than 32 levels of nesting "
	         "[yaml-limit]\n"
	         "    funding: "
	         "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	         "[[[[[[ ...\n"
	         "                                            ^\n"},
	        {"braces without end", none, "", "{a: ", 100000, "",
	         "content/sample/en.yaml:12:134: error: more than 32 levels of nesting "
	         "[yaml-limit]\n"
	         "    ... {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: "
	         "{a: {a: {a: {a: {a: {a:  ...\n"
	         "                                                                    ^\n"},
	        {"keys ever deeper", none, "", "{a: ", 40, "\"b\"",
	         "content/sample/en.yaml:12:134: error: more than 32 levels of nesting "
	         "[yaml-limit]\n"
	         "    ... {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: "
	         "{a: {a: {a: {a: {a: {a:  ...\n"
	         "                                                                    ^\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = {0};
		buf_fmt(&b, "%s", rows[i].before);
		add_times(&b, rows[i].repeat, rows[i].times);
		buf_fmt(&b, "%s", rows[i].after);
		struct str bytes = spoiled(&a, str_of(rows[i].find), buf_str(&b), rows[i].name);
		check_str(printed(&a, bytes), rows[i].want, rows[i].name, "what is printed");
		buf_clear(&b);
	}
	arena_clear(&a);
	check_end();
}

static void a_hundred_findings_are_enough(void **state)
{
	(void)state;
	struct arena a = {0};
	struct buf b = {0};
	add_times(&b, "  Q#: \"\"\n", 130);
	struct str got = printed(&a, spoiled(&a, STR("  mine: \"Is it right for me?\"\n"),
	                                     buf_str(&b), "a hundred and more"));
	static const char tail[] = "\nand 61 more; mend these first\n";
	assert_true(got.len > sizeof(tail));
	check_str(str_part(got, got.len - strlen(tail), got.len), tail, "a hundred and more",
	          "the last line");
	buf_clear(&b);
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
	unlink("en.yaml");
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

/* The valid article in a file of that many bytes, a comment making up for the rest. */
static void write_article(size_t bytes)
{
	FILE *f = fopen("en.yaml", "w");
	assert_non_null(f);
	fwrite(valid.p, 1, valid.len, f);
	for (size_t n = valid.len; n < bytes; n++)
		fputc((n - valid.len) % 80 ? '.' : n + 1 < bytes ? '#' : '\n', f);
	fclose(f);
}

static void files_are_told_to_the_letter(void **state)
{
	(void)state;
	static const struct {
		const char *name, *path;
		size_t bytes;
		const char *want;
	} rows[] = {
	        {"an article", "en.yaml", 0, ""},
	        {"missing", "es.yaml", 0,
	         "es.yaml: error: cannot be read: No such file or directory [unreadable]\n"},
	        {"a folder", ".", 0, ".: error: cannot be read: it is not a file [unreadable]\n"},
	        {"too large", "en.yaml", ARTICLE_MAX_BYTES + 1,
	         "en.yaml: error: the file is larger than 2000 KB, or grew while it was read "
	         "[too-large]\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		write_article(rows[i].bytes);
		struct diags *ds = diags_new();
		struct article *article = article_load(rows[i].path, NULL, ds);
		check_int(article == NULL, rows[i].want[0] != '\0', rows[i].name, "is refused");
		article_free(article);
		note_rules(ds);
		struct arena a = {0};
		check_str(as_printed(&a, ds), rows[i].want, rows[i].name, "what is printed");
		arena_clear(&a);
		diags_free(ds);
	}
	check_end();
}

/* --- help-now.yaml ------------------------------------------------------------------------ */

static const char help_now[] = "anteroom-help: \"1\"\n"
                               "generic:\n"
                               "  directories:\n"
                               "    finder: {name: \"Finder\", web: \"https://example.org\"}\n"
                               "countries:\n"
                               "  GB:\n"
                               "    emergency:\n"
                               "      any: {number: \"999\", for: any}\n"
                               "    lines:\n"
                               "      ears:\n"
                               "        name: \"Ears\"\n"
                               "        call: \"116 123\"\n"
                               "        hours: \"always\"\n"
                               "        languages: [en]\n"
                               "        verified-on: \"2026-11-24\"\n"
                               "        verified-by: \"AB\"\n";

static void crisis_help_is_told_to_the_letter(void **state)
{
	(void)state;
	static const struct {
		const char *name, *find, *replace;
		size_t numbers, lines; /* what is left to show */
		const char *want;
	} rows[] = {
	        {"valid", "GB", "GB", 1, 1, ""},
	        {"a country in small letters", "  GB:", "  gb:", 0, 0,
	         "content/help-now.yaml:6:3: error: “gb” is not a country: write its two capital "
	         "letters, such as GB [bad-country]\n"
	         "      gb:\n"
	         "      ^\n"},
	        {"a country by its name", "  GB:", "  Britain:", 0, 0,
	         "content/help-now.yaml:6:3: error: “Britain” is not a country: write its two "
	         "capital letters, such as GB [bad-country]\n"
	         "      Britain:\n"
	         "      ^\n"},
	        {"words in a number", "call: \"116 123\"", "call: \"dial 116 123\"", 1, 0,
	         "content/help-now.yaml:10:7: error: “Ears” says no way to reach it: give call, "
	         "text, whatsapp, or chat with its address [help-way]\n"
	         "          ears:\n"
	         "          ^\n"
	         "content/help-now.yaml:12:15: error: “dial 116 123” is not a number as one dials "
	         "it [bad-phone]\n"
	         "            call: \"dial 116 123\"\n"
	         "                  ^\n"},
	        {"one of two numbers is none", "call: \"116 123\"", "call: [\"116 123\", \"-\"]", 1,
	         1,
	         "content/help-now.yaml:12:15: error: “-” is not a number as one dials it "
	         "[bad-phone]\n"
	         "            call: [\"116 123\", \"-\"]\n"
	         "                  ^\n"},
	        {"an emergency number that is none", "number: \"999\"", "number: \"911 (police)\"",
	         0, 1,
	         "content/help-now.yaml:8:21: error: “911 (police)” is not a number as one dials "
	         "it [bad-phone]\n"
	         "          any: {number: \"911 (police)\", for: any}\n"
	         "                        ^\n"},
	        {"no way to reach the line", "        call: \"116 123\"\n", "", 1, 0,
	         "content/help-now.yaml:10:7: error: “Ears” says no way to reach it: give call, "
	         "text, whatsapp, or chat with its address [help-way]\n"
	         "          ears:\n"
	         "          ^\n"},
	        {"hours in words", "\"always\"", "\"at night\"", 1, 1,
	         "content/help-now.yaml:13:16: error: “hours” is always, ask, or days and times "
	         "such as “Mo-Su 17:00-24:00” [bad-value]\n"
	         "            hours: \"at night\"\n"
	         "                   ^\n"},
	        {"a language by its name", "[en]", "[english]", 1, 1,
	         "content/help-now.yaml:14:20: error: “english” is not a language tag such as en, "
	         "es or pt-BR [bad-language]\n"
	         "            languages: [english]\n"
	         "                       ^\n"},
	        {"for whom", "for: any", "for: fire", 1, 1,
	         "content/help-now.yaml:8:33: error: “for” is one of: any, police, ambulance, "
	         "mobile [bad-value]\n"
	         "          any: {number: \"999\", for: fire}\n"
	         "                                    ^\n"},
	        {"another version", "\"1\"", "\"2\"", 1, 1,
	         "content/help-now.yaml:1:16: error: this program reads version 1 of the format: "
	         "write anteroom-help: \"1\" [format-version]\n"
	         "    anteroom-help: \"2\"\n"
	         "                   ^\n"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str bytes = edited(&a, str_of(help_now), str_of(rows[i].find),
		                          str_of(rows[i].replace), rows[i].name);
		struct diags *ds = diags_new();
		struct help *help = help_parse("content/help-now.yaml", bytes, ds);
		const struct help_country *gb = help_find(help, STR("GB"));
		diags_sort(ds);
		note_rules(ds);
		check_str(as_printed(&a, ds), rows[i].want, rows[i].name, "what is printed");
		check_int(gb ? (long)gb->n_numbers : 0, (long)rows[i].numbers, rows[i].name,
		          "emergency numbers shown");
		check_int(gb ? (long)gb->n_lines : 0, (long)rows[i].lines, rows[i].name,
		          "lines shown");
		help_free(help);
		diags_free(ds);
	}
	arena_clear(&a);
	check_end();
}

/* --- every rule --------------------------------------------------------------------------- */

static void every_rule_has_a_case(void **state)
{
	(void)state;
	const struct rule *rule;
	for (size_t i = 0; (rule = rules_at(i)); i++) {
		bool excused = false;
		for (size_t k = 0; k < ARRAY_LEN(without_case); k++)
			excused |= strcmp(without_case[k], rule->name) == 0;
		if (i >= R_NO_SOURCE && i <= R_READING_LEVEL) /* in test_translations.c */
			excused = true;
		check_true(seen[i] || excused, rule->name, "has a case");
		check_true(!(seen[i] && excused), rule->name, "is not excused any more");
		check_true(rules_find(rule->name) == rule, rule->name, "is found by its name");
		check_true(rule->meaning[0] && rule->before[0] && rule->after[0], rule->name,
		           "can be explained");
	}
	assert_null(rules_find("no-such-rule"));
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
	        cmocka_unit_test(the_valid_article_is_read),
	        cmocka_unit_test(cases_are_told_to_the_letter),
	        cmocka_unit_test(bytes_are_told_to_the_letter),
	        cmocka_unit_test(whole_files_are_told_to_the_letter),
	        cmocka_unit_test(harmless_differences_are_accepted),
	        cmocka_unit_test(limits_are_told_to_the_letter),
	        cmocka_unit_test(a_hundred_findings_are_enough),
	        cmocka_unit_test_setup_teardown(files_are_told_to_the_letter, make_folder,
	                                        remove_folder),
	        cmocka_unit_test(crisis_help_is_told_to_the_letter),
	        cmocka_unit_test(every_rule_has_a_case),
	};
	int failed = cmocka_run_group_tests_name("diag", tests, NULL, NULL);
	diags_free(ds);
	arena_clear(&a);
	return failed;
}
