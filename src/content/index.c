/* Reading and making, in one file: what is made must be exactly what is accepted. */
#include "content/index.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/fields.h"
#include "content/library.h"
#include "text/fold.h"
#include "text/locale.h"

#include <stdlib.h>

#ifdef WITH_SQLITE

#include "base/lazy.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char name[] = "index.sqlite";

/* --- the library ------------------------------------------------------------------------------- */

#define FUNCTIONS(X)                                                                               \
	X(open_v2)                                                                                 \
	X(close)                                                                                   \
	X(exec)                                                                                    \
	X(errmsg)                                                                                  \
	X(limit)                                                                                   \
	X(db_config)                                                                               \
	X(progress_handler)                                                                        \
	X(prepare_v2)                                                                              \
	X(bind_text)                                                                               \
	X(bind_int64)                                                                              \
	X(step)                                                                                    \
	X(reset)                                                                                   \
	X(finalize)                                                                                \
	X(column_int64)                                                                            \
	X(column_text)                                                                             \
	X(column_bytes)

static struct {
	bool tried, there;
#define MEMBER(f) __typeof__(sqlite3_##f) *f;
	FUNCTIONS(MEMBER)
} sq;

static bool have_sqlite(void)
{
#define ROW(f) {"sqlite3_" #f, &sq.f},
	const struct lazy_function list[] = {FUNCTIONS(ROW)};
	if (!sq.tried)
		sq.there = lazy_load("libsqlite3.so.0", list, ARRAY_LEN(list));
	sq.tried = true;
	return sq.there;
}

/* --- what is in the file ---------------------------------------------------------------------- */

enum { APPLICATION = 0x616E7465, VERSION_OF_INDEX = 1 }; /* "ante" */

/* SQLite keeps these words as they are: a file in which they differ is none of ours. Only words are
 * kept of the texts, and of each only that it is there. */
static const struct {
	const char *table, *sql;
} tables[] = {
        {"article", "CREATE TABLE article(number INTEGER NOT NULL, lang TEXT NOT NULL, "
                    "id TEXT NOT NULL, source TEXT NOT NULL, stamp INTEGER NOT NULL, "
                    "title TEXT NOT NULL, summary TEXT NOT NULL, subjects TEXT NOT NULL, "
                    "PRIMARY KEY(lang, id)) WITHOUT ROWID"},
        {"language", "CREATE TABLE language(tag TEXT PRIMARY KEY) WITHOUT ROWID"},
        {"words", "CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=none, "
                  "columnsize=0, prefix='2 3', tokenize='ascii')"},
};

struct index {
	sqlite3 *db;
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	return sq.prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK ? st : NULL;
}

/* Text of a row that may be shown and compared: valid, and without control characters. */
static bool column(sqlite3_stmt *st, int i, struct str *ret)
{
	const unsigned char *p = sq.column_text(st, i);
	int len = sq.column_bytes(st, i);
	struct str s = {(const char *)p, p && len > 0 ? (size_t)len : 0};
	if (utf8_valid_prefix(s) < s.len)
		return false;
	*ret = s;
	for (char32_t c; s.len; s = str_part(s, utf8_decode(s, &c), s.len))
		if (utf8_decode(s, &c) && (c < 0x20 || (c >= 0x7F && c < 0xA0)) && c != '\n' &&
		    c != '\t')
			return false;
	return true;
}

/* --- opening ----------------------------------------------------------------------------------- */

static bool pragma_is(sqlite3 *db, const char *sql, int64_t want)
{
	sqlite3_stmt *st = prepare(db, sql);
	bool is = st && sq.step(st) == SQLITE_ROW && sq.column_int64(st, 0) == want;
	sq.finalize(st);
	return is;
}

static bool has_our_tables(sqlite3 *db)
{
	sqlite3_stmt *st = prepare(db, "SELECT sql FROM sqlite_schema WHERE name = ?1");
	bool ours = st != NULL;
	for (size_t i = 0; ours && i < ARRAY_LEN(tables); i++) {
		struct str sql;
		sq.reset(st);
		sq.bind_text(st, 1, tables[i].table, -1, SQLITE_STATIC);
		ours = sq.step(st) == SQLITE_ROW && column(st, 0, &sql) &&
		       str_is(sql, tables[i].sql);
	}
	sq.finalize(st);
	return ours;
}

/* "file:" and the path, with what has a meaning in an address written otherwise. */
static const char *address_of(struct arena *a, const char *path)
{
	struct str s = STR("file:");
	for (size_t n; *path; path += n) {
		n = strcspn(path, "%?#");
		n = n ? n : 1;
		s = strchr("%?#", *path) ? arena_fmt(a, "%.*s%%%02X", STR_ARG(s), (unsigned)*path)
		                         : arena_fmt(a, "%.*s%.*s", STR_ARG(s), (int)n, path);
	}
	return arena_fmt(a, "%.*s?immutable=1", STR_ARG(s)).p;
}

static int too_long(void *data)
{
	(void)data;
	return 1; /* ends the query */
}

/* Nothing that a file holds is carried out, nothing is written, and no question takes for ever. */
static bool restrain(sqlite3 *db)
{
	enum { MOST_BYTES = 4 << 20, MOST_STEPS = 50 * 1000 * 1000 };
	sq.limit(db, SQLITE_LIMIT_LENGTH, MOST_BYTES);
	sq.limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sq.progress_handler(db, MOST_STEPS, too_long, NULL);
	return sq.db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
	       sq.db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
	       sq.exec(db,
	               "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; "
	               "PRAGMA cache_size=-256; PRAGMA query_only=ON",
	               NULL, NULL, NULL) == SQLITE_OK;
}

struct index *index_open(const char *dir)
{
	struct arena a = {0};
	struct stat file;
	sqlite3 *db = NULL;
	struct index *ix = NULL;
	const char *path = arena_fmt(&a, "%s/%s", dir, name).p;
	bool opened = stat(path, &file) == 0 && S_ISREG(file.st_mode) && have_sqlite() &&
	              sq.open_v2(address_of(&a, path), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
	                         NULL) == SQLITE_OK;
	if (opened && restrain(db) && pragma_is(db, "PRAGMA application_id", APPLICATION) &&
	    pragma_is(db, "PRAGMA user_version", VERSION_OF_INDEX) && has_our_tables(db)) {
		ix = xcalloc(1, sizeof(*ix));
		ix->db = db;
	} else if (db) {
		sq.close(db);
	}
	arena_clear(&a);
	return ix;
}

void index_close(struct index *ix)
{
	if (!ix)
		return;
	sq.close(ix->db);
	free(ix);
}

/* --- asking ------------------------------------------------------------------------------------ */

struct str *index_languages(struct index *ix, struct arena *a, size_t *ret_n)
{
	enum { MOST = 200 };
	sqlite3_stmt *st = prepare(ix->db, "SELECT tag FROM language ORDER BY tag");
	struct str *list = arena_array(a, struct str, MOST), tag;
	size_t n = 0;
	while (st && n < MOST && sq.step(st) == SQLITE_ROW)
		if (column(st, 0, &tag) && locale_is_tag(tag))
			list[n++] = arena_str(a, tag);
	sq.finalize(st);
	*ret_n = n;
	return list;
}

/* Lines of an id, a tab, and words. */
static void take_subjects(struct arena *a, struct str text, struct card *card)
{
	enum { MOST = 30 };
	struct card_subject *list = arena_array(a, struct card_subject, MOST);
	size_t n = 0;
	while (text.len && n < MOST) {
		const char *end = memchr(text.p, '\n', text.len);
		struct str line = end ? str_part(text, 0, (size_t)(end - text.p)) : text;
		const char *tab = memchr(line.p, '\t', line.len);
		struct str id = tab ? str_part(line, 0, (size_t)(tab - line.p)) : STR("");
		if (fields_is_id(id))
			list[n++] = (struct card_subject){id, str_part(line, id.len + 1, line.len)};
		text = str_part(text, MIN(line.len + 1, text.len), text.len);
	}
	card->subject = list;
	card->n_subjects = n;
}

static bool take_row(sqlite3_stmt *st, struct arena *a, struct index_row *row)
{
	struct str subjects;
	int64_t number = sq.column_int64(st, 0);
	bool sound = number >= 1 && number <= INDEX_MOST && column(st, 1, &row->id) &&
	             column(st, 2, &row->source) && column(st, 4, &row->card.title) &&
	             column(st, 5, &row->card.summary) && column(st, 6, &subjects) &&
	             fields_is_id(row->id) && locale_is_tag(row->source) && row->card.title.len &&
	             !memchr(row->card.title.p, '\n', row->card.title.len);
	row->number = (size_t)number;
	row->stamp = (uint64_t)sq.column_int64(st, 3);
	if (sound)
		take_subjects(a, subjects, &row->card);
	return sound;
}

void index_rows(struct index *ix, struct str lang, bool sources, index_each *each, void *data)
{
	struct arena scratch = {0};
	sqlite3_stmt *st = prepare(
	        ix->db, "SELECT number, id, source, stamp, title, summary, subjects FROM article "
	                "WHERE lang = ?1 AND (NOT ?2 OR source = ?1) ORDER BY lang, id");
	if (st) {
		sq.bind_text(st, 1, lang.p, (int)lang.len, SQLITE_STATIC);
		sq.bind_int64(st, 2, sources);
	}
	while (st && sq.step(st) == SQLITE_ROW) {
		struct index_row row = {.card.lang = lang};
		arena_reset(&scratch);
		if (take_row(st, &scratch, &row))
			each(&row, data);
	}
	sq.finalize(st);
	arena_clear(&scratch);
}

/* The query in the language of FTS5: every word, as a beginning. Nothing but letters and digits is
 * in a word. */
static struct str question_of(struct arena *a, struct str query)
{
	enum { LEAST = 2 };
	struct str words = fold_tokens(a, query, true), question = STR("");
	for (size_t from = 0, to; from < words.len; from = to + 1) {
		const char *space = memchr(words.p + from, ' ', words.len - from);
		to = space ? (size_t)(space - words.p) : words.len;
		if (to - from >= LEAST)
			question = arena_fmt(a, "%.*s \"%.*s\"*", STR_ARG(question),
			                     STR_ARG(str_part(words, from, to)));
	}
	return question;
}

void index_find(struct index *ix, struct str query, bool *found, size_t n)
{
	struct arena scratch = {0};
	struct str question = question_of(&scratch, query);
	sqlite3_stmt *st = question.len
	                           ? prepare(ix->db, "SELECT rowid FROM words WHERE words MATCH ?1")
	                           : NULL;
	if (st)
		sq.bind_text(st, 1, question.p, (int)question.len, SQLITE_STATIC);
	while (st && sq.step(st) == SQLITE_ROW) {
		int64_t number = sq.column_int64(st, 0);
		if (number > 0 && (uint64_t)number < n)
			found[number] = true;
	}
	if (st)
		sq.finalize(st);
	arena_clear(&scratch);
}

/* --- making ------------------------------------------------------------------------------------ */

/* What is being made. */
struct making {
	const char *dir;
	sqlite3 *db;
	sqlite3_stmt *article, *language, *words;
	size_t n;
	struct diags *ds;
};

static bool fail(struct diags *ds, const char *path, const char *why)
{
	return diag_add(ds, &(struct source){.path = path}, &RULE_UNWRITABLE, (struct srcpos){0},
	                "the index cannot be made: %s", why);
}

static void add(struct buf *out, const struct text *t)
{
	buf_add(out, t->rich.text);
	buf_add(out, STR("\n"));
}

static void add_chance(struct buf *out, const struct chance *c)
{
	const struct text *const texts[] = {&c->outcome,      &c->otherwise, &c->group,
	                                    &c->period,       &c->certainty, &c->with.label,
	                                    &c->without.label};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		add(out, texts[i]);
}

static void add_body(struct buf *out, const struct body *b)
{
	for (size_t i = 0; i < b->n_blocks; i++) {
		for (size_t k = 0; k < b->block[i].n_items; k++)
			add(out, &b->block[i].item[k]);
		if (b->block[i].chance)
			add_chance(out, b->block[i].chance);
	}
}

/* All that can be searched for in an article: not the quiz. */
static void add_words(struct buf *out, const struct article *a)
{
	add(out, &a->title);
	add(out, &a->summary);
	add_body(out, &a->introduction);
	for (size_t i = 0; i < a->n_sections; i++) {
		add(out, &a->section[i].question);
		add(out, &a->section[i].answer);
		add_body(out, &a->section[i].body);
	}
	for (size_t i = 0; i < a->n_takeaways; i++)
		add(out, &a->takeaway[i].text);
	for (size_t i = 0; i < a->n_ask; i++)
		add(out, &a->ask[i]);
	for (size_t i = 0; i < a->n_terms; i++) {
		add(out, &a->term[i].term);
		add(out, &a->term[i].meaning);
		add(out, &a->term[i].also);
	}
}

static bool run(sqlite3_stmt *st)
{
	bool done = sq.step(st) == SQLITE_DONE;
	sq.reset(st);
	return done;
}

static void bind(sqlite3_stmt *st, int i, struct str s)
{
	sq.bind_text(st, i, s.len ? s.p : "", (int)s.len, SQLITE_STATIC);
}

/* `id` and `source` as the library has them: what the article's file says of itself may differ. */
static bool insert(struct making *m, const struct article *a, struct str id, struct str source)
{
	struct buf text = {0}, subjects = {0};
	struct arena scratch = {0};
	uint64_t stamp = index_stamp(m->dir, id, source, a->lang);
	for (size_t i = 0; i < a->n_subjects; i++)
		buf_fmt(&subjects, "%.*s\t%.*s\n", STR_ARG(a->subject[i].id),
		        STR_ARG(a->subject[i].words.rich.text));
	add_words(&text, a);
	m->n++;
	sq.bind_int64(m->article, 1, (int64_t)m->n);
	bind(m->article, 2, a->lang);
	bind(m->article, 3, id);
	bind(m->article, 4, source);
	sq.bind_int64(m->article, 5, (int64_t)stamp);
	bind(m->article, 6, a->title.rich.text);
	bind(m->article, 7, a->summary.rich.text);
	bind(m->article, 8, buf_str(&subjects));
	bind(m->language, 1, a->lang);
	sq.bind_int64(m->words, 1, (int64_t)m->n);
	bind(m->words, 2, fold_tokens(&scratch, fold(&scratch, buf_str(&text)).text, false));
	bool ok = run(m->article) && run(m->language) && run(m->words);
	arena_clear(&scratch);
	buf_clear(&text);
	buf_clear(&subjects);
	return ok;
}

/* An article in all its languages. */
static bool insert_all(struct making *m, struct library *lib, size_t i)
{
	size_t n;
	bool ok = true;
	const struct str *lang = library_languages(lib, i, &n);
	for (size_t k = 0; ok && k < n && m->n < INDEX_MOST; k++) {
		const char *over = k ? library_path(lib, i, lang[k]) : NULL;
		struct article *a = article_load(library_path(lib, i, lang[0]), over, m->ds);
		if (!a)
			break;
		if (str_eq(a->lang, lang[k])) /* else the translation cannot be read */
			ok = insert(m, a, library_id(lib, i), lang[0]);
		article_free(a);
	}
	return ok;
}

static bool create(sqlite3 *db)
{
	struct arena a = {0};
	struct str sql = arena_fmt(&a,
	                           "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
	                           "PRAGMA application_id=%d; PRAGMA user_version=%d; BEGIN",
	                           APPLICATION, VERSION_OF_INDEX);
	bool ok = sq.exec(db, sql.p, NULL, NULL, NULL) == SQLITE_OK;
	for (size_t i = 0; ok && i < ARRAY_LEN(tables); i++)
		ok = sq.exec(db, tables[i].sql, NULL, NULL, NULL) == SQLITE_OK;
	arena_clear(&a);
	return ok;
}

static bool fill(struct making *m, struct library *lib)
{
	m->article = prepare(m->db, "INSERT INTO article VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
	m->language = prepare(m->db, "INSERT OR IGNORE INTO language VALUES(?1)");
	m->words = prepare(m->db, "INSERT INTO words(rowid, text) VALUES(?1, ?2)");
	bool ok = m->article && m->language && m->words;
	for (size_t i = 0; ok && i < library_count(lib); i++)
		ok = insert_all(m, lib, i);
	sq.finalize(m->article);
	sq.finalize(m->language);
	sq.finalize(m->words);
	return ok && sq.exec(m->db, "INSERT INTO words(words) VALUES('optimize'); COMMIT", NULL,
	                     NULL, NULL) == SQLITE_OK;
}

/* On the disk, readable like any other new file, and in its place. */
static bool put_in_place(int fd, const char *from, const char *to)
{
	mode_t mask = umask(0);
	umask(mask);
	return fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0 && rename(from, to) == 0;
}

static bool make(struct making *m, struct library *lib, const char *temp)
{
	if (!have_sqlite())
		return fail(m->ds, temp, "the library of SQLite is not installed (libsqlite3)");
	bool ok = sq.open_v2(temp, &m->db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
	          create(m->db) && fill(m, lib);
	if (!ok)
		fail(m->ds, temp, m->db ? sq.errmsg(m->db) : "out of memory");
	sq.close(m->db);
	return ok;
}

bool index_write(const char *dir, size_t *ret_rows, struct diags *ds)
{
	struct arena a = {0};
	struct making m = {.dir = dir, .ds = ds};
	const char *path = arena_fmt(&a, "%s/%s", dir, name).p;
	struct buf temp = {0};
	buf_fmt(&temp, "%s/.%s.XXXXXX", dir, name);
	int fd = mkstemp(temp.p);
	struct library *lib = library_open(dir, ds);
	bool ok = fd >= 0 && make(&m, lib, temp.p);
	if (fd < 0 || (ok && !put_in_place(fd, temp.p, path)))
		ok = fail(ds, path, strerror(errno));
	if (fd >= 0) {
		if (!ok)
			unlink(temp.p);
		close(fd);
	}
	*ret_rows = m.n;
	library_close(lib);
	buf_clear(&temp);
	arena_clear(&a);
	return ok;
}

/* --- stamps ------------------------------------------------------------------------------------ */

static uint64_t mixed(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3u; /* FNV-1a */
	return h;
}

uint64_t index_stamp(const char *dir, struct str id, struct str source, struct str lang)
{
	struct arena a = {0};
	uint64_t h = 0xCBF29CE484222325u;
	const struct str files[] = {source, lang};
	for (size_t i = 0; h && i < ARRAY_LEN(files); i++) {
		struct stat st;
		const char *path =
		        arena_fmt(&a, "%s/%.*s/%.*s.yaml", dir, STR_ARG(id), STR_ARG(files[i])).p;
		bool there = stat(path, &st) == 0;
		h = mixed(h, files[i].p, files[i].len);
		h = there ? mixed(mixed(h, &st.st_size, sizeof(st.st_size)), &st.st_mtim,
		                  sizeof(st.st_mtim))
		          : 0;
	}
	arena_clear(&a);
	return h;
}

#else /* without SQLite there is never one */

struct index {
	int unused;
};

struct index *index_open(const char *dir)
{
	(void)dir;
	return NULL;
}

void index_close(struct index *ix)
{
	(void)ix;
}

struct str *index_languages(struct index *ix, struct arena *a, size_t *ret_n)
{
	(void)ix, (void)a;
	*ret_n = 0;
	return NULL;
}

void index_rows(struct index *ix, struct str lang, bool sources, index_each *each, void *data)
{
	(void)ix, (void)lang, (void)sources, (void)each, (void)data;
}

void index_find(struct index *ix, struct str query, bool *found, size_t n)
{
	(void)ix, (void)query, (void)found, (void)n;
}

uint64_t index_stamp(const char *dir, struct str id, struct str source, struct str lang)
{
	(void)dir, (void)id, (void)source, (void)lang;
	return 0;
}

bool index_write(const char *dir, size_t *ret_rows, struct diags *ds)
{
	*ret_rows = 0;
	return diag_add(ds, &(struct source){.path = dir}, &RULE_UNWRITABLE, (struct srcpos){0},
	                "the index cannot be made: this program was built without SQLite");
}

#endif
