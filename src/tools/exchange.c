/* export and import: an article for other programs, and a translation back from them. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/today.h"
#include "content/article.h"
#include "content/library.h"
#include "desk/booklet.h"
#include "desk/exchange.h"
#include "desk/gift.h"
#include "text/locale.h"
#include "tools/commands.h"
#include "tools/desk.h"

#include <stdio.h>
#include <stdlib.h>

/* --- an article as readers have it ---------------------------------------------------------- */

/* Crisis help is read only where it is said. */
struct copy {
	const struct article *a;
	struct library *lib;
	const char *day;
	struct diags *ds;
};

static void write_text(struct buf *out, const struct copy *c)
{
	booklet_text(out, c->a, library_help(c->lib, c->ds), c->day);
}

static void write_html(struct buf *out, const struct copy *c)
{
	booklet_html(out, c->a, library_help(c->lib, c->ds), c->day);
}

static void write_gift(struct buf *out, const struct copy *c)
{
	gift_write(out, c->a);
}

typedef void write_copy(struct buf *out, const struct copy *c);

static const struct {
	const char *name;
	write_copy *write;
} copies[] = {{"text", write_text}, {"html", write_html}, {"gift", write_gift}};

/* The interface's words in the article's language, where there are any. */
static void speak(struct arena *a, struct str lang)
{
	const char *named = getenv("ANTEROOM_LOCALE");
	const char *dir = named && *named ? named : LOCALE_DIR;
	size_t n;
	const struct str *have = i18n_catalogues(a, dir, &n);
	size_t best = locale_match(have, n, lang);
	i18n_use(dir, best < n ? have[best].p : "en");
}

/* The article in this language and in no other; NULL: findings were added. */
static const struct article *article_in(struct library *lib, const struct arguments *line,
                                        struct diags *ds)
{
	struct str id = str_of(line->word[0]), lang = str_of(line->word[1]);
	size_t i = library_find(lib, id), n = 0;
	bool found = i < library_count(lib), has = false;
	const struct str *have = found ? library_languages(lib, i, &n) : NULL;
	for (size_t k = 0; k < n; k++)
		has |= str_eq(have[k], lang);
	if (!has) {
		diag_add(ds, &(struct source){.path = line->content}, &RULE_UNREADABLE,
		         (struct srcpos){0},
		         found ? "the article “%s” is not there in the language “%s”"
		               : "there is no article “%s” here (asked for in “%s”)",
		         id.p, lang.p);
		return NULL;
	}
	const struct article *a = library_article(lib, i, lang, ds);
	return a && str_eq(a->lang, lang) ? a : NULL;
}

static int export_copy(const struct arguments *line, write_copy *write)
{
	struct desk d = {.ds = diags_new()};
	struct buf out = {0};
	struct copy c = {
	        .lib = library_open(line->content, d.ds), .day = today(&d.a).p, .ds = d.ds};
	c.a = article_in(c.lib, line, d.ds);
	bool ok = c.a != NULL;
	if (ok) {
		speak(&d.a, c.a->lang);
		write(&out, &c);
		if (line->output)
			ok = file_replace(line->output, buf_str(&out), d.ds);
		else
			ok = fwrite(out.p, 1, out.len, stdout) == out.len;
	}
	buf_clear(&out);
	library_close(c.lib);
	return desk_close(&d, ok);
}

/* --- a translation in other programs -------------------------------------------------------- */

int cmd_export(int argc, char **argv)
{
	struct arguments line;
	struct desk d;
	int status = arguments_read(argc, argv,
	                            "ID LANGUAGE --to po|text|html|gift [--output FILE] "
	                            "[--content DIR]",
	                            2, 2, &line);
	if (status >= 0)
		return status;
	for (size_t i = 0; i < ARRAY_LEN(copies); i++)
		if (strcmp(line.to, copies[i].name) == 0)
			return export_copy(&line, copies[i].write);
	if (strcmp(line.to, "po") != 0)
		return command_usage("there is no such format (po, text, html or gift)", line.to);
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
