/* What is delivered: every article of the content folder and the crisis help beside it. The folder is
 * the argument. */
#include "check.h"

#include "desk/check.h"
#include "content/formula.h"
#include "content/library.h"

#include <ctype.h>
#include <locale.h>
#include <stdlib.h>

static const char *folder;

/* --- every text of an article ------------------------------------------------------------- */

/* What kind of text it is decides what may stand in it. */
enum text_class {
	TEXT_PROSE,
	TEXT_CHANCE, /* fields of a chance, which has one source for all its numbers */
	TEXT_ASKED,  /* question and options of the quiz: the explanation carries the source */
	TEXT_TERM,   /* glossary: links there do not count as links from the text */
};

typedef void text_fn(const struct text *t, enum text_class class, void *data);

static void each_of_body(const struct body *b, text_fn *fn, void *data)
{
	for (const struct block *block = b->block; block < b->block + b->n_blocks; block++) {
		const struct chance *c = block->chance;
		for (size_t i = 0; i < block->n_items; i++)
			fn(&block->item[i], TEXT_PROSE, data);
		if (!c)
			continue;
		const struct text *const fields[] = {
		        &c->outcome,   &c->otherwise,  &c->group,        &c->period,
		        &c->certainty, &c->with.label, &c->without.label};
		for (size_t i = 0; i < ARRAY_LEN(fields); i++)
			fn(fields[i], TEXT_CHANCE, data);
	}
}

static void each_of_quiz(const struct article *a, text_fn *fn, void *data)
{
	for (const struct question *q = a->question; q < a->question + a->n_questions; q++) {
		fn(&q->question, TEXT_ASKED, data);
		fn(&q->again, TEXT_ASKED, data);
		for (size_t i = 0; i < q->n_options; i++) {
			fn(&q->option[i].text, TEXT_ASKED, data);
			fn(&q->option[i].why, TEXT_PROSE, data);
		}
	}
}

static void each_text(const struct article *a, text_fn *fn, void *data)
{
	const struct text *const head[] = {&a->title,   &a->summary, &a->disclaimer,
	                                   &a->authors, &a->funding, &a->review.by};
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		fn(head[i], TEXT_PROSE, data);
	each_of_body(&a->introduction, fn, data);
	for (size_t i = 0; i < a->n_sections; i++) {
		fn(&a->section[i].question, TEXT_PROSE, data);
		fn(&a->section[i].answer, TEXT_PROSE, data);
		each_of_body(&a->section[i].body, fn, data);
	}
	each_of_quiz(a, fn, data);
	for (size_t i = 0; i < a->n_takeaways; i++)
		fn(&a->takeaway[i].text, TEXT_PROSE, data);
	for (size_t i = 0; i < a->n_ask; i++)
		fn(&a->ask[i], TEXT_PROSE, data);
	for (size_t i = 0; i < a->n_terms; i++) {
		fn(&a->term[i].term, TEXT_TERM, data);
		fn(&a->term[i].meaning, TEXT_TERM, data);
	}
}

typedef void article_fn(const struct article *a);

static void each_article(article_fn *fn)
{
	struct diags *ds = diags_new();
	struct library *lib = library_open(folder, ds);
	assert_true(library_count(lib) > 0);
	for (size_t i = 0; i < library_count(lib); i++) {
		const struct article *a = library_article(lib, i, STR(""), ds);
		if (check_true(a != NULL, library_id(lib, i).p, "it can be read"))
			fn(a);
	}
	library_close(lib);
	diags_free(ds);
	check_end();
}

/* --- what no text may hold ---------------------------------------------------------------- */

static bool is_digit(char c)
{
	return isdigit((unsigned char)c) != 0;
}

static char at(struct str s, size_t i)
{
	return i < s.len ? s.p[i] : '\0';
}

/* The bytes of a blank or hyphen at i, 0 if there is none: space, no-break space, thin space. */
static size_t gap_at(struct str s, size_t i)
{
	static const char *const gaps[] = {" ", "-", "\u00a0", "\u2009", "\u202f", "\u2011"};
	for (size_t k = 0; k < ARRAY_LEN(gaps); k++)
		if (str_starts(str_part(s, MIN(i, s.len), s.len), gaps[k]))
			return strlen(gaps[k]);
	return 0;
}

/* A number with a unit of weight or volume behind it. */
static bool has_dose(struct str s)
{
	static const char *const units[] = {
	        "mg",   "mcg",       "ug",        "\u00b5g", "\u03bcg",    "ml",        "g",
	        "gram", "milligram", "microgram", "grams",   "milligrams", "micrograms"};
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.p[i]))
			continue;
		size_t from = i + 1 + gap_at(s, i + 1);
		for (size_t k = 0; k < ARRAY_LEN(units); k++) {
			size_t n = strlen(units[k]);
			char behind = at(s, from + n);
			if (from + n <= s.len && strncasecmp(s.p + from, units[k], n) == 0 &&
			    !isalnum((unsigned char)behind))
				return true;
		}
	}
	return false;
}

/* Seven digits or more with nothing but blanks, hyphens and brackets between them. */
static bool has_phone(struct str s)
{
	size_t digits = 0;
	for (size_t i = 0; i < s.len; i++) {
		size_t gap = gap_at(s, i);
		if (is_digit(s.p[i]))
			digits++;
		else if (gap)
			i += gap - 1;
		else if (s.p[i] != '(' && s.p[i] != ')')
			digits = 0;
		if (digits == 7)
			return true;
	}
	return false;
}

static bool has_percent(struct str s)
{
	return memchr(s.p, '%', s.len) != NULL;
}

/* "1 in 5": a hundred is said instead. */
static bool has_one_in(struct str s)
{
	static const char one[] = "1 in ";
	for (size_t i = 0; i + sizeof(one) - 1 < s.len; i++)
		if (memcmp(s.p + i, one, sizeof(one) - 1) == 0 &&
		    is_digit(s.p[i + sizeof(one) - 1]))
			return true;
	return false;
}

static const struct ban {
	const char *what;
	bool (*found)(struct str s);
} bans[] = {{"a dose", has_dose},
            {"a phone number", has_phone},
            {"a percent sign", has_percent},
            {"one in a number", has_one_in}};

static void what_may_not_stand_in_a_text_is_recognised(void **state)
{
	(void)state;
	static const struct {
		const char *text, *bans;
	} rows[] = {
	        {"Take 56 mg.", "a dose"},
	        {"Take 0.5mg/kg.", "a dose"},
	        {"a 28-mg device", "a dose"},
	        {"about 5\u00a0µg", "a dose"},
	        {"100 mcg of it", "a dose"},
	        {"10 ML", "a dose"},
	        {"2 g", "a dose"},
	        {"half of 2 grams", "a dose"},
	        {"12 of 20", ""},
	        {"2 good reasons", ""},
	        {"4 mglobes", ""},
	        {"Call 0800 123 456.", "a phone number"},
	        {"Call 116-1234 now", "a phone number"},
	        {"(555) 123-4567", "a phone number"},
	        {"1,475 people in 2021", ""},
	        {"18 to 64, over 140/90", ""},
	        {"in 2022 and again in 2023", ""},
	        {"5% of them", "a percent sign"},
	        {"1 in 5 people", "one in a number"},
	        {"1 in five", ""},
	        {"1 of 100", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *found = "";
		for (size_t k = 0; k < ARRAY_LEN(bans); k++)
			if (bans[k].found(str_of(rows[i].text)))
				found = bans[k].what;
		check_str(str_of(found), rows[i].bans, rows[i].text, "what is found");
	}
	check_end();
}

static void hold_nothing_banned(const struct text *t, enum text_class class, void *data)
{
	(void)class;
	(void)data;
	for (size_t i = 0; i < ARRAY_LEN(bans); i++)
		if (bans[i].found(t->rich.text)) {
			check_true(false, t->path.p, bans[i].what);
			fprintf(stderr, "  %.*s\n", STR_ARG(t->rich.text));
		}
}

static void texts_hold_nothing_banned(const struct article *a)
{
	each_text(a, hold_nothing_banned, NULL);
}

static void no_text_holds_a_dose_a_phone_number_or_a_percentage(void **state)
{
	(void)state;
	each_article(texts_hold_nothing_banned);
}

/* --- numbers and their sources ------------------------------------------------------------ */

/* Numbers that need no source of their own. */
static const struct {
	const char *path, *reason;
} unsourced[] = {
        {"disclaimer", "the month of our own check"},
};
static bool met[ARRAY_LEN(unsourced)];

static bool is_unsourced(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(unsourced); i++)
		if (str_is(path, unsourced[i].path))
			return met[i] = true;
	return false;
}

static bool has_number(const struct rich *r, bool *cited)
{
	bool number = false;
	size_t span = 0;
	*cited = false;
	for (size_t i = 0; i < r->text.len; i++) {
		while (span < r->n_spans && r->span[span].to <= i)
			span++;
		bool inside = span < r->n_spans && r->span[span].from <= i &&
		              r->span[span].style == STYLE_CITATION;
		*cited |= inside;
		number |= !inside && is_digit(r->text.p[i]);
	}
	return number;
}

static void number_is_sourced(const struct text *t, enum text_class class, void *data)
{
	(void)data;
	bool cited;
	if (class == TEXT_CHANCE || class == TEXT_ASKED || !has_number(&t->rich, &cited) || cited)
		return;
	if (!is_unsourced(t->path)) {
		check_true(false, t->path.p, "its number has a source");
		fprintf(stderr, "  %.*s\n", STR_ARG(t->rich.text));
	}
}

static void numbers_are_sourced(const struct article *a)
{
	each_text(a, number_is_sourced, NULL);
}

static void every_number_has_a_source(void **state)
{
	(void)state;
	each_article(numbers_are_sourced);
	for (size_t i = 0; i < ARRAY_LEN(unsourced); i++)
		check_true(met[i], unsourced[i].path, "the exception is still needed");
	check_end();
}

/* --- sources and words -------------------------------------------------------------------- */

struct uses {
	const struct article *a;
	unsigned *source, *term;
};

/* Counts [@a; @b] in the text as it was written. */
static void count_citations(struct uses *u, struct str raw)
{
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.p[i] != '@')
			continue;
		size_t from = i + 1;
		while (i + 1 < raw.len && raw.p[i + 1] != ';' && raw.p[i + 1] != ']')
			i++;
		for (size_t k = 0; k < u->a->n_sources; k++)
			u->source[k] += str_eq(u->a->source[k].id, str_part(raw, from, i + 1));
	}
}

static void count_uses(const struct text *t, enum text_class class, void *data)
{
	struct uses *u = data;
	count_citations(u, t->raw);
	for (size_t i = 0; class != TEXT_TERM && i < t->rich.n_spans; i++)
		if (t->rich.span[i].style == STYLE_TERM)
			u->term[t->rich.span[i].term]++;
}

static void count_chances(struct uses *u, const struct body *b)
{
	for (size_t i = 0; i < b->n_blocks; i++)
		if (b->block[i].chance)
			u->source[b->block[i].chance->source]++;
}

static void names_are_used(const struct article *a)
{
	struct arena arena = {0};
	struct uses u = {a, arena_array(&arena, unsigned, a->n_sources),
	                 arena_array(&arena, unsigned, a->n_terms)};
	each_text(a, count_uses, &u);
	count_chances(&u, &a->introduction);
	for (size_t i = 0; i < a->n_sections; i++)
		count_chances(&u, &a->section[i].body);
	for (size_t i = 0; i < a->n_sources; i++)
		check_true(u.source[i] > 0, a->source[i].id.p, "the source is cited");
	for (size_t i = 0; i < a->n_terms; i++)
		check_true(u.term[i] > 0, a->term[i].id.p, "the word is linked");
	arena_clear(&arena);
}

static void every_source_is_cited_and_every_word_linked(void **state)
{
	(void)state;
	each_article(names_are_used);
}

/* --- the checker, reading grade, review --------------------------------------------------- */

static void the_checker_finds_nothing(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags *ds = diags_new();
	struct library *lib = library_open(folder, ds);
	assert_true(library_count(lib) > 0);
	for (size_t i = 0; i < library_count(lib); i++) {
		size_t n;
		const struct str *lang = library_languages(lib, i, &n);
		for (size_t k = 0; k < n; k++)
			check_file(arena_fmt(&arena, "%s/%.*s/%.*s.yaml", folder,
			                     STR_ARG(library_id(lib, i)), STR_ARG(lang[k]))
			                   .p,
			           STR("2026-11-24"), ds);
	}
	check_file(arena_fmt(&arena, "%s/help-now.yaml", folder).p, STR("2026-11-24"), ds);
	diags_print(ds, stderr);
	assert_int_equal(diags_count(ds, SEV_NOTE), 0);
	library_close(lib);
	diags_free(ds);
	arena_clear(&arena);
}

/* Every part, by the formula of the article's language. */
static void parts_read_easily(const struct article *a)
{
	const struct formula *f = formula_checked(a->lang.p);
	for (size_t i = 0; f && i < reading_parts(a); i++) {
		struct part p = reading_part(a, i);
		double value = formula_value(f, &p.reading);
		if (!check_true(!formula_is_past(f, value, f->limit), p.name.p, f->name))
			fprintf(stderr, "  %.2f\n", value);
	}
}

static void every_part_reads_within_the_limit_of_its_language(void **state)
{
	(void)state;
	each_article(parts_read_easily);
}

static void is_draft(const struct article *a)
{
	check_int(a->review.status, REVIEW_DRAFT, a->id.p, "review status");
}

static void no_article_claims_a_review_it_has_not_had(void **state)
{
	(void)state;
	each_article(is_draft);
}

/* --- quiz --------------------------------------------------------------------------------- */

static void quiz_covers_all(const struct article *a)
{
	enum { ENOUGH = 10, SECTIONS = 5 };
	check_true(a->n_questions >= ENOUGH, a->id.p, "ten questions");
	check_true(a->n_sections >= SECTIONS, a->id.p, "five sections");
	for (size_t s = 0; s < a->n_sections; s++) {
		bool asked = false;
		for (size_t i = 0; i < a->n_questions; i++)
			asked |= a->question[i].section == s;
		check_true(asked, a->section[s].id.p, "a question about it");
	}
	check_true(a->n_takeaways > 0, a->id.p, "takeaways");
	for (size_t i = 0; i < a->n_takeaways; i++)
		check_true(a->takeaway[i].question < a->n_questions, a->takeaway[i].text.path.p,
		           "a question tests it");
}

static void the_quiz_covers_sections_and_takeaways(void **state)
{
	(void)state;
	each_article(quiz_covers_all);
}

static size_t letters(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += (s.p[i] & 0xC0) != 0x80;
	return n;
}

/* Whether the right option is longer than every other. */
static bool right_is_longest(const struct question *q)
{
	size_t right = letters(q->option[q->correct].text.rich.text);
	for (size_t i = 0; i < q->n_options; i++)
		if (i != q->correct && letters(q->option[i].text.rich.text) >= right)
			return false;
	return true;
}

static void answers_give_nothing_away(const struct article *a)
{
	size_t first = 0, longest = 0;
	for (const struct question *q = a->question; q < a->question + a->n_questions; q++) {
		check_true(q->n_options == 3 || q->n_options == 4, q->question.path.p,
		           "three or four options");
		first += q->correct == 0;
		longest += right_is_longest(q);
	}
	if (!check_true(first * 2 <= a->n_questions, a->id.p, "the right option is seldom first"))
		fprintf(stderr, "  in %zu of %zu\n", first, a->n_questions);
	if (!check_true(longest * 2 <= a->n_questions, a->id.p,
	                "the right option is seldom the longest"))
		fprintf(stderr, "  in %zu of %zu\n", longest, a->n_questions);
}

static void place_and_length_do_not_give_the_answer_away(void **state)
{
	(void)state;
	each_article(answers_give_nothing_away);
}

/* --- crisis help -------------------------------------------------------------------------- */

typedef void help_fn(const struct help *h);

static void with_help(help_fn *fn)
{
	struct arena arena = {0};
	struct diags *ds = diags_new();
	struct help *h = help_load(arena_fmt(&arena, "%s/help-now.yaml", folder).p, ds);
	assert_true(h->n_countries > 0);
	fn(h);
	help_free(h);
	diags_free(ds);
	arena_clear(&arena);
	check_end();
}

static void countries_are_sound(const struct help *h)
{
	for (size_t i = 0; i < h->n_countries; i++) {
		const struct help_country *c = &h->country[i];
		check_true(c->n_numbers > 0, c->code.p, "an emergency number");
		if (i)
			check_true(strcmp(c[-1].code.p, c->code.p) < 0, c->code.p,
			           "it stands behind the code before it");
		for (const struct help_line *l = c->line; l < c->line + c->n_lines; l++) {
			check_int((long)l->verified_on.len, 10, l->name.p, "days in verified-on");
			check_true(!l->chat || l->chat_at.len || l->web.len, l->name.p,
			           "an address for the chat");
		}
	}
}

static void every_country_has_a_number_and_every_line_a_day(void **state)
{
	(void)state;
	with_help(countries_are_sound);
}

/* Numbers that were withdrawn or belong to someone else today; digits only. */
static const struct {
	const char *country, *number;
} withdrawn[] = {
        {"KR", "1393"},        {"CA", "18334564566"}, {"CA", "45645"},       {"BR", "141"},
        {"GB", "08457909090"}, {"IE", "1850609090"},  {"NL", "09000113"},    {"IT", "199284284"},
        {"TW", "0800788995"},  {"UY", "08008483"},    {"EG", "08008880700"}, {"MY", "0379568145"},
        {"TR", "182"},
};

/* Checks every whole number in s: digits with blanks and hyphens between them, and also each stretch
 * of digits by itself. */
static void check_numbers(const struct help_country *c, struct str s)
{
	char whole[64], part[64];
	size_t n = 0, m = 0;
	for (size_t i = 0; i <= s.len; i++) {
		size_t gap = i < s.len ? gap_at(s, i) : 0;
		if (i < s.len && is_digit(s.p[i]) && n < sizeof(whole) - 1) {
			whole[n++] = part[m++] = s.p[i];
			continue;
		}
		whole[n] = part[m] = '\0';
		for (size_t k = 0; k < ARRAY_LEN(withdrawn); k++)
			if (str_is(c->code, withdrawn[k].country))
				check_true(strcmp(part, withdrawn[k].number) != 0 &&
				                   strcmp(whole, withdrawn[k].number) != 0,
				           c->code.p, withdrawn[k].number);
		m = 0;
		if (gap)
			i += gap - 1;
		else
			n = 0;
	}
}

static void hold_no_withdrawn_number(const struct help *h)
{
	for (size_t i = 0; i < h->n_countries; i++) {
		const struct help_country *c = &h->country[i];
		for (size_t k = 0; k < c->n_numbers; k++)
			check_numbers(c, c->number[k].number);
		for (const struct help_line *l = c->line; l < c->line + c->n_lines; l++) {
			const struct str one[] = {l->name, l->option, l->whatsapp, l->chat_at,
			                          l->web};
			for (size_t k = 0; k < ARRAY_LEN(one); k++)
				check_numbers(c, one[k]);
			for (size_t k = 0; k < l->n_call; k++)
				check_numbers(c, l->call[k]);
			for (size_t k = 0; k < l->n_text; k++)
				check_numbers(c, l->text[k]);
		}
	}
}

static void no_withdrawn_number_is_given(void **state)
{
	(void)state;
	with_help(hold_no_withdrawn_number);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: test_shipped CONTENT-FOLDER\n");
		return 2;
	}
	folder = argv[1];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_checker_finds_nothing),
	        cmocka_unit_test(every_part_reads_within_the_limit_of_its_language),
	        cmocka_unit_test(no_article_claims_a_review_it_has_not_had),
	        cmocka_unit_test(the_quiz_covers_sections_and_takeaways),
	        cmocka_unit_test(place_and_length_do_not_give_the_answer_away),
	        cmocka_unit_test(what_may_not_stand_in_a_text_is_recognised),
	        cmocka_unit_test(no_text_holds_a_dose_a_phone_number_or_a_percentage),
	        cmocka_unit_test(every_number_has_a_source),
	        cmocka_unit_test(every_source_is_cited_and_every_word_linked),
	        cmocka_unit_test(every_country_has_a_number_and_every_line_a_day),
	        cmocka_unit_test(no_withdrawn_number_is_given),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
