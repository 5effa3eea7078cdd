/* index: a file by which a large library is listed and searched without reading it. */
#include "content/index.h"
#include "tools/commands.h"

#include <getopt.h>
#include <stdlib.h>

enum { EXIT_BROKEN = 1, EXIT_USAGE = 2 };

static int index_usage(FILE *out)
{
	fputs("Usage: anteroom-content index [--content DIR] [DIR]\n", out);
	return out == stdout ? EXIT_SUCCESS : EXIT_USAGE;
}

int cmd_index(int argc, char **argv)
{
	static const struct option options[] = {
	        {"content", required_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'}, {0}};
	const char *fallback = getenv("ANTEROOM_CONTENT");
	const char *dir = fallback && *fallback ? fallback : "content";
	size_t rows;
	optind = 0;
	opterr = 0;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c != 'c')
			return index_usage(c == 'h' ? stdout : stderr);
		dir = optarg;
	}
	if (argc - optind > 1)
		return index_usage(stderr);
	if (optind < argc)
		dir = argv[optind];
	struct diags *ds = diags_new();
	diags_least(ds, SEV_ERROR); /* the rest is for `check` to tell */
	bool made = index_write(dir, &rows, ds);
	bool whole = made && diags_count(ds, SEV_ERROR) == 0;
	diags_print(ds, stderr);
	if (made)
		printf("indexed: %zu\n", rows);
	diags_free(ds);
	return whole ? EXIT_SUCCESS : EXIT_BROKEN;
}
