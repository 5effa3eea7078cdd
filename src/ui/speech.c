/* SSIP is a dialogue: a command is sent only when the one before was answered. So nothing is sent
 * when it is asked for. What is wanted is noted beside what the daemon was last told, and whenever
 * it has answered, the next command is chosen from the difference; see choose().
 *
 * The paragraphs wait here and not in the daemon, which would read on for a reader who has left, or
 * for a program that has died. Each is given to it when it has ended the one before.
 *
 * SSIP has PAUSE and RESUME, and they are not used: speech-dispatcher 0.11 with espeak-ng does not
 * come back from them, not even by CANCEL, and is mute for everybody until it is killed
 * (brailcom/speechd#813). What is held is taken back, and read again from the paragraph's start. */
#include "ui/speech.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/locale.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* The command whose answer is awaited. */
enum asked {
	ASKED_NOTHING,
	ASKED_SETTING, /* its answer does not matter */
	ASKED_LEVEL,   /* GET */
	ASKED_LANGUAGE,
	ASKED_SPEAK,
	ASKED_TEXT, /* the text was sent, and the dot that ends it */
	ASKED_QUIT,
};

enum { VOLUME, RATE, LEVELS };

/* In the daemon's units, -100 to 100. Least: softer is silence, slower or faster hard to follow. */
static const struct {
	const char *name;
	int usual, least, most, step;
} level_kind[LEVELS] = {
        [VOLUME] = {"VOLUME", 100, -80, 100, 20}, [RATE] = {"RATE", 0, -60, 60, 10}};

struct level {
	int usual, wanted, there; /* of the daemon's configuration, the reader's, as last told */
};

/* What a connection begins with. The name is of no person: it stays in the daemon's history. */
static const struct {
	const char *command;
	enum asked asked;
	int level;
} setup[] = {
        {"SET SELF CLIENT_NAME reader:anteroom:main", ASKED_SETTING, 0},
        {"SET SELF SSML_MODE off", ASKED_SETTING, 0},
        {"SET SELF PUNCTUATION none", ASKED_SETTING, 0},
        {"SET SELF PRIORITY message", ASKED_SETTING, 0},
        {"SET SELF NOTIFICATION END on", ASKED_SETTING, 0},
        {"SET SELF NOTIFICATION CANCEL on", ASKED_SETTING, 0},
        {"GET VOLUME", ASKED_LEVEL, VOLUME},
        {"GET RATE", ASKED_LEVEL, RATE},
};

/* Bytes kept of a line, bytes that a line may have, lines that may come upon one command. */
enum { LINE_SIZE = 32, LINE_MAX_LEN = 4096, LINES_MAX = 200, LANG_SIZE = 8 };

struct paragraph {
	struct paragraph *next;
	char lang[LANG_SIZE];
	struct buf message; /* as it is sent, with the dot that ends it */
};

static struct {
	int fd; /* -1: none */
	enum asked asked;
	size_t set_up; /* steps done of setup[] */
	struct paragraph *head, *tail;
	size_t waiting;                   /* bytes of them */
	bool speaking;                    /* the daemon has taken the head */
	long id;                          /* and calls it so */
	long early_id;                    /* over before it was known as ours; below 0: canceled */
	bool cancel, quit;                /* wanted */
	bool paused;                      /* the head is not to be given */
	char lang[LANG_SIZE];             /* as last told */
	struct level level[LEVELS];       /* volume, rate */
	struct buf out;                   /* to be written, */
	size_t written;                   /* the first so many bytes of which are */
	char line[LINE_SIZE];             /* the beginning of the line that is being read, */
	size_t line_len;                  /* which has so many bytes so far */
	unsigned lines;                   /* since the last command */
	long answer_number, event_number; /* told by the lines before the last of each */
	int64_t due;                      /* by when something must come, in milliseconds */
	int haste;                        /* these pass so many times as fast, for tests */
} sp = {.fd = -1};

/* --- time --------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* An answer takes milliseconds. A text is given a quarter of a second per byte, which is more than
 * a slow voice needs in any script, and something for the machine. */
static void expect(void)
{
	enum { ANSWER_MS = 5000, START_MS = 10000, BYTE_MS = 250 };
	int64_t ms = ANSWER_MS;
	if (sp.speaking)
		ms = START_MS + BYTE_MS * (int64_t)sp.head->message.len;
	sp.due = now_ms() + ms / MAX(sp.haste, 1);
}

static bool overdue(void)
{
	return (sp.asked != ASKED_NOTHING || sp.speaking) && now_ms() > sp.due;
}

/* --- text --------------------------------------------------------------------------------- */

/* What no voice can say, and some spell out: controls, directions, marks of the typesetter and of
 * encodings. Joiners and variation selectors stay: in Persian and Hindi they make the word. */
static bool is_unspeakable(char32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C || c == 0x200B ||
	       c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || (c >= 0xE000 && c <= 0xF8FF) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFF) || c >= 0xE0000;
}

/* The message that says the text. A line that begins with a dot gets another, or it would end the
 * message, and what follows would be obeyed. Whether there is anything to say is returned. */
static bool make_message(struct buf *message, struct str text)
{
	bool line_begins = true, says = false;
	char32_t c;
	for (size_t n; (n = utf8_decode(text, &c)) > 0; text = str_part(text, n, text.len)) {
		struct str bytes = {text.p, n};
		if (c == '\n')
			bytes = STR("\r\n");
		else if (c == '\t' || c == 0x2028 || c == 0x2029)
			bytes = STR(" ");
		else if (is_unspeakable(c))
			continue;
		if (c == '.' && line_begins)
			buf_add(message, STR("."));
		buf_add(message, bytes);
		line_begins = c == '\n';
		says |= c > ' ' && c != 0xA0 && c != 0x2028 && c != 0x2029;
	}
	buf_add(message, STR("\r\n.\r\n"));
	return says;
}

/* The language and region of a tag, which is all that the protocol knows of: "zh-Hant-TW" is
 * zh-TW. False: it is no tag. In Hong Kong and Macao they write Chinese and speak Cantonese. */
static bool make_language(char lang[LANG_SIZE], const char *tag)
{
	enum { SCRIPT_LEN = 4 };
	if (!locale_is_tag(str_of(tag)))
		return false;
	size_t len = strcspn(tag, "-");
	const char *next = tag + len + (tag[len] == '-');
	size_t n = strcspn(next, "-");
	if (n == SCRIPT_LEN && isalpha((unsigned char)*next)) {
		next += n + (next[n] == '-');
		n = strcspn(next, "-");
	}
	bool region = isalpha((unsigned char)*next) ? n == 2 : n == 3;
	snprintf(lang, LANG_SIZE, "%.*s%s%.*s", (int)len, tag, region ? "-" : "",
	         region ? (int)n : 0, next);
	if (strcasecmp(lang, "zh-HK") == 0 || strcasecmp(lang, "zh-MO") == 0)
		strcpy(lang, "yue");
	return true;
}

/* --- what waits --------------------------------------------------------------------------- */

static void drop_head(void)
{
	struct paragraph *p = sp.head;
	sp.head = p->next;
	sp.waiting -= p->message.len;
	sp.speaking = false;
	sp.paused &= sp.head != NULL;
	buf_clear(&p->message);
	free(p);
}

static void drop_all(void)
{
	while (sp.head)
		drop_head();
}

/* The daemon is to forget the head, which it has, or is just being given. */
static void take_back(void)
{
	sp.cancel |= sp.speaking || sp.asked == ASKED_SPEAK || sp.asked == ASKED_TEXT;
	sp.speaking = false;
}

/* --- writing ------------------------------------------------------------------------------ */

static void disconnect(void)
{
	if (sp.fd >= 0)
		close(sp.fd);
	drop_all();
	buf_clear(&sp.out);
	memset(&sp, 0, sizeof(sp));
	sp.fd = -1;
}

static void flush(void)
{
	while (sp.fd >= 0 && sp.written < sp.out.len) {
		ssize_t n = write(sp.fd, sp.out.p + sp.written, sp.out.len - sp.written);
		if (n > 0)
			sp.written += (size_t)n;
		else if (n == 0 || errno == EAGAIN)
			return;
		else if (errno != EINTR)
			disconnect();
	}
	sp.out.len = sp.written = 0;
}

static void ask(enum asked asked, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void ask(enum asked asked, const char *fmt, ...)
{
	char command[64];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(command, sizeof(command), fmt, ap);
	va_end(ap);
	buf_add(&sp.out, str_of(command));
	buf_add(&sp.out, STR("\r\n"));
	sp.asked = asked;
	sp.answer_number = 0;
	sp.lines = 0;
}

/* Of volume and rate, one that the daemon does not know of. */
static int changed_level(void)
{
	int i = 0;
	while (i < LEVELS && sp.level[i].wanted == sp.level[i].there)
		i++;
	return i;
}

static void ask_level(int i)
{
	sp.level[i].there = sp.level[i].wanted;
	ask(ASKED_SETTING, "SET SELF %s %d", level_kind[i].name, sp.level[i].wanted);
}

/* The next command, if there is one. */
static void choose(void)
{
	if (sp.cancel) {
		sp.cancel = false;
		ask(ASKED_SETTING, "CANCEL SELF");
	} else if (sp.quit) {
		ask(ASKED_QUIT, "QUIT");
	} else if (sp.set_up < ARRAY_LEN(setup)) {
		const char *command = setup[sp.set_up].command;
		ask(setup[sp.set_up++].asked, "%s", command);
	} else if (!sp.head || sp.speaking || sp.paused) {
		return;
	} else if (changed_level() < LEVELS) {
		ask_level(changed_level());
	} else if (strcmp(sp.lang, sp.head->lang) != 0) {
		memcpy(sp.lang, sp.head->lang, LANG_SIZE);
		ask(ASKED_LANGUAGE, "SET SELF LANGUAGE %s", sp.lang);
	} else {
		ask(ASKED_SPEAK, "SPEAK");
	}
}

static void advance(void)
{
	if (sp.fd >= 0 && sp.asked == ASKED_NOTHING) {
		choose();
		if (sp.asked != ASKED_NOTHING)
			expect();
	}
	flush();
}

/* --- reading ------------------------------------------------------------------------------ */

/* A message has come to its end, or somebody wants silence: another client, or who looks after the
 * machine. The news may overtake the answer that tells which message is ours. */
static void on_over(long id, bool canceled)
{
	if (sp.asked == ASKED_TEXT)
		sp.early_id = canceled ? -id : id;
	if (!sp.speaking || id != sp.id)
		return;
	if (canceled)
		drop_all();
	else
		drop_head();
}

static void on_event(int code)
{
	enum { END = 702, CANCELED = 703 };
	if (code == END || code == CANCELED)
		on_over(sp.event_number, code == CANCELED);
	sp.event_number = 0;
}

/* What was pressed before the daemon told its configuration counts from there. */
static void learn_level(int i, long told)
{
	struct level *v = &sp.level[i];
	int pressed = v->wanted - v->usual;
	v->usual = v->there = (int)MIN(MAX(told, -100), 100);
	v->wanted = v->usual + pressed;
}

/* The daemon takes the text. If it is no longer wanted, an empty one, which is not spoken. */
static void send_text(void)
{
	buf_add(&sp.out, sp.cancel ? STR(".\r\n") : buf_str(&sp.head->message));
	sp.asked = ASKED_TEXT;
	sp.answer_number = sp.early_id = 0;
	sp.lines = 0;
}

static void on_text_taken(bool ok)
{
	if (sp.cancel)
		return;
	sp.id = sp.answer_number;
	if (!ok || sp.id <= 0) {
		drop_head(); /* it would fare no better the next time */
		return;
	}
	sp.speaking = true;
	if (labs(sp.early_id) == sp.id)
		on_over(sp.id, sp.early_id < 0);
}

static void on_answer(int code)
{
	enum asked asked = sp.asked;
	bool ok = code < 300;
	sp.asked = ASKED_NOTHING;
	switch (asked) {
	case ASKED_SETTING:
		break;
	case ASKED_LEVEL:
		if (ok)
			learn_level(setup[sp.set_up - 1].level, sp.answer_number);
		break;
	case ASKED_LANGUAGE: /* never read in the voice of another */
		while (!ok && sp.head && strcmp(sp.head->lang, sp.lang) == 0)
			drop_head();
		if (!ok)
			sp.lang[0] = '\0';
		break;
	case ASKED_SPEAK:
		if (ok)
			send_text();
		else if (!sp.cancel)
			drop_head();
		break;
	case ASKED_TEXT:
		on_text_taken(ok);
		break;
	case ASKED_NOTHING: /* out of step, so that no answer could be believed any more */
	case ASKED_QUIT:
		disconnect();
	}
}

/* Lines are three digits, then a blank, or a hyphen if it is not the last of its answer. */
static void on_line(void)
{
	const char *p = sp.line;
	if (sp.line_len < 3 || strspn(p, "0123456789") != 3 || !strchr(" -\r", p[3]) ||
	    ++sp.lines > LINES_MAX) {
		disconnect();
		return;
	}
	int code = atoi(p);
	long *number = code >= 700 ? &sp.event_number : &sp.answer_number;
	if (p[3] == '-')
		*number = *number ? *number : strtol(p + 4, NULL, 10);
	else if (code >= 700)
		on_event(code);
	else
		on_answer(code);
	if (sp.fd < 0)
		return;
	expect();
	advance();
}

static void on_byte(char c)
{
	if (c != '\n') {
		if (sp.line_len < LINE_SIZE - 1)
			sp.line[sp.line_len] = c;
		if (++sp.line_len > LINE_MAX_LEN)
			disconnect();
		return;
	}
	sp.line[MIN(sp.line_len, LINE_SIZE - 1)] = '\0';
	on_line();
	sp.line_len = 0;
}

void speech_on_readable(void)
{
	enum { TURNS = 16 }; /* whoever talks without end is heard again in the next turn */
	char bytes[4096];
	flush();
	for (int turn = 0; turn < TURNS && sp.fd >= 0; turn++) {
		ssize_t n = read(sp.fd, bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0)
			disconnect();
		for (ssize_t i = 0; i < n && sp.fd >= 0; i++)
			on_byte(bytes[i]);
	}
}

/* --- opening and closing ------------------------------------------------------------------ */

static bool find_socket(const char *given, struct sockaddr_un *ret)
{
	static const char method[] = "unix_socket:", place[] = "speech-dispatcher/speechd.sock";
	const char *address = getenv("SPEECHD_ADDRESS");
	const char *runtime = getenv("XDG_RUNTIME_DIR"), *home = getenv("HOME");
	bool addressed = address && str_starts(str_of(address), method);
	char *path = ret->sun_path;
	size_t size = sizeof(ret->sun_path);
	int n = 0;
	ret->sun_family = AF_UNIX;
	if (given || addressed)
		n = snprintf(path, size, "%s", given ? given : address + strlen(method));
	else if (runtime && *runtime)
		n = snprintf(path, size, "%s/%s", runtime, place);
	else if (home && *home)
		n = snprintf(path, size, "%s/.cache/%s", home, place);
	return n > 0 && (size_t)n < size;
}

/* A daemon that is too busy to let anybody in is asked again until the time is over. */
static bool connect_in_time(int fd, const struct sockaddr_un *to)
{
	enum { AGAIN_MS = 10 };
	for (int64_t end = now_ms() + SPEECH_OPEN_MS;; poll(NULL, 0, AGAIN_MS)) {
		if (connect(fd, (const struct sockaddr *)to, sizeof(*to)) == 0 || errno == EISCONN)
			return true;
		bool busy = errno == EAGAIN || errno == EINTR || errno == EINPROGRESS ||
		            errno == EALREADY;
		if (!busy || now_ms() + AGAIN_MS >= end)
			return false;
	}
}

bool speech_open(const char *socket_path)
{
	struct sockaddr_un address = {0};
	if (sp.fd >= 0)
		return true;
	if (!find_socket(socket_path, &address))
		return false;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return false;
	if (!connect_in_time(fd, &address)) {
		close(fd);
		return false;
	}
	signal(SIGPIPE, SIG_IGN);
	sp.fd = fd;
	for (int i = 0; i < LEVELS; i++)
		sp.level[i] = (struct level){level_kind[i].usual, level_kind[i].usual,
		                             level_kind[i].usual};
	const char *haste = getenv("ANTEROOM_HASTE");
	sp.haste = haste ? MAX(atoi(haste), 1) : 1;
	advance();
	return true;
}

void speech_close(void)
{
	int64_t end = now_ms() + SPEECH_CLOSE_MS, left;
	speech_stop();
	sp.quit = true;
	advance();
	while (sp.fd >= 0 && (left = end - now_ms()) > 0) {
		struct pollfd p = {.fd = speech_fd(), .events = speech_events()};
		if (poll(&p, 1, (int)left) > 0)
			speech_on_readable();
	}
	disconnect();
}

int speech_fd(void)
{
	return sp.fd;
}

short speech_events(void)
{
	return sp.written < sp.out.len ? POLLIN | POLLOUT : POLLIN;
}

/* --- what readers ask for ----------------------------------------------------------------- */

bool speech_say(const char *lang, struct str text)
{
	if (overdue())
		speech_stop();
	if (sp.fd < 0 || overdue() || text.len > SPEECH_TEXT_MAX ||
	    sp.waiting + text.len > SPEECH_QUEUE_MAX)
		return false;
	struct paragraph *p = xcalloc(1, sizeof(*p));
	bool ok = make_language(p->lang, lang);
	if (!ok || !make_message(&p->message, text)) {
		buf_clear(&p->message);
		free(p);
		return ok;
	}
	if (sp.head)
		sp.tail->next = p;
	else
		sp.head = p;
	sp.tail = p;
	sp.waiting += p->message.len;
	advance();
	return true;
}

bool speech_pause_or_resume(void)
{
	sp.paused = sp.head && !sp.paused;
	if (sp.paused)
		take_back();
	advance();
	return sp.paused;
}

void speech_stop(void)
{
	take_back();
	drop_all();
	advance();
}

/* A configuration beyond our limits is within them. */
static int change_level(int i, int steps)
{
	struct level *v = &sp.level[i];
	if (sp.fd < 0)
		return -1;
	int least = MIN(level_kind[i].least, v->usual), most = MAX(level_kind[i].most, v->usual);
	steps = MIN(MAX(steps, -100), 100);
	v->wanted = MIN(MAX(v->wanted + steps * level_kind[i].step, least), most);
	if (v->wanted != v->there)
		take_back();
	advance();
	return (v->wanted + 100) / 2;
}

int speech_volume(int steps)
{
	return change_level(VOLUME, steps);
}

int speech_rate(int steps)
{
	return change_level(RATE, steps);
}

void speech_reset(void)
{
	speech_stop();
	for (int i = 0; i < LEVELS; i++)
		sp.level[i].wanted = sp.level[i].usual;
}

bool speech_is_speaking(void)
{
	return sp.head && !sp.paused && !overdue();
}

bool speech_is_paused(void)
{
	return sp.paused;
}
