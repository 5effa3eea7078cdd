/* A list, because a reader opens few articles. */
#include "state/progress.h"

#include "base/mem.h"

#include <stdlib.h>

struct progress *session_progress(struct session *s, const struct article *a)
{
	for (struct progress *p = s->list; p; p = p->next)
		if (str_eq(p->a->id, a->id)) {
			p->a = p->quiz.a = a;
			return p;
		}
	struct progress *p = xcalloc(1, sizeof(*p));
	p->a = a;
	p->read = xcalloc(a->n_sections, sizeof(*p->read));
	p->ticked = xcalloc(a->n_ask, sizeof(*p->ticked));
	quizrun_init(&p->quiz, a, s->seed);
	p->next = s->list;
	s->list = p;
	return p;
}

void session_clear(struct session *s)
{
	while (s->list) {
		struct progress *p = s->list;
		s->list = p->next;
		quizrun_clear(&p->quiz);
		free(p->read);
		free(p->ticked);
		free(p);
	}
}

size_t progress_first_unread(const struct progress *p)
{
	size_t i = 0;
	while (i < p->a->n_sections && p->read[i])
		i++;
	return i;
}

void progress_restart_quiz(struct progress *p)
{
	uint64_t seed = p->quiz.seed; /* as shuffling left it: another order */
	quizrun_clear(&p->quiz);
	quizrun_init(&p->quiz, p->a, seed);
	p->quiz_begun = false;
}
