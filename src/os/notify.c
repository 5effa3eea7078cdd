/* The protocol is a few bytes long and older than most of its users: no library for it. */
#include "os/notify.h"

#include "os/dgram.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
	int fd;
	int interval; /* ms; 0: no watchdog */
} to = {.fd = -1};

/* A decimal number from the environment; 0 if it is none, or is not there. */
static unsigned long long number(const char *name)
{
	const char *z = getenv(name);
	char *end;
	if (!z || *z < '0' || *z > '9')
		return 0;
	errno = 0;
	unsigned long long n = strtoull(z, &end, 10);
	return errno || *end ? 0 : n;
}

/* Half of the time, so that one late message is not the end. */
static int interval_asked(void)
{
	const char *pid = getenv("WATCHDOG_PID");
	if (pid && number("WATCHDOG_PID") != (unsigned long long)getpid())
		return 0;
	unsigned long long usec = number("WATCHDOG_USEC");
	return usec ? (int)MAX(MIN(usec / 2000, (unsigned long long)INT_MAX), 1) : 0;
}

bool notify_open(void)
{
	const char *name = getenv("NOTIFY_SOCKET");
	notify_close();
	if (!name)
		return false;
	to.fd = dgram_open(name);
	to.interval = to.fd < 0 ? 0 : interval_asked();
	return to.fd >= 0;
}

void notify_close(void)
{
	if (to.fd >= 0)
		close(to.fd);
	to.fd = -1;
	to.interval = 0;
}

void notify_ready(void)
{
	enum { PATIENCE_MS = 5000 };
	dgram_send(to.fd, STR("READY=1"), PATIENCE_MS);
}

void notify_alive(void)
{
	if (to.interval)
		dgram_send(to.fd, STR("WATCHDOG=1"), 0);
}

int notify_interval(void)
{
	return to.interval;
}
