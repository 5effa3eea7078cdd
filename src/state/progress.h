/* progress: what one reader did with each article. Kept in memory only, and gone when they finish. */
#pragma once

#include "state/quizrun.h"

struct progress {
	const struct article *a;
	bool *read;   /* by section: read to its end */
	bool *ticked; /* by question to ask */
	bool quiz_begun;
	struct quizrun quiz;
	struct progress *next;
};

struct session {
	struct progress *list;
	uint64_t seed;
};

/* The reader's progress in the article, fresh at the first call; the same in all its languages, of
 * which it names the one asked for last. They must be of one shape (article_same_shape()). */
struct progress *session_progress(struct session *s, const struct article *a);
/* Forgets everything. */
void session_clear(struct session *s);

/* The first section not yet read; n_sections if all are. */
size_t progress_first_unread(const struct progress *p);
/* A quiz from the beginning; what pointed into the old one must be gone. */
void progress_restart_quiz(struct progress *p);
