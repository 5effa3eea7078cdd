/* Words are told apart by hand and not by ICU: “10-fold”, “long-term” and “12 %” are one token each
 * here, because that is how a pattern wants to read them. */
#include "desk/english.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>

/* --- tokens ------------------------------------------------------------------------------- */

struct scanner {
	struct arena *arena;
	const struct rich *rich;
	struct str s;
	size_t at;
	struct token *list;
	size_t n;
	unsigned sentence;
	int depth; /* of round brackets */
	size_t span;
};

static char32_t peek(const struct scanner *sc, size_t at, size_t *ret_len)
{
	char32_t c = 0;
	*ret_len = utf8_decode(str_part(sc->s, MIN(at, sc->s.len), sc->s.len), &c);
	return c;
}

static bool is_digit(char32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char32_t c)
{
	return c < 0x80 ? isalpha((int)c) : c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000;
}

static bool is_space(char32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

/* The style of the text at the scanner's place, and where that style ends. */
static enum style style_here(struct scanner *sc, size_t *ret_end)
{
	const struct rich *r = sc->rich;
	while (sc->span < r->n_spans && r->span[sc->span].to <= sc->at)
		sc->span++;
	bool in = sc->span < r->n_spans && r->span[sc->span].from <= sc->at;
	*ret_end = in ? r->span[sc->span].to : sc->s.len;
	return in ? r->span[sc->span].style : STYLE_BODY;
}

/* Small letters; the apostrophe that people type becomes the one that patterns hold. */
static struct str lowered(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len;) {
		bool apostrophe = str_starts(str_part(s, i, s.len), "\u2019");
		out[len++] = apostrophe ? '\'' : (char)tolower((unsigned char)s.p[i]);
		i += apostrophe ? strlen("\u2019") : 1;
	}
	return (struct str){out, len};
}

static double value_of_word(struct str low)
{
	static const struct {
		const char *word;
		double value;
	} numbers[] = {{"one", 1},      {"two", 2},       {"three", 3},      {"four", 4},
	               {"five", 5},     {"six", 6},       {"seven", 7},      {"eight", 8},
	               {"nine", 9},     {"ten", 10},      {"eleven", 11},    {"twelve", 12},
	               {"fifteen", 15}, {"twenty", 20},   {"thirty", 30},    {"forty", 40},
	               {"fifty", 50},   {"sixty", 60},    {"seventy", 70},   {"eighty", 80},
	               {"ninety", 90},  {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}};
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		if (str_is(low, numbers[i].word))
			return numbers[i].value;
	return -1;
}

static struct token *add(struct scanner *sc, enum token_kind kind, size_t from, size_t to)
{
	size_t end;
	struct token *t = &sc->list[sc->n++];
	struct str text = str_part(sc->s, from, to);
	*t = (struct token){.kind = kind,
	                    .text = text,
	                    .low = lowered(sc->arena, text),
	                    .value = -1,
	                    .linked = style_here(sc, &end) == STYLE_TERM,
	                    .inside = sc->depth > 0,
	                    .sentence = sc->sentence};
	sc->at = to;
	return t;
}

/* The end of the word that begins at or goes on from `at`: hyphens and apostrophes count inside. */
static size_t word_end(const struct scanner *sc, size_t at)
{
	size_t n, behind;
	for (char32_t c; (c = peek(sc, at, &n)), n > 0; at += n) {
		bool joins = c == '-' || c == 0x2010 || c == 0x2011 || c == '\'' || c == 0x2019;
		char32_t next = peek(sc, at + n, &behind);
		if (!is_letter(c) && !is_digit(c) &&
		    !(joins && (is_letter(next) || is_digit(next))))
			break;
	}
	return at;
}

/* Digits with their groups and fraction; "1,475", "2.5". */
static size_t number_end(const struct scanner *sc, size_t at)
{
	size_t n, behind;
	for (char32_t c; (c = peek(sc, at, &n)), n > 0; at += n)
		if (!is_digit(c) &&
		    !((c == ',' || c == '.') && is_digit(peek(sc, at + n, &behind))))
			break;
	return at;
}

static double value_of_digits(struct arena *a, struct str s)
{
	char *digits = arena_alloc(a, s.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != ',')
			digits[len++] = s.p[i];
	return strtod(digits, NULL);
}

static void add_number(struct scanner *sc)
{
	size_t from = sc->at, to = number_end(sc, from), n, behind;
	char32_t c = peek(sc, to, &n);
	if (is_letter(c) || (c == '-' && is_letter(peek(sc, to + n, &behind)))) { /* "10-fold" */
		add(sc, TOKEN_WORD, from, word_end(sc, to));
		return;
	}
	size_t sign = to;
	while (is_space(c)) {
		sign += n;
		c = peek(sc, sign, &n);
	}
	double value = value_of_digits(sc->arena, str_part(sc->s, from, to));
	bool percent = c == '%';
	add(sc, percent ? TOKEN_PERCENT : TOKEN_NUMBER, from, percent ? sign + n : to)->value =
	        value;
}

/* Makes the number in front of the last `words` tokens and these one percentage. */
static void join_percent(struct scanner *sc, size_t words)
{
	if (sc->n <= words || sc->list[sc->n - words - 1].value < 0)
		return;
	struct token *number = &sc->list[sc->n - words - 1];
	const char *end = sc->list[sc->n - 1].text.p + sc->list[sc->n - 1].text.len;
	number->kind = TOKEN_PERCENT;
	number->text.len = (size_t)(end - number->text.p);
	sc->n -= words;
}

static void add_word(struct scanner *sc)
{
	struct token *t = add(sc, TOKEN_WORD, sc->at, word_end(sc, sc->at));
	t->value = value_of_word(t->low);
	if (str_is(t->low, "percent"))
		join_percent(sc, 1);
	else if (str_is(t->low, "cent") && sc->n > 1 && str_is(t[-1].low, "per"))
		join_percent(sc, 2);
}

static void add_mark(struct scanner *sc, char32_t c, size_t len)
{
	size_t behind;
	if (c == ')')
		sc->depth -= sc->depth > 0;
	add(sc, TOKEN_MARK, sc->at, sc->at + len);
	sc->depth += c == '(';
	bool ends = c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
	sc->sentence += ends && is_space(peek(sc, sc->at, &behind));
}

/* No more tokens than this can be in s: two of them have something between, if only a mark. */
static size_t most_tokens(struct str s)
{
	size_t apart = 0;
	for (size_t i = 0; i < s.len; i++)
		apart += !isalnum((unsigned char)s.p[i]);
	return MIN(s.len, 2 * apart + 1);
}

struct tokens english_tokens(struct arena *a, const struct rich *r)
{
	struct scanner sc = {.arena = a, .rich = r, .s = r->text};
	sc.list = arena_array(a, struct token, most_tokens(r->text));
	while (sc.at < sc.s.len) {
		size_t n, end;
		char32_t c = peek(&sc, sc.at, &n);
		if (style_here(&sc, &end) == STYLE_CITATION)
			sc.at = end;
		else if (is_digit(c))
			add_number(&sc);
		else if (is_letter(c))
			add_word(&sc);
		else if (is_space(c))
			sc.at += n;
		else
			add_mark(&sc, c, n);
	}
	return (struct tokens){sc.list, sc.n, r->text};
}

/* --- patterns ----------------------------------------------------------------------------- */

static bool fits(const struct token *t, struct str word)
{
	char sign = word.len == 1 ? word.p[0] : '\0';
	if (sign == '#')
		return t->kind != TOKEN_PERCENT && t->value >= 0;
	if (sign == '%')
		return t->kind == TOKEN_PERCENT;
	if (sign == '*')
		return t->kind == TOKEN_WORD;
	return str_eq(t->low, word);
}

/* Whether the token is one of the slot's alternatives. */
static bool fills(const struct token *t, struct str slot)
{
	for (size_t from = 0, to; from < slot.len; from = to + 1) {
		for (to = from; to < slot.len && slot.p[to] != '|';)
			to++;
		if (fits(t, str_part(slot, from, to)))
			return true;
	}
	return false;
}

/* The end of the match, or 0. An optional slot is tried filled, then empty. */
static size_t match_from(const struct tokens *t, size_t first, size_t at, const char *pattern)
{
	if (*pattern == '\0')
		return at;
	size_t n = strcspn(pattern, " ");
	const char *rest = pattern + n + (pattern[n] == ' ');
	bool optional = *pattern == '?';
	struct str slot = {pattern + optional, n - optional};
	bool here = at < t->n && t->list[at].sentence == t->list[first].sentence &&
	            fills(&t->list[at], slot);
	size_t end = here ? match_from(t, first, at + 1, rest) : 0;
	return end || !optional ? end : match_from(t, first, at, rest);
}

size_t english_match(const struct tokens *t, size_t at, const char *pattern)
{
	size_t end = at < t->n ? match_from(t, at, at, pattern) : 0;
	return end ? end - at : 0;
}

bool english_find(const struct tokens *t, const char *pattern, size_t *ret_at, size_t *ret_n)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t n = english_match(t, i, pattern);
		if (n == 0)
			continue;
		*ret_at = i;
		*ret_n = n;
		return true;
	}
	return false;
}

struct str english_quote(const struct tokens *t, size_t at, size_t n)
{
	const char *from = t->list[at].text.p;
	const struct token *last = &t->list[at + n - 1];
	return (struct str){from, (size_t)(last->text.p + last->text.len - from)};
}

/* Whether `word` stands in the list between spaces or its ends. */
static bool in_list(struct str word, const char *list)
{
	for (const char *p = list; *p; p += *p == ' ') {
		size_t n = 0;
		while (n < word.len && p[n] == word.p[n])
			n++;
		if (n == word.len && (p[n] == ' ' || p[n] == '\0'))
			return true;
		for (p += n; *p && *p != ' ';)
			p++;
	}
	return false;
}

bool english_is_one_of(const struct token *t, const char *list)
{
	struct str rest = t->low;
	if (in_list(rest, list))
		return true;
	for (const char *hyphen; rest.len && (hyphen = memchr(rest.p, '-', rest.len));) {
		size_t n = (size_t)(hyphen - rest.p);
		if (in_list(str_part(rest, 0, n), list))
			return true;
		rest = str_part(rest, n + 1, rest.len);
	}
	return rest.len < t->low.len && in_list(rest, list);
}
