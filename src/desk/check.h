/* check: what an author is told beyond what the loader refuses. */
#pragma once

#include "content/article.h"

/* Loads the file and adds every finding; a file named help-now.yaml is crisis help, whose age is
 * told as of `today` (year-month-day). */
void check_file(const char *path, struct str today, struct diags *ds);
