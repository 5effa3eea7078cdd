/* To look things up: words and sources. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/mem.h"

/* --- glossary ----------------------------------------------------------------------------- */

static void glossary_compose(struct screen *s, struct page *p)
{
	bool all = s->n_terms == 0;
	page_title(p, "title",
	           rich_of(str_of(all ? _("Words explained") : _("Words on this page"))));
	for (size_t i = 0; i < (all ? s->article->n_terms : s->n_terms); i++)
		render_term(p, s->article, all ? i : s->terms[i]);
	if (!all)
		page_choice(p, "all", "", rich_of(str_of(_("All words"))));
}

static struct outcome glossary_choose(struct screen *s, int choice)
{
	(void)choice;
	return (struct outcome){.kind = OUT_REPLACE,
	                        .next = glossary_new(s->env, s->article, NULL, 0)};
}

static const struct screen_ops words_ops = {.name = "words",
                                            .compose = glossary_compose,
                                            .next = screen_back,
                                            .next_label = screen_back_label,
                                            .next_word = screen_back_word,
                                            .choose = glossary_choose,
                                            .panel = true,
                                            .looked_up = true};

static const struct screen_ops glossary_ops = {.name = "glossary",
                                               .compose = glossary_compose,
                                               .next = screen_back,
                                               .next_label = screen_back_label,
                                               .next_word = screen_back_word,
                                               .looked_up = true};

struct screen *glossary_new(struct env *env, const struct article *a, const size_t *terms, size_t n)
{
	struct screen *s = screen_new(env, n ? &words_ops : &glossary_ops, a, 0);
	s->terms = xcalloc(n, sizeof(*s->terms));
	if (n)
		memcpy(s->terms, terms, n * sizeof(*terms));
	s->n_terms = n;
	return s;
}

struct screen *words_in_sight(const struct screen *under)
{
	if (!under->article)
		return NULL;
	struct arena scratch = {0};
	const struct pager *pg = &under->pager;
	size_t n = under->n_terms, *terms = under->terms;
	if (!n)
		terms = layout_terms(&scratch, &under->layout, &under->page, pg->top,
		                     pg->top + (size_t)pg->rows, &n);
	struct screen *s = glossary_new(under->env, under->article, terms, n);
	arena_clear(&scratch);
	return s;
}

/* --- sources ------------------------------------------------------------------------------ */

static void sources_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("Sources"))));
	render_sources(p, s->article);
}

static const struct screen_ops sources_ops = {.name = "sources",
                                              .compose = sources_compose,
                                              .next = screen_back,
                                              .next_label = screen_back_label,
                                              .next_word = screen_back_word,
                                              .looked_up = true};

struct screen *sources_new(struct env *env, const struct article *a)
{
	return screen_new(env, &sources_ops, a, 0);
}
