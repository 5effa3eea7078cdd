/* What a translation is compared by: letters, numbers, units, and what changes without anybody
 * noticing. The words of every finding are in tests/diag/translations.txt. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/article.h"
#include "content/rules.h"
#include "desk/compare.h"
#include "desk/prose.h"
#include "text/letter.h"
#include "text/locale.h"

#include <locale.h>

/* --- letters ------------------------------------------------------------------------------ */

static void letters_know_their_script(void **state)
{
	(void)state;
	static const struct {
		char32_t c;
		bool letter;
		int digit;
		enum alphabet alphabet;
		const char *script, *serves, *foreign; /* languages */
	} rows[] = {
	        {'a', true, -1, ALPHABET_LATIN, "Latin", "es", "ru"},
	        {0xF1, true, -1, ALPHABET_LATIN, "Latin", "vi", "el"},
	        {0x430, true, -1, ALPHABET_CYRILLIC, "Cyrillic", "uk", "es"},
	        {0x3B1, true, -1, ALPHABET_GREEK, "Greek", "el", "de"},
	        {0x5D0, true, -1, ALPHABET_OTHER, "Hebrew", "he", "ar"},
	        {0x627, true, -1, ALPHABET_OTHER, "Arabic", "fa", "he"},
	        {0x93F, true, -1, ALPHABET_OTHER, "Devanagari", "hi", "ta"},
	        {0xE01, true, -1, ALPHABET_OTHER, "Thai", "th", "lo"},
	        {0x4E2D, true, -1, ALPHABET_OTHER, "Han", "zh-Hans", "th"},
	        {0x30A2, true, -1, ALPHABET_OTHER, "Katakana", "ja", "zh-Hant"},
	        {'7', false, 7, ALPHABET_OTHER, NULL, "es", NULL},
	        {0x667, false, 7, ALPHABET_OTHER, "Arabic", "ar", NULL},
	        {0x96D, false, 7, ALPHABET_OTHER, "Devanagari", "hi", NULL},
	        {0xB2, false, -1, ALPHABET_OTHER, NULL, "es", NULL},
	        {'%', false, -1, ALPHABET_OTHER, NULL, "ar", NULL},
	        {0x301, true, -1, ALPHABET_OTHER, NULL, "ru", NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char name[16];
		snprintf(name, sizeof(name), "U+%04X", (unsigned)rows[i].c);
		check_int(letter_is(rows[i].c), rows[i].letter, name, "is a letter");
		check_int(letter_digit(rows[i].c), rows[i].digit, name, "as a digit");
		check_int(letter_alphabet(rows[i].c), rows[i].alphabet, name, "alphabet");
		const char *script = letter_script(rows[i].c);
		check_str(str_of(script ? script : ""), rows[i].script ? rows[i].script : "", name,
		          "script");
		check_true(letter_serves(rows[i].c, rows[i].serves), name, rows[i].serves);
		check_true(letter_serves(rows[i].c, "xx"), name, "an unknown language has all");
		if (rows[i].foreign)
			check_true(!letter_serves(rows[i].c, rows[i].foreign), name,
			           rows[i].foreign);
	}
	struct arena a = {0};
	check_str(letter_fold(&a, STR("ÄRZTE ΜΑΪ Жа")), "ärzte μαϊ жа", "letters", "folded");
	check_str(letter_fold(&a, STR("مُرَخَّص")), "مرخص", "Arabic", "without its vowel signs");
	check_str(letter_fold(&a, STR("Ⱥ")), "ⱥ", "a letter that grows", "folded");
	arena_clear(&a);
	check_end();
}

static void a_number_has_its_place(void **state)
{
	(void)state;
	static const struct {
		const char *text, *value;
		size_t from, to;
	} rows[] = {
	        {"in 59 of them", "59", 3, 5},        {"1,475 people", "1475", 0, 5},
	        {"es sind 2,5", "2.5", 8, 11},        {"1,00,000", "100000", 0, 8},
	        {"12,34,567 and 8", "1234567", 0, 9}, {"1,00", "1.00", 0, 4},
	        {"01,00,000", "01.00", 0, 5},         {"(٥٩)", "59", 1, 5},
	};
	struct arena a = {0};
	struct number n;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (!check_true(number_next(&a, str_of(rows[i].text), 0, &n), rows[i].text,
		                "found"))
			continue;
		check_str(n.value, rows[i].value, rows[i].text, "value");
		check_int((long)n.from, (long)rows[i].from, rows[i].text, "from");
		check_int((long)n.to, (long)rows[i].to, rows[i].text, "to");
	}
	check_true(!number_next(&a, STR("none"), 0, &n), "none", "nothing is found");
	check_true(!number_next(&a, STR("5"), 1, &n), "5", "nothing is found behind it");
	check_true(!number_next(&a, STR(""), 0, &n), "empty", "nothing is found");
	arena_clear(&a);
	check_end();
}

/* --- prose -------------------------------------------------------------------------------- */

static struct str listed(struct arena *a, struct strs l)
{
	struct str s = STR("");
	for (size_t i = 0; i < l.n; i++)
		s = arena_fmt(a, "%.*s%s%.*s", STR_ARG(s), i ? " " : "", STR_ARG(l.list[i]));
	return s;
}

static struct str counted(struct arena *a, const struct prose *p)
{
	struct str s = STR("");
	for (size_t i = 0; i < p->n_quantities; i++)
		s = arena_fmt(a, "%.*s%s%.*s%s", STR_ARG(s), i ? " " : "",
		              STR_ARG(p->quantity[i].value), unit_names[p->quantity[i].unit]);
	return s;
}

static void quantities_are_read_in_every_language(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *text, *want;
	} rows[] = {
	        {"en", "Take 50 mcg or 0.5 mg, then 28-mg devices.", "50mcg 0.5mg 28mg"},
	        {"en", "50 µg, 50 μg, 50 ug, 50 micrograms", "50mcg 50mcg 50mcg 50mcg"},
	        {"en", "5 grams, 5 g, 5 good ones, 5 gs", "5g 5g 5 5"},
	        {"en", "5 ML, 5ml, 5 millilitres", "5ml 5ml 5ml"},
	        {"en", "5%, 5 percent, 5 per cent, 1,000 IU", "5% 5% 5% 1000IU"},
	        {"en", "2 million, 2.5 million, 3 thousand", "2000000 2500000 3000"},
	        {"es", "50 microgramos, 5 miligramos, 5 por ciento, 10 mil", "50mcg 5mg 5% 10000"},
	        {"es", "10 UI y 2,25 millones", "10IU 2250000"},
	        {"fr", "50 microgrammes, 5 mg, 5 %, 1 475 UI", "50mcg 5mg 5% 1475IU"},
	        {"de", "50 Mikrogramm, 5 Milligramm, 5 Prozent, 10 IE", "50mcg 5mg 5% 10IU"},
	        {"pt-BR", "50 microgramas, 5 mg, 5 por cento, 2 mil", "50mcg 5mg 5% 2000"},
	        {"ru", "50 мкг, 5 миллиграммов, 5 мл, 5 процентов", "50mcg 5mg 5ml 5%"},
	        {"ru", "в 2006 г., 5 г, 10 МЕ, 3 тыс.", "2006 5g 10IU 3000"},
	        {"uk", "50 мкг, 5 мг, 5 відсотків, 10 МО", "50mcg 5mg 5% 10IU"},
	        {"ar", "٥٠ مكغ و٥ ملغ و٥ غ و٥٪ و٢ مليون", "50mcg 5mg 5g 5% 2000000"},
	        {"ar", "٥ ميكروغرامات، ٥ في المئة", "5mcg 5%"},
	        {"fa", "۵۰ میکروگرم، ۵ میلی‌گرم، ۵ درصد",
	         "50mcg 5mg 5%"},
	        {"hi", "50 माइक्रोग्राम, 5 मिग्रा, 5 मि.ग्रा., 5 ग्राम, 5 प्रतिशत, 2 लाख",
	         "50mcg 5mg 5mg 5g 5% 200000"},
	        {"th", "50 ไมโครกรัม 5 มก. 5 กรัม ร้อยละ 5", "50mcg 5mg 5g 5%"},
	        {"vi", "50 mcg, 5 mg, 5 phần trăm, 2 triệu", "50mcg 5mg 5% 2000000"},
	        {"zh-Hans", "50微克，5毫克，5克，5千克，5毫升，百分之5，5%，2万，3亿",
	         "50mcg 5mg 5g 5kg 5ml 5% 5% 20000 300000000"},
	        {"ja", "50mgを5%", "50mg 5%"},
	        {"tr", "%5, 50 mg", "5% 50mg"},
	        {"en", "See [5 mg](#five-5) [@smith-2020].", "5mg"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct prose p = prose_read(&a, str_of(rows[i].text), rows[i].tag);
		check_str(counted(&a, &p), rows[i].want, rows[i].text, "its quantities");
	}
	arena_clear(&a);
	check_end();
}

static void a_text_is_taken_apart(void **state)
{
	(void)state;
	static const struct {
		const char *text, *plain, *links, *citations, *phones, *addresses;
	} rows[] = {
	        {"Plain.", "Plain.", "", "", "", ""},
	        {"A [b](#c) **d** *e* [@f; @g-2].", "A b d e.", "c", "f g-2", "", ""},
	        {"\\[@a] and \\*b\\*", "[@a] and *b*", "", "", "", ""},
	        {"[@a] [@a]", "", "", "a a", "", ""},
	        {"Call 0800 123 456 or +1 (800) 555-0199 or (555) 123-4567.",
	         "Call 0800 123 456 or +1 (800) 555-0199 or (555) 123-4567.", "", "",
	         "0800 123 456 +1 (800) 555-0199 (555) 123-4567", ""},
	        {"10 000 (4 290 of them) in 2019-2021, 2026-11-24",
	         "10 000 (4 290 of them) in 2019-2021, 2026-11-24", "", "", "", ""},
	        {"www.who.int, https://a.example/b?c=1. Or who.int/x; z.B. me@a-b.org!",
	         "www.who.int, https://a.example/b?c=1. Or who.int/x; z.B. me@a-b.org!", "", "", "",
	         "www.who.int https://a.example/b?c=1 who.int/x me@a-b.org"},
	        {"e.g. 2.5 and p.ej. CD011612.pub3", "e.g. 2.5 and p.ej. CD011612.pub3", "", "", "",
	         ""},
	        {"", "", "", "", "", ""},
	        {"[", "[", "", "", "", ""},
	        {"](#", "](#", "", "", "", ""},
	        {"[@", "[@", "", "", "", ""},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct prose p = prose_read(&a, str_of(rows[i].text), "en");
		const char *row = rows[i].text;
		check_str(p.plain, rows[i].plain, row, "plain");
		check_str(listed(&a, p.links), rows[i].links, row, "links");
		check_str(listed(&a, p.citations), rows[i].citations, row, "citations");
		check_str(listed(&a, p.phones), rows[i].phones, row, "telephone numbers");
		check_str(listed(&a, p.addresses), rows[i].addresses, row, "addresses");
	}
	arena_clear(&a);
	check_end();
}

static void texts_are_quoted_at_their_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *part, *want;
	} rows[] = {
	        {"It helps 59 of 100.", "59", "“It helps 59 of 100.”"},
	        {"A text that goes on and on and on, and then it says that 59 of 100 people were well "
	         "at the end of it all.",
	         "59", "“…and on, and then it says that 59 of 100 people were well at the…”"},
	        {"汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉59字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字",
	         "59", "“…汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉汉59字字字字字字字字字字字字字字字字…”"},
	        {"", "", "“”"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str text = str_of(rows[i].text);
		size_t from = (size_t)(strstr(rows[i].text, rows[i].part) - rows[i].text);
		check_str(prose_quote(&a, text, from, from + strlen(rows[i].part)), rows[i].want,
		          rows[i].text, "quoted");
	}
	arena_clear(&a);
	check_end();
}

static void small_numbers_are_found_in_words(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *value, *text;
		size_t times;
	} rows[] = {
	        {"en", "2", "Two or two, twice.", 3},
	        {"en", "2", "twofold", 0},
	        {"es", "2", "dos y medio; segunda", 2},
	        {"es", "11", "once", 1},
	        {"fr", "2", "le deuxième", 1},
	        {"de", "4", "vier Wochen, vierwöchig, vierzehn", 2},
	        {"ru", "3", "трёх, третьего, тридцать", 2},
	        {"uk", "5", "п’ять", 1},
	        {"ar", "2", "لمدة ساعتين وفي مرتين", 2},
	        {"ar", "3", "وثلاثة", 1},
	        {"ar", "3", "ثلاثون", 0},
	        {"ar", "3", "ثَلاثَة", 1},
	        {"fa", "2", "دو بار", 1},
	        {"hi", "2", "दो, दोनों, दोपहर", 2},
	        {"th", "2", "เป็นเวลาสองชั่วโมง", 1},
	        {"vi", "12", "mười hai", 1},
	        {"zh-Hans", "2", "每周两次", 1},
	        {"ja", "2", "二", 0}, /* nothing is claimed of a language without a row */
	        {"en", "13", "thirteen", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str first;
		size_t n = language_says_number(language_find(rows[i].tag), str_of(rows[i].value),
		                                str_of(rows[i].text), &first);
		check_int((long)n, (long)rows[i].times, rows[i].text, rows[i].value);
	}
	const struct language *en = language_find("en"), *es = language_find("es-MX");
	check_true(language_says_month(en, STR("11"), STR("In November 2026.")), "month", "11");
	check_true(!language_says_month(en, STR("5"), STR("You may drive.")), "month",
	           "may is none");
	check_true(!language_says_month(en, STR("13"), STR("December 2026")), "month", "13");
	check_true(!language_says_month(es, STR("11"), STR("November 2026")), "month", "Spanish");
	check_true(language_opens_questions(es), "es-MX", "is Spanish");
	check_true(language_find("zh") == language_find("zh-Hant-TW"), "zh-Hant-TW", "is Chinese");
	check_true(language_find("") == language_find("xx"), "no tag", "is unknown");
	check_end();
}

/* --- what may be silenced ----------------------------------------------------------------- */

static void judgement_can_be_silenced_and_structure_cannot(void **state)
{
	(void)state;
	static const struct {
		const char *rule;
		bool may;
	} rows[] = {
	        {"numbers", true},         {"units", true},
	        {"order-critical", true},  {"too-long", true},
	        {"identical", true},       {"mixed-script", true},
	        {"homograph", true},       {"address", true},
	        {"end-punctuation", true}, {"citations", false},
	        {"links", false},          {"phone", false},
	        {"missing", false},        {"missing-critical", false},
	        {"stale", false},          {"stale-critical", false},
	        {"extra", false},          {"equal-options", false},
	        {"person", false},         {"yaml-syntax", false},
	        {"reading-grade", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(compare_may_waive(rules_find(rows[i].rule)), rows[i].may, rows[i].rule,
		          "may be silenced");
	check_end();
}

/* --- no change goes unseen ---------------------------------------------------------------- */

static uint64_t random_state = 20261124;

static unsigned below(unsigned n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random_state >> 33) % n;
}

/* Clauses that say the same; # stands for the numbers in turn, @ for the unit. The first language
 * is the source. */
enum { CLAUSES = 4, LANGS = 13, UNITS = 4, NO_UNIT = UNITS };
static const struct {
	const char *tag, *clause[CLAUSES], *unit[UNITS];
	char grouping[4], decimal[4]; /* of thousands; empty: none */
} samples[LANGS] = {
        {"en",
         {"it helped # of # people", "take # @ at night", "after # weeks", "since #"},
         {"mg", "mcg", "ml", "%"},
         ",",
         "."},
        {"es",
         {"ayudó a # de # personas", "tome # @ por la noche", "después de # semanas", "desde #"},
         {"mg", "microgramos", "ml", "%"},
         "",
         ","},
        {"fr",
         {"il a aidé # personnes sur #", "prenez # @ le soir", "après # semaines", "depuis #"},
         {"mg", "µg", "ml", "%"},
         "\u202f",
         ","},
        {"de",
         {"es half # von # Menschen", "nehmen Sie # @ abends", "nach # Wochen", "seit #"},
         {"Milligramm", "Mikrogramm", "ml", "Prozent"},
         ".",
         ","},
        {"pt-BR",
         {"ajudou # de # pessoas", "tome # @ à noite", "depois de # semanas", "desde #"},
         {"mg", "mcg", "ml", "por cento"},
         ".",
         ","},
        {"ru",
         {"помогло # из # человек", "примите # @ на ночь", "после # недель", "с #"},
         {"мг", "мкг", "мл", "%"},
         "\u00a0",
         ","},
        {"uk",
         {"допомогло # зі # людей", "прийміть # @ на ніч", "після # тижнів", "з #"},
         {"мг", "мкг", "мл", "%"},
         "\u00a0",
         ","},
        {"ar",
         {"ساعد # من # شخص", "خذوا # @ ليلًا", "بعد # أسبوعًا", "منذ #"},
         {"ملغ", "مكغ", "مل", "٪"},
         "\u066c",
         "\u066b"},
        {"fa",
         {"به # از # نفر کمک کرد", "شب # @ بخورید", "پس از # هفته", "از #"},
         {"میلی‌گرم", "میکروگرم", "میلی‌لیتر", "درصد"},
         "\u066c",
         "\u066b"},
        {"hi",
         {"# में से # लोगों को मदद मिली", "रात को # @ लें", "# हफ़्तों के बाद", "# से"},
         {"मिग्रा", "माइक्रोग्राम", "मि.ली.", "प्रतिशत"},
         ",",
         "."},
        {"th",
         {"ช่วยได้ # จาก # คน", "กิน # @ ตอนกลางคืน", "หลัง # สัปดาห์", "ตั้งแต่ #"},
         {"มก.", "ไมโครกรัม", "มล.", "%"},
         ",",
         "."},
        {"vi",
         {"giúp # trên # người", "uống # @ buổi tối", "sau # tuần", "từ #"},
         {"mg", "mcg", "ml", "phần trăm"},
         ".",
         ","},
        {"zh-Hans",
         {"对#人中的#人有帮助", "晚上服#@", "#周之后", "自#年"},
         {"毫克", "微克", "毫升", "%"},
         "",
         "."},
};

/* Whether the numbers of clause 0 stand the other way round. */
static bool whole_first(size_t lang)
{
	return strcmp(samples[lang].tag, "hi") == 0 || strcmp(samples[lang].tag, "zh-Hans") == 0;
}

struct value {
	unsigned whole, tenths; /* tenths 0: none */
};

/* What one text says, whatever the language. */
enum { MOST = 3 };
struct content {
	size_t n, clause[MOST], unit[MOST];
	struct value value[MOST][2];
	bool cited[2], linked[2]; /* [@one-1] [@two-2], (#term-3) (#term-4) */
};

static struct content some_content(void)
{
	struct content c = {.n = 1 + below(MOST)};
	for (size_t i = 0; i < c.n; i++) {
		c.clause[i] = below(CLAUSES);
		c.unit[i] = below(UNITS);
		/* from 13 on: smaller ones have words, which is a matter of its own */
		for (int k = 0; k < 2; k++)
			c.value[i][k] = (struct value){13 + below(below(2) ? 80 : 9000), 0};
		if (c.clause[i] == 1 && below(3) == 0)
			c.value[i][0].tenths = 1 + below(9);
		if (c.clause[i] == 3)
			c.value[i][0].whole = 1900 + below(150);
	}
	for (int k = 0; k < 2; k++) {
		c.cited[k] = below(2);
		c.linked[k] = below(2);
	}
	return c;
}

static void add_value(struct arena *a, struct buf *b, size_t lang, struct value v, bool year)
{
	const char *tag = samples[lang].tag;
	if (v.whole >= 1000 && samples[lang].grouping[0] && !year) {
		buf_add(b, locale_number(a, tag, v.whole / 1000));
		buf_add(b, str_of(samples[lang].grouping));
		for (unsigned p = 100; p; p /= 10)
			buf_add(b, locale_number(a, tag, v.whole / p % 10));
	} else {
		buf_add(b, locale_number(a, tag, v.whole));
	}
	if (v.tenths) {
		buf_add(b, str_of(samples[lang].decimal));
		buf_add(b, locale_number(a, tag, v.tenths));
	}
}

static struct str written(struct arena *a, const struct content *c, size_t lang)
{
	static const char *const citations[] = {" [@one-1]", " [@two-2]"};
	static const char *const links[] = {" [NMDA](#term-3)", " [MAOI](#term-4)"};
	struct buf b = {0};
	for (size_t i = 0; i < c->n; i++) {
		size_t k = c->clause[i] == 0 && whole_first(lang) ? 1 : 0;
		buf_fmt(&b, "%s", i ? "; " : "");
		for (const char *p = samples[lang].clause[c->clause[i]]; *p; p++)
			if (*p == '#') {
				add_value(a, &b, lang, c->value[i][k % 2], c->clause[i] == 3);
				k++;
			} else if (*p == '@') {
				buf_fmt(&b, "%s",
				        c->unit[i] == NO_UNIT ? ""
				                              : samples[lang].unit[c->unit[i]]);
			} else {
				buf_add(&b, (struct str){p, 1});
			}
	}
	for (int k = 0; k < 2; k++) {
		buf_fmt(&b, "%s", c->linked[k] ? links[k] : "");
		buf_fmt(&b, "%s", c->cited[k] ? citations[k] : "");
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* Changes one thing; the rule that must tell, or R_COUNT if the content has no such thing. */
static enum rule_id change(struct content *c)
{
	size_t i = below((unsigned)c->n), k = below(2);
	switch (below(6)) {
	case 0: /* another number */
		k = c->clause[i] == 0 ? k : 0;
		c->value[i][k].whole += 1 + below(500);
		return R_NUMBERS;
	case 1: /* its decimal place */
		if (!c->value[i][0].tenths)
			return R_COUNT;
		c->value[i][0].whole = c->value[i][0].whole * 10 + c->value[i][0].tenths;
		c->value[i][0].tenths = 0;
		return R_NUMBERS;
	case 2: /* two digits change places */
		if (c->value[i][0].whole % 10 == c->value[i][0].whole / 10 % 10)
			return R_COUNT;
		c->value[i][0].whole = c->value[i][0].whole / 100 * 100 +
		                       c->value[i][0].whole % 10 * 10 +
		                       c->value[i][0].whole / 10 % 10;
		return R_NUMBERS;
	case 3:
		if (c->clause[i] != 1)
			return R_COUNT;
		c->unit[i] = (c->unit[i] + 1 + below(UNITS)) % (UNITS + 1); /* or none */
		return R_UNITS;
	case 4:
		c->cited[k] ^= true;
		return R_CITATIONS;
	default:
		c->linked[k] ^= true;
		return R_LINKS;
	}
}

/* The findings about one text, in ds. */
static void compare_one(struct str source, struct str text, const char *tag, struct diags *ds)
{
	const struct term terms[] = {{.id = STR("term-3")}, {.id = STR("term-4")}};
	const struct reference sources[] = {{.id = STR("one-1")}, {.id = STR("two-2")}};
	struct words words = {.path = STR("p"), .text = text, .pos = {1, 1}, .key_pos = {1, 1}};
	const struct words *by_path = &words;
	struct translation t = {.src = {.path = "es.yaml", .text = text},
	                        .lang = str_of(tag),
	                        .words = &words,
	                        .n_words = 1,
	                        .by_path = &by_path};
	struct passage p = {
	        .path = STR("p"), .source = source, .words = &words, .freshness = FRESH};
	struct passages ps = {&p, 1, 1};
	struct article a = {.id = STR("tea"),
	                    .lang = str_of(tag),
	                    .source_lang = STR("en"),
	                    .translation = &t,
	                    .term = terms,
	                    .n_terms = ARRAY_LEN(terms),
	                    .source = sources,
	                    .n_sources = ARRAY_LEN(sources)};
	compare_translation(&a, &ps, STR(""), ds);
}

static bool tells(const struct diags *ds, enum rule_id rule)
{
	for (size_t i = 0; i < diags_len(ds); i++)
		if (diags_at(ds, i)->rule == &rules[rule])
			return true;
	return false;
}

static void no_change_goes_unseen_and_nothing_else_is_told(void **state)
{
	(void)state;
	enum { EACH = 300 };
	struct arena a = {0};
	for (size_t lang = 1; lang < LANGS; lang++)
		for (size_t done = 0; done < EACH;) {
			struct content c = some_content(), changed = c;
			enum rule_id rule = change(&changed);
			struct str source = written(&a, &c, 0);
			struct str same = written(&a, &c, lang),
			           other = written(&a, &changed, lang);
			if (rule == R_COUNT || str_eq(same, other))
				continue;
			struct diags *sound = diags_new(), *ds = diags_new();
			diags_least(sound, SEV_WARNING);
			compare_one(source, same, samples[lang].tag, sound);
			compare_one(source, other, samples[lang].tag, ds);
			if (!check_int((long)diags_len(sound), 0, same.p, "findings, unchanged"))
				diags_print(sound, stderr);
			if (!check_true(tells(ds, rule), other.p, rules[rule].name))
				fprintf(stderr, "  of: %s\n", source.p);
			diags_free(sound);
			diags_free(ds);
			done++;
		}
	arena_clear(&a);
	check_end();
}

/* --- anything at all ---------------------------------------------------------------------- */

/* Pieces that rules look for, in no sense. */
static struct str nonsense(struct arena *a)
{
	static const char *const pieces[] = {
	        "1",      "0",          "٣",       "1,00,000", "999999999999999999999999999999",
	        ".",      ",",          " ",       "-",        "+",
	        "(",      ")",          "«",       "“",        "„",
	        "”",      "？",         "?",       "¿",        "!",
	        "*",      "**",         "[",       "](",       "](#term-3)",
	        "[@",     "[@one-1; @", "]",       "\\",       "mg",
	        "мг",     "毫",         "百分之",  "%",        "г",
	        "μ",      "m",          "а",       "a",        "\u0301",
	        "\u064b", "\u200d",     "🙂",    "ساعتين",   "two",
	        "two ",   "www.",       ".com",    "@",        "://",
	        "\u00a0", "\u202f",     "million", "万",       "e"};
	struct buf b = {0};
	for (unsigned n = 1 + below(30); n; n--)
		buf_add(&b, str_of(pieces[below(ARRAY_LEN(pieces))]));
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

static void anything_can_be_compared(void **state)
{
	(void)state;
	enum { PAIRS = 5000 };
	for (int i = 0; i < PAIRS; i++) {
		struct arena a = {0};
		struct diags *ds = diags_new();
		struct str source = nonsense(&a);
		struct str text = below(4) ? nonsense(&a) : source;
		compare_one(source, text, samples[below(LANGS)].tag, ds);
		for (size_t k = 0; k < diags_len(ds); k++) {
			struct str msg = diags_at(ds, k)->msg;
			check_int((long)utf8_valid_prefix(msg), (long)msg.len, text.p,
			          "whole letters");
		}
		diags_free(ds);
		arena_clear(&a);
	}
	check_end();
}

/* --- findings ----------------------------------------------------------------------------- */

static void notes_give_way_to_errors(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	for (int i = 0; i < DIAGS_MAX + 5; i++)
		diag_add(ds, NULL, &rules[R_SPACING], (struct srcpos){0}, "a note");
	diag_add(ds, NULL, &rules[R_NUMBERS], (struct srcpos){0}, "an error");
	check_int((long)diags_len(ds), DIAGS_MAX, "full", "kept");
	check_int((long)diags_count(ds, SEV_NOTE), DIAGS_MAX + 6, "full", "counted");
	check_true(tells(ds, R_NUMBERS), "full", "the error is kept");
	diags_free(ds);

	ds = diags_new();
	check_int(diags_least(ds, SEV_WARNING), SEV_NOTE, "at first", "least");
	diag_add(ds, NULL, &rules[R_SPACING], (struct srcpos){0}, "a note");
	diag_add(ds, NULL, &rules[R_EXTRA], (struct srcpos){0}, "a warning");
	check_int((long)diags_count(ds, SEV_NOTE), 1, "notes dropped", "counted");
	check_int(diags_least(ds, SEV_NOTE), SEV_WARNING, "then", "least");
	diags_free(ds);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(letters_know_their_script),
	        cmocka_unit_test(a_number_has_its_place),
	        cmocka_unit_test(quantities_are_read_in_every_language),
	        cmocka_unit_test(a_text_is_taken_apart),
	        cmocka_unit_test(texts_are_quoted_at_their_words),
	        cmocka_unit_test(small_numbers_are_found_in_words),
	        cmocka_unit_test(judgement_can_be_silenced_and_structure_cannot),
	        cmocka_unit_test(no_change_goes_unseen_and_nothing_else_is_told),
	        cmocka_unit_test(anything_can_be_compared),
	        cmocka_unit_test(notes_give_way_to_errors),
	};
	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
