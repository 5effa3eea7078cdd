/* The one place where an interface string is looked up. English needs no catalogue: there every
 * message stands for itself. */
#include "base/i18n.h"

#include "base/mo.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

enum { TAG_MAX = 35 }; /* what BCP 47 asks a program to have room for */

static const char alphanumeric[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static struct {
	struct arena arena;
	const struct mo *mo; /* NULL: English */
	char tag[TAG_MAX + 1];
} current = {.tag = "en"};

const char *i18n_text(const char *msgid)
{
	const char *text = current.mo ? mo_text(current.mo, NULL, msgid) : NULL;
	return text ? text : msgid;
}

const char *i18n_context(const char *ctx, const char *msgid)
{
	const char *text = current.mo ? mo_text(current.mo, ctx, msgid) : NULL;
	return text ? text : msgid;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	const char *text = current.mo ? mo_plural(current.mo, one, many, n) : NULL;
	return text ? text : n == 1 ? one : many;
}

const char *i18n_language(void)
{
	return current.tag;
}

/* Copies a tag with another sign between its parts. False: it is none, such as "../fr". */
static bool respell(const char *tag, char from, char to, char ret[TAG_MAX + 1])
{
	size_t len = strlen(tag);
	if (len == 0 || len > TAG_MAX)
		return false;
	for (size_t i = 0; i <= len; i++) {
		if (tag[i] && tag[i] != from && !strchr(alphanumeric, tag[i]))
			return false;
		ret[i] = tag[i] == from ? to : tag[i];
	}
	return true;
}

static struct str catalogue_path(struct arena *a, const char *dir, const char *folder)
{
	return arena_fmt(a, "%s/%s/LC_MESSAGES/anteroom.mo", dir, folder);
}

bool i18n_use(const char *dir, const char *tag)
{
	char folder[TAG_MAX + 1], own[TAG_MAX + 1]; /* own: `tag` may be i18n_language()'s */
	bool english = !tag || strcmp(tag, "en") == 0;
	bool known = !english && dir && respell(tag, '-', '_', folder);
	if (known)
		respell(tag, '-', '-', own);
	arena_clear(&current.arena);
	current.mo = NULL;
	strcpy(current.tag, "en");
	if (!known)
		return english;
	current.mo = mo_load(&current.arena, catalogue_path(&current.arena, dir, folder).p);
	if (!current.mo) {
		arena_clear(&current.arena);
		return false;
	}
	memcpy(current.tag, own, sizeof(own));
	return true;
}

static int by_bytes(const void *va, const void *vb)
{
	const struct str *a = va, *b = vb;
	return strcmp(a->p, b->p);
}

struct str *i18n_catalogues(struct arena *a, const char *dir, size_t *ret_n)
{
	size_t cap = 1, n = 0;
	DIR *d = opendir(dir);
	while (d && readdir(d))
		cap++;
	struct str *tags = arena_array(a, struct str, cap);
	tags[n++] = STR("en");
	if (d)
		rewinddir(d);
	for (struct dirent *f; d && n < cap && (f = readdir(d));) {
		char tag[TAG_MAX + 1];
		if (!respell(f->d_name, '_', '-', tag) || strcmp(tag, "en") == 0)
			continue;
		if (access(catalogue_path(a, dir, f->d_name).p, R_OK) == 0)
			tags[n++] = arena_str(a, str_of(tag));
	}
	if (d)
		closedir(d);
	qsort(tags + 1, n - 1, sizeof(*tags), by_bytes);
	*ret_n = n;
	return tags;
}
