/* term: a terminal in memory with a program running on it, for tests and measurements. What the
 * program writes is interpreted by libvterm as an xterm would; the program sees a real pty.
 *
 * Nothing here sleeps: every wait names what it waits for and a deadline in milliseconds, and the
 * time between is spent in poll(). The screen only moves on inside the waits. A wait that fails
 * says on standard error, as TAP comments, what it waited for and what the screen showed. */
#pragma once

#include "base/base.h"

#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

struct term;

/* Runs argv (ended by NULL; looked up in the PATH it will have) on a new terminal, in an
 * environment of which nothing is inherited but where sanitizers look for their options:
 * TERM=xterm-256color, LC_ALL=C.UTF-8, TZ=UTC, HOME=/nonexistent and a plain PATH; `env` (NULL, or
 * "NAME=value" ended by NULL) adds to it or replaces. NULL, said on standard error: it could not be
 * started. */
struct term *term_open(int rows, int cols, const char *const argv[], const char *const env[]);

/* Kills what still runs, reaps it and frees everything. NULL is fine. */
void term_close(struct term *t);

/* Input. Bytes go out at once as far as the program takes them, the rest during later waits. */
void term_send(struct term *t, struct str bytes);
void term_text(struct term *t, const char *text);

/* A key by name, encoded as the modes the program set ask for: Up Down Left Right Home End PgUp
 * PgDn Ins Del Enter Tab Backspace Esc Space F1 to F12, lt (the character <), or one character;
 * before it any of S- C- A-. False: there is no such key, and nothing was sent. */
bool term_key(struct term *t, const char *name);

/* Sends the first key of a text like "ab<Down><C-c>" and returns what follows it; NULL at an
 * unknown name. The end is an empty string, at which nothing is sent. */
const char *term_next_key(struct term *t, const char *keys);

/* A button pressed and released over a cell (1 left, 4 and 5 the wheel), if the program listens. */
void term_click(struct term *t, int row, int col, int button);

/* Text pasted by the terminal's user, bracketed if the program asked for that. */
void term_paste(struct term *t, const char *text);

void term_resize(struct term *t, int rows, int cols);
void term_size(const struct term *t, int *ret_rows, int *ret_cols);

/* Waits. Text is looked for within single rows, as it stands there, blanks included. */
bool term_wait_text(struct term *t, const char *text, int ms);
bool term_wait_row(struct term *t, int row, const char *text, int ms);
bool term_wait_gone(struct term *t, const char *text, int ms);

/* Until nothing came for quiet_ms, counted from this call. */
bool term_wait_still(struct term *t, int quiet_ms, int ms);

/* Until a byte came after the mark. Quiet when none does, which is no failure to everyone. */
bool term_wait_output(struct term *t, size_t mark, int ms);

/* Until the program ended, its last bytes read: its exit status, or minus the signal that ended
 * it. Processes that it left behind are not waited for. */
bool term_wait_exit(struct term *t, int ms, int *ret_status);

/* The terminal goes away, as when its window is closed or its line drops: the first process of the
 * session gets SIGHUP, whoever else reads comes to an end. Nothing is sent or seen afterwards. */
void term_hang_up(struct term *t);

/* A signal to the program alone, and its process id. */
void term_kill(struct term *t, int signal);
pid_t term_pid(const struct term *t);

/* The screen. Texts are borrowed until the next call; a row's and the screen's trailing blanks are
 * cut, rows are ended by newlines. Rows and columns count from 0. */
const char *term_row(struct term *t, int row);
const char *term_screen(struct term *t);
void term_dump(struct term *t, FILE *out, const char *prefix);

/* The first cell of the first place where text stands. False: nowhere, and nothing is returned. */
bool term_find(struct term *t, const char *text, int *ret_row, int *ret_col);

/* Colours are an index from 0 to 255, TERM_DEFAULT, or TERM_RGB plus 0xRRGGBB. */
enum { TERM_DEFAULT = -1, TERM_RGB = 1 << 24 };
struct term_cell {
	char text[32]; /* UTF-8 with its combining marks; "" is a blank or the right half of a wide
			  one */
	int width;     /* columns: 1 or 2, and 0 for that right half */
	bool bold, italic, underline, blink, reverse, strike; /* libvterm does not keep dim */
	int fg, bg;
};
struct term_cell term_cell(const struct term *t, int row, int col);

void term_cursor(const struct term *t, int *ret_row, int *ret_col);
bool term_cursor_visible(const struct term *t);
bool term_altscreen(const struct term *t);
bool term_mouse(const struct term *t); /* the program asked for mouse reports */

/* The pty's attributes, as the program set them, also after its end. Cooked: it echoes and reads by
 * lines, which is how a shell wants its terminal back. */
bool term_attributes(const struct term *t, struct termios *ret);
bool term_cooked(const struct term *t);

/* The bytes as they came. A mark is a place in them; what came since is borrowed until a wait. */
size_t term_mark(const struct term *t);
struct str term_since(const struct term *t, size_t mark);

/* Nanoseconds of the monotonic clock: now, just before the program was executed, and when the last
 * byte was read. */
int64_t term_now(void);
int64_t term_started(const struct term *t);
int64_t term_last_byte(const struct term *t);
