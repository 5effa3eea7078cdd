/* Before reading: the greeting, the list of articles, the list of languages. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "text/bidi.h"
#include "text/collate.h"
#include "text/locale.h"

#include <stdlib.h>

static struct screen *order_new(struct env *env, const struct article *a);
static const struct str *offered(struct screen *s, struct arena *a, bool all, size_t *ret_n);

/* --- start -------------------------------------------------------------------------------- */

/* A way to the other languages that a reader of one of them knows when they see it. */
static void offer_languages(struct screen *s, struct page *p)
{
	size_t n;
	const struct str *tag = offered(s, &p->arena, false, &n);
	struct str names = STR("");
	for (size_t i = 0; i < n; i++)
		if (env_can_show(s->env, tag[i].p))
			names = arena_fmt(&p->arena, "%.*s%s%.*s", STR_ARG(names),
			                  names.len ? " · " : "",
			                  STR_ARG(locale_own_name(&p->arena, tag[i].p)));
	if (n > 1)
		page_choice(p, "language", "", rich_of(page_labelled(p, _("Language"), names)));
}

/* What was kept of this article, if something was; NULL: nothing. */
static const struct progress *resumed(struct screen *s)
{
	bool keeps = s->env->session.keep; /* else nobody begins an article by greeting */
	const struct progress *p = s->article && keeps ? screen_progress(s) : NULL;
	return p && p->resumed ? p : NULL;
}

/* Where the reader stopped, in words. */
static void say_place(struct screen *s, struct page *p, const struct progress *progress)
{
	static const char *const names[PLACE_KINDS] = {
	        [PLACE_INTRODUCTION] = N_("About this article"),
	        [PLACE_QUIZ] = N_("Check what you understood"),
	        [PLACE_TAKEAWAYS] = N_("What matters most"),
	        [PLACE_ASK] = N_("Questions to ask")};
	enum place_kind kind = progress->place.kind;
	size_t section = progress_place_section(progress);
	struct rich where = rich_of(str_of(names[kind] ? _(names[kind]) : ""));
	if (section < s->article->n_sections)
		where = s->article->section[section].question.rich;
	struct str words = str_of(_("Welcome back."));
	if (kind == PLACE_END)
		words = str_of(_("Welcome back. You had reached the end."));
	else if (where.text.len)
		words = page_labelled(p, _("Welcome back. You were at"), where.text);
	page_text(p, "begin", STYLE_LEAD, rich_like(words, where));
}

static void offer_to_resume(struct screen *s, struct page *p, const struct progress *progress)
{
	size_t due = progress_due(progress, s->env->today);
	page_choice(p, "resume", "", rich_of(str_of(_("Go on where you stopped"))));
	if (due)
		page_choice(
		        p, "due", "",
		        rich_of(arena_fmt(&p->arena,
		                          i18n_plural("%s question to look at again today",
		                                      "%s questions to look at again today", due),
		                          locale_number(&p->arena, p->lang, due).p)));
	page_choice(
	        p, "afresh", "",
	        rich_of(str_of(_("Start afresh: forget what I read, ticked and answered here"))));
}

static void say_how(struct screen *s, struct page *p)
{
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
	          rich_of(str_of(
	                  env_keeps(s->env)
	                          ? _("What you read, tick and answer is kept on this computer, so "
	                              "that you can go on another day. The last item of the menu "
	                              "clears it.")
	                          : _("Nothing you do here is kept when you finish."))));
}

/* The screen's arg: the reader has just begun afresh. */
static void start_compose(struct screen *s, struct page *p)
{
	const struct progress *kept = resumed(s);
	if (s->article)
		page_title(p, "title", s->article->title.rich);
	else
		page_title(p, "title", rich_of(str_of(_("Good to know before your visit"))));
	if (s->arg && !kept)
		page_text(p, "forgotten", STYLE_BODY,
		          rich_of(str_of(
		                  _("What you read, ticked and answered here is forgotten."))));
	if (kept)
		say_place(s, p, kept);
	else
		page_text(p, "begin", STYLE_LEAD, rich_of(str_of(_("Press Enter to begin."))));
	p->para[p->n_paras - 1].keep = true; /* heard together, too */
	page_text(p, "help", STYLE_CAUTION,
	          rich_of(str_of(_("In danger, or thinking of ending your life? Press 0 now."))));
	p->para[p->n_paras - 1].apart = true;
	if (kept)
		offer_to_resume(s, p, kept);
	offer_languages(s, p);
	if (!kept) /* who has been here knows; and at 40 x 12 the items come one page sooner */
		say_how(s, p);
}

static struct outcome resume(struct screen *next)
{
	return (struct outcome){.kind = OUT_RESUME, .next = next};
}

static struct outcome start_next(struct screen *s)
{
	if (resumed(s))
		return resume(stopped_at(s->env, s->article));
	return push(s->article ? introduction_new(s->env, s->article) : library_new(s->env));
}

static struct outcome start_choose(struct screen *s, int choice)
{
	const char *id = "";
	for (size_t i = 0; i < s->page.n_paras; i++)
		if (s->page.para[i].kind == PARA_CHOICE && s->page.para[i].choice == (size_t)choice)
			id = s->page.para[i].id.p;
	if (strcmp(id, "resume") == 0)
		return start_next(s);
	if (strcmp(id, "due") == 0) {
		progress_ask_due(screen_progress(s), s->env->today);
		return resume(open_question(s->env, s->article));
	}
	if (strcmp(id, "afresh") == 0) {
		session_forget(&s->env->session, screen_progress(s));
		pager_reset(&s->pager);
		s->arg = true;
		return stay();
	}
	return push(language_new(s->env, s->article));
}

static const char *start_label(struct screen *s, struct arena *a)
{
	(void)a;
	return resumed(s) ? _("go on where you stopped") : _("begin");
}

static const struct screen_ops start_ops = {.name = "start",
                                            .compose = start_compose,
                                            .next = start_next,
                                            .next_label = start_label,
                                            .choose = start_choose,
                                            .cover = true};

struct screen *start_new(struct env *env, const struct article *a)
{
	return screen_new(env, &start_ops, a, 0);
}

/* --- language ----------------------------------------------------------------------------- */

/* Those of the article's languages in which it may be read. */
static const struct str *of_article(struct screen *s, struct arena *a, size_t article,
                                    size_t *ret_n)
{
	size_t of, n = 0;
	const struct str *tag = library_languages(s->env->lib, article, &of);
	struct str *list = arena_array(a, struct str, of);
	for (size_t k = 0; k < of; k++)
		if (env_offers(s->env, article, tag[k]))
			list[n++] = tag[k];
	*ret_n = n;
	return list;
}

/* Those in which any article of a kiosk may be read. */
static const struct str *of_kiosk(struct screen *s, struct arena *a, size_t *ret_n)
{
	size_t of, n = 0;
	const struct str *all = library_all_languages(s->env->lib, a, true, &of);
	struct str *list = arena_array(a, struct str, of);
	for (size_t k = 0; k < of; k++)
		for (size_t i = 0; library_has(s->env->lib, i); i++) {
			size_t have;
			const struct str *tag = library_languages(s->env->lib, i, &have);
			size_t at = 0;
			while (at < have && !str_eq(tag[at], all[k]))
				at++;
			if (at == have || !env_offers(s->env, i, all[k]))
				continue;
			list[n++] = all[k];
			break;
		}
	*ret_n = n;
	return list;
}

/* The languages of the article, or else of the articles: of all of them, or of those in which a look
 * costs nothing. Tags in the arena, each once. */
static const struct str *offered(struct screen *s, struct arena *a, bool all, size_t *ret_n)
{
	struct library *lib = s->env->lib;
	size_t i = s->article ? library_find(lib, s->article->id) : 0;
	if (s->article && library_has(lib, i))
		return of_article(s, a, i, ret_n);
	if (s->env->kiosk)
		return of_kiosk(s, a, ret_n);
	return library_all_languages(lib, a, all, ret_n);
}

struct named_language {
	struct str tag, key;
};

static int by_name(const void *va, const void *vb)
{
	return collate_compare(((const struct named_language *)va)->key,
	                       ((const struct named_language *)vb)->key);
}

/* All of them, by their names, each of which is in another language. */
static const struct str *offered_by_name(struct screen *s, struct arena *a, size_t *ret_n)
{
	size_t n;
	const struct str *tag = offered(s, a, true, &n);
	struct named_language *named = arena_array(a, struct named_language, n);
	struct str *list = arena_array(a, struct str, n);
	for (size_t i = 0; i < n; i++)
		named[i] = (struct named_language){
		        tag[i], collate_key(a, "und", locale_own_name(a, tag[i].p))};
	if (n)
		qsort(named, n, sizeof(*named), by_name);
	for (size_t i = 0; i < n; i++)
		list[i] = named[i].tag;
	*ret_n = n;
	return list;
}

static struct str language_label(struct screen *s, struct page *p, struct str tag)
{
	struct library *lib = s->env->lib;
	struct str name = locale_own_name(&p->arena, tag.p);
	size_t i = s->article ? library_find(lib, s->article->id) : 0;
	if (!env_can_show(s->env, tag.p)) /* TRANSLATORS: a language, and its tag */
		return arena_fmt(&p->arena, _("%s: this terminal has no letters for it"), tag.p);
	if (s->article && library_status(lib, i, tag) == TR_DRAFT)
		/* TRANSLATORS: a language that has a translation which is a draft */
		return arena_fmt(&p->arena, _("%s (draft)"), name.p);
	return name;
}

static void language_compose(struct screen *s, struct page *p)
{
	size_t n;
	const struct str *tag = offered_by_name(s, &p->arena, &n);
	struct str now = s->article ? s->article->lang : str_of(i18n_language());
	bool rtl = false;
	page_title(p, "title", rich_of(str_of(_("Language"))));
	for (size_t i = 0; i < n; i++) {
		struct rich label = {.text = language_label(s, p, tag[i]), .lang = tag[i].p};
		page_choice(p, tag[i].p, str_eq(tag[i], now) ? "(•)" : "( )", label);
		rtl |= bidi_is_rtl(tag[i].p);
	}
	if (rtl && !s->env->linear && !s->env->settings->ascii)
		page_choice(p, "order", "",
		            rich_of(str_of(_("Right-to-left text: which line reads right?"))));
}

static struct outcome language_choose(struct screen *s, int choice)
{
	struct arena scratch = {0};
	size_t n;
	const struct str *tag = offered_by_name(s, &scratch, &n);
	struct outcome outcome = stay();
	if ((size_t)choice == n)
		outcome = push(order_new(s->env, s->article));
	else if ((size_t)choice < n && env_can_show(s->env, tag[choice].p))
		outcome = (struct outcome){.kind = OUT_LANGUAGE, .language = tag[choice]};
	arena_clear(&scratch);
	return outcome;
}

static const char *language_next_label(struct screen *s, struct arena *a)
{
	(void)s, (void)a;
	return _("go on in this language");
}

static const struct screen_ops language_ops = {.name = "language",
                                               .compose = language_compose,
                                               .next = screen_back,
                                               .next_label = language_next_label,
                                               .choose = language_choose,
                                               .looked_up = true};

struct screen *language_new(struct env *env, const struct article *a)
{
	return screen_new(env, &language_ops, a, 0);
}

/* --- the order of right-to-left text --------------------------------------------------------- */

static const enum order orders[] = {ORDER_VISUAL, ORDER_LOGICAL};

/* One sentence twice: in the order in which it stands on a screen, and as it is kept. A terminal
 * that reorders by itself shows the first one wrong. */
static void order_compose(struct screen *s, struct page *p)
{
	(void)s;
	static const char sample[] = "١. السلام عليكم (هاتف 112)";
	page_title(p, "title", rich_of(str_of(_("Which line reads right?"))));
	for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
		page_choice(p, i ? "logical" : "visual", "",
		            (struct rich){.text = str_of(sample), .lang = "ar"});
		p->para[p->n_paras - 1].order = orders[i];
	}
}

static struct outcome order_choose(struct screen *s, int choice)
{
	s->env->order = orders[choice];
	return (struct outcome){.kind = OUT_ORDER};
}

static const struct screen_ops order_ops = {.name = "order",
                                            .compose = order_compose,
                                            .next = screen_back,
                                            .next_label = screen_back_label,
                                            .next_word = screen_back_word,
                                            .choose = order_choose,
                                            .looked_up = true};

static struct screen *order_new(struct env *env, const struct article *a)
{
	return screen_new(env, &order_ops, a, 0);
}
