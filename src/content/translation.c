/* The tree is walked as it stands: a path is the ids from the root, kinds of blocks stepped over,
 * so that a translator may keep them or leave them out. Which paths an article has is its source's
 * business. */
#include "content/translation.h"

#include "base/mem.h"
#include "content/fields.h"
#include "text/locale.h"
#include "text/normal.h"
#include "text/number.h"

#include <ctype.h>
#include <stdlib.h>

const char *const translation_status_words[] = {[TR_DRAFT] = "draft",
                                                [TR_TRANSLATED] = "translated",
                                                [TR_REVISED] = "revised",
                                                [TR_CLINICAL] = "clinical"};

enum { MAX_WORDS = 5000, MAX_WAIVERS = 1000 };

/* --- fingerprints ------------------------------------------------------------------------ */

static const uint32_t FNV_BASIS = 0x811C9DC5u;

static uint32_t mix(uint32_t h, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x01000193u; /* FNV-1a */
	return h;
}

static uint32_t mix_words(uint32_t h, struct str s)
{
	bool space = false, begun = false;
	for (size_t i = 0; i < s.len; i++) {
		if (isspace((unsigned char)s.p[i])) {
			space = begun;
			continue;
		}
		if (space)
			h = mix(h, STR(" "));
		space = false;
		begun = true;
		h = mix(h, str_part(s, i, i + 1));
	}
	return h;
}

/* A copy without the ids of links and citations: "tb-2" is no number. */
static struct str without_ids(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len;) {
		struct str rest = str_part(s, i, s.len);
		bool link = str_starts(rest, "](#"), citation = str_starts(rest, "[@");
		const char *end =
		        link || citation ? memchr(rest.p, link ? ')' : ']', rest.len) : NULL;
		if (end)
			i += (size_t)(end - rest.p) + 1;
		else
			out[len++] = s.p[i++];
	}
	return (struct str){out, len};
}

struct fingerprint fingerprint_of(struct str text)
{
	struct arena a = {0};
	size_t n;
	struct str *number = number_list(&a, without_ids(&a, text), &n);
	uint32_t h = FNV_BASIS;
	for (size_t i = 0; i < n; i++)
		h = mix(mix(h, number[i]), STR(" "));
	arena_clear(&a);
	return (struct fingerprint){mix_words(FNV_BASIS, text), (uint16_t)(h ^ h >> 16)};
}

bool fingerprint_same_text(struct fingerprint a, struct fingerprint b)
{
	return a.text == b.text;
}

uint32_t waiver_pair(struct str source, struct str text)
{
	return mix_words(mix(mix_words(FNV_BASIS, source), STR("\n")), text);
}

/* --- words ------------------------------------------------------------------------------- */

struct reader {
	struct fields f;
	struct translation *t;
	struct words *words;
	size_t n, cap;
};

static struct str joined(struct reader *r, struct str parent, struct str id)
{
	return parent.len ? arena_fmt(r->f.arena, "%.*s.%.*s", STR_ARG(parent), STR_ARG(id)) : id;
}

bool translation_is_kind(struct str key)
{
	return str_is(key, "list") || str_is(key, "steps") || str_is(key, "caution") ||
	       str_is(key, "note") || str_is(key, "chance");
}

static void add_words(struct reader *r, ynode n, struct str path)
{
	struct str s = ydoc_value(r->f.doc, n);
	while (s.len && isspace((unsigned char)s.p[s.len - 1]))
		s.len--;
	while (s.len && isspace((unsigned char)s.p[0]))
		s = str_part(s, 1, s.len);
	if (s.len == 0) /* not translated yet */
		return;
	if (r->n == r->cap) {
		r->cap = MAX(r->cap * 2, 256);
		r->words = xrealloc(r->words, r->cap, sizeof(*r->words));
	}
	r->words[r->n++] = (struct words){.path = path,
	                                  .text = normal_nfc(r->f.arena, s),
	                                  .pos = ydoc_pos(r->f.doc, n),
	                                  .key_pos = ydoc_key_pos(r->f.doc, n)};
	if (memchr(s.p, '\n', s.len)) {
		fields_error(&r->f, ydoc_pos(r->f.doc, n), R_LINE_BREAK,
		             "“%.*s” holds a line break: a text is one paragraph", STR_ARG(path));
		r->words[r->n - 1].faulty = true;
	}
}

static void walk(struct reader *r, ynode map, struct str path)
{
	for (ynode c = ydoc_first(r->f.doc, map); c; c = ydoc_next(r->f.doc, c)) {
		struct str key = ydoc_key(r->f.doc, c);
		bool head = path.len == 0 && (str_is(key, "anteroom") || str_is(key, "language") ||
		                              str_is(key, "translation"));
		if (head || r->n == MAX_WORDS)
			continue;
		struct str p = translation_is_kind(key) ? path : joined(r, path, key);
		if (ydoc_kind(r->f.doc, c) == Y_MAP)
			walk(r, c, p);
		else if (ydoc_kind(r->f.doc, c) == Y_SCALAR)
			add_words(r, c, p);
		else
			fields_error(&r->f, ydoc_pos(r->f.doc, c), R_WRONG_KIND,
			             "a translation holds keys and texts in quotes, no lists in "
			             "brackets");
	}
}

static int by_path(const void *va, const void *vb)
{
	const struct words *a = *(const struct words *const *)va;
	const struct words *b = *(const struct words *const *)vb;
	int order = memcmp(a->path.p, b->path.p, MIN(a->path.len, b->path.len));
	return order ? order : (a->path.len > b->path.len) - (a->path.len < b->path.len);
}

static void keep_words(struct reader *r)
{
	struct translation *t = r->t;
	struct words *words = arena_array(&t->arena, struct words, r->n);
	if (r->n)
		memcpy(words, r->words, r->n * sizeof(*words));
	free(r->words);
	t->words = words;
	t->n_words = r->n;
	t->by_path = arena_array(&t->arena, const struct words *, r->n);
	for (size_t i = 0; i < r->n; i++)
		t->by_path[i] = &words[i];
	if (r->n)
		qsort(t->by_path, r->n, sizeof(*t->by_path), by_path);
}

const struct words *translation_find(const struct translation *t, struct str path)
{
	const struct words key = {.path = path}, *p = &key;
	const struct words **found =
	        t->n_words ? bsearch(&p, t->by_path, t->n_words, sizeof(*t->by_path), by_path)
	                   : NULL;
	return found ? *found : NULL;
}

/* A finding marks the text that it stands in. */
static void mark_faulty(struct reader *r, size_t first_finding)
{
	for (size_t i = first_finding; i < diags_len(r->f.ds); i++) {
		const struct diag *d = diags_at(r->f.ds, i);
		size_t hit = r->n;
		for (size_t k = 0; k < r->n && r->words[k].key_pos.line <= d->pos.line; k++)
			hit = k;
		if (hit < r->n && d->rule->severity == SEV_ERROR)
			r->words[hit].faulty = true;
	}
}

/* --- the block of the tools --------------------------------------------------------------- */

/* Eight hexadecimal digits, or twelve. */
static bool hex(struct str s, uint64_t *ret)
{
	*ret = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!isxdigit((unsigned char)s.p[i]))
			return false;
		int c = tolower((unsigned char)s.p[i]);
		*ret = *ret << 4 | (unsigned)(isdigit(c) ? c - '0' : c - 'a' + 10);
	}
	return s.len == 8 || s.len == 12;
}

/* "4f2a1b2c3d4e 5e6f7a8b": numbers and text of the source, and the translation. */
static void read_stamps(struct reader *r, ynode map)
{
	for (ynode c = ydoc_first(r->f.doc, map); c; c = ydoc_next(r->f.doc, c)) {
		struct str s = ydoc_value(r->f.doc, c);
		const struct words *found = translation_find(r->t, ydoc_key(r->f.doc, c));
		uint64_t from, of;
		if (s.len != 21 || !hex(str_part(s, 0, 12), &from) ||
		    !hex(str_part(s, 13, 21), &of)) {
			fields_error(&r->f, ydoc_pos(r->f.doc, c), R_BAD_VALUE,
			             "this line is kept by the tools: delete it, and run "
			             "“anteroom-content translate”");
			continue;
		}
		if (!found)
			continue;
		struct words *w = &r->t->words[found - r->t->words];
		w->stamped = true;
		w->from = (struct fingerprint){(uint32_t)from, (uint16_t)(from >> 32)};
		w->of = (uint32_t)of;
	}
}

static void read_person(struct reader *r, ynode map, const char *key, struct person *ret)
{
	ynode n = ydoc_get(r->f.doc, map, key);
	if (!n || !fields_map(&r->f, n, key))
		return;
	FIELDS_EXPECT(&r->f, n, "name", "org", "role", "credential", "id", "native", "scope", "on",
	              "seen");
	uint64_t seen;
	ynode name = fields_require(&r->f, n, "name", key),
	      on = fields_require(&r->f, n, "on", key);
	ret->pos = ydoc_key_pos(r->f.doc, n);
	ret->name = name ? fields_text(&r->f, name, "name") : STR("");
	ret->on = on ? fields_date(&r->f, on, "on", false) : STR("");
	ret->role = fields_optional_text(&r->f, n, "role");
	ret->credential = fields_optional_text(&r->f, n, "credential");
	struct str digits = fields_optional_text(&r->f, n, "seen");
	ret->has_seen = digits.len == 8 && hex(digits, &seen);
	ret->seen = ret->has_seen ? (uint32_t)seen : 0;
}

static size_t count(struct reader *r, ynode map)
{
	size_t n = 0;
	for (ynode c = ydoc_first(r->f.doc, map); c; c = ydoc_next(r->f.doc, c))
		n++;
	return n;
}

/* PATH: {RULE: {by, on, for}} */
static void read_waivers(struct reader *r, ynode map)
{
	size_t n = 0;
	for (ynode p = ydoc_first(r->f.doc, map); p; p = ydoc_next(r->f.doc, p))
		n += count(r, p);
	n = MIN(n, (size_t)MAX_WAIVERS);
	struct waiver *list = arena_array(&r->t->arena, struct waiver, n);
	for (ynode p = ydoc_first(r->f.doc, map); p; p = ydoc_next(r->f.doc, p))
		for (ynode c = ydoc_first(r->f.doc, p); c && r->t->n_waivers < n;
		     c = ydoc_next(r->f.doc, c)) {
			uint64_t pair;
			FIELDS_EXPECT(&r->f, c, "by", "on", "for");
			struct str digits = fields_optional_text(&r->f, c, "for");
			struct waiver w = {.path = ydoc_key(r->f.doc, p),
			                   .rule = ydoc_key(r->f.doc, c),
			                   .by = fields_optional_text(&r->f, c, "by"),
			                   .on = fields_optional_text(&r->f, c, "on"),
			                   .pos = ydoc_key_pos(r->f.doc, c)};
			if (digits.len == 8 && hex(digits, &pair)) {
				w.pair = (uint32_t)pair;
				list[r->t->n_waivers++] = w;
			}
		}
	r->t->waiver = list;
}

static void read_block(struct reader *r, ynode root)
{
	static const char *const machines[] = {"none", "post-edited", "raw", NULL};
	ynode n = ydoc_get(r->f.doc, root, "translation");
	if (!n || !fields_map(&r->f, n, "translation"))
		return;
	FIELDS_EXPECT(&r->f, n, "machine", "translator", "reviser", "clinician", "readers",
	              "strings", "ok");
	ynode machine = ydoc_get(r->f.doc, n, "machine");
	if (machine)
		r->t->machine = (enum machine)fields_choice(&r->f, machine, "machine", machines);
	read_person(r, n, "translator", &r->t->translator);
	read_person(r, n, "reviser", &r->t->reviser);
	read_person(r, n, "clinician", &r->t->clinician);
	ynode readers = ydoc_get(r->f.doc, n, "readers");
	if (readers)
		r->t->readers = fields_number(&r->f, readers, "readers", 1000);
	read_stamps(r, ydoc_get(r->f.doc, n, "strings"));
	read_waivers(r, ydoc_get(r->f.doc, n, "ok"));
}

/* --- the whole ---------------------------------------------------------------------------- */

static bool read_head(struct reader *r, ynode root, const char *path)
{
	if (!fields_map(&r->f, root, "the file"))
		return false;
	ynode version = fields_require(&r->f, root, "anteroom", "a translation");
	if (version && !str_is(ydoc_value(r->f.doc, version), "1"))
		fields_error(&r->f, ydoc_pos(r->f.doc, version), R_FORMAT_VERSION,
		             "this program reads version 1 of the format: write anteroom: \"1\"");
	ynode n = fields_require(&r->f, root, "language", "a translation");
	r->t->lang = fields_language(&r->f, n, path);
	return r->t->lang.len > 0;
}

struct translation *translation_parse(const char *path, struct str bytes, struct diags *ds)
{
	struct translation *t = xcalloc(1, sizeof(*t));
	const struct source src = {.path = path, .text = ydoc_without_bom(bytes)};
	size_t before = diags_len(ds);
	struct ydoc *doc = ydoc_parse(&src, &t->arena, ds);
	struct reader r = {.f = {doc, &src, ds, &t->arena}, .t = t};
	ynode root = ydoc_root(doc);
	bool sound = root && diags_len(ds) < DIAGS_MAX && read_head(&r, root, path);
	if (sound) {
		t->src = src;
		walk(&r, root, STR(""));
		mark_faulty(&r, before);
		keep_words(&r);
		read_block(&r, root);
	}
	ydoc_free(doc);
	if (sound)
		return t;
	translation_free(t);
	return NULL;
}

void translation_free(struct translation *t)
{
	if (!t)
		return;
	struct arena arena = t->arena;
	free(t);
	arena_clear(&arena);
}

/* --- what follows from it ----------------------------------------------------------------- */

enum freshness translation_freshness(const struct words *w, struct str source)
{
	if (!w->stamped)
		return FRESH_UNKNOWN;
	struct fingerprint now = fingerprint_of(source);
	if (now.text == w->from.text || mix_words(FNV_BASIS, w->text) != w->of)
		return FRESH;
	return now.numbers == w->from.numbers ? STALE : STALE_NUMBERS;
}

uint32_t translation_digest(const struct translation *t)
{
	uint32_t h = FNV_BASIS;
	for (size_t i = 0; i < t->n_words; i++)
		h = mix(mix_words(mix(h, t->by_path[i]->path), t->by_path[i]->text), STR("\n"));
	return h;
}

bool translation_waives(const struct translation *t, struct str path, const char *rule,
                        struct str source, struct str text)
{
	for (size_t i = 0; i < t->n_waivers; i++)
		if (str_eq(t->waiver[i].path, path) && str_is(t->waiver[i].rule, rule) &&
		    t->waiver[i].pair == waiver_pair(source, text))
			return true;
	return false;
}

static bool saw_this(const struct translation *t, const struct person *p)
{
	return p->name.len && p->has_seen && p->seen == translation_digest(t);
}

enum translation_status translation_status(const struct translation *t, bool whole)
{
	if (t->machine == MACHINE_RAW || !t->translator.name.len || !whole)
		return TR_DRAFT;
	if (!saw_this(t, &t->reviser) || str_eq(t->reviser.name, t->translator.name))
		return TR_TRANSLATED;
	return saw_this(t, &t->clinician) ? TR_CLINICAL : TR_REVISED;
}
