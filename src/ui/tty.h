/* tty: the terminal, one per process. The only door to curses. */
#pragma once

#include "ui/event.h"
#include "ui/surface.h"
#include "ui/theme.h"

/* Whether $TERM names a terminal that can address its cursor and clear its screen. */
bool tty_usable(void);

/* Takes the terminal over (standard input and output) and catches the signals that would leave it
 * in disorder; `locked`: no key is a signal. False: it could not be. */
bool tty_open(bool mouse, bool locked);
/* Gives it back as it was. Safe to call twice, or without tty_open. */
void tty_close(void);

void tty_bell(void);

/* Colours can be shown: the terminal has them and NO_COLOR does not forbid it. */
bool tty_has_colours(void);
void tty_set_theme(enum theme theme);

/* Whether this terminal is known to order right-to-left text by itself, and cannot be told not to:
 * Konsole, mlterm, Terminal of macOS. */
bool tty_reorders(void);
/* Asks the terminal, once, whether it orders right-to-left text by itself; if its answer, read
 * among the keys, says so, it is told to stop until tty_close(). */
void tty_order_visually(void);

void tty_size(int *ret_rows, int *ret_cols);

/* The next tty_wait() also ends, with EV_NONE, when something happens on this descriptor (poll(2));
 * -1: on none. */
void tty_also_wait_for(int fd, short events);

/* Waits at most `ms` milliseconds (-1: for ever) for one event. Sequences that no key sends
 * (answers of the terminal, chords) are swallowed whole; what is pasted counts as typed. */
struct event tty_wait(int ms);

/* Shows the frame and rests the cursor on its focus. */
void tty_present(const struct surface *sf);
