/* The list of articles, as a reader of any number of them can use it with seven digits: in groups
 * by subject while it is short, in ranges of titles that lead to shorter lists when it is long. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/locale.h"
#include "text/segment.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIST_MOST = 49, RANGES = 7, FIND_MOST = 5 };

/* --- what is listed ------------------------------------------------------------------------ */

/* Places on the shelf, in the page's arena. */
struct places {
	size_t *at, n;
};

static struct places places_of(struct screen *s, struct arena *a)
{
	struct places all;
	const struct view *v = &s->view;
	all.at = shelf_list(env_shelf(s->env), a, str_of(v->subject), buf_str(&v->query), &all.n);
	if (v->to) {
		size_t to = MIN(v->to, all.n), from = MIN(v->from, to);
		all.at += from;
		all.n = to - from;
	}
	return all;
}

static void remember_choice(struct screen *s, size_t what)
{
	s->terms = xrealloc(s->terms, s->n_terms + 1, sizeof(*s->terms));
	s->terms[s->n_terms++] = what;
}

/* An article to choose; false: it cannot be shown. */
static bool add_article(struct screen *s, struct page *p, size_t place)
{
	struct shelf *shelf = env_shelf(s->env);
	const struct card *card = shelf_card(shelf, place);
	if (!card)
		return false;
	struct str id = arena_str(&p->arena, library_id(s->env->lib, shelf_article(shelf, place)));
	page_choice(p, id.p, "", (struct rich){.text = card->title, .lang = card->lang.p});
	remember_choice(s, place);
	return true;
}

/* The article at a place, or a word that it cannot be shown. */
static struct outcome open_article(struct screen *s, size_t place, struct str query)
{
	struct shelf *shelf = env_shelf(s->env);
	const struct article *a = env_article(s->env, shelf_article(shelf, place));
	s->view.unavailable = !a;
	if (!a) {
		shelf_drop(shelf, place);
		return stay();
	}
	bool in_text = query.len && !shelf_has_words(shelf, place, query);
	struct screen *there = in_text ? search_first(s->env, a, query) : NULL;
	if (!there)
		there = session_progress(&s->env->session, a)->resumed
		                ? start_new(s->env, a)
		                : introduction_new(s->env, a);
	return push(there);
}

static void say_unavailable(struct screen *s, struct page *p)
{
	if (s->view.unavailable)
		page_text(p, "unavailable", STYLE_CAUTION,
		          rich_of(str_of(_("This article cannot be shown at the moment."))));
}

/* --- a short list -------------------------------------------------------------------------- */

static bool is_first_subject(const struct card *card, struct str id)
{
	return card->n_subjects && str_eq(card->subject[0].id, id);
}

/* Under the words of each subject, those of which it is the first one. */
static void list_by_subject(struct screen *s, struct page *p, struct places list)
{
	size_t n;
	struct shelf *shelf = env_shelf(s->env);
	const struct shelf_subject *subject = shelf_subjects(shelf, &n);
	for (size_t k = 0; k <= n; k++) {
		bool any = false;
		for (size_t i = 0; i < list.n; i++) {
			const struct card *card = shelf_card(shelf, list.at[i]);
			bool here = card && (k < n ? is_first_subject(card, subject[k].id)
			                           : card->n_subjects == 0);
			if (!here)
				continue;
			if (!any && k < n)
				page_heading(p, arena_str(&p->arena, subject[k].id).p,
				             subject[k].words);
			else if (!any && n) /* TRANSLATORS: articles on no particular subject */
				page_heading(p, "other", str_of(_("Other subjects")));
			any = true;
			add_article(s, p, list.at[i]);
		}
	}
}

/* --- a long list --------------------------------------------------------------------------- */

/* A title up to the end of its first words, for the edge of a range. */
static struct str edge_of(struct arena *a, struct str title)
{
	enum { LEAST = 4, MOST = 14 };
	size_t clusters = 0, at = 0;
	while (at < title.len && clusters < MOST && (clusters < LEAST || title.p[at] != ' ')) {
		at += segment_cluster(str_part(title, at, title.len));
		clusters++;
	}
	return arena_fmt(a, "%.*s%s", (int)at, title.p, at < title.len ? "…" : "");
}

/* The first or last article of a range that can be shown. */
static const struct card *card_at_edge(struct screen *s, struct places list, size_t from, size_t to,
                                       bool last)
{
	for (size_t i = from; i < to; i++) {
		size_t at = last ? to - 1 - (i - from) : i;
		const struct card *card = shelf_card(env_shelf(s->env), list.at[at]);
		if (card)
			return card;
	}
	return NULL;
}

static size_t range_from(size_t n, size_t k)
{
	return n * k / RANGES;
}

static void list_ranges(struct screen *s, struct page *p, struct places list)
{
	for (size_t k = 0; k < RANGES; k++) {
		size_t from = range_from(list.n, k), to = range_from(list.n, k + 1);
		const struct card *first = card_at_edge(s, list, from, to, false);
		const struct card *last = card_at_edge(s, list, from, to, true);
		if (!first || !last)
			continue;
		/* TRANSLATORS: articles by the alphabet, from one title to another */
		struct str range =
		        arena_fmt(&p->arena, _("%s to %s"), edge_of(&p->arena, first->title).p,
		                  edge_of(&p->arena, last->title).p);
		page_choice(p, arena_fmt(&p->arena, "range.%zu", k).p, "",
		            (struct rich){.text = range, .lang = first->lang.p});
		remember_choice(s, k);
	}
}

static struct str counted(struct arena *a, const char *lang, size_t n)
{
	/* TRANSLATORS: %s is a number */
	return arena_fmt(a, i18n_plural("%s article", "%s articles", n),
	                 locale_number(a, lang, n).p);
}

/* Subjects to choose from, before the ranges of all titles. */
static void list_subjects(struct screen *s, struct page *p)
{
	size_t n;
	const struct shelf_subject *subject = shelf_subjects(env_shelf(s->env), &n);
	for (size_t i = 0; i < n; i++) {
		struct str words = arena_str(&p->arena, subject[i].words);
		page_choice(p, arena_fmt(&p->arena, "subject.%.*s", STR_ARG(subject[i].id)).p, "",
		            rich_of(page_labelled(p, words.p,
		                                  counted(&p->arena, p->lang, subject[i].n))));
	}
	s->view.n_subjects = n;
	if (n)
		page_heading(p, "by-title", str_of(_("All articles, by title")));
}

/* --- the library --------------------------------------------------------------------------- */

static bool is_whole(const struct view *v)
{
	return !v->subject[0] && !v->query.len && !v->to;
}

static bool is_long(const struct places *list)
{
	return list->n > LIST_MOST;
}

static struct str title_of(struct screen *s, struct page *p)
{
	size_t n;
	const struct view *v = &s->view;
	const struct shelf_subject *subject = shelf_subjects(env_shelf(s->env), &n);
	for (size_t i = 0; v->subject[0] && i < n; i++)
		if (str_is(subject[i].id, v->subject))
			return arena_str(&p->arena, subject[i].words);
	if (v->query.len)
		return page_labelled(p, _("Search"), buf_str(&v->query));
	return str_of(_("What would you like to read about?"));
}

static void library_compose(struct screen *s, struct page *p)
{
	struct places list = places_of(s, &p->arena);
	s->n_terms = s->view.n_subjects = 0;
	page_title(p, "title", rich_of(title_of(s, p)));
	say_unavailable(s, p);
	if (is_long(&list)) {
		page_text(p, "how-many", STYLE_BODY, rich_of(counted(&p->arena, p->lang, list.n)));
		if (is_whole(&s->view))
			list_subjects(s, p);
		list_ranges(s, p, list);
	} else if (is_whole(&s->view)) {
		list_by_subject(s, p, list);
	} else {
		for (size_t i = 0; i < list.n; i++)
			add_article(s, p, list.at[i]);
	}
	if (p->n_choices == 0)
		page_text(p, "nothing", STYLE_BODY,
		          rich_of(str_of(_("There is nothing to read at the moment. Please ask a "
		                           "member of staff."))));
	else if (p->n_choices > PAGER_MORE || is_long(&list))
		page_text(p, "search", STYLE_BODY,
		          rich_of(str_of(_("With letter keys: press / and type a word."))));
}

/* A list of a part of what this screen lists. */
static struct screen *part_new(struct screen *s, const char *subject, size_t from, size_t to)
{
	struct screen *part = library_new(s->env);
	snprintf(part->view.subject, sizeof(part->view.subject), "%s", subject);
	buf_add(&part->view.query, buf_str(&s->view.query));
	part->view.from = from;
	part->view.to = to;
	return part;
}

static struct outcome library_choose(struct screen *s, int choice)
{
	struct arena scratch = {0};
	size_t i = (size_t)choice, n;
	struct places list = places_of(s, &scratch);
	struct outcome outcome = stay();
	if (i < s->view.n_subjects) {
		const struct shelf_subject *subject = shelf_subjects(env_shelf(s->env), &n);
		outcome = push(part_new(s, arena_str(&scratch, subject[i].id).p, 0, 0));
	} else if ((i -= s->view.n_subjects) >= s->n_terms) {
		outcome = stay();
	} else if (is_long(&list)) {
		size_t k = s->terms[i], base = s->view.to ? s->view.from : 0;
		outcome = push(part_new(s, s->view.subject, base + range_from(list.n, k),
		                        base + range_from(list.n, k + 1)));
	} else {
		outcome = open_article(s, s->terms[i], buf_str(&s->view.query));
	}
	arena_clear(&scratch);
	return outcome;
}

static struct outcome library_next(struct screen *s)
{
	return library_choose(s, 0);
}

/* The first choice's words. */
static const char *library_label(struct screen *s, struct arena *a)
{
	for (size_t i = 0; i < s->page.n_paras; i++)
		if (s->page.para[i].kind == PARA_CHOICE)
			return arena_str(a, s->page.para[i].rich.text).p;
	return "";
}

static const struct screen_ops library_ops = {.name = "library",
                                              .compose = library_compose,
                                              .next = library_next,
                                              .next_label = library_label,
                                              .choose = library_choose};

struct screen *library_new(struct env *env)
{
	return screen_new(env, &library_ops, NULL, 0);
}

/* --- looking for an article ---------------------------------------------------------------- */

/* Takes what was typed for what is listed. */
static void take_typed(struct screen *s)
{
	struct arena scratch = {0};
	buf_clear(&s->view.query);
	buf_add(&s->view.query, fold_query(&scratch, entry_text(&s->env->search.entry)));
	arena_clear(&scratch);
}

static void find_compose(struct screen *s, struct page *p)
{
	bool typed = s->env->search.entry.text.len > 0;
	take_typed(s);
	s->n_terms = 0;
	search_heading(s, p);
	if (!typed) {
		page_fact(p, "found", STYLE_BODY,
		          rich_of(str_of(_("Type a word, or a part of it."))));
		return;
	}
	struct places list = places_of(s, &p->arena);
	page_fact(p, "found", STYLE_BODY,
	          rich_of(list.n ? counted(&p->arena, p->lang, list.n)
	                         : str_of(_("No article. Perhaps in other words?"))));
	say_unavailable(s, p);
	for (size_t i = 0; i < list.n && s->n_terms < FIND_MOST; i++)
		add_article(s, p, list.at[i]);
	s->arg = list.n;
}

static struct outcome find_choose(struct screen *s, int choice)
{
	return open_article(s, s->terms[choice], buf_str(&s->view.query));
}

/* The only one; or a list, where digits choose. */
static struct outcome find_next(struct screen *s)
{
	if (s->n_terms == 1)
		return find_choose(s, 0);
	if (s->n_terms == 0) {
		bool typed = s->env->search.entry.text.len > 0;
		entry_clear(&s->env->search.entry);
		return typed ? stay() : go_back();
	}
	return push(part_new(s, "", 0, 0));
}

static const char *find_label(struct screen *s, struct arena *a)
{
	(void)a;
	bool typed = s->env->search.entry.text.len > 0;
	return s->n_terms == 1 ? _("show it")
	       : s->n_terms    ? _("choose from these")
	       : typed         ? _("another word")
	                       : _("back");
}

static const char *find_word(struct screen *s)
{
	bool typed = s->env->search.entry.text.len > 0;
	return s->n_terms ? _("Show") : typed ? _("Clear") : _("Back");
}

static bool find_type(struct screen *s, int key)
{
	return entry_key(&s->env->search.entry, key);
}

static const struct screen_ops find_ops = {.name = "find",
                                           .compose = find_compose,
                                           .next = find_next,
                                           .next_label = find_label,
                                           .next_word = find_word,
                                           .choose = find_choose,
                                           .type = find_type};

struct screen *find_new(struct env *env)
{
	entry_clear(&env->search.entry);
	return screen_new(env, &find_ops, NULL, 0);
}
