/* The loop of a reader at a kiosk: that of main.c, and somebody who looks after it. */
#include "app/visit.h"

#include "app/app.h"
#include "app/kiosk.h"
#include "os/log.h"
#include "os/notify.h"
#include "os/sandbox.h"
#include "ui/speech.h"
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
	if (speech_is_speaking() || kind == EV_KEY || kind == EV_TAP || kind == EV_WHEEL) {
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

/* Gives up every right that reading from memory does not need. What the terminal library and the
 * catalogues may still open is read only. */
static void lock_in(const struct env *env)
{
	const char *const folders[] = {env->settings->catalogues, "/usr/share/terminfo",
	                               "/lib/terminfo", "/etc/terminfo", NULL};
	struct arena a = {0};
	const char *kill = getenv("ANTEROOM_SANDBOX");
	unsigned missing = sandbox_enter(&(struct sandbox_rules){
	        .read = folders, .kill_all = kill && strcmp(kill, "kill") == 0});
	struct str words = sandbox_words(&a, missing);
	if (words.len && kiosk_readers() == 1) /* once, not for every reader */
		log_say("%.*s", STR_ARG(words));
	arena_clear(&a);
}

/* What the watchdog waits for comes between two events, however long a reader thinks. */
static int wait_ms(const struct absence *ab, struct app *app)
{
	int ms = kiosk_wait(absence_wait(ab, app)), alive = notify_interval();
	return alive && (ms < 0 || alive < ms) ? alive : ms;
}

int visit(const struct store *store, void *data)
{
	struct env *env = data;
	struct event ev = {.kind = EV_RESIZE};
	struct absence absence = {.since = kiosk_clock()};
	enum theme theme = THEME_DARK;
	env->ds = diags_new();
	env->lib = library_open_store(store);
	if (env->settings->theme)
		theme_by_name(env->settings->theme, &theme);
	if (!tty_open(true, true))
		return EXIT_FAILURE;
	env->colours = tty_has_colours();
	env->order = app_order(env->settings);
	bool one = library_has(env->lib, 0) && !library_has(env->lib, 1);
	env->speech = speech_open(NULL);
	lock_in(env);
	struct app *app = app_new(env, one ? env_article(env, 0) : NULL, theme);
	tty_size(&ev.row, &ev.col);
	while (app_step(app, ev) && absence_turn(&absence, app, ev.kind)) {
		app_present(app);
		notify_alive();
		tty_also_wait_for(speech_fd(), speech_events());
		ev = tty_wait(wait_ms(&absence, app));
		speech_on_readable();
	}
	speech_reset(); /* the next reader finds the volume as it was */
	speech_close();
	tty_close();
	return EXIT_SUCCESS;
}
