/* What all screens share. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/locale.h"

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
	s->pager.undigited = ops->type != NULL;
	pager_reset(&s->pager);
	return s;
}

void screen_free(struct screen *s)
{
	if (!s)
		return;
	page_clear(&s->page);
	layout_clear(&s->layout);
	arena_clear(&s->own);
	free(s->terms);
	buf_clear(&s->view.query);
	free(s);
}

void screen_compose(struct screen *s)
{
	page_begin(&s->page, i18n_language(), s->env->settings->ascii);
	s->page.logical = s->env->order == ORDER_LOGICAL;
	s->page.reads_in = s->article ? s->article->lang.p : NULL;
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

const char *screen_place(struct screen *s, struct arena *a)
{
	if (s->found)
		return search_place(s, a);
	return s->ops->place ? s->ops->place(s, a) : "";
}

void screen_layout(struct screen *s, int rows, int cols)
{
	layout_page(&s->layout, &s->page, cols);
	pager_relayout(&s->pager, &s->page, &s->layout, rows);
	if (s->led)
		pager_show(&s->pager, &s->page, &s->layout, s->target.para, s->target.offset);
	s->led = false;
}

/* --- languages ---------------------------------------------------------------------------- */

bool env_can_show(const struct env *env, const char *tag)
{
	bool vietnamese = strncmp(tag, "vi", 2) == 0; /* without its tones, other words */
	if (env->settings->ascii)
		return locale_is_latin(tag) && !vietnamese;
	return !env->few_glyphs || locale_is_european(tag);
}

/* Of the n tags the one that serves the reader best and can be shown; n if none does. */
static size_t best_of(const struct env *env, const struct str *have, size_t n)
{
	const struct settings *s = env->settings;
	struct str chosen = str_of(env->language);
	const struct str *wanted = chosen.len ? &chosen : s->language;
	for (size_t i = 0; i < (chosen.len ? 1 : s->n_languages); i++) {
		size_t best = locale_match(have, n, wanted[i]);
		if (best < n && env_can_show(env, have[best].p))
			return best;
	}
	return n;
}

bool env_offers(const struct env *env, size_t i, struct str lang)
{
	size_t n;
	const struct str *have = library_languages(env->lib, i, &n);
	bool source = n && str_eq(have[0], lang);
	return source || !env->kiosk || env->settings->drafts ||
	       library_status(env->lib, i, lang) >= TR_REVISED;
}

static size_t reads_best(const void *data, const struct str *have, size_t n)
{
	const struct env *env = data;
	return env->original ? n : best_of(env, have, n);
}

static bool offers(const void *data, size_t i, struct str lang)
{
	return env_offers(data, i, lang);
}

struct shelf *env_shelf(struct env *env)
{
	const struct shelf_reader reader = {.alphabet = i18n_language(),
	                                    .best = reads_best,
	                                    .offers = offers,
	                                    .data = env,
	                                    .ds = env->ds};
	if (!env->shelf)
		env->shelf = shelf_open(env->lib, &reader);
	return env->shelf;
}

void env_close_shelf(struct env *env)
{
	shelf_close(env->shelf);
	env->shelf = NULL;
}

const struct article *env_article(struct env *env, size_t i)
{
	size_t n;
	const struct str *have = library_languages(env->lib, i, &n);
	size_t best = reads_best(env, have, n);
	if (best < n && !env_offers(env, i, have[best]))
		best = n;
	return library_article(env->lib, i, best < n ? have[best] : STR(""), env->ds);
}

bool env_keeps(const struct env *env)
{
	return keep_works(env->session.keep);
}

void env_use_language(struct env *env)
{
	struct arena scratch = {0};
	size_t n;
	const char *dir = env->settings->catalogues;
	const struct str *have = i18n_catalogues(&scratch, dir, &n);
	size_t best = best_of(env, have, n);
	i18n_use(dir, best < n ? have[best].p : "en");
	arena_clear(&scratch);
}

/* --- all screens -------------------------------------------------------------------------- */

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
