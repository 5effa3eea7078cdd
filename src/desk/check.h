/* check: what an author or a translator is told beyond what the loader refuses. */
#pragma once

#include "base/diag.h"

/* Loads the file and adds every finding but notes; quick enough to be called at each save. A file
 * without `source: true` is a translation: it is compared with its source, the file beside it that
 * says so, of whose own faults nothing is told here. A file named help-now.yaml is crisis help,
 * whose age is told as of `today` (year-month-day). */
void check_file(const char *path, struct str today, struct diags *ds);
/* The same with notes: what is worth a look and may well be right. */
void check_file_closely(const char *path, struct str today, struct diags *ds);
