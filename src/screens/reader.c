/* Reading an article: introduction, contents, sections. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "text/locale.h"

/* --- introduction ------------------------------------------------------------------------- */

static void introduction_compose(struct screen *s, struct page *p)
{
	render_introduction(p, s->article, str_of(s->env->settings->today));
}

static struct outcome introduction_next(struct screen *s)
{
	return push(contents_new(s->env, s->article));
}

static const char *introduction_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("the questions, one by one");
}

static const struct screen_ops introduction_ops = {.name = "introduction",
                                                   .compose = introduction_compose,
                                                   .next = introduction_next,
                                                   .next_label = introduction_label,
                                                   .cover = true,
                                                   .stop = PLACE_INTRODUCTION};

struct screen *introduction_new(struct env *env, const struct article *a)
{
	return screen_new(env, &introduction_ops, a, 0);
}

/* --- contents ----------------------------------------------------------------------------- */

/* The items behind the sections, in their order. */
static const struct {
	const char *id, *label;
	struct screen *(*open)(struct env *env, const struct article *a);
} extras[] = {
        {"contents.quiz", N_("Check what you understood"), quiz_new},
        {"contents.takeaways", N_("What matters most"), takeaways_new},
        {"contents.ask", N_("Questions to ask"), ask_new},
        {"contents.sources", N_("Sources"), sources_new},
        {"contents.introduction", N_("About this article"), introduction_new},
};

void contents_items(struct env *env, const struct article *a, struct page *p)
{
	const struct progress *progress = session_progress(&env->session, a);
	for (size_t i = 0; i < a->n_sections; i++) {
		struct rich text = a->section[i].question.rich;
		const char *question = arena_str(&p->arena, text.text).p;
		if (progress->read[i])
			/* TRANSLATORS: a question of the contents that was read to its end */
			text = rich_like(arena_fmt(&p->arena, _("%s (read)"), question), text);
		page_choice(p, a->section[i].id.p, "", text);
	}
	for (size_t i = 0; i < ARRAY_LEN(extras); i++)
		page_choice(p, extras[i].id, "", rich_of(str_of(_(extras[i].label))));
}

struct outcome contents_choose(struct env *env, const struct article *a, int choice)
{
	if (choice < 0)
		return stay();
	size_t i = (size_t)choice;
	if (i < a->n_sections)
		return push(section_new(env, a, i));
	i -= a->n_sections;
	return i < ARRAY_LEN(extras) ? push(extras[i].open(env, a)) : stay();
}

static void contents_compose(struct screen *s, struct page *p)
{
	const struct article *a = s->article;
	page_title(p, a->title.path.p, a->title.rich);
	page_text(p, a->summary.path.p, STYLE_BODY, a->summary.rich);
	render_review(p, a, str_of(s->env->settings->today));
	contents_items(s->env, a, p);
}

static struct outcome contents_choose_here(struct screen *s, int choice)
{
	return contents_choose(s->env, s->article, choice);
}

/* The first section not read yet, else the quiz, else the takeaways. */
static int contents_natural(struct screen *s)
{
	const struct progress *p = screen_progress(s);
	size_t i = progress_first_unread(p);
	return (int)(i < s->article->n_sections || !p->quiz_begun ? i : i + 1);
}

static struct outcome contents_next(struct screen *s)
{
	return contents_choose_here(s, contents_natural(s));
}

static const char *contents_label(struct screen *s, struct arena *a)
{
	(void)a;
	size_t i = (size_t)contents_natural(s);
	if (i < s->article->n_sections)
		return s->article->section[i].question.rich.text.p;
	return _(extras[i - s->article->n_sections].label);
}

static const struct screen_ops contents_ops = {.name = "contents",
                                               .compose = contents_compose,
                                               .next = contents_next,
                                               .next_label = contents_label,
                                               .choose = contents_choose_here,
                                               .cover = true,
                                               .stop = PLACE_CONTENTS};

struct screen *contents_new(struct env *env, const struct article *a)
{
	return screen_new(env, &contents_ops, a, 0);
}

/* --- section ------------------------------------------------------------------------------ */

static void section_compose(struct screen *s, struct page *p)
{
	render_section(p, s->article, s->arg);
}

/* Whether this reading came from a question that is now to be asked again. */
static bool question_waits(struct screen *s, size_t *ret_attempt)
{
	const struct quizrun *q = &screen_progress(s)->quiz;
	for (size_t i = 1; s->detour == DETOUR_QUESTION && i < q->n; i++)
		if (q->attempt[i].answer == ANSWER_NONE && q->attempt[i].again &&
		    q->attempt[i - 1].question == q->attempt[i].question) {
			*ret_attempt = i;
			return true;
		}
	return false;
}

static struct outcome section_next(struct screen *s)
{
	size_t attempt;
	if (question_waits(s, &attempt))
		return (struct outcome){.kind = OUT_REPLACE,
		                        .next = question_new(s->env, s->article, attempt)};
	if (s->detour)
		return go_back();
	if (s->arg + 1 < s->article->n_sections)
		return push(section_new(s->env, s->article, s->arg + 1));
	return push(quiz_new(s->env, s->article));
}

static const char *section_label(struct screen *s, struct arena *a)
{
	(void)a;
	if (s->detour)
		return s->detour == DETOUR_RESULT ? _("back to the result")
		                                  : _("back to the question");
	if (s->arg + 1 < s->article->n_sections)
		return s->article->section[s->arg + 1].question.rich.text.p;
	return _("check what you understood");
}

static const char *section_place(struct screen *s, struct arena *a)
{
	const char *lang = s->page.lang;
	/* TRANSLATORS: which part of how many, as in "2 of 5" */
	return arena_fmt(a, _("Part %s of %s"), locale_number(a, lang, s->arg + 1).p,
	                 locale_number(a, lang, s->article->n_sections).p)
	        .p;
}

static void section_reached_end(struct screen *s)
{
	screen_progress(s)->read[s->arg] = true;
}

static const struct screen_ops section_ops = {.name = "section",
                                              .compose = section_compose,
                                              .next = section_next,
                                              .next_label = section_label,
                                              .place = section_place,
                                              .reached_end = section_reached_end,
                                              .running_text = true,
                                              .stop = PLACE_SECTION};

struct screen *section_new(struct env *env, const struct article *a, size_t section)
{
	return screen_new(env, &section_ops, a, section);
}
