/* coverage: what a translation holds and what it lacks, what has grown old, and who says to have
 * read it. */
#pragma once

#include "content/article.h"

/* Adds the findings in the translation's file. Parameters as compare_translation(). */
void coverage_check(const struct article *a, const struct passages *ps, struct str old,
                    struct diags *ds);
