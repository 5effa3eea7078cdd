/* The floor of state: the quiz as a pure machine, the command line. */
#include "check.h"

#include "state/progress.h"
#include "state/settings.h"

#include <locale.h>
#include <stdlib.h>

static const struct option options[] = {
        {.id = LIT("a")}, {.id = LIT("b"), .correct = true}, {.id = LIT("c")}};
static const struct question questions[] = {
        {.id = LIT("first"), .option = options, .n_options = 3, .correct = 1, .fixed = true},
        {.id = LIT("second"), .option = options, .n_options = 3, .correct = 1}};
static const struct article article = {.question = questions, .n_questions = 2};

static int place_of(const struct quizrun *q, size_t attempt, bool right)
{
	for (int i = 0;; i++)
		if (quizrun_option(q, attempt, (size_t)i)->correct == right)
			return i;
}

static void every_question_is_asked_and_missed_ones_again_at_the_end(void **state)
{
	(void)state;
	struct quizrun q;
	quizrun_init(&q, &article, 1);
	assert_int_equal(q.n, 2);
	quizrun_choose(&q, 0, place_of(&q, 0, false));
	assert_int_equal(quizrun_check(&q, 0), ANSWER_MISSED);
	assert_int_equal(q.n, 3);
	assert_int_equal(q.attempt[2].question, 0);
	assert_true(q.attempt[2].again);
	quizrun_choose(&q, 1, place_of(&q, 1, true));
	assert_int_equal(quizrun_check(&q, 1), ANSWER_RIGHT);
	quizrun_choose(&q, 2, place_of(&q, 2, true));
	assert_int_equal(quizrun_check(&q, 2), ANSWER_RIGHT);
	assert_int_equal(q.first[0], ANSWER_MISSED);
	assert_int_equal(q.last[0], ANSWER_RIGHT);
	quizrun_clear(&q);
}

static void nothing_chosen_and_the_last_place_mean_not_sure(void **state)
{
	(void)state;
	struct quizrun q;
	quizrun_init(&q, &article, 1);
	assert_int_equal(quizrun_check(&q, 0), ANSWER_UNSURE);
	quizrun_choose(&q, 1, 3); /* behind the three options */
	assert_int_equal(quizrun_check(&q, 1), ANSWER_UNSURE);
	assert_int_equal(q.n, 4);
	quizrun_clear(&q);
}

static void a_second_miss_is_not_asked_a_third_time(void **state)
{
	(void)state;
	struct quizrun q;
	quizrun_init(&q, &article, 1);
	quizrun_check(&q, 0);
	quizrun_choose(&q, 1, place_of(&q, 1, true));
	quizrun_check(&q, 1);
	quizrun_check(&q, 2);
	assert_int_equal(q.n, 3);
	assert_int_equal(q.last[0], ANSWER_UNSURE);
	quizrun_clear(&q);
}

static void an_answer_stays_as_it_was_given(void **state)
{
	(void)state;
	struct quizrun q;
	quizrun_init(&q, &article, 1);
	quizrun_choose(&q, 0, place_of(&q, 0, true));
	quizrun_check(&q, 0);
	quizrun_choose(&q, 0, place_of(&q, 0, false));
	assert_int_equal(quizrun_check(&q, 0), ANSWER_RIGHT);
	assert_int_equal(q.n, 2);
	quizrun_clear(&q);
}

static void reading_again_moves_the_retry_to_the_front(void **state)
{
	(void)state;
	struct quizrun q;
	quizrun_init(&q, &article, 1);
	quizrun_check(&q, 0);
	quizrun_retry_next(&q, 0);
	assert_int_equal(q.n, 3);
	assert_int_equal(q.attempt[1].question, 0);
	assert_true(q.attempt[1].again);
	assert_int_equal(q.attempt[2].question, 1);
	quizrun_retry_next(&q, 1); /* nothing left to move */
	assert_int_equal(q.attempt[2].question, 1);
	quizrun_clear(&q);
}

static void options_are_shuffled_by_seed_unless_fixed(void **state)
{
	(void)state;
	bool moved = false;
	for (uint64_t seed = 0; seed < 50; seed++) {
		struct quizrun q, again;
		bool seen[3] = {false};
		quizrun_init(&q, &article, seed);
		quizrun_init(&again, &article, seed);
		for (size_t i = 0; i < 3; i++) {
			assert_int_equal(q.attempt[0].order[i], i);
			assert_int_equal(q.attempt[1].order[i], again.attempt[1].order[i]);
			seen[q.attempt[1].order[i]] = true;
			moved |= q.attempt[1].order[i] != i;
		}
		assert_true(seen[0] && seen[1] && seen[2]);
		quizrun_clear(&q);
		quizrun_clear(&again);
	}
	assert_true(moved);
}

/* --- settings ------------------------------------------------------------------------------ */

static void the_command_line(void **state)
{
	(void)state;
	static const struct {
		const char *name, *words[6], *message;
	} rows[] = {
	        {"nothing", {NULL}, NULL},
	        {"all", {"--content", "x", "--country=es", "--theme", "mono"}, NULL},
	        {"article", {"ketamine-depression"}, NULL},
	        {"unknown", {"--colour"}, "there is no option “--colour”"},
	        {"missing", {"--content"}, "“--content” needs a word behind it"},
	        {"country",
	         {"--country", "Britain"},
	         "--country takes two letters, such as GB, not “Britain”"},
	        {"a letter", {"-xy"}, "there is no option “-x”"},
	        {"slip", {"--slip", "tea"}, NULL},
	        {"slip in a form", {"--slip=html", "tea"}, NULL},
	        {"two", {"a", "b"}, "name one article, not several"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *argv[8] = {strdup("anteroom")};
		int argc = 1;
		struct arena a = {0};
		struct settings s;
		struct str message = {0};
		for (const char *const *w = rows[i].words; *w; w++)
			argv[argc++] = strdup(*w);
		bool ok = settings_parse(&s, &a, argc, argv, &message);
		check_int(ok, rows[i].message == NULL, rows[i].name, "accepted");
		check_str(message, rows[i].message ? rows[i].message : "", rows[i].name, "message");
		while (argc--)
			free(argv[argc]);
		arena_clear(&a);
	}
	check_end();
}

static void the_environment(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *country;
	} rows[] = {{"de_AT.UTF-8", "AT"}, {"pt_BR", "BR"}, {"es", NULL},        {"C.UTF-8", NULL},
	            {"POSIX", NULL},       {"", NULL},      {"../../etc", NULL}, {"en_GBR", NULL}};
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char name[] = "anteroom", *argv[] = {name, NULL};
		struct arena a = {0};
		struct settings s;
		struct str message;
		setenv("LANG", rows[i].lang, 1);
		assert_true(settings_parse(&s, &a, 1, argv, &message));
		check_str(str_of(s.country), rows[i].country ? rows[i].country : "", rows[i].lang,
		          "country");
		arena_clear(&a);
	}
	check_end();
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_question_is_asked_and_missed_ones_again_at_the_end),
	        cmocka_unit_test(nothing_chosen_and_the_last_place_mean_not_sure),
	        cmocka_unit_test(a_second_miss_is_not_asked_a_third_time),
	        cmocka_unit_test(an_answer_stays_as_it_was_given),
	        cmocka_unit_test(reading_again_moves_the_retry_to_the_front),
	        cmocka_unit_test(options_are_shuffled_by_seed_unless_fixed),
	        cmocka_unit_test(the_command_line),
	        cmocka_unit_test(the_environment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
