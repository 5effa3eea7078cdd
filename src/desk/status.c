/* Each language is read over its source and told by its passages, so that what is counted here is
 * what a reader of it sees. */
#include "desk/status.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/library.h"

#include <stdlib.h>

/* --- reading ------------------------------------------------------------------------------ */

static void count_passages(struct status_row *r, const struct passages *ps)
{
	r->strings = ps->n;
	for (size_t i = 0; i < ps->n && !r->source; i++) {
		const struct passage *p = &ps->list[i];
		if (!p->words || p->words->faulty)
			r->missing++;
		else if (p->critical && p->freshness != FRESH)
			r->critical++;
		else if (p->freshness == STALE || p->freshness == STALE_NUMBERS)
			r->stale++;
	}
}

static struct status_person person_of(struct arena *a, const struct translation *t,
                                      const struct person *p)
{
	return (struct status_person){.name = arena_str(a, p->name),
	                              .on = arena_str(a, p->on),
	                              .current = p->has_seen && p->seen == translation_digest(t)};
}

static void take_people(struct status_row *r, struct arena *arena, const struct article *a)
{
	static const char *const machines[] = {[MACHINE_NONE] = "none",
	                                       [MACHINE_POST_EDITED] = "post-edited",
	                                       [MACHINE_RAW] = "raw"};
	const struct translation *t = a->translation;
	if (!t) {
		bool reviewed = a->review.status == REVIEW_REVIEWED;
		r->standing = str_of(reviewed ? "reviewed" : "draft");
		r->reviewer =
		        (struct status_person){.name = arena_str(arena, a->review.by.rich.text),
		                               .on = arena_str(arena, a->review.on),
		                               .current = true};
		return;
	}
	r->standing = str_of(translation_status_words[article_translation_status(a)]);
	r->machine = str_of(machines[t->machine]);
	r->translator = person_of(arena, t, &t->translator);
	r->reviser = person_of(arena, t, &t->reviser);
	r->clinician = person_of(arena, t, &t->clinician);
}

static bool is_before(struct str day, struct str other)
{
	return day.len && day.len == other.len && memcmp(day.p, other.p, day.len) < 0;
}

/* Fills the row from the source at `path` and, unless it is the row's own, the translation. */
static void read_row(struct status_row *r, struct arena *arena, const char *path,
                     const char *translation, struct str today)
{
	struct arena bytes = {0};
	struct diags *ds = diags_new(); /* `check` tells them */
	struct passages ps = {0};
	struct translation *t = NULL;
	struct article *a = NULL;
	struct str text, over;
	bool readable = file_read(&bytes, path, ARTICLE_MAX_BYTES, &text, ds);
	if (readable && !r->source) {
		readable = file_read(&bytes, translation, ARTICLE_MAX_BYTES, &over, ds);
		t = readable ? translation_parse(translation, over, ds) : NULL;
		readable = t != NULL;
	}
	if (readable)
		a = article_parse(path, text, t, &ps, ds);
	r->broken = a == NULL;
	r->errors = diags_count(ds, SEV_ERROR);
	if (a) {
		count_passages(r, &ps);
		take_people(r, arena, a);
		r->due = arena_str(arena, a->review.next);
		r->passed = is_before(r->due, today);
	}
	passages_clear(&ps);
	article_free(a);
	diags_free(ds);
	arena_clear(&bytes);
}

struct status *status_read(const char *dir, struct str today, struct diags *ds)
{
	struct status *s = xcalloc(1, sizeof(*s));
	struct library *lib = library_open(dir, ds);
	size_t rows = 0, n;
	for (size_t i = 0; i < library_count(lib); i++) {
		library_languages(lib, i, &n);
		rows += n;
	}
	s->row = arena_array(&s->arena, struct status_row, rows);
	for (size_t i = 0; i < library_count(lib); i++) {
		const struct str *lang = library_languages(lib, i, &n);
		for (size_t k = 0; k < n; k++) {
			struct status_row *r = &s->row[s->n++];
			r->article = arena_str(&s->arena, library_id(lib, i));
			r->language = arena_str(&s->arena, lang[k]);
			r->source = k == 0;
			read_row(r, &s->arena, library_path(lib, i, lang[0]),
			         library_path(lib, i, lang[k]), today);
		}
	}
	library_close(lib);
	return s;
}

void status_free(struct status *s)
{
	if (!s)
		return;
	struct arena arena = s->arena;
	free(s);
	arena_clear(&arena);
}

unsigned status_complete(const struct status_row *r)
{
	size_t done = r->strings - r->missing - r->stale - r->critical;
	return r->strings ? (unsigned)(done * 100 / r->strings) : 0;
}

/* --- writing ------------------------------------------------------------------------------ */

static bool is_control(char32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* What orders the letters around it, itself unseen. */
static bool is_direction(char32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Without what a terminal could obey. */
static void add_plain(struct buf *out, struct str s)
{
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		char bytes[4];
		c = c == '\t' ? ' ' : is_control(c) ? 0xFFFD : c;
		if (!is_direction(c))
			buf_add(out, (struct str){bytes, utf8_encode(c, bytes)});
	}
}

static void add_json(struct buf *out, struct str s)
{
	char32_t c;
	buf_add(out, STR("\""));
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		char bytes[4];
		if (is_control(c) || is_direction(c))
			buf_fmt(out, "\\u%04x", (unsigned)c);
		else if (c == '"' || c == '\\')
			buf_fmt(out, "\\%c", (char)c);
		else
			buf_add(out, (struct str){bytes, utf8_encode(c, bytes)});
	}
	buf_add(out, STR("\""));
}

/* One cell of the tables for programs. */
struct value {
	enum { NOTHING, TEXT, NUMBER, TRUTH } kind;
	struct str text;
	size_t number; /* or a truth */
};

static const char *const columns[] = {
        "article",    "language",        "source",         "strings",       "complete",
        "missing",    "stale",           "stale_critical", "standing",      "machine",
        "reviewer",   "reviewer_on",     "translator",     "translator_on", "reviser",
        "reviser_on", "reviser_current", "clinician",      "clinician_on",  "clinician_current",
        "review_due", "review_passed",   "errors"};

static struct value text_value(struct str s)
{
	return (struct value){s.len ? TEXT : NOTHING, s, 0};
}

static struct value number_value(const struct status_row *r, size_t n)
{
	return (struct value){r->broken ? NOTHING : NUMBER, STR(""), n};
}

static struct value truth_value(bool known, bool truth)
{
	return (struct value){known ? TRUTH : NOTHING, STR(""), truth};
}

static void fill_values(const struct status_row *r, struct value v[ARRAY_LEN(columns)])
{
	const struct value all[] = {
	        text_value(r->article),
	        text_value(r->language),
	        truth_value(true, r->source),
	        number_value(r, r->strings),
	        number_value(r, status_complete(r)),
	        number_value(r, r->missing),
	        number_value(r, r->stale),
	        number_value(r, r->critical),
	        text_value(r->broken ? STR("broken") : r->standing),
	        text_value(r->machine),
	        text_value(r->reviewer.name),
	        text_value(r->reviewer.on),
	        text_value(r->translator.name),
	        text_value(r->translator.on),
	        text_value(r->reviser.name),
	        text_value(r->reviser.on),
	        truth_value(r->reviser.name.len > 0, r->reviser.current),
	        text_value(r->clinician.name),
	        text_value(r->clinician.on),
	        truth_value(r->clinician.name.len > 0, r->clinician.current),
	        text_value(r->due),
	        truth_value(!r->broken, r->passed),
	        {NUMBER, STR(""), r->errors},
	};
	_Static_assert(ARRAY_LEN(all) == ARRAY_LEN(columns), "a value for each column");
	memcpy(v, all, sizeof(all));
}

static void write_tsv(const struct status *s, struct buf *out)
{
	struct value v[ARRAY_LEN(columns)];
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		buf_fmt(out, "%s%s", i ? "\t" : "", columns[i]);
	for (size_t k = 0; k < s->n; k++) {
		fill_values(&s->row[k], v);
		for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
			buf_fmt(out, "%s", i ? "\t" : "\n");
			if (v[i].kind == TEXT)
				add_plain(out, v[i].text);
			else if (v[i].kind == NUMBER)
				buf_fmt(out, "%zu", v[i].number);
			else if (v[i].kind == TRUTH)
				buf_fmt(out, "%s", v[i].number ? "yes" : "no");
		}
	}
	buf_fmt(out, "\n");
}

static void write_json(const struct status *s, struct buf *out)
{
	static const char *const truth[] = {"false", "true"};
	struct value v[ARRAY_LEN(columns)];
	buf_fmt(out, "[");
	for (size_t k = 0; k < s->n; k++) {
		fill_values(&s->row[k], v);
		buf_fmt(out, "%s\n  {", k ? "," : "");
		for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
			buf_fmt(out, "%s\n    \"%s\": ", i ? "," : "", columns[i]);
			if (v[i].kind == TEXT)
				add_json(out, v[i].text);
			else if (v[i].kind == NUMBER)
				buf_fmt(out, "%zu", v[i].number);
			else
				buf_fmt(out, "%s",
				        v[i].kind == TRUTH ? truth[v[i].number] : "null");
		}
		buf_fmt(out, "\n  }");
	}
	buf_fmt(out, "\n]\n");
}

static void write_person(const struct status_person *p, const char *role, bool must_see,
                         struct buf *out)
{
	if (!p->name.len)
		return;
	buf_fmt(out, "      %-10s  ", role);
	add_plain(out, p->name);
	buf_fmt(out, "%s%.*s%s\n", p->on.len ? ", " : "", STR_ARG(p->on),
	        must_see && !p->current ? " (has not seen the words as they are now)" : "");
}

static void write_row(const struct status_row *r, struct buf *out)
{
	buf_fmt(out, "  %-12.*s", STR_ARG(r->language));
	if (r->broken)
		buf_fmt(out, "    cannot be read: run “anteroom-content check”\n");
	else if (r->source)
		buf_fmt(out, "  source%27s  %.*s\n", "", STR_ARG(r->standing));
	else
		buf_fmt(out, "%6u %%%9zu%7zu%10zu  %-10.*s  %.*s\n", status_complete(r), r->missing,
		        r->stale, r->critical, STR_ARG(r->standing), STR_ARG(r->machine));
	if (r->errors && !r->broken)
		buf_fmt(out, "      errors: %zu; run “anteroom-content check”\n", r->errors);
	write_person(&r->reviewer, "review", false, out);
	write_person(&r->translator, "translator", false, out);
	write_person(&r->reviser, "reviser", true, out);
	write_person(&r->clinician, "clinician", true, out);
}

static void write_text(const struct status *s, struct buf *out)
{
	buf_fmt(out, "%-14s%8s%9s%7s%10s  %-10s  %s\n", "", "complete", "missing", "stale",
	        "critical", "standing", "machine");
	for (size_t i = 0; i < s->n; i++) {
		const struct status_row *r = &s->row[i];
		if (r->source) {
			buf_fmt(out, "%.*s", STR_ARG(r->article));
			if (r->due.len)
				buf_fmt(out, ": review %s %.*s", r->passed ? "was due" : "due",
				        STR_ARG(r->due));
			buf_fmt(out, "\n");
		}
		write_row(r, out);
	}
}

void status_write(const struct status *s, enum status_format format, struct buf *out)
{
	if (format == STATUS_JSON)
		write_json(s, out);
	else if (format == STATUS_TSV)
		write_tsv(s, out);
	else
		write_text(s, out);
}
