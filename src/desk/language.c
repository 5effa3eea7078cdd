/* In the tables a bar parts words that mean the same, and a star behind one stands for any ending.
 * All are in small letters and in NFC. */
#include "desk/language.h"

#include "base/utf8.h"
#include "text/letter.h"

#include <ctype.h>

enum { SMALL_NUMBERS = 16, POWERS = 10, TAG_MAX = 4 };

/* The numbers that have words in the table, in its order. */
static const char *const small[SMALL_NUMBERS] = {"0", "1", "2",  "3",  "4",  "5",  "6",   "7",
                                                 "8", "9", "10", "11", "12", "20", "100", "1000"};

const char *const unit_names[UNIT_COUNT] = {
        [UNIT_NONE] = "", [UNIT_MCG] = "mcg", [UNIT_MG] = "mg",     [UNIT_G] = "g",
        [UNIT_KG] = "kg", [UNIT_ML] = "ml",   [UNIT_PERCENT] = "%", [UNIT_IU] = "IU"};

struct language {
	const char *tag;
	bool unspaced, stopless, opens_questions, like_english;
	bool one_is_an_article; /* the word for 1 says no more than "a" */
	bool all_double;        /* saying any word twice is grammar */
	const char *doubles;    /* these may stand twice */
	const char *misreads;   /* look like English and are not */
	const char *quotes;     /* pairs */
	const char *prefixes;   /* letters that grow onto the front of a word */
	const char *months;     /* January to December, with a semicolon between them */
	const char *number[SMALL_NUMBERS];
	const char *unit[UNIT_COUNT];
	const char *unit_before; /* percent, said in front of its number */
	const char *power[POWERS];
};

/* Signs that every language uses beside its own words. */
static const char *const signs[UNIT_COUNT] = {
        [UNIT_MCG] = "mcg|ug|μg", [UNIT_MG] = "mg",          [UNIT_G] = "g",  [UNIT_KG] = "kg",
        [UNIT_ML] = "ml",         [UNIT_PERCENT] = "%|٪|％", [UNIT_IU] = "iu"};

static const struct language table[] = {
        {.tag = "en",
         .one_is_an_article = true,
         .doubles = "had|that",
         .quotes = "“”",
         .months = "January;February;March;April;May;June;July;August;September;October;November;"
                   "December",
         .number = {"zero|no|none", "one|once|first|single|a|an", "two|twice|second|both|double",
                    "three|third", "four|fourth", "five|fifth", "six|sixth", "seven|seventh",
                    "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh",
                    "twelve|twelfth|dozen", "twenty", "hundred", "thousand"},
         .unit = {[UNIT_MCG] = "microgram|micrograms",
                  [UNIT_MG] = "milligram|milligrams",
                  [UNIT_G] = "gram|grams",
                  [UNIT_KG] = "kilogram|kilograms|kilo|kilos",
                  [UNIT_ML] = "millilitre|millilitres|milliliter|milliliters",
                  [UNIT_PERCENT] = "percent|per cent",
                  [UNIT_IU] = "international unit|international units"},
         .power = {[3] = "thousand", [6] = "million|millions", [9] = "billion|billions"}},
        {.tag = "es",
         .one_is_an_article = true,
         .like_english = true,
         .opens_questions = true,
         .misreads = "once",
         .quotes = "«»“”",
         .number = {"cero|ningún|ninguno|ninguna", "uno|una|un|primer*",
                    "dos|segund*|doble|ambos|ambas", "tres|tercer*", "cuatro|cuart*",
                    "cinco|quint*", "seis|sext*", "siete|séptim*", "ocho|octav*", "nueve|noven*",
                    "diez|décim*", "once", "doce|docena", "veinte", "cien|ciento", "mil"},
         .unit = {[UNIT_MCG] = "microgramo|microgramos",
                  [UNIT_MG] = "miligramo|miligramos",
                  [UNIT_G] = "gramo|gramos",
                  [UNIT_KG] = "kilogramo|kilogramos|kilo|kilos",
                  [UNIT_ML] = "mililitro|mililitros",
                  [UNIT_PERCENT] = "por ciento|por cien",
                  [UNIT_IU] = "ui|unidades internacionales"},
         .power = {[3] = "mil", [6] = "millón|millones"}},
        {.tag = "fr",
         .one_is_an_article = true,
         .like_english = true,
         .doubles = "nous|vous",
         .misreads = "four|pain",
         .quotes = "«»“”",
         .number = {"zéro|aucun|aucune", "un|une|premier*|première*",
                    "deux|deuxième*|second*|double", "trois|troisième*", "quatre|quatrième*",
                    "cinq|cinquième*", "six|sixième*", "sept|septième*", "huit|huitième*",
                    "neuf|neuvième*", "dix|dixième*", "onze|onzième*", "douze|douzième*", "vingt",
                    "cent", "mille"},
         .unit = {[UNIT_MCG] = "microgramme|microgrammes",
                  [UNIT_MG] = "milligramme|milligrammes",
                  [UNIT_G] = "gramme|grammes",
                  [UNIT_KG] = "kilogramme|kilogrammes|kilo|kilos",
                  [UNIT_ML] = "millilitre|millilitres",
                  [UNIT_PERCENT] = "pour cent|pour-cent",
                  [UNIT_IU] = "ui|unités internationales"},
         .power = {[3] = "mille", [6] = "million|millions", [9] = "milliard|milliards"}},
        {.tag = "de",
         .one_is_an_article = true,
         .like_english = true,
         .doubles = "die|der|das|sie",
         .misreads = "gift",
         .quotes = "„“»«",
         .number = {"null|kein|keine|keinen|keiner",
                    "ein|eine|einen|einem|einer|eines|eins|einmal|erste*",
                    "zwei|zweimal|zweite*|zweiw*|beide*|doppel*", "drei|dreimal|dritte*|dreiw*",
                    "vier|viermal|viert*|vierw*", "fünf|fünfmal|fünfte*|fünfw*",
                    "sechs|sechsmal|sechste*|sechsw*", "sieben|siebenmal|siebte*|siebenw*",
                    "acht|achtmal|achte*|achtw*", "neun|neunmal|neunte*", "zehn|zehnmal|zehnte*",
                    "elf|elfte*", "zwölf|zwölfte*|dutzend", "zwanzig", "hundert", "tausend"},
         .unit = {[UNIT_MCG] = "mikrogramm",
                  [UNIT_MG] = "milligramm",
                  [UNIT_G] = "gramm",
                  [UNIT_KG] = "kilogramm|kilo",
                  [UNIT_ML] = "milliliter",
                  [UNIT_PERCENT] = "prozent|v. h.",
                  [UNIT_IU] = "ie|i. e.|internationale einheiten"},
         .power = {[3] = "tausend",
                   [6] = "million|millionen|mio",
                   [9] = "milliarde|milliarden|mrd"}},
        {.tag = "pt",
         .one_is_an_article = true,
         .like_english = true,
         .doubles = "se",
         .quotes = "“”«»",
         .number = {"zero|nenhum|nenhuma", "um|uma|primeir*", "dois|duas|segund*|dobro|ambos|ambas",
                    "três|terceir*", "quatro|quart*", "cinco|quint*", "seis|sext*", "sete|sétim*",
                    "oito|oitav*", "nove|nono|nona", "dez|décim*", "onze", "doze|dúzia", "vinte",
                    "cem|cento", "mil"},
         .unit = {[UNIT_MCG] = "micrograma|microgramas",
                  [UNIT_MG] = "miligrama|miligramas",
                  [UNIT_G] = "grama|gramas",
                  [UNIT_KG] = "quilograma|quilogramas|quilo|quilos",
                  [UNIT_ML] = "mililitro|mililitros",
                  [UNIT_PERCENT] = "por cento",
                  [UNIT_IU] = "ui|unidades internacionais"},
         .power = {[3] = "mil", [6] = "milhão|milhões", [9] = "bilhão|bilhões"}},
        {.tag = "ru",
         .like_english = true,
         .quotes = "«»„“",
         .number = {"ноль|нол*|нуль|нул*|ни одного|ни одной",
                    "один|одна|одно|одного|одной|одному|одним|одну|одном|однажды|перв*",
                    "два|две|двух|двум|двумя|дважды|втор*|оба|обе|обоих|обеих|двое|двоих|двойн*",
                    "три|трёх|трех|трём|трем|тремя|трижды|трет*|трое",
                    "четыре|четырёх|четырех|четырём|четырем|четырьмя|четверт*|четверо",
                    "пять|пяти|пятью|пятый|пятая|пятое|пятого|пятой",
                    "шесть|шести|шестью|шестой|шестая|шестое|шестого", "семь|семи|семью|седьм*",
                    "восемь|восьми|восемью|восьмой|восьмая|восьмое|восьмого",
                    "девять|девяти|девятью|девятый|девятая|девятое|девятого",
                    "десять|десяти|десятью|десятый|десятая|десятое|десятого", "одиннадцат*",
                    "двенадцат*|дюжин*", "двадцать|двадцати", "сто|ста", "тысяч*"},
         .unit = {[UNIT_MCG] = "мкг|микрограмм*",
                  [UNIT_MG] = "мг|миллиграмм*",
                  [UNIT_G] = "г|гр|грамм*",
                  [UNIT_KG] = "кг|килограмм*",
                  [UNIT_ML] = "мл|миллилитр*",
                  [UNIT_PERCENT] = "процент*",
                  [UNIT_IU] = "ме|международн* единиц*"},
         .power = {[3] = "тысяч*|тыс", [6] = "миллион*|млн", [9] = "миллиард*|млрд"}},
        {.tag = "uk",
         .like_english = true,
         .quotes = "«»„““”",
         .number = {"нуль|нуля|жодного|жодної", "один|одна|одне|одного|одної|одному|одну|перш*",
                    "два|дві|двох|двом|двома|двічі|друг*|обидва|обидві|обох|двоє|подвійн*",
                    "три|трьох|трьом|трьома|тричі|трет*|троє",
                    "чотири|чотирьох|чотирьом|чотирма|четверт*",
                    "п’ять|п’яти|п’ятий|п’ята|п’яте|п'ять|п'яти|п'ятий",
                    "шість|шести|шістьох|шостий|шоста|шосте|шостого", "сім|семи|сьом*",
                    "вісім|восьми|восьм*", "дев’ять|дев’яти|дев’ятий|дев'ять|дев'яти",
                    "десять|десяти|десятий|десята|десяте", "одинадцят*", "дванадцят*|дюжин*",
                    "двадцять|двадцяти", "сто|ста", "тисяч*"},
         .unit = {[UNIT_MCG] = "мкг|мікрограм*",
                  [UNIT_MG] = "мг|міліграм*",
                  [UNIT_G] = "г|гр|грам*",
                  [UNIT_KG] = "кг|кілограм*",
                  [UNIT_ML] = "мл|мілілітр*",
                  [UNIT_PERCENT] = "відсот*|процент*",
                  [UNIT_IU] = "мо|міжнародн* одиниц*"},
         .power = {[3] = "тисяч*|тис", [6] = "мільйон*|млн", [9] = "мільярд*|млрд"}},
        {.tag = "ar",
         .like_english = true,
         .quotes = "«»“”",
         .prefixes = "وفبلكا",
         .number =
                 {"صفر", "واحد|واحدة|واحدًا|أول|أولى",
                  "اثنان|اثنين|اثنتان|اثنتين|ثاني|ثانية|كلا|كلتا|كلتي|كلتيهما|كليهما|ضعف|ساعتان|ساعتين|"
                  "يومان|يومين|ليلتان|ليلتين|أسبوعان|أسبوعين|شهران|شهرين|سنتان|سنتين|عامان|عامين|"
                  "دقيقتان|دقيقتين|مرتان|مرتين|جرعتان|جرعتين|جلستان|جلستين|قرصان|قرصين|بختان|بختين|"
                  "شخصان|شخصين|مريضان|مريضين|بالغان|بالغين|دواءان|دواءين|دراستان|دراستين|تجربتان|"
                  "تجربتين|مجموعتان|مجموعتين|حالتان|حالتين|عقدان|عقدين|ملليغرامان|غرامان|غرامين",
                  "ثلاث|ثلاثة|ثالث|ثالثة", "أربع|أربعة|رابع|رابعة", "خمس|خمسة|خامس|خامسة",
                  "ست|ستة|سادس|سادسة", "سبع|سبعة|سابع|سابعة", "ثمان|ثماني|ثمانية|ثامن|ثامنة",
                  "تسع|تسعة|تاسع|تاسعة", "عشر|عشرة|عاشر|عاشرة", "أحد عشر|إحدى عشرة",
                  "اثنا عشر|اثني عشر|اثنتا عشرة|اثنتي عشرة", "عشرون|عشرين", "مئة|مائة", "ألف|آلاف"},
         .unit = {[UNIT_MCG] = "مكغ|مكجم|مكغم|ميكروغرام*|ميكروجرام*|مايكروغرام*|مايكروجرام*",
                  [UNIT_MG] =
                          "ملغ|مغ|مجم|ملغم|ملجم|ملليغرام*|مليغرام*|ملليجرام*|مليجرام*|ميليغرام*|"
                          "ميلليغرام*|ميليجرام*",
                  [UNIT_G] = "غ|جم|غم|غرام*|جرام*",
                  [UNIT_KG] = "كغ|كجم|كغم|كلغ|كيلوغرام*|كيلوجرام*|كيلو",
                  [UNIT_ML] = "مل|ملل|ملليلتر*|مليلتر*|ميليلتر*|ملليتر*",
                  [UNIT_PERCENT] = "في المئة|في المائة|بالمئة|بالمائة",
                  [UNIT_IU] = "وحدة دولية|وحدات دولية"},
         .power = {[3] = "ألف|ألفًا|ألفا|آلاف", [6] = "مليون|مليونًا|ملايين", [9] = "مليار|مليارات"}},
        {.tag = "fa",
         .all_double = true,
         .quotes = "«»“”",
         .number = {"صفر|هیچ", "یک|یکی|یکبار|اول|اولین", "دو|دوبار|دوم|دومین|هردو|دوبرابر",
                    "سه|سوم|سومین", "چهار|چهارم", "پنج|پنجم", "شش|ششم", "هفت|هفتم", "هشت|هشتم",
                    "نه|نهم", "ده|دهم", "یازده|یازدهم", "دوازده|دوازدهم", "بیست", "صد|یکصد",
                    "هزار"},
         .unit = {[UNIT_MCG] = "میکروگرم|مکگ",
                  [UNIT_MG] = "میلی‌گرم|میلی گرم|میلیگرم|م‌گ",
                  [UNIT_G] = "گرم|گ",
                  [UNIT_KG] = "کیلوگرم|کیلو",
                  [UNIT_ML] = "میلی‌لیتر|میلی لیتر|میلیلیتر",
                  [UNIT_PERCENT] = "درصد",
                  [UNIT_IU] = "واحد بین‌المللی|واحد بین المللی"},
         .power = {[3] = "هزار", [6] = "میلیون", [9] = "میلیارد"}},
        {.tag = "hi",
         .all_double = true,
         .quotes = "“”",
         .number = {"शून्य|कोई नहीं", "एक|पहला|पहली|इकलौता", "दो|दोनों|दूसरा|दूसरी|दूसरे|दोगुना|दुगना",
                    "तीन|तीनों|तीसरा|तीसरी|तीसरे", "चार|चारों|चौथा|चौथी|चौथे", "पाँच|पांच|पाँचवाँ|पाँचवीं",
                    "छह|छः|छे|छठा|छठी", "सात|सातवाँ|सातवीं", "आठ|आठवाँ|आठवीं|आठवें", "नौ|नौवाँ|नौवीं",
                    "दस|दसवाँ", "ग्यारह", "बारह|दर्जन", "बीस", "सौ", "हज़ार|हजार"},
         .unit = {[UNIT_MCG] = "माइक्रोग्राम|मा.ग्रा|एमसीजी",
                  [UNIT_MG] = "मिलीग्राम|मिग्रा|मि.ग्रा|मि. ग्रा|एमजी",
                  [UNIT_G] = "ग्राम|ग्रा",
                  [UNIT_KG] = "किलोग्राम|किग्रा|कि.ग्रा|कि. ग्रा|किलो",
                  [UNIT_ML] = "मिलीलीटर|मिली|मि.ली|मि. ली|एमएल",
                  [UNIT_PERCENT] = "प्रतिशत|फ़ीसदी|फीसदी|फ़ीसद",
                  [UNIT_IU] = "अंतरराष्ट्रीय इकाई|आईयू"},
         .power = {[3] = "हज़ार|हजार", [5] = "लाख", [6] = "मिलियन", [7] = "करोड़"}},
        {.tag = "th",
         .unspaced = true,
         .stopless = true,
         .all_double = true,
         .quotes = "“”",
         .number = {"ศูนย์|ไม่มี", "หนึ่ง|แรก|เดียว", "สอง|คู่|ทั้งคู่", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด",
                    "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง|โหล", "ยี่สิบ", "ร้อย", "พัน"},
         .unit = {[UNIT_MCG] = "ไมโครกรัม|มคก",
                  [UNIT_MG] = "มิลลิกรัม|มก",
                  [UNIT_G] = "กรัม|ก.",
                  [UNIT_KG] = "กิโลกรัม|กก|กิโล",
                  [UNIT_ML] = "มิลลิลิตร|มล",
                  [UNIT_PERCENT] = "เปอร์เซ็นต์|เปอร์เซนต์",
                  [UNIT_IU] = "หน่วยสากล"},
         .unit_before = "ร้อยละ",
         .power = {[3] = "พัน", [4] = "หมื่น", [5] = "แสน", [6] = "ล้าน"}},
        {.tag = "vi",
         .all_double = true,
         .quotes = "“”",
         .number = {"không", "một", "hai|đôi|nhì", "ba", "bốn|tư", "năm", "sáu", "bảy|bẩy", "tám",
                    "chín", "mười", "mười một", "mười hai|tá", "hai mươi", "trăm", "nghìn|ngàn"},
         .unit = {[UNIT_MCG] = "microgam|microgram",
                  [UNIT_MG] = "miligam|milligram",
                  [UNIT_G] = "gam|gram",
                  [UNIT_KG] = "kilôgam|kilogam|ký|cân",
                  [UNIT_ML] = "mililít|mililit",
                  [UNIT_PERCENT] = "phần trăm",
                  [UNIT_IU] = "đơn vị quốc tế|đvqt"},
         .power = {[3] = "nghìn|ngàn", [6] = "triệu", [9] = "tỷ|tỉ"}},
        {.tag = "zh",
         .unspaced = true,
         .all_double = true,
         .quotes = "“”",
         .number = {"零|〇|没有|沒有|无|無", "一|壹|首|单|單", "二|两|兩|双|雙|倍", "三", "四",
                    "五", "六", "七", "八", "九", "十", "十一", "十二", "二十", "百", "千"},
         .unit = {[UNIT_MCG] = "微克",
                  [UNIT_MG] = "毫克",
                  [UNIT_G] = "克",
                  [UNIT_KG] = "千克|公斤",
                  [UNIT_ML] = "毫升",
                  [UNIT_PERCENT] = "个百分点",
                  [UNIT_IU] = "国际单位|國際單位"},
         .unit_before = "百分之",
         .power = {[2] = "百", [3] = "千", [4] = "万|萬", [8] = "亿|億"}},
};

static const struct language unknown = {.tag = "", .quotes = ""};

const struct language *language_find(const char *tag)
{
	size_t n = strcspn(tag, "-");
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (strlen(table[i].tag) == n && memcmp(table[i].tag, tag, n) == 0)
			return &table[i];
	return &unknown;
}

bool language_knows_units(const struct language *l)
{
	return l->unit[UNIT_MG] != NULL;
}

bool language_is_unspaced(const struct language *l)
{
	return l->unspaced;
}

bool language_is_stopless(const struct language *l)
{
	return l->stopless;
}

bool language_orders_like_english(const struct language *l)
{
	return l->like_english;
}

bool language_one_is_an_article(const struct language *l)
{
	return l->one_is_an_article;
}

bool language_opens_questions(const struct language *l)
{
	return l->opens_questions;
}

const char *language_quotes(const struct language *l)
{
	return l->quotes;
}

/* --- words in a text ---------------------------------------------------------------------- */

/* Takes the next word of a list with bars; false at its end. */
static bool next_word(const char **list, struct str *ret)
{
	if (!*list || !**list)
		return false;
	size_t n = strcspn(*list, "|");
	*ret = (struct str){*list, n};
	*list += n + ((*list)[n] == '|');
	return true;
}

static char32_t char_at(struct str s, size_t at)
{
	char32_t c = 0;
	utf8_decode(str_part(s, MIN(at, s.len), s.len), &c);
	return c;
}

/* The word of the list that is `word` itself. */
static bool is_listed(const char *list, struct str word)
{
	for (struct str w; next_word(&list, &w);)
		if (str_eq(w, word))
			return true;
	return false;
}

bool language_doubles(const struct language *l, struct str word)
{
	return l->all_double || is_listed(l->doubles, word);
}

bool language_misreads(const struct language *l, struct str word)
{
	return is_listed(l->misreads, word);
}

/* Where the word that begins at byte `at` of the text ends; 0: it does not stand there. A star takes
 * the letters that follow; otherwise none may, unless the language parts no words. */
static size_t match_at(const struct language *l, struct str text, size_t at, struct str word)
{
	for (size_t i = 0; i < word.len;) {
		char32_t want = 0, have = 0;
		size_t n_want = utf8_decode(str_part(word, i, word.len), &want);
		if (want == '*') {
			while (letter_is(char_at(text, at)))
				at += utf8_decode(str_part(text, at, text.len), &have);
			i += n_want;
			continue;
		}
		size_t n = utf8_decode(str_part(text, at, text.len), &have);
		have = n ? letter_folded(have) : 0;
		if (n && !have) { /* a sign that a writer may leave out */
			at += n;
			continue;
		}
		if (!n || have != want)
			return 0;
		at += n;
		i += n_want;
	}
	char32_t next = char_at(text, at);
	char last = word.p[word.len - 1];
	bool latin = isalpha((unsigned char)last), other = (last & 0x80) != 0;
	bool goes_on = letter_is(next) &&
	               (latin ? letter_alphabet(next) == ALPHABET_LATIN : other && !l->unspaced);
	return goes_on ? 0 : at;
}

/* Whether nothing but what may grow onto a word stands between byte `at` and the word's front. */
static bool starts_word(const struct language *l, struct str text, size_t at)
{
	if (l->unspaced)
		return true;
	while (at > 0) {
		size_t before = at - 1;
		while (before > 0 && ((unsigned char)text.p[before] & 0xC0) == 0x80)
			before--;
		char32_t c = char_at(text, before);
		if (!letter_is(c))
			return true;
		char bytes[5] = {0};
		utf8_encode(c, bytes);
		if (!l->prefixes || !strstr(l->prefixes, bytes))
			return false;
		at = before;
	}
	return true;
}

/* How often one of the words stands in the text, the first one in *ret. */
static size_t count_words(const struct language *l, const char *list, struct str text,
                          struct str *ret)
{
	size_t count = 0;
	for (struct str w; next_word(&list, &w);)
		for (size_t at = 0; at < text.len;) {
			size_t to = match_at(l, text, at, w);
			char32_t c;
			if (!to || !starts_word(l, text, at)) {
				at += utf8_decode(str_part(text, at, text.len), &c);
				continue;
			}
			if (count++ == 0)
				*ret = str_part(text, at, to);
			at = to;
		}
	return count;
}

size_t language_says_number(const struct language *l, struct str value, struct str text,
                            struct str *ret)
{
	for (size_t i = 0; i < SMALL_NUMBERS; i++)
		if (str_is(value, small[i]))
			return count_words(l, l->number[i], text, ret);
	return 0;
}

bool language_says_month(const struct language *l, struct str value, struct str text)
{
	enum { MONTHS = 12 };
	const char *month = l->months;
	size_t i = 1;
	for (; month && i < MONTHS && !str_is(value, small[i]); i++)
		month = strchr(month, ';') + 1;
	if (!month || !str_is(value, small[i]))
		return false;
	for (size_t n = strcspn(month, ";"), at = 0; at + n < text.len; at++)
		if (memcmp(text.p + at, month, n) == 0 && text.p[at + n] == ' ' &&
		    letter_digit(char_at(text, at + n + 1)) >= 0)
			return true;
	return false;
}

/* --- units -------------------------------------------------------------------------------- */

/* The longest of the words that begins at byte `at`; where it ends, or `to`. */
static size_t longest_at(const struct language *l, const char *list, struct str text, size_t at,
                         size_t to)
{
	for (struct str w; next_word(&list, &w);)
		to = MAX(to, match_at(l, text, at, w));
	return to;
}

/* Spaces and hyphens that may stand between a number and its unit. */
static size_t skip_gap(struct str text, size_t at)
{
	char32_t c = char_at(text, at);
	bool gap = letter_space(c) || c == '-' || c == 0x2010 || c == 0x2011;
	return gap ? at + utf8_decode(str_part(text, at, text.len), &c) : at;
}

enum unit language_unit_at(const struct language *l, struct str text, size_t at, size_t *ret_to)
{
	enum unit unit = UNIT_NONE;
	size_t best = 0, from = skip_gap(text, at);
	for (size_t i = UNIT_NONE + 1; i < UNIT_COUNT; i++) {
		size_t to = longest_at(l, signs[i], text, from, 0);
		to = longest_at(l, l->unit[i], text, from, to);
		if (to > best) {
			best = to;
			unit = (enum unit)i;
		}
	}
	*ret_to = best ? best : at;
	return unit;
}

enum unit language_unit_before(const struct language *l, struct str text, size_t at)
{
	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	struct str front = str_part(text, 0, at), w;
	const char *lists[] = {"%|٪|％", l->unit_before};
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		for (const char *list = lists[i]; next_word(&list, &w);)
			if (front.len >= w.len &&
			    memcmp(front.p + front.len - w.len, w.p, w.len) == 0)
				return UNIT_PERCENT;
	return UNIT_NONE;
}

unsigned language_power_at(const struct language *l, struct str text, size_t at, size_t *ret_to)
{
	size_t from = skip_gap(text, at), best = 0;
	unsigned power = 0;
	for (unsigned i = 1; i < POWERS; i++) {
		size_t to = longest_at(l, l->power[i], text, from, 0);
		if (to > best) {
			best = to;
			power = i;
		}
	}
	*ret_to = best ? best : at;
	return power;
}
