/* The loader: a YAML tree to an article. It goes on after every fault, so that an author mends ten
 * things in one round, and gives the article up at the end if anything was an error.
 *
 * Glossary and sources come first: only their ids are needed to read every other text. */
#include "content/article.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/markup.h"

#include <stdlib.h>

enum {
	MAX_SECTIONS = 20,
	MAX_BLOCKS = 100,
	MAX_ITEMS = 30,
	MAX_QUESTIONS = 60,
	MAX_ENTRIES = 200,
	MAX_CRITICAL = 200
};

struct loader {
	struct fields f;
	struct article *a;
	struct markup_names names;
	const struct translation *t; /* laid over; NULL while a question falls back whole */
	struct fields tf;            /* for findings in the translation's file */
	size_t tolerated;            /* errors of the translation: they refuse nothing */
	bool critical;               /* what is being loaded is critical by itself */
	struct passages *passages;   /* NULL: nobody asks */
};

#define EXPECT(l, map, ...) FIELDS_EXPECT(&(l)->f, map, __VA_ARGS__)

static struct str path_join(struct loader *l, struct str parent, struct str id)
{
	if (parent.len == 0)
		return id;
	/* once for every text of an article: formatting would cost a tenth of loading it */
	char *p = arena_alloc(l->f.arena, parent.len + 1 + id.len + 1, 1);
	memcpy(p, parent.p, parent.len);
	p[parent.len] = '.';
	memcpy(p + parent.len + 1, id.p, id.len);
	return (struct str){p, parent.len + 1 + id.len};
}

/* --- texts ------------------------------------------------------------------------------- */

/* All below a critical path is meant. */
static bool is_critical(const struct loader *l, struct str path)
{
	for (size_t i = 0; i < l->a->n_critical; i++) {
		struct str c = l->a->critical[i];
		if (path.len >= c.len && memcmp(path.p, c.p, c.len) == 0 &&
		    (path.len == c.len || path.p[c.len] == '.'))
			return true;
	}
	return l->critical;
}

static bool may_show(const struct loader *l, const struct words *w, enum freshness freshness,
                     bool critical)
{
	if (w->faulty || freshness == STALE_NUMBERS)
		return false;
	if (freshness == FRESH_UNKNOWN && l->a->translation->at_the_desk)
		return true; /* just written: who made it looks at it */
	return !critical || freshness == FRESH;
}

/* The translation's words in place of t's; false: they are not to be shown. */
static bool lay_over(struct loader *l, struct text *t, const struct words *w)
{
	size_t errors = diags_count(l->f.ds, SEV_ERROR);
	l->names.lang = l->a->lang.p;
	struct rich rich = markup_parse(&l->tf, w->text, w->pos, &l->names);
	l->names.lang = l->a->source_lang.p;
	size_t found = diags_count(l->f.ds, SEV_ERROR) - errors;
	l->tolerated += found;
	if (found)
		return false;
	t->raw = w->text;
	t->rich = rich;
	t->lang = l->a->lang.p;
	return true;
}

static void record(struct loader *l, struct passage p)
{
	struct passages *ps = l->passages;
	if (!ps)
		return;
	if (ps->n == ps->cap) {
		ps->cap = MAX(ps->cap * 2, 256);
		ps->list = xrealloc(ps->list, ps->cap, sizeof(*ps->list));
	}
	ps->list[ps->n++] = p;
}

static struct text load_node(struct loader *l, ynode n, struct str path)
{
	struct text t = {.path = path, .pos = ydoc_pos(l->f.doc, n), .lang = l->a->source_lang.p};
	t.raw = fields_text(&l->f, n, ydoc_key(l->f.doc, n).p);
	struct passage p = {
	        .path = path, .source = t.raw, .pos = t.pos, .critical = is_critical(l, path)};
	const struct translation *all = l->a->translation;
	p.words = all ? translation_find(all, path) : NULL;
	if (p.words) {
		p.freshness = translation_freshness(p.words, t.raw);
		p.shown = l->t && may_show(l, p.words, p.freshness, p.critical) &&
		          lay_over(l, &t, p.words);
	}
	if (!p.shown)
		t.rich = markup_parse(&l->f, t.raw, t.pos, &l->names);
	l->a->n_texts++;
	l->a->n_in_source += all && !p.shown;
	l->a->n_stale += p.shown && p.freshness >= STALE;
	record(l, p);
	return t;
}

/* The text under `key`; `what` names its mapping for the message, NULL if it may be absent. */
static struct text load_text(struct loader *l, ynode map, const char *key, struct str path,
                             const char *what)
{
	ynode n = what ? fields_require(&l->f, map, key, what) : ydoc_get(l->f.doc, map, key);
	return n ? load_node(l, n, path_join(l, path, str_of(key))) : (struct text){0};
}

/* The texts of a mapping of ids. */
static struct text *load_texts(struct loader *l, ynode map, const char *key, struct str path,
                               size_t max, size_t *ret_n)
{
	size_t n = fields_ids(&l->f, map, key, max), i = 0;
	struct text *t = arena_array(l->f.arena, struct text, n);
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c))
		t[i++] = load_node(l, c, path_join(l, path, ydoc_key(l->f.doc, c)));
	*ret_n = n;
	return t;
}

/* --- chances ----------------------------------------------------------------------------- */

static struct arm load_arm(struct loader *l, ynode chance, const char *key, struct str path,
                           unsigned of)
{
	struct arm arm = {0};
	ynode map = fields_require(&l->f, chance, key, "a chance");
	if (!fields_map(&l->f, map, key))
		return arm;
	EXPECT(l, map, "n", "label", "counted");
	ynode n = fields_require(&l->f, map, "n", "a group");
	size_t errors = diags_count(l->f.ds, SEV_ERROR);
	arm.n = fields_number(&l->f, n, "n", 1000);
	bool known = n && diags_count(l->f.ds, SEV_ERROR) == errors;
	arm.label = load_text(l, map, "label", path_join(l, path, str_of(key)), "a group");
	if (arm.n > of)
		fields_error(&l->f, ydoc_pos(l->f.doc, n), R_CHANCE_NUMBERS,
		             "%u of %u people cannot be: n is larger than “of”", arm.n, of);
	ynode counted = ydoc_get(l->f.doc, map, "counted");
	if (!counted)
		return arm;
	size_t count = 0;
	ynode child = ydoc_first(l->f.doc, counted);
	for (; child; child = ydoc_next(l->f.doc, child), count++)
		if (count < 2)
			arm.counted[count] = fields_number(&l->f, child, "counted", 10000000);
	arm.has_counted = count == 2 && arm.counted[1] > 0;
	if (!arm.has_counted) {
		fields_error(&l->f, ydoc_pos(l->f.doc, counted), R_CHANCE_NUMBERS,
		             "“counted” takes two numbers: people with the outcome, people in the "
		             "group: [182, 310]");
		return arm;
	}
	unsigned long rounded =
	        (arm.counted[0] * 2ul * of + arm.counted[1]) / (2ul * arm.counted[1]);
	if (known && rounded != arm.n)
		fields_error(&l->f, ydoc_pos(l->f.doc, n), R_CHANCE_NUMBERS,
		             "%u of %u people come to %lu of %u, but n says %u", arm.counted[0],
		             arm.counted[1], rounded, of, arm.n);
	return arm;
}

static size_t load_ref(struct loader *l, ynode map, const char *key, const char *what,
                       const struct str *names, size_t n_names, enum rule_id rule,
                       const char *place)
{
	ynode n = fields_require(&l->f, map, key, what);
	if (!n)
		return 0;
	struct str id = fields_text(&l->f, n, key);
	for (size_t i = 0; i < n_names; i++)
		if (str_eq(names[i], id))
			return i;
	if (n_names && id.len) /* else a finding said already that they are missing */
		fields_error(&l->f, ydoc_pos(l->f.doc, n), rule, "%s “%.*s”", place, STR_ARG(id));
	return 0;
}

static const struct chance *load_chance(struct loader *l, ynode map, struct str path)
{
	struct chance *c = arena_array(l->f.arena, struct chance, 1);
	if (!fields_map(&l->f, map, "chance"))
		return c;
	EXPECT(l, map, "outcome", "otherwise", "group", "period", "of", "with", "without",
	       "certainty", "source", "beside");
	c->outcome = load_text(l, map, "outcome", path, "a chance");
	c->otherwise = load_text(l, map, "otherwise", path, "a chance");
	c->group = load_text(l, map, "group", path, "a chance");
	c->period = load_text(l, map, "period", path, "a chance");
	c->certainty = load_text(l, map, "certainty", path, "a chance");
	ynode of = fields_require(&l->f, map, "of", "a chance");
	c->of = of ? fields_number(&l->f, of, "of", 1000) : 100;
	if (c->of != 100 && c->of != 1000) {
		fields_error(&l->f, ydoc_pos(l->f.doc, of), R_CHANCE_NUMBERS,
		             "“of” is 100 or 1000, the same for both groups");
		c->of = 100;
	}
	c->with = load_arm(l, map, "with", path, c->of);
	c->without = load_arm(l, map, "without", path, c->of);
	c->source = load_ref(l, map, "source", "a chance", l->names.source, l->names.n_sources,
	                     R_UNKNOWN_SOURCE, "the sources have no");
	c->beside = fields_optional_text(&l->f, map, "beside");
	return c;
}

/* --- bodies ------------------------------------------------------------------------------ */

static const char *const kinds[] = {
        [BLOCK_LIST] = "list", [BLOCK_STEPS] = "steps",   [BLOCK_CAUTION] = "caution",
        [BLOCK_NOTE] = "note", [BLOCK_CHANCE] = "chance",
};

/* The kind of block is not part of a path: a list may become steps and keep its translations. */
static struct block load_block(struct loader *l, ynode n, struct str path)
{
	struct block b = {.id = ydoc_key(l->f.doc, n), .pos = ydoc_key_pos(l->f.doc, n)};
	ynode inner = ydoc_first(l->f.doc, n);
	if (ydoc_kind(l->f.doc, n) != Y_MAP) {
		struct text *t = arena_array(l->f.arena, struct text, 1);
		*t = load_node(l, n, path);
		b.item = t;
		b.n_items = 1;
		return b;
	}
	for (size_t k = BLOCK_LIST; k < ARRAY_LEN(kinds); k++)
		if (inner && str_is(ydoc_key(l->f.doc, inner), kinds[k]))
			b.kind = (enum block_kind)k;
	if (b.kind == BLOCK_PARAGRAPH || ydoc_next(l->f.doc, inner)) {
		fields_error(&l->f, b.pos, R_BLOCK_KIND,
		             "“%.*s” takes a text in quotes, or exactly one of list, steps, "
		             "caution, note, chance",
		             STR_ARG(b.id));
		return b;
	}
	l->critical = b.kind == BLOCK_CHANCE || b.kind == BLOCK_CAUTION;
	if (b.kind == BLOCK_CHANCE) {
		b.chance = load_chance(l, inner, path);
	} else if (b.kind == BLOCK_LIST || b.kind == BLOCK_STEPS) {
		b.item = load_texts(l, inner, kinds[b.kind], path, MAX_ITEMS, &b.n_items);
	} else {
		struct text *t = arena_array(l->f.arena, struct text, 1);
		*t = load_node(l, inner, path);
		b.item = t;
		b.n_items = 1;
	}
	l->critical = false;
	return b;
}

static bool stands_beside(const struct body *body, size_t i, struct str id)
{
	for (size_t k = i ? i - 1 : 0; k <= i + 1 && k < body->n_blocks; k++)
		if (k != i && body->block[k].kind == BLOCK_CHANCE && str_eq(body->block[k].id, id))
			return true;
	return false;
}

static struct body load_body(struct loader *l, ynode map, const char *key, struct str path)
{
	size_t n = fields_ids(&l->f, map, key, MAX_BLOCKS), i = 0;
	struct block *blocks = arena_array(l->f.arena, struct block, n);
	struct body body = {blocks, n};
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c))
		blocks[i++] = load_block(l, c, path_join(l, path, ydoc_key(l->f.doc, c)));
	for (i = 0; i < n; i++) {
		const struct chance *chance = blocks[i].chance;
		if (chance && chance->beside.len && !stands_beside(&body, i, chance->beside))
			fields_error(&l->f, blocks[i].pos, R_CHANCE_BESIDE,
			             "“%.*s” must stand directly before or after “%.*s”",
			             STR_ARG(blocks[i].id), STR_ARG(chance->beside));
	}
	return body;
}

/* --- sections ---------------------------------------------------------------------------- */

static void check_section_order(struct loader *l, ynode map)
{
	static const char *const required[] = {"mechanism", "efficacy", "risks", "availability",
	                                       "precautions"};
	ynode c = ydoc_first(l->f.doc, map);
	for (size_t i = 0; i < ARRAY_LEN(required); i++) {
		if (!ydoc_get(l->f.doc, map, required[i])) {
			fields_require(&l->f, map, required[i], "“sections”");
			return; /* the order of the rest means nothing yet */
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(required); i++, c = ydoc_next(l->f.doc, c))
		if (!str_is(ydoc_key(l->f.doc, c), required[i])) {
			fields_error(&l->f, ydoc_key_pos(l->f.doc, c), R_SECTION_ORDER,
			             "section %zu must be “%s”, but here is “%.*s”", i + 1,
			             required[i], STR_ARG(ydoc_key(l->f.doc, c)));
			return;
		}
}

static void load_sections(struct loader *l, ynode root)
{
	ynode map = fields_require(&l->f, root, "sections", "an article");
	size_t n = fields_ids(&l->f, map, "sections", MAX_SECTIONS), i = 0;
	if (n)
		check_section_order(l, map);
	struct section *sections = arena_array(l->f.arena, struct section, n);
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c)) {
		struct section *s = &sections[i++];
		s->id = ydoc_key(l->f.doc, c);
		s->pos = ydoc_key_pos(l->f.doc, c);
		if (!fields_map(&l->f, c, "a section"))
			continue;
		struct str path = path_join(l, STR("sections"), s->id);
		EXPECT(l, c, "question", "answer", "body");
		s->question = load_text(l, c, "question", path, "a section");
		s->answer = load_text(l, c, "answer", path, "a section");
		ynode body = fields_require(&l->f, c, "body", "a section");
		s->body = load_body(l, body, "body", path_join(l, path, STR("body")));
	}
	l->a->section = sections;
	l->a->n_sections = n;
}

/* --- quiz -------------------------------------------------------------------------------- */

static void load_options(struct loader *l, ynode map, struct str path, struct question *q)
{
	size_t n = fields_ids(&l->f, map, "options", MAX_ENTRIES), i = 0, right = 0;
	struct option *options = arena_array(l->f.arena, struct option, n);
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c), i++) {
		struct option *o = &options[i];
		o->id = ydoc_key(l->f.doc, c);
		if (!fields_map(&l->f, c, "an option"))
			continue;
		struct str p = path_join(l, path, o->id);
		EXPECT(l, c, "text", "why", "correct");
		o->text = load_text(l, c, "text", p, "an option");
		o->why = load_text(l, c, "why", p, "an option");
		o->correct = fields_bool(&l->f, c, "correct");
		if (o->correct) {
			q->correct = i;
			right++;
		}
	}
	if (n && (n < 2 || n > ARTICLE_MAX_OPTIONS))
		fields_error(&l->f, ydoc_key_pos(l->f.doc, map), R_QUIZ_OPTIONS,
		             "a question has 2 to %d options, this one has %zu",
		             ARTICLE_MAX_OPTIONS, n);
	if (n && right != 1)
		fields_error(&l->f, ydoc_key_pos(l->f.doc, map), R_QUIZ_ANSWER,
		             "“correct: true” must stand at exactly one option, but stands at %zu",
		             right);
	q->option = options;
	q->n_options = n;
}

static struct str *section_ids(struct loader *l)
{
	struct str *ids = arena_array(l->f.arena, struct str, l->a->n_sections);
	for (size_t i = 0; i < l->a->n_sections; i++)
		ids[i] = l->a->section[i].id;
	return ids;
}

/* The texts of a question: question, retry, options and reasons. */
static void load_question_texts(struct loader *l, ynode map, struct str path, struct question *q)
{
	ynode options = fields_require(&l->f, map, "options", "a question");
	q->question = load_text(l, map, "question", path, "a question");
	q->again = load_text(l, map, "again", path, "a question");
	load_options(l, options, path_join(l, path, STR("options")), q);
}

/* A question is shown in one language: where one of its texts falls back, all do. */
static void load_question(struct loader *l, ynode map, struct str path, struct question *q)
{
	struct article *a = l->a;
	struct article before = *a;
	size_t recorded = l->passages ? l->passages->n : 0;
	const struct translation *t = l->t;
	l->critical = q->safety;
	load_question_texts(l, map, path, q);
	if (a->n_in_source > before.n_in_source &&
	    a->n_in_source - before.n_in_source < a->n_texts - before.n_texts) {
		size_t errors = diags_count(l->f.ds, SEV_ERROR);
		a->n_texts = before.n_texts;
		a->n_in_source = before.n_in_source;
		a->n_stale = before.n_stale;
		if (l->passages)
			l->passages->n = recorded;
		l->t = NULL;
		load_question_texts(l, map, path, q);
		l->t = t;
		l->tolerated += diags_count(l->f.ds, SEV_ERROR) - errors; /* found before, too */
	}
	l->critical = false;
}

static void load_quiz(struct loader *l, ynode root)
{
	ynode map = fields_require(&l->f, root, "quiz", "an article");
	size_t n = fields_ids(&l->f, map, "quiz", MAX_QUESTIONS), i = 0;
	struct question *questions = arena_array(l->f.arena, struct question, n);
	const struct str *ids = section_ids(l);
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c)) {
		struct question *q = &questions[i++];
		q->id = ydoc_key(l->f.doc, c);
		if (!fields_map(&l->f, c, "a question"))
			continue;
		struct str path = path_join(l, STR("quiz"), q->id);
		EXPECT(l, c, "section", "safety", "question", "again", "fixed", "options");
		q->section = load_ref(l, c, "section", "a question", ids, l->a->n_sections,
		                      R_UNKNOWN_SECTION, "the article has no section");
		q->safety = fields_bool(&l->f, c, "safety");
		q->fixed = fields_bool(&l->f, c, "fixed");
		load_question(l, c, path, q);
	}
	l->a->question = questions;
	l->a->n_questions = n;
}

static void load_takeaways(struct loader *l, ynode root)
{
	ynode map = fields_require(&l->f, root, "takeaways", "an article");
	size_t n = fields_ids(&l->f, map, "takeaways", MAX_ITEMS), i = 0;
	struct takeaway *takeaways = arena_array(l->f.arena, struct takeaway, n);
	struct str *ids = arena_array(l->f.arena, struct str, l->a->n_questions);
	for (size_t k = 0; k < l->a->n_questions; k++)
		ids[k] = l->a->question[k].id;
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c)) {
		struct takeaway *t = &takeaways[i++];
		if (!fields_map(&l->f, c, "a takeaway"))
			continue;
		EXPECT(l, c, "text", "quiz");
		struct str path = path_join(l, STR("takeaways"), ydoc_key(l->f.doc, c));
		l->critical = true;
		t->text = load_text(l, c, "text", path, "a takeaway");
		l->critical = false;
		t->question = load_ref(l, c, "quiz", "a takeaway", ids, l->a->n_questions,
		                       R_UNKNOWN_QUESTION, "the quiz has no question");
	}
	l->a->takeaway = takeaways;
	l->a->n_takeaways = n;
}

/* --- glossary and sources ---------------------------------------------------------------- */

static struct str *load_names(struct loader *l, ynode map, size_t n)
{
	struct str *names = arena_array(l->f.arena, struct str, n);
	size_t i = 0;
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c))
		names[i++] = ydoc_key(l->f.doc, c);
	return names;
}

/* Other words belong to one language: those of the source are of no use in a translation. */
static struct text load_also(struct loader *l, ynode map, struct str path)
{
	struct article *a = l->a;
	size_t texts = a->n_texts, in_source = a->n_in_source;
	struct text also = load_text(l, map, "also", path, NULL);
	if (a->n_in_source == in_source)
		return also;
	a->n_texts = texts;
	a->n_in_source = in_source;
	return (struct text){0};
}

static void load_glossary(struct loader *l, ynode map)
{
	struct term *terms = arena_array(l->f.arena, struct term, l->names.n_terms);
	size_t i = 0;
	for (ynode c = ydoc_first(l->f.doc, map); c && i < l->names.n_terms;
	     c = ydoc_next(l->f.doc, c)) {
		struct term *t = &terms[i++];
		t->id = ydoc_key(l->f.doc, c);
		if (!fields_map(&l->f, c, "a word"))
			continue;
		EXPECT(l, c, "term", "meaning", "also");
		struct str path = path_join(l, STR("glossary"), t->id);
		t->term = load_text(l, c, "term", path, "a word");
		t->meaning = load_text(l, c, "meaning", path, "a word");
		t->also = load_also(l, c, path);
	}
	l->a->term = terms;
	l->a->n_terms = l->names.n_terms;
}

static void load_sources(struct loader *l, ynode map)
{
	struct reference *refs = arena_array(l->f.arena, struct reference, l->names.n_sources);
	size_t i = 0;
	for (ynode c = ydoc_first(l->f.doc, map); c && i < l->names.n_sources;
	     c = ydoc_next(l->f.doc, c)) {
		struct reference *r = &refs[i++];
		r->id = ydoc_key(l->f.doc, c);
		if (!fields_map(&l->f, c, "a source"))
			continue;
		EXPECT(l, c, "cite", "doi", "pmid", "url", "id");
		ynode cite = fields_require(&l->f, c, "cite", "a source");
		r->cite = cite ? fields_text(&l->f, cite, "cite") : STR("");
		r->doi = fields_optional_text(&l->f, c, "doi");
		r->pmid = fields_optional_text(&l->f, c, "pmid");
		r->url = fields_optional_text(&l->f, c, "url");
		r->number = fields_optional_text(&l->f, c, "id");
	}
	l->a->source = refs;
	l->a->n_sources = l->names.n_sources;
}

/* --- the head of the file ---------------------------------------------------------------- */

static void load_review(struct loader *l, ynode root)
{
	static const char *const states[] = {"draft", "reviewed", NULL};
	ynode map = fields_require(&l->f, root, "review", "an article");
	if (!fields_map(&l->f, map, "review"))
		return;
	EXPECT(l, map, "status", "by", "on", "next");
	ynode status = fields_require(&l->f, map, "status", "“review”");
	l->a->review.status = (enum review_status)fields_choice(&l->f, status, "status", states);
	l->a->review.by = load_text(l, map, "by", STR("review"), "“review”");
	ynode on = fields_require(&l->f, map, "on", "“review”");
	ynode next = fields_require(&l->f, map, "next", "“review”");
	l->a->review.on = fields_date(&l->f, on, "on", false);
	l->a->review.next = fields_date(&l->f, next, "next", false);
}

static void load_head(struct loader *l, ynode root, const char *path)
{
	static const char *const version[] = {"1", NULL};
	ynode n = fields_require(&l->f, root, "anteroom", "an article");
	if (n && !str_is(ydoc_value(l->f.doc, n), version[0]))
		fields_error(&l->f, ydoc_pos(l->f.doc, n), R_FORMAT_VERSION,
		             "this program reads version 1 of the format: write anteroom: \"1\"");
	ynode lang = fields_require(&l->f, root, "language", "an article");
	l->a->source_lang = fields_language(&l->f, lang, path);
	l->names.lang = l->a->source_lang.p ? l->a->source_lang.p : "";
	l->a->lang = l->a->translation ? l->a->translation->lang : l->a->source_lang;
	n = ydoc_get(l->f.doc, root, "source");
	if (!n || !fields_bool(&l->f, root, "source"))
		fields_error(&l->f, n ? ydoc_pos(l->f.doc, n) : (struct srcpos){0}, R_NOT_SOURCE,
		             "write “source: true”: only the source of an article can be read");
	l->a->title = load_text(l, root, "title", STR(""), "an article");
	l->a->summary = load_text(l, root, "summary", STR(""), "an article");
	l->a->disclaimer = load_text(l, root, "disclaimer", STR(""), "an article");
	l->a->authors = load_text(l, root, "authors", STR(""), "an article");
	l->a->funding = load_text(l, root, "funding", STR(""), "an article");
	load_review(l, root);
}

static void load_subjects(struct loader *l, ynode root)
{
	ynode map = ydoc_get(l->f.doc, root, "subjects");
	if (!map)
		return;
	size_t n = fields_ids(&l->f, map, "subjects", MAX_ITEMS), i = 0;
	struct subject *subjects = arena_array(l->f.arena, struct subject, n);
	for (ynode c = ydoc_first(l->f.doc, map); c && i < n; c = ydoc_next(l->f.doc, c), i++) {
		subjects[i].id = ydoc_key(l->f.doc, c);
		subjects[i].words = load_node(l, c, path_join(l, STR("subjects"), subjects[i].id));
	}
	l->a->subject = subjects;
	l->a->n_subjects = n;
}

/* --- critical paths ---------------------------------------------------------------------- */

/* Whether a path of ids leads somewhere: kinds of blocks are stepped over. */
static bool path_exists(struct loader *l, ynode root, struct str path)
{
	ynode n = root;
	while (n && path.len) {
		const char *dot = memchr(path.p, '.', path.len);
		struct str id = dot ? str_part(path, 0, (size_t)(dot - path.p)) : path;
		path = dot ? str_part(path, id.len + 1, path.len) : STR("");
		const char *key = arena_str(l->f.arena, id).p;
		ynode child = ydoc_get(l->f.doc, n, key);
		for (size_t k = BLOCK_LIST; !child && k < ARRAY_LEN(kinds); k++) {
			ynode inner = ydoc_get(l->f.doc, n, kinds[k]);
			child = ydoc_get(l->f.doc, inner, key);
		}
		n = child;
	}
	return n != 0;
}

static void load_critical(struct loader *l, ynode root)
{
	ynode n = ydoc_get(l->f.doc, root, "critical");
	if (!n)
		return;
	struct str *paths = fields_list(&l->f, n, "critical", &l->a->n_critical);
	for (size_t i = 0; i < l->a->n_critical; i++)
		if (!path_exists(l, root, paths[i]))
			fields_error(&l->f, ydoc_pos(l->f.doc, n), R_UNKNOWN_PATH,
			             "this article has nothing at “%.*s”", STR_ARG(paths[i]));
	if (l->a->n_critical > MAX_CRITICAL)
		fields_error(&l->f, ydoc_pos(l->f.doc, n), R_TOO_MANY,
		             "“critical” holds more than %d", MAX_CRITICAL);
	l->a->critical = paths;
}

/* --- the whole --------------------------------------------------------------------------- */

static void load_root(struct loader *l, ynode root, const char *path)
{
	if (!fields_map(&l->f, root, "the file"))
		return;
	EXPECT(l, root, "anteroom", "language", "source", "title", "summary", "review", "authors",
	       "funding", "disclaimer", "subjects", "critical", "notes", "introduction", "sections",
	       "quiz", "takeaways", "ask", "glossary", "sources");
	ynode glossary = fields_require(&l->f, root, "glossary", "an article");
	ynode sources = fields_require(&l->f, root, "sources", "an article");
	l->names.n_terms = fields_ids(&l->f, glossary, "glossary", MAX_ENTRIES);
	l->names.n_sources = fields_ids(&l->f, sources, "sources", MAX_ENTRIES);
	l->names.term = load_names(l, glossary, l->names.n_terms);
	l->names.source = load_names(l, sources, l->names.n_sources);
	load_critical(l, root);
	load_head(l, root, path);
	load_subjects(l, root);
	ynode introduction = fields_require(&l->f, root, "introduction", "an article");
	l->a->introduction = load_body(l, introduction, "introduction", STR("introduction"));
	load_sections(l, root);
	load_quiz(l, root);
	load_takeaways(l, root);
	ynode ask = fields_require(&l->f, root, "ask", "an article");
	l->a->ask = load_texts(l, ask, "ask", STR("ask"), MAX_ITEMS, &l->a->n_ask);
	load_glossary(l, glossary);
	load_sources(l, sources);
}

struct str article_id(struct arena *arena, const char *path)
{
	const char *end = strrchr(path, '/');
	if (!end)
		return STR("");
	const char *from = end;
	while (from > path && from[-1] != '/')
		from--;
	return arena_str(arena, (struct str){from, (size_t)(end - from)});
}

struct article *article_parse(const char *path, struct str bytes, struct translation *t,
                              struct passages *ret, struct diags *ds)
{
	size_t errors = diags_count(ds, SEV_ERROR);
	struct article *a = xcalloc(1, sizeof(*a));
	const struct source src = {.path = path, .text = ydoc_without_bom(bytes)};
	struct ydoc *doc = ydoc_parse(&src, &a->arena, ds);
	struct loader l = {.f = {doc, &src, ds, &a->arena},
	                   .a = a,
	                   .t = t,
	                   .tf = {doc, t ? &t->src : NULL, ds, &a->arena},
	                   .passages = ret};
	a->id = article_id(&a->arena, path);
	a->translation = t;
	load_root(&l, ydoc_root(doc), path);
	ydoc_free(doc);
	if (diags_count(ds, SEV_ERROR) == errors + l.tolerated)
		return a;
	article_free(a);
	return NULL;
}

struct article *article_load(const char *path, const char *translation, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text, over;
	struct translation *t = NULL;
	struct article *a = NULL;
	if (translation && file_read(&bytes, translation, ARTICLE_MAX_BYTES, &over, ds))
		t = translation_parse(translation, over, ds);
	if (file_read(&bytes, path, ARTICLE_MAX_BYTES, &text, ds))
		a = article_parse(path, text, t, NULL, ds);
	else
		translation_free(t);
	if (a && t)
		t->src = (struct source){0}; /* its bytes go now */
	arena_clear(&bytes);
	return a;
}

void article_free(struct article *a)
{
	if (!a)
		return;
	translation_free(a->translation);
	struct arena arena = a->arena;
	free(a);
	arena_clear(&arena);
}

void passages_clear(struct passages *p)
{
	free(p->list);
	*p = (struct passages){0};
}

bool article_same_shape(const struct article *a, const struct article *b)
{
	bool same = str_eq(a->id, b->id) && a->n_sections == b->n_sections &&
	            a->n_questions == b->n_questions && a->n_takeaways == b->n_takeaways &&
	            a->n_ask == b->n_ask && a->n_terms == b->n_terms &&
	            a->n_sources == b->n_sources;
	for (size_t i = 0; same && i < a->n_questions; i++)
		same = a->question[i].n_options == b->question[i].n_options &&
		       a->question[i].correct == b->question[i].correct &&
		       a->question[i].section == b->question[i].section;
	return same;
}

enum translation_status article_translation_status(const struct article *a)
{
	if (a->translation)
		return translation_status(a->translation, a->n_in_source == 0 && a->n_stale == 0);
	return a->review.status == REVIEW_DRAFT ? TR_DRAFT : TR_CLINICAL;
}

static unsigned words_in(struct str s)
{
	unsigned n = s.len > 0;
	for (const char *p = s.p; s.len && (p = memchr(p, ' ', (size_t)(s.p + s.len - p))); p++)
		n++;
	return n;
}

static unsigned words_in_body(const struct body *b)
{
	unsigned n = 0;
	for (size_t i = 0; i < b->n_blocks; i++) {
		for (size_t k = 0; k < b->block[i].n_items; k++)
			n += words_in(b->block[i].item[k].rich.text);
		if (b->block[i].chance)
			n += words_in(b->block[i].chance->group.rich.text) +
			     words_in(b->block[i].chance->certainty.rich.text) + 40;
	}
	return n;
}

unsigned article_minutes(const struct article *a)
{
	enum { WORDS_A_MINUTE = 130, STEP = 5 };
	unsigned words = words_in_body(&a->introduction);
	for (size_t i = 0; i < a->n_sections; i++)
		words += words_in_body(&a->section[i].body) +
		         words_in(a->section[i].answer.rich.text);
	for (size_t i = 0; i < a->n_questions; i++)
		for (size_t k = 0; k < a->question[i].n_options; k++)
			words += words_in(a->question[i].option[k].text.rich.text) +
			         words_in(a->question[i].option[k].why.rich.text) / 2;
	unsigned minutes = (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
	return (minutes + STEP - 1) / STEP * STEP;
}
