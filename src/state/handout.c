/* Where people look for what they saved: what their desktop calls documents. */
#include "state/handout.h"

#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_COPIES = 999, MOST_CONFIG = 64 << 10 };

static bool is_folder(struct str path)
{
	struct stat st;
	return path.len && path.p[0] == '/' && stat(path.p, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The value of XDG_DOCUMENTS_DIR="$HOME/…" or "/…" in the text of user-dirs.dirs, whose lines are
 * of this form alone; empty: none. */
static struct str documents_of(struct arena *a, struct str config, const char *home)
{
	static const char key[] = "\nXDG_DOCUMENTS_DIR=\"";
	const char *at = memmem(config.p, config.len, key, strlen(key));
	if (!at)
		return STR("");
	struct str rest = str_part(config, (size_t)(at - config.p) + strlen(key), config.len);
	const char *quote = memchr(rest.p, '"', rest.len);
	struct str value = str_part(rest, 0, quote ? (size_t)(quote - rest.p) : 0);
	if (memchr(value.p, '\\', value.len))
		return STR("");
	if (str_starts(value, "$HOME"))
		return arena_fmt(a, "%s%.*s", home, STR_ARG(str_part(value, 5, value.len)));
	return arena_str(a, value);
}

static struct str configured(struct arena *a, const char *home)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	struct str path = folder && *folder ? arena_fmt(a, "%s/user-dirs.dirs", folder)
	                                    : arena_fmt(a, "%s/.config/user-dirs.dirs", home);
	struct diags *quiet = diags_new(); /* that there is none is no news */
	struct str text, found = STR("");
	if (file_read(a, path.p, MOST_CONFIG, &text, quiet))
		found = documents_of(a, arena_fmt(a, "\n%.*s", STR_ARG(text)), home);
	diags_free(quiet);
	return found;
}

/* Empty: there is none. */
static struct str folder_of(struct arena *a)
{
	const char *home = getenv("HOME"), *named = getenv("XDG_DOCUMENTS_DIR");
	home = home ? home : "";
	struct str folders[] = {str_of(named ? named : ""), configured(a, home), str_of(home)};
	for (size_t i = 0; i < ARRAY_LEN(folders); i++)
		if (is_folder(folders[i]))
			return folders[i];
	return STR("");
}

/* Both files or none: FILE_IS_THERE if one of the names is taken. */
static enum file_creation create_both(const struct handout *k,
                                      const struct buf content[HANDOUT_FILES], size_t *ret_failed,
                                      int *ret_error)
{
	for (size_t i = 0; i < HANDOUT_FILES; i++) {
		enum file_creation made =
		        file_create(k->path[i].p, buf_str(&content[i]), ret_error);
		if (made == FILE_CREATED)
			continue;
		*ret_failed = i;
		while (i-- > 0)
			unlink(k->path[i].p);
		return made;
	}
	return FILE_CREATED;
}

bool handout_save(struct arena *a, const struct slip *s, struct handout *ret)
{
	static const char *const endings[HANDOUT_FILES] = {
	        [HANDOUT_HTML] = "html", [HANDOUT_TEXT] = "txt"};
	struct buf content[HANDOUT_FILES] = {0};
	enum file_creation made = FILE_IS_THERE;
	struct str folder = folder_of(a);
	int error = EEXIST;
	size_t failed = 0;
	*ret = (struct handout){0};
	if (!folder.len)
		return false;
	slip_html(&content[HANDOUT_HTML], s);
	slip_text(&content[HANDOUT_TEXT], s);
	for (int n = 1; made == FILE_IS_THERE && n <= MOST_COPIES; n++) {
		const char *number = n > 1 ? arena_fmt(a, "-%d", n).p : "";
		for (size_t i = 0; i < HANDOUT_FILES; i++)
			ret->path[i] = arena_fmt(a, "%s/%.*s%s.%s", folder.p, STR_ARG(s->a->id),
			                         number, endings[i]);
		made = create_both(ret, content, &failed, &error);
	}
	for (size_t i = 0; i < HANDOUT_FILES; i++)
		buf_clear(&content[i]);
	if (made == FILE_CREATED)
		return true;
	ret->path[0] = ret->path[failed];
	ret->why = str_of(strerror(error));
	return false;
}
