/* lint: what is wrong with an article that is sound in form: numbers that mislead, words that nobody
 * explains, a quiz that gives its answers away, a review that is overdue.
 *
 * Rules over words know English alone; what follows from structure holds in every language. None of
 * it keeps an article from being shown. */
#pragma once

#include "content/article.h"

/* Adds the findings of a source; of a translation, none. src is its file; `today` is
 * year-month-day. */
void lint_article(const struct article *a, const struct source *src, struct str today,
                  struct diags *ds);
