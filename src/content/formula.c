/* Every formula is a sum of weighted features, so that all of them are rows of one table. */
#include "content/formula.h"

#include "text/locale.h"

#include <math.h>

/* --- scales ------------------------------------------------------------------------------- */

static const struct scale flesch = {true,
                                    NULL,
                                    {{90, "very easy"},
                                     {80, "easy"},
                                     {70, "fairly easy"},
                                     {60, "plain"},
                                     {50, "fairly hard"},
                                     {30, "hard"},
                                     {-HUGE_VAL, "very hard"}}};
static const struct scale inflesz = {true,
                                     NULL,
                                     {{80, "very easy"},
                                      {65, "fairly easy"},
                                      {55, "normal"},
                                      {40, "fairly hard"},
                                      {-HUGE_VAL, "very hard"}}};
static const struct scale martins = {
        true, NULL, {{75, "very easy"}, {50, "easy"}, {25, "hard"}, {-HUGE_VAL, "very hard"}}};
static const struct scale atesman = {
        true,
        NULL,
        {{90, "very easy"}, {70, "easy"}, {50, "normal"}, {30, "hard"}, {-HUGE_VAL, "very hard"}}};
static const struct scale gulpease = {true,
                                      NULL,
                                      {{80, "easy after primary school"},
                                       {60, "easy after lower secondary school"},
                                       {40, "easy after upper secondary school"},
                                       {-HUGE_VAL, "hard for everyone"}}};
static const struct scale lix = {
        false,
        NULL,
        {{60, "very hard"}, {50, "hard"}, {40, "normal"}, {30, "easy"}, {-HUGE_VAL, "very easy"}}};
static const struct scale fog = {false,
                                 NULL,
                                 {{18, "very hard"},
                                  {16, "hard"},
                                  {13, "fairly hard"},
                                  {10, "normal"},
                                  {7, "easy"},
                                  {-HUGE_VAL, "very easy"}}};
static const struct scale us_grade = {false, "grade", {{-HUGE_VAL, "US school grade"}}};
static const struct scale years = {false, "school year", {{-HUGE_VAL, "school year"}}};
static const struct scale higher = {true, NULL, {{-HUGE_VAL, "higher is easier"}}};
static const struct scale lower = {false, NULL, {{-HUGE_VAL, "lower is easier"}}};

/* --- formulas ----------------------------------------------------------------------------- */

enum { SMOG_SENTENCES = 30 };

/* Limits: about what a person can read after eight years of school, as far as a scale says so.
 *
 * Spanish, Fernández-Huerta: often printed with 0.60, which is for the syllables of 100 words.
 *
 * LIX: 40 is for Scandinavia. Newspapers of eleven languages lie between 47 (Swedish) and 72
 * (Finnish; Björnsson 1983), by their words more than by their difficulty. So the limit of another
 * language lies as far below its newspapers as 40 is below Swedish ones, and where nobody measured
 * them it is the end of the scale. */
static const struct formula formulas[] = {
        {"en", "Flesch Reading Ease (Flesch 1948)", &flesch, 206.835,
         .weight = {[WORDS_A_SENTENCE] = -1.015, [SYLLABLES_A_WORD] = -84.6}},
        {"en", "Flesch-Kincaid (Kincaid and others 1975)", &us_grade, -15.59,
         .weight = {[WORDS_A_SENTENCE] = 0.39, [SYLLABLES_A_WORD] = 11.8}, .limit = 8, .aim = 6,
         .checked = true},
        {"en", "SMOG (McLaughlin 1969)", &us_grade, 3.1291, .weight = {[SMOG] = 1.043},
         .min_sentences = SMOG_SENTENCES},
        {"en", "ARI (Smith and Senter 1967)", &us_grade, -21.43,
         .weight = {[WORDS_A_SENTENCE] = 0.5, [LETTERS_A_WORD] = 4.71}},
        {"en", "Coleman-Liau (1975)", &us_grade, -15.8,
         .weight = {[LETTERS_A_WORD] = 5.88, [SENTENCES_A_WORD] = -29.6}},

        {"es", "INFLESZ (Szigriszt-Pazos 1993, Barrio-Cantalejo 2008)", &inflesz, 206.835,
         .weight = {[SYLLABLES_A_WORD] = -62.3, [WORDS_A_SENTENCE] = -1}, .limit = 55, .aim = 65,
         .checked = true},
        {"es", "Fernández-Huerta (1959)", &flesch, 206.84,
         .weight = {[SYLLABLES_A_WORD] = -60, [WORDS_A_SENTENCE] = -1.02}},
        {"es", "Gutiérrez de Polini (1972)", &higher, 95.2,
         .weight = {[LETTERS_A_WORD] = -9.7, [WORDS_A_SENTENCE] = -0.35}},
        {"es", "Crawford (1985)", &years, -3.407,
         .weight = {[SENTENCES_A_WORD] = -20.5, [SYLLABLES_A_WORD] = 4.9}},

        {"fr", "Kandel-Moles (1958), 207 - 1.015 - 73.6", &flesch, 207,
         .weight = {[WORDS_A_SENTENCE] = -1.015, [SYLLABLES_A_WORD] = -73.6}, .limit = 60,
         .checked = true},
        {"fr", "Kandel-Moles (1958), 209 - 1.15 - 68", &flesch, 209,
         .weight = {[WORDS_A_SENTENCE] = -1.15, [SYLLABLES_A_WORD] = -68}, .limit = 60},

        {"de", "Flesch (Amstad 1978)", &flesch, 180,
         .weight = {[WORDS_A_SENTENCE] = -1, [SYLLABLES_A_WORD] = -58.5}, .limit = 60,
         .checked = true},
        {"de", "Wiener Sachtextformel 1 (Bamberger and Vanecek 1984)", &years, -0.875,
         .weight = {[THREE_SYLLABLES] = 0.1935,
                    [WORDS_A_SENTENCE] = 0.1672,
                    [LONG_WORDS] = 0.1297,
                    [ONE_SYLLABLE] = -0.0327},
         .limit = 8},
        {"de", "Wiener Sachtextformel 2", &years, -2.779,
         .weight = {[THREE_SYLLABLES] = 0.2007, [WORDS_A_SENTENCE] = 0.1682, [LONG_WORDS] = 0.1373},
         .limit = 8},
        {"de", "Wiener Sachtextformel 3", &years, -1.1144,
         .weight = {[THREE_SYLLABLES] = 0.2963, [WORDS_A_SENTENCE] = 0.1905}, .limit = 8},
        {"de", "Wiener Sachtextformel 4", &years, -1.693,
         .weight = {[THREE_SYLLABLES] = 0.2744, [WORDS_A_SENTENCE] = 0.2656}, .limit = 8},
        {"de", "SMOG, Qu (Bamberger and Vanecek 1984)", &years, -2, .weight = {[SMOG] = 1},
         .min_sentences = SMOG_SENTENCES},

        {"it", "Gulpease (Lucisano and Piemontese 1988)", &gulpease, 89,
         .weight = {[SENTENCES_A_WORD] = 300, [LETTERS_A_WORD] = -10}, .limit = 60,
         .checked = true},
        {"it", "Flesch-Vacca (Franchina and Vacca 1986)", &flesch, 217,
         .weight = {[WORDS_A_SENTENCE] = -1.3, [SYLLABLES_A_WORD] = -60}},

        {"nl", "Flesch-Douma (1960)", &flesch, 206.835,
         .weight = {[WORDS_A_SENTENCE] = -0.93, [SYLLABLES_A_WORD] = -77}, .limit = 60,
         .checked = true},

        {"pt", "Flesch (Martins and others 1996)", &martins, 248.835,
         .weight = {[WORDS_A_SENTENCE] = -1.015, [SYLLABLES_A_WORD] = -84.6}, .limit = 50,
         .checked = true},

        {"ru", "Flesch (Oborneva 2006)", &flesch, 206.835,
         .weight = {[WORDS_A_SENTENCE] = -1.3, [SYLLABLES_A_WORD] = -60.1}, .limit = 60,
         .checked = true},

        {"pl", "FOG-PL (after Gunning 1952)", &fog, 0,
         .weight = {[WORDS_A_SENTENCE] = 0.4, [FOUR_SYLLABLES] = 0.4}, .limit = 9, .checked = true},

        {"tr", "Ateşman (1997)", &atesman, 198.825,
         .weight = {[SYLLABLES_A_WORD] = -40.175, [WORDS_A_SENTENCE] = -2.61}, .limit = 50,
         .checked = true},

        {"sv da nb nn no", "LIX (Björnsson 1968)", &lix, 0,
         .weight = {[WORDS_A_SENTENCE] = 1, [LONG_WORDS] = 1}, .limit = 40, .checked = true},
        {"sv da nb nn no", "RIX (Anderson 1983)", &lower, 0,
         .weight = {[LONG_WORDS_A_SENTENCE] = 1}},
        {"fi", "LIX (Björnsson 1968)", &lower, 0,
         .weight = {[WORDS_A_SENTENCE] = 1, [LONG_WORDS] = 1}, .limit = 65, .checked = true},
        {"fi", "RIX (Anderson 1983)", &lower, 0, .weight = {[LONG_WORDS_A_SENTENCE] = 1}},
        {"uk be", "LIX (Björnsson 1968)", &lower, 0, /* the limit of Russian */
         .weight = {[WORDS_A_SENTENCE] = 1, [LONG_WORDS] = 1}, .limit = 58, .checked = true},
        {"uk be", "RIX (Anderson 1983)", &lower, 0, .weight = {[LONG_WORDS_A_SENTENCE] = 1}},
        {"*", "LIX (Björnsson 1968)", &lower, 0,
         .weight = {[WORDS_A_SENTENCE] = 1, [LONG_WORDS] = 1}, .limit = 60, .checked = true},
        {"*", "RIX (Anderson 1983)", &lower, 0, .weight = {[LONG_WORDS_A_SENTENCE] = 1}},
};

/* Counting long words needs words between spaces, and letters: Vietnamese puts a space behind
 * every syllable, and of scripts only these two were ever measured. */
static bool has_long_words(const char *lang)
{
	char script[LOCALE_SCRIPT];
	locale_script(lang, script);
	return (strcmp(script, "Latn") == 0 || strcmp(script, "Cyrl") == 0) &&
	       !locale_is_one_of(lang, "vi");
}

static const struct formula *rows_of(const char *lang, size_t *ret_n)
{
	size_t from = 0, n = 0;
	while (from < ARRAY_LEN(formulas) && !locale_is_one_of(lang, formulas[from].langs))
		from++;
	while (from + n < ARRAY_LEN(formulas) &&
	       strcmp(formulas[from].langs, formulas[from + n].langs) == 0)
		n++;
	*ret_n = n;
	return n ? &formulas[from] : NULL;
}

const struct formula *formulas_of(const char *lang, size_t *ret_n)
{
	const struct formula *own = rows_of(lang, ret_n);
	return own || !has_long_words(lang) ? own : rows_of("*", ret_n);
}

const struct formula *formula_checked(const char *lang)
{
	size_t n;
	const struct formula *f = formulas_of(lang, &n);
	for (size_t i = 0; i < n; i++)
		if (f[i].checked)
			return &f[i];
	return NULL;
}

/* --- values ------------------------------------------------------------------------------- */

bool formula_can_judge(const struct formula *f, const struct reading *r)
{
	enum { ENOUGH_WORDS = 100 };
	return r->words >= ENOUGH_WORDS && r->sentences >= f->min_sentences;
}

double formula_value(const struct formula *f, const struct reading *r)
{
	double w = (double)r->words, s = (double)r->sentences;
	if (r->words == 0 || r->sentences == 0)
		return 0;
	const double feature[FEATURES] = {
	        [WORDS_A_SENTENCE] = w / s,
	        [SYLLABLES_A_WORD] = (double)r->syllables / w,
	        [LETTERS_A_WORD] = (double)r->letters / w,
	        [SENTENCES_A_WORD] = s / w,
	        [ONE_SYLLABLE] = 100 * (double)r->one_syllable / w,
	        [THREE_SYLLABLES] = 100 * (double)r->three / w,
	        [FOUR_SYLLABLES] = 100 * (double)r->four / w,
	        [LONG_WORDS] = 100 * (double)r->long_words / w,
	        [LONG_WORDS_A_SENTENCE] = (double)r->long_words / s,
	        [SMOG] = sqrt(30 * (double)r->three / s),
	};
	double value = f->constant;
	for (size_t i = 0; i < FEATURES; i++)
		value += f->weight[i] * feature[i];
	return value;
}

bool formula_is_past(const struct formula *f, double value, double limit)
{
	double shown = round(value * 10), edge = round(limit * 10);
	return f->scale->higher_is_easier ? shown < edge : shown > edge;
}

const char *formula_words(const struct formula *f, double value)
{
	size_t i = 0;
	while (f->scale->band[i].words && value < f->scale->band[i].from)
		i++;
	return f->scale->band[i].words ? f->scale->band[i].words : "";
}
