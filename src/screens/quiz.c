/* The quiz: its first page, a question with its explanation, the result. The reader is never at
 * fault, nothing is a grade, and a safety point that was missed is said first. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "text/locale.h"

static struct screen *result_new(struct env *env, const struct article *a);

static const char *number(struct screen *s, struct arena *a, size_t n)
{
	return locale_number(a, s->page.lang, n).p;
}

/* --- the first page ----------------------------------------------------------------------- */

static void quiz_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("Did we explain this well?"))));
	size_t n = s->article->n_questions;
	page_text(p, "about", STYLE_BODY,
	          rich_of(arena_fmt(&p->arena,
	                            i18n_plural("%s short question shows what is clear and what to "
	                                        "look at again. This is not a test, and nothing "
	                                        "is marked.",
	                                        "%s short questions show what is clear and what to "
	                                        "look at again. This is not a test, and nothing "
	                                        "is marked.",
	                                        n),
	                            number(s, &p->arena, n))));
	page_text(p, "unsure", STYLE_BODY,
	          rich_of(str_of(_("“I am not sure” is always a good answer."))));
	page_choice(p, "quiz.start", "", rich_of(str_of(_("Start"))));
	page_choice(p, "quiz.skip", "",
	            rich_of(str_of(_("No time? Go straight to what matters most"))));
}

struct screen *open_question(struct env *env, const struct article *a)
{
	struct progress *p = session_progress(&env->session, a);
	p->quiz_begun = true;
	for (size_t i = 0; i < p->quiz.n; i++)
		if (p->quiz.attempt[i].answer == ANSWER_NONE)
			return question_new(env, a, i);
	return result_new(env, a);
}

static struct outcome go_to_open_question(struct screen *s)
{
	return push(open_question(s->env, s->article));
}

static struct outcome quiz_choose(struct screen *s, int choice)
{
	return choice == 0 ? go_to_open_question(s) : push(takeaways_new(s->env, s->article));
}

static const char *quiz_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("start");
}

static const struct screen_ops quiz_ops = {.name = "quiz",
                                           .compose = quiz_compose,
                                           .next = go_to_open_question,
                                           .next_label = quiz_label,
                                           .choose = quiz_choose,
                                           .deliberate = true,
                                           .stop = PLACE_QUIZ};

struct screen *quiz_new(struct env *env, const struct article *a)
{
	return screen_new(env, &quiz_ops, a, 0);
}

/* --- a question --------------------------------------------------------------------------- */

static struct attempt *attempt_of(struct screen *s)
{
	return &screen_progress(s)->quiz.attempt[s->arg];
}

static const struct question *question_of(struct screen *s)
{
	return &s->article->question[attempt_of(s)->question];
}

static void compose_open(struct screen *s, struct page *p)
{
	struct quizrun *run = &screen_progress(s)->quiz;
	const struct attempt *t = attempt_of(s);
	const struct question *q = question_of(s);
	if (t->again)
		page_text(p, "again", STYLE_QUIET,
		          rich_of(str_of(_("The same point once more, in other words."))));
	page_title(p, q->question.path.p, t->again ? q->again.rich : q->question.rich);
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = quizrun_option(run, s->arg, i);
		page_choice(p, o->text.path.p, t->chosen == (int)i ? "(•)" : "( )", o->text.rich);
	}
	page_choice(p, "unsure", t->chosen == (int)q->n_options ? "(•)" : "( )",
	            rich_of(str_of(_("I am not sure"))));
}

static void say(struct page *p, const char *id, enum style style, const char *words)
{
	page_text(p, id, style, rich_of(str_of(words)));
}

static void say_option(struct page *p, const char *label, const struct option *o)
{
	struct str s = page_labelled(p, label, o->text.rich.text);
	page_add(p, (struct para){.kind = PARA_TEXT,
	                          .style = STYLE_STRONG,
	                          .id = o->text.path,
	                          .rich = rich_like(s, o->text.rich),
	                          .keep = true});
	page_fact(p, o->why.path.p, STYLE_BODY, o->why.rich);
}

static void compose_answered(struct screen *s, struct page *p)
{
	const struct attempt *t = attempt_of(s);
	const struct question *q = question_of(s);
	const struct option *right = &q->option[q->correct];
	page_title(p, q->question.path.p, t->again ? q->again.rich : q->question.rich);
	if (t->answer == ANSWER_RIGHT) {
		say(p, "verdict", STYLE_CORRECT, _("That is right."));
		say_option(p, _("You chose"), right);
		return;
	}
	if (t->answer == ANSWER_MISSED) {
		say(p, "verdict", STYLE_AGAIN, _("Not quite. Here is why."));
		say_option(p, _("You chose"),
		           quizrun_option(&screen_progress(s)->quiz, s->arg, (size_t)t->chosen));
	} else {
		say(p, "verdict", STYLE_AGAIN,
		    _("It is good to say so. We may not have explained it well."));
	}
	say_option(p, _("The answer"), right);
	if (t->again)
		say(p, "staff", STYLE_BODY,
		    _("This is worth talking about: ask a nurse or doctor to explain it."));
	page_choice(p, "reread", "", rich_of(str_of(_("Read that part again"))));
}

static void question_compose(struct screen *s, struct page *p)
{
	if (attempt_of(s)->answer == ANSWER_NONE)
		compose_open(s, p);
	else
		compose_answered(s, p);
}

static struct outcome question_next(struct screen *s)
{
	struct quizrun *q = &screen_progress(s)->quiz;
	if (attempt_of(s)->answer == ANSWER_NONE) {
		progress_answer(screen_progress(s), s->arg, s->env->today);
		pager_reset(&s->pager);
		return stay();
	}
	if (s->arg + 1 < q->n)
		return push(question_new(s->env, s->article, s->arg + 1));
	return push(result_new(s->env, s->article));
}

static struct outcome question_choose(struct screen *s, int choice)
{
	struct quizrun *q = &screen_progress(s)->quiz;
	if (attempt_of(s)->answer == ANSWER_NONE) {
		quizrun_choose(q, s->arg, choice);
		pager_focus(&s->pager, &s->page, &s->layout, choice);
		return stay();
	}
	struct screen *again = section_new(s->env, s->article, question_of(s)->section);
	again->detour = DETOUR_QUESTION;
	quizrun_retry_next(q, s->arg);
	return push(again);
}

static const char *question_label(struct screen *s, struct arena *a)
{
	(void)a;
	const struct attempt *t = attempt_of(s);
	if (t->answer == ANSWER_NONE)
		return t->chosen == QUIZ_NOTHING ? _("I am not sure, show me")
		                                 : _("check my answer");
	return s->arg + 1 < screen_progress(s)->quiz.n ? _("next question") : _("see the result");
}

static const char *question_word(struct screen *s)
{
	const struct attempt *t = attempt_of(s);
	if (t->answer != ANSWER_NONE)
		return _("Go on");
	return t->chosen == QUIZ_NOTHING ? _("Not sure") : _("Check");
}

static const char *question_place(struct screen *s, struct arena *a)
{
	const struct attempt *t = attempt_of(s);
	if (t->again)
		return _("Once more");
	/* TRANSLATORS: which question of how many */
	return arena_fmt(a, _("Question %s of %s"), number(s, a, t->question + 1),
	                 number(s, a, s->article->n_questions))
	        .p;
}

static const struct screen_ops question_ops = {.name = "question",
                                               .compose = question_compose,
                                               .next = question_next,
                                               .next_label = question_label,
                                               .next_word = question_word,
                                               .choose = question_choose,
                                               .place = question_place,
                                               .picks = true,
                                               .deliberate = true,
                                               .stop = PLACE_QUIZ,
                                               .of_answers = true};

struct screen *question_new(struct env *env, const struct article *a, size_t attempt)
{
	return screen_new(env, &question_ops, a, attempt);
}

/* --- the result --------------------------------------------------------------------------- */

static void compose_safety(struct screen *s, struct page *p)
{
	const struct quizrun *q = &screen_progress(s)->quiz;
	bool said = false;
	for (size_t i = 0; i < s->article->n_questions; i++) {
		const struct question *question = &s->article->question[i];
		if (!question->safety || q->first[i] == ANSWER_RIGHT || q->first[i] == ANSWER_NONE)
			continue;
		if (!said)
			page_add(p, (struct para){.kind = PARA_CAUTION,
			                          .style = STYLE_CAUTION,
			                          .id = STR("safety"),
			                          .rich = rich_of(str_of(
			                                  _("For your safety, first of all:"))),
			                          .keep = true});
		said = true;
		const struct option *right = &question->option[question->correct];
		struct str both = arena_fmt(&p->arena, "%s %s", question->question.rich.text.p,
		                            right->text.rich.text.p);
		page_add(p, (struct para){.kind = PARA_CAUTION,
		                          .id = question->question.path,
		                          .rich = rich_like(both, question->question.rich)});
	}
}

static size_t missed_in(struct screen *s, size_t section, size_t *ret_of)
{
	const struct quizrun *q = &screen_progress(s)->quiz;
	size_t missed = 0;
	*ret_of = 0;
	for (size_t i = 0; i < s->article->n_questions; i++) {
		if (s->article->question[i].section != section || q->last[i] == ANSWER_NONE)
			continue;
		(*ret_of)++;
		missed += q->last[i] != ANSWER_RIGHT;
	}
	return missed;
}

/* Sections all clear as a list, the others as items that lead there. */
static void result_compose(struct screen *s, struct page *p)
{
	const struct article *a = s->article;
	size_t of, missed = 0;
	page_title(p, "title", rich_of(str_of(_("What is clear, and what to look at again"))));
	compose_safety(s, p);
	for (size_t i = 0; i < a->n_sections; i++)
		missed += missed_in(s, i, &of);
	if (missed == 0)
		say(p, "all-clear", STYLE_CORRECT, _("Every point is clear now."));
	bool heading = false;
	for (size_t i = 0; missed && i < a->n_sections; i++) {
		if (missed_in(s, i, &of) || of == 0)
			continue;
		if (!heading)
			page_heading(p, "clear", str_of(_("Clear now")));
		heading = true;
		page_add(p, (struct para){.kind = PARA_ITEM,
		                          .id = a->section[i].id,
		                          .rich = a->section[i].question.rich,
		                          .mark = STR("•")});
	}
	if (missed)
		page_heading(p, "again", str_of(_("To look at again")));
	for (size_t i = 0; i < a->n_sections; i++)
		if (missed_in(s, i, &of))
			page_choice(p, a->section[i].id.p, "", a->section[i].question.rich);
	if (missed)
		say(p, "staff", STYLE_BODY,
		    _("We may not have explained these well. A nurse or doctor can."));
	page_choice(p, "restart", "", rich_of(str_of(_("Answer the questions anew"))));
}

static struct outcome result_choose(struct screen *s, int choice)
{
	size_t of;
	for (size_t i = 0; i < s->article->n_sections; i++)
		if (missed_in(s, i, &of) && choice-- == 0) {
			struct screen *again = section_new(s->env, s->article, i);
			again->detour = DETOUR_RESULT;
			return push(again);
		}
	/* Only the one behind them is left. */
	progress_restart_quiz(screen_progress(s));
	return (struct outcome){.kind = OUT_ANEW};
}

static struct outcome result_next(struct screen *s)
{
	return push(takeaways_new(s->env, s->article));
}

static const char *result_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("what matters most");
}

static const struct screen_ops result_ops = {.name = "result",
                                             .compose = result_compose,
                                             .next = result_next,
                                             .next_label = result_label,
                                             .choose = result_choose,
                                             .deliberate = true,
                                             .stop = PLACE_QUIZ,
                                             .of_answers = true};

static struct screen *result_new(struct env *env, const struct article *a)
{
	return screen_new(env, &result_ops, a, 0);
}
