/* One code point at a time. Which marks go is told by their combining class: those that ride on a
 * letter of Latin, Greek, Cyrillic, Hebrew or Arabic do, and the nukta, which Hindi writers leave
 * out; the vowels and tones of Indian and South-East Asian scripts, and the voicing of kana, are
 * part of the word and stay. */
#include "text/fold.h"

#include "base/utf8.h"
#include "text/letter.h"
#include "text/normal.h"
#include "text/segment.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Bytes that a byte may become. Only ligatures of whole Arabic phrases would need more. */
enum { GROWTH = 4, PIECE = 64 };

/* What Unicode calls other letters, and readers the same. */
static const struct {
	char32_t from;
	const char *to;
} same[] = {
        {0xAB, "\""},   {0xBB, "\""},   {0xE6, "ae"},   {0xF0, "d"},   {0xF8, "o"},
        {0x111, "d"},   {0x127, "h"},   {0x131, "i"},   {0x142, "l"},  {0x153, "oe"},
        {0x2BC, "'"},   {0x629, "ه"},   {0x640, ""},    {0x649, "ي"},  {0x671, "ا"},
        {0x6A9, "ك"},   {0x6BE, "ه"},   {0x6C1, "ه"},   {0x6CC, "ي"},  {0x6D5, "ه"},
        {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"}, {0x2014, "-"},
        {0x2015, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"}, {0x201C, "\""},
        {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""}, {0x2212, "-"},
};

static const char *same_as(char32_t c)
{
	size_t from = 0, to = ARRAY_LEN(same);
	while (from < to) {
		size_t mid = (from + to) / 2;
		if (same[mid].from == c)
			return same[mid].to;
		if (same[mid].from < c)
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

static bool mark_goes(char32_t c)
{
	enum { OVERLAY = 1, NUKTA = 7, FIRST_POINT = 10, LAST_POINT = 36, FIRST_ATTACHED = 200 };
	int class = u_getCombiningClass((UChar32)c);
	return class == OVERLAY || class == NUKTA || class >= FIRST_ATTACHED ||
	       (class >= FIRST_POINT && class <= LAST_POINT);
}

/* Letters that only differ in how wide or in which position of a word they are drawn. */
static bool is_drawn_otherwise(char32_t c)
{
	return (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0xFB00 && c <= 0xFDFF) ||
	       (c >= 0xFE70 && c <= 0xFEFE);
}

/* One of the code points that a character was taken apart into; returns the bytes written. */
static size_t put_part(char32_t c, char *out)
{
	int digit = letter_digit(c);
	const char *to = same_as(c);
	if (to || digit >= 0 || letter_space(c)) {
		const char plain[] = {(char)(digit >= 0 ? '0' + digit : ' '), '\0'};
		to = to ? to : plain;
		memcpy(out, to, strlen(to));
		return strlen(to);
	}
	if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return 0;
	return utf8_encode(c, out);
}

/* The letters that c consists of, in small ones. Marks go before case does, which would make a letter
 * of the iota under a Greek vowel. */
static int32_t take_apart(char32_t c, UChar *wide, int32_t room)
{
	UErrorCode err = U_ZERO_ERROR;
	UChar parts[PIECE];
	int32_t n = 0;
	const UNormalizer2 *nfd =
	        is_drawn_otherwise(c) ? unorm2_getNFKDInstance(&err) : unorm2_getNFDInstance(&err);
	if (U_SUCCESS(err))
		n = unorm2_getDecomposition(nfd, (UChar32)c, parts, PIECE, &err);
	if (U_FAILURE(err) || n < 0) {
		n = 0;
		U16_APPEND_UNSAFE(parts, n, (UChar32)c);
	}
	int32_t kept = 0;
	for (int32_t i = 0; i < n; i++) /* marks of the planes above stay, in two halves */
		if (U16_IS_SURROGATE(parts[i]) || !mark_goes(parts[i]))
			parts[kept++] = parts[i];
	err = U_ZERO_ERROR;
	n = u_strFoldCase(wide, room, parts, kept, U_FOLD_CASE_DEFAULT, &err);
	return U_SUCCESS(err) ? n : 0;
}

/* A character's folded form; never more than GROWTH times as long as itself. */
struct form {
	char32_t c;
	unsigned len;
	char bytes[4 * GROWTH];
};

static struct form form_of(char32_t c)
{
	UChar wide[PIECE];
	char bytes[PIECE * 4];
	struct form form = {.c = c};
	size_t len = 0, own = utf8_encode(c, form.bytes);
	int32_t at = 0, n = take_apart(c, wide, PIECE);
	while (at < n) {
		UChar32 part;
		U16_NEXT(wide, at, n, part);
		len += put_part((char32_t)part, bytes + len);
	}
	bool fits = len <= own * GROWTH;
	if (fits)
		memcpy(form.bytes, bytes, len);
	form.len = (unsigned)(fits ? len : own);
	return form;
}

/* Most texts hold few characters, many times each: asking ICU for every one of them would take ten
 * times as long. */
static const struct form *remembered(char32_t c)
{
	static struct form forms[1024];
	struct form *form = &forms[c % ARRAY_LEN(forms)];
	if (form->c != c)
		*form = form_of(c);
	return form;
}

struct folded fold(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len * GROWTH + 1, 1);
	unsigned *origin = arena_array(a, unsigned, s.len *GROWTH + 1);
	size_t len = 0;
	for (size_t at = 0, n; at < s.len; at += n) {
		unsigned char lead = (unsigned char)s.p[at];
		size_t before = len;
		char32_t c;
		n = 1;
		if (lead < 0x80) {
			bool upper = lead >= 'A' && lead <= 'Z', blank = lead <= ' ';
			out[len++] = (char)(blank ? ' ' : upper ? lead + ('a' - 'A') : lead);
		} else {
			n = utf8_decode(str_part(s, at, s.len), &c);
			const struct form *form = remembered(c);
			memcpy(out + len, form->bytes, form->len);
			len += form->len;
		}
		if (len == before + 1 && before && out[before] == ' ' && out[before - 1] == ' ')
			len--;
		for (size_t i = before; i < len; i++)
			origin[i] = (unsigned)at;
	}
	origin[len] = (unsigned)s.len;
	return (struct folded){{out, len}, origin};
}

struct str fold_query(struct arena *a, struct str typed)
{
	struct str s = fold(a, normal_nfc(a, typed)).text;
	if (s.len && s.p[0] == ' ')
		s = str_part(s, 1, s.len);
	if (s.len && s.p[s.len - 1] == ' ')
		s.len--;
	return s;
}

/* The clusters of the original that the bytes from..to-1 of its folded form come from. *at is the
 * start of some cluster at or before them, and is moved behind them. */
static struct hit whole_clusters(struct str s, const struct folded *f, size_t from, size_t to,
                                 size_t *at)
{
	struct hit hit = {0};
	/* the last may be half of a sharp s */
	size_t first = f->origin[from], last = f->origin[to - 1], end = f->origin[to];
	const char *space = memrchr(s.p + *at, ' ', first - *at); /* a cluster begins there */
	*at = space ? (size_t)(space - s.p) : *at;
	while (*at < s.len && (*at < end || *at <= last)) {
		if (*at <= first)
			hit.from = *at;
		*at += segment_cluster(str_part(s, *at, s.len));
	}
	hit.to = *at;
	return hit;
}

struct hit *fold_find(struct arena *a, struct str s, struct str query, size_t *ret_n)
{
	struct arena scratch = {0};
	struct folded f = fold(&scratch, s);
	size_t n = 0, at = 0, cap = query.len ? f.text.len / query.len : 0;
	struct hit *hits = arena_array(a, struct hit, 0);
	const char *end = f.text.p + f.text.len, *p = f.text.p;
	for (; query.len && (p = memmem(p, (size_t)(end - p), query.p, query.len));
	     p += query.len) {
		size_t i = (size_t)(p - f.text.p);
		if (n == 0)
			hits = arena_array(a, struct hit, cap);
		if (n && f.origin[i] < at) /* the rest of a cluster that is marked already */
			continue;
		hits[n++] = whole_clusters(s, &f, i, i + query.len, &at);
	}
	arena_clear(&scratch);
	*ret_n = n;
	return hits;
}

/* Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
static bool is_unspaced(char32_t c)
{
	return (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) ||
	       (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3041 && c <= 0x30FF) ||
	       (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_of_word(char32_t c)
{
	return letter_is(c) || (c >= '0' && c <= '9');
}

struct str fold_tokens(struct arena *a, struct str folded, bool asked)
{
	char *out = arena_alloc(a, folded.len * 3 + 1, 1); /* a neighbour twice, and a space */
	size_t len = 0, before = 0; /* bytes of the letter before in its run */
	bool pair = false;          /* that letter was written with another */
	for (size_t at = 0, n; at <= folded.len; at += n) {
		char32_t c = ' ';
		n = utf8_decode(str_part(folded, at, folded.len), &c);
		n = n ? n : 1;
		bool unspaced = is_unspaced(c) && letter_is(c);
		if (before && unspaced) {
			memcpy(out + len, folded.p + at - before, before + n);
			len += before + n;
			out[len++] = ' ';
		} else if (before && !(asked && pair)) { /* the end of the run */
			memcpy(out + len, folded.p + at - before, before);
			len += before;
			out[len++] = ' ';
		}
		bool begins = unspaced && !before;
		if (begins && len && out[len - 1] != ' ')
			out[len++] = ' ';
		pair = before && unspaced;
		before = unspaced ? n : 0;
		if (unspaced)
			continue;
		if (is_of_word(c)) {
			memcpy(out + len, folded.p + at, n);
			len += n;
		} else if (len && out[len - 1] != ' ') {
			out[len++] = ' ';
		}
	}
	while (len && out[len - 1] == ' ')
		len--;
	return (struct str){out, len};
}

bool fold_has_words(struct str folded, struct str query)
{
	for (size_t from = 0, to; from < query.len; from = to + 1) {
		const char *space = memchr(query.p + from, ' ', query.len - from);
		to = space ? (size_t)(space - query.p) : query.len;
		if (to > from && !memmem(folded.p, folded.len, query.p + from, to - from))
			return false;
	}
	return true;
}
