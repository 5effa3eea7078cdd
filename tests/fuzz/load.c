/* A source, "%%%", a translation, "%%%", the texts that it was made from: as `check` reads them. */
#include "fuzz/fuzz.h"

#include "content/article.h"
#include "content/readability.h"
#include "desk/compare.h"
#include "desk/lint.h"

#include <stdio.h>

static void check_text(const struct text *t)
{
	struct str s = t->rich.text;
	HOLDS(fuzz_is_clean(s));
	for (size_t i = 0, at = 0; i < t->rich.n_spans; i++) {
		const struct span *span = &t->rich.span[i];
		HOLDS(span->from >= at && span->to >= span->from && span->to <= s.len);
		at = span->to;
	}
}

static void check_body(const struct body *body, const struct article *a)
{
	for (size_t i = 0; i < body->n_blocks; i++) {
		const struct block *b = &body->block[i];
		for (size_t k = 0; k < b->n_items; k++)
			check_text(&b->item[k]);
		if (b->kind != BLOCK_CHANCE)
			continue;
		HOLDS(b->chance->of == 100 || b->chance->of == 1000);
		HOLDS(b->chance->with.n <= b->chance->of && b->chance->without.n <= b->chance->of);
		HOLDS(b->chance->source < a->n_sources);
		check_text(&b->chance->outcome);
	}
}

/* What article.h promises of an article that was returned. */
static void check_article(const struct article *a)
{
	check_text(&a->title);
	check_text(&a->summary);
	check_body(&a->introduction, a);
	for (size_t i = 0; i < a->n_sections; i++) {
		check_text(&a->section[i].question);
		check_text(&a->section[i].answer);
		check_body(&a->section[i].body, a);
	}
	for (size_t i = 0; i < a->n_questions; i++) {
		const struct question *q = &a->question[i];
		size_t correct = 0;
		HOLDS(q->section < a->n_sections && q->correct < q->n_options);
		HOLDS(q->n_options <= ARTICLE_MAX_OPTIONS);
		for (size_t k = 0; k < q->n_options; k++) {
			correct += q->option[k].correct;
			check_text(&q->option[k].text);
			check_text(&q->option[k].why);
		}
		HOLDS(correct == 1 && q->option[q->correct].correct);
	}
	for (size_t i = 0; i < a->n_takeaways; i++)
		HOLDS(a->takeaway[i].question < a->n_questions);
	for (size_t i = 0; i < a->n_terms; i++)
		check_text(&a->term[i].meaning);
	HOLDS(a->n_in_source <= a->n_texts && a->n_stale <= a->n_texts);
}

static void check_closely(struct article *a, const struct source *src, const struct passages *ps,
                          struct str old, struct diags *ds)
{
	check_article(a);
	for (size_t i = 0; i < reading_parts(a); i++)
		reading_part(a, i);
	lint_article(a, src, STR("2026-11-24"), ds);
	if (a->translation)
		compare_translation(a, ps, old, ds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed feed = feed_of(data, size);
	struct str text = feed_file(&feed), translation = feed_file(&feed), old = feed_file(&feed);
	struct arena arena = {0};
	struct source src = {.path = fuzz_path(&arena, text), .text = text};
	const char *path = fuzz_path(&arena, translation);
	struct diags *ds = diags_new(), *alone = diags_new();
	struct passages ps = {0};
	struct translation *t = translation.len ? translation_parse(path, translation, ds) : NULL;
	struct article *a = article_parse(src.path, text, t, &ps, ds);
	struct article *source = article_parse(src.path, text, NULL, NULL, alone);
	HOLDS(a ||
	      !source); /* a translation refuses nothing; a text that it hides is not looked at */
	HOLDS(source || diags_count(alone, SEV_ERROR));
	HOLDS(!source || !diags_count(alone, SEV_ERROR));
	HOLDS(!source || article_same_shape(a, source));
	if (source)
		check_closely(source, &src, NULL, STR(""), alone);
	if (a)
		check_closely(a, &src, &ps, old, ds);
	diags_sort(ds);
	FILE *nowhere = fopen("/dev/null", "w");
	diags_print(ds, nowhere);
	fclose(nowhere);
	article_free(a);
	article_free(source);
	passages_clear(&ps);
	diags_free(ds);
	diags_free(alone);
	arena_clear(&arena);
	return 0;
}
