/* readability: how hard a text is to read, by formula. A warning, never proof of clarity. */
#pragma once

#include "content/article.h"

struct reading {
	size_t words, sentences, syllables;
};

/* Adds the words of one text; each text ends a sentence, whether or not a full stop does.
 * Syllables are counted by English rules. */
void reading_add(struct reading *r, struct str text);
/* Question, short answer and body of a section. */
struct reading reading_of_section(const struct section *s);

/* Flesch-Kincaid grade (Kincaid and others, 1975): the US school grade. */
double reading_grade(const struct reading *r);
