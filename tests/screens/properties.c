/* What must hold on every screen, whatever the article: nothing missed by Enter alone, the cursor
 * on the focused item after every key, Backspace as the undoing of Enter, the place kept. */
#include "check.h"
#include "journey.h"

#include "ui/qr.h"

#include <locale.h>
#include <stdlib.h>

static const char *content; /* the shipped articles */

static const struct {
	const char *name;
	int rows, cols;
} sizes[] = {{"20 x 6", 6, 20},   {"40 x 12", 12, 40},   {"60 x 17", 17, 60},
             {"80 x 24", 24, 80}, {"140 x 40", 40, 140}, {"200 x 60", 60, 200}};

static const char *name_of(struct journey *j)
{
	return app_top(j->app)->ops->name;
}

static struct str text_at_focus(const struct surface *sf)
{
	return sf->cell[sf->focus_row * sf->cols + sf->focus_col].text;
}

/* --- Enter alone -------------------------------------------------------------------------- */

struct seen {
	const struct screen *screen;
	bool answered;
	bool line[4000];
};

static void look(struct seen *seen, const struct screen *s)
{
	for (size_t i = s->pager.top; i < s->pager.top + (size_t)s->pager.rows; i++)
		if (i < ARRAY_LEN(seen->line))
			seen->line[i] = true;
}

/* Everything on the screen that is being left was in sight. */
static void check_all_seen(const struct seen *seen, size_t n_read, const char *row,
                           const char *name)
{
	for (size_t i = 0; i < n_read; i++)
		if (!seen->line[i]) {
			check_true(false, row, name);
			return;
		}
}

static void enter_alone_misses_nothing(void **state)
{
	(void)state;
	static const char *const order[] = {"start", "introduction", "contents", "section",
	                                    "quiz",  "question",     "result",   "takeaways",
	                                    "ask",   "end",          "start"};
	for (size_t z = 0; z < ARRAY_LEN(sizes); z++) {
		struct journey j;
		struct seen seen = {0};
		size_t at = 0, steps = 0, sections = 0;
		journey_open(&j, content, sizes[z].rows, sizes[z].cols);
		while (at + 1 < ARRAY_LEN(order) && steps++ < 5000) {
			struct screen *s = app_top(j.app);
			size_t n_read = s->layout.n_read, top = s->pager.top;
			const char *name = s->ops->name;
			if (seen.screen != s)
				seen = (struct seen){.screen = s};
			look(&seen, s);
			journey_key(&j, K_ENTER);
			struct screen *now = app_top(j.app);
			bool left = now != s || now->pager.top <= top;
			if (left)
				check_all_seen(&seen, n_read, sizes[z].name, name);
			if (left && now == s) /* a question became its explanation */
				seen = (struct seen){.screen = s};
			sections += left && now != s && strcmp(now->ops->name, "section") == 0;
			if (strcmp(now->ops->name, order[at]) != 0 &&
			    !check_true(strcmp(now->ops->name, order[++at]) == 0, sizes[z].name,
			                now->ops->name))
				break;
		}
		check_int((long)at, ARRAY_LEN(order) - 1, sizes[z].name, "last screen reached");
		check_int((long)sections, 5, sizes[z].name, "sections");
		journey_close(&j);
	}
	check_end();
}

/* --- the cursor --------------------------------------------------------------------------- */

static void check_focus(struct journey *j, const char *row)
{
	const struct surface *sf = app_frame(j->app);
	const struct screen *s = app_top(j->app);
	if (j->settings.ascii || sf->rows < 6 || sf->cols < 20)
		return;
	if (s->pager.focus >= 0)
		check_str(text_at_focus(sf), ">", row, s->ops->name);
	check_true(sf->focus_row >= !s->ops->bare && sf->focus_row < sf->rows - 1, row,
	           "focus inside the page");
}

static void cursor_is_on_the_focus_after_every_key(void **state)
{
	(void)state;
	static const int keys[] = {K_ENTER, K_ENTER,     K_ENTER, K_DOWN, K_DOWN, K_UP, K_BACKSPACE,
	                           K_HOME,  K_PAGE_DOWN, K_END,   ' ',    '1',    '2',  '3',
	                           '4',     '5',         '6',     '7',    '8',    '9',  '0',
	                           'g',     'l',         't',     '?',    'x',    '*',  '#',
	                           '/',     'e',         'n',     'N'};
	struct journey j;
	journey_open(&j, content, 24, 80);
	unsigned r = 1;
	for (int i = 0; i < 6000; i++) {
		char row[64];
		r = r * 1103515245u + 12345u;
		unsigned pick = r >> 16;
		if (pick % 97 == 0) {
			size_t z = pick / 97 % ARRAY_LEN(sizes);
			app_step(j.app, (struct event){.kind = EV_RESIZE,
			                               .row = sizes[z].rows,
			                               .col = sizes[z].cols});
		}
		assert_true(journey_key(&j, keys[pick % ARRAY_LEN(keys)]));
		snprintf(row, sizeof(row), "key %d", i);
		check_focus(&j, row);
	}
	journey_close(&j);
	check_end();
}

static void a_terminal_of_any_size_is_survived(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 1, 1);
	for (int rows = 1; rows < 14; rows++)
		for (int cols = 1; cols < 45; cols += 4) {
			app_step(j.app,
			         (struct event){.kind = EV_RESIZE, .row = rows, .col = cols});
			assert_true(journey_key(&j, K_ENTER));
			const struct surface *sf = app_frame(j.app);
			assert_in_range(sf->focus_row, 0, rows - 1);
			assert_in_range(sf->focus_col, 0, cols - 1);
		}
	journey_close(&j);
}

/* --- back ----------------------------------------------------------------------------------- */

static void backspace_undoes_enter(void **state)
{
	(void)state;
	enum { STEPS = 60 };
	for (size_t z = 0; z < ARRAY_LEN(sizes); z++) {
		struct {
			const struct screen *s;
			size_t top;
		} trail[STEPS];
		struct journey j;
		int n = 0;
		journey_open(&j, content, sizes[z].rows, sizes[z].cols);
		for (; n < STEPS && strcmp(name_of(&j), "quiz") != 0; n++) {
			trail[n].s = app_top(j.app);
			trail[n].top = app_top(j.app)->pager.top;
			journey_key(&j, K_ENTER);
		}
		while (n-- > 0) {
			journey_key(&j, K_BACKSPACE);
			check_true(app_top(j.app) == trail[n].s, sizes[z].name,
			           "the screen before");
			check_int((long)app_top(j.app)->pager.top, (long)trail[n].top,
			          sizes[z].name, "first line");
		}
		journey_close(&j);
	}
	check_end();
}

/* --- resize --------------------------------------------------------------------------------- */

static void resize_there_and_back_keeps_the_place(void **state)
{
	(void)state;
	for (size_t z = 0; z < ARRAY_LEN(sizes); z++) {
		struct journey j;
		journey_open(&j, content, 24, 80);
		while (strcmp(name_of(&j), "section") != 0)
			journey_key(&j, K_ENTER);
		const struct screen *s = app_top(j.app);
		for (bool more = true; more; more = app_top(j.app) == s) {
			size_t top = s->pager.top, para = s->layout.line[top].para;
			app_step(j.app, (struct event){.kind = EV_RESIZE,
			                               .row = sizes[z].rows,
			                               .col = sizes[z].cols});
			check_int((long)s->layout.line[s->pager.top].para, (long)para,
			          sizes[z].name, "paragraph");
			app_step(j.app, (struct event){.kind = EV_RESIZE, .row = 24, .col = 80});
			check_int((long)s->pager.top, (long)top, sizes[z].name, "first line");
			journey_key(&j, K_ENTER);
		}
		journey_close(&j);
	}
	check_end();
}

/* --- digits --------------------------------------------------------------------------------- */

static void go(struct journey *j, const char *digits)
{
	for (; *digits; digits++)
		journey_key(j, *digits);
}

static void press_enter_until(struct journey *j, const char *name)
{
	for (int i = 0; i < 500 && strcmp(name_of(j), name) != 0; i++)
		journey_key(j, K_ENTER);
	assert_string_equal(name_of(j), name);
}

static void digits_reach_everything(void **state)
{
	(void)state;
	static const struct {
		const char *digits, *screen;
		size_t arg;
	} rows[] = {{"1", "section", 0},       {"5", "section", 4},   {"6", "quiz", 0},
	            {"7", "takeaways", 0},     {"81", "ask", 0},      {"82", "sources", 0},
	            {"83", "introduction", 0}, {"0", "help-now", 0},  {"01", "country", 0},
	            {"9", "menu", 0},          {"93", "language", 0}, {"95", "sources", 0},
	            {"96", "search", 0},       {"97", "keys", 0},     {"98", "start", 0},
	            {"92", "contents", 0},     {"32", "section", 1},  {"16", "quiz", 0},
	            {"62", "takeaways", 0},    {"61", "question", 0}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct journey j;
		journey_open(&j, content, 12, 40);
		press_enter_until(&j, "contents");
		go(&j, rows[i].digits);
		check_true(strcmp(name_of(&j), rows[i].screen) == 0, rows[i].digits, name_of(&j));
		check_int((long)app_top(j.app)->arg, (long)rows[i].arg, rows[i].digits, "which");
		journey_close(&j);
	}
	check_end();
}

/* --- the quiz ------------------------------------------------------------------------------- */

/* The digit of the right option, or of one that is wrong. */
static int digit_for(struct journey *j, bool right)
{
	const struct screen *s = app_top(j->app);
	const struct quizrun *q = &screen_progress(app_top(j->app))->quiz;
	for (size_t i = 0;; i++)
		if (quizrun_option(q, s->arg, i)->correct == right)
			return '1' + (int)i;
}

static bool page_says(struct journey *j, const char *words)
{
	const struct page *p = &app_top(j->app)->page;
	for (size_t i = 0; i < p->n_paras; i++)
		if (memmem(p->para[i].rich.text.p, p->para[i].rich.text.len, words, strlen(words)))
			return true;
	return false;
}

/* Answers every question; `miss` of them wrong at first, the second time right. */
static void take_quiz(struct journey *j, size_t miss)
{
	if (strcmp(name_of(j), "section") == 0)
		go(j, "92");
	press_enter_until(j, "contents");
	go(j, "6");
	press_enter_until(j, "question");
	while (strcmp(name_of(j), "question") == 0) {
		const struct screen *s = app_top(j->app);
		const struct attempt *t = &screen_progress(app_top(j->app))->quiz.attempt[s->arg];
		journey_key(j, digit_for(j, t->again || t->question >= miss));
		while (screen_progress(app_top(j->app))->quiz.attempt[s->arg].answer == ANSWER_NONE)
			journey_key(j, K_ENTER);
		while (app_top(j->app) == s)
			journey_key(j, K_ENTER);
	}
	assert_string_equal(name_of(j), "result");
}

static void all_right_is_said_without_a_grade(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	take_quiz(&j, 0);
	assert_true(page_says(&j, "Every point is clear now."));
	assert_false(page_says(&j, "For your safety"));
	assert_false(page_says(&j, "%"));
	journey_close(&j);
}

static void a_missed_safety_question_is_said_first(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	take_quiz(&j, 1000);
	const struct page *p = &app_top(j.app)->page;
	assert_true(str_is(p->para[1].rich.text, "For your safety, first of all:"));
	assert_true(page_says(&j, "Every point is clear now.")); /* the last try counts */
	journey_close(&j);
}

static void a_held_key_never_answers(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	press_enter_until(&j, "contents");
	go(&j, "6");
	press_enter_until(&j, "question");
	for (int i = 0; i < 50; i++)
		app_step(j.app, (struct event){.kind = EV_KEY, .key = K_ENTER, .repeat = true});
	assert_int_equal(app_top(j.app)->arg, 0);
	assert_int_equal(screen_progress(app_top(j.app))->quiz.attempt[0].answer, ANSWER_NONE);
	journey_close(&j);
}

static void reading_again_leads_back_to_the_question(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	press_enter_until(&j, "contents");
	go(&j, "6");
	press_enter_until(&j, "question");
	journey_key(&j, digit_for(&j, false));
	journey_key(&j, K_ENTER);
	assert_true(page_says(&j, "Not quite. Here is why."));
	go(&j, "1");
	assert_string_equal(name_of(&j), "section");
	press_enter_until(&j, "question");
	const struct screen *s = app_top(j.app);
	assert_int_equal(s->arg, 1);
	assert_true(screen_progress(app_top(j.app))->quiz.attempt[1].again);
	assert_true(page_says(&j, "The same point once more, in other words."));
	journey_close(&j);
}

static void the_questions_can_be_answered_anew(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	take_quiz(&j, 3);
	go(&j, "1"); /* no section left to look at again: the only item */
	assert_string_equal(name_of(&j), "contents");
	assert_int_equal(screen_progress(app_top(j.app))->quiz.last[0], ANSWER_NONE);
	press_enter_until(&j, "section"); /* nothing was read on the way to the quiz */
	take_quiz(&j, 0);
	journey_close(&j);
}

/* The contents can be opened once more from far below, and the questions from there: no screen of an
 * answer is left that is no more. */
static void nor_is_an_old_answer_left_below(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	take_quiz(&j, 2);
	const struct screen *top =
	        app_top(j.app); /* a tap on the contents beside a text leads there */
	app_follow(j.app, push(introduction_new(top->env, top->article)));
	press_enter_until(&j, "contents");
	go(&j, "6");
	press_enter_until(&j, "result");
	go(&j, "1");
	assert_string_equal(name_of(&j), "contents");
	app_redraw(j.app); /* all screens, as a change of language does */
	for (int i = 0; i < 20; i++) {
		journey_key(&j, K_BACKSPACE);
		assert_string_not_equal(name_of(&j), "result");
		assert_string_not_equal(name_of(&j), "question");
	}
	journey_close(&j);
}

static void backspace_undoes_enter_after_scrolling_too(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 12, 40);
	press_enter_until(&j, "section");
	for (int i = 0; i < 3; i++)
		journey_key(&j, K_DOWN);
	size_t top = app_top(j.app)->pager.top;
	journey_key(&j, K_ENTER);
	assert_true(app_top(j.app)->pager.top > top);
	journey_key(&j, K_BACKSPACE);
	assert_int_equal(app_top(j.app)->pager.top, top);
	journey_close(&j);
}

static void looking_things_up_never_loses_the_place(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	press_enter_until(&j, "contents");
	go(&j, "3");
	const struct screen *s = app_top(j.app);
	for (int i = 0; i < 100; i++)
		go(&j, "09");
	journey_key(&j, K_BACKSPACE);
	assert_ptr_equal(app_top(j.app), s);
	journey_close(&j);
}

static void finish_forgets_everything(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	press_enter_until(&j, "contents");
	go(&j, "81");
	go(&j, "3");
	assert_true(screen_progress(app_top(j.app))->ticked[2]);
	journey_key(&j, 't');
	assert_int_equal(app_theme(j.app), THEME_LIGHT);
	go(&j, "011"); /* another country */
	assert_false(str_is(j.env.country, "GB"));
	go(&j, "98");
	assert_string_equal(name_of(&j), "start");
	assert_true(str_is(j.env.country, "GB"));
	assert_int_equal(app_theme(j.app), THEME_DARK);
	assert_null(j.env.session.list);
	journey_close(&j);
}

/* --- taking along --------------------------------------------------------------------------- */

static size_t paras_with_id(struct screen *s, const char *id)
{
	size_t n = 0;
	for (size_t i = 0; i < s->page.n_paras; i++)
		n += str_is(s->page.para[i].id, id);
	return n;
}

/* Nothing is written in a waiting room, and a code is no words to read out. */
static void only_what_may_be_is_offered_at_the_end(void **state)
{
	(void)state;
	static const struct {
		const char *row;
		bool kiosk, linear;
		int rows, cols;
		size_t save, code;
	} rows[] = {{"at home", false, false, 40, 140, 1, 1},
	            {"in a kiosk", true, false, 40, 140, 0, 1},
	            {"on a small screen", false, false, 12, 40, 1, 0},
	            {"line by line", false, true, 40, 140, 1, 0}};
	struct arena scratch = {0};
	bool has_codes = qr_picture(&scratch, STR("x"), 40, 140, false).len > 0;
	arena_clear(&scratch);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct journey j;
		journey_open(&j, content, rows[i].rows, rows[i].cols);
		j.env.kiosk = rows[i].kiosk;
		j.env.linear = rows[i].linear;
		const struct article *a = library_article(j.env.lib, 0, STR(""), j.ds);
		app_follow(j.app, push(end_new(&j.env, a)));
		struct screen *s = app_top(j.app);
		check_int((long)paras_with_id(s, "slip.save"), (long)rows[i].save, rows[i].row,
		          "saving");
		check_int((long)paras_with_id(s, "slip.code"), has_codes ? (long)rows[i].code : 0,
		          rows[i].row, "code");
		journey_close(&j);
	}
	check_end();
}

/* However many of its questions were missed, a section is named once, and nothing is counted. */
static void what_is_to_be_explained_is_named_once(void **state)
{
	(void)state;
	struct journey j;
	journey_open(&j, content, 24, 80);
	const struct article *a = library_article(j.env.lib, 0, STR(""), j.ds);
	struct progress *p = session_progress(&j.env.session, a);
	for (size_t i = 0; i < a->n_questions; i++)
		p->quiz.last[i] = a->question[i].section == 1 ? ANSWER_MISSED : ANSWER_RIGHT;
	app_follow(j.app, push(end_new(&j.env, a)));
	struct screen *s = app_top(j.app);
	check_int((long)paras_with_id(s, "unclear"), 1, "end", "the heading");
	for (size_t i = 0; i < a->n_sections; i++)
		check_int((long)paras_with_id(s, a->section[i].question.path.p), i == 1, "end",
		          a->section[i].question.path.p);
	journey_close(&j);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 2);
	content = argv[1];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(enter_alone_misses_nothing),
	        cmocka_unit_test(cursor_is_on_the_focus_after_every_key),
	        cmocka_unit_test(a_terminal_of_any_size_is_survived),
	        cmocka_unit_test(backspace_undoes_enter),
	        cmocka_unit_test(resize_there_and_back_keeps_the_place),
	        cmocka_unit_test(digits_reach_everything),
	        cmocka_unit_test(all_right_is_said_without_a_grade),
	        cmocka_unit_test(a_missed_safety_question_is_said_first),
	        cmocka_unit_test(a_held_key_never_answers),
	        cmocka_unit_test(reading_again_leads_back_to_the_question),
	        cmocka_unit_test(the_questions_can_be_answered_anew),
	        cmocka_unit_test(nor_is_an_old_answer_left_below),
	        cmocka_unit_test(backspace_undoes_enter_after_scrolling_too),
	        cmocka_unit_test(looking_things_up_never_loses_the_place),
	        cmocka_unit_test(finish_forgets_everything),
	        cmocka_unit_test(only_what_may_be_is_offered_at_the_end),
	        cmocka_unit_test(what_is_to_be_explained_is_named_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
