/* Every script at every width: what must hold of a layout whatever it says. The texts are a table
 * of sentences and, at fewer widths, all articles of the folders that are the arguments, in each
 * of their languages. */
#include "check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/library.h"
#include "content/render.h"
#include "text/layout.h"
#include "text/bidi.h"
#include "text/segment.h"
#include "ui/pager.h"

#include <locale.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

static char *const *folders; /* ended by NULL */

static const struct {
	const char *lang, *text;
} sentences[] = {
        {"ar", "قد يساعد الكيتامين (خارج الترخيص) ٥٩ من ١٠٠ شخص، لا الجميع [12]؛ أي ٥–٧ أيام."},
        {"ar",
         "اتصلوا بالرقم \u2066+1-800-555-0199\u2069 أو 112 (ليلًا ونهارًا) أو findahelpline.com/US."},
        {"ar",
         "هاتف +1-800-555-0199 أو 0477 13 11 14، ومستقبلات NMDA (مستقبلات «NMDA»)، و20-30 مجم."},
        {"ar", "لا إلا الآن لأن السَّلَامَ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ وَبَرَكَاتُهُ"},
        {"ar",
         "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠ ولااالااالااالااالااالااالااالااالااالااالاا"},
        {"fa",
         "می‌خواهم بدانم کتامین چگونه کار می‌کند؛ ۵۹ از ۱۰۰ نفر (۲٫۵ میلی‌گرم)، گچپژ، خانهٔ ما."},
        {"he", "קטמין (מחוץ להתוויה) עוזר ל-59 מתוך 100 אנשים [12], לא לכולם; 20-30 מ\"ג, 2.5%."},
        {"he", "בְּרֵאשִׁית בָּרָא אֱלֹהִים, esketamine (Spravato) הוא NMDA-receptor."},
        {"ur", "کیا کیٹامین محفوظ ہے؟ ڈاکٹر سے پوچھیں، ٹیکہ (2.5 mg) بڑے ہسپتال میں لگتا ہے۔"},
        {"hi", "केटामीन 100 में से 59 लोगों की मदद करती है [12], सबकी नहीं; 5 मिग्रा (NMDA)।"},
        {"ta", "கெட்டமைன் சிலருக்கு உதவுகிறது; 5 மி.கி. கொடுக்கலாம் (மருத்துவர்)."},
        {"th", "ยานี้ช่วยให้ผู้ป่วยบางคนรู้สึกดีขึ้น 5 มก. ภายใน 2-4 ชั่วโมง น้ำ เท่านั้น (NMDA)"},
        {"my", "ဆေးသည် လူနာအချို့ကို ကူညီနိုင်သည်၊ ၅ မီလီဂရမ် (NMDA)။ မင်္ဂလာပါ ကျွန်ုပ်တို့"},
        {"zh-Hans",
         "氯胺酮（超说明书用药）对100人中的59人有帮助[12]；“NMDA受体”，5毫克、2–4小时。"},
        {"ja",
         "ケタミン（適応外）は、100人中59人に効きました［12］。ｶﾀｶﾅ、「ＮＭＤＡ」、5ミリグラム。"},
        {"ko", "케타민은 100명 중 59명에게 도움이 됩니다(5mg을 2주). 처음엔 병원에서 맞으세요."},
        {"km", "ខ្ញុំឈឺក្បាលហើយត្រូវការថ្នាំ 5 mg ស្ត្រី"},
        {"en",
         "A family 👩\u200d👩\u200d👧\u200d👦, thumbs 👍🏽 👍, flags 🇩🇪🇫🇷🇺🇳, hearts ❤️ ❤, 1️⃣ and 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f."},
        {"en",
         "The word שלום (and السلام) in English, with 20-30 mg of esketamine behind it [12]."},
        {"en",
         "over\u00addose treat\u00adment\u00adresist\u00adant anti\u00addepres\u00adsants, e\u0301\u0327\u0301 Zalgo̴̢͕̔"},
        {"ar", "كلمة over\u00addose\u00adtreat\u00adment\u00adresistant هنا"},
        {"en",
         "www.example.org/a-very-long-path/of-a/page?with=all&that=follows#from-it 1,475 2.5"},
        {"vi", "Huyết áp 120/80 mmHg; e\u0302\u0301 thuốc ketamine được dùng ngoài chỉ định."},
        {"am", "መድኃኒቱ አንዳንድ ሰዎችን ይረዳል፤ ሁሉንም አይደለም።"},
        {"bo", "བཀྲ་ཤིས་བདེ་ལེགས། སྨན་འདིས་ཕན་ཐོགས།"},
};

/* --- letters -------------------------------------------------------------------------------- */

/* Code points of a text in order of their number: the same letters, wherever they stand. */
struct letters {
	char32_t *c;
	size_t n, cap;
};

static void add_letter(struct letters *l, char32_t c)
{
	if (l->n == l->cap) {
		l->cap = MAX(2 * l->cap, 256);
		l->c = realloc(l->c, l->cap * sizeof(*l->c));
		assert_non_null(l->c);
	}
	l->c[l->n++] = c;
}

/* Joining forms become letters again, a bracket the lower one of its pair; what is never shown is
 * left out. */
static void add_letters(struct letters *l, struct str s)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&err);
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		UChar form[32];
		int32_t k = -1;
		err = U_ZERO_ERROR;
		if ((c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE80 && c <= 0xFEFC))
			k = unorm2_getRawDecomposition(nfkc, (UChar32)c, form, 32, &err);
		char32_t mirrored = (char32_t)u_charMirror((UChar32)c);
		if (k < 0 && u_charType((UChar32)c) != U_FORMAT_CHAR)
			add_letter(l, MIN(c, mirrored));
		for (int32_t i = 0; i < k; i++)
			add_letter(l, form[i]);
	}
}

static int by_number(const void *a, const void *b)
{
	char32_t x = *(const char32_t *)a, y = *(const char32_t *)b;
	return (x > y) - (x < y);
}

static bool same_letters(struct letters *a, struct letters *b)
{
	if (a->n != b->n)
		return false;
	if (a->n)
		qsort(a->c, a->n, sizeof(*a->c), by_number);
	if (b->n)
		qsort(b->c, b->n, sizeof(*b->c), by_number);
	return a->n == 0 || memcmp(a->c, b->c, a->n * sizeof(*a->c)) == 0;
}

/* --- what holds ----------------------------------------------------------------------------- */

static struct str trimmed(struct str s)
{
	while (s.len && (s.p[s.len - 1] == ' ' || s.p[s.len - 1] == '\n'))
		s.len--;
	return s;
}

static bool is_edge(const struct run *run)
{
	return str_is(run->text, "┃") || str_is(run->text, "|");
}

/* The runs of a line hold the letters of its part of the paragraph, each once. */
static bool has_its_letters(const struct layout *l, const struct page *p, size_t i)
{
	struct letters got = {0}, want = {0};
	const struct line *line = &l->line[i];
	const struct para *para = &p->para[line->para];
	bool last = i + 1 == l->n_lines || l->line[i + 1].para != line->para ||
	            l->line[i + 1].first || !l->line[i + 1].n_runs;
	struct str part = str_part(para->rich.text, line->offset,
	                           last ? para->rich.text.len : l->line[i + 1].offset);
	part = trimmed(part);
	bool hyphenated = part.len >= 2 && memcmp(part.p + part.len - 2, "\u00ad", 2) == 0;
	add_letters(&want, part);
	if (line->first)
		add_letters(&want, para->mark);
	for (size_t k = 0; k < line->n_runs; k++)
		if (!is_edge(&line->run[k]) && !(hyphenated && str_is(line->run[k].text, "-")))
			add_letters(&got, line->run[k].text);
	bool same = same_letters(&got, &want);
	free(got.c);
	free(want.c);
	return same;
}

/* Draws the line alone: every run takes the columns that the layout gave it, from its own column
 * on, and none that another has. */
static bool is_drawn_as_laid_out(const struct line *line, int cols, struct surface *sf)
{
	struct area area = {0, 1, 1, cols};
	bool *taken = calloc((size_t)cols, sizeof(*taken)), ok = true;
	assert_non_null(taken);
	surface_begin(sf, 1, cols + 2);
	for (size_t k = 0; k < line->n_runs; k++) {
		const struct run *run = &line->run[k];
		int width = utf8_width(run->text);
		ok &= run->col >= 0 && run->col + width <= cols;
		for (int x = MAX(run->col, 0); x < MIN(run->col + width, cols); x++) {
			ok &= !taken[x];
			taken[x] = true;
		}
		ok &= surface_put(sf, area, 0, run->col, run->text, run->style) == run->col + width;
	}
	for (int x = 0; x < cols; x++)
		ok &= taken[x] || str_is(sf->cell[x + 1].text, " ");
	free(taken);
	return ok && str_is(sf->cell[0].text, " ") && str_is(sf->cell[cols + 1].text, " ");
}

/* Columns that a line of this paragraph keeps free at the side where reading begins. */
static int indent_of(const struct para *para, int cols)
{
	int indent =
	        para->kind == PARA_CHOICE ? LAYOUT_NUMBER_COLS
	        : para->kind == PARA_ITEM || para->kind == PARA_CAUTION || para->kind == PARA_NOTE
	                ? 2
	                : 0;
	int mark = para->mark.len ? utf8_width(para->mark) + 1 : 0;
	return MIN(indent, MIN(cols / 4, cols - mark - 2)) + mark; /* two for a wide character */
}

/* The words reach from the paragraph's own edge. */
static bool is_flush(const struct layout *l, const struct page *p, const struct line *line)
{
	const struct para *para = &p->para[line->para];
	int indent = indent_of(para, l->cols), edge = -1;
	for (size_t k = 0; k < line->n_runs; k++) {
		const struct run *run = &line->run[k];
		int col = line->rtl ? l->cols - run->col - utf8_width(run->text) : run->col;
		if (utf8_width(run->text) && (edge < 0 || col < edge) && col >= indent)
			edge = col;
	}
	return edge == indent;
}

static void check_lines(const struct layout *l, const struct page *p, const char *row)
{
	struct surface sf = {0};
	for (size_t i = 0; i < l->n_lines; i++) {
		const struct line *line = &l->line[i];
		const struct para *para = &p->para[line->para];
		if (line->n_runs == 0 || para->kind == PARA_ARRAY)
			continue;
		struct str text = para->rich.text;
		check_true(has_its_letters(l, p, i), row, "every letter once");
		if (!check_true(is_drawn_as_laid_out(line, l->cols, &sf), row,
		                "runs have their columns to themselves"))
			for (size_t k = 0; k < line->n_runs; k++)
				fprintf(stderr, "   %d+%d '%.*s'\n", line->run[k].col,
				        utf8_width(line->run[k].text), STR_ARG(line->run[k].text));
		check_true(is_flush(l, p, line), row, "flush with the edge");
		check_true(line->offset <= text.len &&
		                   (line->offset == text.len ||
		                    ((unsigned char)text.p[line->offset] & 0xC0) != 0x80),
		           row, "begins between characters");
		check_true(line->first ? line->offset == 0 : line->offset >= l->line[i - 1].offset,
		           row, "offsets never fall");
	}
	surface_clear(&sf);
}

static struct buf dump(const struct layout *l)
{
	struct buf b = {0};
	for (size_t i = 0; i < l->n_lines; i++) {
		const struct line *line = &l->line[i];
		buf_fmt(&b, "%zu %zu %d%d%d", line->para, line->offset, line->first, line->rtl,
		        line->keep);
		for (size_t k = 0; k < line->n_runs; k++)
			buf_fmt(&b, " %d,%d:%.*s", line->run[k].col, (int)line->run[k].style,
			        STR_ARG(line->run[k].text));
		buf_add(&b, STR("\n"));
	}
	return b;
}

/* The page at every step-th width of [8, 100], going there and back. */
static void check_page(const struct page *p, const char *name, int step)
{
	struct layout l = {0};
	for (int cols = 8; cols <= 100; cols += step) {
		char row[192];
		snprintf(row, sizeof(row), "%s in %d columns", name, cols);
		layout_page(&l, p, cols);
		check_lines(&l, p, row);
		struct buf once = dump(&l);
		layout_page(&l, p, 108 - cols);
		layout_page(&l, p, cols);
		struct buf again = dump(&l);
		check_true(str_eq(buf_str(&once), buf_str(&again)), row,
		           "the same after a resize there and back");
		buf_clear(&once);
		buf_clear(&again);
	}
	layout_clear(&l);
}

/* --- the texts ------------------------------------------------------------------------------ */

static void sentences_at_every_width(void **state)
{
	(void)state;
	static const struct {
		enum para_kind kind;
		const char *mark;
	} kinds[] = {{PARA_TEXT, ""},    {PARA_ITEM, "•"},  {PARA_ITEM, "[12]"},
	             {PARA_CAUTION, ""}, {PARA_CHOICE, ""}, {PARA_CHOICE, "( )"},
	             {PARA_FACT, ""}};
	for (size_t i = 0; i < ARRAY_LEN(sentences); i++) {
		struct page p = {0};
		struct str text = str_of(sentences[i].text);
		/* A span over the second quarter of the words, and one over the fourth. */
		size_t border[5] = {0, 0, 0, 0, text.len};
		for (size_t k = 1; k < 4; k++) {
			border[k] = text.len * k / 4;
			while (text.p[border[k]] != ' ' && border[k] > border[k - 1])
				border[k]--;
		}
		struct span spans[] = {{border[1], border[2], STYLE_STRONG, 0, NOT_FOUND},
		                       {border[3], border[4], STYLE_TERM, 1, NOT_FOUND}};
		page_begin(&p, sentences[i].lang, false);
		for (size_t k = 0; k < ARRAY_LEN(kinds); k++)
			page_add(&p, (struct para){.kind = kinds[k].kind,
			                           .id = STR("p"),
			                           .mark = str_of(kinds[k].mark),
			                           .rich = {text, spans, 2, NULL}});
		char name[64];
		snprintf(name, sizeof(name), "sentence %zu (%s)", i, sentences[i].lang);
		check_page(&p, name, 1);
		page_clear(&p);
	}
	check_end();
}

/* It stands behind the letter that is read last: to the left of an Arabic one, to the right of a
 * Latin one. (Hebrew words are not broken at one: UAX 14, LB21a.) */
static void a_soft_hyphen_ends_the_word(void **state)
{
	(void)state;
	static const struct {
		const char *name, *lang, *text, *line[2];
	} rows[] = {
	        {"English", "en", "of treat\u00adment", {"of treat\u00ad-", "ment"}},
	        /* r d z w, none of which join */
	        {"Arabic",
	         "ar",
	         "ررر ددد\u00adزززووو",
	         {"  -\u00ad\ufea9\ufea9\ufea9 \ufead\ufead\ufead",
	          "    \ufeed\ufeed\ufeed\ufeaf\ufeaf\ufeaf"}},
	        {"English in Arabic",
	         "ar",
	         "رر treat\u00adment",
	         {" \u00adtreat- \ufead\ufead", "      ment"}},
	        {"Arabic in English",
	         "en",
	         "treat رر\u00adددددد",
	         {"treat -\ufead\ufead\u00ad", "\ufea9\ufea9\ufea9\ufea9\ufea9"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct page p = {0};
		struct layout l = {0};
		page_begin(&p, rows[i].lang, false);
		page_text(&p, "t", STYLE_BODY, rich_of(str_of(rows[i].text)));
		layout_page(&l, &p, 10);
		check_int((long)l.n_lines, 2, rows[i].name, "lines");
		for (size_t k = 0; k < MIN(l.n_lines, 2); k++) {
			struct buf got = {0};
			int col = 0;
			for (size_t r = 0; r < l.line[k].n_runs; r++) {
				const struct run *run = &l.line[k].run[r];
				buf_fmt(&got, "%*s%.*s", MAX(run->col - col, 0), "",
				        STR_ARG(run->text));
				col = run->col + utf8_width(run->text);
			}
			check_str(buf_str(&got), rows[i].line[k], rows[i].name, "the line");
			buf_clear(&got);
		}
		layout_clear(&l);
		page_clear(&p);
	}
	check_end();
}

/* The label in the language of the screen, the value in that of the article: a number goes along with
 * its own words. Cells from left to right. */
static void a_value_keeps_to_its_own_order(void **state)
{
	(void)state;
	static const struct {
		const char *name, *lang, *label, *value, *want;
	} rows[] = {
	        {"one direction", "en", "Time", "4 weeks", "Time: 4 weeks"},
	        {"a Hebrew label on English words", "en", "זמן", "4 weeks", "ןמז: 4 weeks"},
	        {"an English label on Hebrew words", "he", "Time", "4 שבועות", "תועובש 4 :Time"},
	        {"a web address", "he", "צ׳אט", "988lifeline.org", "988lifeline.org :טא׳צ"},
	        {"a number", "he", "טלפון", "112 / 999", "999 / 112 :ןופלט"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct page p = {0};
		struct layout l = {0};
		struct surface sf = {0};
		struct buf got = {0};
		page_begin(&p, rows[i].lang, false);
		struct str s = page_labelled(&p, rows[i].label, str_of(rows[i].value));
		check_true(s.len >= strlen(rows[i].value) &&
		                   str_is(str_part(s, s.len - strlen(rows[i].value), s.len),
		                          rows[i].value),
		           rows[i].name, "the value is the end");
		page_text(&p, "t", STYLE_BODY, rich_of(s));
		layout_page(&l, &p, 40);
		surface_begin(&sf, 1, 40);
		for (size_t k = 0; k < l.line[0].n_runs; k++)
			surface_put(&sf, (struct area){0, 0, 1, 40}, 0, l.line[0].run[k].col,
			            l.line[0].run[k].text, STYLE_BODY);
		for (int x = 0; x < 40; x++)
			buf_add(&got, sf.cell[x].text);
		struct str shown = trimmed(buf_str(&got));
		while (shown.len && shown.p[0] == ' ')
			shown = str_part(shown, 1, shown.len);
		check_str(shown, rows[i].want, rows[i].name, "the line");
		buf_clear(&got);
		surface_clear(&sf);
		layout_clear(&l);
		page_clear(&p);
	}
	check_end();
}

/* Whatever languages the choices are in, their digits stand below one another, on the side of the
 * page, be the area as wide as the layout or, as beside the text, wider. */
static void choices_have_their_digits_in_one_column(void **state)
{
	(void)state;
	static const struct {
		const char *lang;
		int col;
	} rows[] = {{"en", 1}, {"ar", 38}, {"he", 38}};
	static const char *const langs[] = {NULL, "en", "ar", "he", "zh-Hans"};
	static const char *const names[] = {"12", "English", "العربية", "עברית (draft)",
	                                    "简体中文"};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int spare = 0; spare <= 2; spare += 2) {
			struct page p = {0};
			struct layout l = {0};
			struct surface sf = {0};
			struct pager pg = {0};
			page_begin(&p, rows[i].lang, false);
			for (size_t k = 0; k < ARRAY_LEN(langs); k++)
				page_choice(
				        &p, "c", k % 2 ? "( )" : "",
				        (struct rich){.text = str_of(names[k]), .lang = langs[k]});
			layout_page(&l, &p, 40 - spare);
			pager_reset(&pg);
			pager_relayout(&pg, &p, &l, 5);
			surface_begin(&sf, 5, 40);
			pager_draw(&pg, &p, &l, &sf, (struct area){0, 0, 5, 40});
			for (int y = 0; y < 5; y++) {
				char digit[2] = {(char)('1' + y), '\0'};
				const struct cell *row = &sf.cell[y * 40];
				int inward =
				        rows[i].col > 20 ? -2 : 2; /* a blank between, then words */
				check_str(row[rows[i].col].text, digit, rows[i].lang, "the digit");
				check_str(row[rows[i].col + inward / 2].text, " ", rows[i].lang,
				          "the blank beside it");
				check_true(!str_is(row[rows[i].col + inward].text, " "),
				           rows[i].lang, "the words beside that");
			}
			surface_clear(&sf);
			layout_clear(&l);
			page_clear(&p);
		}
	check_end();
}

/* As it is read through: every screen's texts, one below the other. */
static void add_article(struct page *p, const struct article *a)
{
	page_title(p, "title", a->title.rich);
	page_text(p, "summary", STYLE_BODY, a->summary.rich);
	page_text(p, "disclaimer", STYLE_BODY, a->disclaimer.rich);
	render_body(p, a, &a->introduction);
	for (size_t i = 0; i < a->n_sections; i++)
		render_section(p, a, i);
	render_takeaways(p, a);
	for (size_t i = 0; i < a->n_questions; i++) {
		page_title(p, "q", a->question[i].question.rich);
		for (size_t k = 0; k < a->question[i].n_options; k++) {
			page_choice(p, "o", "( )", a->question[i].option[k].text.rich);
			page_text(p, "w", STYLE_BODY, a->question[i].option[k].why.rich);
		}
	}
	for (size_t i = 0; i < a->n_terms; i++)
		render_term(p, a, i);
	render_sources(p, a);
}

static void check_library(const char *folder)
{
	enum { LONG_STEP = 4 }; /* the sentences are tried at every width */
	struct diags *ds = diags_new();
	struct library *lib = library_open(folder, ds);
	for (size_t i = 0; i < library_count(lib); i++) {
		size_t n;
		const struct str *lang = library_languages(lib, i, &n);
		for (size_t k = 0; k < n; k++) {
			const struct article *a = library_article(lib, i, lang[k], ds);
			char name[128];
			snprintf(name, sizeof(name), "%.*s %.*s", STR_ARG(library_id(lib, i)),
			         STR_ARG(lang[k]));
			if (!check_true(a != NULL, name, "it can be read"))
				continue;
			struct page p = {0};
			page_begin(&p, lang[k].p, false);
			add_article(&p, a);
			check_page(&p, name, LONG_STEP);
			page_clear(&p);
		}
	}
	library_close(lib);
	diags_free(ds);
}

static void articles_at_many_widths(void **state)
{
	(void)state;
	for (char *const *folder = folders; *folder; folder++)
		check_library(*folder);
	check_end();
}

int main(int argc, char **argv)
{
	assert_true(argc > 1);
	folders = argv + 1;
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(sentences_at_every_width),
	        cmocka_unit_test(a_soft_hyphen_ends_the_word),
	        cmocka_unit_test(a_value_keeps_to_its_own_order),
	        cmocka_unit_test(choices_have_their_digits_in_one_column),
	        cmocka_unit_test(articles_at_many_widths),
	};
	return cmocka_run_group_tests_name("scripts", tests, NULL, NULL);
}
