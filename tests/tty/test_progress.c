/* The real program comes back to where a reader stopped: after it was left, ended or killed, with two
 * of them at once, with a disk that takes nothing; it forgets when asked, and a kiosk never looks. */
#include "check.h"
#include "tty/term.h"

#include "base/file.h"
#include "state/record.h"

#include <dirent.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program, *content;
static char home[64], where[256];

enum { SOON = 5000, STILL = 40 };

/* --- a home ------------------------------------------------------------------------------- */

static int make_home(void **state)
{
	(void)state;
	snprintf(home, sizeof(home), "/tmp/anteroom-progress-XXXXXX");
	return mkdtemp(home) ? 0 : -1;
}

static int remove_home(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof(command), "rm -rf %s", home);
	return system(command);
}

/* A file's path in the folder that is kept. */
static const char *kept(const char *name)
{
	snprintf(where, sizeof(where), "%s/.local/state/anteroom/%s", home, name);
	return where;
}

static void make_folder(void)
{
	static const char *const parts[] = {".local", ".local/state", ".local/state/anteroom"};
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		snprintf(where, sizeof(where), "%s/%s", home, parts[i]);
		mkdir(where, 0700);
	}
}

static void put_file(const char *name, const char *text)
{
	FILE *f = fopen(kept(name), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Empty: it is not there. */
static struct str read_kept(struct arena *a, const char *name)
{
	struct diags *ds = diags_new();
	struct str bytes = STR("");
	file_read(a, kept(name), RECORD_MAX_BYTES, &bytes, ds);
	diags_free(ds);
	return bytes;
}

/* Reads it until `done`, or for as long as a disk may take: what is done is on the screen first. */
static struct str await_kept(struct arena *a, const char *name,
                             bool (*done)(struct str bytes, const char *want), const char *want)
{
	int64_t until = term_now() + SOON * (int64_t)1000000;
	struct str bytes = read_kept(a, name);
	while (!done(bytes, want) && term_now() < until) {
		poll(NULL, 0, 5);
		arena_clear(a);
		bytes = read_kept(a, name);
	}
	return bytes;
}

static void check_file(const char *name, const char *want, const char *row)
{
	struct arena a = {0};
	check_str(await_kept(&a, name, str_is, want), want, row, name);
	arena_clear(&a);
}

static bool has(struct str bytes, const char *want)
{
	return bytes.len && memmem(bytes.p, bytes.len, want, strlen(want));
}

/* --- a reader ----------------------------------------------------------------------------- */

static struct term *open_with(int rows, int cols, const char *const extra[3], const char *env1)
{
	char content_env[512], home_env[80];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", content);
	snprintf(home_env, sizeof(home_env), "HOME=%s", home);
	const char *argv[] = {program, "--country", "GB", extra[0], extra[1], extra[2], NULL};
	const char *env[] = {content_env, home_env, "ANTEROOM_SEED=7",
	                     env1 ? env1 : "ANTEROOM_TODAY=2026-11-24", NULL};
	struct term *t = term_open(rows, cols, argv, env);
	assert_non_null(t);
	return t;
}

static struct term *open_reader(int rows, int cols)
{
	struct term *t = open_with(rows, cols, (const char *const[3]){0}, NULL);
	assert_true(term_wait_text(t, "Help now", SOON));
	return t;
}

static void press(struct term *t, const char *keys)
{
	while (*keys) {
		keys = term_next_key(t, keys);
		assert_non_null(keys);
		term_wait_still(t, STILL, SOON);
	}
}

static bool shows(struct term *t, const char *text)
{
	return term_find(t, text, &(int){0}, &(int){0});
}

/* Enter, slowly enough not to count as held down, until the words stand there. */
static void enter_until(struct term *t, const char *words)
{
	term_wait_still(t, STILL, SOON);
	for (int i = 0; i < 30 && !shows(t, words); i++) {
		size_t mark = term_mark(t);
		press(t, "<Enter>");
		for (int k = 0; k < 4 && !term_wait_output(t, mark, 750); k++)
			press(t, "<Enter>");
		term_wait_still(t, STILL, SOON);
	}
	assert_true(term_wait_text(t, words, SOON));
}

/* The item of the menu that clears everything. */
static void finish(struct term *t)
{
	int row, col;
	press(t, "9");
	assert_true(term_find(t, "Finish: clear everything", &row, &col));
	char digit[2] = {term_row(t, row)[5], '\0'};
	press(t, digit);
}

static void quit(struct term *t, const char *key, int number)
{
	int status;
	if (key)
		term_text(t, key);
	else
		term_kill(t, number);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, number == SIGKILL ? -SIGKILL : 0);
	term_close(t);
}

/* --- the tests ---------------------------------------------------------------------------- */

static void one_goes_on_where_one_stopped(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int rows, cols;
		const char *key;
		int number;
	} rows[] = {{"q", 24, 80, "q", 0},
	            {"terminated", 12, 40, NULL, SIGTERM},
	            {"hung up", 24, 80, NULL, SIGHUP},
	            {"killed", 12, 40, NULL, SIGKILL},
	            {"q, wide", 40, 140, "q", 0}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		make_home(NULL);
		struct term *t = open_reader(rows[i].rows, rows[i].cols);
		assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
		enter_until(t, "2 Does it help?");
		press(t, "2");
		assert_true(term_wait_text(t, "Part 2 of 5", SOON));
		term_wait_still(t, STILL, SOON);
		if (rows[i].number == SIGKILL) {
			struct arena a = {0};
			await_kept(&a, "small", has, "section efficacy");
			arena_clear(&a);
		}
		quit(t, rows[i].key, rows[i].number);
		t = open_reader(rows[i].rows, rows[i].cols);
		assert_true(term_wait_text(t, "You were at:", SOON));
		assert_true(term_wait_text(t, "Press 0 now.", SOON));
		enter_until(t, "Part 2 of 5");
		press(t, "<Backspace>"); /* the contents lie under it */
		check_true(shows(t, "3 What can go wrong?") || shows(t, "1 What does tea do?"),
		           rows[i].name, "the contents");
		term_close(t);
		remove_home(NULL);
	}
	check_end();
}

static void the_paragraph_is_found_again(void **state)
{
	(void)state;
	struct term *t = open_reader(12, 40);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	enter_until(t, "1 What does tea do?");
	press(t, "1");
	enter_until(t, "Wait a while before");
	quit(t, "q", 0);
	t = open_reader(24, 80);
	assert_true(term_wait_text(t, "You were at: What does tea do?", SOON));
	press(t, "1");
	assert_true(term_wait_text(t, "Wait a while before", SOON));
	term_close(t);
}

static void one_begins_afresh(void **state)
{
	(void)state;
	struct term *t = open_reader(24, 80);
	enter_until(t, "2 Does it help?");
	press(t, "2q");
	term_close(t);
	t = open_reader(24, 80);
	assert_true(term_wait_text(t, "You were at: Does it help?", SOON));
	press(t, "2");
	assert_true(
	        term_wait_text(t, "What you read, ticked and answered here is forgotten.", SOON));
	assert_true(shows(t, "Press Enter to begin."));
	check_file("small", "", "afresh");
	quit(t, "q", 0);
	check_file("small", "", "afresh, and left");
	t = open_reader(24, 80);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	enter_until(t, "This article is made up.");
	term_close(t);
	check_end();
}

static void what_was_not_clear_comes_back_another_day(void **state)
{
	(void)state;
	static const char missed[] = "anteroom progress 1\nplace quiz\n"
	                             "question wakes 2026-11-24 1 unsure\n";
	struct term *t = open_reader(24, 80);
	enter_until(t, "6 Check what you understood");
	press(t, "6");
	enter_until(t, "Question 1 of 2");
	press(t, "3");
	enter_until(t, "It is good to say so.");
	quit(t, "q", 0);
	check_file("small", missed, "not sure");
	t = open_reader(24, 80);
	assert_true(term_wait_text(t, "You were at: Check what you understood", SOON));
	assert_false(shows(t, "look at again today"));
	term_close(t);
	t = open_with(24, 80, (const char *const[3]){0}, "ANTEROOM_TODAY=2026-11-25");
	assert_true(term_wait_text(t, "2 1 question to look at again today", SOON));
	press(t, "2");
	assert_true(term_wait_text(t, "What does tea do to sleep?", SOON));
	term_wait_still(t, STILL, SOON);
	int row, col;
	assert_true(term_find(t, "It keeps you awake", &row, &col));
	char digit[2] = {term_row(t, row)[5], '\0'};
	press(t, digit);
	enter_until(t, "That is right.");
	quit(t, "q", 0);
	check_file("small", "anteroom progress 1\nplace quiz\nquestion wakes 2026-11-25 2 clear\n",
	           "clear the next day");
	check_end();
}

static void at_the_end_nothing_is_lost_but_on_request(void **state)
{
	(void)state;
	struct term *t = open_reader(24, 80);
	enter_until(t, "8 ");
	press(t, "81");
	assert_true(term_wait_text(t, "When must I stop drinking?", SOON));
	press(t, "1");
	assert_true(term_wait_text(t, "[x] When must I stop drinking?", SOON));
	enter_until(t, "Your answers and ticks are kept");
	enter_until(t, "You had reached the end.");
	enter_until(t, "When must I stop drinking?");
	finish(t);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	check_int(access(kept(""), F_OK), -1, "cleared", "the folder");
	quit(t, "q", 0);
	check_int(access(kept(""), F_OK), -1, "cleared and left", "the folder");
	check_end();
}

static void two_readers_at_once_lose_nothing(void **state)
{
	(void)state;
	struct term *t[2] = {open_reader(24, 80), open_reader(12, 40)};
	for (int i = 0; i < 2; i++) {
		assert_true(term_wait_text(t[i], "Press Enter to begin.", SOON));
		enter_until(t[i], "1 What does tea do?");
		press(t[i], "8"); /* at 40 x 12, too: an item that is out of sight */
		if (!shows(t[i], "Questions to ask at"))
			press(t[i], "1");
		assert_true(term_wait_text(t[i], "Questions to ask at", SOON));
	}
	press(t[0], "1");
	press(t[1], "2");
	check_file("small", "anteroom progress 1\nplace ask\ntick what\ntick when\n", "ticked");
	press(t[1], "2");
	check_file("small", "anteroom progress 1\nplace ask\ntick when\n", "one taken back");
	quit(t[1], "q", 0);
	quit(t[0], "q", 0);
	check_file("small", "anteroom progress 1\nplace ask\ntick when\n", "both left");
	check_end();
}

/* It is said once, calmly, with a reason for whoever helps; then one reads on. */
static void reading_goes_on_when_nothing_can_be_kept(void **state)
{
	(void)state;
	static const struct {
		const char *name, *file, *text, *words, *more;
		bool full;
	} rows[] = {
	        {"a full disk", NULL, NULL, "What you read cannot be kept",
	         "You can go on reading.", true},
	        {"garbled", "small.unreadable", "not ours\n", "cannot be understood",
	         "Nothing was deleted:", false},
	        {"newer", "small", "anteroom progress 7\n", "newer version", "It stays as it is,",
	         false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct rlimit old, none = {0};
		make_home(NULL);
		make_folder();
		if (rows[i].text)
			put_file("small", rows[i].text);
		assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
		none.rlim_max = old.rlim_max;
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, rows[i].full ? &none : &old);
		struct term *t = open_reader(24, 80);
		setrlimit(RLIMIT_FSIZE, &old);
		enter_until(t, rows[i].words);
		check_true(shows(t, rows[i].more), rows[i].name, "what becomes of it");
		check_true(shows(t, "For a helper: /"), rows[i].name, "the reason");
		enter_until(t, "2 Does it help?");
		press(t, "2");
		check_true(shows(t, "Part 2 of 5"), rows[i].name, "reading");
		size_t mark = term_mark(t);
		press(t, "<Enter><Backspace>");
		struct str since = term_since(t, mark);
		check_true(!memmem(since.p, since.len, "kept", 4), rows[i].name, "said once");
		quit(t, "q", 0);
		if (rows[i].text)
			check_file(rows[i].file, rows[i].text, rows[i].name);
		remove_home(NULL);
	}
	check_end();
}

/* Killed at any moment: the file is the old one or the new one. */
static void a_killed_reader_leaves_a_whole_file(void **state)
{
	(void)state;
	enum { TIMES = 24 };
	size_t most = 0;
	for (int i = 0; i < TIMES; i++) {
		struct arena a = {0};
		struct record r = {0};
		struct term *t = open_reader(24, 80);
		term_wait_text(t, "Press", SOON);
		/* All at once, so that it is busy saving when it is killed. */
		term_text(t, "\r\r\r\r8121212121\b8\r3\r*9*1\r\r\r*2\r*3\r*4\r*5\r");
		size_t end = term_mark(t) + (size_t)i * 500;
		while (term_mark(t) < end && term_wait_output(t, term_mark(t), 200))
			continue;
		quit(t, NULL, SIGKILL);
		struct str bytes = read_kept(&a, "small");
		if (bytes.len)
			check_int(record_parse(&r, bytes), RECORD_SOUND, "killed", "the file");
		most = MAX(most, r.n);
		record_clear(&r);
		arena_clear(&a);
	}
	check_true(most > 3, "killed", "something was kept");
	check_end();
}

static void a_choice_of_colours_is_kept(void **state)
{
	(void)state;
	static const struct {
		const char *name, *option, *file;
	} rows[] = {{"dark", NULL, "anteroom progress 1\ntheme light\n"},
	            {"light", NULL, "anteroom progress 1\ntheme yellow\n"},
	            {"the command line", "--theme=dark", "anteroom progress 1\ntheme light\n"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_with(24, 80, (const char *const[3]){rows[i].option}, NULL);
		assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
		term_wait_still(t, STILL, SOON);
		press(t, "t");
		quit(t, "q", 0);
		check_file(".choices", rows[i].file, rows[i].name);
	}
	check_end();
}

static void a_file_that_is_looked_at_leaves_nothing(void **state)
{
	(void)state;
	char path[512];
	snprintf(path, sizeof(path), "%s/small/en.yaml", content);
	const struct {
		const char *name, *words[3];
	} rows[] = {{"a path", {path}}, {"watched", {"--watch", "small"}}, {"listed", {"--list"}}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_with(24, 80, rows[i].words, NULL);
		if (i < 2) {
			assert_true(term_wait_text(t, "Help now", SOON));
			enter_until(t, "2 Does it help?");
			press(t, "2");
			quit(t, "q", 0);
		} else {
			int status;
			assert_true(term_wait_exit(t, SOON, &status));
			term_close(t);
		}
		char local[128];
		snprintf(local, sizeof(local), "%s/.local", home);
		check_int(access(local, F_OK), -1, rows[i].name, "anything");
	}
	check_end();
}

static void all_is_forgotten_on_request(void **state)
{
	(void)state;
	int status;
	make_folder();
	put_file("small", "anteroom progress 1\nread risks\n");
	put_file("tea.unreadable", "x");
	struct term *t = open_with(24, 120, (const char *const[3]){"--forget"}, NULL);
	assert_true(term_wait_exit(t, SOON, &status));
	check_int(status, 0, "forget", "status");
	check_true(shows(t, kept("small")), "forget", "a path");
	check_true(shows(t, kept("tea.unreadable")), "forget", "another");
	check_true(shows(t, "4 files and folders were deleted."), "forget", "how many");
	check_int(access(kept(""), F_OK), -1, "forget", "the folder");
	term_close(t);
	t = open_with(24, 120, (const char *const[3]){"--forget"}, NULL);
	assert_true(term_wait_exit(t, SOON, &status));
	check_int(status, 0, "again", "status");
	check_true(shows(t, "Nothing was kept."), "again", "words");
	term_close(t);
	make_folder();
	assert_int_equal(mkdir(kept("small"), 0700), 0);
	t = open_with(24, 120, (const char *const[3]){"--forget"}, NULL);
	assert_true(term_wait_exit(t, SOON, &status));
	check_int(status, 1, "a folder in the way", "status");
	check_true(shows(t, "cannot be deleted"), "a folder in the way", "words");
	term_close(t);
	t = open_with(24, 120, (const char *const[3]){"--kiosk", "--forget"}, NULL);
	assert_true(term_wait_exit(t, SOON, &status));
	check_int(status, 2, "a kiosk", "status");
	term_close(t);
	check_end();
}

/* Every opening of the folder or of a file in it would be an event. */
static void a_kiosk_never_looks(void **state)
{
	(void)state;
	static const char before[] = "anteroom progress 1\nplace end\n";
	char state_env[128], events[4096];
	make_folder();
	put_file("small", before);
	put_file(".choices", "anteroom progress 1\ntheme light\n");
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0 || inotify_add_watch(fd, kept(""), IN_ALL_EVENTS) < 0)
		skip(); /* no more watches to be had */
	snprintf(state_env, sizeof(state_env), "XDG_STATE_HOME=%s/.local/state", home);
	struct term *t = open_with(24, 80, (const char *const[3]){"--kiosk"}, state_env);
	assert_true(term_wait_text(t, "Language", SOON));
	enter_until(t, "Press Enter to begin.");
	assert_true(shows(t, "Nothing you do here is kept when you finish."));
	enter_until(t, "2 Does it help?");
	press(t, "8");
	press(t, "1");
	assert_true(term_wait_text(t, "Questions to ask at", SOON));
	press(t, "1");
	finish(t);
	assert_true(term_wait_text(t, "Language", SOON));
	check_int(read(fd, events, sizeof(events)), -1, "a kiosk", "events");
	quit(t, NULL, SIGTERM);
	check_int(read(fd, events, sizeof(events)), -1, "a kiosk that ended", "events");
	close(fd);
	check_end();
}

#define AT_HOME(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

int main(int argc, char **argv)
{
	assert_int_equal(argc, 3);
	program = argv[1];
	content = argv[2];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(one_goes_on_where_one_stopped),
	        AT_HOME(the_paragraph_is_found_again),
	        AT_HOME(one_begins_afresh),
	        AT_HOME(what_was_not_clear_comes_back_another_day),
	        AT_HOME(at_the_end_nothing_is_lost_but_on_request),
	        AT_HOME(two_readers_at_once_lose_nothing),
	        cmocka_unit_test(reading_goes_on_when_nothing_can_be_kept),
	        AT_HOME(a_killed_reader_leaves_a_whole_file),
	        AT_HOME(a_choice_of_colours_is_kept),
	        AT_HOME(a_file_that_is_looked_at_leaves_nothing),
	        AT_HOME(all_is_forgotten_on_request),
	        AT_HOME(a_kiosk_never_looks),
	};
	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
