/* index: a file beside the articles, <dir>/index.sqlite, that holds what a list says of each of them
 * and the words of their texts, so that a large library need not be read for either. It is made by
 * `anteroom-content index`, and never by a reader. The only door to SQLite, whose library is loaded
 * at the first call.
 *
 * It is never needed and never trusted: a file that is absent, broken, of another version or not
 * quite what index_write() makes is as none at all; what it says of an article counts only while that
 * article's files are as they were; and its words are checked like those of an article. */
#pragma once

#include "base/diag.h"
#include "content/card.h"

#include <stdint.h>

struct index;

/* NULL: there is none, or none to be used. */
struct index *index_open(const char *dir);
void index_close(struct index *ix); /* NULL is fine */

/* An article in one of its languages. */
struct index_row {
	size_t number; /* for index_find(); from 1 to INDEX_MOST */
	struct str id;
	struct str source; /* the language of its source */
	uint64_t stamp;    /* of its files as they were: see index_stamp() */
	struct card card;
};
enum { INDEX_MOST = 1000000 };

/* The languages that it has articles in: an array in the arena, *ret_n of them. */
struct str *index_languages(struct index *ix, struct arena *a, size_t *ret_n);

/* Calls `each` with every row in a language (or, of those, the sources alone), ordered by id; its
 * strings are good during the call only. */
typedef void index_each(const struct index_row *row, void *data);
void index_rows(struct index *ix, struct str lang, bool sources, index_each *each, void *data);

/* Sets found[number] for each row below n whose text has a word that begins with each word of the
 * folded query. Nothing for less than two letters of a word, which almost every text has. */
void index_find(struct index *ix, struct str query, bool *found, size_t n);

/* Fingerprint of names, sizes and times of an article's files in one language; 0: not there. */
uint64_t index_stamp(const char *dir, struct str id, struct str source, struct str lang);

/* Makes the index of a content folder anew: the old one stays in its place until the new one is whole.
 * An article that is broken is left out, with its findings in ds. False: it could not be made; the
 * last finding says why. *ret_rows: how many rows it has. */
bool index_write(const char *dir, size_t *ret_rows, struct diags *ds);
