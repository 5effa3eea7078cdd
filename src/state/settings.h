/* settings: what the command line and the environment ask for. */
#pragma once

#include "base/arena.h"
#include <stdint.h>

struct settings {
	const char *content; /* folder of articles */
	const char
	        *article; /* an id, or a path if it has a / or ends in .yaml; NULL: the library */
	const char *catalogues;             /* folder of the interface's languages */
	const char *country, *theme, *bidi; /* NULL: decided by the program */
	const char *slip;                   /* print the slip in this form; NULL: read */
	struct str language[8];             /* wanted, the best first */
	size_t n_languages;
	bool language_asked; /* by the option, not by the environment */
	bool kiosk, drafts, mouse, linear, list, watch, ascii, forget, help, version;
	const char *today; /* year-month-day; $ANTEROOM_TODAY for tests */
	uint64_t seed;     /* of shuffled answers; $ANTEROOM_SEED for tests */
};

/* The options as --help prints them: a row each; an argument that may be left out is "[=WORD]". */
struct option_help {
	const char *name, *argument, *text;
};
const struct option_help *settings_options(size_t *ret_n);

/* Reads argv and the environment. False: *ret_message says what is wrong with the command line,
 * in the arena. The country is left NULL if nothing names it. */
bool settings_parse(struct settings *s, struct arena *a, int argc, char **argv,
                    struct str *ret_message);
