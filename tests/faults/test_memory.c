/* Every allocation of our own fails once in turn: the program says so, gives the terminal back and
 * ends with status 3, and at a kiosk the next reader is there within two seconds.
 *
 * In process: when an allocation is asked for, a copy of the process is made in which it fails; the
 * copy must end with status 3 there and then. So each fails once, in one walk through the program. */
#include "check.h"
#include "tty/scene.h"
#include "faults/starve.h"

#include "app/app.h"
#include "base/mem.h"
#include "desk/check.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXHAUSTED = 3, NEXT_READER = 2000 };

static const char *program, *tools, *content;

/* --- in process ------------------------------------------------------------------------------- */

static bool armed;
static unsigned long asked, wrong;
static int hook_says; /* a pipe: a byte each time the hook was called */

static void on_exhaustion(void)
{
	(void)!write(hook_says, "x", 1);
}

/* Only what the walk asks for: cmocka allocates too, but not by these names. */
bool starve_now(void)
{
	int status = 0;
	if (!armed)
		return false;
	asked++;
	pid_t copy = fork();
	if (copy == 0) {
		armed = false;
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDERR_FILENO);
		return true;
	}
	while (waitpid(copy, &status, 0) < 0 && errno == EINTR)
		continue;
	wrong += !(copy > 0 && WIFEXITED(status) && WEXITSTATUS(status) == EXHAUSTED);
	return false;
}

/* Every screen of an article, at two sizes and in two languages. */
static void walk_through(const char *folder)
{
	static const int keys[] = {K_ENTER, '0', '*', '9', '*', 'l', '3', 'g', '*', '?', '*', 'o'};
	struct settings settings = {.content = folder,
	                            .catalogues = "/nonexistent",
	                            .today = "2026-11-24",
	                            .seed = 7,
	                            .country = "GB"};
	struct env env = {.settings = &settings, .ds = diags_new(), .country = STR("GB")};
	env.lib = library_open(folder, env.ds);
	struct app *app = app_new(&env, env_article(&env, 0), THEME_DARK);
	for (int size = 0; size < 2; size++) {
		app_step(app, (struct event){.kind = EV_RESIZE,
		                             .row = size ? 12 : 40,
		                             .col = size ? 40 : 140});
		for (size_t i = 0; i < 60 + ARRAY_LEN(keys); i++) {
			int key = i < ARRAY_LEN(keys) ? keys[i] : K_ENTER;
			app_step(app, (struct event){.kind = EV_KEY, .key = key});
			app_frame(app);
		}
	}
	app_free(app);
	library_close(env.lib);
	diags_free(env.ds);
}

static void check_translation(const char *folder)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	check_file_closely(arena_fmt(&a, "%s/tea/es.yaml", folder).p, STR("2026-11-24"), ds);
	diags_free(ds);
	arena_clear(&a);
}

static void starve_through(void (*walk)(const char *folder), const char *name)
{
	int ends[2];
	char told[4096];
	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	hook_says = ends[1];
	mem_on_exhaustion(on_exhaustion);
	asked = wrong = 0;
	armed = true;
	walk(content);
	armed = false;
	mem_on_exhaustion(NULL);
	ssize_t called = 0, n;
	while ((n = read(ends[0], told, sizeof(told))) > 0)
		called += n;
	close(ends[0]);
	close(ends[1]);
	printf("# %s: %lu allocations failed in turn\n", name, asked);
	check_true(asked > 100, name, "there are some");
	check_int((long)wrong, 0, name, "copies that ended otherwise");
	check_int((long)called, (long)MIN(asked, 65536), name, "calls of the hook");
	check_end();
}

static void reading_ends_in_order(void **state)
{
	(void)state;
	starve_through(walk_through, "reading");
}

static void checking_ends_in_order(void **state)
{
	(void)state;
	starve_through(check_translation, "checking");
}

/* --- the whole program ------------------------------------------------------------------------ */

/* The file through which a program is told. */
static struct starve *orders;
static char orders_path[64], orders_env[80];

static void make_orders(void)
{
	snprintf(orders_path, sizeof(orders_path), "/tmp/anteroom-starve-XXXXXX");
	int fd = mkstemp(orders_path);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, sizeof(*orders)), 0);
	orders = mmap(NULL, sizeof(*orders), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_true(orders != MAP_FAILED);
	close(fd);
	snprintf(orders_env, sizeof(orders_env), "STARVE=%s", orders_path);
}

static void order(unsigned long fails, bool children_only)
{
	*orders = (struct starve){.fails = fails, .children_only = children_only};
}

/* A reader who looks at everything and quits; the keys go out at once, behind the first screen. */
static int read_and_quit(unsigned long fails, const char *row)
{
	static const char keys[] = "\r\r\r\r2\r\r\r\r1\r90*0*l3g*?*\r\r\r\rq";
	const char *env[] = {orders_env, NULL};
	int status = -1;
	order(fails, false);
	struct term *t = scene_open(program, content, NULL, env, 24, 80);
	term_wait_output(t, 0, SCENE_SOON);
	term_wait_still(t, SCENE_STILL, SCENE_SOON);
	term_text(t, keys);
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	scene_restored(t, row);
	if (fails)
		check_true(term_find(t, "anteroom: out of memory", &(int){0}, &(int){0}), row,
		           "it says why");
	term_close(t);
	return status;
}

static void the_terminal_is_restored(void **state)
{
	(void)state;
	enum { SAMPLES = 60 };
	check_int(read_and_quit(0, "enough"), 0, "enough", "status");
	unsigned long all = orders->asked;
	printf("# %lu allocations\n", all);
	for (unsigned long i = 0; i < SAMPLES; i++) {
		char row[32];
		unsigned long fails = 1 + i * (all - 1) / (SAMPLES - 1);
		snprintf(row, sizeof(row), "allocation %lu", fails);
		check_int(read_and_quit(fails, row), EXHAUSTED, row, "status");
	}
	check_end();
}

/* --- a kiosk ---------------------------------------------------------------------------------- */

static struct term *open_kiosk(const char *haste)
{
	static const char *const options[] = {"--kiosk", "--drafts", NULL};
	const char *env[] = {orders_env, haste, NULL};
	struct term *t = scene_open(program, content, options, env, 24, 80);
	assert_true(term_wait_text(t, "Language", SCENE_SOON));
	term_wait_still(t, SCENE_STILL, SCENE_SOON);
	return t;
}

/* What a process said last, though the screen was cleared behind it. */
static bool said(struct term *t, const char *words)
{
	int64_t until = term_now() + SCENE_SOON * 1000000L;
	for (;;) {
		struct str all = term_since(t, 0);
		if (all.len && memmem(all.p, all.len, words, strlen(words)))
			return true;
		if (term_now() >= until || !term_wait_output(t, term_mark(t), SCENE_SOON))
			return false;
	}
}

static void end_kiosk(struct term *t, const char *row)
{
	int status = -1;
	term_kill(t, SIGTERM);
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	check_int(status, 0, row, "status");
	scene_restored(t, row);
	term_close(t);
}

/* The reader's process ends; the next reader's screen is there soon, and is whole. */
static void the_next_reader_is_there(void **state)
{
	(void)state;
	enum { SAMPLES = 24, AT_ITS_OWN_PACE = 6 };
	order(0, true);
	struct term *t = open_kiosk(NULL);
	unsigned long first_screen = orders->asked;
	term_text(t, "3\r\r\r\r\r2\r\r");
	assert_true(term_wait_text(t, "Part 3 of 5", SCENE_SOON));
	unsigned long all = orders->asked;
	end_kiosk(t, "enough");
	printf("# %lu allocations of a reader's process, %lu of them before its first screen\n",
	       all, first_screen);
	for (unsigned long i = 0; i < SAMPLES; i++) {
		char row[32];
		unsigned long fails =
		        first_screen + 1 + i * (all - first_screen - 1) / (SAMPLES - 1);
		snprintf(row, sizeof(row), "allocation %lu", fails);
		order(fails, true);
		t = open_kiosk(i < AT_ITS_OWN_PACE ? NULL : "ANTEROOM_HASTE=20");
		pid_t reader = scene_reader(t);
		term_text(t, "3\r\r\r\r\r2\r\r");
		check_true(said(t, "out of memory"), row, "it says why");
		int64_t since = term_now();
		check_true(term_wait_text(t, "(•) English", NEXT_READER), row, "the next reader");
		check_true(term_now() - since < NEXT_READER * 1000000L, row, "within two seconds");
		check_true(scene_reader(t) != reader, row, "another process");
		end_kiosk(t, row);
	}
	check_end();
}

/* The parent has nobody who would begin again but the service; the terminal is given back first. */
static void the_parent_ends_in_order(void **state)
{
	(void)state;
	int status = -1;
	order(0, false);
	struct term *t = open_kiosk("ANTEROOM_HASTE=50");
	pid_t reader = scene_reader(t);
	__atomic_store_n(&orders->fails, orders->asked + 1, __ATOMIC_RELAXED);
	check_true(term_wait_exit(t, SCENE_SOON, &status), "parent", "it ends");
	check_int(status, EXHAUSTED, "parent", "status");
	scene_restored(t, "parent");
	check_true(kill(reader, 0) != 0, "parent", "the reader's process is gone");
	term_close(t);
	check_end();
}

/* --- tools ------------------------------------------------------------------------------------ */

static struct str file_of(struct arena *a, const char *path)
{
	static char bytes[200000];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;
	if (f)
		fclose(f);
	return arena_str(a, (struct str){bytes, n});
}

static void copy_into(const char *from, const char *to)
{
	struct arena a = {0};
	struct str bytes = file_of(&a, from);
	FILE *f = fopen(to, "w");
	assert_non_null(f);
	fwrite(bytes.p, 1, bytes.len, f);
	fclose(f);
	arena_clear(&a);
}

static int run_tool(const char *folder)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDERR_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		setenv("STARVE", orders_path, 1);
		setenv("ANTEROOM_CONTENT", folder, 1);
		execl(tools, tools, "translate", "tea", "es", (char *)NULL);
		_exit(127);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static size_t files_in(const char *folder)
{
	struct arena a = {0};
	struct str list = scene_listing(&a, folder);
	size_t n = 0;
	for (size_t i = 0; i < list.len; i++)
		n += list.p[i] == '\n';
	arena_clear(&a);
	return n;
}

/* A translation's file is the old one or the new one, whatever happens while it is brought up to
 * date, and nothing else is left beside it. */
static void nothing_is_half_saved(void **state)
{
	(void)state;
	enum { SAMPLES = 60 };
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	const char *en = arena_fmt(&a, "%s/tea/en.yaml", folder).p;
	const char *es = arena_fmt(&a, "%s/tea/es.yaml", folder).p;
	const char *kept = arena_fmt(&a, "%s/tea/es.src.yaml", folder).p;
	assert_int_equal(mkdir(arena_fmt(&a, "%s/tea", folder).p, 0700), 0);
	copy_into(arena_fmt(&a, "%s/tea/en.yaml", content).p, en);
	copy_into(arena_fmt(&a, "%s/tea/es.yaml", content).p, es);
	struct str old = file_of(&a, es);
	order(0, false);
	check_int(run_tool(folder), 0, "enough", "status");
	unsigned long all = orders->asked;
	struct str new = file_of(&a, es), new_kept = file_of(&a, kept);
	size_t files = files_in(folder);
	check_true(!str_eq(old, new) && new_kept.len, "enough", "it has something to do");
	printf("# %lu allocations\n", all);
	for (unsigned long i = 0; i < SAMPLES; i++) {
		char row[32];
		unsigned long fails = 1 + i * (all - 1) / (SAMPLES - 1);
		snprintf(row, sizeof(row), "allocation %lu", fails);
		copy_into(arena_fmt(&a, "%s/tea/es.yaml", content).p, es);
		unlink(kept);
		order(fails, false);
		check_int(run_tool(folder), EXHAUSTED, row, "status");
		struct str now = file_of(&a, es), now_kept = file_of(&a, kept);
		check_true(str_eq(now, old) || str_eq(now, new), row, "the old or the new file");
		check_true(now_kept.len == 0 || str_eq(now_kept, new_kept), row,
		           "the old or the new sources");
		check_true(files_in(folder) <= files, row, "nothing beside them");
	}
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 4);
	program = argv[1];
	tools = argv[2];
	content = argv[3];
	setlocale(LC_ALL, "C.UTF-8");
	make_orders();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reading_ends_in_order),
	        cmocka_unit_test(checking_ends_in_order),
	        cmocka_unit_test(the_terminal_is_restored),
	        cmocka_unit_test(the_next_reader_is_there),
	        cmocka_unit_test(the_parent_ends_in_order),
	        cmocka_unit_test(nothing_is_half_saved),
	};
	int failed = cmocka_run_group_tests_name("memory", tests, NULL, NULL);
	unlink(orders_path);
	return failed;
}
