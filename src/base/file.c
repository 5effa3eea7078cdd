/* The size is asked for and then counted again while reading: a file may grow, or lie. */
#include "base/file.h"

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

/* Who may do what with it, as with the file that it replaces; a new one is as any program's. */
static bool take_after(int fd, const char *path)
{
	struct stat st;
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

static bool write_beside(char *temporary, const char *path, struct str data)
{
	int fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = take_after(fd, path) && write_all(fd, data) && fsync(fd) == 0;
	int error = errno;
	ok = close(fd) == 0 && ok;
	if (!ok)
		unlink(temporary);
	errno = error;
	return ok;
}

bool file_replace(const char *path, struct str data, struct diags *ds)
{
	struct arena a = {0};
	char resolved[PATH_MAX];
	const char *real = realpath(path, resolved) ? resolved : path;
	const char *slash = strrchr(real, '/');
	struct str folder = slash ? arena_fmt(&a, "%.*s/", (int)(slash - real), real) : STR("./");
	char temporary[PATH_MAX + 32];
	int n = snprintf(temporary, sizeof(temporary), "%s.%s.XXXXXX", folder.p,
	                 slash ? slash + 1 : real);
	bool ok = n > 0 && (size_t)n < sizeof(temporary) && write_beside(temporary, real, data);
	if (ok && rename(temporary, real) != 0) {
		int error = errno;
		unlink(temporary);
		errno = error;
		ok = false;
	}
	if (ok)
		sync_folder(folder.p);
	else
		diag_add(ds, &(struct source){.path = path}, &RULE_UNWRITABLE, (struct srcpos){0},
		         "cannot be written: %s", strerror(errno));
	arena_clear(&a);
	return ok;
}
