/* handout: the slip as files of the reader's own. Only because they asked, and never in a kiosk. */
#pragma once

#include "state/slip.h"

enum { HANDOUT_HTML, HANDOUT_TEXT, HANDOUT_FILES };

struct handout {
	struct str path[HANDOUT_FILES]; /* of a failure, the first is what could not be made */
	struct str why; /* of a failure: the system's answer; empty: there is no folder */
};

/* Writes <id>.html and <id>.txt into the reader's documents folder (XDG_DOCUMENTS_DIR, of the
 * environment or of user-dirs.dirs), else into HOME. Files that are there are left alone: both get
 * the first number that is free in both, <id>-2 and on. False: nothing was left behind. Strings are
 * in the arena. */
bool handout_save(struct arena *a, const struct slip *s, struct handout *ret);
