/* Nobody has pressed a key for a while: the reader is asked before everything is cleared. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "text/locale.h"

static void idle_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("Are you still there?"))));
	page_text(p, "key", STYLE_LEAD, rich_of(str_of(_("Press any key to go on reading."))));
	/* TRANSLATORS: %s is a number of seconds */
	page_text(p, "left", STYLE_BODY,
	          rich_of(arena_fmt(&p->arena,
	                            _("Otherwise this screen is cleared in %s seconds, with all "
	                              "that you chose."),
	                            locale_number(&p->arena, p->lang, s->env->seconds_left).p)));
}

static const struct screen_ops idle_ops = {.name = "idle",
                                           .compose = idle_compose,
                                           .next = screen_back,
                                           .next_label = screen_back_label,
                                           .next_word = screen_back_word};

struct screen *idle_new(struct env *env, const struct article *a)
{
	return screen_new(env, &idle_ops, a, 0);
}
