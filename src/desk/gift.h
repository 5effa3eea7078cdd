/* gift: the questions of an article in Moodle's GIFT, which learning platforms import. */
#pragma once

#include "base/buf.h"
#include "content/article.h"

/* Every question twice, once in each wording (::id:: and ::id-again::), each option with why it is
 * right or wrong, and where the answer stands as general feedback. What the article is, and how far
 * it can be trusted, is told in comments. Words of the program are in its current language. */
void gift_write(struct buf *out, const struct article *a);
