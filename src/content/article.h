/* article: what a patient reads, read-only after loading. A returned article is valid: the quiz
 * has one answer each, every link leads somewhere, every number fits its denominator.
 *
 * A translation is laid over the source by path: it brings words and nothing else, so that it
 * cannot break an answer, an order or a number. What it lacks, and what is stale where that
 * matters, stays in the source's language; each text says which language it is in. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"
#include "content/translation.h"
#include "text/page.h"

/* Words, with their path of ids ("sections.risks.body.bladder") and their place in the file. */
struct text {
	struct rich rich;
	struct str raw; /* as the author wrote it, markup and all */
	struct str path;
	struct srcpos pos;
	const char *lang; /* of these words: the translation's, or the source's */
};

/* One string of an article as tools see it: the source's words beside what a reader is shown. */
struct passage {
	struct str path, source;
	struct srcpos pos;         /* in the source file */
	bool critical;             /* a stale translation of it must not be shown */
	const struct words *words; /* of the translation; NULL: missing */
	enum freshness freshness;
	bool shown; /* the translation's words are what a reader sees */
};

struct passages {
	struct passage *list;
	size_t n, cap;
};

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_LIST,
	BLOCK_STEPS,
	BLOCK_CAUTION,
	BLOCK_NOTE,
	BLOCK_CHANCE
};

/* What happened to one group: n of `of` people. */
struct arm {
	unsigned n;
	struct text label;
	bool has_counted;
	unsigned counted[2]; /* people with the outcome, people in the group */
};

/* Numbers a person can picture: the same outcome in two groups, with one denominator. */
struct chance {
	struct text outcome, otherwise, group, period, certainty;
	unsigned of; /* 100 or 1000 */
	struct arm with, without;
	size_t source;
	struct str beside; /* id of the chance that it must be shown next to; may be empty */
};

struct block {
	enum block_kind kind;
	struct str id;
	struct srcpos pos;
	const struct text *item; /* one, or the items of a list */
	size_t n_items;
	const struct chance *chance;
};

struct body {
	const struct block *block;
	size_t n_blocks;
};

struct section {
	struct str id;
	struct srcpos pos;
	struct text question, answer;
	struct body body;
};

struct option {
	struct str id;
	struct text text, why;
	bool correct;
};

struct question {
	struct str id;
	size_t section;
	bool safety, fixed;
	struct text question, again;
	const struct option *option;
	size_t n_options;
	size_t correct; /* which option */
};

struct takeaway {
	struct text text;
	size_t question; /* that tests it */
};

struct term {
	struct str id;
	struct text term, meaning;
	struct text also; /* other words for it, as a reader may know it; path empty: none,
	                   * or none in the translation's language */
};

/* What an article is about, for the list of a library. */
struct subject {
	struct str id;
	struct text words;
};

struct reference {
	struct str id, cite, doi, pmid, url, number;
};

enum review_status { REVIEW_DRAFT, REVIEW_REVIEWED };

struct article {
	struct arena arena;
	struct str id, lang, source_lang;
	struct translation *translation; /* NULL: the source itself. The article's own */
	size_t n_texts;                  /* all its texts … */
	size_t n_in_source; /* … and those of them that a translation leaves to the source */
	size_t n_stale;     /* shown translated, but the source has changed since */
	struct text title, summary, disclaimer, authors, funding;
	struct {
		enum review_status status;
		struct text by;
		struct str on, next; /* year-month-day */
	} review;
	const struct subject *subject;
	size_t n_subjects;
	const struct str *critical; /* paths; all below them is meant */
	size_t n_critical;
	struct body introduction;
	const struct section *section;
	size_t n_sections;
	const struct question *question;
	size_t n_questions;
	const struct takeaway *takeaway;
	size_t n_takeaways;
	const struct text *ask;
	size_t n_ask;
	const struct term *term;
	size_t n_terms;
	const struct reference *source;
	size_t n_sources;
};

enum { ARTICLE_MAX_BYTES = 2000 * 1000, ARTICLE_MAX_OPTIONS = 6 };

/* Reads a source file and lays the translation of the file `translation` over it (NULL: none).
 * NULL: at least one error of the source was added to ds; warnings, and errors of the translation,
 * may be added either way. A translation that cannot be read at all leaves the source. The caller
 * owns the article. */
struct article *article_load(const char *path, const char *translation, struct diags *ds);
/* The same from bytes that are already there; `path` gives the article's id and language. Owns t
 * from here on (NULL is fine), even when it fails. Every passage, in reading order, goes to *ret if
 * that is not NULL; its strings live as long as the article. */
struct article *article_parse(const char *path, struct str bytes, struct translation *t,
                              struct passages *ret, struct diags *ds);
/* The id of the article that file `path` belongs to: its folder's name; a copy in the arena. */
struct str article_id(struct arena *arena, const char *path);
void article_free(struct article *a); /* NULL is fine */
void passages_clear(struct passages *p);

/* Whether two editions have the same sections, questions, options and words, so that a place in one
 * is a place in the other: always, unless the source on disk changed in between. */
bool article_same_shape(const struct article *a, const struct article *b);

/* The standing of its translation; of a source, TR_CLINICAL if a clinician reviewed it. */
enum translation_status article_translation_status(const struct article *a);

/* Minutes that reading all of it takes, at 130 words a minute, rounded up to five. */
unsigned article_minutes(const struct article *a);
