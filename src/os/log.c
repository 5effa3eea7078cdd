/* syslog() is not used: when the log's service begins anew it makes a new socket, for which the
 * sandbox would end the program. A message that nobody takes is dropped instead. */
#include "os/log.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "os/dgram.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <syslog.h>
#include <unistd.h>

static struct {
	const char *ident;
	int fd; /* of the system's log; -1: standard error, or nowhere */
	bool to_stderr;
} out = {.fd = -1};

void log_open(const char *ident, const char *socket)
{
	log_close();
	out.ident = ident;
	out.to_stderr = !isatty(STDERR_FILENO);
	if (!out.to_stderr)
		out.fd = dgram_open(socket);
}

void log_close(void)
{
	if (out.fd >= 0)
		close(out.fd);
	out.fd = -1;
	out.to_stderr = false;
}

/* The message with what a terminal or a log's reader could obey replaced. */
static void add_safely(struct buf *b, struct str s)
{
	char safe[4 * LOG_LINE_MAX]; /* a byte grows to three at most */
	FILE *to = fmemopen(safe, sizeof(safe), "w");
	if (!to)
		return;
	while (s.len) {
		size_t sound = utf8_valid_prefix(s);
		diag_print_safely(str_part(s, 0, sound), to);
		if (sound < s.len)
			fputc('?', to);
		s = str_part(s, MIN(sound + 1, s.len), s.len);
	}
	long len = ftell(to);
	fclose(to);
	buf_add(b, (struct str){safe, len > 0 ? (size_t)len : 0});
}

/* One write for the line, so that lines of several readers do not mix; and none at all where it
 * would have to wait. */
static void write_line(struct str line)
{
	struct pollfd p = {.fd = STDERR_FILENO, .events = POLLOUT};
	if (poll(&p, 1, 0) != 1 || !(p.revents & POLLOUT))
		return;
	while (write(STDERR_FILENO, line.p, line.len) < 0 && errno == EINTR)
		continue;
}

void log_say(const char *fmt, ...)
{
	if (!out.to_stderr && out.fd < 0)
		return;
	struct arena a = {0};
	struct buf line = {0};
	va_list ap;
	va_start(ap, fmt);
	struct str message = arena_vfmt(&a, fmt, ap);
	va_end(ap);
	if (message.len > LOG_LINE_MAX) {
		/* the largest whole number of characters */
		size_t end = LOG_LINE_MAX;
		while (end > LOG_LINE_MAX - 3 && ((unsigned char)message.p[end] & 0xC0) == 0x80)
			end--;
		message.len = end;
	}
	if (out.to_stderr)
		buf_fmt(&line, "%s: ", out.ident);
	else
		buf_fmt(&line, "<%d>%s[%ld]: ", LOG_USER | LOG_NOTICE, out.ident, (long)getpid());
	add_safely(&line, message);
	if (out.to_stderr) {
		buf_add(&line, STR("\n"));
		write_line(buf_str(&line));
	} else {
		dgram_send(out.fd, buf_str(&line), 0);
	}
	buf_clear(&line);
	arena_clear(&a);
}
