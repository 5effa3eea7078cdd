/* Reads that give less than they were asked for, are interrupted, or fail: the program goes on, or
 * ends in order, and never spins. */
#include "check.h"
#include "tty/scene.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program, *shim, *content;

static const char ALL[] = "1000000000";

static struct term *open_spoiled(const char *how, const char *where, unsigned from,
                                 const char *count, const char *option)
{
	char spoil[64], preload[512];
	snprintf(spoil, sizeof(spoil), "SPOIL=%s %s %u %s", how, where, from, count);
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", shim);
	const char *options[] = {option, NULL};
	const char *env[] = {spoil, preload, "ANTEROOM_HASTE=1", NULL};
	return scene_open(program, content, options, env, 24, 80);
}

/* How it ends once it was asked to, or by itself; -100: it does not. */
static int status_of(struct term *t, const char *row)
{
	int status;
	if (!check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends"))
		status = -100;
	scene_restored(t, row);
	return status;
}

/* --- files ------------------------------------------------------------------------------------ */

/* What of a file's bytes comes late does not matter. */
static void slow_files_are_read_whole(void **state)
{
	(void)state;
	static const struct {
		const char *how;
		unsigned from;
		const char *count;
	} rows[] = {{"short", 1, ALL},
	            {"short", 2, "1"},
	            {"EINTR", 1, "1"},
	            {"EINTR", 2, "3"},
	            {"EINTR", 5, "40"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t =
		        open_spoiled(rows[i].how, "file", rows[i].from, rows[i].count, NULL);
		check_true(term_wait_text(t, "Press Enter to begin.", SCENE_SOON), rows[i].how,
		           "the first screen");
		term_text(t, "0"); /* another file, later */
		check_true(term_wait_text(t, "Help now", SCENE_SOON), rows[i].how, "help");
		term_text(t, "q");
		check_int(status_of(t, rows[i].how), 0, rows[i].how, "status");
		term_close(t);
	}
	check_end();
}

/* Which of its files cannot be read decides what is left; the one article is read first. */
static void what_cannot_be_read_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		unsigned from;
		const char *count;
		int status; /* -1: it goes on */
	} rows[] = {{"all", 1, ALL, 1},
	            {"the first", 1, "1", -1},
	            {"the second", 2, "1", -1},
	            {"the third", 3, "1", -1},
	            {"the fourth", 4, "1", -1},
	            {"the fifth", 5, "1", -1},
	            {"from the third", 3, ALL, -1}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_spoiled("EIO", "file", rows[i].from, rows[i].count, NULL);
		int status;
		term_wait_output(t, 0, SCENE_SOON);
		term_wait_still(t, SCENE_STILL, SCENE_SOON);
		if (term_altscreen(t)) {
			term_text(t, "\r\r0*9*q");
			status = status_of(t, rows[i].name) == 0 ? -1 : -2;
		} else {
			status = status_of(t, rows[i].name);
		}
		if (rows[i].status > 0) {
			check_int(status, rows[i].status, rows[i].name, "status");
			check_true(term_find(t, "cannot be read", &(int){0}, &(int){0}),
			           rows[i].name, "it is told");
		} else {
			check_true(status == -1 || status == 1, rows[i].name,
			           "it goes on, or says that there is nothing");
		}
		term_close(t);
	}
	check_end();
}

/* --- the keyboard ----------------------------------------------------------------------------- */

static long milliseconds_used(pid_t pid)
{
	char path[64], line[1024] = "";
	unsigned long user = 0, system = 0;
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fgets(line, sizeof(line), f)) {
		const char *p = strrchr(line, ')');
		if (p)
			sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
			       &system);
	}
	if (f)
		fclose(f);
	return (long)((user + system) * 1000 / (unsigned long)sysconf(_SC_CLK_TCK));
}

static void an_interrupted_keyboard_is_read_again(void **state)
{
	(void)state;
	for (unsigned from = 1; from < 12; from += 2) {
		struct term *t = open_spoiled("EINTR", "tty", from, "3", NULL);
		check_true(term_wait_text(t, "Press Enter to begin.", SCENE_SOON), "EINTR",
		           "the first screen");
		term_text(t, "\r");
		check_true(term_wait_text(t, "an example, not advice", SCENE_SOON), "EINTR",
		           "a key");
		term_text(t, "q");
		check_int(status_of(t, "EINTR"), 0, "EINTR", "status");
		term_close(t);
	}
	check_end();
}

/* A single failure may cost a key; a keyboard that is gone ends the program, which does not spin. */
static void a_dead_keyboard_ends_the_program(void **state)
{
	(void)state;
	struct term *t = open_spoiled("EIO", "tty", 4, "1", NULL);
	check_true(term_wait_text(t, "Press Enter to begin.", SCENE_SOON), "once", "it begins");
	for (int i = 0; i < 6; i++) {
		term_text(t, i % 2 ? "*" : "0");
		term_wait_still(t, SCENE_STILL, SCENE_SOON);
	}
	term_text(t, "q");
	check_int(status_of(t, "once"), 0, "once", "status");
	term_close(t);
	t = open_spoiled("EIO", "tty", 2, ALL, NULL);
	check_true(term_wait_text(t, "Press Enter to begin.", SCENE_SOON), "for ever", "it begins");
	term_text(t, "00000");
	check_int(status_of(t, "for ever"), 0, "for ever", "status");
	term_close(t);
	check_end();
}

/* With nobody to read from, readers follow one another, but not without a pause. */
static void a_kiosk_without_a_keyboard_does_not_spin(void **state)
{
	(void)state;
	enum { LOOK = 1500, MOST = 400 };
	struct term *t = open_spoiled("EIO", "tty", 1, ALL, "--kiosk");
	check_true(term_wait_text(t, "Language", SCENE_SOON), "kiosk", "it begins");
	term_text(t, "11111");
	size_t mark = term_mark(t);
	long before = milliseconds_used(term_pid(t));
	scene_pass(t, LOOK);
	long used = milliseconds_used(term_pid(t)) - before;
	struct str bytes = term_since(t, mark);
	size_t screens = 0;
	for (size_t i = 0; i + 4 <= bytes.len; i++)
		screens += memcmp(bytes.p + i, "\033[3J", 4) == 0;
	printf("# %zu readers in %d ms, %ld ms of the parent's time\n", screens, LOOK, used);
	check_true(screens <= 4, "kiosk", "few readers");
	check_true(used < MOST, "kiosk", "little time");
	term_kill(t, SIGTERM);
	check_int(status_of(t, "kiosk"), 0, "kiosk", "status");
	term_close(t);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 4);
	program = argv[1];
	shim = argv[2];
	content = argv[3];
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(slow_files_are_read_whole),
	        cmocka_unit_test(what_cannot_be_read_is_told),
	        cmocka_unit_test(an_interrupted_keyboard_is_read_again),
	        cmocka_unit_test(a_dead_keyboard_ends_the_program),
	        cmocka_unit_test(a_kiosk_without_a_keyboard_does_not_spin),
	};
	return cmocka_run_group_tests_name("io", tests, NULL, NULL);
}
