/* One walk. Digits are those of Unicode's category Nd, so that every script's count. */
#include "text/number.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

enum { NUMBER_MAX = 24, GROUP = 3 };

static int digit_at(struct str s, size_t at, size_t *ret_len)
{
	char32_t c = 0;
	*ret_len = utf8_decode(str_part(s, MIN(at, s.len), s.len), &c);
	return *ret_len && u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER
	               ? u_charDigitValue((UChar32)c)
	               : -1;
}

/* Appends the run of digits at *at; how many there were. */
static size_t take_digits(struct str s, size_t *at, char *out, size_t *len)
{
	size_t n, count = 0;
	for (int d; (d = digit_at(s, *at, &n)) >= 0; *at += n, count++)
		if (*len < NUMBER_MAX)
			out[(*len)++] = (char)('0' + d);
	return count;
}

/* What may stand between digits of one number: '.' decimal or grouping, ' ' grouping only. */
static char separator_at(struct str s, size_t at, size_t *ret_len)
{
	char32_t c = 0;
	*ret_len = utf8_decode(str_part(s, MIN(at, s.len), s.len), &c);
	if (c == '.' || c == ',' || c == 0x66B)
		return '.';
	if (c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x66C || c == '\'' ||
	    c == 0x2019)
		return ' ';
	return '\0';
}

static size_t digits_ahead(struct str s, size_t at)
{
	size_t n, count = 0;
	for (; digit_at(s, at, &n) >= 0; at += n)
		count++;
	return count;
}

/* Whether groups of two digits and a last one of three follow, as India writes 1,00,000. */
static bool lakhs_ahead(struct str s, size_t at)
{
	enum { PAIR = 2 };
	size_t sep_len;
	for (size_t pairs = 0; separator_at(s, at, &sep_len); pairs++) {
		size_t n = digits_ahead(s, at + sep_len), len;
		if (n == GROUP)
			return pairs > 0;
		if (n != PAIR)
			return false;
		for (at += sep_len; digit_at(s, at, &len) >= 0;)
			at += len;
	}
	return false;
}

/* The number that begins at *at, which moves behind it. */
static struct str take_number(struct arena *a, struct str s, size_t *at)
{
	char out[NUMBER_MAX + 2];
	size_t len = 0, sep_len;
	size_t head = take_digits(s, at, out, &len);
	bool lakhs = head < GROUP && out[0] != '0' && lakhs_ahead(s, *at);
	for (;;) {
		char sep = separator_at(s, *at, &sep_len);
		size_t behind = sep ? digits_ahead(s, *at + sep_len) : 0;
		bool groups = lakhs || (behind == GROUP && head <= GROUP && out[0] != '0');
		if (behind == 0 || (sep == ' ' && !groups))
			break;
		*at += sep_len;
		if (!groups && len < NUMBER_MAX)
			out[len++] = '.';
		take_digits(s, at, out, &len);
		if (!groups)
			break;
		lakhs = lakhs && behind != GROUP;
	}
	return arena_str(a, (struct str){out, len});
}

bool number_next(struct arena *a, struct str s, size_t at, struct number *ret)
{
	size_t len;
	while (at < s.len && digit_at(s, at, &len) < 0)
		at += MAX(len, 1);
	if (at >= s.len)
		return false;
	ret->from = at;
	ret->value = take_number(a, s, &at);
	ret->to = at;
	return true;
}

struct str *number_list(struct arena *a, struct str s, size_t *ret_n)
{
	size_t n = 0, len;
	for (size_t at = 0; at < s.len;) {
		bool digit = digit_at(s, at, &len) >= 0;
		for (n += digit; digit && digit_at(s, at, &len) >= 0;)
			at += len;
		at += digit ? 0 : MAX(len, 1);
	}
	struct str *list = arena_array(a, struct str, n); /* separators only make them fewer */
	struct number number;
	*ret_n = 0;
	for (size_t at = 0; number_next(a, s, at, &number); at = number.to)
		list[(*ret_n)++] = number.value;
	return list;
}
