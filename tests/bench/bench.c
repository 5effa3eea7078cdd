/* bench: anteroom beside the programs that people read text with, all in one run, taking turns, on
 * the same text and the same terminal in memory. A time ends with the last byte that the program
 * wrote before it fell silent; the silence itself is not counted. */
#include "bench/samples.h"
#include "bench/texts.h"
#include "tty/term.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum {
	ROWS = 24,
	COLS = 80,
	STILL_MS = 40,    /* silence that ends an answer to a key */
	SETTLED_MS = 80,  /* and to a new size, which programs may wait a moment to act on */
	NOTHING_MS = 300, /* a key without a byte after this did nothing */
	DEADLINE_MS = 15000,
	FIRST_ROWS = 3,     /* a first screen has at least so many rows with something on them */
	LINES_AT_ONCE = 10, /* scrolled down from the top before going back there */
	TEXT_MOST = 65536,
};

enum measure {
	START_MS,
	DIRTY_KIB,
	PSS_KIB,
	TEXT_DIRTY_KIB,
	LINE_MS,
	LINE_BYTES,
	PAGE_MS,
	PAGE_BYTES,
	SMALLER_MS,
	SMALLER_BYTES,
	LARGER_MS,
	LARGER_BYTES,
	MEASURES
};

static const struct {
	const char *label;
	bool time; /* in ms, shown with quartiles; else bytes or KiB */
} measures[MEASURES] = {
        [START_MS] = {"exec to first stable screen, ms", true},
        [DIRTY_KIB] = {"Private_Dirty then, KiB", false},
        [PSS_KIB] = {"Pss then, KiB", false},
        [TEXT_DIRTY_KIB] = {"Private_Dirty in text, KiB", false},
        [LINE_MS] = {"scroll a line, ms", true},
        [LINE_BYTES] = {"  bytes", false},
        [PAGE_MS] = {"page on, ms", true},
        [PAGE_BYTES] = {"  bytes", false},
        [SMALLER_MS] = {"80x24 to 60x17, ms", true},
        [SMALLER_BYTES] = {"  bytes", false},
        [LARGER_MS] = {"60x17 to 80x24, ms", true},
        [LARGER_BYTES] = {"  bytes", false},
};

struct program {
	const char *name;
	const char *argv[8];
	const char *enter; /* from the first screen to the text */
	const char *line, *page, *top;
	bool missing;
	struct term *term;
	struct samples result[MEASURES];
};

enum { ANTEROOM, LESS, W3M, LYNX, INFO, MAN, PROGRAMS };

struct bench {
	const char *anteroom, *content, *article, *text;
	int runs;
	char dir[64]; /* all that is written lies in here */
	char home[96], less[96], html[96], info[96], man[96];
	char home_env[128];
	size_t lines;
	struct program program[PROGRAMS];
};

static volatile sig_atomic_t stop;

static void on_stop(int sig)
{
	stop = sig;
}

/* Memory of all processes of a session: some readers are more than one. */

static bool in_session(const char *pid, pid_t session)
{
	char path[300], stat[1024];
	snprintf(path, sizeof path, "/proc/%s/stat", pid);
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(stat, 1, sizeof stat - 1, f) : 0;
	if (f)
		fclose(f);
	stat[n] = '\0';
	const char *rest = strrchr(stat, ')'); /* a name may hold anything */
	int of = -1;
	return rest && sscanf(rest, ") %*c %*d %*d %d", &of) == 1 && of == session;
}

static void add_memory(const char *pid, double *dirty, double *pss)
{
	char path[300], line[256];
	long kib;
	snprintf(path, sizeof path, "/proc/%s/smaps_rollup", pid);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof line, f)) {
		if (sscanf(line, "Private_Dirty: %ld", &kib) == 1)
			*dirty += (double)kib;
		else if (sscanf(line, "Pss: %ld", &kib) == 1)
			*pss += (double)kib;
	}
	if (f)
		fclose(f);
}

static void session_memory(pid_t session, double *ret_dirty, double *ret_pss)
{
	*ret_dirty = *ret_pss = 0;
	DIR *d = opendir("/proc");
	for (struct dirent *e; d && (e = readdir(d));)
		if (e->d_name[0] >= '1' && e->d_name[0] <= '9' && in_session(e->d_name, session))
			add_memory(e->d_name, ret_dirty, ret_pss);
	if (d)
		closedir(d);
}

/* Files */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static void remove_tree(const char *dir)
{
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A home without a past: a program that remembers must not start with another screen next time. */
static void new_home(const struct bench *b)
{
	remove_tree(b->home);
	mkdir(b->home, 0700);
}

/* Measuring */

static bool has_first_screen(struct term *t)
{
	int filled = 0;
	for (int row = 0; row < ROWS; row++)
		filled += term_row(t, row)[0] != '\0';
	return filled >= FIRST_ROWS;
}

/* Silence is not enough: some clear the screen, then work for a while. */
static bool wait_first_screen(struct term *t)
{
	int64_t until = term_now() + (int64_t)DEADLINE_MS * 1000000;
	size_t mark = 0;
	while (term_now() < until && term_wait_output(t, mark, DEADLINE_MS)) {
		if (!term_wait_still(t, STILL_MS, DEADLINE_MS))
			return false;
		if (has_first_screen(t))
			return true;
		mark = term_mark(t);
	}
	return false;
}

static struct term *start(const struct bench *b, struct program *p, double *ret_ms)
{
	const char *const env[] = {b->home_env, "LESSHISTFILE=-", NULL};
	new_home(b);
	struct term *t = term_open(ROWS, COLS, p->argv, env);
	if (t && wait_first_screen(t)) {
		*ret_ms = (double)(term_last_byte(t) - term_started(t)) / 1e6;
		return t;
	}
	if (t) {
		term_dump(t, stderr, "# ");
		term_close(t);
	}
	fprintf(stderr, "bench: %s has no first screen and is left out\n", p->name);
	p->missing = true;
	return NULL;
}

static void measure_start(const struct bench *b, struct program *p)
{
	double ms, dirty, pss;
	struct term *t = start(b, p, &ms);
	if (!t)
		return;
	session_memory(term_pid(t), &dirty, &pss);
	samples_add(&p->result[START_MS], ms);
	samples_add(&p->result[DIRTY_KIB], dirty);
	samples_add(&p->result[PSS_KIB], pss);
	term_close(t);
}

static bool press_all(struct program *p, const char *keys)
{
	while (keys && *keys) {
		keys = term_next_key(p->term, keys);
		if (!term_wait_still(p->term, STILL_MS, DEADLINE_MS))
			return false;
	}
	return keys;
}

/* What came since mark and when, as two samples; the one for bytes follows the one for time. */
static bool record(struct program *p, enum measure ms, size_t mark, int64_t since, int still_ms)
{
	struct term *t = p->term;
	if (!term_wait_output(t, mark, NOTHING_MS) || !term_wait_still(t, still_ms, DEADLINE_MS))
		return false;
	samples_add(&p->result[ms], (double)(term_last_byte(t) - since) / 1e6);
	samples_add(&p->result[ms + 1], (double)(term_mark(t) - mark));
	return true;
}

static bool press(struct program *p, const char *key, enum measure ms)
{
	size_t mark = term_mark(p->term);
	int64_t since = term_now();
	return term_next_key(p->term, key) && record(p, ms, mark, since, STILL_MS);
}

static void to_top(struct program *p)
{
	press_all(p, p->top);
	/* Those who take longer than our idea of silence. */
	term_wait_still(p->term, STILL_MS, DEADLINE_MS);
}

static void measure_line(struct program *p, int run)
{
	/* Not to where one already is: lynx says so for a whole second. */
	if (run > 0 && run % LINES_AT_ONCE == 0)
		to_top(p);
	if (press(p, p->line, LINE_MS))
		return;
	to_top(p); /* the end of a short text */
	press(p, p->line, LINE_MS);
}

static void measure_page(struct program *p)
{
	to_top(p);
	press(p, p->page, PAGE_MS);
}

static void measure_resize(struct program *p, int rows, int cols, enum measure ms)
{
	size_t mark = term_mark(p->term);
	int64_t since = term_now();
	term_resize(p->term, rows, cols);
	record(p, ms, mark, since, SETTLED_MS);
}

/* Running */

typedef void each(struct bench *b, struct program *p, int run);

/* Round-robin, so that whatever else the machine does falls on all of them alike. */
static void rounds(struct bench *b, int n, each *measure)
{
	for (int run = 0; run < n && !stop; run++)
		for (size_t i = 0; i < PROGRAMS && !stop; i++)
			if (!b->program[i].missing)
				measure(b, &b->program[i], run);
}

static void each_start(struct bench *b, struct program *p, int run)
{
	/* The first run warms caches and finds out who is here; it does not count. */
	measure_start(b, p);
	for (size_t m = 0; run == 0 && m < MEASURES; m++)
		samples_clear(&p->result[m]);
}

static void each_open(struct bench *b, struct program *p, int run)
{
	(void)run;
	double ms, dirty, pss;
	p->term = start(b, p, &ms);
	if (!p->term)
		return;
	press_all(p, p->enter);
	session_memory(term_pid(p->term), &dirty, &pss);
	samples_add(&p->result[TEXT_DIRTY_KIB], dirty);
	if (p == &b->program[ANTEROOM]) {
		fputs("# anteroom's keys are measured from this screen:\n", stderr);
		term_dump(p->term, stderr, "# ");
	}
}

static void each_line(struct bench *b, struct program *p, int run)
{
	(void)b;
	if (p->line)
		measure_line(p, run);
}

static void each_page(struct bench *b, struct program *p, int run)
{
	(void)b, (void)run;
	measure_page(p);
}

static void each_resize(struct bench *b, struct program *p, int run)
{
	(void)b;
	if (run == 0)
		to_top(p);
	measure_resize(p, 17, 60, SMALLER_MS);
	measure_resize(p, ROWS, COLS, LARGER_MS);
}

static void each_close(struct bench *b, struct program *p, int run)
{
	(void)b, (void)run;
	term_close(p->term);
	p->term = NULL;
}

static void run_all(struct bench *b)
{
	rounds(b, b->runs + 1, each_start);
	rounds(b, 1, each_open);
	rounds(b, b->runs, each_line);
	rounds(b, b->runs, each_page);
	rounds(b, b->runs, each_resize);
	for (size_t i = 0; i < PROGRAMS; i++)
		each_close(b, &b->program[i], 0);
}

/* The table */

enum { LABEL_WIDTH = 31, CELL_WIDTH = 14 };

static void put_machine(const struct bench *b)
{
	char day[32], line[256], cpu[200] = "unknown processor";
	time_t now = time(NULL);
	struct tm tm;
	struct utsname un = {0};
	uname(&un);
	strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&now, &tm));
	FILE *f = fopen("/proc/cpuinfo", "re");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "model name : %199[^\n]", cpu) == 1)
			break;
	if (f)
		fclose(f);
	printf("%s, %ld cores (%s), %s %s\n", day, sysconf(_SC_NPROCESSORS_ONLN), cpu, un.sysname,
	       un.release);
	printf("%d runs taking turns, %d x %d, a text of %zu lines; medians, (times less), "
	       "[quartiles]\n\n",
	       b->runs, COLS, ROWS, b->lines);
}

/* One row of cells; `what` returns false where there is nothing to say. */
static void put_cells(const struct bench *b, const char *label, enum measure m,
                      bool (*what)(const struct bench *b, const struct program *p, enum measure m,
                                   char out[32]))
{
	printf("%-*s", LABEL_WIDTH, label);
	for (size_t i = 0; i < PROGRAMS; i++) {
		char cell[32] = "-";
		if (b->program[i].missing)
			continue;
		what(b, &b->program[i], m, cell);
		printf("%*s", CELL_WIDTH, cell);
	}
	putchar('\n');
}

static bool name_cell(const struct bench *b, const struct program *p, enum measure m, char out[32])
{
	(void)b, (void)m;
	snprintf(out, 32, "%s", p->name);
	return true;
}

static bool median_cell(const struct bench *b, const struct program *p, enum measure m,
                        char out[32])
{
	const struct samples *s = &p->result[m], *less = &b->program[LESS].result[m];
	if (s->n == 0)
		return false;
	double median = samples_quantile(s, 0.5), base = samples_quantile(less, 0.5);
	int n = snprintf(out, 32, measures[m].time ? "%.2f" : "%.0f", median);
	if (p != &b->program[LESS] && base > 0 && n > 0)
		snprintf(out + n, 32 - (size_t)n, " (%.1f)", median / base);
	return true;
}

static bool quartiles_cell(const struct bench *b, const struct program *p, enum measure m,
                           char out[32])
{
	(void)b;
	const struct samples *s = &p->result[m];
	if (s->n == 0)
		return false;
	double low = samples_quantile(s, 0.25), high = samples_quantile(s, 0.75);
	snprintf(out, 32, high < 100 ? "[%.2f %.2f]" : "[%.0f %.0f]", low, high);
	return true;
}

static void put_table(const struct bench *b)
{
	put_machine(b);
	put_cells(b, "", 0, name_cell);
	for (enum measure m = 0; m < MEASURES; m++) {
		put_cells(b, measures[m].label, m, median_cell);
		if (measures[m].time)
			put_cells(b, "", m, quartiles_cell);
	}
	puts("\nless and man (its pager): j, Space. w3m: J, Space. lynx: ^N (two lines), Space.\n"
	     "info: Space; it has no key for a line. lynx waits for a key to take on a new size.\n"
	     "A program's processes are counted together. -: there was nothing to measure.");
}

/* Setting up */

static bool get_text(const struct bench *b, struct buf *ret)
{
	if (b->text)
		return texts_read(b->text, ret);
	const char *const argv[] = {b->anteroom, "--content", b->content,
	                            "--linear",  b->article,  NULL};
	return texts_capture(argv, TEXT_MOST, ret);
}

static bool write_texts(struct bench *b)
{
	struct buf text = {0};
	snprintf(b->home, sizeof b->home, "%s/home", b->dir);
	snprintf(b->less, sizeof b->less, "%s/text.txt", b->dir);
	snprintf(b->html, sizeof b->html, "%s/text.html", b->dir);
	snprintf(b->info, sizeof b->info, "%s/text.info", b->dir);
	snprintf(b->man, sizeof b->man, "%s/text.7", b->dir);
	snprintf(b->home_env, sizeof b->home_env, "HOME=%s", b->home);
	bool ok = get_text(b, &text);
	struct str s = buf_str(&text);
	for (size_t i = 0; i < s.len; i++)
		b->lines += s.p[i] == '\n';
	ok = ok && texts_write(b->less, s, TEXT_PLAIN) && texts_write(b->html, s, TEXT_HTML) &&
	     texts_write(b->info, s, TEXT_INFO) && texts_write(b->man, s, TEXT_MAN);
	buf_clear(&text);
	if (ok && b->lines < ROWS + LINES_AT_ONCE)
		fprintf(stderr, "bench: %zu lines are too few to scroll in\n", b->lines);
	return ok;
}

static void set_programs(struct bench *b, const char *enter)
{
	const struct program list[PROGRAMS] = {
	        [ANTEROOM] = {.name = "anteroom",
	                      .argv = {b->anteroom, "--content", b->content, b->article},
	                      .enter = enter,
	                      .line = "<Down>",
	                      .page = "<Space>",
	                      .top = "<Home>"},
	        [LESS] = {.name = "less",
	                  .argv = {"less", b->less},
	                  .line = "j",
	                  .page = " ",
	                  .top = "g"},
	        [W3M] = {.name = "w3m",
	                 .argv = {"w3m", b->html},
	                 .line = "J",
	                 .page = " ",
	                 .top = "g"},
	        [LYNX] = {.name = "lynx",
	                  .argv = {"lynx", b->html},
	                  .line = "<C-n>",
	                  .page = " ",
	                  .top = "<Home>"},
	        [INFO] = {.name = "info", .argv = {"info", "-f", b->info}, .page = " ", .top = "b"},
	        [MAN] = {.name = "man",
	                 .argv = {"man", "-l", b->man},
	                 .line = "j",
	                 .page = " ",
	                 .top = "g"},
	};
	memcpy(b->program, list, sizeof list);
}

static void clean_up(struct bench *b)
{
	for (size_t i = 0; i < PROGRAMS; i++)
		for (size_t m = 0; m < MEASURES; m++)
			samples_clear(&b->program[i].result[m]);
	if (b->dir[0])
		remove_tree(b->dir);
}

/* The command line */

static int usage(FILE *out)
{
	fputs("usage: bench --anteroom PATH --content DIR --article ID [OPTION]...\n"
	      "Measures anteroom beside less, w3m, lynx, info and man and prints a table.\n"
	      "  --runs N        of each measurement (30)\n"
	      "  --text FILE     the others' text (what anteroom --linear says)\n"
	      "  --enter KEYS    from anteroom's first screen to a section's text\n"
	      "                  (<Enter><Enter><Enter><Enter><Enter>)\n",
	      out);
	return out == stdout ? 0 : 2;
}

/* -1: go on. */
static int parse(struct bench *b, const char **enter, int argc, char **argv)
{
	static const struct option known[] = {{"anteroom", required_argument, NULL, 'a'},
	                                      {"content", required_argument, NULL, 'c'},
	                                      {"article", required_argument, NULL, 'i'},
	                                      {"runs", required_argument, NULL, 'n'},
	                                      {"text", required_argument, NULL, 't'},
	                                      {"enter", required_argument, NULL, 'e'},
	                                      {"help", no_argument, NULL, 'h'},
	                                      {0}};
	for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
		if (c == 'a')
			b->anteroom = optarg;
		else if (c == 'c')
			b->content = optarg;
		else if (c == 'i')
			b->article = optarg;
		else if (c == 't')
			b->text = optarg;
		else if (c == 'e')
			*enter = optarg;
		else if (c == 'n')
			b->runs = atoi(optarg);
		else
			return usage(c == 'h' ? stdout : stderr);
	}
	bool ok = b->anteroom && b->content && b->article && b->runs > 0 && optind == argc;
	return ok ? -1 : usage(stderr);
}

static bool make_dir(struct bench *b)
{
	const char *tmp = getenv("TMPDIR");
	int n = snprintf(b->dir, sizeof b->dir, "%s/anteroom-bench.XXXXXX",
	                 tmp && *tmp ? tmp : "/tmp");
	if (n > 0 && (size_t)n < sizeof b->dir && mkdtemp(b->dir))
		return true;
	fprintf(stderr, "bench: no temporary folder: %s\n", strerror(errno));
	b->dir[0] = '\0';
	return false;
}

int main(int argc, char **argv)
{
	struct bench b = {.runs = 30};
	const char *enter = "<Enter><Enter><Enter><Enter><Enter>";
	int status = parse(&b, &enter, argc, argv);
	if (status >= 0)
		return status;
	if (access(b.anteroom, X_OK) != 0) {
		fprintf(stderr, "bench: %s: %s\n", b.anteroom, strerror(errno));
		return 1;
	}
	const struct sigaction stopping = {.sa_handler = on_stop};
	sigaction(SIGINT, &stopping, NULL);
	sigaction(SIGTERM, &stopping, NULL);
	signal(SIGPIPE, SIG_IGN);
	bool ok = make_dir(&b) && write_texts(&b);
	if (ok) {
		set_programs(&b, enter);
		run_all(&b);
		ok = !stop && !b.program[ANTEROOM].missing;
		if (!stop)
			put_table(&b);
	}
	clean_up(&b);
	return ok ? 0 : 1;
}
