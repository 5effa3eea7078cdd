/* translation: one language of an article, as its file holds it: the words by path, who made and
 * read them, and from which source text each was made. Read-only after parsing.
 *
 * Nothing here says whether a translation is good: status is derived from who did what, and lies
 * are not believed. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

/* What a source text was when its translation was made, or what a translation was when somebody
 * saw it: a fingerprint of the text, and one of the numbers in it. */
struct fingerprint {
	uint32_t text;
	uint16_t numbers;
};

/* White space counts as one space, markup as text; ids in links and citations are no numbers. */
struct fingerprint fingerprint_of(struct str text);
bool fingerprint_same_text(struct fingerprint a, struct fingerprint b);

/* One string. `from` and `of` are kept by the tools; without them `stamped` is false. */
struct words {
	struct str path, text; /* in NFC; never empty */
	struct srcpos pos, key_pos;
	bool faulty; /* the file has an error inside it: never shown */
	bool stamped;
	struct fingerprint from; /* the source text it was made from */
	uint32_t of;             /* the translation at that time */
};

/* One rule silenced for one string, until either text changes. */
struct waiver {
	struct str path, rule, by, on;
	uint32_t pair; /* waiver_pair() of source and translation */
	struct srcpos pos;
};

enum machine { MACHINE_NONE, MACHINE_POST_EDITED, MACHINE_RAW };

struct person {
	struct str name, role, credential, on; /* name empty: nobody */
	bool has_seen;
	uint32_t seen; /* translation_digest() of all that the person saw */
	struct srcpos pos;
};

struct translation {
	struct arena arena;
	struct source src; /* for findings about its words; its text is the caller's */
	struct str lang;
	struct words *words; /* in the file's order */
	size_t n_words;
	const struct words **by_path; /* sorted */
	const struct waiver *waiver;
	size_t n_waivers;
	bool at_the_desk; /* its maker looks at it: what was never stamped counts as fresh */
	enum machine machine;
	struct person translator, reviser, clinician;
	unsigned readers; /* patients it was tried on */
};

/* Whether a key is a kind of block (list, steps, caution, note, chance), which is no part of a
 * path. */
bool translation_is_kind(struct str key);

/* From bytes that are already there. Every fault is a finding in ds. NULL: the file is not YAML,
 * or is no translation at all; one bad string is only marked. The caller owns it, and keeps path and
 * bytes for as long as findings about its words are added. */
struct translation *translation_parse(const char *path, struct str bytes, struct diags *ds);
void translation_free(struct translation *t); /* NULL is fine */

const struct words *translation_find(const struct translation *t, struct str path);

/* How the words stand to the source text as it is now. A string redone since it was stamped counts
 * as made from today's source; one never stamped is of unknown age. */
enum freshness { FRESH, FRESH_UNKNOWN, STALE, STALE_NUMBERS };
enum freshness translation_freshness(const struct words *w, struct str source);

/* A fingerprint of all words, in the order of their paths. */
uint32_t translation_digest(const struct translation *t);
uint32_t waiver_pair(struct str source, struct str text);
bool translation_waives(const struct translation *t, struct str path, const char *rule,
                        struct str source, struct str text);

/* Derived: `whole` says that no string is missing or stale. */
enum translation_status { TR_DRAFT, TR_TRANSLATED, TR_REVISED, TR_CLINICAL };
enum translation_status translation_status(const struct translation *t, bool whole);
extern const char *const translation_status_words[];
