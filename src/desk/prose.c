/* A text is read once, through the parser that the reader uses, so that what is compared is what a
 * patient sees. */
#include "desk/prose.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "content/markup.h"
#include "text/letter.h"
#include "text/segment.h"

#include <ctype.h>

static char32_t char_at(struct str s, size_t at, size_t *ret_len)
{
	char32_t c = 0;
	*ret_len = utf8_decode(str_part(s, MIN(at, s.len), s.len), &c);
	return c;
}

/* --- lists -------------------------------------------------------------------------------- */

static void add(struct arena *a, struct strs *l, struct str s)
{
	if ((l->n & (l->n - 1)) == 0) { /* a power of two: full */
		struct str *more = arena_array(a, struct str, MAX(l->n * 2, 1));
		if (l->n)
			memcpy(more, l->list, l->n * sizeof(*more));
		l->list = more;
	}
	l->list[l->n++] = s;
}

static size_t times(struct strs l, size_t n, struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += str_eq(l.list[i], s);
	return count;
}

struct strs prose_lacks(struct arena *a, struct strs have, struct strs other)
{
	struct strs lack = {0};
	for (size_t i = 0; i < have.n; i++)
		if (times(have, i, have.list[i]) >= times(other, other.n, have.list[i]))
			add(a, &lack, have.list[i]);
	return lack;
}

/* --- markup ------------------------------------------------------------------------------- */

/* The bytes in front of the first `z`; all if there is none. */
static size_t until(struct str s, const char *z)
{
	const char *found = s.len ? memmem(s.p, s.len, z, strlen(z)) : NULL;
	return found ? (size_t)(found - s.p) : s.len;
}

static struct str trimmed(struct str s)
{
	while (s.len && (s.p[0] == ' ' || s.p[0] == '@'))
		s = str_part(s, 1, s.len);
	while (s.len && s.p[s.len - 1] == ' ')
		s.len--;
	return s;
}

/* "@a; @b" */
static void add_citations(struct arena *a, struct prose *p, struct str list)
{
	while (list.len) {
		size_t n = until(list, ";");
		add(a, &p->citations, trimmed(str_part(list, 0, n)));
		list = str_part(list, MIN(n + 1, list.len), list.len);
	}
}

static void read_ids(struct arena *a, struct prose *p)
{
	for (struct str rest = p->raw; rest.len;) {
		bool link = str_starts(rest, "](#"), citation = str_starts(rest, "[@");
		size_t n = until(rest, link ? ")" : "]");
		if (link && n < rest.len)
			add(a, &p->links, str_part(rest, 3, n));
		else if (citation && n < rest.len)
			add_citations(a, p, str_part(rest, 1, n));
		else
			n = rest.p[0] == '\\' && rest.len > 1 ? 1 : 0;
		rest = str_part(rest, n + 1, rest.len);
	}
}

/* The text as it is shown, but for the numbers of its citations. */
static struct str without_markup(struct arena *a, struct str raw, const char *tag)
{
	static const struct str held = {"\u00a0", 2};
	struct fields f = {.arena = a}; /* nothing is looked up, so nothing can be found wrong */
	struct rich rich =
	        markup_parse(&f, raw, (struct srcpos){0}, &(struct markup_names){.lang = tag});
	char *out = arena_alloc(a, rich.text.len + 1, 1);
	size_t len = 0, at = 0;
	for (size_t i = 0; i <= rich.n_spans; i++) {
		bool end = i == rich.n_spans;
		if (!end && rich.span[i].style != STYLE_CITATION)
			continue;
		size_t to = end ? rich.text.len : rich.span[i].from;
		memcpy(out + len, rich.text.p + at, to - at);
		len += to - at;
		if (!end && len >= held.len && memcmp(out + len - held.len, held.p, held.len) == 0)
			len -= held.len;
		at = end ? to : rich.span[i].to;
	}
	return (struct str){out, len};
}

/* --- telephone numbers -------------------------------------------------------------------- */

/* A stretch of digits with nothing but what people write inside a number between them. */
struct dialled {
	size_t from, to, digits, groups, years;
	bool plus, marks;
};

/* Takes the digits at *at. */
static void take_group(struct dialled *d, struct str s, size_t *at)
{
	enum { YEAR = 4 };
	size_t n, digits = 0;
	int value = 0;
	for (int v; (v = letter_digit(char_at(s, *at, &n))) >= 0 && n > 0; *at += n)
		value = digits++ < YEAR ? value * 10 + v : value;
	d->to = *at;
	d->digits += digits;
	d->groups++;
	d->years += digits == YEAR && value >= 1900 && value <= 2100;
}

static struct dialled read_dialled(struct str s, size_t at)
{
	struct dialled d = {.from = at, .to = at}, before_bracket = d;
	bool open = false;
	size_t n;
	for (char32_t c; (c = char_at(s, at, &n)), n > 0;) {
		if (letter_digit(c) >= 0) {
			take_group(&d, s, &at);
			continue;
		}
		bool hyphen = c == '-' || c == 0x2010 || c == 0x2011;
		if (c == '+' && !d.plus && d.digits == 0)
			d.plus = true;
		else if (c == '(' && !open)
			before_bracket = d;
		else if (!letter_space(c) && !hyphen && !(c == ')' && open))
			break;
		open = c == '(' || (open && c != ')');
		d.marks |= c == ')' || hyphen;
		at += n;
	}
	return open ? before_bracket : d; /* "10 000 (4 290 of them" is two numbers */
}

/* Years, days and numbers with spaces for their thousands are no telephone numbers. */
static bool is_phone(struct arena *a, struct str s, const struct dialled *d)
{
	enum { SHORTEST = 7, LONGEST = 16 };
	struct number number;
	if (d->digits < SHORTEST || d->digits > LONGEST)
		return false;
	if (d->plus || d->groups == 1)
		return true;
	if (!d->marks && number_next(a, s, d->from, &number) && number.to >= d->to)
		return false;
	return d->years == 0;
}

/* --- quantities --------------------------------------------------------------------------- */

/* "2.5" times ten to the power of 6 is "2500000". */
static struct str times_ten(struct arena *a, struct str value, unsigned power)
{
	const char *point = memchr(value.p, '.', value.len);
	size_t whole = point ? (size_t)(point - value.p) : value.len;
	size_t decimals = point ? value.len - whole - 1 : 0;
	struct buf b = {0};
	buf_add(&b, str_part(value, 0, whole));
	for (size_t i = 0; i < MAX((size_t)power, decimals); i++) {
		if (i == power)
			buf_add(&b, STR("."));
		buf_add(&b,
		        i < decimals ? str_part(value, whole + 1 + i, whole + 2 + i) : STR("0"));
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* In Cyrillic a lone г behind a year is short for "year". */
static bool is_year(const struct quantity *q, struct str unit)
{
	return q->value.len == 4 && (q->value.p[0] == '1' || q->value.p[0] == '2') &&
	       unit.len >= 2 && str_is(str_part(unit, unit.len - 2, unit.len), "г");
}

static struct quantity read_quantity(struct arena *a, const struct prose *p, struct number n)
{
	struct quantity q = {.value = n.value, .from = n.from, .to = n.to};
	size_t to;
	q.unit = language_unit_at(p->lang, p->plain, q.to, &to);
	unsigned power = q.unit ? 0 : language_power_at(p->lang, p->plain, q.to, &to);
	if (power) {
		q.value = times_ten(a, q.value, power);
		q.to = to;
		q.unit = language_unit_at(p->lang, p->plain, q.to, &to);
	}
	if (q.unit == UNIT_G && is_year(&q, str_part(p->plain, q.to, to)))
		q.unit = UNIT_NONE;
	if (q.unit)
		q.to = to;
	else
		q.unit = language_unit_before(p->lang, p->plain, q.from);
	return q;
}

static void add_quantity(struct arena *a, struct prose *p, struct quantity q)
{
	if ((p->n_quantities & (p->n_quantities - 1)) == 0) {
		struct quantity *more =
		        arena_array(a, struct quantity, MAX(p->n_quantities * 2, 1));
		if (p->n_quantities)
			memcpy(more, p->quantity, p->n_quantities * sizeof(*more));
		p->quantity = more;
	}
	p->quantity[p->n_quantities++] = q;
}

static void read_quantities(struct arena *a, struct prose *p)
{
	struct number n;
	for (size_t at = 0; number_next(a, p->plain, at, &n);) {
		size_t from = n.from;
		while (from > at && strchr("+(", p->plain.p[from - 1]))
			from--;
		struct dialled d = read_dialled(p->plain, from);
		if (is_phone(a, p->plain, &d)) {
			add(a, &p->phones, str_part(p->plain, d.from, d.to));
			at = d.to;
			continue;
		}
		struct quantity q = read_quantity(a, p, n);
		add_quantity(a, p, q);
		at = n.to;
	}
}

/* --- addresses ---------------------------------------------------------------------------- */

static bool in_address(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("-._~:/?#@!$&+=%", c));
}

/* Whether s ends a host's name: a dot and a domain that is met in practice. */
static bool ends_host(struct str s)
{
	static const char *const domains[] = {
	        ".com", ".org", ".net", ".gov", ".edu", ".int", ".info", ".eu", ".io", ".uk",
	        ".us",  ".de",  ".fr",  ".es",  ".br",  ".ru",  ".ua",   ".in", ".cn", ".ca",
	        ".au",  ".ch",  ".at",  ".nl",  ".mx",  ".jp",  ".pt",   ".nz", ".ie", ".za"};
	for (size_t i = 0; i < ARRAY_LEN(domains); i++) {
		size_t n = strlen(domains[i]);
		/* two characters in front of the dot: Italian "p.es." is no host */
		if (s.len >= n + 2 && memcmp(s.p + s.len - n, domains[i], n) == 0 &&
		    strchr("./:@", s.p[s.len - n - 2]) == NULL)
			return true;
	}
	return false;
}

static bool is_address(struct str s)
{
	if (until(s, "://") < s.len || str_starts(s, "www."))
		return true;
	size_t host = until(s, "@") < s.len ? until(s, "@") + 1 : 0;
	return ends_host(str_part(s, host, host + until(str_part(s, host, s.len), "/")));
}

static void read_addresses(struct arena *a, struct prose *p)
{
	for (size_t at = 0; at < p->plain.len;) {
		size_t from = at;
		while (at < p->plain.len && in_address(p->plain.p[at]))
			at++;
		struct str s = str_part(p->plain, from, at);
		while (s.len && strchr(".:?!/", s.p[s.len - 1]))
			s.len--;
		if (is_address(s))
			add(a, &p->addresses, s);
		at += at == from;
	}
}

struct prose prose_read(struct arena *a, struct str raw, const char *tag)
{
	struct prose p = {.raw = raw, .tag = tag, .lang = language_find(tag)};
	p.plain = without_markup(a, raw, tag);
	p.folded = letter_fold(a, p.plain);
	read_ids(a, &p);
	read_quantities(a, &p);
	read_addresses(a, &p);
	return p;
}

/* --- quoting ------------------------------------------------------------------------------ */

static size_t step_from(struct str s, size_t at, int step)
{
	do
		at = step > 0 ? at + 1 : at - 1;
	while (at > 0 && at < s.len && ((unsigned char)s.p[at] & 0xC0) == 0x80);
	return at;
}

/* Where to cut, some characters before or behind byte `at`: at the last space near, if there is one. */
static size_t context(struct str s, size_t at, int step)
{
	enum { NEAR = 32, WITHOUT_SPACES = 16 };
	size_t space = s.len + 1, middle = at;
	for (int i = 1; i <= NEAR; i++) {
		if (step > 0 ? at >= s.len : at == 0)
			return at;
		at = step_from(s, at, step);
		if (at < s.len && s.p[step > 0 ? at : at - (at > 0)] == ' ')
			space = at;
		if (i == WITHOUT_SPACES)
			middle = at;
	}
	return space <= s.len ? space : middle;
}

struct str prose_quote(struct arena *a, struct str text, size_t from, size_t to)
{
	size_t begin = context(text, from, -1), end = context(text, to, 1);
	return arena_fmt(a, "“%s%.*s%s”", begin ? "…" : "", STR_ARG(str_part(text, begin, end)),
	                 end < text.len ? "…" : "");
}

struct str prose_begin(struct arena *a, struct str text)
{
	return prose_quote(a, text, 0, 0);
}

/* --- words -------------------------------------------------------------------------------- */

bool prose_next_word(struct str s, size_t *at, struct str *ret)
{
	size_t n;
	while (*at < s.len && !letter_is(char_at(s, *at, &n)))
		*at += n;
	size_t from = *at;
	while (*at < s.len && letter_is(char_at(s, *at, &n)))
		*at += n;
	*ret = str_part(s, from, *at);
	return *at > from;
}

int prose_widest(struct str s, const char *tag, struct str *ret)
{
	struct segment_break b;
	size_t from = 0;
	int widest = 0;
	*ret = (struct str){0};
	if (!s.len)
		return 0;
	segment_lines(s, tag);
	while (segment_next_line(&b)) {
		struct str piece = str_part(s, from, b.at);
		while (piece.len && piece.p[piece.len - 1] == ' ')
			piece.len--;
		if (utf8_width(piece) > widest) {
			widest = utf8_width(piece);
			*ret = piece;
		}
		from = b.at;
	}
	return widest;
}
