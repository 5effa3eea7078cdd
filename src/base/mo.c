/* All of a catalogue is checked when it is opened: first that every string lies within the file
 * and ends in a NUL, then, message by message, that its texts may stand for the original. A look-up
 * relies on that and only searches. */
#include "base/mo.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	HEAD = 28,            /* bytes before anything else: seven numbers */
	CONTEXT_END = '\004', /* between a context and its id */
	POSITIONS = 9,        /* arguments of a message at most: a position is one digit */
	FORMS_MAX = 16,       /* of a plural; the most that a language is known to need is 6 */
	EXPRESSION_MAX = 1000,
	DEPTH_MAX = 64,
};

struct mo {
	struct str bytes;
	bool big;            /* byte order */
	size_t n;            /* messages */
	size_t ids, texts;   /* where the two tables begin: a length and an offset per message */
	bool *usable;        /* per message; never the first one's if that is the header */
	unsigned long forms; /* of a message that counts */
	const char *rule;    /* which of them n takes: an expression, up to a ; or the line's end */
};

/* --- the file ----------------------------------------------------------------------------- */

static size_t number_at(const struct mo *mo, size_t at)
{
	const unsigned char *p = (const unsigned char *)mo->bytes.p + at;
	uint32_t n = mo->big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | p[2] << 8 | p[3]
	                     : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | p[1] << 8 | p[0];
	return n;
}

/* The i-th string of a table; a NUL stands behind it, and may stand within. */
static struct str string_at(const struct mo *mo, size_t table, size_t i)
{
	size_t len = number_at(mo, table + 8 * i), at = number_at(mo, table + 8 * i + 4);
	return (struct str){mo->bytes.p + at, len};
}

/* Adds the bytes of a table's strings to *sum. */
static bool strings_fit(const struct mo *mo, size_t table, size_t *sum)
{
	size_t size = mo->bytes.len;
	if (table > size || mo->n > (size - table) / 8)
		return false;
	for (size_t i = 0; i < mo->n; i++) {
		size_t len = number_at(mo, table + 8 * i), at = number_at(mo, table + 8 * i + 4);
		if (at >= size || len >= size - at || mo->bytes.p[at + len])
			return false;
		/* Strings that lie over each other could make a small file long work. */
		*sum += len + 1;
		if (*sum > size)
			return false;
	}
	return true;
}

static bool read_head(struct mo *mo)
{
	if (mo->bytes.len < HEAD || mo->bytes.len > MO_MAX)
		return false;
	mo->big = str_starts(mo->bytes, "\x95\x04\x12\xde");
	if (!mo->big && !str_starts(mo->bytes, "\xde\x12\x04\x95"))
		return false;
	if (number_at(mo, 4) >> 16 > 1) /* a revision that is not known */
		return false;
	mo->n = number_at(mo, 8);
	mo->ids = number_at(mo, 12);
	mo->texts = number_at(mo, 16);
	size_t sum = 0;
	if (!strings_fit(mo, mo->ids, &sum) || !strings_fit(mo, mo->texts, &sum))
		return false;
	for (size_t i = 1; i < mo->n; i++)
		if (strcmp(string_at(mo, mo->ids, i - 1).p, string_at(mo, mo->ids, i).p) >= 0)
			return false;
	return true;
}

/* --- plural rules ------------------------------------------------------------------------- */

/* The expression is read anew for each n: it is short, and counting is rare. */
struct eval {
	const char *p;
	unsigned long n;
	int depth;
	bool bad;
};

static const struct binop {
	const char *sign; /* the longer before what it begins with */
	int rank;
} binops[] = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
              {">", 4},  {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6},  {"%", 6}};

static bool take(struct eval *e, const char *sign)
{
	e->p += strspn(e->p, " \t");
	size_t len = strlen(sign);
	if (strncmp(e->p, sign, len) != 0)
		return false;
	e->p += len;
	return true;
}

/* `live`: the value counts. Where it does not, as behind `0 &&`, dividing by zero is no fault. */
static unsigned long ternary(struct eval *e, bool live);

static unsigned long primary(struct eval *e, bool live)
{
	unsigned long v = 0;
	if (++e->depth > DEPTH_MAX) {
		e->bad = true;
	} else if (take(e, "n")) {
		v = e->n;
	} else if (take(e, "!")) {
		v = !primary(e, live);
	} else if (take(e, "(")) {
		v = ternary(e, live);
		e->bad |= !take(e, ")");
	} else {
		e->bad |= *e->p < '0' || *e->p > '9';
		while (*e->p >= '0' && *e->p <= '9')
			v = v * 10 + (unsigned long)(*e->p++ - '0');
	}
	e->depth--;
	return v;
}

static unsigned long apply(struct eval *e, const char *sign, unsigned long l, unsigned long r)
{
	switch (sign[0]) {
	case '|':
		return l || r;
	case '&':
		return l && r;
	case '=':
		return l == r;
	case '!':
		return l != r;
	case '<':
		return sign[1] ? l <= r : l < r;
	case '>':
		return sign[1] ? l >= r : l > r;
	case '+':
		return l + r;
	case '-':
		return l - r;
	case '*':
		return l * r;
	default:
		if (r == 0) {
			e->bad = true;
			return 0;
		}
		return sign[0] == '/' ? l / r : l % r;
	}
}

static const struct binop *next_binop(struct eval *e, int rank)
{
	for (size_t i = 0; i < ARRAY_LEN(binops); i++)
		if (binops[i].rank >= rank && take(e, binops[i].sign))
			return &binops[i];
	return NULL;
}

/* Operators of at least that rank, each with what binds closer on its right. */
static unsigned long binary(struct eval *e, int rank, bool live)
{
	unsigned long l = primary(e, live);
	const struct binop *op;
	while (!e->bad && (op = next_binop(e, rank))) {
		bool decided = (op->rank == 1 && l) || (op->rank == 2 && !l);
		unsigned long r = binary(e, op->rank + 1, live && !decided);
		if (live)
			l = apply(e, op->sign, l, r);
	}
	return l;
}

static unsigned long ternary(struct eval *e, bool live)
{
	e->depth++; /* primary() sees whether it is too deep */
	unsigned long v = binary(e, 1, live);
	if (!e->bad && take(e, "?")) {
		unsigned long yes = ternary(e, live && v);
		e->bad |= !take(e, ":");
		unsigned long no = e->bad ? 0 : ternary(e, live && !v);
		v = v ? yes : no;
	}
	e->depth--;
	return v;
}

/* Whether p is an expression up to `end`, whatever n is. */
static bool is_expression(const char *p, const char *end)
{
	struct eval e = {.p = p};
	ternary(&e, false);
	e.p += strspn(e.p, " \t");
	return !e.bad && e.p == end && end - p <= EXPRESSION_MAX;
}

/* The line Plural-Forms of the header, which is the text of the empty id. */
static void read_rule(struct mo *mo)
{
	mo->forms = 2;
	mo->rule = "n != 1";
	if (mo->n == 0 || string_at(mo, mo->ids, 0).len)
		return;
	const char *line = strstr(string_at(mo, mo->texts, 0).p, "Plural-Forms:");
	const char *number = line ? strstr(line, "nplurals=") : NULL;
	const char *rule = number ? strstr(number, "plural=") : NULL;
	if (!rule)
		return;
	unsigned long forms = strtoul(number + strlen("nplurals="), NULL, 10);
	rule += strlen("plural=");
	if (forms < 1 || forms > FORMS_MAX || !is_expression(rule, rule + strcspn(rule, ";\n")))
		return;
	mo->forms = forms;
	mo->rule = rule;
}

static unsigned long form_for(const struct mo *mo, unsigned long n)
{
	struct eval e = {.p = mo->rule, .n = n};
	unsigned long form = ternary(&e, true);
	if (e.bad || form >= mo->forms)
		return MIN((unsigned long)(n != 1), mo->forms - 1);
	return form;
}

/* --- what a translation may hold ---------------------------------------------------------- */

/* What printf would take for a text, argument by argument. Each is the directive from its precision
 * on, such as "zu": "%.3s" may be given bytes without an end, over which "%s" would run. */
struct args {
	struct str type[POSITIONS];
	size_t n;
};

/* Reads a directive behind its '%' and position; returns where it ends, or NULL. Takes no `*`,
 * which is an argument more, and no width that fills the screen with spaces. */
static const char *read_directive(const char *p, struct str *ret_type)
{
	static const char digits[] = "0123456789";
	p += strspn(p, "-+ #0'");
	size_t width = strspn(p, digits);
	const char *type = p + width;
	const char *end = type;
	if (*end == '.')
		end += 1 + strspn(end + 1, digits);
	end += strspn(end, "hljztL");
	if (width > 2 || !*end || !strchr("diouxXcspaAeEfFgG", *end))
		return NULL;
	*ret_type = (struct str){type, (size_t)(end + 1 - type)};
	return end + 1;
}

static bool read_args(const char *p, struct args *ret)
{
	*ret = (struct args){0};
	bool counted = false, numbered = false; /* not in one text, says printf */
	while ((p = strchr(p, '%'))) {
		p++;
		if (*p == '%') {
			p++;
			continue;
		}
		size_t at = ret->n;
		bool position = *p >= '1' && *p <= '9' && p[1] == '$';
		if (position) {
			at = (size_t)(*p - '1');
			p += 2;
		}
		numbered |= position;
		counted |= !position;
		struct str type;
		if (at >= POSITIONS || !(p = read_directive(p, &type)))
			return false;
		if (ret->type[at].p && !str_eq(ret->type[at], type))
			return false;
		ret->type[at] = type;
		ret->n = MAX(ret->n, at + 1);
	}
	return !counted || !numbered;
}

static bool same_args(const struct args *a, const struct args *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!str_eq(a->type[i], b->type[i]))
			return false;
	return a->n == b->n;
}

/* No character that a terminal obeys, none that turns the text around it. */
static bool is_clean(struct str s, bool tabs)
{
	if (utf8_valid_prefix(s) != s.len)
		return false;
	char32_t c = 0;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
		bool override = c >= 0x202A && c <= 0x202E;
		if ((control && c != '\n' && !(c == '\t' && tabs)) || override)
			return false;
	}
	return true;
}

/* --- messages ----------------------------------------------------------------------------- */

/* Takes off s what stands before its next NUL. After the last part s is absent. */
static struct str cut(struct str *s)
{
	struct str head = str_of(s->p);
	*s = head.len < s->len ? str_part(*s, head.len + 1, s->len) : (struct str){0};
	return head;
}

/* Each form must agree with one of the two originals: where English says "one question" without a
 * number, so may others, and the program gives both the same arguments. */
static bool is_usable(const struct mo *mo, size_t i)
{
	struct str id = string_at(mo, mo->ids, i), text = string_at(mo, mo->texts, i);
	struct str one = cut(&id);
	bool counts = id.p;
	const char *context = strchr(one.p, CONTEXT_END);
	if (context)
		one = str_of(context + 1);
	struct str many = counts ? cut(&id) : one;
	struct args of_one, of_many, of_form;
	if (id.p || one.len == 0 || !read_args(one.p, &of_one) || !read_args(many.p, &of_many))
		return false;
	bool tabs = strchr(one.p, '\t') || strchr(many.p, '\t');
	unsigned long forms = 0;
	for (; text.p; forms++) {
		struct str form = cut(&text);
		if (form.len == 0 || !is_clean(form, tabs) || !read_args(form.p, &of_form))
			return false;
		if (!same_args(&of_form, &of_one) && !same_args(&of_form, &of_many))
			return false;
	}
	return counts ? forms >= mo->forms : forms == 1;
}

const struct mo *mo_parse(struct arena *a, struct str bytes)
{
	struct mo *mo = arena_array(a, struct mo, 1);
	mo->bytes = bytes;
	if (!read_head(mo))
		return NULL;
	read_rule(mo);
	mo->usable = arena_array(a, bool, mo->n);
	for (size_t i = 0; i < mo->n; i++)
		mo->usable[i] = is_usable(mo, i);
	return mo;
}

const struct mo *mo_load(struct arena *a, const char *path)
{
	struct diags *ds = diags_new(); /* why it fails interests nobody: English is there */
	struct str bytes;
	bool ok = file_read(a, path, MO_MAX, &bytes, ds);
	diags_free(ds);
	return ok ? mo_parse(a, bytes) : NULL;
}

/* The order of a message in a catalogue: as strcmp finds it of context, CONTEXT_END and id. */
static int compare(const char *ctx, const char *id, const char *key)
{
	if (ctx) {
		size_t len = strlen(ctx);
		int order = strncmp(ctx, key, len);
		if (order == 0)
			order = CONTEXT_END - (unsigned char)key[len];
		if (order)
			return order;
		key += len + 1;
	}
	return strcmp(id, key);
}

/* True: the message is there and may be used. */
static bool find(const struct mo *mo, const char *ctx, const char *id, size_t *ret)
{
	size_t from = 0, to = mo->n;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = compare(ctx, id, string_at(mo, mo->ids, mid).p);
		if (order == 0) {
			*ret = mid;
			return mo->usable[mid];
		}
		if (order < 0)
			to = mid;
		else
			from = mid + 1;
	}
	return false;
}

const char *mo_text(const struct mo *mo, const char *ctx, const char *id)
{
	size_t i;
	if (!find(mo, ctx, id, &i))
		return NULL;
	struct str key = string_at(mo, mo->ids, i);
	return strlen(key.p) == key.len ? string_at(mo, mo->texts, i).p : NULL;
}

const char *mo_plural(const struct mo *mo, const char *one, const char *many, unsigned long n)
{
	size_t i;
	if (!find(mo, NULL, one, &i))
		return NULL;
	struct str key = string_at(mo, mo->ids, i), forms = string_at(mo, mo->texts, i);
	cut(&key);
	if (!key.p || strcmp(key.p, many) != 0) /* what was checked is not what is asked for */
		return NULL;
	struct str form = cut(&forms);
	for (unsigned long k = form_for(mo, n); k > 0; k--)
		form = cut(&forms);
	return form.p;
}

const char *mo_refused(const struct mo *mo, size_t *at)
{
	for (size_t i = *at; i < mo->n; i++) {
		struct str id = string_at(mo, mo->ids, i);
		if (mo->usable[i] || id.len == 0)
			continue;
		*at = i + 1;
		return id.p;
	}
	return NULL;
}
