/* Before reading: the greeting, the list of articles, the list of languages. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "text/locale.h"

/* --- start -------------------------------------------------------------------------------- */

static void start_compose(struct screen *s, struct page *p)
{
	if (s->article)
		page_title(p, "title", s->article->title.rich);
	else
		page_title(p, "title", rich_of(str_of(_("Good to know before your visit"))));
	page_text(p, "begin", STYLE_LEAD, rich_of(str_of(_("Press Enter to begin."))));
	p->para[p->n_paras - 1].keep = true; /* heard together, too */
	page_text(p, "help", STYLE_CAUTION,
	          rich_of(str_of(_("In danger, or thinking of ending your life? Press 0 now."))));
	p->para[p->n_paras - 1].apart = true;
	if (s->article) {
		const char *minutes =
		        locale_number(&p->arena, p->lang, article_minutes(s->article)).p;
		/* TRANSLATORS: %s is a number of minutes */
		page_text(
		        p, "time", STYLE_BODY,
		        rich_of(arena_fmt(&p->arena,
		                          _("About %s minutes for all of it. Stop when you like."),
		                          minutes)));
	}
	page_text(
	        p, "how", STYLE_BODY,
	        rich_of(str_of(s->env->linear
	                               ? _("Enter goes on, b goes back, m is the menu.")
	                               : _("Enter goes on, Backspace goes back, 9 is the menu."))));
	page_text(p, "private", STYLE_BODY,
	          rich_of(str_of(_("Nothing you do here is kept when you finish."))));
}

static struct outcome start_next(struct screen *s)
{
	return push(s->article ? introduction_new(s->env, s->article) : library_new(s->env));
}

static const char *start_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("begin");
}

static const struct screen_ops start_ops = {.name = "start",
                                            .compose = start_compose,
                                            .next = start_next,
                                            .next_label = start_label,
                                            .cover = true};

struct screen *start_new(struct env *env, const struct article *a)
{
	return screen_new(env, &start_ops, a, 0);
}

/* --- library ------------------------------------------------------------------------------ */

/* The n-th article that can be shown. */
static const struct article *sound_article(struct screen *s, size_t n)
{
	for (size_t i = 0; i < library_count(s->env->lib); i++) {
		const struct article *a = library_article(s->env->lib, i, s->env->ds);
		if (a && n-- == 0)
			return a;
	}
	return NULL;
}

static void library_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("What would you like to read about?"))));
	const struct article *a;
	for (size_t i = 0; (a = sound_article(s, i)); i++)
		page_choice(p, a->id.p, "", a->title.rich);
}

static struct outcome library_choose(struct screen *s, int choice)
{
	const struct article *a = sound_article(s, (size_t)choice);
	return a ? push(introduction_new(s->env, a)) : stay();
}

static struct outcome library_next(struct screen *s)
{
	return library_choose(s, 0);
}

static const char *library_label(struct screen *s, struct arena *arena)
{
	(void)arena;
	const struct article *a = sound_article(s, 0);
	return a ? a->title.rich.text.p : "";
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

/* --- language ----------------------------------------------------------------------------- */

static void language_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("Language"))));
	if (!s->article)
		return;
	struct library *lib = s->env->lib;
	size_t n, i = library_find(lib, s->article->id);
	const struct str *tags = library_languages(lib, i, &n);
	for (size_t k = 0; k < n; k++)
		page_choice(p, tags[k].p, str_eq(tags[k], s->article->lang) ? "(•)" : "( )",
		            rich_of(locale_own_name(&p->arena, tags[k].p)));
}

static struct outcome language_choose(struct screen *s, int choice)
{
	(void)s, (void)choice;
	return go_back();
}

static const struct screen_ops language_ops = {.name = "language",
                                               .compose = language_compose,
                                               .next = screen_back,
                                               .next_label = screen_back_label,
                                               .next_word = screen_back_word,
                                               .choose = language_choose,
                                               .looked_up = true};

struct screen *language_new(struct env *env, const struct article *a)
{
	return screen_new(env, &language_ops, a, 0);
}
