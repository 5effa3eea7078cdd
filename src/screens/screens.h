/* screens: every screen there is. Each call makes one; the app owns it. */
#pragma once

#include "screens/screen.h"

/* start.c */
struct screen *start_new(struct env *env, const struct article *a); /* a NULL: the library next */
struct screen *language_new(struct env *env, const struct article *a);

/* kept.c */
/* The screen on which the reader stopped, or the contents. */
struct screen *stopped_at(struct env *env, const struct article *a);
/* What is the matter with what is kept. */
struct screen *trouble_new(struct env *env, const struct article *a, enum keep_trouble trouble);
/* library.c */
struct screen *library_new(struct env *env);
/* A line to type in, and what of the library it finds. */
struct screen *find_new(struct env *env);

/* idle.c */
struct screen *idle_new(struct env *env, const struct article *a);

/* reader.c */
struct screen *introduction_new(struct env *env, const struct article *a);
struct screen *contents_new(struct env *env, const struct article *a);
struct screen *section_new(struct env *env, const struct article *a, size_t section);
/* The items of the contents, as choices; the beside-the-text list shows the same. */
void contents_items(struct env *env, const struct article *a, struct page *p);
struct outcome contents_choose(struct env *env, const struct article *a, int choice);

/* quiz.c */
struct screen *quiz_new(struct env *env, const struct article *a);
struct screen *question_new(struct env *env, const struct article *a, size_t attempt);
/* The question that is open, or the result. */
struct screen *open_question(struct env *env, const struct article *a);

/* takeaways.c */
struct screen *takeaways_new(struct env *env, const struct article *a);
struct screen *ask_new(struct env *env, const struct article *a);
struct screen *end_new(struct env *env, const struct article *a);

/* along.c */
struct screen *end_new(struct env *env, const struct article *a);

/* reference.c */
/* The words given, or all of them if n is 0. */
struct screen *glossary_new(struct env *env, const struct article *a, const size_t *terms,
                            size_t n);
struct screen *sources_new(struct env *env, const struct article *a);

/* search.c */
/* A line to type in, over the screen `under`. NULL: there is nothing to search. */
struct screen *search_new(struct env *env, const struct screen *under);
/* The first place of the folded query in an article; NULL if it has none. */
struct screen *search_first(struct env *env, const struct article *a, struct str query);
/* A heading with what was typed so far, and where the next letter goes. */
void search_heading(struct screen *s, struct page *p);
/* To the next (+1) or previous (-1) place that was found; a line to type in if nothing was. */
struct outcome search_step(struct screen *s, int direction);
/* Marks on a page that was composed what is looked for. */
void search_mark(struct screen *s);
/* Which of the places found a screen shows: "Found: 3 of 12". */
const char *search_place(struct screen *s, struct arena *a);
/* Nothing is looked for any more; `typed`: and what was typed is gone. */
void search_end(struct env *env, bool typed);

/* help.c */
struct screen *help_now_new(struct env *env, const struct article *a);
struct screen *keys_new(struct env *env, const struct article *a);
/* `under` is the screen it is opened on: its words are offered. */
struct screen *menu_new(struct env *env, const struct screen *under);
/* The words in sight on a screen, as a glossary; of a screen without an article, NULL. */
struct screen *words_in_sight(const struct screen *under);
