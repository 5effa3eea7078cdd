/* The real program on terminals of odd sizes, and on one that sends ten thousand random things: keys,
 * broken UTF-8, sequences that are split, huge or never end, pastes, and resizes in between.
 *
 *     test_bytes PROGRAM CONTENT CATALOGUES THINGS [SEED]
 *
 * sends so many things in all; with a seed, that part of the random ones alone. */
#include "check.h"
#include "tty/scene.h"

#include "base/buf.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const char *program, *content, *catalogues;
static unsigned things;
static uint64_t only_seed;

/* --- sizes ------------------------------------------------------------------------------------ */

/* As a shell starts it once the terminal has that size, which may be none at all. */
static struct term *open_sized(int rows, int cols, const char *option)
{
	char command[256], folder[512];
	snprintf(command, sizeof(command), "stty rows %d cols %d && exec \"$0\" --country GB %s",
	         rows, cols, option);
	snprintf(folder, sizeof(folder), "ANTEROOM_CONTENT=%s", content);
	const char *argv[] = {"sh", "-c", command, program, NULL};
	const char *env[] = {folder, "ANTEROOM_TODAY=2026-11-24", "ANTEROOM_SEED=7", NULL};
	struct term *t = term_open(rows ? rows : 24, cols ? cols : 80, argv, env);
	assert_non_null(t);
	return t;
}

static void a_terminal_of_any_size_is_served(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int rows, cols;
	} sizes[] = {{"1 x 1", 1, 1},           {"0 x 0", 0, 0}, {"1 row of 200", 1, 200},
	             {"200 rows of 1", 200, 1}, {"2 x 2", 2, 2}, {"300 x 500", 300, 500}};
	static const char *const kinds[] = {"", "--kiosk"};
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++)
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			struct term *t = open_sized(sizes[i].rows, sizes[i].cols, kinds[k]);
			int status = -1;
			check_true(term_wait_output(t, 0, SCENE_SOON), sizes[i].name, "it shows");
			term_wait_still(t, SCENE_STILL, SCENE_SOON);
			term_text(t, "0*\033[A\033[B9*"); /* there and back again */
			term_wait_still(t, SCENE_STILL, SCENE_SOON);
			term_resize(t, 24, 80);
			check_true(term_wait_text(t, "9 Menu", SCENE_SOON), sizes[i].name,
			           "all is there when there is room");
			term_resize(t, 1, 1);
			term_wait_still(t, SCENE_STILL, SCENE_SOON);
			if (k == 0)
				term_text(t, "q");
			else
				term_kill(t, SIGTERM);
			check_true(term_wait_exit(t, SCENE_SOON, &status), sizes[i].name,
			           "it ends");
			check_int(status, 0, sizes[i].name, "status");
			scene_restored(t, sizes[i].name);
			term_close(t);
		}
	check_end();
}

/* --- random bytes ----------------------------------------------------------------------------- */

struct typist {
	uint64_t seed;
	bool quits; /* q ends the program: it is not typed */
	struct buf out;
};

static unsigned below(struct typist *ty, unsigned n)
{
	return scene_random(&ty->seed, n);
}

/* A byte between two, but none that ends the program at home: q, and what a terminal makes signals. */
static void add_byte(struct typist *ty, unsigned from, unsigned to)
{
	char c = (char)(from + below(ty, to - from + 1));
	bool ends = c == 'q' || c == 'Q' || c == 3 || c == 26 || c == 28;
	buf_add(&ty->out, ty->quits && ends ? STR("x") : (struct str){&c, 1});
}

static void add_key(struct typist *ty)
{
	static const char *const named[] = {"\r",         "\r",     "\r",      "\033[A",  "\033OB",
	                                    "\033OC",     "\033OD", "\033[5~", "\033[6~", "\177",
	                                    "\033[1;5B",  "\033OP", "0",       "9",       "l",
	                                    "\033\033[A", "g",      "\033"};
	if (below(ty, 2))
		buf_add(&ty->out, str_of(named[below(ty, ARRAY_LEN(named))]));
	else
		add_byte(ty, ' ', '~');
}

static void add_broken_utf8(struct typist *ty)
{
	static const char *const broken[] = {
	        "\xff",     "\xc3", "\xe2\x82",    "\xed\xa0\x80", "\xf4\x90\x80\x80",
	        "\xc0\xaf", "\x80", "\xf0\x9f\x98"};
	if (below(ty, 2))
		buf_add(&ty->out, str_of(broken[below(ty, ARRAY_LEN(broken))]));
	else
		add_byte(ty, 0x80, 0xFF);
}

static void add_sequence(struct typist *ty)
{
	static const char *const begins[] = {"\033[",  "\033]",  "\033P", "\033_",
	                                     "\033^",  "\033X",  "\033O", "\033[<",
	                                     "\033[M", "\033[?", "\233"};
	buf_add(&ty->out, str_of(begins[below(ty, ARRAY_LEN(begins))]));
	for (unsigned n = below(ty, 12); n; n--)
		add_byte(ty, '0', '?');
	if (below(ty, 4)) /* else it is torn */
		add_byte(ty, '@', '~');
	if (below(ty, 4) == 0)
		buf_add(&ty->out, below(ty, 2) ? STR("\033\\") : STR("\a"));
}

static void add_huge_sequence(struct typist *ty)
{
	buf_add(&ty->out, below(ty, 2) ? STR("\033]52;c;") : STR("\033["));
	for (unsigned n = 500 + below(ty, 3000); n; n--)
		add_byte(ty, '0', '9');
	buf_add(&ty->out, below(ty, 2) ? STR("\a") : STR("m"));
}

static void add_mouse(struct typist *ty)
{
	unsigned row = below(ty, 30), col = below(ty, 100);
	buf_fmt(&ty->out, "\033[<0;%u;%uM\033[<0;%u;%um", col, row, col, row);
}

static void add_paste(struct typist *ty)
{
	buf_add(&ty->out, STR("\033[200~"));
	for (unsigned n = below(ty, 80); n; n--)
		add_byte(ty, n % 9 ? ' ' : 1, '~');
	buf_add(&ty->out, STR("\033[201~"));
}

static const struct {
	unsigned weight;
	void (*add)(struct typist *ty);
} kinds[] = {{60, add_key},  {12, add_broken_utf8},  {12, add_sequence},
             {8, add_mouse}, {1, add_huge_sequence}, {2, add_paste}};

static void add_anything(struct typist *ty)
{
	unsigned total = 0, i = 0;
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++)
		total += kinds[k].weight;
	unsigned pick = below(ty, total);
	while (pick >= kinds[i].weight)
		pick -= kinds[i++].weight;
	kinds[i].add(ty);
}

/* Sends what there is in pieces that end anywhere. */
static void send_in_pieces(struct term *t, struct typist *ty)
{
	struct str s = buf_str(&ty->out);
	while (s.len) {
		size_t n = 1 + below(ty, 400);
		n = MIN(n, s.len);
		term_send(t, str_part(s, 0, n));
		s = str_part(s, n, s.len);
	}
	ty->out.len = 0;
}

/* Standard error goes to a file, where a kiosk would say that a reader's process failed. */
static struct term *open_logged(const char *log, const char *option, const char *language)
{
	char command[512];
	snprintf(command, sizeof(command), "exec \"$0\" --country GB --language %s %s 2>%s",
	         language, option, log);
	struct arena a = {0};
	const char *argv[] = {"sh", "-c", command, program, NULL};
	const char *env[] = {arena_fmt(&a, "ANTEROOM_CONTENT=%s", content).p,
	                     arena_fmt(&a, "ANTEROOM_LOCALE=%s", catalogues).p,
	                     "ANTEROOM_TODAY=2026-11-24",
	                     "ANTEROOM_SEED=7",
	                     "ANTEROOM_SANDBOX=kill",
	                     NULL};
	struct term *t = term_open(24, 80, argv, env);
	arena_clear(&a);
	assert_non_null(t);
	return t;
}

/* Whether a reader's process died, or a sanitizer found something; other words may be there. */
static bool tells_of_faults(const char *path, const char *row)
{
	static const char *const signs[] = {"failed", "Sanitizer", "runtime error"};
	char line[512];
	bool found = false;
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
			if (!strstr(line, signs[i]))
				continue;
			fprintf(stderr, "# %s: it said: %s", row, line);
			found = true;
		}
	if (f)
		fclose(f);
	return found;
}

static void type_for_long(uint64_t seed, unsigned n, const char *option, const char *language)
{
	char log[] = "/tmp/anteroom-bytes-XXXXXX", row[64];
	int fd = mkstemp(log), status;
	assert_true(fd >= 0);
	close(fd);
	bool kiosk = *option && strstr(option, "--kiosk");
	snprintf(row, sizeof(row), "seed %lu", (unsigned long)seed);
	struct typist ty = {.seed = seed, .quits = !kiosk};
	unsigned failed = check_failed;
	struct term *t = open_logged(log, option, language);
	check_true(term_wait_output(t, 0, SCENE_SOON), row, "it shows");
	term_wait_still(t, SCENE_STILL, SCENE_SOON);
	for (unsigned i = 0; i < n; i++) {
		add_anything(&ty);
		if (below(&ty, 16))
			continue;
		send_in_pieces(t, &ty);
		if (below(&ty, 12) == 0)
			term_resize(t, 1 + (int)below(&ty, 60), 1 + (int)below(&ty, 200));
		if (below(&ty, 4)) /* else more comes before this is dealt with */
			term_wait_still(t, 5, SCENE_SOON);
	}
	send_in_pieces(t, &ty);
	term_resize(t, 24, 80);
	term_text(t, "\a\a\033\\"); /* ends what is open */
	check_true(term_wait_still(t, 700, 4 * SCENE_SOON), row, "it comes to rest");
	term_text(t, "x"); /* only dismisses a question, if there is one */
	term_wait_still(t, SCENE_STILL, SCENE_SOON);
	term_text(t, "\033"); /* leaves a line to type in, if there is one */
	term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
	size_t mark = term_mark(t);
	term_text(t, "90"); /* one of them it may show already */
	if (!check_true(term_wait_output(t, mark, SCENE_SOON), row, "it obeys keys"))
		term_dump(t, stderr, "# ");
	term_wait_still(t, SCENE_STILL, SCENE_SOON);
	term_kill(t, SIGTERM);
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends when asked to");
	check_int(status, 0, row, "status");
	scene_restored(t, row);
	check_true(!tells_of_faults(log, row), row, "nothing failed on the way");
	if (check_failed > failed)
		fprintf(stderr, "# again: test_bytes %s %s %s %u %lu\n", program, content,
		        catalogues, things, (unsigned long)seed);
	term_close(t);
	buf_clear(&ty.out);
	unlink(log);
}

static void random_bytes_do_no_harm(void **state)
{
	(void)state;
	static const struct {
		uint64_t seed;
		const char *option, *language;
	} rows[] = {{1, "--kiosk --drafts", "en"},
	            {2, "--kiosk --drafts", "ar"},
	            {3, "--ascii", "en"}, /* with a mouse, a tap would quit it */
	            {4, "", "zh-Hans"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (!only_seed || only_seed == rows[i].seed)
			type_for_long(rows[i].seed, things / ARRAY_LEN(rows), rows[i].option,
			              rows[i].language);
	check_end();
}

int main(int argc, char **argv)
{
	assert_true(argc >= 5);
	program = argv[1];
	content = argv[2];
	catalogues = argv[3];
	things = (unsigned)strtoul(argv[4], NULL, 10);
	only_seed = argc > 5 ? strtoull(argv[5], NULL, 10) : 0;
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_terminal_of_any_size_is_served),
	        cmocka_unit_test(random_bytes_do_no_harm),
	};
	return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
