/* The wording of a finding says what to write instead. */
#include "content/fields.h"

#include "base/arena.h"
#include "text/locale.h"
#include "text/normal.h"

#include <ctype.h>
#include <stdarg.h>

bool fields_error(const struct fields *f, struct srcpos pos, enum rule_id rule, const char *fmt,
                  ...)
{
	struct arena a = {0};
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&a, fmt, ap);
	va_end(ap);
	diag_add(f->ds, f->src, &rules[rule], pos, "%.*s", STR_ARG(msg));
	arena_clear(&a);
	return false;
}

/* Edits (insert, delete, replace, swap neighbours) that turn a into b, counted up to `most`. */
static size_t edit_distance(struct str a, struct str b, size_t most)
{
	enum { MAX = 32 };
	size_t row[3][MAX + 1] = {0};
	if (a.len > MAX || b.len > MAX)
		return most + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[1][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *two_up = row[(i + 2) % 3], *up = row[i % 3], *now = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t same = a.p[i - 1] == b.p[j - 1] ? 0 : 1;
			size_t best = MIN(up[j] + 1, now[j - 1] + 1);
			best = MIN(best, up[j - 1] + same);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				best = MIN(best, two_up[j - 2] + 1);
			now[j] = best;
		}
	}
	return row[(a.len + 1) % 3][b.len];
}

static const char *nearest(struct str key, const char *const *keys, size_t n_keys)
{
	size_t most = key.len < 5 ? 1 : key.len < 9 ? 2 : 3;
	const char *best = NULL;
	for (size_t i = 0; i < n_keys; i++) {
		size_t d = edit_distance(key, str_of(keys[i]), most);
		if (d <= most && (!best || d < edit_distance(key, str_of(best), most)))
			best = keys[i];
	}
	return best;
}

void fields_expect(const struct fields *f, ynode map, const char *const *keys, size_t n_keys)
{
	if (ydoc_kind(f->doc, map) != Y_MAP)
		return;
	for (ynode c = ydoc_first(f->doc, map); c; c = ydoc_next(f->doc, c)) {
		struct str key = ydoc_key(f->doc, c);
		size_t i = 0;
		while (i < n_keys && !str_is(key, keys[i]))
			i++;
		if (i < n_keys)
			continue;
		const char *guess = nearest(key, keys, n_keys);
		if (guess)
			fields_error(f, ydoc_key_pos(f->doc, c), R_UNKNOWN_KEY,
			             "there is no “%.*s” here: did you mean “%s”?", STR_ARG(key),
			             guess);
		else
			fields_error(f, ydoc_key_pos(f->doc, c), R_UNKNOWN_KEY,
			             "there is no “%.*s” here; is it indented as it should be?",
			             STR_ARG(key));
	}
}

ynode fields_require(const struct fields *f, ynode map, const char *key, const char *what)
{
	ynode n = ydoc_get(f->doc, map, key);
	if (!n && ydoc_kind(f->doc, map) == Y_MAP) {
		struct srcpos pos = ydoc_key_pos(f->doc, map);
		fields_error(f, pos.line ? pos : (struct srcpos){0}, R_MISSING_KEY,
		             "%s needs “%s”, and it is not there", what, key);
	}
	return n;
}

static bool expect_kind(const struct fields *f, ynode n, const char *key, enum ykind kind)
{
	static const char *const wanted[] = {[Y_SCALAR] = "one text in quotes",
	                                     [Y_MAP] = "indented keys below it",
	                                     [Y_SEQ] =
	                                             "a list in brackets, such as [\"…\", \"…\"]"};
	static const char *const instead[] = {
	        [Y_SCALAR] = "a text", [Y_MAP] = "keys", [Y_SEQ] = "a list"};
	enum ykind found = ydoc_kind(f->doc, n);
	if (found == kind)
		return true;
	if (found == Y_ABSENT)
		return false;
	struct str name = ydoc_key(f->doc, n).len ? ydoc_key(f->doc, n) : str_of(key);
	if (found == Y_SCALAR && ydoc_value(f->doc, n).len == 0)
		return fields_error(f, ydoc_pos(f->doc, n), R_EMPTY_TEXT,
		                    "“%.*s” is empty: it takes %s", STR_ARG(name), wanted[kind]);
	return fields_error(f, ydoc_pos(f->doc, n), R_WRONG_KIND, "“%.*s” takes %s, not %s",
	                    STR_ARG(name), wanted[kind], instead[found]);
}

bool fields_map(const struct fields *f, ynode n, const char *key)
{
	return expect_kind(f, n, key, Y_MAP);
}

/* Words that YAML takes for something else, and the names of blocks. */
static bool is_reserved(struct str s)
{
	static const char *const reserved[] = {"yes",   "no",      "on",   "off",   "true",
	                                       "false", "null",    "y",    "n",     "list",
	                                       "steps", "caution", "note", "chance"};
	for (size_t i = 0; i < ARRAY_LEN(reserved); i++)
		if (str_is(s, reserved[i]))
			return true;
	return false;
}

bool fields_is_id(struct str s)
{
	if (s.len == 0 || s.len > 64 || !islower((unsigned char)s.p[0]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!islower((unsigned char)s.p[i]) && !isdigit((unsigned char)s.p[i]) &&
		    s.p[i] != '-')
			return false;
	return !is_reserved(s);
}

size_t fields_ids(const struct fields *f, ynode map, const char *key, size_t max)
{
	if (!fields_map(f, map, key))
		return 0;
	size_t n = 0;
	for (ynode c = ydoc_first(f->doc, map); c; c = ydoc_next(f->doc, c), n++) {
		struct str id = ydoc_key(f->doc, c);
		if (!fields_is_id(id))
			fields_error(
			        f, ydoc_key_pos(f->doc, c), R_BAD_ID,
			        is_reserved(id)
			                ? "“%.*s” is a word of YAML or of the format: choose "
			                  "another id"
			                : "“%.*s” cannot be an id: write up to 64 small letters "
			                  "a-z, digits and hyphens, and begin with a letter",
			        STR_ARG(id));
		if (n == max)
			fields_error(f, ydoc_key_pos(f->doc, c), R_TOO_MANY,
			             "“%s” holds more than %zu", key, max);
	}
	if (n == 0)
		fields_error(f, ydoc_pos(f->doc, map), R_EMPTY_TEXT, "“%s” is empty", key);
	return MIN(n, max);
}

/* What is shown in spite of the finding must not break a line of its own accord. */
static struct str on_one_line(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1, 1);
	for (size_t i = 0; i < s.len; i++)
		out[i] = s.p[i] == '\n' ? ' ' : s.p[i];
	return (struct str){out, s.len};
}

struct str fields_text(const struct fields *f, ynode n, const char *key)
{
	if (!expect_kind(f, n, key, Y_SCALAR))
		return STR("");
	struct str s = ydoc_value(f->doc, n);
	while (s.len && (s.p[s.len - 1] == '\n' || s.p[s.len - 1] == ' '))
		s.len--;
	while (s.len && s.p[0] == ' ')
		s = str_part(s, 1, s.len);
	if (s.len == 0) {
		fields_error(f, ydoc_pos(f->doc, n), R_EMPTY_TEXT, "“%s” has no words", key);
	} else if (memchr(s.p, '\n', s.len)) {
		fields_error(f, ydoc_pos(f->doc, n), R_LINE_BREAK,
		             "“%s” holds a line break: give the second paragraph a key of its own",
		             key);
		s = on_one_line(f->arena, s);
	}
	return normal_nfc(f->arena, s);
}

struct str fields_optional_text(const struct fields *f, ynode map, const char *key)
{
	ynode n = ydoc_get(f->doc, map, key);
	return n ? fields_text(f, n, key) : STR("");
}

bool fields_bool(const struct fields *f, ynode map, const char *key)
{
	static const char *const words[] = {"false", "true", NULL};
	ynode n = ydoc_get(f->doc, map, key);
	return n && fields_choice(f, n, key, words) == 1;
}

unsigned fields_number(const struct fields *f, ynode n, const char *key, unsigned max)
{
	if (!expect_kind(f, n, key, Y_SCALAR))
		return 0;
	struct str s = ydoc_value(f->doc, n);
	unsigned long v = 0;
	bool digits = s.len > 0 && s.len < 10;
	for (size_t i = 0; digits && i < s.len; i++) {
		digits = isdigit((unsigned char)s.p[i]);
		v = v * 10 + (unsigned long)(s.p[i] - '0');
	}
	if (digits && v <= max)
		return (unsigned)v;
	fields_error(f, ydoc_pos(f->doc, n), R_BAD_NUMBER,
	             "“%s” takes a whole number from 0 to %u, in digits", key, max);
	return 0;
}

size_t fields_choice(const struct fields *f, ynode n, const char *key, const char *const *words)
{
	if (!expect_kind(f, n, key, Y_SCALAR))
		return 0;
	struct str list = STR("");
	for (size_t i = 0; words[i]; i++) {
		if (str_is(ydoc_value(f->doc, n), words[i]))
			return i;
		list = arena_fmt(f->arena, "%.*s%s%s", STR_ARG(list), i ? ", " : "", words[i]);
	}
	fields_error(f, ydoc_pos(f->doc, n), R_BAD_VALUE, "“%s” is one of: %.*s", key,
	             STR_ARG(list));
	return 0;
}

static bool two_digits(struct str s, size_t at, int min, int max)
{
	if (s.p[at - 1] != '-' || !isdigit((unsigned char)s.p[at]) ||
	    !isdigit((unsigned char)s.p[at + 1]))
		return false;
	int v = (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
	return v >= min && v <= max;
}

static bool is_date(struct str s, bool partial)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (s.len != 10 && !(partial && (s.len == 4 || s.len == 7)))
		return false;
	for (size_t i = 0; i < 4; i++)
		if (!isdigit((unsigned char)s.p[i]))
			return false;
	if (s.len >= 7 && !two_digits(s, 5, 1, 12))
		return false;
	if (s.len < 10)
		return true;
	int month = (s.p[5] - '0') * 10 + s.p[6] - '0';
	return two_digits(s, 8, 1, days[month - 1]);
}

struct str fields_date(const struct fields *f, ynode n, const char *key, bool partial)
{
	if (!expect_kind(f, n, key, Y_SCALAR))
		return STR("");
	struct str s = ydoc_value(f->doc, n);
	if (is_date(s, partial))
		return s;
	fields_error(f, ydoc_pos(f->doc, n), R_BAD_DATE,
	             "“%s” takes a day as year-month-day, such as 2026-11-24", key);
	return STR("");
}

struct str *fields_list(const struct fields *f, ynode n, const char *key, size_t *ret_n)
{
	*ret_n = 0;
	bool single = ydoc_kind(f->doc, n) == Y_SCALAR;
	if (!single && !expect_kind(f, n, key, Y_SEQ))
		return NULL;
	size_t count = single ? 1 : 0;
	for (ynode c = single ? 0 : ydoc_first(f->doc, n); c; c = ydoc_next(f->doc, c))
		count++;
	struct str *list = arena_array(f->arena, struct str, count);
	if (single)
		list[(*ret_n)++] = fields_text(f, n, key);
	for (ynode c = single ? 0 : ydoc_first(f->doc, n); c; c = ydoc_next(f->doc, c))
		list[(*ret_n)++] = fields_text(f, c, key);
	return list;
}

struct str fields_language(const struct fields *f, ynode n, const char *path)
{
	struct str tag = n ? fields_text(f, n, "language") : STR("");
	if (!tag.len)
		return tag;
	if (!locale_is_tag(tag)) {
		fields_error(f, ydoc_pos(f->doc, n), R_BAD_LANGUAGE,
		             "“%.*s” is not a language tag such as en, es or pt-BR", STR_ARG(tag));
		return STR("");
	}
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	struct str file = str_of(name);
	if (file.len > 5 && str_is(str_part(file, file.len - 5, file.len), ".yaml"))
		file.len -= 5;
	if (!str_eq(file, tag))
		fields_error(f, ydoc_pos(f->doc, n), R_LANGUAGE_FILE,
		             "the file is named “%s”, but its language is “%.*s”", name,
		             STR_ARG(tag));
	return arena_str(f->arena, tag);
}
