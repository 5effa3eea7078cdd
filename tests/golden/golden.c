/* A folder's only article laid out at one width, section by section, as a golden file each:
 * ARTICLE WIDTH -> sections-WIDTH.txt. UPDATE=1 writes them anew. Also linear mode, whole. */
#include "golden.h"
#include "journey.h"

#include "app/linear.h"

#include <locale.h>
#include <stdlib.h>

static const char *folder, *content;

static void print_line(const struct line *line, int cols, FILE *out)
{
	struct surface sf = {0};
	surface_begin(&sf, 1, cols);
	for (size_t k = 0; k < line->n_runs; k++)
		surface_put(&sf, (struct area){0, 0, 1, cols}, 0, line->run[k].col,
		            line->run[k].text, line->run[k].style);
	char *text;
	size_t len;
	FILE *mem = open_memstream(&text, &len);
	surface_dump(&sf, mem, false);
	fclose(mem);
	text[strcspn(text, "\n")] = '\0';
	fprintf(out, "%s\n", text);
	free(text);
	surface_clear(&sf);
}

static void layout_at(void **state)
{
	int cols = *(const int *)*state;
	char *text, path[512];
	size_t len;
	struct diags *ds = diags_new();
	struct library *lib = library_open(content, ds);
	const struct article *a = library_article(lib, 0, STR(""), ds);
	assert_non_null(a);
	struct page page = {0};
	struct layout layout = {0};
	FILE *out = open_memstream(&text, &len);
	for (size_t i = 0; i < a->n_sections; i++) {
		page_begin(&page, a->lang.p, false);
		render_section(&page, a, i);
		layout_page(&layout, &page, cols);
		fprintf(out, "=== %.*s\n", STR_ARG(a->section[i].id));
		for (size_t k = 0; k < layout.n_lines; k++)
			print_line(&layout.line[k], cols, out);
	}
	fclose(out);
	snprintf(path, sizeof(path), "%s/sections-%d.txt", folder, cols);
	check_golden(path, text);
	free(text);
	page_clear(&page);
	layout_clear(&layout);
	library_close(lib);
	diags_free(ds);
}

/* Answers are wrong, right, and unsure; then the crisis help and the end of input. */
static const char typed[] = "\n\n\n\n\n\n\n\n"     /* start, introduction */
                            "\n\n\n\n\n"           /* contents */
                            "\n\n\n\n\n\n\n\n\n\n" /* mechanism and on */
                            "9\n2\n6\n\n1\n1\n\n\n\n2\n\n\n\n\n\n\n\n0\nb\nxyz\n?\nb\n"
                            "/caffeine\n\nn\nN\nb\n/sleep?\n\nb\n/\n\n"; /* search */

static void linear_mode(void **state)
{
	(void)state;
	struct journey j;
	char *text, keys[sizeof(typed)], path[512];
	size_t len;
	memcpy(keys, typed, sizeof(typed));
	FILE *in = fmemopen(keys, sizeof(typed) - 1, "re"), *out = open_memstream(&text, &len);
	journey_open(&j, content, 0, 0);
	j.env.linear = true;
	app_resize(j.app, 0, 0); /* says the greeting again, for this mode */
	linear_run(j.app, in, out);
	journey_close(&j);
	fclose(in);
	fclose(out);
	for (size_t i = 0; i < len; i++)
		assert_true(text[i] == '\n' || (unsigned char)text[i] >= 0x20);
	snprintf(path, sizeof(path), "%s/linear.txt", folder);
	check_golden(path, text);
	free(text);
}

/* Enter alone, on a pipe, says every word of the article and comes to an end. */
static void linear_says_everything(void **state)
{
	(void)state;
	enum { ENTERS = 400 };
	struct journey j;
	char *text, enters[ENTERS];
	size_t len;
	memset(enters, '\n', ENTERS);
	FILE *in = fmemopen(enters, ENTERS, "re"), *out = open_memstream(&text, &len);
	journey_open(&j, content, 0, 0);
	j.env.linear = true;
	app_resize(j.app, 0, 0); /* says the greeting again, for this mode */
	const struct article *a = library_article(j.env.lib, 0, STR(""), j.ds);
	linear_run(j.app, in, out);
	fclose(out);
	for (char *p = text; *p; p++) /* a line break may stand for a space */
		*p = *p == '\n' ? ' ' : *p;
	for (size_t i = 0; i < a->n_takeaways; i++)
		check_true(strstr(text, a->takeaway[i].text.rich.text.p) != NULL, "linear",
		           a->takeaway[i].text.path.p);
	for (size_t i = 0; i < a->n_questions; i++)
		for (size_t k = 0; k < a->question[i].n_options; k++)
			check_true(strstr(text, a->question[i].option[k].text.rich.text.p) != NULL,
			           "linear", a->question[i].option[k].text.path.p);
	for (size_t i = 0; i < a->n_sections; i++)
		check_true(strstr(text, a->section[i].answer.rich.text.p) != NULL, "linear",
		           a->section[i].answer.path.p);
	check_true(strstr(text, "Still awake at ten: 60 of 100") != NULL, "linear", "chance");
	check_true(strstr(text, "Finish: clear everything") != NULL, "linear", "the end");
	check_true(feof(in) == 0, "linear", "ends by itself");
	fclose(in);
	free(text);
	journey_close(&j);
	check_end();
}

int main(int argc, char **argv)
{
	static const int widths[] = {20, 40, 72};
	assert_int_equal(argc, 3);
	folder = argv[1];
	content = argv[2];
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        {"sections at 20 columns", layout_at, NULL, NULL, (void *)(uintptr_t)&widths[0]},
	        {"sections at 40 columns", layout_at, NULL, NULL, (void *)(uintptr_t)&widths[1]},
	        {"sections at 72 columns", layout_at, NULL, NULL, (void *)(uintptr_t)&widths[2]},
	        cmocka_unit_test(linear_mode),
	        cmocka_unit_test(linear_says_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
