/* shelf: the articles of a library as a list for one reader: each in the language that serves them
 * best, ordered by title in the alphabet of that reader's language, told apart by subject, and
 * filtered by words. */
#pragma once

#include "content/library.h"

/* Who the list is for. */
struct shelf_reader {
	const char *alphabet; /* BCP 47: by which the titles are ordered */
	/* Of n languages, the one to read in; n: none of them. */
	size_t (*best)(const void *data, const struct str *have, size_t n);
	/* Whether an article may be read in a language that is not its source's. */
	bool (*offers)(const void *data, size_t article, struct str lang);
	const void *data;
	struct diags *ds; /* for what is wrong with an article that is left out */
};

/* Up to so many, each article is read whole, and those that are broken are not listed; of more, that
 * shows when one is opened. */
enum { SHELF_CHECKED = 16 };
/* A library of more than this is not read from end to end for its list: without an index it stands
 * in the order of the ids, until somebody looks for words in it. */
enum { SHELF_SMALL = 200 };

struct shelf_subject {
	struct str id, words;
	size_t n; /* articles */
};

struct shelf;

/* The library and the reader's data must outlive it. */
struct shelf *shelf_open(struct library *lib, const struct shelf_reader *reader);
void shelf_close(struct shelf *s); /* NULL is fine */

/* The places on the shelf of the articles on a subject (empty: all) that have each word of the
 * folded query (empty: all) in their title, summary, subjects or id, in order; behind these, where
 * there is an index, those that have words in their text which begin so. An array in the arena,
 * *ret_n of them. */
size_t *shelf_list(struct shelf *s, struct arena *a, struct str subject, struct str query,
                   size_t *ret_n);

/* Whether an article has the words of the query elsewhere than in its text. */
bool shelf_has_words(struct shelf *s, size_t place, struct str query);

/* What is to be said of the article at a place of the shelf; NULL: nothing, it cannot be shown. */
const struct card *shelf_card(struct shelf *s, size_t place);
/* Which article of the library that is. */
size_t shelf_article(const struct shelf *s, size_t place);
/* It turned out to be broken: from here on it is not listed. */
void shelf_drop(struct shelf *s, size_t place);

/* The subjects of all articles, ordered by their words; none of a large library without an index. */
const struct shelf_subject *shelf_subjects(struct shelf *s, size_t *ret_n);
