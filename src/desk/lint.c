/* A rule would rather be silent than wrong: an author who meets false findings stops reading the
 * true ones, and there is no way to silence one in a source. */
#include "desk/lint.h"

#include "base/utf8.h"
#include "content/rules.h"
#include "content/ydoc.h"
#include "desk/english.h"
#include "text/locale.h"

/* Texts that a reader sees as one: a paragraph, or the items of a list. */
enum role { ROLE_PROSE, ROLE_ASKED, ROLE_OPTION, ROLE_REASON };
struct unit {
	const struct text *text;
	struct tokens *tokens; /* of each text */
	size_t n;
	const struct text *lead; /* the paragraph that leads to a list; NULL: none */
	enum role role;
};

struct lint {
	const struct article *a;
	const struct source *src;
	struct diags *ds;
	struct arena arena;        /* emptied after each unit */
	struct jargon_use *jargon; /* of each word of that table */
	struct frequencies *found; /* in the unit at hand, exact counts left out */
};

static const struct rule *rule(enum rule_id id)
{
	return &rules[id];
}

/* --- natural frequencies ------------------------------------------------------------------ */

/* "59 of 100 people" */
struct frequency {
	double n, of;
	struct str quote;
	struct srcpos pos;
	bool behind; /* in brackets behind one that it is the exact count of: "29 of 100 (429 of 1,475)" */
};

enum { MAX_FREQUENCIES = 64 };
struct frequencies {
	struct frequency list[MAX_FREQUENCIES];
	size_t n;
};

#define TIME_UNITS                                                                                 \
	"second seconds minute minutes hour hours day days night nights week weeks weekend "       \
	"weekends month months year years decade decades century"

/* What is counted without being people at risk. */
static const char not_people[] = TIME_UNITS
        " times trial trials study studies review reviews session sessions dose doses tablet tablets "
        "visit visits step steps page pages part parts question questions item items point points "
        "group groups clinic clinics country countries";

static bool is_year(const struct token *t)
{
	return t->kind == TOKEN_NUMBER && t->text.len == 4 && t->value >= 1900 && t->value < 2100;
}

/* "in" joins many numbers that are no frequency; a round number of people behind it makes one. */
static bool is_round(double of)
{
	return of == 10 || of == 100 || of == 1000 || of == 10000 || of == 100000 || of == 1000000;
}

static bool counts_people(const struct tokens *t, size_t behind)
{
	return behind >= t->n || !english_is_one_of(&t->list[behind], not_people);
}

/* Whether small is large counted exactly. */
static bool is_same_share(const struct frequency *exact, const struct frequency *rounded)
{
	double share = exact->n / exact->of * rounded->of - rounded->n;
	return share > -0.51 && share < 0.51;
}

static void find_frequencies(struct frequencies *f, const struct tokens *t, struct srcpos pos)
{
	size_t first = f->n;
	for (size_t i = 0; i < t->n && f->n < MAX_FREQUENCIES; i++) {
		if (t->list[i].kind != TOKEN_NUMBER)
			continue;
		size_t len = english_match(t, i, "# of|in ?the|every|all #");
		len = len ? len : english_match(t, i, "# out of ?the|every|all #");
		if (len == 0)
			continue;
		struct frequency now = {.n = t->list[i].value,
		                        .of = t->list[i + len - 1].value,
		                        .quote = english_quote(t, i, len),
		                        .pos = pos};
		bool digits = t->list[i + len - 1].kind == TOKEN_NUMBER;
		bool in = str_is(t->list[i + 1].low, "in");
		bool one = now.n == 1 && !str_is(t->list[i + 1].low, "of");
		if (!digits || one || now.n > now.of || now.of < 2 || (in && !is_round(now.of)) ||
		    !counts_people(t, i + len))
			continue;
		now.behind = t->list[i].inside && f->n > first &&
		             is_same_share(&now, &f->list[f->n - 1]);
		f->list[f->n++] = now;
	}
}

static void check_denominators(struct lint *l, const struct unit *u)
{
	(void)u;
	const struct frequency *f = l->found->list;
	for (size_t i = 1; i < l->found->n; i++)
		if (f[i].of != f[0].of) {
			diag_add(l->ds, l->src, rule(R_MIXED_DENOMINATORS), f[i].pos,
			         "“%.*s” and “%.*s” cannot be compared: count both of the same "
			         "number, best of 100 or of 1000",
			         STR_ARG(f[0].quote), STR_ARG(f[i].quote));
			return;
		}
}

static bool tells_time(const struct tokens *t)
{
	static const char words[] = TIME_UNITS
	        " today tonight morning evening afternoon lifetime life follow-up overnight once";
	for (size_t i = 0; i < t->n; i++)
		if (is_year(&t->list[i]) || english_is_one_of(&t->list[i], words))
			return true;
	return false;
}

static void check_period(struct lint *l, const struct unit *u)
{
	const struct frequency *f = l->found->list;
	if (l->found->n < 2)
		return;
	for (size_t i = 0; i < u->n; i++)
		if (tells_time(&u->tokens[i]))
			return;
	struct tokens lead = {.n = 0};
	if (u->lead)
		lead = english_tokens(&l->arena, &u->lead->rich);
	if (!tells_time(&lead))
		diag_add(l->ds, l->src, rule(R_NO_PERIOD), f[0].pos,
		         "“%.*s” and “%.*s”: within what time, or after how long?",
		         STR_ARG(f[0].quote), STR_ARG(f[1].quote));
}

/* --- other forms of numbers ---------------------------------------------------------------- */

/* "10 of 100" for 1 in 10 */
static struct str of_a_hundred(struct lint *l, double x)
{
	static const struct {
		double of;
		const char *digits;
	} round[] = {{1e2, "100"},
	             {1e3, "1,000"},
	             {1e4, "10,000"},
	             {1e5, "100,000"},
	             {1e6, "1,000,000"}};
	size_t i = 0;
	while (i + 1 < ARRAY_LEN(round) && round[i].of < x)
		i++;
	double n = round[i].of / x;
	long whole = (long)(n + 0.5);
	return arena_fmt(&l->arena, "%s%ld of %s", n == (double)whole ? "" : "about ", whole,
	                 round[i].digits);
}

/* "1 in 10", but not "phase 1 in 2006", "the one in two parts", "no one in ten years". */
static void check_one_in_x(struct lint *l, const struct tokens *t, const struct text *text)
{
	static const char labels[] =
	        "no any every each this that the which phase stage day week month year grade type "
	        "level version chapter table step part number trial group schedule class";
	for (size_t i = 0; i < t->n; i++) {
		if (t->list[i].value != 1)
			continue;
		size_t len = english_match(t, i, "1|one in ?every #");
		len = len ? len : english_match(t, i, "1|one out of ?every #");
		if (len == 0)
			continue;
		const struct token *x = &t->list[i + len - 1];
		bool label = i > 0 && (english_is_one_of(&t->list[i - 1], labels) ||
		                       t->list[i - 1].value >= 0);
		if (label || is_year(x) || x->value < 2 || !counts_people(t, i + len))
			continue;
		struct str better = of_a_hundred(l, x->value);
		diag_add(l->ds, l->src, rule(R_ONE_IN_X), text->pos, "“%.*s”: write “%.*s”",
		         STR_ARG(english_quote(t, i, len)), STR_ARG(better));
		i += len - 1;
	}
}

/* "Rate" is left out: of a heart or a drip it is no risk. */
#define RISK "risk|risks|chance|chances|odds|likelihood|probability|danger"
#define LIKELY "likely|common|frequent|risky|dangerous|effective"
#define LESS_OR_MORE                                                                               \
	"lower|higher|less|more|fewer|greater|smaller|larger|reduction|increase|decrease|drop|"    \
	"rise|fall|cut"
#define PEOPLE "people|patients|adults|women|men|children"
#define OUTCOMES                                                                                   \
	"deaths|cases|attacks|strokes|relapses|infections|fractures|cancers|symptoms|complications"
#define FRACTION "third|quarter|fifth|half"
#define ABOUT "a|one|almost|about|nearly"
#define CHANGES                                                                                    \
	"lowers|lower|lowered|reduces|reduce|reduced|cuts|cut|raises|raise|raised|increases|"      \
	"increase|increased|decreases|decrease|decreased|falls|fall|fell|drops|drop|dropped|"      \
	"rises|rise|rose|grows|grow|grew"

static const char *const relative_patterns[] = {
        "halve|halves|halved|halving|double|doubles|doubled|doubling|triple|triples|tripled|"
        "tripling ?the|your|their|his|her|its|this|that|a ?* " RISK,
        "risk|risks|odds|likelihood|danger ?of|for ?* ?* is|are|was|were|has|have ?been "
        "halved|doubled|tripled",
        "risk|risks|odds|likelihood|danger ?of|for ?* ?* halves|doubles|triples",
        "twice|half ?the|your|their|its|this|that ?* " RISK,
        "twice|half as " LIKELY,
        "twice|half as many " PEOPLE "|" OUTCOMES,
        "# times ?the|your|their|its|as|more|less|higher|lower|greater ?* " RISK "|" LIKELY,
        "twofold|threefold|fourfold|fivefold|tenfold|two-fold|three-fold|four-fold|five-fold|"
        "10-fold|ten-fold ?* increase|higher|greater|rise|reduction|" RISK,
        "% ?as " LESS_OR_MORE " ?in|of ?the ?* " RISK "|" LIKELY "|" PEOPLE "|" OUTCOMES,
        "a|one " FRACTION " " LESS_OR_MORE " ?* " RISK "|" LIKELY "|" PEOPLE "|" OUTCOMES,
        RISK " ?* ?* ?* ?* % " LESS_OR_MORE,
        CHANGES " ?* ?* ?* ?* " RISK " ?* ?* ?* ?* by %",
        CHANGES " ?* ?* ?* ?* " RISK " ?* ?* ?* ?* by ?" ABOUT " ?a " FRACTION,
        RISK " ?* ?* ?* ?* " CHANGES " ?* by %",
        RISK " ?* ?* ?* ?* " CHANGES " ?* by ?" ABOUT " ?a " FRACTION,
};

/* A number of people, or a share in percent beside the one that tells the change. */
static bool has_absolute(const struct tokens *t, size_t from, size_t n)
{
	struct frequencies f = {.n = 0};
	size_t at, len;
	find_frequencies(&f, t, (struct srcpos){0});
	if (f.n || english_find(t, "1|one in|out ?of #", &at, &len))
		return true;
	for (size_t i = 0; i < t->n; i++) {
		bool here = i >= from && i < from + n;
		if (t->list[i].kind == TOKEN_PERCENT && !here &&
		    !english_match(t, i, "% ?as " LESS_OR_MORE))
			return true;
	}
	return false;
}

static bool speaks_of_money(const struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (english_is_one_of(&t->list[i], "cost costs price prices pay pays paid fee fees "
		                                   "cheaper insurance tax"))
			return true;
	return false;
}

/* Patterns are slow, and without one of these words none of them can match. */
static bool may_be_relative(const struct tokens *t)
{
	static const char *const beginnings[] = {"hal",   "doubl", "tripl", "twi",
	                                         "third", "quart", "fifth", "times"};
	for (size_t i = 0; i < t->n; i++) {
		struct str low = t->list[i].low;
		if (t->list[i].kind == TOKEN_PERCENT ||
		    (low.len > 4 && memmem(low.p, low.len, "fold", 4)))
			return true;
		for (size_t k = 0; k < ARRAY_LEN(beginnings); k++)
			if (low.p[0] == beginnings[k][0] && str_starts(low, beginnings[k]))
				return true;
	}
	return false;
}

static void check_relative(struct lint *l, const struct tokens *t, const struct text *text)
{
	for (size_t k = 0; may_be_relative(t) && k < ARRAY_LEN(relative_patterns); k++) {
		size_t at, n;
		if (!english_find(t, relative_patterns[k], &at, &n))
			continue;
		if (has_absolute(t, at, n) || speaks_of_money(t))
			return;
		diag_add(l->ds, l->src, rule(R_RELATIVE_RISK), text->pos,
		         "“%.*s”: of what? Give both numbers, such as “4 of 100 without it and "
		         "2 of 100 with it”",
		         STR_ARG(english_quote(t, at, n)));
		return;
	}
}

static void check_forms(struct lint *l, const struct tokens *t, const struct text *text)
{
	struct frequencies f = {.n = 0};
	find_frequencies(&f, t, text->pos);
	for (size_t i = 0; f.n && i < t->n; i++)
		if (t->list[i].kind == TOKEN_PERCENT) {
			diag_add(l->ds, l->src, rule(R_PERCENT_AND_COUNT), text->pos,
			         "“%.*s” and “%.*s” in one text: write both as numbers of people",
			         STR_ARG(t->list[i].text), STR_ARG(f.list[0].quote));
			return;
		}
}

/* --- medical words ------------------------------------------------------------------------ */

/* Ordered by first letter, which all words of a pattern's first slot share; with plainer words. */
static const struct jargon {
	const char *pattern, *plain;
} jargon[] = {
        {"adjunctive", "added"},
        {"adverse event|events|effect|effects|reaction|reactions", "harm, or side effect"},
        {"aetiology", "cause"},
        {"analgesia", "pain relief"},
        {"analgesic|analgesics", "painkiller"},
        {"anaphylaxis", "severe allergic reaction"},
        {"aneurysm|aneurysms", "weak spot in a blood vessel"},
        {"antiemetic|antiemetics", "medicine against feeling sick"},
        {"antipyretic|antipyretics", "medicine against fever"},
        {"anticoagulant|anticoagulants", "medicine against blood clots"},
        {"arrhythmia|arrhythmias", "uneven heartbeat"},
        {"arteriovenous malformation|malformations", "tangle of blood vessels"},
        {"ataxia", "unsteady movements"},
        {"benign", "not cancer"},
        {"bioavailability", "how much of a medicine the body takes up"},
        {"bradycardia", "slow heartbeat"},
        {"bronchospasm", "tight airways"},
        {"cardiovascular", "of the heart and blood vessels"},
        {"cerebrovascular", "of the blood vessels of the brain"},
        {"cholestasis", "bile that does not flow"},
        {"comorbid|comorbidity|comorbidities", "other illness at the same time"},
        {"contraindicated|contraindication|contraindications", "must not be used"},
        {"cystitis", "inflamed bladder"},
        {"diaphoresis", "sweating"},
        {"dissociation", "feeling cut off"},
        {"dyspepsia", "indigestion"},
        {"dysphoria", "low mood"},
        {"dyspnoea|dyspnea", "short breath"},
        {"dysuria", "pain when passing urine"},
        {"eclampsia", "fits in pregnancy"},
        {"edema", "swelling"},
        {"emesis", "being sick"},
        {"embolism|embolisms", "blocked blood vessel"},
        {"erythema", "red skin"},
        {"etiology", "cause"},
        {"febrile", "with fever"},
        {"haematuria", "blood in urine"},
        {"haemorrhage|haemorrhages", "bleeding"},
        {"hematuria", "blood in urine"},
        {"hemorrhage|hemorrhages", "bleeding"},
        {"hepatic", "of the liver"},
        {"hepatotoxicity", "harm to the liver"},
        {"hyperglycaemia|hyperglycemia", "high blood sugar"},
        {"hyperlipidaemia|hyperlipidemia", "high blood fats"},
        {"hypertension|hypertensive", "high blood pressure"},
        {"hypoglycaemia|hypoglycemia", "low blood sugar"},
        {"hypotension|hypotensive", "low blood pressure"},
        {"hypoxia", "too little oxygen"},
        {"iatrogenic", "caused by treatment"},
        {"idiopathic", "of unknown cause"},
        {"intramuscular|intramuscularly", "into a muscle"},
        {"intranasal|intranasally", "into the nose"},
        {"intravenous|intravenously", "into a vein"},
        {"ischaemia|ischaemic|ischemia|ischemic", "too little blood flow"},
        {"lesion|lesions", "damaged or changed place"},
        {"malaise", "feeling unwell"},
        {"malignancy|malignancies|malignant", "cancer"},
        {"metastasis|metastases|metastatic", "cancer that has spread"},
        {"monotherapy", "treatment on its own"},
        {"morbidity", "illness"},
        {"mortality", "deaths"},
        {"myocardial infarction|infarctions", "heart attack"},
        {"nephropathy", "kidney disease"},
        {"nephrotoxicity", "harm to the kidneys"},
        {"neuropathy", "nerve damage"},
        {"nocturia", "passing urine at night"},
        {"nystagmus", "jerking eyes"},
        {"oedema", "swelling"},
        {"palpitations", "heartbeat that you can feel"},
        {"paraesthesia|paresthesia", "tingling"},
        {"perioperative", "around an operation"},
        {"pharmacodynamic|pharmacodynamics", "what a medicine does in the body"},
        {"pharmacokinetic|pharmacokinetics", "what the body does with a medicine"},
        {"placebo|placebos", "dummy treatment"},
        {"postoperative|postoperatively", "after an operation"},
        {"pre-eclampsia|preeclampsia", "dangerous high blood pressure in pregnancy"},
        {"prognosis", "outlook"},
        {"prophylactic|prophylaxis", "to prevent it"},
        {"pruritus", "itching"},
        {"psychotropic|psychotropics", "medicine that acts on the mind"},
        {"psychosis|psychotic", "losing touch with what is real"},
        {"pyrexia", "fever"},
        {"refractory", "not helped by treatment"},
        {"remission", "few or no symptoms"},
        {"renal", "of the kidneys"},
        {"sequelae", "lasting effects"},
        {"subcutaneous|subcutaneously", "under the skin"},
        {"sublingual|sublingually", "under the tongue"},
        {"syncope", "fainting"},
        {"tachycardia", "fast heartbeat"},
        {"teratogenic", "harmful to an unborn baby"},
        {"thrombosis|thromboses", "blood clot"},
        {"titrate|titrated|titration", "change the amount step by step"},
        {"urticaria", "hives"},
        {"vasodilation", "wider blood vessels"},
        {"vasoconstriction", "narrower blood vessels"},
};

struct jargon_use {
	struct str quote;
	struct srcpos pos; /* where it is first used */
	bool explained;    /* there, or anywhere else */
};

/* "apnoea (pauses in breathing)", "COPD, a lung disease": what it is stands directly behind it, or in
 * front of it where it stands in brackets or as an example. */
static bool is_explained(const struct tokens *t, size_t at, size_t n)
{
	static const char *const behind[] = {"?* , a|an|the|which|that|or|meaning", "means|is|are",
	                                     ", or"};
	static const char *const before[] = {"such as", "called|named|including|like"};
	const struct token *word = &t->list[at];
	if (word->linked || word->inside)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(behind); i++)
		if (english_match(t, at + n, behind[i]))
			return true;
	size_t bracket = english_match(t, at + n, "?* (");
	if (bracket && at + n + bracket < t->n &&
	    !english_is_one_of(&t->list[at + n + bracket], "in of on for at by with from see"))
		return true;
	for (size_t i = at; i-- > 0 && t->list[i].sentence == word->sentence;)
		for (size_t k = 0; k < ARRAY_LEN(before); k++)
			if (english_match(t, i, before[k]))
				return true;
	return false;
}

/* The word of the table that stands at token `at`, which is *ret_n tokens long; else none. */
static size_t jargon_at(const struct tokens *t, size_t at, size_t *ret_n)
{
	char first = t->list[at].low.p[0];
	size_t k = 0;
	while (k < ARRAY_LEN(jargon) && jargon[k].pattern[0] < first)
		k++;
	for (; k < ARRAY_LEN(jargon) && jargon[k].pattern[0] == first; k++)
		if ((*ret_n = english_match(t, at, jargon[k].pattern)) > 0)
			return k;
	return ARRAY_LEN(jargon);
}

static void note_jargon(struct lint *l, const struct tokens *t, const struct text *text)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t n, k = t->list[i].kind == TOKEN_WORD && t->list[i].text.len > 4
		                      ? jargon_at(t, i, &n)
		                      : ARRAY_LEN(jargon);
		if (k == ARRAY_LEN(jargon) || l->jargon[k].explained)
			continue;
		struct jargon_use *use = &l->jargon[k];
		use->explained = is_explained(t, i, n);
		if (use->quote.len == 0) {
			use->quote = english_quote(t, i, n);
			use->pos = text->pos;
		}
	}
}

static void note_glossary(struct lint *l)
{
	for (size_t i = 0; i < l->a->n_terms; i++) {
		struct tokens t = english_tokens(&l->arena, &l->a->term[i].term.rich);
		for (size_t k = 0; k < ARRAY_LEN(jargon); k++) {
			size_t at, n;
			l->jargon[k].explained |= english_find(&t, jargon[k].pattern, &at, &n);
		}
	}
}

static void tell_jargon(struct lint *l)
{
	for (size_t k = 0; k < ARRAY_LEN(jargon); k++) {
		const struct jargon_use *use = &l->jargon[k];
		if (use->quote.len && !use->explained)
			diag_add(l->ds, l->src, rule(R_JARGON), use->pos,
			         "“%.*s” is a medical word that is explained nowhere: write “%s”, "
			         "or give it an entry in the glossary",
			         STR_ARG(use->quote), jargon[k].plain);
	}
}

/* --- quiz, word by word -------------------------------------------------------------------- */

/* The whole option, but for a mark at its end. */
static bool is_all_of(const struct tokens *t, const char *pattern)
{
	size_t n = english_match(t, 0, pattern), left = t->n - n;
	return n && (left == 0 || (left == 1 && t->list[n].kind == TOKEN_MARK));
}

static void check_all_of_above(struct lint *l, const struct tokens *t, const struct text *text)
{
	size_t at, n;
	bool above =
	        english_find(t, "all|none|any|both|each|either|neither ?of the above", &at, &n);
	bool these = is_all_of(t, "all|none|any|both|neither of these "
	                          "?answers|options|choices|statements|things");
	if (above || these)
		diag_add(l->ds, l->src, rule(R_ALL_OF_THE_ABOVE), text->pos,
		         "“%.*s” says nothing by itself, and the order of options is not the same "
		         "for every reader: write out what is meant",
		         STR_ARG(text->rich.text));
}

static bool is_letter(const struct token *t, bool small_too)
{
	char c = t->kind == TOKEN_WORD && t->text.len == 1 ? t->text.p[0] : '\0';
	return (c >= 'A' && c <= 'F') || (small_too && c >= 'b' && c <= 'f');
}

static bool begins(const struct tokens *t, size_t at)
{
	return at == 0 || t->list[at - 1].kind == TOKEN_MARK;
}

/* Tokens that name an option by its place: "option B", "answer 2", "A is right", "only B and C". */
static size_t names_by_place(const struct tokens *t, size_t at)
{
	char first = t->list[at].low.p[0];
	size_t n = 0;
	if (first == 'o' || first == 'a' || first == 'c')
		n = english_match(t, at, "option|options|answer|answers|choice|choices *|#");
	if (n) {
		const struct token *place = &t->list[at + 1];
		bool digit = place->kind == TOKEN_NUMBER && place->value >= 1 &&
		             place->value <= ARTICLE_MAX_OPTIONS;
		bool article = str_is(place->text, "a") &&
		               (at + 2 == t->n || t->list[at + 2].kind == TOKEN_MARK ||
		                english_match(t, at + 2, "is|was|and|or"));
		return digit || article || is_letter(place, true) ? n : 0;
	}
	if (is_letter(&t->list[at], false) && begins(t, at))
		return english_match(t, at,
		                     "* is|are|was right|wrong|correct|incorrect|true|false");
	if (first == 'b' || first == 'o' || first == 'n' || first == 'e')
		n = english_match(t, at, "both|only|neither|either * and|or|nor *");
	return n && is_letter(&t->list[at + 1], false) && is_letter(&t->list[at + 3], false) ? n
	                                                                                     : 0;
}

static void check_letters(struct lint *l, const struct tokens *t, const struct text *text)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t n = names_by_place(t, i);
		if (n == 0)
			continue;
		diag_add(l->ds, l->src, rule(R_LETTER_REFERENCE), text->pos,
		         "“%.*s” names an option by its place, and readers may see it in "
		         "another: say it in words",
		         STR_ARG(english_quote(t, i, n)));
		return;
	}
}

/* --- every text --------------------------------------------------------------------------- */

typedef void text_rule(struct lint *l, const struct tokens *t, const struct text *text);
typedef void unit_rule(struct lint *l, const struct unit *u);

enum {
	IN_PROSE = 1 << ROLE_PROSE,
	IN_QUESTION = 1 << ROLE_ASKED,
	IN_OPTION = 1 << ROLE_OPTION,
	IN_REASON = 1 << ROLE_REASON,
	IN_QUIZ = IN_QUESTION | IN_OPTION | IN_REASON,
	EVERYWHERE = IN_PROSE | IN_QUIZ
};

static const struct {
	text_rule *check;
	unsigned where;
} text_rules[] = {
        {check_one_in_x, EVERYWHERE},    {check_relative, IN_PROSE | IN_REASON},
        {check_forms, EVERYWHERE},       {note_jargon, EVERYWHERE},
        {check_all_of_above, IN_OPTION}, {check_letters, IN_QUIZ},
};

static const struct {
	unit_rule *check;
	unsigned where;
} unit_rules[] = {
        {check_denominators, EVERYWHERE},
        {check_period, IN_PROSE | IN_REASON},
};

static void check_unit(struct lint *l, struct unit u)
{
	struct frequencies all = {.n = 0}, found = {.n = 0};
	u.tokens = arena_array(&l->arena, struct tokens, u.n);
	for (size_t i = 0; i < u.n; i++) {
		u.tokens[i] = english_tokens(&l->arena, &u.text[i].rich);
		find_frequencies(&all, &u.tokens[i], u.text[i].pos);
		for (size_t k = 0; k < ARRAY_LEN(text_rules); k++)
			if (text_rules[k].where & 1u << u.role)
				text_rules[k].check(l, &u.tokens[i], &u.text[i]);
	}
	for (size_t i = 0; i < all.n; i++)
		if (!all.list[i].behind)
			found.list[found.n++] = all.list[i];
	l->found = &found;
	for (size_t k = 0; k < ARRAY_LEN(unit_rules); k++)
		if (unit_rules[k].where & 1u << u.role)
			unit_rules[k].check(l, &u);
	arena_reset(&l->arena);
}

static void check_text(struct lint *l, const struct text *text, enum role role)
{
	check_unit(l, (struct unit){.text = text, .n = 1, .role = role});
}

static void check_body(struct lint *l, const struct body *body)
{
	const struct text *lead = NULL;
	for (const struct block *b = body->block; b < body->block + body->n_blocks; b++) {
		bool list = b->kind == BLOCK_LIST || b->kind == BLOCK_STEPS;
		check_unit(l, (struct unit){.text = b->item,
		                            .n = b->n_items,
		                            .lead = list ? lead : NULL,
		                            .role = ROLE_PROSE});
		lead = b->kind == BLOCK_PARAGRAPH ? b->item : NULL;
		const struct chance *c = b->chance;
		if (!c)
			continue;
		const struct text *const fields[] = {
		        &c->outcome,   &c->otherwise,  &c->group,        &c->period,
		        &c->certainty, &c->with.label, &c->without.label};
		for (size_t i = 0; i < ARRAY_LEN(fields); i++)
			check_text(l, fields[i], ROLE_PROSE);
	}
}

static void check_quiz_texts(struct lint *l)
{
	for (size_t i = 0; i < l->a->n_questions; i++) {
		const struct question *q = &l->a->question[i];
		check_text(l, &q->question, ROLE_ASKED);
		check_text(l, &q->again, ROLE_ASKED);
		for (size_t k = 0; k < q->n_options; k++) {
			check_text(l, &q->option[k].text, ROLE_OPTION);
			check_text(l, &q->option[k].why, ROLE_REASON);
		}
	}
}

static void check_words(struct lint *l)
{
	const struct article *a = l->a;
	const struct text *const head[] = {&a->title, &a->summary, &a->disclaimer};
	struct jargon_use uses[ARRAY_LEN(jargon)] = {0};
	l->jargon = uses;
	note_glossary(l);
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		check_text(l, head[i], ROLE_PROSE);
	check_body(l, &a->introduction);
	for (size_t i = 0; i < a->n_sections; i++) {
		check_text(l, &a->section[i].question, ROLE_PROSE);
		check_text(l, &a->section[i].answer, ROLE_PROSE);
		check_body(l, &a->section[i].body);
	}
	check_quiz_texts(l);
	for (size_t i = 0; i < a->n_takeaways; i++)
		check_text(l, &a->takeaway[i].text, ROLE_PROSE);
	for (size_t i = 0; i < a->n_ask; i++)
		check_text(l, &a->ask[i], ROLE_PROSE);
	for (size_t i = 0; i < a->n_terms; i++)
		check_text(l, &a->term[i].meaning, ROLE_PROSE);
	for (size_t i = 0; i < a->n_subjects; i++)
		check_text(l, &a->subject[i].words, ROLE_PROSE);
	tell_jargon(l);
}

/* --- takeaways ---------------------------------------------------------------------------- */

/* Too common to say that two texts speak of the same. */
static const char stop_words[] =
        "a about after again all also am an and any are as ask at be because been before being best "
        "but by can could did do does don't done each else even every few first for from get go goes "
        "good had has have having he her his how i if in into is it its just know less like long "
        "longer make many may might more most much must my need never next no none nor not now of off "
        "often on once one only or other our out over own right same say says see she should so some "
        "soon still such take takes tell than that the their them then there these they thing things "
        "this those through to too under until up use used very want was way we well were what when "
        "where which while who whom why will with without work works would yes you your yourself";

/* "watch" and "watched", "drive" and "driving" */
static bool same_word(struct str a, struct str b)
{
	enum { STEM = 4 };
	return str_eq(a, b) || (a.len >= STEM && b.len >= STEM && memcmp(a.p, b.p, STEM) == 0);
}

/* What all of the article is about does not tell one text from another. */
static bool tells_apart(const struct token *t, const struct tokens *title)
{
	if (t->kind != TOKEN_WORD || english_is_one_of(t, stop_words))
		return false;
	for (size_t i = 0; i < title->n; i++)
		if (same_word(t->low, title->list[i].low))
			return false;
	return true;
}

static bool share_a_word(struct lint *l, const struct text *one, const struct text *other)
{
	struct tokens title = english_tokens(&l->arena, &l->a->title.rich);
	struct tokens t = english_tokens(&l->arena, &one->rich);
	struct tokens u = english_tokens(&l->arena, &other->rich);
	for (size_t i = 0; i < t.n; i++) {
		if (!tells_apart(&t.list[i], &title))
			continue;
		for (size_t k = 0; k < u.n; k++)
			if (u.list[k].kind == TOKEN_WORD && same_word(t.list[i].low, u.list[k].low))
				return true;
	}
	return false;
}

static void check_takeaway(struct lint *l, const struct takeaway *t)
{
	const struct question *q = &l->a->question[t->question];
	const struct option *right = &q->option[q->correct];
	const struct text *const texts[] = {&right->text, &right->why, &q->question, &q->again};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (share_a_word(l, &t->text, texts[i]))
			return;
	diag_add(l->ds, l->src, rule(R_TAKEAWAY_WORDS), t->text.pos,
	         "the question “%.*s” and its right option share no word with this takeaway: is it "
	         "what that question tests?",
	         STR_ARG(q->id));
}

static void check_takeaways(struct lint *l)
{
	for (size_t i = 0; i < l->a->n_takeaways; i++) {
		check_takeaway(l, &l->a->takeaway[i]);
		arena_reset(&l->arena);
	}
}

/* --- structure: every language ------------------------------------------------------------- */

/* Readers see only the questions of fixed order as they stand in the file. */
static void check_answer_place(struct lint *l)
{
	enum { ENOUGH = 3 };
	const struct question *first = NULL;
	size_t fixed = 0;
	for (size_t i = 0; i < l->a->n_questions; i++) {
		const struct question *q = &l->a->question[i];
		if (q->fixed && q->correct != 0)
			return;
		first = first || !q->fixed ? first : q;
		fixed += q->fixed;
	}
	if (fixed >= ENOUGH)
		diag_add(l->ds, l->src, rule(R_ANSWER_FIRST), first->option[0].text.pos,
		         "in all %zu questions whose order is fixed the right option stands first, "
		         "which readers notice (the order of the others is mixed for each reader): "
		         "reorder some, or delete “fixed”",
		         fixed);
}

static bool right_is_longest(const struct question *q)
{
	int right = utf8_width(q->option[q->correct].text.rich.text);
	for (size_t i = 0; i < q->n_options; i++)
		if (i != q->correct && utf8_width(q->option[i].text.rich.text) >= right)
			return false;
	return true;
}

static void check_answer_length(struct lint *l)
{
	enum { ENOUGH = 5, PERCENT = 60 };
	const struct question *first = NULL;
	size_t longest = 0, n = l->a->n_questions;
	for (size_t i = 0; i < n; i++) {
		const struct question *q = &l->a->question[i];
		bool is = right_is_longest(q);
		first = first || !is ? first : q;
		longest += is;
	}
	if (n >= ENOUGH && longest * 100 > n * PERCENT)
		diag_add(l->ds, l->src, rule(R_ANSWER_LONGEST),
		         first->option[first->correct].text.pos,
		         "in %zu of %zu questions the right option is the longest, so that one can "
		         "guess it: shorten some, here to begin with, or say more in the others",
		         longest, n);
}

/* Chances that must be seen together are compared. */
static void check_beside(struct lint *l, const struct body *body)
{
	for (size_t i = 0; i + 1 < body->n_blocks; i++) {
		const struct block *b = &body->block[i], *next = b + 1;
		if (!b->chance || !next->chance || b->chance->of == next->chance->of)
			continue;
		if (str_eq(b->chance->beside, next->id) || str_eq(next->chance->beside, b->id))
			diag_add(
			        l->ds, l->src, rule(R_MIXED_DENOMINATORS), next->pos,
			        "“%.*s” counts of %u people and “%.*s” beside it of %u: count both "
			        "of the same number",
			        STR_ARG(next->id), next->chance->of, STR_ARG(b->id), b->chance->of);
	}
}

/* The article does not keep where this stands, and it is seldom asked for. */
static struct srcpos place_of_next(struct lint *l)
{
	struct diags *said = diags_new();
	struct source src = {.path = l->src->path, .text = ydoc_without_bom(l->src->text)};
	struct ydoc *doc = ydoc_parse(&src, &l->arena, said);
	struct srcpos pos =
	        ydoc_pos(doc, ydoc_get(doc, ydoc_get(doc, ydoc_root(doc), "review"), "next"));
	ydoc_free(doc);
	diags_free(said);
	return pos;
}

static void check_review(struct lint *l, struct str today)
{
	struct str next = l->a->review.next;
	if (next.len == today.len && memcmp(next.p, today.p, next.len) < 0)
		diag_add(l->ds, l->src, rule(R_REVIEW_PASSED), place_of_next(l),
		         "the review of this article was due on %.*s: have its facts checked, and "
		         "write the new days behind “on” and “next”",
		         STR_ARG(next));
}

void lint_article(const struct article *a, const struct source *src, struct str today,
                  struct diags *ds)
{
	struct lint l = {.a = a, .src = src, .ds = ds};
	if (a->translation)
		return;
	check_review(&l, today);
	check_beside(&l, &a->introduction);
	for (size_t i = 0; i < a->n_sections; i++)
		check_beside(&l, &a->section[i].body);
	check_answer_place(&l);
	check_answer_length(&l);
	if (locale_is_one_of(a->lang.p, "en")) {
		check_words(&l);
		check_takeaways(&l);
	}
	arena_clear(&l.arena);
}
