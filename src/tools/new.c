/* new: the file that an article begins with. What is already there is never touched. */
#include "base/file.h"
#include "base/today.h"
#include "content/fields.h"
#include "desk/skeleton.h"
#include "text/locale.h"
#include "tools/commands.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_REFUSED = 1, EXIT_USAGE = 2 };

static int show_usage(FILE *out)
{
	fputs("Usage: anteroom-content new ID [--language TAG] [--content DIR]\n", out);
	return out == stdout ? EXIT_SUCCESS : EXIT_USAGE;
}

static int refuse(const char *why, struct str word)
{
	fputs("anteroom-content: ", stderr);
	diag_print_safely(word, stderr);
	fprintf(stderr, ": %s\n", why);
	return EXIT_REFUSED;
}

/* Whether any language of an article is in the folder. */
static bool holds_article(const char *folder)
{
	DIR *d = opendir(folder);
	bool holds = false;
	for (struct dirent *f; d && (f = readdir(d));) {
		size_t len = strlen(f->d_name);
		holds |= len > 5 && strcmp(f->d_name + len - 5, ".yaml") == 0;
	}
	if (d)
		closedir(d);
	return holds;
}

/* A file that was not there; false, with errno, if it cannot be made whole. */
static bool write_new(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	bool ok = true;
	while (ok && text.len) {
		ssize_t n = write(fd, text.p, text.len);
		ok = n > 0 || (n < 0 && errno == EINTR);
		text = str_part(text, n > 0 ? (size_t)n : 0, text.len);
	}
	int why = errno;
	ok &= close(fd) == 0;
	if (!ok) {
		unlink(path);
		errno = why;
	}
	return ok;
}

static int make_article(struct arena *a, const char *dir, const char *id, const char *language)
{
	struct str folder = arena_fmt(a, "%s/%s", dir, id);
	struct str path = arena_fmt(a, "%.*s/%s.yaml", STR_ARG(folder), language);
	bool made = mkdir(folder.p, 0777) == 0;
	if (!made && errno != EEXIST)
		return refuse(strerror(errno), folder);
	if (!made && holds_article(folder.p))
		return refuse("this article is there already; another language of it is made with "
		              "“anteroom-content translate”",
		              folder);
	if (!write_new(path.p, skeleton_text(a, language, today(a)))) {
		int why = errno;
		if (made)
			rmdir(folder.p);
		return refuse(strerror(why), path);
	}
	diag_print_safely(path, stdout);
	putchar('\n');
	return EXIT_SUCCESS;
}

int cmd_new(int argc, char **argv)
{
	static const struct option options[] = {{"language", required_argument, NULL, 'l'},
	                                        {"content", required_argument, NULL, 'c'},
	                                        {"help", no_argument, NULL, 'h'},
	                                        {0}};
	const char *fallback = getenv("ANTEROOM_CONTENT");
	const char *dir = fallback && *fallback ? fallback : "content", *language = "en";
	optind = 0;
	opterr = 0;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == 'h')
			return show_usage(stdout);
		if (c == '?')
			return show_usage(stderr);
		*(c == 'c' ? &dir : &language) = optarg;
	}
	if (optind + 1 != argc)
		return show_usage(stderr);
	struct str id = str_of(argv[optind]), tag = str_of(language);
	if (!fields_is_id(id))
		return refuse(
		        "no id: write up to 64 small letters a-z, digits and hyphens, and begin "
		        "with a letter; a word of YAML or of the format is none",
		        id);
	if (!locale_is_tag(tag))
		return refuse("no language tag such as en, es or pt-BR", tag);
	struct arena a = {0};
	int status = make_article(&a, dir, argv[optind], language);
	arena_clear(&a);
	return status;
}
