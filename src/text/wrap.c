/* Greedy filling. ICU says where a line may end; what a patient must not see torn apart (a number
 * and its unit, the two ends of a range, the groups of a phone number) is vetoed here, because UAX 14 allows both. */
#include "text/wrap.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/segment.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

struct filler {
	struct str s;
	int cols;
	struct wrapped *line;
	size_t n, cap;
	struct wrapped
	        now;    /* the line being filled; to: the end of what is in it, spaces included */
	size_t measure; /* the end of the unit behind the number met last, or 0 */
};

static char32_t char_at(struct str s, size_t i)
{
	char32_t c = 0;
	utf8_decode(str_part(s, i, s.len), &c);
	return c;
}

/* Where the character before byte i begins; 0 at the beginning. */
static size_t before(struct str s, size_t i)
{
	if (i > 0)
		i--;
	while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i--;
	return i;
}

static char32_t char_before(struct str s, size_t i)
{
	return i ? char_at(s, before(s, i)) : 0;
}

/* --- what must not be torn apart ------------------------------------------------------------ */

static bool is_digit(char32_t c)
{
	return u_isdigit((UChar32)c);
}

/* Spaces at which UAX 14 would end a line. */
static bool is_space(char32_t c)
{
	return c == ' ' || (c >= 0x2000 && c <= 0x200A);
}

/* Where what is shown ends before byte `at`: format characters do not count. */
static size_t end_of_shown(struct str s, size_t at)
{
	while (at > 0 && u_charType((UChar32)char_before(s, at)) == U_FORMAT_CHAR)
		at = before(s, at);
	return at;
}

/* Whether a number ends before byte `at`, with a space behind it or not. */
static bool behind_number(struct str s, size_t at)
{
	at = end_of_shown(s, at);
	if (is_space(char_before(s, at)))
		at = end_of_shown(s, before(s, at));
	char32_t c = char_before(s, at);
	return is_digit(c) || u_charType((UChar32)c) == U_OTHER_NUMBER; /* "½" */
}

/* Units, and in scripts without spaces the words that one counts with. Of two that begin alike the
 * longer stands first. */
static const char *const units[] = {
        "mg", "mcg", "µg", "μg", "g", "kg", "mL", "ml", "L", "l", "mmHg", "mm Hg", "mm", "cm", "km",
        "m", "IU", "UI", "IE", "I.E.", "h", "min", "%", "‰", "٪", "°C", "°F", "°", "℃",
        /* Russian, Ukrainian */
        "мг", "мкг", "г", "кг", "мл", "л", "мм рт. ст.", "мм", "см", "м", "МЕ", "МО", "ЕД", "ч",
        "мин",
        /* Arabic */
        "مجم", "ملغم", "ملغ", "ملجم", "مغ", "مكغ", "ميكروغرام", "ميكروجرام", "ملليغرام", "مليغرام",
        "ملغرام", "ملليجرام", "مليجرام", "ميلي غرام", "كيلوغرام", "كيلوجرام", "كغم", "كغ", "كجم",
        "غرام", "جرام", "غم", "غ", "جم", "ملليلتر", "مليلتر", "مل", "لتر", "ل", "سم", "مم", "م",
        /* Persian, Urdu */
        "میلی‌گرم", "میلی گرم", "میکروگرم", "کیلوگرم", "گرم", "میلی‌لیتر",
        "میلی لیتر", "لیتر", "درصد", "ملی گرام", "ملی لیٹر", "گرام", "فیصد",
        /* Hebrew */
        "מ\"ג", "מ״ג", "מק\"ג", "מק״ג", "ק\"ג", "ק״ג", "מ\"ל", "מ״ל", "גרם",
        /* Hindi, Bengali */
        "मिग्रा", "मि.ग्रा.", "मि.ग्रा", "मिलीग्राम", "माइक्रोग्राम", "किग्रा", "कि.ग्रा.", "किलोग्राम",
        "ग्राम", "मिली", "मि.ली.", "मिलीलीटर", "लीटर", "एमजी", "एमएल", "प्रतिशत", "মিগ্রা", "মি.গ্রা.",
        "মিলিগ্রাম", "গ্রাম", "মিলি",
        /* Thai */
        "มก.", "มคก.", "กก.", "มล.", "มิลลิกรัม", "กรัม", "มิลลิลิตร",
        /* Chinese */
        "毫克", "微克", "千克", "公斤", "克", "毫升", "升", "毫米汞柱", "毫米", "厘米", "国际单位",
        "摄氏度", "个百分点", "个小时", "个星期", "个月", "个", "小时", "分钟", "秒", "年", "月",
        "周", "星期", "天", "岁", "次", "倍", "人", "名", "位", "例", "项", "种", "片", "粒", "滴",
        "喷", "支",
        /* Japanese */
        "ミリグラム", "マイクログラム", "キログラム", "グラム", "ミリリットル", "リットル",
        "パーセント", "か月間", "か月", "ヶ月", "カ月", "ヵ月", "週間", "週", "日間", "日", "時間",
        "時", "分間", "分", "歳", "回", "錠", "件", "割",
        /* Korean */
        "밀리그램", "마이크로그램", "킬로그램", "그램", "밀리리터", "리터", "퍼센트"};

/* Bytes of s that say `unit`, letters joined or not; 0 if it does not begin with that. */
static size_t says(struct str s, const char *unit)
{
	struct str rest = str_of(unit);
	size_t at = 0, n, k;
	char32_t c, want;
	while ((k = utf8_decode(rest, &want)) > 0) {
		n = utf8_decode(str_part(s, at, s.len), &c);
		if (n == 0 || bidi_letter(c) != want)
			return 0;
		at += n;
		rest = str_part(rest, k, rest.len);
	}
	return at;
}

static bool is_ideographic(char32_t c)
{
	return c >= 0x3040 && c <= 0x9FFF;
}

/* Whether a word goes on from one character to the next: "mg" does not in "mg/kg", "mL)", and in
 * Korean "mg을". */
static bool goes_on(char32_t last, char32_t next)
{
	UErrorCode err = U_ZERO_ERROR;
	bool letters = u_isalpha((UChar32)last) && u_isalpha((UChar32)next);
	bool mark = U_GET_GC_MASK((UChar32)next) & U_GC_M_MASK;
	return mark ||
	       (letters && !is_ideographic(last) &&
	        uscript_getScript((UChar32)last, &err) == uscript_getScript((UChar32)next, &err));
}

/* Bytes of the unit that s begins with, or 0. */
static size_t one_unit(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		size_t n = says(s, units[i]);
		if (n && !goes_on(bidi_letter(char_before(s, n)), bidi_letter(char_at(s, n))))
			return n;
	}
	return 0;
}

/* The same with what it is counted by: "mg/kg", "мг/сут". */
static size_t unit_length(struct str s)
{
	size_t n = one_unit(s), more = 0, k;
	char32_t c;
	if (n == 0 || char_at(s, n) != '/')
		return n;
	struct str by = str_part(s, n + 1, s.len);
	while ((k = utf8_decode(str_part(by, more, by.len), &c)) > 0 && u_isalpha((UChar32)c) &&
	       !is_ideographic(c))
		more += k;
	more = more ? more : one_unit(by);
	return more ? n + 1 + more : n;
}

static bool is_hangul(char32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

/* Korean words hold their numbers, Latin letters and brackets: "3주", "mg을", "(주사)는". */
static bool in_korean_word(char32_t last, char32_t next)
{
	bool closes = U_GET_GC_MASK((UChar32)last) & (U_GC_PE_MASK | U_GC_PF_MASK);
	if (is_hangul(next))
		return closes || last == '%' || u_isalnum((UChar32)last);
	return is_hangul(last) && u_isalnum((UChar32)next);
}

/* Whether a line must not end before byte `at`, though UAX 14 lets it. To be asked in order. */
static bool vetoed(struct filler *f, size_t at)
{
	struct str s = f->s;
	if (at == 0 || at >= s.len)
		return false;
	if (at < f->measure)
		return true;
	char32_t last = char_before(s, at), next = char_at(s, at);
	bool counted = behind_number(s, at);
	size_t unit = counted ? unit_length(str_part(s, at, s.len)) : 0;
	f->measure = unit ? at + unit : 0;
	bool range = (last == '-' || last == 0x2013) && is_digit(next);
	bool group = counted && is_space(last) && is_digit(next);
	bool dot = next == 0xB7 && is_space(last); /* "one · two" */
	return unit || range || group || dot || in_korean_word(last, next);
}

/* --- lines ---------------------------------------------------------------------------------- */

static size_t without_spaces(struct str s, size_t from, size_t to)
{
	while (to > from && (s.p[to - 1] == ' ' || s.p[to - 1] == '\n'))
		to--;
	return to;
}

static void end_line(struct filler *f)
{
	struct wrapped line = f->now;
	line.to = without_spaces(f->s, line.from, line.to);
	line.cols = utf8_width(str_part(f->s, line.from, line.to));
	/* No column is left for a hyphen where an over-long word was cut just before; and at the end
	 * of a word there is none. */
	bool inside = line.to == f->now.to && line.to < f->s.len;
	line.hyphen = inside && line.to > line.from && char_before(f->s, line.to) == 0xAD &&
	              line.cols < f->cols;
	line.cols += line.hyphen;
	if (f->n == f->cap) {
		f->cap = MAX(f->cap * 2, 8);
		f->line = xrealloc(f->line, f->cap, sizeof(*f->line));
	}
	f->line[f->n++] = line;
	f->now = (struct wrapped){.from = f->now.to, .to = f->now.to};
}

/* Bytes of a cluster that fit on a line: all, unless the cluster alone is wider than one. */
static size_t fitting(struct str cluster, int cols)
{
	size_t at = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(str_part(cluster, at, cluster.len), &c)) > 0; at += n) {
		cols -= utf8_char_width(c);
		if (cols < 0)
			break;
	}
	return at;
}

/* Takes in a piece too wide for any line, cluster by cluster. */
static void add_by_cluster(struct filler *f, size_t to)
{
	while (f->now.to < to) {
		struct str cluster = {f->s.p + f->now.to,
		                      segment_cluster(str_part(f->s, f->now.to, to))};
		cluster.len = fitting(cluster, f->cols);
		int cols = utf8_width(cluster);
		/* A space hangs over the edge: it never begins a line. One with a mark is a letter. */
		bool space = str_is(cluster, " ");
		if (f->now.cols + cols > f->cols && f->now.to > f->now.from && !space)
			end_line(f);
		f->now.to += cluster.len;
		f->now.cols += cols;
	}
}

/* Takes in the unbreakable piece from now.to up to `to`. */
static void add_piece(struct filler *f, size_t to)
{
	struct str whole = str_part(f->s, f->now.to, to);
	struct str ink = str_part(f->s, f->now.to, without_spaces(f->s, f->now.to, to));
	int hyphen = ink.len && char_before(ink, ink.len) == 0xAD;
	int cols = utf8_width(ink) + hyphen;
	if (f->now.cols + cols > f->cols && f->now.to > f->now.from)
		end_line(f);
	if (cols > f->cols) {
		add_by_cluster(f, to);
		return;
	}
	f->now.to = to;
	f->now.cols += utf8_width(whole);
}

struct wrapped *wrap_lines(struct arena *a, struct str s, int cols, const char *lang, size_t *ret_n)
{
	struct filler f = {.s = s, .cols = MAX(cols, 2)};
	struct segment_break brk;
	segment_lines(s, lang);
	while (segment_next_line(&brk)) {
		if (vetoed(&f, brk.at))
			continue;
		add_piece(&f, brk.at);
		if (brk.hard && brk.at < s.len)
			end_line(&f);
	}
	if (f.now.to > f.now.from)
		end_line(&f);
	struct wrapped *lines = arena_array(a, struct wrapped, f.n);
	if (f.n)
		memcpy(lines, f.line, f.n * sizeof(*lines));
	free(f.line);
	*ret_n = f.n;
	return lines;
}
