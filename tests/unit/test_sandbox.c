/* The sandbox from inside. Each row runs in a child of its own, which enters and then tries one
 * thing; what it answers is 0, an errno, or minus the signal that ended it. Everything forbidden is
 * tried outside as well and must end otherwise there, or the row would prove nothing. */
#include "check.h"

#include "base/file.h"
#include "base/mem.h"
#include "os/dgram.h"
#include "os/log.h"
#include "os/sandbox.h"
#include "text/bidi.h"
#include "text/locale.h"
#include "text/normal.h"
#include "text/segment.h"

#include <curses.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <wchar.h>
#ifdef WITH_SECCOMP
#include <seccomp.h>
#endif

/* term.h defines short words as macros. */
#undef lines
#undef columns
#undef tab

enum { KILLED = -SIGSYS, SECONDS = 20, UNEXPECTED = 120 };

/* --- what there is to try it on ----------------------------------------------------------- */

static char top[] = "/tmp/anteroom-sandbox-XXXXXX"; /* content/, outside/, state/ */
static char content[64], article[64], outside[64], secret[64], leading_out[64], saved[64];
static int state_dir = -1, tty_master = -1, tty_slave = -1, scratch = -1;
static int datagrams[2] = {-1, -1};

static const char *readable[] = {
        content, "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo",
        NULL};
static struct sandbox_rules reads = {.read = readable},
                            strict = {.read = readable, .kill_all = true};
static struct sandbox_rules writes = {.read = readable}; /* and state/ */
static const struct sandbox_rules closed = {0}, closed_strict = {.kill_all = true};

static unsigned missing; /* of the sandbox on this machine, as it is */

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* The answer of a thing that was tried, for which anything below 0 is a failure. */
static int answer(long n)
{
	return n < 0 ? errno : 0;
}

/* cmocka's handlers would go on with the other tests. */
static void forget_handlers(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGSYS, SIGABRT};
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		signal(signals[i], SIG_DFL);
}

/* Tries it in a child, inside the rules (NULL: outside), after `touch` (NULL: nothing). */
static int outcome(const struct sandbox_rules *rules, void (*touch)(void), int (*act)(void))
{
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		alarm(SECONDS);
		forget_handlers();
		if (touch)
			touch();
		if (rules)
			sandbox_enter(rules);
		_exit(act());
	}
	int status;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* What sandbox_enter() answers in a child, after `touch`. */
static const struct sandbox_rules *entered;
static void (*touch_before)(void);
static unsigned answered;

static void enter(void)
{
	if (touch_before)
		touch_before();
	answered = sandbox_enter(entered);
}

static int tell_answer(void)
{
	return (int)answered;
}

static unsigned what_is_missing(const struct sandbox_rules *rules, void (*touch)(void))
{
	entered = rules;
	touch_before = touch;
	return (unsigned)outcome(NULL, enter, tell_answer);
}

static int set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(top));
	snprintf(content, sizeof(content), "%s/content", top);
	snprintf(article, sizeof(article), "%s/content/asthma/en.yaml", top);
	snprintf(outside, sizeof(outside), "%s/outside", top);
	snprintf(secret, sizeof(secret), "%s/outside/secret", top);
	snprintf(leading_out, sizeof(leading_out), "%s/content/link", top);
	snprintf(saved, sizeof(saved), "%s/state", top);
	char folder[80];
	snprintf(folder, sizeof(folder), "%s/asthma", content);
	assert_int_equal(mkdir(content, 0700) | mkdir(folder, 0700) | mkdir(outside, 0700) |
	                         mkdir(saved, 0700),
	                 0);
	write_file(article, "title: x\n");
	write_file(secret, "secret\n");
	assert_int_equal(symlink(secret, leading_out), 0);
	state_dir = open(saved, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	scratch = open(secret, O_RDWR | O_CLOEXEC);
	const struct winsize size = {.ws_row = 33, .ws_col = 77};
	assert_int_equal(openpty(&tty_master, &tty_slave, NULL, NULL, &size), 0);
	assert_true(state_dir > 0 && scratch > 0);
	writes.write_dir = state_dir;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	char folder[80], file[80];
	static const char *const left[] = {"progress", "other", "new", ".progress.tmp"};
	for (size_t i = 0; i < ARRAY_LEN(left); i++) {
		snprintf(file, sizeof(file), "%s/%s", saved, left[i]);
		unlink(file);
		snprintf(file, sizeof(file), "%s/%s", outside, left[i]);
		unlink(file);
		rmdir(file);
	}
	unlink(leading_out);
	unlink(article);
	unlink(secret);
	snprintf(folder, sizeof(folder), "%s/asthma", content);
	rmdir(folder);
	rmdir(content);
	rmdir(outside);
	rmdir(saved);
	return rmdir(top);
}

/* --- what the filter of system calls refuses ---------------------------------------------- */

static int open_out(int flags)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/new", outside);
	return answer(open(path, flags, 0600));
}

static int create_file(void)
{
	return open_out(O_WRONLY | O_CREAT | O_TRUNC);
}

static int create_in_content(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/new", content);
	int n = answer(open(path, O_WRONLY | O_CREAT, 0600));
	if (n == 0)
		unlink(path);
	return n;
}

static int create_for_reading(void)
{
	return open_out(O_RDONLY | O_CREAT);
}

static int write_content(void)
{
	return answer(open(article, O_WRONLY));
}

static int change_content(void)
{
	return answer(open(article, O_RDWR));
}

static int append_content(void)
{
	return answer(open(article, O_RDONLY | O_APPEND));
}

static int point_at_content(void)
{
	return answer(open(article, O_PATH));
}

static int write_high_bits(void)
{
	return answer(syscall(SYS_openat, AT_FDCWD, article, (7L << 32) | O_WRONLY, 0));
}

static int write_nameless(void)
{
	return answer(open(outside, O_TMPFILE | O_RDWR, 0600));
}

static int old_create(void)
{
#ifdef SYS_creat
	char path[96];
	snprintf(path, sizeof(path), "%s/new", outside);
	return answer(syscall(SYS_creat, path, 0600));
#else
	return open_out(O_WRONLY | O_CREAT | O_TRUNC);
#endif
}

static int truncate_path(void)
{
	return answer(truncate(secret, 3));
}

static int truncate_open(void)
{
	return answer(ftruncate(scratch, 7));
}

static char doomed[96];

static void make_doomed(void)
{
	snprintf(doomed, sizeof(doomed), "%s/new", outside);
	close(open(doomed, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static int remove_file(void)
{
	return answer(unlink(doomed));
}

static int rename_file(void)
{
	return answer(rename(secret, secret));
}

static int link_file(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/other", outside);
	int n = answer(link(secret, path));
	if (n == 0)
		unlink(path);
	return n;
}

static int make_folder(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/other", outside);
	int n = answer(mkdir(path, 0700));
	if (n == 0)
		rmdir(path);
	return n;
}

static int change_mode(void)
{
	return answer(chmod(secret, 0600));
}

static int change_time(void)
{
	return answer(utimensat(AT_FDCWD, secret, NULL, 0));
}

static int change_folder(void)
{
	return answer(chdir("/"));
}

static int run_program(void)
{
	char *const argv[] = {(char[]){"true"}, NULL};
	execv("/bin/true", argv);
	return errno;
}

static int run_open_program(void)
{
	char *const argv[] = {(char[]){"true"}, NULL};
	int fd = open("/bin/true", O_RDONLY);
	syscall(SYS_execveat, fd < 0 ? scratch : fd, "", argv, NULL, AT_EMPTY_PATH);
	return errno;
}

static int run_from_memory(void)
{
	return answer(memfd_create("x", 0));
}

static int run_shell(void)
{
	return answer(system("exit 0"));
}

static int new_process(void)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : answer(waitpid(pid, NULL, 0));
}

static int new_process_by_clone(void)
{
	long pid = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
	if (pid == 0)
		_exit(0);
	return answer(pid);
}

static void *nothing(void *p)
{
	return p;
}

static int new_thread(void)
{
	pthread_t thread;
	int n = pthread_create(&thread, NULL, nothing, NULL);
	return n ? n : pthread_join(thread, NULL);
}

static int pair_of_sockets(void)
{
	int pair[2];
	return answer(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static void open_datagrams(void)
{
	if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, datagrams) != 0)
		_exit(UNEXPECTED);
}

static int connect_elsewhere(void)
{
	struct sockaddr address = {.sa_family = AF_UNSPEC};
	return answer(connect(datagrams[0], &address, sizeof(address)));
}

static int bind_socket(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	return answer(bind(datagrams[0], (struct sockaddr *)&address, sizeof(sa_family_t)));
}

static int listen_on_socket(void)
{
	return answer(listen(datagrams[0], 1));
}

static int send_to(void)
{
	return answer(sendto(datagrams[0], "x", 1, 0, NULL, 0));
}

static int send_message(void)
{
	struct iovec part = {(char[]){"x"}, 1};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	return answer(sendmsg(datagrams[0], &message, 0));
}

static int be_traced(void)
{
	return answer(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int read_memory(void)
{
	char from = 1, to = 0;
	struct iovec local = {&to, 1}, remote = {&from, 1};
	return answer(process_vm_readv(getpid(), &local, 1, &remote, 1, 0));
}

/* As a terminal's own program would, so that the kernel allows it where it allows it at all. */
static void own_the_terminal(void)
{
	setsid();
	ioctl(tty_slave, TIOCSCTTY, 0);
}

static int type_a_key(void)
{
	return answer(ioctl(tty_slave, TIOCSTI, "x"));
}

static int type_a_key_high_bits(void)
{
	return answer(syscall(SYS_ioctl, tty_slave, (1UL << 32) | TIOCSTI, "x"));
}

static int paste_on_console(void)
{
	char order = 2;
	return answer(syscall(SYS_ioctl, tty_slave, (0x80000001UL << 32) | TIOCLINUX, &order));
}

static int change_size(void)
{
	struct winsize size = {.ws_row = 33, .ws_col = 77};
	return answer(ioctl(tty_slave, TIOCSWINSZ, &size));
}

static int change_discipline(void)
{
	int none = 0;
	return answer(ioctl(tty_slave, TIOCSETD, &none));
}

static int await_output_by_signal(void)
{
	return answer(fcntl(tty_slave, F_SETFL, O_ASYNC | O_RDWR));
}

static int map_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? errno : 0;
}

static int map_code_and_write(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
	               -1, 0);
	return p == MAP_FAILED ? errno : 0;
}

static int make_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? UNEXPECTED : answer(mprotect(p, 4096, PROT_READ | PROT_EXEC));
}

static int make_code_by_key(void)
{
#ifdef SYS_pkey_mprotect
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return answer(syscall(SYS_pkey_mprotect, p, 4096, PROT_READ | PROT_EXEC, -1));
#else
	return make_code();
#endif
}

static int signal_parent(void)
{
	return answer(kill(getppid(), 0));
}

static int signal_parent_thread(void)
{
	return answer(syscall(SYS_tgkill, getppid(), getppid(), 0));
}

static int signal_thread(void)
{
	return answer(syscall(SYS_tkill, getpid(), 0));
}

static int signal_self(void)
{
	return answer(kill(getpid(), 0));
}

static int handle_of_parent(void)
{
	return answer(syscall(SYS_pidfd_open, getppid(), 0));
}

static int change_root(void)
{
	return answer(chroot("/"));
}

static int mount_folder(void)
{
	return answer(mount(NULL, NULL, NULL, 0, NULL));
}

static int unmount_folder(void)
{
	return answer(umount2("/nonexistent", 0));
}

static int new_namespace(void)
{
	return answer(unshare(CLONE_NEWUSER));
}

static int become_user(void)
{
	return answer(setuid(getuid()));
}

static int become_users(void)
{
	return answer(setresuid(getuid(), getuid(), getuid()));
}

static int drop_group(void)
{
	return answer(setgid(getgid()));
}

static int be_dumped(void)
{
	return answer(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static int want_privileges(void)
{
	return answer(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
}

static int change_filter(void)
{
	return answer(syscall(SYS_seccomp, 1, 0, NULL));
}

static int change_personality(void)
{
	return answer(syscall(SYS_personality, 0x0400000UL));
}

static int lift_limit(void)
{
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	return answer(setrlimit(RLIMIT_NOFILE, &limit));
}

static int use_ring(void)
{
	return answer(syscall(SYS_io_uring_setup, 1, NULL));
}

static int open_newly(void)
{
	struct {
		uint64_t flags, mode, resolve;
	} how = {O_RDONLY, 0, 0};
	return answer(syscall(SYS_openat2, AT_FDCWD, article, &how, sizeof(how)));
}

static int load_filter(void)
{
	return answer(syscall(SYS_bpf, 0, NULL, 0));
}

static int watch_counters(void)
{
	return answer(syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
}

static int catch_faults(void)
{
	return answer(syscall(SYS_userfaultfd, ~0));
}

static int use_keyring(void)
{
	return answer(syscall(SYS_keyctl, 0, -3, 0));
}

static int load_module(void)
{
	return answer(syscall(SYS_finit_module, -1, "", 0));
}

static int unknown_call(void)
{
	return answer(syscall(1999));
}

static int new_session(void)
{
	return answer(setsid());
}

static void kernel_calls_are_refused(void **state)
{
	(void)state;
	/* Outcome as it runs in a kiosk, and with the rule that everything kills. */
	const struct {
		const char *name;
		int (*act)(void);
		int want, strictly;
		void (*touch)(void);
	} rows[] = {
	        {"create a file", create_file, EPERM, KILLED, NULL},
	        {"create a file in the content", create_in_content, EPERM, KILLED, NULL},
	        {"create a file, to read", create_for_reading, EPERM, KILLED, NULL},
	        {"create a file, the old call", old_create, EPERM, KILLED, NULL},
	        {"write to the content", write_content, EPERM, KILLED, NULL},
	        {"read and write the content", change_content, EPERM, KILLED, NULL},
	        {"append to the content", append_content, EPERM, KILLED, NULL},
	        {"point at the content", point_at_content, EPERM, KILLED, NULL},
	        {"write, with high bits", write_high_bits, EPERM, KILLED, NULL},
	        {"write a nameless file", write_nameless, EPERM, KILLED, NULL},
	        {"truncate", truncate_path, EPERM, KILLED, NULL},
	        {"truncate an open file", truncate_open, EPERM, KILLED, NULL},
	        {"remove a file", remove_file, EPERM, KILLED, make_doomed},
	        {"rename a file", rename_file, EPERM, KILLED, NULL},
	        {"link a file", link_file, EPERM, KILLED, NULL},
	        {"make a folder", make_folder, EPERM, KILLED, NULL},
	        {"change a file's mode", change_mode, EPERM, KILLED, NULL},
	        {"change a file's time", change_time, EPERM, KILLED, NULL},
	        {"go to another folder", change_folder, EPERM, KILLED, NULL},

	        {"run a program", run_program, KILLED, KILLED, NULL},
	        {"run an open program", run_open_program, KILLED, KILLED, NULL},
	        {"run from memory", run_from_memory, KILLED, KILLED, NULL},
	        {"run a shell", run_shell, KILLED, KILLED, NULL},
	        {"fork", new_process, KILLED, KILLED, NULL},
	        {"clone", new_process_by_clone, KILLED, KILLED, NULL},
	        {"begin a thread", new_thread, KILLED, KILLED, NULL},

	        {"a pair of sockets", pair_of_sockets, KILLED, KILLED, NULL},
	        {"connect elsewhere", connect_elsewhere, KILLED, KILLED, open_datagrams},
	        {"bind", bind_socket, KILLED, KILLED, open_datagrams},
	        {"listen", listen_on_socket, KILLED, KILLED, open_datagrams},
	        {"sendto", send_to, KILLED, KILLED, open_datagrams},
	        {"sendmsg", send_message, KILLED, KILLED, open_datagrams},

	        {"be traced", be_traced, KILLED, KILLED, NULL},
	        {"read another's memory", read_memory, KILLED, KILLED, NULL},
	        {"TIOCSTI", type_a_key, EPERM, KILLED, own_the_terminal},
	        {"TIOCSTI, with high bits", type_a_key_high_bits, EPERM, KILLED, own_the_terminal},
	        {"TIOCLINUX, with high bits", paste_on_console, EPERM, KILLED, own_the_terminal},
	        {"change the terminal's size", change_size, EPERM, KILLED, own_the_terminal},
	        {"change its discipline", change_discipline, EPERM, KILLED, own_the_terminal},
	        {"change a descriptor's flags", await_output_by_signal, EPERM, KILLED, NULL},
	        {"map code", map_code, EPERM, KILLED, NULL},
	        {"map code to write", map_code_and_write, EPERM, KILLED, NULL},
	        {"make code of data", make_code, EPERM, KILLED, NULL},
	        {"make code, the new call", make_code_by_key, EPERM, KILLED, NULL},

	        {"signal the parent", signal_parent, EPERM, KILLED, NULL},
	        {"signal its thread", signal_parent_thread, EPERM, KILLED, NULL},
	        {"signal a thread, the old call", signal_thread, EPERM, KILLED, NULL},
	        {"signal oneself by kill()", signal_self, EPERM, KILLED, NULL},
	        {"a handle of the parent", handle_of_parent, KILLED, KILLED, NULL},
	        {"a session of its own", new_session, EPERM, KILLED, NULL},

	        {"change the root", change_root, KILLED, KILLED, NULL},
	        {"mount", mount_folder, KILLED, KILLED, NULL},
	        {"unmount", unmount_folder, KILLED, KILLED, NULL},
	        {"a new namespace", new_namespace, KILLED, KILLED, NULL},
	        {"setuid", become_user, KILLED, KILLED, NULL},
	        {"setresuid", become_users, KILLED, KILLED, NULL},
	        {"setgid", drop_group, KILLED, KILLED, NULL},
	        {"be dumped", be_dumped, EPERM, KILLED, NULL},
	        {"undo the end of privileges", want_privileges, EPERM, KILLED, NULL},
	        {"another filter", change_filter, KILLED, KILLED, NULL},
	        {"make all data code", change_personality, KILLED, KILLED, NULL},
	        {"lift a limit", lift_limit, EPERM, KILLED, NULL},
	        {"io_uring", use_ring, KILLED, KILLED, NULL},
	        {"openat2", open_newly, ENOSYS, ENOSYS, NULL},
	        {"bpf", load_filter, KILLED, KILLED, NULL},
	        {"count events", watch_counters, KILLED, KILLED, NULL},
	        {"catch page faults", catch_faults, KILLED, KILLED, NULL},
	        {"the keyring", use_keyring, KILLED, KILLED, NULL},
	        {"load a module", load_module, KILLED, KILLED, NULL},
	        {"a call that does not exist", unknown_call, EPERM, KILLED, NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *row = rows[i].name;
		int free = outcome(NULL, rows[i].touch, rows[i].act);
		check_int(outcome(&reads, rows[i].touch, rows[i].act), rows[i].want, row,
		          "the outcome");
		check_int(outcome(&strict, rows[i].touch, rows[i].act), rows[i].strictly, row,
		          "the outcome, strictly");
		check_true(free != rows[i].want, row, "it ends otherwise outside");
		/* A folder to write in opens no other door. */
		check_int(outcome(&writes, rows[i].touch, rows[i].act), rows[i].want, row,
		          "the outcome where files are written");
	}
	check_end();
}

static int family;

static int open_socket(void)
{
	return answer(socket(family, SOCK_DGRAM, 0));
}

static int open_raw_socket(void)
{
	return answer(socket(family, SOCK_RAW | SOCK_CLOEXEC, 0));
}

static int open_stream_socket(void)
{
	return answer(socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0));
}

static void no_family_of_sockets_is_left(void **state)
{
	(void)state;
	int (*const kinds[])(void) = {open_socket, open_raw_socket, open_stream_socket};
	for (family = 0; family <= AF_MAX; family++) {
		char row[32];
		snprintf(row, sizeof(row), "family %d", family);
		for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
			check_int(outcome(&reads, NULL, kinds[i]), KILLED, row, "the outcome");
	}
	check_end();
}

/* Calls by which 64-bit x86 has three doors to the kernel. */
static void other_doors_are_shut(void **state)
{
	(void)state;
#if defined(__x86_64__) && !defined(__ILP32__)
	extern int through_x32(void), through_int80(void);
	int (*const doors[])(void) = {through_x32, through_int80};
	static const char *const names[] = {"x32", "int 80"};
	for (size_t i = 0; i < ARRAY_LEN(doors); i++) {
		if (outcome(NULL, NULL, doors[i]) != 0)
			print_message("# %s: this kernel has no such door\n", names[i]);
		else
			check_int(outcome(&reads, NULL, doors[i]), KILLED, names[i], "the outcome");
	}
#else
	print_message("# skipped, not x86-64\n");
#endif
	check_end();
}

#if defined(__x86_64__) && !defined(__ILP32__)
int through_x32(void);
int through_int80(void);

int through_x32(void)
{
	return answer(syscall(0x40000000L | SYS_getpid));
}

int through_int80(void)
{
	long n;
	__asm__ volatile("int $0x80" : "=a"(n) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
	return (int)n == getpid() ? 0 : UNEXPECTED;
}
#endif

/* --- which files -------------------------------------------------------------------------- */

static const char *path_tried;
static int flags_tried;

static int open_it(void)
{
	return answer(open(path_tried, flags_tried | O_CLOEXEC));
}

static int look_at_it(void)
{
	struct stat st;
	return answer(stat(path_tried, &st));
}

static int ask_for_it(void)
{
	return answer(access(path_tried, R_OK));
}

static int follow_it(void)
{
	char target[256];
	return answer(readlink("/proc/self/exe", target, sizeof(target)));
}

static void files_outside_are_shut(void **state)
{
	(void)state;
	char upwards[96], folder[96];
	snprintf(upwards, sizeof(upwards), "%s/../outside/secret", content);
	snprintf(folder, sizeof(folder), "%s/asthma", content);
	const struct {
		const char *path;
		int flags, want;
	} rows[] = {
	        {article, O_RDONLY, 0},
	        {content, O_RDONLY | O_DIRECTORY, 0},
	        {folder, O_RDONLY | O_DIRECTORY, 0},
	        {article, O_RDONLY | O_NOCTTY | O_NONBLOCK, 0},
	        {secret, O_RDONLY, EACCES},
	        {upwards, O_RDONLY, EACCES},
	        {leading_out, O_RDONLY, EACCES},
	        {outside, O_RDONLY | O_DIRECTORY, EACCES},
	        {top, O_RDONLY | O_DIRECTORY, EACCES},
	        {"/", O_RDONLY | O_DIRECTORY, EACCES},
	        {"/etc/passwd", O_RDONLY, EACCES},
	        {"/etc/hostname", O_RDONLY, EACCES},
	        {"/proc/self/maps", O_RDONLY, EACCES},
	        {"/proc/self/environ", O_RDONLY, EACCES},
	        {"/dev/tty", O_RDONLY, EACCES},
	        {"/dev/null", O_RDONLY, EACCES},
	        {"/lib", O_RDONLY | O_DIRECTORY, EACCES},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		path_tried = rows[i].path;
		flags_tried = rows[i].flags;
		int free = outcome(NULL, NULL, open_it);
		if (rows[i].want && free != 0) {
			print_message("# %s: not to be read here anyway (%d)\n", path_tried, free);
			continue;
		}
		check_int(outcome(&reads, NULL, open_it), rows[i].want, path_tried, "the outcome");
		check_int(outcome(&strict, NULL, open_it), rows[i].want, path_tried,
		          "the outcome, strictly");
	}
	check_end();
}

static void without_folders_nothing_is_read(void **state)
{
	(void)state;
	static const char *const paths[] = {article, secret, "/etc/passwd", "/", "/dev/null"};
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		path_tried = paths[i];
		flags_tried = O_RDONLY;
		check_int(outcome(NULL, NULL, open_it), 0, path_tried, "the outcome outside");
		check_int(outcome(&closed, NULL, open_it), ENOENT, path_tried, "to open");
		check_int(outcome(&closed_strict, NULL, open_it), ENOENT, path_tried,
		          "to open, strictly");
		check_int(outcome(&closed, NULL, ask_for_it), ENOENT, path_tried, "to ask for");
		check_int(outcome(&closed, NULL, look_at_it), 0, path_tried, "to look at");
	}
	path_tried = article;
	flags_tried = O_WRONLY;
	check_int(outcome(&closed, NULL, open_it), ENOENT, "to write", "the outcome");
	check_int(outcome(NULL, NULL, follow_it), 0, "a link", "the outcome outside");
	check_int(outcome(&closed_strict, NULL, follow_it), ENOENT, "a link", "the outcome");
	check_end();
}

/* Progress as it is saved: under a name of its own, then put in its place. */
static int save(void)
{
	char back[8] = "";
	int fd = openat(state_dir, ".progress.tmp",
	                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	if (flock(state_dir, LOCK_EX | LOCK_NB) != 0 || write(fd, "saved", 5) != 5 ||
	    fsync(fd) != 0 || close(fd) != 0 ||
	    renameat(state_dir, ".progress.tmp", state_dir, "progress") != 0 ||
	    fsync(state_dir) != 0)
		return errno;
	fd = openat(state_dir, "progress", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, back, sizeof(back)) != 5 || memcmp(back, "saved", 5) != 0)
		return UNEXPECTED;
	close(fd);
	return answer(unlinkat(state_dir, "progress", 0));
}

static int save_upwards(void)
{
	return answer(openat(state_dir, "../outside/secret", O_WRONLY));
}

static int create_upwards(void)
{
	return answer(openat(state_dir, "../outside/new", O_WRONLY | O_CREAT, 0600));
}

static int remove_upwards(void)
{
	return answer(unlinkat(state_dir, "../outside/secret", 0));
}

static int write_by_path(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/new", saved);
	return answer(open(path, O_WRONLY | O_CREAT, 0600));
}

static int remove_by_path(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/never", saved);
	return answer(unlinkat(AT_FDCWD, path, 0)) == ENOENT ? 0 : errno;
}

static int move_out(void)
{
	renameat(state_dir, "never", AT_FDCWD, secret);
	return errno == ENOENT ? 0 : errno;
}

static int move_in(void)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/never", saved);
	renameat(AT_FDCWD, path, state_dir, "never");
	return errno == ENOENT ? 0 : errno;
}

static int make_folder_there(void)
{
	int n = answer(mkdirat(state_dir, "other", 0700));
	if (n == 0)
		unlinkat(state_dir, "other", AT_REMOVEDIR);
	return n;
}

static int link_there(void)
{
	int n = answer(symlinkat("/etc/passwd", state_dir, "other"));
	if (n == 0)
		unlinkat(state_dir, "other", 0);
	return n;
}

static void one_folder_may_be_written(void **state)
{
	(void)state;
	const struct {
		const char *name;
		int (*act)(void);
		int want;
	} rows[] = {
	        {"save", save, 0},
	        {"write upwards", save_upwards, EACCES},
	        {"create upwards", create_upwards, EACCES},
	        {"write by path", write_by_path, EPERM},
	        {"remove by path", remove_by_path, EPERM},
	        {"move out", move_out, EPERM},
	        {"move in", move_in, EPERM},
	        {"make a folder", make_folder_there, EPERM},
	        {"make a link", link_there, EPERM},
	        {"run a program", run_program, KILLED},
	        {"truncate elsewhere", truncate_path, EPERM},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		check_int(outcome(&writes, NULL, rows[i].act), rows[i].want, rows[i].name,
		          "the outcome");
		check_true(outcome(NULL, NULL, rows[i].act) != rows[i].want || rows[i].want == 0,
		           rows[i].name, "it ends otherwise outside");
	}
	/* Outside it would be gone. */
	check_int(outcome(&writes, NULL, remove_upwards), EACCES, "remove upwards", "the outcome");
	struct sandbox_rules strictly = writes, alone = {.write_dir = state_dir};
	strictly.kill_all = true;
	check_int(outcome(&strictly, NULL, save), 0, "save, strictly", "the outcome");
	check_int(outcome(&alone, NULL, save), 0, "save, with nothing to read", "the outcome");
	path_tried = article;
	flags_tried = O_RDONLY;
	check_int(outcome(&alone, NULL, open_it), EPERM, "read, with nothing to read",
	          "the outcome");
	check_end();
}

/* --- what must go on ---------------------------------------------------------------------- */

static int read_content(void)
{
	struct arena a = {0};
	struct str s;
	struct diags *ds = diags_new();
	bool ok = file_read(&a, article, 1000, &s, ds) && str_is(s, "title: x\n");
	return ok ? 0 : UNEXPECTED;
}

static int list_content(void)
{
	DIR *d = opendir(content);
	int n = 0;
	while (d && readdir(d))
		n++;
	return d && closedir(d) == 0 && n == 4 ? 0 : UNEXPECTED;
}

static int look_at_content(void)
{
	struct stat st;
	return stat(article, &st) == 0 && st.st_size == 9 && access(article, R_OK) == 0
	               ? 0
	               : UNEXPECTED;
}

static int read_terminfo(void)
{
	int err = 0;
	return setupterm("vt220", tty_slave, &err) == OK && tigetstr("cup") ? 0 : UNEXPECTED;
}

static int get_random(void)
{
	uint64_t n = 0;
	return getrandom(&n, sizeof(n), GRND_NONBLOCK) == sizeof(n) ? 0 : UNEXPECTED;
}

static int use_clocks(void)
{
	struct timespec t, nap = {0, 1000000};
	return time(NULL) > 0 && clock_gettime(CLOCK_MONOTONIC, &t) == 0 &&
	                       syscall(SYS_clock_gettime, CLOCK_BOOTTIME, &t) == 0 &&
	                       nanosleep(&nap, NULL) == 0
	               ? 0
	               : UNEXPECTED;
}

static int wait_for_input(void)
{
	struct pollfd p = {.fd = tty_slave, .events = POLLIN};
	struct timespec limit = {0, 1000000};
	sigset_t none;
	sigemptyset(&none);
	fd_set set;
	FD_ZERO(&set);
	return poll(&p, 1, 1) == 0 && ppoll(&p, 1, &limit, &none) == 0 &&
	                       select(0, NULL, NULL, NULL, &(struct timeval){0, 1000}) == 0
	               ? 0
	               : UNEXPECTED;
}

static int use_terminal(void)
{
	struct termios t;
	struct winsize size;
	char byte = 0;
	struct iovec parts[] = {{(char[]){"a"}, 1}, {(char[]){"b"}, 1}};
	if (write(tty_slave, "x", 1) != 1 || writev(tty_slave, parts, 2) != 2)
		return 1;
	if (ioctl(tty_slave, TIOCGWINSZ, &size) != 0 || size.ws_row != 33 || size.ws_col != 77)
		return 2;
	if (tcgetattr(tty_slave, &t) != 0 || !isatty(tty_slave))
		return 3;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	if (tcsetattr(tty_slave, TCSANOW, &t) != 0 || tcsetattr(tty_slave, TCSAFLUSH, &t) != 0 ||
	    tcflush(tty_slave, TCIFLUSH) != 0 || tcflow(tty_slave, TCOON) != 0)
		return 4;
	return write(tty_master, "k", 1) == 1 && read(tty_slave, &byte, 1) == 1 && byte == 'k' ? 0
	                                                                                       : 5;
}

static FILE *tty_in, *tty_out;

static void open_tty_files(void)
{
	tty_in = fdopen(tty_slave, "r");
	tty_out = fdopen(dup(tty_slave), "w");
	setlocale(LC_CTYPE, "C.UTF-8");
	fcntl(tty_master, F_SETFL, O_NONBLOCK);
	signal(SIGTSTP, SIG_IGN);
}

static void drain(void)
{
	char bytes[4096];
	while (read(tty_master, bytes, sizeof(bytes)) > 0)
		continue;
}

/* Curses from its opening to its end, on the screen of this name. */
static int draw_on(const char *name)
{
	wint_t c;
	SCREEN *screen = newterm(name, tty_out, tty_in);
	if (!screen)
		return 1;
	drain();
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	start_color();
	use_default_colors();
	mouseinterval(0);
	mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED, NULL);
	for (int row = 0; row < 3; row++) {
		mvaddwstr(row, 0, L"ไทย 漢字 é");
		refresh();
		drain();
	}
	resize_term(40, 100);
	refresh();
	drain();
	if (write(tty_master, "\033OA", 3) != 3) /* an arrow of xterm and of linux in this mode */
		return 2;
	timeout(2000);
	int kind = get_wch(&c);
	flushinp();
	endwin();
	drain();
	delscreen(screen);
	return kind == ERR ? 3 : 0;
}

static int draw_on_xterm(void)
{
	return draw_on("xterm-256color");
}

/* Here curses looks for libgpm, which it must do without. */
static int draw_on_console(void)
{
	return draw_on("linux");
}

static int allocate(void)
{
	enum { MB = 1 << 20 };
	char *p = xcalloc(64, MB);
	for (size_t i = 0; i < 64 * (size_t)MB; i += 4096)
		p[i] = 1;
	p = xrealloc(p, 96, MB);
	p[95 * (size_t)MB] = 1;
	free(p);
	struct arena a = {0};
	for (int i = 0; i < 3000; i++)
		arena_alloc(&a, 1, 1000);
	arena_clear(&a);
	return 0;
}

static int by_number(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(int));
}

/* Of more than 1 KB, for which glibc asks how much memory there is. */
static int sort(void)
{
	static int numbers[20000];
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		numbers[i] = (int)(i * 7919 % ARRAY_LEN(numbers));
	qsort(numbers, ARRAY_LEN(numbers), sizeof(int), by_number);
	return 0;
}

static int abort_now(void)
{
	abort();
}

static volatile sig_atomic_t signalled;

static void on_signal(int sig)
{
	(void)sig;
	signalled = 1;
}

static int handle_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	if (sigaction(SIGTERM, &action, NULL) != 0 || sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return 1;
	raise(SIGTERM);
	if (signalled)
		return 2;
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	return signalled ? 0 : 3;
}

static int count_lines(const char *text, const char *lang)
{
	struct segment_break at;
	int n = 0;
	segment_lines(str_of(text), lang);
	while (segment_next_line(&at))
		n++;
	return n;
}

static int break_thai(void)
{
	return count_lines("การรักษาโรคซึมเศร้าด้วยยาเคตามีน", "th") > 3 ? 0 : UNEXPECTED;
}

static int break_japanese(void)
{
	struct str word;
	int n = 0;
	segment_words(STR("うつ病の治療について説明します。"), "ja");
	while (segment_next_word(&word))
		n++;
	return count_lines("うつ病の治療について説明します。", "ja") > 5 && n > 3 ? 0 : UNEXPECTED;
}

static int break_others(void)
{
	size_t end;
	static const char *const langs[] = {"km", "my", "lo", "zh-Hans", "hi", "ar", "vi", "ko"};
	for (size_t i = 0; i < ARRAY_LEN(langs); i++)
		if (count_lines("ការព្យាបាល ကုသမှု ການປິ່ນປົວ 治疗抑郁症 उपचार العلاج 치료", langs[i]) < 4)
			return UNEXPECTED;
	segment_sentences(STR("One. Two."), "en");
	return segment_next_sentence(&end) && end == 5 && segment_cluster(STR("e\xCC\x81x")) == 3
	               ? 0
	               : UNEXPECTED;
}

static int order_arabic(void)
{
	struct arena a = {0};
	struct str s = bidi_visual(&a, STR("سلام 123 abc"), true);
	struct shaped shaped = bidi_shape(&a, (struct rich){.text = STR("سلام")}, true);
	return s.len > 0 && shaped.rich.text.len > 0 && bidi_is_rtl("ar") ? 0 : UNEXPECTED;
}

static int normalise(void)
{
	struct arena a = {0};
	return str_is(normal_nfc(&a, STR("e\xCC\x81")), "é") && normal_base_letter(0xE9) == 'e'
	               ? 0
	               : UNEXPECTED;
}

static int name_languages(void)
{
	struct arena a = {0};
	char script[LOCALE_SCRIPT];
	static const struct {
		const char *tag, *name;
	} rows[] = {{"es", "Español"}, {"ja", "日本語"}, {"ar", "العربية"}, {"ru", "Русский"}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (!str_is(locale_own_name(&a, rows[i].tag), rows[i].name))
			return UNEXPECTED;
	return str_is(locale_country_name(&a, "de", "GB"), "Vereinigtes Königreich") &&
	                       strcmp(locale_script("th", script), "Thai") == 0
	               ? 0
	               : UNEXPECTED;
}

static char hour_outside[32];

static void tell_hour(char *ret, size_t size)
{
	time_t noon = 1700000000;
	strftime(ret, size, "%H:%M %Z", localtime(&noon));
}

static void touch_zone(void)
{
	setenv("TZ", "Asia/Kathmandu", 1); /* where it is known, nothing else gives this hour */
	tell_hour(hour_outside, sizeof(hour_outside));
}

static void touch_system_zone(void)
{
	unsetenv("TZ");
	tell_hour(hour_outside, sizeof(hour_outside));
}

static int tell_time(void)
{
	char hour[32], other[32];
	struct tm tm;
	time_t noon = 1700000000;
	tell_hour(hour, sizeof(hour));
	tzset();
	localtime_r(&noon, &tm);
	strftime(other, sizeof(other), "%H:%M %Z", &tm);
	return strcmp(hour, hour_outside) == 0 && strcmp(other, hour_outside) == 0 ? 0 : UNEXPECTED;
}

static void use_utf8(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", "de", 1);
}

/* The first of their kind: glibc looks for conversions and catalogues, and does without. */
static int convert_first(void)
{
	wchar_t c = 0;
	mbstate_t state = {0};
	return mbrtowc(&c, "中", 3, &state) == 3 && c == 0x4E2D && wcwidth(c) == 2 &&
	                       strlen(strerror(ENOENT)) > 0
	               ? 0
	               : UNEXPECTED;
}

static int use_stdio(void)
{
	char text[32] = "";
	FILE *f = fmemopen(text, sizeof(text), "w");
	if (!f || fprintf(f, "%s %d", "page", 5) != 6 || fclose(f) != 0)
		return UNEXPECTED;
	f = fopen(article, "r");
	return f && fgets(text, sizeof(text), f) && fclose(f) == 0 ? 0 : UNEXPECTED;
}

static int talk_on_open_socket(void)
{
	char bytes[16];
	return dgram_send(datagrams[0], STR("WATCHDOG=1"), 100) &&
	                       read(datagrams[1], bytes, sizeof(bytes)) == 10
	               ? 0
	               : UNEXPECTED;
}

static int stderr_pipe[2];

static void open_log(void)
{
	if (pipe(stderr_pipe) == 0)
		dup2(stderr_pipe[1], STDERR_FILENO);
	log_open("anteroom", LOG_SYSTEM);
}

static int say_in_log(void)
{
	char bytes[64] = "";
	log_say("%s", "one line");
	return read(stderr_pipe[0], bytes, sizeof(bytes)) == 19 ? 0 : UNEXPECTED;
}

static void reading_goes_on(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int (*act)(void);
		void (*touch)(void);
		int want;
		bool without_files; /* works where nothing can be opened, too */
	} rows[] = {
	        {"read content", read_content, NULL, 0, false},
	        {"list content", list_content, NULL, 0, false},
	        {"look at content", look_at_content, NULL, 0, false},
	        {"read terminfo", read_terminfo, NULL, 0, false},
	        {"curses on xterm", draw_on_xterm, open_tty_files, 0, false},
	        {"curses on a console", draw_on_console, open_tty_files, 0, false},
	        {"stdio", use_stdio, NULL, 0, false},
	        {"random numbers", get_random, NULL, 0, true},
	        {"clocks", use_clocks, NULL, 0, true},
	        {"wait for input", wait_for_input, NULL, 0, true},
	        {"the terminal", use_terminal, NULL, 0, true},
	        {"much memory", allocate, NULL, 0, true},
	        {"sort", sort, NULL, 0, true},
	        {"abort", abort_now, NULL, -SIGABRT, true},
	        {"signals", handle_signals, NULL, 0, true},
	        {"Thai lines", break_thai, NULL, 0, true},
	        {"Japanese lines and words", break_japanese, NULL, 0, true},
	        {"other lines and sentences", break_others, NULL, 0, true},
	        {"right-to-left text", order_arabic, NULL, 0, true},
	        {"normal form", normalise, NULL, 0, true},
	        {"names of languages", name_languages, NULL, 0, true},
	        {"local time", tell_time, touch_zone, 0, true},
	        {"the system's local time", tell_time, touch_system_zone, 0, true},
	        {"the first conversion", convert_first, use_utf8, 0, true},
	        {"an open socket", talk_on_open_socket, open_datagrams, 0, true},
	        {"the log", say_in_log, open_log, 0, true},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		int (*act)(void) = rows[i].act;
		void (*touch)(void) = rows[i].touch;
		int want = rows[i].want;
		const char *row = rows[i].name;
		check_int(outcome(NULL, touch, act), want, row, "the outcome outside");
		check_int(outcome(&reads, touch, act), want, row, "the outcome");
		check_int(outcome(&strict, touch, act), want, row, "the outcome, strictly");
		check_int(outcome(&writes, touch, act), want, row,
		          "the outcome where files are written");
		if (rows[i].without_files) {
			check_int(outcome(&closed, touch, act), want, row,
			          "the outcome without files");
			check_int(outcome(&closed_strict, touch, act), want, row,
			          "the outcome without files, strictly");
		}
	}
	check_end();
}

/* A socket with an abstract name, connected before, which Landlock could have cut off. */
static int abstract_socket, abstract_listener;

static void connect_by_abstract_name(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char name[64];
	int len = snprintf(name, sizeof(name), "@anteroom-sandbox/%ld", (long)getpid());
	memcpy(address.sun_path, name, (size_t)len);
	address.sun_path[0] = '\0';
	abstract_listener = socket(AF_UNIX, SOCK_DGRAM, 0);
	bind(abstract_listener, (struct sockaddr *)&address,
	     (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)len));
	abstract_socket = dgram_open(name);
}

static int tell_by_abstract_name(void)
{
	char bytes[16];
	return dgram_send(abstract_socket, STR("WATCHDOG=1"), 100) &&
	                       read(abstract_listener, bytes, sizeof(bytes)) == 10
	               ? 0
	               : UNEXPECTED;
}

/* The service manager's end lives in another process, outside. */
static void the_watchdog_is_told_from_inside(void **state)
{
	(void)state;
	check_int(outcome(&reads, connect_by_abstract_name, tell_by_abstract_name), 0,
	          "in one process", "the outcome");
	connect_by_abstract_name();
	check_true(abstract_socket >= 0, "in two", "connected");
	check_int(outcome(&reads, NULL, tell_by_abstract_name), 0, "in two", "the outcome");
	check_int(outcome(&strict, NULL, tell_by_abstract_name), 0, "in two, strictly",
	          "the outcome");
	close(abstract_socket);
	close(abstract_listener);
	check_end();
}

/* --- kernels that have less --------------------------------------------------------------- */

static void what_is_missing_is_told(void **state)
{
	(void)state;
	static const struct {
		unsigned missing;
		const char *want;
	} rows[] = {
	        {0, ""},
	        {SANDBOX_OFF, "all of it: the program was built without"},
	        {SANDBOX_PRIVILEGES, "the end of new privileges"},
	        {SANDBOX_FILES, "Landlock: files are not limited to the content's"},
	        {SANDBOX_FILES | SANDBOX_CALLS,
	         "Landlock: files are not limited to the content's; seccomp: system calls are not "
	         "limited"},
	        {SANDBOX_TRUNCATE | SANDBOX_NET | SANDBOX_DEVICES | SANDBOX_SCOPE,
	         "Landlock of Linux 6.2: files can be emptied; Landlock of Linux 6.7: TCP is open; "
	         "Landlock of Linux 6.10: devices can be given orders; Landlock of Linux 6.12: "
	         "other processes can be reached"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char row[32];
		snprintf(row, sizeof(row), "bits %#x", rows[i].missing);
		check_str(sandbox_words(&a, rows[i].missing), rows[i].want, row, "the words");
	}
	print_message("# missing here: %s\n", missing ? sandbox_words(&a, missing).p : "nothing");
	arena_clear(&a);
	check_end();
}

#ifdef WITH_SECCOMP

static bool no_landlock, no_seccomp;
static long landlock_version; /* 0: the kernel's own */

#if defined(__x86_64__)
#define ANSWER_REGISTER(context) (context)->uc_mcontext.gregs[REG_RAX]
#elif defined(__aarch64__)
#define ANSWER_REGISTER(context) (context)->uc_mcontext.regs[0]
#endif

/* Answers for a kernel of another age. */
#ifdef ANSWER_REGISTER
static void answer_version(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)info;
	ANSWER_REGISTER((ucontext_t *)context) = landlock_version;
}
#endif

/* Takes from this process, by a filter of its own, what an older kernel does not have. */
static void grow_older(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	int create = seccomp_syscall_resolve_name("landlock_create_ruleset");
	if (create < 0)
		create = 444;
	if (no_landlock)
		seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), create, 0);
#ifdef ANSWER_REGISTER
	if (landlock_version) {
		struct sigaction action = {.sa_sigaction = answer_version, .sa_flags = SA_SIGINFO};
		sigaction(SIGSYS, &action, NULL);
		seccomp_rule_add(f, SCMP_ACT_TRAP, create, 1, SCMP_A2(SCMP_CMP_EQ, 1, 0));
	}
#endif
	if (no_seccomp) {
		seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
		seccomp_rule_add(f, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
		                 SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0));
	}
	if (seccomp_load(f) != 0)
		_exit(UNEXPECTED);
	seccomp_release(f);
}

static void older_kernels_give_what_they_have(void **state)
{
	(void)state;
	const unsigned truncate_on =
	        SANDBOX_TRUNCATE | SANDBOX_NET | SANDBOX_DEVICES | SANDBOX_SCOPE;
	const struct {
		const char *name;
		bool no_landlock, no_seccomp;
		long version;
		unsigned want;
	} rows[] = {
	        {"this kernel", false, false, 0, missing},
	        {"no Landlock", true, false, 0, SANDBOX_FILES},
	        {"no seccomp", false, true, 0, SANDBOX_CALLS},
	        {"neither", true, true, 0, SANDBOX_FILES | SANDBOX_CALLS},
	        {"Linux 5.13", false, true, 1, SANDBOX_CALLS | truncate_on},
	        {"Linux 5.19", false, true, 2, SANDBOX_CALLS | truncate_on},
	        {"Linux 6.2", false, true, 3,
	         SANDBOX_CALLS | SANDBOX_NET | SANDBOX_DEVICES | SANDBOX_SCOPE},
	        {"Linux 6.7", false, true, 4, SANDBOX_CALLS | SANDBOX_DEVICES | SANDBOX_SCOPE},
	        {"Linux 6.10", false, true, 5, SANDBOX_CALLS | SANDBOX_SCOPE},
	        {"Linux 6.12", false, true, 6, SANDBOX_CALLS},
	        {"Linux 6.15", false, true, 7, SANDBOX_CALLS},
	        {"one to come", false, true, 99, SANDBOX_CALLS},
	        {"Linux 5.13 with seccomp", false, false, 1, 0},
	};
	long have = syscall(444, NULL, 0, 1);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		no_landlock = rows[i].no_landlock;
		no_seccomp = rows[i].no_seccomp;
		landlock_version = rows[i].version;
#ifndef ANSWER_REGISTER
		if (landlock_version) {
			print_message("# %s: not to be tried on this processor\n", rows[i].name);
			continue;
		}
#endif
		if (landlock_version != 99 && landlock_version > have) {
			print_message("# %s: this kernel is older\n", rows[i].name);
			continue;
		}
		if (landlock_version == 99 && have < 6)
			continue;
		check_int((long)what_is_missing(&reads, grow_older), (long)rows[i].want,
		          rows[i].name, "what is missing");
		/* Content is read in every one of them. */
		check_int(outcome(&reads, grow_older, read_content), 0, rows[i].name,
		          "reading content");
	}
	no_landlock = no_seccomp = false;
	landlock_version = 0;
	check_end();
}

static int connect_by_tcp(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	return fd < 0 ? UNEXPECTED
	              : answer(connect(fd, (struct sockaddr *)&address, sizeof(address)));
}

static int bind_to_tcp(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	return fd < 0 ? UNEXPECTED : answer(bind(fd, (struct sockaddr *)&address, sizeof(address)));
}

static int connect_abstractly(void)
{
	int fd = dgram_open("@anteroom-sandbox/other");
	return fd < 0 ? errno : 0;
}

/* The one layer where there is not the other. */
static void landlock_alone_holds(void **state)
{
	(void)state;
	const struct {
		const char *name;
		int (*act)(void);
		long since; /* version of Landlock */
		int want;
	} rows[] = {
	        {"read content", read_content, 1, 0},
	        {"create a file", create_file, 1, EACCES},
	        {"create a file in the content", create_in_content, 1, EACCES},
	        {"write to the content", write_content, 1, EACCES},
	        {"make a folder", make_folder, 1, EACCES},
	        {"link a file", link_file, 2, EACCES},
	        {"run a program", run_program, 1, EACCES},
	        {"truncate", truncate_path, 3, EACCES},
	        {"connect by TCP", connect_by_tcp, 4, EACCES},
	        {"bind to TCP", bind_to_tcp, 4, EACCES},
	        {"connect by an abstract name", connect_abstractly, 6, EPERM},
	        {"signal the parent", signal_parent, 6, EPERM},
	};
	long have = syscall(444, NULL, 0, 1);
	int listener = socket(AF_UNIX, SOCK_DGRAM, 0);
	struct sockaddr_un address = {.sun_family = AF_UNIX,
	                              .sun_path = "\0anteroom-sandbox/other"};
	socklen_t len =
	        offsetof(struct sockaddr_un, sun_path) + sizeof("@anteroom-sandbox/other") - 1;
	assert_int_equal(bind(listener, (struct sockaddr *)&address, len), 0);
	no_seccomp = true;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (have < rows[i].since) {
			print_message("# %s: Landlock is too old here\n", rows[i].name);
			continue;
		}
		check_int(outcome(&reads, grow_older, rows[i].act), rows[i].want, rows[i].name,
		          "the outcome");
		check_true(rows[i].want == 0 || outcome(NULL, NULL, rows[i].act) != rows[i].want,
		           rows[i].name, "it ends otherwise outside");
	}
	no_seccomp = false;
	close(listener);
	check_end();
}

/* And the other: without Landlock files elsewhere can be read, but nothing can be written. */
static void seccomp_alone_holds(void **state)
{
	(void)state;
	no_landlock = true;
	path_tried = secret;
	flags_tried = O_RDONLY;
	check_int(outcome(&reads, grow_older, open_it), 0, "read elsewhere", "the outcome");
	check_int(outcome(&closed, grow_older, open_it), ENOENT, "read where nothing is",
	          "the outcome");
	check_int(outcome(&reads, grow_older, create_file), EPERM, "create", "the outcome");
	check_int(outcome(&reads, grow_older, truncate_path), EPERM, "truncate", "the outcome");
	check_int(outcome(&reads, grow_older, run_program), KILLED, "run", "the outcome");
	no_landlock = false;
	check_end();
}

#else

static void older_kernels_give_what_they_have(void **state)
{
	(void)state;
}

static void landlock_alone_holds(void **state)
{
	(void)state;
	static const char *const paths[] = {"/etc/passwd", secret};
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		path_tried = paths[i];
		flags_tried = O_RDONLY;
		check_int(outcome(&reads, NULL, open_it), EACCES, path_tried, "the outcome");
	}
	check_int(outcome(&reads, NULL, create_file), EACCES, "create", "the outcome");
	check_int(outcome(&reads, NULL, run_program), EACCES, "run", "the outcome");
	check_end();
}

static void seccomp_alone_holds(void **state)
{
	(void)state;
}

#endif

static int tell_privileges(void)
{
	return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
}

/* Asked on a kernel without seccomp, whose filter would forbid to ask. What the flag is outside does
 * not matter: a container may have set it. */
static void privileges_end(void **state)
{
	(void)state;
	void (*touch)(void) = NULL;
#ifdef WITH_SECCOMP
	no_seccomp = true;
	if (!(missing & SANDBOX_CALLS))
		touch = grow_older;
#endif
	check_int(outcome(&reads, touch, tell_privileges), 1, "inside", "the flag");
#ifdef WITH_SECCOMP
	no_seccomp = false;
#endif
	check_end();
}

/* Under its own skip() cmocka says "not ok", which meson takes for a failure. */
static void passed_over(void **state)
{
	(void)state;
}

int main(void)
{
	enum {
		ANY = SANDBOX_OFF,
		CALLS = ANY | SANDBOX_CALLS,
		FILES = ANY | SANDBOX_FILES,
	};
	static const struct {
		const char *name;
		CMUnitTestFunction test;
		unsigned needs; /* what must not be missing */
	} rows[] = {
	        {"what_is_missing_is_told", what_is_missing_is_told, 0},
	        {"kernel_calls_are_refused", kernel_calls_are_refused, CALLS},
	        {"no_family_of_sockets_is_left", no_family_of_sockets_is_left, CALLS},
	        {"other_doors_are_shut", other_doors_are_shut, CALLS},
	        {"files_outside_are_shut", files_outside_are_shut, FILES},
	        {"without_folders_nothing_is_read", without_folders_nothing_is_read, CALLS},
	        {"one_folder_may_be_written", one_folder_may_be_written, CALLS | FILES},
	        {"reading_goes_on", reading_goes_on, ANY},
	        {"the_watchdog_is_told_from_inside", the_watchdog_is_told_from_inside, ANY},
	        {"older_kernels_give_what_they_have", older_kernels_give_what_they_have,
	         CALLS | FILES},
	        {"landlock_alone_holds", landlock_alone_holds, FILES},
	        {"seccomp_alone_holds", seccomp_alone_holds, CALLS},
	        {"privileges_end", privileges_end, ANY | SANDBOX_PRIVILEGES},
	};
	struct CMUnitTest tests[ARRAY_LEN(rows)];
	struct arena a = {0};
	missing = what_is_missing(&reads, NULL);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		unsigned lacking = missing & rows[i].needs;
		tests[i] = (struct CMUnitTest){.name = rows[i].name, .test_func = rows[i].test};
		if (!lacking)
			continue;
		tests[i].name = arena_fmt(&a, "%s # SKIP without %s", rows[i].name,
		                          sandbox_words(&a, lacking).p)
		                        .p;
		tests[i].test_func = passed_over;
	}
	int failed = cmocka_run_group_tests(tests, set_up, tear_down);
	arena_clear(&a);
	return failed;
}
