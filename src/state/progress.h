/* progress: what one reader did with each article: in memory, and, where the session has a keep, from
 * one session to the next. */
#pragma once

#include "state/keep.h"
#include "state/quizrun.h"

struct progress {
	const struct article *a;
	bool *read;   /* by section: read to its end */
	bool *ticked; /* by question to ask */
	bool quiz_begun;
	struct quizrun quiz;
	struct recall *recall; /* by question */
	struct place place;    /* where the reader is; its strings are in `names` */
	bool resumed;          /* something was kept of an earlier session */
	struct arena names;
	struct record kept; /* what we had when we last saved or loaded */
	struct progress *next;
};

struct session {
	struct progress *list;
	uint64_t seed;
	struct keep *keep;     /* NULL: nothing is kept. The program's */
	struct record choices; /* made since they were last kept */
};

/* The reader's progress in the article; the same in all its languages, of which it names the one
 * asked for last. They must be of one shape (article_same_shape()). At the first call it is what was
 * kept, else fresh. */
struct progress *session_progress(struct session *s, const struct article *a);
/* Forgets everything in memory; what is kept stays. */
void session_clear(struct session *s);

/* The reader chose this language, theme or order of right-to-left text; session_save() keeps it as
 * KEEP_CHOICES. */
void session_choose(struct session *s, enum record_kind kind, struct str value);
/* Keeps what changed since the last time. `all`: the place too where it is the only change, which is
 * worth a write when a screen is left, but not at every key. */
void session_save(struct session *s, bool all);
/* Begins the article afresh, and forgets what is kept of it. */
void session_forget(struct session *s, struct progress *p);

/* The same of all articles and of everything else that is kept; false: some of it is still there. */
bool session_forget_all(struct session *s);

/* The first section not yet read; n_sections if all are. */
size_t progress_first_unread(const struct progress *p);
/* Which section the place names; n_sections if none. */
size_t progress_place_section(const struct progress *p);
/* The reader is here now; copies. */
void progress_move(struct progress *p, const struct place *place);

/* Records the choice of an attempt as its answer (quizrun_check()), and when it is due again. */
void progress_answer(struct progress *p, size_t attempt, long today);
/* A quiz from the beginning; what pointed into the old one must be gone. */
void progress_restart_quiz(struct progress *p);

/* Questions that were not clear on an earlier day and are to be asked once more today. */
size_t progress_due(const struct progress *p, long today);
/* A quiz of these, and behind them of what was never asked; what pointed into the old one must be
 * gone. */
void progress_ask_due(struct progress *p, long today);
