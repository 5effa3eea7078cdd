/* The text goes in as lines; blank lines part its paragraphs. Nothing else of its form is known, so
 * the web page, the info file and the manual page are the plainest of their kind. */
#include "bench/texts.h"

#include "base/mem.h"
#include "tty/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bool complain(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	return false;
}

/* Reading and capturing */

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

bool texts_read(const char *path, struct buf *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return complain(path);
	ssize_t n;
	while ((n = read_more(fd, ret)) > 0)
		;
	close(fd);
	return n == 0 || complain(path);
}

/* Its input and output are pipes, its complaints go where ours go. */
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

bool texts_capture(const char *const argv[], size_t most, struct buf *ret)
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

/* Writing */

/* The next line of *rest, without its end. */
static struct str next_line(struct str *rest)
{
	const char *end = memchr(rest->p, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->p) : rest->len;
	struct str line = str_part(*rest, 0, len);
	*rest = str_part(*rest, end ? len + 1 : len, rest->len);
	return line;
}

static struct str trimmed(struct str s)
{
	while (s.len > 0 && s.p[0] == ' ')
		s = str_part(s, 1, s.len);
	while (s.len > 0 && (s.p[s.len - 1] == ' ' || s.p[s.len - 1] == '\r'))
		s.len--;
	return s;
}

static void html_line(struct buf *out, struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (line.p[i] == '&')
			buf_add(out, STR("&amp;"));
		else if (line.p[i] == '<')
			buf_add(out, STR("&lt;"));
		else
			buf_add(out, str_part(line, i, i + 1));
	}
}

static void man_line(struct buf *out, struct str line)
{
	if (line.len > 0 && (line.p[0] == '.' || line.p[0] == '\''))
		buf_add(out, STR("\\&"));
	for (size_t i = 0; i < line.len; i++)
		buf_add(out, line.p[i] == '\\' ? STR("\\e") : str_part(line, i, i + 1));
}

/* The paragraphs, each behind what opens one. */
static void paragraphs(struct buf *out, struct str text, const char *opening,
                       void (*put)(struct buf *out, struct str line))
{
	bool inside = false;
	while (text.len > 0) {
		struct str line = trimmed(next_line(&text));
		if (line.len == 0) {
			inside = false;
			continue;
		}
		if (!inside)
			buf_add(out, str_of(opening));
		inside = true;
		put(out, line);
		buf_add(out, STR("\n"));
	}
}

static void info_file(struct buf *out, struct str text)
{
	static const char start[] = "This is bench.info.\n\n\037\n";
	buf_fmt(out, "%sFile: bench.info,  Node: Top,  Up: (dir)\n\n", start);
	buf_add(out, text);
	buf_fmt(out, "\n\037\nTag Table:\nNode: Top\177%zu\n\037\nEnd Tag Table\n",
	        sizeof start - 3);
}

bool texts_write(const char *path, struct str text, enum text_form form)
{
	struct buf out = {0};
	if (form == TEXT_HTML) {
		buf_add(&out,
		        STR("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		            "<title>Text</title></head><body>\n"));
		paragraphs(&out, text, "<p>", html_line);
		buf_add(&out, STR("</body></html>\n"));
	} else if (form == TEXT_MAN) {
		buf_add(&out, STR(".TH TEXT 7\n.SH TEXT\n"));
		paragraphs(&out, text, ".PP\n", man_line);
	} else if (form == TEXT_INFO) {
		info_file(&out, text);
	} else {
		buf_add(&out, text);
	}
	FILE *f = fopen(path, "we");
	bool ok = f && fwrite(out.p, 1, out.len, f) == out.len;
	if (f && fclose(f) != 0)
		ok = false;
	buf_clear(&out);
	return ok || complain(path);
}
