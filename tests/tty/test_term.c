/* The terminal harness, tried on one-line shell programs, so that it can be trusted elsewhere. */
#include "tty/term.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { SOON = 5000 }; /* for what must happen; reached only by a failing test */

static struct term *wide_shell(const char *script, int cols)
{
	struct term *t = term_open(6, cols, (const char *const[]){"sh", "-c", script, NULL}, NULL);
	assert_non_null(t);
	return t;
}

static struct term *shell(const char *script)
{
	return wide_shell(script, 40);
}

/* What the harness says on standard error meanwhile: failures that are meant. */
static int stderr_kept = -1;
static FILE *said;

static void overhear(void)
{
	fflush(stderr);
	said = tmpfile();
	assert_non_null(said);
	stderr_kept = dup(STDERR_FILENO);
	dup2(fileno(said), STDERR_FILENO);
}

static void assert_said(const char *text)
{
	char all[4096];
	fflush(stderr);
	dup2(stderr_kept, STDERR_FILENO);
	close(stderr_kept);
	rewind(said);
	all[fread(all, 1, sizeof all - 1, said)] = '\0';
	fclose(said);
	assert_non_null(strstr(all, text));
}

/* The program must end by itself, well. */
static void finish(struct term *t)
{
	int status = -1;
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 0);
	term_close(t);
}

static void test_text(void **state)
{
	(void)state;
	struct term *t = shell("printf 'one\\r\\n  two  \\033[4;3Hthree'");
	int row, col, rows, cols;
	assert_true(term_wait_text(t, "three", SOON));
	assert_true(term_wait_row(t, 0, "one", SOON));
	assert_string_equal(term_row(t, 1), "  two");
	assert_string_equal(term_row(t, 5), "");
	assert_string_equal(term_row(t, 99), "");
	assert_string_equal(term_screen(t), "one\n  two\n\n  three\n");
	assert_true(term_find(t, "hre", &row, &col));
	assert_int_equal(row, 3);
	assert_int_equal(col, 3);
	assert_false(term_find(t, "four", &row, &col));
	term_cursor(t, &row, &col);
	assert_int_equal(row, 3);
	assert_int_equal(col, 7);
	term_size(t, &rows, &cols);
	assert_int_equal(rows, 6);
	assert_int_equal(cols, 40);
	finish(t);
}

static void test_wide_and_combining(void **state)
{
	(void)state;
	struct term *t = shell("printf '\\344\\270\\255\\346\\226\\207 e\\314\\201|ab'");
	int row, col;
	assert_true(term_wait_text(t, "中文 e\u0301|ab", SOON));
	assert_string_equal(term_cell(t, 0, 0).text, "中");
	assert_int_equal(term_cell(t, 0, 0).width, 2);
	assert_string_equal(term_cell(t, 0, 1).text, "");
	assert_int_equal(term_cell(t, 0, 1).width, 0);
	assert_string_equal(term_cell(t, 0, 5).text, "e\u0301");
	assert_true(term_find(t, "文", &row, &col));
	assert_int_equal(col, 2);
	assert_true(term_find(t, "ab", &row, &col));
	assert_int_equal(col, 7);
	finish(t);
}

static void test_attributes(void **state)
{
	(void)state;
	struct term *t = shell("printf '\\033[1mb\\033[m\\033[4mu\\033[m\\033[7mr\\033[m"
	                       "\\033[31;44mc\\033[38;5;200md\\033[48;2;1;2;3me\\033[m.\\033[3mi'");
	assert_true(term_wait_text(t, "burcde.i", SOON));
	assert_true(term_cell(t, 0, 0).bold);
	assert_false(term_cell(t, 0, 0).underline);
	assert_int_equal(term_cell(t, 0, 0).fg, TERM_DEFAULT);
	assert_int_equal(term_cell(t, 0, 0).bg, TERM_DEFAULT);
	assert_true(term_cell(t, 0, 1).underline);
	assert_true(term_cell(t, 0, 2).reverse);
	assert_int_equal(term_cell(t, 0, 3).fg, 1);
	assert_int_equal(term_cell(t, 0, 3).bg, 4);
	assert_int_equal(term_cell(t, 0, 4).fg, 200);
	assert_int_equal(term_cell(t, 0, 5).bg, TERM_RGB | 0x010203);
	assert_false(term_cell(t, 0, 6).reverse);
	assert_true(term_cell(t, 0, 7).italic);
	finish(t);
}

/* ncurses repeats characters by REP and draws lines by another character set. */
static void test_what_curses_sends(void **state)
{
	(void)state;
	struct term *t =
	        shell("printf -- '-\\033[4b|\\r\\n\\033(0x\\033(B\\r\\nabcdef\\033[3G\\033[2X'");
	assert_true(term_wait_text(t, "ab  ef", SOON));
	assert_string_equal(term_row(t, 0), "-----|");
	assert_string_equal(term_row(t, 1), "│");
	finish(t);
}

static void test_keys(void **state)
{
	(void)state;
	struct term *t = wide_shell("stty raw -echo; printf ready; od -An -tx1 -w40 -N 23", 100);
	const char *rest = "a<Up><Enter><Esc><Backspace><C-c><A-x><F1><lt><Space><S-Tab>\u00e9";
	assert_true(term_wait_text(t, "ready", SOON));
	while (rest && *rest)
		rest = term_next_key(t, rest);
	assert_non_null(rest);
	term_text(t, "zzz");
	assert_true(term_wait_text(t,
	                           "61 1b 5b 41 0d 1b 7f 03 1b 78 1b 4f 50 3c 20"
	                           " 1b 5b 5a c3 a9 7a 7a 7a",
	                           SOON));
	finish(t);
}

static void test_unknown_keys(void **state)
{
	(void)state;
	struct term *t = shell("read line");
	overhear();
	assert_null(term_next_key(t, "<Nonsense>"));
	assert_null(term_next_key(t, "<Up"));
	assert_false(term_key(t, ""));
	assert_said("# no such key: Nonsense\n# no such key: <Up\n");
	assert_string_equal(term_next_key(t, ""), "");
	term_text(t, "\r");
	finish(t);
}

static void test_application_keys(void **state)
{
	(void)state;
	struct term *t = shell("stty raw -echo; printf '\\033[?1hready'; od -An -tx1 -N 3");
	assert_true(term_wait_text(t, "ready", SOON));
	term_key(t, "Down");
	assert_true(term_wait_text(t, "1b 4f 42", SOON));
	finish(t);
}

static void test_mouse_and_paste(void **state)
{
	(void)state;
	struct term *t = shell("stty raw -echo; printf '\\033[?1000;1006;2004hready\\r\\n';"
	                       "dd bs=1 count=31 2>/dev/null | tr '\\033' '^'");
	assert_true(term_wait_text(t, "ready", SOON));
	assert_true(term_mouse(t));
	term_click(t, 2, 4, 1);
	term_paste(t, "p");
	assert_true(term_wait_row(t, 1, "^[<0;5;3M^[<0;5;3m^[200~p^[201~", SOON));
	finish(t);
}

static void test_answers(void **state)
{
	(void)state;
	struct term *t = shell(
	        "stty raw -echo; printf 'ab\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c");
	assert_true(term_wait_text(t, "[   1   ;   3   R", SOON));
	finish(t);
}

static void test_modes(void **state)
{
	(void)state;
	struct term *t = shell("printf '\\033[?1049h\\033[?25lin'; read a;"
	                       "printf '\\033[?25h\\033[?1049lout'");
	assert_true(term_wait_text(t, "in", SOON));
	assert_true(term_altscreen(t));
	assert_false(term_cursor_visible(t));
	assert_false(term_mouse(t));
	term_key(t, "Enter");
	assert_true(term_wait_gone(t, "in", SOON));
	assert_true(term_wait_text(t, "out", SOON));
	assert_false(term_altscreen(t));
	assert_true(term_cursor_visible(t));
	finish(t);
}

static void test_cooked(void **state)
{
	(void)state;
	struct term *t = shell("stty raw -echo; printf raw; read a; stty sane; printf cooked");
	assert_true(term_wait_text(t, "raw", SOON));
	assert_false(term_cooked(t));
	term_text(t, "\n");
	assert_true(term_wait_text(t, "cooked", SOON));
	int status;
	assert_true(term_wait_exit(t, SOON, &status));
	assert_true(term_cooked(t)); /* the program is gone, its terminal is not */
	term_close(t);
}

static void test_left_raw(void **state)
{
	(void)state;
	struct term *t = shell("stty -echo -icanon; kill -KILL $$");
	int status;
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, -SIGKILL);
	assert_false(term_cooked(t));
	term_close(t);
}

static void test_resize(void **state)
{
	(void)state;
	struct term *t = shell("trap 'stty size' WINCH; stty size; while :; do read a; done");
	int rows, cols;
	assert_true(term_wait_text(t, "6 40", SOON));
	term_resize(t, 10, 30);
	term_text(t, "\n"); /* the shell runs traps between commands */
	assert_true(term_wait_text(t, "10 30", SOON));
	term_size(t, &rows, &cols);
	assert_int_equal(rows, 10);
	assert_int_equal(cols, 30);
	term_close(t);
}

static void test_bytes(void **state)
{
	(void)state;
	struct term *t = shell("printf first; read a; printf '\\033]0;title\\007last'");
	assert_true(term_wait_text(t, "first", SOON));
	size_t mark = term_mark(t);
	assert_false(term_wait_output(t, mark, 20));
	term_text(t, "\n");
	assert_true(term_wait_output(t, mark, SOON));
	assert_true(term_wait_text(t, "last", SOON));
	assert_true(str_eq(term_since(t, mark), STR("\r\n\033]0;title\007last")));
	assert_true(term_started(t) < term_last_byte(t));
	assert_true(term_last_byte(t) <= term_now());
	finish(t);
}

static void test_still(void **state)
{
	(void)state;
	struct term *t = shell("printf start; yes");
	assert_true(term_wait_text(t, "y", SOON));
	overhear();
	assert_false(term_wait_still(t, 100, 200));
	assert_said("# waited 200 ms in vain for stillness");
	term_close(t);
	t = shell("printf start; sleep 100");
	int64_t before = term_now();
	assert_true(term_wait_text(t, "start", SOON));
	assert_true(term_wait_still(t, 50, SOON));
	assert_true(term_now() - before >= 50 * 1000000);
	term_close(t);
}

static void test_failed_waits(void **state)
{
	(void)state;
	struct term *t = shell("printf here; read a");
	int status = 42;
	assert_true(term_wait_text(t, "here", SOON));
	overhear();
	assert_false(term_wait_text(t, "nowhere", 20));
	assert_said("# waited 20 ms in vain for \"nowhere\"; the screen:\n#  0 |here\n#  1 |\n");
	overhear();
	assert_false(term_wait_row(t, 1, "here", 20));
	assert_false(term_wait_gone(t, "here", 20));
	assert_false(term_wait_exit(t, 20, &status));
	assert_said("# waited 20 ms in vain for the program's end");
	assert_int_equal(status, 42);
	term_text(t, "\n");
	finish(t);
}

/* A wait does not sit out its deadline once nothing can come any more. */
static void test_wait_after_the_end(void **state)
{
	(void)state;
	struct term *t = shell("printf bye");
	int64_t before = term_now();
	overhear();
	assert_false(term_wait_text(t, "nowhere", 60000));
	assert_said("nobody holds the terminal any more");
	assert_true(term_wait_still(t, 60000, 60000));
	assert_true(term_now() - before < (int64_t)30 * 1000000000);
	assert_string_equal(term_row(t, 0), "bye");
	finish(t);
}

static void test_exit(void **state)
{
	(void)state;
	int status;
	struct term *t = shell("exit 7");
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 7);
	assert_true(term_wait_exit(t, SOON, &status)); /* known from then on */
	term_kill(t, SIGKILL);                         /* reaches nobody */
	term_close(t);
	t = shell("printf ready; read a");
	assert_true(term_wait_text(t, "ready", SOON));
	term_kill(t, SIGTERM);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, -SIGTERM);
	term_close(t);
	term_close(NULL);
}

static void test_last_words_are_read(void **state)
{
	(void)state;
	struct term *t = shell("i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done");
	int status;
	assert_true(term_wait_exit(t, SOON, &status));
	assert_string_equal(term_row(t, 4), "line 1999");
	term_close(t);
}

static void test_environment(void **state)
{
	(void)state;
	setenv("ANTEROOM_SECRET", "x", 1);
	setenv("COLUMNS", "7", 1);
	const char *const env[] = {"COUNTRY=XX", "TZ=Asia/Tokyo", NULL};
	const char *const argv[] = {
	        "sh", "-c", "echo $TERM $LC_ALL $HOME $TZ $COUNTRY \"[$ANTEROOM_SECRET]\"", NULL};
	struct term *t = term_open(3, 80, argv, env);
	assert_non_null(t);
	assert_true(
	        term_wait_row(t, 0, "xterm-256color C.UTF-8 /nonexistent Asia/Tokyo XX []", SOON));
	finish(t);
	unsetenv("COLUMNS");
	unsetenv("ANTEROOM_SECRET");
}

/* Neither what this process ignores nor what it has open reaches the program. */
static void test_nothing_leaks_in(void **state)
{
	(void)state;
	struct term *other = shell("read a");
	signal(SIGINT, SIG_IGN);
	struct term *t = shell("ls /proc/$$/fd | tr '\\n' ' '; kill -INT $$; printf survived");
	signal(SIGINT, SIG_DFL);
	int status;
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, -SIGINT);
	assert_string_equal(term_row(t, 0), "0 1 2");
	term_close(t);
	term_close(other);
}

static void test_cannot_start(void **state)
{
	(void)state;
	overhear();
	assert_null(term_open(6, 40, (const char *const[]){"/nonexistent/program", NULL}, NULL));
	assert_null(term_open(6, 40, (const char *const[]){"no-such-program", NULL}, NULL));
	assert_said("# /nonexistent/program: No such file or directory\n"
	            "# no-such-program: No such file or directory\n");
}

static void test_hangup_reaches_what_is_left(void **state)
{
	(void)state;
	struct term *t = shell("sleep 1000 & printf \"$! \"; exec sleep 1000");
	assert_true(term_wait_output(t, 0, SOON));
	assert_true(term_wait_still(t, 20, SOON));
	pid_t left = (pid_t)strtol(term_row(t, 0), NULL, 10);
	assert_true(left > 1);
	term_close(t);
	/* A killed process of another parent may take a moment to be reaped. */
	for (int64_t until = term_now() + (int64_t)SOON * 1000000; kill(left, 0) == 0;) {
		char path[64], stat[256] = "";
		snprintf(path, sizeof path, "/proc/%d/stat", (int)left);
		FILE *f = fopen(path, "re");
		bool dead = !f || !fgets(stat, sizeof stat, f) || strstr(stat, ") Z ");
		if (f)
			fclose(f);
		if (dead)
			break;
		assert_true(term_now() < until);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_text),
	        cmocka_unit_test(test_wide_and_combining),
	        cmocka_unit_test(test_attributes),
	        cmocka_unit_test(test_what_curses_sends),
	        cmocka_unit_test(test_keys),
	        cmocka_unit_test(test_unknown_keys),
	        cmocka_unit_test(test_application_keys),
	        cmocka_unit_test(test_mouse_and_paste),
	        cmocka_unit_test(test_answers),
	        cmocka_unit_test(test_modes),
	        cmocka_unit_test(test_cooked),
	        cmocka_unit_test(test_left_raw),
	        cmocka_unit_test(test_resize),
	        cmocka_unit_test(test_bytes),
	        cmocka_unit_test(test_still),
	        cmocka_unit_test(test_failed_waits),
	        cmocka_unit_test(test_wait_after_the_end),
	        cmocka_unit_test(test_exit),
	        cmocka_unit_test(test_last_words_are_read),
	        cmocka_unit_test(test_environment),
	        cmocka_unit_test(test_nothing_leaks_in),
	        cmocka_unit_test(test_cannot_start),
	        cmocka_unit_test(test_hangup_reaches_what_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
