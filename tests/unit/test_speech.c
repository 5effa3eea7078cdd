/* Reading aloud, against a daemon of our own in the same process: both ends are non-blocking, and
 * each is served until neither has anything to read, so that nothing hangs on time. */
#include "check.h"

#include "ui/speech.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* --- time --------------------------------------------------------------------------------- */

struct moment {
	long ms, cpu_ms, waits;
};

static struct moment now(void)
{
	struct timespec t;
	struct rusage r;
	clock_gettime(CLOCK_MONOTONIC, &t);
	getrusage(RUSAGE_SELF, &r);
	return (struct moment){t.tv_sec * 1000 + t.tv_nsec / 1000000,
	                       (r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000 +
	                               (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1000,
	                       r.ru_nvcsw};
}

static long now_ms(void)
{
	return now().ms;
}

enum { CALL_MS = 100 };

/* No call may take longer, whatever the daemon does. One that neither waits nor works was kept from
 * running by a machine that is busy elsewhere. */
static void check_time(struct moment since, const char *what)
{
	struct moment m = now();
	bool works = m.cpu_ms - since.cpu_ms >= CALL_MS, waits = m.waits > since.waits;
	check_true(m.ms - since.ms < CALL_MS || (!works && !waits), what, "returns within 100 ms");
}

#define TIMED(call)                                                                                \
	do {                                                                                       \
		struct moment since_ = now();                                                      \
		call;                                                                              \
		check_time(since_, #call);                                                         \
	} while (0)

/* --- the daemon --------------------------------------------------------------------------- */

/* What is answered to commands that begin so, instead of the usual; "" is silence. */
struct answer {
	const char *command, *bytes;
};

struct fake {
	char folder[32], path[64];
	int listener, fd;
	char got[1 << 17]; /* everything, as it came */
	size_t len, served, mark;
	bool data;        /* a text is being received */
	long id;          /* of the last message */
	unsigned pending; /* answers that were not sent yet: never more than one */
	const struct answer *answer;
	size_t at_once;  /* bytes of an answer that are sent at once; 0: all */
	char spoken[64]; /* the last message that was queued */
};

static void listen_at(struct fake *f, int backlog)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	*f = (struct fake){.listener = -1, .fd = -1};
	strcpy(f->folder, "/tmp/anteroom-speech-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/sock", f->folder);
	strcpy(a.sun_path, f->path);
	f->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	assert_int_equal(bind(f->listener, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(f->listener, backlog), 0);
}

static void let_in(struct fake *f)
{
	f->fd = accept4(f->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	assert_true(f->fd >= 0);
}

static void begin(struct fake *f)
{
	listen_at(f, 5);
	assert_true(speech_open(f->path));
	let_in(f);
	/* Nobody else comes, and a test that fails leaves nothing. */
	unlink(f->path);
	rmdir(f->folder);
}

/* The daemon goes first: nobody would serve it while the client waits for its farewell. */
static void end(struct fake *f)
{
	if (f->fd >= 0)
		close(f->fd);
	TIMED(speech_close());
	assert_int_equal(speech_fd(), -1);
	close(f->listener);
	unlink(f->path);
	rmdir(f->folder);
	check_end();
}

static bool ready(int fd, short events)
{
	struct pollfd p = {.fd = fd, .events = events};
	return fd >= 0 && poll(&p, 1, 0) > 0;
}

static bool client_turn(void)
{
	if (!ready(speech_fd(), speech_events()))
		return false;
	TIMED(speech_on_readable());
	return true;
}

/* Gives the client bytes, each piece of at_once bytes in a turn of its own. */
static void give(struct fake *f, struct str bytes)
{
	size_t piece = f->at_once ? f->at_once : bytes.len;
	while (bytes.len && f->fd >= 0) {
		ssize_t n = write(f->fd, bytes.p, MIN(piece, bytes.len));
		if (n <= 0)
			return;
		bytes = str_part(bytes, (size_t)n, bytes.len);
		if (f->at_once)
			client_turn();
	}
}

static void give_event(struct fake *f, int code, long id, const char *name)
{
	char bytes[80];
	snprintf(bytes, sizeof(bytes), "%d-%ld\r\n%d-1\r\n%d %s\r\n", code, id, code, code, name);
	give(f, str_of(bytes));
}

/* The usual answers, as speech-dispatcher 0.11.4 gave them. */
static void usual_answer(struct fake *f, const char *line, char *ret, size_t size)
{
	static const struct answer rows[] = {
	        {"SET SELF CLIENT_NAME ", "208 OK CLIENT NAME SET"},
	        {"SET SELF SSML_MODE ", "219 OK SSML MODE SET"},
	        {"SET SELF PUNCTUATION ", "205 OK PUNCTUATION SET"},
	        {"SET SELF PRIORITY ", "202 OK PRIORITY SET"},
	        {"SET SELF NOTIFICATION ", "220 OK NOTIFICATION SET"},
	        {"SET SELF LANGUAGE ", "201 OK LANGUAGE SET"},
	        {"SET SELF VOLUME ", "218 OK VOLUME SET"},
	        {"SET SELF RATE ", "203 OK RATE SET"},
	        {"GET VOLUME", "251-40\r\n251 OK GET RETURNED"},
	        {"GET RATE", "251--10\r\n251 OK GET RETURNED"},
	        {"SPEAK", "230 OK RECEIVING DATA"},
	        {"CANCEL SELF", "213 OK CANCELED"},
	        {"QUIT", "231 HAPPY HACKING"},
	};
	const char *answer = "500 ERR INVALID COMMAND";
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strncmp(line, rows[i].command, strlen(rows[i].command)) == 0)
			answer = rows[i].bytes;
	snprintf(ret, size, "%s\r\n", answer);
	f->data |= strncmp(answer, "230", 3) == 0;
}

/* A whole command, or the end of a text: what is answered. */
static void answer_to(struct fake *f, const char *line, bool empty, char *ret, size_t size)
{
	for (const struct answer *a = f->answer; a && a->command; a++)
		if (strncmp(line, a->command, strlen(a->command)) == 0) {
			f->data = strncmp(a->bytes, "230", 3) == 0;
			snprintf(ret, size, "%s", a->bytes);
			return;
		}
	if (strcmp(line, ".") == 0 && empty)
		snprintf(ret, size, "227 OK MESSAGE CANCELED\r\n");
	else if (strcmp(line, ".") == 0)
		snprintf(ret, size, "225-%ld\r\n225 OK MESSAGE QUEUED\r\n", ++f->id);
	else
		usual_answer(f, line, ret, size);
}

static void serve_line(struct fake *f, const char *line, size_t len, bool last)
{
	char command[4096] = "", answer[256];
	bool ends = f->data && len == 1 && *line == '.';
	if (f->data && !ends) {
		if (!f->spoken[0])
			snprintf(f->spoken, sizeof(f->spoken), "%.*s", (int)len, line);
		return;
	}
	snprintf(command, sizeof(command), "%.*s", (int)len, line);
	check_true(last, command, "is sent when the one before was answered, and not sooner");
	bool empty = !f->spoken[0];
	f->data = false;
	answer_to(f, command, empty, answer, sizeof(answer));
	if (f->data)
		f->spoken[0] = '\0';
	give(f, str_of(answer));
}

static bool daemon_turn(struct fake *f)
{
	if (!ready(f->fd, POLLIN))
		return false;
	ssize_t n = read(f->fd, f->got + f->len, sizeof(f->got) - f->len - 1);
	if (n <= 0) {
		close(f->fd);
		f->fd = -1;
		return true;
	}
	f->len += (size_t)n;
	char *line_end;
	while (f->fd >= 0 && (line_end = memchr(f->got + f->served, '\n', f->len - f->served))) {
		const char *line = f->got + f->served;
		f->served = (size_t)(line_end - f->got) + 1;
		check_true(line_end > line && line_end[-1] == '\r', line, "ends in CR LF");
		serve_line(f, line, (size_t)(line_end - line) - 1, f->served == f->len);
	}
	return true;
}

static void settle(struct fake *f)
{
	while (client_turn() || daemon_turn(f))
		continue;
}

/* What came since the last look. */
static struct str news(struct fake *f)
{
	settle(f);
	struct str s = {f->got + f->mark, f->len - f->mark};
	f->mark = f->len;
	return s;
}

static void check_news(struct fake *f, const char *want, const char *row)
{
	check_str(news(f), want, row, "what the daemon was sent");
}

static void begin_and_settle(struct fake *f)
{
	begin(f);
	news(f);
}

/* The message that is being spoken comes to its end. */
static void speak_to_the_end(struct fake *f)
{
	settle(f);
	give_event(f, 702, f->id, "END");
	settle(f);
}

static bool say(const char *lang, const char *text)
{
	bool said;
	TIMED(said = speech_say(lang, str_of(text)));
	return said;
}

/* --- what is sent ------------------------------------------------------------------------- */

static void a_connection_begins_with_its_settings(void **state)
{
	(void)state;
	struct fake f;
	begin(&f);
	check_news(&f,
	           "SET SELF CLIENT_NAME reader:anteroom:main\r\n"
	           "SET SELF SSML_MODE off\r\n"
	           "SET SELF PUNCTUATION none\r\n"
	           "SET SELF PRIORITY message\r\n"
	           "SET SELF NOTIFICATION END on\r\n"
	           "SET SELF NOTIFICATION CANCEL on\r\n"
	           "GET VOLUME\r\n"
	           "GET RATE\r\n",
	           "settings");
	assert_true(speech_open("/nowhere")); /* there is one already */
	end(&f);
}

static void a_text_cannot_leave_its_message(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *message;
	} rows[] = {
	        {"a line", "Drink water.", "Drink water.\r\n.\r\n"},
	        {"two lines", "One.\nTwo.", "One.\r\nTwo.\r\n.\r\n"},
	        {"CR LF", "One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n\r\n.\r\n"},
	        {"CR alone", "One.\r.\rTwo.", "One..Two.\r\n.\r\n"},
	        {"a dot", ".", "..\r\n.\r\n"},
	        {"dots in front", "...and", "....and\r\n.\r\n"},
	        {"a dot within", "a.b\nc.", "a.b\r\nc.\r\n.\r\n"},
	        {"a dot on its line", "a\n.\nQUIT\n", "a\r\n..\r\nQUIT\r\n\r\n.\r\n"},
	        {"the end by hand", "a\r\n.\r\nQUIT\r\n", "a\r\n..\r\nQUIT\r\n\r\n.\r\n"},
	        {"a dot behind what is dropped", "a\n\u200e\a\u2067.\nQUIT",
	         "a\r\n..\r\nQUIT\r\n.\r\n"},
	        {"a dot behind a bad byte", "a\n\xff.\nQUIT", "a\r\n..\r\nQUIT\r\n.\r\n"},
	        {"a dot behind a blank", "a\n .\nb", "a\r\n .\r\nb\r\n.\r\n"},
	        {"blank lines", "a\n\n\nb", "a\r\n\r\n\r\nb\r\n.\r\n"},
	        {"NEL and separators", "a\302\205.\u2028.\u2029.", "a. . .\r\n.\r\n"},
	        {"controls", "a\033[31mb\177\302\233c\001\v\f", "a[31mbc\r\n.\r\n"},
	        {"a tab", "a\tb", "a b\r\n.\r\n"},
	        {"directions", "\u202ea\u202c\u2067b\u2069\u200f\u061c", "ab\r\n.\r\n"},
	        {"soft hyphen, BOM, private use", "\ufeffa\u00adb\ue000\U000E0041", "ab\r\n.\r\n"},
	        {"not valid", "a\xc3(\xed\xa0\x80\xf4\x90\x80\x80z", "a(z\r\n.\r\n"},
	        {"markup and shell", "<speak>`id` $(id) & 'x'", "<speak>`id` $(id) & 'x'\r\n.\r\n"},
	        {"Arabic", "اشرب الماء.", "اشرب الماء.\r\n.\r\n"},
	        {"Persian joiner stays", "می\u200cخواهم", "می\u200cخواهم\r\n.\r\n"},
	        {"Hindi", "पानी पिएँ।", "पानी पिएँ।\r\n.\r\n"},
	        {"combining, emoji", "e\u0301 👍🏽", "e\u0301 👍🏽\r\n.\r\n"},
	        {"nothing", "", ""},
	        {"blanks", " \n\t\r\n \u00a0\u2028", ""},
	        {"only what is dropped", "\033\u200e\xff", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		char want[256] = "";
		begin_and_settle(&f);
		check_true(say("en", rows[i].text), rows[i].name, "accepted");
		if (rows[i].message[0])
			snprintf(want, sizeof(want), "SET SELF LANGUAGE en\r\nSPEAK\r\n%s",
			         rows[i].message);
		check_news(&f, want, rows[i].name);
		check_int(speech_is_speaking(), rows[i].message[0] != '\0', rows[i].name,
		          "speaking");
		end(&f);
	}
}

static void a_nul_is_dropped_like_any_control(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	assert_true(speech_say("en", STR("a\0b\n\0.\nc")));
	check_news(&f, "SET SELF LANGUAGE en\r\nSPEAK\r\nab\r\n..\r\nc\r\n.\r\n", "NUL");
	end(&f);
}

static void a_language_is_told_as_the_protocol_knows_it(void **state)
{
	(void)state;
	static const struct {
		const char *tag, *told; /* NULL: refused */
	} rows[] = {{"en", "en"},
	            {"pt-BR", "pt-BR"},
	            {"es-419", "es-419"},
	            {"zh-Hans", "zh"},
	            {"zh-Hant-TW", "zh-TW"},
	            {"zh-HK", "yue"},
	            {"zh-Hant-HK", "yue"},
	            {"zh-hant-mo", "yue"},
	            {"yue", "yue"},
	            {"sr-Latn-RS", "sr-RS"},
	            {"hmn", "hmn"},
	            {"de-1996", "de"},
	            {"en-GB-oxendict", "en-GB"},
	            {"ar-u-nu-latn", "ar"},
	            {"en-x-us", "en"},
	            {"", NULL},
	            {"e", NULL},
	            {"english", NULL},
	            {"en ", NULL},
	            {"en-", NULL},
	            {"en\r\nQUIT", NULL},
	            {"en\nSET", NULL},
	            {"en/../x", NULL},
	            {"x-private", NULL},
	            {"été", NULL}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		char want[256] = "";
		begin_and_settle(&f);
		check_int(say(rows[i].tag, "a"), rows[i].told != NULL, rows[i].tag, "accepted");
		if (rows[i].told)
			snprintf(want, sizeof(want), "SET SELF LANGUAGE %s\r\nSPEAK\r\na\r\n.\r\n",
			         rows[i].told);
		check_news(&f, want, rows[i].tag);
		end(&f);
	}
}

static void a_long_text_is_sent_whole_and_too_long_a_one_not_at_all(void **state)
{
	(void)state;
	struct fake f;
	static char text[SPEECH_TEXT_MAX + 1];
	memset(text, 'a', sizeof(text));
	begin_and_settle(&f);
	assert_false(speech_say("en", (struct str){text, sizeof(text)}));
	check_news(&f, "", "too long");
	/* Its last line is a dot, so that the very last byte counts. */
	memcpy(text + SPEECH_TEXT_MAX - 2, "\n.", 2);
	assert_true(speech_say("en", (struct str){text, SPEECH_TEXT_MAX}));
	struct str got = news(&f);
	struct str head = STR("SET SELF LANGUAGE en\r\nSPEAK\r\n"), tail = STR("a\r\n..\r\n.\r\n");
	assert_int_equal(got.len, head.len + SPEECH_TEXT_MAX - 3 + tail.len);
	assert_true(str_eq(str_part(got, 0, head.len), head));
	assert_true(str_eq(str_part(got, got.len - tail.len, got.len), tail));
	assert_true(speech_is_speaking());
	end(&f);
}

static void what_waits_has_a_limit(void **state)
{
	(void)state;
	struct fake f;
	static char text[SPEECH_TEXT_MAX];
	memset(text, 'a', sizeof(text));
	begin_and_settle(&f);
	size_t n = 0;
	while (n < 1000 && speech_say("en", (struct str){text, sizeof(text)}))
		n++;
	assert_int_equal(n, SPEECH_QUEUE_MAX / SPEECH_TEXT_MAX - 1);
	speech_stop();
	for (; n; n--)
		assert_true(speech_say("en", (struct str){text, sizeof(text)}));
	assert_false(speech_say("en", (struct str){text, sizeof(text)}));
	end(&f);
}

static void a_full_socket_is_written_to_when_it_has_room(void **state)
{
	(void)state;
	struct fake f;
	static char text[SPEECH_TEXT_MAX];
	int least = 1;
	memset(text, 'a', sizeof(text));
	begin_and_settle(&f);
	setsockopt(speech_fd(), SOL_SOCKET, SO_SNDBUF, &least, sizeof(least));
	assert_true(speech_say("en", (struct str){text, sizeof(text)}));
	/* As far as the text, of which the daemon reads nothing for a while. */
	f.answer = (const struct answer[]){{"SPEAK", ""}, {0}};
	settle(&f);
	give(&f, STR("230 OK\r\n"));
	f.data = true;
	f.answer = NULL;
	while (ready(speech_fd(), POLLIN))
		TIMED(speech_on_readable());
	assert_int_equal(speech_events(), POLLIN | POLLOUT);
	TIMED(speech_on_readable());
	assert_int_equal(speech_events(), POLLIN | POLLOUT);
	TIMED(speech_stop());
	news(&f);
	assert_int_equal(speech_events(), POLLIN);
	static const char after[] = "a\r\n.\r\nCANCEL SELF\r\n";
	assert_true(f.len > sizeof(text));
	check_str((struct str){f.got + f.len - strlen(after), strlen(after)}, after, "full",
	          "the end of the text, and then the command");
	end(&f);
}

/* --- the order of things ------------------------------------------------------------------ */

static void paragraphs_are_given_one_by_one_each_in_its_language(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	say("en", "one");
	say("en", "two");
	say("ar", "ثلاثة");
	say("en", "four");
	check_news(&f, "SET SELF LANGUAGE en\r\nSPEAK\r\none\r\n.\r\n", "first");
	give_event(&f, 701, f.id, "BEGIN");
	check_news(&f, "", "begun");
	give_event(&f, 702, f.id + 7, "END");
	check_news(&f, "", "the end of another's");
	speak_to_the_end(&f);
	check_news(&f, "SPEAK\r\ntwo\r\n.\r\n", "second");
	speak_to_the_end(&f);
	check_news(&f, "SET SELF LANGUAGE ar\r\nSPEAK\r\nثلاثة\r\n.\r\n", "third");
	speak_to_the_end(&f);
	check_news(&f, "SET SELF LANGUAGE en\r\nSPEAK\r\nfour\r\n.\r\n", "fourth");
	assert_true(speech_is_speaking());
	speak_to_the_end(&f);
	check_news(&f, "", "over");
	assert_false(speech_is_speaking());
	end(&f);
}

static void what_is_held_is_read_again_from_its_start(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	assert_false(speech_pause_or_resume()); /* nothing is being read */
	check_news(&f, "", "nothing");
	say("en", "one");
	say("en", "two");
	news(&f);
	assert_true(speech_pause_or_resume());
	check_news(&f, "CANCEL SELF\r\n", "held");
	give_event(&f, 703, f.id, "CANCELED");
	check_news(&f, "", "the news of it");
	assert_true(speech_is_paused());
	assert_false(speech_is_speaking());
	assert_true(say("en", "three")); /* waits with the others */
	check_news(&f, "", "still held");
	assert_false(speech_pause_or_resume());
	check_news(&f, "SPEAK\r\none\r\n.\r\n", "on");
	assert_true(speech_is_speaking());
	speak_to_the_end(&f);
	check_news(&f, "SPEAK\r\ntwo\r\n.\r\n", "the next");
	/* Held and gone on at once: the daemon is told all the same. */
	speech_pause_or_resume();
	speech_pause_or_resume();
	check_news(&f, "CANCEL SELF\r\nSPEAK\r\ntwo\r\n.\r\n", "twice");
	speak_to_the_end(&f);
	speak_to_the_end(&f);
	assert_false(speech_pause_or_resume());
	assert_false(speech_is_paused());
	end(&f);
}

static void a_stop_leaves_nothing(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	TIMED(speech_stop());
	check_news(&f, "", "nothing to stop");
	say("en", "one");
	say("en", "two");
	news(&f);
	TIMED(speech_stop());
	assert_false(speech_is_speaking());
	check_news(&f, "CANCEL SELF\r\n", "stopped");
	give_event(&f, 703, f.id, "CANCELED");
	check_news(&f, "", "the news of it");
	say("en", "three");
	check_news(&f, "SPEAK\r\nthree\r\n.\r\n", "after");
	speech_pause_or_resume();
	check_news(&f, "CANCEL SELF\r\n", "held");
	TIMED(speech_stop());
	assert_false(speech_is_paused());
	check_news(&f, "", "stopped while held");
	say("en", "four");
	check_news(&f, "SPEAK\r\nfour\r\n.\r\n", "is not held");
	end(&f);
}

static void the_news_of_the_end_may_overtake_the_answer(void **state)
{
	(void)state;
	static const struct {
		const char *name, *answer, *then;
	} rows[] = {
	        {"end", "702-1\r\n702-1\r\n702 END\r\n225-1\r\n225 OK MESSAGE QUEUED\r\n",
	         "SPEAK\r\ntwo\r\n.\r\n"},
	        {"end, within", "225-1\r\n702-1\r\n702-9\r\n702 END\r\n225 OK MESSAGE QUEUED\r\n",
	         "SPEAK\r\ntwo\r\n.\r\n"},
	        {"end of another", "702-9\r\n702-1\r\n702 END\r\n225-1\r\n225 OK\r\n", ""},
	        {"canceled", "703-1\r\n703-1\r\n703 CANCELED\r\n225-1\r\n225 OK\r\n", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		const struct answer answer[] = {{".", rows[i].answer}, {0}};
		begin_and_settle(&f);
		f.answer = (const struct answer[]){{"SPEAK", ""}, {0}};
		say("en", "one");
		say("en", "two");
		settle(&f);
		f.answer = answer;
		f.data = true;
		give(&f, STR("230 OK\r\n"));
		while (f.answer && (client_turn() || daemon_turn(&f)))
			if (f.len > 5 && memcmp(f.got + f.len - 5, "\r\n.\r\n", 5) == 0)
				f.answer = NULL;
		f.id = 1;
		struct str got = news(&f);
		struct str first = STR("SET SELF LANGUAGE en\r\nSPEAK\r\none\r\n.\r\n");
		check_str(str_part(got, 0, MIN(first.len, got.len)), first.p, rows[i].name,
		          "first");
		check_str(str_part(got, MIN(first.len, got.len), got.len), rows[i].then,
		          rows[i].name, "then");
		check_int(speech_is_speaking(), i != 3, rows[i].name, "speaking");
		end(&f);
	}
}

static void who_is_silenced_from_outside_is_silent(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	say("en", "one");
	say("en", "two");
	news(&f);
	give_event(&f, 703, f.id, "CANCELED");
	check_news(&f, "", "silent");
	assert_false(speech_is_speaking());
	say("en", "three");
	check_news(&f, "SPEAK\r\nthree\r\n.\r\n", "until asked again");
	end(&f);
}

/* Whatever is asked for, in whatever moment of the dialogue, the daemon is sent no command before
 * it has answered the last (checked in serve_line()), and what is said afterwards is heard. */
static void every_moment_is_good_for_every_wish(void **state)
{
	(void)state;
	enum { STOP, HOLD, HOLD_AND_STOP, HOLD_AND_ON, LOUDER, RESET, WISHES };
	for (int wish = 0; wish < WISHES; wish++)
		for (int moment = 0; moment < 40; moment++) {
			struct fake f;
			char row[64];
			snprintf(row, sizeof(row), "wish %d in moment %d", wish, moment);
			begin(&f);
			say("en", "one");
			say("fr", "two");
			for (int i = 0; i < moment; i++)
				if (!(i % 2 ? client_turn() : daemon_turn(&f)) && f.id == 1)
					speak_to_the_end(&f);
			if (wish == HOLD || wish == HOLD_AND_STOP || wish == HOLD_AND_ON)
				TIMED(speech_pause_or_resume());
			if (wish == HOLD_AND_ON)
				TIMED(speech_pause_or_resume());
			if (wish == STOP || wish == HOLD_AND_STOP)
				TIMED(speech_stop());
			if (wish == LOUDER)
				TIMED(speech_volume(1));
			if (wish == RESET)
				TIMED(speech_reset());
			say("ar", "three");
			if (wish == HOLD && speech_is_paused())
				TIMED(speech_pause_or_resume());
			settle(&f);
			for (int i = 0; i < 4 && strcmp(f.spoken, "three") != 0; i++)
				speak_to_the_end(&f);
			check_str(str_of(f.spoken), "three", row, "last spoken");
			check_true(speech_is_speaking(), row, "speaking");
			speak_to_the_end(&f);
			check_true(!speech_is_speaking(), row, "over");
			end(&f);
		}
}

/* --- volume and rate ---------------------------------------------------------------------- */

static void volume_and_rate_count_from_the_configuration(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f); /* 40, -10 */
	assert_int_equal(speech_volume(0), 70);
	assert_int_equal(speech_rate(0), 45);
	assert_int_equal(speech_volume(2), 90);
	assert_int_equal(speech_rate(-1), 40);
	check_news(&f, "", "told with the next text");
	say("en", "one");
	check_news(&f,
	           "SET SELF VOLUME 80\r\nSET SELF RATE -20\r\nSET SELF LANGUAGE en\r\n"
	           "SPEAK\r\none\r\n.\r\n",
	           "told");
	TIMED(speech_volume(1));
	check_news(&f, "CANCEL SELF\r\nSET SELF VOLUME 100\r\nSPEAK\r\none\r\n.\r\n", "read again");
	assert_int_equal(speech_volume(1), 100);
	assert_int_equal(speech_volume(0), 100);
	check_news(&f, "", "no louder");
	TIMED(speech_rate(99));
	check_news(&f, "CANCEL SELF\r\nSET SELF RATE 60\r\nSPEAK\r\none\r\n.\r\n", "faster");
	speech_pause_or_resume();
	news(&f);
	assert_int_equal(speech_volume(-1000000), 10);
	check_news(&f, "", "softer while held");
	assert_true(speech_is_paused());
	speech_pause_or_resume();
	check_news(&f, "SET SELF VOLUME -80\r\nSPEAK\r\none\r\n.\r\n", "on");
	TIMED(speech_reset());
	check_news(&f, "CANCEL SELF\r\n", "reset");
	assert_int_equal(speech_volume(0), 70);
	assert_int_equal(speech_rate(0), 45);
	say("en", "next");
	check_news(&f, "SET SELF VOLUME 40\r\nSET SELF RATE -10\r\nSPEAK\r\nnext\r\n.\r\n", "next");
	end(&f);
}

static void levels_that_are_not_told_are_the_usual_ones(void **state)
{
	(void)state;
	static const struct {
		const char *name, *answer;
		int volume;
	} rows[] = {{"an error", "300 ERR INTERNAL\r\n", 100},
	            {"within", "251-0\r\n251 OK\r\n", 50},
	            {"silence", "251--100\r\n251 OK\r\n", 0},
	            {"beyond", "251-99999999999999999999\r\n251 OK\r\n", 100},
	            {"below", "251--99999\r\n251 OK\r\n", 0}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		const struct answer answer[] = {{"GET VOLUME", rows[i].answer}, {0}};
		begin(&f);
		f.answer = answer;
		settle(&f);
		check_int(speech_volume(0), rows[i].volume, rows[i].name, "volume");
		say("en", "a");
		settle(&f);
		check_true(strstr(f.got, "SET SELF VOLUME") == NULL, rows[i].name, "left as it is");
		end(&f);
	}
}

static void what_is_pressed_early_counts_from_what_is_told_later(void **state)
{
	(void)state;
	struct fake f;
	begin(&f);
	speech_volume(-1);
	settle(&f);
	assert_int_equal(speech_volume(0), 60);
	end(&f);
}

/* --- daemons that are ill ------------------------------------------------------------------ */

static void an_error_costs_a_paragraph_at_most(void **state)
{
	(void)state;
	static const struct {
		const char *command, *answer;
		bool first, second; /* spoken */
	} rows[] = {
	        {"SET SELF CLIENT_NAME", "311 ERR\r\n", true, true},
	        {"SET SELF SSML_MODE", "500 ERR INVALID COMMAND\r\n", true, true},
	        {"SET SELF PUNCTUATION", "305 ERR\r\n", true, true},
	        {"SET SELF PRIORITY", "301 ERR\r\n", true, true},
	        {"SET SELF NOTIFICATION", "316 ERR\r\n", true, true},
	        {"GET", "510 ERR MISSING PARAMETER\r\n", true, true},
	        {"SET SELF LANGUAGE en", "302 ERR\r\n", false, true},
	        {"SET SELF LANGUAGE", "302 ERR\r\n", false, false},
	        {"SPEAK", "300 ERR INTERNAL\r\n", false, false},
	        {".", "501 ERR INVALID ENCODING\r\n", false, false},
	        {".", "227 OK MESSAGE CANCELED\r\n", false, false},
	        {".", "225 OK MESSAGE QUEUED\r\n", false, false}, /* which, it does not say */
	        {".", "225-no\r\n225 OK MESSAGE QUEUED\r\n", false, false},
	        {".", "225--5\r\n225 OK MESSAGE QUEUED\r\n", false, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		const struct answer answer[] = {{rows[i].command, rows[i].answer}, {0}};
		begin(&f);
		f.answer = answer;
		say("en", "one");
		say("en", "one more");
		settle(&f);
		check_int(f.id == 1, rows[i].first, rows[i].answer, "first is queued");
		if (rows[i].first)
			speech_stop();
		say("fr", "deux");
		settle(&f);
		check_int(f.id > rows[i].first, rows[i].second, rows[i].answer, "second is queued");
		check_int(speech_is_speaking(), rows[i].second, rows[i].answer, "speaking");
		check_true(speech_fd() >= 0, rows[i].answer, "connected");
		f.answer = NULL;
		speech_stop();
		say("de", "drei");
		settle(&f);
		check_str(str_of(f.spoken), "drei", rows[i].answer, "well again");
		end(&f);
	}
}

static void a_language_that_is_refused_stays_so(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	f.answer = (const struct answer[]){{"SET SELF LANGUAGE so", "302 ERR\r\n"}, {0}};
	say("en", "one");
	settle(&f);
	say("so", "two");
	say("so", "three");
	say("en", "four");
	speak_to_the_end(&f);
	news(&f);
	check_str(str_of(f.spoken), "four", "between others", "last spoken");
	speak_to_the_end(&f);
	say("so", "five");
	check_news(&f, "SET SELF LANGUAGE so\r\n", "asked again");
	say("so", "six");
	check_news(&f, "SET SELF LANGUAGE so\r\n", "and again");
	end(&f);
}

static void a_refusal_after_a_stop_costs_nothing(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	f.answer = (const struct answer[]){{"SPEAK", ""}, {0}};
	say("en", "one");
	settle(&f);
	speech_stop();
	f.answer = NULL;
	give(&f, STR("300 ERR INTERNAL\r\n"));
	check_news(&f, "SET SELF LANGUAGE en\r\nSPEAK\r\nCANCEL SELF\r\n", "nothing follows");
	f.answer = (const struct answer[]){{"SPEAK", ""}, {0}};
	say("en", "two");
	settle(&f);
	speech_stop();
	say("en", "three");
	f.answer = NULL;
	give(&f, STR("300 ERR INTERNAL\r\n"));
	check_news(&f, "SPEAK\r\nCANCEL SELF\r\nSPEAK\r\nthree\r\n.\r\n", "another follows");
	end(&f);
}

/* Five seconds, in haste, are over at once; a long text and a pause take as long as they take. */
static void a_long_text_and_a_pause_may_last(void **state)
{
	(void)state;
	enum { LONGER_MS = 150 };
	struct fake f;
	static char text[SPEECH_TEXT_MAX];
	memset(text, 'a', sizeof(text));
	setenv("ANTEROOM_HASTE", "100", 1);
	begin_and_settle(&f);
	assert_true(speech_say("en", (struct str){text, sizeof(text)}));
	settle(&f);
	poll(NULL, 0, LONGER_MS);
	assert_true(speech_is_speaking());
	speech_stop();
	settle(&f);
	say("en", "one");
	settle(&f);
	speech_pause_or_resume();
	settle(&f);
	poll(NULL, 0, LONGER_MS);
	assert_true(say("en", "two"));
	TIMED(speech_pause_or_resume());
	settle(&f);
	assert_true(speech_is_speaking());
	unsetenv("ANTEROOM_HASTE");
	end(&f);
}

static void who_says_nothing_is_not_believed_for_ever(void **state)
{
	(void)state;
	enum { DEADLINE_MS = 5000 };
	static const char *const silent_at[] = {"SET SELF CLIENT", "GET RATE", "SET SELF LANGUAGE",
	                                        "SPEAK",           ".",        "end"};
	setenv("ANTEROOM_HASTE", "200", 1);
	for (size_t i = 0; i < ARRAY_LEN(silent_at); i++) {
		struct fake f;
		const struct answer answer[] = {{silent_at[i], ""}, {0}};
		begin(&f);
		f.answer = answer;
		say("en", "one");
		settle(&f);
		long since = now_ms();
		while (speech_is_speaking() && now_ms() - since < DEADLINE_MS)
			poll(NULL, 0, 1);
		check_true(!speech_is_speaking(), silent_at[i], "in the end nobody speaks");
		/* An end that never comes is given up; without an answer nothing can be. */
		bool answers = strcmp(silent_at[i], "end") == 0;
		check_int(say("en", "two"), answers, silent_at[i], "accepted");
		TIMED(speech_pause_or_resume());
		TIMED(speech_volume(-1));
		TIMED(speech_reset());
		/* The daemon wakes up. */
		f.answer = NULL;
		f.data = false;
		f.mark = f.len;
		if (strcmp(silent_at[i], "SPEAK") == 0) {
			f.data = true;
			f.spoken[0] = '\0';
			give(&f, STR("230 OK\r\n"));
		} else if (strcmp(silent_at[i], "end") != 0) {
			give(&f, STR("225-1\r\n225 OK\r\n"));
		}
		settle(&f);
		check_true(say("en", "three"), silent_at[i], "accepted");
		settle(&f);
		check_str(str_of(f.spoken), "three", silent_at[i], "last spoken");
		end(&f);
	}
	unsetenv("ANTEROOM_HASTE");
}

static void who_closes_is_gone(void **state)
{
	(void)state;
	for (int moment = 0; moment < 30; moment++)
		for (int at = 0; at < 2; at++) {
			struct fake f;
			begin(&f);
			say("en", "one");
			say("en", "two");
			for (int i = 0; i < moment; i++)
				i % 2 ? client_turn() : daemon_turn(&f);
			close(f.fd);
			f.fd = -1;
			if (at == 0) { /* the client writes before it reads */
				TIMED(speech_stop());
				TIMED(speech_pause_or_resume());
			}
			settle(&f);
			check_int(speech_fd(), -1, "closed", "connection");
			check_true(!speech_is_speaking() && !speech_is_paused(), "closed", "over");
			check_true(!say("en", "three"), "closed", "refused");
			TIMED(speech_volume(1));
			TIMED(speech_reset());
			TIMED(speech_on_readable());
			end(&f);
		}
}

static void who_talks_nonsense_is_left(void **state)
{
	(void)state;
	static const struct {
		const char *name, *bytes;
		int times;
		bool stays;
	} rows[] = {
	        {"no number", "hello\r\n", 1, false},
	        {"two digits", "20 OK\r\n", 1, false},
	        {"four digits", "2011 OK\r\n", 1, false},
	        {"nothing", "\r\n", 1, false},
	        {"NUL", "\0\0\0\r\n", 1, false},
	        {"an answer unasked", "225 OK\r\n", 1, false},
	        {"the beginning of one", "225-1\r\n", 1, true},
	        {"without CR", "702-99\n702-1\n702 END\n", 1, true},
	        {"unknown event", "799-1\r\n799 NEW\r\n", 1, true},
	        {"event without a number", "702 END\r\n", 1, true},
	        {"number too large", "702-99999999999999999999\r\n702 END\r\n", 1, true},
	        {"audio", "705-AUDIO\r\n705 AUDIO\r\n", 1, true},
	        {"events without end", "701-1\r\n701-1\r\n701 BEGIN\r\n", 100000, false},
	        {"lines without end", "225-1\r\n", 100000, false},
	        {"a line without end", "225-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 100000, false},
	        {"zeroes", "0", 100000, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct fake f;
		begin_and_settle(&f);
		say("en", "one");
		news(&f);
		size_t len = strcmp(rows[i].name, "NUL") == 0 ? 5 : strlen(rows[i].bytes);
		for (int n = 0; n < rows[i].times && speech_fd() >= 0; n++) {
			give(&f, (struct str){rows[i].bytes, len});
			if (n % 1000 == 999 || n + 1 == rows[i].times)
				client_turn();
		}
		settle(&f);
		check_int(speech_fd() >= 0, rows[i].stays, rows[i].name, "connected");
		check_int(speech_is_speaking(), rows[i].stays, rows[i].name, "speaking");
		end(&f);
	}
}

static void answers_may_come_in_any_pieces(void **state)
{
	(void)state;
	for (size_t at_once = 1; at_once < 24; at_once++) {
		struct fake f;
		char row[32];
		snprintf(row, sizeof(row), "%zu bytes at once", at_once);
		begin(&f);
		f.at_once = at_once;
		say("en", "one");
		say("ar", "اثنان");
		news(&f);
		speak_to_the_end(&f);
		check_news(&f, "SET SELF LANGUAGE ar\r\nSPEAK\r\nاثنان\r\n.\r\n", row);
		check_int(speech_volume(0), 70, row, "volume");
		speak_to_the_end(&f);
		check_true(!speech_is_speaking(), row, "over");
		end(&f);
	}
}

/* --- opening and closing ------------------------------------------------------------------ */

static void the_socket_is_looked_for_where_it_is(void **state)
{
	(void)state;
	struct fake f;
	char address[80], runtime[80], path[120], *home = strdup(getenv("HOME"));
	listen_at(&f, 50);
	snprintf(address, sizeof(address), "unix_socket:%s", f.path);
	snprintf(runtime, sizeof(runtime), "%s/run", f.folder);
	snprintf(path, sizeof(path), "%s/speech-dispatcher", runtime);
	mkdir(runtime, 0700);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.cache", f.folder);
	assert_int_equal(symlink("run", path), 0);
	snprintf(path, sizeof(path), "%s/run/speech-dispatcher/speechd.sock", f.folder);
	assert_int_equal(symlink(f.path, path), 0);
	const struct {
		const char *name, *given, *address, *runtime, *home;
		bool there;
	} rows[] = {
	        {"given", f.path, "unix_socket:/nowhere", "/nowhere", "/nowhere", true},
	        {"given wrong", "/nowhere", address, runtime, f.folder, false},
	        {"address", NULL, address, "/nowhere", "/nowhere", true},
	        {"address wrong", NULL, "unix_socket:/nowhere", runtime, f.folder, false},
	        {"address of another kind", NULL, "inet_socket:host:6560", runtime, NULL, true},
	        {"runtime folder", NULL, NULL, runtime, "/nowhere", true},
	        {"runtime folder wrong", NULL, NULL, "/nowhere", f.folder, false},
	        {"cache", NULL, NULL, NULL, f.folder, true},
	        {"cache, empty runtime", NULL, NULL, "", f.folder, true},
	        {"nothing known", NULL, NULL, NULL, NULL, false},
	        {"empty", "", NULL, NULL, NULL, false},
	        {"too long",
	         "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	         NULL, NULL, NULL, false},
	        {"a file", "/etc/passwd", NULL, NULL, NULL, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		unsetenv("SPEECHD_ADDRESS");
		unsetenv("XDG_RUNTIME_DIR");
		unsetenv("HOME");
		if (rows[i].address)
			setenv("SPEECHD_ADDRESS", rows[i].address, 1);
		if (rows[i].runtime)
			setenv("XDG_RUNTIME_DIR", rows[i].runtime, 1);
		if (rows[i].home)
			setenv("HOME", rows[i].home, 1);
		bool opened;
		TIMED(opened = speech_open(rows[i].given));
		check_int(opened, rows[i].there, rows[i].name, "opened");
		check_int(speech_fd() >= 0, rows[i].there, rows[i].name, "connected");
		TIMED(speech_close());
	}
	unsetenv("SPEECHD_ADDRESS");
	unsetenv("XDG_RUNTIME_DIR");
	setenv("HOME", home, 1);
	free(home);
	unlink(path);
	snprintf(path, sizeof(path), "%s/run/speech-dispatcher", f.folder);
	rmdir(path);
	rmdir(runtime);
	snprintf(path, sizeof(path), "%s/.cache", f.folder);
	unlink(path);
	end(&f);
}

static void a_daemon_that_lets_nobody_in_is_given_up(void **state)
{
	(void)state;
	struct fake f;
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	int fd[8], n = 0;
	listen_at(&f, 0);
	strcpy(a.sun_path, f.path);
	for (bool in = true; in && n < 8; n++) {
		fd[n] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
		in = connect(fd[n], (struct sockaddr *)&a, sizeof(a)) == 0;
	}
	long since = now_ms();
	assert_false(speech_open(f.path));
	assert_true(now_ms() - since < SPEECH_OPEN_MS + CALL_MS);
	while (n--)
		close(fd[n]);
	end(&f);
	listen_at(&f, 5);
	close(f.listener); /* its file is still there */
	TIMED(assert_false(speech_open(f.path)));
	end(&f);
}

static void without_a_daemon_nothing_happens(void **state)
{
	(void)state;
	assert_int_equal(speech_fd(), -1);
	assert_false(say("en", "one"));
	assert_false(speech_pause_or_resume());
	assert_false(speech_is_speaking());
	assert_false(speech_is_paused());
	TIMED(speech_on_readable());
	TIMED(speech_stop());
	TIMED(assert_int_equal(speech_volume(1), -1));
	TIMED(assert_int_equal(speech_rate(0), -1));
	TIMED(speech_reset());
	TIMED(speech_close());
	check_end();
}

static void who_leaves_silences_the_daemon(void **state)
{
	(void)state;
	struct fake f;
	begin_and_settle(&f);
	say("en", "one");
	say("en", "two");
	news(&f);
	/* The daemon is served by nobody while the call waits: it has CANCEL, and no more. */
	TIMED(speech_close());
	check_news(&f, "CANCEL SELF\r\n", "a slow daemon");
	end(&f);
	begin_and_settle(&f);
	/* Nothing is spoken: it may go at once. */
	TIMED(speech_close());
	check_news(&f, "QUIT\r\n", "idle");
	end(&f);
}

static void it_can_be_opened_again(void **state)
{
	(void)state;
	struct fake f;
	for (int i = 0; i < 3; i++) {
		begin_and_settle(&f);
		say("en", "one");
		check_news(&f, "SET SELF LANGUAGE en\r\nSPEAK\r\none\r\n.\r\n", "anew");
		end(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_connection_begins_with_its_settings),
	        cmocka_unit_test(a_text_cannot_leave_its_message),
	        cmocka_unit_test(a_nul_is_dropped_like_any_control),
	        cmocka_unit_test(a_language_is_told_as_the_protocol_knows_it),
	        cmocka_unit_test(a_long_text_is_sent_whole_and_too_long_a_one_not_at_all),
	        cmocka_unit_test(what_waits_has_a_limit),
	        cmocka_unit_test(a_full_socket_is_written_to_when_it_has_room),
	        cmocka_unit_test(paragraphs_are_given_one_by_one_each_in_its_language),
	        cmocka_unit_test(what_is_held_is_read_again_from_its_start),
	        cmocka_unit_test(a_stop_leaves_nothing),
	        cmocka_unit_test(the_news_of_the_end_may_overtake_the_answer),
	        cmocka_unit_test(who_is_silenced_from_outside_is_silent),
	        cmocka_unit_test(every_moment_is_good_for_every_wish),
	        cmocka_unit_test(volume_and_rate_count_from_the_configuration),
	        cmocka_unit_test(levels_that_are_not_told_are_the_usual_ones),
	        cmocka_unit_test(what_is_pressed_early_counts_from_what_is_told_later),
	        cmocka_unit_test(an_error_costs_a_paragraph_at_most),
	        cmocka_unit_test(a_language_that_is_refused_stays_so),
	        cmocka_unit_test(a_refusal_after_a_stop_costs_nothing),
	        cmocka_unit_test(a_long_text_and_a_pause_may_last),
	        cmocka_unit_test(who_says_nothing_is_not_believed_for_ever),
	        cmocka_unit_test(who_closes_is_gone),
	        cmocka_unit_test(who_talks_nonsense_is_left),
	        cmocka_unit_test(answers_may_come_in_any_pieces),
	        cmocka_unit_test(the_socket_is_looked_for_where_it_is),
	        cmocka_unit_test(a_daemon_that_lets_nobody_in_is_given_up),
	        cmocka_unit_test(without_a_daemon_nothing_happens),
	        cmocka_unit_test(who_leaves_silences_the_daemon),
	        cmocka_unit_test(it_can_be_opened_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
