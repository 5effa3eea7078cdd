/* shim: preloaded into the program, spoils its reads. $SPOIL is "HOW WHERE FROM COUNT": how is short (one
 * byte at most), EINTR or EIO; where is file or tty (the standard input); the FROM-th read there, from
 * 1 on, and COUNT of them. Reads of the C library's own, as of the terminal's description, are not
 * seen. */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char how[16], where[16];
static unsigned long from, count, seen;

__attribute__((constructor)) static void begin(void)
{
	const char *spoil = getenv("SPOIL");
	if (spoil && sscanf(spoil, "%15s %15s %lu %lu", how, where, &from, &count) != 4)
		abort();
}

static int is_there(int fd)
{
	struct stat st;
	if (fd == STDIN_FILENO)
		return strcmp(where, "tty") == 0;
	return strcmp(where, "file") == 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

ssize_t read(int fd, void *into, size_t n)
{
	static ssize_t (*real)(int, void *, size_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "read");
	if (!is_there(fd) || ++seen < from || seen - from >= count)
		return real(fd, into, n);
	if (strcmp(how, "short") == 0)
		return real(fd, into, n ? 1 : 0);
	errno = strcmp(how, "EINTR") == 0 ? EINTR : EIO;
	return -1;
}

/* What read() is called by, where its buffer's size is known. */
ssize_t __read_chk(int fd, void *into, size_t n, size_t size);
ssize_t __read_chk(int fd, void *into, size_t n, size_t size)
{
	return n > size ? (abort(), -1) : read(fd, into, n);
}
