/* monkey: presses keys at random, taps, turns the wheel, resizes and changes the language, without a
 * terminal, and looks at every frame.
 *
 *     monkey [--events N] [--seed S] CATALOGUES CONTENT...
 *
 * Each seed is a run of RUN events in a process of its own, on one of the content folders and in one
 * kind of program (kiosk or not, one theme, ASCII, order of right-to-left text); the first seed is 1
 * or S. Of a run that fails, the last events are told, and the command that does it again. */
#include "app/app.h"
#include "base/file.h"
#include "base/i18n.h"
#include "faults/sound.h"
#include "text/locale.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN = 2000, LAST = 64, SECONDS = 300, MOST_ROWS = 100, MOST_COLS = 300 };

/* What is left of a run that died. */
static struct trail {
	char what[128];
	size_t n;
	struct event last[LAST];
} * trail;

static const char *catalogues;

struct monkey {
	uint64_t random;
	struct diags *ds;
	struct store *store; /* a kiosk's */
	struct settings settings;
	struct env env;
	struct app *app;
	struct arena arena;
	const struct str *tag; /* languages of the interface and of the articles */
	size_t n_tags;
	int rows, cols;
};

/* --- chance --------------------------------------------------------------------------------- */

/* splitmix64 */
static uint64_t next_random(struct monkey *m)
{
	uint64_t x = m->random += 0x9E3779B97F4A7C15u;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

static int below(struct monkey *m, int n)
{
	return (int)(next_random(m) % (unsigned)n);
}

/* --- events --------------------------------------------------------------------------------- */

static struct event key(int code)
{
	return (struct event){.kind = EV_KEY, .key = code};
}

static struct event enter(struct monkey *m)
{
	(void)m;
	return key(K_ENTER);
}

static struct event digit(struct monkey *m)
{
	return key('0' + below(m, 10));
}

static struct event letter(struct monkey *m)
{
	static const char letters[] = "bkjlotgr?+-*# mBKJLOTGR";
	return key(letters[below(m, sizeof(letters) - 1)]);
}

static struct event named(struct monkey *m)
{
	return key(K_UP + below(m, K_F1 - K_UP + 1));
}

static struct event quit(struct monkey *m)
{
	return key(below(m, 2) ? 'q' : 'Q');
}

static struct event any_character(struct monkey *m)
{
	int c = below(m, 4) ? ' ' + below(m, 0x600) : ' ' + below(m, K_UP - ' ');
	return key(c >= 0xD800 && c < 0xE000 ? 'x' : c);
}

static struct event held(struct monkey *m)
{
	struct event ev = below(m, 2) ? enter(m) : named(m);
	ev.repeat = true;
	return ev;
}

static struct event tap(struct monkey *m)
{
	struct event ev = {.kind = EV_TAP, .row = below(m, m->rows), .col = below(m, m->cols)};
	const struct surface *sf = app_frame(m->app);
	if (sf->n_zones && below(m, 4)) {
		const struct zone *z = &sf->zone[below(m, (int)sf->n_zones)];
		ev.row = z->area.row + below(m, z->area.rows + 1);
		ev.col = z->area.col + below(m, z->area.cols + 1);
	} else if (below(m, 8) == 0) { /* a terminal that counts wrongly */
		ev.row += 500;
	}
	return ev;
}

static struct event wheel(struct monkey *m)
{
	return (struct event){.kind = EV_WHEEL, .key = below(m, 2) ? K_UP : K_DOWN};
}

static struct event resize(struct monkey *m)
{
	static const struct {
		int rows, cols;
	} usual[] = {{24, 80}, {12, 40}, {1, 1}, {60, 200}, {24, 79}, {6, 20}, {5, 19}, {40, 140}};
	int i = below(m, 2 * ARRAY_LEN(usual));
	struct event ev = {
	        .kind = EV_RESIZE, .row = 1 + below(m, MOST_ROWS), .col = 1 + below(m, MOST_COLS)};
	if (i < (int)ARRAY_LEN(usual)) {
		ev.row = usual[i].rows;
		ev.col = usual[i].cols;
	}
	return ev;
}

static struct event nothing(struct monkey *m)
{
	(void)m;
	return (struct event){0};
}

static struct event renew(struct monkey *m)
{
	(void)m;
	return (struct event){.kind = EV_RENEW};
}

static const struct {
	int weight;
	struct event (*make)(struct monkey *m);
} kinds[] = {{26, enter}, {16, digit}, {16, letter}, {14, named},  {4, any_character}, {6, held},
             {8, tap},    {4, wheel},  {3, resize},  {1, nothing}, {1, quit},          {1, renew}};

static struct event any_event(struct monkey *m)
{
	int total = 0;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		total += kinds[i].weight;
	int pick = below(m, total);
	size_t i = 0;
	while (pick >= kinds[i].weight)
		pick -= kinds[i++].weight;
	return kinds[i].make(m);
}

/* --- a run ---------------------------------------------------------------------------------- */

/* The content is sound; but not every folder has a file of crisis help. */
static const char *new_finding(const struct diags *ds)
{
	for (size_t i = 0; i < diags_len(ds); i++)
		if (diags_at(ds, i)->rule->severity == SEV_ERROR &&
		    diags_at(ds, i)->rule != &RULE_UNREADABLE)
			return diags_at(ds, i)->rule->name;
	return NULL;
}

static void check(struct monkey *m)
{
	const char *fault = sound_fault(app_frame(m->app), m->rows, m->cols);
	if (!fault)
		fault = new_finding(m->ds);
	if (!fault)
		return;
	snprintf(trail->what, sizeof(trail->what), "%s, on screen “%s” of %d x %d", fault,
	         app_top(m->app)->ops->name, m->rows, m->cols);
	_exit(1);
}

static void make_app(struct monkey *m)
{
	bool one = library_count(m->env.lib) == 1;
	m->app = app_new(&m->env, one ? env_article(&m->env, 0) : NULL, THEME_DARK);
	app_step(m->app, (struct event){.kind = EV_RESIZE, .row = m->rows, .col = m->cols});
}

static void change_language(struct monkey *m)
{
	struct str tag = m->tag[below(m, (int)m->n_tags)];
	app_follow(m->app, (struct outcome){.kind = OUT_LANGUAGE, .language = tag});
}

static void ask_idle(struct monkey *m)
{
	for (int left = 60; left > 0; left -= 20)
		app_ask_idle(m->app, (unsigned)left);
}

/* An end that nobody asked for is a fault. */
static void ended(struct monkey *m, struct event ev)
{
	bool asked = ev.kind == EV_TAP || ev.key == 'q' || ev.key == 'Q';
	if (!asked && !m->env.kiosk) {
		snprintf(trail->what, sizeof(trail->what), "the program ended by itself");
		_exit(1);
	}
	app_free(m->app);
	make_app(m);
}

static void step(struct monkey *m)
{
	if (below(m, 50) == 0)
		change_language(m);
	if (m->env.kiosk && below(m, 200) == 0)
		ask_idle(m);
	struct event ev = any_event(m);
	trail->last[trail->n++ % LAST] = ev;
	if (ev.kind == EV_RESIZE) {
		m->rows = ev.row;
		m->cols = ev.col;
	}
	if (!app_step(m->app, ev))
		ended(m, ev);
	check(m);
}

/* The interface's languages, and those of the articles. */
static void find_tags(struct monkey *m)
{
	size_t n = 0, n_own, n_first = 0;
	const struct str *own = i18n_catalogues(&m->arena, catalogues, &n_own), *first = NULL;
	if (library_count(m->env.lib))
		first = library_languages(m->env.lib, 0, &n_first);
	struct str *tag = arena_array(&m->arena, struct str, n_own + n_first);
	for (size_t i = 0; i < n_own; i++)
		tag[n++] = own[i];
	for (size_t i = 0; i < n_first; i++)
		tag[n++] = first[i];
	m->tag = tag;
	m->n_tags = n;
}

static void open_run(struct monkey *m, const char *content)
{
	static const char *const wanted[] = {"en", "es", "ar", "th", "zh-Hans", "hi"};
	m->ds = diags_new();
	m->rows = 24;
	m->cols = 80;
	m->settings = (struct settings){.content = content,
	                                .catalogues = catalogues,
	                                .today = "2026-11-24",
	                                .seed = 7,
	                                .country = "GB",
	                                .drafts = below(m, 2),
	                                .ascii = below(m, 6) == 0,
	                                .n_languages = 1};
	m->settings.language[0] = str_of(wanted[below(m, ARRAY_LEN(wanted))]);
	m->env = (struct env){.settings = &m->settings,
	                      .ds = m->ds,
	                      .colours = below(m, 4),
	                      .kiosk = below(m, 2),
	                      .few_glyphs = below(m, 6) == 0,
	                      .order = below(m, 3) ? ORDER_VISUAL : ORDER_LOGICAL,
	                      .country = STR("GB")};
	m->store = m->env.kiosk ? store_take(content, m->ds) : NULL;
	m->env.lib = m->store ? library_open_store(m->store) : library_open(content, m->ds);
	find_tags(m);
	make_app(m);
}

static void close_run(struct monkey *m)
{
	app_free(m->app);
	library_close(m->env.lib);
	store_free(m->store);
	diags_free(m->ds);
	i18n_use(NULL, NULL);
	arena_clear(&m->arena);
}

static void run(uint64_t seed, size_t events, char *const *contents, size_t n)
{
	struct monkey m = {.random = seed * 1000003};
	alarm(SECONDS);
	open_run(&m, contents[seed % n]);
	for (size_t i = 0; i < events; i++)
		step(&m);
	close_run(&m);
}

/* --- the whole ------------------------------------------------------------------------------ */

static void tell(uint64_t seed, int status, size_t events, char *const *contents, size_t n)
{
	static const char *const names[] = {"none",   "key",   "tap", "wheel",
	                                    "resize", "renew", "quit"};
	printf("# %s%s, status %x, at event %zu; the last ones:\n", trail->what,
	       trail->what[0] ? "" : "it died", (unsigned)status, trail->n);
	for (size_t i = trail->n > LAST ? trail->n - LAST : 0; i < trail->n; i++) {
		struct event ev = trail->last[i % LAST];
		printf("#   %s", names[ev.kind]);
		if (ev.kind == EV_KEY || ev.kind == EV_WHEEL)
			printf(ev.key >= ' ' && ev.key < 0x7F ? " %c" : " %X", (unsigned)ev.key);
		else if (ev.kind == EV_TAP || ev.kind == EV_RESIZE)
			printf(" %d %d", ev.row, ev.col);
		printf("%s\n", ev.repeat ? " held" : "");
	}
	printf("# again: monkey --seed %lu --events %zu %s", (unsigned long)seed, events,
	       catalogues);
	for (size_t i = 0; i < n; i++)
		printf(" %s", contents[i]);
	printf("\n");
}

static bool try_seed(uint64_t seed, size_t events, char *const *contents, size_t n)
{
	int status = 0;
	*trail = (struct trail){0};
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		run(seed, events, contents, n);
		exit(0); /* what is leaked is told, too */
	}
	waitpid(child, &status, 0);
	printf("%s - seed %lu, %zu events\n", status ? "not ok" : "ok", (unsigned long)seed,
	       events);
	if (status)
		tell(seed, status, events, contents, n);
	return status == 0;
}

int main(int argc, char **argv)
{
	size_t events = RUN;
	uint64_t seed = 1;
	int at = 1;
	for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
		if (strcmp(argv[at], "--events") == 0)
			events = strtoul(argv[at + 1], NULL, 10);
		else if (strcmp(argv[at], "--seed") == 0)
			seed = strtoull(argv[at + 1], NULL, 10);
	}
	if (at + 2 > argc)
		return 2;
	catalogues = argv[at];
	setlocale(LC_CTYPE, "C.UTF-8");
	trail = mmap(NULL, sizeof(*trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
	             0);
	size_t runs = (events + RUN - 1) / RUN, failed = 0;
	printf("1..%zu\n", runs);
	for (size_t i = 0; i < runs; i++) {
		size_t rest = events - i * RUN;
		failed +=
		        !try_seed(seed + i, MIN(rest, RUN), argv + at + 1, (size_t)(argc - at - 1));
	}
	return failed != 0;
}
