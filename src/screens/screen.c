/* What all screens share. */
#include "screens/screen.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>

struct screen *screen_new(struct env *env, const struct screen_ops *ops, const struct article *a,
                          size_t arg)
{
	struct screen *s = xcalloc(1, sizeof(*s));
	s->ops = ops;
	s->env = env;
	s->article = a;
	s->arg = arg;
	s->pager.opens = !ops->picks && !ops->ticks;
	pager_reset(&s->pager);
	return s;
}

void screen_free(struct screen *s)
{
	if (!s)
		return;
	page_clear(&s->page);
	layout_clear(&s->layout);
	free(s->terms);
	free(s);
}

void screen_compose(struct screen *s)
{
	const char *lang = s->article ? s->article->lang.p : "en";
	page_begin(&s->page, lang, s->env->settings->ascii);
	s->ops->compose(s, &s->page);
	/* TRANSLATORS: %s says what the Enter key does next */
	struct str next =
	        arena_fmt(&s->page.arena, _("Enter: %s"), s->ops->next_label(s, &s->page.arena));
	page_add(&s->page, (struct para){.kind = PARA_TEXT,
	                                 .style = STYLE_QUIET,
	                                 .id = STR("next"),
	                                 .rich = rich_of(next),
	                                 .aside = true});
}

void screen_layout(struct screen *s, int rows, int cols)
{
	layout_page(&s->layout, &s->page, cols);
	pager_relayout(&s->pager, &s->page, &s->layout, rows);
}

struct progress *screen_progress(struct screen *s)
{
	return session_progress(&s->env->session, s->article);
}

struct outcome screen_back(struct screen *s)
{
	(void)s;
	return go_back();
}

const char *screen_back_label(struct screen *s, struct arena *a)
{
	(void)a;
	return s->article ? _("back to reading") : _("back");
}

const char *screen_back_word(struct screen *s)
{
	(void)s;
	return _("Back");
}
