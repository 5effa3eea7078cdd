/* What the tools change in a translation's file. Every case of tests/desk/cases.txt changes the
 * source or the translation of tests/desk in one place, runs a command, and says to the letter
 * what is told and which lines of the file are then other ones. Each is tried in four forms of the
 * file, and twice: the second time nothing changes.
 *
 * After something was changed on purpose, `UPDATE=1 meson test translate` writes what happens now
 * into cases.txt: read the difference before you keep it. */
#include "check.h"

#include "base/buf.h"
#include "base/file.h"
#include "content/article.h"
#include "desk/translate.h"

#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOURCE "content/tea/en.yaml"
#define FILE_ES "content/tea/es.yaml"
#define ORIGINS "content/tea/es.src.yaml"

static struct str source, by_hand;  /* tests/desk/en.yaml and es.yaml */
static struct str stamped, origins; /* es.yaml and es.src.yaml as the first run leaves them */

/* --- running a command -------------------------------------------------------------------- */

struct run {
	struct arena a;
	struct diags *ds;
	struct translate_result r;
	bool ok;
};

static const char *const whats[TRANSLATE_WHATS] = {
        [TRANSLATE_NEW] = "new",         [TRANSLATE_REMOVED] = "removed",
        [TRANSLATE_CHANGED] = "changed", [TRANSLATE_REDONE] = "redone",
        [TRANSLATE_STAMPED] = "stamped", [TRANSLATE_RESTAMPED] = "restamped",
        [TRANSLATE_UPDATED] = "updated", [TRANSLATE_SIGNED] = "signed",
        [TRANSLATE_UNKNOWN] = "unknown"};

static struct translate_files files_of(struct str src, struct str file, struct str old)
{
	return (struct translate_files){.source = {.path = SOURCE, .text = src},
	                                .translation = {.path = FILE_ES, .text = file},
	                                .origins = {.path = ORIGINS, .text = old},
	                                .lang = STR("es")};
}

static void end_run(struct run *run)
{
	diags_free(run->ds);
	arena_clear(&run->a);
}

/* Up to the next space, which is taken too. */
static struct str word(struct str *s)
{
	const char *space = s->len ? memchr(s->p, ' ', s->len) : NULL;
	size_t n = space ? (size_t)(space - s->p) : s->len;
	struct str w = str_part(*s, 0, n);
	*s = str_part(*s, MIN(n + 1, s->len), s->len);
	return w;
}

enum { MANY = 8 };

/* The lines "PATH TEXT", or "PATH TEXT <- SOURCE TEXT". */
static size_t read_updates(struct str lines, struct translate_update *ret)
{
	size_t n = 0;
	while (lines.len && n < MANY) {
		const char *nl = memchr(lines.p, '\n', lines.len);
		struct str line = str_part(lines, 0, nl ? (size_t)(nl - lines.p) : lines.len);
		lines = str_part(lines, MIN(line.len + 1, lines.len), lines.len);
		struct translate_update *u = &ret[n++];
		*u = (struct translate_update){.path = word(&line)};
		const char *arrow = line.len ? memmem(line.p, line.len, " <- ", 4) : NULL;
		u->text = arrow ? str_part(line, 0, (size_t)(arrow - line.p)) : line;
		if (arrow)
			u->from = str_part(line, u->text.len + 4, line.len);
	}
	return n;
}

/* A command as somebody types it: "translate", "update", "restamp PATH…", "ok PATH RULE". */
static struct run run(struct translate_files files, struct str command, struct str updates)
{
	struct run run = {.ds = diags_new()};
	struct translate_update update[MANY];
	struct str name = word(&command), path[MANY];
	size_t n = 0;
	if (str_is(name, "restamp")) {
		while (command.len && n < MANY)
			path[n++] = word(&command);
		run.ok = translate_restamp(&files, path, n, &run.a, &run.r, run.ds);
	} else if (str_is(name, "ok")) {
		struct translate_waiver w = {.by = STR("A \"B\""), .on = STR("2026-11-24")};
		w.path = word(&command);
		w.rule = word(&command);
		run.ok = translate_waive(&files, &w, &run.a, &run.r, run.ds);
	} else {
		n = read_updates(updates, update);
		run.ok = translate_refresh(&files, update, n, &run.a, &run.r, run.ds);
	}
	return run;
}

/* What is told: events one a line, and findings as printed. */
static struct str told(struct arena *a, struct run *run)
{
	char *text = NULL;
	size_t len = 0, stamps = 0;
	FILE *out = open_memstream(&text, &len);
	for (size_t i = 0; run->ok && i < run->r.n_events; i++) {
		const struct translate_event *ev = &run->r.event[i];
		stamps += ev->what == TRANSLATE_STAMPED;
		if (ev->what == TRANSLATE_STAMPED && stamps > 3)
			continue;
		fprintf(out, "%s %.*s%s%s\n", whats[ev->what], STR_ARG(ev->path),
		        ev->critical ? " critical" : "", ev->numbers ? " numbers" : "");
	}
	if (stamps > 3)
		fprintf(out, "stamped: %zu\n", stamps);
	if (run->ok && run->r.n_empty)
		fprintf(out, "empty: %zu\n", run->r.n_empty);
	diags_sort(run->ds);
	diags_print(run->ds, out);
	fclose(out);
	struct str copy = arena_str(a, (struct str){text, len});
	free(text);
	return copy;
}

/* --- differences ---------------------------------------------------------------------------- */

struct lines {
	struct str *line;
	size_t n;
};

static struct lines cut(struct arena *a, struct str s)
{
	struct lines l = {0};
	for (size_t i = 0; i < s.len; i++)
		l.n += s.p[i] == '\n';
	l.line = arena_array(a, struct str, l.n + 1);
	l.n = 0;
	while (s.len) {
		const char *nl = memchr(s.p, '\n', s.len);
		size_t end = nl ? (size_t)(nl - s.p) : s.len;
		l.line[l.n++] = str_part(s, 0, end);
		s = str_part(s, MIN(end + 1, s.len), s.len);
	}
	return l;
}

static void put(struct buf *b, char sign, struct str line)
{
	buf_fmt(b, "%c%.*s\n", sign, STR_ARG(line));
}

/* Lines that went ("-") and came ("+"), each stretch with the line above it. */
static struct str difference(struct arena *a, struct str from, struct str to)
{
	struct lines x = cut(a, from), y = cut(a, to);
	size_t cols = y.n + 1;
	unsigned *common = arena_array(a, unsigned, (x.n + 1) * cols);
	for (size_t i = x.n; i-- > 0;)
		for (size_t k = y.n; k-- > 0;)
			common[i * cols + k] =
			        str_eq(x.line[i], y.line[k])
			                ? common[(i + 1) * cols + k + 1] + 1
			                : MAX(common[(i + 1) * cols + k], common[i * cols + k + 1]);
	struct buf b = {0};
	bool apart = true;
	for (size_t i = 0, k = 0; i < x.n || k < y.n;) {
		if (i < x.n && k < y.n && str_eq(x.line[i], y.line[k])) {
			i++;
			k++;
			apart = true;
			continue;
		}
		if (apart)
			put(&b, ' ', k ? y.line[k - 1] : STR("(the beginning)"));
		apart = false;
		bool gone = k == y.n ||
		            (i < x.n && common[(i + 1) * cols + k] >= common[i * cols + k + 1]);
		put(&b, gone ? '-' : '+', gone ? x.line[i] : y.line[k]);
		i += gone;
		k += !gone;
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* --- forms of a file -------------------------------------------------------------------------- */

static struct str with_returns(struct arena *a, struct str s)
{
	struct buf b = {0};
	for (size_t i = 0; i < s.len; i++)
		buf_add(&b, s.p[i] == '\n' ? STR("\r\n") : str_part(s, i, i + 1));
	s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

static struct str with_mark(struct arena *a, struct str s)
{
	return s.len ? arena_fmt(a, "\xEF\xBB\xBF%.*s", STR_ARG(s)) : s;
}

static struct str without_end(struct arena *a, struct str s)
{
	(void)a;
	if (s.len && s.p[s.len - 1] == '\n')
		s.len--;
	return s;
}

static const struct form {
	const char *name;
	struct str (*given)(struct arena *a, struct str s);
	struct str (*want)(struct arena *a, struct str s);
} forms[] = {
        {"lines end in CRLF", with_returns, with_returns},
        {"a byte order mark", with_mark, with_mark},
        {"no end of the last line", without_end, without_end},
};

/* --- cases ------------------------------------------------------------------------------------- */

struct edit_case {
	const char *name;
	struct str run, updates;
	struct str source_find, source_put, file_find, file_put;
	bool whole; /* file_put is the whole file */
	struct str told, changes;
};

static const struct {
	const char *head;
	size_t offset;
} blocks[] = {
        {"run", offsetof(struct edit_case, run)},
        {"updates", offsetof(struct edit_case, updates)},
        {"in the source", offsetof(struct edit_case, source_find)},
        {"becomes", offsetof(struct edit_case, source_put)},
        {"in the file", offsetof(struct edit_case, file_find)},
        {"is", offsetof(struct edit_case, file_put)},
        {"told", offsetof(struct edit_case, told)},
        {"changes", offsetof(struct edit_case, changes)},
};

/* The line at *at without its line feed. */
static struct str next_line(struct str s, size_t *at)
{
	const char *nl = *at < s.len ? memchr(s.p + *at, '\n', s.len - *at) : NULL;
	size_t end = nl ? (size_t)(nl - s.p) : s.len;
	struct str line = str_part(s, *at, end);
	*at = nl ? end + 1 : end;
	return line;
}

static struct str *block_of(struct edit_case *c, struct str head)
{
	for (size_t i = 0; i < ARRAY_LEN(blocks); i++)
		if (str_is(head, blocks[i].head))
			return (struct str *)(void *)((char *)c + blocks[i].offset);
	fail_msg("cases.txt: no such block: %.*s", STR_ARG(head));
	return NULL;
}

static bool next_case(struct arena *a, struct str file, size_t *at, struct edit_case *ret)
{
	if (*at >= file.len)
		return false;
	struct str line = next_line(file, at), *block = NULL;
	*ret = (struct edit_case){.name = arena_str(a, str_part(line, 4, line.len)).p};
	while (*at < file.len && !str_starts(str_part(file, *at, file.len), "=== ")) {
		line = next_line(file, at);
		if (str_starts(line, "--- ")) {
			block = block_of(ret, str_part(line, 4, line.len));
			*block = (struct str){file.p + *at, 0};
		} else if (block) {
			block->len = (size_t)(line.p + line.len + 1 - block->p);
		}
	}
	ret->whole = ret->file_put.p && !ret->file_find.p;
	return true;
}

/* Without the last line feed. */
static struct str trim(struct str s)
{
	return str_part(s, 0, s.len ? s.len - 1 : 0);
}

/* The text with `find`, which stands in it exactly once, replaced; the same if there is none. */
static struct str edited(struct arena *a, struct str text, struct str find, struct str put_there,
                         const char *row)
{
	if (!find.p)
		return text;
	const char *hit = memmem(text.p, text.len, find.p, find.len);
	if (!check_true(hit != NULL, row, "what is to be changed is there"))
		return text;
	size_t at = (size_t)(hit - text.p);
	bool twice = memmem(hit + 1, text.len - at - 1, find.p, find.len) != NULL;
	check_true(!twice, row, "what is to be changed is there once");
	struct buf b = {0};
	buf_add(&b, str_part(text, 0, at));
	buf_add(&b, put_there);
	buf_add(&b, str_part(text, at + find.len, text.len));
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* An article is made of it, and nobody's words are lost on the way. */
static void check_loads(struct str src, const struct run *run, const char *row)
{
	struct diags *ds = diags_new();
	struct translation *t = translation_parse(FILE_ES, run->r.translation, ds);
	check_true(t != NULL, row, "the result is a translation");
	struct article *a = article_parse(SOURCE, src, t, NULL, ds);
	check_true(a != NULL, row, "the article is read");
	check_int((long)diags_count(ds, SEV_ERROR), 0, row, "errors of the article");
	article_free(a);
	diags_free(ds);
}

static void check_second_run(struct str src, const struct run *first, struct str command,
                             const char *row)
{
	struct run again =
	        run(files_of(src, first->r.translation, first->r.origins), command, STR(""));
	check_true(again.ok, row, "a second run is done");
	if (again.ok) {
		check_str(again.r.translation, arena_str(&again.a, first->r.translation).p, row,
		          "a second run");
		check_str(again.r.origins, arena_str(&again.a, first->r.origins).p, row,
		          "the source texts after a second run");
		check_true(!again.r.made, row, "it was there");
	}
	for (size_t i = 0; again.ok && i < again.r.n_events; i++)
		check_int(again.r.event[i].what, TRANSLATE_CHANGED, row, "a second event");
	end_run(&again);
}

static void check_form(const struct form *form, const struct edit_case *c, struct str src,
                       struct str file, const struct run *plain)
{
	struct arena a = {0};
	struct run r = run(files_of(src, form->given(&a, file), origins), trim(c->run), c->updates);
	const char *row = arena_fmt(&a, "%s: %s", c->name, form->name).p;
	check_int(r.ok, plain->ok, row, "it is done");
	if (r.ok && plain->ok) {
		struct str want = form->want(&a, plain->r.translation);
		struct str got = r.r.translation;
		bool ends = got.len && got.p[got.len - 1] == '\n';
		if (form->want == without_end && ends)
			want = plain->r.translation;
		check_str(got, arena_str(&a, want).p, row, "the result");
	}
	end_run(&r);
	arena_clear(&a);
}

static void add_block(struct buf *b, const char *head, struct str text)
{
	if (text.p)
		buf_fmt(b, "--- %s\n%.*s", head, STR_ARG(text));
}

static void try_case(const struct edit_case *c, struct buf *updated)
{
	struct arena a = {0};
	struct str src = edited(&a, source, c->source_find, c->source_put, c->name);
	struct str file =
	        c->whole ? c->file_put : edited(&a, stamped, c->file_find, c->file_put, c->name);
	struct run r = run(files_of(src, file, origins), trim(c->run), c->updates);
	struct str says = told(&a, &r);
	struct str changes = r.ok ? difference(&a, file, r.r.translation) : STR("");
	check_str(says, arena_str(&a, c->told).p, c->name, "what is told");
	check_str(changes, arena_str(&a, c->changes).p, c->name, "what changes");
	if (r.ok) {
		check_loads(src, &r, c->name);
		check_second_run(src, &r, trim(c->run), c->name);
		if (str_is(trim(c->run), "translate"))
			check_second_run(src, &r, STR("translate"), c->name);
	}
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		check_form(&forms[i], c, src, file, &r);
	buf_fmt(updated, "=== %s\n", c->name);
	add_block(updated, "run", c->run);
	add_block(updated, "updates", c->updates);
	add_block(updated, "in the source", c->source_find);
	add_block(updated, "becomes", c->source_put);
	add_block(updated, "in the file", c->file_find);
	add_block(updated, "is", c->file_put);
	add_block(updated, "told", says);
	add_block(updated, "changes", changes);
	end_run(&r);
	arena_clear(&a);
}

static void cases_change_what_they_say(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str file;
	assert_true(file_read(&a, DESK_DIR "/cases.txt", 1000000, &file, ds));
	struct buf updated = {0};
	const char *first = memmem(file.p, file.len, "\n=== ", 5);
	assert_non_null(first);
	size_t at = (size_t)(first + 1 - file.p), n = 0;
	buf_add(&updated, str_part(file, 0, at));
	for (struct edit_case c; next_case(&a, file, &at, &c); n++)
		try_case(&c, &updated);
	assert_true(n > 10);
	if (getenv("UPDATE")) {
		FILE *out = fopen(DESK_DIR "/cases.txt", "w");
		assert_non_null(out);
		fwrite(updated.p, 1, updated.len, out);
		fclose(out);
	}
	buf_clear(&updated);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

/* --- what a case cannot say --------------------------------------------------------------- */

/* A new file, to the letter: tests/desk/it.yaml is what a translator begins with. */
static void a_new_file_is_all_that_a_translator_needs(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct translate_files files = files_of(source, STR(""), STR(""));
	files.lang = STR("it");
	files.translation.path = "content/tea/it.yaml";
	files.origins.path = "content/tea/it.src.yaml";
	struct run r = run(files, STR("translate"), STR(""));
	struct str want = STR("");
	assert_true(r.ok);
	if (getenv("UPDATE"))
		assert_true(file_replace(DESK_DIR "/it.yaml", r.r.translation, ds));
	assert_true(file_read(&a, DESK_DIR "/it.yaml", 100000, &want, ds));
	check_str(r.r.translation, want.p, "it.yaml", "the file");
	check_true(r.r.made, "it.yaml", "it is new");
	check_int((long)r.r.n_empty, (long)r.r.n_strings, "it.yaml", "all is empty");
	check_int((long)r.r.n_events, 0, "it.yaml", "events");
	files.translation.text = r.r.translation;
	files.origins.text = r.r.origins;
	struct run again = run(files, STR("translate"), STR(""));
	check_str(again.r.translation, want.p, "it.yaml", "the same again");
	end_run(&again);
	end_run(&r);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

static void languages_that_cannot_be_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *lang, *told;
	} rows[] = {
	        {"en",
	         "content/tea/es.yaml: error: “en” is the language of the source: name the language "
	         "that it is to be translated into [bad-language]\n"},
	        {"EN",
	         "content/tea/es.yaml: error: “EN” is the language of the source: name the language "
	         "that it is to be translated into [bad-language]\n"},
	        {"spanish",
	         "content/tea/es.yaml: error: “spanish” is not a language tag such as en, es or "
	         "pt-BR [bad-language]\n"},
	        {"", "content/tea/es.yaml: error: “” is not a language tag such as en, es or pt-BR "
	             "[bad-language]\n"},
	        {"fr",
	         "content/tea/es.yaml:4:11: error: the file is named “es.yaml”, but its language is "
	         "“fr” [language-file]\n"
	         "    language: \"fr\"\n"
	         "              ^\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct translate_files files = files_of(source, by_hand, STR(""));
		files.lang = str_of(rows[i].lang);
		if (str_is(files.lang, "fr"))
			files.translation.text = edited(&a, by_hand, STR("language: \"es\""),
			                                STR("language: \"fr\""), "fr");
		struct run r = run(files, STR("translate"), STR(""));
		check_true(!r.ok, rows[i].lang, "it is refused");
		check_str(told(&a, &r), rows[i].told, rows[i].lang, "what is told");
		end_run(&r);
		arena_clear(&a);
	}
	check_end();
}

/* es.src.yaml serves only what it is there for, and never stands in the way. */
static void old_source_texts_are_of_use_or_told(void **state)
{
	(void)state;
	static const struct {
		const char *name, *origins, *was, *told;
	} rows[] = {
	        {"none", "", "#was (not known any more)", ""},
	        {"another text than the stamp's",
	         "anteroom-origins: \"1\"\n\"sections.mechanism.answer\": \"It wakes.\"\n",
	         "#was (not known any more)", ""},
	        {"its text",
	         "anteroom-origins: \"1\"\n\"sections.mechanism.answer\": \"It wakes you up "
	         "a little.\"\n",
	         "#was It wakes you up a little.", ""},
	        {"in conflict", "anteroom-origins: \"1\"\n<<<<<<< HEAD\n", NULL,
	         "content/tea/es.src.yaml:2:1: error: this file is kept by the tools and is damaged: "
	         "take it back from where you keep old versions, or delete it (then old source texts "
	         "cannot be shown) [kept-by-tools]\n    <<<<<<< HEAD\n    ^\n"},
	        {"of another version", "anteroom-origins: \"2\"\n", NULL,
	         "content/tea/es.src.yaml: error: this file is kept by the tools and is damaged: take "
	         "it back from where you keep old versions, or delete it (then old source texts cannot "
	         "be shown) [kept-by-tools]\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct str src = edited(&a, source, STR("It wakes you up a little."),
		                        STR("It wakes you up."), rows[i].name);
		struct run r = run(files_of(src, stamped, str_of(rows[i].origins)),
		                   STR("translate"), STR(""));
		check_int(r.ok, rows[i].was != NULL, rows[i].name, "it is done");
		if (r.ok) {
			check_true(memmem(r.r.translation.p, r.r.translation.len, rows[i].was,
			                  strlen(rows[i].was)) != NULL,
			           rows[i].name, rows[i].was);
			check_second_run(src, &r, STR("translate"), rows[i].name);
		} else {
			check_str(told(&a, &r), rows[i].told, rows[i].name, "what is told");
		}
		end_run(&r);
		arena_clear(&a);
	}
	struct arena a = {0};
	struct run r = run(files_of(source, stamped, with_returns(&a, origins)), STR("translate"),
	                   STR(""));
	check_str(r.r.origins, with_returns(&a, origins).p, "CRLF", "the source texts");
	end_run(&r);
	arena_clear(&a);
	check_end();
}

/* --- a translator at random ------------------------------------------------------------------- */

static uint64_t seed;

/* How many times as long as in the suite: FUZZ=100 in the environment. */
static unsigned effort(void)
{
	return getenv("FUZZ") ? (unsigned)atoi(getenv("FUZZ")) : 1;
}

static unsigned below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % n);
}

static size_t leading(struct str line)
{
	size_t n = 0;
	while (n < line.len && line.p[n] == ' ')
		n++;
	return n;
}

/* Whether a line is `key: "…"` and nothing else; *ret_colon is where its colon stands. */
static bool is_text_line(struct str line, size_t *ret_colon)
{
	size_t i = leading(line);
	while (i < line.len && (line.p[i] == '-' || (line.p[i] >= 'a' && line.p[i] <= 'z') ||
	                        (line.p[i] >= '0' && line.p[i] <= '9')))
		i++;
	*ret_colon = i;
	return i > leading(line) && str_starts(str_part(line, i, line.len), ": \"") &&
	       line.p[line.len - 1] == '"' && !str_starts(line, "anteroom") &&
	       !str_starts(line, "language");
}

/* A key or a comment: in front of it something may be put. */
static bool is_border(struct str line)
{
	struct str s = str_part(line, leading(line), line.len);
	return s.len && (s.p[0] == '#' || memmem(s.p, s.len, ":", 1) != NULL) && s.p[0] != '"';
}

static void write_text(struct buf *b, struct str line, size_t colon, unsigned number)
{
	unsigned style = below(6);
	int in = (int)leading(line);
	buf_fmt(b, "%.*s: ", (int)colon, line.p);
	switch (style) {
	case 3:
		buf_fmt(b, "\"r%u sigue\n%*s  en otra línea\"", number, in, "");
		break;
	case 4:
		buf_fmt(b, ">-\n%*s  r%u y\n%*s  más", in, "", number, in, "");
		break;
	case 5:
		buf_fmt(b, "|-\n%*s  r%u", in, "", number);
		break;
	case 2:
		buf_fmt(b, "palabra r%u sin nada", number);
		break;
	case 1:
		buf_fmt(b, "'l''r%u \"no\"'", number);
		break;
	default:
		buf_fmt(b, "\"¿Qué? r%u, «ya»\"", number);
	}
	buf_fmt(b, "%s\n", style < 4 && below(4) == 0 ? " # ¿bien?" : "");
}

static void write_comment(struct buf *b, struct str line, unsigned number)
{
	static const char *const tags[] = {"# ", "#", "#en ", "#note ", "#was ", "#new ", "## "};
	int in = (int)below((unsigned)leading(line) + 1);
	buf_fmt(b, "%*s%sr%u\n", in, "", tags[below(ARRAY_LEN(tags))], number);
}

/* The file as a translator leaves it after an hour; `number` counts all that they ever wrote. */
static struct str scribbled(struct arena *a, struct str file, unsigned *number)
{
	struct buf b = {0};
	struct lines l = cut(a, file);
	bool words = true;
	for (size_t i = 0; i < l.n; i++) {
		struct str line = l.line[i];
		size_t colon;
		words &= !str_starts(line, "translation:");
		if (words && i > 4 && is_border(line) && below(20) == 0)
			write_comment(&b, line, (*number)++);
		if (words && i > 4 && is_border(line) && below(30) == 0)
			buf_add(&b, STR("\n"));
		if (words && is_text_line(line, &colon) && below(4) == 0) {
			write_text(&b, line, colon, (*number)++);
			continue;
		}
		bool own = line.len > leading(line) && line.p[leading(line)] == '#';
		if (words && i > 20 && (own || line.len == 0) && below(15) == 0 &&
		    !memmem(line.p, line.len, "r", 1))
			continue;
		buf_fmt(&b, "%.*s\n", STR_ARG(line));
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* The source after its author went over it. */
static struct str revised(struct arena *a, struct str src, unsigned round)
{
	struct buf b = {0};
	struct lines l = cut(a, src);
	for (size_t i = 0; i < l.n; i++) {
		struct str line = l.line[i];
		bool paragraph = str_starts(line, "      p") && line.p[line.len - 1] == '"';
		bool added = paragraph && str_starts(line, "      px");
		if (added && below(4) == 0)
			continue;
		if (paragraph && below(5) == 0)
			buf_fmt(&b, "%.*s It is %u.\"\n", (int)line.len - 1, line.p, below(9));
		else
			buf_fmt(&b, "%.*s\n", STR_ARG(line));
		if (paragraph && below(8) == 0)
			buf_fmt(&b, "      px%u-%zu: \"In round %u.\"\n", round, i, round);
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* What the translator wrote is the lines with an "r" and a digit. */
static bool is_theirs(struct str line)
{
	for (size_t i = 0; i + 1 < line.len; i++)
		if (line.p[i] == 'r' && line.p[i + 1] >= '0' && line.p[i + 1] <= '9')
			return true;
	return false;
}

static bool is_said(struct str line)
{
	return leading(line) < line.len;
}

/* Every line of theirs is there, in the order in which it was; after something was moved aside, it
 * is somewhere. */
static void check_kept(struct arena *a, struct str before, bool (*theirs)(struct str line),
                       const struct run *r, const char *row)
{
	struct lines from = cut(a, before), to = cut(a, r->r.translation);
	bool moved = false;
	for (size_t i = 0; i < r->r.n_events; i++)
		moved |= r->r.event[i].what == TRANSLATE_REMOVED;
	for (size_t i = 0, k = 0; i < from.n; i++) {
		struct str line = from.line[i];
		if (!theirs(line))
			continue;
		line = str_part(line, moved ? leading(line) : 0, line.len);
		if (moved) {
			check_true(memmem(r->r.translation.p, r->r.translation.len, line.p,
			                  line.len) != NULL,
			           row, arena_str(a, line).p);
			continue;
		}
		while (k < to.n && !str_eq(to.line[k], line))
			k++;
		check_true(k < to.n, row, arena_str(a, line).p);
		k++;
	}
}

static bool at_random(uint64_t from, unsigned rounds)
{
	struct arena a = {0};
	struct str src = source, file = STR(""), old = STR("");
	unsigned number = 0;
	seed = from * 0x9E3779B97F4A7C15u + 1;
	for (unsigned round = 0; round < rounds && !check_failed; round++) {
		const char *row = arena_fmt(&a, "seed %u, round %u", (unsigned)from, round).p;
		struct run r = run(files_of(src, file, old), STR("translate"), STR(""));
		diags_print(r.ds, stderr);
		if (check_true(r.ok, row, "it is done")) {
			check_kept(&a, file, is_theirs, &r, row);
			check_second_run(src, &r, STR("translate"), row);
			if (memmem(r.r.translation.p, r.r.translation.len,
			           "\"sections.efficacy.question\"", 28))
				check_second_run(src, &r, STR("restamp sections.efficacy.question"),
				                 row);
			file = arena_str(&a, r.r.translation);
			old = arena_str(&a, r.r.origins);
		}
		end_run(&r);
		file = scribbled(&a, file, &number);
		src = revised(&a, src, round);
	}
	if (check_failed)
		fprintf(stderr, "%.*s\n", STR_ARG(file));
	arena_clear(&a);
	return !check_failed;
}

static void nothing_that_a_translator_writes_is_lost(void **state)
{
	(void)state;
	enum { SEEDS = 40, ROUNDS = 12 };
	for (unsigned i = 0; i < SEEDS * effort() && at_random(i, ROUNDS); i++)
		;
	check_end();
}

/* Bytes at random in the middle of a file: it is refused, or its lines stay. */
static void no_bytes_do_harm(void **state)
{
	(void)state;
	static const char bytes[] = "\"'#:{}[]|>-&*!%@`\\ \n\t\r\xC3\xE2\xFF"
	                            "ax0,?~";
	seed = 4711;
	for (unsigned i = 0; i < 400 * effort(); i++) {
		struct arena a = {0};
		struct str file = arena_str(&a, below(2) ? stamped : by_hand);
		char *p = arena_alloc(&a, file.len + 1, 1);
		memcpy(p, file.p, file.len);
		for (unsigned n = 1 + below(4); n > 0; n--)
			p[below((unsigned)file.len)] = bytes[below(sizeof(bytes) - 1)];
		file.p = p;
		struct run r = run(files_of(source, file, origins), STR("translate"), STR(""));
		if (r.ok) {
			const char *stamps = memmem(file.p, file.len, "\n  strings:", 11);
			size_t end = stamps ? (size_t)(stamps - file.p) : file.len;
			check_kept(&a, str_part(file, 0, end), is_said, &r, "random bytes");
			check_second_run(source, &r, STR("translate"), "random bytes");
		}
		check_true(r.ok == (diags_count(r.ds, SEV_ERROR) == 0), "random bytes",
		           "refused exactly if there is an error");
		for (size_t k = 0; k < diags_len(r.ds); k++)
			check_true(strcmp(diags_at(r.ds, k)->rule->name, "unsafe-edit") != 0,
			           "random bytes", diags_at(r.ds, k)->msg.p);
		if (check_failed)
			fprintf(stderr, "%.*s\n", STR_ARG(file));
		end_run(&r);
		arena_clear(&a);
		if (check_failed)
			break;
	}
	check_end();
}

/* --- files --------------------------------------------------------------------------------- */

static char folder[] = "/tmp/anteroom-translate-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 && mkdir("in", 0700) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink("es.yaml");
	unlink("in/real.yaml");
	return rmdir("in") == 0 && chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static size_t files_here(void)
{
	size_t n = 0;
	DIR *d = opendir(".");
	while (d && readdir(d))
		n++;
	closedir(d);
	return n - 2; /* . and .. */
}

static void check_bytes(const char *path, const char *want, mode_t mode, const char *row)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str got = STR("");
	struct stat st;
	check_true(file_read(&a, path, 1000, &got, ds), row, "it can be read");
	check_str(got, want, row, "its bytes");
	check_true(stat(path, &st) == 0, row, "it is there");
	check_int(st.st_mode & 07777, mode, row, "its mode");
	diags_free(ds);
	arena_clear(&a);
}

static void a_file_is_replaced_whole_or_not_at_all(void **state)
{
	(void)state;
	struct run r = {.ds = diags_new()};
	mode_t mask = umask(027);
	check_true(file_replace("es.yaml", STR("one\n"), r.ds), "new", "written");
	check_bytes("es.yaml", "one\n", 0640, "new");
	chmod("es.yaml", 0604);
	check_true(file_replace("es.yaml", STR("two\n"), r.ds), "again", "written");
	check_bytes("es.yaml", "two\n", 0604, "again");
	umask(mask);

	assert_int_equal(rename("es.yaml", "in/real.yaml"), 0);
	assert_int_equal(symlink("in/real.yaml", "es.yaml"), 0);
	check_true(file_replace("es.yaml", STR("three\n"), r.ds), "a link", "written");
	check_bytes("in/real.yaml", "three\n", 0604, "a link");
	check_int((long)files_here(), 2, "a link", "files, the link still among them");

	struct rlimit old, none = {0};
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	none.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	check_true(!file_replace("in/real.yaml", STR("four\n"), r.ds), "a full disk", "refused");
	setrlimit(RLIMIT_FSIZE, &old);
	check_bytes("in/real.yaml", "three\n", 0604, "a full disk");
	check_true(!file_replace("nowhere/es.yaml", STR("five\n"), r.ds), "no folder", "refused");
	check_str(told(&r.a, &r),
	          "in/real.yaml: error: cannot be written: File too large [unwritable]\n"
	          "nowhere/es.yaml: error: cannot be written: No such file or directory "
	          "[unwritable]\n",
	          "what is told", "both");
	assert_int_equal(chdir("in"), 0);
	check_int((long)files_here(), 1, "a full disk", "files");
	assert_int_equal(chdir(".."), 0);
	end_run(&r);
	check_end();
}

/* --- main ------------------------------------------------------------------------------------- */

static int read_samples(void **state)
{
	static struct arena a;
	(void)state;
	struct diags *ds = diags_new();
	bool ok = file_read(&a, DESK_DIR "/en.yaml", 100000, &source, ds) &&
	          file_read(&a, DESK_DIR "/es.yaml", 100000, &by_hand, ds);
	struct run r = run(files_of(source, by_hand, STR("")), STR("translate"), STR(""));
	ok = ok && r.ok;
	if (ok) {
		stamped = arena_str(&a, r.r.translation);
		origins = arena_str(&a, r.r.origins);
	}
	diags_print(ds, stderr);
	diags_print(r.ds, stderr);
	end_run(&r);
	diags_free(ds);
	return ok ? 0 : -1;
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cases_change_what_they_say),
	        cmocka_unit_test(a_new_file_is_all_that_a_translator_needs),
	        cmocka_unit_test(languages_that_cannot_be_are_refused),
	        cmocka_unit_test(old_source_texts_are_of_use_or_told),
	        cmocka_unit_test(nothing_that_a_translator_writes_is_lost),
	        cmocka_unit_test(no_bytes_do_harm),
	        cmocka_unit_test_setup_teardown(a_file_is_replaced_whole_or_not_at_all, make_folder,
	                                        remove_folder),
	};
	return cmocka_run_group_tests(tests, read_samples, NULL);
}
