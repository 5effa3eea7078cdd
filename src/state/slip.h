/* slip: what a reader takes along: what matters most, what they want to ask, what they want
 * explained, and where help is. It is composed here alone; the last screen, the printed sheet, the
 * files and the code for a phone show more or less of the same.
 *
 * It holds no score: what was not clear is named by the question that its section answers. */
#pragma once

#include "base/buf.h"
#include "content/render.h"
#include "state/progress.h"

struct slip {
	const struct article *a;
	const struct progress *progress;
	const struct help *help;
	const struct help_country *country; /* NULL: in no country in particular */
	const char *today;                  /* year-month-day */
	const char *lang;                   /* of the interface, BCP 47 */
	bool ascii;
};

/* Whether the i-th question is on the slip: those that were ticked, or all if none was. */
bool slip_asks(const struct slip *s, size_t i);
bool slip_has_ticks(const struct slip *s);

/* The reader's own part, on a page that has begun: the ticked questions, on paper with room to
 * write, or there, if none was ticked, all of them with a box; then what they want explained. */
void slip_own(struct page *p, const struct slip *s);

/* All of it, as a file of plain text, and as one of HTML. */
void slip_text(struct buf *out, const struct slip *s);
void slip_html(struct buf *out, const struct slip *s);

/* In short, for a code: the title, each question, the emergency numbers with the help lines. An array
 * of *ret_n in the arena, the title first and the help last. */
struct str *slip_items(struct arena *a, const struct slip *s, size_t *ret_n);
