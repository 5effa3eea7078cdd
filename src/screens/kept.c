/* What is kept of an earlier session: where the reader goes on, and what is the matter with it. */
#include "screens/screens.h"

#include "base/i18n.h"

/* --- going on ----------------------------------------------------------------------------- */

static struct screen *screen_at(struct env *env, const struct article *a, const struct progress *p)
{
	size_t section = progress_place_section(p);
	switch (p->place.kind) {
	case PLACE_INTRODUCTION:
		return introduction_new(env, a);
	case PLACE_SECTION:
		return section < a->n_sections ? section_new(env, a, section) : NULL;
	case PLACE_QUIZ:
		return p->quiz_begun ? open_question(env, a) : quiz_new(env, a);
	case PLACE_TAKEAWAYS:
		return takeaways_new(env, a);
	case PLACE_ASK:
		return ask_new(env, a);
	case PLACE_END:
		return end_new(env, a);
	case PLACE_NONE:
	case PLACE_CONTENTS:
	case PLACE_KINDS:
		break;
	}
	return NULL;
}

struct screen *stopped_at(struct env *env, const struct article *a)
{
	const struct progress *p = session_progress(&env->session, a);
	struct screen *s = screen_at(env, a, p);
	if (!s)
		s = contents_new(env, a);
	if (p->place.paragraph.len)
		pager_go_to(&s->pager, p->place.paragraph);
	return s;
}

/* --- troubles ----------------------------------------------------------------------------- */

/* The screen's arg: which trouble. */
static void trouble_compose(struct screen *s, struct page *p)
{
	static const char *const words[][2] = {
	        [KEEP_REFUSED] = {N_("What you read cannot be kept on this computer."),
	                          N_("You can go on reading. The next time you begin at the "
	                             "beginning.")},
	        [KEEP_ASIDE] = {N_("What was kept of your reading cannot be understood any more."),
	                        N_("Nothing was deleted: the file has another name now. You can "
	                           "go on reading.")},
	        [KEEP_STAYS] = {N_("What was kept of your reading could not be deleted."),
	                        N_("Please ask somebody who looks after this computer to delete "
	                           "it.")},
	        [KEEP_NEWER] = {N_("What was kept of your reading comes from a newer version of "
	                           "this program."),
	                        N_("It stays as it is, and nothing new is kept. You can go on "
	                           "reading.")}};
	page_title(p, "title", rich_of(str_of(_(words[s->arg][0]))));
	page_text(p, "go-on", STYLE_BODY, rich_of(str_of(_(words[s->arg][1]))));
	/* TRANSLATORS: before what the system answered, for somebody who knows computers */
	page_text(p, "reason", STYLE_QUIET,
	          rich_of(page_labelled(p, _("For a helper"), s->env->trouble)));
}

static const struct screen_ops trouble_ops = {.name = "trouble",
                                              .compose = trouble_compose,
                                              .next = screen_back,
                                              .next_label = screen_back_label,
                                              .next_word = screen_back_word,
                                              .panel = true,
                                              .looked_up = true};

struct screen *trouble_new(struct env *env, const struct article *a, enum keep_trouble trouble)
{
	return screen_new(env, &trouble_ops, a, trouble);
}
