/* What must hold in every language of the interface, over the shipped articles: the keys that must
 * be seen are seen on the smallest screen, and changing the language loses nothing. */
#include "check.h"
#include "journey.h"

#include "base/i18n.h"
#include "text/bidi.h"
#include "text/locale.h"
#include "ui/keymap.h"

#include <locale.h>
#include <stdlib.h>

static const char *content, *catalogues;

static void open_in(struct journey *j, struct str tag, int rows, int cols)
{
	journey_open(j, content, rows, cols);
	j->settings.catalogues = catalogues;
	app_follow(j->app, (struct outcome){.kind = OUT_LANGUAGE, .language = tag});
}

static struct str row_of(struct journey *j, struct arena *a, int row)
{
	const struct surface *sf = app_frame(j->app);
	struct str s = STR("");
	for (int x = 0; x < sf->cols; x++)
		s = arena_fmt(a, "%.*s%.*s", STR_ARG(s),
		              STR_ARG(sf->cell[row * sf->cols + x].text));
	return s;
}

static bool holds(struct arena *a, struct str row, const char *words)
{
	struct str want = bidi_visual(a, str_of(words), bidi_is_rtl(i18n_language()));
	return memmem(row.p, row.len, want.p, want.len) != NULL;
}

/* Enter, help now and the menu, in words but for Enter's, on every screen of a journey. */
static void the_keys_that_matter_fit(void **state)
{
	(void)state;
	struct arena tags = {0};
	size_t n;
	const struct str *tag = i18n_catalogues(&tags, catalogues, &n);
	check_true(n > 1, "catalogues", "there are some");
	for (size_t i = 0; i < n; i++) {
		struct journey j;
		open_in(&j, tag[i], 12, 40);
		for (int step = 0; step < 400; step++) {
			struct arena a = {0};
			struct str keys = row_of(&j, &a, 11);
			bool seen = holds(&a, keys, _(keymap_label(CMD_NEXT))) &&
			            holds(&a, keys, _("Help now")) && holds(&a, keys, _("Menu"));
			arena_clear(&a);
			if (!check_true(seen, tag[i].p, app_top(j.app)->ops->name))
				break;
			journey_key(&j, K_ENTER);
		}
		journey_close(&j);
	}
	arena_clear(&tags);
	check_end();
}

static void enter_until(struct journey *j, const char *name)
{
	for (int i = 0; i < 500 && strcmp(app_top(j->app)->ops->name, name) != 0; i++)
		journey_key(j, K_ENTER);
}

/* Of the paragraph at the top of the screen: its id, the same in every language. */
static struct str top_id(struct journey *j)
{
	struct screen *s = app_top(j->app);
	return s->page.para[s->layout.line[s->pager.top].para].id;
}

static void changing_the_language_keeps_place_and_answers(void **state)
{
	(void)state;
	struct journey j;
	size_t n;
	open_in(&j, STR("en"), 24, 80);
	const struct str *tag = library_languages(j.env.lib, 0, &n);
	enter_until(&j, "section");
	journey_key(&j, K_ENTER);
	journey_key(&j, K_DOWN);
	struct arena a = {0};
	const char *place = arena_str(&a, top_id(&j)).p;
	for (size_t i = 0; i < n; i++) {
		app_follow(j.app, push(language_new(&j.env, app_top(j.app)->article)));
		app_follow(j.app, (struct outcome){.kind = OUT_LANGUAGE, .language = tag[i]});
		check_str(app_top(j.app)->article->lang, tag[i].p, tag[i].p,
		          "the article's language");
		check_str(top_id(&j), place, tag[i].p, "the paragraph at the top");
		journey_key(&j, 'o');
		check_str(app_top(j.app)->article->lang, "en", tag[i].p, "the original's language");
		check_str(top_id(&j), place, tag[i].p, "its paragraph at the top");
		journey_key(&j, 'o');
	}
	enter_until(&j, "question");
	journey_key(&j, '1');
	for (size_t i = 0; i < n; i++) {
		app_follow(j.app, push(language_new(&j.env, app_top(j.app)->article)));
		app_follow(j.app, (struct outcome){.kind = OUT_LANGUAGE, .language = tag[i]});
		const struct quizrun *q = &screen_progress(app_top(j.app))->quiz;
		check_int(q->attempt[0].chosen, 0, tag[i].p, "the choice");
		check_str(str_of(quizrun_option(q, 0, 0)->text.lang),
		          app_top(j.app)->article->question[0].question.lang, tag[i].p,
		          "language of an option");
	}
	app_follow(j.app, (struct outcome){.kind = OUT_FINISH});
	check_str(app_top(j.app)->article->lang, "en", "finished", "the language");
	arena_clear(&a);
	journey_close(&j);
	check_end();
}

static void every_language_can_be_read_to_its_end(void **state)
{
	(void)state;
	size_t n;
	struct journey j;
	open_in(&j, STR("en"), 24, 80);
	const struct str *all = library_languages(j.env.lib, 0, &n);
	struct arena a = {0};
	struct str *tag = arena_array(&a, struct str, n);
	for (size_t i = 0; i < n; i++)
		tag[i] = arena_str(&a, all[i]);
	journey_close(&j);
	for (size_t i = 0; i < n; i++) {
		open_in(&j, tag[i], 12, 40);
		enter_until(&j, "end");
		check_str(str_of(app_top(j.app)->ops->name), "end", tag[i].p, "the last screen");
		check_int((long)diags_count(j.ds, SEV_ERROR), 0, tag[i].p, "errors");
		journey_close(&j);
	}
	arena_clear(&a);
	check_end();
}

static void right_to_left_is_a_mirror(void **state)
{
	(void)state;
	struct journey j;
	open_in(&j, STR("ar"), 24, 80);
	if (!str_is(app_top(j.app)->article->lang, "ar")) {
		journey_close(&j);
		skip();
	}
	enter_until(&j, "contents");
	journey_key(&j, K_DOWN);
	const struct surface *sf = app_frame(j.app);
	assert_true(sf->focus_col > 70);
	journey_key(&j, K_LEFT);
	assert_string_equal(app_top(j.app)->ops->name, "section");
	journey_key(&j, K_RIGHT);
	assert_string_equal(app_top(j.app)->ops->name, "contents");
	app_step(j.app, (struct event){.kind = EV_RESIZE, .row = 40, .col = 140});
	journey_key(&j, '1');
	sf = app_frame(j.app);
	assert_true(sf->focus_col < 105); /* the contents stand at the right */
	journey_close(&j);
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 3);
	content = argv[1];
	catalogues = argv[2];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_keys_that_matter_fit),
	        cmocka_unit_test(changing_the_language_keeps_place_and_answers),
	        cmocka_unit_test(every_language_can_be_read_to_its_end),
	        cmocka_unit_test(right_to_left_is_a_mirror),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
