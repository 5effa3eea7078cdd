/* sheet: the slip on standard output, for a pipe to a printer. */
#pragma once

#include "screens/screen.h"

/* Prints the article's slip in a form, "text" or "html"; with what the session knows of its reader,
 * else with everything and nothing ticked. False: it could not be written. */
bool sheet_print(struct env *env, const struct article *a, const char *form);
bool sheet_is_form(const char *form);
