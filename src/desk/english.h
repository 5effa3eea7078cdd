/* english: the words and numbers of an English text, and patterns over them. */
#pragma once

#include "text/page.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PERCENT, TOKEN_MARK };

struct token {
	enum token_kind kind;
	struct str text; /* as it stands in the text */
	struct str low;  /* the same in small letters, apostrophes straight */
	double value;    /* of numbers, and of words such as “ten”; else -1 */
	bool linked;     /* to the glossary */
	bool inside;     /* round brackets, these not included */
	unsigned sentence;
};

struct tokens {
	const struct token *list;
	size_t n;
	struct str text;
};

/* Citations are left out. A word with hyphens is one token, and so is a number with its sign or
 * word of percent. The tokens live in the arena, their words in the text. */
struct tokens english_tokens(struct arena *a, const struct rich *r);

/* How many tokens from the at-th on, all of one sentence, the pattern matches; 0: it does not.
 * Slots of a pattern are apart by a space, the words that may fill one by “|”; “?” in front makes a
 * slot optional. “#” is any number in digits or in words, “%” a percentage, “*” any word. */
size_t english_match(const struct tokens *t, size_t at, const char *pattern);

/* Whether it matches somewhere; *ret_at and *ret_n say where. */
bool english_find(const struct tokens *t, const char *pattern, size_t *ret_at, size_t *ret_n);

/* The text from the at-th token to the end of the n-th from there. */
struct str english_quote(const struct tokens *t, size_t at, size_t n);

/* Whether the word is one of the list, whose words are apart by spaces; of a word with hyphens, any
 * of its parts will do. */
bool english_is_one_of(const struct token *t, const char *list);
