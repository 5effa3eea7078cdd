/* The promise of a waiting room's reader that nothing is written, asked of the kernel: strace notes
 * every call of a whole journey that takes a path, a socket or a program, and each of them must be
 * one that only looks. Skipped where there is no strace, or no leave to trace. */
#include "check.h"
#include "tty/term.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const char *program, *content;

enum { SOON = 20000, STILL = 40 }; /* tracing is slow */

/* --- the trace ---------------------------------------------------------------------------------- */

/* Calls that take a path, or change a file that is open; the rest is reading and the terminal. */
#define CALLS                                                                                      \
	"trace=%file,%network,%process,fchmod,fchown,fsetxattr,fremovexattr,ftruncate,fallocate,"  \
	"memfd_create,pwrite64,sendfile,splice,copy_file_range"

struct call {
	struct str name, arguments;
};

/* "123 openat(AT_FDCWD, …" as its parts. False: it is no call (a signal, an end, a call resumed). */
static bool call_of(struct str line, struct call *ret)
{
	size_t i = 0;
	while (i < line.len && (isdigit((unsigned char)line.p[i]) || line.p[i] == ' '))
		i++;
	size_t start = i;
	while (i < line.len && (islower((unsigned char)line.p[i]) ||
	                        isdigit((unsigned char)line.p[i]) || line.p[i] == '_'))
		i++;
	if (i == start || i == line.len || line.p[i] != '(')
		return false;
	*ret = (struct call){str_part(line, start, i), str_part(line, i + 1, line.len)};
	return true;
}

static bool has(struct str s, const char *word)
{
	return memmem(s.p, s.len, word, strlen(word)) != NULL;
}

static bool is_one_of(struct str name, const char *const *list)
{
	while (*list && !str_is(name, *list))
		list++;
	return *list != NULL;
}

/* A call that can leave nothing behind, whatever it is given. What a socket may be connected to was
 * settled when it was made; the address itself only root sees, for the reader lets nobody look into
 * its memory. */
static bool only_looks(struct str name)
{
	static const char *const list[] = {"access",
	                                   "connect",
	                                   "faccessat",
	                                   "faccessat2",
	                                   "stat",
	                                   "lstat",
	                                   "newfstatat",
	                                   "fstatat64",
	                                   "statx",
	                                   "statfs",
	                                   "readlink",
	                                   "readlinkat",
	                                   "getcwd",
	                                   "inotify_add_watch",
	                                   "clone",
	                                   "clone3",
	                                   "fork",
	                                   "vfork",
	                                   "wait4",
	                                   "waitid",
	                                   "exit",
	                                   "exit_group",
	                                   "kill",
	                                   "tgkill",
	                                   "rt_sigqueueinfo",
	                                   "pidfd_open",
	                                   "pidfd_send_signal",
	                                   "sendto",
	                                   "sendmsg",
	                                   "recvfrom",
	                                   "recvmsg",
	                                   "shutdown",
	                                   "getsockopt",
	                                   "setsockopt",
	                                   "getsockname",
	                                   "getpeername",
	                                   "arch_prctl",
	                                   "prctl",
	                                   "tkill",
	                                   NULL};
	return is_one_of(name, list);
}

/* What a call asks for is allowed, be it granted or not. */
static bool allowed(const struct call *c)
{
	static const char *const opens[] = {"open", "openat", "openat2", NULL};
	static const char *const writes[] = {"O_WRONLY", "O_RDWR",   "O_CREAT",
	                                     "O_TRUNC",  "O_APPEND", "O_TMPFILE"};
	if (str_is(c->name, "socket") || str_is(c->name, "socketpair"))
		return has(c->arguments, "AF_UNIX"); /* the log, the watchdog, the voice */
	if (!is_one_of(c->name, opens))
		return only_looks(c->name);
	bool terminal = has(c->arguments, "\"/dev/tty\"") || has(c->arguments, "\"/dev/pts/");
	for (size_t i = 0; !terminal && i < ARRAY_LEN(writes); i++)
		if (has(c->arguments, writes[i]))
			return false;
	return true;
}

static void check_trace(FILE *f)
{
	char *line = NULL;
	size_t cap = 0, n = 0, programs = 0;
	for (ssize_t len; (len = getline(&line, &cap, f)) > 0;) {
		struct call c;
		if (!call_of((struct str){line, (size_t)len}, &c))
			continue;
		n++;
		if (str_is(c.name, "execve"))
			check_true(++programs == 1, line, "no other program is started");
		else
			check_true(allowed(&c), line, "nothing is written");
	}
	free(line);
	check_true(n > 20, "trace", "there is one");
	check_true(programs == 1, "trace", "it begins with the program");
}

/* The judge itself: without it, a trace in another form would pass. */
static void what_would_be_a_trace_left_behind_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		bool is_call, allowed;
	} rows[] = {
	        {"12 openat(AT_FDCWD, \"/etc/ld.so.cache\", O_RDONLY|O_CLOEXEC) = 3", true, true},
	        {"12 openat(AT_FDCWD, \"/dev/tty\", O_RDWR) = 3", true, true},
	        {"12 openat(AT_FDCWD, \"/tmp/a\", O_RDWR|O_CREAT, 0600) = 3", true, false},
	        {"12 openat(AT_FDCWD, \"/tmp/a\", O_WRONLY) = -1 EACCES (No)", true, false},
	        {"12 openat(AT_FDCWD, \"/tmp\", O_RDONLY|O_TMPFILE) = 3", true, false},
	        {"12 creat(\"/tmp/a\", 0600 <unfinished ...>", true, false},
	        {"12 unlink(\"/tmp/a\") = 0", true, false},
	        {"12 mkdirat(AT_FDCWD, \"/tmp/a\", 0700) = 0", true, false},
	        {"12 renameat2(AT_FDCWD, \"a\", AT_FDCWD, \"b\", 0) = 0", true, false},
	        {"12 ftruncate(3, 0) = 0", true, false},
	        {"12 memfd_create(\"a\", 0) = 3", true, false},
	        {"12 socket(AF_UNIX, SOCK_DGRAM, 0) = 3", true, true},
	        {"12 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3", true, false},
	        {"12 connect(3, 0x7ffc7fa81980, 10) = -1 ENOENT (No)", true, true},
	        {"12 bind(3, {sa_family=AF_UNIX, sun_path=\"/tmp/s\"}, 110) = 0", true, false},
	        {"12 newfstatat(AT_FDCWD, \"/tmp\", 0x7ffd, 0) = 0", true, true},
	        {"12 <... openat resumed>) = 3", false, false},
	        {"12 +++ exited with 0 +++", false, false},
	        {"12 --- SIGTERM {si_signo=SIGTERM} ---", false, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct call c;
		bool is_call = call_of(str_of(rows[i].line), &c);
		check_int(is_call, rows[i].is_call, rows[i].line, "is a call");
		if (is_call && rows[i].is_call)
			check_int(allowed(&c), rows[i].allowed, rows[i].line, "is allowed");
	}
	check_end();
}

/* --- the journey -------------------------------------------------------------------------------- */

/* Goes on until the text is on the screen. Enter and # by turns: the same key twice within a moment
 * would count as held down, and answer nothing. */
static void go_on_to(struct term *t, const char *text)
{
	for (int i = 0; i < 20 && !term_find(t, text, &(int){0}, &(int){0}); i++) {
		size_t mark = term_mark(t);
		assert_true(term_key(t, i % 2 ? "#" : "Enter"));
		term_wait_output(t, mark, SOON);
		term_wait_still(t, STILL, SOON);
	}
	assert_true(term_wait_text(t, text, SOON));
}

static void press(struct term *t, const char *key, const char *then)
{
	assert_true(term_key(t, key));
	assert_true(term_wait_text(t, then, SOON));
	term_wait_still(t, STILL, SOON);
}

static void read_everything(struct term *t)
{
	press(t, "2", "Té antes de una operación");
	press(t, "L", "Español");
	press(t, "1", "Tea before an operation");
	go_on_to(t, "What does tea do?");
	go_on_to(t, "Let it cool first");
	press(t, "0", "Call the emergency number");
	press(t, "Backspace", "Let it cool first");
	assert_true(term_key(t, "R")); /* read aloud, by whoever does that here */
	term_wait_still(t, STILL, SOON);
	press(t, "T", "Let it cool first");
	go_on_to(t, "Question 1 of 2");
	press(t, "1", "1 (•)");
	go_on_to(t, "Question 2 of 2");
	go_on_to(t, "What matters most");
	go_on_to(t, "Questions to ask");
	press(t, "1", "1 [x]");
	go_on_to(t, "You have reached the end");
	press(t, "Right", "(•) English"); /* finished: the next reader */
}

/* The only child of strace. */
static pid_t traced(const struct term *t)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)term_pid(t),
	         (int)term_pid(t));
	FILE *f = fopen(path, "r");
	int pid = 0;
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%d", &pid), 1);
	fclose(f);
	return pid;
}

static void a_whole_journey_writes_nothing_but_the_screen(void **state)
{
	(void)state;
	if (system("strace -f -o /dev/null true >/dev/null 2>&1") != 0) {
		fputs("# skipped: no strace here, or no leave to trace\n", stderr);
		skip();
	}
	char folder[512], trace[] = "/tmp/anteroom-trace-XXXXXX";
	int fd = mkstemp(trace), status;
	assert_true(fd >= 0);
	snprintf(folder, sizeof(folder), "ANTEROOM_CONTENT=%s", content);
	const char *argv[] = {"strace", "-f",      "-qq",      "-e",        CALLS, "-o", trace,
	                      program,  "--kiosk", "--drafts", "--country", "GB",  NULL};
	const char *env[] = {folder, "ANTEROOM_SEED=7", "ANTEROOM_TODAY=2026-11-24",
	                     "ASAN_OPTIONS=detect_leaks=0", /* leaks are not found while traced */
	                     NULL};
	struct term *t = term_open(24, 80, argv, env);
	assert_non_null(t);
	assert_true(term_wait_text(t, "Language", SOON));
	read_everything(t);
	assert_int_equal(kill(traced(t), SIGTERM), 0);
	assert_true(term_wait_exit(t, SOON, &status));
	assert_int_equal(status, 0);
	term_close(t);
	FILE *f = fdopen(fd, "r");
	assert_non_null(f);
	check_trace(f);
	fclose(f);
	unlink(trace);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 3);
	program = argv[1];
	content = argv[2];
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_would_be_a_trace_left_behind_is_told),
	        cmocka_unit_test(a_whole_journey_writes_nothing_but_the_screen),
	};
	return cmocka_run_group_tests_name("trace", tests, NULL, NULL);
}
