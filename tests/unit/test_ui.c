/* The floor of the screen without a terminal: keys, colours, cells, paging. */
#include "check.h"

#include "base/utf8.h"
#include "ui/event.h"
#include "ui/entry.h"
#include "ui/event.h"
#include "ui/keymap.h"
#include "ui/pager.h"
#include "ui/surface.h"
#include "ui/theme.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

/* --- keys ---------------------------------------------------------------------------------- */

static void keys_mean_the_same_everywhere(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int key;
		enum command command;
		int digit;
	} rows[] = {{"Enter", K_ENTER, CMD_NEXT, 0},
	            {"number sign", '#', CMD_NEXT, 0},
	            {"Backspace", K_BACKSPACE, CMD_BACK, 0},
	            {"star", '*', CMD_BACK, 0},
	            {"1", '1', CMD_CHOOSE, 1},
	            {"8", '8', CMD_CHOOSE, 8},
	            {"9", '9', CMD_MENU, 0},
	            {"0", '0', CMD_HELP_NOW, 0},
	            {"small q", 'q', CMD_QUIT, 0},
	            {"capital Q", 'Q', CMD_QUIT, 0},
	            {"F1", K_F1, CMD_KEYS, 0},
	            {"z", 'z', CMD_NONE, 0},
	            {"Polish letter with the code of a curses key", 0x102, CMD_NONE, 0},
	            {"nothing", 0, CMD_NONE, 0}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		int digit = 0;
		check_int(keymap_command(rows[i].key, false, &digit), rows[i].command, rows[i].name,
		          "command");
		check_int(digit, rows[i].digit, rows[i].name, "digit");
	}
	check_end();
}

static void the_screen_of_keys_tells_every_key(void **state)
{
	(void)state;
	static const int keys[] = {
	        K_ENTER, K_RIGHT, '#', K_BACKSPACE, K_LEFT,      K_ESCAPE,  '*',   K_UP, K_DOWN,
	        'j',     'k',     ' ', K_HOME,      K_PAGE_DOWN, K_PAGE_UP, K_END, '1',  '8',
	        '9',     '0',     'l', 't',         'g',         '?',       K_F1,  'q',  'o',
	        'r',     '+',     '-', '/',         'n',         'N'};
	/* One row tells of both directions. */
	static const enum command row_of[CMD_COUNT] = {[CMD_DOWN] = CMD_UP,
	                                               [CMD_PAGE_UP] = CMD_PAGE_DOWN,
	                                               [CMD_END] = CMD_HOME,
	                                               [CMD_SOFTER] = CMD_LOUDER,
	                                               [CMD_FOUND_BEFORE] = CMD_FOUND_NEXT};
	size_t n;
	const struct key_help *help = keymap_help(&n);
	bool told[CMD_COUNT] = {false}, bound[CMD_COUNT] = {false};
	for (size_t i = 0; i < n; i++)
		told[help[i].command] = true;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		int digit;
		enum command command = keymap_command(keys[i], false, &digit);
		bound[row_of[command] ? row_of[command] : command] = true;
	}
	for (int c = CMD_NONE; c < CMD_COUNT; c++)
		check_int(told[c], bound[c], keymap_label((enum command)c),
		          "told of on that screen");
	check_end();
}

/* --- colours ------------------------------------------------------------------------------- */

/* Relative luminance (WCAG 2.2) of a colour of the VGA palette. */
static double luminance(int colour)
{
	static const unsigned char vga[16][3] = {
	        {0, 0, 0},     {170, 0, 0},    {0, 170, 0},    {170, 85, 0},
	        {0, 0, 170},   {170, 0, 170},  {0, 170, 170},  {170, 170, 170},
	        {85, 85, 85},  {255, 85, 85},  {85, 255, 85},  {255, 255, 85},
	        {85, 85, 255}, {255, 85, 255}, {85, 255, 255}, {255, 255, 255}};
	static const double weight[3] = {0.2126, 0.7152, 0.0722};
	double sum = 0;
	for (int i = 0; i < 3; i++) {
		double v = vga[colour][i] / 255.0;
		sum += weight[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* Contrast of two colours of the VGA palette after WCAG 2.2, 1 to 21. */
static double contrast_of(int fg, int bg)
{
	double a = luminance(fg), b = luminance(bg);
	return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

static void every_pair_of_colours_has_contrast(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_MONO; t++)
		for (int s = 0; s < STYLE_COUNT; s++) {
			const char *name = theme_name((enum theme)t);
			struct look look = theme_look((enum theme)t, (enum style)s);
			check_true(contrast_of(look.fg, look.bg) >= 4.5, name, "contrast 4.5");
			for (int underlines = 0; underlines < 2; underlines++) {
				look = theme_look_8((enum theme)t, (enum style)s, underlines);
				check_true(look.fg < 8 && look.bg < 8, name, "eight colours");
				/* Bold brightens what the letters are drawn in: the background, if
				 * reversed. */
				int ink = look.reverse ? look.bg : look.fg;
				int paper = look.reverse ? look.fg : look.bg;
				ink += look.bold ? 8 : 0;
				check_true(contrast_of(ink, paper) >= 4.5, name,
				           "contrast 4.5 with eight colours");
			}
		}
	check_end();
}

static void words_and_focus_stand_out_on_eight_colours(void **state)
{
	(void)state;
	static const enum style styles[] = {STYLE_TERM, STYLE_EMPHASIS, STYLE_SELECTED, STYLE_BAR,
	                                    STYLE_KEY};
	for (int t = 0; t < THEME_YELLOW; t++)
		for (size_t i = 0; i < ARRAY_LEN(styles); i++) {
			struct look body = theme_look_8((enum theme)t, STYLE_BODY, false);
			struct look look = theme_look_8((enum theme)t, styles[i], false);
			check_true(look.bold != body.bold || look.reverse,
			           theme_name((enum theme)t), "bold or reverse");
		}
	check_end();
}

static void no_colour_is_the_only_sign(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (int s = 0; s < STYLE_COUNT; s++) {
			struct look body = theme_look((enum theme)t, STYLE_BODY);
			struct look look = theme_look((enum theme)t, (enum style)s);
			bool shape = look.bold || look.underline || look.reverse;
			bool picture = s == STYLE_CODE; /* no words, but black on white */
			check_true(look.fg == body.fg || shape || picture,
			           theme_name((enum theme)t),
			           "bold, underlined or reverse where the colour differs");
		}
	struct look mono = theme_look(THEME_MONO, STYLE_CAUTION);
	check_int(mono.fg, THEME_NONE, "mono", "foreground");
	check_end();
}

static void contrast_is_that_of_the_standard(void **state)
{
	(void)state;
	/* White on black, and the VGA palette's red, blue and dark grey on black. */
	static const struct {
		int fg;
		double want;
	} rows[] = {{15, 21.0}, {1, 2.71}, {4, 1.58}, {8, 2.82}, {11, 19.7}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		double got = contrast_of(rows[i].fg, 0);
		check_true(got > rows[i].want - 0.06 && got < rows[i].want + 0.06, "contrast",
		           "as published");
	}
	check_end();
}

/* --- cells --------------------------------------------------------------------------------- */

static char *dump(const struct surface *sf)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);
	surface_dump(sf, f, false);
	fclose(f);
	*strchr(text, '\n') = '\0';
	return text;
}

static void what_a_terminal_could_obey_never_reaches_a_cell(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *shown;
	} rows[] = {
	        {"escape", "a\033[31mb", "a[31mb"},
	        {"control by C1",
	         "a\302\233"
	         "31mb",
	         "a31mb"},
	        {"bell, delete", "a\ab\177c", "abc"},
	        {"right-to-left override", "a\u202eb", "ab"},
	        {"isolates", "\u2067a\u2069b", "ab"},
	        {"line separator", "a\u2028b", "ab"},
	        {"joiners and selectors", "a\u200d\ufe0fb", "ab"},
	        {"soft hyphen", "a\u00adb", "ab"},
	        {"wide", "中a", "中a"},
	        {"combining", "e\u0301x", "e\u0301x"},
	        {"mark without a letter", "\u0301x", "\u00a0\u0301x"},
	        {"not valid UTF-8",
	         "a\xff"
	         "b",
	         "a\ufffd"
	         "b"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct surface sf = {0};
		surface_begin(&sf, 1, 20);
		surface_put(&sf, (struct area){0, 0, 1, 20}, 0, 0, str_of(rows[i].text),
		            STYLE_BODY);
		char *text = dump(&sf);
		check_str(str_of(text), rows[i].shown, rows[i].name, "shown");
		free(text);
		surface_clear(&sf);
	}
	check_end();
}

static void text_is_cut_between_clusters_at_the_edge(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *shown;
		int cols;
	} rows[] = {{"letters", "abcdef", "abc", 3},
	            {"half of a wide one does not fit", "ab中", "ab", 3},
	            {"mark stays", "abe\u0301", "abe\u0301", 3}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct surface sf = {0};
		surface_begin(&sf, 1, 10);
		struct area clip = {0, 0, 1, rows[i].cols};
		surface_put(&sf, clip, 0, 0, str_of(rows[i].text), STYLE_BODY);
		surface_put(&sf, clip, 1, 0, STR("below"), STYLE_BODY);
		surface_put(&sf, clip, -1, 0, STR("above"), STYLE_BODY);
		char *text = dump(&sf);
		check_str(str_of(text), rows[i].shown, rows[i].name, "shown");
		free(text);
		surface_clear(&sf);
	}
	check_end();
}

static void only_text_terminals_disagree_about_is_risky(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		bool risky;
	} rows[] = {{"English", "a", false}, {"quotes", "’", false},   {"bullet", "•", false},
	            {"block", "■", false},   {"Chinese", "中", false}, {"Thai", "ก", false},
	            {"Hindi", "हि", true},   {"Arabic", "م", true},    {"Hebrew", "ש", true},
	            {"emoji", "👍", true}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct surface sf = {0};
		surface_begin(&sf, 1, 10);
		surface_put(&sf, (struct area){0, 0, 1, 10}, 0, 0, str_of(rows[i].text),
		            STYLE_BODY);
		check_int(sf.cell[0].risky, rows[i].risky, rows[i].name, "risky");
		surface_clear(&sf);
	}
	check_end();
}

/* --- paging -------------------------------------------------------------------------------- */

struct book {
	struct page page;
	struct layout layout;
	struct pager pager;
};

/* n one-line paragraphs "p0", "p1" …, close together, then `choices` items. */
static void make_book(struct book *b, int n, int choices, int rows)
{
	*b = (struct book){0};
	page_begin(&b->page, "en", false);
	for (int i = 0; i < n; i++) {
		struct str s = arena_fmt(&b->page.arena, "p%d", i);
		page_fact(&b->page, s.p, STYLE_BODY, rich_of(s));
	}
	for (int i = 0; i < choices; i++) {
		struct str s = arena_fmt(&b->page.arena, "c%d", i);
		page_choice(&b->page, s.p, "", rich_of(s));
	}
	layout_page(&b->layout, &b->page, 20);
	pager_reset(&b->pager);
	pager_relayout(&b->pager, &b->page, &b->layout, rows);
}

static void clear_book(struct book *b)
{
	page_clear(&b->page);
	layout_clear(&b->layout);
}

static void paging_on_overlaps_by_a_line(void **state)
{
	(void)state;
	struct book b;
	size_t at, of;
	make_book(&b, 20, 0, 8);
	pager_pages(&b.pager, &b.layout, &at, &of);
	assert_int_equal(at, 1);
	assert_int_equal(of, 3);
	assert_true(pager_page_on(&b.pager, &b.page, &b.layout));
	assert_int_equal(b.pager.top, 7);
	assert_int_equal(b.pager.landed, 8); /* the first line not seen yet */
	assert_true(pager_page_on(&b.pager, &b.page, &b.layout));
	assert_int_equal(b.pager.top, 14);
	assert_false(pager_page_on(&b.pager, &b.page, &b.layout));
	assert_true(pager_page_back(&b.pager, &b.page, &b.layout));
	assert_int_equal(b.pager.top, 7);
	assert_true(pager_page_back(&b.pager, &b.page, &b.layout));
	assert_int_equal(b.pager.top, 0);
	assert_false(pager_page_back(&b.pager, &b.page, &b.layout));
	clear_book(&b);
}

static void digits_go_in_sevens_when_there_are_more_than_eight(void **state)
{
	(void)state;
	struct book b;
	bool more;
	make_book(&b, 0, 8, 20);
	assert_int_equal(pager_digit(&b.pager, &b.page, 8, &more), 7);
	assert_false(more);
	clear_book(&b);
	make_book(&b, 0, 10, 20);
	assert_int_equal(pager_digit(&b.pager, &b.page, 7, &more), 6);
	assert_int_equal(pager_digit(&b.pager, &b.page, 8, &more), -1);
	assert_true(more);
	pager_more(&b.pager, &b.page, &b.layout);
	assert_int_equal(pager_digit(&b.pager, &b.page, 1, &more), 7);
	assert_int_equal(pager_digit(&b.pager, &b.page, 4, &more), -1);
	pager_more(&b.pager, &b.page, &b.layout);
	assert_int_equal(pager_digit(&b.pager, &b.page, 1, &more), 0);
	clear_book(&b);
}

static void stepping_reads_the_text_before_an_item_far_off(void **state)
{
	(void)state;
	struct book b;
	make_book(&b, 12, 3, 5);
	pager_step(&b.pager, &b.page, &b.layout, 1);
	assert_int_equal(b.pager.top, 1); /* a line nearer to the items, nothing skipped */
	assert_int_equal(b.pager.focus, PAGER_NO_FOCUS);
	for (int i = 0; i < 8; i++)
		pager_step(&b.pager, &b.page, &b.layout, 1);
	for (int i = 0; i < 8; i++)
		pager_step(&b.pager, &b.page, &b.layout, 1);
	assert_int_equal(b.pager.focus, 2);
	pager_step(&b.pager, &b.page, &b.layout, -1);
	assert_int_equal(b.pager.focus, 1);
	clear_book(&b);
}

static void another_width_keeps_the_paragraph(void **state)
{
	(void)state;
	struct book b = {0};
	page_begin(&b.page, "en", false);
	for (int i = 0; i < 10; i++) {
		struct str s = arena_fmt(
		        &b.page.arena, "paragraph %d with a few words more than fit on a line", i);
		page_text(&b.page, arena_fmt(&b.page.arena, "id%d", i).p, STYLE_BODY, rich_of(s));
	}
	layout_page(&b.layout, &b.page, 30);
	pager_reset(&b.pager);
	pager_relayout(&b.pager, &b.page, &b.layout, 6);
	pager_scroll(&b.pager, &b.page, &b.layout, 13);
	size_t top = b.pager.top, para = b.layout.line[top].para;
	for (int cols = 10; cols <= 60; cols += 5) {
		layout_page(&b.layout, &b.page, cols);
		pager_relayout(&b.pager, &b.page, &b.layout, 6);
		assert_int_equal(b.layout.line[b.pager.top].para, para);
	}
	layout_page(&b.layout, &b.page, 30);
	pager_relayout(&b.pager, &b.page, &b.layout, 6);
	assert_int_equal(b.pager.top, top);
	clear_book(&b);
}

/* --- a line that is typed -------------------------------------------------------------------- */

static void a_line_takes_what_is_typed(void **state)
{
	(void)state;
	enum { MOST_KEYS = 12 };
	static const struct {
		const char *name;
		int key[MOST_KEYS]; /* ended by 0 */
		const char *text;
		bool taken; /* the last key */
	} rows[] = {
	        {"letters", {'t', 'e', 'a'}, "tea", true},
	        {"letters and accents", {0xE9, 0x4E0, 0x1F600}, "éӠ😀", true},
	        {"Backspace", {'a', 'b', K_BACKSPACE}, "a", true},
	        {"Backspace takes a whole cluster", {'a', 'e', 0x301, K_BACKSPACE}, "a", true},
	        {"Backspace takes a vowel sign along", {0x926, 0x93F, K_BACKSPACE}, "", true},
	        {"Backspace with nothing left", {'a', K_BACKSPACE, K_BACKSPACE}, "", false},
	        {"all gone", {'a', 'b', K_CLEAR}, "", true},
	        {"digits", {'1', '9'}, "19", true},
	        {"0 is help now", {'0'}, "", false},
	        {"also behind a letter", {'a', '0'}, "a", false},
	        {"but not in a number", {'1', '0', '0'}, "100", true},
	        {"keys of a number pad", {'1', '#'}, "1", false},
	        {"star", {'*'}, "", false},
	        {"what are commands elsewhere", {'q', '/', '?', 'n'}, "q/?n", true},
	        {"named keys", {'a', K_ENTER}, "a", false},
	        {"Esc", {K_ESCAPE}, "", false},
	        {"controls", {'a', 0x1B}, "a", false},
	        {"controls of eight bits", {'a', 0x9B}, "a", false},
	        {"half a character", {0xD800}, "", false},
	        {"directions", {0x202E}, "", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct entry e = {0};
		bool taken = false;
		for (size_t k = 0; k < MOST_KEYS && rows[i].key[k]; k++)
			taken = entry_key(&e, rows[i].key[k]);
		check_str(entry_text(&e), rows[i].text, rows[i].name, "text");
		check_int(taken, rows[i].taken, rows[i].name, "taken as text");
		entry_clear(&e);
	}
	check_end();
}

static void a_line_has_an_end(void **state)
{
	(void)state;
	struct entry e = {0};
	for (int i = 0; i < 500; i++)
		assert_true(entry_key(&e, 0x6771));
	assert_int_equal(entry_text(&e).len, ENTRY_MOST * 3);
	for (int i = 0; i < 100000; i++) /* marks on one letter */
		assert_true(entry_key(&e, 0x301));
	assert_true(entry_text(&e).len <= ENTRY_MOST * 16 + 4);
	entry_clear(&e);
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(keys_mean_the_same_everywhere),
	        cmocka_unit_test(the_screen_of_keys_tells_every_key),
	        cmocka_unit_test(every_pair_of_colours_has_contrast),
	        cmocka_unit_test(words_and_focus_stand_out_on_eight_colours),
	        cmocka_unit_test(no_colour_is_the_only_sign),
	        cmocka_unit_test(contrast_is_that_of_the_standard),
	        cmocka_unit_test(what_a_terminal_could_obey_never_reaches_a_cell),
	        cmocka_unit_test(text_is_cut_between_clusters_at_the_edge),
	        cmocka_unit_test(only_text_terminals_disagree_about_is_risky),
	        cmocka_unit_test(paging_on_overlaps_by_a_line),
	        cmocka_unit_test(digits_go_in_sevens_when_there_are_more_than_eight),
	        cmocka_unit_test(stepping_reads_the_text_before_an_item_far_off),
	        cmocka_unit_test(another_width_keeps_the_paragraph),
	        cmocka_unit_test(a_line_takes_what_is_typed),
	        cmocka_unit_test(a_line_has_an_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
