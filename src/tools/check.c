/* check: every finding in files and folders. Findings go to standard output: they are the result. */
#include "base/today.h"
#include "desk/check.h"
#include "tools/commands.h"

#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { EXIT_FOUND = 1 };

struct format {
	const char *name, *header;
	void (*print)(const struct diags *ds);
};

struct job {
	const struct format *format;
	bool notes;
	struct str today;
	size_t files, count[SEV_ERROR + 1];
};

/* --- formats ------------------------------------------------------------------------------ */

static const char *const level_names[] = {
        [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

static size_t not_kept(const struct diags *ds)
{
	return diags_count(ds, SEV_NOTE) - diags_len(ds);
}

static void print_text(const struct diags *ds)
{
	diags_print(ds, stdout);
}

/* Without what ends a command of GitHub's, or a part of one. */
static void print_escaped(struct str s, bool property)
{
	for (size_t i = 0; i < s.len;) {
		size_t n = 0;
		while (i + n < s.len && !strchr("%\r\n:,", s.p[i + n]))
			n++;
		diag_print_safely(str_part(s, i, i + n), stdout);
		i += n;
		if (i == s.len)
			break;
		bool plain = !property && (s.p[i] == ':' || s.p[i] == ',');
		printf(plain ? "%c" : "%%%02X", (unsigned)(unsigned char)s.p[i++]);
	}
}

static void print_github(const struct diags *ds)
{
	static const char *const names[] = {
	        [SEV_NOTE] = "notice", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};
	for (size_t i = 0; i < diags_len(ds); i++) {
		const struct diag *d = diags_at(ds, i);
		printf("::%s ", names[d->rule->severity]);
		if (d->src) {
			fputs("file=", stdout);
			print_escaped(str_of(d->src->path), true);
			putchar(',');
		}
		if (d->src && d->pos.line)
			printf("line=%u,col=%u,", d->pos.line, d->pos.col);
		printf("title=%s::", d->rule->name);
		print_escaped(d->msg, false);
		putchar('\n');
	}
	if (not_kept(ds))
		printf("::notice::and %zu more; mend these first\n", not_kept(ds));
}

/* A cell of a table: a tab or line feed would end it. */
static void print_cell(struct str s, char end)
{
	while (s.len) {
		size_t n = 0;
		while (n < s.len && !strchr("\t\r\n", s.p[n]))
			n++;
		diag_print_safely(str_part(s, 0, n), stdout);
		if (n < s.len)
			putchar(' ');
		s = str_part(s, MIN(n + 1, s.len), s.len);
	}
	putchar(end);
}

static void print_tsv(const struct diags *ds)
{
	for (size_t i = 0; i < diags_len(ds); i++) {
		const struct diag *d = diags_at(ds, i);
		print_cell(str_of(d->src ? d->src->path : ""), '\t');
		if (d->src && d->pos.line)
			printf("%u\t%u\t", d->pos.line, d->pos.col);
		else
			fputs("\t\t", stdout);
		printf("%s\t%s\t", level_names[d->rule->severity], d->rule->name);
		print_cell(d->msg, '\n');
	}
	if (not_kept(ds)) /* a row of its own would be no finding */
		fprintf(stderr, "anteroom-content: and %zu more; mend these first\n", not_kept(ds));
}

static const struct format formats[] = {
        {"text", "", print_text},
        {"github", "", print_github},
        {"tsv", "path\tline\tcolumn\tlevel\trule\tmessage\n", print_tsv},
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

/* --- files -------------------------------------------------------------------------------- */

/* Every file has its own findings, so that one with many hides none of another's. */
static void check_one(struct job *j, const char *path)
{
	struct diags *ds = diags_new();
	if (j->notes)
		check_file_closely(path, j->today, ds);
	else
		check_file(path, j->today, ds);
	diags_sort(ds);
	j->format->print(ds);
	j->files++;
	for (enum severity s = SEV_NOTE; s <= SEV_ERROR; s++)
		j->count[s] += diags_count(ds, s) - (s < SEV_ERROR ? diags_count(ds, s + 1) : 0);
	diags_free(ds);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);
	return len > n && strcmp(s + len - n, end) == 0;
}

/* Not what the tools keep for themselves: es.src.yaml. */
static bool is_content(const char *name)
{
	return ends_with(name, ".yaml") && !ends_with(name, ".src.yaml");
}

/* Checks a file, or all content in a folder and the folders in it. */
static void check_path(struct job *j, const char *path, int depth)
{
	enum { MAX_DEPTH = 4 };
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
		check_one(j, path);
		return;
	}
	struct dirent **list;
	int n = depth < MAX_DEPTH ? scandir(path, &list, NULL, by_name) : -1;
	for (int i = 0; i < n; i++) {
		struct arena a = {0};
		const char *name = list[i]->d_name;
		const char *inner = arena_fmt(&a, "%s/%s", path, name).p;
		bool folder = stat(inner, &st) == 0 && S_ISDIR(st.st_mode);
		if (name[0] != '.' && (folder || is_content(name)))
			check_path(j, inner, depth + 1);
		arena_clear(&a);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* --- the command -------------------------------------------------------------------------- */

static void print_help(void)
{
	puts("Usage: anteroom-content check [--notes] [--format text|github|tsv] [PATH]...\n"
	     "Tells every finding in files of content, or in all of a folder (without a PATH, in\n"
	     "$ANTEROOM_CONTENT or content).\n\n"
	     "  --notes            tell also what is worth a look and may well be right\n"
	     "  --format FORMAT    text: for people; github: annotations of GitHub Actions;\n"
	     "                     tsv: a table with a header, for spreadsheets\n"
	     "  --help             show this\n\n"
	     "Status: 0 no finding is an error, 1 some are, 2 usage.");
}

static void print_summary(const struct job *j)
{
	printf("files: %zu, errors: %zu, warnings: %zu", j->files, j->count[SEV_ERROR],
	       j->count[SEV_WARNING]);
	if (j->notes)
		printf(", notes: %zu", j->count[SEV_NOTE]);
	putchar('\n');
}

/* Reads the options into the job; the exit status if that is all there is to do, else -1. */
static int read_options(struct job *j, int argc, char **argv)
{
	static const struct option options[] = {{"notes", no_argument, NULL, 'n'},
	                                        {"format", required_argument, NULL, 'f'},
	                                        {"help", no_argument, NULL, 'h'},
	                                        {0}};
	optind = 0;
	opterr = 0;
	for (int opt; (opt = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
		if (opt == 'h') {
			print_help();
			return EXIT_SUCCESS;
		}
		if (opt == '?')
			return command_usage("no such option", argv[optind - 1]);
		if (opt == 'f')
			j->format = find_format(optarg);
		if (opt == ':' || !j->format)
			return command_usage("the formats are text, github and tsv",
			                     opt == 'f' ? optarg : argv[optind - 1]);
		j->notes |= opt == 'n';
	}
	return -1;
}

int cmd_check(int argc, char **argv)
{
	const char *fallback = getenv("ANTEROOM_CONTENT");
	struct arena a = {0};
	struct job j = {.today = today(&a), .format = &formats[0]};
	int status = read_options(&j, argc, argv);
	if (status < 0) {
		fputs(j.format->header, stdout);
		for (int i = optind; i < argc; i++)
			check_path(&j, argv[i], 0);
		if (optind == argc)
			check_path(&j, fallback && *fallback ? fallback : "content", 0);
		if (j.format == &formats[0])
			print_summary(&j);
		status = j.count[SEV_ERROR] ? EXIT_FOUND : EXIT_SUCCESS;
	}
	arena_clear(&a);
	return status;
}
