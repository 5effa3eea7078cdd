/* The loop of a reader at a kiosk: that of main.c, and somebody who looks after it. */
#include "app/visit.h"

#include "app/app.h"
#include "app/kiosk.h"
#include "ui/tty.h"

#include <stdlib.h>

/* How long the reader has been away, and whether they were asked. */
struct absence {
	long since, asked_at; /* 0: not asked */
};

/* Milliseconds until something is to be said or done; -1: never. */
static long absence_wait(const struct absence *ab, struct app *app)
{
	enum { COUNT_MS = 10 * 1000 };
	long patience = app_patience(app), now = kiosk_clock();
	if (ab->asked_at)
		return COUNT_MS - (now - ab->asked_at) % COUNT_MS;
	return patience < 0 ? -1 : MAX(ab->since + patience - now, 0);
}

/* Asks, counts, and in the end says false: the reader is gone. */
static bool absence_turn(struct absence *ab, struct app *app, enum event_kind kind)
{
	enum { WARN_MS = 60 * 1000 };
	long now = kiosk_clock(), patience = app_patience(app);
	if (kind == EV_KEY || kind == EV_TAP || kind == EV_WHEEL) {
		*ab = (struct absence){.since = now};
		return true;
	}
	if (ab->asked_at) {
		long left = WARN_MS - (now - ab->asked_at);
		app_ask_idle(app, (unsigned)MAX(left, 0) / 1000);
		return left > 0;
	}
	if (patience >= 0 && now - ab->since >= patience) {
		ab->asked_at = now;
		tty_bell();
		app_ask_idle(app, WARN_MS / 1000);
	}
	return true;
}

int visit(const struct store *store, void *data)
{
	struct env *env = data;
	struct event ev = {.kind = EV_RESIZE};
	struct absence absence = {.since = kiosk_clock()};
	enum theme theme = THEME_COUNT, first = THEME_DARK;
	env->ds = diags_new();
	env->lib = library_open_store(store);
	if (env->settings->theme)
		theme_by_name(env->settings->theme, &first);
	if (!tty_open(true, true))
		return EXIT_FAILURE;
	env->colours = tty_has_colours();
	env->order = tty_reorders() ? ORDER_LOGICAL : ORDER_VISUAL;
	bool one = library_count(env->lib) == 1;
	struct app *app = app_new(env, one ? env_article(env, 0) : NULL, first);
	tty_size(&ev.row, &ev.col);
	while (app_step(app, ev) && absence_turn(&absence, app, ev.kind)) {
		if (theme != app_theme(app))
			tty_set_theme(theme = app_theme(app));
		tty_present(app_frame(app));
		ev = tty_wait(kiosk_wait(absence_wait(&absence, app)));
	}
	tty_close();
	diags_print(env->ds, stderr);
	return EXIT_SUCCESS;
}
