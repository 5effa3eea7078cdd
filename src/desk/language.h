/* language: what a check must know of a language that ICU does not tell it: how it says small
 * numbers and units, which marks it sets. One row a language in language.c; of a language without a
 * row nothing is claimed. Words are found whatever their case. */
#pragma once

#include "base/base.h"

enum unit {
	UNIT_NONE,
	UNIT_MCG,
	UNIT_MG,
	UNIT_G,
	UNIT_KG,
	UNIT_ML,
	UNIT_PERCENT,
	UNIT_IU,
	UNIT_COUNT
};
extern const char *const unit_names[UNIT_COUNT]; /* "mcg"; empty for UNIT_NONE */

struct language;

/* The row for a BCP 47 tag, by its first part; never NULL. */
const struct language *language_find(const char *tag);
/* Whether it has a row with the names of units. */
bool language_knows_units(const struct language *l);
/* Words are not parted by spaces. */
bool language_is_unspaced(const struct language *l);
/* A sentence may end without a mark. */
bool language_is_stopless(const struct language *l);
/* Parts of a sentence follow each other as in English, so that its numbers do too. */
bool language_orders_like_english(const struct language *l);
/* Its word for 1 is its article, too. */
bool language_one_is_an_article(const struct language *l);
/* Questions and exclamations open with a mark of their own: ¿ ¡. */
bool language_opens_questions(const struct language *l);
/* Whether the word may stand twice in a row. */
bool language_doubles(const struct language *l, struct str word);
/* Its quotation marks, an opening and a closing code point in turn; "" if they are not known. */
const char *language_quotes(const struct language *l);
/* Words that mean something else than the same English word. */
bool language_misreads(const struct language *l, struct str word);

/* How often the text says the number of digits `value` ("2") in words, the first time in *ret. */
size_t language_says_number(const struct language *l, struct str value, struct str text,
                            struct str *ret);
/* Whether the text names month `value` ("11") with a day or a year behind it. */
bool language_says_month(const struct language *l, struct str value, struct str text);

/* What begins at byte `at`: the unit, and behind it in *ret_to; UNIT_NONE if none does. */
enum unit language_unit_at(const struct language *l, struct str text, size_t at, size_t *ret_to);
/* The unit that ends just before byte `at`, for those who write 百分之59 and %59. */
enum unit language_unit_before(const struct language *l, struct str text, size_t at);
/* Ten to which power the word at byte `at` multiplies by (thousand: 3); 0 if by nothing. */
unsigned language_power_at(const struct language *l, struct str text, size_t at, size_t *ret_to);
