/* prose: what can be counted in a text: its numbers with their units, links, citations, telephone
 * numbers, addresses. Two texts that say the same hold the same of these. */
#pragma once

#include "base/arena.h"
#include "desk/language.h"
#include "text/number.h"

/* A number and what it counts: "50 mcg" is 50, UNIT_MCG; "2 million" is 2000000. */
struct quantity {
	struct str value;
	enum unit unit;
	size_t from, to; /* bytes of the plain text, unit and all */
};

struct strs {
	struct str *list;
	size_t n;
};

struct prose {
	struct str raw;    /* as it stands in the file, in NFC */
	struct str plain;  /* without markup and citations */
	struct str folded; /* the same in small letters */
	const char *tag;
	const struct language *lang;
	struct quantity *quantity;
	size_t n_quantities;
	struct strs links, citations; /* ids */
	struct strs phones;           /* as they stand; not among the quantities */
	struct strs addresses;        /* of the web and of mail */
};

/* All strings of it live in the arena, or are raw's. */
struct prose prose_read(struct arena *a, struct str raw, const char *tag);

/* Those of a that b lacks, each as often as it lacks them. */
struct strs prose_lacks(struct arena *a, struct strs have, struct strs other);
/* The bytes from..to of a text with a few words around them, in quotation marks. */
struct str prose_quote(struct arena *a, struct str text, size_t from, size_t to);
/* The beginning of a text, likewise. */
struct str prose_begin(struct arena *a, struct str text);
/* Takes the next word of s, letters and marks only, from byte *at on; false at the end. */
bool prose_next_word(struct str s, size_t *at, struct str *ret);
/* Columns of the widest piece of s that no line can break, and that piece. */
int prose_widest(struct str s, const char *tag, struct str *ret);
