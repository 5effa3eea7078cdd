/* A syllable has one nucleus: a vowel, or vowels that are said together. What the language's
 * spelling hides from that (mute letters, vowels heard apart) is mended by patterns, the commonest
 * first in mind: a count over a whole text is meant, not a dictionary. */
#include "content/syllable.h"

#include "base/utf8.h"
#include "text/locale.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <wctype.h>

/* A place in a word and how many syllables it adds there. In the pattern V is a vowel, C another
 * letter, [ab] one of these, * anything, ^ and $ the word's edges; w is a u that is not heard
 * ("quit", "guide") and j a y that is a consonant ("yes"). */
struct mend {
	const char32_t *where;
	int more;
};

struct spelling {
	const char *langs;
	const char32_t *vowels;
	const char32_t *nuclei; /* of several letters; NULL: vowels side by side are one */
	bool mute_gu;           /* the u of "guide", as that of "quit" is everywhere */
	bool may_have_none;
	const struct mend *mend; /* ends with {0} */
};

/* --- the languages ------------------------------------------------------------------------ */

static const struct mend english[] = {
        /* an e at the end is not heard, but after two consonants in "table" and "centre" */
        {U"Ce$", -1},
        {U"Cle$", 1},
        {U"[bct]re$", 1},
        {U"argwe$", 1},
        {U"Ced$", -1},
        {U"[td]ed$", 1},
        {U"C[lr]ed$", 1},
        {U"lled$", -1},
        {U"r[lr]ed$", -1},
        {U"Ces$", -1},
        {U"[csxzg]es$", 1},
        {U"[cs]hes$", 1},
        {U"^aches$", -1},
        {U"daches$", -1},
        {U"Cles$", 1},
        {U"[bct]res$", 1},
        {U"betes$", 1},
        /* nor is it before an ending, or inside a compound */
        {U"VCely$", -1},
        {U"VCety$", -1},
        {U"VCeful", -1},
        {U"VCeless", -1},
        {U"VCeness", -1},
        {U"VCement", -1},
        {U"lvement", -1},
        {U"dgement", -1},
        {U"^safeg", -1},
        {U"element", 1},
        {U"^someC", -1},
        {U"^there[bf]", -1},
        {U"^life[ts]", -1},
        {U"^home[lw]", -1},
        {U"^baseline", -1},
        {U"^every", -1},
        {U"^evening", -1},
        {U"busines", -1},
        /* vowels heard apart */
        {U"ia", 1},
        {U"[cgt]ia", -1},
        {U"[ct]iat", 1},
        {U"llia", -1},
        {U"sia$", -1},
        {U"iage$", -1},
        {U"io", 1},
        {U"[cgstx]io", -1},
        {U"[ln]ion", -1},
        {U"avio", -1},
        {U"iu", 1},
        {U"iet", 1},
        {U"ien", 1},
        {U"[ct]ien", -1},
        {U"^scien", 1},
        {U"friend", -1},
        {U"giene", -1},
        {U"VCier$", 1},
        {U"VCCier$", 1},
        {U"VCiest$", 1},
        {U"VCCiest$", 1},
        {U"eo", 1},
        {U"peopl", -1},
        {U"[lj]eop", -1},
        {U"geo[nu]", -1},
        {U"[mr]eo[nv]", -1},
        {U"creat", 1},
        {U"^react", 1},
        {U"^reali", 1},
        {U"^reus", 1},
        {U"idea", 1},
        {U"area", 1},
        {U"theat", 1},
        {U"nausea", 1},
        {U"creas$", 1},
        {U"rhea", 1},
        {U"rhoea", 1},
        {U"noea$", 1},
        {U"eum$", 1},
        {U"ua", 1},
        {U"suad", -1},
        {U"uou", 1},
        {U"ue[ln]", 1},
        {U"uici", 1},
        {U"fluid", 1},
        {U"ruin", 1},
        {U"genuin", 1},
        {U"uity", 1},
        {U"tuit", 1},
        {U"poe[mt]", 1},
        {U"coexi", 1},
        {U"cooper", 1},
        {U"[aeiou]ing", 1},
        {U"Cy[aiou]", 1},
        /* consonants that are a syllable by themselves */
        {U"sm$", 1},
        {U"sms$", 1},
        {U"thm$", 1},
        {U"[ds]n't$", 1},
        {0},
};

static const struct mend spanish[] = {
        {U"CyV", -1}, /* in-yec-ción */
        {U"prohib", -1},
        {0},
};

/* Stress is not written, so that farmacia and ansia look alike: the endings that physicians use,
 * and the short words that are stressed on i or u. */
static const struct mend italian[] = {
        {U"ttia$", 1},      {U"ttie$", 1},        {U"logi[ae]$", 1},
        {U"grafi[ae]$", 1}, {U"rapi[ae]$", 1},    {U"patia$", 1},
        {U"atria$", 1},     {U"stesia$", 1},      {U"rurgia$", 1},
        {U"lergi[ae]$", 1}, {U"nergi[ae]$", 1},   {U"macia$", 1},
        {U"emia$", 1},      {U"lizia$", 1},       {U"fobia$", 1},
        {U"mania$", 1},     {U"^[mp]i[aeo]$", 1}, {U"^[st]u[aeo]$", 1},
        {U"^zi[aeio]$", 1}, {U"^vi[ae]$", 1},     {U"^[dr]io$", 1},
        {U"^io$", 1},       {U"^due$", 1},        {U"^spi[ae]$", 1},
        {U"paur", 1},       {U"baul", 1},         {0},
};

static const struct mend french[] = {
        /* the e at the end; where i and e are one nucleus, it is not one of its own */
        {U"e$", -1},
        {U"es$", -1},
        {U"Cie$", 1},
        {U"Cies$", 1},
        /* ils parlent: only where it can be told from "souvent" */
        {U"[ao]ient$", -1},
        {U"èrent$", -1},
        {U"issent$", -1},
        {U"euvent$", -1},
        {U"oivent$", -1},
        {U"eulent$", -1},
        {U"nnent$", -1},
        {U"ttent$", -1},
        {U"uent$", -1},
        /* cli-ent, ou-vri-er */
        {U"[bcdfgptv][lr]i[aeoâéèêô]", 1},
        {U"^pays", 1},
        {0},
};

static const struct mend german[] = {
        {U"ien$", 1},
        {U"schien$", -1},
        {U"wien$", -1},
        {U"studie$", 1},
        {U"familie$", 1},
        {U"linie$", 1},
        {U"serie$", 1},
        {U"folie$", 1},
        {U"[kr]terie$", 1},
        {U"materie$", 1},
        {U"prämie$", 1},
        {U"aktie$", 1},
        {U"studienV", 1},
        {U"studienC", 1},
        {U"familienV", 1},
        {U"familienC", 1},
        {U"linienV", 1},
        {U"linienC", 1},
        {U"patient", 1},
        {U"klient", 1},
        {U"orient", 1},
        {U"ienz", 1},
        {U"iell", 1},
        {U"hygien", 1},
        /* ge-impft, be-enden, be-ur-teilen */
        {U"geimpf", 1},
        {U"geirr", 1},
        {U"geeh", 1},
        {U"beirr", 1},
        {U"beinh", 1},
        {U"^been", 1},
        {U"beurt", 1},
        {U"beunr", 1},
        {U"ideen", 1},
        {U"zoolo", 1},
        {U"koop", 1},
        {U"koord", 1},
        {U"museum", 1},
        {U"läum", 1},
        {0},
};

static const struct mend portuguese[] = {
        /* re-mé-dio: where the stress is earlier */
        {U"[áâéêíóôú]*C[iu][aeo]$", -1},
        {U"[áâéêíóôú]*C[iu][aeo]s$", -1},
        /* ra-i-nha, a-in-da, sa-ir */
        {U"[aeou]i[lmnrz]C", 1},
        {U"[aeou]i[lmrz]$", 1},
        {U"[ae]ul$", 1},
        {U"reuni", 1},
        {U"reuti", 1},
        {U"triun", 1},
        {0},
};

static const struct mend dutch[] = {{U"museum", 1}, {0}};

static const struct mend polish[] = {
        {U"^au", -1},   {U"rzeu", 1}, {U"[cz]eum", 1}, {U"triumf", 1}, {U"klient", 1},
        {U"orient", 1}, {0},
};

static const struct mend none[] = {{0}};

static const struct spelling spellings[] = {
        {"en", U"aeiouy", NULL, true, false, english},
        {"es", U"aeiouyáéíóúü",
         U"iai iei uai uei iau uau iái iéi uái uéi uay uey "
         U"ai au ei eu oi ou ái áu éi éu ói óu ay ey oy uy "
         U"ia ie io ua ue uo iá ié ió uá ué uó üe üi üé üí iu ui iú uí",
         true, false, spanish},
        {"it", U"aeiouàèéìîòóù",
         U"iai iei uai uei uoi ioi iuo iue "
         U"ai au ei eu oi ou ài èi éi òi "
         U"ia ie io iu ua ue ui uo ià iè ié iò iù uà uè ué uò uì",
         true, false, italian},
        {"fr", U"aeiouyàâäéèêëîïôöùûüœæ",
         U"oui ieu iei iai iau eau œu oeu œi uei eui aoû "
         U"ai aî au ay ei ey eu eû oi oî oy ou oû où ea eâ eo "
         U"ia iâ ie ié iè iê io iô ui uî",
         true, false, french},
        {"de", U"aeiouyäöüé", U"ai au äu ay ei eu ey ie aa ee oo ou", false, false, german},
        {"pt", U"aeiouáâãàéêíóôõúü",
         U"ão ãe õe ãi ai au ei eu oi ou ui iu ái áu éi éu êi êu ói ôi úi", true, false,
         portuguese},
        {"nl", U"aeiouyéèëïöüáó",
         U"aai ooi oei eeu ieu aa ee oo uu ie oe eu ui ou au ei ai oi ey ay", false, false, dutch},
        {"pl", U"aeiouyąęó", U"ia ie ii io iu ią ię ió eu", false, true, polish},
        {"ru", U"аеёиоуыэюя", U"", false, true, none},
        {"uk", U"аеєиіїоуюя", U"", false, true, none},
        {"tr", U"aeıioöuüâîû", U"", false, false, none},
};

static const struct spelling *spelling_of(const char *lang)
{
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++)
		if (locale_is_one_of(lang, spellings[i].langs))
			return &spellings[i];
	return NULL;
}

/* --- counting ----------------------------------------------------------------------------- */

enum { WORD_MAX = 64 }; /* letters; what is longer is cut */

struct word {
	char32_t c[WORD_MAX + 1]; /* ends with 0 */
	size_t n;
	bool has_letter;
	uint64_t vowels;  /* a bit for each place */
	uint32_t letters; /* that occur: bit_of() each */
	const struct spelling *by;
};

/* One for each of a to z, and one for all others. */
static uint32_t bit_of(char32_t c)
{
	return (uint32_t)1 << (c - 'a' < 26 ? c - 'a' : 26);
}

static bool has(const char32_t *set, char32_t c)
{
	while (*set && *set != c)
		set++;
	return c && *set == c;
}

static bool is_vowel(const struct word *w, size_t i)
{
	return i < w->n && (w->vowels >> i & 1);
}

static void set_consonant(struct word *w, size_t i, char32_t c)
{
	w->c[i] = c;
	w->vowels &= ~((uint64_t)1 << i);
}

static struct word spell(struct str s, const struct spelling *by)
{
	struct word w = {.by = by};
	char32_t c;
	for (size_t n; w.n < WORD_MAX && (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		w.has_letter |= c >= 0xC0 || (c | 0x20) - 'a' < 26;
		w.c[w.n] = c == 0x2019 ? '\'' : (char32_t)towlower((wint_t)c);
		w.vowels |= (uint64_t)has(by->vowels, w.c[w.n]) << w.n;
		w.n++;
	}
	for (size_t i = 0; i < w.n; i++) {
		char32_t before = i ? w.c[i - 1] : 0;
		if (w.c[i] == 'u' &&
		    (before == 'q' || (before == 'g' && by->mute_gu && is_vowel(&w, i + 1))))
			set_consonant(&w, i, 'w');
		else if (w.c[i] == 'y' && is_vowel(&w, i + 1) && (i == 0 || is_vowel(&w, i - 1)))
			set_consonant(&w, i, 'j');
		w.letters |= bit_of(w.c[i]);
	}
	return w;
}

/* Letters of the nucleus that begins at the vowel i: the longest that is listed. */
static size_t nucleus(const struct word *w, size_t i)
{
	size_t longest = 1;
	if (!w->by->nuclei) {
		while (is_vowel(w, i + longest))
			longest++;
		return longest;
	}
	for (const char32_t *p = w->by->nuclei; *p; p += *p == ' ') {
		size_t n = 0, same = 0;
		for (; p[n] && p[n] != ' '; n++)
			same += same == n && w->c[i + n] == p[n];
		if (same == n && n > longest)
			longest = n;
		p += n;
	}
	return longest;
}

static bool matches(const struct word *w, size_t i, const char32_t *p)
{
	for (; *p; p++) {
		if (*p == '*') {
			while (i < w->n && !matches(w, i, p + 1))
				i++;
			return i < w->n;
		}
		if (*p == '^' || *p == '$') {
			if (i != (*p == '^' ? 0 : w->n))
				return false;
			continue;
		}
		bool ok = *p == 'V' ? is_vowel(w, i) : *p == 'C' ? !is_vowel(w, i) : w->c[i] == *p;
		if (*p == '[')
			for (p++, ok = false; *p != ']'; p++)
				ok |= w->c[i] == *p;
		if (!ok || i++ >= w->n)
			return false;
	}
	return true;
}

/* The letters that a word must have for a pattern to be in it. */
static uint32_t needed(const char32_t *p)
{
	uint32_t letters = 0;
	for (; *p; p++) {
		if (*p == '[')
			while (*p != ']')
				p++;
		else if (*p >= 'a')
			letters |= bit_of(*p);
	}
	return letters;
}

/* Of each pattern, what is needed; kept for the language asked for last. It settles most patterns of
 * a word at once, and those of its language are many. */
static const uint32_t *needs_of(const struct spelling *by)
{
	enum { MOST = 128 };
	static const struct spelling *of;
	static uint32_t needs[MOST];
	for (size_t i = 0; of != by && by->mend[i].where; i++) {
		assert(i < MOST);
		needs[i] = needed(by->mend[i].where);
	}
	of = by;
	return needs;
}

/* Settles most places by the first letter, without a call. */
static inline bool may_match(const struct word *w, size_t i, const char32_t *p)
{
	if (*p == '[') {
		while (*++p != ']')
			if (w->c[i] == *p)
				return true;
		return false;
	}
	return *p == '*' || *p == '^' || *p == '$' || *p == 'V' || *p == 'C' || w->c[i] == *p;
}

bool syllables_known(const char *lang)
{
	return spelling_of(lang) != NULL;
}

size_t syllables(struct str s, const char *lang)
{
	const struct spelling *by = spelling_of(lang);
	if (!by)
		return 0;
	struct word w = spell(s, by);
	if (!w.has_letter)
		return 1;
	int n = 0;
	for (size_t i = 0; i < w.n; i += is_vowel(&w, i) ? nucleus(&w, i) : 1)
		n += is_vowel(&w, i);
	const uint32_t *needs = needs_of(by);
	for (const struct mend *m = by->mend; m->where; m++, needs++) {
		if (*needs & ~w.letters)
			continue;
		for (size_t i = 0, end = *m->where == '^' ? 1 : w.n; i < end; i++)
			if (may_match(&w, i, m->where) && matches(&w, i, m->where))
				n += m->more;
	}
	return (size_t)MAX(n, by->may_have_none ? 0 : 1);
}
