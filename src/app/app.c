/* Keys become commands, commands go to the top screen or to what every screen knows, outcomes
 * change the stack. Nothing is drawn here but on request. */
#include "app/app.h"

#include "app/aloud.h"
#include "app/frame.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "ui/speech.h"
#include "ui/tty.h"

#include <stdio.h>
#include <stdlib.h>

enum { STACK_MAX = 64, WHEEL_LINES = 3 };

struct app {
	struct env *env;
	const struct article *article; /* asked for at the start, or NULL */
	struct screen *stack[STACK_MAX];
	size_t n;
	struct surface surface;
	int rows, cols;
	enum theme first_theme, theme;
	bool touched; /* by a reader, since it began */
	struct {      /* when the place was last kept: what was on top */
		const struct screen *top;
		size_t n;
	} kept;
};

/* --- the stack ---------------------------------------------------------------------------- */

struct screen *app_top(struct app *app)
{
	return app->stack[app->n - 1];
}

enum theme app_theme(const struct app *app)
{
	return app->theme;
}

static bool readable(const struct app *app)
{
	return app->rows >= FRAME_MIN_ROWS && app->cols >= FRAME_MIN_COLS;
}

/* A panel takes the lower part of the screen, as many rows as it needs, over the text below. */
static struct frame frame_of(struct app *app, const struct screen *s)
{
	enum { TEXT_LEFT = 4, PANEL_EDGE = 1, PANEL_LEAST = 6 };
	const struct screen *under = s;
	for (size_t i = 1; s->ops->panel && i < app->n; i++)
		if (app->stack[i] == s)
			under = app->stack[i - 1];
	struct frame f = frame_layout(under, app->rows, app->cols);
	int room = f.body.rows - TEXT_LEFT - PANEL_EDGE, least = PANEL_LEAST;
	if (s->layout.n_lines)
		least = MIN(least, (int)s->layout.n_read);
	if (!s->ops->panel || room < least)
		return s->ops->panel ? frame_layout(s, app->rows, app->cols) : f;
	int need = MIN((int)s->layout.n_lines ? (int)s->layout.n_lines : room, room);
	f.body.row += f.body.rows - need;
	f.body.rows = need;
	return f;
}

/* After the place on a page changed: what it says did not. */
static void moved(struct screen *s)
{
	if (s->ops->reached_end && pager_at_end(&s->pager, &s->layout))
		s->ops->reached_end(s);
}

/* Says anew what a screen says, and lays it out. */
static void set_up(struct app *app, struct screen *s)
{
	screen_compose(s);
	search_mark(s);
	if (!readable(app))
		return;
	struct frame f = frame_of(app, s);
	screen_layout(s, f.body.rows, f.body.cols);
	if (s->ops->panel) { /* now that its lines are counted */
		f = frame_of(app, s);
		screen_layout(s, f.body.rows, f.body.cols);
	}
	if (s == app_top(app))
		moved(s);
}

static void pop(struct app *app)
{
	screen_free(app->stack[--app->n]);
}

static void push_screen(struct app *app, struct screen *s)
{
	if (app->n == STACK_MAX) { /* the way back is long enough; the start stays */
		screen_free(app->stack[1]);
		memmove(app->stack + 1, app->stack + 2, (STACK_MAX - 2) * sizeof(*app->stack));
		app->n--;
	}
	app->stack[app->n++] = s;
	set_up(app, s);
}

/* The same article in the language that serves now; the one there is if that is not to be had. */
static const struct article *again(struct app *app, const struct article *a)
{
	struct library *lib = app->env->lib;
	size_t i = a ? library_find(lib, a->id) : 0;
	const struct article *next = a && library_has(lib, i) ? env_article(app->env, i) : NULL;
	return next && article_same_shape(a, next) ? next : a;
}

/* Every screen says what it says in the language that is wanted now, at the place where it was. */
static void change_language(struct app *app)
{
	env_use_language(app->env);
	env_close_shelf(app->env);
	search_end(app->env, false); /* the words looked for are not of this language */
	app->article = again(app, app->article);
	for (size_t i = 0; i < app->n; i++) {
		app->stack[i]->article = again(app, app->stack[i]->article);
		if (app->stack[i]->article)
			screen_progress(app->stack[i]); /* it speaks the language asked for last */
	}
	app_redraw(app);
}

/* Whether a screen is still one of the article after it was edited: a place in the quiz or in the
 * glossary is not. */
static bool survives(const struct screen *s, const struct article *a)
{
	static const char *const by_name[] = {"start",    "library",   "introduction",
	                                      "contents", "takeaways", "ask",
	                                      "sources",  "help-now",  "keys"};
	if (strcmp(s->ops->name, "section") == 0)
		return a && s->arg < a->n_sections;
	for (size_t i = 0; i < ARRAY_LEN(by_name); i++)
		if (strcmp(s->ops->name, by_name[i]) == 0)
			return true;
	return false;
}

void app_take_library(struct app *app, struct library *lib)
{
	const struct article *old = app->article;
	env_close_shelf(app->env);
	app->env->lib = lib;
	const struct article *now = library_count(lib) ? env_article(app->env, 0) : NULL;
	if (!old || !now || !article_same_shape(old, now)) {
		session_clear(&app->env->session);
		size_t keep = 0;
		while (keep < app->n && survives(app->stack[keep], now))
			keep++;
		while (app->n > MAX(keep, 1))
			pop(app);
	}
	app->article = now;
	for (size_t i = 0; i < app->n; i++)
		app->stack[i]->article = app->stack[i]->article ? now : NULL;
	change_language(app);
}

static bool has_original(const struct app *app)
{
	const struct article *a = app->stack[app->n - 1]->article;
	return a && (a->translation || app->env->original);
}

/* Nobody is there. */
static void clear(struct app *app)
{
	while (app->n)
		pop(app);
	session_clear(&app->env->session);
	search_end(app->env, true);
}

static void greet(struct app *app)
{
	app->touched = false;
	push_screen(app, start_new(app->env, app->article));
	if (app->env->kiosk) /* the first question is which language */
		push_screen(app, language_new(app->env, app->article));
}

static void start_afresh(struct app *app)
{
	clear(app);
	app->env->language[0] = '\0';
	app->env->original = false;
	change_language(app);
	app->env->country = str_of(app->env->settings->country);
	app->theme = app->first_theme;
	greet(app);
}

/* Leaving what was found ends the search. */
static void end_search(struct app *app)
{
	bool found = false;
	for (size_t i = 0; i < app->n; i++)
		found |= app->stack[i]->found;
	if (!found)
		search_end(app->env, false);
}

static void back_to_contents(struct app *app)
{
	const struct article *a = app_top(app)->article;
	while (app->n > 1 && strcmp(app_top(app)->ops->name, "contents") != 0)
		pop(app);
	if (app->n == 1)
		push_screen(app, a ? contents_new(app->env, a) : library_new(app->env));
	else
		set_up(app, app_top(app));
	end_search(app);
}

/* One may lie deep below the others, because the contents can be opened from many places. */
static bool any_shows_answers(const struct app *app)
{
	bool any = false;
	for (size_t i = 0; i < app->n; i++)
		any |= app->stack[i]->ops->of_answers;
	return any;
}

/* Where the reader would go on: the topmost screen of an article that is no detour. */
static void note_place(struct app *app)
{
	size_t i = app->n;
	while (i && (!app->stack[i - 1]->ops->stop || app->stack[i - 1]->detour))
		i--;
	if (!i)
		return;
	struct screen *s = app->stack[i - 1];
	struct place place = {.kind = s->ops->stop};
	size_t top = pager_paragraph(&s->pager, &s->page);
	if (place.kind == PLACE_SECTION)
		place.section = s->article->section[s->arg].id;
	bool long_text = s->ops->running_text || place.kind == PLACE_INTRODUCTION;
	if (long_text && top < s->page.n_paras && place_may_name(s->page.para[top].id))
		place.paragraph = s->page.para[top].id;
	progress_move(screen_progress(s), &place);
}

static void tell_trouble(struct app *app, enum keep_trouble trouble)
{
	const struct article *a = app_top(app)->article;
	push_screen(app, trouble_new(app->env, a, trouble));
}

bool app_keep(struct app *app, bool leaving)
{
	struct session *session = &app->env->session;
	if (!session->keep)
		return false;
	note_place(app);
	bool left = app->kept.top != app_top(app) || app->kept.n != app->n;
	session_save(session, leaving || left);
	app->kept.top = app_top(app);
	app->kept.n = app->n;
	enum keep_trouble trouble =
	        leaving ? KEEP_FINE : keep_trouble(session->keep, &app->env->trouble);
	if (trouble)
		tell_trouble(app, trouble);
	return trouble;
}

/* The reader is done: all is kept, and the next one to sit down is greeted. */
static void leave(struct app *app)
{
	note_place(app);
	session_save(&app->env->session, true);
	if (!env_keeps(app->env)) { /* nothing is thrown away before the reader knows */
		set_up(app, app_top(app));
		return;
	}
	clear(app);
	greet(app);
}

bool app_follow(struct app *app, struct outcome outcome)
{
	switch (outcome.kind) {
	case OUT_PUSH:
		push_screen(app, outcome.next);
		return true;
	case OUT_REPLACE:
		pop(app);
		push_screen(app, outcome.next);
		return true;
	case OUT_BACK:
		if (app->n > 1)
			pop(app);
		end_search(app);
		break;
	case OUT_ANEW:
		while (any_shows_answers(app))
			pop(app);
		back_to_contents(app);
		return true;
	case OUT_CONTENTS:
		back_to_contents(app);
		return true;
	case OUT_LANGUAGE:
		snprintf(app->env->language, sizeof(app->env->language), "%.*s",
		         STR_ARG(outcome.language));
		session_choose(&app->env->session, RECORD_LANGUAGE, outcome.language);
		app->env->original = false;
		if (app->n > 1)
			pop(app);
		change_language(app);
		return true;
	case OUT_ORDER:
		session_choose(&app->env->session, RECORD_ORDER,
		               str_of(app->env->order == ORDER_LOGICAL ? "logical" : "visual"));
		if (app->n > 1)
			pop(app);
		change_language(app);
		return true;
	case OUT_ORIGINAL:
		if (has_original(app)) {
			app->env->original = !app->env->original;
			if (app_top(app)->ops->looked_up && app->n > 1)
				pop(app);
			change_language(app);
		}
		return true;
	case OUT_SPEAK:
		if (app_top(app)->ops->looked_up &&
		    app->n > 1) /* the menu: what is under it is meant */
			pop(app);
		set_up(app, app_top(app));
		aloud_read_or_pause(app_top(app));
		return true;
	case OUT_THEME:
		app->theme = (app->theme + 1) % THEME_COUNT;
		session_choose(&app->env->session, RECORD_THEME, str_of(theme_name(app->theme)));
		break;
	case OUT_RESUME:
		if (strcmp(outcome.next->ops->name, "contents") != 0)
			push_screen(app, contents_new(app->env, outcome.next->article));
		push_screen(app, outcome.next);
		return true;
	case OUT_LEAVE:
		leave(app);
		return true;
	case OUT_FINISH:
		if (app->env->kiosk) /* the next reader gets a process of their own */
			return false;
		session_forget_all(&app->env->session);
		start_afresh(app);
		return true;
	case OUT_QUIT:
		return false;
	case OUT_STAY:
		break;
	}
	set_up(app, app_top(app));
	return true;
}

/* --- commands ----------------------------------------------------------------------------- */

/* What one looks up takes the place of what one looked up before: back leads to the reading. */
static void look_up(struct app *app, struct screen *next)
{
	if (!next || app_top(app)->ops == next->ops) {
		screen_free(next);
		return;
	}
	if (app_top(app)->ops->looked_up && app->n > 1)
		pop(app);
	push_screen(app, next);
}

bool app_everywhere(struct app *app, enum command command, bool *ret_goes_on)
{
	struct screen *top = app_top(app);
	*ret_goes_on = true;
	switch (command) {
	case CMD_HELP_NOW:
		look_up(app, help_now_new(app->env, top->article));
		return true;
	case CMD_MENU:
		look_up(app, menu_new(app->env, top));
		return true;
	case CMD_LANGUAGE:
		look_up(app, language_new(app->env, top->article));
		return true;
	case CMD_ORIGINAL:
		app_follow(app, (struct outcome){.kind = OUT_ORIGINAL});
		return true;
	case CMD_GLOSSARY:
		look_up(app, words_in_sight(top));
		return true;
	case CMD_KEYS:
		look_up(app, keys_new(app->env, top->article));
		return true;
	case CMD_THEME:
		if (app->env->colours)
			app_follow(app, (struct outcome){.kind = OUT_THEME});
		return true;
	case CMD_SEARCH:
		look_up(app, search_new(app->env, top));
		return true;
	case CMD_FOUND_NEXT:
	case CMD_FOUND_BEFORE:
		app_follow(app, search_step(top, command == CMD_FOUND_NEXT ? 1 : -1));
		return true;
	case CMD_SPEAK:
		aloud_read_or_pause(top);
		return true;
	case CMD_LOUDER:
	case CMD_SOFTER:
		speech_volume(command == CMD_LOUDER ? 1 : -1);
		return true;
	case CMD_BACK:
		app_follow(app, go_back());
		return true;
	case CMD_QUIT:
		*ret_goes_on = app->env->kiosk;
		return true;
	default:
		return false;
	}
}

static bool choose(struct app *app, int choice)
{
	struct screen *s = app_top(app);
	if (choice < 0 || (size_t)choice >= s->page.n_choices || !s->ops->choose)
		return true;
	return app_follow(app, s->ops->choose(s, choice));
}

static bool on_digit(struct app *app, int digit)
{
	struct screen *s = app_top(app);
	bool more;
	if (s->page.n_choices == 0 && s->ops->running_text) {
		if (s->detour) /* a question waits for its end */
			return true;
		if (digit == PAGER_MORE)
			return app_follow(app, (struct outcome){.kind = OUT_CONTENTS});
		return app_follow(app, contents_choose(app->env, s->article, digit - 1));
	}
	int choice = pager_digit(&s->pager, &s->page, digit, &more);
	if (more)
		pager_more(&s->pager, &s->page, &s->layout);
	return more || choose(app, choice);
}

static bool on_next(struct app *app)
{
	struct screen *s = app_top(app);
	if (s->pager.focus >= 0 && s->pager.opens)
		return choose(app, s->pager.focus);
	if (pager_page_on(&s->pager, &s->page, &s->layout)) {
		moved(s);
		return true;
	}
	return app_follow(app, s->ops->next(s));
}

static bool on_step(struct app *app, int direction)
{
	struct screen *s = app_top(app);
	int before = s->pager.focus;
	pager_step(&s->pager, &s->page, &s->layout, direction);
	if (s->ops->picks && s->pager.focus >= 0 && s->pager.focus != before)
		return choose(app, s->pager.focus);
	moved(s);
	return true;
}

static bool on_command(struct app *app, enum command command, int digit)
{
	struct screen *s = app_top(app);
	struct pager *pg = &s->pager;
	bool goes_on;
	switch (command) {
	case CMD_NEXT:
		return on_next(app);
	case CMD_BACK:
		if (pager_page_back(pg, &s->page, &s->layout))
			break;
		return app_follow(app, go_back());
	case CMD_UP:
	case CMD_DOWN:
		return on_step(app, command == CMD_UP ? -1 : 1);
	case CMD_PAGE_DOWN:
		if (s->ops->ticks && pg->focus >= 0)
			return choose(app, pg->focus);
		pager_scroll(pg, &s->page, &s->layout, MAX(pg->rows - 1, 1));
		break;
	case CMD_PAGE_UP:
		pager_scroll(pg, &s->page, &s->layout, -MAX(pg->rows - 1, 1));
		break;
	case CMD_HOME:
	case CMD_END:
		pager_scroll(pg, &s->page, &s->layout,
		             (command == CMD_HOME ? -1 : 1) * (long)s->layout.n_lines);
		break;
	case CMD_CHOOSE:
		return on_digit(app, digit);
	default:
		app_everywhere(app, command, &goes_on);
		return goes_on;
	}
	moved(s);
	return true;
}

static bool on_key(struct app *app, struct event ev)
{
	struct screen *s = app_top(app);
	int digit = 0;
	if (s->ops->type && s->ops->type(s, ev.key)) {
		speech_stop();
		set_up(app, s);
		return true;
	}
	enum command command = keymap_command(ev.key, bidi_is_rtl(app_top(app)->page.lang), &digit);
	if (command != CMD_SPEAK && command != CMD_LOUDER && command != CMD_SOFTER)
		speech_stop();
	if (ev.repeat && app_top(app)->ops->deliberate && command != CMD_UP && command != CMD_DOWN)
		return true;
	return on_command(app, command, digit);
}

static bool on_tap(struct app *app, struct event ev)
{
	const struct zone *z = surface_zone_at(&app->surface, ev.row, ev.col);
	if (!z)
		return true;
	switch (z->kind) {
	case ZONE_KEY:
		return on_key(app, (struct event){.kind = EV_KEY, .key = z->value});
	case ZONE_CHOICE:
		return choose(app, z->value);
	case ZONE_CONTENTS:
		return app_follow(app, contents_choose(app->env, app_top(app)->article, z->value));
	}
	return true;
}

/* --- an idle kiosk ------------------------------------------------------------------------ */

/* Words in sight; of scripts that put no spaces between them, two columns count as one. */
static unsigned words_in_sight_of(const struct screen *s)
{
	unsigned words = 0;
	size_t end = MIN(s->pager.top + (size_t)s->pager.rows, s->layout.n_lines);
	for (size_t i = s->pager.top; i < end; i++)
		for (size_t k = 0; k < s->layout.line[i].n_runs; k++) {
			struct str text = s->layout.line[i].run[k].text;
			unsigned spaces = 0;
			for (size_t c = 0; c < text.len; c++)
				spaces += text.p[c] == ' ';
			words += MAX(spaces + 1, (unsigned)utf8_width(text) / 12);
		}
	return words;
}

long app_patience(struct app *app)
{
	enum { LEAST_MS = 180 * 1000, WORD_MS = 3 * 60 * 1000 / 100 }; /* 100 words a minute */
	if (!app->touched)
		return -1;
	return MAX(LEAST_MS, (long)words_in_sight_of(app_top(app)) * WORD_MS);
}

static bool asks_idle(struct app *app)
{
	return strcmp(app_top(app)->ops->name, "idle") == 0;
}

void app_ask_idle(struct app *app, unsigned seconds_left)
{
	app->env->seconds_left = seconds_left;
	if (asks_idle(app))
		set_up(app, app_top(app));
	else
		push_screen(app, idle_new(app->env, app_top(app)->article));
}

/* Any sign of life dismisses the question, and does nothing else. */
static bool was_sign_of_life(struct app *app, struct event ev)
{
	bool sign = ev.kind == EV_KEY || ev.kind == EV_TAP || ev.kind == EV_WHEEL;
	app->touched |= sign;
	if (!sign || !asks_idle(app))
		return false;
	pop(app);
	set_up(app, app_top(app));
	return true;
}

bool app_step(struct app *app, struct event ev)
{
	bool usable = readable(app);
	if (was_sign_of_life(app, ev))
		return true;
	switch (ev.kind) {
	case EV_NONE:
		return true;
	case EV_RENEW:
		return app->touched || !app->env->kiosk;
	case EV_QUIT:
		return false;
	case EV_RESIZE:
		app_resize(app, ev.row, ev.col);
		return true;
	case EV_KEY:
		/* Nobody answers what they cannot read. */
		return usable ? on_key(app, ev)
		              : app->env->kiosk || (ev.key != 'q' && ev.key != 'Q');
	case EV_TAP:
		return !usable || on_tap(app, ev);
	case EV_WHEEL:
		if (usable) {
			struct screen *s = app_top(app);
			pager_scroll(&s->pager, &s->page, &s->layout,
			             ev.key == K_UP ? -WHEEL_LINES : WHEEL_LINES);
			moved(s);
		}
		return true;
	}
	return true;
}

/* --- drawing ------------------------------------------------------------------------------ */

static void draw_screen(struct app *app, struct screen *s)
{
	struct frame f = frame_of(app, s);
	pager_draw(&s->pager, &s->page, &s->layout, &app->surface, f.body);
}

/* The edge of a panel, and blanks under it. */
static void draw_panel_ground(struct app *app, struct screen *s)
{
	struct area ground = frame_of(app, s).body;
	const char *rule = s->env->settings->ascii ? "-" : "─";
	struct area edge = {ground.row - 1, ground.col, 1, ground.cols};
	surface_fill(&app->surface, ground, STYLE_BODY);
	for (int col = 0; col < edge.cols; col++)
		surface_put(&app->surface, edge, 0, col, str_of(rule), STYLE_HEADING);
}

const struct surface *app_frame(struct app *app)
{
	struct surface *sf = &app->surface;
	struct screen *s = app_top(app);
	sf->joiners = app->env->order == ORDER_LOGICAL;
	surface_begin(sf, app->rows, app->cols);
	if (!readable(app)) {
		frame_too_small(sf);
		return sf;
	}
	bool over = s->ops->panel && app->n >= 2 &&
	            frame_of(app, s).body.row > frame_layout(s, app->rows, app->cols).body.row;
	struct screen *under = over ? app->stack[app->n - 2] : s;
	if (over)
		draw_screen(app, under);
	sf->n_zones = 0;
	if (over)
		draw_panel_ground(app, s);
	draw_screen(app, s);
	int focus_row = sf->focus_row, focus_col = sf->focus_col;
	struct frame f = frame_layout(under, app->rows, app->cols);
	frame_draw(&f, under, s, sf);
	surface_focus(sf, focus_row, focus_col); /* not the sidebar's */
	return sf;
}

/* --- the whole ---------------------------------------------------------------------------- */

void app_redraw(struct app *app)
{
	for (size_t i = 0; i < app->n; i++)
		set_up(app, app->stack[i]);
}

void app_resize(struct app *app, int rows, int cols)
{
	app->rows = MAX(rows, 1);
	app->cols = MAX(cols, 1);
	app->env->rows = app->rows;
	app->env->cols = app->cols;
	app_redraw(app);
}

struct app *app_new(struct env *env, const struct article *a, enum theme theme)
{
	struct app *app = xcalloc(1, sizeof(*app));
	app->env = env;
	app->article = a;
	app->first_theme = theme;
	start_afresh(app);
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	clear(app);
	env_close_shelf(app->env);
	surface_clear(&app->surface);
	free(app);
}

void app_present(struct app *app)
{
	const struct surface *frame = app_frame(app);
	tty_set_theme(app_theme(app));
	if (frame->has_rtl && app->env->order == ORDER_VISUAL)
		tty_order_visually();
	tty_present(frame);
}

enum order app_order(const struct settings *s)
{
	bool logical = s->bidi ? strcmp(s->bidi, "logical") == 0 : tty_reorders();
	return logical ? ORDER_LOGICAL : ORDER_VISUAL;
}
