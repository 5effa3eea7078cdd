/* schema: the article format, for editors. */
#include "base/buf.h"
#include "desk/schema.h"
#include "tools/commands.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_USAGE = 2 };

int cmd_schema(int argc, char **argv)
{
	static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {0}};
	optind = 0;
	opterr = 0;
	int c = getopt_long(argc, argv, "", options, NULL);
	if (c != -1 || optind < argc) {
		fputs("Usage: anteroom-content schema\n", c == 'h' ? stdout : stderr);
		return c == 'h' ? EXIT_SUCCESS : EXIT_USAGE;
	}
	struct buf out = {0};
	schema_write(&out);
	fwrite(out.p, 1, out.len, stdout);
	buf_clear(&out);
	return EXIT_SUCCESS;
}
