/* booklet: all of an article in one file, for those who read without the program: plain text, or one
 * HTML file that needs nothing beside itself. What it says is what the reader shows; of the questions
 * that check what was understood, the answers stand behind them, and their second wording is left
 * out. Crisis help is what holds in every country. */
#pragma once

#include "base/buf.h"
#include "content/article.h"
#include "content/help.h"

/* `today` is year-month-day. The program's own words are in its current language. */
void booklet_text(struct buf *out, const struct article *a, const struct help *help,
                  const char *today);
void booklet_html(struct buf *out, const struct article *a, const struct help *help,
                  const char *today);
