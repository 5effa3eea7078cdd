/* card: what the list of a library says of an article, read from the beginning of its files without
 * reading the rest. A card promises nothing about the article: that it is sound shows when it is
 * opened. */
#pragma once

#include "base/arena.h"

struct card_subject {
	struct str id, words;
};

struct card {
	struct str lang; /* of the words */
	struct str title, summary;
	const struct card_subject *subject;
	size_t n_subjects;
};

/* Bytes of a file in which its card is looked for first: they stand before the introduction. */
enum { CARD_HEAD = 6000 };

/* Takes from the beginning of a source file, or all of it, what is still empty in *card; strings go to
 * the arena. Of a translation, given first, there are subjects without words. False: *card has no
 * title yet. */
bool card_read(struct arena *a, struct str text, struct card *card);
