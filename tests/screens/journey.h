/* journey: a reader at the keys of a program without a terminal. */
#pragma once

#include "app/app.h"

#include <stdio.h>

struct journey {
	struct diags *ds;
	struct settings settings;
	struct env env;
	struct app *app;
};

/* Opens the reader on a content folder: day 2026-11-24, country GB, seed 7. */
void journey_open(struct journey *j, const char *content, int rows, int cols);
void journey_close(struct journey *j);

/* Presses a key; false: the program ended. */
bool journey_key(struct journey *j, int key);
int journey_key_named(const char *name); /* 0 if there is none */

/* Runs a script (journey.c tells its directives). */
void journey_script(struct journey *j, FILE *script, FILE *out);
