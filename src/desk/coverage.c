/* Four hundred lines that say "missing" help nobody: what is missing is counted by section, and what
 * is too much is told where its branch begins. */
#include "desk/coverage.h"

#include "base/buf.h"
#include "content/rules.h"
#include "content/ydoc.h"
#include "desk/prose.h"

struct coverage {
	const struct article *a;
	const struct translation *t;
	const struct passages *ps;
	struct diags *ds;
	struct arena arena;
	struct ydoc *old;      /* what the source said when it was translated; NULL: not known */
	struct diags *scratch; /* faults of that file are its maker's business */
};

static bool add(struct coverage *c, enum rule_id rule, struct srcpos pos, const char *fmt, ...)
        PRINTF_LIKE(4, 5);

static bool add(struct coverage *c, enum rule_id rule, struct srcpos pos, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&c->arena, fmt, ap);
	va_end(ap);
	return diag_add(c->ds, &c->t->src, &rules[rule], pos, "%.*s", STR_ARG(msg));
}

/* --- paths -------------------------------------------------------------------------------- */

/* The first n ids of a path; all of it if it has no more. */
static struct str ids(struct str path, size_t n)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.p[i] == '.' && --n == 0)
			return str_part(path, 0, i);
	return path;
}

static bool is_below(struct str path, struct str prefix)
{
	return path.len >= prefix.len && memcmp(path.p, prefix.p, prefix.len) == 0 &&
	       (path.len == prefix.len || path.p[prefix.len] == '.');
}

/* The part of an article that a path belongs to; empty for the head of the file. */
static struct str part_of(struct str path, bool by_question)
{
	if (str_starts(path, "sections.") || (by_question && str_starts(path, "quiz.")))
		return ids(path, 2);
	struct str first = ids(path, 1);
	return first.len == path.len || str_is(first, "review") ? STR("") : first;
}

/* --- missing ------------------------------------------------------------------------------ */

enum { NAMED = 3 }; /* paths that a count names */

struct missing {
	struct str part;
	size_t texts, plain, critical;
	struct buf paths, critical_paths;
};

static void add_path(struct buf *b, struct str path, size_t count, size_t most)
{
	if (count <= most)
		buf_fmt(b, "%s%.*s", b->len ? ", " : "", STR_ARG(path));
}

static const char *more_than(struct coverage *c, size_t count)
{
	return count > NAMED ? arena_fmt(&c->arena, " and %zu more", count - NAMED).p : "";
}

static void tell_missing(struct coverage *c, struct missing *m)
{
	const char *part = m->part.len ? arena_fmt(&c->arena, "“%.*s”", STR_ARG(m->part)).p
	                               : "the head of the file";
	if (m->critical)
		add(c, R_MISSING_CRITICAL, (struct srcpos){0},
		    "%s: not translated yet and shown in “%.*s”, though they matter for safety: %zu "
		    "of %zu texts: %.*s%s",
		    part, STR_ARG(c->a->source_lang), m->critical, m->texts,
		    STR_ARG(buf_str(&m->critical_paths)), more_than(c, m->critical));
	if (m->plain)
		add(c, R_MISSING, (struct srcpos){0},
		    "%s: not translated yet and shown in “%.*s”: %zu of %zu texts: %.*s%s", part,
		    STR_ARG(c->a->source_lang), m->plain, m->texts, STR_ARG(buf_str(&m->paths)),
		    more_than(c, m->plain));
	buf_clear(&m->paths);
	buf_clear(&m->critical_paths);
}

/* One finding for each part of the article and each level. */
static void count_missing(struct coverage *c)
{
	struct missing m = {0};
	for (size_t i = 0; i < c->ps->n; i++) {
		const struct passage *p = &c->ps->list[i];
		struct str part = part_of(p->path, false);
		if (!str_eq(part, m.part)) {
			tell_missing(c, &m);
			m = (struct missing){.part = part};
		}
		m.texts++;
		if (!p->words && p->critical)
			add_path(&m.critical_paths, p->path, ++m.critical, NAMED);
		else if (!p->words)
			add_path(&m.paths, p->path, ++m.plain, NAMED);
	}
	tell_missing(c, &m);
}

static void tell_paths(struct coverage *c, struct str part, struct buf *paths)
{
	if (paths->len)
		add(c, R_UNTRANSLATED, (struct srcpos){0}, "to translate in %s%.*s%s: %.*s",
		    part.len ? "“" : "", STR_ARG(part.len ? part : STR("the head of the file")),
		    part.len ? "”" : "", STR_ARG(buf_str(paths)));
	buf_clear(paths);
}

/* Every path, as a list to work through. */
static void list_missing(struct coverage *c)
{
	struct buf paths = {0};
	struct str part = {0};
	for (size_t i = 0; i < c->ps->n; i++) {
		const struct passage *p = &c->ps->list[i];
		struct str now = part_of(p->path, true);
		if (!str_eq(now, part))
			tell_paths(c, part, &paths);
		part = now;
		size_t skip = part.len ? part.len + 1 : 0;
		if (!p->words)
			add_path(&paths, str_part(p->path, skip, p->path.len), 0, NAMED);
	}
	tell_paths(c, part, &paths);
}

/* --- extra -------------------------------------------------------------------------------- */

/* Keys of the source that say something else than words. */
static bool is_no_words(struct str path)
{
	static const char *const keys[] = {"source",  "critical", "correct", "safety",  "fixed",
	                                   "section", "of",       "n",       "counted", "beside",
	                                   "cite",    "doi",      "pmid",    "url",     "id",
	                                   "status",  "on",       "next"};
	const char *dot = memrchr(path.p, '.', path.len);
	struct str last = dot ? str_part(path, (size_t)(dot - path.p) + 1, path.len) : path;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (str_is(last, keys[i]))
			return true;
	return false;
}

/* Changes of one byte that turn a into b, or more than `most`. */
static size_t distance(struct str a, struct str b, size_t most)
{
	enum { LONGEST = 128 };
	size_t row[LONGEST + 1];
	size_t apart = MAX(a.len, b.len) - MIN(a.len, b.len);
	if (apart > most || b.len > LONGEST)
		return most + 1;
	for (size_t k = 0; k <= b.len; k++)
		row[k] = k;
	for (size_t i = 0; i < a.len; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t k = 0; k < b.len; k++) {
			size_t swap = corner + (a.p[i] != b.p[k]);
			corner = row[k + 1];
			row[k + 1] = MIN(swap, MIN(row[k], corner) + 1);
		}
	}
	return row[b.len];
}

/* A branch of the source that a branch of the translation may stand for: spelled almost alike, or
 * the same id elsewhere; one that is not translated yet. Empty if there is none. */
static struct str similar(const struct coverage *c, struct str branch)
{
	enum { TYPOS = 3 };
	struct str best = {0};
	size_t depth = 1, least = TYPOS + 1;
	for (size_t i = 0; i < branch.len; i++)
		depth += branch.p[i] == '.';
	for (size_t i = 0; i < c->ps->n; i++) {
		struct str there = ids(c->ps->list[i].path, depth);
		if (c->ps->list[i].words || str_eq(there, best))
			continue;
		size_t d = distance(branch, there, TYPOS);
		if (d < least) {
			least = d;
			best = there;
		}
	}
	return best;
}

/* The shortest branch above a path of the translation that the source does not have. */
static struct str unknown_branch(const struct coverage *c, struct str path)
{
	for (size_t depth = 1;; depth++) {
		struct str branch = ids(path, depth);
		bool known = false;
		for (size_t i = 0; i < c->ps->n && !known; i++)
			known = is_below(c->ps->list[i].path, branch);
		if (!known || branch.len == path.len)
			return branch;
	}
}

static void tell_extra(struct coverage *c, const struct words *first, struct str branch, size_t n)
{
	struct str guess = similar(c, branch);
	const char *below =
	        branch.len == first->path.len
	                ? ""
	                : arena_fmt(&c->arena, " (%zu %s below it)", n, n == 1 ? "text" : "texts")
	                          .p;
	if (is_no_words(first->path))
		add(c, R_EXTRA, first->key_pos,
		    "“%.*s” is said by the source alone: delete it here", STR_ARG(first->path));
	else if (guess.len)
		add(c, R_EXTRA, first->key_pos, "the source has no “%.*s”%s: did you mean “%.*s”?",
		    STR_ARG(branch), below, STR_ARG(guess));
	else
		add(c, R_EXTRA, first->key_pos, "the source has no “%.*s”%s: readers never see it",
		    STR_ARG(branch), below);
}

static bool is_passage(const struct coverage *c, const struct words *w)
{
	for (size_t i = 0; i < c->ps->n; i++)
		if (c->ps->list[i].words == w)
			return true;
	return false;
}

static void find_extra(struct coverage *c)
{
	enum { ENOUGH = 30 }; /* then it is the translation of something else */
	size_t told = 0;
	for (size_t i = 0; i < c->t->n_words && told < ENOUGH;) {
		const struct words *w = &c->t->words[i++];
		if (is_passage(c, w))
			continue;
		struct str branch = unknown_branch(c, w->path);
		size_t n = 1;
		for (; i < c->t->n_words && is_below(c->t->words[i].path, branch); i++)
			n++;
		tell_extra(c, w, branch, n);
		told++;
	}
}

/* --- stale -------------------------------------------------------------------------------- */

/* What the source said at `path` when the translation with this stamp was made. */
static struct str old_source(const struct coverage *c, ynode map, struct str path,
                             struct fingerprint from)
{
	struct str none = {0};
	for (ynode n = ydoc_first(c->old, map); n; n = ydoc_next(c->old, n)) {
		struct str key = ydoc_key(c->old, n), value = ydoc_value(c->old, n);
		if (!is_below(path, key))
			continue;
		if (key.len == path.len)
			return fingerprint_same_text(fingerprint_of(value), from) ? value : none;
		struct str found = old_source(c, n, str_part(path, key.len + 1, path.len), from);
		if (found.len)
			return found;
	}
	return none;
}

/* “old” is now “new”, where the two differ. */
static const char *difference(struct coverage *c, struct str old, struct str now)
{
	size_t front = 0, back = 0, least = MIN(old.len, now.len);
	while (front < least && old.p[front] == now.p[front])
		front++;
	while (front > 0 && ((unsigned char)now.p[MIN(front, now.len - 1)] & 0xC0) == 0x80)
		front--;
	while (back < least - front && old.p[old.len - 1 - back] == now.p[now.len - 1 - back])
		back++;
	while (back > 0 && ((unsigned char)now.p[now.len - back] & 0xC0) == 0x80)
		back--;
	struct str was = prose_quote(&c->arena, old, front, old.len - back);
	struct str is = prose_quote(&c->arena, now, front, now.len - back);
	return arena_fmt(&c->arena, "%.*s is now %.*s", STR_ARG(was), STR_ARG(is)).p;
}

static void tell_stale(struct coverage *c, const struct passage *p)
{
	ynode root = c->old ? ydoc_root(c->old) : 0;
	struct str was = root ? old_source(c, root, p->path, p->words->from) : STR("");
	const char *how = was.len ? difference(c, was, p->source)
	                          : arena_fmt(&c->arena, "it now says %.*s",
	                                      STR_ARG(prose_begin(&c->arena, p->source)))
	                                    .p;
	if (p->critical || p->freshness == STALE_NUMBERS)
		add(c, R_STALE_CRITICAL, p->words->pos,
		    "“%.*s”: %s in the source: %s; readers see it in “%.*s” until it is translated "
		    "anew",
		    STR_ARG(p->path),
		    p->freshness == STALE_NUMBERS ? "a number changed"
		                                  : "a text that matters for safety changed",
		    how, STR_ARG(c->a->source_lang));
	else
		add(c, R_STALE, p->words->pos,
		    "“%.*s”: the source changed: %s; translate it anew or, if it means the same, run "
		    "“anteroom-content restamp %.*s %.*s %.*s”",
		    STR_ARG(p->path), how, STR_ARG(c->a->id), STR_ARG(c->a->lang),
		    STR_ARG(p->path));
}

static void find_stale(struct coverage *c)
{
	size_t unknown = 0, critical = 0;
	for (size_t i = 0; i < c->ps->n; i++) {
		const struct passage *p = &c->ps->list[i];
		if (!p->words)
			continue;
		if (p->freshness == FRESH_UNKNOWN) {
			unknown++;
			critical += p->critical;
		} else if (p->freshness != FRESH) {
			tell_stale(c, p);
		}
	}
	const char *shown = critical ? arena_fmt(&c->arena,
	                                         " (%zu of them matter for safety, and are "
	                                         "shown in “%.*s” until they do)",
	                                         critical, STR_ARG(c->a->source_lang))
	                                       .p
	                             : "";
	if (unknown)
		add(c, R_UNSTAMPED, (struct srcpos){0},
		    "%zu texts do not say from which source they were made%s: run “anteroom-content "
		    "translate %.*s %.*s”",
		    unknown, shown, STR_ARG(c->a->id), STR_ARG(c->a->lang));
}

/* --- who read it -------------------------------------------------------------------------- */

/* Why the entry of somebody who read the translation counts for nothing; NULL if it counts. */
static const char *person_fault(struct coverage *c, const struct person *p, bool is_reviser)
{
	const struct translation *t = c->t;
	struct str name = p->name;
	if (t->machine == MACHINE_RAW)
		return "counts for nothing while “machine” is “raw”: once people have corrected it, "
		       "write machine: \"post-edited\"";
	if (!t->translator.name.len)
		return "counts for nothing without “translator”: name who translated it, too";
	if (is_reviser && str_eq(name, t->translator.name))
		return "is the translator: a second person revises";
	if (!p->has_seen)
		return arena_fmt(&c->arena,
		                 "has no “seen”, so nobody knows which words were read: run "
		                 "“anteroom-content translate %.*s %.*s” on the day of the reading",
		                 STR_ARG(c->a->id), STR_ARG(c->a->lang))
		        .p;
	if (p->seen != translation_digest(t))
		return arena_fmt(
		               &c->arena,
		               "read other words than there are now: once the changes were read, "
		               "write the day into “on”, delete “seen”, and run “anteroom-content "
		               "translate %.*s %.*s”",
		               STR_ARG(c->a->id), STR_ARG(c->a->lang))
		        .p;
	return NULL;
}

static void check_person(struct coverage *c, const struct person *p, const char *key,
                         bool is_reviser)
{
	const char *fault = p->name.len ? person_fault(c, p, is_reviser) : NULL;
	if (fault)
		add(c, R_PERSON, p->pos, "%s “%.*s” %s", key, STR_ARG(p->name), fault);
}

/* --- all ---------------------------------------------------------------------------------- */

void coverage_check(const struct article *a, const struct passages *ps, struct str old,
                    struct diags *ds)
{
	struct coverage c = {
	        .a = a, .t = a->translation, .ps = ps, .ds = ds, .scratch = diags_new()};
	struct source src = {.path = "", .text = ydoc_without_bom(old)};
	if (old.len)
		c.old = ydoc_parse(&src, &c.arena, c.scratch);
	count_missing(&c);
	list_missing(&c);
	find_extra(&c);
	find_stale(&c);
	check_person(&c, &c.t->reviser, "reviser", true);
	check_person(&c, &c.t->clinician, "clinician", false);
	ydoc_free(c.old);
	diags_free(c.scratch);
	arena_clear(&c.arena);
}
