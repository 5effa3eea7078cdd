/* Where a line may end: what a patient must not see torn apart, in every kind of script. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/segment.h"
#include "text/wrap.h"

#include <locale.h>

enum { MAX_LINES = 12 };

static void lines_break_where_they_should(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		int cols;
		const char *lang;
		const char *line[MAX_LINES];
	} rows[] = {
	        {"empty", "", 10, "en", {NULL}},
	        {"spaces only", "   ", 10, "en", {""}},
	        {"one word", "Ketamine", 10, "en", {"Ketamine"}},
	        {"fits exactly", "Ask a nurse", 11, "en", {"Ask a nurse"}},
	        {"a column short", "Ask a nurse", 10, "en", {"Ask a", "nurse"}},
	        {"the space at the end hangs over", "Ask a nurse ", 11, "en", {"Ask a nurse"}},
	        {"several spaces in a row", "Ask   a    nurse", 4, "en", {"Ask", "a", "nurs", "e"}},
	        {"a line feed", "One\nTwo", 10, "en", {"One", "Two"}},
	        {"two line feeds", "One\n\nTwo", 10, "en", {"One", "", "Two"}},

	        {"hyphen and dash stay on the line",
	         "follow-up—soon",
	         10,
	         "en",
	         {"follow-up—", "soon"}},
	        {"quotes hold to their word",
	         "the “high” alone",
	         10,
	         "en",
	         {"the “high”", "alone"}},
	        {"no-break space", "see page\u00a05 now", 8, "en", {"see", "page\u00a05", "now"}},
	        {"zero-width space", "one\u200btwo", 4, "en", {"one\u200b", "two"}},
	        {"word joiner", "one/\u2060two three", 9, "en", {"one/\u2060two", "three"}},

	        {"number and unit", "Take 5 mg now", 6, "en", {"Take", "5 mg", "now"}},
	        {"micrograms, either mu", "a 50 µg b 50 μg", 7, "en", {"a 50 µg", "b 50 μg"}},
	        {"unit before a full stop", "About 50 mg.", 10, "en", {"About", "50 mg."}},
	        {"unit in brackets", "once (2.5 mL) a", 10, "en", {"once", "(2.5 mL) a"}},
	        {"unit in quotes", "once “2.5 mL” a", 10, "en", {"once", "“2.5 mL” a"}},
	        {"unit by the kilogram",
	         "give 0.5 mg/kg now",
	         10,
	         "en",
	         {"give", "0.5 mg/kg", "now"}},
	        {"percent", "only 40 % of", 7, "en", {"only", "40 % of"}},
	        {"Arabic-Indic digits and unit", "خذ ٥ mg", 6, "ar", {"خذ", "٥ mg"}},
	        {"Bengali digits and unit", "নিন ৫ mg", 6, "bn", {"নিন", "৫ mg"}},
	        {"Korean particle behind a unit", "하루에 5 mg을", 9, "ko", {"하루에", "5 mg을"}},
	        {"a word that begins like a unit", "all 5 mgrs", 7, "en", {"all 5", "mgrs"}},
	        {"a unit without a number", "the mg", 5, "en", {"the", "mg"}},
	        {"range, en dash", "for 3–5 days", 6, "en", {"for", "3–5", "days"}},
	        {"range, hyphen", "for 30-50 days", 7, "en", {"for", "30-50", "days"}},
	        {"range and unit", "from 3–5 mg on", 8, "en", {"from", "3–5 mg", "on"}},
	        {"decimals, thousands and ratios",
	         "a 1,475 b 2.5 c 120/80",
	         7,
	         "en",
	         {"a 1,475", "b 2.5 c", "120/80"}},
	        {"phone number", "call 800-555-0199", 13, "en", {"call", "800-555-0199"}},

	        {"soft hyphen, not needed", "treat\u00adment", 9, "en", {"treat\u00adment"}},
	        {"soft hyphen, needed", "treat\u00adment", 8, "en", {"treat\u00ad-", "ment"}},
	        {"the drawn hyphen needs its column",
	         "a treat\u00adment",
	         7,
	         "en",
	         {"a", "treat\u00ad-", "ment"}},
	        {"a hyphen that does not fit is not drawn",
	         "abcdefghij\u00adkl",
	         5,
	         "en",
	         {"abcde", "fghij\u00ad", "kl"}},

	        {"over-long word", "antidepressant", 5, "en", {"antid", "epres", "sant"}},
	        {"over-long word begins a line of its own",
	         "an antidepressant",
	         8,
	         "en",
	         {"an", "antidepr", "essant"}},
	        {"what follows an over-long word",
	         "antidepres now",
	         5,
	         "en",
	         {"antid", "epres", "now"}},
	        {"accents stay with their letters",
	         "e\u0301e\u0301e\u0301e\u0301",
	         3,
	         "en",
	         {"e\u0301e\u0301e\u0301", "e\u0301"}},
	        {"a web address",
	         "see www.example.org/a/b",
	         12,
	         "en",
	         {"see", "www.example.", "org/a/b"}},

	        {"German",
	         "Behandlungsresistente Depression",
	         21,
	         "de",
	         {"Behandlungsresistente", "Depression"}},
	        {"French, space before a colon",
	         "un effet\u00a0: le",
	         8,
	         "fr",
	         {"un", "effet\u00a0:", "le"}},
	        {"Spanish, inverted marks", "sí ¿es seguro?", 9, "es", {"sí ¿es", "seguro?"}},
	        {"Chinese breaks between characters",
	         "氯胺酮是麻醉药",
	         6,
	         "zh",
	         {"氯胺酮", "是麻醉", "药"}},
	        {"Chinese, no full stop at a line's start",
	         "氯胺酮。是",
	         6,
	         "zh",
	         {"氯胺", "酮。是"}},
	        {"Chinese, no open quote at a line's end",
	         "是麻“醉药”",
	         6,
	         "zh",
	         {"是麻", "“醉药”"}},
	        {"Chinese, an odd column stays free", "氯胺酮", 5, "zh", {"氯胺", "酮"}},
	        {"Japanese, no small kana at a line's start",
	         "がんばっている",
	         6,
	         "ja",
	         {"がん", "ばって", "いる"}},
	        {"Japanese, no long-vowel mark either",
	         "うつのケアー",
	         10,
	         "ja",
	         {"うつのケ", "アー"}},
	        {"Japanese, no comma either", "薬は、医師", 4, "ja", {"薬", "は、", "医師"}},
	        {"Korean breaks between words",
	         "우울증 치료에 쓰는",
	         13,
	         "ko",
	         {"우울증 치료에", "쓰는"}},
	        {"Korean, not inside a word",
	         "우울증 치료에 쓰는",
	         12,
	         "ko",
	         {"우울증", "치료에 쓰는"}},
	        {"Korean, an over-long word", "우울증치료", 6, "ko", {"우울증", "치료"}},
	        {"Thai breaks between words, by dictionary",
	         "ยานี้ช่วยได้",
	         4,
	         "th",
	         {"ยานี้", "ช่วย", "ได้"}},
	        {"Hindi", "यह दवा है", 6, "hi", {"यह दवा", "है"}},
	        {"Arabic", "دواء للاكتئاب", 8, "ar", {"دواء", "للاكتئاب"}},
	        {"Hebrew", "תרופה לדיכאון", 8, "he", {"תרופה", "לדיכאון"}},
	        {"Khmer breaks between words", "ខ្ញុំឈឺក្បាល", 6, "km", {"ខ្ញុំ", "ឈឺក្បាល"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct buf got = {0}, want = {0};
		size_t n;
		struct str s = str_of(rows[i].text);
		const struct wrapped *w = wrap_lines(&a, s, rows[i].cols, rows[i].lang, &n);
		for (size_t k = 0; k < n; k++)
			buf_fmt(&got, "|%.*s%s|\n", STR_ARG(str_part(s, w[k].from, w[k].to)),
			        w[k].hyphen ? "-" : "");
		for (size_t k = 0; k < MAX_LINES && rows[i].line[k]; k++)
			buf_fmt(&want, "|%s|\n", rows[i].line[k]);
		buf_add(&want, (struct str){"", 1});
		check_str(buf_str(&got), want.p, rows[i].name, "the lines");
		buf_clear(&got);
		buf_clear(&want);
		arena_clear(&a);
	}
	check_end();
}

/* --- numbers and units -------------------------------------------------------------------- */

/* The measure, in a sentence, is on one line wherever it fits on one, whether Arabic letters are joined
 * or not. */
static void numbers_keep_their_units(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *before, *measure, *behind;
	} rows[] = {
	        {"en", "take ", "5\u2009mg", " now"},
	        {"en", "take ", "2½ mg", " now"},
	        {"en", "take ", "0.5 mg/kg", " now"},
	        {"en", "take ", "0.5 mg/day", " now"},
	        {"en", "below ", "120/80 mm Hg", " now"},
	        {"en", "above ", "38.5 °C", ", call"},
	        {"en", "call ", "0477 13 11 14", " now"},
	        {"fr", "soit ", "1 475 g", " de"},
	        {"fr", "en ", "24 h", " ou"},
	        {"es", "tome ", "20 UI", " al"},
	        {"pt-BR", "tome ", "2,5 mL", " ao"},
	        {"de", "nur ", "500 I.E.", " am"},
	        {"ru", "по ", "5 мг", " в день"},
	        {"ru", "по ", "0,5 мкг/кг", ", не"},
	        {"ru", "по ", "5 мг/сут", ", не"},
	        {"ru", "ниже ", "120/80 мм рт. ст.", " и"},
	        {"uk", "по ", "20 МО", " на"},
	        {"ar", "خذ ", "٥ مجم", " الآن"},
	        {"ar", "خذ ", "٢٫٥ ملغ", "، ثم"},
	        {"ar", "خذ ", "5 مل", " الآن"},
	        {"ar", "خذ ", "20-30 مجم", " الآن"},
	        {"ar", "خذ ", "٥ ميلي غرام", " الآن"},
	        {"ar", "نحو ", "٥٠ ٪", " من"},
	        {"fa", "روزی ", "۵ میلی‌گرم", " بخورید"},
	        {"fa", "روزی ", "۵ میلی گرم", " بخورید"},
	        {"ur", "روزانہ ", "2.5 ملی گرام", " لیں"},
	        {"he", "קחו ", "5 מ\"ג", " ביום"},
	        {"he", "קחו ", "20-30 מ״ג", " ביום"},
	        {"hi", "रोज़ ", "5 मिग्रा", " लें"},
	        {"hi", "रोज़ ", "5 मि.ग्रा.", " लें"},
	        {"hi", "रोज़ ", "५ मिलीग्राम", ", फिर"},
	        {"bn", "দিনে ", "৫ মিগ্রা", " নিন"},
	        {"th", "กิน ", "5 มก.", " ทุกวัน"},
	        {"th", "กิน ", "5 มิลลิกรัม", " ทุกวัน"},
	        {"zh-Hans", "每天", "5毫克", "左右"},
	        {"zh-Hans", "每天", "5 毫克", "左右"},
	        {"zh-Hans", "每天", "0.5毫克/千克", "体重"},
	        {"zh-Hans", "低于", "120毫米汞柱", "时"},
	        {"zh-Hans", "每", "100人", "中有"},
	        {"zh-Hans", "于", "2026年", "开始"},
	        {"zh-Hans", "要", "43个月", "以上"},
	        {"zh-Hans", "在", "2小时", "之内"},
	        {"ja", "毎日", "5ミリグラム", "を飲む"},
	        {"ja", "毎日", "5 mg", "を飲む"},
	        {"ja", "約", "3か月間", ""},
	        {"ja", "成人", "59人", "に"},
	        {"ko", "하루에 ", "5 밀리그램", " 드세요"},
	        {"ko", "하루에 ", "5mg을", " 드세요"},
	        {"ko", "모두 ", "3주", " 동안"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		size_t from = strlen(rows[i].before), to = from + strlen(rows[i].measure);
		struct str plain =
		        arena_fmt(&a, "%s%s%s", rows[i].before, rows[i].measure, rows[i].behind);
		struct shaped joined = bidi_shape(&a, rich_of(plain), true);
		for (int cols = utf8_width(str_of(rows[i].measure)); cols < 30; cols++) {
			size_t n;
			const struct wrapped *w = wrap_lines(&a, plain, cols, rows[i].lang, &n);
			for (size_t k = 1; k < n; k++)
				check_true(w[k].from <= from || w[k].from >= to, rows[i].measure,
				           "is on one line");
			w = wrap_lines(&a, joined.rich.text, cols, rows[i].lang, &n);
			for (size_t k = 1; k < n; k++) {
				size_t at = joined.origin[w[k].from];
				check_true(at <= from || at >= to, rows[i].measure,
				           "is on one line, its letters joined");
			}
		}
		arena_clear(&a);
	}
	check_end();
}

static void what_only_looks_like_a_unit(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		int cols;
		const char *lang, *line[3];
	} rows[] = {
	        {"a word that begins like one, Russian years",
	         "уже 5 года",
	         6,
	         "ru",
	         {"уже 5", "года"}},
	        {"Arabic days", "منذ 5 مرات", 7, "ar", {"منذ 5", "مرات"}},
	        {"Hindi", "केवल 5 मिनट", 7, "hi", {"केवल 5", "मिनट"}},
	        {"no number, Chinese", "每天毫克", 6, "zh-Hans", {"每天毫", "克"}},
	        {"a unit holds no more than itself",
	         "服5毫克左右",
	         7,
	         "zh-Hans",
	         {"服5毫克", "左右"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		size_t n;
		struct str s = str_of(rows[i].text);
		const struct wrapped *w = wrap_lines(&a, s, rows[i].cols, rows[i].lang, &n);
		for (size_t k = 0; k < n && k < 3 && rows[i].line[k]; k++)
			check_str(str_part(s, w[k].from, w[k].to), rows[i].line[k], rows[i].name,
			          "a line");
		check_int((long)n, 2, rows[i].name, "lines");
		arena_clear(&a);
	}
	check_end();
}

/* --- what holds for every text and every width -------------------------------------------- */

static const struct {
	const char *lang, *text;
} samples[] = {
        {"en",
         "Symptoms at least halved in 59 of 100 people [12]; the “high” lasts 1–2 hours, after "
         "5 mg or 0.5 mg/kg (2.5 mL). See www.example.org/a-very-long-path/of-a/page."},
        {"en", "over\u00addose treat\u00adment-resist\u00adant anti\u00addepres\u00adsants"},
        {"en", "a  b   c    d     e      f"},
        {"de",
         "Behandlungsresistente Depressionen sprechen auf Ketaminbehandlungen gelegentlich an."},
        {"fr", "Est-ce sûr\u00a0? Oui, « parfois »… 38,5\u00a0°C n’est pas 385."},
        {"ja", "ケタミンは、うつ病の「つらい」症状をやわらげることがあります（5 mgまで）。"},
        {"zh", "氯胺酮（静脉注射）可以在几小时内缓解症状，但是效果常常会消失。"},
        {"ko", "케타민은 다른 치료가 듣지 않은 우울증에 쓰이는 약입니다. 5mg을 넘지 마세요."},
        {"th", "ยานี้ช่วยให้ผู้ป่วยบางคนรู้สึกดีขึ้นภายในไม่กี่ชั่วโมง แต่ไม่ใช่ทุกคน น้ำ"},
        {"hi", "केटामाइन कुछ लोगों में अवसाद के लक्षणों को जल्दी कम कर सकता है।"},
        {"ta", "கெட்டமைன் மருந்து சிலருக்கு உதவுகிறது"},
        {"bn", "দিনে ৫ mg বা ৩–৫ দিন নিন"},
        {"ar", "قد يساعد الكيتامين (٥ mg) بعض المصابين بالاكتئاب، ولكن ليس الجميع."},
        {"he", "קטמין עשוי לעזור לחלק מהאנשים עם דיכאון, בשָׁלוֹם."},
        {"my", "ဆေးသည် လူနာအချို့ကို ကူညီနိုင်သည်"},
        {"km", "ខ្ញុំឈឺក្បាលហើយត្រូវការថ្នាំ"},
        {"en", "e\u0301\u0327\u0301x 👩\u200d⚕️👍🏽🇩🇪🇫🇷 ﷽ \u2067abc\u2069 "
               "\u200b\u200bz"},
};

/* Whether `at` is a border between two clusters of s, or in one that is wider than a line. */
static bool is_border(struct str s, size_t at, int cols)
{
	size_t i = 0, n = 0;
	while (i < at) {
		n = segment_cluster(str_part(s, i, s.len));
		i += n;
	}
	return i == at || utf8_width(str_part(s, i - n, i)) > MAX(cols, 2);
}

static bool only_spaces(struct str s, size_t from, size_t to)
{
	while (from < to && s.p[from] == ' ')
		from++;
	return from >= to;
}

static void every_text_at_every_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct str s = str_of(samples[i].text);
		for (int cols = 1; cols <= 80; cols++) {
			struct arena a = {0};
			size_t n, at = 0;
			const struct wrapped *w = wrap_lines(&a, s, cols, samples[i].lang, &n);
			char row[64];
			snprintf(row, sizeof(row), "sample %zu in %d columns", i, cols);
			check_true(n > 0, row, "there are lines");
			for (size_t k = 0; k < n; k++) {
				struct str line = str_part(s, w[k].from, w[k].to);
				check_true(w[k].from >= at && w[k].to >= w[k].from, row,
				           "in order");
				check_true(only_spaces(s, at, w[k].from), row,
				           "nothing but spaces is lost");
				check_int(w[k].cols, utf8_width(line) + w[k].hyphen, row, "cols");
				check_true(w[k].cols <= MAX(cols, 2), row, "no line is too wide");
				check_true(is_border(s, w[k].from, cols) &&
				                   is_border(s, w[k].to, cols),
				           row, "lines end between clusters");
				check_true(line.len > 0 && line.p[0] != ' ' &&
				                   line.p[line.len - 1] != ' ',
				           row, "no space at either end");
				at = w[k].to;
			}
			check_true(only_spaces(s, at, s.len), row, "the end is there");
			arena_clear(&a);
		}
	}
	check_end();
}

/* --- clusters ----------------------------------------------------------------------------- */

static void clusters_are_what_a_reader_sees_as_one(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		size_t bytes;
	} rows[] = {
	        {"the end", "", 0},
	        {"a letter", "ab", 1},
	        {"the last letter", "a", 1},
	        {"an accented letter", "éa", 2},
	        {"letter and combining accent", "e\u0301a", 3},
	        {"two accents", "e\u0301\u0327a", 5},
	        {"a leading accent stands alone", "\u0301a", 2},
	        {"Thai consonant, vowel, tone", "ที่น", 9},
	        {"Thai sara am", "น้ำน", 9},
	        {"Hindi consonant and vowel sign", "कि", 6},
	        {"Tamil vowel of two parts", "கொக", 6},
	        {"Hangul from jamo", "\u1112\u1161\u11abx", 9},
	        {"Chinese", "氯胺", 3},
	        {"emoji with skin tone", "👍🏽x", 8},
	        {"emoji joined into one", "👩\u200d⚕️x", 13},
	        {"a flag is two letters", "🇩🇪🇫🇷", 8},
	        {"heart in emoji form", "❤️x", 6},
	        {"no-break space", "\u00a0x", 2},
	        {"soft hyphen", "\u00adx", 2},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int((long)segment_cluster(str_of(rows[i].text)), (long)rows[i].bytes,
		          rows[i].name, "bytes");
	check_end();
}

/* Text that nobody would write must not take long either. */
static void a_tower_of_accents_is_cut(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_add(&b, STR("a"));
	for (int i = 0; i < 20000; i++)
		buf_add(&b, STR("\u0301"));
	struct str s = buf_str(&b);
	size_t steps = 0;
	for (size_t n; (n = segment_cluster(s)) > 0; s = str_part(s, n, s.len))
		steps++;
	assert_int_equal(s.len, 0);
	assert_in_range(steps, 1, 1000);
	buf_clear(&b);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lines_break_where_they_should),
	        cmocka_unit_test(numbers_keep_their_units),
	        cmocka_unit_test(what_only_looks_like_a_unit),
	        cmocka_unit_test(every_text_at_every_width),
	        cmocka_unit_test(clusters_are_what_a_reader_sees_as_one),
	        cmocka_unit_test(a_tower_of_accents_is_cut),
	};
	return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
