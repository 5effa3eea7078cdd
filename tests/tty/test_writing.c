/* Every kind of writing on a terminal in memory: what the terminal holds is what was drawn, after
 * every key, resize and change of language; and right-to-left text finds its order, whatever the
 * terminal does about it. */
#include "check.h"
#include "journey.h"
#include "tty/term.h"

#include "base/utf8.h"
#include "text/bidi.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>

static const char *program, *content, *catalogues;

enum { SOON = 5000, STILL = 40 };

/* The real program, and beside it one without a terminal that is given the same keys. */
struct pair {
	struct term *t;
	struct journey j;
};

static struct term *start(const char *lang, const char *option, const char *term)
{
	char content_env[512], locale_env[512], term_env[64];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", content);
	snprintf(locale_env, sizeof(locale_env), "ANTEROOM_LOCALE=%s", catalogues);
	snprintf(term_env, sizeof(term_env), "TERM=%s", term);
	const char *argv[] = {program, "--country", "GB", "--language", lang, option, NULL};
	const char *env[] = {content_env,
	                     locale_env,
	                     term_env,
	                     "ANTEROOM_SEED=7",
	                     "ANTEROOM_TODAY=2026-11-24",
	                     "NCURSES_NO_UTF8_ACS=1",
	                     NULL};
	struct term *t = term_open(24, 80, argv, env);
	assert_non_null(t);
	return t;
}

static void pair_open(struct pair *p, const char *lang)
{
	p->t = start(lang, NULL, "xterm-256color");
	journey_open(&p->j, content, 24, 80);
	p->j.settings.catalogues = catalogues;
	app_follow(p->j.app, (struct outcome){.kind = OUT_LANGUAGE, .language = str_of(lang)});
}

static void pair_close(struct pair *p)
{
	term_close(p->t);
	journey_close(&p->j);
}

/* --- cells ---------------------------------------------------------------------------------- */

/* What stands in cells [from, to) of a row of the terminal. */
static struct str terminal_text(struct arena *a, struct term *t, int row, int from, int to)
{
	struct str s = STR("");
	for (int x = from; x < to; x++) {
		struct term_cell c = term_cell(t, row, x);
		const char *text = c.text[0] || c.width == 0 ? c.text : " ";
		s = arena_fmt(a, "%.*s%s", STR_ARG(s), text);
	}
	return s;
}

/* libvterm gives some Burmese marks a cell of their own, where what stands behind is then written:
 * of a Burmese cluster only the letter is sure, as on a terminal that knows no better. */
static bool same_cell(struct str got, struct str want)
{
	char32_t first = 0;
	size_t n = utf8_decode(want, &first);
	if (first >= 0x1000 && first <= 0x109F)
		want.len = got.len = MIN(n, got.len);
	return str_eq(got, want);
}

/* The first cell that is not as drawn, or false. */
static bool find_torn(struct pair *p, int *ret_row, int *ret_col)
{
	const struct surface *sf = app_frame(p->j.app);
	struct arena a = {0};
	bool torn = false;
	int rows, cols;
	term_size(p->t, &rows, &cols);
	for (int y = 0; y < sf->rows && !torn; y++)
		for (int x = 0, next; x < sf->cols && !torn; x = next) {
			const struct cell *cell = &sf->cell[y * sf->cols + x];
			for (next = x + 1; next < sf->cols && cell[next - x].text.len == 0; next++)
				continue;
			if (same_cell(terminal_text(&a, p->t, y, x, next), cell->text))
				continue;
			torn = true;
			*ret_row = y;
			*ret_col = x;
		}
	arena_clear(&a);
	return torn || rows != sf->rows || cols != sf->cols;
}

/* The terminal comes to hold the frame, and the cursor to rest on its focus. */
static void check_same(struct pair *p, const char *row)
{
	int y = 0, x = 0, cursor_row, cursor_col;
	/* Where much is wrong, it is wrong for good. */
	int64_t until = term_now() + (int64_t)(check_failed ? SOON / 10 : SOON) * 1000000;
	bool torn;
	while ((torn = find_torn(p, &y, &x)) && term_now() < until)
		if (!term_wait_output(p->t, term_mark(p->t), 100))
			term_wait_still(p->t, STILL, SOON);
	if (!check_true(!torn, row, "the terminal holds what was drawn")) {
		const struct surface *sf = app_frame(p->j.app);
		struct str want = sf->cell[y * sf->cols + x].text;
		fprintf(stderr, "row %d column %d: “%s”, not “%.*s”\n", y, x,
		        term_cell(p->t, y, x).text, STR_ARG(want));
	}
	term_wait_still(p->t, STILL, SOON);
	term_cursor(p->t, &cursor_row, &cursor_col);
	const struct surface *sf = app_frame(p->j.app);
	check_int(cursor_row, sf->focus_row, row, "the cursor's row");
	check_int(cursor_col, sf->focus_col, row, "the cursor's column");
}

static void press(struct pair *p, const char *name, int key, const char *lang)
{
	char row[64];
	snprintf(row, sizeof(row), "%s, %s", lang, name);
	assert_true(term_key(p->t, name));
	journey_key(&p->j, key);
	check_same(p, row);
}

static void resize(struct pair *p, int rows, int cols, const char *lang)
{
	char row[64];
	snprintf(row, sizeof(row), "%s, %d x %d", lang, cols, rows);
	term_resize(p->t, rows, cols);
	app_step(p->j.app, (struct event){.kind = EV_RESIZE, .row = rows, .col = cols});
	check_same(p, row);
}

static void to_contents(struct pair *p, const char *lang)
{
	for (int i = 0; i < 20 && strcmp(app_top(p->j.app)->ops->name, "contents") != 0; i++)
		press(p, "Enter", K_ENTER, lang);
}

static void no_cell_is_torn(void **state)
{
	(void)state;
	static const char *const langs[] = {"en", "ar", "hi", "th", "zh-Hans", "ja", "my"};
	static const struct {
		int rows, cols;
	} sizes[] = {{12, 40}, {17, 60}, {40, 140}, {24, 80}};
	for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
		struct pair p;
		pair_open(&p, langs[i]);
		check_same(&p, langs[i]);
		to_contents(&p, langs[i]);
		press(&p, "1", '1', langs[i]);
		for (int k = 0; k < 8; k++)
			press(&p, "Down", K_DOWN, langs[i]);
		for (int k = 0; k < 3; k++)
			press(&p, "PgDn", K_PAGE_DOWN, langs[i]);
		for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
			resize(&p, sizes[k].rows, sizes[k].cols, langs[i]);
			press(&p, "Up", K_UP, langs[i]);
			press(&p, "2", '2', langs[i]); /* numbers a person can picture */
			press(&p, "PgDn", K_PAGE_DOWN, langs[i]);
			press(&p, "1", '1', langs[i]);
		}
		press(&p, "0", '0', langs[i]);
		press(&p, "9", '9', langs[i]);
		pair_close(&p);
	}
	check_end();
}

static void nor_when_the_language_changes(void **state)
{
	(void)state;
	static const char *const digits[] = {"2", "3", "4", "5", "6", "7", "1"};
	struct pair p;
	pair_open(&p, "en");
	check_same(&p, "en");
	to_contents(&p, "en");
	press(&p, "1", '1', "en");
	for (size_t i = 0; i < ARRAY_LEN(digits); i++) {
		press(&p, "l", 'l', "languages");
		press(&p, digits[i], digits[i][0], "to another language");
		press(&p, "PgDn", K_PAGE_DOWN, "in it");
		press(&p, "o", 'o', "its original");
		press(&p, "o", 'o', "and back");
	}
	pair_close(&p);
	check_end();
}

/* --- right to left -------------------------------------------------------------------------- */

static bool was_sent(struct term *t, size_t mark, const char *bytes)
{
	struct str log = term_since(t, mark);
	return memmem(log.p, log.len, bytes, strlen(bytes)) != NULL;
}

static bool shows(struct term *t, const char *text, bool visual)
{
	struct arena a = {0};
	struct str s = visual ? bidi_visual(&a, str_of(text), true) : str_of(text);
	bool found = term_wait_text(t, arena_str(&a, s).p, SOON);
	arena_clear(&a);
	return found;
}

static const char sentence[] = "هذا مثال، وليس نصيحة."; /* of the introduction */

static struct term *start_in_arabic(const char *option)
{
	struct term *t = start("ar", option, "xterm-256color");
	bool logical = option && strstr(option, "logical");
	assert_true(shows(t, "الشاي قبل العملية", !logical));
	term_wait_still(t, STILL, SOON);
	assert_true(term_key(t, "Enter"));
	assert_true(shows(t, sentence, !logical));
	term_wait_still(t, STILL, SOON);
	return t;
}

static const char ask[] = "\033[8$p";

/* DECRQM, whether it orders right-to-left text itself, and what it is told then. */
static void a_terminal_is_told_to_leave_the_order_alone(void **state)
{
	(void)state;
	static const char stop[] = "\033[8l", go_on[] = "\033[8h";
	static const struct {
		const char *name, *answer;
		bool told;
		int signal, status;
	} rows[] = {
	        {"it does", "\033[8;1$y", true, 0, 0},
	        {"it could", "\033[8;2$y", true, 0, 0},
	        {"it does, and the program is killed", "\033[8;1$y", true, SIGTERM, 0},
	        {"it does, and the program crashes", "\033[8;1$y", true, SIGABRT, -SIGABRT},
	        {"it does not know", "\033[8;0$y", false, 0, 0},
	        {"it cannot", "\033[8;4$y", false, SIGABRT, -SIGABRT},
	        {"no answer", "", false, 0, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = start_in_arabic(NULL);
		int status = -1;
		check_true(was_sent(t, 0, ask), rows[i].name, "asked");
		check_true(!was_sent(t, 0, stop), rows[i].name, "told nothing before the answer");
		size_t mark = term_mark(t);
		term_text(t, rows[i].answer);
		if (rows[i].told)
			term_wait_output(t, mark, SOON);
		term_wait_still(t, STILL, SOON);
		check_int(was_sent(t, mark, stop), rows[i].told, rows[i].name, "told to stop");
		check_true(!was_sent(t, 0, go_on), rows[i].name, "not yet told to go on");
		check_true(shows(t, sentence, true), rows[i].name, "the text stays");
		mark = term_mark(t);
		if (rows[i].signal)
			term_kill(t, rows[i].signal);
		else
			assert_true(term_key(t, "q"));
		check_true(term_wait_exit(t, SOON, &status), rows[i].name, "it ended");
		check_int(status, rows[i].status, rows[i].name, "status");
		check_int(was_sent(t, mark, go_on), rows[i].told, rows[i].name, "told to go on");
		term_close(t);
	}
	check_end();
}

/* Some would show the question. */
static void not_every_terminal_is_asked(void **state)
{
	(void)state;
	static const struct {
		const char *kind;
		bool asked;
	} rows[] = {{"xterm-256color", true}, {"linux", false}, {"vt220", false}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = start("en", NULL, rows[i].kind);
		int row, col;
		assert_true(term_wait_text(t, "Press Enter", SOON));
		for (const char *key = "<Enter><Enter>1"; *key;) {
			term_wait_still(t, STILL, SOON);
			key = term_next_key(t, key);
		}
		for (int k = 0; k < 20 && !term_find(t, "The words", &row, &col); k++) {
			term_wait_still(t, STILL, SOON);
			assert_true(term_key(t, "Space"));
		}
		check_true(term_wait_text(t, "The words", SOON), rows[i].kind, "it shows Hebrew");
		term_wait_still(t, STILL, SOON);
		check_int(was_sent(t, 0, ask), rows[i].asked, rows[i].kind, "it is asked");
		term_close(t);
	}
	check_end();
}

static void order_as_the_option_has_it(void **state)
{
	(void)state;
	struct term *t = start_in_arabic("--bidi=logical");
	check_true(!was_sent(t, 0, ask), "logical", "the terminal is not asked");
	term_close(t);
	t = start_in_arabic("--bidi=visual");
	term_close(t);
	check_end();
}

static bool stands(struct term *t, const char *text, bool visual)
{
	struct arena a = {0};
	int row, col;
	struct str s = visual ? bidi_visual(&a, str_of(text), true) : str_of(text);
	bool found = term_find(t, arena_str(&a, s).p, &row, &col);
	arena_clear(&a);
	return found;
}

static void arrows_and_cursor_are_mirrored(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *on, *back, *focus, *item, *start, *question;
		int col;
	} rows[] = {
	        {"en", "Right", "Left", ">", ">1", "Press Enter to begin", "What does tea do?", 4},
	        {"ar", "Left", "Right", "<", "1<", "لا يُحفظ شيء", "ماذا يفعل الشاي؟", 75},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = start(rows[i].lang, NULL, "xterm-256color");
		bool rtl = bidi_is_rtl(rows[i].lang);
		int row, col;
		check_true(shows(t, rows[i].start, rtl), rows[i].lang, "the start");
		term_wait_still(t, STILL, SOON);
		term_cursor(t, &row, &col);
		check_int(col, rows[i].col, rows[i].lang, "the cursor, on the title");
		for (int k = 0; k < 5 && !stands(t, rows[i].question, rtl); k++) {
			size_t mark = term_mark(t);
			assert_true(term_key(t, rows[i].on));
			term_wait_output(t, mark, SOON);
			term_wait_still(t, STILL, SOON);
		}
		check_true(stands(t, rows[i].question, rtl), rows[i].lang, "one arrow leads on");
		assert_true(term_key(t, "Down"));
		check_true(term_wait_text(t, rows[i].item, SOON), rows[i].lang, "focus");
		term_wait_still(t, STILL, SOON);
		term_cursor(t, &row, &col);
		check_int(col, rows[i].col, rows[i].lang, "the cursor, on the item");
		check_str(str_of(term_cell(t, row, col).text), rows[i].focus, rows[i].lang,
		          "what it rests on");
		assert_true(term_key(t, rows[i].back));
		check_true(term_wait_gone(t, rows[i].item, SOON), rows[i].lang,
		           "the other leads back");
		term_close(t);
	}
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 4);
	program = argv[1];
	content = argv[2];
	catalogues = argv[3];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(no_cell_is_torn),
	        cmocka_unit_test(nor_when_the_language_changes),
	        cmocka_unit_test(a_terminal_is_told_to_leave_the_order_alone),
	        cmocka_unit_test(not_every_terminal_is_asked),
	        cmocka_unit_test(order_as_the_option_has_it),
	        cmocka_unit_test(arrows_and_cursor_are_mirrored),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
