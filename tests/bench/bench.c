/* bench: anteroom beside the programs that people read text with, all in one run, taking turns, on
 * the same text and the same terminal in memory; beside itself in other languages and as a kiosk;
 * and with few and with many articles. What is aimed at is printed with whether it was met. */
#include "bench/command.h"
#include "bench/program.h"
#include "bench/table.h"
#include "bench/texts.h"
#include "tty/term.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum {
	LINES_AT_ONCE = 10, /* scrolled down from the top before going back there */
	CHOICES = 5,        /* articles have five questions to choose from */
	TEXT_MOST = 65536,
	FEW = 10,    /* articles of a library that every one is compared with */
	PART = 20,   /* one of so many articles is checked */
	SEARCHES = 5 /* one of so many runs searches: without an index that takes long */
};

/* Those who are compared stand together, those with whom first; anteroom is thrice alike. */
enum {
	ANTEROOM,
	LESS,
	W3M,
	LYNX,
	INFO,
	MAN,
	SOURCE,
	SPANISH,
	ARABIC,
	KIOSK,
	SMALL,
	LARGE,
	INDEXED,
	PROGRAMS,
};

struct bench {
	const char *build, *content, *article, *text;
	int runs;
	unsigned articles;
	char dir[64]; /* all that is written lies in here */
	char home[96], less[96], html[96], info[96], man[96], small[96], large[96], part[96];
	char anteroom[256], tool[256], maker[256], source[256];
	char home_env[128], locale_env[300];
	size_t lines;
	struct program program[PROGRAMS];
	struct command_cost index, check;
	double index_mib;
};

static volatile sig_atomic_t stop;

static void on_stop(int sig)
{
	stop = sig;
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

/* Runs measure(), taking turns, so that whatever else the machine does falls on all of them alike. */
typedef void each(struct bench *b, struct program *p, int run);

static void rounds(struct bench *b, size_t from, size_t to, int n, each *measure)
{
	for (int run = 0; run < n && !stop; run++)
		for (size_t i = from; i <= to && !stop; i++)
			if (!b->program[i].missing)
				measure(b, &b->program[i], run);
}

/* A home without a past: a program that remembers must not start with another screen next time. */
static bool start(struct bench *b, struct program *p)
{
	const char *const env[] = {b->home_env, b->locale_env, "LESSHISTFILE=-", NULL};
	remove_tree(b->home);
	mkdir(b->home, 0700);
	return program_measure_start(p, env);
}

static void each_start(struct bench *b, struct program *p, int run)
{
	if (start(b, p))
		program_stop(p);
	/* The first run warms caches and finds out who is here; it does not count. */
	if (run == 0)
		program_clear(p);
}

static void each_close(struct bench *b, struct program *p, int run)
{
	(void)b, (void)run;
	program_stop(p);
}

/* Beside others */

static void each_open(struct bench *b, struct program *p, int run)
{
	(void)run;
	if (!start(b, p))
		return;
	program_press(p, p->enter);
	program_measure_memory(p);
	if (p == &b->program[ANTEROOM]) {
		fputs("# anteroom's keys are measured from this screen:\n", stderr);
		term_dump(p->term, stderr, "# ");
	}
}

static void to_top(struct program *p)
{
	program_press(p, p->top);
	program_press(p, ""); /* those who take longer than our idea of silence */
}

static void each_line(struct bench *b, struct program *p, int run)
{
	(void)b;
	if (!p->line)
		return;
	/* Not to where one already is: lynx says so for a whole second. */
	if (run > 0 && run % LINES_AT_ONCE == 0)
		to_top(p);
	if (program_measure_key(p, p->line, LINE_MS, PROGRAM_SOON))
		return;
	to_top(p); /* the end of a short text */
	program_measure_key(p, p->line, LINE_MS, PROGRAM_SOON);
}

static void each_page(struct bench *b, struct program *p, int run)
{
	(void)b, (void)run;
	to_top(p);
	program_measure_key(p, p->page, PAGE_MS, PROGRAM_SOON);
}

static void each_resize(struct bench *b, struct program *p, int run)
{
	(void)b;
	if (run == 0)
		to_top(p);
	program_measure_size(p, 17, 60, SMALLER_MS);
	program_measure_size(p, ROWS, COLS, LARGER_MS);
}

static void compare_with_others(struct bench *b)
{
	rounds(b, ANTEROOM, MAN, b->runs + 1, each_start);
	rounds(b, ANTEROOM, MAN, 1, each_open);
	rounds(b, ANTEROOM, MAN, b->runs, each_line);
	rounds(b, ANTEROOM, MAN, b->runs, each_page);
	rounds(b, ANTEROOM, MAN, b->runs, each_resize);
	rounds(b, ANTEROOM, MAN, 1, each_close);
}

/* Beside itself */

static void each_contents(struct bench *b, struct program *p, int run)
{
	(void)run;
	if (start(b, p))
		program_press(p, p->enter);
}

static void each_selection(struct bench *b, struct program *p, int run)
{
	(void)b;
	bool down = run / (CHOICES - 1) % 2 == 0;
	program_measure_key(p, down ? "<Down>" : "<Up>", SELECT_MS, PROGRAM_SOON);
}

static void each_jump(struct bench *b, struct program *p, int run)
{
	(void)b;
	program_measure_key(p, "1", JUMP_MS, PROGRAM_SOON);
	if (run == 0)
		program_measure_memory(p);
	program_press(p, "<Backspace>");
}

static void compare_with_itself(struct bench *b)
{
	rounds(b, SOURCE, KIOSK, b->runs + 1, each_start);
	rounds(b, SOURCE, KIOSK, 1, each_contents);
	rounds(b, SOURCE, KIOSK, b->runs, each_selection);
	rounds(b, SOURCE, KIOSK, b->runs, each_jump);
	rounds(b, SOURCE, KIOSK, 1, each_close);
}

/* Libraries */

/* With crisis help, as every library. */
static bool make_library(const struct bench *b, const char *dir, unsigned n)
{
	char count[16], help[300];
	struct buf text = {0};
	struct command_cost cost;
	const char *const argv[] = {b->maker, b->source, dir, count, NULL};
	snprintf(count, sizeof count, "%u", n);
	snprintf(help, sizeof help, "%s/help-now.yaml", b->content);
	bool ok = command_time(argv, &cost) && texts_read(help, &text);
	snprintf(help, sizeof help, "%s/help-now.yaml", dir);
	ok = ok && texts_write(help, buf_str(&text), TEXT_PLAIN);
	buf_clear(&text);
	return ok;
}

static bool make_index(struct bench *b)
{
	struct stat st;
	char path[128];
	const char *const argv[] = {b->tool, "index", b->large, NULL};
	if (!command_time(argv, &b->index))
		return false;
	snprintf(path, sizeof path, "%s/index.sqlite", b->large);
	if (stat(path, &st) == 0)
		b->index_mib = (double)st.st_size / (1 << 20);
	return true;
}

static bool check_part(struct bench *b)
{
	const char *const argv[] = {b->tool, "check", b->part, NULL};
	return make_library(b, b->part, b->articles / PART) && command_time(argv, &b->check);
}

/* The library with an index and that without are one; only its name tells. */
static void show_index(const struct bench *b, bool shown)
{
	char there[128], away[128];
	snprintf(there, sizeof there, "%s/index.sqlite", b->large);
	snprintf(away, sizeof away, "%s/index.away", b->large);
	if (shown)
		rename(away, there);
	else
		rename(there, away);
}

static void each_library(struct bench *b, struct program *p, int run)
{
	show_index(b, p == &b->program[INDEXED]);
	each_start(b, p, run);
}

static void each_search(struct bench *b, struct program *p, int run)
{
	(void)run;
	show_index(b, p == &b->program[INDEXED]);
	if (!start(b, p))
		return;
	program_measure_key(p, "<Enter>", LIST_MS, PROGRAM_LATE);
	program_press(p, "/");
	program_measure_key(p, "k", FIND_MS, PROGRAM_LATE);
	program_measure_key(p, "a", NARROW_MS, PROGRAM_LATE);
	program_stop(p);
}

static void write_back(const struct bench *b)
{
	int fd = open(b->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && syncfs(fd) == 0)
		close(fd);
}

static bool compare_libraries(struct bench *b)
{
	bool made = make_library(b, b->small, FEW) && make_library(b, b->large, b->articles) &&
	            make_index(b) && check_part(b);
	if (!made)
		return false;
	write_back(b); /* a disk that is busy with what was made is in everybody's way */
	rounds(b, SMALL, INDEXED, b->runs + 1, each_library);
	rounds(b, SMALL, INDEXED, MAX(b->runs / SEARCHES, 1), each_search);
	return true;
}

/* Printing */

static void print_machine(const struct bench *b)
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
	printf("%d runs taking turns, %d x %d, a text of %zu lines; medians, (times the one "
	       "compared with), [quartiles]\n",
	       b->runs, COLS, ROWS, b->lines);
}

static void print_tables(const struct bench *b)
{
	const struct table tables[] = {
	        {"beside others",
	         "less and man (its pager): j, Space. w3m: J, Space. lynx: ^N (two lines), Space.\n"
	         "info: Space; it has no key for a line. lynx waits for a key to take on a new "
	         "size.\n"
	         "A program's processes are counted together. -: there was nothing to measure.",
	         &b->program[ANTEROOM], MAN - ANTEROOM + 1, LESS - ANTEROOM},
	        {"beside itself",
	         "A kiosk's first screen asks for the language. Its reader is a process of its own.",
	         &b->program[SOURCE], KIOSK - SOURCE + 1, 0},
	        {"with a library",
	         "The first screen greets; its Enter leads to the list. ka is typed, letter by "
	         "letter.",
	         &b->program[SMALL], INDEXED - SMALL + 1, 0}};
	for (size_t i = 0; i < ARRAY_LEN(tables) - !b->articles; i++)
		table_print(&tables[i]);
	if (!b->articles)
		return;
	printf("\nanteroom-content index, %u articles: %.1f s (%.1f s of work), %.1f MiB\n",
	       b->articles, b->index.wall, b->index.cpu, b->index_mib);
	printf("anteroom-content check, %u articles: %.2f s (%.2f s of work), %.2f ms each\n",
	       b->articles / PART, b->check.wall, b->check.cpu,
	       b->check.cpu * 1000 / (b->articles / PART));
}

static void print_aims(const struct bench *b)
{
	const struct program *p = b->program, *us = &p[ANTEROOM];
	const struct aim aims[] = {
	        {"first screen", "", START_MS, us, &p[LESS], 2.5},
	        {"first screen", "", START_MS, us, &p[W3M], 0.5},
	        {"first screen", "", START_MS, us, &p[LYNX], 0.5},
	        {"first screen", "", START_MS, us, &p[INFO], 0.5},
	        {"first screen", "", START_MS, us, &p[MAN], 0.5},
	        {"memory while reading", " KiB", TEXT_DIRTY_KIB, us, NULL, 1024},
	        {"memory while reading", " KiB", TEXT_DIRTY_KIB, &p[SPANISH], NULL, 1024},
	        {"memory while reading", " KiB", TEXT_DIRTY_KIB, &p[ARABIC], NULL, 1024},
	        {"memory of its reader", " KiB", READER_DIRTY_KIB, &p[KIOSK], NULL, 1024},
	        {"scroll a line, time", "", LINE_MS, us, &p[LESS], 1.5},
	        {"scroll a line, bytes", "", LINE_BYTES, us, &p[LESS], 1.5},
	        {"page on, time", "", PAGE_MS, us, &p[LESS], 1.5},
	        {"page on, bytes", "", PAGE_BYTES, us, &p[LESS], 1.5},
	        {"moved selection", " bytes", SELECT_BYTES, &p[SOURCE], NULL, 149},
	        {"first screen", "", START_MS, &p[LARGE], &p[SMALL], 1.2},
	        {"first screen", "", START_MS, &p[INDEXED], &p[SMALL], 1.2},
	};
	putchar('\n');
	aims_print(aims, ARRAY_LEN(aims));
	if (b->check.cpu > 0)
		aim_print("check", 10000, " articles a minute of one core",
		          b->articles / PART * 60 / b->check.cpu);
}

/* Setting up */

/* Of a reader without a past, too, and one whose own reading is left alone. */
static bool get_text(const struct bench *b, struct buf *ret)
{
	setenv("HOME", b->home, 1);
	unsetenv("XDG_STATE_HOME");
	if (b->text)
		return texts_read(b->text, ret);
	const char *const argv[] = {b->anteroom, "--content", b->content,
	                            "--linear",  b->article,  NULL};
	return command_capture(argv, TEXT_MOST, ret);
}

static void name_files(struct bench *b)
{
	snprintf(b->anteroom, sizeof b->anteroom, "%s/src/anteroom", b->build);
	snprintf(b->tool, sizeof b->tool, "%s/src/anteroom-content", b->build);
	snprintf(b->maker, sizeof b->maker, "%s/tests/bench/library", b->build);
	snprintf(b->source, sizeof b->source, "%s/%s/en.yaml", b->content, b->article);
	snprintf(b->home, sizeof b->home, "%s/home", b->dir);
	snprintf(b->less, sizeof b->less, "%s/text.txt", b->dir);
	snprintf(b->html, sizeof b->html, "%s/text.html", b->dir);
	snprintf(b->info, sizeof b->info, "%s/text.info", b->dir);
	snprintf(b->man, sizeof b->man, "%s/text.7", b->dir);
	snprintf(b->small, sizeof b->small, "%s/small", b->dir);
	snprintf(b->large, sizeof b->large, "%s/large", b->dir);
	snprintf(b->part, sizeof b->part, "%s/part", b->dir);
	snprintf(b->home_env, sizeof b->home_env, "HOME=%s", b->home);
	snprintf(b->locale_env, sizeof b->locale_env, "ANTEROOM_LOCALE=%s/po", b->build);
}

static bool write_texts(struct bench *b)
{
	struct buf text = {0};
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

static void set_others(struct bench *b, const char *enter)
{
	struct program *p = b->program;
	p[ANTEROOM] = (struct program){.name = "anteroom",
	                               .argv = {b->anteroom, "--content", b->content, b->article},
	                               .enter = enter,
	                               .line = "<Down>",
	                               .page = "<Space>",
	                               .top = "<Home>"};
	p[LESS] = (struct program){
	        .name = "less", .argv = {"less", b->less}, .line = "j", .page = " ", .top = "g"};
	p[W3M] = (struct program){
	        .name = "w3m", .argv = {"w3m", b->html}, .line = "J", .page = " ", .top = "g"};
	p[LYNX] = (struct program){.name = "lynx",
	                           .argv = {"lynx", b->html},
	                           .line = "<C-n>",
	                           .page = " ",
	                           .top = "<Home>"};
	p[INFO] = (struct program){
	        .name = "info", .argv = {"info", "-f", b->info}, .page = " ", .top = "b"};
	p[MAN] = (struct program){
	        .name = "man", .argv = {"man", "-l", b->man}, .line = "j", .page = " ", .top = "g"};
}

/* Keys that lead to the contents: of the menu in any language. */
#define CONTENTS "92"

static void set_ourselves(struct bench *b)
{
	static const struct {
		int at;
		const char *name, *lang;
	} readers[] = {{SOURCE, "source", "en"}, {SPANISH, "es", "es"}, {ARABIC, "ar", "ar"}};
	const struct {
		int at;
		const char *name, *dir;
	} libraries[] = {{SMALL, "few articles", b->small},
	                 {LARGE, "many", b->large},
	                 {INDEXED, "many, indexed", b->large}};
	for (size_t i = 0; i < ARRAY_LEN(readers); i++)
		b->program[readers[i].at] =
		        (struct program){.name = readers[i].name,
		                         .argv = {b->anteroom, "--content", b->content,
		                                  "--language", readers[i].lang, b->article},
		                         .enter = CONTENTS};
	b->program[KIOSK] =
	        (struct program){.name = "kiosk",
	                         .argv = {b->anteroom, "--kiosk", "--content", b->content},
	                         .enter = "<Enter>" CONTENTS};
	for (size_t i = 0; i < ARRAY_LEN(libraries); i++)
		b->program[libraries[i].at] =
		        (struct program){.name = libraries[i].name,
		                         .argv = {b->anteroom, "--content", libraries[i].dir}};
}

static void clean_up(struct bench *b)
{
	for (size_t i = 0; i < PROGRAMS; i++)
		program_clear(&b->program[i]);
	if (b->dir[0])
		remove_tree(b->dir);
}

/* The command line */

static int usage(FILE *out)
{
	fputs("usage: bench --build DIR --content DIR --article ID [OPTION]...\n"
	      "Measures anteroom beside less, w3m, lynx, info and man, beside itself in other\n"
	      "languages and as a kiosk, and with few and with many articles. Prints tables, and\n"
	      "whether what is aimed at was met.\n"
	      "  --runs N        of each measurement (15: less than two minutes in all)\n"
	      "  --articles N    of the large library (10000); 0: none. They take 70 KB each of\n"
	      "                  $TMPDIR, and are removed\n"
	      "  --text FILE     the others' text (what anteroom --linear says)\n"
	      "  --enter KEYS    from anteroom's first screen to a section's text\n"
	      "                  (<Enter><Enter><Enter><Enter><Enter>)\n",
	      out);
	return out == stdout ? 0 : 2;
}

/* -1: go on. */
static int parse(struct bench *b, const char **enter, int argc, char **argv)
{
	static const struct option known[] = {{"build", required_argument, NULL, 'b'},
	                                      {"content", required_argument, NULL, 'c'},
	                                      {"article", required_argument, NULL, 'i'},
	                                      {"articles", required_argument, NULL, 'm'},
	                                      {"runs", required_argument, NULL, 'n'},
	                                      {"text", required_argument, NULL, 't'},
	                                      {"enter", required_argument, NULL, 'e'},
	                                      {"help", no_argument, NULL, 'h'},
	                                      {0}};
	for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
		if (c == 'b')
			b->build = optarg;
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
		else if (c == 'm')
			b->articles = (unsigned)strtoul(optarg, NULL, 10);
		else
			return usage(c == 'h' ? stdout : stderr);
	}
	bool ok = b->build && b->content && b->article && b->runs > 0 && optind == argc &&
	          (b->articles == 0 || b->articles >= PART);
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

static bool measure_all(struct bench *b, const char *enter)
{
	set_others(b, enter);
	set_ourselves(b);
	compare_with_others(b);
	compare_with_itself(b);
	bool ok = (!b->articles || compare_libraries(b)) && !stop;
	if (!stop) {
		print_machine(b);
		print_tables(b);
		print_aims(b);
	}
	return ok && !b->program[ANTEROOM].missing;
}

int main(int argc, char **argv)
{
	struct bench b = {.runs = 15, .articles = 10000};
	const char *enter = "<Enter><Enter><Enter><Enter><Enter>";
	int status = parse(&b, &enter, argc, argv);
	if (status >= 0)
		return status;
	const struct sigaction stopping = {.sa_handler = on_stop};
	sigaction(SIGINT, &stopping, NULL);
	sigaction(SIGTERM, &stopping, NULL);
	signal(SIGPIPE, SIG_IGN);
	bool ok = make_dir(&b);
	name_files(&b);
	if (ok && access(b.anteroom, X_OK) != 0) {
		fprintf(stderr, "bench: %s: %s\n", b.anteroom, strerror(errno));
		ok = false;
	}
	ok = ok && write_texts(&b) && measure_all(&b, enter);
	clean_up(&b);
	return ok ? 0 : 1;
}
