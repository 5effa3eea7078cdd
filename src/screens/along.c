/* The end, and what is taken along from there: the slip on the screen, as files, as a code for a
 * phone. */
#include "screens/screens.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "state/handout.h"
#include "text/locale.h"
#include "ui/qr.h"

static struct slip slip_of(struct screen *s)
{
	const struct env *env = s->env;
	const struct help *help = library_help(env->lib, env->ds);
	return (struct slip){.a = s->article,
	                     .progress = screen_progress(s),
	                     .help = help,
	                     .country = help_find(help, env->country),
	                     .today = env->settings->today,
	                     .lang = i18n_language(),
	                     .ascii = env->settings->ascii};
}

/* --- files -------------------------------------------------------------------------------- */

static void saved_compose(struct screen *s, struct page *p)
{
	bool saved = s->arg;
	page_title(p, "title",
	           rich_of(str_of(saved ? _("It is saved") : _("It could not be saved"))));
	for (size_t i = 0; i < ARRAY_LEN(s->note); i++)
		if (s->note[i].len)
			page_fact(p, "where", STYLE_BODY, rich_of(s->note[i]));
	page_text(p, "then", STYLE_BODY,
	          rich_of(str_of(saved ? _("Both files say the same. Print one, or send it to "
	                                   "yourself.")
	                               : _("Your questions are still here. You can show them on "
	                                   "the screen, or copy them by hand."))));
}

/* What names of files hold may be anything: what is no UTF-8 is shown as a question mark. */
static struct str shown(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len, 1);
	for (size_t i = 0; i < s.len;) {
		size_t n = utf8_valid_prefix(str_part(s, i, s.len));
		memcpy(out + i, s.p + i, n);
		i += n;
		if (i < s.len)
			out[i++] = '?';
	}
	return (struct str){out, s.len};
}

static const struct screen_ops saved_ops = {.name = "saved",
                                            .compose = saved_compose,
                                            .next = screen_back,
                                            .next_label = screen_back_label,
                                            .next_word = screen_back_word,
                                            .deliberate = true};

static struct screen *saved_new(struct screen *end)
{
	struct slip slip = slip_of(end);
	struct handout kept;
	struct screen *s = screen_new(end->env, &saved_ops, end->article, 0);
	s->arg = handout_save(&s->own, &slip, &kept);
	for (size_t i = 0; i < HANDOUT_FILES; i++)
		s->note[i] = shown(&s->own, kept.path[i]);
	if (!s->arg)
		s->note[1] = kept.why.len ? kept.why
		                          : str_of(_("There is no folder of yours to save it in."));
	return s;
}

static bool may_save(struct screen *s)
{
	return !s->env->kiosk;
}

/* --- codes -------------------------------------------------------------------------------- */

struct codes {
	struct str *picture;
	size_t n;
	size_t asked, of; /* questions in them, and in all */
};

static struct str picture_of(struct screen *s, struct arena *a, struct str text)
{
	const struct env *env = s->env;
	if (env->linear)
		return STR("");
	return qr_picture(a, text, env->rows - SCREEN_KEY_ROWS, env->cols, env->settings->ascii);
}

static void add_code(struct codes *c, struct str picture)
{
	if (picture.len)
		c->picture[c->n++] = picture;
}

/* The slip's items in as few codes as they fit into, each item whole; what is too long for a code
 * of this screen is left out. */
static struct codes codes_of(struct screen *s, struct arena *a)
{
	struct slip slip = slip_of(s);
	size_t n;
	struct str *item = slip_items(a, &slip, &n), text = STR(""), picture = STR("");
	struct codes c = {.picture = arena_array(a, struct str, n)};
	for (size_t i = 0; i < n; i++) {
		struct str longer = arena_fmt(a, "%.*s%s%.*s", STR_ARG(text),
		                              picture.len ? "\n" : "", STR_ARG(item[i]));
		struct str larger = picture_of(s, a, longer);
		if (!larger.len) {
			add_code(&c, picture);
			longer = item[i];
			larger = picture_of(s, a, longer);
		}
		bool question = i > 0 && i + 1 < n;
		c.of += question;
		c.asked += question && larger.len;
		text = larger.len ? longer : STR("");
		picture = larger;
	}
	add_code(&c, picture);
	return c;
}

static bool codes_fit(struct screen *s)
{
	struct arena a = {0};
	struct codes c = codes_of(s, &a);
	arena_clear(&a);
	return c.asked > 0 || (c.of == 0 && c.n > 0);
}

/* The window may have become smaller, or the language another. */
static size_t code_at(const struct screen *s, const struct codes *c)
{
	return MIN(s->arg, c->n ? c->n - 1 : 0);
}

static void code_compose(struct screen *s, struct page *p)
{
	struct codes c = codes_of(s, &p->arena);
	if (!c.n) {
		page_text(p, "code", STYLE_BODY,
		          rich_of(str_of(_("This window is too small for a code."))));
		return;
	}
	page_add(p, (struct para){.kind = PARA_PICTURE,
	                          .style = STYLE_CODE,
	                          .id = STR("code"),
	                          .rich = rich_of(c.picture[code_at(s, &c)])});
	if (c.asked < c.of)
		/* TRANSLATORS: numbers of questions */
		page_text(p, "left-out", STYLE_CAUTION,
		          rich_of(arena_fmt(&p->arena,
		                            _("%s of %s questions are in the code. The others are "
		                              "too long for this screen."),
		                            locale_number(&p->arena, p->lang, c.asked).p,
		                            locale_number(&p->arena, p->lang, c.of).p)));
	page_add(p, (struct para){.kind = PARA_TEXT,
	                          .id = STR("how"),
	                          .rich = rich_of(str_of(
	                                  _("Point the camera of a phone at the code. It holds "
	                                    "your questions as text. Nothing is sent."))),
	                          .aside = true});
}

static struct screen *code_new(struct env *env, const struct article *a, size_t code);

static bool is_last(struct screen *s, struct arena *a, size_t *ret_at, size_t *ret_of)
{
	struct codes c = codes_of(s, a);
	*ret_at = code_at(s, &c);
	*ret_of = c.n;
	return *ret_at + 1 >= c.n;
}

static struct outcome code_next(struct screen *s)
{
	struct arena a = {0};
	size_t at, of;
	bool last = is_last(s, &a, &at, &of);
	arena_clear(&a);
	if (last)
		return go_back();
	return (struct outcome){.kind = OUT_REPLACE, .next = code_new(s->env, s->article, at + 1)};
}

static const char *code_label(struct screen *s, struct arena *a)
{
	size_t at, of;
	if (is_last(s, a, &at, &of))
		return _("back");
	/* TRANSLATORS: which of several codes, one shown after the other, comes next */
	return arena_fmt(a, _("code %s of %s"), locale_number(a, s->page.lang, at + 2).p,
	                 locale_number(a, s->page.lang, of).p)
	        .p;
}

static const struct screen_ops code_ops = {.name = "code",
                                           .compose = code_compose,
                                           .next = code_next,
                                           .next_label = code_label,
                                           .deliberate = true,
                                           .bare = true};

static struct screen *code_new(struct env *env, const struct article *a, size_t code)
{
	return screen_new(env, &code_ops, a, code);
}

static struct screen *first_code_new(struct screen *end)
{
	return code_new(end->env, end->article, 0);
}

/* --- the end ------------------------------------------------------------------------------ */

/* Ways to take the slip along; those that are not to be had are not offered. */
static const struct {
	const char *id, *label;
	bool (*offered)(struct screen *end);
	struct screen *(*open)(struct screen *end);
} ways[] = {
        {"slip.code", N_("Take it along on a phone"), codes_fit, first_code_new},
        {"slip.save", N_("Save it as a file"), may_save, saved_new},
};

static void end_compose(struct screen *s, struct page *p)
{
	struct slip slip = slip_of(s);
	page_title(p, "title",
	           rich_of(str_of(_("You have reached the end. Thank you for reading."))));
	slip_own(p, &slip);
	page_text(p, "show", STYLE_BODY,
	          rich_of(str_of(_("You can show this page to your doctor or nurse."))));
	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (ways[i].offered(s))
			page_choice(p, ways[i].id, "", rich_of(str_of(_(ways[i].label))));
	page_text(
	        p, "clear", STYLE_BODY,
	        rich_of(str_of(env_keeps(s->env)
	                               ? _("Your answers and ticks are kept on this computer. The "
	                                   "last item of the menu clears them.")
	                               : _("When you finish, your answers and ticks are "
	                                   "cleared."))));
}

static struct outcome end_choose(struct screen *s, int choice)
{
	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (ways[i].offered(s) && choice-- == 0)
			return push(ways[i].open(s));
	return stay();
}

static struct outcome end_next(struct screen *s)
{
	return (struct outcome){.kind = env_keeps(s->env) ? OUT_LEAVE : OUT_FINISH};
}

static const char *end_label(struct screen *s, struct arena *a)
{
	(void)a;
	return env_keeps(s->env) ? _("finish") : _("Finish: clear everything");
}

static const struct screen_ops end_ops = {.name = "end",
                                          .compose = end_compose,
                                          .next = end_next,
                                          .next_label = end_label,
                                          .choose = end_choose,
                                          .deliberate = true,
                                          .stop = PLACE_END};

struct screen *end_new(struct env *env, const struct article *a)
{
	return screen_new(env, &end_ops, a, 0);
}
