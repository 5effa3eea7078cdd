/* Each pass looks at the tree as the one before it left it: what the source no longer has goes,
 * what it has gained comes, updates are filled in; then everything is stamped and remarked on, and
 * read again. */
#include "desk/translate.h"

#include "base/buf.h"
#include "base/mem.h"
#include "desk/block.h"
#include "desk/compare.h"
#include "desk/edit.h"
#include "desk/origin.h"
#include "desk/outline.h"
#include "desk/remark.h"
#include "text/locale.h"
#include "text/normal.h"

#include <stdlib.h>
#include <strings.h>

/* A string of the article. */
struct item {
	const struct passage *passage;
	struct str note;
	const struct translate_update *update;
	struct str given;          /* an update in NFC */
	const struct words *words; /* the translation's; NULL: none yet */
	bool touched;              /* this run is to bring it up to date */
	bool restamp;              /* asked for: with today's source, as it stands */
	bool stamped;              /* as it is to be: */
	struct fingerprint from;
	uint32_t of;
	struct str origin; /* the source text behind `from`; empty: not known */
	bool stale, numbers;
};

struct job {
	const struct translate_files *files;
	struct arena *a;
	struct diags *ds;
	struct translate_result *ret;
	struct article *article;
	struct passages ps;
	struct branch *outline;
	struct item *item;
	size_t n;
	struct origins origins;
	struct remark_known known;
	struct translation *old, *now;
	struct edit *e;
	bool airy;  /* empty lines stand between the strings */
	bool whole; /* all of the file is this run's business */
	size_t cap_events;
};

static bool complain(struct job *j, enum rule_id rule, const char *fmt, ...) PRINTF_LIKE(3, 4);
static bool complain(struct job *j, enum rule_id rule, const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;
	va_start(ap, fmt);
	struct str msg = arena_vfmt(&a, fmt, ap);
	va_end(ap);
	diag_add(j->ds, &j->files->translation, &rules[rule], (struct srcpos){0}, "%.*s",
	         STR_ARG(msg));
	arena_clear(&a);
	return false;
}

static const char *file_name(const struct job *j)
{
	const char *path = j->files->translation.path;
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static struct translate_event *tell(struct job *j, enum translate_what what, struct str path)
{
	struct translate_result *r = j->ret;
	if (r->n_events == j->cap_events) {
		struct translate_event *old = r->event;
		j->cap_events = MAX(j->cap_events * 2, 64);
		r->event = arena_array(j->a, struct translate_event, j->cap_events);
		if (old)
			memcpy(r->event, old, r->n_events * sizeof(*old));
	}
	r->event[r->n_events] =
	        (struct translate_event){.what = what, .path = arena_str(j->a, path)};
	return &r->event[r->n_events++];
}

static struct item *find_item(struct job *j, struct str path)
{
	for (size_t i = 0; i < j->n; i++)
		if (str_eq(j->item[i].passage->path, path))
			return &j->item[i];
	return NULL;
}

/* --- opening: the source ------------------------------------------------------------------ */

static bool is_below(struct str path, struct str above)
{
	return path.len > above.len && memcmp(path.p, above.p, above.len) == 0 &&
	       path.p[above.len] == '.';
}

/* One line of words. */
static struct str on_one_line(struct arena *a, struct str s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s.len; i++) {
		bool blank = strchr(" \n", s.p[i]) != NULL;
		if (!blank)
			buf_add(&b, str_part(s, i, i + 1));
		else if (b.len && b.p[b.len - 1] != ' ')
			buf_add(&b, STR(" "));
	}
	while (b.len && b.p[b.len - 1] == ' ')
		b.len--;
	struct str copy = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return copy;
}

/* A note about a whole part stands above the first string of it. */
static void add_note(struct job *j, struct str path, struct str note)
{
	struct item *it = find_item(j, path);
	for (size_t i = 0; !it && i < j->n; i++)
		if (is_below(j->item[i].passage->path, path))
			it = &j->item[i];
	note = on_one_line(j->a, note);
	if (!it || !note.len)
		return;
	it->note = it->note.len ? arena_fmt(j->a, "%.*s\n%.*s", STR_ARG(it->note), STR_ARG(note))
	                        : note;
}

static void read_notes(struct job *j)
{
	struct diags *ds = diags_new(); /* the article was read: there is none */
	const struct source src = {.path = j->files->source.path,
	                           .text = ydoc_without_bom(j->files->source.text)};
	struct ydoc *d = ydoc_parse(&src, j->a, ds);
	ynode notes = ydoc_get(d, ydoc_root(d), "notes");
	for (ynode c = ydoc_first(d, notes); c; c = ydoc_next(d, c))
		add_note(j, ydoc_key(d, c), ydoc_value(d, c));
	ydoc_free(d);
	diags_free(ds);
}

static bool open_source(struct job *j)
{
	const struct source *s = &j->files->source;
	struct str lang = j->files->lang;
	j->article = article_parse(s->path, s->text, NULL, &j->ps, j->ds);
	if (!j->article)
		return false;
	if (!locale_is_tag(lang))
		return complain(j, R_BAD_LANGUAGE,
		                "“%.*s” is not a language tag such as en, es or pt-BR",
		                STR_ARG(lang));
	struct str source = j->article->source_lang;
	if (lang.len == source.len && strncasecmp(lang.p, source.p, lang.len) == 0)
		return complain(
		        j, R_BAD_LANGUAGE,
		        "“%.*s” is the language of the source: name the language that it is "
		        "to be translated into",
		        STR_ARG(lang));
	j->n = j->ps.n;
	j->item = arena_array(j->a, struct item, j->n);
	j->outline = outline_new(j->a, &j->ps);
	j->known.lang = source.p;
	for (size_t i = 0; i < j->n; i++)
		j->item[i].passage = &j->ps.list[i];
	read_notes(j);
	return true;
}

/* --- opening: the translation --------------------------------------------------------------- */

static struct str skeleton(struct job *j)
{
	struct str name = locale_own_name(j->a, arena_str(j->a, j->files->lang).p);
	struct str lang = j->files->lang, from = j->article->source_lang, id = j->article->id;
	struct buf b = {0};
	buf_fmt(&b, "# %.*s: the article “%.*s”\n#\n", STR_ARG(name), STR_ARG(id));
	buf_fmt(&b,
	        "# Under each text that begins with #%.*s, write yours between the quotes. For quotation\n"
	        "# marks inside take “ ” or « », never a second \". What you leave empty is shown in the\n"
	        "# old language. Save, and run this as often as you like, it never loses your words:\n"
	        "#     anteroom-content translate %.*s %.*s\n#\n",
	        STR_ARG(from), STR_ARG(id), STR_ARG(lang));
	buf_add(&b,
	        STR("# Keep numbers, and *stars* around the same words; in [words](#name) translate the words\n"
	            "# alone, and keep [@name] as it is. #note is a hint to you, #new is new, #was what a text\n"
	            "# said before it changed; where #critical or #numbers stands too, readers see the old\n"
	            "# language until you have redone it. The program keeps these lines. Write your own with\n"
	            "# a space behind the #: nothing touches them.\n"));
	buf_fmt(&b, "anteroom: \"1\"\nlanguage: \"%.*s\"\n\n%s", STR_ARG(lang), block_fresh);
	struct str bytes = arena_str(j->a, buf_str(&b));
	buf_clear(&b);
	return bytes;
}

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr(" \r\n", s.p[i]))
			return false;
	return true;
}

/* A path that stands twice has two texts, and only one of them would be shown. */
static bool has_doubles(struct job *j)
{
	const struct translation *t = j->old;
	bool some = false;
	for (size_t i = 0; i + 1 < t->n_words; i++) {
		const struct words *w = t->by_path[i], *v = t->by_path[i + 1];
		if (!str_eq(w->path, v->path))
			continue;
		const struct words *second = w < v ? v : w, *first = w < v ? w : v;
		diag_add(j->ds, &t->src, &rules[R_DUPLICATE_KEY], second->key_pos,
		         "“%.*s” stands twice, first on line %u: delete one of them",
		         STR_ARG(w->path), first->key_pos.line);
		some = true;
	}
	return some;
}

/* "review.by" as one key reads like the path of `by` below `review`, and is not it. */
static bool has_points(struct job *j, ynode map)
{
	const struct ydoc *d = edit_doc(j->e);
	bool some = false;
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		struct str key = ydoc_key(d, c);
		if (map == ydoc_root(d) && outline_is_head(key))
			continue;
		bool point = key.len && memchr(key.p, '.', key.len);
		if (point)
			edit_complain(j->e, c, R_BAD_ID,
			              "“%.*s” is one key: write its ids one below the other, each "
			              "two spaces further in",
			              STR_ARG(key));
		some |= has_points(j, c) || point;
	}
	return some;
}

static bool open_translation(struct job *j)
{
	const struct source *t = &j->files->translation;
	size_t errors = diags_count(j->ds, SEV_ERROR);
	struct str bytes = t->text;
	j->ret->made = is_blank(bytes);
	if (j->ret->made)
		bytes = skeleton(j);
	else
		j->old = translation_parse(t->path, bytes, j->ds);
	bool sound = diags_count(j->ds, SEV_ERROR) == errors;
	if (sound && j->old)
		sound = !has_doubles(j);
	if (sound)
		j->e = edit_new(t->path, bytes, j->ds);
	sound = j->e && !has_points(j, ydoc_root(edit_doc(j->e)));
	sound = origins_parse(j->a, &j->files->origins, &j->origins, j->ds) && sound;
	return sound;
}

static void learn_texts(struct job *j)
{
	for (size_t i = 0; i < j->n; i++) {
		remark_know(&j->known, j->item[i].passage->source);
		remark_know(&j->known, j->item[i].note);
	}
	for (size_t i = 0; i < j->origins.n; i++) {
		remark_know(&j->known, j->origins.list[i].text);
		remark_know(&j->known, j->origins.list[i].note);
	}
}

static bool open_job(struct job *j)
{
	*j->ret = (struct translate_result){0};
	if (!open_source(j) || !open_translation(j))
		return false;
	learn_texts(j);
	return true;
}

static void close_job(struct job *j)
{
	edit_free(j->e);
	translation_free(j->old);
	translation_free(j->now);
	buf_clear(&j->known.texts);
	passages_clear(&j->ps);
	article_free(j->article);
}

static bool unsafe(struct job *j, const char *why)
{
	return complain(j, R_UNSAFE_EDIT, "%s, so the file is left as it is; please report this",
	                why);
}

static bool apply(struct job *j)
{
	return edit_apply(j->e) || unsafe(j, "the changed file would not be read");
}

/* --- every key ---------------------------------------------------------------------------- */

typedef void key_fn(struct job *j, ynode n);

static void each_key(struct job *j, ynode map, bool top, key_fn *fn)
{
	const struct ydoc *d = edit_doc(j->e);
	for (ynode c = ydoc_first(d, map); c; c = ydoc_next(d, c)) {
		fn(j, c);
		if (!top || !outline_is_head(ydoc_key(d, c)))
			each_key(j, c, false, fn);
	}
}

static void see_air(struct job *j, ynode n)
{
	j->airy |= remark_has_air(j->e, n, &j->known);
}

/* --- updates ---------------------------------------------------------------------------------- */

/* Whether the text can stand in a file, tried on a file of its own. */
static bool is_sound(struct job *j, struct str path, struct str text)
{
	struct diags *ds = diags_new();
	struct source src = {.path = j->files->translation.path};
	src.text = arena_fmt(j->a, "text: %s\n", edit_quoted(j->a, text).p);
	ydoc_free(ydoc_parse(&src, j->a, ds));
	const struct diag *d = diags_len(ds) ? diags_at(ds, 0) : NULL;
	if (d)
		diag_add(j->ds, &j->files->translation, d->rule, (struct srcpos){0}, "“%.*s”: %.*s",
		         STR_ARG(path), STR_ARG(d->msg));
	else if (memchr(text.p, '\n', text.len))
		complain(j, R_LINE_BREAK, "“%.*s” holds a line break: a text is one paragraph",
		         STR_ARG(path));
	bool sound = !d && !memchr(text.p, '\n', text.len);
	diags_free(ds);
	return sound;
}

static bool take_updates(struct job *j, const struct translate_update *update, size_t n)
{
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		struct item *it = find_item(j, update[i].path);
		if (!it)
			tell(j, TRANSLATE_UNKNOWN, update[i].path);
		if (!it || is_blank(update[i].text))
			continue;
		struct str text = update[i].text;
		while (strchr(" \n", text.p[text.len - 1]))
			text.len--;
		while (strchr(" \n", text.p[0]))
			text = str_part(text, 1, text.len);
		it->update = &update[i];
		it->given = text;
		ok &= is_sound(j, update[i].path, text);
		it->given = ok ? normal_nfc(j->a, text) : text;
	}
	return ok;
}

static bool fill_in_updates(struct job *j)
{
	bool ok = true;
	for (size_t i = 0; i < j->n; i++) {
		struct item *it = &j->item[i];
		const struct words *w = j->old ? translation_find(j->old, it->passage->path) : NULL;
		if (!it->update || (w && str_eq(w->text, it->given)))
			continue;
		ok &= edit_set(j->e, outline_find(edit_doc(j->e), it->passage->path), it->given);
	}
	return ok;
}

/* --- stamps ------------------------------------------------------------------------------------ */

/* Whether an update brings other words than there were. */
static bool is_reworded(const struct job *j, const struct item *it)
{
	const struct words *w = j->old ? translation_find(j->old, it->passage->path) : NULL;
	return it->update && !(w && str_eq(w->text, it->given));
}

/* Whether an update says that the words are made from today's source. */
static bool is_confirmed(const struct item *it, struct fingerprint today)
{
	const struct translate_update *u = it->update;
	return u && (!u->from.len || fingerprint_same_text(fingerprint_of(u->from), today));
}

/* How a string stands, and what its stamp is to be. */
static void judge(struct job *j, struct item *it)
{
	const struct words *w = it->words;
	struct str path = it->passage->path;
	struct fingerprint today = fingerprint_of(it->passage->source);
	bool harmless = w && !it->passage->critical && w->from.numbers == today.numbers;
	it->origin = it->passage->source; /* its remark shows that, also if there are no words */
	if (!w)
		return;
	it->stamped = true;
	it->from = today;
	it->of = fingerprint_of(w->text).text;
	if (is_reworded(j, it) || (it->update && !w->stamped)) {
		tell(j, TRANSLATE_UPDATED, path);
		it->origin = it->update->from.len ? it->update->from : it->origin;
		it->from = fingerprint_of(it->origin);
	} else if (!w->stamped) {
		tell(j, TRANSLATE_STAMPED, path);
	} else if (it->of != w->of) {
		tell(j, TRANSLATE_REDONE, path);
	} else if (fingerprint_same_text(w->from, today)) {
		it->from = w->from;
	} else if ((it->restamp || is_confirmed(it, today)) && harmless) {
		tell(j, TRANSLATE_RESTAMPED, path);
	} else {
		it->from = w->from;
		it->origin = origins_text(&j->origins, w);
	}
	it->stale = !fingerprint_same_text(it->from, today);
	it->numbers = it->stale && it->from.numbers != today.numbers;
	if (!it->stale) {
		it->origin = it->passage->source;
		return;
	}
	struct translate_event *ev = tell(j, TRANSLATE_CHANGED, path);
	ev->critical = it->passage->critical;
	ev->numbers = it->numbers;
}

/* A string that is not this run's business stays as it is. */
static void leave(struct job *j, struct item *it)
{
	const struct words *w = it->words;
	const struct origin *o = origins_find(&j->origins, it->passage->path);
	it->stamped = w && w->stamped;
	it->from = w ? w->from : it->from;
	it->of = w ? w->of : 0;
	it->origin = o ? o->text : STR("");
	it->note = o ? o->note : STR("");
}

static bool judge_all(struct job *j)
{
	struct diags *ds = diags_new(); /* the old file was sound, and so must this one be */
	translation_free(j->now);
	j->now = translation_parse(j->files->translation.path, edit_bytes(j->e), ds);
	bool sound = j->now && diags_count(ds, SEV_ERROR) == 0;
	diags_free(ds);
	if (!sound)
		return unsafe(j, "the changed file would not be sound");
	j->ret->n_strings = j->n;
	for (size_t i = 0; i < j->n; i++) {
		struct item *it = &j->item[i];
		it->words = translation_find(j->now, it->passage->path);
		j->ret->n_empty += !it->words;
		if (it->touched)
			judge(j, it);
		else
			leave(j, it);
	}
	return true;
}

static bool put_stamps(struct job *j)
{
	struct block_stamp *list = arena_array(j->a, struct block_stamp, j->n);
	for (size_t i = 0; i < j->n; i++) {
		const struct item *it = &j->item[i];
		list[i].path = it->passage->path;
		if (it->stamped)
			list[i].text = arena_fmt(j->a, "%04x%08x %08x", (unsigned)it->from.numbers,
			                         (unsigned)it->from.text, (unsigned)it->of);
	}
	return block_put_stamps(j->e, list, j->n, j->whole);
}

/* --- people ---------------------------------------------------------------------------------- */

/* A person who saw all that was there has seen what is left of it. */
static bool saw_the_rest(const struct job *j, const struct person *p)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->item[i].update && is_reworded(j, &j->item[i]))
			return false;
	return p->has_seen && p->seen == translation_digest(j->old);
}

static bool sign(struct job *j, const char *who, const struct person *p, const struct person *old)
{
	const struct ydoc *d = edit_doc(j->e);
	ynode block = ydoc_get(d, ydoc_root(d), "translation");
	ynode seen = ydoc_get(d, ydoc_get(d, block, who), "seen");
	struct str digest = arena_fmt(j->a, "%08x", (unsigned)translation_digest(j->now));
	if (!p->name.len || !p->on.len || (seen && !(old && saw_the_rest(j, old))))
		return true;
	if (!seen)
		tell(j, TRANSLATE_SIGNED, str_of(who));
	return block_put_seen(j->e, who, digest);
}

static bool sign_all(struct job *j)
{
	const struct translation *old = j->old;
	bool ok = sign(j, "reviser", &j->now->reviser, old ? &old->reviser : NULL);
	return sign(j, "clinician", &j->now->clinician, old ? &old->clinician : NULL) && ok;
}

/* --- remarks ------------------------------------------------------------------------------------ */

/* A text is remarked on while it waits for somebody, and further on where it was. */
static bool remark_on(struct job *j, const struct item *it)
{
	ynode n = outline_find(edit_doc(j->e), it->passage->path);
	if (!n || (it->words && !it->stale && !remark_is_there(j->e, n, &j->known)))
		return true;
	struct remark r = {.source = it->passage->source,
	                   .note = it->note,
	                   .was = it->stale ? it->origin : STR(""),
	                   .added = !it->words && remark_is_added(j->e, n),
	                   .stale = it->stale,
	                   .critical = it->stale && it->passage->critical,
	                   .numbers = it->numbers};
	return remark_put(j->e, n, &j->known, &r, false);
}

static bool remark_on_all(struct job *j)
{
	bool ok = true;
	for (size_t i = 0; i < j->n; i++)
		if (j->item[i].touched)
			ok &= remark_on(j, &j->item[i]);
	return ok;
}

/* What stood above a key that somebody has taken out now stands above the next one. */
static void drop_stray_remarks(struct job *j, ynode n)
{
	bool text = ydoc_kind(edit_doc(j->e), n) == Y_SCALAR;
	if (!text || outline_is_head(ydoc_key(edit_doc(j->e), n)))
		remark_put(j->e, n, &j->known, NULL, false);
}

/* --- the end --------------------------------------------------------------------------------- */

static struct str without_returns(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != '\r')
			out[len++] = s.p[i];
	return (struct str){out, len};
}

static bool write_origins(struct job *j)
{
	struct origins o = {arena_array(j->a, struct origin, j->n), j->n};
	for (size_t i = 0; i < j->n; i++)
		o.list[i] = (struct origin){j->item[i].passage->path, j->item[i].origin,
		                            j->item[i].note};
	struct str bytes = origins_write(j->a, &o, arena_str(j->a, j->files->lang).p);
	struct str old = j->files->origins.text;
	j->ret->origins = str_eq(bytes, without_returns(j->a, old)) ? old : bytes;
	struct source src = {.path = j->files->origins.path, .text = bytes};
	return origins_parse(j->a, &src, &o, j->ds);
}

/* What a string's words must be after this run. */
static bool has_right_words(struct job *j, const struct item *it, const struct translation *t)
{
	struct str path = it->passage->path;
	const struct words *w = translation_find(t, path);
	const struct words *old = j->old ? translation_find(j->old, path) : NULL;
	struct str want = it->update ? it->given : old ? old->text : STR("");
	struct str got = w ? w->text : STR("");
	if (!str_eq(got, want))
		return false;
	return !w || !it->touched ||
	       (w->stamped && w->of == it->of && fingerprint_same_text(w->from, it->from));
}

static bool same_person(const struct person *a, const struct person *b)
{
	return str_eq(a->name, b->name) && str_eq(a->on, b->on) && str_eq(a->role, b->role) &&
	       str_eq(a->credential, b->credential);
}

static bool same_people(const struct translation *a, const struct translation *b)
{
	return a->machine == b->machine && a->readers == b->readers &&
	       a->n_waivers <= b->n_waivers && same_person(&a->translator, &b->translator) &&
	       same_person(&a->reviser, &b->reviser) && same_person(&a->clinician, &b->clinician);
}

/* Reads what is to be written, and compares. */
static bool verify(struct job *j)
{
	struct diags *ds = diags_new();
	struct str bytes = arena_str(j->a, edit_bytes(j->e));
	struct translation *t = translation_parse(j->files->translation.path, bytes, ds);
	bool ok = t && diags_count(ds, SEV_ERROR) == 0;
	size_t words = 0;
	for (size_t i = 0; ok && i < j->n; i++) {
		ok = has_right_words(j, &j->item[i], t);
		words += translation_find(t, j->item[i].passage->path) != NULL;
	}
	ok = ok && (!j->old || same_people(j->old, t));
	ok = ok && (!j->whole || words == t->n_words);
	translation_free(t);
	diags_free(ds);
	if (!ok)
		return unsafe(j, "the changed file would not hold the same words");
	j->ret->translation = bytes;
	return true;
}

/* --- refresh ---------------------------------------------------------------------------------- */

static void tell_removed(void *job, struct str path)
{
	tell(job, TRANSLATE_REMOVED, path);
}

static void tell_new(void *job, struct str path)
{
	struct job *j = job;
	if (!j->ret->made)
		tell(j, TRANSLATE_NEW, path);
}

static void touch_all(struct job *j)
{
	j->whole = true;
	for (size_t i = 0; i < j->n; i++)
		j->item[i].touched = true;
}

static ynode root_of(const struct job *j)
{
	return ydoc_root(edit_doc(j->e));
}

static bool refresh(struct job *j)
{
	j->airy = j->ret->made;
	each_key(j, root_of(j), true, see_air);
	struct outline_pass p = {.e = j->e,
	                         .a = j->a,
	                         .known = &j->known,
	                         .mark = !j->ret->made,
	                         .air = j->airy,
	                         .tell = tell_removed,
	                         .data = j};
	if (!outline_prune(&p, j->outline) || !apply(j))
		return false;
	p.tell = tell_new;
	if (!outline_grow(&p, j->outline) || !apply(j))
		return false;
	if (!fill_in_updates(j) || !apply(j) || !judge_all(j))
		return false;
	bool ok = sign_all(j); /* first, for the stamps may go in right behind a person */
	ok &= put_stamps(j);
	if (!ok || !apply(j))
		return false;
	ok = remark_on_all(j);
	each_key(j, root_of(j), true, drop_stray_remarks);
	return ok && apply(j) && write_origins(j) && verify(j);
}

bool translate_refresh(const struct translate_files *files, const struct translate_update *update,
                       size_t n, struct arena *a, struct translate_result *ret, struct diags *ds)
{
	struct job j = {.files = files, .a = a, .ret = ret, .ds = ds};
	bool ok = open_job(&j) && take_updates(&j, update, n);
	touch_all(&j);
	ok = ok && refresh(&j);
	close_job(&j);
	return ok;
}

/* --- restamp ---------------------------------------------------------------------------------- */

static bool no_such_path(struct job *j, struct str path)
{
	return complain(
	        j, R_UNKNOWN_PATH,
	        "the article has no text at “%.*s”: “translate” and “check” show paths, such "
	        "as %.*s",
	        STR_ARG(path), STR_ARG(j->item[j->n - 1].passage->path));
}

static bool no_words(struct job *j, enum rule_id rule, struct str path)
{
	return complain(j, rule, "“%.*s” has no translation yet: write one in %s", STR_ARG(path),
	                file_name(j));
}

static bool may_restamp(struct job *j, struct str path)
{
	struct item *it = find_item(j, path);
	if (!it)
		return no_such_path(j, path);
	const struct words *w = translation_find(j->old, path);
	if (!w)
		return no_words(j, R_RESTAMP, path);
	bool critical = it->passage->critical;
	enum freshness f = translation_freshness(w, it->passage->source);
	if (critical || f == STALE_NUMBERS)
		return complain(
		        j, R_RESTAMP,
		        "“%.*s” %s, so that a person has to look at it: compare it with the source, "
		        "mend it in %s and run translate; if not a word has to change, empty its "
		        "quotes, run translate, write it in again and run translate",
		        STR_ARG(path), critical ? "is critical" : "has other numbers now",
		        file_name(j));
	it->touched = it->restamp = true;
	return true;
}

static bool restamp(struct job *j, const struct str *path, size_t n)
{
	bool ok = true;
	for (size_t i = 0; i < n; i++)
		ok &= may_restamp(j, path[i]);
	if (!ok || !judge_all(j) || !put_stamps(j) || !remark_on_all(j) || !apply(j))
		return false;
	return write_origins(j) && verify(j);
}

static bool none_yet(struct job *j, enum rule_id rule)
{
	return complain(j, rule, "there is no translation yet: make it with “translate”");
}

bool translate_restamp(const struct translate_files *files, const struct str *path, size_t n,
                       struct arena *a, struct translate_result *ret, struct diags *ds)
{
	struct job j = {.files = files, .a = a, .ret = ret, .ds = ds};
	bool ok = open_job(&j) && (j.old || none_yet(&j, R_RESTAMP)) && restamp(&j, path, n);
	close_job(&j);
	return ok;
}

/* --- waivers ---------------------------------------------------------------------------------- */

static bool may_waive(struct job *j, struct str name)
{
	const struct rule *rule = rules_find(arena_str(j->a, name).p);
	if (rule && compare_may_waive(rule))
		return true;
	if (rule)
		return complain(j, R_WAIVER, "“%.*s” cannot be silenced: mend what it finds",
		                STR_ARG(name));
	return complain(j, R_WAIVER, "there is no rule “%.*s”: a finding ends with its rule's name",
	                STR_ARG(name));
}

static bool waive(struct job *j, const struct translate_waiver *w)
{
	struct item *it = find_item(j, w->path);
	if (!it)
		return no_such_path(j, w->path);
	const struct words *words = translation_find(j->old, w->path);
	if (!words)
		return no_words(j, R_WAIVER, w->path);
	if (!may_waive(j, w->rule))
		return false;
	struct str source = it->passage->source;
	struct str pair = arena_fmt(j->a, "%08x", (unsigned)waiver_pair(source, words->text));
	struct block_waiver lines = {w->path, w->rule, w->by, w->on, pair};
	const char *rule = arena_str(j->a, w->rule).p;
	if (!translation_waives(j->old, w->path, rule, source, words->text) &&
	    (!block_put_waiver(j->e, &lines) || !apply(j)))
		return false;
	if (!judge_all(j) || !verify(j))
		return false;
	return translation_waives(j->now, w->path, rule, source, words->text) ||
	       unsafe(j, "the finding would not be silenced");
}

bool translate_waive(const struct translate_files *files, const struct translate_waiver *waiver,
                     struct arena *a, struct translate_result *ret, struct diags *ds)
{
	struct job j = {.files = files, .a = a, .ret = ret, .ds = ds};
	bool ok = open_job(&j) && (j.old || none_yet(&j, R_WAIVER)) && waive(&j, waiver);
	ret->origins = files->origins.text;
	close_job(&j);
	return ok;
}
