/* Nothing that comes from outside can send the terminal a control sequence: not an argument, not the
 * environment, not the name of a file, not an article, not a catalogue. Both programs, on a terminal
 * that keeps every byte.
 *
 *     test_hostile PROGRAM TOOLS CONTENT CATALOGUES */
#include "check.h"
#include "tty/scene.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program, *tools, *content;

/* A title for the window, a colour in the eight-bit form, an order turned round, a question that the
 * terminal would answer. */
#define ATTACK "x\033]0;owned\a\302\2331m\342\200\256\033[6nx"

static void check_bytes(struct term *t, const char *row)
{
	static const char *const never[] = {"\033]0;",      "\a",      "\302\233",
	                                    "\342\200\256", "\033[6n", "\033[31m"};
	struct str bytes = term_since(t, 0);
	check_true(bytes.len > 0, row, "it says something");
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		check_true(!memmem(bytes.p, bytes.len, never[i], strlen(never[i])), row,
		           "no control sequence comes through");
}

static void run(const char *const argv[], const char *const env[], const char *row)
{
	struct term *t = term_open(24, 80, argv, env);
	int status;
	assert_non_null(t);
	term_wait_output(t, 0, SCENE_SOON);
	term_wait_still(t, 2 * SCENE_STILL, SCENE_SOON);
	if (term_altscreen(t)) {
		term_text(t, "\r\r\r1\r\r\r0*g*l*9*");
		term_wait_still(t, 4 * SCENE_STILL, SCENE_SOON);
	}
	term_text(t, "q\n"); /* or a line, where there is no screen */
	check_true(term_wait_exit(t, SCENE_SOON, &status), row, "it ends");
	check_bytes(t, row);
	term_close(t);
}

/* --- arguments and the environment ------------------------------------------------------------ */

static void arguments_are_told_harmlessly(void **state)
{
	(void)state;
	static const char *const of_program[][3] = {{ATTACK},
	                                            {"/nowhere/" ATTACK ".yaml"},
	                                            {"--" ATTACK},
	                                            {"--language", ATTACK},
	                                            {"--theme", ATTACK},
	                                            {"--bidi", ATTACK},
	                                            {"--country", ATTACK},
	                                            {"--content", ATTACK},
	                                            {"--content", ATTACK, "--list"},
	                                            {"--kiosk", "--theme", ATTACK}};
	static const char *const of_tools[][4] = {{ATTACK},
	                                          {"check", ATTACK},
	                                          {"check", "--" ATTACK},
	                                          {"explain", ATTACK},
	                                          {"new", ATTACK},
	                                          {"translate", ATTACK, "es"},
	                                          {"translate", "ketamine-depression", ATTACK},
	                                          {"restamp", "ketamine-depression", "es", ATTACK},
	                                          {"ok", "ketamine-depression", "es", ATTACK},
	                                          {"export", "ketamine-depression", ATTACK, "--to"},
	                                          {"export", "ketamine-depression", "es", ATTACK},
	                                          {"import", "ketamine-depression", "es", ATTACK},
	                                          {"readability", ATTACK}};
	char folder[512];
	snprintf(folder, sizeof(folder), "ANTEROOM_CONTENT=%s", content);
	const char *env[] = {folder, "ANTEROOM_TODAY=2026-11-24", NULL};
	for (size_t i = 0; i < ARRAY_LEN(of_program); i++) {
		const char *const *o = of_program[i];
		const char *argv[] = {program, o[0], o[1], o[2], NULL};
		run(argv, env, o[0]);
	}
	for (size_t i = 0; i < ARRAY_LEN(of_tools); i++) {
		const char *const *o = of_tools[i];
		const char *argv[] = {tools, o[0], o[1], o[2], o[3], NULL};
		run(argv, env, o[0]);
	}
	check_end();
}

static void the_environment_is_not_believed(void **state)
{
	(void)state;
	static const char *const rows[] = {
	        "TERM=" ATTACK,           "LANG=" ATTACK,           "LC_ALL=" ATTACK,
	        "LANGUAGE=" ATTACK,       "HOME=/" ATTACK,          "TZ=" ATTACK,
	        "ANTEROOM_TODAY=" ATTACK, "ANTEROOM_SEED=" ATTACK,  "ANTEROOM_LOCALE=/" ATTACK,
	        "TERMINFO=/" ATTACK,      "SPEECHD_ADDRESS=" ATTACK};
	static const char *const kinds[] = {"--mouse", "--list", "--linear"};
	struct arena a = {0};
	const char *folder = arena_fmt(&a, "ANTEROOM_CONTENT=%s", content).p;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
			const char *argv[] = {"sh",    "-c",     "exec \"$0\" \"$1\" </dev/null",
			                      program, kinds[k], NULL};
			const char *seen[] = {program, kinds[k], NULL};
			const char *env[] = {folder, rows[i], NULL};
			run(k == 2 ? argv : seen, env, rows[i]);
		}
	const char *argv[] = {program, "--list", NULL};
	const char *env[] = {"ANTEROOM_CONTENT=/" ATTACK, NULL};
	run(argv, env, "the folder of the content");
	arena_clear(&a);
	check_end();
}

/* --- files ------------------------------------------------------------------------------------ */

/* Writes `text` with the first `old` in it replaced. */
static void write_file(const char *path, const char *text, const char *old, const char *new)
{
	FILE *f = fopen(path, "w");
	const char *at = strstr(text, old);
	assert_non_null(f);
	assert_non_null(at);
	fprintf(f, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
	assert_int_equal(fclose(f), 0);
}

static const char *read_file(struct arena *a, const char *path)
{
	static char bytes[200000];
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	return arena_str(a, (struct str){bytes, n}).p;
}

static void try_folder(const char *folder, const char *row)
{
	struct arena a = {0};
	const char *env[] = {arena_fmt(&a, "ANTEROOM_CONTENT=%s", folder).p,
	                     "ANTEROOM_TODAY=2026-11-24", NULL};
	static const char *const ways[] = {"--mouse", "--list", "--linear"};
	static const char *const commands[] = {"check", "status", "readability"};
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		const char *argv[] = {"sh",    "-c",    "exec \"$0\" \"$1\" </dev/null",
		                      program, ways[i], NULL};
		const char *seen[] = {program, ways[i], NULL};
		run(i == 2 ? argv : seen, env, row);
	}
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		const char *argv[] = {tools, commands[i], NULL};
		run(argv, env, row);
	}
	arena_clear(&a);
}

static void names_of_files_are_told_harmlessly(void **state)
{
	(void)state;
	static const char *const names[] = {ATTACK, "tea/" ATTACK ".yaml", ATTACK "/en.yaml"};
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	const char *text =
	        read_file(&a, arena_fmt(&a, "%s/ketamine-depression/en.yaml", content).p);
	mkdir(arena_fmt(&a, "%s/tea", folder).p, 0700);
	mkdir(arena_fmt(&a, "%s/" ATTACK, folder).p, 0700);
	write_file(arena_fmt(&a, "%s/tea/en.yaml", folder).p, text, "title:", "title:");
	for (size_t i = 1; i < ARRAY_LEN(names); i++)
		write_file(arena_fmt(&a, "%s/%s", folder, names[i]).p, text, "title:", "title:");
	try_folder(folder, "names of files");
	scene_remove(folder);
	arena_clear(&a);
	check_end();
}

/* Both as bytes, which no YAML may hold, and as an escape, which it may. */
static void articles_are_checked(void **state)
{
	(void)state;
	static const struct {
		const char *name, *old, *new;
	} rows[] = {{"bytes", "title: \"", "title: \"" ATTACK},
	            {"escapes", "title: \"", "title: \"\\e]0;owned\\a\\x9b31m\\u202e\\e[6n"},
	            {"a key", "title:", "ti" ATTACK "tle:"},
	            {"an unknown key", "title:", "\"x\\e]0;owned\\a\": \"1\"\ntitle:"},
	            {"a comment", "title:", "# " ATTACK "\ntitle:"},
	            {"an address",
	             "glossary:", "glossary:\n  \"\\e[6n\": {term: \"a\", meaning: \"b\"}"},
	            {"not YAML", "title: \"", "title: \"" ATTACK "\n"}};
	struct arena a = {0};
	const char *text =
	        read_file(&a, arena_fmt(&a, "%s/ketamine-depression/en.yaml", content).p);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *folder = scene_folder(&a);
		mkdir(arena_fmt(&a, "%s/tea", folder).p, 0700);
		write_file(arena_fmt(&a, "%s/tea/en.yaml", folder).p, text, rows[i].old,
		           rows[i].new);
		try_folder(folder, rows[i].name);
		scene_remove(folder);
	}
	arena_clear(&a);
	check_end();
}

/* Every message of a catalogue is an attack; made by gettext's own program. */
static void catalogues_are_checked(void **state)
{
	(void)state;
	static const char *const messages[] = {"Menu", "Help now", "Contents",
	                                       "Press Enter to begin.",
	                                       "there is no article “%s”; --list shows them"};
	struct arena a = {0};
	const char *folder = scene_folder(&a);
	const char *po = arena_fmt(&a, "%s/es.po", folder).p;
	const char *where = arena_fmt(&a, "%s/es/LC_MESSAGES", folder).p;
	mkdir(arena_fmt(&a, "%s/es", folder).p, 0700);
	mkdir(where, 0700);
	FILE *f = fopen(po, "w");
	assert_non_null(f);
	fputs("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n", f);
	for (size_t i = 0; i < ARRAY_LEN(messages); i++)
		fprintf(f, "msgid \"%s\"\nmsgstr \"%s\"\n", messages[i],
		        "x\\033]0;owned\\a\\302\\2331m\\342\\200\\256\\033[6n%s");
	fclose(f);
	assert_int_equal(system(arena_fmt(&a, "msgfmt -o %s/anteroom.mo %s", where, po).p), 0);
	const char *env[] = {arena_fmt(&a, "ANTEROOM_CONTENT=%s", content).p,
	                     arena_fmt(&a, "ANTEROOM_LOCALE=%s", folder).p,
	                     "ANTEROOM_TODAY=2026-11-24", NULL};
	const char *reads[] = {program, "--language", "es", NULL};
	const char *complains[] = {program, "--language", "es", "nowhere", NULL};
	run(reads, env, "a catalogue, on screen");
	run(complains, env, "a catalogue, in a message");
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
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(arguments_are_told_harmlessly),
	        cmocka_unit_test(the_environment_is_not_believed),
	        cmocka_unit_test(names_of_files_are_told_harmlessly),
	        cmocka_unit_test(articles_are_checked),
	        cmocka_unit_test(catalogues_are_checked),
	};
	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
