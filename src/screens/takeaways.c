/* After reading: what matters most with the crisis help, and questions to ask. */
#include "screens/screens.h"

#include "base/i18n.h"

/* --- takeaways ---------------------------------------------------------------------------- */

static void takeaways_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("What matters most"))));
	render_takeaways(p, s->article);
	page_heading(p, "help-now", str_of(_("Help in a crisis")));
	const struct help *help = library_help(s->env->lib, s->env->ds);
	const struct help_country *country = help_find(help, s->env->country);
	render_emergency(p, country);
	render_help_lines(p, help, country, str_of(s->env->settings->today));
}

static struct outcome takeaways_next(struct screen *s)
{
	return push(ask_new(s->env, s->article));
}

static const char *takeaways_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("questions to ask");
}

static const struct screen_ops takeaways_ops = {.name = "takeaways",
                                                .compose = takeaways_compose,
                                                .next = takeaways_next,
                                                .next_label = takeaways_label,
                                                .running_text = true,
                                                .stop = PLACE_TAKEAWAYS};

struct screen *takeaways_new(struct env *env, const struct article *a)
{
	return screen_new(env, &takeaways_ops, a, 0);
}

/* --- questions to ask --------------------------------------------------------------------- */

static void ask_compose(struct screen *s, struct page *p)
{
	const struct progress *progress = screen_progress(s);
	page_title(p, "title", rich_of(str_of(_("Questions to ask at your appointment"))));
	page_text(p, "how", STYLE_BODY,
	          rich_of(str_of(_("Tick what you want to ask, by its number."))));
	for (size_t i = 0; i < s->article->n_ask; i++)
		page_choice(p, s->article->ask[i].path.p, progress->ticked[i] ? "[x]" : "[ ]",
		            s->article->ask[i].rich);
}

static struct outcome ask_choose(struct screen *s, int choice)
{
	bool *ticked = screen_progress(s)->ticked;
	ticked[choice] = !ticked[choice];
	pager_focus(&s->pager, &s->page, &s->layout, choice);
	return stay();
}

static struct outcome ask_next(struct screen *s)
{
	return push(end_new(s->env, s->article));
}

static const char *ask_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("go on");
}

static const struct screen_ops ask_ops = {.name = "ask",
                                          .compose = ask_compose,
                                          .next = ask_next,
                                          .next_label = ask_label,
                                          .choose = ask_choose,
                                          .ticks = true,
                                          .stop = PLACE_ASK};

struct screen *ask_new(struct env *env, const struct article *a)
{
	return screen_new(env, &ask_ops, a, 0);
}
