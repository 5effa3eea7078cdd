/* A folder an article, a file a language: the source, and what is laid over it. */
#include "content/library.h"

#include "base/file.h"
#include "base/mem.h"
#include "content/fields.h"
#include "text/locale.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct edition {
	struct str lang, path;
	bool tried, judged, sound;
	enum translation_status status;
	struct article *article;
};

struct entry {
	struct str id;
	bool looked;             /* into its folder; until then the rest is empty */
	struct edition *edition; /* the source first */
	struct str *lang;        /* the editions' */
	size_t n;
};

/* Folders that are looked into at once: enough to tell one article from a library. */
enum { AT_ONCE = 16 };

struct library {
	struct arena arena;
	struct str dir;
	const struct store *store; /* NULL: files */
	bool one_file;             /* somebody looks at what they have just written */
	bool partly;               /* there are more folders than were looked at */
	struct entry *entry;       /* by id, once there are all */
	size_t n, cap;
	struct help *help;
	struct index *index;
	bool index_tried;
};

static int by_str(const void *va, const void *vb)
{
	const struct str *a = va, *b = vb;
	int order = memcmp(a->p, b->p, MIN(a->len, b->len));
	return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int by_lang(const void *va, const void *vb)
{
	return by_str(&((const struct edition *)va)->lang, &((const struct edition *)vb)->lang);
}

static int by_id(const void *va, const void *vb)
{
	return by_str(&((const struct entry *)va)->id, &((const struct entry *)vb)->id);
}

/* "es" for "es.yaml"; empty if the file is no language. */
static struct str language_of(struct str file)
{
	if (file.len <= 5 || !str_is(str_part(file, file.len - 5, file.len), ".yaml"))
		return STR("");
	struct str tag = str_part(file, 0, file.len - 5);
	return locale_is_tag(tag) ? tag : STR("");
}

/* The bytes of a file of content; false: a finding was added. */
static bool read_bytes(struct library *lib, struct arena *a, struct str path, struct str *ret,
                       struct diags *ds)
{
	if (!lib->store)
		return file_read(a, path.p, ARTICLE_MAX_BYTES, ret, ds);
	const struct store_file *f =
	        store_find(lib->store, str_part(path, lib->dir.len + 1, path.len));
	if (f)
		*ret = f->bytes;
	return f || diag_add(ds, &(struct source){.path = path.p}, &RULE_UNREADABLE,
	                     (struct srcpos){0}, "it is not there");
}

/* The first `most` bytes of a file of content, or all of it; empty if it cannot be read. */
static struct str read_head(struct library *lib, struct arena *a, struct str path, size_t most)
{
	if (!lib->store)
		return file_read_head(a, path.p, most);
	const struct store_file *f =
	        store_find(lib->store, str_part(path, lib->dir.len + 1, path.len));
	return f ? str_part(f->bytes, 0, MIN(f->bytes.len, most)) : STR("");
}

static bool says_source(struct library *lib, struct str path, size_t most)
{
	struct arena scratch = {0};
	struct str text = read_head(lib, &scratch, path, most);
	bool says = text.len && memmem(text.p, text.len, "\nsource: true", 13) != NULL;
	arena_clear(&scratch);
	return says;
}

/* Among several files the source is the one that says so, most likely near its beginning; with one
 * there is nothing to ask. */
static size_t find_source(struct library *lib, const struct entry *e)
{
	static const size_t most[] = {CARD_HEAD, ARTICLE_MAX_BYTES};
	for (size_t k = 0; e->n > 1 && k < ARRAY_LEN(most); k++)
		for (size_t i = 0; i < e->n; i++)
			if (says_source(lib, e->edition[i].path, most[k]))
				return i;
	return 0;
}

/* Files that were found to be languages of one article. */
struct found {
	struct edition *edition;
	size_t n, cap;
};

static void add_file(struct library *lib, struct found *f, const char *folder, struct str name)
{
	struct str tag = language_of(name);
	if (!tag.len)
		return;
	if (f->n == f->cap) {
		f->cap = MAX(f->cap * 2, 16);
		f->edition = xrealloc(f->edition, f->cap, sizeof(*f->edition));
	}
	f->edition[f->n++] =
	        (struct edition){.lang = arena_str(&lib->arena, tag),
	                         .path = arena_fmt(&lib->arena, "%s/%.*s", folder, STR_ARG(name))};
}

/* An article from its files, the source's first; n is 0 if there are none. */
static struct entry make_entry(struct library *lib, struct str id, struct found *f)
{
	struct entry e = {.id = id, .looked = true, .n = f->n};
	if (!e.n)
		return e;
	qsort(f->edition, f->n, sizeof(*f->edition), by_lang);
	e.edition = f->edition;
	size_t source = find_source(lib, &e);
	e.edition = arena_array(&lib->arena, struct edition, e.n);
	memcpy(e.edition + 1, f->edition, source * sizeof(*e.edition));
	memcpy(e.edition + 1 + source, f->edition + source + 1,
	       (e.n - source - 1) * sizeof(*e.edition));
	e.edition[0] = f->edition[source];
	e.lang = arena_array(&lib->arena, struct str, e.n);
	for (size_t i = 0; i < e.n; i++)
		e.lang[i] = e.edition[i].lang;
	free(f->edition);
	return e;
}

static struct entry scan_languages(struct library *lib, struct str id, const char *path)
{
	struct found found = {0};
	DIR *d = opendir(path);
	for (struct dirent *f; d && (f = readdir(d));)
		if (f->d_name[0] != '.')
			add_file(lib, &found, path, str_of(f->d_name));
	if (d)
		closedir(d);
	return make_entry(lib, id, &found);
}

struct str library_source_file(struct arena *a, const char *folder)
{
	struct library lib = {0};
	struct entry e = scan_languages(&lib, STR(""), folder);
	struct str path = e.n ? arena_str(a, e.edition[0].path) : STR("");
	arena_clear(&lib.arena);
	return path;
}

static void add_entry(struct library *lib, struct entry e)
{
	if (lib->n == lib->cap) {
		lib->cap = MAX(lib->cap * 2, 16);
		lib->entry = xrealloc(lib->entry, lib->cap, sizeof(*lib->entry));
	}
	lib->entry[lib->n++] = e;
}

static struct entry scan_folder(struct library *lib, struct str id)
{
	struct str folder = arena_fmt(&lib->arena, "%.*s/%.*s", STR_ARG(lib->dir), STR_ARG(id));
	return scan_languages(lib, id, folder.p);
}

/* The entry with its languages. */
static struct entry *look_at(struct library *lib, size_t i)
{
	struct entry *e = &lib->entry[i];
	if (!e->looked)
		*e = scan_folder(lib, e->id);
	return e;
}

static bool may_be_article(const struct dirent *f)
{
	bool folder = f->d_type == DT_DIR || f->d_type == DT_LNK || f->d_type == DT_UNKNOWN;
	return folder && f->d_name[0] != '.' && fields_is_id(str_of(f->d_name));
}

static bool is_among(const struct library *lib, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(lib->entry[i].id, id))
			return true;
	return false;
}

static void sort_entries(struct library *lib)
{
	if (lib->n)
		qsort(lib->entry, lib->n, sizeof(*lib->entry), by_id);
}

/* Looks at the names of all folders; those that were looked into stay so. */
static void look_at_all(struct library *lib)
{
	size_t before = lib->n;
	DIR *d = lib->partly ? opendir(lib->dir.p) : NULL;
	lib->partly = false;
	for (struct dirent *f; d && (f = readdir(d));)
		if (may_be_article(f) && !is_among(lib, before, str_of(f->d_name)))
			add_entry(lib,
			          (struct entry){.id = arena_str(&lib->arena, str_of(f->d_name))});
	if (!d)
		return;
	closedir(d);
	sort_entries(lib);
}

struct library *library_open(const char *dir, struct diags *ds)
{
	struct library *lib = xcalloc(1, sizeof(*lib));
	lib->dir = arena_str(&lib->arena, str_of(dir));
	DIR *d = opendir(dir);
	if (!d) {
		diag_add(ds, &(struct source){.path = dir}, &RULE_UNREADABLE, (struct srcpos){0},
		         "the content folder cannot be read: %s", strerror(errno));
		return lib;
	}
	for (struct dirent *f; !lib->partly && (f = readdir(d));) {
		if (!may_be_article(f))
			continue;
		struct entry e = scan_folder(lib, arena_str(&lib->arena, str_of(f->d_name)));
		if (e.n)
			add_entry(lib, e);
		lib->partly = lib->n == AT_ONCE;
	}
	closedir(d);
	if (!lib->partly)
		sort_entries(lib);
	return lib;
}

/* "tea" of "tea/es.yaml"; empty for a file in no folder. */
static struct str folder_of(struct str path)
{
	const char *slash = memchr(path.p, '/', path.len);
	return slash ? str_part(path, 0, (size_t)(slash - path.p)) : STR("");
}

struct library *library_open_store(const struct store *s)
{
	struct library *lib = xcalloc(1, sizeof(*lib));
	lib->dir = arena_str(&lib->arena, s->dir);
	lib->store = s;
	for (size_t i = 0, next; i < s->n; i = next) { /* the files of a folder stand together */
		struct str id = folder_of(s->file[i].path);
		struct found found = {0};
		const char *folder =
		        arena_fmt(&lib->arena, "%.*s/%.*s", STR_ARG(lib->dir), STR_ARG(id)).p;
		for (next = i; next < s->n && str_eq(folder_of(s->file[next].path), id); next++)
			if (fields_is_id(id))
				add_file(lib, &found, folder,
				         str_part(s->file[next].path, id.len + 1,
				                  s->file[next].path.len));
		struct entry e = make_entry(lib, arena_str(&lib->arena, id), &found);
		if (e.n)
			add_entry(lib, e);
	}
	sort_entries(lib);
	return lib;
}

/* The folder that holds `path`, one level up. */
static struct str parent_of(struct str path)
{
	while (path.len && path.p[path.len - 1] != '/')
		path.len--;
	while (path.len > 1 && path.p[path.len - 1] == '/')
		path.len--;
	return path.len ? path : STR(".");
}

struct library *library_open_file(const char *path, struct str *ret_lang, struct diags *ds)
{
	struct library *lib = xcalloc(1, sizeof(*lib));
	struct str full = strchr(path, '/') ? arena_str(&lib->arena, str_of(path))
	                                    : arena_fmt(&lib->arena, "./%s", path);
	struct str folder = arena_str(&lib->arena, parent_of(full));
	lib->dir = arena_fmt(&lib->arena, "%s/..", folder.p);
	*ret_lang = arena_str(&lib->arena, language_of(str_of(strrchr(full.p, '/') + 1)));
	struct entry e = scan_languages(lib, article_id(&lib->arena, full.p), folder.p);
	bool found = false;
	for (size_t i = 0; i < e.n; i++)
		found |= str_eq(e.lang[i], *ret_lang);
	if (!found) { /* no language, or not there: on its own, with its findings */
		struct edition *alone = arena_array(&lib->arena, struct edition, 1);
		*alone = (struct edition){.lang = *ret_lang, .path = full};
		e = (struct entry){e.id, true, alone, &alone->lang, 1};
	}
	add_entry(lib, e);
	lib->one_file = true;
	if (!library_article(lib, 0, *ret_lang, ds))
		lib->n = 0;
	return lib;
}

void library_close(struct library *lib)
{
	if (!lib)
		return;
	for (size_t i = 0; i < lib->n; i++)
		for (size_t k = 0; k < lib->entry[i].n; k++)
			article_free(lib->entry[i].edition[k].article);
	help_free(lib->help);
	index_close(lib->index);
	free(lib->entry);
	arena_clear(&lib->arena);
	free(lib);
}

size_t library_count(struct library *lib)
{
	look_at_all(lib);
	return lib->n;
}

bool library_has(struct library *lib, size_t i)
{
	return i < lib->n || i < library_count(lib);
}

struct str library_id(const struct library *lib, size_t i)
{
	return lib->entry[i].id;
}

const struct str *library_languages(struct library *lib, size_t i, size_t *ret_n)
{
	const struct entry *e = look_at(lib, i);
	*ret_n = e->n;
	return e->lang;
}

size_t library_find(struct library *lib, struct str id)
{
	const struct entry key = {.id = id}, *found = NULL;
	if (!lib->partly && lib->n)
		found = bsearch(&key, lib->entry, lib->n, sizeof(key), by_id);
	for (size_t i = 0; lib->partly && i < lib->n; i++)
		if (str_eq(lib->entry[i].id, id))
			found = &lib->entry[i];
	if (found)
		return (size_t)(found - lib->entry);
	if (lib->partly && fields_is_id(id)) {
		struct entry e = scan_folder(lib, arena_str(&lib->arena, id));
		if (e.n) {
			add_entry(lib, e);
			return lib->n - 1;
		}
	}
	return library_count(lib);
}

struct index *library_index(struct library *lib)
{
	if (!lib->index_tried && !lib->store && !lib->one_file)
		lib->index = index_open(lib->dir.p);
	lib->index_tried = true;
	return lib->index;
}

uint64_t library_stamp(const struct library *lib, size_t i, struct str source, struct str lang)
{
	return index_stamp(lib->dir.p, lib->entry[i].id, source, lang);
}

const struct str *library_all_languages(struct library *lib, struct arena *a, bool all,
                                        size_t *ret_n)
{
	enum { MOST = 200 };
	if ((lib->partly || all) && lib->n >= AT_ONCE && library_index(lib))
		return index_languages(lib->index, a, ret_n);
	struct str *list = arena_array(a, struct str, MOST);
	size_t n = 0;
	for (size_t i = 0; i < (all ? library_count(lib) : lib->n); i++) {
		const struct entry *e = all ? look_at(lib, i) : &lib->entry[i];
		for (size_t k = 0; k < e->n; k++) {
			size_t at = 0;
			while (at < n && !str_eq(list[at], e->lang[k]))
				at++;
			if (at == n && n < MOST)
				list[n++] = e->lang[k];
		}
	}
	*ret_n = n;
	return list;
}

/* NULL: its folder has nothing in it. */
static struct edition *edition_of(const struct entry *e, struct str lang)
{
	for (size_t k = 1; k < e->n; k++)
		if (str_eq(e->edition[k].lang, lang))
			return &e->edition[k];
	return e->n ? e->edition : NULL;
}

bool library_card(struct library *lib, struct arena *a, size_t i, struct str lang, struct card *ret)
{
	const struct entry *e = look_at(lib, i);
	const struct edition *ed = edition_of(e, lang);
	struct arena scratch = {0};
	*ret = (struct card){0};
	if (!ed)
		return false;
	ret->lang = ed->lang;
	struct str source = e->edition[0].path;
	if (ed != e->edition)
		card_read(a, read_head(lib, &scratch, ed->path, CARD_HEAD), ret);
	bool found = card_read(a, read_head(lib, &scratch, source, CARD_HEAD), ret);
	if (!found) /* an order of keys of its own */
		found = card_read(a, read_head(lib, &scratch, source, ARTICLE_MAX_BYTES), ret);
	arena_clear(&scratch);
	return found;
}

/* The source of e with one of its editions laid over it. */
static struct article *load_edition(struct library *lib, const struct entry *e,
                                    const struct edition *ed, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text, over;
	struct translation *t = NULL;
	struct article *a = NULL;
	if (ed != e->edition && read_bytes(lib, &bytes, ed->path, &over, ds))
		t = translation_parse(ed->path.p, over, ds);
	if (t)
		t->at_the_desk = lib->one_file;
	if (read_bytes(lib, &bytes, e->edition[0].path, &text, ds))
		a = article_parse(e->edition[0].path.p, text, t, NULL, ds);
	else
		translation_free(t);
	if (a && t)
		t->src = (struct source){0}; /* its bytes go now */
	arena_clear(&bytes);
	return a;
}

const struct article *library_article(struct library *lib, size_t i, struct str lang,
                                      struct diags *ds)
{
	const struct entry *e = look_at(lib, i);
	struct edition *ed = edition_of(e, lang);
	if (!ed)
		return NULL;
	if (!ed->tried) {
		ed->tried = true;
		ed->article = load_edition(lib, e, ed, ds);
	}
	return ed->article;
}

const char *library_path(struct library *lib, size_t i, struct str lang)
{
	const struct edition *ed = edition_of(look_at(lib, i), lang);
	return ed ? ed->path.p : "";
}

/* Reads it for what is kept of it: whether it is sound, and how far. */
static void judge(struct library *lib, const struct entry *e, struct edition *ed, struct diags *ds)
{
	if (ed->judged)
		return;
	struct article *a = ed->tried ? ed->article : load_edition(lib, e, ed, ds);
	ed->status = a ? article_translation_status(a) : TR_DRAFT;
	ed->sound = a != NULL;
	ed->judged = true;
	if (a != ed->article)
		article_free(a);
}

enum translation_status library_status(struct library *lib, size_t i, struct str lang)
{
	const struct entry *e = look_at(lib, i);
	struct edition *ed = edition_of(e, lang);
	struct diags *ds = diags_new(); /* told when it is opened */
	if (ed)
		judge(lib, e, ed, ds);
	diags_free(ds);
	return ed ? ed->status : TR_DRAFT;
}

bool library_is_sound(struct library *lib, size_t i, struct str lang, struct diags *ds)
{
	const struct entry *e = look_at(lib, i);
	struct edition *ed = edition_of(e, lang);
	if (ed)
		judge(lib, e, ed, ds);
	return ed && ed->sound;
}

const struct help *library_help(struct library *lib, struct diags *ds)
{
	if (!lib->help) {
		struct arena bytes = {0};
		struct str path = arena_fmt(&lib->arena, "%.*s/help-now.yaml", STR_ARG(lib->dir));
		struct str text;
		lib->help = read_bytes(lib, &bytes, path, &text, ds)
		                    ? help_parse(path.p, text, ds)
		                    : xcalloc(1, sizeof(*lib->help));
		arena_clear(&bytes);
	}
	return lib->help;
}
