/* write(), not send(): the sandbox knows no call that could name another address. */
#include "os/dgram.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int dgram_open(const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(name);
	if ((name[0] != '/' && name[0] != '@') || len < 2 || len >= sizeof(address.sun_path)) {
		errno = EINVAL;
		return -1;
	}
	memcpy(address.sun_path, name, len);
	if (name[0] == '@')
		address.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	/* Without a NUL behind the name: in an abstract one it would count. */
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
	if (connect(fd, (const struct sockaddr *)&address, size) == 0)
		return fd;
	int why = errno;
	close(fd);
	errno = why;
	return -1;
}

bool dgram_send(int fd, struct str message, int ms)
{
	struct pollfd p = {.fd = fd, .events = POLLOUT};
	if (fd < 0)
		return false;
	if (ms > 0)
		poll(&p, 1, ms);
	ssize_t n;
	do
		n = write(fd, message.p, message.len);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)message.len;
}
