/* app: the stack of screens and one step from event to frame. main() is
 * `while (app_step(app, tty_wait(ms))) app_present(app), app_keep(app, false)`; tests feed events and
 * look at frames. */
#pragma once

#include "screens/screens.h"
#include "ui/event.h"
#include "ui/keymap.h"
#include "ui/surface.h"
#include "ui/theme.h"

struct app;

/* Opens on the start screen. `a` NULL: the library. env outlives the app. */
struct app *app_new(struct env *env, const struct article *a, enum theme theme);
void app_free(struct app *app); /* NULL is fine */

void app_resize(struct app *app, int rows, int cols);
/* Goes on with the articles of another library, at the same place where it is still there. The old
 * one may be closed then. */
void app_take_library(struct app *app, struct library *lib);
/* Carries out an event; false: the program ends. */
bool app_step(struct app *app, struct event ev);
/* After something about all screens changed. */
void app_redraw(struct app *app);
/* Keeps what the reader did, where something is kept: what was done at once, where they are when a
 * screen was left, or when they leave (`leaving`). True: something is the matter with it, and a
 * screen that says so is on top now. To be called after a step, when its frame is on the screen: a
 * disk takes its time. */
bool app_keep(struct app *app, bool leaving);
/* Draws; the surface is good until the next call. */
const struct surface *app_frame(struct app *app);
/* Draws on the terminal, in the reader's colours. */
void app_present(struct app *app);
/* How right-to-left text is ordered on this terminal, unless the settings say it. */
enum order app_order(const struct settings *s);

/* Kiosk: milliseconds without a key after which a reader counts as gone, by the words in sight; -1
 * for a first screen that nobody has touched. Never under three minutes. */
long app_patience(struct app *app);
/* Asks whether the reader is still there, or says anew how many seconds are left. */
void app_ask_idle(struct app *app, unsigned seconds_left);

struct screen *app_top(struct app *app);
enum theme app_theme(const struct app *app);

/* Does what a screen asked for; false: the program ends. Linear mode goes through here too. */
bool app_follow(struct app *app, struct outcome outcome);
/* A command that every screen knows (menu, help now, back, …); true if it was one. */
bool app_everywhere(struct app *app, enum command command, bool *ret_goes_on);
