/* The parent reads bytes and never parses: what content can do to a program, it does to a child. */
#include "app/kiosk.h"

#include "base/base.h"
#include "base/mem.h"
#include "content/library.h"
#include "os/log.h"
#include "os/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 5000, STILL_MS = 10000, PAUSE_MS = 1000 };

struct kiosk {
	const char *dir;
	kiosk_reader *reader;
	void *data;
	struct store *store; /* what readers are shown */
	uint64_t shown,
	        seen; /* fingerprints: of the store, and of the folder when last looked at */
	long seen_at; /* since when the folder has looked like that */
	struct termios terminal; /* as it was given to us */
	pid_t child;
};

static volatile sig_atomic_t asked_to_end;
static unsigned readers;

unsigned kiosk_readers(void)
{
	return readers;
}

static void on_signal(int number)
{
	if (number != SIGCHLD)
		asked_to_end = 1;
}

static long haste(void)
{
	const char *z = getenv("ANTEROOM_HASTE");
	long n = z ? atol(z) : 1;
	return n > 1 ? n : 1;
}

long kiosk_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec * 1000 + t.tv_nsec / 1000000) * haste();
}

int kiosk_wait(long ms)
{
	return ms < 0 ? -1 : (int)(ms / haste()) + 1;
}

static struct timespec real_time(long ms)
{
	int real = kiosk_wait(ms);
	return (struct timespec){real / 1000, real % 1000 * 1000000L};
}

/* --- the terminal between readers ----------------------------------------------------------- */

/* Nothing that is typed between two readers is shown or obeyed, nor given to the second. False: there
 * is no terminal any more, and a new reader would end at once, for ever. */
static bool quiet_terminal(const struct kiosk *k)
{
	struct termios t = k->terminal;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	t.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
	return tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == 0 || errno != EIO;
}

/* The screen, and what can be scrolled back to, hold nothing of the last reader. */
static void wipe_terminal(void)
{
	static const char *const kinds[] = {"linux", "xterm", "foot", "tmux", "putty"};
	static const char clear[] = "\033[?7h\033[m\033[H\033[2J", scrollback[] = "\033[3J";
	const char *term = getenv("TERM");
	(void)!write(STDOUT_FILENO, clear, sizeof(clear) - 1);
	for (size_t i = 0; term && i < ARRAY_LEN(kinds); i++)
		if (strncmp(term, kinds[i], strlen(kinds[i])) == 0)
			(void)!write(STDOUT_FILENO, scrollback, sizeof(scrollback) - 1);
}

static void give_terminal_back(const struct kiosk *k)
{
	wipe_terminal();
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &k->terminal);
}

/* Out of memory in the parent: nobody but the service can begin again. */
static const struct kiosk *serving;

static void give_up(void)
{
	if (serving->child > 0 && kill(serving->child, SIGTERM) == 0)
		while (waitpid(serving->child, NULL, 0) < 0 && errno == EINTR)
			continue;
	give_terminal_back(serving);
}

/* A process that gives up the parent's duties. */
static pid_t fork_child(void)
{
	pid_t child = fork();
	if (child == 0)
		mem_on_exhaustion(NULL);
	return child;
}

/* --- the log ---------------------------------------------------------------------------------- */

/* Which file, which line, which rule; and only when content is taken up, because the name of a file
 * that a reader opens is what they read. */
static void log_findings(const struct diags *ds)
{
	for (size_t i = 0; i < diags_len(ds); i++) {
		const struct diag *d = diags_at(ds, i);
		if (d->rule->severity == SEV_ERROR)
			log_say("%s:%u: %s", d->src ? d->src->path : "", d->pos.line,
			        d->rule->name);
	}
}

/* --- content ---------------------------------------------------------------------------------- */

/* Whether every article can be read, in a child: it is the first that touches this content. */
static bool is_sound(const struct store *s)
{
	pid_t child = fork_child();
	if (child == 0) {
		struct diags *ds = diags_new();
		struct library *lib = library_open_store(s);
		size_t n;
		for (size_t i = 0; i < library_count(lib); i++) {
			const struct str *lang = library_languages(lib, i, &n);
			for (size_t l = 0; l < n; l++)
				library_article(lib, i, lang[l], ds);
		}
		library_help(lib, ds);
		bool sound = library_count(lib) && diags_count(ds, SEV_ERROR) == 0;
		log_findings(ds);
		_exit(!sound);
	}
	int status = 1;
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static struct store *take(const struct kiosk *k)
{
	struct diags *ds = diags_new();
	struct store *s = store_take(k->dir, ds);
	log_findings(ds);
	diags_free(ds);
	return s;
}

/* Looks at the folder; new content that has stood still and is sound takes the old one's place.
 * True: it did. */
static bool look_for_content(struct kiosk *k)
{
	uint64_t signature = store_signature(k->dir);
	if (signature != k->seen) {
		k->seen = signature;
		k->seen_at = kiosk_clock();
	}
	if (signature == k->shown || kiosk_clock() - k->seen_at < STILL_MS)
		return false;
	k->shown = signature; /* sound or not, it is not looked at again until it changes */
	struct store *s = take(k);
	if (store_signature(k->dir) != signature || !is_sound(s)) {
		log_say("the new content is not sound; the old one stays");
		store_free(s);
		return false;
	}
	store_free(k->store);
	k->store = s;
	log_say("new content is shown from the next reader on");
	return true;
}

/* --- readers ---------------------------------------------------------------------------------- */

static void begin_reader(struct kiosk *k)
{
	pid_t parent = getpid();
	readers++;
	k->child = fork_child();
	if (k->child != 0)
		return;
	sigset_t none;
	sigemptyset(&none);
	signal(SIGCHLD, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	sigprocmask(SIG_SETMASK, &none, NULL);
	_exit(k->reader(k->store, k->data));
}

/* Waits for the reader to end; meanwhile looks for new content. True: the child died of a fault. */
static bool await_reader(struct kiosk *k, const sigset_t *waiting)
{
	int status = 0;
	bool told = false;
	for (;;) {
		pid_t pid = waitpid(k->child, &status, WNOHANG);
		if (pid == k->child || (pid < 0 && errno == ECHILD))
			break;
		if (asked_to_end && !told)
			kill(k->child, SIGTERM);
		told |= asked_to_end;
		struct timespec limit = real_time(LOOK_MS);
		if (ppoll(NULL, 0, &limit, waiting) == 0 && look_for_content(k))
			kill(k->child, SIGUSR1); /* ends if nobody has touched it yet */
	}
	k->child = 0;
	return WIFSIGNALED(status) || (WIFEXITED(status) && WEXITSTATUS(status) != 0);
}

/* A fault at the start, or a keyboard that is gone, must not spin. */
static void pause_since(long since, const sigset_t *waiting)
{
	for (long left; !asked_to_end && (left = since + PAUSE_MS - kiosk_clock()) > 0;) {
		struct timespec limit = real_time(left);
		ppoll(NULL, 0, &limit, waiting);
	}
}

static void catch_signals(sigset_t *ret_waiting)
{
	static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		sigaction(numbers[i], &action, NULL);
		sigaddset(&set, numbers[i]);
	}
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	signal(SIGUSR1, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set,
	            ret_waiting); /* they arrive while waiting, and at no other time */
}

int kiosk_run(const char *dir, kiosk_reader *reader, void *data)
{
	struct kiosk k = {.dir = dir, .reader = reader, .data = data};
	sigset_t waiting;
	if (tcgetattr(STDIN_FILENO, &k.terminal) != 0)
		return 1;
	log_open("anteroom", LOG_SYSTEM);
	notify_open();
	catch_signals(&waiting);
	serving = &k;
	mem_on_exhaustion(give_up);
	k.shown = k.seen = store_signature(dir);
	k.seen_at = kiosk_clock();
	k.store = take(&k);
	is_sound(k.store); /* what is not is logged, and the rest is shown */
	notify_ready();
	while (!asked_to_end && quiet_terminal(&k)) {
		wipe_terminal();
		long since = kiosk_clock();
		begin_reader(&k);
		if (k.child < 0 || await_reader(&k, &waiting)) {
			log_say("a reader's process failed; the next one begins");
			wipe_terminal();
			since = kiosk_clock();
		}
		pause_since(since, &waiting);
	}
	mem_on_exhaustion(NULL);
	give_terminal_back(&k);
	notify_close();
	log_close();
	store_free(k.store);
	return 0;
}
