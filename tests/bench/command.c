/* Programs that are run without a terminal. */
#include "bench/command.h"

#include "base/mem.h"
#include "tty/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool complain(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	return false;
}

/* Bytes read; 0 at the end, -1 nothing for now or an error. */
static ssize_t read_more(int fd, struct buf *into)
{
	char bytes[16384];
	ssize_t n;
	do
		n = read(fd, bytes, sizeof bytes);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		buf_add(into, (struct str){bytes, (size_t)n});
	return n;
}

/* Its complaints go where ours go. -1, with errno: it could not be run. */
static pid_t spawn(const char *const argv[], int in, int out)
{
	pid_t pid = -1;
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t broken_pipe;
	size_t n = 0;
	while (argv[n])
		n++;
	char **args = xcalloc(n + 1, sizeof *args);
	memcpy(args, argv, n * sizeof *args);
	sigemptyset(&broken_pipe);
	sigaddset(&broken_pipe, SIGPIPE);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigdefault(&attr, &broken_pipe);
	int error = posix_spawnp(&pid, args[0], &files, &attr, args, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	free(args);
	errno = error;
	return error ? -1 : pid;
}

/* Presses Enter as long as somebody listens and reads as long as somebody talks. */
static void converse(int to, int from, size_t most, struct buf *ret)
{
	int64_t until = term_now() + (int64_t)10 * 1000000000;
	fcntl(to, F_SETFL, O_NONBLOCK);
	while (ret->len < most && term_now() < until) {
		struct pollfd p[] = {{.fd = from, .events = POLLIN}, {.fd = to, .events = POLLOUT}};
		if (poll(p, 2, 100) <= 0)
			continue;
		if (p[0].revents && read_more(from, ret) <= 0)
			return;
		if (p[1].revents && write(to, "\n", 1) < 0 && errno == EPIPE) {
			while (ret->len < most && read_more(from, ret) > 0)
				;
			return;
		}
	}
}

bool command_capture(const char *const argv[], size_t most, struct buf *ret)
{
	int in[2], out[2];
	if (pipe2(in, O_CLOEXEC) < 0)
		return complain("pipe");
	if (pipe2(out, O_CLOEXEC) < 0) {
		close(in[0]);
		close(in[1]);
		return complain("pipe");
	}
	pid_t pid = spawn(argv, in[0], out[1]);
	bool ok = pid > 0 || complain(argv[0]);
	close(in[0]);
	close(out[1]);
	if (ok) {
		converse(in[1], out[0], most, ret);
		kill(pid, SIGKILL);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		if (ret->len == 0)
			fprintf(stderr, "bench: %s said nothing\n", argv[0]);
		ret->len = MIN(ret->len, most);
	}
	close(in[1]);
	close(out[0]);
	return ok && ret->len > 0;
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

bool command_time(const char *const argv[], struct command_cost *ret)
{
	int status, nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	struct rusage used;
	int64_t since = term_now();
	pid_t pid = nothing < 0 ? -1 : spawn(argv, nothing, nothing), done = -1;
	if (nothing >= 0)
		close(nothing);
	if (pid < 0)
		return complain(argv[0]);
	/* a key that interrupts us interrupts it, too */
	while ((done = wait4(pid, &status, 0, &used)) < 0 && errno == EINTR)
		;
	if (done != pid || status != 0) {
		fprintf(stderr, "bench: %s %s failed\n", argv[0], argv[1]);
		return false;
	}
	*ret = (struct command_cost){(double)(term_now() - since) / 1e9,
	                             seconds_of(used.ru_utime) + seconds_of(used.ru_stime)};
	return true;
}
