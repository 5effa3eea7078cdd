/* readability: what can be counted in a text, and the sentence that is hardest to read. What the
 * counts mean is formula's business. */
#pragma once

#include "content/article.h"

struct sentence {
	struct str text;   /* borrowed from the article */
	struct srcpos pos; /* of the text that it stands in, in the file of the language */
	size_t length;     /* in words, or in characters: reading_by_characters() */
};

struct reading {
	size_t words, sentences, syllables, letters;
	size_t characters;   /* as a reader sees them; without marks */
	size_t long_words;   /* of more than six letters */
	size_t one_syllable; /* words of one … */
	size_t three, four;  /* … of at least three, and four */
	struct sentence longest;
};

/* Whether the language writes without spaces, so that its sentences are measured in characters. */
bool reading_by_characters(const char *lang);

/* Adds a text. It ends a sentence, whether or not a full stop does; citations are not read. Thai and
 * Lao mark no sentence: there it is what stands between two spaces. */
void reading_add(struct reading *r, const struct rich *rich, struct srcpos pos, const char *lang);

/* The parts of an article: the introduction, each section (question, answer and body; its numbers
 * are no prose), the quiz with all its texts, the takeaways, and last all of these together. Of a
 * translation, only what it brings itself is counted. */
enum part_kind { PART_INTRODUCTION, PART_SECTION, PART_QUIZ, PART_TAKEAWAYS, PART_WHOLE };
struct part {
	enum part_kind kind;
	struct str name; /* of a section its id */
	struct srcpos pos;
	struct reading reading;
};
size_t reading_parts(const struct article *a);
struct part reading_part(const struct article *a, size_t i);
