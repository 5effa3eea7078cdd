/* A folder an article, a file a language. Of an article's files one is the source; with a single
 * file there is nothing to ask, else the one that says so. */
#include "content/library.h"

#include "base/file.h"
#include "base/mem.h"
#include "content/fields.h"
#include "text/locale.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct entry {
	struct str id;
	struct str *lang;
	size_t n_langs;
	struct str path; /* of the source */
	bool tried;
	struct article *article;
};

struct library {
	struct arena arena;
	struct str dir;
	struct entry *entry;
	size_t n, cap;
	struct help *help;
};

static int by_str(const void *va, const void *vb)
{
	const struct str *a = va, *b = vb;
	int order = memcmp(a->p, b->p, MIN(a->len, b->len));
	return order ? order : (a->len > b->len) - (a->len < b->len);
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

static bool says_source(const char *path)
{
	struct arena scratch = {0};
	struct diags *ds = diags_new(); /* what is wrong with the file is said when it is loaded */
	struct str text = {0};
	file_read(&scratch, path, ARTICLE_MAX_BYTES, &text, ds);
	bool says = text.len && memmem(text.p, text.len, "\nsource: true", 13) != NULL;
	diags_free(ds);
	arena_clear(&scratch);
	return says;
}

static void add_language(struct library *lib, struct entry *e, const char *folder, const char *file)
{
	struct str tag = language_of(str_of(file));
	if (!tag.len)
		return;
	struct str *grown = arena_array(&lib->arena, struct str, e->n_langs + 1);
	if (e->n_langs)
		memcpy(grown, e->lang, e->n_langs * sizeof(*grown));
	grown[e->n_langs++] = arena_str(&lib->arena, tag);
	e->lang = grown;
	struct str path = arena_fmt(&lib->arena, "%s/%s", folder, file);
	if (!e->path.len || says_source(path.p))
		e->path = path;
}

static void add_entry(struct library *lib, struct entry e)
{
	if (lib->n == lib->cap) {
		lib->cap = MAX(lib->cap * 2, 16);
		lib->entry = xrealloc(lib->entry, lib->cap, sizeof(*lib->entry));
	}
	lib->entry[lib->n++] = e;
}

static void scan_folder(struct library *lib, const char *id)
{
	struct str folder = arena_fmt(&lib->arena, "%.*s/%s", STR_ARG(lib->dir), id);
	DIR *d = opendir(folder.p);
	if (!d)
		return;
	struct entry e = {.id = arena_str(&lib->arena, str_of(id))};
	for (struct dirent *f; (f = readdir(d));)
		if (f->d_name[0] != '.')
			add_language(lib, &e, folder.p, f->d_name);
	closedir(d);
	if (!e.n_langs)
		return;
	qsort(e.lang, e.n_langs, sizeof(*e.lang), by_str);
	add_entry(lib, e);
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
	for (struct dirent *f; (f = readdir(d));)
		if (f->d_name[0] != '.' && fields_is_id(str_of(f->d_name)))
			scan_folder(lib, f->d_name);
	closedir(d);
	if (lib->n)
		qsort(lib->entry, lib->n, sizeof(*lib->entry), by_id);
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

struct library *library_open_file(const char *path, struct diags *ds)
{
	struct library *lib = xcalloc(1, sizeof(*lib));
	struct str full = strchr(path, '/') ? arena_str(&lib->arena, str_of(path))
	                                    : arena_fmt(&lib->arena, "./%s", path);
	lib->dir = arena_fmt(&lib->arena, "%.*s/..", STR_ARG(parent_of(full)));
	struct article *a = article_load(full.p, ds);
	struct entry e = {.path = full, .tried = true, .article = a};
	if (a) {
		e.id = a->id;
		e.lang = arena_array(&lib->arena, struct str, 1);
		e.lang[0] = a->lang;
		e.n_langs = 1;
		add_entry(lib, e);
	}
	return lib;
}

void library_close(struct library *lib)
{
	if (!lib)
		return;
	for (size_t i = 0; i < lib->n; i++)
		article_free(lib->entry[i].article);
	help_free(lib->help);
	free(lib->entry);
	arena_clear(&lib->arena);
	free(lib);
}

size_t library_count(const struct library *lib)
{
	return lib->n;
}

struct str library_id(const struct library *lib, size_t i)
{
	return lib->entry[i].id;
}

const struct str *library_languages(const struct library *lib, size_t i, size_t *ret_n)
{
	*ret_n = lib->entry[i].n_langs;
	return lib->entry[i].lang;
}

size_t library_find(const struct library *lib, struct str id)
{
	size_t i = 0;
	while (i < lib->n && !str_eq(lib->entry[i].id, id))
		i++;
	return i;
}

const struct article *library_article(struct library *lib, size_t i, struct diags *ds)
{
	struct entry *e = &lib->entry[i];
	if (!e->tried) {
		e->tried = true;
		e->article = article_load(e->path.p, ds);
	}
	return e->article;
}

const struct help *library_help(struct library *lib, struct diags *ds)
{
	if (!lib->help) {
		struct str path = arena_fmt(&lib->arena, "%.*s/help-now.yaml", STR_ARG(lib->dir));
		lib->help = help_load(path.p, ds);
	}
	return lib->help;
}
