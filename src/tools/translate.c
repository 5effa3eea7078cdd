/* translate, restamp, ok. */
#include "base/today.h"
#include "tools/commands.h"
#include "tools/desk.h"

int cmd_translate(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(argc, argv, "ID LANGUAGE [--content DIR]", 2, 2, &line);
	if (status >= 0)
		return status;
	bool ok = desk_open(&d, &line) &&
	          translate_refresh(&d.files, NULL, 0, &d.a, &d.result, d.ds) && desk_save(&d);
	if (ok)
		desk_print_result(&d);
	return desk_close(&d, ok);
}

int cmd_restamp(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(argc, argv, "ID LANGUAGE PATH... [--content DIR]", 3, 0, &line);
	if (status >= 0)
		return status;
	bool ok = desk_open(&d, &line);
	size_t n = (size_t)line.n - 2;
	struct str *path = arena_array(&d.a, struct str, n);
	for (size_t i = 0; i < n; i++)
		path[i] = str_of(line.word[i + 2]);
	ok = ok && translate_restamp(&d.files, path, n, &d.a, &d.result, d.ds) && desk_save(&d);
	if (ok)
		desk_print_result(&d);
	return desk_close(&d, ok);
}

int cmd_ok(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(argc, argv, "ID LANGUAGE PATH RULE --by NAME [--content DIR]",
	                            4, 4, &line);
	if (status >= 0)
		return status;
	bool ok = desk_open(&d, &line);
	struct translate_waiver w = {.path = str_of(line.word[2]),
	                             .rule = str_of(line.word[3]),
	                             .by = str_of(line.by),
	                             .on = today(&d.a)};
	ok = ok && translate_waive(&d.files, &w, &d.a, &d.result, d.ds) && desk_save(&d);
	if (ok)
		printf("%s: “%s” is silent about “%s”, until the text or its source changes\n",
		       d.files.translation.path, line.word[3], line.word[2]);
	return desk_close(&d, ok);
}
