/* Languages and their digits, the one normal form, and what stands in on a terminal that shows
 * nothing but ASCII. */
#include "check.h"

#include "base/utf8.h"
#include "text/ascii.h"
#include "text/locale.h"
#include "text/normal.h"
#include "text/number.h"

#include <locale.h>
#include <string.h>

static void tags_are_bcp_47(void **state)
{
	(void)state;
	static const struct {
		const char *tag;
		bool ok;
	} rows[] = {
	        {"en", true},      {"es", true},      {"pt-BR", true},    {"zh-Hans", true},
	        {"zh-Hant", true}, {"sr-Latn", true}, {"hmn", true},      {"es-419", true},
	        {"tl", true},      {"", false},       {"english", false}, {"e", false},
	        {"xx", true},      {"en_US", false},  {"en-", false},     {"-en", false},
	        {"en US", false},  {"../en", false},  {"en.yaml", false}, {"pt-BR-", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(locale_is_tag(str_of(rows[i].tag)), rows[i].ok, rows[i].tag, "is a tag");
	char longest[80];
	memset(longest, 'a', sizeof(longest));
	check_int(locale_is_tag((struct str){longest, sizeof(longest)}), false, "80 letters",
	          "is a tag");
	check_int(locale_is_tag((struct str){"en\0x", 4}), false, "a NUL inside", "is a tag");
	check_end();
}

static void languages_name_themselves(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *name;
	} rows[] = {
	        {"en", "English"},
	        {"es", "Español"},
	        {"fr", "Français"},
	        {"de", "Deutsch"},
	        {"vi", "Tiếng Việt"},
	        {"zh-Hans", "简体中文"},
	        {"ja", "日本語"},
	        {"ko", "한국어"},
	        {"ru", "Русский"},
	        {"ar", "العربية"},
	        {"he", "עברית"},
	        {"th", "ไทย"},
	        {"pt-BR", "Português (Brasil)"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_str(locale_own_name(&a, rows[i].tag), rows[i].name, rows[i].tag,
		          "its own name");
	arena_clear(&a);
	check_end();
}

static void countries_are_named(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *code, *want;
	} rows[] = {
	        {"en", "GB", "United Kingdom"},
	        {"es", "US", "Estados Unidos"},
	        {"ja", "JP", "日本"},
	        {"ar", "EG", "مصر"},
	        {"en", "QQ", "QQ"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_str(locale_country_name(&a, rows[i].tag, rows[i].code), rows[i].want,
		          rows[i].code, "the country");
	arena_clear(&a);
	check_end();
}

static void numbers_take_the_language_s_digits(void **state)
{
	(void)state;
	static const struct {
		const char *tag;
		unsigned long n;
		const char *want;
	} rows[] = {
	        {"en", 0, "0"},   {"en", 1475, "1475"}, {"de", 100, "100"}, {"zh-Hans", 59, "59"},
	        {"ar", 59, "٥٩"}, {"ar-EG", 10, "١٠"},  {"fa", 59, "۵۹"},   {"bn", 100, "১০০"},
	        {"mr", 7, "७"},   {"ne", 7, "७"},       {"my", 45, "၄၅"},   {"hi", 45, "45"},
	        {"arn", 5, "5"},  {"th", 5, "5"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_str(locale_number(&a, rows[i].tag, rows[i].n), rows[i].want, rows[i].tag,
		          "the number");
	arena_clear(&a);
	check_end();
}

static void normal_form_is_nfc_and_no_more(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} rows[] = {
	        {"ASCII", "dose", "dose"},
	        {"composed", "café", "café"},
	        {"decomposed", "cafe\u0301", "café"},
	        {"two marks in the wrong order", "a\u0301\u0323", "ạ\u0301"},
	        {"Vietnamese", "huye\u0302\u0301t a\u0301p", "huyết áp"},
	        {"Korean from jamo", "\u1112\u1161\u11ab", "한"},
	        {"micro sign stays: it must not become a Greek mu, or milli", "5 \u00b5g",
	         "5 \u00b5g"},
	        {"Greek mu stays", "5 \u03bcg", "5 \u03bcg"},
	        {"one half, superscripts and ligatures stay", "½ 10⁹ ﬁ", "½ 10⁹ ﬁ"},
	        {"the ohm sign becomes omega, as NFC has it", "\u2126", "\u03a9"},
	        {"full width stays", "５ｍｇ", "５ｍｇ"},
	        {"joiners stay", "می\u200cخواهم", "می\u200cخواهم"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str s = str_of(rows[i].text), got = normal_nfc(&a, s);
		check_str(got, rows[i].want, rows[i].name, "NFC");
		if (strcmp(rows[i].text, rows[i].want) == 0)
			check_true(got.p == s.p, rows[i].name, "what is normal is not copied");
	}
	arena_clear(&a);
	check_end();
}

static void ascii_has_stand_ins(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} rows[] = {
	        {"ASCII stays", "5 mg <= 10", "5 mg <= 10"},
	        {"micro is mc, never m", "50 µg, 50 μg", "50 mcg, 50 mcg"},
	        {"comparisons", "≤5 ≥6 ≈7 ±8", "<=5 >=6 about 7 +/-8"},
	        {"temperature", "38.5°C", "38.5 deg C"},
	        {"fractions", "1½ ¼", "1 1/2  1/4"},
	        {"dashes and minus", "3–5 — −2", "3-5 -- -2"},
	        {"quotes", "“high” it’s", "\"high\" it's"},
	        {"spaces", "5\u00a0mg 1\u202f475", "5 mg 1 475"},
	        {"what is never shown", "over\u00addose a\u200bb\u2060c", "overdose abc"},
	        {"boxes and bars", "☐ ☑ ■ ·", "[ ] [x] # ."},
	        {"accents", "Café à la façon", "Cafe a la facon"},
	        {"German", "Müde, groß, schön", "Muede, gross, schoen"},
	        {"a combining mark goes", "cafe\u0301", "cafe"},
	        {"what has none is owned up to", "氯胺酮 א", "??? ?"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct rich r = ascii_rich(&a, rich_of(str_of(rows[i].text)));
		check_str(r.text, rows[i].want, rows[i].name, "in ASCII");
	}
	for (unsigned c = 0x80; c < 0x3000; c++) {
		char bytes[5] = "";
		utf8_encode(c, bytes);
		struct rich r = ascii_rich(&a, rich_of(str_of(bytes)));
		for (size_t i = 0; i < r.text.len; i++)
			check_true((unsigned char)r.text.p[i] < 0x80, bytes, "is ASCII");
	}
	arena_clear(&a);
	check_end();
}

static void spans_move_with_their_words(void **state)
{
	(void)state;
	/* "≥2 µg (ü)": the spans are "≥2", "µg" and "ü" */
	static const struct span spans[] = {{0, 4, STYLE_STRONG, 0, NOT_FOUND},
	                                    {5, 8, STYLE_TERM, 7, NOT_FOUND},
	                                    {10, 12, STYLE_EMPHASIS, 0, NOT_FOUND}};
	struct arena a = {0};
	struct rich r = ascii_rich(&a, (struct rich){STR("≥2 µg (ü)"), spans, 3, NULL});
	check_str(r.text, ">=2 mcg (ue)", "spans", "the text");
	check_int((long)r.n_spans, 3, "spans", "number");
	static const char *const words[] = {">=2", "mcg", "ue"};
	for (size_t i = 0; i < 3; i++) {
		check_str(str_part(r.text, r.span[i].from, r.span[i].to), words[i], "spans",
		          "the words of one");
		check_int(r.span[i].style, spans[i].style, words[i], "style");
		check_int((long)r.span[i].term, (long)spans[i].term, words[i], "term");
	}
	arena_clear(&a);
	check_end();
}

static void the_language_wanted_finds_one_that_serves(void **state)
{
	(void)state;
	static const struct str few[] = {LIT("en"), LIT("es"), LIT("pt-BR"), LIT("zh-Hans")};
	static const struct str more[] = {LIT("es-MX"), LIT("es"),      LIT("nb"), LIT("sr-Latn"),
	                                  LIT("sr"),    LIT("zh-Hant"), LIT("he")};
	static const struct {
		const char *wanted;
		const struct str *have;
		size_t n;
		const char *want;
	} rows[] = {
	        {"es", few, 4, "es"},
	        {"es-MX", few, 4, "es"},
	        {"es-419", few, 4, "es"},
	        {"en-GB", few, 4, "en"},
	        {"pt", few, 4, "pt-BR"},
	        {"pt-PT", few, 4, "none"},
	        {"zh", few, 4, "zh-Hans"},
	        {"zh-CN", few, 4, "zh-Hans"},
	        {"zh-SG", few, 4, "zh-Hans"},
	        {"zh-TW", few, 4, "none"},
	        {"zh-HK", few, 4, "none"},
	        {"fr", few, 4, "none"},
	        {"", few, 4, "none"},
	        {"not a tag", few, 4, "none"},
	        {"es-MX", more, 7, "es-MX"},
	        {"es-AR", more, 7, "es"},
	        {"no", more, 7, "nb"},
	        {"nn-NO", more, 7, "nb"},
	        {"sr", more, 7, "sr"},
	        {"sr-RS", more, 7, "sr"},
	        {"sr-Latn-RS", more, 7, "sr-Latn"},
	        {"sr-Cyrl", more, 7, "sr"},
	        {"zh-TW", more, 7, "zh-Hant"},
	        {"zh-HK", more, 7, "zh-Hant"},
	        {"iw", more, 7, "he"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		size_t at = locale_match(rows[i].have, rows[i].n, str_of(rows[i].wanted));
		check_str(at < rows[i].n ? rows[i].have[at] : STR("none"), rows[i].want,
		          rows[i].wanted, "what serves");
	}
	check_end();
}

static void posix_names_are_tags(void **state)
{
	(void)state;
	static const struct {
		const char *name, *tag;
	} rows[] = {{"es", "es"},
	            {"pt_BR.UTF-8", "pt-BR"},
	            {"de_DE@euro", "de-DE"},
	            {"C", ""},
	            {"C.UTF-8", ""},
	            {"POSIX", ""},
	            {"", ""},
	            {"sr_RS@latin", "sr-Latn-RS"},
	            {"uz@latin", "uz-Latn"},
	            {"../../etc", ""},
	            {"en_US.ISO-8859-1", "en-US"}};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_str(locale_of_posix(&a, str_of(rows[i].name)), rows[i].tag, rows[i].name,
		          "tag");
	arena_clear(&a);
	check_end();
}

static void numbers_are_read_in_every_way_of_writing(void **state)
{
	(void)state;
	static const struct {
		const char *text, *numbers;
	} rows[] = {
	        {"59 of 100", "59 100"},
	        {"2.5 and 2,5 and ٢٫٥", "2.5 2.5 2.5"},
	        {"1,475 1.475 1\u202f475 ١٬٤٧٥ 1’475", "1475 1475 1475 1475 1475"},
	        {"1,234,567", "1234567"},
	        {"0.125", "0.125"},
	        {"10 000 people", "10000"},
	        {"in 2019 100 people", "2019 100"},
	        {"24.11.2026", "24.11 2026"},
	        {"१०० में से ५९", "100 59"},
	        {"100人中有59人", "100 59"},
	        {"no number, m² and ½", ""},
	        {"5–7, 8.", "5 7 8"},
	        {"", ""},
	        {"123456789012345678901234567890", "123456789012345678901234"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		size_t n;
		struct str all = STR("");
		const struct str *list = number_list(&a, str_of(rows[i].text), &n);
		for (size_t k = 0; k < n; k++)
			all = arena_fmt(&a, "%.*s%s%.*s", STR_ARG(all), k ? " " : "",
			                STR_ARG(list[k]));
		check_str(all, rows[i].numbers, rows[i].text, "its numbers");
	}
	arena_clear(&a);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(tags_are_bcp_47),
	        cmocka_unit_test(languages_name_themselves),
	        cmocka_unit_test(the_language_wanted_finds_one_that_serves),
	        cmocka_unit_test(posix_names_are_tags),
	        cmocka_unit_test(numbers_are_read_in_every_way_of_writing),
	        cmocka_unit_test(countries_are_named),
	        cmocka_unit_test(numbers_take_the_language_s_digits),
	        cmocka_unit_test(normal_form_is_nfc_and_no_more),
	        cmocka_unit_test(ascii_has_stand_ins),
	        cmocka_unit_test(spans_move_with_their_words),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
