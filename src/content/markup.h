/* markup: the inline subset of CommonMark that a text may hold: *emphasis*, **strong**,
 * [words](#glossary-id), citations [@source-id] or [@a; @b], and a backslash that takes a
 * character as it is. Anything else is text; a star counts only at the edge of a word. */
#pragma once

#include "content/fields.h"
#include "text/page.h"

/* The ids that links and citations may name, in the article's order. */
struct markup_names {
	const struct str *term;
	size_t n_terms;
	const struct str *source;
	size_t n_sources;
	const char *lang; /* of the texts: its digits number the citations */
};

/* The text as it is shown: a citation becomes the source's number in brackets, held to the word
 * before it by a no-break space, a span for each source. Unknown names are findings at `pos`. */
struct rich markup_parse(const struct fields *f, struct str raw, struct srcpos pos,
                         const struct markup_names *names);
