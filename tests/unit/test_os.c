/* The system's side of a kiosk: what a process takes away from itself at its start, systemd's
 * notifications, the log. What changes a process for good happens in a child. */
#include "check.h"

#include "base/buf.h"
#include "os/dgram.h"
#include "os/harden.h"
#include "os/log.h"
#include "os/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MS = 10000 };

/* --- children ----------------------------------------------------------------------------- */

/* What body returns, out of a child; minus a signal if one ended it. */
static int in_child(int (*body)(void))
{
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(DEADLINE_MS / 1000);
		signal(SIGSEGV, SIG_DFL); /* cmocka's would go on with the other tests */
		signal(SIGABRT, SIG_DFL);
		_exit(body());
	}
	int status;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static bool is_handled(int sig, void (*handler)(int))
{
	struct sigaction now;
	return sigaction(sig, NULL, &now) == 0 && now.sa_handler == handler;
}

/* --- harden ------------------------------------------------------------------------------- */

static void on_signal(int sig)
{
	(void)sig;
}

static int keys_are_ignored(void)
{
	signal(SIGQUIT, on_signal);
	if (!harden_start())
		return 1;
	raise(SIGINT);
	raise(SIGQUIT);
	raise(SIGTSTP);
	return is_handled(SIGINT, SIG_IGN) && is_handled(SIGQUIT, SIG_IGN) &&
	                       is_handled(SIGTSTP, SIG_IGN) && is_handled(SIGTERM, SIG_DFL)
	               ? 0
	               : 2;
}

static int keys_come_back(void)
{
	signal(SIGQUIT, on_signal);
	if (!harden_start())
		return 1;
	harden_interruptible();
	return is_handled(SIGINT, SIG_DFL) && is_handled(SIGQUIT, on_signal) &&
	                       is_handled(SIGTSTP, SIG_DFL)
	               ? 0
	               : 2;
}

static int an_ignored_key_stays_so(void)
{
	signal(SIGINT, SIG_IGN); /* by the launcher */
	if (!harden_start())
		return 1;
	harden_interruptible();
	return is_handled(SIGINT, SIG_IGN) ? 0 : 2;
}

static bool is_null_device(int fd)
{
	struct stat null, st;
	return stat("/dev/null", &null) == 0 && fstat(fd, &st) == 0 && S_ISCHR(st.st_mode) &&
	       st.st_rdev == null.st_rdev && (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR;
}

static int closed_ones_are_opened(void)
{
	close(STDIN_FILENO);
	close(STDERR_FILENO);
	int out_before = fcntl(STDOUT_FILENO, F_GETFL);
	if (!harden_start())
		return 1;
	return is_null_device(STDIN_FILENO) && is_null_device(STDERR_FILENO) &&
	                       fcntl(STDOUT_FILENO, F_GETFL) == out_before
	               ? 0
	               : 2;
}

static int others_are_closed(void)
{
	int low = open("/dev/null", O_RDONLY), high = fcntl(low, F_DUPFD, 200);
	if (low < 3 || high < 200 || !harden_start())
		return 1;
	return fcntl(low, F_GETFD) < 0 && fcntl(high, F_GETFD) < 0 ? 0 : 2;
}

static int files_are_private(void)
{
	umask(0);
	return harden_start() && umask(0) == 077 ? 0 : 2;
}

static int no_core_is_dumped(void)
{
	struct rlimit limit;
	if (!harden_start() || getrlimit(RLIMIT_CORE, &limit) != 0)
		return 1;
	return limit.rlim_cur == 0 && limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0
	               ? 0
	               : 2;
}

static void a_process_is_hardened(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int (*body)(void);
	} rows[] = {
	        {"keys are ignored", keys_are_ignored},
	        {"and come back", keys_come_back},
	        {"but for one the launcher ignored", an_ignored_key_stays_so},
	        {"closed standard descriptors are opened", closed_ones_are_opened},
	        {"others are closed", others_are_closed},
	        {"files are private", files_are_private},
	        {"no core is dumped", no_core_is_dumped},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(in_child(rows[i].body), 0, rows[i].name, "what the child found");
	check_end();
}

/* --- the environment ---------------------------------------------------------------------- */

static void the_environment_is_cleaned(void **state)
{
	(void)state;
	static const struct {
		const char *name, *value;
		bool kiosk;
		const char *want; /* NULL: unset */
	} rows[] = {
	        {"LINES", "9999", false, NULL},
	        {"COLUMNS", "30000", false, NULL},
	        {"LINES", "24", true, NULL},
	        {"COLUMNS", "80", true, NULL},
	        {"TERMINFO", "/tmp/evil", true, NULL},
	        {"TERMINFO_DIRS", "/tmp/evil", true, NULL},
	        {"TERMCAP", "xterm:am:", true, NULL},
	        {"TERMPATH", "/tmp/evil", true, NULL},
	        {"HOME", "/tmp/evil", true, NULL},
	        {"ESCDELAY", "2000000000", true, NULL},
	        {"NCURSES_TRACE", "65535", true, NULL},
	        {"ICU_DATA", "/tmp/evil", true, NULL},
	        {"ICU_TIMEZONE_FILES_DIR", "/tmp/evil", true, NULL},
	        {"LOCPATH", "/tmp/evil", true, NULL},
	        {"NLSPATH", "/tmp/evil/%N", true, NULL},
	        {"GCONV_PATH", "/tmp/evil", true, NULL},
	        {"TZDIR", "/tmp/evil", true, NULL},

	        {"TERMINFO", "/home/me/.terminfo", false, "/home/me/.terminfo"},
	        {"HOME", "/home/me", false, "/home/me"},
	        {"TERM", "../x", false, "../x"},
	        {"LANGUAGE", "../../..", false, "../../.."},
	        {"ESCDELAY", "100", false, "100"},

	        {"TERM", "xterm-256color", true, "xterm-256color"},
	        {"TERM", "rxvt-unicode", true, "rxvt-unicode"},
	        {"TERM", "tmux-direct", true, "tmux-direct"},
	        {"TERM", "/tmp/evil", true, "vt100"},
	        {"TERM", "../../tmp/evil", true, "vt100"},
	        {"TERM", "", true, "vt100"},
	        {"TERM", NULL, true, "vt100"},
	        {"TERM", NULL, false, NULL},
	        {"TERM", "xterm\033[c", true, "vt100"},

	        {"TZ", "Europe/Berlin", true, "Europe/Berlin"},
	        {"TZ", "America/Argentina/Buenos_Aires", true, "America/Argentina/Buenos_Aires"},
	        {"TZ", "UTC", true, "UTC"},
	        {"TZ", "CET-1CEST,M3.5.0,M10.5.0/3", true, "CET-1CEST,M3.5.0,M10.5.0/3"},
	        {"TZ", "<-03>3", true, "<-03>3"},
	        {"TZ", ":/tmp/evil", true, NULL},
	        {"TZ", "/tmp/evil", true, NULL},
	        {"TZ", "Europe/../../../tmp/evil", true, NULL},
	        {"TZ", "", true, NULL},

	        {"LANGUAGE", "es", true, "es"},
	        {"LANGUAGE", "pt_BR:pt:en", true, "pt_BR:pt:en"},
	        {"LANGUAGE", "zh-Hans-CN:fil", true, "zh-Hans-CN:fil"},
	        {"LANGUAGE", "../../..", true, NULL},
	        {"LANGUAGE", "es:../../..", true, NULL},
	        {"LANGUAGE", "es:", true, NULL},
	        {"LANGUAGE", ":es", true, NULL},
	        {"LANGUAGE", "e", true, NULL},
	        {"LANGUAGE", "engl", true, NULL},
	        {"LANGUAGE", "es_", true, NULL},
	        {"LANGUAGE", "es_MX/..", true, NULL},
	        {"LANGUAGE", "ES", true, NULL},
	        {"LANGUAGE", "", true, NULL},

	        {"LANG", "de_DE.UTF-8", true, "de_DE.UTF-8"},
	        {"LANG", "sr_RS@latin", true, "sr_RS@latin"},
	        {"LANG", "C.UTF-8", true, "C.UTF-8"},
	        {"LC_ALL", "", true, ""},
	        {"LC_ALL", "../../tmp/evil", true, NULL},
	        {"LC_CTYPE", "/tmp/evil", true, NULL},
	        {"LC_MESSAGES", "en/../../x", true, NULL},

	        {"ANTEROOM_CONTENT", "/srv/content", true, "/srv/content"},
	        {"NOTIFY_SOCKET", "/run/systemd/notify", true, "/run/systemd/notify"},
	        {"WATCHDOG_USEC", "30000000", true, "30000000"},
	        {"NO_COLOR", "1", true, "1"},
	        {"SSH_CONNECTION", "::1 1 ::1 22", true, "::1 1 ::1 22"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *was = getenv(rows[i].name);
		char *kept = was ? strdup(was) : NULL;
		if (rows[i].value)
			setenv(rows[i].name, rows[i].value, 1);
		else
			unsetenv(rows[i].name);
		/* The others are changed as well: a child may lose what it likes. */
		fflush(NULL);
		pid_t pid = fork();
		if (pid == 0) {
			harden_environment(rows[i].kiosk);
			const char *got = getenv(rows[i].name), *want = rows[i].want;
			bool same = got && want ? strcmp(got, want) == 0 : got == want;
			if (!same)
				fprintf(stderr, "%s=%s became %s\n", rows[i].name,
				        rows[i].value ? rows[i].value : "(unset)",
				        got ? got : "(unset)");
			_exit(!same);
		}
		int status = -1;
		waitpid(pid, &status, 0);
		check_int(status, 0, rows[i].name, "how the child ended");
		if (kept)
			setenv(rows[i].name, kept, 1);
		else
			unsetenv(rows[i].name);
		free(kept);
	}
	check_end();
}

/* --- a service that listens --------------------------------------------------------------- */

struct service {
	char dir[32], name[64]; /* as it stands in $NOTIFY_SOCKET */
	int fd;
};

static void listen_again(struct service *s)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(s->name);
	memcpy(address.sun_path, s->name, len);
	if (s->name[0] == '@')
		address.sun_path[0] = '\0';
	s->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_true(s->fd >= 0);
	assert_int_equal(bind(s->fd, (const struct sockaddr *)&address,
	                      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)),
	                 0);
}

static struct service service_open(bool abstract)
{
	struct service s = {.dir = "/tmp/anteroom-os-XXXXXX"};
	assert_non_null(mkdtemp(s.dir));
	if (abstract)
		snprintf(s.name, sizeof(s.name), "@anteroom-test/%ld", (long)getpid());
	else
		snprintf(s.name, sizeof(s.name), "%s/socket", s.dir);
	listen_again(&s);
	return s;
}

static void service_stop(struct service *s)
{
	close(s->fd);
	if (s->name[0] == '/')
		unlink(s->name);
}

static void service_close(struct service *s)
{
	service_stop(s);
	rmdir(s->dir);
}

/* The next message, borrowed; "(none)" if there is none within `ms`. */
static struct str heard(const struct service *s, int ms)
{
	static char bytes[8192];
	struct pollfd p = {.fd = s->fd, .events = POLLIN};
	if (poll(&p, 1, ms) != 1)
		return STR("(none)");
	ssize_t n = recv(s->fd, bytes, sizeof(bytes), 0);
	return n < 0 ? STR("(error)") : (struct str){bytes, (size_t)n};
}

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* --- notify ------------------------------------------------------------------------------- */

static void a_service_is_notified(void **state)
{
	(void)state;
	for (int abstract = 0; abstract <= 1; abstract++) {
		const char *row = abstract ? "an abstract name" : "a path";
		struct service s = service_open(abstract);
		set("NOTIFY_SOCKET", s.name);
		set("WATCHDOG_USEC", "4000000");
		check_true(notify_open(), row, "opened");
		check_str(heard(&s, 0), "(none)", row, "at first");
		notify_ready();
		check_str(heard(&s, DEADLINE_MS), "READY=1", row, "ready");
		notify_alive();
		notify_alive();
		check_str(heard(&s, DEADLINE_MS), "WATCHDOG=1", row, "alive");
		check_str(heard(&s, DEADLINE_MS), "WATCHDOG=1", row, "still alive");
		check_str(heard(&s, 0), "(none)", row, "and no more");
		notify_close();
		notify_ready();
		notify_alive();
		check_str(heard(&s, 0), "(none)", row, "closed");
		check_int(notify_interval(), 0, row, "the interval when closed");
		service_close(&s);
	}
	set("NOTIFY_SOCKET", NULL);
	set("WATCHDOG_USEC", NULL);
	check_end();
}

static void the_watchdog_says_how_often(void **state)
{
	(void)state;
	static const struct {
		const char *name, *usec, *pid; /* pid "self": ours */
		int want;
	} rows[] = {
	        {"thirty seconds", "30000000", NULL, 15000},
	        {"for us", "2000000", "self", 1000},
	        {"for another", "2000000", "1", 0},
	        {"for nobody", "2000000", "", 0},
	        {"for nonsense", "2000000", "1x", 0},
	        {"odd", "3001", NULL, 1},
	        {"hardly any", "1", NULL, 1},
	        {"none", NULL, NULL, 0},
	        {"zero", "0", NULL, 0},
	        {"empty", "", NULL, 0},
	        {"negative", "-2000000", NULL, 0},
	        {"with a blank", " 2000000", NULL, 0},
	        {"with a tail", "2000000us", NULL, 0},
	        {"as long as there is", "18446744073709551615", NULL, INT32_MAX},
	        {"longer", "18446744073709551616", NULL, 0},
	};
	char self[32];
	snprintf(self, sizeof(self), "%ld", (long)getpid());
	struct service s = service_open(false);
	set("NOTIFY_SOCKET", s.name);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		bool ours = rows[i].pid && strcmp(rows[i].pid, "self") == 0;
		set("WATCHDOG_USEC", rows[i].usec);
		set("WATCHDOG_PID", ours ? self : rows[i].pid);
		check_true(notify_open(), rows[i].name, "opened");
		check_int(notify_interval(), rows[i].want, rows[i].name, "the interval");
		notify_alive();
		check_str(heard(&s, rows[i].want ? DEADLINE_MS : 0),
		          rows[i].want ? "WATCHDOG=1" : "(none)", rows[i].name, "what was said");
	}
	notify_close();
	service_close(&s);
	set("NOTIFY_SOCKET", NULL);
	set("WATCHDOG_USEC", NULL);
	set("WATCHDOG_PID", NULL);
	check_end();
}

static void where_nobody_listens_nothing_happens(void **state)
{
	(void)state;
	static char long_path[200];
	memset(long_path, 'x', sizeof(long_path) - 1);
	long_path[0] = '/';
	const struct {
		const char *name, *socket;
	} rows[] = {
	        {"unset", NULL},
	        {"empty", ""},
	        {"relative", "notify"},
	        {"a slash", "/"},
	        {"an at sign", "@"},
	        {"too long", long_path},
	        {"another kind", "vsock:2:1234"},
	        {"nothing there", "/nonexistent/notify"},
	        {"no socket", "/dev/null"},
	        {"no such abstract name", "@anteroom-test/nobody"},
	};
	set("WATCHDOG_USEC", "1000000");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		set("NOTIFY_SOCKET", rows[i].socket);
		check_true(!notify_open(), rows[i].name, "not opened");
		check_int(notify_interval(), 0, rows[i].name, "the interval");
		notify_ready();
		notify_alive();
	}
	set("NOTIFY_SOCKET", NULL);
	set("WATCHDOG_USEC", NULL);
	check_end();
}

static double seconds_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int announce(void)
{
	notify_ready();
	return 0;
}

static void a_service_that_is_busy_stops_nobody(void **state)
{
	(void)state;
	struct service s = service_open(false);
	set("NOTIFY_SOCKET", s.name);
	set("WATCHDOG_USEC", "2000000");
	check_true(notify_open(), "a full socket", "opened");
	double start = seconds_now();
	for (int i = 0; i < 5000; i++)
		notify_alive();
	check_true(seconds_now() - start < 2, "a full socket", "nothing was waited for");

	/* Being ready is worth waiting for: the child's word comes after all that was there. */
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		_exit(announce());
	struct str last = STR("");
	do
		last = heard(&s, DEADLINE_MS);
	while (str_is(last, "WATCHDOG=1"));
	check_str(last, "READY=1", "a full socket", "what came in the end");
	int status = -1;
	waitpid(pid, &status, 0);
	check_int(status, 0, "a full socket", "how the child ended");

	service_stop(&s);
	notify_alive(); /* nobody is there any more */
	notify_close();
	service_close(&s);
	set("NOTIFY_SOCKET", NULL);
	set("WATCHDOG_USEC", NULL);
	check_end();
}

/* --- the log ------------------------------------------------------------------------------ */

/* Runs body with standard error on a pipe or a terminal and returns, borrowed, what came out of
 * it. */
static struct str stderr_of(void (*body)(const char *), const char *argument, bool terminal)
{
	static char bytes[1 << 17]; /* more than a pipe holds */
	int ends[2], kept = dup(STDERR_FILENO);
	if (terminal)
		assert_int_equal(openpty(&ends[0], &ends[1], NULL, NULL, NULL), 0);
	else
		assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	dup2(ends[1], STDERR_FILENO);
	body(argument);
	dup2(kept, STDERR_FILENO);
	size_t len = 0;
	ssize_t n;
	while ((n = read(ends[0], bytes + len, sizeof(bytes) - len)) > 0)
		len += (size_t)n;
	close(ends[0]);
	close(ends[1]);
	close(kept);
	return (struct str){bytes, len};
}

static void say(const char *message)
{
	log_open("anteroom", "/nonexistent");
	log_say("%s", message);
	log_close();
}

static void a_line_is_made_harmless(void **state)
{
	(void)state;
	static const struct {
		const char *name, *message, *want;
	} rows[] = {
	        {"plain", "content/x/de.yaml: broken", "content/x/de.yaml: broken"},
	        {"empty", "", ""},
	        {"letters of all kinds", "Größe ไทย 漢字", "Größe ไทย 漢字"},
	        {"a new line", "one\ntwo: forged", "one\xEF\xBF\xBDtwo: forged"},
	        {"an escape", "\033[2Jx", "\xEF\xBF\xBD[2Jx"},
	        {"C1", "a\xC2\x9Bm", "a\xEF\xBF\xBDm"},
	        {"delete", "a\x7F", "a\xEF\xBF\xBD"},
	        {"tab", "a\tb", "a b"},
	        {"bidi override",
	         "a\xE2\x80\xAE"
	         "b",
	         "a\xEF\xBF\xBD"
	         "b"},
	        {"no UTF-8", "a\xFF\xC3(b", "a?" /* no trigraph */ "?(b"},
	        {"cut UTF-8", "a\xE2\x82", "a??"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char want[256];
		snprintf(want, sizeof(want), "anteroom: %s\n", rows[i].want);
		check_str(stderr_of(say, rows[i].message, false), want, rows[i].name, "the line");
	}
	check_end();
}

static void a_long_line_is_cut(void **state)
{
	(void)state;
	static const struct {
		const char *name, *unit;
		size_t kept; /* bytes */
	} rows[] = {
	        {"one byte", "x", LOG_LINE_MAX},       {"two", "é", LOG_LINE_MAX},
	        {"three", "漢", LOG_LINE_MAX / 3 * 3}, {"four", "\xF0\x9F\x98\x80", LOG_LINE_MAX},
	        {"broken", "\x80", LOG_LINE_MAX},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf message = {0}, want = {0};
		bool broken = rows[i].unit[0] == '\x80';
		while (message.len < LOG_LINE_MAX + 500)
			buf_add(&message, str_of(rows[i].unit));
		buf_add(&message, (struct str){"", 1});
		buf_add(&want, STR("anteroom: "));
		size_t unit = strlen(rows[i].unit);
		for (size_t k = 0; k < rows[i].kept; k += unit)
			buf_add(&want, str_of(broken ? "?" : rows[i].unit));
		buf_add(&want, (struct str){"\n", 2});
		struct str got = stderr_of(say, message.p, false);
		/* A broken text may lose a few bytes more. */
		if (broken)
			check_true(got.len >= LOG_LINE_MAX && got.len <= want.len, rows[i].name,
			           "the length");
		else
			check_str(got, want.p, rows[i].name, "the line");
		buf_clear(&message);
		buf_clear(&want);
	}
	check_end();
}

static void say_to_service(const char *socket)
{
	log_open("anteroom", socket);
	log_say("%s: %s", "content/\nx.yaml", "unreadable");
	log_close();
}

static void a_terminal_is_never_written_to(void **state)
{
	(void)state;
	struct service s = service_open(false);
	char want[128];
	check_str(stderr_of(say_to_service, s.name, true), "", "a terminal", "what it showed");
	snprintf(want, sizeof(want), "<13>anteroom[%ld]: content/\xEF\xBF\xBDx.yaml: unreadable",
	         (long)getpid());
	check_str(heard(&s, DEADLINE_MS), want, "a terminal", "what the log took");
	check_str(heard(&s, 0), "(none)", "a terminal", "and no more");

	check_str(stderr_of(say_to_service, s.name, false),
	          "anteroom: content/\xEF\xBF\xBDx.yaml: unreadable\n", "no terminal",
	          "what standard error took");
	check_str(heard(&s, 0), "(none)", "no terminal", "what the log took");

	check_str(stderr_of(say_to_service, "/nonexistent/log", true), "", "no log",
	          "what the terminal showed");
	service_close(&s);
	check_end();
}

/* The log's service is begun anew while a reader is in his sandbox. */
static void say_across_a_restart(const char *unused)
{
	(void)unused;
	struct service s = service_open(false);
	log_open("anteroom", s.name);
	service_stop(&s);
	log_say("lost");
	listen_again(&s);
	log_say("lost as well");
	check_str(heard(&s, 0), "(none)", "after a restart", "what the log took");
	log_close();
	service_close(&s);
}

static void say_to_a_full_pipe(const char *unused)
{
	(void)unused;
	log_open("anteroom", "/nonexistent");
	double start = seconds_now();
	for (int i = 0; i < 3000; i++)
		log_say("a pipe holds 64 KB, which this line fills after some time");
	check_true(seconds_now() - start < 5, "a full pipe", "nothing was waited for");
	log_close();
}

static void a_log_that_takes_nothing_stops_nobody(void **state)
{
	(void)state;
	log_say("before it is opened");
	check_str(stderr_of(say_across_a_restart, NULL, true), "", "after a restart",
	          "what the terminal showed");
	struct str got = stderr_of(say_to_a_full_pipe, NULL, false);
	check_true(got.len > 0 && got.p[got.len - 1] == '\n', "a full pipe", "whole lines");
	log_close();
	log_say("after it was closed");
	check_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_process_is_hardened),
	        cmocka_unit_test(the_environment_is_cleaned),
	        cmocka_unit_test(a_service_is_notified),
	        cmocka_unit_test(the_watchdog_says_how_often),
	        cmocka_unit_test(where_nobody_listens_nothing_happens),
	        cmocka_unit_test(a_service_that_is_busy_stops_nobody),
	        cmocka_unit_test(a_line_is_made_harmless),
	        cmocka_unit_test(a_long_line_is_cut),
	        cmocka_unit_test(a_terminal_is_never_written_to),
	        cmocka_unit_test(a_log_that_takes_nothing_stops_nobody),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
