/* The road of a byte: the program writes to its pty; take() reads whatever is there, stamps it,
 * keeps it in the log and feeds it to libvterm, which paints the screen and may answer a question
 * of the program's; answers and keys share one queue, emptied by give(). turn() is the only place
 * that waits. */
#include "tty/term.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

struct term {
	VTerm *vt;
	VTermScreen *screen;
	int fd;       /* the pty's master end, never blocking */
	int ended_fd; /* a pidfd: readable once the program has ended */
	pid_t pid;    /* also its session and process group */
	bool eof;     /* nobody holds the other end any more */
	bool reaped;
	int status;
	bool cursor_visible, altscreen, mouse;
	struct buf log; /* every byte that came */
	size_t fed;     /* how much of it went on to libvterm */
	char held[64];  /* the start of a sequence that feed() may have to change */
	size_t n_held;
	struct buf out; /* what the program has not taken yet */
	struct buf text;
	int64_t started, last_byte;
};

int64_t term_now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

static int64_t deadline(int ms)
{
	return term_now() + (int64_t)ms * 1000000;
}

/* Rounded up, because poll(0) in a loop would be a busy wait. */
static int ms_until(int64_t when)
{
	int64_t left = when - term_now();
	return left <= 0 ? 0 : (int)MIN((left + 999999) / 1000000, 60000);
}

static void complain(const char *what, const char *detail)
{
	fprintf(stderr, "# %s: %s\n", what, detail);
}

/* Starting and ending */

static const char *const pinned[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC",
                                     "HOME=/nonexistent",
                                     "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin"};
/* They steer the instrument, not the program. */
static const char *const inherited[] = {"ASAN_OPTIONS=", "LSAN_OPTIONS=", "UBSAN_OPTIONS="};

static size_t length(const char *const list[])
{
	size_t n = 0;
	while (list && list[n])
		n++;
	return n;
}

/* Copies of pointers, not of texts: exec wants them without const and does not write either. */
static char **copy_list(const char *const list[])
{
	size_t n = length(list);
	char **copy = xcalloc(n + 1, sizeof *copy);
	if (n > 0)
		memcpy(copy, list, n * sizeof *copy);
	return copy;
}

static void env_put(const char **list, const char *entry)
{
	size_t name = strcspn(entry, "=") + 1, i = 0;
	while (list[i] && strncmp(list[i], entry, name) != 0)
		i++;
	list[i] = entry;
}

static char **make_env(const char *const extra[])
{
	size_t most = ARRAY_LEN(pinned) + ARRAY_LEN(inherited) + length(extra) + 1;
	const char **list = xcalloc(most, sizeof *list);
	for (size_t i = 0; i < ARRAY_LEN(pinned); i++)
		env_put(list, pinned[i]);
	for (size_t i = 0; i < ARRAY_LEN(inherited); i++)
		for (char **e = environ; e && *e; e++)
			if (strncmp(*e, inherited[i], strlen(inherited[i])) == 0)
				env_put(list, *e);
	for (size_t i = 0; i < length(extra); i++)
		env_put(list, extra[i]);
	char **env = copy_list(list);
	free(list);
	return env;
}

/* The file to execute, for the caller to free: found in the program's own PATH, and before its
 * clock starts, which would otherwise count the misses. NULL with errno: there is none. */
static char *find_program(const char *name, char *const env[])
{
	struct buf path = {0};
	const char *dirs = "";
	if (strchr(name, '/')) {
		buf_add(&path, (struct str){name, strlen(name) + 1});
		return path.p;
	}
	for (size_t i = 0; env[i]; i++)
		if (strncmp(env[i], "PATH=", 5) == 0)
			dirs = env[i] + 5;
	while (*dirs) {
		size_t len = strcspn(dirs, ":");
		path.len = 0;
		buf_fmt(&path, "%.*s/%s", (int)len, dirs, name);
		buf_add(&path, STR("\0"));
		if (access(path.p, X_OK) == 0)
			return path.p;
		dirs += len + (dirs[len] == ':');
	}
	buf_clear(&path);
	errno = ENOENT;
	return NULL;
}

/* What the child tells through a pipe that exec closes. */
struct report {
	int64_t when; /* just before exec */
	int error;    /* only sent if exec failed */
};

/* In the child. Signals that our parent ignores (nohup, a background job) must not be ignored in
 * the program, and no descriptor of ours may leak into it. */
static _Noreturn void become(const char *file, char **argv, char **env, int pipe_fd)
{
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
	struct report r = {.when = term_now()};
	bool told = write(pipe_fd, &r.when, sizeof r.when) == (ssize_t)sizeof r.when;
	execve(file, argv, env);
	r.error = errno;
	if (!told || write(pipe_fd, &r.error, sizeof r.error) < 0)
		_exit(126);
	_exit(127);
}

static size_t read_all(int fd, void *into, size_t size)
{
	size_t got = 0;
	while (got < size) {
		ssize_t n = read(fd, (char *)into + got, size - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got;
}

/* Forks and waits for the exec. False: errno says why, and nothing of the child is left. */
static bool start(struct term *t, const char *file, char **argv, char **env)
{
	int ends[2];
	if (!file || pipe2(ends, O_CLOEXEC) < 0)
		return false;
	int rows, cols;
	term_size(t, &rows, &cols);
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid == 0)
		become(file, argv, env, ends[1]);
	int error = t->pid < 0 ? errno : 0;
	close(ends[1]);
	if (error == 0) {
		struct report r = {0};
		char raw[sizeof r.when + sizeof r.error];
		size_t got = read_all(ends[0], raw, sizeof raw);
		memcpy(&r.when, raw, sizeof r.when);
		if (got == sizeof raw)
			memcpy(&r.error, raw + sizeof r.when, sizeof r.error);
		t->started = t->last_byte = r.when;
		error = got < sizeof r.when ? ECHILD : r.error;
	} else {
		t->pid = -1;
	}
	close(ends[0]);
	errno = error;
	return error == 0;
}

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct term *t = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		t->cursor_visible = value->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		t->altscreen = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		t->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

/* Answers (where the cursor is, what kind of terminal) and keys. */
static void on_output(const char *bytes, size_t len, void *user)
{
	struct term *t = user;
	buf_add(&t->out, (struct str){bytes, len});
}

static void screen_open(struct term *t, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = on_prop};
	t->vt = vterm_new(rows, cols);
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, on_output, t);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_reset(t->screen, 1);
}

struct term *term_open(int rows, int cols, const char *const argv[], const char *const env[])
{
	struct term *t = xcalloc(1, sizeof *t);
	t->fd = t->ended_fd = -1;
	screen_open(t, rows, cols);
	char **args = copy_list(argv), **vars = make_env(env);
	char *file = find_program(argv[0], vars);
	bool ok = start(t, file, args, vars) && fcntl(t->fd, F_SETFD, FD_CLOEXEC) == 0 &&
	          fcntl(t->fd, F_SETFL, O_RDWR | O_NONBLOCK) == 0 &&
	          (t->ended_fd = (int)syscall(SYS_pidfd_open, t->pid, 0)) >= 0;
	int error = errno;
	free(file);
	free(args);
	free(vars);
	if (ok)
		return t;
	complain(argv[0], strerror(error));
	term_close(t);
	return NULL;
}

static void reap(struct term *t, int flags)
{
	pid_t got;
	do
		got = waitpid(t->pid, &t->status, flags);
	while (got < 0 && errno == EINTR);
	t->reaped = got != 0;
}

void term_close(struct term *t)
{
	if (!t)
		return;
	/* The group too, while its number cannot have gone to someone else. Afterwards closing
	 * the master end hangs up on whoever is left. */
	if (t->pid > 0 && !t->reaped) {
		kill(-t->pid, SIGKILL);
		kill(t->pid, SIGKILL);
		reap(t, 0);
	}
	if (t->fd >= 0)
		close(t->fd);
	if (t->ended_fd >= 0)
		close(t->ended_fd);
	vterm_free(t->vt);
	buf_clear(&t->log);
	buf_clear(&t->out);
	buf_clear(&t->text);
	free(t);
}

void term_hang_up(struct term *t)
{
	close(t->fd);
	t->fd = -1;
	t->eof = true;
}

/* Moving bytes */

static void give(struct term *t)
{
	size_t done = 0;
	while (done < t->out.len && !t->eof) {
		ssize_t n = write(t->fd, t->out.p + done, t->out.len - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) { /* nobody is there to read it */
			done = t->out.len;
			break;
		}
		done += (size_t)n;
	}
	t->out.len -= done;
	if (t->out.len > 0 && done > 0)
		memmove(t->out.p, t->out.p + done, t->out.len);
}

/* Is c the next byte of "ESC [ ? digits and semicolons"? */
static bool goes_on(size_t n, char c)
{
	return n < 3 ? c == "\033[?"[n] : (c >= '0' && c <= '9') || c == ';';
}

/* One private mode per sequence. libvterm 0.1 obeys only the first of "ESC [ ? 1006 ; 1000 h",
 * which is how curses asks for the mouse and for a very visible cursor. */
static void split_modes(struct buf *out, struct str modes, char final)
{
	for (size_t from = 3, to; from < modes.len; from = to + 1) {
		to = from;
		while (to < modes.len && modes.p[to] != ';')
			to++;
		buf_fmt(out, "\033[?%.*s%c", STR_ARG(str_part(modes, from, to)), final);
	}
}

static void feed(struct term *t)
{
	struct buf out = {0};
	for (; t->fed < t->log.len; t->fed++) {
		char c = t->log.p[t->fed];
		if (t->n_held < sizeof t->held && goes_on(t->n_held, c)) {
			t->held[t->n_held++] = c;
			continue;
		}
		struct str held = {t->held, t->n_held};
		if (held.len > 3 && (c == 'h' || c == 'l')) {
			split_modes(&out, held, c);
			t->n_held = 0;
			continue;
		}
		buf_add(&out, held);
		t->n_held = c == '\033';
		t->held[0] = c;
		if (t->n_held == 0)
			buf_add(&out, (struct str){&c, 1});
	}
	if (out.len > 0)
		vterm_input_write(t->vt, out.p, out.len);
	buf_clear(&out);
}

/* Reads before it paints, so that the last byte's time is not that of our own work; but not for
 * ever, from a program that never stops writing. */
static void take(struct term *t)
{
	char bytes[16384];
	for (int turns = 0; turns < 64;) {
		ssize_t n = read(t->fd, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) { /* EIO is how Linux says that the other end is closed */
			t->eof = true;
			break;
		}
		t->last_byte = term_now();
		buf_add(&t->log, (struct str){bytes, (size_t)n});
		turns++;
	}
	feed(t);
	give(t);
}

/* Waits for bytes, for room to give some, or (if asked) for the end of the program. False: there
 * is nothing left that could happen. */
static bool turn(struct term *t, int64_t until, bool or_end)
{
	if (t->eof && (!or_end || t->reaped))
		return false;
	short events = POLLIN;
	if (t->out.len > 0)
		events |= POLLOUT;
	struct pollfd p[] = {{.fd = t->eof ? -1 : t->fd, .events = events},
	                     {.fd = or_end ? t->ended_fd : -1, .events = POLLIN}};
	if (poll(p, ARRAY_LEN(p), ms_until(until)) <= 0)
		return true; /* time is up, or a signal: the caller's loop knows */
	if (p[0].revents & POLLOUT)
		give(t);
	if (p[0].revents & (POLLIN | POLLHUP | POLLERR))
		take(t);
	if (p[1].revents)
		reap(t, WNOHANG);
	return true;
}

/* Input */

void term_send(struct term *t, struct str bytes)
{
	buf_add(&t->out, bytes);
	give(t);
}

void term_text(struct term *t, const char *text)
{
	term_send(t, str_of(text));
}

static const struct {
	const char *name;
	VTermKey key;
} named_keys[] = {
        {"Up", VTERM_KEY_UP},
        {"Down", VTERM_KEY_DOWN},
        {"Left", VTERM_KEY_LEFT},
        {"Right", VTERM_KEY_RIGHT},
        {"Home", VTERM_KEY_HOME},
        {"End", VTERM_KEY_END},
        {"PgUp", VTERM_KEY_PAGEUP},
        {"PgDn", VTERM_KEY_PAGEDOWN},
        {"Ins", VTERM_KEY_INS},
        {"Del", VTERM_KEY_DEL},
        {"Enter", VTERM_KEY_ENTER},
        {"Tab", VTERM_KEY_TAB},
        {"Esc", VTERM_KEY_ESCAPE},
        {"Backspace", VTERM_KEY_BACKSPACE},
        {"F1", VTERM_KEY_FUNCTION(1)},
        {"F2", VTERM_KEY_FUNCTION(2)},
        {"F3", VTERM_KEY_FUNCTION(3)},
        {"F4", VTERM_KEY_FUNCTION(4)},
        {"F5", VTERM_KEY_FUNCTION(5)},
        {"F6", VTERM_KEY_FUNCTION(6)},
        {"F7", VTERM_KEY_FUNCTION(7)},
        {"F8", VTERM_KEY_FUNCTION(8)},
        {"F9", VTERM_KEY_FUNCTION(9)},
        {"F10", VTERM_KEY_FUNCTION(10)},
        {"F11", VTERM_KEY_FUNCTION(11)},
        {"F12", VTERM_KEY_FUNCTION(12)},
};

/* Characters go round libvterm, which sends some control keys in a form (CSI u) that few terminals
 * of its day used. */
static bool send_character(struct term *t, const char *name, VTermModifier mod)
{
	if (strcmp(name, "Space") == 0)
		name = " ";
	else if (strcmp(name, "lt") == 0)
		name = "<";
	struct str s = str_of(name);
	char32_t c;
	if (utf8_valid_prefix(s) < s.len || s.len == 0 || utf8_decode(s, &c) != s.len)
		return false;
	char byte = (char)(c & 0x1f);
	if (mod & VTERM_MOD_ALT)
		buf_add(&t->out, STR("\033"));
	buf_add(&t->out, mod & VTERM_MOD_CTRL ? (struct str){&byte, 1} : s);
	give(t);
	return true;
}

bool term_key(struct term *t, const char *name)
{
	VTermModifier mod = VTERM_MOD_NONE;
	for (; name[0] && name[1] == '-' && name[2]; name += 2) {
		if (name[0] == 'S')
			mod |= VTERM_MOD_SHIFT;
		else if (name[0] == 'C')
			mod |= VTERM_MOD_CTRL;
		else if (name[0] == 'A')
			mod |= VTERM_MOD_ALT;
		else
			break;
	}
	for (size_t i = 0; i < ARRAY_LEN(named_keys); i++) {
		if (strcmp(named_keys[i].name, name) != 0)
			continue;
		vterm_keyboard_key(t->vt, named_keys[i].key, mod);
		give(t);
		return true;
	}
	if (send_character(t, name, mod))
		return true;
	complain("no such key", name);
	return false;
}

const char *term_next_key(struct term *t, const char *keys)
{
	char name[16] = "";
	if (keys[0] == '\0')
		return keys;
	size_t len = keys[0] == '<' ? strcspn(keys, ">") : 1;
	if (keys[0] != '<') {
		while ((keys[len] & 0xc0) == 0x80) /* the rest of a character */
			len++;
		memcpy(name, keys, MIN(len, sizeof name - 1));
	} else if (keys[len] == '>' && len - 1 < sizeof name) {
		memcpy(name, keys + 1, len - 1);
		len++;
	} else {
		complain("no such key", keys);
		return NULL;
	}
	return term_key(t, name) ? keys + len : NULL;
}

void term_click(struct term *t, int row, int col, int button)
{
	vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
	give(t);
}

void term_paste(struct term *t, const char *text)
{
	vterm_keyboard_start_paste(t->vt);
	buf_add(&t->out, str_of(text));
	vterm_keyboard_end_paste(t->vt);
	give(t);
}

void term_resize(struct term *t, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
}

void term_size(const struct term *t, int *ret_rows, int *ret_cols)
{
	vterm_get_size(t->vt, ret_rows, ret_cols);
}

void term_kill(struct term *t, int signal)
{
	if (!t->reaped)
		kill(t->pid, signal);
}

pid_t term_pid(const struct term *t)
{
	return t->pid;
}

/* Waits */

struct wanted {
	const char *text;
	int row; /* -1 is any */
};

static bool stands(struct term *t, struct wanted w)
{
	int row, col;
	if (w.row < 0)
		return term_find(t, w.text, &row, &col);
	return strstr(term_row(t, w.row), w.text);
}

static void explain(struct term *t, const char *wait, const char *text, int ms)
{
	fprintf(stderr, "# waited %d ms in vain %s%s%s%s%s; the screen:\n", ms, wait,
	        text ? " \"" : "", text ? text : "", text ? "\"" : "",
	        t->eof ? " (nobody holds the terminal any more)" : "");
	term_dump(t, stderr, "# ");
}

static bool wait_for(struct term *t, struct wanted w, bool standing, int ms)
{
	int64_t until = deadline(ms);
	while (stands(t, w) != standing)
		if (term_now() >= until || !turn(t, until, false))
			return false;
	return true;
}

bool term_wait_text(struct term *t, const char *text, int ms)
{
	if (wait_for(t, (struct wanted){text, -1}, true, ms))
		return true;
	explain(t, "for", text, ms);
	return false;
}

bool term_wait_row(struct term *t, int row, const char *text, int ms)
{
	if (wait_for(t, (struct wanted){text, row}, true, ms))
		return true;
	fprintf(stderr, "# row %d:\n", row);
	explain(t, "in that row for", text, ms);
	return false;
}

bool term_wait_gone(struct term *t, const char *text, int ms)
{
	if (wait_for(t, (struct wanted){text, -1}, false, ms))
		return true;
	explain(t, "for the going of", text, ms);
	return false;
}

/* The clock alone proves nothing: on a busy machine it may be us who were not there. Only a look
 * that finds nothing after the quiet time does. */
bool term_wait_still(struct term *t, int quiet_ms, int ms)
{
	int64_t called = term_now(), until = deadline(ms);
	do {
		size_t mark = t->log.len;
		int64_t still_at = MAX(called, t->last_byte) + (int64_t)quiet_ms * 1000000;
		bool may_end = t->out.len == 0;
		if (!turn(t, may_end ? MIN(still_at, until) : until, false))
			return true;
		if (may_end && t->log.len == mark && term_now() >= still_at)
			return true;
	} while (term_now() < until);
	explain(t, "for stillness", NULL, ms);
	return false;
}

bool term_wait_output(struct term *t, size_t mark, int ms)
{
	int64_t until = deadline(ms);
	while (t->log.len <= mark)
		if (term_now() >= until || !turn(t, until, false))
			return false;
	return true;
}

bool term_wait_exit(struct term *t, int ms, int *ret_status)
{
	int64_t until = deadline(ms);
	while (!t->reaped && term_now() < until)
		turn(t, until, true);
	if (!t->reaped) {
		explain(t, "for the program's end", NULL, ms);
		return false;
	}
	if (!t->eof)
		take(t); /* what it wrote last; others may still hold the terminal */
	*ret_status = WIFSIGNALED(t->status) ? -WTERMSIG(t->status) : WEXITSTATUS(t->status);
	return true;
}

/* The screen */

static VTermScreenCell raw_cell(const struct term *t, int row, int col)
{
	VTermScreenCell c = {0};
	vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &c);
	return c;
}

/* libvterm marks the right half of a wide character by an impossible code point. */
static bool is_right_half(const VTermScreenCell *c)
{
	return c->chars[0] == (uint32_t)-1;
}

static size_t cell_text(const VTermScreenCell *c, char out[static 4 * VTERM_MAX_CHARS_PER_CELL])
{
	size_t len = 0;
	if (is_right_half(c))
		return 0;
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && c->chars[i]; i++)
		len += utf8_encode(c->chars[i], out + len);
	return len;
}

static void add_row(struct term *t, int row)
{
	int rows, cols;
	term_size(t, &rows, &cols);
	size_t end = t->text.len;
	for (int col = 0; row >= 0 && row < rows && col < cols; col++) {
		char text[4 * VTERM_MAX_CHARS_PER_CELL];
		VTermScreenCell c = raw_cell(t, row, col);
		size_t len = cell_text(&c, text);
		if (len > 0)
			buf_add(&t->text, (struct str){text, len});
		else if (!is_right_half(&c))
			buf_add(&t->text, STR(" "));
		if (t->text.len > 0 && t->text.p[t->text.len - 1] != ' ')
			end = t->text.len;
	}
	t->text.len = end;
}

const char *term_row(struct term *t, int row)
{
	t->text.len = 0;
	add_row(t, row);
	buf_add(&t->text, STR("\0"));
	return t->text.p;
}

const char *term_screen(struct term *t)
{
	int rows, cols;
	size_t end = 0;
	term_size(t, &rows, &cols);
	t->text.len = 0;
	for (int row = 0; row < rows; row++) {
		size_t before = t->text.len;
		add_row(t, row);
		bool blank = t->text.len == before;
		buf_add(&t->text, STR("\n"));
		if (!blank)
			end = t->text.len;
	}
	t->text.len = end;
	buf_add(&t->text, STR("\0"));
	return t->text.p;
}

void term_dump(struct term *t, FILE *out, const char *prefix)
{
	int rows, cols, row, col;
	term_size(t, &rows, &cols);
	for (int r = 0; r < rows; r++)
		fprintf(out, "%s%2d |%s\n", prefix, r, term_row(t, r));
	term_cursor(t, &row, &col);
	fprintf(out, "%scursor %s at row %d, column %d of %d x %d%s\n", prefix,
	        t->cursor_visible ? "shown" : "hidden", row, col, cols, rows,
	        t->altscreen ? ", alternate screen" : "");
}

/* The column of the cell that holds the byte at `offset` of its row's text. */
static int column_of(const struct term *t, int row, size_t offset)
{
	int rows, cols;
	size_t at = 0;
	term_size(t, &rows, &cols);
	for (int col = 0; col < cols; col++) {
		char text[4 * VTERM_MAX_CHARS_PER_CELL];
		VTermScreenCell c = raw_cell(t, row, col);
		if (is_right_half(&c))
			continue;
		size_t len = cell_text(&c, text);
		at += len > 0 ? len : 1;
		if (at > offset)
			return col;
	}
	return cols;
}

bool term_find(struct term *t, const char *text, int *ret_row, int *ret_col)
{
	int rows, cols;
	term_size(t, &rows, &cols);
	for (int row = 0; row < rows; row++) {
		const char *line = term_row(t, row), *at = strstr(line, text);
		if (!at)
			continue;
		*ret_row = row;
		*ret_col = column_of(t, row, (size_t)(at - line));
		return true;
	}
	return false;
}

static int colour(const VTermColor *c, uint8_t is_default)
{
	if (c->type & is_default)
		return TERM_DEFAULT;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx;
	return TERM_RGB | c->rgb.red << 16 | c->rgb.green << 8 | c->rgb.blue;
}

struct term_cell term_cell(const struct term *t, int row, int col)
{
	VTermScreenCell raw = raw_cell(t, row, col);
	struct term_cell c = {.width = is_right_half(&raw) ? 0 : raw.width,
	                      .bold = raw.attrs.bold,
	                      .italic = raw.attrs.italic,
	                      .underline = raw.attrs.underline,
	                      .blink = raw.attrs.blink,
	                      .reverse = raw.attrs.reverse,
	                      .strike = raw.attrs.strike,
	                      .fg = colour(&raw.fg, VTERM_COLOR_DEFAULT_FG),
	                      .bg = colour(&raw.bg, VTERM_COLOR_DEFAULT_BG)};
	c.text[cell_text(&raw, c.text)] = '\0';
	return c;
}

void term_cursor(const struct term *t, int *ret_row, int *ret_col)
{
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	*ret_row = pos.row;
	*ret_col = pos.col;
}

bool term_cursor_visible(const struct term *t)
{
	return t->cursor_visible;
}

bool term_altscreen(const struct term *t)
{
	return t->altscreen;
}

bool term_mouse(const struct term *t)
{
	return t->mouse;
}

/* Linux answers for the program's end of the pty when asked at ours. */
bool term_attributes(const struct term *t, struct termios *ret)
{
	return tcgetattr(t->fd, ret) == 0;
}

bool term_cooked(const struct term *t)
{
	struct termios tio;
	return term_attributes(t, &tio) && (tio.c_lflag & ECHO) && (tio.c_lflag & ICANON);
}

size_t term_mark(const struct term *t)
{
	return t->log.len;
}

struct str term_since(const struct term *t, size_t mark)
{
	return str_part(buf_str(&t->log), mark, t->log.len);
}

int64_t term_started(const struct term *t)
{
	return t->started;
}

int64_t term_last_byte(const struct term *t)
{
	return t->last_byte;
}
