/* What is no text is not said: an icon array's numbers are, beside it. */
#include "app/aloud.h"

#include "ui/speech.h"

static void say(const struct page *p, const struct para *para)
{
	if (page_is_text(para))
		speech_say(para->rich.lang ? para->rich.lang : p->lang, para->rich.text);
}

/* Each paragraph of which a line is in sight, once. */
static void say_what_is_in_sight(const struct screen *s)
{
	const struct page *p = &s->page;
	const struct layout *l = &s->layout;
	size_t end = MIN(s->pager.top + (size_t)s->pager.rows, l->n_lines), last = p->n_paras;
	for (size_t i = s->pager.top; i < end; i++) {
		if (l->line[i].n_runs && l->line[i].para != last)
			say(p, &p->para[last = l->line[i].para]);
	}
}

static bool say_focus(const struct screen *s)
{
	for (size_t i = 0; s->pager.focus >= 0 && i < s->page.n_paras; i++) {
		const struct para *para = &s->page.para[i];
		if (para->kind != PARA_CHOICE || (int)para->choice != s->pager.focus)
			continue;
		say(&s->page, para);
		return true;
	}
	return false;
}

void aloud_read_or_pause(struct screen *s)
{
	if (!s->env->kiosk && speech_fd() < 0)
		s->env->speech = speech_open(NULL);
	if (speech_is_speaking() || speech_is_paused())
		speech_pause_or_resume();
	else if (!say_focus(s))
		say_what_is_in_sight(s);
}
