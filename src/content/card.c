/* The parser is given what there is; where it stops for want of more, the tree so far is enough. */
#include "content/card.h"

#include "content/fields.h"
#include "content/markup.h"

enum { MOST_SUBJECTS = 30 };

/* What is read, and where its strings go: what the parser makes of the rest is not kept. */
struct reading {
	struct fields f;
	struct arena *kept;
};

/* The words of a text without its markup; "" if there are none. */
static struct str words_of(const struct reading *r, ynode n)
{
	const struct fields *f = &r->f;
	if (ydoc_kind(f->doc, n) != Y_SCALAR || ydoc_value(f->doc, n).len == 0)
		return STR("");
	const struct markup_names none = {.lang = "en"};
	struct rich words = markup_parse(f, fields_text(f, n, ""), ydoc_pos(f->doc, n), &none);
	return arena_str(r->kept, words.text);
}

static const struct card_subject *known(const struct card *card, struct str id)
{
	for (size_t i = 0; i < card->n_subjects; i++)
		if (str_eq(card->subject[i].id, id))
			return &card->subject[i];
	return NULL;
}

/* Which subjects there are is for the source to say, which is read last; what they are called, for
 * the first that has words. */
static void read_subjects(const struct reading *r, ynode map, struct card *card)
{
	const struct fields *f = &r->f;
	size_t n = 0;
	if (ydoc_kind(f->doc, map) != Y_MAP)
		return;
	for (ynode c = ydoc_first(f->doc, map); c; c = ydoc_next(f->doc, c))
		n++;
	struct card_subject *list =
	        arena_array(r->kept, struct card_subject, MIN(n, MOST_SUBJECTS));
	n = 0;
	for (ynode c = ydoc_first(f->doc, map); c && n < MOST_SUBJECTS; c = ydoc_next(f->doc, c)) {
		struct str id = ydoc_key(f->doc, c);
		const struct card_subject *before = known(card, id);
		if (fields_is_id(id))
			list[n++] = (struct card_subject){
			        arena_str(r->kept, id),
			        before && before->words.len ? before->words : words_of(r, c)};
	}
	card->subject = list;
	card->n_subjects = n;
}

bool card_read(struct arena *a, struct str text, struct card *card)
{
	const char *end = text.len ? memrchr(text.p, '\n', text.len) : NULL;
	if (end) /* a character, or a text in quotes, may be torn there */
		text.len = (size_t)(end - text.p) + 1;
	struct diags *ds = diags_new(); /* what is wrong is told when it is opened */
	const struct source src = {.path = "", .text = ydoc_without_bom(text)};
	struct arena scratch = {0};
	struct ydoc *doc = ydoc_parse(&src, &scratch, ds);
	const struct reading r = {{doc, &src, ds, &scratch}, a};
	ynode root = ydoc_root_so_far(doc);
	if (!card->title.len)
		card->title = words_of(&r, ydoc_get(doc, root, "title"));
	if (!card->summary.len)
		card->summary = words_of(&r, ydoc_get(doc, root, "summary"));
	read_subjects(&r, ydoc_get(doc, root, "subjects"), card);
	ydoc_free(doc);
	diags_free(ds);
	arena_clear(&scratch);
	return card->title.len > 0;
}
