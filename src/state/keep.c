/* Two things are never done: to write over what was not understood, and to follow a link out of the
 * folder. */
#include "state/keep.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/fields.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct keep {
	struct arena arena;
	const char *folder;
	bool refused; /* the last time */
	bool tidied;  /* leftovers were looked for */
	struct {
		struct str reason;
		bool met, told;
	} trouble[KEEP_NEWER + 1];
};

static const char lock_name[] = ".lock", aside_suffix[] = ".unreadable";

/* --- the folder --------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct keep *keep_open(const char *state_home, const char *home)
{
	struct keep *k = xcalloc(1, sizeof(*k));
	if (state_home && *state_home == '/')
		k->folder = arena_fmt(&k->arena, "%s/anteroom", state_home).p;
	else if (home && *home == '/' && is_folder(home))
		k->folder = arena_fmt(&k->arena, "%s/.local/state/anteroom", home).p;
	if (k->folder)
		return k;
	free(k);
	return NULL;
}

void keep_close(struct keep *k)
{
	if (!k)
		return;
	arena_clear(&k->arena);
	free(k);
}

static const char *path_of(const struct keep *k, struct arena *a, struct str name)
{
	return arena_fmt(a, "%s/%.*s", k->folder, STR_ARG(name)).p;
}

/* --- troubles ----------------------------------------------------------------------------- */

static void note(struct keep *k, enum keep_trouble kind, const char *path, const char *why)
{
	if (k->trouble[kind].met)
		return;
	k->trouble[kind].met = true;
	struct buf b = {0};
	buf_fmt(&b, "%s: %s", path, why);
	for (size_t at; (at = utf8_valid_prefix(buf_str(&b))) < b.len;) /* a path may be anything */
		b.p[at] = '?';
	k->trouble[kind].reason = arena_str(&k->arena, buf_str(&b));
	buf_clear(&b);
}

/* Nothing could be kept. Always false. */
static bool refuse_for(struct keep *k, const char *path, const char *why)
{
	k->refused = true;
	note(k, KEEP_REFUSED, path, why);
	return false;
}

/* The same; the finding says why. */
static bool refuse(struct keep *k, const char *path, const struct diags *ds)
{
	struct arena a = {0};
	refuse_for(k, path, diags_len(ds) ? arena_str(&a, diags_at(ds, 0)->msg).p : "");
	arena_clear(&a);
	return false;
}

bool keep_works(const struct keep *k)
{
	return k && !k->refused;
}

enum keep_trouble keep_trouble(struct keep *k, struct str *ret_reason)
{
	for (enum keep_trouble kind = KEEP_REFUSED; kind <= KEEP_NEWER; kind++)
		if (k->trouble[kind].met && !k->trouble[kind].told) {
			k->trouble[kind].told = true;
			*ret_reason = k->trouble[kind].reason;
			return kind;
		}
	return KEEP_FINE;
}

/* --- the lock ----------------------------------------------------------------------------- */

static bool lock_within(int fd, int ms)
{
	enum { TURN_MS = 5 };
	const struct timespec turn = {0, TURN_MS * 1000000L};
	for (; flock(fd, LOCK_EX | LOCK_NB) != 0; ms -= TURN_MS) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || ms <= 0)
			return false;
		nanosleep(&turn, NULL);
	}
	return true;
}

/* Whether the file that is locked is still the one that others will lock: forgetting deletes it. */
static bool still_there(int fd, const char *path)
{
	struct stat ours, theirs;
	return fstat(fd, &ours) == 0 && lstat(path, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
	       ours.st_dev == theirs.st_dev;
}

/* A descriptor whose closing unlocks; -1, and errno. The folder must be there. */
static int lock(const struct keep *k)
{
	enum { TIMES = 10 };
	struct arena a = {0};
	const char *path = path_of(k, &a, str_of(lock_name));
	int fd = -1, error = EWOULDBLOCK;
	for (int i = 0; fd < 0 && i < TIMES; i++) {
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
		error = errno;
		if (fd < 0)
			break;
		bool ok = lock_within(fd, KEEP_WAIT_MS);
		error = errno;
		if (ok && still_there(fd, path))
			break;
		close(fd);
		fd = -1;
		if (!ok)
			break;
	}
	arena_clear(&a);
	errno = error;
	return fd;
}

/* What somebody else put in our place is left alone. */
static bool is_our_folder(const char *folder, const char **ret_why)
{
	struct stat st;
	if (lstat(folder, &st) != 0)
		*ret_why = strerror(errno);
	else if (S_ISLNK(st.st_mode))
		*ret_why = "it is a link";
	else if (!S_ISDIR(st.st_mode))
		*ret_why = "it is not a folder";
	else if (st.st_uid != geteuid())
		*ret_why = "it belongs to somebody else";
	else
		return true;
	return false;
}

/* Health is private: who was let in by a careless umask, or by a copy, is let out. */
static bool tighten(const char *folder)
{
	struct stat st;
	return stat(folder, &st) == 0 && ((st.st_mode & 077) == 0 || chmod(folder, 0700) == 0);
}

/* The lock, once the folder is there and ours; -1: refused. */
static int lock_to_write(struct keep *k)
{
	const char *why;
	struct diags *ds = diags_new();
	int fd = -1;
	if (!file_make_folder(k->folder, ds))
		refuse(k, k->folder, ds);
	else if (!is_our_folder(k->folder, &why))
		refuse_for(k, k->folder, why);
	else if (!tighten(k->folder) || (fd = lock(k)) < 0)
		refuse_for(k, k->folder,
		           errno == EWOULDBLOCK ? "another program holds it" : strerror(errno));
	diags_free(ds);
	return fd;
}

/* --- names -------------------------------------------------------------------------------- */

/* Whether a file of this name in the folder is one that we made; *ret_left: it was left over when
 * somebody was killed while writing. */
static bool is_ours(const char *name, bool *ret_left)
{
	struct str all = str_of(name), file = all;
	*ret_left = file_is_leftover(all, &file);
	if (str_is(all, lock_name) || str_eq(file, KEEP_CHOICES))
		return true;
	const char *dot = memchr(file.p, '.', file.len);
	size_t len = dot ? (size_t)(dot - file.p) : file.len;
	struct str suffix = str_part(file, len, file.len);
	return fields_is_id(str_part(file, 0, len)) &&
	       (!suffix.len || str_starts(suffix, aside_suffix));
}

static bool is_file(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Deletes what killed programs left half-written. The lock is held: nobody is writing. */
static void tidy(struct keep *k)
{
	struct arena a = {0};
	DIR *d = k->tidied ? NULL : opendir(k->folder);
	k->tidied = true;
	for (struct dirent *e; d && (e = readdir(d));) {
		bool left;
		const char *path = path_of(k, &a, str_of(e->d_name));
		if (is_ours(e->d_name, &left) && left && is_file(path))
			unlink(path);
	}
	if (d)
		closedir(d);
	arena_clear(&a);
}

/* --- reading ------------------------------------------------------------------------------ */

enum found { FOUND_NOTHING, FOUND_RECORD, FOUND_NEWER, FOUND_GARBLED, FOUND_NO_FILE };

static enum found look(struct arena *a, const char *path, struct record *ret)
{
	struct stat st;
	struct str bytes;
	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR ? FOUND_NOTHING : FOUND_NO_FILE;
	if (!S_ISREG(st.st_mode))
		return FOUND_NO_FILE;
	struct diags *ds = diags_new();
	bool read = file_read(a, path, RECORD_MAX_BYTES, &bytes, ds);
	diags_free(ds);
	switch (read ? record_parse(ret, bytes) : RECORD_GARBLED) {
	case RECORD_SOUND:
		return FOUND_RECORD;
	case RECORD_NEWER:
		return FOUND_NEWER;
	case RECORD_GARBLED:
		break;
	}
	return FOUND_GARBLED;
}

/* Renames a file that cannot be understood, to a name that is free. The lock is held. */
static bool put_aside(struct keep *k, const char *path)
{
	enum { MOST = 9 };
	struct arena a = {0};
	struct stat st;
	bool done = false;
	for (int i = 1; !done && i <= MOST; i++) {
		const char *to = i == 1 ? arena_fmt(&a, "%s%s", path, aside_suffix).p
		                        : arena_fmt(&a, "%s%s-%d", path, aside_suffix, i).p;
		if (lstat(to, &st) == 0)
			continue;
		if (rename(path, to) != 0)
			break;
		note(k, KEEP_ASIDE, to, "this is what was kept");
		done = true;
	}
	if (!done)
		refuse_for(k, path, "it cannot be understood, and not be renamed either");
	arena_clear(&a);
	return done;
}

/* What stands in the file, the lock being held. False: nothing may be written there. */
static bool read_locked(struct keep *k, const char *path, struct record *ret)
{
	struct arena a = {0};
	enum found found = look(&a, path, ret);
	bool may_write = true;
	if (found == FOUND_GARBLED)
		may_write = put_aside(k, path);
	if (found == FOUND_NO_FILE)
		may_write = refuse_for(k, path, "it is not a file");
	if (found == FOUND_NEWER) {
		note(k, KEEP_NEWER, path, "made by a newer version of anteroom");
		may_write = false;
		k->refused = true;
	}
	arena_clear(&a);
	return may_write;
}

void keep_load(struct keep *k, struct str name, struct record *ret)
{
	struct arena a = {0};
	const char *path = path_of(k, &a, name), *why;
	/* Nothing is there, and nothing is made: who only looks in leaves no trace. */
	if (is_folder(k->folder) && !is_our_folder(k->folder, &why)) {
		refuse_for(k, k->folder, why);
	} else if (is_folder(k->folder)) {
		int fd = lock(k);
		if (fd >= 0)
			read_locked(k, path, ret);
		else /* a disk to be read only: what is garbled there cannot be put aside */
			look(&a, path, ret);
		if (fd >= 0)
			close(fd);
	}
	arena_clear(&a);
}

/* --- writing ------------------------------------------------------------------------------ */

bool keep_save(struct keep *k, struct str name, const struct record *base,
               const struct record *ours)
{
	struct arena a = {0};
	struct buf bytes = {0};
	struct record theirs = {0}, merged = {0};
	struct diags *ds = diags_new();
	const char *path = path_of(k, &a, name);
	bool ok = false;
	int fd = lock_to_write(k);
	if (fd < 0)
		goto out;
	tidy(k);
	if (!read_locked(k, path, &theirs))
		goto out;
	record_merge(&merged, base, ours, &theirs);
	record_format(&merged, &bytes);
	ok = file_replace_private(path, buf_str(&bytes), ds) || refuse(k, path, ds);
	if (ok)
		k->refused = false;
out:
	if (fd >= 0)
		close(fd);
	diags_free(ds);
	record_clear(&theirs);
	record_clear(&merged);
	buf_clear(&bytes);
	arena_clear(&a);
	return ok;
}

/* --- forgetting --------------------------------------------------------------------------- */

bool keep_forget(struct keep *k, struct str name)
{
	struct arena a = {0};
	const char *path = path_of(k, &a, name);
	bool ok = !is_folder(k->folder);
	int fd = ok ? -1 : lock_to_write(k);
	if (fd >= 0)
		ok = unlink(path) == 0 || errno == ENOENT;
	if (!ok)
		note(k, KEEP_STAYS, path, strerror(errno));
	if (fd >= 0)
		close(fd);
	arena_clear(&a);
	return ok;
}

static bool undeletable(struct keep *k, struct diags *ds, const char *path, const char *why)
{
	note(k, KEEP_STAYS, path, why);
	return diag_add(ds, &(struct source){.path = path}, &RULE_UNWRITABLE, (struct srcpos){0},
	                "cannot be deleted: %s", why);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(((const struct str *)a)->p, ((const struct str *)b)->p);
}

/* The paths of what is ours, sorted, but the lock last: it is held until all else is gone. */
static size_t list_ours(struct keep *k, struct arena *a, DIR *d, struct str **ret)
{
	struct str *list = NULL;
	size_t n = 0, cap = 0;
	bool left;
	for (struct dirent *e; (e = readdir(d));) {
		if (!is_ours(e->d_name, &left) || strcmp(e->d_name, lock_name) == 0)
			continue;
		if (n == cap) {
			cap = MAX(cap * 2, 16);
			list = xrealloc(list, cap, sizeof(*list));
		}
		list[n++] = str_of(path_of(k, a, str_of(e->d_name)));
	}
	if (n)
		qsort(list, n, sizeof(*list), by_bytes);
	*ret = arena_array(a, struct str, n + 2);
	for (size_t i = 0; i < n; i++)
		(*ret)[i] = list[i];
	(*ret)[n++] = str_of(path_of(k, a, str_of(lock_name)));
	free(list);
	return n;
}

/* Deletes a file or a link, never what it leads to, nor a folder. */
static bool delete_one(struct keep *k, const char *path, struct diags *ds, bool *ret_gone)
{
	*ret_gone = unlink(path) == 0;
	return *ret_gone || errno == ENOENT || undeletable(k, ds, path, strerror(errno));
}

bool keep_forget_all(struct keep *k, struct arena *a, struct str **ret, size_t *ret_n,
                     struct diags *ds)
{
	const char *why;
	size_t n = 0;
	*ret_n = 0;
	if (!is_folder(k->folder))
		return true;
	if (!is_our_folder(k->folder, &why))
		return undeletable(k, ds, k->folder, why);
	int fd = lock(k);
	DIR *d = fd < 0 ? NULL : opendir(k->folder);
	if (!d) {
		undeletable(k, ds, k->folder, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	bool ok = true, gone;
	size_t all = list_ours(k, a, d, ret);
	for (size_t i = 0; i < all; i++) {
		const char *path = (*ret)[i].p;
		ok &= delete_one(k, path, ds, &gone);
		if (gone)
			(*ret)[n++] = str_of(path);
	}
	if (rmdir(k->folder) == 0)
		(*ret)[n++] = str_of(k->folder);
	else if (errno != ENOTEMPTY && errno != EEXIST) /* what others put there stays */
		ok = undeletable(k, ds, k->folder, strerror(errno));
	closedir(d);
	close(fd);
	*ret_n = n;
	return ok;
}
