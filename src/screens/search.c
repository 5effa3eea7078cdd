/* Searching: a line to type in, the places in an article, and the way from one to the next.
 *
 * What is searched is what pages say: each is composed as it would be shown, so that what is counted
 * is what is marked. The quiz is left out, because its answers must not leak. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/locale.h"

#include <stdlib.h>

/* --- the pages that are searched ----------------------------------------------------------- */

static struct screen *all_words(struct env *env, const struct article *a)
{
	return glossary_new(env, a, NULL, 0);
}

/* Behind the introduction and the sections. */
static const struct {
	const char *name, *title;
	struct screen *(*open)(struct env *env, const struct article *a);
} behind[] = {
        {"takeaways", N_("What matters most"), takeaways_new},
        {"ask", N_("Questions to ask"), ask_new},
        {"glossary", N_("Words explained"), all_words},
};

static size_t pages_of(const struct article *a)
{
	return 1 + a->n_sections + ARRAY_LEN(behind);
}

static struct screen *page_screen(struct env *env, const struct article *a, size_t page)
{
	if (page == 0)
		return introduction_new(env, a);
	if (page <= a->n_sections)
		return section_new(env, a, page - 1);
	return behind[page - 1 - a->n_sections].open(env, a);
}

static struct rich title_of(const struct article *a, size_t page)
{
	if (page == 0)
		return a->title.rich;
	if (page <= a->n_sections)
		return a->section[page - 1].question.rich;
	return rich_of(str_of(_(behind[page - 1 - a->n_sections].title)));
}

/* Which page a screen shows; pages_of() if none of these. */
static size_t page_of(const struct screen *s)
{
	if (strcmp(s->ops->name, "introduction") == 0)
		return 0;
	if (strcmp(s->ops->name, "section") == 0)
		return 1 + s->arg;
	size_t i = 0;
	while (i < ARRAY_LEN(behind) && strcmp(s->ops->name, behind[i].name) != 0)
		i++;
	return 1 + s->article->n_sections + i;
}

/* --- places -------------------------------------------------------------------------------- */

struct spots {
	struct spot *list;
	size_t n, cap;
};

/* The article's own words, which say what language they are in; not those of the interface. */
static bool is_searched(const struct para *para)
{
	return para->rich.lang && !para->aside;
}

static void add_spot(struct spots *spots, struct spot spot)
{
	if (spots->n == spots->cap) {
		spots->cap = MAX(spots->cap * 2, 64);
		spots->list = xrealloc(spots->list, spots->cap, sizeof(*spots->list));
	}
	spots->list[spots->n++] = spot;
}

static void add_page(struct spots *spots, struct screen *s, size_t page, struct str query)
{
	screen_compose(s);
	for (size_t i = 0; i < s->page.n_paras; i++) {
		size_t n = 0;
		const struct hit *hit = NULL;
		if (is_searched(&s->page.para[i]))
			hit = fold_find(&s->page.arena, s->page.para[i].rich.text, query, &n);
		for (size_t k = 0; k < n; k++)
			add_spot(spots, (struct spot){page, i, k, hit[k].from});
	}
}

/* All places, in reading order; free the list. */
static struct spots find(struct env *env, const struct article *a, struct str query)
{
	struct spots spots = {0};
	for (size_t page = 0; query.len && page < pages_of(a); page++) {
		struct screen *s = page_screen(env, a, page);
		add_page(&spots, s, page, query);
		screen_free(s);
	}
	return spots;
}

static bool is_before(const struct spot *a, const struct spot *b)
{
	return a->page != b->page ? a->page < b->page : a->para < b->para;
}

/* The first place at or behind `from`, or the first of all. */
static size_t first_behind(const struct spots *spots, const struct spot *from)
{
	size_t i = 0;
	while (i < spots->n && is_before(&spots->list[i], from))
		i++;
	return i < spots->n ? i : 0;
}

/* What is at the top of a screen; of one that is not searched, the beginning. */
static struct spot top_of(const struct screen *s)
{
	struct spot top = {0};
	if (!s->article || page_of(s) >= pages_of(s->article))
		return top;
	top.page = page_of(s);
	if (s->pager.top < s->layout.n_lines)
		top.para = s->layout.line[s->pager.top].para;
	return top;
}

void search_mark(struct screen *s)
{
	const struct search *f = &s->env->search;
	if (!f->query.len || s->article != f->article || page_of(s) >= pages_of(s->article))
		return;
	struct page *p = &s->page;
	bool here = page_of(s) == f->here.page;
	for (size_t i = 0; i < p->n_paras; i++) {
		size_t n = 0;
		const struct hit *hit = NULL;
		if (is_searched(&p->para[i]))
			hit = fold_find(&p->arena, p->para[i].rich.text, f->query, &n);
		if (n)
			page_mark(p, i, hit, n, here && i == f->here.para ? f->here.nth : n);
	}
}

static struct str found_text(struct arena *a, const char *lang, size_t at, size_t of)
{
	/* TRANSLATORS: which of the places found, of how many: "Found: 3 of 12" */
	return arena_fmt(a, _("Found: %s of %s"), locale_number(a, lang, at + 1).p,
	                 locale_number(a, lang, of).p);
}

const char *search_place(struct screen *s, struct arena *a)
{
	const struct search *f = &s->env->search;
	return found_text(a, s->page.lang, f->at, f->of).p;
}

/* --- going there --------------------------------------------------------------------------- */

void search_end(struct env *env, bool typed)
{
	struct search *f = &env->search;
	struct entry entry = f->entry;
	arena_clear(&f->arena);
	*f = (struct search){.from = f->from, .first = f->first, .n = f->n};
	if (typed)
		entry_clear(&entry);
	f->entry = entry;
}

static struct screen *screen_at(struct env *env, const struct spots *spots, size_t at)
{
	struct search *f = &env->search;
	f->at = at;
	f->of = spots->n;
	f->here = spots->list[at];
	struct screen *s = page_screen(env, f->article, f->here.page);
	s->found = s->led = true;
	s->target = f->here;
	return s;
}

struct outcome search_step(struct screen *s, int direction)
{
	struct search *f = &s->env->search;
	struct outcome outcome = stay();
	if (!f->query.len || s->article != f->article) {
		struct screen *line = search_new(s->env, s);
		return line ? push(line) : stay();
	}
	struct spots spots = find(s->env, f->article, f->query);
	if (spots.n) {
		struct spot top = top_of(s);
		size_t at = s->found ? f->at + (direction > 0) : first_behind(&spots, &top);
		at = direction > 0 ? at % spots.n : (at + spots.n - 1) % spots.n;
		outcome.kind = s->found ? OUT_REPLACE : OUT_PUSH;
		outcome.next = screen_at(s->env, &spots, at);
	}
	free(spots.list);
	return outcome;
}

struct screen *search_first(struct env *env, const struct article *a, struct str query)
{
	struct search *f = &env->search;
	struct spots spots = find(env, a, query);
	struct screen *s = NULL;
	if (spots.n) {
		search_end(env, false);
		f->query = arena_str(&f->arena, query);
		f->article = a;
		s = screen_at(env, &spots, 0);
	}
	free(spots.list);
	return s;
}

/* --- the line ------------------------------------------------------------------------------ */

void search_heading(struct screen *s, struct page *p)
{
	struct str typed = entry_text(&s->env->search.entry);
	const char *cursor = s->env->linear ? "" : "_";
	struct str text = arena_fmt(&p->arena, "%.*s%s", STR_ARG(typed), cursor);
	page_heading(p, "entry", page_labelled(p, _("Search"), text));
	size_t len = p->para[p->n_paras - 1].rich.text.len;
	if (*cursor)
		page_mark(p, p->n_paras - 1, &(struct hit){len - 1, len}, 1, 0);
}

static void search_compose(struct screen *s, struct page *p)
{
	struct search *f = &s->env->search;
	struct spots spots = find(s->env, s->article, fold_query(&p->arena, entry_text(&f->entry)));
	f->n = spots.n;
	f->first = first_behind(&spots, &f->from);
	search_heading(s, p);
	if (spots.n) {
		page_fact(p, "found", STYLE_BODY,
		          rich_of(found_text(&p->arena, p->lang, f->first, f->n)));
		page_fact(p, "where", STYLE_BODY, title_of(s->article, spots.list[f->first].page));
	} else {
		bool typed = f->entry.text.len > 0;
		page_fact(p, "found", STYLE_BODY,
		          rich_of(str_of(typed ? _("Not in this article. Perhaps in other words?")
		                               : _("Type a word, or a part of it."))));
	}
	free(spots.list);
}

/* Enter leads to the first place, clears the line for another word, or, while there is none, opens
 * the words explained: from a number pad nothing can be typed. */
static struct outcome search_next(struct screen *s)
{
	struct search *f = &s->env->search;
	struct outcome outcome = {.kind = OUT_REPLACE};
	if (f->entry.text.len == 0) {
		outcome.next = all_words(s->env, s->article);
		return outcome;
	}
	if (f->n == 0) {
		entry_clear(&f->entry);
		return stay();
	}
	search_end(s->env, false);
	f->query = fold_query(&f->arena, entry_text(&f->entry));
	f->article = s->article;
	struct spots spots = find(s->env, s->article, f->query);
	outcome.next = screen_at(s->env, &spots, first_behind(&spots, &f->from));
	free(spots.list);
	return outcome;
}

static const char *search_label(struct screen *s, struct arena *a)
{
	(void)a;
	const struct search *f = &s->env->search;
	return f->n ? _("show it") : f->entry.text.len ? _("another word") : _("words explained");
}

static const char *search_word(struct screen *s)
{
	const struct search *f = &s->env->search;
	/* TRANSLATORS: what the Enter key does, very short: show what was found */
	return f->n ? _("Show") : f->entry.text.len ? _("Clear") : _("Words");
}

static bool search_type(struct screen *s, int key)
{
	return entry_key(&s->env->search.entry, key);
}

static const struct screen_ops search_ops = {.name = "search",
                                             .compose = search_compose,
                                             .next = search_next,
                                             .next_label = search_label,
                                             .next_word = search_word,
                                             .type = search_type,
                                             .panel = true,
                                             .looked_up = true};

struct screen *search_new(struct env *env, const struct screen *under)
{
	if (!under->article)
		return library_has(env->lib, 1) ? find_new(env) : NULL;
	entry_clear(&env->search.entry);
	env->search.from = top_of(under);
	return screen_new(env, &search_ops, under->article, 0);
}
