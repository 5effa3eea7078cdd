/* render: an article's parts as paragraphs of a page. What is said here is said on the screen and
 * in linear mode alike. */
#pragma once

#include "content/article.h"
#include "content/help.h"

/* Blocks of a section or of the introduction. */
void render_body(struct page *p, const struct article *a, const struct body *b);
/* Question, short answer, body. */
void render_section(struct page *p, const struct article *a, size_t section);
/* All of these say on paper (page.paper) what holds there: no keys, and room to write. */

/* What the article is, who stands behind it, and its introduction. */
void render_introduction(struct page *p, const struct article *a, struct str today);
/* Who checked the article and when, said plainly; `today` is year-month-day. */
void render_review(struct page *p, const struct article *a, struct str today);
/* The same in a few words, for a status line, of a translation in its language and in English;
 * `brief` from 0 to RENDER_STANDINGS - 1: the shorter the more. "" if there is nothing to warn
 * of. */
enum { RENDER_STANDINGS = 3 };
struct str render_standing(struct arena *arena, const struct article *a, int brief);
/* The same on paper, which has no status line: a paragraph for each of the two languages. */
void render_warning(struct page *p, const struct article *a);
void render_takeaways(struct page *p, const struct article *a);
void render_sources(struct page *p, const struct article *a);
/* One word of the glossary with its meaning. */
void render_term(struct page *p, const struct article *a, size_t term);
/* The emergency numbers of a country, or the generic words if country is NULL. */
void render_emergency(struct page *p, const struct help_country *country);
/* Each line's name and its numbers to call, as one fact, of those that are current. */
void render_help_numbers(struct page *p, const struct help_country *country, struct str today);
/* What else there is: whom to tell, the country's lines, directories. */
void render_help_lines(struct page *p, const struct help *h, const struct help_country *country,
                       struct str today);
