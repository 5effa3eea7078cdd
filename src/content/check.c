/* Quality: never a reason not to show an article to a patient. */
#include "content/check.h"

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

void check_file(const char *path, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text;
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	if (!file_read(&bytes, path, ARTICLE_MAX_BYTES, &text, ds))
		return;
	if (strcmp(name, "help-now.yaml") == 0) {
		help_free(help_parse(path, text, ds));
	} else {
		struct article *a = article_parse(path, text, ds);
		if (a)
			check_reading(a, &(struct source){.path = path, .text = text}, ds);
		article_free(a);
	}
	arena_clear(&bytes);
}
