/* linear: the whole journey as plain numbered text, a block for every Enter, for screen readers,
 * terminals that cannot address their cursor, and pipes. The same screens, without a picture. */
#pragma once

#include "app/app.h"

#include <stdio.h>

/* Reads lines from `in` until the reader quits or `in` ends; what is said goes to `out`. */
void linear_run(struct app *app, FILE *in, FILE *out);
