/* ICU works in UTF-16, the program in UTF-8: `wide` holds a paragraph with the byte that each of
 * its units comes from. */
#include "text/bidi.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <ctype.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { LRM = 0x200E, RLM = 0x200F, LRI = 0x2066, PDI = 0x2069 };

/* --- questions --------------------------------------------------------------------------- */

bool bidi_is_rtl(const char *lang)
{
	static char asked[32];
	static bool answer;
	if (strcmp(asked, lang) != 0 && strlen(lang) < sizeof(asked)) {
		strcpy(asked, lang);
		answer = uloc_isRightToLeft(lang);
	}
	return answer;
}

bool bidi_is_rtl_letter(char32_t c)
{
	return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
	       (c >= 0xFE70 && c <= 0xFEFF) || (c >= 0x10800 && c <= 0x10FFF) ||
	       (c >= 0x1E800 && c <= 0x1EFFF);
}

bool bidi_concerns(struct str s)
{
	char32_t c;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char lead = (unsigned char)s.p[i];
		if (lead < 0xD6) /* the lead bytes of U+0580 and above */
			continue;
		if (lead < 0xC0 || utf8_decode(str_part(s, i, s.len), &c) == 0)
			continue;
		if (bidi_is_rtl_letter(c))
			return true;
	}
	return false;
}

enum direction bidi_direction(struct str s)
{
	char32_t c;
	for (size_t at = 0, n; (n = utf8_decode(str_part(s, at, s.len), &c)) > 0; at += n) {
		UCharDirection d = u_charDirection((UChar32)c);
		if (d == U_LEFT_TO_RIGHT)
			return DIRECTION_LTR;
		if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
			return DIRECTION_RTL;
	}
	return DIRECTION_NONE;
}

bool bidi_follows(struct str s)
{
	return bidi_concerns(s) || bidi_direction(s) == DIRECTION_NONE;
}

/* --- UTF-16 ------------------------------------------------------------------------------ */

struct wide {
	UChar *unit;
	size_t *byte; /* of each unit, and of the end */
	int32_t n;
};

static struct wide widen(struct arena *a, struct str s)
{
	struct wide w = {arena_array(a, UChar, s.len + 1), arena_array(a, size_t, s.len + 2), 0};
	char32_t c;
	size_t at = 0;
	for (size_t n; (n = utf8_decode(str_part(s, at, s.len), &c)) > 0; at += n) {
		w.byte[w.n] = w.byte[w.n + 1] = at;
		if (c > 0xFFFF) {
			w.unit[w.n++] = U16_LEAD(c);
			w.unit[w.n++] = U16_TRAIL(c);
		} else {
			w.unit[w.n++] = (UChar)c;
		}
	}
	w.byte[w.n] = s.len;
	return w;
}

static struct str narrow(struct arena *a, const UChar *unit, int32_t n)
{
	UErrorCode err = U_ZERO_ERROR;
	char *out = arena_alloc(a, (size_t)n * 3 + 1, 1);
	int32_t len = 0;
	u_strToUTF8(out, n * 3 + 1, &len, unit, n, &err);
	return U_SUCCESS(err) ? (struct str){out, (size_t)len} : STR("");
}

/* --- paragraphs --------------------------------------------------------------------------- */

/* The byte of the shaped text where byte `at` of the given one went. */
static size_t moved(const size_t *origin, size_t len, size_t at)
{
	size_t low = 0, high = len; /* origin never falls */
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (origin[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct {
	UBiDi *whole, *line;
	struct arena arena;
	struct wide text;
	bool rtl;
} para;

void bidi_paragraph(struct str text, bool rtl)
{
	UErrorCode err = U_ZERO_ERROR;
	arena_reset(&para.arena);
	para.text = widen(&para.arena, text);
	para.rtl = rtl;
	para.whole = para.whole ? para.whole : ubidi_open();
	para.line = para.line ? para.line : ubidi_open();
	bool open = para.whole && para.line;
	if (open)
		ubidi_setPara(para.whole, para.text.unit, para.text.n, rtl ? 1 : 0, NULL, &err);
	if (!open || U_FAILURE(err))
		para.text.n = 0; /* then every line is one piece */
}

/* The unit in which byte `at` begins. */
static int32_t unit_of(size_t at)
{
	return (int32_t)moved(para.text.byte, (size_t)para.text.n, at);
}

/* --- shaping ------------------------------------------------------------------------------ */

/* Letters with joined forms, which follow one another: isolated, final, initial, medial. */
static const struct {
	UChar letter, isolated;
	unsigned char n;
} forms[] = {{0x0622, 0xFE81, 2}, {0x0623, 0xFE83, 2}, {0x0624, 0xFE85, 2}, {0x0625, 0xFE87, 2},
             {0x0626, 0xFE89, 4}, {0x0627, 0xFE8D, 2}, {0x0628, 0xFE8F, 4}, {0x0629, 0xFE93, 2},
             {0x062A, 0xFE95, 4}, {0x062B, 0xFE99, 4}, {0x062C, 0xFE9D, 4}, {0x062D, 0xFEA1, 4},
             {0x062E, 0xFEA5, 4}, {0x062F, 0xFEA9, 2}, {0x0630, 0xFEAB, 2}, {0x0631, 0xFEAD, 2},
             {0x0632, 0xFEAF, 2}, {0x0633, 0xFEB1, 4}, {0x0634, 0xFEB5, 4}, {0x0635, 0xFEB9, 4},
             {0x0636, 0xFEBD, 4}, {0x0637, 0xFEC1, 4}, {0x0638, 0xFEC5, 4}, {0x0639, 0xFEC9, 4},
             {0x063A, 0xFECD, 4}, {0x0641, 0xFED1, 4}, {0x0642, 0xFED5, 4}, {0x0643, 0xFED9, 4},
             {0x0644, 0xFEDD, 4}, {0x0645, 0xFEE1, 4}, {0x0646, 0xFEE5, 4}, {0x0647, 0xFEE9, 4},
             {0x0648, 0xFEED, 2}, {0x0649, 0xFEEF, 2}, {0x064A, 0xFEF1, 4}, {0x0671, 0xFB50, 2},
             {0x0679, 0xFB66, 4}, {0x067A, 0xFB5E, 4}, {0x067B, 0xFB52, 4}, {0x067E, 0xFB56, 4},
             {0x067F, 0xFB62, 4}, {0x0680, 0xFB5A, 4}, {0x0683, 0xFB76, 4}, {0x0684, 0xFB72, 4},
             {0x0686, 0xFB7A, 4}, {0x0687, 0xFB7E, 4}, {0x0688, 0xFB88, 2}, {0x068C, 0xFB84, 2},
             {0x068D, 0xFB82, 2}, {0x068E, 0xFB86, 2}, {0x0691, 0xFB8C, 2}, {0x0698, 0xFB8A, 2},
             {0x06A4, 0xFB6A, 4}, {0x06A6, 0xFB6E, 4}, {0x06A9, 0xFB8E, 4}, {0x06AD, 0xFBD3, 4},
             {0x06AF, 0xFB92, 4}, {0x06B1, 0xFB9A, 4}, {0x06B3, 0xFB96, 4}, {0x06BA, 0xFB9E, 2},
             {0x06BB, 0xFBA0, 4}, {0x06BE, 0xFBAA, 4}, {0x06C0, 0xFBA4, 2}, {0x06C1, 0xFBA6, 4},
             {0x06C5, 0xFBE0, 2}, {0x06C6, 0xFBD9, 2}, {0x06C7, 0xFBD7, 2}, {0x06C8, 0xFBDB, 2},
             {0x06C9, 0xFBE2, 2}, {0x06CB, 0xFBDE, 2}, {0x06CC, 0xFBFC, 4}, {0x06D0, 0xFBE4, 4},
             {0x06D2, 0xFBAE, 2}, {0x06D3, 0xFBB0, 2}};

/* A letter that joins on both sides but has only two forms keeps its joint to the right. 0: it has
 * none. */
static UChar joined_form(UChar letter, bool back, bool on)
{
	size_t low = 0, high = ARRAY_LEN(forms);
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (forms[mid].letter < letter)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == ARRAY_LEN(forms) || forms[low].letter != letter)
		return 0;
	return (UChar)(forms[low].isolated + back + (on && forms[low].n == 4 ? 2 : 0));
}

char32_t bidi_letter(char32_t c)
{
	if (c < 0xFB50 || c > 0xFEF4)
		return c;
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (c >= forms[i].isolated && c < (char32_t)forms[i].isolated + forms[i].n)
			return forms[i].letter;
	return c;
}

static UJoiningType joining(UChar c)
{
	return (UJoiningType)u_getIntPropertyValue(c, UCHAR_JOINING_TYPE);
}

static bool joins_back(UJoiningType t)
{
	return t == U_JT_DUAL_JOINING || t == U_JT_RIGHT_JOINING || t == U_JT_JOIN_CAUSING;
}

static bool joins_on(UJoiningType t)
{
	return t == U_JT_DUAL_JOINING || t == U_JT_LEFT_JOINING || t == U_JT_JOIN_CAUSING;
}

/* The isolated form of the one sign that lam and this alef become; 0 if it is no alef. */
static UChar lam_alef(UChar alef)
{
	static const UChar alefs[] = {0x622, 0x623, 0x625, 0x627};
	for (size_t i = 0; i < ARRAY_LEN(alefs); i++)
		if (alefs[i] == alef)
			return (UChar)(0xFEF5 + 2 * i);
	return 0;
}

/* Joins w's letters in place, by Unicode's joining types, marks between them or not; a lam and the
 * alef behind it become one. (ICU's u_shapeArabic does not know half of the marks and, of letters,
 * neither Kurdish nor the Arabic letter for v.) */
static void join(struct arena *a, struct wide *w)
{
	enum { LAM = 0x644 };
	UChar *out = arena_array(a, UChar, (size_t)w->n + 1);
	size_t *byte = arena_array(a, size_t, (size_t)w->n + 2);
	int32_t n = 0, swallowed = -1;
	bool before = false; /* the letter before joins on */
	for (int32_t i = 0; i < w->n; i++) {
		UChar c = w->unit[i], form = 0;
		UJoiningType type = joining(c);
		if (i == swallowed)
			continue;
		if (type != U_JT_TRANSPARENT) {
			int32_t next = i + 1;
			while (next < w->n && joining(w->unit[next]) == U_JT_TRANSPARENT)
				next++;
			UChar behind = next < w->n ? w->unit[next] : 0;
			bool back = before && joins_back(type);
			bool on = joins_on(type) && joins_back(joining(behind));
			before = joins_on(type);
			form = joined_form(c, back, on);
			if (c == LAM && lam_alef(behind)) {
				form = (UChar)(lam_alef(behind) + back);
				swallowed = next;
				before = false;
			}
		}
		byte[n] = w->byte[i];
		out[n++] = form ? form : c;
	}
	byte[n] = w->byte[w->n];
	*w = (struct wide){out, byte, n};
}

/* --- codes -------------------------------------------------------------------------------- */

static bool joins_code(char32_t c)
{
	return (c && c < 0x80 && strchr("+-./:@_*#", (int)c)) || c == 0x2013 || c == 0xB0;
}

/* The ASCII digit at byte `at`, or 0. */
static char digit_at(struct str s, size_t at)
{
	return at < s.len && s.p[at] >= '0' && s.p[at] <= '9' ? s.p[at] : '\0';
}

/* Bytes of a code that begins here and whose order means something: ASCII digits, with signs and
 * letters between and behind them ("+1-800-555-0199", "0477 13 11 14", "*123#", "20–30", "38.5°C",
 * "1737.org.nz"). */
static size_t code_length(struct str s)
{
	size_t last = 0, len;
	char32_t c;
	bool sign = s.len && strchr("+*#", s.p[0]) && digit_at(s, 1);
	if (!sign && !digit_at(s, 0))
		return 0;
	for (size_t n = 0; (len = utf8_decode(str_part(s, n, s.len), &c)) > 0; n += len) {
		bool alnum = c < 0x80 && isalnum((int)c);
		bool gap = c == ' ' && n > 0 && digit_at(s, n - 1) && digit_at(s, n + 1);
		if (!alnum && !joins_code(c) && !gap)
			break;
		if (alnum || c == '#')
			last = n + len;
		sign |= !digit_at(s, n);
	}
	return sign ? last : 0;
}

/* Whether [from, to) of the paragraph stands on the screen as it is written, in one piece. */
static bool keeps_order(size_t from, size_t to)
{
	UErrorCode err = U_ZERO_ERROR;
	int32_t start = unit_of(from), end = unit_of(to);
	const UBiDiLevel *level = para.text.n ? ubidi_getLevels(para.whole, &err) : NULL;
	for (int32_t i = start; i < end && level && U_SUCCESS(err); i++)
		if (level[i] != level[start] || level[i] % 2)
			return false;
	return true;
}

/* Text with, for each byte, the byte of the paragraph that it came from. */
struct marked {
	char *p;
	size_t *origin;
	size_t len;
};

static void add_mark(struct marked *m, char32_t mark, size_t origin)
{
	for (size_t n = utf8_encode(mark, m->p + m->len); n > 0; n--)
		m->origin[m->len++] = origin;
}

static void add_bytes(struct marked *m, struct str s, size_t from, size_t to)
{
	for (; from < to; from++) {
		m->origin[m->len] = from;
		m->p[m->len++] = s.p[from];
	}
}

/* A copy in which every code that would be torn stands between isolates, and every dot of a list
 * has the paragraph's own direction. */
static struct marked add_marks(struct arena *a, struct str s, bool rtl)
{
	size_t most = s.len * 4 + 8; /* a code has two bytes, and gets six */
	struct marked m = {arena_alloc(a, most, 1), arena_array(a, size_t, most + 1), 0};
	bool begun = false;
	for (size_t at = 0, n; at < s.len; at += n) {
		bool word = at > 0 && isalnum((unsigned char)s.p[at - 1]);
		size_t code = word ? 0 : code_length(str_part(s, at, s.len));
		if (code && !begun)
			bidi_paragraph(s, rtl);
		begun |= code > 0;
		bool torn = code && !keeps_order(at, at + code);
		if (torn)
			add_mark(&m, LRI, at);
		if (str_starts(str_part(s, at, s.len), " · "))
			add_mark(&m, rtl ? RLM : LRM, at);
		n = MAX(code, 1);
		add_bytes(&m, s, at, at + n);
		if (torn)
			add_mark(&m, PDI, at + n);
	}
	m.origin[m.len] = s.len;
	return m;
}

static const struct span *moved_spans(struct arena *a, struct rich r, const size_t *origin,
                                      size_t len)
{
	struct span *span = arena_array(a, struct span, r.n_spans);
	for (size_t i = 0; i < r.n_spans; i++) {
		span[i] = r.span[i];
		span[i].from = moved(origin, len, r.span[i].from);
		span[i].to = moved(origin, len, r.span[i].to);
	}
	return span;
}

struct shaped bidi_shape(struct arena *a, struct rich r, bool rtl)
{
	struct marked marked = add_marks(a, r.text, rtl);
	struct wide w = widen(a, (struct str){marked.p, marked.len});
	join(a, &w);
	struct str text = narrow(a, w.unit, w.n);
	size_t *origin = arena_array(a, size_t, text.len + 1), at = 0;
	for (int32_t i = 0; i < w.n && at < text.len;) {
		char32_t c;
		size_t n = utf8_decode(str_part(text, at, text.len), &c);
		for (size_t k = 0; k < n; k++)
			origin[at + k] = marked.origin[w.byte[i]];
		at += n;
		i += c > 0xFFFF ? 2 : 1;
	}
	origin[text.len] = r.text.len;
	return (struct shaped){{text, moved_spans(a, r, origin, text.len), r.n_spans, r.lang},
	                       origin};
}

struct rich bidi_guard(struct arena *a, struct rich r, bool rtl)
{
	struct marked m = add_marks(a, r.text, rtl);
	return (struct rich){{m.p, m.len}, moved_spans(a, r, m.origin, m.len), r.n_spans, r.lang};
}

/* --- lines ------------------------------------------------------------------------------- */

struct piece *bidi_line(struct arena *a, size_t from, size_t to, size_t *ret_n)
{
	UErrorCode err = U_ZERO_ERROR;
	int32_t start = unit_of(from), end = unit_of(to), n = 0;
	if (start < end) {
		ubidi_setLine(para.whole, start, end, para.line, &err);
		n = ubidi_countRuns(para.line, &err);
	}
	if (start >= end || U_FAILURE(err)) {
		struct piece *whole = arena_array(a, struct piece, 1);
		*whole = (struct piece){from, to, para.rtl};
		*ret_n = from < to;
		return whole;
	}
	struct piece *piece = arena_array(a, struct piece, (size_t)n);
	for (int32_t i = 0; i < n; i++) {
		int32_t at, len;
		UBiDiDirection direction = ubidi_getVisualRun(para.line, i, &at, &len);
		piece[i] = (struct piece){para.text.byte[start + at],
		                          para.text.byte[start + at + len], direction == UBIDI_RTL};
	}
	*ret_n = (size_t)n;
	return piece;
}

struct str bidi_backwards(struct arena *a, struct str s)
{
	struct arena scratch = {0};
	UErrorCode err = U_ZERO_ERROR;
	struct wide w = widen(&scratch, s);
	UChar *out = arena_array(&scratch, UChar, (size_t)w.n + 1);
	int32_t n = ubidi_writeReverse(w.unit, w.n, out, w.n + 1,
	                               UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING, &err);
	struct str result = U_SUCCESS(err) ? narrow(a, out, n) : s;
	arena_clear(&scratch);
	return result;
}

struct str bidi_visual(struct arena *a, struct str s, bool rtl)
{
	rtl = rtl && bidi_follows(s);
	if (!rtl && !bidi_concerns(s))
		return s;
	struct buf out = {0};
	size_t n;
	struct str shaped = bidi_shape(a, rich_of(s), rtl).rich.text;
	bidi_paragraph(shaped, rtl);
	struct piece *piece = bidi_line(a, 0, shaped.len, &n);
	for (size_t i = 0; i < n; i++) {
		struct str part = str_part(shaped, piece[i].from, piece[i].to);
		buf_add(&out, piece[i].rtl ? bidi_backwards(a, part) : part);
	}
	struct str result = arena_str(a, buf_str(&out));
	buf_clear(&out);
	return result;
}
