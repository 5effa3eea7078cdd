/* status: how far each article is in each of its languages, and who stands behind it. */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* Somebody who made, read or approved the words. `current`: they have seen them as they are now. */
struct status_person {
	struct str name, on; /* name empty: nobody */
	bool current;
};

struct status_row {
	struct str article, language;
	bool source; /* the language that the others are made from */
	bool broken; /* it cannot be read; nothing below is known */
	size_t strings;
	size_t missing;      /* not translated, or not well enough to be read */
	size_t stale;        /* the source has changed since; shown all the same */
	size_t critical;     /* stale or of unknown age, and so shown in the source's language */
	size_t errors;       /* in the language's own file */
	struct str standing; /* of a source: draft, reviewed; else a translation_status_words */
	struct str machine;  /* none, post-edited, raw; of a source empty */
	struct status_person reviewer; /* of a source */
	struct status_person translator, reviser, clinician;
	struct str due; /* year-month-day, of the article: when its facts must be checked again */
	bool passed;
};

struct status {
	struct arena arena; /* of all strings */
	struct status_row *row;
	size_t n;
};

/* Every article of the folder `dir` by id, the source's language first. A folder that cannot be read
 * is an error in ds, and no rows; a broken file is a row that says so. The caller owns it. */
struct status *status_read(const char *dir, struct str today, struct diags *ds);
void status_free(struct status *s); /* NULL is fine */

/* The percentage of strings that are neither missing nor stale, rounded down: 100 means all. */
unsigned status_complete(const struct status_row *r);

/* A table of 80 columns for people; tab-separated with a header line; an array of objects. Nothing
 * in it can command a terminal. */
enum status_format { STATUS_TEXT, STATUS_TSV, STATUS_JSON };
void status_write(const struct status *s, enum status_format format, struct buf *out);
