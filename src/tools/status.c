/* status: a table of all articles and languages. */
#include "base/today.h"
#include "desk/status.h"
#include "tools/commands.h"

#include <getopt.h>
#include <stdlib.h>

enum { EXIT_BROKEN = 1, EXIT_USAGE = 2 };

static int show_usage(FILE *out)
{
	fputs("Usage: anteroom-content status [--format text|tsv|json] [--content DIR]\n", out);
	return out == stdout ? EXIT_SUCCESS : EXIT_USAGE;
}

static bool find_format(const char *word, enum status_format *ret)
{
	static const char *const words[] = {
	        [STATUS_TEXT] = "text", [STATUS_TSV] = "tsv", [STATUS_JSON] = "json"};
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*ret = (enum status_format)i;
			return true;
		}
	return false;
}

/* False: something could not be read. */
static bool print_status(const char *dir, enum status_format format)
{
	struct arena a = {0};
	struct buf out = {0};
	struct diags *ds = diags_new();
	struct status *s = status_read(dir, today(&a), ds);
	bool sound = diags_count(ds, SEV_ERROR) == 0;
	for (size_t i = 0; i < s->n; i++)
		sound &= !s->row[i].broken;
	status_write(s, format, &out);
	fwrite(out.p, 1, out.len, stdout);
	diags_print(ds, stderr);
	status_free(s);
	diags_free(ds);
	buf_clear(&out);
	arena_clear(&a);
	return sound;
}

int cmd_status(int argc, char **argv)
{
	static const struct option options[] = {{"format", required_argument, NULL, 'f'},
	                                        {"content", required_argument, NULL, 'c'},
	                                        {"help", no_argument, NULL, 'h'},
	                                        {0}};
	const char *fallback = getenv("ANTEROOM_CONTENT");
	const char *dir = fallback && *fallback ? fallback : "content";
	enum status_format format = STATUS_TEXT;
	optind = 0;
	opterr = 0;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == 'h')
			return show_usage(stdout);
		if (c == '?' || (c == 'f' && !find_format(optarg, &format)))
			return show_usage(stderr);
		dir = c == 'c' ? optarg : dir;
	}
	if (optind < argc)
		return show_usage(stderr);
	return print_status(dir, format) ? EXIT_SUCCESS : EXIT_BROKEN;
}
