/* For a whole program: $STARVE names the file that says which of its allocations fails. */
#include "faults/starve.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static struct starve *shared;
static pid_t first;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("STARVE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *p = fd >= 0 ? mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
	                  : MAP_FAILED;
	shared = p != MAP_FAILED ? p : NULL;
	first = getpid();
	if (fd >= 0)
		close(fd);
}

bool starve_now(void)
{
	if (!shared || (shared->children_only && getpid() == first))
		return false;
	return __atomic_add_fetch(&shared->asked, 1, __ATOMIC_RELAXED) == shared->fails;
}
