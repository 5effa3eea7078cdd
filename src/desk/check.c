/* Quality: never a reason not to show an article to a patient. */
#include "desk/check.h"

#include "base/file.h"
#include "content/formula.h"
#include "content/help.h"
#include "content/rules.h"
#include "desk/lint.h"

static void check_part(const struct part *p, const struct formula *f, const struct source *src,
                       struct diags *ds)
{
	double value = formula_value(f, &p->reading);
	if (!formula_can_judge(f, &p->reading) || !formula_is_past(f, value, f->limit))
		return;
	bool section = p->kind == PART_SECTION;
	const char *unit = f->scale->unit ? f->scale->unit : "";
	const struct sentence *longest = &p->reading.longest;
	diag_add(ds, src, &rules[R_READING_GRADE], p->pos,
	         "%s%.*s%s reads at %s%s%.1f by %s; aim at %g or %s with shorter sentences and "
	         "words: the longest, of %zu words, is in line %u",
	         section ? "section “" : "the ", STR_ARG(p->name), section ? "”" : "", unit,
	         *unit ? " " : "", value, f->name, f->limit,
	         f->scale->higher_is_easier ? "above" : "below", longest->length,
	         longest->pos.line);
}

static void check_reading(const struct article *a, const struct source *src, struct diags *ds)
{
	const struct formula *f = formula_checked(a->lang.p);
	for (size_t i = 0; f && i < reading_parts(a); i++) {
		struct part p = reading_part(a, i);
		if (p.kind != PART_WHOLE)
			check_part(&p, f, src, ds);
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
		if (a) {
			check_reading(a, &(struct source){.path = path, .text = text}, ds);
			lint_article(a, &(struct source){.path = path, .text = text}, today, ds);
		}
		article_free(a);
	}
	arena_clear(&bytes);
}
