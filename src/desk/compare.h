/* compare: a translation beside its source. Each rule is a small function in one table; what the
 * rules mean is in content/rules.c. Levels: an error keeps a translation from being given out, a
 * warning wants to be mended or to be silenced for that one text, a note is told on request. */
#pragma once

#include "content/article.h"

/* Adds what is wrong with the words of article a's translation, each finding at its place in the
 * translation's file, whose bytes must still be there (a->translation->src). ps: every passage of a,
 * as article_parse() gives them. `old`: the bytes of <language>.src.yaml, the source texts that
 * the translation was made from; empty if there are none. */
void compare_translation(const struct article *a, const struct passages *ps, struct str old,
                         struct diags *ds);

/* Whether a person may silence a finding of this rule for one text (`anteroom-content ok`): a matter
 * of judgement, which the text's own numbers, units or names can explain. */
bool compare_may_waive(const struct rule *rule);
