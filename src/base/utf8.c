/* UTF-8 without a library: the loader needs the offset of a bad byte and the columns in front of a
 * caret before any larger library is at hand. */
#include "base/utf8.h"

#include <wchar.h>

/* Bytes of the sequence that p[0] begins, n bytes being there; 0 if it is not valid. */
static size_t sequence(const unsigned char *p, size_t n)
{
	if (p[0] < 0x80)
		return 1;
	size_t len = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (p[0] < 0xC2 || p[0] > 0xF4 || len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	bool overlong = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xF0 && p[1] < 0x90);
	bool surrogate = p[0] == 0xED && p[1] > 0x9F;
	bool too_high = p[0] == 0xF4 && p[1] > 0x8F;
	return overlong || surrogate || too_high ? 0 : len;
}

size_t utf8_valid_prefix(struct str s)
{
	size_t i = 0;
	while (i < s.len) {
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		size_t n = sequence((const unsigned char *)s.p + i, s.len - i);
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

size_t utf8_decode(struct str s, char32_t *ret)
{
	if (s.len == 0)
		return 0;
	const unsigned char *p = (const unsigned char *)s.p;
	if (p[0] < 0x80) {
		*ret = p[0];
		return 1;
	}
	size_t n = sequence(p, s.len);
	if (n == 0) { /* not valid after all: stay in step, one byte at a time */
		*ret = 0xFFFD;
		return 1;
	}
	char32_t c = p[0] & (0xFF >> (n + 1));
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3F);
	*ret = c;
	return n;
}

size_t utf8_encode(char32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	out[0] = (char)((0xF00 >> n & 0xFF) | c);
	return n;
}

bool utf8_unsent(char32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0x1F3FB && c <= 0x1F3FF) || c >= 0xE0000;
}

int utf8_char_width(char32_t c)
{
	if (c < 0x7F)
		return c >= 0x20;
	if (c == 0xAD || (c >= 0x1F3FB && c <= 0x1F3FF))
		return 0;
	int w = wcwidth((wchar_t)c);
	return w < 0 ? 1 : w;
}

int utf8_width(struct str s)
{
	int w = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		w += utf8_char_width(c);
	return w;
}
