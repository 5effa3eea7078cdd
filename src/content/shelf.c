/* Cards are read when they are needed: those in sight, or all of them once a filter asks. */
#include "content/shelf.h"

#include "base/mem.h"
#include "text/collate.h"
#include "text/fold.h"

#include <stdlib.h>

struct item {
	size_t article;
	struct card card;
	struct str key;     /* of the title, in the alphabet */
	struct str words;   /* folded: all that a filter looks at; empty until one does */
	bool read, dropped; /* the card was looked for; in vain */
	size_t row;         /* of the index, of which the card is; 0: of none */
	uint64_t stamp;     /* of its files then; 0: they were found to be so */
	struct str source;
};

struct shelf {
	struct library *lib;
	struct shelf_reader reader;
	struct arena arena;
	struct item *item; /* in their order */
	size_t n;
	bool whole;    /* every card was read */
	size_t n_rows; /* one more than the largest number of a row */
	struct shelf_subject *subject;
	size_t n_subjects;
};

/* --- cards --------------------------------------------------------------------------------- */

static void read_card(struct shelf *s, struct item *it)
{
	size_t n;
	if (it->read)
		return;
	const struct str *have = library_languages(s->lib, it->article, &n);
	size_t best = s->reader.best(s->reader.data, have, n);
	struct str lang = best < n ? have[best] : STR("");
	if (lang.len && !s->reader.offers(s->reader.data, it->article, lang))
		lang = STR("");
	it->read = true;
	it->dropped |= !library_card(s->lib, &s->arena, it->article, lang, &it->card);
	if (s->n <= SHELF_CHECKED && !it->dropped)
		it->dropped = !library_is_sound(s->lib, it->article, lang, s->reader.ds);
}

static int by_title(const void *va, const void *vb)
{
	const struct item *a = va, *b = vb;
	int order = collate_compare(a->key, b->key);
	return order ? order : (a->article > b->article) - (a->article < b->article);
}

static void read_all(struct shelf *s)
{
	if (s->whole)
		return;
	for (size_t i = 0; i < s->n; i++) {
		struct item *it = &s->item[i];
		read_card(s, it);
		it->key = collate_key(&s->arena, s->reader.alphabet, it->card.title);
	}
	if (s->n)
		qsort(s->item, s->n, sizeof(*s->item), by_title);
	s->whole = true;
}

/* --- cards of the index -------------------------------------------------------------------- */

/* Rows come in the order of the ids, and so do the items, at first. */
struct merge {
	struct shelf *s;
	size_t at;
};

static void keep_card(struct arena *a, struct card *to, const struct card *from)
{
	struct card_subject *subject = arena_array(a, struct card_subject, from->n_subjects);
	for (size_t i = 0; i < from->n_subjects; i++)
		subject[i] = (struct card_subject){arena_str(a, from->subject[i].id),
		                                   arena_str(a, from->subject[i].words)};
	*to = (struct card){from->lang, arena_str(a, from->title), arena_str(a, from->summary),
	                    subject, from->n_subjects};
}

static void take_row(const struct index_row *row, void *data)
{
	struct merge *m = data;
	struct shelf *s = m->s;
	while (m->at < s->n &&
	       collate_compare(library_id(s->lib, s->item[m->at].article), row->id) < 0)
		m->at++;
	struct item *it = &s->item[m->at];
	if (m->at == s->n || it->read || !str_eq(library_id(s->lib, it->article), row->id))
		return;
	it->read = true;
	it->row = row->number;
	it->stamp = row->stamp;
	it->source = arena_str(&s->arena, row->source);
	keep_card(&s->arena, &it->card, &row->card);
	s->n_rows = MAX(s->n_rows, row->number + 1);
}

/* In the languages of the index, the reader's first, from the best on, then those of the sources. */
static void read_index(struct shelf *s, struct index *ix)
{
	size_t n, best;
	struct str *lang = index_languages(ix, &s->arena, &n);
	struct str *left = arena_array(&s->arena, struct str, n);
	memcpy(left, lang, n * sizeof(*left));
	for (size_t k = n; (best = s->reader.best(s->reader.data, left, k)) < k;) {
		index_rows(ix, left[best], false, take_row, &(struct merge){.s = s});
		left[best] = left[--k];
	}
	for (size_t k = 0; k < n; k++)
		index_rows(ix, lang[k], true, take_row, &(struct merge){.s = s});
}

/* A card of the index counts while the article's files are as they were. */
static void check_stamp(struct shelf *s, struct item *it)
{
	if (!it->row || !it->stamp)
		return;
	bool same = library_stamp(s->lib, it->article, it->source, it->card.lang) == it->stamp;
	it->stamp = 0;
	if (same)
		return;
	it->row = 0;
	it->read = false;
	it->words = (struct str){0};
	read_card(s, it);
}

struct shelf *shelf_open(struct library *lib, const struct shelf_reader *reader)
{
	struct shelf *s = xcalloc(1, sizeof(*s));
	s->lib = lib;
	s->reader = *reader;
	s->reader.alphabet = arena_str(&s->arena, str_of(reader->alphabet)).p;
	s->n = library_count(lib);
	s->item = xcalloc(s->n, sizeof(*s->item));
	for (size_t i = 0; i < s->n; i++)
		s->item[i].article = i;
	struct index *ix = library_index(lib);
	if (ix)
		read_index(s, ix);
	size_t unread = 0;
	for (size_t i = 0; i < s->n; i++)
		unread += !s->item[i].read;
	if (unread <= SHELF_SMALL)
		read_all(s);
	return s;
}

void shelf_close(struct shelf *s)
{
	if (!s)
		return;
	free(s->item);
	free(s->subject);
	arena_clear(&s->arena);
	free(s);
}

const struct card *shelf_card(struct shelf *s, size_t place)
{
	struct item *it = &s->item[place];
	check_stamp(s, it);
	read_card(s, it);
	return it->dropped ? NULL : &it->card;
}

size_t shelf_article(const struct shelf *s, size_t place)
{
	return s->item[place].article;
}

void shelf_drop(struct shelf *s, size_t place)
{
	s->item[place].dropped = true;
}

/* --- filters ------------------------------------------------------------------------------- */

static bool is_on(const struct card *card, struct str subject)
{
	for (size_t i = 0; i < card->n_subjects; i++)
		if (str_eq(card->subject[i].id, subject))
			return true;
	return false;
}

static bool has_words(struct shelf *s, struct item *it, struct str query)
{
	const struct card *c = &it->card;
	if (!it->words.len) {
		struct arena scratch = {0};
		struct str all =
		        arena_fmt(&scratch, "%.*s\n%.*s\n%.*s", STR_ARG(c->title),
		                  STR_ARG(c->summary), STR_ARG(library_id(s->lib, it->article)));
		for (size_t i = 0; i < c->n_subjects; i++)
			all = arena_fmt(&scratch, "%.*s\n%.*s", STR_ARG(all),
			                STR_ARG(c->subject[i].words));
		it->words = arena_str(&s->arena, fold(&scratch, all).text);
		arena_clear(&scratch);
	}
	return fold_has_words(it->words, query);
}

size_t *shelf_list(struct shelf *s, struct arena *a, struct str subject, struct str query,
                   size_t *ret_n)
{
	size_t *list = arena_array(a, size_t, s->n), n = 0;
	bool *text = NULL;
	if (subject.len || query.len)
		read_all(s);
	if (query.len && s->n_rows) {
		text = arena_array(a, bool, s->n_rows);
		index_find(library_index(s->lib), query, text, s->n_rows);
	}
	for (int in_text = 0; in_text <= (text != NULL); in_text++)
		for (size_t i = 0; i < s->n; i++) {
			struct item *it = &s->item[i];
			if (it->dropped || (subject.len && !is_on(&it->card, subject)) ||
			    (in_text && !text[it->row]))
				continue;
			if (!query.len || has_words(s, it, query) != in_text)
				list[n++] = i;
		}
	*ret_n = n;
	return list;
}

bool shelf_has_words(struct shelf *s, size_t place, struct str query)
{
	return has_words(s, &s->item[place], query);
}

/* --- subjects ------------------------------------------------------------------------------ */

struct named_subject {
	struct shelf_subject subject;
	struct str key;
};

static int by_words(const void *va, const void *vb)
{
	return collate_compare(((const struct named_subject *)va)->key,
	                       ((const struct named_subject *)vb)->key);
}

static void count_subject(struct shelf *s, const struct card_subject *cs)
{
	size_t i = 0;
	while (i < s->n_subjects && !str_eq(s->subject[i].id, cs->id))
		i++;
	if (i == s->n_subjects) {
		s->subject = xrealloc(s->subject, i + 1, sizeof(*s->subject));
		s->subject[s->n_subjects++] = (struct shelf_subject){.id = cs->id};
	}
	if (!s->subject[i].words.len)
		s->subject[i].words = cs->words;
	s->subject[i].n++;
}

static void sort_subjects(struct shelf *s)
{
	struct arena scratch = {0};
	struct named_subject *list = arena_array(&scratch, struct named_subject, s->n_subjects);
	for (size_t i = 0; i < s->n_subjects; i++) {
		if (!s->subject[i].words.len)
			s->subject[i].words = s->subject[i].id;
		list[i] = (struct named_subject){
		        s->subject[i],
		        collate_key(&scratch, s->reader.alphabet, s->subject[i].words)};
	}
	if (s->n_subjects)
		qsort(list, s->n_subjects, sizeof(*list), by_words);
	for (size_t i = 0; i < s->n_subjects; i++)
		s->subject[i] = list[i].subject;
	arena_clear(&scratch);
}

const struct shelf_subject *shelf_subjects(struct shelf *s, size_t *ret_n)
{
	if (s->whole && !s->subject) {
		for (size_t i = 0; i < s->n; i++)
			for (size_t k = 0; !s->item[i].dropped && k < s->item[i].card.n_subjects;
			     k++)
				count_subject(s, &s->item[i].card.subject[k]);
		sort_subjects(s);
	}
	*ret_n = s->n_subjects;
	return s->subject;
}
