/* What counts as the same when a reader searches, and which letters are marked then. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"

static void what_a_reader_types_finds_what_is_meant(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *typed;
	} rows[] = {
	        {"accents", "La depresión", "depresion"},
	        {"accents typed, none there", "depresion", "depresión"},
	        {"case", "Ketamine", "KETAMINE"},
	        {"Vietnamese tones", "huyết áp", "huyet ap"},
	        {"Vietnamese d", "thuốc gây mê đường mũi", "duong"},
	        {"Turkish cedilla", "ilaç", "ilac"},
	        {"Turkish dotted I", "İlaç", "ilac"},
	        {"Turkish dotless i", "sık sorulan", "sik"},
	        {"German sharp s", "Straße", "strasse"},
	        {"German sharp s, capital", "STRAẞE", "straße"},
	        {"umlaut", "Übelkeit", "ubelkeit"},
	        {"French ligature", "sœur", "soeur"},
	        {"Danish", "smørrebrød", "smorrebrod"},
	        {"Polish", "Łódź", "lodz"},
	        {"Russian yo", "лёгкие", "легкие"},
	        {"Russian yo typed", "легкие", "лёгкие"},
	        {"Russian case", "КЕТАМИН", "кетамин"},
	        {"Ukrainian i", "їжа", "іжа"},
	        {"Greek final sigma", "λόγος", "ΛΟΓΟΣ"},
	        {"Greek iota below", "ᾳδης", "αδης"},
	        {"full-width letters", "ＫＥＴＡＭＩＮＥ　１２", "ketamine 12"},
	        {"half-width kana", "ｶﾞﾝ", "ガン"},
	        {"micro sign and mu", "50 µg", "50 μg"},
	        {"Arabic hamza on alef", "أعراض", "اعراض"},
	        {"Arabic alef below", "إسعاف", "اسعاف"},
	        {"Arabic madda", "آلام", "الام"},
	        {"Arabic alef wasla", "ٱلعلاج", "العلاج"},
	        {"Arabic ta marbuta", "المثانة", "المثانه"},
	        {"Arabic alef maksura", "مستشفى", "مستشفي"},
	        {"Arabic vowels", "كِيتَامِين", "كيتامين"},
	        {"Arabic stretching", "كيتـــامين", "كيتامين"},
	        {"Persian kaf and ya", "کتامین", "كتامين"},
	        {"Persian half space", "می‌خواهم", "میخواهم"},
	        {"Arabic presentation forms", "ﻛﺘﺎﺏ", "كتاب"},
	        {"Hebrew points", "שָׁלוֹם", "שלום"},
	        {"Arabic-Indic digits", "٥٩ من ١٠٠", "59"},
	        {"Hindi nukta", "ज़रूर", "जरूर"},
	        {"Hindi, the beginning of a word", "अवसाद", "अवस"},
	        {"Thai", "โรคซึมเศร้า", "ซึมเศร้า"},
	        {"Korean, while the syllable is typed", "우울증", "우우"},
	        {"Chinese", "氯胺酮与抑郁症", "抑郁"},
	        {"soft hyphen", "Keta\u00admin", "ketamin"},
	        {"no-break space", "59\u00a0of\u00a0100", "59 of 100"},
	        {"several spaces", "a  b", "a   b"},
	        {"spaces at the ends of what is typed", "special K", "  special k "},
	        {"curly apostrophe", "don’t", "don't"},
	        {"curly quotes", "“high”", "\"high\""},
	        {"no-break hyphen", "treatment‑resistant", "treatment-resistant"},
	        {"decomposed, typed", "depresión", "depresio\u0301n"},
	        {"emoji", "😀 well", "😀"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		size_t n;
		struct str query = fold_query(&a, str_of(rows[i].typed));
		check_true(query.len > 0, rows[i].name, "something to look for");
		fold_find(&a, str_of(rows[i].text), query, &n);
		check_int((long)n, 1, rows[i].name, "hits");
		arena_clear(&a);
	}
	check_end();
}

static void other_words_stay_other_words(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *typed;
	} rows[] = {
	        {"Hindi vowel sign", "दिल", "दल"},
	        {"Hindi virama", "पत्नी", "पतनी"},
	        {"Hindi nasal", "हंस", "हस"},
	        {"Thai tone", "ไม้", "ไม"},
	        {"Thai vowel below", "คุณ", "คณ"},
	        {"Tamil vowel sign", "கிளி", "களி"},
	        {"kana with its voicing", "がん", "かん"},
	        {"milligrams and micrograms", "50 µg", "50 mg"},
	        {"Russian letters", "суд", "зуд"},
	        {"another word", "ketamine", "esketamine"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		size_t n;
		/* whole words: a Thai word without its tone is the beginning of the word with it */
		struct str query = fold(&a, str_of(rows[i].typed)).text;
		struct str text = fold(&a, str_of(rows[i].text)).text;
		check_true(!str_eq(text, query), rows[i].name, "told apart");
		fold_find(&a, str_of(rows[i].text), query, &n);
		check_int((long)n, str_is(query, "ไม"), rows[i].name, "hits");
		arena_clear(&a);
	}
	check_end();
}

static void hits_are_whole_clusters(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *typed, *marked; /* the hits in brackets */
	} rows[] = {
	        {"several", "Tea, tea and TEA", "tea", "[Tea], [tea] and [TEA]"},
	        {"none overlaps", "aaaa", "aaa", "[aaa]a"},
	        {"none", "coffee", "tea", "coffee"},
	        {"nothing to look for", "coffee", " ", "coffee"},
	        {"nothing to look in", "", "tea", ""},
	        {"an accent goes along", "la depresión.", "presio", "la de[presió]n."},
	        {"accent by itself", "depresio\u0301n", "sio", "depre[sio\u0301]n"},
	        {"half of a sharp s", "Straße", "s", "[S]tra[ß]e"},
	        {"both halves", "Straße", "ss", "Stra[ß]e"},
	        {"a vowel sign goes along", "दिल", "द", "[दि]ल"},
	        {"an emoji of several", "a 👩‍⚕️ b", "⚕", "a [👩‍⚕️] b"},
	        {"stretching goes along", "كيتـــامين", "كيت", "[كيتـــ]امين"},
	        {"soft hyphen inside", "Keta\u00admin", "tam", "Ke[ta\u00adm]in"},
	        {"spaces in a row", "a   b", "a b", "[a   b]"},
	        {"at the end", "no tea", "tea", "no [tea]"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct buf out = {0};
		size_t n, at = 0;
		struct str text = str_of(rows[i].text);
		const struct hit *hit =
		        fold_find(&a, text, fold_query(&a, str_of(rows[i].typed)), &n);
		for (size_t k = 0; k < n; k++) {
			buf_add(&out, str_part(text, at, hit[k].from));
			buf_fmt(&out, "[%.*s]", STR_ARG(str_part(text, hit[k].from, hit[k].to)));
			at = hit[k].to;
		}
		buf_add(&out, str_part(text, at, text.len));
		check_str(buf_str(&out), rows[i].marked, rows[i].name, "marked");
		buf_clear(&out);
		arena_clear(&a);
	}
	check_end();
}

/* Every code point there is, alone and between letters. */
static void every_character_folds_within_its_room(void **state)
{
	(void)state;
	struct arena a = {0};
	for (char32_t c = 1; c <= 0x10FFFF; c += c == 0xD7FF ? 0x801 : 1) {
		char s[8] = "x", row[16];
		size_t len = 1 + utf8_encode(c, s + 1);
		snprintf(row, sizeof(row), "U+%04lX", (unsigned long)c);
		struct folded f = fold(&a, (struct str){s, len});
		if (utf8_valid_prefix(f.text) != f.text.len || f.origin[f.text.len] != len ||
		    f.text.len < 1 || f.text.len > 4 * len)
			check_true(false, row, "folded in order");
		arena_reset(&a);
	}
	arena_clear(&a);
	check_end();
}

static void words_are_looked_for_one_by_one(void **state)
{
	(void)state;
	static const struct {
		const char *text, *query;
		bool has;
	} rows[] = {
	        {"ketamine for depression", "depression ketamine", true},
	        {"ketamine for depression", "keta dep", true},
	        {"ketamine for depression", "ketamine anxiety", false},
	        {"ketamine for depression", "", true},
	        {"", "ketamine", false},
	        {"", "", true},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(fold_has_words(str_of(rows[i].text), str_of(rows[i].query)), rows[i].has,
		          rows[i].text, rows[i].query);
	check_end();
}

static void texts_fall_into_words_of_an_index(void **state)
{
	(void)state;
	static const struct {
		const char *text, *indexed, *asked;
	} rows[] = {
	        {"", "", ""},
	        {"?!", "", ""},
	        {"special k, (ketamine)", "special k ketamine", "special k ketamine"},
	        {"59 of 100", "59 of 100", "59 of 100"},
	        {"don't", "don t", "don t"},
	        {"抑郁症", "抑郁 郁症 症", "抑郁 郁症"},
	        {"抑", "抑", "抑"},
	        {"抑郁 症", "抑郁 郁 症", "抑郁 症"},
	        {"氯胺酮ketamine酮", "氯胺 胺酮 酮 ketamine 酮", "氯胺 胺酮 ketamine 酮"},
	        {"ไมเกรน", "ไม มเ เก กร รน น", "ไม มเ เก กร รน"},
	        {"दिल", "दिल", "दिल"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct str text = str_of(rows[i].text);
		check_str(fold_tokens(&a, text, false), rows[i].indexed, rows[i].text, "indexed");
		check_str(fold_tokens(&a, text, true), rows[i].asked, rows[i].text, "asked");
		arena_clear(&a);
	}
	check_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_a_reader_types_finds_what_is_meant),
	        cmocka_unit_test(other_words_stay_other_words),
	        cmocka_unit_test(hits_are_whole_clusters),
	        cmocka_unit_test(every_character_folds_within_its_room),
	        cmocka_unit_test(texts_fall_into_words_of_an_index),
	        cmocka_unit_test(words_are_looked_for_one_by_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
