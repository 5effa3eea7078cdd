/* Syllables are groups of vowels, with the exceptions that English makes most often. */
#include "content/readability.h"

#include "base/utf8.h"

#include <ctype.h>

static bool is_vowel(char c)
{
	return strchr("aeiouy", tolower((unsigned char)c)) != NULL && c != '\0';
}

static size_t syllables(struct str w)
{
	size_t n = 0;
	bool before = false;
	for (size_t i = 0; i < w.len; i++) {
		bool vowel = is_vowel(w.p[i]);
		n += vowel && !before;
		before = vowel;
	}
	char last = w.len ? (char)tolower((unsigned char)w.p[w.len - 1]) : 0;
	char second = w.len > 1 ? (char)tolower((unsigned char)w.p[w.len - 2]) : 0;
	bool silent_e = last == 'e' && w.len > 2 && !is_vowel(second) &&
	                (second != 'l' || is_vowel(w.p[w.len - 3]));
	bool silent_ed = last == 'd' && second == 'e' && w.len > 3 &&
	                 !strchr("tdaeiouy", tolower((unsigned char)w.p[w.len - 3]));
	if ((silent_e || silent_ed) && n > 1)
		n--;
	return MAX(n, 1);
}

static bool is_word(char32_t c)
{
	return c < 0x80 ? isalnum((int)c) : c >= 0xC0 && !(c >= 0x2000 && c < 0x2070);
}

/* Bytes of the word that s begins with; 0 if it begins with none. An apostrophe between letters
 * and a point or comma between digits are inside it. */
static size_t word_length(struct str s)
{
	size_t at = 0, n;
	char32_t c, next = 0;
	while ((n = utf8_decode(str_part(s, at, s.len), &c)) > 0) {
		bool joins = at > 0 && (c == '\'' || c == 0x2019 || c == '.' || c == ',');
		if (joins)
			utf8_decode(str_part(s, at + n, s.len), &next);
		joins = joins && at + n < s.len &&
		        (c == '.' || c == ',' ? next < 0x80 && isdigit((int)next) : is_word(next));
		if (!is_word(c) && !joins)
			break;
		at += n;
	}
	return at;
}

void reading_add(struct reading *r, struct str text)
{
	bool open = false; /* words since the last sentence ended */
	for (size_t i = 0; i < text.len;) {
		size_t n = word_length(str_part(text, i, text.len));
		if (n) {
			r->words++;
			r->syllables += syllables(str_part(text, i, i + n));
			open = true;
			i += n;
			continue;
		}
		bool stop = strchr(".?!:", text.p[i]) != NULL;
		if (text.p[i] == '[') /* a citation is not read aloud */
			while (i < text.len && text.p[i] != ']')
				i++;
		char32_t c;
		i += utf8_decode(str_part(text, MIN(i, text.len - 1), text.len), &c);
		if (stop && open &&
		    (i >= text.len || text.p[i] == ' ' || text.p[i] == ')' || (text.p[i] & 0x80))) {
			r->sentences++;
			open = false;
		}
	}
	r->sentences += open;
}

struct reading reading_of_section(const struct section *s)
{
	struct reading r = {0};
	reading_add(&r, s->question.rich.text);
	reading_add(&r, s->answer.rich.text);
	for (size_t i = 0; i < s->body.n_blocks; i++)
		for (size_t k = 0; k < s->body.block[i].n_items; k++)
			reading_add(&r, s->body.block[i].item[k].rich.text);
	return r;
}

double reading_grade(const struct reading *r)
{
	if (r->words == 0 || r->sentences == 0)
		return 0;
	return 0.39 * (double)r->words / (double)r->sentences +
	       11.8 * (double)r->syllables / (double)r->words - 15.59;
}
