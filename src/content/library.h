/* library: which articles there are, and in which languages. */
#pragma once

#include "content/article.h"
#include "content/card.h"
#include "content/help.h"
#include "content/index.h"
#include "content/store.h"

struct library;

/* Looks into `dir` (<dir>/<id>/<language>.yaml and <dir>/help-now.yaml) without reading any
 * article yet, and of a large library only at its first few folders: the rest when somebody asks for
 * it. Never NULL; a folder that cannot be read is an error in ds and an empty library. */
struct library *library_open(const char *dir, struct diags *ds);
/* The same of files in memory, which must outlive the library. */
struct library *library_open_store(const struct store *s);
/* A library of the one article that file `path` belongs to. A translation is read over the source
 * beside it. Empty, with findings, if it cannot be read; *ret_lang is the language of the file, empty if its name is no language tag. */
struct library *library_open_file(const char *path, struct str *ret_lang, struct diags *ds);
void library_close(struct library *lib); /* NULL is fine */

/* The path of the source in an article's folder, in the arena; empty if no language is there. */
struct str library_source_file(struct arena *a, const char *folder);

/* Articles, ordered by id; of a large library some may turn out to be folders with nothing in them.
 * Looks at all of it. */
size_t library_count(struct library *lib);
/* Whether there is an i-th article, which is told without looking further than need be. Until
 * library_count() was called their order is any, and that call changes it. */
bool library_has(struct library *lib, size_t i);
struct str library_id(const struct library *lib, size_t i);
/* Its languages as BCP 47 tags, *ret_n of them, the source's language first, the others sorted. */
const struct str *library_languages(struct library *lib, size_t i, size_t *ret_n);
/* Which article has this id; library_count() if none. */
size_t library_find(struct library *lib, struct str id);

/* The languages that its articles are in, each once: an array in the arena, *ret_n of them. `all`:
 * those of every last article, which of a large library without an index takes its time. */
const struct str *library_all_languages(struct library *lib, struct arena *a, bool all,
                                        size_t *ret_n);

/* Its index, opened at the first call; NULL: it has none, or it is not a whole folder of files. */
struct index *library_index(struct library *lib);
/* The fingerprint of an article's files in one language, to compare with the index. */
uint64_t library_stamp(const struct library *lib, size_t i, struct str source, struct str lang);

/* What a list says of an article in one of its languages (another: its source's), read from the
 * beginning of its files. False: there is no title to be found. */
bool library_card(struct library *lib, struct arena *a, size_t i, struct str lang,
                  struct card *ret);

/* The article in one of its languages (another or "": its source's), read at the first call and
 * kept until the library is closed. NULL: it is broken, and the findings are in ds (added at the
 * first call only). */
const struct article *library_article(struct library *lib, size_t i, struct str lang,
                                      struct diags *ds);

/* The file of one of its languages; of another, the source. */
const char *library_path(struct library *lib, size_t i, struct str lang);

/* How far one of its languages is; a broken one counts as a draft. Reads the file if need be, and
 * keeps nothing of it but this. */
enum translation_status library_status(struct library *lib, size_t i, struct str lang);

/* Whether it can be shown in one of its languages; kept likewise, its findings in ds the first
 * time. */
bool library_is_sound(struct library *lib, size_t i, struct str lang, struct diags *ds);

/* Crisis help; never NULL. */
const struct help *library_help(struct library *lib, struct diags *ds);
