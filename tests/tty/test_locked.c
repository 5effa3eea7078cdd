/* A kiosk under the strictest lock (a forbidden call kills the reader's process): no key of any
 * terminal leads out, a number pad is enough, and every feature works in each kind of script.
 *
 *     test_locked PROGRAM TOOLS CONTENT CATALOGUES */
#include "check.h"
#include "tty/scene.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <term.h>

#undef lines
#undef columns

static const char *program, *content, *catalogues;

enum { TURN = 8 };

static struct term *open_kiosk(const char *lang, const char *kind)
{
	struct arena a = {0};
	const char *options[] = {"--kiosk", "--drafts", "--language", lang, NULL};
	const char *env[] = {arena_fmt(&a, "TERM=%s", kind).p,
	                     arena_fmt(&a, "ANTEROOM_LOCALE=%s", catalogues).p,
	                     "ANTEROOM_SANDBOX=kill", "NCURSES_NO_UTF8_ACS=1", NULL};
	struct term *t = scene_open(program, content, options, env, 24, 80);
	assert_true(term_wait_output(t, 0, SCENE_SOON));
	term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
	assert_int_not_equal(scene_reader(t), 0);
	arena_clear(&a);
	return t;
}

static void close_kiosk(struct term *t, const char *row)
{
	int status = -1;
	term_kill(t, SIGTERM);
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	check_int(status, 0, row, "status");
	scene_restored(t, row);
	term_close(t);
}

static void type(struct term *t, const char *keys)
{
	while (keys && *keys) {
		keys = term_next_key(t, keys);
		assert_non_null(keys);
		term_wait_still(t, TURN, SCENE_SOON);
	}
}

/* --- keys ------------------------------------------------------------------------------------- */

/* All keys that the terminal's description knows, also those with modifiers, one after the other. */
static void press_all_keys(struct term *t, const char *kind)
{
	int err;
	setupterm(kind, 1, &err);
	assert_int_equal(err, 1);
	for (size_t i = 0; strnames[i]; i++) {
		char *keys = strnames[i][0] == 'k' ? tigetstr(strnames[i]) : NULL;
		if (keys && keys != (char *)-1)
			term_text(t, keys);
		if (i % 16 == 0)
			term_wait_still(t, SCENE_STILL, SCENE_SOON);
	}
	del_curterm(cur_term);
	for (char letter = 'A'; letter <= 'S'; letter++)
		for (int modifiers = 2; modifiers <= 8; modifiers++) {
			char sequence[16];
			snprintf(sequence, sizeof(sequence), "\033[1;%d%c", modifiers, letter);
			term_text(t, sequence);
		}
	term_wait_still(t, 700, 4 * SCENE_SOON); /* the last may seem unfinished */
}

static void no_key_of_a_terminal_leads_out(void **state)
{
	(void)state;
	static const char *const kinds[] = {"xterm-256color", "linux", "tmux-256color", "vt220",
	                                    "rxvt"};
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct term *t = open_kiosk("en", kinds[i]);
		pid_t reader = scene_reader(t);
		type(t, "<Enter><Enter>");
		press_all_keys(t, kinds[i]);
		check_int(scene_reader(t), reader, kinds[i], "the reader's process");
		type(t, "9"); /* whatever was shown, it is not this then */
		type(t, "0");
		check_true(term_wait_text(t, "999", SCENE_SOON), kinds[i], "help now");
		close_kiosk(t, kinds[i]);
	}
	check_end();
}

/* With NumLock off, or where the terminal tells the keys of its pad apart. */
static void a_number_pad_is_enough(void **state)
{
	(void)state;
	static const struct {
		const char *name, *before, *bytes, *then;
	} rows[] = {{"0, application", "<Enter>", "\033Op", "999"},
	            {"0, NumLock off", "<Enter>", "\033[2~", "999"},
	            {"9, application", "<Enter>", "\033Oy", "Finish"},
	            {"5, NumLock off", "", "\033Ou", "(•) Português"},
	            {"Enter, application", "<Enter><Enter>", "\033OM", "Page 2 of"},
	            {"*", "<Enter><Enter>", "\033Oj", "Press Enter to begin."},
	            {"Del", "<Enter><Enter>", "\033On", "Press Enter to begin."}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_kiosk("en", "xterm-256color");
		type(t, rows[i].before);
		term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
		term_text(t, rows[i].bytes);
		if (rows[i].then[0] == '(') /* the choice is seen on the way back */
			type(t, "l");
		if (!check_true(term_wait_text(t, rows[i].then, SCENE_SOON), rows[i].name,
		                "its screen"))
			term_dump(t, stderr, "# ");
		close_kiosk(t, rows[i].name);
	}
	check_end();
}

/* --- features --------------------------------------------------------------------------------- */

static void every_feature_works_in_each_script(void **state)
{
	(void)state;
	static const char *const langs[] = {"en", "es", "ru", "ar", "hi", "zh-Hans"};
	static const char *const journeys[] = {
	        "<Enter><Enter><Enter><Enter><PgDn><Home>", /* introduction, contents, a section */
	        "g<Enter>*?*o*o",                           /* words, keys, the original */
	        "tttt",                                     /* colours */
	        "l*l<Down><Up>*",                           /* languages */
	        "0<Enter>*",                                /* help now */
	        "91*92*93*94*95*96*",                       /* menu */
	        "r+-r",                                     /* nobody can read aloud */
	        "1<Enter><Enter><Enter>2<Enter><Enter>3<Enter><PgDn><PgDn><Enter>",
	        "<Enter>1<Enter><Enter>2<Enter><Enter><End><Enter><Enter><Enter>"};
	for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
		struct term *t = open_kiosk(langs[i], "xterm-256color");
		pid_t reader = scene_reader(t);
		for (size_t k = 0; k < ARRAY_LEN(journeys); k++) {
			char row[32];
			type(t, journeys[k]);
			term_resize(t, k % 2 ? 24 : 12, k % 2 ? 80 : 40);
			term_wait_still(t, SCENE_STILL, SCENE_SOON);
			snprintf(row, sizeof(row), "%s, part %zu", langs[i], k + 1);
			check_int(scene_reader(t), reader, row, "the reader's process");
		}
		close_kiosk(t, langs[i]);
	}
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 5);
	program = argv[1];
	content = argv[3];
	catalogues = argv[4];
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(no_key_of_a_terminal_leads_out),
	        cmocka_unit_test(a_number_pad_is_enough),
	        cmocka_unit_test(every_feature_works_in_each_script),
	};
	return cmocka_run_group_tests_name("locked", tests, NULL, NULL);
}
