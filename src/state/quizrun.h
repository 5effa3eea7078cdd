/* quizrun: one reader's way through the quiz. A pure state machine, without any drawing.
 *
 * Every question is asked once, or only some are; one that was missed, or answered "I am not sure", is asked once
 * more in other words: right after the reader has read that part again, or else at the end. */
#pragma once

#include "content/article.h"

#include <stdint.h>

enum answer { ANSWER_NONE, ANSWER_UNSURE, ANSWER_MISSED, ANSWER_RIGHT };

enum { QUIZ_NOTHING = -1 }; /* no option chosen: "I am not sure" */

/* One question put to the reader once. */
struct attempt {
	size_t question;
	bool again;                        /* in other words */
	size_t order[ARTICLE_MAX_OPTIONS]; /* which option stands where */
	int chosen; /* a place in `order`, n_options for "I am not sure", or QUIZ_NOTHING */
	enum answer answer;
};

struct quizrun {
	const struct article *a;
	uint64_t seed;
	struct attempt *attempt;
	size_t n, cap;
	enum answer *first, *again, *last; /* by question; `again` in other words */
};

/* Options are shuffled by `seed`, but not those whose order the author fixed. */
void quizrun_init(struct quizrun *q, const struct article *a, uint64_t seed);
/* The same without a question yet. */
void quizrun_init_empty(struct quizrun *q, const struct article *a, uint64_t seed);
/* Asks a question behind all others. */
void quizrun_ask(struct quizrun *q, size_t question);
/* Takes what was answered in an earlier session for an answer of this run: the question is not asked
 * again, but, if it was missed and `again` is ANSWER_NONE, in other words. */
void quizrun_take(struct quizrun *q, size_t question, enum answer first, enum answer again);
void quizrun_clear(struct quizrun *q);

/* Chooses the option at `place`, the one behind the last being "I am not sure"; no effect once the
 * attempt is answered. */
void quizrun_choose(struct quizrun *q, size_t attempt, int place);
/* Records the choice as the answer. */
enum answer quizrun_check(struct quizrun *q, size_t attempt);
/* Asks a missed question again as the next attempt instead of at the end. */
void quizrun_retry_next(struct quizrun *q, size_t attempt);

const struct option *quizrun_option(const struct quizrun *q, size_t attempt, size_t place);
