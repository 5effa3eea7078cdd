/* Curses draws and sends what changed. Rows with text over whose width terminals disagree are then
 * sent once more, whole, with an absolute jump behind every such cluster: all of them in every
 * frame, changed or not, because curses scrolls and repairs rows on the assumption that its widths
 * are the terminal's. Blanks are written, never erased, so that the row keeps its own colours. */
#include "ui/tty.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* term.h defines short words as macros. */
#undef lines
#undef columns
#undef tab

static struct {
	SCREEN *screen;
	bool colours;
	enum theme theme;
	struct event last; /* key, for repeats */
	struct timespec last_at;
	bool asked_bidi, explicit; /* right-to-left text */
	struct pollfd also;
	bool mouse, locked, pressed;
	int press_row, press_col;
	struct termios saved;
	sigset_t waiting_mask;
	bool has_saved;
} tty;

static void write_all(struct str s);

static volatile sig_atomic_t quit_asked, continued, renewal_asked;

/* --- signals and crashes ------------------------------------------------------------------ */

/* What restores the terminal, made while all is well: a crash handler may only write it. */
static char restoration[512];
static size_t restoration_len;

static int add_to_restoration(int c)
{
	if (restoration_len < sizeof(restoration))
		restoration[restoration_len++] = (char)c;
	return c;
}

static void restore_raw(void)
{
	(void)!write(STDOUT_FILENO, restoration, restoration_len);
	if (tty.has_saved)
		tcsetattr(STDIN_FILENO, TCSANOW, &tty.saved);
}

static void on_crash(int sig)
{
	restore_raw();
	raise(sig); /* SA_RESETHAND: now with its default effect */
}

static void on_quit(int sig)
{
	(void)sig;
	quit_asked = 1;
}

static void on_continue(int sig)
{
	(void)sig;
	continued = 1;
}

static void on_renewal(int sig)
{
	(void)sig;
	renewal_asked = 1;
}

static void make_restoration(void)
{
	static const char *const caps[] = {"sgr0", "cnorm", "rmkx", "rmcup"};
	restoration_len = 0;
	for (const char *p = "\033[?1000l\033[?1006l\033[?7h"; *p; p++)
		add_to_restoration(*p);
	for (size_t i = 0; i < ARRAY_LEN(caps); i++) {
		char *cap = tigetstr(caps[i]);
		if (cap && cap != (char *)-1)
			tputs(cap, 1, add_to_restoration);
	}
}

static void catch_signals(void)
{
	static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT};
	static const int quits[] = {SIGTERM, SIGHUP, SIGINT};
	static char stack[16384];
	sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof(stack)}, NULL);
	struct sigaction crash = {.sa_handler = on_crash,
	                          .sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK};
	struct sigaction quit = {.sa_handler = on_quit};
	struct sigaction cont = {.sa_handler = on_continue, .sa_flags = SA_RESTART};
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &crash, NULL);
	for (size_t i = 0; i < ARRAY_LEN(quits); i++)
		sigaction(quits[i], &quit, NULL);
	sigaction(SIGCONT, &cont, NULL);
	sigaction(SIGUSR1, &(struct sigaction){.sa_handler = on_renewal}, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* They arrive while waiting for a key and at no other time, so that none is overlooked
	 * between looking at the flag and going to sleep. */
	sigset_t quit_set;
	sigemptyset(&quit_set);
	for (size_t i = 0; i < ARRAY_LEN(quits); i++)
		sigaddset(&quit_set, quits[i]);
	sigaddset(&quit_set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &quit_set, &tty.waiting_mask);
}

/* --- opening and closing ------------------------------------------------------------------ */

bool tty_usable(void)
{
	int err;
	const char *term = getenv("TERM");
	if (!term || !*term || setupterm(NULL, STDOUT_FILENO, &err) != OK)
		return false;
	char *move_cap = tigetstr("cup"), *clear_cap = tigetstr("clear");
	bool usable = move_cap && move_cap != (char *)-1 && clear_cap && clear_cap != (char *)-1;
	del_curterm(cur_term);
	return usable;
}

static bool over_ssh(void)
{
	return getenv("SSH_CONNECTION") != NULL;
}

/* Ctrl-S would freeze the screen for someone who does not know of Ctrl-Q. */
static void no_flow_control(void)
{
	struct termios t;
	if (tcgetattr(STDIN_FILENO, &t) != 0)
		return;
	t.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
	def_prog_mode();
}

/* Behind ESC O, the keys of a number pad that the terminal was told to name (VT100's application
 * keypad, which curses switches on). */
static const struct {
	char name;
	int key;
} pad_keys[] = {{'p', '0'}, {'q', '1'}, {'r', '2'},     {'s', '3'},        {'t', '4'}, {'u', '5'},
                {'v', '6'}, {'w', '7'}, {'x', '8'},     {'y', '9'},        {'j', '*'}, {'k', '+'},
                {'m', '-'}, {'o', '/'}, {'M', K_ENTER}, {'n', K_BACKSPACE}};

/* Some descriptions have them under names of their own, others not at all: curses is to leave them. */
static void leave_pad_keys(void)
{
	for (size_t i = 0; i < ARRAY_LEN(pad_keys); i++) {
		char sequence[] = {'\033', 'O', pad_keys[i].name, '\0'};
		int key = key_defined(sequence);
		if (key > 0)
			keyok(key, FALSE);
	}
}

bool tty_open(bool mouse, bool locked)
{
	tty.has_saved = tcgetattr(STDIN_FILENO, &tty.saved) == 0;
	tty.mouse = mouse;
	tty.locked = locked;
	tty.screen = newterm(NULL, stdout, stdin);
	if (!tty.screen)
		return false;
	if (!getenv("ESCDELAY"))
		set_escdelay(over_ssh() ? 100 : 25);
	if (locked)
		raw(); /* no key is a signal */
	else
		cbreak();
	no_flow_control();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	leave_pad_keys();
	nodelay(stdscr, TRUE);
	typeahead(
	        -1); /* a frame is small: looking for keys between its rows costs more than it saves */
	const char *no_color = getenv("NO_COLOR");
	tty.colours = has_colors() && !(no_color && *no_color) && start_color() == OK;
	if (tty.colours)
		use_default_colors(); /* what mono shows is the terminal's own */
	if (mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED,
		          NULL);
		keyok(KEY_MOUSE, FALSE); /* curses waits for a report's end for ever */
	}
	make_restoration();
	catch_signals();
	mem_on_exhaustion(restore_raw);
	return true;
}

void tty_close(void)
{
	if (!tty.screen)
		return;
	endwin();
	(void)!write(STDOUT_FILENO, "\033[?7h", 5);
	if (tty.explicit)
		(void)!write(STDOUT_FILENO, "\033[8h", 4);
	delscreen(tty.screen);
	tty.screen = NULL;
}

void tty_bell(void)
{
	beep();
}

bool tty_has_colours(void)
{
	return tty.colours;
}

static short pair_of(enum style style)
{
	return (short)(style + 1);
}

static bool is_coloured(enum style style)
{
	return tty.colours && (tty.theme != THEME_MONO || style == STYLE_CODE);
}

/* On a terminal of eight colours curses leaves out what `ncv` says does not go with them. */
static struct look look_of(enum style style)
{
	enum { NCV_UNDERLINE = 2 };
	if (!is_coloured(style)) {
		struct look look = theme_look(THEME_MONO, style);
		look.reverse |= style == STYLE_CODE; /* most such terminals are light on dark */
		return look;
	}
	if (COLORS >= 16)
		return theme_look(tty.theme, style);
	int without = tigetnum("ncv");
	return theme_look_8(tty.theme, style, without < 0 || !(without & NCV_UNDERLINE));
}

void tty_set_theme(enum theme theme)
{
	tty.theme = theme;
	for (int s = 0; s < STYLE_COUNT; s++) {
		if (!is_coloured((enum style)s))
			continue;
		struct look look = look_of((enum style)s);
		init_pair(pair_of((enum style)s), (short)look.fg, (short)look.bg);
	}
}

bool tty_reorders(void)
{
	const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM");
	return getenv("KONSOLE_VERSION") || getenv("MLTERM") ||
	       (term && strncmp(term, "mlterm", 6) == 0) ||
	       (program && strcmp(program, "Apple_Terminal") == 0);
}

/* Bidirectional support mode (BDSM, ECMA-48 mode 8): DECRQM asks, the answer is CSI 8 ; n $ y with
 * n 1 or 2 where the terminal has it. A terminal that does not know the question says nothing. */
void tty_order_visually(void)
{
	const char *term = getenv("TERM");
	bool asks = term && strcmp(term, "linux") != 0 && strncmp(term, "vt", 2) != 0 &&
	            strcmp(term, "ansi") != 0;
	if (!tty.asked_bidi && asks)
		write_all(STR("\033[8$p"));
	tty.asked_bidi = true;
}

static void on_answer(const char *parameters)
{
	static const char explicit[] = "\033[8l", implicit[] = "\033[8h";
	if (strcmp(parameters, "8;1$") != 0 && strcmp(parameters, "8;2$") != 0)
		return;
	write_all(STR(explicit));
	for (const char *p = implicit; *p && !tty.explicit; p++)
		add_to_restoration(*p);
	tty.explicit = true;
	clearok(curscr, TRUE);
}

void tty_size(int *ret_rows, int *ret_cols)
{
	getmaxyx(stdscr, *ret_rows, *ret_cols);
}

/* --- input -------------------------------------------------------------------------------- */

/* A window that is being dragged sends many: they are awaited, without reading ahead, because a key
 * may be among them. */
static struct event resize_event(void)
{
	enum { SETTLED_MS = 30 };
	struct event ev = {.kind = EV_RESIZE};
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
	struct winsize size;
	while (poll(&p, 1, SETTLED_MS) < 0 && errno == EINTR)
		continue;
	/* resizeterm() would put another KEY_RESIZE in front of the keys, for ever. */
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col &&
	    is_term_resized(size.ws_row, size.ws_col))
		resize_term(size.ws_row, size.ws_col);
	tty_size(&ev.row, &ev.col);
	return ev;
}

/* A tap is let go where it was pressed; a trembling hand may be off by a row or two cells. Of a press
 * and a release that come together, gpm and curses tell the release alone. */
static struct event button_event(bool down, int row, int col)
{
	bool near =
	        !tty.pressed || (abs(row - tty.press_row) <= 1 && abs(col - tty.press_col) <= 2);
	if (down || !tty.pressed) {
		tty.press_row = row;
		tty.press_col = col;
	}
	tty.pressed = down;
	return (struct event){.kind = near && !down ? EV_TAP : EV_NONE,
	                      .row = tty.press_row,
	                      .col = tty.press_col};
}

static struct event wheel_event(int key)
{
	return (struct event){.kind = EV_WHEEL, .key = key};
}

/* Of the mouse on a console, which gpm tells curses. */
static struct event console_mouse_event(void)
{
	MEVENT m;
	if (getmouse(&m) != OK)
		return (struct event){0};
	if (m.bstate & BUTTON4_PRESSED)
		return wheel_event(K_UP);
	if (m.bstate & BUTTON5_PRESSED)
		return wheel_event(K_DOWN);
	if (m.bstate & (BUTTON1_PRESSED | BUTTON1_RELEASED))
		return button_event(!(m.bstate & BUTTON1_RELEASED), m.y, m.x);
	return (struct event){0};
}

/* What a terminal reports: the button, and the cell counted from 1. */
static struct event mouse_event(int button, bool down, int row, int col)
{
	enum { MODIFIERS = 4 | 8 | 16, WHEEL_UP = 64, WHEEL_DOWN = 65 };
	button &= ~MODIFIERS;
	if (!tty.mouse || row < 1 || col < 1)
		return (struct event){0};
	if (button == WHEEL_UP || button == WHEEL_DOWN)
		return wheel_event(button == WHEEL_UP ? K_UP : K_DOWN);
	return button == 0 ? button_event(down, row - 1, col - 1) : (struct event){0};
}

/* A kiosk may have but a number pad, and its NumLock may be off: what only a pad sends then is the
 * digit. Of its other keys nobody can tell that they are not arrows. */
static int pad_digit(wint_t c)
{
	static const struct {
		wint_t key;
		int digit;
	} pad[] = {{KEY_A1, '7'}, {KEY_A3, '9'}, {KEY_B2, '5'},
	           {KEY_C1, '1'}, {KEY_C3, '3'}, {KEY_IC, '0'}};
	for (size_t i = 0; i < ARRAY_LEN(pad); i++)
		if (pad[i].key == c)
			return pad[i].digit;
	return 0;
}

static int named_key(wint_t c)
{
	if (tty.locked && pad_digit(c))
		return pad_digit(c);
	switch (c) {
	case KEY_UP:
		return K_UP;
	case KEY_DOWN:
		return K_DOWN;
	case KEY_LEFT:
		return K_LEFT;
	case KEY_RIGHT:
		return K_RIGHT;
	case KEY_PPAGE:
	case KEY_A3:
		return K_PAGE_UP;
	case KEY_NPAGE:
	case KEY_C3:
		return K_PAGE_DOWN;
	case KEY_HOME:
	case KEY_A1:
		return K_HOME;
	case KEY_END:
	case KEY_C1:
		return K_END;
	case KEY_BACKSPACE:
	case KEY_DC:
		return K_BACKSPACE;
	case KEY_ENTER:
		return K_ENTER;
	case KEY_F(1):
		return K_F1;
	default:
		return 0;
	}
}

/* What comes next in a sequence: a byte, SEQUENCE_NONE if nothing does in time, SEQUENCE_KEY if a key
 * that curses knows. A resize meanwhile is not lost, and ends nothing. */
enum { SEQUENCE_NONE = -1, SEQUENCE_KEY = 0 };

static int next_byte(int ms)
{
	wint_t c;
	int kind;
	timeout(ms);
	while ((kind = get_wch(&c)) == KEY_CODE_YES && c == KEY_RESIZE)
		continued = 1;
	nodelay(stdscr, TRUE);
	return kind == OK ? (int)c : kind == KEY_CODE_YES ? SEQUENCE_KEY : SEQUENCE_NONE;
}

enum { REST_MS = 500 }; /* once begun, a sequence may take its time over a slow line */

/* Behind ESC [ M: a button, a column and a row, a character each. */
static struct event old_mouse_report(void)
{
	enum { OFFSET = 32, RELEASE = 3 };
	int n[3];
	for (size_t i = 0; i < ARRAY_LEN(n); i++) {
		n[i] = next_byte(REST_MS) - OFFSET;
		if (n[i] < 0)
			return (struct event){0};
	}
	bool up = (n[0] & RELEASE) == RELEASE;
	return mouse_event(up ? n[0] & ~RELEASE : n[0], !up, n[2], n[1]);
}

/* Behind ESC [: parameters, and a letter that ends them. */
static struct event control_sequence(void)
{
	char parameters[24] = "";
	size_t n = 0;
	int c, button, row, col;
	for (c = next_byte(REST_MS); c > 0 && (c < 0x40 || c > 0x7E); c = next_byte(REST_MS), n++)
		if (n + 1 < sizeof(parameters))
			parameters[n] = (char)c;
	if (n >= sizeof(parameters))
		return (struct event){0};
	if (c == 'M' && n == 0)
		return old_mouse_report();
	if ((c == 'M' || c == 'm') && sscanf(parameters, "<%4d;%4d;%4d", &button, &col, &row) == 3)
		return mouse_event(button, c == 'M', row, col);
	if (c == 'y')
		on_answer(parameters);
	return (struct event){0};
}

/* Behind ESC O. */
static struct event pad_key(void)
{
	int c = next_byte(REST_MS);
	for (size_t i = 0; i < ARRAY_LEN(pad_keys); i++)
		if (pad_keys[i].name == c)
			return (struct event){.kind = EV_KEY, .key = pad_keys[i].key};
	return (struct event){0};
}

/* Up to ESC \, or the bell. */
static void skip_string(void)
{
	bool escape = false;
	for (int c = next_byte(REST_MS); c > 0 && c != '\a'; c = next_byte(REST_MS)) {
		if (escape && c == '\\')
			break;
		escape = c == '\033';
	}
}

/* Behind an Esc that began no known key: nothing (the key Esc itself), or a sequence, which is
 * read to its end and dropped. Some terminals send Alt with a key as an Esc before the key. */
static struct event after_escape(void)
{
	int c;
	do
		c = next_byte(get_escdelay());
	while (c == '\033');
	if (c == SEQUENCE_NONE)
		return (struct event){.kind = EV_KEY, .key = K_ESCAPE};
	if (c == '[')
		return control_sequence();
	if (c == 'O')
		return pad_key();
	if (c == 'P' || c == ']' || c == 'X' || c == '^' || c == '_')
		skip_string();
	return (struct event){0};
}

static struct event key_event(int kind, wint_t c)
{
	struct event ev = {.kind = EV_KEY};
	if (kind == KEY_CODE_YES && c == KEY_RESIZE)
		return resize_event();
	if (kind == KEY_CODE_YES && c == KEY_MOUSE)
		return console_mouse_event();
	if (kind == KEY_CODE_YES)
		ev.key = named_key(c);
	else if (c == '\033')
		return after_escape();
	else if (c == '\r' || c == '\n')
		ev.key = K_ENTER;
	else if (c == 8 || c == 127)
		ev.key = K_BACKSPACE;
	else if (c == 'U' - '@')
		ev.key = K_CLEAR;
	else if (c >= ' ' && c < K_UP)
		ev.key = (int)c;
	if (!ev.key)
		ev.kind = EV_NONE;
	return ev;
}

static void mark_repeat(struct event *ev)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	long ms = (now.tv_sec - tty.last_at.tv_sec) * 1000 +
	          (now.tv_nsec - tty.last_at.tv_nsec) / 1000000;
	ev->repeat = ev->key == tty.last.key && ms < EVENT_REPEAT_MS;
	tty.last = *ev;
	tty.last_at = now;
}

void tty_also_wait_for(int fd, short events)
{
	tty.also = (struct pollfd){.fd = fd, .events = events};
}

/* Signals arrive only while waiting, and keys that never cease leave nothing to wait for. */
static void let_signals_in(void)
{
	ppoll(NULL, 0, &(struct timespec){0}, &tty.waiting_mask);
}

struct event tty_wait(int ms)
{
	enum { UNREADABLE = 3 };
	for (int failed = 0; failed < UNREADABLE;) {
		wint_t c;
		let_signals_in();
		if (quit_asked)
			return (struct event){.kind = EV_QUIT};
		if (renewal_asked) {
			renewal_asked = 0;
			return (struct event){.kind = EV_RENEW};
		}
		if (continued) {
			continued = 0;
			clearok(curscr, TRUE);
			return resize_event();
		}
		errno = 0;
		int kind = get_wch(&c);                /* first what curses has already read */
		failed += kind == ERR && errno == EIO; /* there may be no hang-up to be seen */
		if (kind != ERR) {
			struct event ev = key_event(kind, c);
			if (ev.kind == EV_KEY)
				mark_repeat(&ev);
			return ev;
		}
		struct pollfd p[] = {{.fd = STDIN_FILENO, .events = POLLIN}, tty.also};
		struct timespec limit = {ms / 1000, ms % 1000 * 1000000L};
		int n = ppoll(p, tty.also.fd > 0 ? 2 : 1, ms < 0 ? NULL : &limit,
		              &tty.waiting_mask);
		if (n == 0)
			return (struct event){0};
		if (n < 0 && errno != EINTR)
			return (struct event){.kind = EV_QUIT};
		if (n > 0 && !p[0].revents)
			return (struct event){0};
		if (n > 0 && (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
			return (struct event){.kind = EV_QUIT};
	}
	return (struct event){.kind = EV_QUIT};
}

/* --- output ------------------------------------------------------------------------------- */

static attr_t attributes(enum style style)
{
	struct look look = look_of(style);
	return (look.bold ? A_BOLD : 0) | (look.reverse ? A_REVERSE : 0) |
	       (look.underline ? A_UNDERLINE : 0);
}

static short pair_in_use(enum style style)
{
	return is_coloured(style) ? pair_of(style) : 0;
}

static void draw_run(int row, int col, const struct cell *cell, int n)
{
	wchar_t wide[256];
	int len = 0;
	attr_set(attributes(cell->style), pair_in_use(cell->style), NULL);
	move(row, col);
	for (int i = 0; i < n; i++) {
		struct str s = cell[i].text;
		char32_t c;
		for (size_t k; (k = utf8_decode(s, &c)) > 0; s = str_part(s, k, s.len)) {
			wide[len++] = (wchar_t)c;
			if (len == (int)ARRAY_LEN(wide)) {
				addnwstr(wide, len);
				len = 0;
			}
		}
	}
	addnwstr(wide, len);
}

static bool draw_row(const struct surface *sf, int row)
{
	const struct cell *cell = &sf->cell[row * sf->cols];
	bool risky = false;
	for (int from = 0, to; from < sf->cols; from = to) {
		for (to = from + 1; to < sf->cols && cell[to].style == cell[from].style; to++)
			continue;
		draw_run(row, from, &cell[from], to - from);
	}
	for (int x = 0; x < sf->cols; x++)
		risky |= cell[x].risky;
	return risky;
}

static struct buf *out; /* where tputs' callback puts its bytes */

static int add_to_out(int c)
{
	char byte = (char)c;
	buf_add(out, (struct str){&byte, 1});
	return c;
}

static void jump(int row, int col)
{
	char *cup = tigetstr("cup");
	if (cup && cup != (char *)-1)
		tputs(tiparm(cup, row, col), 1, add_to_out);
}

/* Writes a row whole, on top of what curses sent. */
static void emit_row(const struct surface *sf, int row)
{
	const struct cell *cell = &sf->cell[row * sf->cols];
	int style = -1;
	jump(row, 0);
	for (int x = 0; x < sf->cols; x++) {
		if ((int)cell[x].style != style)
			vid_puts(attributes(cell[x].style), pair_in_use(cell[x].style), NULL,
			         add_to_out);
		style = (int)cell[x].style;
		buf_add(out, cell[x].text);
		int next = x + 1;
		while (next < sf->cols && cell[next].text.len == 0)
			next++;
		if (cell[x].risky && next < sf->cols)
			jump(row, next);
	}
	vid_puts(A_NORMAL, 0, NULL, add_to_out);
}

static void write_all(struct str s)
{
	while (s.len) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.len);
		if (n < 0 && errno == EAGAIN)
			poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
		else if (n < 0 && errno != EINTR)
			return;
		if (n > 0)
			s = str_part(s, (size_t)n, s.len);
	}
}

void tty_present(const struct surface *sf)
{
	struct buf bytes = {0};
	out = &bytes;
	bool *risky = xcalloc((size_t)sf->rows, sizeof(*risky)), any = false;
	for (int row = 0; row < sf->rows; row++)
		any |= risky[row] = draw_row(sf, row);
	move(sf->focus_row, sf->focus_col);
	refresh();
	if (any) {
		buf_add(&bytes, STR("\033[?7l")); /* curses turns auto-wrap on again by itself */
		for (int row = 0; row < sf->rows; row++)
			if (risky[row])
				emit_row(sf, row);
		jump(sf->focus_row, sf->focus_col);
		write_all(buf_str(&bytes));
	}
	buf_clear(&bytes);
	free(risky);
}
