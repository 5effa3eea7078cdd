/* export and import: a translation in other programs, and back. */
#include "base/file.h"
#include "base/today.h"
#include "content/article.h"
#include "desk/exchange.h"
#include "tools/commands.h"
#include "tools/desk.h"

#include <stdio.h>
#include <stdlib.h>

int cmd_export(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(
	        argc, argv, "ID LANGUAGE --to po [--output FILE] [--content DIR]", 2, 2, &line);
	if (status >= 0)
		return status;
	if (strcmp(line.to, "po") != 0)
		return command_usage("there is no such format (only po)", line.to);
	size_t n;
	bool ok = desk_open(&d, &line);
	struct po_entry *entry = ok ? exchange_export(&d.files, &d.a, &n, d.ds) : NULL;
	const char *path = line.output ? line.output : "-";
	ok = entry && po_write(path, line.word[1], today(&d.a), entry, n, d.ds);
	return desk_close(&d, ok);
}

int cmd_import(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(argc, argv, "ID LANGUAGE FILE.po [--content DIR]", 3, 3, &line);
	if (status >= 0)
		return status;
	size_t n;
	struct str bytes;
	bool ok = desk_open(&d, &line) &&
	          file_read(&d.a, line.word[2], ARTICLE_MAX_BYTES * 2, &bytes, d.ds);
	struct po_entry *entry = ok ? po_read(&d.a, line.word[2], &n, d.ds) : NULL;
	ok = entry && exchange_import(&d.files, entry, n, &d.a, &d.result, d.ds) && desk_save(&d);
	if (ok)
		desk_print_result(&d);
	return desk_close(&d, ok);
}
