/* Quality: never a reason not to show an article to a patient. */
#include "desk/check.h"

#include "base/file.h"
#include "content/help.h"
#include "content/readability.h"
#include "content/rules.h"

/* Under this many words a formula says nothing. */
enum { ENOUGH_WORDS = 100 };
static const double TOO_HARD = 8.0;

static void check_reading(const struct article *a, const struct source *src, struct diags *ds)
{
	if (strncmp(a->lang.p, "en", 2) != 0)
		return;
	for (size_t i = 0; i < a->n_sections; i++) {
		struct reading r = reading_of_section(&a->section[i]);
		double grade = reading_grade(&r);
		if (r.words >= ENOUGH_WORDS && grade > TOO_HARD)
			diag_add(ds, src, &rules[R_READING_GRADE], a->section[i].pos,
			         "section “%.*s” reads at grade %.1f (Flesch-Kincaid); aim at 8 or "
			         "below with shorter sentences and words",
			         STR_ARG(a->section[i].id), grade);
	}
}

static void check_help(const struct help *h, const struct source *src, struct str today,
                       struct diags *ds)
{
	enum { A_YEAR = 12 };
	for (size_t i = 0; i < h->n_countries; i++)
		for (size_t k = 0; k < h->country[i].n_lines; k++) {
			const struct help_line *line = &h->country[i].line[k];
			if (help_age(line, today) > A_YEAR)
				diag_add(
				        ds, src, &rules[R_HELP_OLD], line->pos,
				        "“%.*s” was verified %d months ago: look at its page, and write the day",
				        STR_ARG(line->name), help_age(line, today));
		}
}

void check_file(const char *path, struct str today, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text;
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	if (!file_read(&bytes, path, ARTICLE_MAX_BYTES, &text, ds))
		return;
	if (strcmp(name, "help-now.yaml") == 0) {
		struct help *h = help_parse(path, text, ds);
		check_help(h, &(struct source){.path = path, .text = text}, today, ds);
		help_free(h);
	} else {
		struct article *a = article_parse(path, text, NULL, NULL, ds);
		if (a)
			check_reading(a, &(struct source){.path = path, .text = text}, ds);
		article_free(a);
	}
	arena_clear(&bytes);
}
