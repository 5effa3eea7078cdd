/* Nodes are built from libyaml's events. libyaml counts places in code points, accepts duplicate
 * keys and passes control characters that are written as escapes, so those are dealt with here.
 *
 * The bytes are looked at first, and what is forbidden is replaced one code point for one: then
 * the places libyaml reports stay true, and one run can report faults of every kind. */
#include "content/ydoc.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "content/rules.h"

#include <stdlib.h>
#include <yaml.h>

enum {
	MAX_DEPTH = 32,
	MAX_NODES = 100000,
	MAX_CHILDREN = 1000,
	MAX_SCALAR = 8 * 1024, /* many times a paragraph; reading its markup takes its square */
	MAX_KEY = 128
};

struct node {
	enum ykind kind;
	struct str value, key;
	struct srcpos pos, key_pos, end;
	ynode first, last, next;
	int n_children;
	bool flow; /* in brackets or braces */
};

struct ydoc {
	struct arena *strings;
	struct node *node; /* node[0] is the absent one */
	int n, cap;
	ynode root;
	bool whole; /* read to its end */
	const struct source *src;
	struct diags *ds;
	struct srcpos quoted_from; /* the last text, if it was in quotes; else {0, 0} */
	bool odd_line_ends;
};

/* --- characters ------------------------------------------------------------------------- */

/* The rule that code point c breaks, or R_COUNT. `raw`: it stands in the file as itself. */
static enum rule_id char_fault(char32_t c, bool raw)
{
	if (c == '\t')
		return R_TAB;
	if (raw && (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029))
		return R_LINE_END;
	if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0))
		return R_CONTROL;
	if (c >= 0x202A && c <= 0x202E)
		return R_BIDI_OVERRIDE;
	bool private_use = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
	bool tag = c >= 0xE0000 && c <= 0xE007F;
	bool nonchar = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
	bool marker = c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || c == 0x2028 || c == 0x2029;
	return private_use || tag || nonchar || marker ? R_FORBIDDEN_CHAR : R_COUNT;
}

static void add_char_fault(struct ydoc *d, enum rule_id rule, struct srcpos pos, char32_t c,
                           bool raw)
{
	const char *how = raw ? "" : " (written as an escape)";
	switch (rule) {
	case R_TAB:
		diag_add(d->ds, d->src, &rules[rule], pos, "a tab%s: write spaces instead", how);
		break;
	case R_LINE_END: /* once: saving the file anew mends them all */
		if (!d->odd_line_ends)
			diag_add(d->ds, d->src, &rules[rule], pos,
			         "a line ends in U+%04X: save the file with Unix line ends",
			         (unsigned)c);
		d->odd_line_ends = true;
		break;
	case R_CONTROL:
		diag_add(d->ds, d->src, &rules[rule], pos, "control character U+%04X%s: delete it",
		         (unsigned)c, how);
		break;
	case R_BIDI_OVERRIDE:
		diag_add(
		        d->ds, d->src, &rules[rule], pos,
		        "bidirectional override U+%04X%s: delete it; right-to-left text needs none",
		        (unsigned)c, how);
		break;
	default:
		diag_add(d->ds, d->src, &rules[R_FORBIDDEN_CHAR], pos,
		         "character U+%04X is not for text%s: delete it", (unsigned)c, how);
	}
}

/* Bytes of printable ASCII at the beginning of s: nearly all of most files, and never at fault. */
static size_t plain_run(struct str s)
{
	size_t n = 0;
	while (n < s.len && s.p[n] >= ' ' && s.p[n] < 0x7F)
		n++;
	return n;
}

/* Reports what is wrong with the bytes and returns text of as many code points that libyaml
 * accepts; the caller frees it. */
static char *clean_copy(struct ydoc *d, struct str text, size_t *ret_len)
{
	char *out = xcalloc(text.len + 1, 1);
	size_t len = 0, at = 0, valid = utf8_valid_prefix(text);
	struct srcpos pos = {1, 1};
	while (at < text.len) {
		char32_t c = 0;
		/* libyaml's time for them is the square of their number; one at the top is harmless */
		if (pos.line > 1 && pos.col == 1 && text.p[at] == '%') {
			diag_add(d->ds, d->src, &rules[R_YAML_FEATURE], pos,
			         "a line that begins with %% is a directive: delete it");
			out[len++] = '#';
			at++;
			pos.col++;
			continue;
		}
		size_t n = plain_run(str_part(text, at, text.len));
		memcpy(out + len, text.p + at, n);
		len += n;
		at += n;
		pos.col += (unsigned)n;
		if (at == text.len)
			break;
		if (at == valid) {
			diag_add(d->ds, d->src, &rules[R_NOT_UTF8], pos,
			         "byte %02X is not UTF-8: save the file with the encoding UTF-8",
			         (unsigned char)text.p[at]);
			n = 1;
			valid = at + 1 + utf8_valid_prefix(str_part(text, at + 1, text.len));
			out[len++] = '?';
			pos.col++;
			at += n;
			continue;
		}
		n = utf8_decode(str_part(text, at, text.len), &c);
		bool crlf = c == '\r' && at + 1 < text.len && text.p[at + 1] == '\n';
		enum rule_id fault = crlf ? R_COUNT : char_fault(c, true);
		if (fault == R_COUNT) {
			memcpy(out + len, text.p + at, n);
			len += n;
		} else {
			add_char_fault(d, fault, pos, c, true);
			out[len++] = fault == R_TAB || fault == R_LINE_END ? ' ' : '?';
		}
		if (c == '\n')
			pos = (struct srcpos){pos.line + 1, 1};
		else
			pos.col++;
		at += n;
	}
	*ret_len = len;
	return out;
}

/* A copy of a value. What came in through escapes is reported and becomes a question mark, so that
 * nothing behind this door can be cut short by a NUL; isolates that do not pair up are reported. */
static struct str sound_value(struct ydoc *d, struct str s, struct srcpos pos)
{
	char *out = arena_alloc(d->strings, s.len + 1, 1);
	size_t len = 0;
	char32_t c;
	int depth = 0;
	bool unbalanced = false;
	for (size_t n; s.len; s = str_part(s, n, s.len)) {
		n = plain_run(s);
		enum rule_id fault = R_COUNT;
		if (!n) {
			n = utf8_decode(s, &c);
			fault = char_fault(c, false);
			depth += (c >= 0x2066 && c <= 0x2068) - (c == 0x2069);
			unbalanced |= depth < 0;
		}
		if (fault == R_COUNT) {
			memcpy(out + len, s.p, n);
			len += n;
		} else {
			add_char_fault(d, fault, pos, c, false);
			out[len++] = '?';
		}
	}
	if (depth != 0 || unbalanced)
		diag_add(
		        d->ds, d->src, &rules[R_BIDI_ISOLATE], pos,
		        "a direction isolate (U+2066 to U+2068) and its end (U+2069) do not pair up in this text");
	return (struct str){out, len};
}

/* --- events to nodes --------------------------------------------------------------------- */

static struct srcpos pos_of(yaml_mark_t mark)
{
	return (struct srcpos){(unsigned)mark.line + 1, (unsigned)mark.column + 1};
}

static ynode add_node(struct ydoc *d, enum ykind kind, struct srcpos pos)
{
	if (d->n == d->cap) {
		d->cap = MAX(d->cap * 2, 256);
		d->node = xrealloc(d->node, (size_t)d->cap, sizeof(*d->node));
	}
	d->node[d->n] = (struct node){.kind = kind, .pos = pos};
	return d->n++;
}

static void append(struct ydoc *d, ynode parent, ynode child)
{
	struct node *p = &d->node[parent];
	if (p->last)
		d->node[p->last].next = child;
	else
		p->first = child;
	p->last = child;
	p->n_children++;
}

/* Where the next node goes: under parent[depth], with a key if one was read. */
struct builder {
	struct ydoc *d;
	ynode parent[MAX_DEPTH];
	int depth; /* -1: nothing open */
	bool has_key;
	struct str key;
	struct srcpos key_pos;
	size_t documents;
};

static void place(struct builder *b, ynode n)
{
	struct ydoc *d = b->d;
	if (b->depth < 0) {
		d->root = n;
		return;
	}
	ynode parent = b->parent[b->depth];
	if (d->node[parent].kind == Y_MAP) {
		d->node[n].key = b->key;
		d->node[n].key_pos = b->key_pos;
		b->has_key = false;
		for (ynode c = d->node[parent].first; c; c = d->node[c].next)
			if (str_eq(d->node[c].key, b->key)) {
				diag_add(d->ds, d->src, &rules[R_DUPLICATE_KEY], b->key_pos,
				         "“%.*s” stands twice here, first on line %u: give one of "
				         "them another name, or delete it",
				         STR_ARG(b->key), d->node[c].key_pos.line);
				return; /* the first stays, the second is not reachable */
			}
	}
	append(d, parent, n);
}

static bool wants_key(const struct builder *b)
{
	return b->depth >= 0 && b->d->node[b->parent[b->depth]].kind == Y_MAP && !b->has_key;
}

static bool limit(struct builder *b, struct srcpos pos, const char *what)
{
	return diag_add(b->d->ds, b->d->src, &rules[R_YAML_LIMIT], pos, "%s", what);
}

static void refuse_features(struct builder *b, const yaml_char_t *anchor, const yaml_char_t *tag,
                            struct srcpos pos)
{
	struct ydoc *d = b->d;
	if (anchor)
		diag_add(d->ds, d->src, &rules[R_YAML_FEATURE], pos,
		         "an anchor (&%s): delete it and write the text where it is read",
		         (const char *)anchor);
	if (tag)
		diag_add(d->ds, d->src, &rules[R_YAML_FEATURE], pos,
		         "a tag (%s): delete it; put text that begins with ! in double quotes",
		         (const char *)tag);
}

static bool on_scalar(struct builder *b, const yaml_event_t *ev)
{
	struct ydoc *d = b->d;
	struct srcpos pos = pos_of(ev->start_mark);
	struct str value = {(const char *)ev->data.scalar.value, ev->data.scalar.length};
	bool is_key = wants_key(b);
	refuse_features(b, ev->data.scalar.anchor, ev->data.scalar.tag, pos);
	if (value.len > (is_key ? (size_t)MAX_KEY : (size_t)MAX_SCALAR))
		return limit(b, pos,
		             is_key ? "a key of more than 128 bytes: is a colon missing?"
		                    : "a text of more than 8 KB: is a quote missing?");
	value = sound_value(d, value, pos);
	bool quoted = ev->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	              ev->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	d->quoted_from = quoted ? pos : (struct srcpos){0};
	if (ev->data.scalar.tag && value.len == 0)
		value = STR("?"); /* a tag swallowed the words: not to be reported as empty too */
	if (is_key) {
		if (str_is(value, "<<"))
			diag_add(d->ds, d->src, &rules[R_YAML_FEATURE], pos,
			         "a merge key (<<): write the keys out");
		b->key = value;
		b->key_pos = pos;
		b->has_key = true;
		return true;
	}
	ynode n = add_node(d, Y_SCALAR, pos);
	d->node[n].value = value;
	d->node[n].end = pos_of(ev->end_mark);
	place(b, n);
	return true;
}

static bool on_start(struct builder *b, enum ykind kind, const yaml_event_t *ev)
{
	struct srcpos pos = pos_of(ev->start_mark);
	if (kind == Y_MAP)
		refuse_features(b, ev->data.mapping_start.anchor, ev->data.mapping_start.tag, pos);
	else
		refuse_features(b, ev->data.sequence_start.anchor, ev->data.sequence_start.tag,
		                pos);
	if (b->depth + 1 == MAX_DEPTH)
		return limit(b, pos, "more than 32 levels of nesting");
	if (wants_key(b))
		return diag_add(b->d->ds, b->d->src, &rules[R_YAML], pos,
		                "a key is a word, not a list or mapping: put it in double quotes");
	ynode n = add_node(b->d, kind, pos);
	b->d->node[n].flow = kind == Y_MAP
	                             ? ev->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
	                             : ev->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	place(b, n);
	b->parent[++b->depth] = n;
	return true;
}

static bool on_end(struct builder *b, const yaml_event_t *ev)
{
	b->d->node[b->parent[b->depth--]].end = pos_of(ev->end_mark);
	return true;
}

static bool on_alias(struct builder *b, const yaml_event_t *ev)
{
	struct ydoc *d = b->d;
	struct srcpos pos = pos_of(ev->start_mark);
	diag_add(
	        d->ds, d->src, &rules[R_YAML_FEATURE], pos,
	        "an alias (*%s): write the text itself; put text that begins with * in double quotes",
	        (const char *)ev->data.alias.anchor);
	if (wants_key(b))
		return false;
	ynode n = add_node(d, Y_SCALAR, pos);
	d->node[n].value = STR("?"); /* not to be reported as empty too */
	place(b, n);
	return true;
}

static bool on_event(struct builder *b, const yaml_event_t *ev)
{
	struct ydoc *d = b->d;
	struct srcpos pos = pos_of(ev->start_mark);
	if (d->n > MAX_NODES)
		return limit(b, pos, "more than 100,000 entries");
	if (b->depth >= 0 && d->node[b->parent[b->depth]].n_children > MAX_CHILDREN)
		return limit(b, pos, "more than 1,000 entries in one place");
	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++b->documents > 1)
			return diag_add(d->ds, d->src, &rules[R_YAML_DOCUMENTS], pos,
			                "a second document begins here: one file, one document");
		return true;
	case YAML_SCALAR_EVENT:
		return on_scalar(b, ev);
	case YAML_MAPPING_START_EVENT:
		return on_start(b, Y_MAP, ev);
	case YAML_SEQUENCE_START_EVENT:
		return on_start(b, Y_SEQ, ev);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		return on_end(b, ev);
	case YAML_ALIAS_EVENT:
		return on_alias(b, ev);
	default:
		return true;
	}
}

/* --- syntax errors, for authors ---------------------------------------------------------- */

static const struct {
	const char *problem, *context; /* as libyaml words them; NULL: any */
	bool at_context;               /* the place of interest is where it began */
	const char *say;
} hints[] = {
        {"mapping values are not allowed", NULL, false,
         "a second colon on this line: put the text in double quotes"},
        {"found unknown escape character", NULL, false,
         "a backslash inside double quotes begins an escape: write \\\\, or use single quotes"},
        {"found unexpected end of stream", "quoted scalar", true,
         "the quotes opened here are never closed"},
        {"found unexpected document indicator", "quoted scalar", true,
         "the quotes opened here are never closed"},
        {"cannot start any token", NULL, false,
         "a text cannot begin with this character: put it in double quotes"},
        {"could not find expected ':'", NULL, true,
         "a key is expected here, with a colon and a space behind it; or the quotes of the text "
         "above do not close"},
        {"did not find expected '-' indicator", NULL, false,
         "this line does not belong to the list above: line up the spaces in front of it"},
        {"block sequence entries are not allowed", NULL, false,
         "a list with “- ” is not used here: give every item a key of its own"},
        {"did not find expected ',' or", NULL, true,
         "the bracket opened here is not closed, or a comma is missing inside; a text that begins "
         "with a bracket must stand in double quotes"},
        {"did not find expected alphabetic", NULL, true,
         "a text cannot begin with * or &: put it in double quotes"},
        {"Unicode character escape code", NULL, false,
         "this escape names no character: type the character itself"},
        {"did not find expected hexdecimal", NULL, false,
         "\\x, \\u and \\U take 2, 4 or 8 hexadecimal digits: better type the character itself"},
        {"did not find expected whitespace", NULL, false,
         "a text cannot begin with this character: put it in double quotes"},
};

/* What stands at `pos`, and whether nothing but spaces is in front of it on its line. */
static char32_t char_at(struct str text, struct srcpos pos, bool *ret_first)
{
	struct srcpos at = {1, 1};
	char32_t c = 0;
	*ret_first = true;
	for (size_t n; (n = utf8_decode(text, &c)) > 0; text = str_part(text, n, text.len)) {
		if (at.line == pos.line && at.col == pos.col)
			return c;
		at = c == '\n' ? (struct srcpos){at.line + 1, 1}
		               : (struct srcpos){at.line, at.col + 1};
		*ret_first = c == '\n' || (*ret_first && c == ' ');
	}
	return 0;
}

/* A key was expected and something else came: which of the usual reasons is it? */
static void add_misfit(struct ydoc *d, struct srcpos pos)
{
	bool first;
	char32_t c = char_at(d->src->text, pos, &first);
	const char *say = "more follows where the text has ended: put all of it in double quotes";
	if (first && c == '-')
		say = "a list with “- ” is not used here: give every item a key of its own";
	else if (first)
		say = "the spaces in front of this line do not line up with the lines above";
	else if (d->quoted_from.line == pos.line)
		say = "the quotes end just before this, and more follows: inside a text write “ ” or ’";
	else if (d->quoted_from.line) {
		diag_add(
		        d->ds, d->src, &rules[R_YAML], d->quoted_from,
		        "the quotes opened here end on line %u, where more follows: close them where "
		        "the text ends, and inside it write “ ”",
		        pos.line);
		return;
	}
	diag_add(d->ds, d->src, &rules[R_YAML], pos, "%s", say);
}

static void add_syntax_error(struct ydoc *d, const yaml_parser_t *p)
{
	if (d->odd_line_ends) /* reported, and nothing else can be told of such a file */
		return;
	const char *problem = p->problem ? p->problem : "not valid YAML";
	const char *context = p->context ? p->context : "";
	struct srcpos pos = pos_of(p->problem_mark);
	if (strstr(problem, "did not find expected key") && strstr(context, "block mapping")) {
		add_misfit(d, pos);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(hints); i++) {
		if (!strstr(problem, hints[i].problem) ||
		    (hints[i].context && !strstr(context, hints[i].context)))
			continue;
		if (hints[i].at_context && p->context)
			pos = pos_of(p->context_mark);
		diag_add(d->ds, d->src, &rules[R_YAML], pos, "%s", hints[i].say);
		return;
	}
	diag_add(d->ds, d->src, &rules[R_YAML], pos, "not valid YAML: %s", problem);
}

/* --- the tree ---------------------------------------------------------------------------- */

/* UTF-16 shows in its mark, or in the NUL of its first letter. */
static bool is_utf16(struct str t)
{
	return t.len >= 2 && (memcmp(t.p, "\xFF\xFE", 2) == 0 || memcmp(t.p, "\xFE\xFF", 2) == 0 ||
	                      (!t.p[0] != !t.p[1] && (t.p[0] & 0x80) == 0));
}

struct str ydoc_without_bom(struct str text)
{
	return str_starts(text, "\xEF\xBB\xBF") ? str_part(text, 3, text.len) : text;
}

/* False: reading ended early, and a finding says why. */
static bool run_parser(struct builder *b, struct str text)
{
	struct ydoc *d = b->d;
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser))
		return limit(b, (struct srcpos){0}, "not enough memory to read the file");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.len);
	bool ok = true, done = false;
	while (ok && !done) {
		yaml_event_t ev;
		if (!yaml_parser_parse(&parser, &ev)) {
			add_syntax_error(d, &parser);
			ok = false;
			break;
		}
		done = ev.type == YAML_STREAM_END_EVENT;
		ok = on_event(b, &ev);
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&parser);
	return ok;
}

struct ydoc *ydoc_parse(const struct source *src, struct arena *strings, struct diags *ds)
{
	struct ydoc *d = xcalloc(1, sizeof(*d));
	d->src = src;
	d->ds = ds;
	d->strings = strings;
	add_node(d, Y_ABSENT, (struct srcpos){0});
	if (is_utf16(src->text)) {
		diag_add(ds, src, &rules[R_ENCODING], (struct srcpos){0},
		         "the file is saved as UTF-16: save it with the encoding UTF-8");
		return d;
	}
	struct builder b = {.d = d, .depth = -1};
	size_t len;
	char *clean = clean_copy(d, src->text, &len);
	bool whole = run_parser(&b, (struct str){clean, len});
	free(clean);
	d->whole = whole;
	if (!whole)
		return d;
	if (b.documents == 0 || (d->node[d->root].kind == Y_SCALAR && !d->node[d->root].value.len))
		diag_add(ds, src, &rules[R_YAML_DOCUMENTS], (struct srcpos){0},
		         "the file is empty");
	return d;
}

void ydoc_free(struct ydoc *d)
{
	if (!d)
		return;
	free(d->node);
	free(d);
}

ynode ydoc_root(const struct ydoc *d)
{
	return d->whole ? d->root : 0;
}

ynode ydoc_root_so_far(const struct ydoc *d)
{
	return d->root;
}

enum ykind ydoc_kind(const struct ydoc *d, ynode n)
{
	return d->node[n].kind;
}

struct str ydoc_value(const struct ydoc *d, ynode n)
{
	return d->node[n].value;
}

struct srcpos ydoc_pos(const struct ydoc *d, ynode n)
{
	return d->node[n].pos;
}

bool ydoc_is_flow(const struct ydoc *d, ynode n)
{
	return d->node[n].flow;
}

struct srcpos ydoc_end(const struct ydoc *d, ynode n)
{
	/* libyaml ends a block where the next thing begins */
	while (!d->node[n].flow && d->node[n].last)
		n = d->node[n].last;
	return d->node[n].end;
}

ynode ydoc_first(const struct ydoc *d, ynode parent)
{
	return d->node[parent].first;
}

ynode ydoc_next(const struct ydoc *d, ynode child)
{
	return d->node[child].next;
}

struct str ydoc_key(const struct ydoc *d, ynode child)
{
	return d->node[child].key;
}

struct srcpos ydoc_key_pos(const struct ydoc *d, ynode child)
{
	return d->node[child].key_pos;
}

ynode ydoc_get(const struct ydoc *d, ynode map, const char *key)
{
	for (ynode c = d->node[map].first; c; c = d->node[c].next)
		if (str_is(d->node[c].key, key))
			return c;
	return 0;
}
