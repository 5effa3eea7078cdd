/* anteroom-content: for authors and translators. Results go to standard output, findings too:
 * they are the result. */
#include "base/arena.h"
#include "content/rules.h"
#include "tools/commands.h"

#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_FOUND = 1, EXIT_USAGE = 2 };

int command_usage(const char *what, const char *word)
{
	struct arena a = {0};
	fputs("anteroom-content: ", stderr);
	diag_print_safely(arena_fmt(&a, "%s: “%s”", what, word), stderr);
	fputc('\n', stderr);
	arena_clear(&a);
	return EXIT_USAGE;
}

/* --- explain ------------------------------------------------------------------------------ */

static const char *const severities[] = {
        [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

static void print_indented(const char *text)
{
	for (const char *p = text; *p;) {
		size_t len = strcspn(p, "\n");
		printf("    %.*s\n", (int)len, p);
		p += len + (p[len] == '\n');
	}
}

static int command_explain(int argc, char **argv)
{
	int n = argc - 1;
	char **names = argv + 1;
	if (n == 1 && strcmp(names[0], "--help") == 0) {
		puts("Usage: anteroom-content explain [RULE]...");
		return EXIT_SUCCESS;
	}
	if (n == 0) {
		const struct rule *r;
		for (size_t i = 0; (r = rules_at(i)); i++)
			printf("%-20s %s\n", r->name, severities[r->severity]);
		return EXIT_SUCCESS;
	}
	for (int i = 0; i < n; i++) {
		const struct rule *r = rules_find(names[i]);
		if (!r)
			return command_usage("no such rule (“anteroom-content explain” lists them)",
			                     names[i]);
		printf("%s (%s)\n%s\n\n%s\n", r->name, severities[r->severity], r->meaning,
		       "Before:");
		print_indented(r->before);
		printf("%s\n", "After:");
		print_indented(r->after);
	}
	return EXIT_SUCCESS;
}

/* --- commands ----------------------------------------------------------------------------- */

static const struct command {
	const char *name, *arguments, *help;
	int (*run)(int argc, char **argv);
} commands[] = {
        {"check", "[PATH]...", "every finding, with its place", cmd_check},
        {"explain", "[RULE]...", "what a finding means, with an example", command_explain},
        {"status", "", "how far each article is in each language", cmd_status},
        {"new", "ID", "the file that a new article begins with", cmd_new},
        {"schema", "", "the format as a JSON Schema, for editors", cmd_schema},
        {"readability", "[PATH]...", "how hard each part is to read, by formula", cmd_readability},
        {"translate", "ID LANGUAGE", "makes or updates a translation's file", cmd_translate},
        {"restamp", "ID LANGUAGE PATH...", "the source changed, its meaning did not", cmd_restamp},
        {"export", "ID LANGUAGE --to FORMAT",
         "po (for Poedit, Weblate or OmegaT), text, html or gift", cmd_export},
        {"import", "ID LANGUAGE FILE.po", "the way back", cmd_import},
        {"index", "[DIR]", "lets a large library be listed and searched", cmd_index},
        {"ok", "ID LANGUAGE PATH RULE", "silences one finding about one text", cmd_ok},
};

static void print_help(FILE *out)
{
	fprintf(out, "%s\n\n",
	        "Usage: anteroom-content COMMAND [ARGUMENT]...\n"
	        "For authors and translators of articles.");
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		fprintf(out, "  %-11s %-23s  %s\n", commands[i].name, commands[i].arguments,
		        commands[i].help);
	fprintf(out, "\n%s\n", "Status: 0 done, 1 findings, 2 usage.");
}

int main(int argc, char **argv)
{
	enum { KEPT_BYTES = 64 << 20 };
	setlocale(LC_CTYPE, "C.UTF-8");
	/* The next article wants as much as the last one: what it had is not given back in between. */
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	const char *name = argc > 1 ? argv[1] : "--help";
	if (strcmp(name, "--help") == 0 || strcmp(name, "--version") == 0) {
		if (name[2] == 'v')
			printf("anteroom-content %s\n", VERSION);
		else
			print_help(argc > 1 ? stdout : stderr);
		return argc > 1 ? EXIT_SUCCESS : EXIT_USAGE;
	}
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		if (strcmp(commands[i].name, name) != 0)
			continue;
		int status = commands[i].run(argc - 1, argv + 1);
		return fflush(stdout) || ferror(stdout) ? EXIT_FOUND : status;
	}
	print_help(stderr);
	return command_usage("no such command", name);
}
