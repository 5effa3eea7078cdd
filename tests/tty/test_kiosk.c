/* The real program in a waiting room, on a terminal in memory: language first, no way out, nothing
 * of one reader left for the next, new content between readers. Its clock runs sixty times as fast. */
#include "check.h"
#include "tty/term.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program, *content, *help;

enum { SOON = 5000, STILL = 40, FOREVER = 20000 };

static struct term *open_kiosk_on(const char *folder, int rows, int cols, const char *haste)
{
	char content_env[512];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", folder);
	const char *argv[] = {program, "--kiosk", "--drafts", "--country", "GB", NULL};
	const char *env[] = {content_env,
	                     "ANTEROOM_SEED=7",
	                     "ANTEROOM_TODAY=2026-11-24",
	                     "ANTEROOM_SANDBOX=kill",
	                     haste,
	                     NULL};
	struct term *t = term_open(rows, cols, argv, env);
	assert_non_null(t);
	assert_true(term_wait_text(t, "Language", SOON));
	term_wait_still(t, STILL, SOON);
	return t;
}

static struct term *open_kiosk(const char *haste)
{
	return open_kiosk_on(content, 24, 80, haste);
}

static void press(struct term *t, const char *key)
{
	assert_true(term_key(t, key));
	term_wait_still(t, STILL, SOON);
}

/* The process of the reader who is there now; 0 if there is none. */
static pid_t reader_of(const struct term *t)
{
	char path[64], line[64] = "";
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)term_pid(t),
	         (int)term_pid(t));
	FILE *f = fopen(path, "r");
	if (f && !fgets(line, sizeof(line), f))
		line[0] = '\0';
	if (f)
		fclose(f);
	return (pid_t)atol(line);
}

static void end(struct term *t)
{
	int status;
	term_kill(t, SIGTERM);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 0);
	assert_true(term_cooked(t));
	term_close(t);
}

static void the_language_comes_first(void **state)
{
	(void)state;
	struct term *t = open_kiosk(NULL);
	assert_true(term_wait_text(t, "English", SOON));
	assert_true(term_wait_text(t, "Español", SOON));
	press(t, "2");
	assert_true(term_wait_text(t, "Té antes de una operación", SOON));
	end(t);
}

/* Neither the list nor the environment leads to words that nobody has revised. */
static void drafts_are_shown_only_on_request(void **state)
{
	(void)state;
	char content_env[512];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", content);
	static const struct {
		const char *option, *title;
	} rows[] = {{"--mouse", "Tea before an operation"},
	            {"--drafts", "Té antes de una operación"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *argv[] = {program, "--kiosk", "--language", "es", rows[i].option, NULL};
		const char *env[] = {content_env, "ANTEROOM_TODAY=2026-11-24", NULL};
		struct term *t = term_open(24, 80, argv, env);
		assert_non_null(t);
		assert_true(term_wait_text(t, rows[i].title, SOON));
		term_wait_still(t, STILL, SOON);
		assert_int_equal(term_find(t, "Español", &(int){0}, &(int){0}), i == 1);
		end(t);
	}
}

static void no_key_leads_out(void **state)
{
	(void)state;
	struct term *t = open_kiosk(NULL);
	press(t, "Enter");
	press(t, "Enter");
	for (int c = 1; c < 256; c++) {
		char byte = (char)c;
		if (c != 27) /* what follows it belongs to it */
			term_send(t, (struct str){&byte, 1});
		if (c % 16 == 0)
			term_wait_still(t, STILL, SOON);
	}
	static const char *const chords[] = {"C-c",  "C-z", "C-\\", "C-s",   "C-q", "C-d", "q",
	                                     "Q",    "F1",  "F2",   "F12",   "A-x", "Esc", "Del",
	                                     "S-F5", "Ins", "Home", "S-Tab", "C-a", "C-x"};
	for (size_t i = 0; i < ARRAY_LEN(chords); i++)
		term_key(t, chords[i]);
	term_paste(t, "q\nexit\n");
	term_send(t, STR("\033[12;40R\033[53;5u\033P1$r0m\033\\\033]52;c;?\a\033[200~q\033[201~"));
	term_wait_still(t, 4 * STILL, SOON);
	int status;
	assert_false(term_wait_exit(t, 50, &status));
	press(t, "0");
	assert_true(term_wait_text(t, "Help now", SOON));
	end(t);
}

static void a_warning_is_dismissed_by_any_key_and_only_dismissed(void **state)
{
	(void)state;
	struct term *t = open_kiosk("ANTEROOM_HASTE=60");
	press(t, "Enter");
	assert_true(term_wait_text(t, "Press Enter to begin", SOON));
	size_t mark = term_mark(t);
	assert_true(term_wait_text(t, "Are you still there?", FOREVER));
	struct str bytes = term_since(t, mark);
	assert_non_null(memchr(bytes.p, '\a', bytes.len));
	press(t, "0");
	assert_true(term_wait_text(t, "Press Enter to begin", SOON));
	assert_false(term_find(t, "Samaritans", &(int){0}, &(int){0}));
	end(t);
}

static void who_is_gone_leaves_nothing(void **state)
{
	(void)state;
	struct term *t = open_kiosk("ANTEROOM_HASTE=150");
	pid_t first = reader_of(t);
	press(t, "2");
	assert_true(term_wait_text(t, "Té antes de una operación", SOON));
	size_t mark = term_mark(t);
	assert_true(term_wait_text(t, "(•) English", FOREVER)); /* asked, counted, cleared */
	term_wait_still(t, STILL, SOON);
	assert_false(term_find(t, "Té antes", &(int){0}, &(int){0}));
	assert_true(term_find(t, "Tea before", &(int){0}, &(int){0}));
	struct str bytes = term_since(t, mark);
	assert_non_null(memmem(bytes.p, bytes.len, "\033[3J", 4)); /* the scrollback, too */
	assert_int_not_equal(reader_of(t), first);
	end(t);
}

static void an_untouched_first_screen_stays(void **state)
{
	(void)state;
	struct term *t = open_kiosk("ANTEROOM_HASTE=1000");
	pid_t first = reader_of(t);
	assert_false(term_wait_text(t, "Are you still there?", 600)); /* ten minutes */
	assert_int_equal(reader_of(t), first);
	end(t);
}

static void a_fault_brings_a_new_reader(void **state)
{
	(void)state;
	static const int signals[] = {SIGKILL, SIGSEGV, SIGABRT};
	struct term *t = open_kiosk("ANTEROOM_HASTE=10");
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		press(t, "2");
		assert_true(term_wait_text(t, "Té antes de una operación", SOON));
		kill(reader_of(t), signals[i]);
		assert_true(term_wait_text(t, "(•) English", 2000));
		term_wait_still(t, STILL, SOON);
	}
	end(t);
}

/* Who stands between a kiosk and its terminal (a shell, script(1), strace) may get the signal in its
 * place. It must not go on to begin a reader who cannot read, and another one, and another one. */
static void without_a_terminal_it_ends(void **state)
{
	(void)state;
	char content_env[512];
	int status;
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", content);
	const char *argv[] = {"sh", "-c", "trap '' HUP; \"$0\" --kiosk; exit 7", program, NULL};
	const char *env[] = {content_env, "ANTEROOM_TODAY=2026-11-24", NULL};
	struct term *t = term_open(24, 80, argv, env);
	assert_non_null(t);
	assert_true(term_wait_text(t, "Tea before an operation", SOON));
	term_hang_up(t);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 7);
	term_close(t);
}

/* --- content ---------------------------------------------------------------------------------- */

static void copy_file(const char *from, const char *to, const char *old, const char *new)
{
	static char text[200000];
	FILE *f = fopen(from, "r");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	char *at = old ? strstr(text, old) : NULL;
	f = fopen(to, "w");
	assert_non_null(f);
	if (at)
		fprintf(f, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
	else
		fputs(text, f);
	fclose(f);
}

static void new_content_is_shown_if_it_is_sound(void **state)
{
	(void)state;
	char folder[] = "/tmp/anteroom-kiosk-XXXXXX", from[512], to[512];
	char help_copy[512];
	assert_non_null(mkdtemp(folder));
	snprintf(from, sizeof(from), "%s/tea", folder);
	assert_int_equal(mkdir(from, 0700), 0);
	snprintf(from, sizeof(from), "%s/tea/en.yaml", content);
	snprintf(to, sizeof(to), "%s/tea/en.yaml", folder);
	copy_file(from, to, NULL, NULL);
	snprintf(help_copy, sizeof(help_copy), "%s/help-now.yaml", folder);
	copy_file(help, help_copy, NULL, NULL);
	struct term *t = open_kiosk_on(folder, 24, 80, "ANTEROOM_HASTE=20");
	assert_true(term_wait_text(t, "Tea before an operation", SOON));
	copy_file(from, to, "summary:", "summary"); /* broken: the old one stays */
	term_wait_still(t, 1500, SOON);             /* thirty of its seconds */
	press(t, "9");
	press(t, "7"); /* finish: the next reader */
	assert_true(term_wait_text(t, "Tea before an operation", SOON));
	copy_file(from, to, "Tea before an operation", "Coffee before an operation");
	assert_true(
	        term_wait_text(t, "Coffee before an operation", FOREVER)); /* nobody is reading */
	end(t);
	unlink(help_copy);
	unlink(to);
	to[strlen(to) - strlen("/en.yaml")] = '\0';
	rmdir(to);
	rmdir(folder);
}

/* Two articles, and what looks like an index, which a kiosk has no use for. */
static void searching_and_lists_need_no_right_that_was_given_up(void **state)
{
	(void)state;
	static const char *const titles[] = {"Zinc", "Éclairs"};
	char folder[] = "/tmp/anteroom-kiosk-XXXXXX", from[512], to[2][512], other[2][512];
	assert_non_null(mkdtemp(folder));
	snprintf(from, sizeof(from), "%s/tea/en.yaml", content);
	for (int i = 0; i < 2; i++) {
		snprintf(to[i], sizeof(to[i]), "%s/tea%d", folder, i);
		assert_int_equal(mkdir(to[i], 0700), 0);
		snprintf(to[i], sizeof(to[i]), "%s/tea%d/en.yaml", folder, i);
		copy_file(from, to[i], "Tea before an operation", titles[i]);
	}
	snprintf(other[0], sizeof(other[0]), "%s/help-now.yaml", folder);
	copy_file(help, other[0], NULL, NULL);
	snprintf(other[1], sizeof(other[1]), "%s/index.sqlite", folder);
	copy_file(help, other[1], NULL, NULL);
	struct term *t = open_kiosk_on(folder, 24, 80, NULL);
	pid_t reader = reader_of(t);
	press(t, "Backspace");
	press(t, "Enter");
	assert_true(term_wait_text(t, "  1 Éclairs", SOON));
	assert_true(term_wait_text(t, "  2 Zinc", SOON));
	press(t, "/");
	term_text(t, "ZINC");
	assert_true(term_wait_text(t, "1 article", SOON));
	press(t, "Enter");
	assert_true(term_wait_text(t, "Enter: the questions, one by one", SOON));
	press(t, "/");
	term_text(t, "çaffeiné");
	assert_true(term_wait_text(t, "Found: 1 of", SOON));
	press(t, "Enter");
	press(t, "n");
	assert_true(term_wait_text(t, "Found: 2 of", SOON));
	press(t, "0");
	assert_true(term_wait_text(t, "Help now: United Kingdom", SOON));
	press(t, "1");
	assert_true(term_wait_text(t, "Which country are you in?", SOON));
	assert_int_equal(reader_of(t), reader); /* nobody was killed */
	end(t);
	for (int i = 0; i < 2; i++) {
		unlink(other[i]);
		unlink(to[i]);
		to[i][strlen(to[i]) - strlen("/en.yaml")] = '\0';
		rmdir(to[i]);
	}
	rmdir(folder);
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 4);
	help = argv[3];
	program = argv[1];
	content = argv[2];
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_language_comes_first),
	        cmocka_unit_test(drafts_are_shown_only_on_request),
	        cmocka_unit_test(no_key_leads_out),
	        cmocka_unit_test(a_warning_is_dismissed_by_any_key_and_only_dismissed),
	        cmocka_unit_test(who_is_gone_leaves_nothing),
	        cmocka_unit_test(an_untouched_first_screen_stays),
	        cmocka_unit_test(a_fault_brings_a_new_reader),
	        cmocka_unit_test(without_a_terminal_it_ends),
	        cmocka_unit_test(searching_and_lists_need_no_right_that_was_given_up),
	        cmocka_unit_test(new_content_is_shown_if_it_is_sound),
	};
	return cmocka_run_group_tests_name("kiosk", tests, NULL, NULL);
}
