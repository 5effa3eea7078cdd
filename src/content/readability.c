/* Sentences are ICU's, less the ends it sees behind abbreviations and list numbers, plus those at a
 * colon: what follows one is a thought of its own (Flesch 1948, Björnsson 1968). */
#include "content/readability.h"

#include "base/utf8.h"
#include "content/syllable.h"
#include "text/locale.h"
#include "text/segment.h"

#include <wctype.h>

/* --- sentences ---------------------------------------------------------------------------- */

/* A full stop behind one of these ends no sentence. Those that may well stand at an end ("etc.")
 * or are also a word or a unit ("min.") are not here. */
static const struct {
	const char *langs, *words;
} abbreviations[] = {
        {"en", "dr mr mrs ms prof st e.g i.e vs approx cf incl"},
        {"es", "sr sra srta dr dra prof profa ud uds vd p.ej ej aprox pág núm ee cf"},
        {"fr", "m dr pr prof p.ex ex c.-à-d env cf n° st ste"},
        {"de",
         "dr prof hr fr z.b d.h u.a v.a i.d.r s.o s.u o.g ca bzw ggf evtl inkl nr vgl sog mind "
         "zzgl st allg z.t"},
        {"it", "dr dott dott.ssa sig sig.ra prof prof.ssa es p.es pag ca cfr"},
        {"pt", "sr sra dr dra prof profa p.ex ex pág aprox núm cf"},
        {"nl", "dr mevr dhr prof bijv d.w.z ca evt incl excl o.a m.n i.p.v nr resp"},
        {"pl", "np tj m.in prof tzn tzw ul godz św por nr dr"},
        {"ru uk", "т.е напр см проф ул им стр рис табл д-р"},
        {"tr", "dr prof doç örn bkz sn yrd"},
        {"sv", "t.ex bl.a d.v.s dvs ca s.k kl nr dr ev resp inkl"},
        {"da nb nn no", "f.eks fx bl.a d.v.s dvs ca evt kl nr dr pga inkl ekskl"},
        {"fi", "esim ns tri prof ks"},
};

/* Takes the last code point off s; 0 at the beginning. */
static char32_t take_last(struct str *s)
{
	char32_t c = 0;
	size_t at = s->len;
	while (at > 0 && (s->p[--at] & 0xC0) == 0x80)
		;
	utf8_decode(str_part(*s, at, s->len), &c);
	s->len = at;
	return c;
}

static bool is_space(char32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x202F;
}

/* Takes the last word off s, with the points inside it ("z.B"). */
static struct str take_word(struct str *s)
{
	struct str rest = *s, word;
	char32_t c;
	do
		word = rest;
	while ((c = take_last(&rest)) &&
	       (iswalnum((wint_t)c) || c == '.' || c == '-' || c == 0xB0));
	struct str taken = str_part(*s, word.len, s->len);
	s->len = word.len;
	return taken;
}

static bool same_but_case(struct str a, struct str b)
{
	char32_t ca, cb;
	size_t na, nb;
	while ((na = utf8_decode(a, &ca)) && (nb = utf8_decode(b, &cb))) {
		if (towlower((wint_t)ca) != towlower((wint_t)cb))
			return false;
		a = str_part(a, na, a.len);
		b = str_part(b, nb, b.len);
	}
	return a.len == 0 && b.len == 0;
}

static bool is_abbreviation(struct str word, const char *lang)
{
	for (size_t i = 0; i < ARRAY_LEN(abbreviations); i++) {
		if (!locale_is_one_of(lang, abbreviations[i].langs))
			continue;
		for (const char *p = abbreviations[i].words; *p; p += strspn(p, " ")) {
			size_t n = strcspn(p, " ");
			if (same_but_case(word, (struct str){p, n}))
				return true;
			p += n;
		}
	}
	return false;
}

static void trim_end(struct str *s)
{
	struct str rest = *s;
	while (is_space(take_last(&rest)))
		*s = rest;
}

static void trim(struct str *s)
{
	char32_t c;
	for (size_t n; (n = utf8_decode(*s, &c)) > 0 && is_space(c);)
		*s = str_part(*s, n, s->len);
	trim_end(s);
}

/* Whether a sentence ends where ICU says that s does. */
static bool is_end(struct str s, const char *lang)
{
	trim_end(&s);
	if (take_last(&s) != '.')
		return true;
	struct str word = take_word(&s);
	trim_end(&s);
	if (word.len == 0) /* "[1]." */
		return true;
	if (is_abbreviation(word, lang))
		return false;
	char32_t first = 0, before = take_last(&s);
	if (utf8_decode(word, &first) != word.len) {
		bool number_of_list = iswdigit((wint_t)first) && before == 0; /* "10. Ask first." */
		return !number_of_list;
	}
	if (iswdigit((wint_t)first))
		return before != 0;
	/* A letter alone: "z. B." is no end, neither at the small letter nor behind its point; but
	 * "vitamin D." and "5 g." are. */
	bool small = (char32_t)towlower((wint_t)first) == first;
	return before != '.' && (!small || iswdigit((wint_t)before));
}

/* Marks that end a sentence and that ICU does not take for one: of Khmer and Tibetan, and the colon
 * of Chinese and Japanese. */
static bool is_mark(char32_t c)
{
	return c == 0x17D4 || c == 0x17D5 || c == 0x0F0D || c == 0xFF1A;
}

/* Bytes of s up to and with a place inside it where a sentence ends that ICU does not know; all of
 * s if there is none. Thai and Lao have no mark at all: there a space between letters is taken. */
static size_t inner_end(struct str s, bool spaces_end)
{
	char32_t before = 0, c = 0, after = 0;
	for (size_t i = 0, n; (n = utf8_decode(str_part(s, i, s.len), &c)) > 0;
	     i += n, before = c) {
		if (utf8_decode(str_part(s, i + n, s.len), &after) == 0)
			break;
		if ((c == ':' && is_space(after)) || is_mark(c))
			return i + n;
		if (spaces_end && c == ' ' && before >= 0xE00 && after >= 0xE00)
			return i + n;
	}
	return s.len;
}

/* --- counting ----------------------------------------------------------------------------- */

bool reading_by_characters(const char *lang)
{
	static const char *const scripts[] = {"Hans", "Hant", "Hani", "Jpan", "Thai",
	                                      "Laoo", "Khmr", "Mymr", "Tibt"};
	char script[LOCALE_SCRIPT];
	locale_script(lang, script);
	for (size_t i = 0; i < ARRAY_LEN(scripts); i++)
		if (strcmp(script, scripts[i]) == 0)
			return true;
	return false;
}

struct counter {
	struct reading *r;
	const struct rich *rich;
	struct srcpos pos;
	const char *lang;
	bool by_characters;
};

static size_t letters_in(struct str s)
{
	size_t letters = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		letters += iswalnum((wint_t)c) != 0;
	return letters;
}

static bool is_citation(const struct rich *rich, struct str word)
{
	size_t at = (size_t)(word.p - rich->text.p);
	for (size_t i = 0; i < rich->n_spans; i++)
		if (rich->span[i].style == STYLE_CITATION && at >= rich->span[i].from &&
		    at < rich->span[i].to)
			return true;
	return false;
}

/* Returns the word's characters. */
static size_t add_word(struct counter *c, struct str word)
{
	enum { LONG = 6 };
	struct reading *r = c->r;
	size_t letters = letters_in(word), syl = syllables(word, c->lang), characters = 0;
	for (size_t at = 0; c->by_characters && at < word.len; characters++)
		at += segment_cluster(str_part(word, at, word.len));
	r->words++;
	r->letters += letters;
	r->characters += characters;
	r->long_words += letters > LONG;
	r->syllables += syl;
	r->one_syllable += syl == 1;
	r->three += syl >= 3;
	r->four += syl >= 4;
	return characters;
}

static void add_sentence(struct counter *c, struct str s)
{
	size_t words = 0, characters = 0;
	struct str word;
	segment_words(s, c->lang);
	while (segment_next_word(&word)) {
		if (is_citation(c->rich, word))
			continue;
		characters += add_word(c, word);
		words++;
	}
	if (words == 0)
		return;
	c->r->sentences++;
	size_t length = c->by_characters ? characters : words;
	trim(&s);
	if (length > c->r->longest.length)
		c->r->longest = (struct sentence){s, c->pos, length};
}

static void add_sentences(struct counter *c, struct str s)
{
	bool spaces_end = locale_is_one_of(c->lang, "th lo");
	while (s.len) {
		size_t n = inner_end(s, spaces_end);
		add_sentence(c, str_part(s, 0, n));
		s = str_part(s, n, s.len);
	}
}

void reading_add(struct reading *r, const struct rich *rich, struct srcpos pos, const char *lang)
{
	struct counter c = {r, rich, pos, lang, reading_by_characters(lang)};
	struct str all = rich->text;
	size_t from = 0, end;
	segment_sentences(all, lang);
	while (segment_next_sentence(&end)) {
		if (end < all.len && !is_end(str_part(all, from, end), lang))
			continue;
		add_sentences(&c, str_part(all, from, end));
		from = end;
	}
}

/* --- parts -------------------------------------------------------------------------------- */

/* What a translation leaves in the source's language is not its reading. */
static bool belongs(const struct text *t, const char *lang)
{
	return t->lang && strcmp(t->lang, lang) == 0;
}

/* In the file of the article's language. */
static struct srcpos place_of(const struct article *a, const struct text *t)
{
	const struct words *w = a->translation ? translation_find(a->translation, t->path) : NULL;
	return w ? w->pos : t->pos;
}

static void add(struct part *p, const struct article *a, const struct text *t)
{
	if (!belongs(t, a->lang.p))
		return;
	struct srcpos pos = place_of(a, t);
	if (p->pos.line == 0)
		p->pos = pos;
	reading_add(&p->reading, &t->rich, pos, a->lang.p);
}

static void add_body(struct part *p, const struct article *a, const struct body *body)
{
	for (size_t i = 0; i < body->n_blocks; i++)
		for (size_t k = 0; k < body->block[i].n_items; k++)
			add(p, a, &body->block[i].item[k]);
}

static void add_section(struct part *p, const struct article *a, const struct section *s)
{
	add(p, a, &s->question);
	add(p, a, &s->answer);
	add_body(p, a, &s->body);
}

static void add_quiz(struct part *p, const struct article *a)
{
	for (size_t i = 0; i < a->n_questions; i++) {
		const struct question *q = &a->question[i];
		add(p, a, &q->question);
		add(p, a, &q->again);
		for (size_t k = 0; k < q->n_options; k++) {
			add(p, a, &q->option[k].text);
			add(p, a, &q->option[k].why);
		}
	}
}

static void add_takeaways(struct part *p, const struct article *a)
{
	for (size_t i = 0; i < a->n_takeaways; i++)
		add(p, a, &a->takeaway[i].text);
}

size_t reading_parts(const struct article *a)
{
	return a->n_sections + 4;
}

struct part reading_part(const struct article *a, size_t i)
{
	struct part p = {.kind = PART_INTRODUCTION, .name = STR("introduction")};
	size_t n = a->n_sections;
	if (i == n + 1)
		p = (struct part){.kind = PART_QUIZ, .name = STR("quiz")};
	else if (i == n + 2)
		p = (struct part){.kind = PART_TAKEAWAYS, .name = STR("takeaways")};
	else if (i == n + 3)
		p = (struct part){.kind = PART_WHOLE, .name = STR("whole article")};
	else if (i > 0)
		p = (struct part){.kind = PART_SECTION, .name = a->section[i - 1].id};
	if (p.kind == PART_SECTION && !a->translation)
		p.pos = a->section[i - 1].pos;
	bool whole = p.kind == PART_WHOLE;
	if (whole || p.kind == PART_INTRODUCTION)
		add_body(&p, a, &a->introduction);
	for (size_t k = 0; k < n; k++)
		if (whole || i == k + 1)
			add_section(&p, a, &a->section[k]);
	if (whole || p.kind == PART_QUIZ)
		add_quiz(&p, a);
	if (whole || p.kind == PART_TAKEAWAYS)
		add_takeaways(&p, a);
	return p;
}
