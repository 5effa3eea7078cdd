/* Greedy filling. ICU says where a line may end; what a patient must not see torn apart (a number
 * and its unit, the two ends of a range) is vetoed here, because UAX 14 allows both. */
#include "text/wrap.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/segment.h"

#include <stdlib.h>
#include <unicode/uchar.h>

struct filler {
	struct str s;
	int cols;
	struct wrapped *line;
	size_t n, cap;
	struct wrapped
	        now; /* the line being filled; to: the end of what is in it, spaces included */
};

static char32_t char_at(struct str s, size_t i)
{
	char32_t c = 0;
	utf8_decode(str_part(s, i, s.len), &c);
	return c;
}

static char32_t char_before(struct str s, size_t i)
{
	if (i == 0)
		return 0;
	do
		i--;
	while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80);
	return char_at(s, i);
}

static bool is_digit(char32_t c)
{
	return u_isdigit((UChar32)c);
}

/* Whether s begins with a unit: "mg", "mg/kg", "mL)", and in Korean "mg을". */
static bool is_unit(struct str s)
{
	static const char *const units[] = {"mg", "mcg", "µg", "μg", "g",  "kg", "ml", "mL",  "l",
	                                    "L",  "cm",  "mm", "m",  "km", "IU", "%",  "mmHg"};
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		size_t n = strlen(units[i]);
		if (!str_starts(s, units[i]))
			continue;
		char32_t next = char_at(s, n);
		if (next >= 0x300 || !u_isalpha((UChar32)next)) /* not a longer Latin word */
			return true;
	}
	return false;
}

static bool is_hangul(char32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

/* Whether a line must not end before byte `at`, though UAX 14 lets it. */
static bool vetoed(struct str s, size_t at)
{
	if (at == 0 || at >= s.len)
		return false;
	char32_t before = char_before(s, at), after = char_at(s, at);
	if (is_hangul(before) && is_hangul(after))
		return true;
	if ((before == '-' || before == 0x2013) && is_digit(after))
		return true;
	return before == ' ' && is_digit(char_before(s, at - 1)) && is_unit(str_part(s, at, s.len));
}

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
	/* No column is left for a hyphen where an over-long word was cut just before. */
	line.hyphen =
	        line.to > line.from && char_before(f->s, line.to) == 0xAD && line.cols < f->cols;
	line.cols += line.hyphen;
	if (f->n == f->cap) {
		f->cap = MAX(f->cap * 2, 8);
		f->line = xrealloc(f->line, f->cap, sizeof(*f->line));
	}
	f->line[f->n++] = line;
	f->now = (struct wrapped){.from = f->now.to, .to = f->now.to};
}

/* Takes in a piece too wide for any line, cluster by cluster. */
static void add_by_cluster(struct filler *f, size_t to)
{
	while (f->now.to < to) {
		struct str cluster = {f->s.p + f->now.to,
		                      segment_cluster(str_part(f->s, f->now.to, to))};
		int cols = utf8_width(cluster);
		/* A space hangs over the edge: it never begins a line. */
		if (f->now.cols + cols > f->cols && f->now.to > f->now.from && cluster.p[0] != ' ')
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
		if (vetoed(s, brk.at))
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
