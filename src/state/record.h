/* record: what is kept of one reader and one article from one session to the next, as entries and as
 * the bytes of a file. Everything is kept by id, never by place in a list, so that an article may
 * change in between; ids that it does not have (any more) are carried along, for it may change back.
 *
 * The file is lines that a person can read; the first names the format and its version:
 *
 *     anteroom progress 1
 *     place section risks sections.risks.body.bladder
 *     read mechanism
 *     question how-long 2026-11-24 1 missed clear
 *     tick licensed
 *
 * place: where one stopped: `introduction`, `contents`, `section` with its id, `quiz`, `takeaways`,
 * `ask` or `end`, and the paragraph at the top of the screen, if it is known. read: a section, to its
 * end. question: the day when it was last asked, its box (state/recall.h), and, if it was asked in
 * the round that is under way, the answers: `clear`, `missed` or `unsure`; the second is that to the
 * same point in other words. tick: a question to ask.
 *
 * A second file of the same kind, without places or ids, holds what one chose: `language`, `theme`
 * and `order`. */
#pragma once

#include "state/quizrun.h"
#include "state/recall.h"

#include "base/buf.h"

enum record_kind {
	RECORD_PLACE,
	RECORD_READ,
	RECORD_QUESTION,
	RECORD_TICK,
	RECORD_LANGUAGE,
	RECORD_THEME,
	RECORD_ORDER,
	RECORD_KINDS
};

enum { RECORD_MAX_BYTES = 256 * 1024, RECORD_MAX_ENTRIES = 2000 };

/* What is said of one thing. A record has at most one entry of a kind and an id. */
struct datum {
	enum record_kind kind;
	struct str id, value; /* either may be empty, as the kind wants it */
};

struct record { /* {0} is an empty one */
	struct arena arena;
	struct datum *entry;
	size_t n, cap;
};

enum record_state { RECORD_SOUND, RECORD_GARBLED, RECORD_NEWER };

/* Reads a file's bytes, which may be anything, into an empty record. Not sound: it stays empty.
 * Newer: its first line names a later version of this format. */
enum record_state record_parse(struct record *r, struct str bytes);
/* Adds the bytes of the file to b, its entries ordered by kind and id. Sound entries only. */
void record_format(const struct record *r, struct buf *b);
void record_clear(struct record *r);

/* Says this of it from here on; copies. */
void record_put(struct record *r, enum record_kind kind, struct str id, struct str value);
/* What is said of it; NULL: nothing. */
const struct datum *record_get(const struct record *r, enum record_kind kind, struct str id);

/* Brings together what two readers of the same article did. `ours` is what we have now and `base`
 * what we had when we last saved or loaded; `theirs` is what stands in the file. Of each thing we
 * say what we have if we changed it since, and what they have if not: sections read add up; of two
 * answers to one question, of two ticks and of two places, the one saved later stands; what one
 * reader forgot stays forgotten unless the other did it anew; what is unknown to us stays. No clock
 * is asked. `ret` must be empty. */
void record_merge(struct record *ret, const struct record *base, const struct record *ours,
                  const struct record *theirs);
/* Whether both say the same, but for one kind; RECORD_KINDS: for none. */
bool record_equal(const struct record *a, const struct record *b, enum record_kind but);

/* --- values ------------------------------------------------------------------------------- */

enum place_kind {
	PLACE_NONE,
	PLACE_INTRODUCTION,
	PLACE_CONTENTS,
	PLACE_SECTION,
	PLACE_QUIZ,
	PLACE_TAKEAWAYS,
	PLACE_ASK,
	PLACE_END,
	PLACE_KINDS
};

struct place {
	enum place_kind kind;
	struct str section;   /* PLACE_SECTION: its id */
	struct str paragraph; /* its id on the page; may be empty */
};

/* Whether an id can be kept as a place's paragraph. */
bool place_may_name(struct str paragraph);
/* False: it is none. The strings are parts of `value`. */
bool place_parse(struct str value, struct place *ret);
struct str place_format(struct arena *a, const struct place *p); /* not of PLACE_NONE */

struct answered {
	struct recall recall;
	enum answer first, again; /* of the round under way; ANSWER_NONE */
};

bool answered_parse(struct str value, struct answered *ret);
struct str answered_format(struct arena *a, const struct answered *q);
