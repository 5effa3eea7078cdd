/* A page set to lines. A line is shown here as two letters and what stands in its columns:
 * `*` begins a paragraph, `+` stays on one screen with the line behind it. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/layout.h"

#include <locale.h>

/* The layout as text; the caller clears it. */
static struct buf shown(const struct layout *l)
{
	struct buf b = {0};
	for (size_t i = 0; i < l->n_lines; i++) {
		const struct line *line = &l->line[i];
		buf_fmt(&b, "%c%c|", line->first ? '*' : ' ', line->keep ? '+' : ' ');
		int col = 0;
		for (size_t k = 0; k < line->n_runs; k++) {
			int gap = line->run[k].col - col;
			check_true(gap >= 0, "runs", "stand in visual order, none over another");
			buf_fmt(&b, "%*s%.*s", MAX(gap, 0), "", STR_ARG(line->run[k].text));
			col = line->run[k].col + utf8_width(line->run[k].text);
		}
		check_true(col <= l->cols, "runs", "stay inside the width");
		buf_fmt(&b, "\n");
	}
	buf_add(&b, (struct str){"", 1});
	return b;
}

static void check_layout(const struct page *p, int cols, const char *want, const char *row)
{
	struct layout l = {0};
	layout_page(&l, p, cols);
	struct buf got = shown(&l);
	check_str(str_of(got.p), want, row, "the layout");
	buf_clear(&got);
	layout_clear(&l);
}

static struct rich plain(const char *z)
{
	return rich_of(str_of(z));
}

static void add(struct page *p, enum para_kind kind, const char *mark, const char *text)
{
	page_add(p, (struct para){.kind = kind,
	                          .style = STYLE_BODY,
	                          .id = STR("id"),
	                          .rich = plain(text),
	                          .mark = str_of(mark)});
}

static void every_kind_of_paragraph(void **state)
{
	(void)state;
	struct page p = {0};
	page_begin(&p, "en", false);
	page_title(&p, "title", plain("How does it work?"));
	page_text(&p, "lead", STYLE_LEAD, plain("It may help some people."));
	page_heading(&p, "h", STR("Step by step"));
	add(&p, PARA_ITEM, "1.", "Ask your doctor what the plan is.");
	add(&p, PARA_ITEM, "2.", "Go home with somebody.");
	add(&p, PARA_CAUTION, "", "Do not drive until the next day.");
	add(&p, PARA_NOTE, "", "The two are not the same.");
	add(&p, PARA_FACT, "", "Draft");
	add(&p, PARA_FACT, "", "Next check: 2027");
	check_int((long)page_choice(&p, "c1", "", plain("Read on")), 0, "a choice", "number");
	check_int((long)page_choice(&p, "c2", "( )", plain("It lasts for years")), 1, "a choice",
	          "number");
	page_text(&p, "end", STYLE_BODY, plain("The end."));
	check_layout(&p, 20,
	             "*+|How does it work?\n"
	             " +|\n"
	             "* |It may help some\n"
	             "  |people.\n"
	             "  |\n"
	             "*+|Step by step\n"
	             "* |  1. Ask your doctor\n"
	             "  |     what the plan\n"
	             "  |     is.\n"
	             "* |  2. Go home with\n"
	             "  |     somebody.\n"
	             "  |\n"
	             "* |┃ Do not drive until\n"
	             "  |┃ the next day.\n"
	             "  |\n"
	             "* |  The two are not\n"
	             "  |  the same.\n"
	             "* |Draft\n"
	             "* |Next check: 2027\n"
	             "  |\n"
	             "* |   Read on\n"
	             "* |   ( ) It lasts for\n"
	             "  |       years\n"
	             "  |\n"
	             "* |The end.\n",
	             "20 columns");
	check_layout(&p, 72,
	             "*+|How does it work?\n"
	             " +|\n"
	             "* |It may help some people.\n"
	             "  |\n"
	             "*+|Step by step\n"
	             "* |  1. Ask your doctor what the plan is.\n"
	             "* |  2. Go home with somebody.\n"
	             "  |\n"
	             "* |┃ Do not drive until the next day.\n"
	             "  |\n"
	             "* |  The two are not the same.\n"
	             "* |Draft\n"
	             "* |Next check: 2027\n"
	             "  |\n"
	             "* |   Read on\n"
	             "* |   ( ) It lasts for years\n"
	             "  |\n"
	             "* |The end.\n",
	             "72 columns");
	page_clear(&p);
	check_end();
}

static void nothing_is_too_narrow(void **state)
{
	(void)state;
	struct page p = {0};
	page_begin(&p, "en", false);
	add(&p, PARA_ITEM, "10.", "Ask");
	add(&p, PARA_CAUTION, "", "Do not drive");
	check_layout(&p, 1,
	             "* |  10. As\n"
	             "  |      k\n"
	             "  |\n"
	             "* |┃ Do not\n"
	             "  |┃ drive\n",
	             "one column is taken as eight");
	page_begin(&p, "en", false);
	check_layout(&p, 40, "", "an empty page");
	page_clear(&p);
	check_end();
}

static void runs_follow_the_spans(void **state)
{
	(void)state;
	/* "A drip (infusion) and a spray": "drip" is strong, "infusion) and a spray" a word */
	static const struct span spans[] = {{2, 6, STYLE_STRONG, 0, NOT_FOUND},
	                                    {8, 29, STYLE_TERM, 3, NOT_FOUND}};
	struct page p = {0};
	page_begin(&p, "en", false);
	page_text(&p, "t", STYLE_BODY,
	          (struct rich){STR("A drip (infusion) and a spray"), spans, 2, NULL});
	struct layout l = {0};
	layout_page(&l, &p, 21);
	static const struct {
		size_t line;
		const char *text;
		int col;
		enum style style;
	} want[] = {
	        {0, "A ", 0, STYLE_BODY},      {0, "drip", 2, STYLE_STRONG},
	        {0, " (", 6, STYLE_BODY},      {0, "infusion) and", 8, STYLE_TERM},
	        {1, "a spray", 0, STYLE_TERM},
	};
	size_t n = 0;
	for (size_t i = 0; i < l.n_lines; i++)
		for (size_t k = 0; k < l.line[i].n_runs && n < ARRAY_LEN(want); k++, n++) {
			const struct run *run = &l.line[i].run[k];
			check_str(run->text, want[n].text, want[n].text, "the run");
			check_int(run->col, want[n].col, want[n].text, "column");
			check_int(run->style, want[n].style, want[n].text, "style");
			check_int((long)i, (long)want[n].line, want[n].text, "line");
		}
	check_int((long)n, ARRAY_LEN(want), "runs", "number");
	check_int((long)l.line[1].offset, 22, "second line", "offset");
	layout_clear(&l);
	page_clear(&p);
	check_end();
}

static void a_soft_hyphen_is_drawn_where_a_line_ends(void **state)
{
	(void)state;
	struct page p = {0};
	page_begin(&p, "en", false);
	page_text(&p, "t", STYLE_BODY, plain("of treat\u00adment"));
	check_layout(&p, 10,
	             "* |of treat\u00ad-\n"
	             "  |ment\n",
	             "ten columns");
	page_clear(&p);
	check_end();
}

static void icon_arrays(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int cols;
		unsigned n, of;
		bool ascii;
		const char *want;
	} rows[] = {
	        {"one block", 20, 12, 30, false,
	         "*+|  ■■■■■■■■■■\n"
	         " +|  ■■········\n"
	         "  |  ··········\n"},
	        {"two blocks side by side need 23 columns", 22, 12, 20, false,
	         "*+|  ■■■■■■■■■■\n"
	         "  |  ■■········\n"},
	        {"two blocks side by side", 23, 12, 30, false,
	         "*+|  ■■■■■■■■■■ ■■········\n"
	         "  |  ··········\n"},
	        {"a hundred", 40, 59, 100, false,
	         "*+|  ■■■■■■■■■■ ■■■■■■■■■■\n"
	         " +|  ■■■■■■■■■■ ■■■■■■■■■■\n"
	         " +|  ■■■■■■■■■■ ■■■■■■■■■·\n"
	         " +|  ·········· ··········\n"
	         "  |  ·········· ··········\n"},
	        {"a hundred, wide terminal", 72, 100, 100, false,
	         "*+|  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■\n"
	         " +|  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■\n"
	         " +|  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■\n"
	         " +|  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■\n"
	         "  |  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■  ■ ■ ■ ■ ■ ■ ■ ■ ■ ■\n"},
	        {"a blank between icons needs 43 columns", 42, 1, 20, false,
	         "* |  ■········· ··········\n"},
	        {"nobody", 72, 0, 20, false, "* |  · · · · · · · · · ·  · · · · · · · · · ·\n"},
	        {"ASCII", 40, 3, 20, true, "* |  ###....... ..........\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct page p = {0};
		page_begin(&p, "en", rows[i].ascii);
		page_add(&p, (struct para){.kind = PARA_ARRAY, .n = rows[i].n, .of = rows[i].of});
		check_layout(&p, rows[i].cols, rows[i].want, rows[i].name);
		page_clear(&p);
	}
	check_end();
}

static void ascii_pages_hold_nothing_else(void **state)
{
	(void)state;
	struct page p = {0};
	page_begin(&p, "en", true);
	add(&p, PARA_ITEM, "•", "≥ 5 µg");
	add(&p, PARA_CAUTION, "", "Don’t");
	check_layout(&p, 20,
	             "* |  * >= 5 mcg\n"
	             "  |\n"
	             "* || Don't\n",
	             "ASCII");
	page_clear(&p);
	check_end();
}

static void words_of_the_glossary_on_a_screen(void **state)
{
	(void)state;
	/* 0123456789… : two words, the first of them twice, the second over two lines */
	static const struct span spans[] = {{0, 8, STYLE_TERM, 4, NOT_FOUND},
	                                    {9, 13, STYLE_STRONG, 0, NOT_FOUND},
	                                    {14, 31, STYLE_TERM, 2, NOT_FOUND},
	                                    {32, 40, STYLE_TERM, 4, NOT_FOUND}};
	struct page p = {0};
	page_begin(&p, "en", false);
	page_text(&p, "a", STYLE_BODY, plain("No words here."));
	page_text(&p, "b", STYLE_BODY,
	          (struct rich){STR("glutamate"
	                            "and nmda receptor site glutamate"),
	                        spans, 4, NULL});
	struct layout l = {0};
	layout_page(&l, &p, 18);
	struct buf lines = shown(&l);
	check_str(str_of(lines.p),
	          "* |No words here.\n"
	          "  |\n"
	          "* |glutamateand nmda\n"
	          "  |receptor site\n"
	          "  |glutamate\n",
	          "the page", "the layout");
	buf_clear(&lines);
	static const struct {
		const char *name;
		size_t from, to, n, term[2];
	} rows[] = {
	        {"a paragraph without any, and a blank line", 0, 2, 0, {0}},
	        {"the first line", 2, 3, 2, {4, 2}},
	        {"the word that began on the line above", 3, 4, 1, {2}},
	        {"the same word again", 4, 5, 1, {4}},
	        {"all, each once, and past the end", 0, 99, 2, {4, 2}},
	        {"no lines", 3, 3, 0, {0}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		size_t n;
		const size_t *terms = layout_terms(&a, &l, &p, rows[i].from, rows[i].to, &n);
		check_int((long)n, (long)rows[i].n, rows[i].name, "number");
		for (size_t k = 0; k < MIN(n, rows[i].n); k++)
			check_int((long)terms[k], (long)rows[i].term[k], rows[i].name, "word");
		arena_clear(&a);
	}
	layout_clear(&l);
	page_clear(&p);
	check_end();
}

static void a_layout_can_be_used_again(void **state)
{
	(void)state;
	struct page p = {0};
	struct layout l = {0};
	for (int round = 0; round < 50; round++) {
		page_begin(&p, "en", false);
		for (int i = 0; i < 1 + round; i++)
			page_text(&p, "t", STYLE_BODY, plain("Take your time, ask all you want."));
		layout_page(&l, &p, 8 + round);
		check_int(l.cols, 8 + round, "again", "cols");
		check_int((long)l.line[l.n_lines - 1].para, round, "again", "the last paragraph");
	}
	layout_clear(&l);
	page_clear(&p);
	layout_clear(&l);
	page_clear(&p);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_kind_of_paragraph),
	        cmocka_unit_test(nothing_is_too_narrow),
	        cmocka_unit_test(runs_follow_the_spans),
	        cmocka_unit_test(a_soft_hyphen_is_drawn_where_a_line_ends),
	        cmocka_unit_test(icon_arrays),
	        cmocka_unit_test(ascii_pages_hold_nothing_else),
	        cmocka_unit_test(words_of_the_glossary_on_a_screen),
	        cmocka_unit_test(a_layout_can_be_used_again),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
