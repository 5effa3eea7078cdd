/* The size is asked for and then counted again while reading: a file may grow, or lie. */
#include "base/file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const struct rule RULE_UNREADABLE = {
        "unreadable", SEV_ERROR,
        "The file or folder could not be read. The message says what the system answered.",
        "(a file without read permission)", "chmod a+r en.yaml"};
const struct rule RULE_TOO_LARGE = {
        "too-large", SEV_ERROR,
        "A file may hold 2 MB at most, many times what a patient can read. A larger one is most "
        "likely not an article.",
        "(a file of 3 MB)", "Split it into several articles."};

const struct rule RULE_UNWRITABLE = {
        "unwritable", SEV_ERROR,
        "The file could not be written, and is as it was. The message says what the system answered.",
        "(a folder without write permission)", "chmod u+w content/tea"};

static bool fail(struct diags *ds, const char *path, const char *why)
{
	return diag_add(ds, &(struct source){.path = path}, &RULE_UNREADABLE, (struct srcpos){0},
	                "cannot be read: %s", why);
}

static bool read_all(int fd, char *into, size_t cap, size_t *ret_len)
{
	size_t len = 0;
	while (len < cap) {
		ssize_t n = read(fd, into + len, cap - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		len += (size_t)n;
	}
	*ret_len = len;
	return true;
}

bool file_read(struct arena *a, const char *path, size_t max, struct str *ret, struct diags *ds)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return fail(ds, path, strerror(errno));
	bool ok = false;
	struct stat st;
	size_t len = 0;
	if (fstat(fd, &st) != 0) {
		fail(ds, path, strerror(errno));
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		fail(ds, path, "it is not a file");
		goto out;
	}
	size_t cap = (size_t)MIN(st.st_size, (off_t)max) + 1;
	char *p = arena_alloc(a, cap + 1, 1);
	if (!read_all(fd, p, cap, &len)) {
		fail(ds, path, strerror(errno));
		goto out;
	}
	if (len == cap) {
		diag_add(ds, &(struct source){.path = path}, &RULE_TOO_LARGE, (struct srcpos){0},
		         "the file is larger than %zu KB, or grew while it was read", max / 1000);
		goto out;
	}
	*ret = (struct str){p, len};
	ok = true;
out:
	close(fd);
	return ok;
}

struct str file_read_head(struct arena *a, const char *path, size_t most)
{
	struct str head = {0};
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return head;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		size_t cap = (size_t)MIN(st.st_size, (off_t)most);
		char *p = arena_alloc(a, cap + 1, 1);
		if (read_all(fd, p, cap, &head.len))
			head.p = p;
		else
			head.len = 0;
	}
	close(fd);
	return head;
}

/* --- replacing ---------------------------------------------------------------------------- */

static bool write_all(int fd, struct str data)
{
	while (data.len) {
		ssize_t n = write(fd, data.p, data.len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			data = str_part(data, (size_t)n, data.len);
	}
	return true;
}

enum file_creation file_create(const char *path, struct str data, int *ret_error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0 && errno == EEXIST)
		return FILE_IS_THERE;
	bool ok = fd >= 0 && write_all(fd, data) && fsync(fd) == 0;
	int error = errno;
	if (fd >= 0 && close(fd) != 0 && ok) {
		error = errno;
		ok = false;
	}
	if (ok)
		return FILE_CREATED;
	if (fd >= 0)
		unlink(path);
	*ret_error = error;
	return FILE_FAILED;
}

/* Who may do what with it, as with the file that it replaces; a new one is as any program's. A
 * private one stays as mkostemp() made it: its owner's alone. */
static bool take_after(int fd, const char *path, bool private)
{
	struct stat st;
	if (private)
		return true;
	if (stat(path, &st) == 0) {
		(void)!fchown(fd, st.st_uid, st.st_gid); /* only root may, and only root has to */
		return fchmod(fd, st.st_mode & 07777) == 0;
	}
	mode_t mask = umask(0);
	umask(mask);
	return fchmod(fd, 0666 & ~mask) == 0;
}

/* A new name is on the disk once its folder is; where folders cannot be synced, so be it. */
static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool write_beside(char *temporary, const char *path, struct str data, bool private)
{
	int fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = take_after(fd, path, private) && write_all(fd, data) && fsync(fd) == 0;
	int error = errno;
	ok = close(fd) == 0 && ok;
	if (!ok)
		unlink(temporary);
	errno = error;
	return ok;
}

static bool unwritable(const char *path, int error, struct diags *ds)
{
	return diag_add(ds, &(struct source){.path = path}, &RULE_UNWRITABLE, (struct srcpos){0},
	                "cannot be written: %s", strerror(error));
}

static const char random_part[] = ".XXXXXX"; /* mkostemp() puts letters and digits there */

bool file_is_leftover(struct str name, struct str *ret_file)
{
	size_t tail = sizeof(random_part) - 1;
	if (name.len <= 1 + tail || name.p[0] != '.' || name.p[name.len - tail] != '.')
		return false;
	for (size_t i = name.len - tail + 1; i < name.len; i++)
		if (!isalnum((unsigned char)name.p[i]))
			return false;
	*ret_file = str_part(name, 1, name.len - tail);
	return true;
}

/* `real` is no symbolic link; `path` is what it is called in a finding. */
static bool replace(const char *path, const char *real, struct str data, bool private,
                    struct diags *ds)
{
	struct arena a = {0};
	const char *slash = strrchr(real, '/');
	struct str folder = slash ? arena_fmt(&a, "%.*s/", (int)(slash - real), real) : STR("./");
	char temporary[PATH_MAX + 32];
	int n = snprintf(temporary, sizeof(temporary), "%s.%s%s", folder.p,
	                 slash ? slash + 1 : real, random_part);
	bool fits = n > 0 && (size_t)n < sizeof(temporary);
	errno = ENAMETOOLONG;
	bool ok = fits && write_beside(temporary, real, data, private);
	if (ok && rename(temporary, real) != 0) {
		int error = errno;
		unlink(temporary);
		errno = error;
		ok = false;
	}
	if (ok)
		sync_folder(folder.p);
	else
		unwritable(path, errno, ds);
	arena_clear(&a);
	return ok;
}

bool file_replace(const char *path, struct str data, struct diags *ds)
{
	char resolved[PATH_MAX];
	return replace(path, realpath(path, resolved) ? resolved : path, data, false, ds);
}

bool file_replace_private(const char *path, struct str data, struct diags *ds)
{
	struct stat st;
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return diag_add(ds, &(struct source){.path = path}, &RULE_UNWRITABLE,
		                (struct srcpos){0}, "cannot be written: it is not a file");
	return replace(path, path, data, true, ds);
}

/* --- folders ------------------------------------------------------------------------------ */

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Makes one folder; true if it is there afterwards. */
static bool make_one(const char *path, const char *above)
{
	if (mkdir(path, 0700) == 0) {
		sync_folder(above);
		return true;
	}
	int error = errno;
	if (error == EEXIST && is_folder(path))
		return true;
	errno = error == EEXIST ? ENOTDIR : error;
	return false;
}

bool file_make_folder(const char *path, struct diags *ds)
{
	struct arena a = {0};
	size_t len = strlen(path), above = 0;
	bool ok = true;
	for (size_t i = 1; ok && i <= len; i++) {
		if (path[i] != '/' && i < len)
			continue;
		const char *folder = arena_str(&a, (struct str){path, i}).p;
		const char *over = above          ? arena_str(&a, (struct str){path, above}).p
		                   : *path == '/' ? "/"
		                                  : ".";
		ok = make_one(folder, over);
		above = i;
	}
	if (!ok)
		unwritable(path, errno, ds);
	arena_clear(&a);
	return ok;
}
