/* event: what woke the program. Keys have codes of their own, above Unicode, because the
 * terminal library's lie inside it (its KEY_DOWN is U+0102). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	K_UP = 0x110000,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_HOME,
	K_END,
	K_BACKSPACE,
	K_ENTER,
	K_ESCAPE,
	K_F1,
	K_CLEAR, /* Ctrl-U: all of a line that is being typed */
};

enum event_kind {
	EV_NONE,   /* the deadline passed, or input that means nothing */
	EV_KEY,    /* key */
	EV_TAP,    /* row, col: pressed and released there */
	EV_WHEEL,  /* key: K_UP or K_DOWN */
	EV_RESIZE, /* row, col: the new number of rows and columns */
	EV_RENEW,  /* there is something new to show to whoever comes next */
	EV_QUIT,   /* the terminal is gone, or a signal asks to end */
};

struct event {
	enum event_kind kind;
	int key; /* code point, or K_… */
	int row, col;
	bool repeat; /* the same key less than EVENT_REPEAT_MS after the last: it is held down */
};

/* Longer than the delay after which a keyboard begins to repeat a held key (500 to 660 ms). */
enum { EVENT_REPEAT_MS = 700 };
