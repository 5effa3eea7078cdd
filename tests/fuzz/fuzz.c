#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "text/normal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void fuzz_broken(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

struct feed feed_of(const uint8_t *data, size_t size)
{
	return (struct feed){(const char *)data, size};
}

unsigned feed_byte(struct feed *f)
{
	if (f->len == 0)
		return 0;
	f->len--;
	return (unsigned char)*f->p++;
}

/* What stands before `end`, which is passed over, or all. */
static struct str feed_until(struct feed *f, struct str end)
{
	const char *at = f->len ? memmem(f->p, f->len, end.p, end.len) : NULL;
	struct str s = {f->p, at ? (size_t)(at - f->p) : f->len};
	size_t taken = at ? s.len + end.len : s.len;
	if (taken)
		f->p += taken;
	f->len -= taken;
	return s;
}

struct str feed_line(struct feed *f)
{
	return feed_until(f, STR("\n"));
}

struct str feed_file(struct feed *f)
{
	return feed_until(f, STR("%%%\n"));
}

static bool is_for_text(char32_t c)
{
	bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
	bool override = c >= 0x202A && c <= 0x202E;
	bool private_use = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xE0000;
	bool nonchar = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
	bool marker = c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || c == 0x2028 || c == 0x2029;
	return !control && !override && !private_use && !nonchar && !marker;
}

static bool is_isolate(char32_t c)
{
	return c >= 0x2066 && c <= 0x2069;
}

/* Isolates and their ends pair up, as the loader demands. */
static bool isolates_pair_up(struct str s)
{
	int depth = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0 && depth >= 0; s = str_part(s, n, s.len))
		depth += is_isolate(c) ? (c == 0x2069 ? -1 : 1) : 0;
	return depth == 0;
}

struct str fuzz_text(struct arena *a, struct str bytes)
{
	char *out = arena_alloc(a, bytes.len + 1, 1);
	size_t len = 0;
	while (bytes.len) {
		size_t valid = utf8_valid_prefix(bytes), n = 1;
		char32_t c = 0;
		if (valid)
			n = utf8_decode(bytes, &c);
		if (valid && is_for_text(c)) {
			memcpy(out + len, bytes.p, n);
			len += n;
		} else {
			out[len++] = '?';
		}
		bytes = str_part(bytes, n, bytes.len);
	}
	struct str s = {out, len};
	bool paired = isolates_pair_up(s);
	for (size_t i = 0; !paired && i + 3 <= len; i++) {
		char32_t c;
		if (out[i] == '\xe2' && utf8_decode(str_part(s, i, len), &c) && is_isolate(c))
			memcpy(out + i, "...", 3);
	}
	return normal_nfc(a, s);
}

const char *fuzz_path(struct arena *a, struct str file)
{
	static const char key[] = "language: \"";
	const char *at = file.len ? memmem(file.p, file.len, key, sizeof(key) - 1) : NULL;
	struct str tag = STR("en");
	if (at) {
		tag = (struct str){at + sizeof(key) - 1, 0};
		while (tag.p + tag.len < file.p + file.len && tag.len < 20 &&
		       (isalnum((unsigned char)tag.p[tag.len]) || tag.p[tag.len] == '-'))
			tag.len++;
	}
	return arena_fmt(a, "tea/%.*s.yaml", STR_ARG(tag)).p;
}

bool fuzz_is_clean(struct str s)
{
	char32_t c;
	if (utf8_valid_prefix(s) != s.len)
		return false;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E))
			return false;
	return true;
}
