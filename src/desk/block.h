/* block: what the tools write into “translation:”, the block at the end of a translation's file.
 * Every change is recorded in an edit. False: a finding says what could not be changed. */
#pragma once

#include "desk/edit.h"

/* The block as a new file gets it, with examples of what people put there. */
extern const char block_fresh[];

/* The stamp that the string at `path` is to have; an empty text: none. */
struct block_stamp {
	struct str path, text;
};

/* `all`: strings that are not in the list lose theirs. New ones stand in the order of the list. */
bool block_put_stamps(struct edit *e, const struct block_stamp *stamp, size_t n, bool all);

/* What the person under key `who` has seen. */
bool block_put_seen(struct edit *e, const char *who, struct str digest);

/* `pair` is a waiver_pair() in hexadecimal. */
struct block_waiver {
	struct str path, rule, by, on, pair;
};
bool block_put_waiver(struct edit *e, const struct block_waiver *w);
