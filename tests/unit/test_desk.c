/* The desk: what is said of a sound article that reads badly, the table of all languages, the schema
 * for editors, the file that a new article begins with. What each finding says to the letter is in
 * tests/diag. The folder src/content is the argument: the schema is held against its words. */
#include "check.h"

#include "base/buf.h"
#include "base/file.h"
#include "content/article.h"
#include "content/rules.h"
#include "content/ydoc.h"
#include "desk/english.h"
#include "desk/lint.h"
#include "desk/schema.h"
#include "desk/skeleton.h"
#include "desk/status.h"

#include <ctype.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *content_source; /* the folder src/content */

/* --- words of English --------------------------------------------------------------------- */

static void text_becomes_words_and_numbers(void **state)
{
	(void)state;
	/* A word or a mark as it is, a number with its value, a percentage with %; then the number of
	 * its sentence, from 0. */
	static const struct {
		const char *text, *want;
	} rows[] = {
	        {"", ""},
	        {"It is long-term. Don’t!", "it:0 is:0 long-term:0 .:0 don't:1 !:1"},
	        {"59 of 1,475 people", "#59:0 of:0 #1475:0 people:0"},
	        {"2.5 or 12 %, 12% or 12 per cent", "#2.5:0 or:0 %12:0 ,:0 %12:0 or:0 %12:0"},
	        {"twelve percent", "%12:0"},
	        {"per cent", "per:0 cent:0"},
	        {"a 10-fold rise on the 24th", "a:0 10-fold:0 rise:0 on:0 the:0 24th:0"},
	        {"in 3 of 4 weeks: none", "in:0 #3:0 of:0 #4:0 weeks:0 ::0 none:1"},
	        {"Ménière “café”", "ménière:0 “:0 café:0 ”:0"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct buf got = {0};
		const struct rich rich = rich_of(str_of(rows[i].text));
		struct tokens t = english_tokens(&a, &rich);
		for (size_t k = 0; k < t.n; k++) {
			const struct token *w = &t.list[k];
			buf_fmt(&got, "%s", k ? " " : "");
			if (w->kind == TOKEN_PERCENT)
				buf_fmt(&got, "%%%g", w->value);
			else if (w->kind == TOKEN_NUMBER)
				buf_fmt(&got, "#%g", w->value);
			else
				buf_add(&got, w->low);
			buf_fmt(&got, ":%u", w->sentence);
		}
		check_str(buf_str(&got), rows[i].want, rows[i].text, "tokens");
		buf_clear(&got);
		arena_clear(&a);
	}
	check_end();
}

static void patterns_match_words_in_a_row(void **state)
{
	(void)state;
	static const struct {
		const char *text, *pattern, *want; /* what it matches; "" nothing */
	} rows[] = {
	        {"it halves the risk", "halves|doubles ?the risk", "halves the risk"},
	        {"it halves risk", "halves|doubles ?the risk", "halves risk"},
	        {"it halves a risk", "halves|doubles ?the risk", ""},
	        {"It Doubles THE risk", "halves|doubles ?the risk", "Doubles THE risk"},
	        {"It halves. The risk", "halves ?the risk", ""},
	        {"one or 2 of 100", "# of #", "2 of 100"},
	        {"two of ten", "# of #", "two of ten"},
	        {"by about 30 % or so", "by ?* %", "by about 30 %"},
	        {"by 30 %", "by ?* %", "by 30 %"},
	        {"the end", "end of", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		const struct rich rich = rich_of(str_of(rows[i].text));
		struct tokens t = english_tokens(&a, &rich);
		size_t at, n;
		bool found = english_find(&t, rows[i].pattern, &at, &n);
		check_str(found ? english_quote(&t, at, n) : STR(""), rows[i].want, rows[i].text,
		          rows[i].pattern);
		arena_clear(&a);
	}
	check_end();
}

/* --- lint --------------------------------------------------------------------------------- */

/* An article in whose places the rows below put their texts; the rest of it is beyond reproach. */
struct sample {
	const char *lang, *p1, *option, *why, *takeaway, *next;
	const char *blocks, *questions; /* YAML behind p1, and behind the question */
};

static struct str sample_yaml(struct arena *a, struct sample s)
{
	return arena_fmt(
	        a,
	        "anteroom: \"1\"\n"
	        "language: \"%s\"\n"
	        "source: true\n"
	        "title: \"Tea\"\n"
	        "summary: \"About tea.\"\n"
	        "review: {status: \"draft\", by: \"nobody\", on: \"2026-11-24\", next: \"%s\"}\n"
	        "authors: \"A\"\n"
	        "funding: \"None\"\n"
	        "disclaimer: \"No advice.\"\n"
	        "introduction:\n"
	        "  p1: \"%s\"\n"
	        "%s"
	        "sections:\n"
	        "  mechanism: {question: \"What?\", answer: \"Leaves.\", body: {p1: \"Yes.\"}}\n"
	        "  efficacy: {question: \"Does it?\", answer: \"Some.\", body: {p1: \"Yes.\"}}\n"
	        "  risks: {question: \"Risks?\", answer: \"Few.\", body: {p1: \"Yes.\"}}\n"
	        "  availability: {question: \"Where?\", answer: \"Shops.\", body: {p1: \"Yes.\"}}\n"
	        "  precautions: {question: \"Who?\", answer: \"Not all.\", body: {p1: \"No.\"}}\n"
	        "quiz:\n"
	        "  q: {section: risks, question: \"What is hot?\", again: \"Hot?\", options: {\n"
	        "    a: {text: \"%s\", why: \"%s\"}, b: {text: \"Let it cool\", why: \"It burns.\","
	        " correct: true}}}\n"
	        "%s"
	        "takeaways: {t: {text: \"%s\", quiz: q}}\n"
	        "ask: {w: \"When?\"}\n"
	        "glossary:\n"
	        "  caffeine: {term: \"Caffeine\", meaning: \"It wakes.\"}\n"
	        "  renal: {term: \"Renal\", meaning: \"Of the kidneys.\"}\n"
	        "sources: {s: {cite: \"S\"}}\n",
	        s.lang ? s.lang : "en", s.next ? s.next : "2027-11-24",
	        s.p1 ? s.p1 : "Tea is a drink.", s.blocks ? s.blocks : "",
	        s.option ? s.option : "Drink it at once", s.why ? s.why : "That hurts.",
	        s.questions ? s.questions : "", s.takeaway ? s.takeaway : "Let it cool.");
}

/* The rules of its findings, apart by spaces; "broken" if it cannot be read. */
static struct str linted(struct arena *a, struct sample s)
{
	struct diags *ds = diags_new();
	struct str yaml = sample_yaml(a, s);
	const char *path = arena_fmt(a, "tea/%s.yaml", s.lang ? s.lang : "en").p;
	struct article *article = article_parse(path, yaml, NULL, NULL, ds);
	struct str got = STR("");
	if (article)
		lint_article(article, &(struct source){.path = path, .text = yaml},
		             STR("2026-11-24"), ds);
	else
		diags_print(ds, stderr);
	for (size_t i = 0; i < diags_len(ds); i++)
		got = arena_fmt(a, "%.*s%s%s", STR_ARG(got), i ? " " : "",
		                diags_at(ds, i)->rule->name);
	got = article ? got : STR("broken");
	article_free(article);
	diags_free(ds);
	return got;
}

struct lint_row {
	const char *text, *want;
};

static void check_rows(const struct lint_row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct arena a = {0};
		check_str(linted(&a, (struct sample){.p1 = row[i].text}), row[i].want, row[i].text,
		          "findings");
		arena_clear(&a);
	}
	check_end();
}
#define CHECK_ROWS(rows) check_rows(rows, ARRAY_LEN(rows))

static void numbers_that_are_compared_count_of_the_same(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"In a week 3 of 100 and 2 of 50 fell ill.", "mixed-denominators"},
	        {"In a week 3 of 100 and 2 of 100 fell ill.", ""},
	        {"In a week 8 to 19 of 100 and 1 to 4 of 100 fell ill.", ""},
	        {"In a week 3 out of 100 and 2 out of every 1,000 fell ill.", "mixed-denominators"},
	        {"In a week 3 in 100 and 2 in 1,000 fell ill.", "mixed-denominators"},
	        {"In a week 29 of 100 (429 of 1,475 people) fell ill.", ""},
	        {"In a week 29 of 100 (429 of 2,000 people) fell ill.", "mixed-denominators"},
	        {"In a week 3 of 100 fell ill, in 2 of 5 studies.", ""},
	        {"In a week 3 of 100 fell ill, on 2 of 7 days.", ""},
	        {"In 2006, 12 of 17 people got well. In 6 of 17 it lasted.", ""},
	        {"It was 12 in 2006 and 13 in 2007.", ""},
	};
	CHECK_ROWS(rows);
}

static void a_comparison_tells_its_time(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"Of the cups, 38 of 100 and 14 of 100 were hot.", "no-period"},
	        {"Of the cups, 38 of 100 were hot.", ""},
	        {"After four weeks 38 of 100 and 14 of 100 were well.", ""},
	        {"In a four-week trial 38 of 100 and 14 of 100 were well.", ""},
	        {"In 2019, 38 of 100 and 14 of 100 were well.", ""},
	};
	CHECK_ROWS(rows);
}

static void a_list_is_read_as_one_with_what_leads_to_it(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct sample sample;
		const char *want;
	} rows[] = {
	        {"two denominators in a list",
	         {.p1 = "In a week:",
	          .blocks = "  l: {list: {a: \"3 of 100 slept.\", b: \"2 of 50 woke.\"}}\n"},
	         "mixed-denominators"},
	        {"no time",
	         {.p1 = "Of all:",
	          .blocks = "  l: {list: {a: \"3 of 100 slept.\", b: \"2 of 100 woke.\"}}\n"},
	         "no-period"},
	        {"the time in front of it",
	         {.p1 = "In a week:",
	          .blocks = "  l: {list: {a: \"3 of 100 slept.\", b: \"2 of 100 woke.\"}}\n"},
	         ""},
	        {"another paragraph is another matter",
	         {.p1 = "In a week 3 of 100 slept.",
	          .blocks = "  p2: \"In a week 2 of 50 woke.\"\n"},
	         ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		check_str(linted(&a, rows[i].sample), rows[i].want, rows[i].name, "findings");
		arena_clear(&a);
	}
	check_end();
}

static void a_change_comes_with_its_numbers(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"Tea halves the risk of a cold.", "relative-risk"},
	        {"Tea halves the risk of a cold: 2 of 100 in a year, not 4 of 100.", ""},
	        {"Tea can double your long-term risk.", "relative-risk"},
	        {"The risk of a cold is doubled.", "relative-risk"},
	        {"The odds of a cold have been halved.", "relative-risk"},
	        {"With tea, a cold is twice as likely.", "relative-risk"},
	        {"With tea you have half the chance of a cold.", "relative-risk"},
	        {"Twice as many people sleep well.", "relative-risk"},
	        {"A cold is three times more likely.", "relative-risk"},
	        {"A cold is 3 times as common.", "relative-risk"},
	        {"There is a tenfold increase.", "relative-risk"},
	        {"The risk is 30 % lower.", "relative-risk"},
	        {"The risk is 30% lower, 2 % and not 3 %.", ""},
	        {"There were 30 percent fewer colds and 30 per cent fewer deaths.",
	         "relative-risk"},
	        {"It lowers the risk of a cold by about a third.", "relative-risk"},
	        {"It reduces the risk by 30 %.", "relative-risk"},
	        {"The risk falls by a quarter.", "relative-risk"},
	        {"People are a third less likely to cough.", "relative-risk"},
	        {"Symptoms were at least halved.", ""},
	        {"The chance that symptoms are halved is small.", ""},
	        {"Its level in the blood was about twice that of milk.", ""},
	        {"Drink it twice a week, or three times a day.", ""},
	        {"About half of its patients do well.", ""},
	        {"The drip’s rate is lowered by half.", ""},
	        {"Cut sugar by half.", ""},
	        {"It costs 30 % less, and fewer people pay 30 % less risk.", ""},
	        {"The cup was 30 % smaller.", ""},
	};
	CHECK_ROWS(rows);
}

static void one_in_x_is_no_number(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"About 1 in 10 people cough.", "one-in-x"},
	        {"Only one in ten coughs.", "one-in-x"},
	        {"One in every 200 coughs.", "one-in-x"},
	        {"1 out of 20 coughs.", "one-in-x"},
	        {"1 in 10 coughs, and 1 in 20 sneezes.", "one-in-x one-in-x"},
	        {"In a week 1 of 100 coughs.", ""},
	        {"It was phase 1 in 2006.", ""},
	        {"Take one in 3 hours.", ""},
	        {"No one in 10 years has coughed.", ""},
	        {"Take one in the morning.", ""},
	        {"This one in two parts is hot.", ""},
	        {"Group 1 in 30 minutes.", ""},
	};
	CHECK_ROWS(rows);
}

static void percent_and_people_are_not_mixed(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"It helps 30 %, and 12 of 100 stop.", "percent-and-count"},
	        {"It helps 30 percent, and 12 percent stop.", ""},
	        {"It helps 30 of 100 people.", ""},
	};
	CHECK_ROWS(rows);
}

static void medical_words_are_explained(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"Tea may cause hypertension.", "jargon"},
	        {"Tea may cause hypertension. Hypertension is bad. So is a lesion.", "jargon"},
	        {"Hypertension causes a lesion, and a lesion hurts.", "jargon jargon"},
	        {"Tea may cause hypertension (high blood pressure). Hypertension hurts.", ""},
	        {"Hypertension hurts. It is high blood pressure: hypertension.", "jargon"},
	        {"Tea may cause hypertension, which is high blood pressure.", ""},
	        {"Tea may cause hypertension, or high blood pressure.", ""},
	        {"Tea may cause high blood pressure (hypertension).", ""},
	        {"Tea may cause eclampsia (in pregnancy).", "jargon"},
	        {"Watch for heart problems, such as tachycardia.", ""},
	        {"This is called pyrexia.", ""},
	        {"It may cause a myocardial infarction.", "jargon"},
	        {"It may cause adverse events.", "jargon"},
	        {"It is bad in renal disease.", ""},
	        {"It is in the [caffeine](#caffeine).", ""},
	        {"Pain of the kidneys.", ""},
	};
	CHECK_ROWS(rows);
}

static void options_stand_for_themselves(void **state)
{
	(void)state;
	static const struct {
		struct sample sample;
		const char *want;
	} rows[] = {
	        {{.option = "All of the above"}, "all-of-the-above"},
	        {{.option = "It is none of the above."}, "all-of-the-above"},
	        {{.option = "Both of these"}, "all-of-the-above"},
	        {{.option = "All of these answers."}, "all-of-the-above"},
	        {{.option = "All of these people may drink it"}, ""},
	        {{.option = "None of them"}, ""},
	        {{.option = "Store it above the fridge"}, ""},
	        {{.why = "Option B is better."}, "letter-reference"},
	        {{.why = "As answer b says, wait."}, "letter-reference"},
	        {{.why = "See answer 2."}, "letter-reference"},
	        {{.why = "The right answer is a."}, ""},
	        {{.why = "Read answer a."}, "letter-reference"},
	        {{.why = "You can answer a friend."}, ""},
	        {{.why = "You have the option a doctor gave you."}, ""},
	        {{.why = "B is right."}, "letter-reference"},
	        {{.why = "Hot. Only B and C are safe."}, "letter-reference"},
	        {{.why = "Vitamin B is right for you."}, ""},
	        {{.why = "Hepatitis B is not the same."}, ""},
	        {{.why = "Wait for 2 hours; you have an option."}, ""},
	        {{.p1 = "Hepatitis: option B is to wait."}, ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		const struct sample *s = &rows[i].sample;
		check_str(linted(&a, *s), rows[i].want,
		          s->option ? s->option
		          : s->why  ? s->why
		                    : s->p1,
		          "findings");
		arena_clear(&a);
	}
	check_end();
}

static void a_takeaway_has_words_of_its_question(void **state)
{
	(void)state;
	static const struct lint_row rows[] = {
	        {"Let it cool.", ""},
	        {"Cooling is safe.", ""},
	        {"It can burn you.", ""},
	        {"Hot drinks hurt.", ""},
	        {"Sleep well.", "takeaway-words"},
	        {"Tea must not be what it is.", "takeaway-words"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		check_str(linted(&a, (struct sample){.takeaway = rows[i].text}), rows[i].want,
		          rows[i].text, "findings");
		arena_clear(&a);
	}
	check_end();
}

/* `n` more questions; the first `right` of them have the right option at `place` and longest. */
static struct str questions(struct arena *a, size_t n, size_t right, bool fixed, bool first,
                            bool longest)
{
	struct str s = STR("");
	for (size_t i = 0; i < n; i++) {
		const char *yes = longest && i < right ? "A long story" : "Yes";
		bool here = first && i < right;
		struct str correct =
		        arena_fmt(a, "o: {text: \"%s\", why: \"Well.\", correct: true}", yes);
		const char *wrong = "w: {text: \"Not now\", why: \"Well.\"}";
		s = arena_fmt(a,
		              "%.*s  n%zu: {section: risks, question: \"Cup?\", again: \"Cup?\", "
		              "fixed: %s, options: {%s, %s}}\n",
		              STR_ARG(s), i, fixed ? "true" : "false", here ? correct.p : wrong,
		              here ? wrong : correct.p);
	}
	return s;
}

static void place_and_length_of_the_right_option_tell_nothing(void **state)
{
	(void)state;
	/* The sample's own question is not fixed, its right option neither first nor longest. */
	static const struct {
		const char *name;
		size_t n, right;
		bool fixed, first, longest;
		const char *want;
	} rows[] = {
	        {"two fixed ones are too few", 2, 2, true, true, false, ""},
	        {"three, always first", 3, 3, true, true, false, "answer-first"},
	        {"three, one of them not first", 3, 2, true, true, false, ""},
	        {"mixed for each reader", 6, 6, false, true, false, ""},
	        {"3 of 4 the longest: too few", 3, 3, false, false, true, ""},
	        {"4 of 5 the longest", 4, 4, false, false, true, "answer-longest"},
	        {"3 of 5 the longest: as many as may be", 4, 3, false, false, true, ""},
	        {"7 of 11 the longest", 10, 7, false, false, true, "answer-longest"},
	        {"both", 4, 4, true, true, true, "answer-first answer-longest"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct str more = questions(&a, rows[i].n, rows[i].right, rows[i].fixed,
		                            rows[i].first, rows[i].longest);
		check_str(linted(&a, (struct sample){.questions = more.p}), rows[i].want,
		          rows[i].name, "findings");
		arena_clear(&a);
	}
	check_end();
}

#define CHANCE(id, n_of, rest)                                                                          \
	"  " id                                                                                         \
	": {chance: {outcome: \"A\", otherwise: \"B\", group: \"C\", period: \"D\", of: " n_of          \
	", with: {n: 3, label: \"E\"}, without: {n: 2, label: \"F\"}, certainty: \"G\", source: s" rest \
	"}}\n"

static void what_follows_from_structure_holds_in_every_language(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct sample sample;
		const char *want;
	} rows[] = {
	        {"a day before", {.next = "2026-11-23"}, "review-passed"},
	        {"on the day", {.next = "2026-11-24"}, ""},
	        {"a day before, in Spanish", {.lang = "es", .next = "2026-11-23"}, "review-passed"},
	        {"beside, of the same number",
	         {.blocks = CHANCE("a", "100", ", beside: b") CHANCE("b", "100", "")},
	         ""},
	        {"beside, of another",
	         {.blocks = CHANCE("a", "100", ", beside: b") CHANCE("b", "1000", "")},
	         "mixed-denominators"},
	        {"beside, the other way round, in Spanish",
	         {.lang = "es",
	          .blocks = CHANCE("a", "100", "") CHANCE("b", "1000", ", beside: a")},
	         "mixed-denominators"},
	        {"not beside", {.blocks = CHANCE("a", "100", "") CHANCE("b", "1000", "")}, ""},
	        {"words of English, in Spanish",
	         {.lang = "es",
	          .p1 = "1 in 10 has hypertension.",
	          .option = "All of the above",
	          .takeaway = "Dormir."},
	         ""},
	        {"British English is English",
	         {.lang = "en-GB", .p1 = "1 in 10 of all."},
	         "one-in-x"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		check_str(linted(&a, rows[i].sample), rows[i].want, rows[i].name, "findings");
		arena_clear(&a);
	}
	check_end();
}

static void no_text_is_too_odd(void **state)
{
	(void)state;
	static const char *const pieces[] = {"1",
	                                     "in",
	                                     "of",
	                                     "100",
	                                     "%",
	                                     "percent",
	                                     "per",
	                                     "cent",
	                                     "(",
	                                     ")",
	                                     "-",
	                                     "’",
	                                     "twice",
	                                     ",",
	                                     "as",
	                                     "likely",
	                                     "risk",
	                                     "halves",
	                                     " ",
	                                     " ",
	                                     " ",
	                                     ".",
	                                     "…",
	                                     "٣",
	                                     "中",
	                                     "\u0301",
	                                     "*",
	                                     "[",
	                                     "]",
	                                     "(#caffeine)",
	                                     "[@s]",
	                                     "hypertension",
	                                     "option",
	                                     "A",
	                                     "is",
	                                     "right",
	                                     "9,",
	                                     "0.",
	                                     "99999999999999999999",
	                                     "--",
	                                     "by",
	                                     "a",
	                                     "third",
	                                     "\u00a0",
	                                     "é",
	                                     "\U0001F600"};
	unsigned seed = 1;
	for (size_t i = 0; i < 3000; i++) {
		struct arena a = {0};
		struct buf b = {0};
		for (size_t k = 0; k < 1 + i % 40; k++) {
			seed = seed * 1103515245u + 12345u;
			buf_fmt(&b, "%s", pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		struct rich rich = rich_of(buf_str(&b));
		struct tokens t = english_tokens(&a, &rich);
		for (size_t k = 0; k < t.n; k++)
			check_true(t.list[k].text.len > 0 && t.list[k].text.p >= rich.text.p &&
			                   t.list[k].text.p + t.list[k].text.len <=
			                           rich.text.p + rich.text.len,
			           "odd text", "a token is a part of it");
		buf_fmt(&b, "%s", "x");
		linted(&a, (struct sample){.p1 = arena_str(&a, buf_str(&b)).p});
		buf_clear(&b);
		arena_clear(&a);
	}
	check_end();
}

/* --- status ------------------------------------------------------------------------------- */

static char folder[] = "/tmp/anteroom-desk-XXXXXX";
static const char *const folders[] = {"lib", "lib/tea", "lib/broken", "lib/none"};
static const char *const files[] = {"lib/tea/en.yaml",    "lib/tea/ar.yaml",  "lib/tea/es.yaml",
                                    "lib/tea/fr.yaml",    "lib/tea/ja.yaml",  "lib/tea/es.src.yaml",
                                    "lib/broken/en.yaml", "lib/help-now.yaml"};

static void write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fwrite(text.p, 1, text.len, f);
	fclose(f);
}

/* Every passage of the sample translated into Spanish, stamped or not, with a block behind it. */
static struct str translated(struct arena *a, const char *lang, bool stamped, const char *people)
{
	struct diags *ds = diags_new();
	struct passages ps = {0};
	struct article *source =
	        article_parse("tea/en.yaml", sample_yaml(a, (struct sample){0}), NULL, &ps, ds);
	assert_non_null(source);
	struct str body = arena_fmt(a, "anteroom: \"1\"\nlanguage: \"%s\"\n", lang),
	           stamps = STR("");
	struct fingerprint es = fingerprint_of(STR("Hola"));
	for (size_t i = 0; i < ps.n; i++) {
		const struct passage *p = &ps.list[i];
		struct fingerprint f = fingerprint_of(p->source);
		stamps = arena_fmt(a, "%.*s    \"%.*s\": \"%04x%08x %08x\"\n", STR_ARG(stamps),
		                   STR_ARG(p->path), f.numbers, f.text, es.text);
	}
	passages_clear(&ps);
	article_free(source);
	diags_free(ds);
	body = arena_fmt(
	        a,
	        "%.*stitle: \"Hola\"\nsummary: \"Hola\"\nreview: {by: \"Hola\"}\nauthors: \"Hola\"\n"
	        "funding: \"Hola\"\ndisclaimer: \"Hola\"\nintroduction: {p1: \"Hola\"}\n"
	        "sections:\n",
	        STR_ARG(body));
	static const char *const ids[] = {"mechanism", "efficacy", "risks", "availability",
	                                  "precautions"};
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		body = arena_fmt(a,
		                 "%.*s  %s: {question: \"Hola\", answer: \"Hola\", body: {p1: "
		                 "\"Hola\"}}\n",
		                 STR_ARG(body), ids[i]);
	body = arena_fmt(a,
	                 "%.*squiz: {q: {question: \"Hola\", again: \"Hola\", options: {a: {text: "
	                 "\"Hola\", why: \"Hola\"}, b: {text: \"Hola\", why: \"Hola\"}}}}\n"
	                 "takeaways: {t: {text: \"Hola\"}}\nask: {w: \"Hola\"}\n"
	                 "glossary: {caffeine: {term: \"Hola\", meaning: \"Hola\"}, renal: {term: "
	                 "\"Hola\", meaning: \"Hola\"}}\ntranslation:\n%s%s%.*s",
	                 STR_ARG(body), people, stamped ? "  strings:\n" : "",
	                 STR_ARG(stamped ? stamps : STR("")));
	return body;
}

/* What the reviser has seen, as the tools note it. */
static const char *digest(struct arena *a, struct str file)
{
	struct diags *ds = diags_new();
	struct translation *t = translation_parse("tea/es.yaml", file, ds);
	const char *hex = arena_fmt(a, "%08x", translation_digest(t)).p;
	translation_free(t);
	diags_free(ds);
	return hex;
}

#define TRANSLATOR "  translator: {name: \"A\", on: \"2026-11-24\"}\n"

/* es: whole, revised; fr: never stamped, raw, a name that must be escaped, a reviser who saw other
 * words; ar: little, part of it stale; ja: no translation at all. */
static void write_library(struct arena *a)
{
	struct str es = translated(a, "es", true, TRANSLATOR);
	const char *people = arena_fmt(a,
	                               "  machine: \"post-edited\"\n" TRANSLATOR
	                               "  reviser: {name: \"B. Verdi\", on: \"2026-11-25\", seen: "
	                               "\"%s\"}\n",
	                               digest(a, es))
	                             .p;
	struct fingerprint old = fingerprint_of(STR("Coffee")), ar = fingerprint_of(STR("شاي"));
	write_file("lib/tea/en.yaml", sample_yaml(a, (struct sample){0}));
	write_file("lib/tea/es.yaml", translated(a, "es", true, people));
	write_file("lib/tea/fr.yaml",
	           translated(a, "fr", false,
	                      "  machine: raw\n  translator: {name: \"\\\"A\\\\B\\\" "
	                      "\\u2068é\\u2069\", on: \"2026-11-24\"}\n"
	                      "  reviser: {name: \"C\", on: \"2026-11-25\", seen: "
	                      "\"00000000\"}\n"));
	write_file("lib/tea/ar.yaml",
	           arena_fmt(a,
	                     "anteroom: \"1\"\nlanguage: \"ar\"\ntitle: \"شاي\"\nsummary: \"\"\n"
	                     "authors: \"\\e\"\ntakeaways: {t: {text: \"شاي\"}}\n"
	                     "translation:\n  strings:\n    \"title\": \"%04x%08x %08x\"\n"
	                     "    \"takeaways.t.text\": \"%04x%08x %08x\"\n",
	                     old.numbers, old.text, ar.text, old.numbers, old.text, ar.text));
	write_file("lib/tea/ja.yaml", STR("[\n"));
	write_file("lib/tea/es.src.yaml", STR("title: \"Tea\"\n"));
	write_file("lib/broken/en.yaml", STR("anteroom: \"1\"\nsource: true\n"));
	write_file("lib/help-now.yaml", STR("anteroom-help: \"1\"\n"));
}

static int make_library(void **state)
{
	(void)state;
	struct arena a = {0};
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(folders); i++)
		if (mkdir(folders[i], 0777) != 0)
			return -1;
	write_library(&a);
	arena_clear(&a);
	return 0;
}

static int remove_library(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		unlink(files[i]);
	for (size_t i = ARRAY_LEN(folders); i-- > 0;)
		rmdir(folders[i]);
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void check_status(const char *today, enum status_format format, const char *want,
                         const char *row)
{
	struct diags *ds = diags_new();
	struct buf out = {0};
	struct status *s = status_read("lib", str_of(today), ds);
	check_int((long)diags_count(ds, SEV_NOTE), 0, row, "findings");
	status_write(s, format, &out);
	check_str(buf_str(&out), want, row, "the table");
	buf_clear(&out);
	status_free(s);
	diags_free(ds);
}

static void status_tells_people_how_far_each_language_is(void **state)
{
	(void)state;
	check_status("2026-11-24", STATUS_TEXT,
	             "              complete  missing  stale  critical  standing    machine\n"
	             "broken\n"
	             "  en              cannot be read: run “anteroom-content check”\n"
	             "tea: review due 2027-11-24\n"
	             "  en            source                             draft\n"
	             "      review      nobody, 2026-11-24\n"
	             "  ar               0 %       32      1         1  draft       none\n"
	             "      errors: 1; run “anteroom-content check”\n"
	             "  es             100 %        0      0         0  revised     post-edited\n"
	             "      translator  A, 2026-11-24\n"
	             "      reviser     B. Verdi, 2026-11-25\n"
	             "  fr              97 %        0      0         1  draft       raw\n"
	             "      translator  \"A\\B\" é, 2026-11-24\n"
	             "      reviser     C, 2026-11-25 (has not seen the words as they are now)\n"
	             "  ja              cannot be read: run “anteroom-content check”\n",
	             "for people");
	check_status("2027-11-25", STATUS_TEXT,
	             "              complete  missing  stale  critical  standing    machine\n"
	             "broken\n"
	             "  en              cannot be read: run “anteroom-content check”\n"
	             "tea: review was due 2027-11-24\n"
	             "  en            source                             draft\n"
	             "      review      nobody, 2026-11-24\n"
	             "  ar               0 %       32      1         1  draft       none\n"
	             "      errors: 1; run “anteroom-content check”\n"
	             "  es             100 %        0      0         0  revised     post-edited\n"
	             "      translator  A, 2026-11-24\n"
	             "      reviser     B. Verdi, 2026-11-25\n"
	             "  fr              97 %        0      0         1  draft       raw\n"
	             "      translator  \"A\\B\" é, 2026-11-24\n"
	             "      reviser     C, 2026-11-25 (has not seen the words as they are now)\n"
	             "  ja              cannot be read: run “anteroom-content check”\n",
	             "for people, a day late");
	check_end();
}

static void status_tells_programs_the_same(void **state)
{
	(void)state;
	check_status(
	        "2026-11-24", STATUS_TSV,
	        "article\tlanguage\tsource\tstrings\tcomplete\tmissing\tstale\tstale_critical\tstanding\tmachine\treviewer\treviewer_on\ttranslator\ttranslator_on\treviser\treviser_on\treviser_current\tclinician\tclinician_on\tclinician_current\treview_due\treview_passed\terrors\n"
	        "broken\ten\tyes\t\t\t\t\t\tbroken\t\t\t\t\t\t\t\t\t\t\t\t\t\t14\n"
	        "tea\ten\tyes\t34\t100\t0\t0\t0\tdraft\t\tnobody\t2026-11-24\t\t\t\t\t\t\t\t\t2027-11-24\tno\t0\n"
	        "tea\tar\tno\t34\t0\t32\t1\t1\tdraft\tnone\t\t\t\t\t\t\t\t\t\t\t2027-11-24\tno\t1\n"
	        "tea\tes\tno\t34\t100\t0\t0\t0\trevised\tpost-edited\t\t\tA\t2026-11-24\tB. Verdi\t2026-11-25\tyes\t\t\t\t2027-11-24\tno\t0\n"
	        "tea\tfr\tno\t34\t97\t0\t0\t1\tdraft\traw\t\t\t\"A\\B\" é\t2026-11-24\tC\t2026-11-25\tno\t\t\t\t2027-11-24\tno\t0\n"
	        "tea\tja\tno\t\t\t\t\t\tbroken\t\t\t\t\t\t\t\t\t\t\t\t\t\t1\n",
	        "tab-separated");
	check_status("2026-11-24", STATUS_JSON,
	             "[\n"
	             "  {\n"
	             "    \"article\": \"broken\",\n"
	             "    \"language\": \"en\",\n"
	             "    \"source\": true,\n"
	             "    \"strings\": null,\n"
	             "    \"complete\": null,\n"
	             "    \"missing\": null,\n"
	             "    \"stale\": null,\n"
	             "    \"stale_critical\": null,\n"
	             "    \"standing\": \"broken\",\n"
	             "    \"machine\": null,\n"
	             "    \"reviewer\": null,\n"
	             "    \"reviewer_on\": null,\n"
	             "    \"translator\": null,\n"
	             "    \"translator_on\": null,\n"
	             "    \"reviser\": null,\n"
	             "    \"reviser_on\": null,\n"
	             "    \"reviser_current\": null,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": null,\n"
	             "    \"review_passed\": null,\n"
	             "    \"errors\": 14\n"
	             "  },\n"
	             "  {\n"
	             "    \"article\": \"tea\",\n"
	             "    \"language\": \"en\",\n"
	             "    \"source\": true,\n"
	             "    \"strings\": 34,\n"
	             "    \"complete\": 100,\n"
	             "    \"missing\": 0,\n"
	             "    \"stale\": 0,\n"
	             "    \"stale_critical\": 0,\n"
	             "    \"standing\": \"draft\",\n"
	             "    \"machine\": null,\n"
	             "    \"reviewer\": \"nobody\",\n"
	             "    \"reviewer_on\": \"2026-11-24\",\n"
	             "    \"translator\": null,\n"
	             "    \"translator_on\": null,\n"
	             "    \"reviser\": null,\n"
	             "    \"reviser_on\": null,\n"
	             "    \"reviser_current\": null,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": \"2027-11-24\",\n"
	             "    \"review_passed\": false,\n"
	             "    \"errors\": 0\n"
	             "  },\n"
	             "  {\n"
	             "    \"article\": \"tea\",\n"
	             "    \"language\": \"ar\",\n"
	             "    \"source\": false,\n"
	             "    \"strings\": 34,\n"
	             "    \"complete\": 0,\n"
	             "    \"missing\": 32,\n"
	             "    \"stale\": 1,\n"
	             "    \"stale_critical\": 1,\n"
	             "    \"standing\": \"draft\",\n"
	             "    \"machine\": \"none\",\n"
	             "    \"reviewer\": null,\n"
	             "    \"reviewer_on\": null,\n"
	             "    \"translator\": null,\n"
	             "    \"translator_on\": null,\n"
	             "    \"reviser\": null,\n"
	             "    \"reviser_on\": null,\n"
	             "    \"reviser_current\": null,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": \"2027-11-24\",\n"
	             "    \"review_passed\": false,\n"
	             "    \"errors\": 1\n"
	             "  },\n"
	             "  {\n"
	             "    \"article\": \"tea\",\n"
	             "    \"language\": \"es\",\n"
	             "    \"source\": false,\n"
	             "    \"strings\": 34,\n"
	             "    \"complete\": 100,\n"
	             "    \"missing\": 0,\n"
	             "    \"stale\": 0,\n"
	             "    \"stale_critical\": 0,\n"
	             "    \"standing\": \"revised\",\n"
	             "    \"machine\": \"post-edited\",\n"
	             "    \"reviewer\": null,\n"
	             "    \"reviewer_on\": null,\n"
	             "    \"translator\": \"A\",\n"
	             "    \"translator_on\": \"2026-11-24\",\n"
	             "    \"reviser\": \"B. Verdi\",\n"
	             "    \"reviser_on\": \"2026-11-25\",\n"
	             "    \"reviser_current\": true,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": \"2027-11-24\",\n"
	             "    \"review_passed\": false,\n"
	             "    \"errors\": 0\n"
	             "  },\n"
	             "  {\n"
	             "    \"article\": \"tea\",\n"
	             "    \"language\": \"fr\",\n"
	             "    \"source\": false,\n"
	             "    \"strings\": 34,\n"
	             "    \"complete\": 97,\n"
	             "    \"missing\": 0,\n"
	             "    \"stale\": 0,\n"
	             "    \"stale_critical\": 1,\n"
	             "    \"standing\": \"draft\",\n"
	             "    \"machine\": \"raw\",\n"
	             "    \"reviewer\": null,\n"
	             "    \"reviewer_on\": null,\n"
	             "    \"translator\": \"\\\"A\\\\B\\\" \\u2068é\\u2069\",\n"
	             "    \"translator_on\": \"2026-11-24\",\n"
	             "    \"reviser\": \"C\",\n"
	             "    \"reviser_on\": \"2026-11-25\",\n"
	             "    \"reviser_current\": false,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": \"2027-11-24\",\n"
	             "    \"review_passed\": false,\n"
	             "    \"errors\": 0\n"
	             "  },\n"
	             "  {\n"
	             "    \"article\": \"tea\",\n"
	             "    \"language\": \"ja\",\n"
	             "    \"source\": false,\n"
	             "    \"strings\": null,\n"
	             "    \"complete\": null,\n"
	             "    \"missing\": null,\n"
	             "    \"stale\": null,\n"
	             "    \"stale_critical\": null,\n"
	             "    \"standing\": \"broken\",\n"
	             "    \"machine\": null,\n"
	             "    \"reviewer\": null,\n"
	             "    \"reviewer_on\": null,\n"
	             "    \"translator\": null,\n"
	             "    \"translator_on\": null,\n"
	             "    \"reviser\": null,\n"
	             "    \"reviser_on\": null,\n"
	             "    \"reviser_current\": null,\n"
	             "    \"clinician\": null,\n"
	             "    \"clinician_on\": null,\n"
	             "    \"clinician_current\": null,\n"
	             "    \"review_due\": null,\n"
	             "    \"review_passed\": null,\n"
	             "    \"errors\": 1\n"
	             "  }\n"
	             "]\n",
	             "JSON");
	check_end();
}

static void status_is_told_in_lines_of_eighty_columns(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	struct buf out = {0};
	struct status *s = status_read("lib", STR("2026-11-24"), ds);
	status_write(s, STATUS_TEXT, &out);
	for (size_t i = 0, from = 0; i < out.len; i++)
		if (out.p[i] == '\n') {
			check_true(i - from <= 80, "a line", "at most eighty columns");
			from = i + 1;
		}
	status_free(s);
	buf_clear(&out);
	out = (struct buf){0};
	s = status_read("nowhere", STR("2026-11-24"), ds);
	assert_int_equal(s->n, 0);
	assert_int_equal(diags_count(ds, SEV_ERROR), 1);
	status_write(s, STATUS_JSON, &out);
	check_str(buf_str(&out), "[\n]\n", "no articles", "JSON");
	status_free(s);
	status_free(NULL);
	buf_clear(&out);
	diags_free(ds);
	check_end();
}

/* --- schema ------------------------------------------------------------------------------- */

struct schema {
	struct arena arena;
	struct str json;
	struct ydoc *doc; /* JSON is YAML */
	ynode defs;
};

static struct schema read_schema(void)
{
	struct schema s = {.doc = NULL};
	struct buf out = {0};
	struct diags *ds = diags_new();
	schema_write(&out);
	s.json = arena_str(&s.arena, buf_str(&out));
	s.doc = ydoc_parse(&(struct source){.path = "schema", .text = s.json}, &s.arena, ds);
	diags_print(ds, stderr);
	assert_int_equal(diags_count(ds, SEV_NOTE), 0);
	s.defs = ydoc_get(s.doc, ydoc_root(s.doc), "$defs");
	assert_int_equal(ydoc_kind(s.doc, s.defs), Y_MAP);
	buf_clear(&out);
	diags_free(ds);
	return s;
}

static void free_schema(struct schema *s)
{
	ydoc_free(s->doc);
	arena_clear(&s->arena);
}

static ynode definition(const struct schema *s, const char *name)
{
	ynode n = ydoc_get(s->doc, s->defs, name);
	check_true(n != 0, name, "is defined");
	return n;
}

static bool has_child(const struct ydoc *doc, ynode map, struct str key)
{
	for (ynode c = ydoc_first(doc, map); c; c = ydoc_next(doc, c))
		if (str_eq(ydoc_key(doc, c), key))
			return true;
	return false;
}

static bool has_item(const struct ydoc *doc, ynode list, struct str value)
{
	for (ynode c = ydoc_first(doc, list); c; c = ydoc_next(doc, c))
		if (str_eq(ydoc_value(doc, c), value))
			return true;
	return false;
}

/* Every reference leads somewhere, and every key is explained. */
static void follow(const struct schema *s, ynode n)
{
	struct str ref = ydoc_value(s->doc, ydoc_get(s->doc, n, "$ref"));
	if (ref.len) {
		struct arena a = {0};
		check_true(str_starts(ref, "#/$defs/"), ref.p, "a reference inside the schema");
		definition(s, arena_str(&a, str_part(ref, strlen("#/$defs/"), ref.len)).p);
		arena_clear(&a);
	}
	ynode properties = ydoc_get(s->doc, n, "properties");
	for (ynode c = ydoc_first(s->doc, properties); c; c = ydoc_next(s->doc, c))
		check_true(str_is(ydoc_key(s->doc, c), "source") ||
		                   ydoc_get(s->doc, c, "description") != 0,
		           ydoc_key(s->doc, c).p, "is explained");
	for (ynode c = ydoc_first(s->doc, n); c; c = ydoc_next(s->doc, c))
		follow(s, c);
}

static void the_schema_is_whole(void **state)
{
	(void)state;
	struct schema s = read_schema();
	follow(&s, ydoc_root(s.doc));
	for (size_t i = 0; i < s.json.len; i++) /* which YAML would let pass */
		if (s.json.p[i] == ',') {
			size_t behind = i + 1 + strspn(s.json.p + i + 1, " \n");
			check_true(!strchr("]}", s.json.p[behind]), "a comma", "something follows");
		}
	free_schema(&s);
	check_end();
}

/* Files with every key of the format in them, a key a line, so that any can be taken out. */
static const char whole_source[] =
        "anteroom: \"1\"\n"
        "language: \"en\"\n"
        "source: true\n"
        "title: \"T\"\n"
        "summary: \"T\"\n"
        "review:\n"
        "  status: \"draft\"\n"
        "  by: \"T\"\n"
        "  on: \"2026-11-24\"\n"
        "  next: \"2027-11-24\"\n"
        "authors: \"T\"\n"
        "funding: \"T\"\n"
        "disclaimer: \"T\"\n"
        "subjects:\n"
        "  mood: \"T\"\n"
        "critical: [\"title\"]\n"
        "notes:\n"
        "  title: \"T\"\n"
        "introduction:\n"
        "  p1: \"T\"\n"
        "  list-of:\n"
        "    list:\n"
        "      one: \"T\"\n"
        "  steps-of:\n"
        "    steps:\n"
        "      one: \"T\"\n"
        "  careful:\n"
        "    caution: \"T\"\n"
        "  aside:\n"
        "    note: \"T\"\n"
        "  numbers:\n"
        "    chance:\n"
        "      outcome: \"T\"\n"
        "      otherwise: \"T\"\n"
        "      group: \"T\"\n"
        "      period: \"T\"\n"
        "      of: 100\n"
        "      with:\n"
        "        n: 40\n"
        "        label: \"T\"\n"
        "        counted: [4, 10]\n"
        "      without:\n"
        "        n: 1\n"
        "        label: \"T\"\n"
        "      certainty: \"T\"\n"
        "      source: s\n"
        "      beside: more-numbers\n"
        "  more-numbers:\n"
        "    chance: {outcome: \"T\", otherwise: \"T\", group: \"T\", period: \"T\", of: \"1000\", "
        "with: {n: \"4\", label: \"T\"}, without: {n: 1, label: \"T\"}, certainty: \"T\", source: s}\n"
        "sections:\n"
        "  mechanism:\n"
        "    question: \"T\"\n"
        "    answer: \"T\"\n"
        "    body:\n"
        "      p1: \"T\"\n"
        "  efficacy: {question: \"T\", answer: \"T\", body: {p1: \"T\"}}\n"
        "  risks: {question: \"T\", answer: \"T\", body: {p1: \"T\"}}\n"
        "  availability: {question: \"T\", answer: \"T\", body: {p1: \"T\"}}\n"
        "  precautions: {question: \"T\", answer: \"T\", body: {p1: \"T\"}}\n"
        "quiz:\n"
        "  q:\n"
        "    section: risks\n"
        "    safety: false\n"
        "    question: \"T\"\n"
        "    again: \"T\"\n"
        "    fixed: true\n"
        "    options:\n"
        "      a:\n"
        "        text: \"T\"\n"
        "        why: \"T\"\n"
        "        correct: true\n"
        "      b: {text: \"T\", why: \"T\"}\n"
        "takeaways:\n"
        "  t:\n"
        "    text: \"T\"\n"
        "    quiz: q\n"
        "ask:\n"
        "  w: \"T\"\n"
        "glossary:\n"
        "  g:\n"
        "    term: \"T\"\n"
        "    meaning: \"T\"\n"
        "    also: \"T\"\n"
        "sources:\n"
        "  s:\n"
        "    cite: \"T\"\n"
        "    doi: \"T\"\n"
        "    pmid: \"1\"\n"
        "    url: \"T\"\n"
        "    id: \"T\"\n";

static const char whole_translation[] = "anteroom: \"1\"\n"
                                        "language: \"es\"\n"
                                        "title: \"T\"\n"
                                        "translation:\n"
                                        "  machine: \"none\"\n"
                                        "  translator:\n"
                                        "    name: \"T\"\n"
                                        "    org: \"T\"\n"
                                        "    role: \"T\"\n"
                                        "    credential: \"T\"\n"
                                        "    id: \"T\"\n"
                                        "    native: \"T\"\n"
                                        "    scope: \"T\"\n"
                                        "    on: \"2026-11-24\"\n"
                                        "    seen: \"12345678\"\n"
                                        "  reviser: {name: \"T\", on: \"2026-11-24\"}\n"
                                        "  clinician: {name: \"T\", on: \"2026-11-24\"}\n"
                                        "  readers: 4\n"
                                        "  strings:\n"
                                        "    \"title\": \"4f2a1b2c3d4e 5e6f7a8b\"\n"
                                        "  ok:\n"
                                        "    \"title\":\n"
                                        "      numbers:\n"
                                        "        by: \"T\"\n"
                                        "        on: \"2026-11-24\"\n"
                                        "        for: \"12345678\"\n";

static void load(struct str text, bool translation, struct diags *ds)
{
	if (translation)
		translation_free(translation_parse("x/es.yaml", text, ds));
	else
		article_free(article_parse("x/en.yaml", text, NULL, NULL, ds));
}

static struct diags *findings_of(struct str text, bool translation)
{
	struct diags *ds = diags_new();
	load(text, translation, ds);
	return ds;
}

static bool finds(struct str text, bool translation, enum rule_id id)
{
	struct diags *ds = findings_of(text, translation);
	bool found = false;
	for (size_t i = 0; i < diags_len(ds); i++)
		found |= diags_at(ds, i)->rule == &rules[id];
	diags_free(ds);
	return found;
}

/* The lines of the mapping behind line `anchor` (the whole file if it is empty): [*from, *to). */
static void find_mapping(struct str file, const char *anchor, size_t *from, size_t *to)
{
	const char *at = *anchor ? strstr(file.p, anchor) : file.p;
	assert_non_null(at);
	*from = (size_t)(at - file.p) + strlen(anchor);
	size_t indent = strspn(file.p + *from, " "), i = *from;
	while (i < file.len && strspn(file.p + i, " ") >= indent)
		i += strcspn(file.p + i, "\n") + 1;
	*to = i;
}

/* The lines of `key` in the mapping [from, to): [*a, *b); false: it is not there. */
static bool find_key(struct str file, size_t from, size_t to, struct str key, size_t *a, size_t *b)
{
	size_t indent = strspn(file.p + from, " ");
	for (size_t i = from; i < to;) {
		size_t end = i + strcspn(file.p + i, "\n") + 1;
		while (end < to && strspn(file.p + end, " ") > indent)
			end += strcspn(file.p + end, "\n") + 1;
		struct str line = str_part(file, i + indent, file.len);
		if (line.len > key.len && memcmp(line.p, key.p, key.len) == 0 &&
		    line.p[key.len] == ':') {
			*a = i;
			*b = end;
			return true;
		}
		i = end;
	}
	return false;
}

/* The file with [from, to) replaced. */
static struct str spliced(struct arena *a, struct str file, size_t from, size_t to, const char *by)
{
	return arena_fmt(a, "%.*s%s%.*s", (int)from, file.p, by, (int)(file.len - to), file.p + to);
}

/* Every word in quotes of the loader's source, and so every key that it may know. */
static struct str *words_of_the_loader(struct arena *a, size_t *ret_n)
{
	enum { MAX_WORDS = 2000 };
	static const char *const sources[] = {"article.c", "translation.c"};
	struct str *list = arena_array(a, struct str, MAX_WORDS);
	struct diags *ds = diags_new();
	*ret_n = 0;
	for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
		struct str text = STR("");
		const char *path = arena_fmt(a, "%s/%s", content_source, sources[i]).p;
		assert_true(file_read(a, path, 1000000, &text, ds));
		for (const char *p = text.p; (p = strchr(p, '"')); p++) {
			size_t n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz-");
			if (n && p[n + 1] == '"' && *ret_n < MAX_WORDS)
				list[(*ret_n)++] = (struct str){p + 1, n};
		}
	}
	assert_true(*ret_n > 50 && *ret_n < MAX_WORDS);
	diags_free(ds);
	return list;
}

/* Mappings with keys of their own: where one stands in a whole file. */
static const struct {
	const char *name;
	bool translation;
	const char *anchor;
} mappings[] = {
        {"article", false, ""},
        {"review", false, "review:\n"},
        {"section", false, "  mechanism:\n"},
        {"chance", false, "    chance:\n"},
        {"arm", false, "      with:\n"},
        {"arm", false, "      without:\n"},
        {"question", false, "  q:\n"},
        {"option", false, "      a:\n"},
        {"takeaway", false, "  t:\n"},
        {"term", false, "  g:\n"},
        {"reference", false, "  s:\n"},
        {"translation", true, "translation:\n"},
        {"person", true, "  translator:\n"},
        {"waiver", true, "      numbers:\n"},
};

static struct str whole_file(bool translation)
{
	return translation ? STR(whole_translation) : STR(whole_source);
}

static void the_schema_has_the_keys_that_the_loader_accepts(void **state)
{
	(void)state;
	struct arena a = {0};
	struct schema s = read_schema();
	size_t n, from, to, p, q;
	const struct str *word = words_of_the_loader(&a, &n);
	for (size_t i = 0; i < ARRAY_LEN(mappings); i++) {
		struct str file = whole_file(mappings[i].translation);
		ynode keys = ydoc_get(s.doc, definition(&s, mappings[i].name), "properties");
		find_mapping(file, mappings[i].anchor, &from, &to);
		for (size_t k = 0; k < n; k++) {
			const char *line =
			        arena_fmt(&a, "%*s%.*s: \"T\"\n", (int)strspn(file.p + from, " "),
			                  "", STR_ARG(word[k]))
			                .p;
			bool there = find_key(file, from, to, word[k], &p, &q);
			bool accepted = there || !finds(spliced(&a, file, from, from, line),
			                                mappings[i].translation, R_UNKNOWN_KEY);
			check_int(has_child(s.doc, keys, word[k]), accepted, mappings[i].name,
			          arena_str(&a, word[k]).p);
		}
		for (ynode c = ydoc_first(s.doc, keys); c; c = ydoc_next(s.doc, c)) {
			bool there = find_key(file, from, to, ydoc_key(s.doc, c), &p, &q);
			check_true(there || str_is(str_of(mappings[i].anchor), "      without:\n"),
			           ydoc_key(s.doc, c).p, "stands in the whole file");
		}
	}
	free_schema(&s);
	arena_clear(&a);
	check_end();
}

static void whole_files_are_sound(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct diags *ds = findings_of(whole_file(i), i);
		diags_print(ds, stderr);
		assert_int_equal(diags_count(ds, SEV_NOTE), 0);
		diags_free(ds);
	}
}

static void the_schema_requires_what_the_loader_requires(void **state)
{
	(void)state;
	struct arena a = {0};
	struct schema s = read_schema();
	size_t from, to, p, q;
	for (size_t i = 0; i < ARRAY_LEN(mappings); i++) {
		struct str file = whole_file(mappings[i].translation);
		ynode object = definition(&s, mappings[i].name);
		ynode keys = ydoc_get(s.doc, object, "properties");
		find_mapping(file, mappings[i].anchor, &from, &to);
		for (ynode c = ydoc_first(s.doc, keys); c; c = ydoc_next(s.doc, c)) {
			struct str key = ydoc_key(s.doc, c);
			if (!find_key(file, from, to, key, &p, &q))
				continue;
			struct str without = spliced(&a, file, p, q, "");
			bool needed = finds(without, mappings[i].translation, R_MISSING_KEY) ||
			              finds(without, mappings[i].translation, R_NOT_SOURCE);
			check_int(has_item(s.doc, ydoc_get(s.doc, object, "required"), key), needed,
			          mappings[i].name, key.p);
		}
	}
	free_schema(&s);
	arena_clear(&a);
	check_end();
}

static unsigned number_in(const struct schema *s, ynode map, const char *key)
{
	return (unsigned)atoi(ydoc_value(s->doc, ydoc_get(s->doc, map, key)).p);
}

/* The file with so many more entries at `at`. */
static struct str with_entries(struct arena *a, struct str file, size_t at, size_t indent, size_t n,
                               const char *entry)
{
	struct buf more = {0};
	buf_fmt(&more, "%s", "");
	for (size_t i = 0; i < n; i++)
		buf_fmt(&more, "%*se%zu: %s\n", (int)indent, "", i, entry);
	struct str all = spliced(a, file, at, at, arena_str(a, buf_str(&more)).p);
	buf_clear(&more);
	return all;
}

static void the_schema_has_the_limits_of_the_loader(void **state)
{
	(void)state;
	static const struct {
		const char *name, *anchor, *entry; /* one of many, without its id */
		enum rule_id rule;
	} rows[] = {
	        {"body", "    body:\n", "\"T\"", R_TOO_MANY},
	        {"texts", "    list:\n", "\"T\"", R_TOO_MANY},
	        {"texts", "    steps:\n", "\"T\"", R_TOO_MANY},
	        {"sections", "sections:\n", "{question: \"T\", answer: \"T\", body: {p: \"T\"}}",
	         R_TOO_MANY},
	        {"quiz", "quiz:\n",
	         "{section: risks, question: \"T\", again: \"T\", options: {a: {text: \"T\", why: "
	         "\"T\"}, b: {text: \"T\", why: \"T\", correct: true}}}",
	         R_TOO_MANY},
	        {"options", "    options:\n", "{text: \"T\", why: \"T\"}", R_QUIZ_OPTIONS},
	        {"takeaways", "takeaways:\n", "{text: \"T\", quiz: q}", R_TOO_MANY},
	        {"ask", "ask:\n", "\"T\"", R_TOO_MANY},
	        {"glossary", "glossary:\n", "{term: \"T\", meaning: \"T\"}", R_TOO_MANY},
	        {"sources", "sources:\n", "{cite: \"T\"}", R_TOO_MANY},
	};
	struct arena a = {0};
	struct schema s = read_schema();
	struct str file = whole_file(false);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		size_t from, to, there = 0;
		unsigned most = number_in(&s, definition(&s, rows[i].name), "maxProperties");
		find_mapping(file, rows[i].anchor, &from, &to);
		size_t indent = strspn(file.p + from, " ");
		for (size_t k = from; k < to; k += strcspn(file.p + k, "\n") + 1)
			there += strspn(file.p + k, " ") == indent;
		struct str full = with_entries(&a, file, to, indent, most - there, rows[i].entry);
		struct str over =
		        with_entries(&a, file, to, indent, most - there + 1, rows[i].entry);
		check_true(!finds(full, false, rows[i].rule), rows[i].name, "may be full");
		check_true(finds(over, false, rows[i].rule), rows[i].name, "may not hold one more");
	}
	free_schema(&s);
	arena_clear(&a);
	check_end();
}

/* --- schema of a translation -------------------------------------------------------------- */

/* The name of the definition that a schema refers to; empty if it does not. */
static struct str reference(const struct schema *s, ynode n)
{
	struct str ref = ydoc_value(s->doc, ydoc_get(s->doc, n, "$ref"));
	return ref.len ? str_part(ref, strlen("#/$defs/"), ref.len) : STR("");
}

enum { MAX_USED = 200 };
struct used {
	struct str in, key;
};
struct walk {
	const struct schema *s;
	struct arena arena;
	struct used used[MAX_USED]; /* keys of the schema that some path went through */
	size_t n;
};

static bool leads_to_words(struct walk *w, struct str name, struct str path);

/* One step down: by the key, or by the type of all ids. */
static bool step_down(struct walk *w, struct str name, ynode schema, struct str path)
{
	const char *dot = memchr(path.p, '.', path.len);
	struct str key = dot ? str_part(path, 0, (size_t)(dot - path.p)) : path;
	struct str rest = dot ? str_part(path, key.len + 1, path.len) : STR("");
	const char *k = arena_str(&w->arena, key).p;
	ynode next = ydoc_get(w->s->doc, ydoc_get(w->s->doc, schema, "properties"), k);
	bool named = next != 0;
	next = named ? next : ydoc_get(w->s->doc, schema, "additionalProperties");
	if (!next || !leads_to_words(w, reference(w->s, next), rest))
		return false;
	if (named && w->n < MAX_USED)
		w->used[w->n++] = (struct used){name, key};
	return true;
}

static bool leads_to_words(struct walk *w, struct str name, struct str path)
{
	if (str_is(name, "words") || path.len == 0)
		return str_is(name, "words") && path.len == 0;
	ynode schema = definition(w->s, arena_str(&w->arena, name).p);
	ynode any = ydoc_get(w->s->doc, schema, "anyOf");
	for (ynode c = ydoc_first(w->s->doc, any); c; c = ydoc_next(w->s->doc, c)) {
		struct str other = reference(w->s, c);
		if (other.len && leads_to_words(w, other, path))
			return true;
	}
	return !any && step_down(w, name, schema, path);
}

/* "sections.risks.body.p1" leads to words in the schema of a block too, whose kind is no step. */
static bool passage_is_in_schema(struct walk *w, struct str path)
{
	static const char *const paragraph[] = {"introduction.p1", "introduction.careful",
	                                        "introduction.aside"};
	for (size_t i = 0; i < ARRAY_LEN(paragraph); i++)
		if (str_is(path, paragraph[i])) { /* the block itself is words */
			ynode any = ydoc_get(w->s->doc, definition(w->s, "block-words"), "anyOf");
			return str_is(reference(w->s, ydoc_first(w->s->doc, any)), "words");
		}
	if (path.len > 8 && str_is(str_part(path, path.len - 8, path.len), ".body.p1"))
		return true;
	return leads_to_words(w, STR("translation-file"), path);
}

static void a_translation_may_hold_each_passage_and_nothing_else(void **state)
{
	(void)state;
	struct schema s = read_schema();
	struct walk w = {.s = &s};
	struct passages ps = {0};
	struct diags *ds = diags_new();
	struct article *a = article_parse("x/en.yaml", STR(whole_source), NULL, &ps, ds);
	assert_non_null(a);
	for (size_t i = 0; i < ps.n; i++)
		check_true(passage_is_in_schema(&w, ps.list[i].path), ps.list[i].path.p,
		           "may be translated");
	for (ynode d = ydoc_first(s.doc, s.defs); d; d = ydoc_next(s.doc, d)) {
		ynode keys = ydoc_get(s.doc, d, "properties");
		for (ynode c = ydoc_first(s.doc, keys); c; c = ydoc_next(s.doc, c)) {
			bool passed = !str_is(reference(&s, c), "words");
			for (size_t i = 0; !passed && i < w.n; i++)
				passed = str_eq(w.used[i].in, ydoc_key(s.doc, d)) &&
				         str_eq(w.used[i].key, ydoc_key(s.doc, c));
			check_true(passed, ydoc_key(s.doc, c).p, "some passage is there");
		}
	}
	passages_clear(&ps);
	article_free(a);
	diags_free(ds);
	arena_clear(&w.arena);
	free_schema(&s);
	check_end();
}

/* --- skeleton ----------------------------------------------------------------------------- */

static void a_skeleton_is_empty_and_nothing_else(void **state)
{
	(void)state;
	static const struct {
		const char *language, *path, *today;
	} rows[] = {{"en", "tea/en.yaml", "2026-11-24"},
	            {"zh-Hant-TW", "tea/zh-Hant-TW.yaml", "2028-02-29"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct diags *ds = diags_new();
		struct str text = skeleton_text(&a, rows[i].language, str_of(rows[i].today));
		size_t empty = 0;
		for (const char *p = text.p; (p = strstr(p, ": \"\"")); p++) {
			const char *line = p;
			while (line > text.p && line[-1] != '\n')
				line--;
			empty += line[strspn(line, " ")] != '#';
		}
		assert_null(article_parse(rows[i].path, text, NULL, NULL, ds));
		for (size_t k = 0; k < diags_len(ds); k++)
			check_true(diags_at(ds, k)->rule == &rules[R_EMPTY_TEXT], rows[i].language,
			           diags_at(ds, k)->msg.p);
		check_int((long)diags_len(ds), (long)empty, rows[i].language, "findings");
		check_true(empty > 20 && empty < DIAGS_MAX, rows[i].language, "all are told");
		diags_free(ds);
		arena_clear(&a);
	}
	check_end();
}

/* The text with "Words" in all empty quotes; and, if asked for, with every key that stands in a
 * comment. */
static struct str filled(struct arena *a, struct str text, bool comments_too)
{
	struct buf b = {0};
	for (size_t i = 0; i < text.len; i += strcspn(text.p + i, "\n") + 1) {
		struct str line = str_part(text, i, i + strcspn(text.p + i, "\n"));
		size_t indent = strspn(line.p, " ");
		const char *key = line.p + indent + 2;
		size_t deep = strspn(key, " ");
		size_t n = deep + strspn(key + deep, "abcdefghijklmnopqrstuvwxyz-0123456789");
		bool comment = str_starts(str_part(line, indent, line.len), "# ");
		if (comments_too && comment && n > deep && key[n] == ':') {
			buf_add(&b, str_part(line, 0, indent));
			line = str_part(line, indent + 2, line.len);
		}
		const char *quotes = memmem(line.p, line.len, "\"\"", 2);
		size_t at = quotes ? (size_t)(quotes - line.p) : line.len;
		buf_add(&b, str_part(line, 0, at));
		buf_fmt(&b, "%s", quotes ? "\"Words\"" : "");
		buf_add(&b, str_part(line, MIN(at + 2, line.len), line.len));
		buf_fmt(&b, "\n");
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* Whether a line, its indentation left out, begins so. */
static bool has_line(struct str text, const char *begin)
{
	for (size_t i = 0; i < text.len; i += strcspn(text.p + i, "\n") + 1)
		if (str_starts(str_of(text.p + i + strspn(text.p + i, " ")), begin))
			return true;
	return false;
}

static void a_skeleton_is_valid_once_it_is_written(void **state)
{
	(void)state;
	static const char *const used[] = {
	        "list:",     "steps:", "caution:", "note:", "chance:", "fixed:", "safety:",
	        "critical:", "notes:", "counted:", "doi:",  "pmid:",   "url:",   "id:"};
	struct arena a = {0};
	struct str text = skeleton_text(&a, "en", STR("2026-11-24"));
	for (int comments = 0; comments < 2; comments++) {
		struct diags *ds = diags_new();
		struct str file = filled(&a, text, comments);
		struct article *article = article_parse("tea/en.yaml", file, NULL, NULL, ds);
		diags_print(ds, stderr);
		assert_non_null(article);
		assert_int_equal(diags_len(ds), 0);
		check_str(article->review.next, "2027-11-24", "skeleton", "next");
		article_free(article);
		diags_free(ds);
	}
	struct str all = filled(&a, text, true);
	for (size_t i = 0; i < ARRAY_LEN(used); i++)
		check_true(has_line(all, used[i]), used[i], "is a key of it");
	for (size_t i = 0; i < text.len; i += strcspn(text.p + i, "\n") + 1)
		check_true(strcspn(text.p + i, "\n") <= 110, "a line", "is not too long");
	arena_clear(&a);
	check_end();
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: test_desk SOURCE-OF-CONTENT\n");
		return 2;
	}
	content_source = argv[1];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(text_becomes_words_and_numbers),
	        cmocka_unit_test(patterns_match_words_in_a_row),
	        cmocka_unit_test(numbers_that_are_compared_count_of_the_same),
	        cmocka_unit_test(a_comparison_tells_its_time),
	        cmocka_unit_test(a_list_is_read_as_one_with_what_leads_to_it),
	        cmocka_unit_test(a_change_comes_with_its_numbers),
	        cmocka_unit_test(one_in_x_is_no_number),
	        cmocka_unit_test(percent_and_people_are_not_mixed),
	        cmocka_unit_test(medical_words_are_explained),
	        cmocka_unit_test(options_stand_for_themselves),
	        cmocka_unit_test(a_takeaway_has_words_of_its_question),
	        cmocka_unit_test(place_and_length_of_the_right_option_tell_nothing),
	        cmocka_unit_test(what_follows_from_structure_holds_in_every_language),
	        cmocka_unit_test(no_text_is_too_odd),
	        cmocka_unit_test(status_tells_people_how_far_each_language_is),
	        cmocka_unit_test(status_tells_programs_the_same),
	        cmocka_unit_test(status_is_told_in_lines_of_eighty_columns),
	        cmocka_unit_test(the_schema_is_whole),
	        cmocka_unit_test(whole_files_are_sound),
	        cmocka_unit_test(the_schema_has_the_keys_that_the_loader_accepts),
	        cmocka_unit_test(the_schema_requires_what_the_loader_requires),
	        cmocka_unit_test(the_schema_has_the_limits_of_the_loader),
	        cmocka_unit_test(a_translation_may_hold_each_passage_and_nothing_else),
	        cmocka_unit_test(a_skeleton_is_empty_and_nothing_else),
	        cmocka_unit_test(a_skeleton_is_valid_once_it_is_written),
	};
	return cmocka_run_group_tests_name("desk", tests, make_library, remove_library);
}
