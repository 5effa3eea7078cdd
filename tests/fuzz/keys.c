/* Bytes that a terminal sends. With an even first byte they are sent as they are; with an odd one
 * they are a recipe for whole sequences that no key sends, with typed letters in between: the
 * letters must arrive, all of them in their order, and nothing of the sequences. */
#include "fuzz/fuzz.h"

#include "base/buf.h"
#include "ui/tty.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 4000 };

static int keyboard; /* where bytes are typed */

/* The signals that catch faults stay the sanitizers'. */
static void open_terminal(void)
{
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL,
	                              SIGQUIT, SIGTERM, SIGINT, SIGHUP, SIGUSR1};
	struct sigaction before[ARRAY_LEN(signals)];
	sigset_t mask;
	int ends[2], nowhere = open("/dev/null", O_WRONLY);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], NULL, &before[i]);
	sigprocmask(SIG_SETMASK, NULL, &mask);
	setlocale(LC_ALL, "C.UTF-8");
	setenv("TERM", "xterm-256color", 1);
	setenv("ESCDELAY", "0", 1); /* all of a sequence is there at once */
	HOLDS(pipe(ends) == 0 && dup2(ends[0], STDIN_FILENO) == 0);
	HOLDS(dup2(nowhere, STDOUT_FILENO) == STDOUT_FILENO);
	keyboard = ends[1];
	HOLDS(tty_open(true, true));
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	open_terminal();
	return 0;
}

/* Ends whatever is still open: a broken character, with which curses drops up to 144 bytes that come
 * along with it, and a sequence of any kind. Then a character that stands nowhere else. */
#define BELLS "\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a\a"
#define FULL_STOP BELLS BELLS BELLS BELLS BELLS "\033\\\xee\x84\xa3"
enum { LAST_KEY = 0xE123 };

static bool is_key(int key)
{
	return (key >= ' ' && key < K_UP) || (key >= K_UP && key <= K_F1);
}

static void check_event(struct event ev)
{
	HOLDS(ev.kind == EV_NONE || ev.kind == EV_KEY || ev.kind == EV_TAP || ev.kind == EV_WHEEL);
	HOLDS(ev.kind != EV_KEY || is_key(ev.key));
	HOLDS(ev.kind != EV_TAP || (ev.row >= 0 && ev.col >= 0));
	HOLDS(ev.kind != EV_WHEEL || ev.key == K_UP || ev.key == K_DOWN);
}

/* Sends the bytes and takes every event; the characters that come go to `typed`. Returns how many
 * times the key Esc came. */
static size_t type(struct str bytes, struct buf *typed)
{
	struct buf out = {0};
	size_t escapes = 0, events = 0;
	buf_add(&out, bytes);
	buf_add(&out, STR(FULL_STOP));
	HOLDS(write(keyboard, out.p, out.len) == (ssize_t)out.len);
	for (struct event ev = {0}; ev.kind != EV_KEY || ev.key != LAST_KEY;) {
		ev = tty_wait(0);
		check_event(ev);
		HOLDS(events++ <= out.len);
		escapes += ev.kind == EV_KEY && ev.key == K_ESCAPE;
		char c = (char)ev.key;
		if (ev.kind == EV_KEY && ev.key < 0x7F)
			buf_add(typed, (struct str){&c, 1});
	}
	buf_clear(&out);
	return escapes;
}

/* --- recipes -------------------------------------------------------------------------------- */

/* As many bytes as the next one says, made ones of a range; ESC and the bell are in none. */
static void add_range(struct buf *out, struct feed *f, unsigned n, unsigned from, unsigned to)
{
	while (n--) {
		char c = (char)(from + feed_byte(f) % (to - from + 1));
		buf_add(out, (struct str){&c, 1});
	}
}

static void add_string(struct buf *out, struct feed *f, const char *begin)
{
	buf_add(out, str_of(begin));
	add_range(out, f, feed_byte(f), ' ', '~');
	buf_add(out, feed_byte(f) % 2 ? STR("\a") : STR("\033\\"));
}

static void add_control_sequence(struct buf *out, struct feed *f)
{
	buf_add(out, STR("\033["));
	add_range(out, f, 1 + feed_byte(f) % 40, '0', '?');
	add_range(out, f, feed_byte(f) % 4, ' ', '/');
	add_range(out, f, 1, '@', '~');
}

/* One step: a letter, which is expected, or a sequence, of which nothing is. */
static void add_step(struct buf *out, struct buf *expected, struct feed *f)
{
	static const char *const strings[] = {"\033]", "\033P", "\033X", "\033^", "\033_"};
	unsigned step = feed_byte(f);
	size_t before = out->len;
	switch (step % 8) {
	case 0:
		add_control_sequence(out, f);
		break;
	case 1:
		add_string(out, f, strings[step / 8 % ARRAY_LEN(strings)]);
		break;
	case 2:
		buf_add(out, STR("\033O"));
		add_range(out, f, 1, '@', '~');
		break;
	case 3: /* Alt and a letter, or an arrow */
		buf_add(out, step & 8    ? STR("\033x")
		             : step & 16 ? STR("\033\033[A")
		                         : STR("\033\033OA"));
		break;
	case 4:
		buf_fmt(out, "\033[<%u;%u;%u%c", feed_byte(f), feed_byte(f), feed_byte(f),
		        step & 8 ? 'M' : 'm');
		break;
	case 5:
		buf_add(out, STR("\033[M"));
		add_range(out, f, 3, ' ', '~');
		break;
	default:
		add_range(out, f, 1, ' ', '~');
		buf_add(expected, str_part(buf_str(out), before, out->len));
	}
}

static void follow_recipe(struct feed *f)
{
	struct buf out = {0}, expected = {0}, typed = {0};
	while (f->len && out.len < MOST)
		add_step(&out, &expected, f);
	HOLDS(type(buf_str(&out), &typed) == 0);
	HOLDS(str_eq(buf_str(&typed), buf_str(&expected)));
	buf_clear(&out);
	buf_clear(&expected);
	buf_clear(&typed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed feed = feed_of(data, size);
	struct buf typed = {0};
	if (feed_byte(&feed) % 2) {
		follow_recipe(&feed);
	} else if (feed.len <= MOST && !memmem(feed.p, feed.len, "\xee\x84\xa3", 3)) {
		type((struct str){feed.p, feed.len}, &typed);
		buf_clear(&typed);
	}
	return 0;
}
