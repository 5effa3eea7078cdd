/* One key away everywhere: crisis help, the menu, the keys. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/bidi.h"
#include "text/collate.h"
#include "text/locale.h"
#include "ui/keymap.h"

#include <stdlib.h>

/* --- help now ----------------------------------------------------------------------------- */

struct named_country {
	struct str name, key;
	size_t index;
};

static int by_name(const void *va, const void *vb)
{
	const struct named_country *a = va, *b = vb;
	return collate_compare(a->key, b->key);
}

/* The countries by their names in the reader's language; which one stands where is kept. */
static void country_compose(struct screen *s, struct page *p)
{
	const struct help *help = library_help(s->env->lib, s->env->ds);
	size_t n = help->n_countries;
	struct named_country *list = arena_array(&p->arena, struct named_country, n);
	for (size_t i = 0; i < n; i++) {
		const char *code = help->country[i].code.p;
		struct str name = locale_country_name(&p->arena, p->lang, code);
		struct str key = collate_key(&p->arena, p->lang, name);
		list[i] = (struct named_country){name, key, i};
	}
	if (n)
		qsort(list, n, sizeof(*list), by_name);
	s->terms = xrealloc(s->terms, n, sizeof(*s->terms));
	page_title(p, "title", rich_of(str_of(_("Which country are you in?"))));
	for (size_t i = 0; i < n; i++) {
		s->terms[i] = list[i].index;
		page_choice(p, help->country[list[i].index].code.p, "", rich_of(list[i].name));
	}
}

static struct outcome country_choose(struct screen *s, int choice)
{
	const struct help *help = library_help(s->env->lib, s->env->ds);
	s->env->country = help->country[s->terms[choice]].code;
	return (struct outcome){.kind = OUT_REPLACE, .next = help_now_new(s->env, s->article)};
}

static const struct screen_ops country_ops = {.name = "country",
                                              .compose = country_compose,
                                              .next = screen_back,
                                              .next_label = screen_back_label,
                                              .next_word = screen_back_word,
                                              .choose = country_choose,
                                              .looked_up = true};

static void help_now_compose(struct screen *s, struct page *p)
{
	const struct help *help = library_help(s->env->lib, s->env->ds);
	const struct help_country *country = help_find(help, s->env->country);
	struct str title = str_of(_("Help now"));
	if (country) /* TRANSLATORS: %s is a country */
		title = arena_fmt(&p->arena, _("Help now: %s"),
		                  locale_country_name(&p->arena, p->lang, country->code.p).p);
	page_title(p, "title", rich_of(title));
	render_emergency(p, country);
	if (help->n_countries)
		page_choice(p, "country", "", rich_of(str_of(_("Another country"))));
	render_help_lines(p, help, country, str_of(s->env->settings->today));
}

static struct outcome help_now_choose(struct screen *s, int choice)
{
	(void)choice;
	return (struct outcome){.kind = OUT_REPLACE,
	                        .next = screen_new(s->env, &country_ops, s->article, 0)};
}

static const struct screen_ops help_now_ops = {.name = "help-now",
                                               .compose = help_now_compose,
                                               .next = screen_back,
                                               .next_label = screen_back_label,
                                               .next_word = screen_back_word,
                                               .choose = help_now_choose,
                                               .looked_up = true};

struct screen *help_now_new(struct env *env, const struct article *a)
{
	return screen_new(env, &help_now_ops, a, 0);
}

/* --- keys --------------------------------------------------------------------------------- */

static void keys_compose(struct screen *s, struct page *p)
{
	size_t n;
	const struct key_help *help = keymap_help(&n);
	page_title(p, "title", rich_of(str_of(_("Keys"))));
	for (size_t i = 0; i < n; i++) {
		if (help[i].command == CMD_QUIT && s->env->kiosk)
			continue;
		bool spoken = help[i].command == CMD_SPEAK || help[i].command == CMD_LOUDER;
		if (spoken && s->env->kiosk && !s->env->speech)
			continue;
		bool mirrored = help[i].keys_rtl && bidi_is_rtl(p->lang);
		const char *keys = _(mirrored ? help[i].keys_rtl : help[i].keys);
		struct str text = page_labelled(p, keys, str_of(_(help[i].meaning)));
		struct span *span = arena_array(&p->arena, struct span, 1);
		*span = (struct span){0, strlen(keys), STYLE_STRONG, 0, NOT_FOUND};
		page_fact(p, keys, STYLE_BODY,
		          (struct rich){.text = text, .span = span, .n_spans = 1});
	}
}

static const struct screen_ops keys_ops = {.name = "keys",
                                           .compose = keys_compose,
                                           .next = screen_back,
                                           .next_label = screen_back_label,
                                           .next_word = screen_back_word,
                                           .looked_up = true};

struct screen *keys_new(struct env *env, const struct article *a)
{
	return screen_new(env, &keys_ops, a, 0);
}

/* --- menu --------------------------------------------------------------------------------- */

static struct outcome replace(struct screen *next)
{
	return (struct outcome){.kind = OUT_REPLACE, .next = next};
}

static struct outcome menu_words(struct screen *s)
{
	return replace(glossary_new(s->env, s->article, s->terms, s->n_terms));
}

static struct outcome menu_contents(struct screen *s)
{
	(void)s;
	return (struct outcome){.kind = OUT_CONTENTS};
}

static struct outcome menu_language(struct screen *s)
{
	return replace(language_new(s->env, s->article));
}

static struct outcome menu_original(struct screen *s)
{
	(void)s;
	return (struct outcome){.kind = OUT_ORIGINAL};
}

static struct outcome menu_speak(struct screen *s)
{
	(void)s;
	return (struct outcome){.kind = OUT_SPEAK};
}

static struct outcome menu_theme(struct screen *s)
{
	(void)s;
	return (struct outcome){.kind = OUT_THEME};
}

static struct outcome menu_sources(struct screen *s)
{
	return replace(sources_new(s->env, s->article));
}

static struct outcome menu_search(struct screen *s)
{
	struct screen *next = search_new(s->env, s);
	return next ? replace(next) : stay();
}

static struct outcome menu_keys(struct screen *s)
{
	return replace(keys_new(s->env, s->article));
}

static struct outcome menu_finish(struct screen *s)
{
	(void)s;
	return (struct outcome){.kind = OUT_FINISH};
}

static const struct menu_item {
	const char *label;
	struct outcome (*act)(struct screen *s);
	bool needs_article, needs_colours;
} items[] = {
        {N_("Words on this page"), menu_words, true, false},
        {N_("Contents"), menu_contents, true, false},
        {N_("Language"), menu_language, false, false},
        {N_("Original text"), menu_original, true, false},
        {N_("Read aloud"), menu_speak, false, false},
        {N_("Colours"), menu_theme, false, true},
        {N_("Sources"), menu_sources, true, false},
        {N_("Search"), menu_search, false, false},
        {N_("Keys"), menu_keys, false, false},
        {N_("Finish: clear everything"), menu_finish, false, false},
};

static bool offered(const struct screen *s, const struct menu_item *item)
{
	if (item->act == menu_speak && !s->env->speech)
		return false;
	/* a number pad types no words */
	if (item->act == menu_search)
		return !s->env->kiosk && (s->article || library_has(s->env->lib, 1));
	if (item->act == menu_original && s->article && !s->article->translation &&
	    !s->env->original)
		return false;
	return (s->article || !item->needs_article) && (s->env->colours || !item->needs_colours);
}

static void menu_compose(struct screen *s, struct page *p)
{
	page_title(p, "title", rich_of(str_of(_("Menu"))));
	for (size_t i = 0; i < ARRAY_LEN(items); i++)
		if (offered(s, &items[i])) {
			bool none = items[i].act == menu_words && s->n_terms == 0;
			const char *label = none ? N_("Words explained") : items[i].label;
			if (items[i].act == menu_original && s->env->original)
				label = N_("Translation");
			page_choice(p, items[i].label, "", rich_of(str_of(_(label))));
		}
}

static struct outcome menu_choose(struct screen *s, int choice)
{
	for (size_t i = 0; i < ARRAY_LEN(items); i++)
		if (offered(s, &items[i]) && choice-- == 0)
			return items[i].act(s);
	return stay();
}

static const struct screen_ops menu_ops = {.name = "menu",
                                           .compose = menu_compose,
                                           .next = screen_back,
                                           .next_label = screen_back_label,
                                           .next_word = screen_back_word,
                                           .choose = menu_choose,
                                           .looked_up = true};

struct screen *menu_new(struct env *env, const struct screen *under)
{
	struct screen *s = words_in_sight(under);
	if (!s)
		return screen_new(env, &menu_ops, NULL, 0);
	s->ops = &menu_ops; /* the words stay with the menu, for its first item */
	return s;
}
