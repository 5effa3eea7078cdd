/* translate: changes to a translation's file by the tools: bringing it up to date with its source,
 * stamping, silencing. Bytes in, bytes out; reading and writing files is the caller's.
 *
 * What a person wrote is never touched: words and comments stay, in order and to the byte, except
 * that strings which the source no longer has become comments at the end of the file. What would
 * be written is read again first. Doing a thing twice is doing it once, to the byte. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

struct translate_files {
	struct source source;      /* of the article */
	struct source translation; /* "…/es.yaml"; an empty text: there is none yet */
	struct source origins; /* "…/es.src.yaml", see desk/origin.h; an empty text: the same */
	struct str lang;       /* of the translation */
};

enum translate_what {
	TRANSLATE_NEW,       /* in the source, and not in the file until now */
	TRANSLATE_REMOVED,   /* words that the source has no place for: comments now */
	TRANSLATE_CHANGED,   /* stale: the source has changed since, and still waits for somebody */
	TRANSLATE_REDONE,    /* reworded since it was stamped, and so made from today's source */
	TRANSLATE_STAMPED,   /* stamped for the first time */
	TRANSLATE_RESTAMPED, /* stamped anew as it stands */
	TRANSLATE_UPDATED,   /* given as an update, and other than what was there */
	TRANSLATE_SIGNED,    /* a person: the path is reviser or clinician */
	TRANSLATE_UNKNOWN,   /* given as an update, and not in the source */
	TRANSLATE_WHATS
};

struct translate_event {
	enum translate_what what;
	struct str path;
	bool critical, numbers; /* of a changed one: it cannot be restamped, and why */
};

struct translate_result {
	struct str translation, origins; /* to be written where they differ from what was given */
	bool made;                       /* there was no translation */
	size_t n_strings, n_empty;       /* of the source, and those without words */
	struct translate_event *event;   /* in the order of the source */
	size_t n_events;
};

/* Words for a string of the article, such as an importer brings. */
struct translate_update {
	struct str path, text; /* empty text: no news */
	struct str from;       /* the source text that they were made from; {0}: today's */
};

/* Makes a translation's file, or brings it up to date. An update with the words that are there
 * restamps a stale string if that is allowed. The result is in the arena. False: at least one
 * error was added to ds, and nothing is to be written. */
bool translate_refresh(const struct translate_files *files, const struct translate_update *update,
                       size_t n, struct arena *a, struct translate_result *ret, struct diags *ds);

/* Stamps strings with today's source, their words unchanged; nothing else is changed. False as
 * above, also if only one of them may not be. */
bool translate_restamp(const struct translate_files *files, const struct str *path, size_t n,
                       struct arena *a, struct translate_result *ret, struct diags *ds);

struct translate_waiver {
	struct str path, rule, by, on;
};

/* Silences a rule for one string, until its words or its source's change. False as above. */
bool translate_waive(const struct translate_files *files, const struct translate_waiver *waiver,
                     struct arena *a, struct translate_result *ret, struct diags *ds);
