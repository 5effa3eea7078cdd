/* rules: every finding that a file of content can get. A name keeps its meaning for ever. */
#pragma once

#include "base/diag.h"

enum rule_id {
	/* bytes and characters */
	R_ENCODING,
	R_NOT_UTF8,
	R_TAB,
	R_LINE_END,
	R_CONTROL,
	R_BIDI_OVERRIDE,
	R_BIDI_ISOLATE,
	R_FORBIDDEN_CHAR,
	/* YAML */
	R_YAML,
	R_YAML_FEATURE,
	R_YAML_DOCUMENTS,
	R_YAML_LIMIT,
	R_DUPLICATE_KEY,
	/* fields */
	R_UNKNOWN_KEY,
	R_MISSING_KEY,
	R_WRONG_KIND,
	R_EMPTY_TEXT,
	R_LINE_BREAK,
	R_BAD_ID,
	R_BAD_VALUE,
	R_BAD_NUMBER,
	R_BAD_DATE,
	R_BAD_LANGUAGE,
	R_LANGUAGE_FILE,
	R_TOO_MANY,
	/* article */
	R_FORMAT_VERSION,
	R_NOT_SOURCE,
	R_SECTION_ORDER,
	R_BLOCK_KIND,
	R_UNKNOWN_TERM,
	R_UNKNOWN_SOURCE,
	R_UNKNOWN_SECTION,
	R_UNKNOWN_QUESTION,
	R_UNKNOWN_PATH,
	R_QUIZ_ANSWER,
	R_QUIZ_OPTIONS,
	R_CHANCE_NUMBERS,
	R_CHANCE_BESIDE,
	/* help now */
	R_BAD_COUNTRY,
	R_BAD_PHONE,
	R_HELP_WAY,
	/* quality: never a reason not to show an article */
	R_READING_GRADE,
	R_HELP_OLD,
	R_MIXED_DENOMINATORS,
	R_NO_PERIOD,
	R_RELATIVE_RISK,
	R_ONE_IN_X,
	R_PERCENT_AND_COUNT,
	R_JARGON,
	R_REVIEW_PASSED,
	R_TAKEAWAY_WORDS,
	R_ALL_OF_THE_ABOVE,
	R_LETTER_REFERENCE,
	R_ANSWER_FIRST,
	R_ANSWER_LONGEST,
	R_COUNT
};

extern const struct rule rules[R_COUNT];

/* By name, those of the lower floors included; NULL if there is none. */
const struct rule *rules_find(const char *name);
/* The i-th of all rules, in the table's order; NULL past the end. */
const struct rule *rules_at(size_t i);
