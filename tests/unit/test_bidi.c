/* Right-to-left text on a screen: which form of a letter stands where, and the order of the cells
 * from left to right. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/bidi.h"

#include <locale.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* --- joining -------------------------------------------------------------------------------- */

/* Code points in hexadecimal: a table of Arabic would look different in every editor. */
static struct buf in_hex(struct str s)
{
	struct buf b = {0};
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		buf_fmt(&b, "%s%04X", b.len ? " " : "", (unsigned)c);
	buf_add(&b, (struct str){"", 1});
	return b;
}

static void check_shape(const char *text, const char *want, const char *row)
{
	struct arena a = {0};
	struct buf got = in_hex(bidi_shape(&a, rich_of(str_of(text)), true).rich.text);
	check_str(str_of(got.p), want, row, "the letters in the order of reading");
	buf_clear(&got);
	arena_clear(&a);
}

static void words_are_joined(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} rows[] = {
	        {"as-salam: the alef stands alone, lam begins, sin is in the middle, the second lam "
	         "and its alef are one sign behind sin, and nothing joins to the mim",
	         "السلام", "FE8D FEDF FEB4 FEFC FEE1"},
	        {"a word by itself: la", "لا", "FEFB"},
	        {"lam with each alef, alone", "لآ لأ لإ لا", "FEF5 0020 FEF7 0020 FEF9 0020 FEFB"},
	        {"and behind a letter", "بلآ بلأ بلإ بلا",
	         "FE91 FEF6 0020 FE91 FEF8 0020 FE91 FEFA 0020 FE91 FEFC"},
	        {"lam and another lam are two", "لل", "FEDF FEDE"},
	        {"Allah has no sign of its own here", "الله", "FE8D FEDF FEE0 FEEA"},
	        {"vowel signs stay signs, and letters join across them", "بَيْتٌ",
	         "FE91 064E FEF4 0652 FE96 064C"},
	        {"two signs on one letter", "مُحَمَّد", "FEE3 064F FEA4 064E FEE4 064E 0651 FEAA"},
	        {"lam and alef with a vowel between: the vowel stays on them", "سَلَام",
	         "FEB3 064E FEFC 064E FEE1"},
	        {"superscript alef is a sign", "هٰذا", "FEEB 0670 FEAC FE8D"},
	        {"hamza alone joins nothing", "دواءك", "FEA9 FEED FE8D 0621 FED9"},
	        {"ta marbuta ends a word", "حبة", "FEA3 FE92 FE94"},
	        {"alef maksura ends one too", "على", "FECB FEE0 FEF0"},
	        {"a line between letters lengthens", "بـب", "FE91 0640 FE90"},
	        {"v, for names: virus", "ڤيروس", "FB6C FEF4 FEAE FEED FEB1"},

	        {"Persian g, ch, p, zh", "گچپژ", "FB94 FB7D FB59 FB8B"},
	        {"Persian k and y: kaf, then ya at the end", "کی", "FB90 FBFD"},
	        {"mikhaham: the non-joiner parts, and is never shown", "می\u200cخواهم",
	         "FEE3 FBFD 200C FEA7 FEEE FE8D FEEB FEE2"},
	        {"the same without it", "میخواهم", "FEE3 FBFF FEA8 FEEE FE8D FEEB FEE2"},
	        {"a joiner makes a beginning of a letter that stands alone", "ه\u200d",
	         "FEEB 200D"},
	        {"khaneye: hamza on a final he", "خانهٔ", "FEA7 FE8E FEE7 FEEA 0654"},

	        {"Urdu retroflex t, d, r: tika, dakter, larki", "ٹیکا ڈاکٹر لڑکی",
	         "FB68 FBFF FB91 FE8E 0020 FB88 FE8D FB90 FB69 FEAE 0020 FEDF FB8D FB90 FBFD"},
	        {"Urdu bari ye: hai", "ہے", "FBA8 FBAF"},
	        {"Urdu aspirated h, and n without its dot at the end: haath, mein", "ہاتھ میں",
	         "FBA8 FE8E FE97 FBAB 0020 FEE3 FBFF FB9F"},
	        {"Urdu mark of a nasal vowel", "من\u0658ب", "FEE3 FEE8 0658 FE90"},

	        {"Kurdish e joins to the letter before, not behind", "بەب", "FE91 06D5 FE8F"},
	        {"Kurdish l, which has no joined forms: what is around it joins", "بڵب",
	         "FE91 06B5 FE90"},
	        {"Pashto t, likewise", "بټب", "FE91 067C FE90"},
	        {"Uyghur", "ئۇيغۇر", "FE8B FBD8 FEF3 FED0 FBD8 FEAD"},

	        {"Latin letters and digits part words", "بNMDAب", "FE8F 004E 004D 0044 0041 FE8F"},
	        {"Hebrew has one form each", "שלום", "05E9 05DC 05D5 05DD"},
	        {"signs beyond the first plane", "ب😀ب", "FE8F 1F600 FE8F"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_shape(rows[i].text, rows[i].want, rows[i].name);
	check_end();
}

/* The form of a letter, from Unicode's own decompositions; the letter itself if there is none. */
static char32_t unicodes_form(char32_t letter, UDecompositionType type)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&err);
	for (UChar32 c = 0xFB50; c <= 0xFEF4; c++) {
		UChar letters[4];
		err = U_ZERO_ERROR;
		if (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) == (int)type &&
		    unorm2_getRawDecomposition(nfkc, c, letters, 4, &err) == 1 && U_SUCCESS(err) &&
		    letters[0] == letter)
			return (char32_t)c;
	}
	return letter;
}

static bool may_join(char32_t c, UJoiningType side)
{
	int type = u_getIntPropertyValue((UChar32)c, UCHAR_JOINING_TYPE);
	return type == U_JT_DUAL_JOINING || type == U_JT_JOIN_CAUSING || type == (int)side;
}

/* Every letter of the Arabic block between two others, against Unicode's joining types. */
static void every_letter_takes_its_form(void **state)
{
	(void)state;
	enum { BEH = 0x628, NOON_GHUNNA = 0x6BA, ALEF_MAKSURA = 0x649 };
	static const UDecompositionType types[] = {U_DT_ISOLATED, U_DT_FINAL, U_DT_INITIAL,
	                                           U_DT_MEDIAL};
	for (char32_t c = 0x620; c < 0x700; c++) {
		int type = u_getIntPropertyValue((UChar32)c, UCHAR_JOINING_TYPE);
		bool mark = type == U_JT_TRANSPARENT;
		if (!u_isalpha((UChar32)c) && !mark)
			continue;
		bool back = mark || may_join(c, U_JT_RIGHT_JOINING);
		bool on = mark || may_join(c, U_JT_LEFT_JOINING);
		char32_t form = unicodes_form(c, types[back + 2 * on]);
		if (c == NOON_GHUNNA || c == ALEF_MAKSURA) /* these end words, joined or not */
			form = unicodes_form(c, U_DT_FINAL);
		if (mark || type == U_JT_NON_JOINING)
			form = c;
		char text[16] = "", want[32];
		size_t n = utf8_encode(BEH, text);
		n += utf8_encode(c, text + n);
		utf8_encode(BEH, text + n);
		snprintf(want, sizeof(want), "%s %04X %s", back ? "FE91" : "FE8F", (unsigned)form,
		         on ? "FE90" : "FE8F");
		check_shape(text, want, text);
	}
	check_end();
}

/* --- order ---------------------------------------------------------------------------------- */

/* As in Unicode's annex 9, capitals stand here for letters that run from right to left, so that the
 * tables look the same everywhere: Arabic ones (no lam among them, which would merge with an alef)
 * or Hebrew ones. */
static const char32_t arabic[] = U"ابتثجحخدذرزسشصضطظعغفقكمنهو";
static const char32_t hebrew[] = U"אבגדהוזחטיכלמנסעפצקרשתםןףץ";

static struct str from_capitals(struct arena *a, const char *z, const char32_t *letters)
{
	char *out = arena_alloc(a, strlen(z) * 4 + 1, 1);
	size_t len = 0;
	for (; *z; z++)
		if (*z >= 'A' && *z <= 'Z')
			len += utf8_encode(letters[*z - 'A'], out + len);
		else
			out[len++] = *z;
	return (struct str){out, len};
}

static char32_t unjoined(char32_t c)
{
	UErrorCode err = U_ZERO_ERROR;
	UChar letters[4];
	if (c < 0xFB50 || c > 0xFEFC)
		return c;
	int32_t n = unorm2_getRawDecomposition(unorm2_getNFKCInstance(&err), (UChar32)c, letters, 4,
	                                       &err);
	return n == 1 && U_SUCCESS(err) ? letters[0] : c;
}

/* Back to capitals; what is never shown is left out. */
static struct str to_capitals(struct arena *a, struct str s, const char32_t *letters)
{
	char *out = arena_alloc(a, s.len + 1, 1);
	size_t len = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		int at = 0;
		while (at < 26 && letters[at] != unjoined(c))
			at++;
		if (at < 26)
			out[len++] = (char)('A' + at);
		else if (u_charType((UChar32)c) != U_FORMAT_CHAR)
			len += utf8_encode(c, out + len);
	}
	return (struct str){out, len};
}

enum script { ARABIC = 1, HEBREW = 2, BOTH = 3 };

static void check_order(const char *text, const char *want, enum script script, bool rtl,
                        const char *row)
{
	struct arena a = {0};
	const char32_t *letters = script == ARABIC ? arabic : hebrew;
	struct str got = bidi_visual(&a, from_capitals(&a, text, letters), rtl);
	char name[128];
	snprintf(name, sizeof(name), "%s (%s)", row, script == ARABIC ? "Arabic" : "Hebrew");
	check_str(to_capitals(&a, got, letters), want, name, "the order");
	arena_clear(&a);
}

static void what_stands_where(void **state)
{
	(void)state;
	static const struct {
		enum script script;
		const char *name, *text, *want;
	} rows[] = {
	        /* Words run leftwards, and the full stop closes at the left. */
	        {BOTH, "words", "TAKE IT.", ".TI EKAT"},
	        {BOTH, "a drug's name", "TAKE ketamine NOW", "WON ketamine EKAT"},
	        {BOTH, "two Latin words read on rightwards", "THE nasal spray IS",
	         "SI nasal spray EHT"},
	        {BOTH, "a name with a number of its own", "IN karma-dep 2?", "?karma-dep 2 NI"},
	        {BOTH, "a letter and a number", "THE sf-36 IS", "SI sf-36 EHT"},

	        /* A number is written rightwards in both scripts. What holds it together does not
	         * turn round either. */
	        {BOTH, "a number", "CALL 112 NOW", "WON 112 LLAC"},
	        {BOTH, "decimals", "TAKE 2.5 MG", "GM 2.5 EKAT"},
	        {BOTH, "thousands", "OF 1,475 MEN", "NEM 1,475 FO"},
	        {BOTH, "blood pressure", "BELOW 120/80 IS", "SI 120/80 WOLEB"},
	        {BOTH, "a time", "AT 17:30 DAILY", "YLIAD 17:30 TA"},
	        {BOTH, "hours", "OPEN 17:00-24:00.", ".17:00-24:00 NEPO"},
	        {BOTH, "a day", "ON 2026-11-24 IT", "TI 2026-11-24 NO"},
	        {BOTH, "a temperature", "ABOVE 38.5°c CALL", "LLAC 38.5°c EVOBA"},
	        {BOTH, "Arabic-Indic digits", "OF \u0661\u0664\u0667 MEN",
	         "NEM \u0661\u0664\u0667 FO"},
	        {BOTH, "and their decimals", "TAKE \u0662\u066b\u0665 MG",
	         "GM \u0662\u066b\u0665 EKAT"},
	        {BOTH, "and their thousands", "OF \u0661\u066c\u0664\u0667\u0665 MEN",
	         "NEM \u0661\u066c\u0664\u0667\u0665 FO"},
	        {BOTH, "Persian digits", "TAKE \u06f2\u066b\u06f5 MG",
	         "GM \u06f2\u066b\u06f5 EKAT"},

	        /* A range of ASCII digits stays as it was typed, with either dash: a reader must not
	         * find 20-30 here and 30-20 there. One of Arabic-Indic digits is read leftwards. */
	        {BOTH, "a range", "FOR 20-30 DAYS", "SYAD 20-30 ROF"},
	        {BOTH, "a range, en dash", "FOR 20–30 DAYS", "SYAD 20–30 ROF"},
	        {BOTH, "a range of decimals", "TAKE 0.5-1.5 MG", "GM 0.5-1.5 EKAT"},
	        {ARABIC, "an Arabic range", "FOR \u0665–\u0667 DAYS", "SYAD \u0667–\u0665 ROF"},
	        {ARABIC, "a Persian range is one of European digits", "FOR \u06f5–\u06f7 DAYS",
	         "SYAD \u06f7–\u06f5 ROF"},
	        {BOTH, "two numbers beside one another are read leftwards", "CALL 112 / 999.",
	         ".999 / 112 LLAC"},

	        /* Numbers to be dialled, and where to look. */
	        {BOTH, "a phone number", "CALL +1-800-555-0199 NOW", "WON +1-800-555-0199 LLAC"},
	        {BOTH, "a phone number at the end", "CALL 1-800-273-8255.", ".1-800-273-8255 LLAC"},
	        {BOTH, "a phone number in groups", "CALL 0477 13 11 14 NOW",
	         "WON 0477 13 11 14 LLAC"},
	        {BOTH, "a short number", "TEXT home TO 85258", "85258 OT home TXET"},
	        {BOTH, "a code with its signs", "DIAL *123# NOW", "WON *123# LAID"},
	        {BOTH, "a web address", "SEE findahelpline.com/us.", ".findahelpline.com/us EES"},
	        {BOTH, "a web address that begins with a number", "SEE 1737.org.nz NOW",
	         "WON 1737.org.nz EES"},
	        {BOTH, "a web address behind a number", "OR 988 / 988lifeline.org",
	         "988lifeline.org / 988 RO"},
	        {BOTH, "a mail address", "TO a.b-1@example.org OR", "RO a.b-1@example.org OT"},

	        /* Brackets open at the right: each is mirrored, so that they still embrace. */
	        {BOTH, "in brackets", "CALL (NOW) HERE", "EREH (WON) LLAC"},
	        {BOTH, "a number in brackets", "CALL (112) NOW", "WON (112) LLAC"},
	        {BOTH, "a citation", "IT HELPS [12].", ".[12] SPLEH TI"},
	        {BOTH, "two citations", "HELPS [4], [12].", ".[12] ,[4] SPLEH"},
	        {BOTH, "Latin letters in brackets", "THE SITE (nmda) IS", "SI (nmda) ETIS EHT"},
	        {BOTH, "brackets in brackets", "A (B [12], nmda) C", "C (nmda ,[12] B) A"},
	        {BOTH, "angle quotes", "SAY «HELP» NOW", "WON «PLEH» YAS"},
	        {BOTH, "a range in brackets", "DAYS (20-30) OR", "RO (20-30) SYAD"},

	        /* Behind an Arabic letter a percent sign stands where it is spoken, behind the number:
	         * to its left. Hebrew leaves it at the right of European digits. */
	        {ARABIC, "percent", "ABOUT 50% OF", "FO %50 TUOBA"},
	        {HEBREW, "percent", "ABOUT 50% OF", "FO 50% TUOBA"},
	        {ARABIC, "percent of decimals", "ABOUT 2.5% OF", "FO %2.5 TUOBA"},
	        {HEBREW, "percent of decimals", "ABOUT 2.5% OF", "FO 2.5% TUOBA"},
	        {ARABIC, "percent of a range", "ABOUT 20-30% OF", "FO %20-30 TUOBA"},
	        {HEBREW, "percent of a range", "ABOUT 20-30% OF", "FO 20-30% TUOBA"},
	        {ARABIC, "Arabic percent sign", "ABOUT \u0665\u0660\u066a OF",
	         "FO \u066a\u0665\u0660 TUOBA"},
	        {BOTH, "names in a list follow one another leftwards", "LIST: one · two · three",
	         "three · two · one :TSIL"},
	        {BOTH, "a dot in a name is none of a list", "IN col·legi NOW", "WON col·legi NI"},

	        /* What has no letter that runs leftwards keeps its order, its full stop at the end. */
	        {BOTH, "a name that begins with a number", "988 crisis lifeline",
	         "988 crisis lifeline"},
	        {BOTH, "a source", "leaf a. tea. 2001;4:5-6.", "leaf a. tea. 2001;4:5-6."},
	        {BOTH, "but a number has no order of its own", "12.", ".12"},
	        {HEBREW, "a prefix and a number", "B-20 DAYS", "SYAD 20-B"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (enum script s = ARABIC; s <= HEBREW; s++)
			if (rows[i].script & s)
				check_order(rows[i].text, rows[i].want, s, true, rows[i].name);
	check_end();
}

static void what_stands_where_in_left_to_right_text(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} rows[] = {
	        {"nothing to turn", "take 2.5 mg (or 5)", "take 2.5 mg (or 5)"},
	        {"a word", "the word ABC means", "the word CBA means"},
	        {"two words", "the words ABC DEF mean", "the words FED CBA mean"},
	        {"a number behind a word is part of what is read leftwards", "see ABC 12 now",
	         "see 12 CBA now"},
	        {"a phone number behind a word would be torn: it stands by itself",
	         "see ABC +1-800-555-0199 now", "see CBA +1-800-555-0199 now"},
	        {"names in a list follow one another rightwards", "ABC · DEF · two",
	         "CBA · FED · two"},
	        {"in brackets", "the word (ABC) means", "the word (CBA) means"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (enum script s = ARABIC; s <= HEBREW; s++)
			check_order(rows[i].text, rows[i].want, s, false, rows[i].name);
	check_end();
}

/* --- the rest ------------------------------------------------------------------------------- */

static void backwards_marks_stay_behind_their_letters(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} rows[] = {
	        {"nothing", "", ""},
	        {"letters", "אבג", "05D2 05D1 05D0"},
	        {"points", "שָׁל", "05DC 05E9 05B8 05C1"},
	        {"vowels", "بَت", "062A 0628 064E"},
	        {"brackets", "(א]", "005B 05D0 0029"},
	        {"beyond the first plane", "א😀", "1F600 05D0"},
	        {"invalid bytes become one sign", "א\xff", "FFFD 05D0"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct buf got = in_hex(bidi_backwards(&a, str_of(rows[i].text)));
		check_str(str_of(got.p), rows[i].want, rows[i].name, "backwards");
		buf_clear(&got);
		arena_clear(&a);
	}
	check_end();
}

static void spans_and_places_move_with_their_letters(void **state)
{
	(void)state;
	/* "bb 20-30 la b": spans over the range, and over la, whose two letters become one. */
	static const char text[] = "بب 20-30 لا ب";
	static const struct span spans[] = {{5, 10, STYLE_STRONG, 0, NOT_FOUND},
	                                    {11, 15, STYLE_TERM, 3, NOT_FOUND}};
	static const char *const words[] = {"\u206620-30", "\ufefb"};
	struct arena a = {0};
	struct shaped s = bidi_shape(&a, (struct rich){str_of(text), spans, 2, NULL}, true);
	for (size_t i = 0; i < 2; i++) {
		const struct span *span = &s.rich.span[i];
		check_str(str_part(s.rich.text, span->from, span->to), words[i], words[i],
		          "the words of the span");
		check_int(span->style, spans[i].style, words[i], "style");
		check_int((long)s.origin[span->from], (long)spans[i].from, words[i],
		          "where it came from");
	}
	size_t last = 0;
	for (size_t i = 0; i <= s.rich.text.len; i++) {
		check_true(s.origin[i] >= last && s.origin[i] <= strlen(text), text,
		           "places never go back");
		last = s.origin[i];
	}
	check_int((long)last, (long)strlen(text), text, "the end");
	arena_clear(&a);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(words_are_joined),
	        cmocka_unit_test(every_letter_takes_its_form),
	        cmocka_unit_test(what_stands_where),
	        cmocka_unit_test(what_stands_where_in_left_to_right_text),
	        cmocka_unit_test(backwards_marks_stay_behind_their_letters),
	        cmocka_unit_test(spans_and_places_move_with_their_letters),
	};
	return cmocka_run_group_tests_name("bidi", tests, NULL, NULL);
}
