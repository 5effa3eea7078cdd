/* ICU works in UTF-16, the program in UTF-8: `wide` holds a paragraph with the byte that each of
 * its units comes from. */
#include "text/bidi.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <ctype.h>
#include <unicode/ubidi.h>
#include <unicode/uloc.h>
#include <unicode/ushape.h>
#include <unicode/ustring.h>

enum { FSI_LRI = 0x2066, PDI = 0x2069 };

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

/* --- shaping ------------------------------------------------------------------------------ */

static bool is_lam_alef(UChar c)
{
	return c >= 0xFEF5 && c <= 0xFEFC;
}

/* Joins w's letters in place; a lam and the alef behind it become one. ICU makes vowel signs
 * spacing (U+FE70 to U+FE7F): they go back, else there are gaps between the letters. */
static void join(struct arena *a, struct wide *w)
{
	static const UChar harakat[16] = {0x64B, 0x64B, 0x64C, 0x64C, 0x64D, 0x64D, 0x64E, 0x64E,
	                                  0x64F, 0x64F, 0x650, 0x650, 0x651, 0x651, 0x652, 0x652};
	UErrorCode err = U_ZERO_ERROR;
	UChar *out = arena_array(a, UChar, (size_t)w->n + 1);
	int32_t n = u_shapeArabic(w->unit, w->n, out, w->n + 1,
	                          U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK |
	                                  U_SHAPE_TEXT_DIRECTION_LOGICAL,
	                          &err);
	if (U_FAILURE(err))
		return;
	size_t *byte = arena_array(a, size_t, (size_t)n + 2);
	int32_t from = 0;
	for (int32_t i = 0; i < n; i++) {
		if (out[i] >= 0xFE70 && out[i] <= 0xFE7F)
			out[i] = harakat[out[i] - 0xFE70];
		byte[i] = w->byte[MIN(from, w->n)];
		from += is_lam_alef(out[i]) && (from >= w->n || !is_lam_alef(w->unit[from])) ? 2
		                                                                             : 1;
	}
	if (from != w->n) /* the letters do not add up: show them unjoined */
		return;
	byte[n] = w->byte[w->n];
	*w = (struct wide){out, byte, n};
}

static bool joins_code(char c)
{
	return c && strchr("+-./:@_*#", c);
}

/* Bytes of an ASCII code that begins here and whose order means something: digits or letters with
 * signs between them ("+1-800-555-0199", "85258", "findahelpline.com/US"). */
static size_t code_length(struct str s)
{
	size_t n = 0, last = 0;
	bool sign = false;
	for (; n < s.len && (unsigned char)s.p[n] < 0x80; n++) {
		if (isalnum((unsigned char)s.p[n])) {
			last = n + 1;
			continue;
		}
		bool number = n > 0 && s.p[n] == ' ' && isdigit((unsigned char)s.p[n - 1]) &&
		              n + 1 < s.len && isdigit((unsigned char)s.p[n + 1]);
		if (!joins_code(s.p[n]) && !number)
			break;
		sign |= n > 0 || s.p[n] == '+' || s.p[n] == '*' || s.p[n] == '#';
	}
	return sign && last > 1 ? last : 0;
}

/* A copy in which every code stands between isolates, and where each byte came from. */
static struct str isolate_codes(struct arena *a, struct str s, size_t **ret_origin)
{
	char *out = arena_alloc(a, s.len * 4 + 8, 1);
	size_t *origin = arena_array(a, size_t, s.len * 4 + 9);
	size_t len = 0, at = 0;
	while (at < s.len) {
		bool word = at > 0 && isalnum((unsigned char)s.p[at - 1]);
		size_t code = word ? 0 : code_length(str_part(s, at, s.len));
		size_t n = MAX(code, 1);
		size_t before = len;
		len += code ? utf8_encode(FSI_LRI, out + len) : 0;
		for (; before < len; before++)
			origin[before] = at;
		for (size_t i = 0; i < n; i++) {
			origin[len] = at + i;
			out[len++] = s.p[at + i];
		}
		before = len;
		len += code ? utf8_encode(PDI, out + len) : 0;
		for (; before < len; before++)
			origin[before] = at + n;
		at += n;
	}
	origin[len] = s.len;
	*ret_origin = origin;
	return (struct str){out, len};
}

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

struct shaped bidi_shape(struct arena *a, struct rich r)
{
	size_t *of_isolated;
	struct str isolated = isolate_codes(a, r.text, &of_isolated);
	struct wide w = widen(a, isolated);
	join(a, &w);
	struct str text = narrow(a, w.unit, w.n);
	size_t *origin = arena_array(a, size_t, text.len + 1), at = 0;
	for (int32_t i = 0; i < w.n && at < text.len;) {
		char32_t c;
		size_t n = utf8_decode(str_part(text, at, text.len), &c);
		for (size_t k = 0; k < n; k++)
			origin[at + k] = of_isolated[w.byte[i]];
		at += n;
		i += c > 0xFFFF ? 2 : 1;
	}
	origin[text.len] = r.text.len;
	struct span *span = arena_array(a, struct span, r.n_spans);
	for (size_t i = 0; i < r.n_spans; i++) {
		span[i] = r.span[i];
		span[i].from = moved(origin, text.len, r.span[i].from);
		span[i].to = moved(origin, text.len, r.span[i].to);
	}
	return (struct shaped){{text, span, r.n_spans, r.lang}, origin};
}

/* --- ordering ------------------------------------------------------------------------------ */

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
	if (!rtl && !bidi_concerns(s))
		return s;
	struct buf out = {0};
	size_t n;
	struct str shaped = bidi_shape(a, rich_of(s)).rich.text;
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
