/* Bytes come from a disk that others may write to: nothing in them is believed before it was looked
 * at, and what is not as we would have written it makes the whole file garbled. */
#include "state/record.h"

#include "base/mem.h"
#include "content/fields.h"
#include "text/locale.h"

#include <stdlib.h>

static const char magic[] = "anteroom progress ";

enum { VERSION_OURS = 1, MAX_VALUE = 300 };

static bool is_place(struct str value);
static bool is_answered(struct str value);
static bool is_word(struct str value);
static bool is_nothing(struct str value);

/* What each kind is called, whether it speaks of an id, and what may be said. */
static const struct {
	const char *name;
	bool has_id;
	bool (*sound)(struct str value);
} kinds[RECORD_KINDS] = {
        [RECORD_PLACE] = {"place", false, is_place},
        [RECORD_READ] = {"read", true, is_nothing},
        [RECORD_QUESTION] = {"question", true, is_answered},
        [RECORD_TICK] = {"tick", true, is_nothing},
        [RECORD_LANGUAGE] = {"language", false, locale_is_tag},
        [RECORD_THEME] = {"theme", false, is_word},
        [RECORD_ORDER] = {"order", false, is_word},
};

/* --- entries ------------------------------------------------------------------------------ */

void record_clear(struct record *r)
{
	arena_clear(&r->arena);
	free(r->entry);
	*r = (struct record){0};
}

static struct datum *find(const struct record *r, enum record_kind kind, struct str id)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->entry[i].kind == kind && str_eq(r->entry[i].id, id))
			return &r->entry[i];
	return NULL;
}

const struct datum *record_get(const struct record *r, enum record_kind kind, struct str id)
{
	return find(r, kind, id);
}

void record_put(struct record *r, enum record_kind kind, struct str id, struct str value)
{
	struct datum *e = find(r, kind, id);
	if (!e) {
		if (r->n == r->cap) {
			r->cap = MAX(r->cap * 2, 16);
			r->entry = xrealloc(r->entry, r->cap, sizeof(*r->entry));
		}
		e = &r->entry[r->n++];
		*e = (struct datum){.kind = kind, .id = arena_str(&r->arena, id)};
	}
	e->value = arena_str(&r->arena, value);
}

static bool same(const struct datum *a, const struct datum *b)
{
	return a && b ? str_eq(a->value, b->value) : a == b;
}

/* Of one thing: the later of ours and theirs, as record_merge() has it. */
static void merge_one(struct record *ret, const struct datum *thing, const struct record *base,
                      const struct record *ours, const struct record *theirs)
{
	const struct datum *had = find(base, thing->kind, thing->id);
	const struct datum *have = find(ours, thing->kind, thing->id);
	const struct datum *e = same(had, have) ? find(theirs, thing->kind, thing->id) : have;
	if (e)
		record_put(ret, e->kind, e->id, e->value);
}

void record_merge(struct record *ret, const struct record *base, const struct record *ours,
                  const struct record *theirs)
{
	for (size_t i = 0; i < ours->n; i++)
		merge_one(ret, &ours->entry[i], base, ours, theirs);
	for (size_t i = 0; i < theirs->n && ret->n < RECORD_MAX_ENTRIES; i++)
		if (!find(ours, theirs->entry[i].kind, theirs->entry[i].id))
			merge_one(ret, &theirs->entry[i], base, ours, theirs);
}

/* Whether b says all that a says. */
static bool says_all(const struct record *b, const struct record *a, enum record_kind but)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct datum *e = &a->entry[i];
		if (e->kind != but && !same(e, find(b, e->kind, e->id)))
			return false;
	}
	return true;
}

bool record_equal(const struct record *a, const struct record *b, enum record_kind but)
{
	return says_all(a, b, but) && says_all(b, a, but);
}

/* --- reading ------------------------------------------------------------------------------ */

/* Takes the text before the next `end` off s, and the end too. False: there is no end. */
static bool take(struct str *s, char end, struct str *ret)
{
	const char *at = s->len ? memchr(s->p, end, s->len) : NULL;
	if (!at)
		return false;
	size_t len = (size_t)(at - s->p);
	*ret = str_part(*s, 0, len);
	*s = str_part(*s, len + 1, s->len);
	return true;
}

/* The next word of a line, of which single spaces separate the words. */
static struct str take_word(struct str *s)
{
	struct str word;
	if (!take(s, ' ', &word)) {
		word = *s;
		*s = STR("");
	}
	return word;
}

static bool read_line(struct record *r, struct str line)
{
	bool open_end = line.len && line.p[line.len - 1] == ' ';
	struct str name = take_word(&line), id = STR("");
	enum record_kind kind = 0;
	while (kind < RECORD_KINDS && !str_is(name, kinds[kind].name))
		kind++;
	if (open_end || kind == RECORD_KINDS || r->n == RECORD_MAX_ENTRIES)
		return false;
	if (kinds[kind].has_id) {
		id = take_word(&line);
		if (!fields_is_id(id))
			return false;
	}
	if (line.len > MAX_VALUE || !kinds[kind].sound(line) || find(r, kind, id))
		return false;
	record_put(r, kind, id, line);
	return true;
}

/* The first line. */
static enum record_state read_version(struct str line)
{
	enum { MOST_DIGITS = 9 };
	if (!str_starts(line, magic))
		return RECORD_GARBLED;
	struct str digits = str_part(line, sizeof(magic) - 1, line.len);
	unsigned version = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.p[i] < '0' + (i == 0) || digits.p[i] > '9' || i == MOST_DIGITS)
			return RECORD_GARBLED;
		version = version * 10 + (unsigned)(digits.p[i] - '0');
	}
	if (version == 0)
		return RECORD_GARBLED;
	return version > VERSION_OURS ? RECORD_NEWER : RECORD_SOUND;
}

enum record_state record_parse(struct record *r, struct str bytes)
{
	struct str line;
	if (bytes.len > RECORD_MAX_BYTES || !take(&bytes, '\n', &line))
		return RECORD_GARBLED;
	enum record_state state = read_version(line);
	while (state == RECORD_SOUND && take(&bytes, '\n', &line))
		if (!read_line(r, line))
			state = RECORD_GARBLED;
	if (state == RECORD_SOUND && bytes.len) /* cut off in the middle of a line */
		state = RECORD_GARBLED;
	if (state != RECORD_SOUND)
		record_clear(r);
	return state;
}

/* --- writing ------------------------------------------------------------------------------ */

static int order(const void *va, const void *vb)
{
	const struct datum *a = va, *b = vb;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	size_t len = MIN(a->id.len, b->id.len);
	int d = len ? memcmp(a->id.p, b->id.p, len) : 0;
	return d ? d : (a->id.len > b->id.len) - (a->id.len < b->id.len);
}

void record_format(const struct record *r, struct buf *b)
{
	struct datum *sorted = xcalloc(r->n, sizeof(*sorted));
	if (r->n) {
		memcpy(sorted, r->entry, r->n * sizeof(*sorted));
		qsort(sorted, r->n, sizeof(*sorted), order);
	}
	buf_fmt(b, "%s%d\n", magic, VERSION_OURS);
	for (size_t i = 0; i < r->n; i++) {
		const struct datum *e = &sorted[i];
		buf_fmt(b, "%s%s%.*s%s%.*s\n", kinds[e->kind].name, e->id.len ? " " : "",
		        STR_ARG(e->id), e->value.len ? " " : "", STR_ARG(e->value));
	}
	free(sorted);
}

/* --- values ------------------------------------------------------------------------------- */

static bool is_nothing(struct str value)
{
	return value.len == 0;
}

static bool is_word(struct str value)
{
	return fields_is_id(value);
}

static const char *const places[PLACE_KINDS] = {[PLACE_INTRODUCTION] = "introduction",
                                                [PLACE_CONTENTS] = "contents",
                                                [PLACE_SECTION] = "section",
                                                [PLACE_QUIZ] = "quiz",
                                                [PLACE_TAKEAWAYS] = "takeaways",
                                                [PLACE_ASK] = "ask",
                                                [PLACE_END] = "end"};

bool place_may_name(struct str paragraph)
{
	for (size_t i = 0; i < paragraph.len; i++)
		if (paragraph.p[i] <= ' ' || paragraph.p[i] > '~')
			return false;
	return paragraph.len <= MAX_VALUE - 100;
}

bool place_parse(struct str value, struct place *ret)
{
	struct str word = take_word(&value);
	struct place p = {0};
	for (enum place_kind k = PLACE_NONE + 1; k < PLACE_KINDS; k++)
		if (str_is(word, places[k]))
			p.kind = k;
	if (p.kind == PLACE_SECTION)
		p.section = take_word(&value);
	p.paragraph = value;
	if (p.kind == PLACE_NONE || !place_may_name(value) ||
	    (p.kind == PLACE_SECTION && !fields_is_id(p.section)))
		return false;
	*ret = p;
	return true;
}

struct str place_format(struct arena *a, const struct place *p)
{
	return arena_fmt(a, "%s%s%.*s%s%.*s", places[p->kind], p->kind == PLACE_SECTION ? " " : "",
	                 STR_ARG(p->section), p->paragraph.len ? " " : "", STR_ARG(p->paragraph));
}

static bool is_place(struct str value)
{
	struct place p;
	return place_parse(value, &p);
}

static const char *const answers[] = {
        [ANSWER_UNSURE] = "unsure", [ANSWER_MISSED] = "missed", [ANSWER_RIGHT] = "clear"};

static bool parse_answer(struct str word, enum answer *ret)
{
	for (enum answer k = ANSWER_NONE + 1; k < ARRAY_LEN(answers); k++)
		if (str_is(word, answers[k])) {
			*ret = k;
			return true;
		}
	return false;
}

bool answered_parse(struct str value, struct answered *ret)
{
	struct answered q = {.recall.day = recall_day(take_word(&value))};
	struct str box = take_word(&value);
	if (q.recall.day == RECALL_NEVER || box.len != 1 || box.p[0] < '0' ||
	    box.p[0] > '0' + RECALL_BOXES)
		return false;
	q.recall.box = (unsigned)(box.p[0] - '0');
	if (value.len && !parse_answer(take_word(&value), &q.first))
		return false;
	/* Only what was not clear is asked again. */
	if (value.len && (q.first == ANSWER_RIGHT || !parse_answer(take_word(&value), &q.again)))
		return false;
	if (value.len)
		return false;
	*ret = q;
	return true;
}

struct str answered_format(struct arena *a, const struct answered *q)
{
	return arena_fmt(a, "%s %u%s%s%s%s", recall_date(a, q->recall.day).p, q->recall.box,
	                 q->first ? " " : "", q->first ? answers[q->first] : "",
	                 q->again ? " " : "", q->again ? answers[q->again] : "");
}

static bool is_answered(struct str value)
{
	struct answered q;
	return answered_parse(value, &q);
}
