/* formula: the readability formulas of each language. A warning, never proof of clarity. */
#pragma once

#include "content/readability.h"

/* How a value is read. */
struct scale {
	bool higher_is_easier;
	const char *unit; /* what the value counts, before it; NULL: points */
	struct {
		double from;
		const char *words;
	} band[8]; /* from the highest; none for a scale without */
};

/* What a formula weighs. */
enum feature {
	WORDS_A_SENTENCE,
	SYLLABLES_A_WORD,
	LETTERS_A_WORD,
	SENTENCES_A_WORD,
	ONE_SYLLABLE,    /* words of one syllable, of a hundred … */
	THREE_SYLLABLES, /* … of at least three … */
	FOUR_SYLLABLES,
	LONG_WORDS, /* … of more than six letters */
	LONG_WORDS_A_SENTENCE,
	SMOG, /* root of the words of at least three syllables in 30 sentences */
	FEATURES
};

struct formula {
	const char *langs; /* such as "da nb" */
	const char *name;  /* with author and year */
	const struct scale *scale;
	double constant, weight[FEATURES];
	double limit; /* harder than this: a warning; 0: none */
	double aim;   /* what most guides ask for, if that is less than the limit; else 0 */
	bool checked; /* the one that `check` holds the language to */
	size_t min_sentences;
};

/* Those of the language, *ret_n of them in a row. None where no formula is sound: then never a
 * grade, only lengths. */
const struct formula *formulas_of(const char *lang, size_t *ret_n);
/* The one that `check` uses; NULL if there is none. */
const struct formula *formula_checked(const char *lang);

/* Whether there are words enough to say anything. */
bool formula_can_judge(const struct formula *f, const struct reading *r);
double formula_value(const struct formula *f, const struct reading *r);
/* Harder than `limit`, in the one decimal place that is shown. */
bool formula_is_past(const struct formula *f, double value, double limit);
/* The value in words; "" if the scale has none. */
const char *formula_words(const struct formula *f, double value);
