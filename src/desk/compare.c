/* Every text is read once (desk/prose.h); a rule then looks at a pair, or at all pairs. A rule speaks
 * only of what it is sure of: a finding that is wrong once too often is read by nobody. */
#include "desk/compare.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/rules.h"
#include "desk/coverage.h"
#include "desk/prose.h"
#include "text/letter.h"
#include "text/locale.h"
#include "text/normal.h"

/* One text in both languages. */
struct pair {
	const struct passage *p;
	struct prose source, text;
};

struct comparison {
	const struct article *a;
	const struct translation *t;
	struct diags *ds;
	struct arena arena;
	struct pair *pair;
	size_t n;
	bool *used; /* by waiver */
};

/* --- findings ----------------------------------------------------------------------------- */

/* Whether a person silenced the rule for these two texts as they are. */
static bool waived(struct comparison *c, const struct passage *p, enum rule_id rule)
{
	if (!compare_may_waive(&rules[rule]) ||
	    !translation_waives(c->t, p->path, rules[rule].name, p->source, p->words->text))
		return false;
	for (size_t i = 0; i < c->t->n_waivers; i++) {
		const struct waiver *w = &c->t->waiver[i];
		c->used[i] |= str_eq(w->path, p->path) && str_is(w->rule, rules[rule].name) &&
		              w->pair == waiver_pair(p->source, p->words->text);
	}
	return true;
}

/* The byte at which a place stands; the text's length if it has none such. */
static size_t offset_of(struct str text, struct srcpos pos)
{
	size_t at = 0;
	char32_t c;
	for (unsigned line = 1; line < pos.line && at < text.len; line++) {
		const char *nl = memchr(text.p + at, '\n', text.len - at);
		at = nl ? (size_t)(nl - text.p) + 1 : text.len;
	}
	for (unsigned col = 1; col < pos.col && at < text.len; col++)
		at += MAX(utf8_decode(str_part(text, at, text.len), &c), 1);
	return at;
}

static struct srcpos pos_of(struct str text, size_t at)
{
	struct srcpos pos = {1, 1};
	for (size_t i = 0; i < at; i++) {
		bool starts = ((unsigned char)text.p[i] & 0xC0) != 0x80;
		pos.col = text.p[i] == '\n' ? 1 : pos.col + starts;
		pos.line += text.p[i] == '\n';
	}
	return pos;
}

/* The bytes of the file in which the words stand: up to the next key, or the tools' lines above it. */
static struct str part_of_file(const struct comparison *c, const struct words *w, size_t *ret_from)
{
	struct str file = c->t->src.text;
	bool last = w + 1 == c->t->words + c->t->n_words;
	size_t from = MIN(offset_of(file, w->pos), file.len);
	size_t end = last ? file.len : MIN(offset_of(file, w[1].key_pos), file.len);
	for (size_t at = from; at < end; at++) {
		if (file.p[at] != '\n')
			continue;
		size_t next = at + 1;
		while (next < end && file.p[next] == ' ')
			next++;
		if (next < end && file.p[next] == '#')
			end = at;
	}
	*ret_from = from;
	return str_part(file, from, MAX(from, end));
}

/* Where the words `at`, a part of `whole`, stand in the file. They are looked for with less and less
 * of what is around them, because lines may break and markup stand between; the text's own place if
 * they are not found. */
static struct srcpos place(const struct comparison *c, const struct words *w, struct str whole,
                           struct str at)
{
	static const size_t around[] = {24, 8, 3, 0};
	size_t from;
	struct str part = part_of_file(c, w, &from);
	size_t in = at.len ? (size_t)(at.p - whole.p) : 0;
	for (size_t i = 0; at.len && i < ARRAY_LEN(around); i++) {
		size_t front = MIN(in, around[i]);
		size_t back = MIN(in + at.len + around[i], whole.len);
		struct str find = str_part(whole, in - front, back);
		const char *hit = part.len ? memmem(part.p, part.len, find.p, find.len) : NULL;
		if (hit)
			return pos_of(c->t->src.text, from + (size_t)(hit - part.p) + front);
	}
	return w->pos;
}

/* Adds a finding about a pair, unless it was silenced; `at` is the part of the translation's plain
 * text that it points to, empty for all of it. */
static void found(struct comparison *c, const struct pair *p, enum rule_id rule, struct str at,
                  const char *fmt, ...) PRINTF_LIKE(5, 6);

static void found(struct comparison *c, const struct pair *p, enum rule_id rule, struct str at,
                  const char *fmt, ...)
{
	if (waived(c, p->p, rule))
		return;
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&c->arena, fmt, ap);
	va_end(ap);
	diag_add(c->ds, &c->t->src, &rules[rule], place(c, p->p->words, p->text.plain, at),
	         "“%.*s”: %.*s", STR_ARG(p->p->path), STR_ARG(msg));
}

/* A part of a text with some words around it, in quotation marks. */
static const char *quoted(struct comparison *c, struct str whole, struct str part)
{
	size_t from = part.len ? (size_t)(part.p - whole.p) : 0;
	return prose_quote(&c->arena, whole, from, from + part.len).p;
}

static const char *begin(struct comparison *c, struct str whole)
{
	return prose_begin(&c->arena, whole).p;
}

/* "59, 45 and 2 more" */
static const char *listed(struct comparison *c, struct strs l)
{
	enum { MOST = 6 };
	struct buf b = {0};
	for (size_t i = 0; i < MIN(l.n, (size_t)MOST); i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(l.list[i]));
	if (l.n > MOST)
		buf_fmt(&b, " and %zu more", l.n - MOST);
	const char *s = arena_str(&c->arena, buf_str(&b)).p;
	buf_clear(&b);
	return s;
}

/* --- numbers ------------------------------------------------------------------------------ */

static struct strs values(struct comparison *c, const struct prose *p)
{
	struct strs l = {arena_array(&c->arena, struct str, p->n_quantities), p->n_quantities};
	for (size_t i = 0; i < l.n; i++)
		l.list[i] = p->quantity[i].value;
	return l;
}

static struct str stands(const struct prose *p, struct str value)
{
	for (size_t i = 0; i < p->n_quantities; i++)
		if (str_eq(p->quantity[i].value, value))
			return str_part(p->plain, p->quantity[i].from, p->quantity[i].to);
	return (struct str){0};
}

/* Numbers of one text that the other lacks: without those that are the month of a date there; and
 * those that it may have in words apart. */
struct lacking {
	struct strs digits, words;
	struct str word; /* the first of these, as it stands in the other text */
};

/* `strictly`: a word counts only if the other text says it more often than this one. */
static struct lacking lacking(struct comparison *c, const struct prose *this,
                              const struct prose *other, bool strictly)
{
	struct strs all = prose_lacks(&c->arena, values(c, this), values(c, other));
	struct lacking l = {.digits.list = arena_array(&c->arena, struct str, all.n),
	                    .words.list = arena_array(&c->arena, struct str, all.n)};
	for (size_t i = 0; i < all.n; i++) {
		struct str word, ours;
		if (language_says_month(other->lang, all.list[i], other->plain))
			continue;
		size_t n = language_says_number(other->lang, all.list[i], other->plain, &word);
		bool article = str_is(all.list[i], "1") && language_one_is_an_article(this->lang) &&
		               language_one_is_an_article(other->lang);
		if (n && (strictly || article))
			n -= MIN(n,
			         language_says_number(this->lang, all.list[i], this->plain, &ours));
		if (!n) {
			l.digits.list[l.digits.n++] = all.list[i];
			continue;
		}
		l.word = l.words.n ? l.word : word;
		l.words.list[l.words.n++] = all.list[i];
	}
	return l;
}

static void numbers(struct comparison *c, const struct pair *p)
{
	const struct prose *source = &p->source, *text = &p->text;
	if (p->p->freshness == STALE_NUMBERS) /* that they changed was said */
		return;
	struct lacking lost = lacking(c, source, text, false);
	struct lacking more = lacking(c, text, source, false);
	if (lost.digits.n + lost.words.n && more.digits.n + more.words.n) { /* one for another? */
		lost = lacking(c, source, text, true);
		more = lacking(c, text, source, true);
	}
	struct str old = lost.digits.n ? stands(source, lost.digits.list[0]) : STR("");
	struct str new = more.digits.n ? stands(text, more.digits.list[0]) : STR("");
	if (lost.digits.n && more.digits.n)
		found(c, p, R_NUMBERS, new,
		      "the source says %s where the translation says %s: %s, %s",
		      listed(c, lost.digits), listed(c, more.digits), quoted(c, source->plain, old),
		      quoted(c, text->plain, new));
	else if (lost.digits.n)
		found(c, p, R_NUMBERS, new, "%s is in the source and not in the translation: %s",
		      listed(c, lost.digits), quoted(c, source->plain, old));
	else if (more.digits.n)
		found(c, p, R_NUMBERS, new, "%s is not in the source: %s", listed(c, more.digits),
		      quoted(c, text->plain, new));
	else if (lost.words.n)
		found(c, p, R_NUMBER_WORD, lost.word,
		      "%s of the source is perhaps said in words: %s, %s", listed(c, lost.words),
		      quoted(c, source->plain, stands(source, lost.words.list[0])),
		      quoted(c, text->plain, lost.word));
	else if (more.words.n)
		found(c, p, R_NUMBER_WORD, stands(text, more.words.list[0]),
		      "%s is perhaps said in words in the source: %s, %s", listed(c, more.words),
		      quoted(c, source->plain, more.word),
		      quoted(c, text->plain, stands(text, more.words.list[0])));
}

/* What stands between two numbers of the source that belong together. */
static const char *const of_words[] = {" of ", " out of ", " in ", " of every ", " in every "};
static const char *const range_words[] = {" to ", "-", "–", " – ", " and ", " or ", "/", ", "};

static bool joined_by(const struct prose *p, size_t i, const char *const *words, size_t n)
{
	if (i + 1 >= p->n_quantities)
		return false;
	struct str between = str_part(p->plain, p->quantity[i].to, p->quantity[i + 1].from);
	for (size_t k = 0; k < n; k++)
		if (str_is(between, words[k]))
			return true;
	return false;
}

/* Without the m of every "n of m" of the source: many languages put it in front, and whatever stands
 * where, n is the smaller one. */
static struct strs without_wholes(struct comparison *c, const struct prose *source, struct strs l)
{
	struct strs rest = {arena_array(&c->arena, struct str, l.n), 0};
	for (size_t i = 0; i < l.n; i++) {
		bool whole = false;
		for (size_t k = 0; k < source->n_quantities && !whole; k++)
			whole = joined_by(source, k, of_words, ARRAY_LEN(of_words)) &&
			        str_eq(source->quantity[k + 1].value, l.list[i]);
		if (!whole)
			rest.list[rest.n++] = l.list[i];
	}
	return rest;
}

/* Whether "5 to 20" of the source is "20 to 5" in the other text: wrong in every language. */
static bool turned_round(const struct prose *source, const struct prose *text)
{
	for (size_t i = 0; i + 1 < source->n_quantities; i++) {
		const struct quantity *q = &source->quantity[i];
		bool as_is = !joined_by(source, i, range_words, ARRAY_LEN(range_words)),
		     turned = false;
		for (size_t k = 0; k + 1 < text->n_quantities; k++) {
			const struct quantity *t = &text->quantity[k];
			as_is |= str_eq(t[0].value, q[0].value) && str_eq(t[1].value, q[1].value);
			turned |= str_eq(t[0].value, q[1].value) && str_eq(t[1].value, q[0].value);
		}
		if (turned && !as_is)
			return true;
	}
	return false;
}

static void number_order(struct comparison *c, const struct pair *p)
{
	struct strs want = values(c, &p->source), have = values(c, &p->text);
	if (want.n != have.n || prose_lacks(&c->arena, want, have).n)
		return;
	struct strs first = without_wholes(c, &p->source, want);
	struct strs second = without_wholes(c, &p->source, have);
	size_t i = 0;
	while (i < first.n && str_eq(first.list[i], second.list[i]))
		i++;
	if (i == first.n)
		return;
	bool grave = p->p->critical && (language_orders_like_english(p->text.lang) ||
	                                turned_round(&p->source, &p->text));
	found(c, p, grave ? R_ORDER_CRITICAL : R_NUMBER_ORDER, stands(&p->text, second.list[i]),
	      "the numbers stand in another order: %s in the source, %s in the translation",
	      listed(c, want), listed(c, have));
}

static struct str part_of(const struct prose *p, const struct quantity *q)
{
	return str_part(p->plain, q->from, q->to);
}

/* The unit of quantity i; the next one's if it has none itself and they stand together: "5 to 50 mg". */
static enum unit unit_of(const struct prose *p, size_t i)
{
	enum { NEAR = 24 };
	const struct quantity *q = &p->quantity[i];
	if (q->unit || i + 1 == p->n_quantities || q[1].from - q->to > NEAR)
		return q->unit;
	for (size_t at = q->to; at < q[1].from; at++)
		if (strchr(".,;:()", p->plain.p[at]) ||
		    str_starts(str_part(p->plain, at, q[1].from), "，"))
			return UNIT_NONE;
	return q[1].unit;
}

/* The quantity of the same value as q, whose unit is not q's; n_quantities if one has q's unit, or
 * none that value. */
static size_t misfit(const struct quantity *q, const struct prose *other)
{
	size_t found = other->n_quantities;
	for (size_t k = 0; k < other->n_quantities; k++) {
		if (!str_eq(other->quantity[k].value, q->value))
			continue;
		if (other->quantity[k].unit == q->unit || unit_of(other, k) == q->unit)
			return other->n_quantities;
		found = k;
	}
	return found;
}

/* Whether the translation lacks the unit of a quantity of the source. */
static bool unit_lost(struct comparison *c, const struct pair *p, const struct quantity *q)
{
	const struct prose *source = &p->source, *text = &p->text;
	size_t k = q->unit ? misfit(q, text) : text->n_quantities;
	if (k == text->n_quantities)
		return false;
	const char *want = unit_names[q->unit], *have = unit_names[text->quantity[k].unit];
	struct str old = part_of(source, q), new = part_of(text, &text->quantity[k]);
	if (!*have && !language_knows_units(text->lang)) /* it may stand there in any word */
		return false;
	if (*have)
		found(c, p, R_UNITS, new,
		      "%.*s is in %s in the source and in %s in the translation: %s, %s",
		      STR_ARG(q->value), want, have, quoted(c, source->plain, old),
		      quoted(c, text->plain, new));
	else
		found(c, p, R_UNITS, new,
		      "%.*s is in %s in the source, which is not said here: %s, %s",
		      STR_ARG(q->value), want, quoted(c, source->plain, old),
		      quoted(c, text->plain, new));
	return true;
}

static bool has_unit(const struct prose *p, enum unit unit)
{
	for (size_t i = 0; i < p->n_quantities; i++)
		if (p->quantity[i].unit == unit)
			return true;
	return false;
}

static void units(struct comparison *c, const struct pair *p)
{
	const struct prose *source = &p->source, *text = &p->text;
	for (size_t i = 0; i < source->n_quantities; i++)
		if (unit_lost(c, p, &source->quantity[i]))
			return;
	for (size_t k = 0; k < text->n_quantities && language_knows_units(source->lang); k++) {
		const struct quantity *q = &text->quantity[k];
		bool alone = !stands(source, q->value).len && !has_unit(source, q->unit);
		if (!q->unit || (misfit(q, source) == source->n_quantities && !alone))
			continue;
		found(c, p, R_UNITS, part_of(text, q), "%s is not in the source: %s",
		      unit_names[q->unit], quoted(c, text->plain, part_of(text, q)));
		return;
	}
}

/* --- what markup and addresses refer to --------------------------------------------------- */

static bool is_term(const struct article *a, struct str id)
{
	for (size_t i = 0; i < a->n_terms; i++)
		if (str_eq(a->term[i].id, id))
			return true;
	return false;
}

static bool is_source(const struct article *a, struct str id)
{
	for (size_t i = 0; i < a->n_sources; i++)
		if (str_eq(a->source[i].id, id))
			return true;
	return false;
}

/* What was meant as markup and is none: markup inside markup. */
static struct str shown_as_written(const struct prose *p, const char *mark)
{
	const char *hit =
	        p->plain.len ? memmem(p->plain.p, p->plain.len, mark, strlen(mark)) : NULL;
	return hit ? (struct str){hit, strlen(mark)} : (struct str){0};
}

/* Links or citations, by their ids; `open` and `close` stand around an id. */
static void references(struct comparison *c, const struct pair *p, enum rule_id rule,
                       struct strs want, struct strs have, const char *open, const char *close)
{
	struct strs lost = prose_lacks(&c->arena, want, have);
	struct strs more = prose_lacks(&c->arena, have, want);
	bool known = true; /* else the loader says so, and mending that mends this */
	for (size_t i = 0; i < more.n; i++)
		known &= rule == R_LINKS ? is_term(c->a, more.list[i])
		                         : is_source(c->a, more.list[i]);
	if (!known)
		return;
	for (size_t i = 0; i < lost.n; i++)
		found(c, p, rule, (struct str){0},
		      "%s%.*s%s of the source is not there: put it with the same words: %s", open,
		      STR_ARG(lost.list[i]), close, quoted(c, p->source.raw, lost.list[i]));
	const char *mark = rule == R_LINKS ? "](#" : "[@";
	struct str shown = shown_as_written(&p->text, mark);
	if (shown.len && !shown_as_written(&p->source, mark).len)
		found(c, p, rule, shown,
		      "this is shown as it is written, because it stands inside * or [ ]: %s",
		      quoted(c, p->text.plain, shown));
	for (size_t i = 0; i < more.n; i++)
		found(c, p, rule, (struct str){0},
		      "%s%.*s%s stands here more often than in the source: %s", open,
		      STR_ARG(more.list[i]), close, quoted(c, p->text.raw, more.list[i]));
}

static void links(struct comparison *c, const struct pair *p)
{
	references(c, p, R_LINKS, p->source.links, p->text.links, "the link […](#", ")");
}

static void citations(struct comparison *c, const struct pair *p)
{
	references(c, p, R_CITATIONS, p->source.citations, p->text.citations, "the citation [@",
	           "]");
}

/* The digits alone, of any script. */
static struct strs dialled(struct comparison *c, struct strs phones)
{
	struct strs l = {arena_array(&c->arena, struct str, phones.n), phones.n};
	for (size_t i = 0; i < l.n; i++) {
		struct str s = phones.list[i];
		char *out = arena_alloc(&c->arena, s.len + 1, 1);
		size_t len = 0;
		char32_t ch;
		for (size_t n; (n = utf8_decode(s, &ch)) > 0; s = str_part(s, n, s.len))
			if (letter_digit(ch) >= 0)
				out[len++] = (char)('0' + letter_digit(ch));
		l.list[i] = (struct str){out, len};
	}
	return l;
}

static void phones(struct comparison *c, const struct pair *p)
{
	struct strs want = dialled(c, p->source.phones), have = dialled(c, p->text.phones);
	struct strs lost = prose_lacks(&c->arena, want, have);
	struct strs more = prose_lacks(&c->arena, have, want);
	if (more.n)
		found(c, p, R_PHONE, p->text.phones.list[0],
		      "the telephone number %s is not in the source: numbers belong into "
		      "help-now.yaml, by country",
		      listed(c, more));
	else if (lost.n)
		found(c, p, R_PHONE, (struct str){0},
		      "the telephone number %s of the source is not there", listed(c, lost));
}

static void addresses(struct comparison *c, const struct pair *p)
{
	struct strs lost = prose_lacks(&c->arena, p->source.addresses, p->text.addresses);
	struct strs more = prose_lacks(&c->arena, p->text.addresses, p->source.addresses);
	if (lost.n && more.n)
		found(c, p, R_ADDRESS, more.list[0],
		      "the address %s of the source is %s here: is it the same page in this language?",
		      listed(c, lost), listed(c, more));
	else if (lost.n)
		found(c, p, R_ADDRESS, (struct str){0}, "the address %s of the source is not there",
		      listed(c, lost));
	else if (more.n)
		found(c, p, R_ADDRESS, more.list[0], "the address %s is not in the source",
		      listed(c, more));
}

/* --- letters ------------------------------------------------------------------------------ */

static bool has_word(const struct prose *p, struct str word)
{
	struct str w;
	for (size_t at = 0; prose_next_word(p->plain, &at, &w);)
		if (str_eq(w, word))
			return true;
	return false;
}

/* The first letter of the alphabet in a word. */
static struct str first_of(struct str word, enum alphabet alphabet)
{
	char32_t ch;
	for (size_t n; (n = utf8_decode(word, &ch)) > 0; word = str_part(word, n, word.len))
		if (letter_alphabet(ch) == alphabet)
			return str_part(word, 0, n);
	return (struct str){0};
}

static size_t count_of(struct str word, enum alphabet alphabet)
{
	size_t count = 0;
	char32_t ch;
	for (size_t n; (n = utf8_decode(word, &ch)) > 0; word = str_part(word, n, word.len))
		count += letter_alphabet(ch) == alphabet;
	return count;
}

/* A unit may begin with the Greek letter mu. */
static bool is_micro(struct str word)
{
	return str_starts(word, "μ") && word.len <= 4;
}

static void mixed_script(struct comparison *c, const struct pair *p)
{
	static const char *const names[] = {[ALPHABET_LATIN] = "Latin",
	                                    [ALPHABET_GREEK] = "Greek",
	                                    [ALPHABET_CYRILLIC] = "Cyrillic"};
	struct str w;
	for (size_t at = 0; prose_next_word(p->text.plain, &at, &w);) {
		enum alphabet rare = ALPHABET_OTHER, main = ALPHABET_OTHER;
		for (enum alphabet i = ALPHABET_LATIN; i <= ALPHABET_CYRILLIC; i++) {
			size_t n = count_of(w, i);
			if (n && (!main || n > count_of(w, main))) {
				rare = main;
				main = i;
			} else if (n) {
				rare = i;
			}
		}
		if (!rare || is_micro(w) || has_word(&p->source, w))
			continue;
		found(c, p, R_MIXED_SCRIPT, w, "“%.*s” mixes alphabets: its “%.*s” is %s, not %s",
		      STR_ARG(w), STR_ARG(first_of(w, rare)), names[rare], names[main]);
		return;
	}
}

/* The first letter of a word that the language is not written with. Latin words are names. */
static struct str foreign_letter(struct str word, const char *tag)
{
	char32_t ch;
	for (size_t n; (n = utf8_decode(word, &ch)) > 0; word = str_part(word, n, word.len))
		if (letter_alphabet(ch) != ALPHABET_LATIN && !letter_serves(ch, tag))
			return str_part(word, 0, n);
	return (struct str){0};
}

static void foreign_letters(struct comparison *c, const struct pair *p)
{
	struct str w;
	char32_t ch = 0;
	for (size_t at = 0; prose_next_word(p->text.plain, &at, &w);) {
		struct str letter = foreign_letter(w, p->text.tag);
		bool mixed = count_of(w, ALPHABET_LATIN) > 0; /* a graver rule */
		if (!letter.len || mixed || has_word(&p->source, w))
			continue;
		utf8_decode(letter, &ch);
		found(c, p, R_FOREIGN_LETTERS, w,
		      "“%.*s” holds a letter of another script than the language’s: “%.*s” (%s)",
		      STR_ARG(w), STR_ARG(letter), letter_script(ch));
		return;
	}
}

/* --- punctuation -------------------------------------------------------------------------- */

static char32_t char_at(struct str s, size_t at)
{
	char32_t ch = 0;
	utf8_decode(str_part(s, MIN(at, s.len), s.len), &ch);
	return ch;
}

static bool is_letter_at(struct str s, size_t at)
{
	return letter_is(char_at(s, at));
}

static size_t before(struct str s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
	return at;
}

/* ASCII marks where a script has its own. */
static const struct {
	const char *script, *marks;
	const char *own[4];
} own_marks[] = {
        {"Arabic", ",;?", {"،", "؛", "؟"}},
        {"Han", ",;?!", {"，", "；", "？", "！"}},
        {"Hiragana", ",;?!", {"、", "；", "？", "！"}},
        {"Katakana", ",;?!", {"、", "；", "？", "！"}},
};

/* The mark that should stand in place of the one at byte `at`; NULL: it is right. */
static const char *own_mark(struct str s, size_t at)
{
	const char *script = at ? letter_script(char_at(s, before(s, at))) : NULL;
	for (size_t i = 0; script && i < ARRAY_LEN(own_marks); i++) {
		const char *mark = strchr(own_marks[i].marks, s.p[at]);
		if (s.p[at] && mark && strcmp(script, own_marks[i].script) == 0)
			return own_marks[i].own[mark - own_marks[i].marks];
	}
	return NULL;
}

static void foreign_mark(struct comparison *c, const struct pair *p)
{
	struct str s = p->text.plain;
	for (size_t i = 0; i < s.len; i++) {
		const char *own = own_mark(s, i);
		if (!own)
			continue;
		found(c, p, R_FOREIGN_MARK, str_part(s, i, i + 1),
		      "“%c” is the mark of another script, here it is “%s”: %s", s.p[i], own,
		      quoted(c, s, str_part(s, i, i + 1)));
		return;
	}
}

/* Marks at the end of a text that say the same. */
static const struct {
	const char *name, *marks;
} end_marks[] = {
        {"a full stop", ".。।॥۔។။։።｡．"},
        {"a question mark", "?？؟;՞"},
        {"an exclamation mark", "!！՜"},
        {"a colon", ":：៖"},
        {"an ellipsis", "…"},
        {"a semicolon", ";；؛"},
        {"a comma", ",，،、"},
};
enum { NO_MARK = ARRAY_LEN(end_marks), STOP = 0, QUESTION = 1 };

/* What closes behind the last mark of a sentence. */
static bool closes(char32_t ch)
{
	static const char closers[] = "\"'’”»“›)）]」』*";
	char bytes[5] = {0};
	utf8_encode(ch, bytes);
	return ch && (letter_space(ch) || strstr(closers, bytes));
}

static size_t end_mark(const struct prose *p)
{
	size_t at = p->plain.len;
	char bytes[5] = {0};
	while (at > 0 && closes(char_at(p->plain, before(p->plain, at))))
		at = before(p->plain, at);
	if (at == 0)
		return NO_MARK;
	char32_t last = char_at(p->plain, before(p->plain, at));
	if (last == ';' && strncmp(p->tag, "el", 2) == 0)
		return QUESTION;
	utf8_encode(last, bytes);
	for (size_t i = 0; i < NO_MARK; i++)
		if (strstr(end_marks[i].marks, bytes) && (last != ';' || i != QUESTION))
			return i;
	return NO_MARK;
}

static void end_punctuation(struct comparison *c, const struct pair *p)
{
	size_t want = end_mark(&p->source), have = end_mark(&p->text);
	if (want == have || (want == STOP && language_is_stopless(p->text.lang)))
		return;
	found(c, p, R_END_PUNCTUATION, (struct str){0}, "ends with %s, the source with %s",
	      have == NO_MARK ? "no mark" : end_marks[have].name,
	      want == NO_MARK ? "none" : end_marks[want].name);
}

/* The first mark that nothing opened, or else the last opened that nothing closes. */
static struct str unopened(struct str s, const char *open, char close)
{
	struct str last = {0};
	for (size_t at = 0; at < s.len; at++) {
		bool again = at && (s.p[at - 1] == '?' || s.p[at - 1] == '!'); /* ¿Qué?! */
		if (str_starts(str_part(s, at, s.len), open))
			last = str_part(s, at, at + strlen(open));
		if (s.p[at] != close || again || is_letter_at(s, at + 1))
			continue;
		if (!last.len)
			return str_part(s, at, at + 1);
		last = (struct str){0};
	}
	return last;
}

/* ¿ and ¡ open what ? and ! close. */
static void opening_mark(struct comparison *c, const struct pair *p)
{
	static const struct {
		const char *open, *close;
	} marks[] = {{"¿", "?"}, {"¡", "!"}};
	for (size_t i = 0; i < ARRAY_LEN(marks) && language_opens_questions(p->text.lang); i++) {
		struct str mark = unopened(p->text.plain, marks[i].open, marks[i].close[0]);
		if (mark.len == 1)
			found(c, p, R_OPENING_MARK, mark, "“%s” without “%s” at the front: %s",
			      marks[i].close, marks[i].open, quoted(c, p->text.plain, mark));
		else if (mark.len)
			found(c, p, R_OPENING_MARK, mark, "“%s” without “%s” behind it: %s",
			      marks[i].open, marks[i].close, quoted(c, p->text.plain, mark));
	}
}

/* A sentence that ends at byte `at` with the next one right behind it. */
static bool runs_on(const struct prose *p, size_t at)
{
	static const char stops[] = ".?!؟۔।";
	char bytes[5] = {0};
	char32_t ch = char_at(p->plain, at);
	size_t next = at + utf8_encode(ch, bytes);
	if (!ch || !strstr(stops, bytes) || at == 0 || next >= p->plain.len ||
	    language_is_unspaced(p->lang))
		return false;
	char32_t left = char_at(p->plain, before(p->plain, at)), right = char_at(p->plain, next);
	return letter_is(left) && letter_is(right) &&
	       (letter_alphabet(left) == ALPHABET_OTHER ||
	        (letter_lower(left) && !letter_lower(right) && letter_alphabet(right)));
}

/* The first fault: two spaces in a row, or none between sentences; empty if there is none. */
static struct str bad_space(const struct prose *p)
{
	for (size_t i = 0; i < p->plain.len; i++) {
		if (p->plain.p[i] == ' ' && i + 1 < p->plain.len && p->plain.p[i + 1] == ' ')
			return str_part(p->plain, i, i + 2);
		if (((unsigned char)p->plain.p[i] & 0xC0) != 0x80 && runs_on(p, i))
			return str_part(p->plain, i, i + 1);
	}
	return (struct str){0};
}

static void spacing(struct comparison *c, const struct pair *p)
{
	struct str fault = bad_space(&p->text);
	if (!fault.len || bad_space(&p->source).len || p->text.addresses.n)
		return;
	bool doubled = fault.p[0] == ' ';
	found(c, p, R_SPACING, fault,
	      doubled ? "two spaces in a row: %s" : "no space between sentences: %s",
	      quoted(c, p->text.plain, fault));
}

/* --- pairs of marks ----------------------------------------------------------------------- */

/* What closes `ch`; 0: it opens nothing. `marks` are pairs. */
static char32_t closer_of(const char *marks, char32_t ch)
{
	struct str s = str_of(marks);
	char32_t open, close;
	while (s.len) {
		size_t n = utf8_decode(s, &open);
		n += utf8_decode(str_part(s, n, s.len), &close);
		if (open == ch)
			return close;
		s = str_part(s, n, s.len);
	}
	return 0;
}

static bool is_closer(const char *marks, char32_t ch)
{
	char bytes[5] = {0};
	utf8_encode(ch, bytes);
	const char *hit = strstr(marks, bytes);
	return hit && closer_of(marks, ch) == 0;
}

/* Full-width brackets pair with narrow ones: fonts mix them. */
static char32_t narrow(char32_t ch)
{
	return ch == 0xFF08   ? '('
	       : ch == 0xFF09 ? ')'
	       : ch == 0xFF3B ? '['
	       : ch == 0xFF3D ? ']'
	                      : ch;
}

/* "a)" and "1)" number a list. */
static bool numbers_item(struct str s, size_t at)
{
	size_t word = at ? before(s, at) : at;
	return word < at && (word == 0 || s.p[word - 1] == ' ') &&
	       (letter_is(char_at(s, word)) || letter_digit(char_at(s, word)) >= 0);
}

/* The first mark that has no partner; empty if all have. */
static struct str unpaired(struct str s, const char *marks)
{
	enum { DEEPEST = 16 };
	struct {
		char32_t close;
		size_t at;
	} open[DEEPEST];
	size_t depth = 0, n;
	char32_t ch;
	for (size_t at = 0; (n = utf8_decode(str_part(s, at, s.len), &ch)) > 0; at += n) {
		ch = narrow(ch);
		if (depth && open[depth - 1].close == ch) {
			depth--;
		} else if (closer_of(marks, ch)) {
			if (depth == DEEPEST)
				return str_part(s, at, at + n);
			open[depth].close = closer_of(marks, ch);
			open[depth++].at = at;
		} else if (is_closer(marks, ch) && !(ch == ')' && numbers_item(s, at))) {
			return str_part(s, at, at + n);
		}
	}
	if (!depth)
		return (struct str){0};
	size_t at = open[depth - 1].at;
	return str_part(s, at, at + utf8_decode(str_part(s, at, s.len), &ch));
}

static void unbalanced(struct comparison *c, const struct pair *p)
{
	static const char brackets[] = "()[]{}【】〔〕《》〈〉「」『』";
	const char *sets[] = {brackets, language_quotes(p->text.lang)};
	const char *theirs[] = {brackets, language_quotes(p->source.lang)};
	for (size_t i = 0; i < ARRAY_LEN(sets); i++) {
		struct str mark = unpaired(p->text.plain, sets[i]);
		if (!mark.len || unpaired(p->source.plain, theirs[i]).len)
			continue;
		found(c, p, R_UNBALANCED, mark, "“%.*s” has no partner: %s", STR_ARG(mark),
		      quoted(c, p->text.plain, mark));
		return;
	}
	const char *star = memchr(p->text.plain.p, '*', p->text.plain.len);
	if (star && !memchr(p->source.plain.p, '*', p->source.plain.len)) {
		struct str mark = {star, 1};
		found(c, p, R_UNBALANCED, mark,
		      "a star is shown as it stands, because it does not mark a word: %s",
		      quoted(c, p->text.plain, mark));
	}
}

/* --- words -------------------------------------------------------------------------------- */

/* The second of two equal words with nothing but a space between them. */
static struct str doubled(const struct prose *p)
{
	struct str w, last = {0};
	for (size_t at = 0; prose_next_word(p->plain, &at, &w); last = w) {
		bool space = last.len && w.p == last.p + last.len + 1 && w.p[-1] == ' ';
		if (space && str_eq(w, last) && !language_doubles(p->lang, w))
			return w;
	}
	return (struct str){0};
}

static void doubled_word(struct comparison *c, const struct pair *p)
{
	struct str w = language_is_unspaced(p->text.lang) ? STR("") : doubled(&p->text);
	if (w.len && !doubled(&p->source).len)
		found(c, p, R_DOUBLED_WORD, w, "“%.*s” stands twice in a row: %s", STR_ARG(w),
		      quoted(c, p->text.plain, w));
}

/* Words that are neither names nor abbreviations: three letters or more, the first one small unless
 * it begins the text. */
static size_t real_words(struct str s)
{
	enum { SHORTEST = 3 };
	size_t count = 0;
	struct str w;
	for (size_t at = 0; prose_next_word(s, &at, &w);) {
		size_t letters = 0, small = 0;
		char32_t ch;
		for (struct str rest = w; rest.len; letters++) {
			rest = str_part(rest, utf8_decode(rest, &ch), rest.len);
			small += letter_lower(ch) && (letters > 0 || w.p > s.p);
		}
		bool first = w.p == s.p;
		count += letters >= SHORTEST && small + first == letters;
	}
	return count;
}

static void identical(struct comparison *c, const struct pair *p)
{
	enum { REAL = 3 };
	struct str w;
	size_t at = 0;
	if (!str_eq(p->source.plain, p->text.plain) || !prose_next_word(p->text.plain, &at, &w))
		return;
	size_t n = real_words(p->text.plain);
	found(c, p, n < REAL ? R_IDENTICAL_SHORT : R_IDENTICAL, (struct str){0},
	      "still says what the source says: %s", begin(c, p->text.plain));
}

/* A word that also is one of the source's, where it means something else. */
static void homograph(struct comparison *c, const struct pair *p)
{
	struct str w;
	if (!p->p->critical)
		return;
	for (size_t at = 0; prose_next_word(p->text.folded, &at, &w);) {
		if (!language_misreads(p->text.lang, w))
			continue;
		struct str theirs;
		for (size_t k = 0; prose_next_word(p->source.folded, &k, &theirs);)
			if (str_eq(w, theirs)) {
				found(c, p, R_HOMOGRAPH, (struct str){0},
				      "“%.*s” stands in both texts, but means something else in “%s”: %s",
				      STR_ARG(w), p->text.tag, begin(c, p->text.plain));
				return;
			}
	}
}

/* --- length ------------------------------------------------------------------------------- */

static bool ends_with(struct str s, const char *z)
{
	size_t n = strlen(z);
	return s.len >= n && memcmp(s.p + s.len - n, z, n) == 0;
}

/* The name itself, without what stands in brackets behind it. */
static struct str name_of(struct str term)
{
	size_t n = 0;
	while (n < term.len && term.p[n] != '(' && !str_starts(str_part(term, n, term.len), "（"))
		n++;
	while (n > 0 && term.p[n - 1] == ' ')
		n--;
	return str_part(term, 0, n);
}

static void too_long(struct comparison *c, const struct pair *p)
{
	enum { TOKEN = 34, HEADING = 120, SHORT = 20 };
	struct str piece, theirs;
	int cols = utf8_width(p->text.plain), were = utf8_width(p->source.plain);
	bool term = ends_with(p->p->path, ".term"); /* it may carry its meaning in brackets */
	int said = term ? utf8_width(name_of(p->text.plain)) : cols;
	bool heading = str_is(p->p->path, "title") ||
	               (str_starts(p->p->path, "sections.") && ends_with(p->p->path, ".question"));
	int token = cols > TOKEN ? prose_widest(p->text.plain, p->text.tag, &piece) : 0;
	if (token > TOKEN) /* asked seldom: changing the language costs ICU a table */
		prose_widest(p->source.plain, p->source.tag, &theirs);
	if (token > TOKEN && !str_eq(piece, theirs))
		found(c, p, R_TOO_LONG, piece,
		      "“%.*s” is %d columns wide and cannot be broken: a narrow screen has %d",
		      STR_ARG(piece), token, TOKEN);
	else if (heading && cols > HEADING)
		found(c, p, R_TOO_LONG, (struct str){0},
		      "a heading of %d columns: keep it below %d", cols, HEADING);
	else if (locale_is_european(p->text.tag) && said * 10 > were * 22 + SHORT * 10)
		found(c, p, R_TOO_LONG, (struct str){0},
		      "%d columns where the source has %d: does it say more than the source?", cols,
		      were);
}

/* Han says in few signs what takes many letters: columns make them comparable. */
static void too_short(struct comparison *c, const struct pair *p)
{
	enum { ENOUGH = 40, PART = 3 };
	int cols = utf8_width(p->text.plain), were = utf8_width(p->source.plain);
	if (were >= ENOUGH && cols * PART < were)
		found(c, p, R_TOO_SHORT, (struct str){0},
		      "%d columns where the source has %d: is something left out?", cols, were);
}

/* --- the glossary ------------------------------------------------------------------------- */

/* Whether the source uses the term: as whole words, a plural s allowed. */
static bool uses(struct str folded, struct str name)
{
	for (size_t at = 0; name.len && at + name.len <= folded.len; at++) {
		if (memcmp(folded.p + at, name.p, name.len) != 0 ||
		    (at && is_letter_at(folded, before(folded, at))))
			continue;
		size_t to = at + name.len;
		to += to < folded.len && folded.p[to] == 's';
		if (!is_letter_at(folded, to))
			return true;
	}
	return false;
}

/* The first letters of a word, which inflection leaves alone; without an Arabic article. */
static struct str stem(struct str word, bool unspaced)
{
	enum { LETTERS = 5, SIGNS = 2, ARTICLE = 4 };
	if (str_starts(word, "ال") && word.len > 2 * ARTICLE)
		word = str_part(word, ARTICLE, word.len);
	size_t at = 0;
	char32_t ch;
	for (int i = 0; i < (unspaced ? SIGNS : LETTERS); i++)
		at += utf8_decode(str_part(word, at, word.len), &ch);
	return str_part(word, 0, at);
}

/* Whether the text uses a word of the term; not a little one such as "of", unless there is no other. */
static bool has_stem(const struct prose *p, struct str name)
{
	enum { SHORT = 4 };
	bool any_long = false, unspaced = language_is_unspaced(p->lang);
	struct str w;
	for (size_t at = 0; prose_next_word(name, &at, &w);)
		any_long |= utf8_width(w) >= SHORT;
	for (size_t at = 0; prose_next_word(name, &at, &w);) {
		struct str s = stem(w, unspaced);
		if ((utf8_width(w) >= SHORT || !any_long) &&
		    memmem(p->folded.p, p->folded.len, s.p, s.len))
			return true;
	}
	return false;
}

/* Where the source uses a word of the glossary, the translation uses its translation. */
static void term_unused(struct comparison *c, const struct pair *term)
{
	struct str name = name_of(term->source.folded), all = term->text.folded;
	struct str ours = name_of(all),
	           meaning = str_part(all, ours.len, all.len); /* in brackets */
	if (!str_starts(term->p->path, "glossary.") || !ends_with(term->p->path, ".term") ||
	    !ours.len)
		return;
	for (size_t i = 0; i < c->n; i++) {
		const struct pair *p = &c->pair[i];
		if (p == term || !uses(p->source.folded, name) || has_stem(&p->text, ours) ||
		    has_stem(&p->text, meaning))
			continue;
		found(c, p, R_TERM_UNUSED, (struct str){0},
		      "the source says “%.*s”, and the glossary calls that “%.*s”, which is not here",
		      STR_ARG(name_of(term->source.plain)), STR_ARG(name_of(term->text.plain)));
	}
}

/* --- texts of the same article ------------------------------------------------------------ */

/* Letters and digits alone, folded. */
static struct str bare(struct comparison *c, const struct prose *p)
{
	char *out = arena_alloc(&c->arena, p->folded.len + 1, 1);
	size_t len = 0, n;
	char32_t ch;
	for (struct str s = p->folded; (n = utf8_decode(s, &ch)) > 0; s = str_part(s, n, s.len))
		if (letter_is(ch) || letter_digit(ch) >= 0) {
			memcpy(out + len, s.p, n);
			len += n;
		}
	return (struct str){out, len};
}

/* "quiz.q.options" of "quiz.q.options.o.text"; empty for any other path. */
static struct str options_of(struct str path)
{
	if (!str_starts(path, "quiz.") || !ends_with(path, ".text"))
		return STR("");
	const char *dot = memrchr(path.p, '.', path.len - 5);
	return dot ? str_part(path, 0, (size_t)(dot - path.p)) : STR("");
}

static void equal_options(struct comparison *c, const struct pair *p)
{
	struct str question = options_of(p->p->path);
	for (size_t i = 0; question.len && i < c->n && &c->pair[i] != p; i++) {
		const struct pair *other = &c->pair[i];
		if (!str_eq(options_of(other->p->path), question) ||
		    !str_eq(bare(c, &other->text), bare(c, &p->text)))
			continue;
		found(c, p, R_EQUAL_OPTIONS, (struct str){0},
		      "two options of one question say the same, “%.*s” on line %u and this one: %s",
		      STR_ARG(other->p->path), other->p->words->pos.line, begin(c, p->text.plain));
		return;
	}
}

static void inconsistent(struct comparison *c, const struct pair *p)
{
	for (size_t i = 0; i < c->n && &c->pair[i] != p; i++) {
		const struct pair *other = &c->pair[i];
		if (!str_eq(other->source.raw, p->source.raw) ||
		    str_eq(bare(c, &other->text), bare(c, &p->text)))
			continue;
		found(c, p, R_INCONSISTENT, (struct str){0},
		      "the same in the source as “%.*s”, and translated otherwise: %s, there %s",
		      STR_ARG(other->p->path), begin(c, p->text.plain),
		      begin(c, other->text.plain));
		return;
	}
}

static void repeated(struct comparison *c, const struct pair *p)
{
	enum { REAL = 3 };
	for (size_t i = 0; i < c->n && &c->pair[i] != p; i++) {
		const struct pair *other = &c->pair[i];
		if (!str_eq(other->text.plain, p->text.plain) ||
		    real_words(p->source.plain) < REAL ||
		    str_eq(bare(c, &other->source), bare(c, &p->source)))
			continue;
		found(c, p, R_REPEATED, (struct str){0},
		      "the same words as “%.*s”, where the source says something else: %s, there %s",
		      STR_ARG(other->p->path), begin(c, p->source.plain),
		      begin(c, other->source.plain));
		return;
	}
}

/* --- the file ----------------------------------------------------------------------------- */

/* The loader normalises, so that nothing goes wrong; the file is worth mending all the same. */
static void not_nfc(struct comparison *c)
{
	struct str text = c->t->src.text;
	struct srcpos pos = {0};
	size_t lines = 0;
	unsigned number = 1;
	for (size_t from = 0; from < text.len; number++) {
		const char *nl = memchr(text.p + from, '\n', text.len - from);
		size_t to = nl ? (size_t)(nl - text.p) : text.len;
		struct str line = str_part(text, from, to), nfc = normal_nfc(&c->arena, line);
		size_t same = 0;
		while (same < MIN(line.len, nfc.len) && line.p[same] == nfc.p[same])
			same++;
		if (!str_eq(line, nfc) && lines++ == 0)
			pos = (struct srcpos){number, pos_of(line, MIN(same, line.len)).col};
		from = to + 1;
	}
	if (lines)
		diag_add(c->ds, &c->t->src, &rules[R_NOT_NFC], pos,
		         "%zu %s letters and accents apart (not NFC), the first one here", lines,
		         lines == 1 ? "line keeps" : "lines keep");
}

static const char *waiver_fault(struct comparison *c, const struct waiver *w)
{
	const struct rule *rule = rules_find(arena_str(&c->arena, w->rule).p);
	const struct words *words = translation_find(c->t, w->path);
	if (!rule || !compare_may_waive(rule))
		return "is no rule that can be silenced";
	if (!words)
		return "is silenced for a text that is not here any more";
	for (size_t i = 0; i < c->n; i++)
		if (c->pair[i].p->words == words)
			return w->pair == waiver_pair(c->pair[i].p->source, words->text)
			               ? "finds nothing in this text any more"
			               : "was silenced for other words than there are now";
	return "is silenced for a text that the source does not have";
}

static void unused_waivers(struct comparison *c)
{
	for (size_t i = 0; i < c->t->n_waivers; i++) {
		const struct waiver *w = &c->t->waiver[i];
		if (!c->used[i])
			diag_add(c->ds, &c->t->src, &rules[R_WAIVER_UNUSED], w->pos,
			         "“%.*s”: “%.*s” %s: delete these lines", STR_ARG(w->path),
			         STR_ARG(w->rule), waiver_fault(c, w));
	}
}

/* --- all ---------------------------------------------------------------------------------- */

/* Every rule about words, the one for its milder form, and whether a person may silence them. */
static const struct {
	enum rule_id rule, milder;
	bool of_judgement;
	void (*look)(struct comparison *c, const struct pair *p);
} table[] = {
        {R_IDENTICAL, R_IDENTICAL_SHORT, true, identical},
        {R_NUMBERS, R_NUMBER_WORD, true, numbers},
        {R_ORDER_CRITICAL, R_NUMBER_ORDER, true, number_order},
        {R_UNITS, R_UNITS, true, units},
        {R_LINKS, R_LINKS, false, links},
        {R_CITATIONS, R_CITATIONS, false, citations},
        {R_PHONE, R_PHONE, false, phones},
        {R_ADDRESS, R_ADDRESS, true, addresses},
        {R_MIXED_SCRIPT, R_MIXED_SCRIPT, true, mixed_script},
        {R_FOREIGN_LETTERS, R_FOREIGN_LETTERS, true, foreign_letters},
        {R_FOREIGN_MARK, R_FOREIGN_MARK, true, foreign_mark},
        {R_END_PUNCTUATION, R_END_PUNCTUATION, true, end_punctuation},
        {R_OPENING_MARK, R_OPENING_MARK, true, opening_mark},
        {R_SPACING, R_SPACING, true, spacing},
        {R_UNBALANCED, R_UNBALANCED, true, unbalanced},
        {R_DOUBLED_WORD, R_DOUBLED_WORD, true, doubled_word},
        {R_EQUAL_OPTIONS, R_EQUAL_OPTIONS, false, equal_options},
        {R_TERM_UNUSED, R_TERM_UNUSED, true, term_unused},
        {R_INCONSISTENT, R_INCONSISTENT, true, inconsistent},
        {R_REPEATED, R_REPEATED, true, repeated},
        {R_TOO_LONG, R_TOO_LONG, true, too_long},
        {R_TOO_SHORT, R_TOO_SHORT, true, too_short},
        {R_HOMOGRAPH, R_HOMOGRAPH, true, homograph},
};

bool compare_may_waive(const struct rule *rule)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (rule == &rules[table[i].rule] || rule == &rules[table[i].milder])
			return table[i].of_judgement;
	return false;
}

static void read_pairs(struct comparison *c, const struct passages *ps)
{
	c->pair = arena_array(&c->arena, struct pair, ps->n);
	for (size_t i = 0; i < ps->n; i++) {
		const struct passage *p = &ps->list[i];
		if (!p->words || p->words->faulty)
			continue;
		c->pair[c->n++] =
		        (struct pair){p, prose_read(&c->arena, p->source, c->a->source_lang.p),
		                      prose_read(&c->arena, p->words->text, c->a->lang.p)};
	}
}

void compare_translation(const struct article *a, const struct passages *ps, struct str old,
                         struct diags *ds)
{
	struct comparison c = {.a = a, .t = a->translation, .ds = ds};
	read_pairs(&c, ps);
	c.used = arena_array(&c.arena, bool, c.t->n_waivers);
	coverage_check(a, ps, old, ds);
	for (size_t i = 0; i < c.n; i++)
		for (size_t k = 0; k < ARRAY_LEN(table); k++)
			table[k].look(&c, &c.pair[i]);
	not_nfc(&c);
	unused_waivers(&c);
	arena_clear(&c.arena);
}
