/* What is not understood is answered with how the command is used. */
#include "tools/arguments.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

static int show_usage(const char *name, const char *usage, FILE *out)
{
	fprintf(out, "Usage: anteroom-content %s %s\n", name, usage);
	return out == stdout ? EXIT_SUCCESS : EXIT_USAGE;
}

int arguments_read(int argc, char **argv, const char *usage, int least, int most,
                   struct arguments *ret)
{
	static const struct option options[] = {
	        {"content", required_argument, NULL, 'c'}, {"by", required_argument, NULL, 'b'},
	        {"to", required_argument, NULL, 't'},      {"output", required_argument, NULL, 'o'},
	        {"help", no_argument, NULL, 'h'},          {0}};
	const char *fallback = getenv("ANTEROOM_CONTENT");
	*ret = (struct arguments){.content = fallback && *fallback ? fallback : "content"};
	optind = 0;
	opterr = 0;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == 'h')
			return show_usage(argv[0], usage, stdout);
		if (c == '?')
			return show_usage(argv[0], usage, stderr);
		*(c == 'c'   ? &ret->content
		  : c == 'b' ? &ret->by
		  : c == 't' ? &ret->to
		             : &ret->output) = optarg;
	}
	ret->word = argv + optind;
	ret->n = argc - optind;
	bool by = ret->by && *ret->by, wants_by = strstr(usage, "--by") != NULL;
	bool to = ret->to && *ret->to, wants_to = strstr(usage, "--to") != NULL;
	bool output = !ret->output || strstr(usage, "--output");
	if (ret->n < least || (most && ret->n > most) || by != wants_by || to != wants_to ||
	    !output)
		return show_usage(argv[0], usage, stderr);
	return -1;
}
