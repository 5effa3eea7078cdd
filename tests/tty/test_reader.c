/* The real program on a terminal in memory: it starts, is read by Enter alone, answers, resizes,
 * is killed, and gives the terminal back. */
#include "check.h"
#include "journey.h"
#include "tty/term.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>

static const char *program, *content, *risky;

enum { SOON = 5000, STILL = 40 };

static struct term *open_with(int rows, int cols, const char *option, const char *env1,
                              const char *folder)
{
	char content_env[512];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", folder);
	const char *argv[] = {program, "--country", "GB", option, NULL};
	const char *env[] = {content_env,
	                     "ANTEROOM_SEED=7",
	                     "ANTEROOM_TODAY=2026-11-24",
	                     "NCURSES_NO_UTF8_ACS=1",
	                     env1,
	                     NULL};
	struct term *t = term_open(rows, cols, argv, env);
	assert_non_null(t);
	return t;
}

static struct term *open_small(int rows, int cols)
{
	return open_with(rows, cols, NULL, NULL, content);
}

static void press(struct term *t, const char *key)
{
	assert_true(term_key(t, key));
}

/* The next thing: Enter, and again if it was taken for a held key. */
static void press_enter(struct term *t)
{
	size_t mark = term_mark(t);
	press(t, "Enter");
	for (int i = 0; i < 10 && !term_wait_output(t, mark, 750); i++)
		press(t, "Enter");
	term_wait_still(t, STILL, SOON);
}

static void it_greets_and_leaves_in_order(void **state)
{
	(void)state;
	struct term *t = open_small(24, 80);
	int row, col, status;
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	assert_true(term_wait_text(t, "Press 0 now.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_true(term_altscreen(t));
	assert_true(term_cursor_visible(t));
	term_cursor(t, &row, &col);
	assert_int_equal(row, 1);
	assert_int_equal(col, 4);
	assert_false(term_mouse(t));
	press(t, "q");
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 0);
	assert_false(term_altscreen(t));
	assert_true(term_cooked(t));
	term_close(t);
}

static void everything_is_read_by_enter_alone(void **state)
{
	(void)state;
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {12, 40}};
	static const char *const words[] = {"Press Enter to begin.",
	                                    "article is made up.",
	                                    "What does tea do?",
	                                    "Wait a while before you",
	                                    "Still awake at ten: 60",
	                                    "Counted: 3 of 9",
	                                    "Let it cool first.",
	                                    "Ask for black tea.",
	                                    "Ask your team when to stop.",
	                                    "Did we explain this",
	                                    "I am not sure",
	                                    "The answer: It keeps you",
	                                    "Once more",
	                                    "Your stomach should be",
	                                    "For your safety, first",
	                                    "No tea in the hours",
	                                    "Help in a crisis",
	                                    "When must I stop drinking?",
	                                    "You have reached the",
	                                    "Press Enter to begin."};
	for (size_t z = 0; z < ARRAY_LEN(sizes); z++) {
		struct term *t = open_small(sizes[z].rows, sizes[z].cols);
		size_t at = 0;
		assert_true(term_wait_text(t, words[0], SOON));
		for (int i = 0; i < 90 && at < ARRAY_LEN(words); i++) {
			int row, col;
			while (at < ARRAY_LEN(words) && term_find(t, words[at], &row, &col))
				at++;
			if (at < ARRAY_LEN(words))
				press_enter(t);
		}
		if (at < ARRAY_LEN(words))
			fail_msg("“%s” was not shown", words[at]);
		term_close(t);
	}
}

static bool shows(struct term *t, const char *text)
{
	int row, col;
	return term_find(t, text, &row, &col);
}

static void to_contents(struct term *t)
{
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	for (int i = 0; i < 20 && !shows(t, "What does tea do?"); i++)
		press_enter(t);
	assert_true(shows(t, "What does tea do?"));
}

static void an_answer_is_explained(void **state)
{
	(void)state;
	struct term *t = open_small(24, 80);
	to_contents(t);
	press(t, "6");
	assert_true(term_wait_text(t, "This is", SOON));
	term_wait_still(t, STILL, SOON);
	press(t, "Enter");
	assert_true(term_wait_text(t, "Question 1 of 2", SOON));
	term_wait_still(t, STILL, SOON);
	int row, col, cursor_row, cursor_col;
	assert_true(term_find(t, "It makes sleep deeper", &row, &col));
	char digit[2] = {term_row(t, row)[5], '\0'};
	press(t, digit);
	assert_true(term_wait_text(t, "check my answer", SOON));
	term_wait_still(t, STILL, SOON);
	term_cursor(t, &cursor_row, &cursor_col);
	assert_int_equal(cursor_row, row);
	assert_string_equal(term_cell(t, cursor_row, cursor_col).text, ">");
	press(t, "Enter");
	assert_true(term_wait_text(t, "Not quite. Here is why.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_true(term_wait_text(t, "The answer: It keeps you awake", SOON));
	term_wait_still(t, STILL, SOON);
	press(t, "Enter");
	assert_true(
	        term_wait_text(t, "Question 1 of 2", SOON)); /* too soon: taken for a held key */
	press_enter(t);
	assert_true(term_wait_text(t, "Question 2 of 2", SOON));
	term_wait_still(t, STILL, SOON);
	press(t, "2");
	assert_true(term_wait_text(t, "(•) No", SOON));
	term_wait_still(t, STILL, SOON);
	press(t, "Enter");
	assert_true(term_wait_text(t, "That is right.", SOON));
	term_wait_still(t, STILL, SOON);
	term_close(t);
}

static void the_place_survives_resizes(void **state)
{
	(void)state;
	struct term *t = open_small(12, 40);
	to_contents(t);
	press(t, "2");
	assert_true(term_wait_text(t, "Part 2 of 5", SOON));
	press_enter(t);
	press_enter(t);
	char *before = strdup(term_row(t, 1));
	term_resize(t, 24, 80);
	term_wait_still(t, 100, SOON);
	assert_true(term_wait_row(t, 0, "Part 2 of 5", SOON));
	for (int cols = 20; cols < 120; cols += 25) /* a window being dragged */
		term_resize(t, 9 + cols / 4, cols);
	term_resize(t, 12, 40);
	assert_true(term_wait_row(t, 1, before, SOON));
	free(before);
	term_resize(t, 4, 10);
	assert_true(term_wait_text(t, "Please", SOON));
	term_resize(t, 1, 1);
	term_wait_still(t, 100, SOON);
	term_resize(t, 24, 80);
	assert_true(term_wait_text(t, "Part 2 of 5", SOON));
	term_close(t);
}

static void no_key_is_lost_at_a_resize_or_to_flow_control(void **state)
{
	(void)state;
	struct term *t = open_small(24, 80);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	term_resize(t, 20, 70);
	press(t, "0");
	assert_true(term_wait_text(t, "Call the emergency number", SOON));
	term_wait_still(t, STILL, SOON);
	press(t, "Backspace");
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	term_resize(t, 24, 80);
	term_text(t, "\033[30;90R"); /* an answer of the terminal, with digits in it */
	term_wait_still(t, 100, SOON);
	assert_true(shows(t, "Press Enter to begin."));
	press(t, "C-s");
	press(t, "9");
	assert_true(term_wait_text(t, "Finish: clear everything", SOON));
	term_close(t);
}

static void the_terminal_is_restored_however_it_ends(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int signal, status;
	} rows[] = {{"terminated", SIGTERM, 0},
	            {"line hung up", SIGHUP, 0},
	            {"interrupted", SIGINT, 0},
	            {"quit from the keyboard", SIGQUIT, -SIGQUIT},
	            {"aborted", SIGABRT, -SIGABRT}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_small(24, 80);
		int status = -1;
		assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
		term_kill(t, rows[i].signal);
		check_true(term_wait_exit(t, SOON, &status), rows[i].name, "it ended");
		check_int(status, rows[i].status, rows[i].name, "status");
		check_true(!term_altscreen(t), rows[i].name, "the old screen is back");
		check_true(term_cooked(t), rows[i].name, "the terminal echoes again");
		check_true(term_cursor_visible(t), rows[i].name, "cursor");
		term_close(t);
	}
	check_end();
}

static void what_no_key_sends_is_swallowed_whole(void **state)
{
	(void)state;
	static const struct {
		const char *name, *bytes;
	} rows[] = {{"cursor report", "\033[12;40R"},
	            {"device attributes", "\033[?64;1;2;9c"},
	            {"mode report", "\033[8;1$y"},
	            {"modified key", "\033[53;5u"},
	            {"colour report", "\033]11;rgb:0000/1111/2222\033\\"},
	            {"colour report, bell", "\033]11;rgb:0000/1111/2222\a"},
	            {"version report", "\033P>|XTerm(370)\033\\"},
	            {"focus in", "\033[I"},
	            {"unknown key", "\033OI"},
	            {"chord", "\0331"}};
	struct term *t = open_small(24, 80);
	to_contents(t);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		term_send(t, str_of(rows[i].bytes));
		press(t, i % 2 ? "Up" : "Down"); /* an answer to this alone */
		check_true(term_wait_text(t,
		                          i == 0  ? ">1"
		                          : i % 2 ? ">1"
		                                  : ">2",
		                          SOON),
		           rows[i].name, "only the key counted");
		if (i == 0) {
			press(t, "Down");
			check_true(term_wait_text(t, ">2", SOON), rows[i].name, "Down");
		}
	}
	term_close(t);
	check_end();
}

static void a_tap_chooses_only_with_the_mouse_on(void **state)
{
	(void)state;
	struct term *t = open_with(24, 80, "--mouse", NULL, content);
	int row, col;
	to_contents(t);
	assert_true(term_mouse(t));
	assert_true(term_find(t, "Where can I get it?", &row, &col));
	term_click(t, row, col, 1);
	assert_true(term_wait_text(t, "Ask for black tea.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_true(term_find(t, "Help now", &row, &col));
	term_click(t, row, col, 1);
	assert_true(term_wait_text(t, "Call the emergency number", SOON));
	term_close(t);
}

static bool any_colour(struct term *t)
{
	int rows, cols;
	term_size(t, &rows, &cols);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++) {
			struct term_cell c = term_cell(t, y, x);
			if (c.fg != TERM_DEFAULT || c.bg != TERM_DEFAULT)
				return true;
		}
	return false;
}

static void colours_are_left_out_when_asked(void **state)
{
	(void)state;
	struct term *t = open_with(24, 80, NULL, "NO_COLOR=1", content);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_false(any_colour(t));
	assert_true(term_cell(t, 1, 4).bold); /* the title still stands out */
	assert_true(term_cell(t, 0, 1).reverse);
	term_close(t);
	t = open_with(24, 80, "--theme=mono", NULL, content);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_false(any_colour(t));
	term_close(t);
	t = open_with(24, 80, "--theme=light", NULL, content);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	term_wait_still(t, STILL, SOON);
	assert_int_equal(term_cell(t, 5, 70).bg, 15); /* beside the text too */
	size_t mark = term_mark(t);
	press(t, "t");
	assert_true(term_wait_output(t, mark, SOON));
	term_wait_still(t, STILL, SOON);
	assert_int_equal(term_cell(t, 5, 70).bg, 0);
	term_close(t);
}

/* Wherever the frame has plain text, the terminal shows it in the same cell, after every scroll,
 * though the terminal's widths for the rest differ from ours. */
static void risky_rows_are_never_torn(void **state)
{
	(void)state;
	struct journey j;
	struct term *t = open_with(24, 80, NULL, NULL, risky);
	struct arena scratch = {0};
	journey_open(&j, risky, 24, 80);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	static const char *const keys[] = {"Enter", "Enter", "1"};
	for (int i = 0; i < 60; i++) {
		bool page = i == 20 || i == 40;
		const char *key = i < 3 ? keys[i] : page ? "PgDn" : "Down";
		size_t mark = term_mark(t);
		press(t, key);
		journey_key(&j, i < 2 ? K_ENTER : i == 2 ? '1' : page ? K_PAGE_DOWN : K_DOWN);
		term_wait_output(t, mark, SOON);
		term_wait_still(t, STILL, SOON);
		const struct surface *sf = app_frame(j.app);
		for (int y = 0; y < sf->rows; y++)
			for (int x = 0; x < sf->cols; x++) {
				struct str want = sf->cell[y * sf->cols + x].text;
				if (want.len != 1 || want.p[0] == ' ')
					continue;
				char where[64];
				snprintf(where, sizeof(where), "key %d row %d column %d", i, y, x);
				struct term_cell cell = term_cell(t, y, x);
				check_str((struct str){cell.text, strlen(cell.text)},
				          arena_str(&scratch, want).p, where, "cell");
			}
	}
	arena_clear(&scratch);
	journey_close(&j);
	term_close(t);
	check_end();
}

static void run_for_status(const char *const argv[], const char *says, int want)
{
	struct term *t = term_open(24, 100, argv, NULL);
	int status;
	assert_non_null(t);
	check_true(term_wait_text(t, says, SOON), argv[1], says);
	check_true(term_wait_exit(t, SOON, &status), argv[1], "it ended");
	check_int(status, want, argv[1], "status");
	check_true(memchr(term_since(t, 0).p, '\033', term_since(t, 0).len) == NULL, argv[1],
	           "no escape sequence");
	term_close(t);
}

static void mistakes_on_the_command_line_are_told(void **state)
{
	(void)state;
	run_for_status((const char *[]){program, "--colour", NULL}, "there is no option", 2);
	run_for_status((const char *[]){program, "--theme=\033[31mred", NULL}, "there is no theme",
	               2);
	run_for_status((const char *[]){program, "--content=/nonexistent", NULL},
	               "there is nothing to read", 1);
	run_for_status((const char *[]){program, "--content", content, "\033]0;x\a", NULL},
	               "there is no article", 1);
	run_for_status((const char *[]){program, "--content", content, "--list", NULL},
	               "Tea before an operation", 0);
	run_for_status((const char *[]){program, "--version", NULL}, "anteroom 0", 0);
	run_for_status((const char *[]){program, "--help", NULL}, "--linear", 0);
	check_end();
}

/* Letters, accents, Ctrl-U and what is pasted reach the line; the cursor rests where the next one
 * goes, and then on the place found. */
static void words_are_typed_and_found(void **state)
{
	(void)state;
	struct term *t = open_small(24, 80);
	int row, col, at_row, at_col;
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	press(t, "/");
	assert_true(term_wait_text(t, "Type a word", SOON));
	term_text(t, "coffee");
	assert_true(term_wait_text(t, "Not in this article", SOON));
	term_send(t, STR("\025"));
	assert_true(term_wait_text(t, "Type a word", SOON));
	term_text(t, "çafféi");
	assert_true(term_wait_text(t, "Search: çafféi_", SOON));
	assert_true(term_wait_text(t, "Found: 1 of 2", SOON));
	term_wait_still(t, STILL, SOON);
	term_cursor(t, &row, &col);
	assert_true(term_find(t, "_", &at_row, &at_col));
	assert_int_equal(row, at_row);
	assert_int_equal(col, at_col);
	press(t, "Enter");
	assert_true(term_wait_text(t, "Found: 1 of 2", SOON));
	term_wait_still(t, STILL, SOON);
	assert_true(term_find(t, "caffeine", &at_row, &at_col));
	term_cursor(t, &row, &col);
	assert_int_equal(row, at_row);
	assert_int_equal(col, at_col);
	assert_true(term_cell(t, row, col).reverse);
	assert_true(term_cell(t, row, col).underline);
	press(t, "n");
	assert_true(term_wait_text(t, "Found: 2 of 2", SOON));
	press(t, "Backspace");
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	press(t, "/");
	assert_true(term_wait_text(t, "Type a word", SOON));
	term_paste(t, "leaves\033[2J");
	assert_true(term_wait_text(t, "Search: leaves_", SOON));
	term_close(t);
}

static void a_terminal_without_a_cursor_gets_linear_mode(void **state)
{
	(void)state;
	struct term *t = open_with(24, 80, NULL, "TERM=dumb", content);
	int status;
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	assert_true(term_wait_text(t, ">", SOON));
	assert_null(memchr(term_since(t, 0).p, '\033', term_since(t, 0).len));
	term_text(t, "q\r");
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 0);
	term_close(t);
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 4);
	program = argv[1];
	content = argv[2];
	risky = argv[3];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(it_greets_and_leaves_in_order),
	        cmocka_unit_test(everything_is_read_by_enter_alone),
	        cmocka_unit_test(an_answer_is_explained),
	        cmocka_unit_test(the_place_survives_resizes),
	        cmocka_unit_test(no_key_is_lost_at_a_resize_or_to_flow_control),
	        cmocka_unit_test(the_terminal_is_restored_however_it_ends),
	        cmocka_unit_test(what_no_key_sends_is_swallowed_whole),
	        cmocka_unit_test(a_tap_chooses_only_with_the_mouse_on),
	        cmocka_unit_test(colours_are_left_out_when_asked),
	        cmocka_unit_test(risky_rows_are_never_torn),
	        cmocka_unit_test(mistakes_on_the_command_line_are_told),
	        cmocka_unit_test(words_are_typed_and_found),
	        cmocka_unit_test(a_terminal_without_a_cursor_gets_linear_mode),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
