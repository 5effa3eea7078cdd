/* SIGKILL at moments by chance: nothing but the terminal is left in disorder, nothing was written
 * but what is kept of a reader at home, which is whole, and the next start works; at a kiosk nothing
 * was written at all, and the next reader is there within two seconds.
 *
 *     test_kill PROGRAM TOOLS CONTENT TIMES */
#include "check.h"
#include "state/keep.h"
#include "tty/scene.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEXT_READER = 2000 };

static const char *program, *tools, *content;
static int times;

static const char keys[] = "\r\r\r\r2\r\r\r\r1\r90*0*l3g*?*\r\r\rttm\r\r";

/* --- at home ---------------------------------------------------------------------------------- */

/* Kills it while it starts, or after some of the keys. */
static void kill_somewhere(const char *folder, uint64_t *seed, const char *row)
{
	struct arena a = {0};
	const char *env[] = {arena_fmt(&a, "HOME=%s", folder).p,
	                     arena_fmt(&a, "TMPDIR=%s", folder).p,
	                     arena_fmt(&a, "XDG_STATE_HOME=%s/state", folder).p, NULL};
	struct term *t = scene_open(program, content, NULL, env, 24, 80);
	int status;
	if (scene_random(seed, 3)) {
		size_t n = scene_random(seed, sizeof(keys));
		check_true(term_wait_text(t, "Press 0 now.", SCENE_SOON), row,
		           "it starts after the last one was killed");
		term_send(t, (struct str){keys, n});
	}
	scene_pass(t, (int)scene_random(seed, 25));
	term_kill(t, SIGKILL);
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	check_int(status, -SIGKILL, row, "status");
	term_close(t);
	arena_clear(&a);
}

/* What is kept can be read and kept on; then nothing else is in its folder. */
static void check_kept(const char *state_home)
{
	struct record r = {0};
	struct str reason = STR(""), *gone;
	struct arena a = {0};
	struct diags *ds = diags_new();
	size_t n;
	struct keep *k = keep_open(state_home, NULL);
	keep_load(k, STR("tea"), &r);
	check_true(r.n > 0, "afterwards", "something is kept");
	check_true(keep_save(k, STR("tea"), &r, &r), "afterwards", "it can be kept on");
	check_int(keep_trouble(k, &reason), KEEP_FINE, "afterwards", "trouble");
	check_true(keep_forget_all(k, &a, &gone, &n, ds), "afterwards", "all is forgotten");
	check_true(n <= 4, "afterwards", "the record, the choices, the lock, the folder");
	check_int(rmdir(state_home), 0, "afterwards", "nothing else is in the folder");
	keep_close(k);
	record_clear(&r);
	diags_free(ds);
	arena_clear(&a);
}

/* Lines of a listing but for the sheets to take along: somebody who comes back to the last page asks
 * for them with these keys. */
static int others(struct str listing)
{
	int n = 0;
	for (const char *line = listing.p; *line; line = strchr(line, '\n') + 1)
		n += !memmem(line, strcspn(line, "\n"), "/tea", strlen("/tea"));
	return n;
}

static void nothing_is_left_but_what_is_kept(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	struct str articles = scene_listing(&a, content);
	uint64_t seed = 1;
	for (int i = 0; i < times; i++) {
		char row[32];
		snprintf(row, sizeof(row), "time %d", i);
		kill_somewhere(folder, &seed, row);
	}
	check_kept(arena_fmt(&a, "%s/state", folder).p);
	check_int(others(scene_listing(&a, folder)), 1, "afterwards",
	          "the folder, and nothing in it");
	check_str(scene_listing(&a, content), articles.p, "afterwards", "the articles");
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

/* --- at a kiosk ------------------------------------------------------------------------------- */

static struct term *open_kiosk(const char *folder, const char *haste)
{
	static const char *const options[] = {"--kiosk", "--drafts", NULL};
	struct arena a = {0};
	const char *env[] = {arena_fmt(&a, "HOME=%s", folder).p,
	                     arena_fmt(&a, "TMPDIR=%s", folder).p, haste, NULL};
	struct term *t = scene_open(program, content, options, env, 24, 80);
	assert_true(term_wait_text(t, "Language", SCENE_SOON));
	arena_clear(&a);
	return t;
}

static void kill_readers(struct term *t, int n, uint64_t *seed)
{
	for (int i = 0; i < n; i++) {
		char row[32];
		snprintf(row, sizeof(row), "reader %d", i);
		pid_t reader = scene_reader(t);
		term_send(t, (struct str){keys, scene_random(seed, sizeof(keys))});
		scene_pass(t, (int)scene_random(seed, 25));
		int64_t since = term_now();
		kill(reader, SIGKILL);
		for (pid_t now = reader; now == reader || now == 0; now = scene_reader(t))
			if (!check_true(term_now() - since < NEXT_READER * 1000000L, row,
			                "another process"))
				return;
			else
				scene_pass(t, 5);
		check_true(term_wait_text(t, "(•) English", NEXT_READER), row, "its first screen");
		check_true(term_now() - since < NEXT_READER * 1000000L, row, "within two seconds");
	}
}

static void the_next_reader_is_there(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	struct str before = scene_listing(&a, folder);
	uint64_t seed = 2;
	const struct {
		const char *haste;
		int times;
	} rows[] = {{NULL, 5}, {"ANTEROOM_HASTE=20", times / 2}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct term *t = open_kiosk(folder, rows[i].haste);
		int status;
		kill_readers(t, rows[i].times, &seed);
		term_kill(t, SIGTERM);
		check_true(term_wait_exit(t, SCENE_SOON, &status), "end", "it ends");
		check_int(status, 0, "end", "status");
		scene_restored(t, "end");
		term_close(t);
	}
	check_str(scene_listing(&a, folder), before.p, "afterwards", "home and temporary files");
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

/* A process that nobody has taken note of is gone all the same. */
static bool is_alive(pid_t pid)
{
	char path[64], state = 'Z';
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
		state = 'Z';
	if (f)
		fclose(f);
	return state != 'Z' && state != 'X';
}

/* Without the parent nobody would look after a reader: they are gone together. */
static void no_reader_survives_the_parent(void **state)
{
	(void)state;
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	uint64_t seed = 3;
	for (int i = 0; i < 10; i++) {
		struct term *t = open_kiosk(folder, NULL);
		int status;
		pid_t reader = scene_reader(t);
		term_send(t, (struct str){keys, scene_random(&seed, sizeof(keys))});
		scene_pass(t, (int)scene_random(&seed, 25));
		term_kill(t, SIGKILL);
		check_true(term_wait_exit(t, SCENE_SOON, &status), "parent", "it ends");
		for (int64_t since = term_now(); is_alive(reader); scene_pass(t, 5))
			if (!check_true(term_now() - since < NEXT_READER * 1000000L, "reader",
			                "it ends too"))
				break;
		term_close(t);
	}
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

/* --- while saving ----------------------------------------------------------------------------- */

static struct str file_of(struct arena *a, const char *path)
{
	static char bytes[200000];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;
	if (f)
		fclose(f);
	return arena_str(a, (struct str){bytes, n});
}

static void write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fwrite(bytes.p, 1, bytes.len, f);
	assert_int_equal(fclose(f), 0);
}

/* Brings tea/es.yaml up to date; killed after so many microseconds, 0: never. */
static void translate(const char *folder, unsigned after)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDERR_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		setenv("ANTEROOM_CONTENT", folder, 1);
		execl(tools, tools, "translate", "tea", "es", (char *)NULL);
		_exit(127);
	}
	if (after) {
		ppoll(NULL, 0, &(struct timespec){0, (long)after * 1000}, NULL);
		kill(child, SIGKILL);
	}
	waitpid(child, &status, 0);
	if (!after)
		check_int(status, 0, "in peace", "status");
}

static void nothing_is_half_saved(void **state)
{
	(void)state;
	struct arena a = {0};
	uint64_t seed = 4;
	const char *folder = scene_folder(&a);
	const char *es = arena_fmt(&a, "%s/tea/es.yaml", folder).p;
	const char *kept = arena_fmt(&a, "%s/tea/es.src.yaml", folder).p;
	struct str old = file_of(&a, arena_fmt(&a, "%s/tea/es.yaml", content).p);
	assert_int_equal(mkdir(arena_fmt(&a, "%s/tea", folder).p, 0700), 0);
	write_file(arena_fmt(&a, "%s/tea/en.yaml", folder).p,
	           file_of(&a, arena_fmt(&a, "%s/tea/en.yaml", content).p));
	write_file(es, old);
	int64_t since = term_now();
	translate(folder, 0);
	unsigned takes = (unsigned)((term_now() - since) / 1000);
	struct str new = file_of(&a, es), new_kept = file_of(&a, kept);
	check_true(new_kept.len && !str_eq(old, new), "in peace", "it has something to do");
	unsigned olds = 0;
	for (int i = 0; i < times; i++) {
		write_file(es, old);
		unlink(kept);
		translate(folder, 1 + scene_random(&seed, takes + takes / 4));
		struct str now = file_of(&a, es), now_kept = file_of(&a, kept);
		olds += str_eq(now, old);
		check_true(str_eq(now, old) || str_eq(now, new), "killed",
		           "the old or the new file");
		check_true(now_kept.len == 0 || str_eq(now_kept, new_kept), "killed",
		           "the old or the new sources");
		translate(folder, 0);
		check_str(file_of(&a, es), new.p, "once more", "the file");
	}
	printf("# killed %d times within %u ms, %u times before the file was replaced\n", times,
	       takes / 1000, olds);
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 5);
	program = argv[1];
	tools = argv[2];
	content = argv[3];
	times = atoi(argv[4]);
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nothing_is_left_but_what_is_kept),
	        cmocka_unit_test(the_next_reader_is_there),
	        cmocka_unit_test(no_reader_survives_the_parent),
	        cmocka_unit_test(nothing_is_half_saved),
	};
	return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
