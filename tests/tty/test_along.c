/* What is taken along from the real program: codes are read off the screen by a reader of codes as
 * a phone would, files are written where people look for them, and never over one that is there. */
#include "check.h"
#include "tty/term.h"

#include "base/buf.h"
#include "base/mem.h"

#include <dirent.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef WITH_ZBAR
#include <zbar.h>
#endif

static const char *program, *content, *shipped, *languages;
static char home[] = "/tmp/anteroom-along-XXXXXX";

enum { SOON = 5000, STILL = 40 };

static void press(struct term *t, const char *key)
{
	assert_true(term_key(t, key));
	term_wait_still(t, STILL, SOON);
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

static bool shows(struct term *t, const char *text)
{
	int row, col;
	return term_find(t, text, &row, &col);
}

/* Opened on the questions to ask of the article in `folder`, with `ticks` pressed there. */
static struct term *open_at_questions(int rows, int cols, const char *folder, const char *option,
                                      const char *env, const char *ticks)
{
	static unsigned readers; /* each begins at the beginning */
	char content_env[512], home_env[512], state_env[512];
	snprintf(content_env, sizeof(content_env), "ANTEROOM_CONTENT=%s", folder);
	snprintf(home_env, sizeof(home_env), "HOME=%s", home);
	snprintf(state_env, sizeof(state_env), "XDG_STATE_HOME=%s/.state-%u", home, ++readers);
	const char *argv[] = {program, "--country", "GB", option, NULL};
	const char *envs[] = {content_env, "ANTEROOM_SEED=7", "ANTEROOM_TODAY=2026-11-24",
	                      home_env,    state_env,         env,
	                      NULL};
	struct term *t = term_open(rows, cols, argv, envs);
	assert_non_null(t);
	assert_true(term_wait_text(t, "Press Enter to begin.", SOON));
	for (int i = 0; i < 40 && !shows(t, "the questions, one by one"); i++)
		press_enter(t);
	press_enter(t);
	press(t, "8"); /* more */
	press(t, "1");
	assert_true(term_wait_text(t, "[ ]", SOON));
	for (char key[2] = {*ticks}; *ticks; key[0] = *++ticks)
		press(t, key);
	return t;
}

static struct term *open_at_end(int rows, int cols, const char *folder, const char *option,
                                const char *env, const char *ticks)
{
	struct term *t = open_at_questions(rows, cols, folder, option, env, ticks);
	for (int i = 0; i < 10 && !shows(t, "You have reached"); i++)
		press_enter(t);
	assert_true(shows(t, "You have reached"));
	return t;
}

/* Presses the digit in front of an item. */
static void choose(struct term *t, const char *item)
{
	int row, col;
	assert_true(term_wait_text(t, item, SOON));
	assert_true(term_find(t, item, &row, &col) && col >= 2);
	press(t, term_cell(t, row, col - 2).text);
}

/* --- codes -------------------------------------------------------------------------------- */

#ifdef WITH_ZBAR

enum { PX = 8 }; /* pixels of a cell: 8 wide, 16 high */

struct picture {
	int rows, cols;
	unsigned char *pixel;
};

/* Brightness of a colour of the VGA palette; of the terminal's own, that of a dark one. */
static unsigned char brightness(int colour, bool ink)
{
	static const unsigned char grey[16] = {0,  51,  100, 85,  19,  70,  119, 170,
	                                       85, 136, 185, 230, 104, 155, 204, 255};
	if (colour == TERM_DEFAULT)
		return ink ? 200 : 10;
	return colour < 16 ? grey[colour] : 128;
}

/* How much of the glyph's ink is at this row of its cell's pixels, of 100. From where a phone is held
 * the strokes of a number sign run together. */
static int ink_at(const char *text, int y)
{
	if (strcmp(text, "#") == 0)
		return 45;
	bool half = y < PX ? strcmp(text, "▀") == 0 : strcmp(text, "▄") == 0;
	return half || strcmp(text, "█") == 0 ? 100 : 0;
}

static void draw_cell(struct picture *p, const struct term *t, int row, int col)
{
	struct term_cell c = term_cell(t, row, col);
	int ink = brightness(c.reverse ? c.bg : c.fg, !c.reverse);
	int paper = brightness(c.reverse ? c.fg : c.bg, c.reverse);
	for (int y = 0; y < 2 * PX; y++) {
		int at = ((row * 2 * PX + y) * p->cols + col) * PX;
		memset(p->pixel + at, paper + (ink - paper) * ink_at(c.text, y) / 100, PX);
	}
}

static char *try_to_read(struct term *t)
{
	struct picture p = {0};
	term_size(t, &p.rows, &p.cols);
	size_t size = (size_t)(p.rows * p.cols) * PX * 2 * PX;
	p.pixel = xcalloc(size, 1);
	for (int row = 0; row < p.rows; row++)
		for (int col = 0; col < p.cols; col++)
			draw_cell(&p, t, row, col);
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_t *image = zbar_image_create();
	zbar_image_set_format(image, *(const int *)(const void *)"Y800");
	zbar_image_set_size(image, (unsigned)(p.cols * PX), (unsigned)(p.rows * 2 * PX));
	zbar_image_set_data(image, p.pixel, size, NULL);
	zbar_scan_image(scanner, image);
	const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
	char *text = symbol ? strdup(zbar_symbol_get_data(symbol)) : NULL;
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	free(p.pixel);
	return text;
}

/* Reads the one code that the screen shows, once it is drawn; the caller frees. NULL: there is none. */
static char *read_code(struct term *t)
{
	char *text = try_to_read(t);
	for (int i = 0; i < 20 && !text; i++) {
		term_wait_output(t, term_mark(t), 100);
		text = try_to_read(t);
	}
	return text;
}

static void a_phone_reads_the_code(void **state)
{
	(void)state;
	static const struct {
		const char *row;
		int rows, cols;
		const char *option, *env;
	} rows[] = {
	        {"80 x 24, dark", 24, 80, NULL, NULL},
	        {"80 x 24, light", 24, 80, "--theme=light", NULL},
	        {"80 x 24, yellow", 24, 80, "--theme=yellow", NULL},
	        {"80 x 24, mono", 24, 80, "--theme=mono", NULL},
	        {"140 x 40, dark", 40, 140, NULL, NULL},
	        {"140 x 40, light", 40, 140, "--theme=light", NULL},
	        {"140 x 40, mono", 40, 140, "--theme=mono", NULL},
	        {"80 x 24, eight colours", 24, 80, NULL, "TERM=xterm"},
	        {"80 x 24, no colours", 24, 80, NULL, "NO_COLOR=1"},
	        {"200 x 60, ASCII", 60, 200, "--ascii", NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_at_end(rows[i].rows, rows[i].cols, content, rows[i].option,
		                             rows[i].env, "2");
		choose(t, "Take it along on a phone");
		assert_true(term_wait_gone(t, "You have reached", SOON));
		char *text = read_code(t);
		check_str(str_of(text ? text : ""),
		          "Tea before an operation\n- May I drink water?\n"
		          "Call the emergency number of the country you are in.",
		          rows[i].row, "code");
		if (!text)
			term_dump(t, stderr, "# ");
		free(text);
		press_enter(t);
		check_true(shows(t, "You have reached"), rows[i].row, "Enter leads back");
		term_close(t);
	}
	check_end();
}

/* Of the article that is shipped, on a screen too small for one code: code after code. */
static void what_is_too_long_for_a_code_goes_on_in_the_next(void **state)
{
	(void)state;
	struct term *t = open_at_end(24, 80, shipped, NULL, NULL, "123");
	struct buf all = {0};
	int n = 0;
	choose(t, "Take it along on a phone");
	assert_true(term_wait_gone(t, "You have reached", SOON));
	for (; n < 10 && !shows(t, "You have reached"); n++) {
		char *text = read_code(t);
		if (!check_true(text != NULL, "shipped", "a code is read"))
			term_dump(t, stderr, "# ");
		buf_fmt(&all, "%s\n", text ? text : "?");
		free(text);
		press_enter(t);
	}
	check_true(n > 1, "shipped", "several codes");
	int questions = 0;
	for (const char *p = all.p; (p = strstr(p, "\n- ")); p++)
		questions++;
	check_int(questions, 3, "shipped", "questions in all codes");
	check_true(str_starts(buf_str(&all), "Ketamine "), "shipped", "the title comes first");
	check_true(strstr(all.p, "\nEmergency: 999\n") != NULL, "shipped", "help is there");
	buf_clear(&all);
	term_close(t);
	check_end();
}

/* Letters beyond ASCII are told to be UTF-8, and nobody has to guess. */
static void a_code_says_what_its_letters_are(void **state)
{
	(void)state;
	struct term *t = open_at_end(40, 140, languages, "--language=ar", NULL, "2");
	choose(t, "Take it along on a phone");
	assert_true(term_wait_gone(t, "You have reached", SOON));
	char *text = read_code(t);
	check_str(str_of(text ? text : ""),
	          "الشاي قبل العملية\n- May I drink water?\n"
	          "Call the emergency number of the country you are in.",
	          "ar", "code");
	free(text);
	term_close(t);
	check_end();
}

#endif

static void where_no_code_fits_none_is_offered(void **state)
{
	(void)state;
	struct term *t = open_at_end(12, 40, content, NULL, NULL, "2");
	for (int i = 0; i < 4 && !shows(t, "Save it"); i++)
		press(t, "Down");
	assert_true(shows(t, "Save it as a file"));
	assert_false(shows(t, "Take it along"));
	term_close(t);
}

/* --- files -------------------------------------------------------------------------------- */

static struct str read_home(const char *name, char *buffer, size_t size)
{
	char path[512];
	snprintf(path, sizeof(path), "%s/%s", home, name);
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(buffer, 1, size, f) : 0;
	if (f)
		fclose(f);
	return (struct str){buffer, n};
}

static void what_is_saved_is_never_written_over(void **state)
{
	(void)state;
	static char text[64 << 10];
	static const char *const names[] = {"small.txt", "small.html", "small-2.txt",
	                                    "small-2.html"};
	struct term *t = open_at_end(24, 80, content, NULL, NULL, "2");
	for (int i = 0; i < 2; i++) {
		char path[512], said[600];
		choose(t, "Save it as a file");
		assert_true(term_wait_text(t, "It is saved", SOON));
		snprintf(said, sizeof(said), "%s/%s", home, names[2 * i]);
		check_true(shows(t, said), names[2 * i], "its whole path is told");
		for (int k = 0; k < 2; k++) {
			struct stat st = {0};
			snprintf(path, sizeof(path), "%s/%s", home, names[2 * i + k]);
			check_int(stat(path, &st), 0, names[2 * i + k], "is there");
			check_int(st.st_mode & 0777, 0600, names[2 * i + k], "mode");
		}
		press_enter(t);
		assert_true(term_wait_text(t, "You have reached", SOON));
	}
	term_close(t);
	struct str s = read_home("small.txt", text, sizeof(text));
	check_true(memmem(s.p, s.len, "May I drink water?", 18) != NULL, "text", "ticked");
	check_true(memmem(s.p, s.len, "When must I", 11) == NULL, "text", "not ticked");
	s = read_home("small.html", text, sizeof(text));
	check_true(memmem(s.p, s.len, "May I drink water?", 18) != NULL, "html", "ticked");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		char path[512];
		snprintf(path, sizeof(path), "%s/%s", home, names[i]);
		unlink(path);
	}
	check_end();
}

/* Why it could not be saved is told, and the reader goes on. */
static void what_cannot_be_saved_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *env, *said;
	} rows[] = {{"HOME=/nonexistent", "There is no folder of yours"},
	            {"HOME=", "There is no folder of yours"},
	            {"HOME=/proc", "/proc/small.html"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_at_end(24, 80, content, NULL, rows[i].env, "2");
		choose(t, "Save it as a file");
		check_true(term_wait_text(t, "It could not be saved", SOON), rows[i].env, "told");
		check_true(shows(t, rows[i].said), rows[i].env, rows[i].said);
		press_enter(t);
		check_true(shows(t, "You have reached"), rows[i].env, "goes on");
		term_close(t);
	}
	check_end();
}

static void documents_go_where_the_desktop_has_them(void **state)
{
	(void)state;
	char path[512];
	snprintf(path, sizeof(path), "%s/.config", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/My papers", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.config/user-dirs.dirs", home);
	FILE *f = fopen(path, "we");
	fprintf(f,
	        "# a comment\nXDG_MUSIC_DIR=\"$HOME/\"\nXDG_DOCUMENTS_DIR=\"$HOME/My papers\"\n");
	fclose(f);
	struct term *t = open_at_end(24, 80, content, NULL, NULL, "2");
	choose(t, "Save it as a file");
	assert_true(term_wait_text(t, "My papers/small.html", SOON));
	term_close(t);
}

static void remove_home(void)
{
	char command[64];
	snprintf(command, sizeof(command), "rm -rf %s", home);
	(void)!system(command);
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 5);
	program = argv[1];
	content = argv[2];
	shipped = argv[3];
	languages = argv[4];
	setlocale(LC_CTYPE, "C.UTF-8");
	assert_non_null(mkdtemp(home));
	atexit(remove_home);
	const struct CMUnitTest tests[] = {
#ifdef WITH_ZBAR
	        cmocka_unit_test(a_phone_reads_the_code),
	        cmocka_unit_test(a_code_says_what_its_letters_are),
	        cmocka_unit_test(what_is_too_long_for_a_code_goes_on_in_the_next),
#endif
	        cmocka_unit_test(where_no_code_fits_none_is_offered),
	        cmocka_unit_test(what_is_saved_is_never_written_over),
	        cmocka_unit_test(what_cannot_be_saved_is_told),
	        cmocka_unit_test(documents_go_where_the_desktop_has_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
