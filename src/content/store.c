/* One walk over the folder, for reading and for the fingerprint alike. */
#include "content/store.h"

#include "base/file.h"
#include "base/mem.h"
#include "content/article.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_FILES = 20000 };

/* Called with each file's path, whole and from the folder on. */
typedef void visit_fn(const char *whole, struct str path, void *data);

static bool is_content(const char *name)
{
	size_t len = strlen(name);
	return name[0] != '.' && len > 5 && strcmp(name + len - 5, ".yaml") == 0 &&
	       !(len > 9 && strcmp(name + len - 9, ".src.yaml") == 0);
}

static bool walk(const char *dir, struct str below, int depth, visit_fn *visit, void *data)
{
	DIR *d = opendir(dir);
	struct arena a = {0};
	if (!d)
		return false;
	for (struct dirent *f; (f = readdir(d));) {
		if (f->d_name[0] == '.')
			continue;
		const char *whole = arena_fmt(&a, "%s/%s", dir, f->d_name).p;
		struct str path =
		        arena_fmt(&a, "%.*s%s%s", STR_ARG(below), below.len ? "/" : "", f->d_name);
		if (is_content(f->d_name))
			visit(whole, path, data);
		else if (depth == 0)
			walk(whole, path, 1, visit, data);
	}
	closedir(d);
	arena_clear(&a);
	return true;
}

/* --- reading ------------------------------------------------------------------------------ */

struct taking {
	struct store *s;
	struct diags *ds;
	size_t cap;
};

static void take(const char *whole, struct str path, void *data)
{
	struct taking *t = data;
	struct store *s = t->s;
	struct str bytes;
	if (s->n == MAX_FILES || !file_read(&s->arena, whole, ARTICLE_MAX_BYTES, &bytes, t->ds))
		return;
	if (s->n == t->cap) {
		t->cap = MAX(t->cap * 2, 64);
		s->file = xrealloc(s->file, t->cap, sizeof(*s->file));
	}
	s->file[s->n++] = (struct store_file){arena_str(&s->arena, path), bytes};
}

static int by_path(const void *va, const void *vb)
{
	const struct store_file *a = va, *b = vb;
	return strcmp(a->path.p, b->path.p);
}

struct store *store_take(const char *dir, struct diags *ds)
{
	struct store *s = xcalloc(1, sizeof(*s));
	struct taking t = {.s = s, .ds = ds};
	s->dir = arena_str(&s->arena, str_of(dir));
	if (!walk(dir, STR(""), 0, take, &t))
		diag_add(ds, &(struct source){.path = dir}, &RULE_UNREADABLE, (struct srcpos){0},
		         "the content folder cannot be read");
	if (s->n)
		qsort(s->file, s->n, sizeof(*s->file), by_path);
	return s;
}

void store_free(struct store *s)
{
	if (!s)
		return;
	free(s->file);
	arena_clear(&s->arena);
	free(s);
}

const struct store_file *store_find(const struct store *s, struct str path)
{
	struct arena a = {0};
	const struct store_file key = {.path = arena_str(&a, path)};
	const struct store_file *found =
	        s->n ? bsearch(&key, s->file, s->n, sizeof(*s->file), by_path) : NULL;
	arena_clear(&a);
	return found;
}

/* --- the fingerprint ----------------------------------------------------------------------- */

static uint64_t mixed(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3u; /* FNV-1a */
	return h;
}

static void add_file(const char *whole, struct str path, void *data)
{
	struct stat st;
	uint64_t *sum = data;
	if (stat(whole, &st) != 0)
		return;
	uint64_t h = mixed(0xCBF29CE484222325u, path.p, path.len);
	h = mixed(h, &st.st_ino, sizeof(st.st_ino));
	h = mixed(h, &st.st_size, sizeof(st.st_size));
	*sum += mixed(h, &st.st_mtim, sizeof(st.st_mtim)); /* folders list files in any order */
}

uint64_t store_signature(const char *dir)
{
	uint64_t sum = 1;
	return walk(dir, STR(""), 0, add_file, &sum) ? sum : 0;
}
