/* Readability: syllables and sentences in each language, every formula to 0.01, what a part of an
 * article is, the hardest sentence, and what check says of it. */
#include "check.h"

#include "base/buf.h"
#include "base/file.h"
#include "content/formula.h"
#include "content/syllable.h"
#include "desk/check.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static struct reading reading_of(const char *words, const char *lang)
{
	struct reading r = {0};
	struct rich rich = rich_of(str_of(words));
	reading_add(&r, &rich, (struct srcpos){7, 3}, lang);
	return r;
}

/* --- syllables ---------------------------------------------------------------------------- */

/* Written with the syllables apart, as a dictionary has them; where a spelling keeps letters that
 * are not said ("some-times"), as they are said. */
static const struct {
	const char *lang, *words;
} divided[] = {
        {"en",
         "I the me see eye safe breathe don’t did-n’t is-n’t spray while whole scale a-ble "
         "ta-ble ta-bles peo-ple cen-tre used stopped need-ed start-ed li-censed hun-dred "
         "trou-bled called died tried stud-ied wor-ried a-greed doc-tor quick-ly treat-ment "
         "de-pres-sion ke-ta-mine med-i-cine psy-cho-sis es-ke-ta-mine an-aes-thet-ic "
         "hos-pi-tal BLAD-DER PEO-PLE times makes helped do-ses cau-ses chang-es clothes eyes "
         "say-ing be-ing go-ing try-ing stud-y-ing stayed play-er be-yond some-thing "
         "some-times some-one safe-ly like-ly com-plete-ly move-ment im-prove-ment use-less "
         "care-ful safe-ty eas-i-er ear-li-est priest anx-i-e-ty psy-chi-a-trist "
         "so-ci-e-ty qui-et sci-ence cli-ent ex-pe-ri-ence pa-tient a-re-a i-de-a cre-ate "
         "re-act reach spe-cial tri-al di-a-be-tes ill-ness in-som-ni-a as-so-ci-ate "
         "se-ri-ous cau-tious mil-lion o-pin-ion pe-ri-od ques-tion vid-e-o u-su-al-ly "
         "sit-u-a-tion lan-guage in-flu-ence fruit su-i-cide tech-nique fa-tigue tongue "
         "au-tis-m rhy-thm pres-sure dis-so-ci-a-tion hal-lu-ci-na-tion"},
        {"es", "y dí-a muy hoy ley pa-ís a-ho-ra sa-lud tra-ta-mien-to de-pre-sión an-sie-dad "
               "ke-ta-mi-na es-ke-ta-mi-na mé-di-co re-ve-la-ción psi-quia-tra pa-cien-te "
               "ries-go cuer-po san-gre a-yu-da re-yes o-ír te-ní-as con-ti-nú-a lim-piáis "
               "a-ve-ri-guáis si-guien-te guí-a quie-ro a-gua pa-ra-no-ia cons-trui-do ve-hí-cu-lo "
               "cruel po-e-ta le-er co-o-pe-rar ciu-dad cui-da-do in-yec-ción pin-güi-no "
               "ver-güen-za prohi-bi-do buey"},
        {"it", "più già cit-tà per-ciò mi-o zi-a du-e poi noi miei sa-lu-te me-di-ci-na "
               "trat-ta-men-to de-pres-sio-ne an-sie-tà ke-ta-mi-na pa-zien-te psi-chia-tra "
               "ma-lat-ti-a te-ra-pi-a al-ler-gi-a chi-rur-gi-a sto-ria fa-mi-glia gior-no cuo-re "
               "chie-de-re a-iu-to qua-li-tà gui-da i-de-a eu-ro-pe-o cau-sa pa-u-ra l’ac-qua "
               "o-spe-da-le ri-schio"},
        {"fr", "le les que vie joie rue an-née ma-la-die ma-la-dies san-té dé-pre-ssion ké-ta-mine "
               "mé-de-cin mé-di-ca-ment trai-te-ment pa-tient cli-ent ou-vri-er pre-mière bien "
               "mieux lieu oui nuit œil feuille tra-vail so-mmeil fa-mille ac-cueil pa-yer vieux "
               "na-ïf hé-ro-ïne po-ète ré-u-nion o-cé-an e-ffets ils par-laient viennent "
               "peuvent sou-vent l’an-xié-té qu’il au-jour-d’hui jus-qu’à psy-chose sang cœur "
               "ques-tion é-qui-libre"},
        {"de", "ja nein die wie Arzt Ärz-te Ge-sund-heit Be-hand-lung De-pres-si-on Angst "
               "Ke-ta-min Na-sen-spray Pa-ti-ent Pa-ti-en-tin Me-di-ka-ment Psy-chi-a-ter "
               "Psy-cho-the-ra-pie The-ra-pi-en Stu-di-e Stu-di-en Fa-mi-li-e Al-ler-gie Kli-nik "
               "Ne-ben-wir-kung Blut-druck Ü-bel-keit Schlaf neu-e dau-ern Freu-de Häu-ser Bäu-me "
               "See Haar i-de-al ge-impft be-en-den be-ur-tei-len be-ob-ach-ten Quel-le "
               "ak-tu-ell spe-zi-ell Yo-ga Ra-di-o Re-ak-ti-on dient Hy-gi-e-ne er-schien"},
        {"pt", "mãe não são pão dois mais mui-to sa-ú-de di-a pa-ís tra-ta-men-to de-pres-são "
               "an-si-e-da-de ke-ta-mi-na ce-ta-mi-na mé-di-co me-di-ci-na pa-ci-en-te ris-co "
               "san-gue quan-do re-mé-dio his-tó-ria á-gua en-er-gi-a te-ra-pi-a ra-i-nha a-in-da "
               "sa-ir ca-ir i-dei-a co-ra-ção a-ções do-en-ça cui-da-do au-men-to du-as eu-ro-peu "
               "psi-qui-a-tra fre-quen-te sé-rie"},
        {"nl", "ja nee de het jij zij huis goed vrouw nieuw leeuw mooi ge-zond-heid be-han-de-ling "
               "de-pres-sie ke-ta-mi-ne neus-spray me-di-cijn pa-ti-ënt pa-ti-ën-ten cli-ënt "
               "psy-chi-a-ter zie-ken-huis bij-wer-king bloed-druk mis-se-lijk ei-gen groei-en "
               "i-dee-ën co-ör-di-na-tie be-ïn-vloe-den si-tu-a-tie the-a-ter mu-se-um "
               "be-oor-de-len ac-tu-eel"},
        {"pl",
         "nie tak zdro-wie cia-ło le-karz pa-cjent de-pre-sja ke-ta-mi-na lęk dzień ty-dzień "
         "te-ra-pia te-ra-pii psy-chia-tra hi-sto-ria ba-da-nie szpi-tal wą-tro-ba ciś-nie-nie "
         "au-to na-u-ka eu-ro-pa neu-ro-log nie-u-da-ny kli-ent mu-ze-um wy-o-bra-źnia "
         "le-cze-nie"},
        {"ru", "я ты о-на врач боль жизнь здо-ро-вье ле-че-ни-е де-прес-си-я ке-та-мин пси-хи-атр "
               "па-ци-ент боль-ни-ца ле-кар-ство дав-ле-ни-е то-шно-та сон тре-во-га по-мощь "
               "ап-те-ка моз-га Е-Ё"},
        {"uk", "я ти во-на лі-кар біль здо-ро-в’я лі-ку-ва-ння де-пре-сі-я ке-та-мін па-ці-єнт "
               "лі-кар-ня лі-ки тиск ну-до-та сон три-во-га ї-жа є до-по-мо-га ап-те-ка мо-зок"},
        {"tr",
         "ve bir sağ-lık te-da-vi dep-res-yon ke-ta-min dok-tor has-ta-ne i-laç kan ba-sın-cı "
         "bu-lan-tı uy-ku kay-gı sa-at psi-ki-yatr be-yin ya-şam ö-lüm gü-ven-li ya-pı-la-cak "
         "İL-AÇ"},
};

/* The word without its hyphens; returns how many parts it has. */
static size_t undivided(struct str s, struct buf *ret)
{
	size_t parts = 1;
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '-')
			parts++;
		else
			buf_add(ret, str_part(s, i, i + 1));
	}
	return parts;
}

static void syllables_are_those_of_a_dictionary(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(divided); i++) {
		check_true(syllables_known(divided[i].lang), divided[i].lang, "known");
		for (const char *p = divided[i].words; *p; p += strspn(p, " ")) {
			size_t n = strcspn(p, " ");
			struct buf word = {0};
			size_t parts = undivided((struct str){p, n}, &word);
			buf_add(&word, (struct str){"", 1});
			struct str s = {word.p, word.len - 1};
			check_int((long)syllables(s, divided[i].lang), (long)parts, word.p,
			          divided[i].lang);
			buf_clear(&word);
			p += n;
		}
	}
	check_end();
}

/* A number is a syllable, as in the count by hand; a preposition without a vowel is none. */
static void syllables_of_what_is_no_plain_word(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *word;
		long syllables;
	} rows[] = {{"en", "17", 1},   {"en", "1,475", 1}, {"en", "NHS", 1},  {"ru", "в", 0},
	            {"pl", "w", 0},    {"ru", "12", 1},    {"sv", "vård", 0}, {"pt-BR", "saúde", 3},
	            {"zh", "医生", 0}, {"en", "", 1}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int((long)syllables(str_of(rows[i].word), rows[i].lang), rows[i].syllables,
		          rows[i].word, rows[i].lang);
	check_true(!syllables_known("sv") && !syllables_known("zh"), "sv, zh", "not known");
	char long_word[401];
	memset(long_word, 'a', 400);
	long_word[400] = '\0';
	check_true(syllables(str_of(long_word), "es") <= 64, "400 letters", "cut");
	check_end();
}

/* --- sentences ---------------------------------------------------------------------------- */

static void sentences_end_where_a_reader_stops(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *text;
		long words, sentences;
	} rows[] = {
	        {"en", "Ask first. Then wait.", 4, 2},
	        {"en", "Is it safe? Yes! Ask.", 5, 3},
	        {"en", "blood pressure taken before", 4, 1},
	        {"en", "", 0, 0},
	        {"en", "... ?", 0, 0},
	        {"en", "Wait... then ask.", 3, 1},
	        {"en", "Wait... Then ask.", 3, 2},
	        {"en", "It takes 2.5 hours. In 1.5 cases.", 7, 2},
	        {"en", "Come at 12:30 today.", 5, 1},
	        {"en", "The U.S.A is large.", 4, 1},
	        {"en", "The U.S. label says so.", 5, 1},
	        {"en", "These matter: age and weight.", 5, 2},
	        {"en", "He said “stop.” She did.", 5, 2},
	        {"en", "Ask. (It is free.) Then wait.", 6, 3},
	        {"en", "Ask Dr. Leaf. Mrs. Tea knows.", 6, 2},
	        {"en", "Some drugs, e.g. Spravato, i.e. the spray.", 7, 1},
	        {"en", "About (approx. 5 Days) later.", 5, 1},
	        {"en", "No. It is not safe.", 5, 2},
	        {"en", "You need vitamin D. It helps.", 6, 2},
	        {"en", "Take it at 5 p.m. Do not wait.", 8, 2},
	        {"en", "1. Ask first.", 3, 1},
	        {"en", "It helped 12 of 17. Ask.", 6, 2},
	        {"en", "17", 1, 1},
	        {"es", "El Dr. Hoja lo sabe. Pregunte a la Sra. Té.", 10, 2},
	        {"es", "Un fármaco, p. ej. Spravato. ¿Es seguro? ¡No!", 8, 3},
	        {"fr", "M. Thé le sait, p. ex. Paul. Est-ce sûr ?", 10, 2},
	        {"de", "Fragen Sie z. B. Dr. Blatt. Es dauert ca. 3 Stunden.", 11, 2},
	        {"de", "Das ist d.h. Ruhe bzw. Schlaf. Sie nehmen 5 g. Dann warten.", 12, 3},
	        {"it", "Il Dott. Foglia e la Sig.ra Rosa. Chieda, ad es. Lui.", 11, 2},
	        {"pt", "O Dr. Folha sabe. A Sra. Rosa, p. ex. Ela.", 10, 2},
	        {"nl", "Vraag dr. Blad. Neem bijv. Spravato.", 6, 2},
	        {"ru", "В 2020 г. Анна спала, т. е. Отдыхала.", 8, 2},
	        {"pl", "Lek, np. Spravato. Zapytaj.", 4, 2},
	        {"sv", "Fråga t.ex. Anna. Vänta sedan.", 5, 2},
	        {"hi", "यह सुरक्षित है। पूछें।", 4, 2},
	        {"ar", "هل هو آمن؟ اسأل.", 4, 2},
	        {"ur", "یہ محفوظ ہے۔ پوچھیں۔", 4, 2},
	        {"ko", "약은 안전합니다. 물어보세요.", 3, 2},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct reading r = reading_of(rows[i].text, rows[i].lang);
		check_int((long)r.words, rows[i].words, rows[i].text, "words");
		check_int((long)r.sentences, rows[i].sentences, rows[i].text, "sentences");
	}
	check_end();
}

/* Where no spaces stand between words, what a reader sees is counted, and marks are not. */
static void without_spaces_characters_are_counted(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *text;
		long characters, sentences, longest;
	} rows[] = {
	        {"zh", "氯胺酮安全吗？请先问医生。", 11, 2, 6},
	        {"zh-Hant", "先問：再等。", 4, 2, 2},
	        {"ja", "これは安全です。先生に聞いてください。", 17, 2, 10},
	        {"th", "ยานี้ปลอดภัย ถามแพทย์ก่อน", 19, 2, 10},
	        {"km", "សួរ។ ចាំ។", 3, 2, 2},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct reading r = reading_of(rows[i].text, rows[i].lang);
		check_true(reading_by_characters(rows[i].lang), rows[i].lang, "by characters");
		check_int((long)r.characters, rows[i].characters, rows[i].lang, "characters");
		check_int((long)r.sentences, rows[i].sentences, rows[i].lang, "sentences");
		check_int((long)r.longest.length, rows[i].longest, rows[i].lang, "longest");
	}
	static const char *const by_words[] = {"en", "ko", "ar", "hi", "ru", "vi", "ta"};
	for (size_t i = 0; i < ARRAY_LEN(by_words); i++)
		check_true(!reading_by_characters(by_words[i]), by_words[i], "by words");
	check_end();
}

static void words_are_counted_by_length(void **state)
{
	(void)state;
	struct reading r = reading_of("The doctor’s hospital medication was safe.", "en");
	check_int((long)r.words, 6, "words", "");
	check_int((long)r.letters, 3 + 7 + 8 + 10 + 3 + 4, "letters", "without the apostrophe");
	check_int((long)r.long_words, 3, "more than six letters", "");
	check_int((long)r.syllables, 1 + 2 + 3 + 4 + 1 + 1, "syllables", "");
	check_int((long)r.one_syllable, 3, "one syllable", "");
	check_int((long)r.three, 2, "three syllables or more", "");
	check_int((long)r.four, 1, "four syllables or more", "");
	check_end();
}

static void citations_are_not_read(void **state)
{
	(void)state;
	static const struct span spans[] = {{14, 25, STYLE_CITATION, 0, NOT_FOUND}};
	const struct rich rich = {.text = LIT("It helped many\u00a0[1,\u00a012]. See [note] 3."),
	                          .span = spans,
	                          .n_spans = 1};
	struct reading r = {0};
	reading_add(&r, &rich, (struct srcpos){1, 1}, "en");
	check_int((long)r.words, 6, "words", "without the citation, with other brackets");
	check_int((long)r.sentences, 2, "sentences", "");
	check_end();
}

static void the_longest_sentence_is_told_with_its_place(void **state)
{
	(void)state;
	struct reading r = {0};
	static const struct {
		struct rich rich;
		struct srcpos pos;
	} texts[] = {
	        {{.text = LIT("One two. One two three.")}, {10, 3}},
	        {{.text = LIT("One: two three four five. Six.")}, {20, 3}},
	        {{.text = LIT("Two three four five.")}, {30, 3}},
	};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		reading_add(&r, &texts[i].rich, texts[i].pos, "en");
	check_str(r.longest.text, "two three four five.", "longest",
	          "text, the first of its length");
	check_int(r.longest.pos.line, 20, "longest", "line");
	check_int((long)r.longest.length, 4, "longest", "words");
	check_int((long)r.sentences, 6, "all", "sentences");
	check_end();
}

/* --- formulas ----------------------------------------------------------------------------- */

static const struct formula *formula_named(const char *lang, const char *name)
{
	size_t n;
	const struct formula *f = formulas_of(lang, &n);
	for (size_t i = 0; i < n; i++)
		if (strncmp(f[i].name, name, strlen(name)) == 0)
			return &f[i];
	return NULL;
}

/* Eight sentences of a hundred words; the counts that differ by language. */
#define OF_100(...)                                                                                \
	{                                                                                          \
		.words = 100, .sentences = 8, __VA_ARGS__                                          \
	}

static void formulas_give_what_their_authors_wrote(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *name;
		struct reading r;
		double value;
	} rows[] = {
	        {"en", "Flesch Reading Ease", OF_100(.syllables = 150), 67.25},
	        {"en", "Flesch-Kincaid", OF_100(.syllables = 150), 6.98},
	        {"en", "Flesch-Kincaid", {.words = 100, .sentences = 5, .syllables = 130}, 7.55},
	        {"en", "Flesch-Kincaid", {.words = 1, .sentences = 1, .syllables = 1}, -3.40},
	        {"en", "Flesch-Kincaid", {0}, 0},
	        {"en", "Flesch-Kincaid", {.words = 5, .syllables = 5}, 0},
	        {"en", "SMOG", OF_100(.three = 10), 9.52},
	        {"en", "ARI", OF_100(.letters = 450), 6.02},
	        {"en", "Coleman-Liau", OF_100(.letters = 450), 8.29},
	        {"es", "Fernández-Huerta", OF_100(.syllables = 200), 74.09},
	        {"es", "INFLESZ", OF_100(.syllables = 200), 69.74},
	        {"es-MX", "Gutiérrez de Polini", OF_100(.letters = 450), 47.18},
	        {"es", "Crawford", OF_100(.syllables = 200), 4.75},
	        {"fr", "Kandel-Moles (1958), 207", OF_100(.syllables = 160), 76.55},
	        {"fr", "Kandel-Moles (1958), 209", OF_100(.syllables = 160), 85.83},
	        {"de", "Flesch (Amstad", OF_100(.syllables = 180), 62.20},
	        {"de", "Wiener Sachtextformel 1",
	         OF_100(.three = 20, .long_words = 25, .one_syllable = 50), 6.69},
	        {"de", "Wiener Sachtextformel 2", OF_100(.three = 20, .long_words = 25), 6.77},
	        {"de", "Wiener Sachtextformel 3", OF_100(.three = 20), 7.19},
	        {"de", "Wiener Sachtextformel 4", OF_100(.three = 20), 7.12},
	        {"de", "SMOG", OF_100(.three = 10), 4.12},
	        {"it", "Gulpease", OF_100(.letters = 450), 68.0},
	        {"it", "Flesch-Vacca", OF_100(.syllables = 200), 80.75},
	        {"nl", "Flesch-Douma", OF_100(.syllables = 160), 72.01},
	        {"pt-BR", "Flesch (Martins", OF_100(.syllables = 200), 66.95},
	        {"ru", "Flesch (Oborneva", OF_100(.syllables = 200), 70.39},
	        {"pl", "FOG-PL", OF_100(.four = 10), 9.0},
	        {"tr", "Ateşman", OF_100(.syllables = 250), 65.76},
	        {"sv", "LIX", OF_100(.long_words = 25), 37.5},
	        {"nb", "RIX", OF_100(.long_words = 25), 3.13},
	        {"fi", "LIX", OF_100(.long_words = 25), 37.5},
	        {"cs", "LIX", OF_100(.long_words = 25), 37.5},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct formula *f = formula_named(rows[i].lang, rows[i].name);
		if (!check_true(f != NULL, rows[i].name, "there"))
			continue;
		double value = formula_value(f, &rows[i].r);
		if (!check_true(fabs(value - rows[i].value) <= 0.0051, rows[i].name, "to 0.01"))
			fprintf(stderr, "  %s: %.4f, not %.2f\n", rows[i].lang, value,
			        rows[i].value);
	}
	check_end();
}

static void every_language_is_held_to_one_formula_or_to_none(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *name;
		double limit;
	} rows[] = {
	        {"en", "Flesch-Kincaid", 8},
	        {"en-GB", "Flesch-Kincaid", 8},
	        {"es", "INFLESZ", 55},
	        {"es-419", "INFLESZ", 55},
	        {"fr", "Kandel-Moles (1958), 207", 60},
	        {"de", "Flesch (Amstad", 60},
	        {"it", "Gulpease", 60},
	        {"nl", "Flesch-Douma", 60},
	        {"pt", "Flesch (Martins", 50},
	        {"ru", "Flesch (Oborneva", 60},
	        {"pl", "FOG-PL", 9},
	        {"tr", "Ateşman", 50},
	        {"sv", "LIX", 40},
	        {"da", "LIX", 40},
	        {"no", "LIX", 40},
	        {"fi", "LIX", 65},
	        {"uk", "LIX", 58},
	        {"cs", "LIX", 60},
	        {"sr-Cyrl", "LIX", 60},
	        {"sr-Latn", "LIX", 60},
	        {"ht", "LIX", 60},
	        {"zh", NULL, 0},
	        {"zh-Hant", NULL, 0},
	        {"ja", NULL, 0},
	        {"ko", NULL, 0},
	        {"th", NULL, 0},
	        {"ar", NULL, 0},
	        {"fa", NULL, 0},
	        {"hi", NULL, 0},
	        {"ur", NULL, 0},
	        {"ta", NULL, 0},
	        {"my", NULL, 0},
	        {"km", NULL, 0},
	        {"vi", NULL, 0},
	        {"el", NULL, 0},
	        {"xx", NULL, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct formula *f = formula_checked(rows[i].lang);
		size_t n;
		const struct formula *all = formulas_of(rows[i].lang, &n);
		check_int(n > 0, rows[i].name != NULL, rows[i].lang, "formulas there");
		if (!check_int(f != NULL, rows[i].name != NULL, rows[i].lang, "one is checked") ||
		    !f)
			continue;
		check_true(strncmp(f->name, rows[i].name, strlen(rows[i].name)) == 0, rows[i].lang,
		           rows[i].name);
		check_true(f->limit == rows[i].limit, rows[i].lang, "limit");
		int checked = 0;
		for (size_t k = 0; k < n; k++)
			checked += all[k].checked;
		check_int(checked, 1, rows[i].lang, "formulas that are checked");
	}
	check_end();
}

static void too_little_is_not_judged(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct reading r;
		bool judged;
	} rows[] = {
	        {"Flesch-Kincaid", {.words = 99, .sentences = 50}, false},
	        {"Flesch-Kincaid", {.words = 100, .sentences = 1}, true},
	        {"SMOG", {.words = 500, .sentences = 29}, false},
	        {"SMOG", {.words = 500, .sentences = 30}, true},
	        {"SMOG", {.words = 99, .sentences = 30}, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(formula_can_judge(formula_named("en", rows[i].name), &rows[i].r),
		          rows[i].judged, rows[i].name, "judged");
	check_end();
}

static void a_value_is_read_by_its_scale(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *name;
		double value;
		bool past;
		const char *words;
	} rows[] = {
	        {"en", "Flesch-Kincaid", 8.04, false, "US school grade"},
	        {"en", "Flesch-Kincaid", 8.06, true, "US school grade"},
	        {"en", "Flesch Reading Ease", 95, false, "very easy"},
	        {"en", "Flesch Reading Ease", 70, false, "fairly easy"},
	        {"en", "Flesch Reading Ease", -20, false, "very hard"},
	        {"es", "INFLESZ", 54.9, true, "fairly hard"},
	        {"es", "INFLESZ", 55, false, "normal"},
	        {"es", "INFLESZ", 39, true, "very hard"},
	        {"de", "Flesch (Amstad", 59.9, true, "fairly hard"},
	        {"de", "Wiener Sachtextformel 1", 8.1, true, "school year"},
	        {"it", "Gulpease", 59, true, "easy after upper secondary school"},
	        {"sv", "LIX", 40.1, true, "normal"},
	        {"sv", "LIX", 29, false, "very easy"},
	        {"fi", "LIX", 29, false, "lower is easier"},
	        {"pl", "FOG-PL", 9.1, true, "easy"},
	        {"tr", "Ateşman", 49, true, "hard"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct formula *f = formula_named(rows[i].lang, rows[i].name);
		bool past = f->limit != 0 && formula_is_past(f, rows[i].value, f->limit);
		check_int(past, rows[i].past, rows[i].name, "past the limit");
		check_str(str_of(formula_words(f, rows[i].value)), rows[i].words, rows[i].name,
		          "words");
	}
	check_end();
}

/* --- articles ----------------------------------------------------------------------------- */

static struct str small; /* an article in which check finds nothing */
static char folder[] = "/tmp/anteroom-readability-XXXXXX";

static struct article *small_article(void)
{
	struct diags *ds = diags_new();
	struct article *a = article_load(small.p, NULL, ds);
	diags_print(ds, stderr);
	diags_free(ds);
	assert_non_null(a);
	return a;
}

static void an_article_is_measured_in_parts(void **state)
{
	(void)state;
	struct article *a = small_article();
	static const struct {
		enum part_kind kind;
		const char *name;
		long words, sentences;
	} rows[] = {
	        {PART_INTRODUCTION, "introduction", 12, 2},
	        /* What does tea do? Tea wakes you up a little. Tea holds … Hot water … */
	        {PART_SECTION, "mechanism", 0, 8},
	        {PART_SECTION, "efficacy", 9, 2}, /* a chance is numbers, not prose */
	};
	size_t n = reading_parts(a);
	size_t words = 0, longest = 0;
	for (size_t i = 0; i < n; i++) {
		struct part p = reading_part(a, i);
		check_true(p.pos.line > 0, p.name.p, "a place");
		if (i < ARRAY_LEN(rows)) {
			check_int(p.kind, rows[i].kind, rows[i].name, "kind");
			check_str(p.name, rows[i].name, rows[i].name, "name");
			check_int((long)p.reading.sentences, rows[i].sentences, rows[i].name,
			          "sentences");
			if (rows[i].words)
				check_int((long)p.reading.words, rows[i].words, rows[i].name,
				          "words");
		}
		if (p.kind == PART_WHOLE) {
			check_int((long)p.reading.words, (long)words, "whole", "words");
			check_int((long)p.reading.longest.length, (long)longest, "whole",
			          "longest");
		}
		words += p.reading.words;
		longest = MAX(longest, p.reading.longest.length);
	}
	check_int(reading_part(a, n - 3).kind, PART_QUIZ, "the last but two", "kind");
	check_int(reading_part(a, n - 2).kind, PART_TAKEAWAYS, "the last but one", "kind");
	check_int(reading_part(a, n - 1).kind, PART_WHOLE, "the last", "kind");
	article_free(a);
	check_end();
}

/* What a translation lacks is read in the source's language, and is no part of its reading. */
static void of_a_translation_only_its_own_words_count(void **state)
{
	(void)state;
	static const char spanish[] = "anteroom: \"1\"\n"
	                              "language: \"es\"\n"
	                              "sections:\n"
	                              "  mechanism:\n"
	                              "    answer: \"El té despierta un poco.\"\n"
	                              "    body:\n"
	                              "      p2: \"Espere un rato. Luego beba con calma.\"\n";
	struct arena arena = {0};
	struct str path = arena_fmt(&arena, "%s/es.yaml", folder);
	FILE *f = fopen(path.p, "w");
	assert_non_null(f);
	fputs(spanish, f);
	fclose(f);
	struct diags *ds = diags_new();
	struct article *a = article_load(small.p, path.p, ds);
	assert_non_null(a);
	struct part introduction = reading_part(a, 0), p = reading_part(a, 1);
	check_int((long)introduction.reading.words, 0, "untranslated", "words");
	check_int((long)p.reading.words, 12, "mechanism", "words");
	check_int((long)p.reading.sentences, 3, "mechanism", "sentences");
	check_int((long)p.reading.syllables, 8 + 6 + 7, "mechanism", "syllables, Spanish");
	check_int(p.pos.line, 5, "mechanism", "its line in the translation");
	check_str(p.reading.longest.text, "El té despierta un poco.", "mechanism", "longest");
	check_int(p.reading.longest.pos.line, 5, "longest", "its line in the translation");
	article_free(a);
	diags_free(ds);
	unlink(path.p);
	arena_clear(&arena);
	check_end();
}

/* The small article with `times` times `text` in its section mechanism, in another language;
 * returns its path. */
static struct str article_with(struct arena *a, const char *lang, const char *text, int times)
{
	static const char place[] = "Wait a while before you drink it.", tag[] = "\"en\"";
	struct diags *ds = diags_new();
	struct str s;
	assert_true(file_read(a, small.p, ARTICLE_MAX_BYTES, &s, ds));
	diags_free(ds);
	struct str path = arena_fmt(a, "%s/%s.yaml", folder, lang);
	FILE *f = fopen(path.p, "w");
	assert_non_null(f);
	const char *at = memmem(s.p, s.len, place, sizeof(place) - 1);
	const char *en = memmem(s.p, s.len, tag, sizeof(tag) - 1);
	assert_true(en && at > en);
	fprintf(f, "%.*s\"%s\"%.*s", (int)(en - s.p), s.p, lang,
	        (int)(at - en - (ptrdiff_t)sizeof(tag) + 1), en + sizeof(tag) - 1);
	for (int i = 0; i < times; i++)
		fprintf(f, "%s ", text);
	fprintf(f, "%.*s", (int)(s.p + s.len - at - (ptrdiff_t)sizeof(place) + 1),
	        at + sizeof(place) - 1);
	fclose(f);
	return path;
}

static void what_is_hard_to_read_is_a_warning(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *text;
		int times;
		const char *told; /* NULL: nothing */
	} rows[] = {
	        {"en", "Sit down and drink a cup of tea with me.", 12, NULL},
	        {"en", "Administration of anaesthetic medication necessitates observation.", 4,
	         NULL}, /* too short to judge */
	        {"en", "Administration of anaesthetic medication necessitates observation.", 20,
	         "by Flesch-Kincaid (Kincaid and others 1975); aim at 8 or below with shorter "
	         "sentences and words: the longest, of 17 words, is in line 27"},
	        {"es", "La administración de medicación anestésica requiere vigilancia.", 20,
	         "by INFLESZ (Szigriszt-Pazos 1993, Barrio-Cantalejo 2008); aim at 55 or above"},
	        {"it", "La somministrazione necessita un’osservazione specialistica.", 20,
	         "by Gulpease (Lucisano and Piemontese 1988); aim at 60 or above"},
	        {"de", "Die Verabreichung erfordert kontinuierliche Überwachung.", 20,
	         "by Flesch (Amstad 1978); aim at 60 or above"},
	        {"sv", "Administrering förutsätter kontinuerlig övervakning.", 25,
	         "by LIX (Björnsson 1968); aim at 40 or below"},
	        {"zh", "给予麻醉药物需要持续观察并且由专业人员在医疗机构内进行", 50, NULL},
	        {"ar", "يتطلب إعطاء الدواء المخدر مراقبة مستمرة من المتخصصين", 40, NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct str path = article_with(&a, rows[i].lang, rows[i].text, rows[i].times);
		struct diags *ds = diags_new();
		check_file(path.p, STR("2026-11-24"), ds);
		bool found = diags_len(ds) == 1;
		check_int((long)diags_len(ds), rows[i].told != NULL, rows[i].text, "findings");
		if (rows[i].told && found) {
			const struct diag *d = diags_at(ds, 0);
			check_str(str_of(d->rule->name), "reading-grade", rows[i].text, "rule");
			check_true(str_starts(d->msg, "section “mechanism” reads at "),
			           rows[i].text, d->msg.p);
			check_true(strstr(d->msg.p, rows[i].told) != NULL, d->msg.p, rows[i].told);
		} else {
			diags_print(ds, stderr);
		}
		diags_free(ds);
		unlink(path.p);
		arena_clear(&a);
	}
	check_end();
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	assert_int_equal(argc, 2);
	small = str_of(argv[1]);
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(syllables_are_those_of_a_dictionary),
	        cmocka_unit_test(syllables_of_what_is_no_plain_word),
	        cmocka_unit_test(sentences_end_where_a_reader_stops),
	        cmocka_unit_test(without_spaces_characters_are_counted),
	        cmocka_unit_test(words_are_counted_by_length),
	        cmocka_unit_test(citations_are_not_read),
	        cmocka_unit_test(the_longest_sentence_is_told_with_its_place),
	        cmocka_unit_test(formulas_give_what_their_authors_wrote),
	        cmocka_unit_test(every_language_is_held_to_one_formula_or_to_none),
	        cmocka_unit_test(too_little_is_not_judged),
	        cmocka_unit_test(a_value_is_read_by_its_scale),
	        cmocka_unit_test(an_article_is_measured_in_parts),
	        cmocka_unit_test(of_a_translation_only_its_own_words_count),
	        cmocka_unit_test(what_is_hard_to_read_is_a_warning),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
