/* skeleton: the file that a new article begins with. */
#pragma once

#include "base/arena.h"

/* A source in `language`, a BCP 47 tag, whose every text is empty, with a comment at each key; valid
 * once they are written. It is to be reviewed within a year of `today` (year-month-day). */
struct str skeleton_text(struct arena *a, const char *language, struct str today);
