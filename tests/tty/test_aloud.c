/* R in the real program, at home and at a kiosk under its lock. The voice is a process of the test's
 * own, which speaks as much of SSIP as a reader asks for and tells what it was told.
 *
 *     test_aloud PROGRAM TOOLS CONTENT CATALOGUES */
#include "check.h"
#include "tty/scene.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *program, *content, *catalogues;

/* --- the voice -------------------------------------------------------------------------------- */

struct voice {
	pid_t pid;
	int told; /* each line that it is sent */
	char folder[40], address[96];
	char lines[1 << 16];
	size_t len;
};

static void answer(FILE *to, const char *line, bool *text, bool endless, int *id)
{
	if (*text && strcmp(line, ".\r\n") == 0) {
		*text = false;
		fprintf(to, "225-%d\r\n225 OK MESSAGE QUEUED\r\n", ++*id);
		if (!endless)
			fprintf(to, "702-%d\r\n702-1\r\n702 END\r\n", *id);
	} else if (*text) {
		return;
	} else if (strncmp(line, "SPEAK", 5) == 0) {
		*text = true;
		fputs("230 OK RECEIVING DATA\r\n", to);
	} else if (strncmp(line, "GET", 3) == 0) {
		fputs("251-0\r\n251 OK GET RETURNED\r\n", to);
	} else if (strncmp(line, "CANCEL", 6) == 0) {
		fprintf(to, "210 OK CANCELED\r\n703-%d\r\n703-1\r\n703 CANCELED\r\n", *id);
	} else {
		fputs("208 OK\r\n", to);
	}
	fflush(to);
}

/* One client after the other. */
_Noreturn static void serve(int listener, int tell, bool endless)
{
	for (int fd; (fd = accept(listener, NULL, NULL)) >= 0;) {
		FILE *from = fdopen(fd, "r"), *to = fdopen(dup(fd), "w");
		bool text = false;
		char line[8192];
		int id = 0;
		while (fgets(line, sizeof(line), from)) {
			(void)!write(tell, line, strlen(line));
			answer(to, line, &text, endless, &id);
		}
		fclose(from);
		fclose(to);
	}
	_exit(0);
}

/* Endless: no text comes to its end, so that there is something to stop. */
static void open_voice(struct voice *v, bool endless)
{
	int ends[2];
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	strcpy(v->folder, "/tmp/anteroom-aloud-XXXXXX");
	assert_non_null(mkdtemp(v->folder));
	snprintf(a.sun_path, sizeof(a.sun_path), "%s/s", v->folder);
	snprintf(v->address, sizeof(v->address), "SPEECHD_ADDRESS=unix_socket:%s", a.sun_path);
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(listener, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(listener, 4), 0);
	assert_int_equal(pipe(ends), 0);
	v->pid = fork();
	if (v->pid == 0) {
		close(ends[0]);
		serve(listener, ends[1], endless);
	}
	close(listener);
	close(ends[1]);
	v->told = ends[0];
	v->len = 0;
	v->lines[0] = '\0';
}

static void close_voice(struct voice *v)
{
	kill(v->pid, SIGKILL);
	waitpid(v->pid, NULL, 0);
	close(v->told);
	scene_remove(v->folder);
}

/* Whether it is told a line with these words, in time; what came up to its end is forgotten. */
static bool is_told(struct voice *v, struct term *t, const char *words)
{
	int64_t until = term_now() + SCENE_SOON * 1000000L;
	for (;;) {
		char *at = strstr(v->lines, words), *end = at ? strchr(at, '\n') : NULL;
		if (end) {
			v->len = strlen(end + 1);
			memmove(v->lines, end + 1, v->len + 1);
			return true;
		}
		struct pollfd p = {.fd = v->told, .events = POLLIN};
		if (term_now() > until) {
			fprintf(stderr, "# told so far:\n%s\n", v->lines);
			return false;
		}
		if (poll(&p, 1, 5) > 0) {
			ssize_t n = read(v->told, v->lines + v->len, sizeof(v->lines) - 1 - v->len);
			v->len += n > 0 ? (size_t)n : 0;
			v->lines[v->len] = '\0';
		}
		term_wait_still(t, 1, SCENE_SOON);
	}
}

/* --- readings --------------------------------------------------------------------------------- */

static struct term *open_reader(struct voice *v, const char *lang, const char *option,
                                const char *haste)
{
	struct arena a = {0};
	const char *options[] = {"--language", lang, option, "--drafts", NULL};
	const char *env[] = {v->address, arena_fmt(&a, "ANTEROOM_LOCALE=%s", catalogues).p,
	                     "ANTEROOM_SANDBOX=kill", haste, NULL};
	struct term *t = scene_open(program, content, options, env, 24, 80);
	assert_true(term_wait_output(t, 0, SCENE_SOON));
	term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
	arena_clear(&a);
	return t;
}

static void press(struct term *t, const char *keys)
{
	while (keys && *keys) {
		keys = term_next_key(t, keys);
		term_wait_still(t, SCENE_STILL, SCENE_SOON);
	}
}

static void close_reader(struct term *t, bool kiosk, const char *row)
{
	int status = -1;
	if (kiosk)
		term_kill(t, SIGTERM);
	else
		term_text(t, "q");
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	check_int(status, 0, row, "status");
	term_close(t);
}

/* The page behind the cover, without the line that it begins with in a translation. */
static void a_page_is_read_in_its_language(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *option, *keys, *told, *last;
	} rows[] = {{"en", "--mouse", "<Enter>r", "SET SELF LANGUAGE en", "Take care"},
	            {"es", "--mouse", "<Enter>r", "SET SELF LANGUAGE es", "no es culpa suya"},
	            {"en", "--kiosk", "<Enter><Enter>r", "SET SELF LANGUAGE en", "Take care"},
	            {"ar", "--kiosk", "<Enter><Enter>r", "SET SELF LANGUAGE ar", ""},
	            {"hi", "--kiosk", "<Enter><Enter>r", "SET SELF LANGUAGE hi", ""}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct voice v;
		open_voice(&v, false);
		struct term *t = open_reader(&v, rows[i].lang, rows[i].option, NULL);
		press(t, rows[i].keys);
		check_true(is_told(&v, t, rows[i].told), rows[i].lang, "the language");
		check_true(is_told(&v, t, "SPEAK"), rows[i].lang, "it speaks");
		check_true(is_told(&v, t, rows[i].last), rows[i].lang,
		           "to the end of what is in sight");
		close_reader(t, strcmp(rows[i].option, "--kiosk") == 0, rows[i].lang);
		close_voice(&v);
	}
	check_end();
}

static void the_focused_item_alone_is_read(void **state)
{
	(void)state;
	struct voice v;
	open_voice(&v, false);
	struct term *t = open_reader(&v, "en", "--mouse", NULL);
	press(t, "9<Down><Down>r");
	check_true(is_told(&v, t, "SPEAK"), "menu", "it speaks");
	check_true(is_told(&v, t, "Contents"), "menu", "the item");
	term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
	check_true(is_told(&v, t, "."), "menu", "its end");
	check_true(!strstr(v.lines, "SPEAK"), "menu", "nothing else");
	close_reader(t, false, "menu");
	close_voice(&v);
	check_end();
}

static void any_key_stops_it_and_r_pauses(void **state)
{
	(void)state;
	static const struct {
		const char *key, *told[3];
	} rows[] = {{"*", {"CANCEL SELF"}},
	            {"<Enter>", {"CANCEL SELF"}},
	            {"0", {"CANCEL SELF"}},
	            {"r", {"CANCEL SELF"}},
	            {"rr", {"CANCEL SELF", "SPEAK"}},
	            {"-", {"CANCEL SELF", "SET SELF VOLUME -20", "SPEAK"}},
	            {"+", {"CANCEL SELF", "SET SELF VOLUME 20", "SPEAK"}}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct voice v;
		open_voice(&v, true);
		struct term *t = open_reader(&v, "en", "--kiosk", NULL);
		press(t, "<Enter><Enter>r");
		check_true(is_told(&v, t, "SPEAK"), rows[i].key, "it speaks");
		check_true(is_told(&v, t, ".\r"), rows[i].key, "a text");
		press(t, rows[i].key);
		for (size_t k = 0; k < ARRAY_LEN(rows[i].told) && rows[i].told[k]; k++)
			check_true(is_told(&v, t, rows[i].told[k]), rows[i].key, rows[i].told[k]);
		close_reader(t, true, rows[i].key);
		close_voice(&v);
	}
	check_end();
}

/* The next reader hears it as loud as it was at first. */
static void the_volume_is_wiped(void **state)
{
	(void)state;
	struct voice v;
	open_voice(&v, true);
	struct term *t = open_reader(&v, "en", "--kiosk", "ANTEROOM_HASTE=20");
	press(t, "<Enter><Enter>r");
	check_true(is_told(&v, t, "SPEAK"), "first reader", "it speaks");
	press(t, "++");
	check_true(is_told(&v, t, "SET SELF VOLUME 40"), "first reader", "louder");
	pid_t first = scene_reader(t);
	press(t, "9");
	int row, col;
	check_true(term_find(t, "Finish: clear everything", &row, &col), "menu", "finish");
	term_click(t, row, col, 1);
	while (scene_reader(t) == first || scene_reader(t) == 0)
		scene_pass(t, 5);
	check_true(term_wait_text(t, "(•) English", SCENE_SOON), "next reader", "language");
	press(t, "<Enter><Enter>");
	v.len = 0; /* what was said to the first */
	v.lines[0] = '\0';
	check_true(is_told(&v, t, "GET RATE"), "next reader", "another connection");
	press(t, "r");
	check_true(is_told(&v, t, "SET SELF LANGUAGE en"), "next reader", "it begins");
	check_true(is_told(&v, t, "SPEAK"), "next reader", "no volume before it speaks");
	close_reader(t, true, "next reader");
	close_voice(&v);
	check_end();
}

static void nobody_is_gone_while_it_reads(void **state)
{
	(void)state;
	struct voice v;
	open_voice(&v, true);
	struct term *t = open_reader(&v, "en", "--kiosk", "ANTEROOM_HASTE=400");
	press(t, "<Enter><Enter>r");
	check_true(is_told(&v, t, "SPEAK"), "reading", "it speaks");
	scene_pass(t, 2500); /* a quarter of an hour */
	check_true(!term_find(t, "Are you still there?", &(int){0}, &(int){0}), "reading",
	           "nobody is asked");
	term_text(t, "*");
	check_true(term_wait_text(t, "Are you still there?", SCENE_SOON), "stopped",
	           "then they are");
	close_reader(t, true, "reading");
	close_voice(&v);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 5);
	program = argv[1];
	content = argv[3];
	catalogues = argv[4];
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_page_is_read_in_its_language),
	        cmocka_unit_test(the_focused_item_alone_is_read),
	        cmocka_unit_test(any_key_stops_it_and_r_pauses),
	        cmocka_unit_test(the_volume_is_wiped),
	        cmocka_unit_test(nobody_is_gone_while_it_reads),
	};
	return cmocka_run_group_tests_name("aloud", tests, NULL, NULL);
}
