/* The size is asked for and then counted again while reading: a file may grow, or lie. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
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
