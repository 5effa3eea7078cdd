/* remark: the comment lines that the tools keep above a string of a translation.
 *
 *     #new                  the source has gained it
 *     #note …               the author's words to translators
 *     #critical             readers see the source's text until it is redone
 *     #numbers              the same, because a number in it changed
 *     #was …                the source text that the translation was made from
 *     #en …                 the source text as it is now; the tag is the source's language
 *
 * A person's comment may look like one of these. A line is the tools' own only if its words are
 * known to come from the source. */
#pragma once

#include "base/buf.h"
#include "desk/edit.h"

struct remark {
	struct str source, note; /* a note may be several, with line feeds between; or empty */
	struct str was;          /* of a stale one; empty: not known */
	bool added, stale, critical, numbers;
};

/* What the tools may have written: every text and note, as they are and as they were. */
struct remark_known {
	const char *lang; /* of the source */
	struct buf texts;
}; /* {lang} knows none */

void remark_know(struct remark_known *k, struct str text);
/* Whether a comment line (without spaces in front) is the tools' own; a const struct remark_known
 * is the data, so that it serves as an edit_own. */
bool remark_is_own(const void *known, struct str line);

/* Lines of the tools above the key of n: */
bool remark_is_there(const struct edit *e, ynode n, const struct remark_known *k);
bool remark_is_added(const struct edit *e, ynode n); /* #new is among them */
bool remark_has_air(const struct edit *e, ynode n, const struct remark_known *k);

/* Makes the tools' lines above the key of n these, at most 100 columns wide, in the place of those
 * that are there; NULL: none, and `air` takes an empty line above them along. As edit_insert(). */
bool remark_put(struct edit *e, ynode n, const struct remark_known *k, const struct remark *r,
                bool air);
