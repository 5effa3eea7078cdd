/* The list of attempts grows at its end by the questions to be asked again. */
#include "state/quizrun.h"

#include "base/mem.h"

#include <stdlib.h>

/* splitmix64 (Steele, Lea and Flood, 2014): enough for shuffling, and the same on every machine. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15u);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static void shuffle(struct attempt *t, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = next_random(seed) % i, swap = t->order[i - 1];
		t->order[i - 1] = t->order[k];
		t->order[k] = swap;
	}
}

static void insert(struct quizrun *q, size_t at, size_t question, bool again)
{
	if (q->n == q->cap) {
		q->cap = MAX(q->cap * 2, 16);
		q->attempt = xrealloc(q->attempt, q->cap, sizeof(*q->attempt));
	}
	memmove(q->attempt + at + 1, q->attempt + at, (q->n - at) * sizeof(*q->attempt));
	q->n++;
	struct attempt *t = &q->attempt[at];
	*t = (struct attempt){.question = question, .again = again, .chosen = QUIZ_NOTHING};
	for (size_t i = 0; i < ARTICLE_MAX_OPTIONS; i++)
		t->order[i] = i;
	if (!q->a->question[question].fixed)
		shuffle(t, q->a->question[question].n_options, &q->seed);
}

void quizrun_init_empty(struct quizrun *q, const struct article *a, uint64_t seed)
{
	*q = (struct quizrun){.a = a, .seed = seed};
	q->first = xcalloc(a->n_questions, sizeof(*q->first));
	q->again = xcalloc(a->n_questions, sizeof(*q->again));
	q->last = xcalloc(a->n_questions, sizeof(*q->last));
}

void quizrun_init(struct quizrun *q, const struct article *a, uint64_t seed)
{
	quizrun_init_empty(q, a, seed);
	for (size_t i = 0; i < a->n_questions; i++)
		quizrun_ask(q, i);
}

void quizrun_ask(struct quizrun *q, size_t question)
{
	insert(q, q->n, question, false);
}

void quizrun_take(struct quizrun *q, size_t question, enum answer first, enum answer again)
{
	q->first[question] = first;
	q->again[question] = again;
	q->last[question] = again ? again : first;
	if (first != ANSWER_RIGHT && again == ANSWER_NONE)
		insert(q, q->n, question, true);
}

void quizrun_clear(struct quizrun *q)
{
	free(q->attempt);
	free(q->first);
	free(q->again);
	free(q->last);
	*q = (struct quizrun){0};
}

void quizrun_choose(struct quizrun *q, size_t attempt, int place)
{
	struct attempt *t = &q->attempt[attempt];
	if (t->answer == ANSWER_NONE)
		t->chosen = place;
}

const struct option *quizrun_option(const struct quizrun *q, size_t attempt, size_t place)
{
	const struct attempt *t = &q->attempt[attempt];
	return &q->a->question[t->question].option[t->order[place]];
}

enum answer quizrun_check(struct quizrun *q, size_t attempt)
{
	struct attempt *t = &q->attempt[attempt];
	if (t->answer != ANSWER_NONE)
		return t->answer;
	size_t question = t->question;
	enum answer answer = ANSWER_UNSURE;
	if (t->chosen >= 0 && (size_t)t->chosen < q->a->question[question].n_options)
		answer = quizrun_option(q, attempt, (size_t)t->chosen)->correct ? ANSWER_RIGHT
		                                                                : ANSWER_MISSED;
	t->answer = answer;
	(t->again ? q->again : q->first)[question] = answer;
	q->last[question] = answer;
	if (answer != ANSWER_RIGHT && !t->again)
		insert(q, q->n, question, true);
	return answer;
}

void quizrun_retry_next(struct quizrun *q, size_t attempt)
{
	size_t question = q->attempt[attempt].question, i = attempt + 1;
	while (i < q->n && q->attempt[i].question != question)
		i++;
	/* Only between what is answered and what is not: earlier attempts keep their numbers. */
	if (i == q->n || q->attempt[attempt + 1].answer != ANSWER_NONE)
		return;
	struct attempt t = q->attempt[i];
	memmove(q->attempt + attempt + 2, q->attempt + attempt + 1,
	        (i - attempt - 1) * sizeof(*q->attempt));
	q->attempt[attempt + 1] = t;
}
