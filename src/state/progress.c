/* A list, because a reader opens few articles. */
#include "state/progress.h"

#include "base/mem.h"

#include <stdlib.h>

/* --- from and to a record ----------------------------------------------------------------- */

/* The last id of a path: that of a question to ask is the end of "ask.licensed". */
static struct str last_id(struct str path)
{
	size_t at = path.len;
	while (at && path.p[at - 1] != '.')
		at--;
	return str_part(path, at, path.len);
}

static struct answered answered_of(const struct progress *p, size_t question)
{
	return (struct answered){.recall = p->recall[question],
	                         .first = p->quiz.first[question],
	                         .again = p->quiz.again[question]};
}

/* Of things that the article has, and nothing else. */
static void to_record(const struct progress *p, struct record *r)
{
	struct arena a = {0};
	if (p->place.kind)
		record_put(r, RECORD_PLACE, STR(""), place_format(&a, &p->place));
	for (size_t i = 0; i < p->a->n_sections; i++)
		if (p->read[i])
			record_put(r, RECORD_READ, p->a->section[i].id, STR(""));
	for (size_t i = 0; i < p->a->n_questions; i++) {
		struct answered q = answered_of(p, i);
		if (q.recall.day != RECALL_NEVER)
			record_put(r, RECORD_QUESTION, p->a->question[i].id,
			           answered_format(&a, &q));
	}
	for (size_t i = 0; i < p->a->n_ask; i++)
		if (p->ticked[i])
			record_put(r, RECORD_TICK, last_id(p->a->ask[i].path), STR(""));
	arena_clear(&a);
}

/* A quiz in which this was answered already. What is asked: first what was asked on an earlier day,
 * then what never was, then what was missed, in other words. */
static void set_quiz(struct progress *p, const struct answered *given)
{
	uint64_t seed = p->quiz.seed;
	quizrun_clear(&p->quiz);
	quizrun_init_empty(&p->quiz, p->a, seed);
	p->quiz_begun = false;
	for (int asked_before = 1; asked_before >= 0; asked_before--)
		for (size_t i = 0; i < p->a->n_questions; i++)
			if (given[i].first == ANSWER_NONE &&
			    (p->recall[i].day != RECALL_NEVER) == asked_before)
				quizrun_ask(&p->quiz, i);
	for (size_t i = 0; i < p->a->n_questions; i++)
		if (given[i].first != ANSWER_NONE) {
			quizrun_take(&p->quiz, i, given[i].first, given[i].again);
			p->quiz_begun = true;
		}
}

static void from_record(struct progress *p, const struct record *r)
{
	const struct datum *e = record_get(r, RECORD_PLACE, STR(""));
	struct place place;
	if (e && place_parse(e->value, &place))
		progress_move(p, &place);
	for (size_t i = 0; i < p->a->n_sections; i++)
		p->read[i] = record_get(r, RECORD_READ, p->a->section[i].id);
	for (size_t i = 0; i < p->a->n_ask; i++)
		p->ticked[i] = record_get(r, RECORD_TICK, last_id(p->a->ask[i].path));
	struct answered *given = xcalloc(p->a->n_questions, sizeof(*given));
	for (size_t i = 0; i < p->a->n_questions; i++) {
		e = record_get(r, RECORD_QUESTION, p->a->question[i].id);
		if (e && answered_parse(e->value, &given[i]))
			p->recall[i] = given[i].recall;
	}
	set_quiz(p, given);
	free(given);
	p->resumed = r->n > 0;
}

/* --- sessions ----------------------------------------------------------------------------- */

static void begin(struct session *s, struct progress *p)
{
	const struct article *a = p->a;
	p->read = xcalloc(a->n_sections, sizeof(*p->read));
	p->ticked = xcalloc(a->n_ask, sizeof(*p->ticked));
	p->recall = xcalloc(a->n_questions, sizeof(*p->recall));
	for (size_t i = 0; i < a->n_questions; i++)
		p->recall[i].day = RECALL_NEVER;
	quizrun_init_empty(&p->quiz, a, s->seed);
}

static void end(struct progress *p)
{
	quizrun_clear(&p->quiz);
	free(p->read);
	free(p->ticked);
	free(p->recall);
	arena_clear(&p->names);
	record_clear(&p->kept);
}

struct progress *session_progress(struct session *s, const struct article *a)
{
	for (struct progress *p = s->list; p; p = p->next)
		if (str_eq(p->a->id, a->id)) {
			p->a = p->quiz.a = a;
			return p;
		}
	struct progress *p = xcalloc(1, sizeof(*p));
	struct record kept = {0};
	p->a = a;
	begin(s, p);
	if (s->keep)
		keep_load(s->keep, a->id, &kept);
	from_record(p, &kept);
	record_clear(&kept);
	to_record(p, &p->kept);
	p->next = s->list;
	s->list = p;
	return p;
}

void session_clear(struct session *s)
{
	record_clear(&s->choices);
	while (s->list) {
		struct progress *p = s->list;
		s->list = p->next;
		end(p);
		free(p);
	}
}

static void save_one(struct session *s, struct progress *p, bool all)
{
	struct record now = {0};
	to_record(p, &now);
	bool changed = !record_equal(&now, &p->kept, all ? RECORD_KINDS : RECORD_PLACE);
	if (changed && keep_save(s->keep, p->a->id, &p->kept, &now)) {
		record_clear(&p->kept);
		p->kept = now;
		return;
	}
	record_clear(&now);
}

void session_choose(struct session *s, enum record_kind kind, struct str value)
{
	if (s->keep)
		record_put(&s->choices, kind, STR(""), value);
}

void session_save(struct session *s, bool all)
{
	static const struct record none;
	if (all && s->choices.n && keep_save(s->keep, KEEP_CHOICES, &none, &s->choices))
		record_clear(&s->choices);
	for (struct progress *p = s->list; s->keep && p; p = p->next)
		save_one(s, p, all);
}

void session_forget(struct session *s, struct progress *p)
{
	struct progress fresh = {.a = p->a, .next = p->next};
	if (s->keep)
		keep_forget(s->keep, p->a->id);
	end(p);
	*p = fresh;
	begin(s, p);
	from_record(p, &(struct record){0});
}

bool session_forget_all(struct session *s)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str *gone;
	size_t n;
	session_clear(s);
	bool ok = !s->keep || keep_forget_all(s->keep, &a, &gone, &n, ds);
	diags_free(ds);
	arena_clear(&a);
	return ok;
}

/* --- one article -------------------------------------------------------------------------- */

size_t progress_first_unread(const struct progress *p)
{
	size_t i = 0;
	while (i < p->a->n_sections && p->read[i])
		i++;
	return i;
}

size_t progress_place_section(const struct progress *p)
{
	size_t i = 0;
	while (i < p->a->n_sections &&
	       (p->place.kind != PLACE_SECTION || !str_eq(p->a->section[i].id, p->place.section)))
		i++;
	return i;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->kind == b->kind && str_eq(a->section, b->section) &&
	       str_eq(a->paragraph, b->paragraph);
}

void progress_move(struct progress *p, const struct place *place)
{
	struct arena names = {0};
	if (same_place(&p->place, place))
		return;
	p->place = (struct place){.kind = place->kind,
	                          .section = arena_str(&names, place->section),
	                          .paragraph = arena_str(&names, place->paragraph)};
	arena_clear(&p->names);
	p->names = names;
}

void progress_answer(struct progress *p, size_t attempt, long today)
{
	const struct attempt *t = &p->quiz.attempt[attempt];
	size_t question = t->question;
	bool again = t->again;
	if (t->answer != ANSWER_NONE)
		return;
	bool clear = quizrun_check(&p->quiz, attempt) == ANSWER_RIGHT;
	if (!again)
		p->recall[question] = recall_after(p->recall[question], clear, MAX(today, 0));
}

void progress_restart_quiz(struct progress *p)
{
	uint64_t seed = p->quiz.seed; /* as shuffling left it: another order */
	quizrun_clear(&p->quiz);
	quizrun_init(&p->quiz, p->a, seed);
	p->quiz_begun = false;
}

size_t progress_due(const struct progress *p, long today)
{
	size_t n = 0;
	for (size_t i = 0; i < p->a->n_questions; i++)
		n += recall_due(&p->recall[i], today);
	return n;
}

void progress_ask_due(struct progress *p, long today)
{
	struct answered *given = xcalloc(p->a->n_questions, sizeof(*given));
	for (size_t i = 0; i < p->a->n_questions; i++)
		if (!recall_due(&p->recall[i], today))
			given[i] = answered_of(p, i);
	set_quiz(p, given);
	free(given);
	p->quiz_begun = true;
}
