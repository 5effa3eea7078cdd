/* keymap: keys to commands, and what the screen of keys says of them. A test holds the two
 * together. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum command {
	CMD_NONE,
	CMD_NEXT, /* the natural next thing */
	CMD_BACK, /* undoes the last CMD_NEXT */
	CMD_UP,
	CMD_DOWN,
	CMD_PAGE_UP,
	CMD_PAGE_DOWN,
	CMD_HOME,
	CMD_END,
	CMD_CHOOSE, /* the item with the digit */
	CMD_MENU,
	CMD_HELP_NOW,
	CMD_LANGUAGE,
	CMD_ORIGINAL, /* the source of a translation, or back */
	CMD_THEME,
	CMD_GLOSSARY,
	CMD_SEARCH,
	CMD_FOUND_NEXT, /* the next place that was found */
	CMD_FOUND_BEFORE,
	CMD_SPEAK, /* read what is in sight aloud; again: pause */
	CMD_LOUDER,
	CMD_SOFTER,
	CMD_KEYS,
	CMD_QUIT,
	CMD_COUNT
};

/* What a key does; *ret_digit is 1 to 8 for CMD_CHOOSE. Letters count in either case,
 * but for N, which turns back. Where the page
 * runs from right to left, the arrow to the left leads on. */
enum command keymap_command(int key, bool rtl, int *ret_digit);

/* A row of the screen of keys. */
struct key_help {
	enum command command;
	const char *keys, *meaning; /* N_() */
	const char *keys_rtl;       /* where Left and Right change places; NULL: the same */
};
const struct key_help *keymap_help(size_t *ret_n);

/* The one name under which the footer shows a command's key (N_()). */
const char *keymap_label(enum command command);
