#include "check.h"

#include "tty/scene.h"

#include <fts.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_ENV = 16, MOST_ARGS = 12 };

struct term *scene_open(const char *program, const char *content, const char *const options[],
                        const char *const env[], int rows, int cols)
{
	struct arena a = {0};
	const char *argv[MOST_ARGS] = {program, "--country", "GB"}, *vars[MOST_ENV] = {0};
	size_t n = 3, v = 0;
	for (size_t i = 0; options && options[i] && n + 1 < ARRAY_LEN(argv); i++)
		argv[n++] = options[i];
	vars[v++] = arena_fmt(&a, "ANTEROOM_CONTENT=%s", content).p;
	vars[v++] = "ANTEROOM_SEED=7";
	vars[v++] = "ANTEROOM_TODAY=2026-11-24";
	for (size_t i = 0; env && env[i] && v + 1 < ARRAY_LEN(vars); i++)
		vars[v++] = env[i];
	struct term *t = term_open(rows, cols, argv, vars);
	arena_clear(&a);
	assert_non_null(t);
	return t;
}

pid_t scene_reader(const struct term *t)
{
	char path[64], line[64] = "";
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)term_pid(t),
	         (int)term_pid(t));
	FILE *f = fopen(path, "r");
	if (f && !fgets(line, sizeof(line), f))
		line[0] = '\0';
	if (f)
		fclose(f);
	return (pid_t)atol(line);
}

void scene_pass(struct term *t, int ms)
{
	for (int64_t until = term_now() + ms * 1000000L, left; (left = until - term_now()) > 0;)
		if (!term_wait_output(t, term_mark(t), (int)((left + 999999) / 1000000)) &&
		    term_now() < until)
			poll(NULL, 0, (int)((until - term_now()) / 1000000)); /* it has ended */
}

unsigned scene_random(uint64_t *seed, unsigned below)
{
	uint64_t x = *seed += 0x9E3779B97F4A7C15u; /* splitmix64 */
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return (unsigned)((x ^ x >> 31) % below);
}

bool scene_restored(struct term *t, const char *row)
{
	bool ok = check_true(term_cooked(t), row, "the terminal reads lines and echoes");
	ok &= check_true(!term_altscreen(t), row, "the alternate screen is left");
	ok &= check_true(term_cursor_visible(t), row, "the cursor is seen");
	return check_true(!term_mouse(t), row, "the mouse is the terminal's") && ok;
}

/* --- folders -------------------------------------------------------------------------------- */

const char *scene_folder(struct arena *a)
{
	char name[] = "/tmp/anteroom-faults-XXXXXX";
	assert_non_null(mkdtemp(name));
	return arena_str(a, str_of(name)).p;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *walk(struct arena *a, const char *folder)
{
	char *paths[] = {(char *)(uintptr_t)arena_str(a, str_of(folder)).p, NULL};
	FTS *fts = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	assert_non_null(fts);
	return fts;
}

void scene_remove(const char *folder)
{
	struct arena a = {0};
	FTS *fts = walk(&a, folder);
	for (FTSENT *e; (e = fts_read(fts));)
		if (e->fts_info != FTS_D)
			remove(e->fts_path);
	fts_close(fts);
	arena_clear(&a);
}

struct str scene_listing(struct arena *a, const char *folder)
{
	struct str list = STR("");
	FTS *fts = walk(a, folder);
	for (FTSENT *e; (e = fts_read(fts));)
		if (e->fts_info != FTS_DP)
			list = arena_fmt(a, "%.*s%s %ld %ld.%09ld\n", STR_ARG(list), e->fts_path,
			                 (long)e->fts_statp->st_size,
			                 (long)e->fts_statp->st_mtim.tv_sec,
			                 e->fts_statp->st_mtim.tv_nsec);
	fts_close(fts);
	return list;
}
