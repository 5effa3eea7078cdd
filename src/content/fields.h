/* fields: typed reading of a YAML tree. What a value is follows from where it stands, never from
 * how YAML would guess it (`no`, `12:30` and `2024-05-01` stay what was written). Every function
 * adds a finding and returns something harmless when the file does not hold what it should, so
 * that a loader simply goes on. */
#pragma once

#include "content/rules.h"
#include "content/ydoc.h"

struct fields {
	const struct ydoc *doc;
	const struct source *src;
	struct diags *ds;
	struct arena *arena; /* what is returned lives here; the tree's strings too */
};

bool fields_error(const struct fields *f, struct srcpos pos, enum rule_id rule, const char *fmt,
                  ...) PRINTF_LIKE(4, 5);

/* Finds keys of `map` that are not in the list, and suggests the nearest one. */
void fields_expect(const struct fields *f, ynode map, const char *const *keys, size_t n_keys);
#define FIELDS_EXPECT(f, map, ...)                                                                 \
	fields_expect(f, map, (const char *const[]){__VA_ARGS__},                                  \
	              ARRAY_LEN(((const char *const[]){__VA_ARGS__})))

/* The child; absent is an error if it is required. `what` names the mapping ("the article"). */
ynode fields_require(const struct fields *f, ynode map, const char *key, const char *what);

/* True if n is a mapping, or a finding was added (absent: false without one). */
bool fields_map(const struct fields *f, ynode n, const char *key);
/* The children of a mapping, whose keys must be ids; a finding if there are more than `max`, or
 * none. Returns how many. */
size_t fields_ids(const struct fields *f, ynode map, const char *key, size_t max);
bool fields_is_id(struct str s);

/* A paragraph in NFC: not empty, without a line break (a line feed at the end is trimmed). */
struct str fields_text(const struct fields *f, ynode n, const char *key);
/* Absent is fine: an empty string. */
struct str fields_optional_text(const struct fields *f, ynode map, const char *key);

bool fields_bool(const struct fields *f, ynode map, const char *key); /* absent: false */
unsigned fields_number(const struct fields *f, ynode n, const char *key, unsigned max);
/* Which of the words, NULL-ended; 0 with a finding if none. */
size_t fields_choice(const struct fields *f, ynode n, const char *key, const char *const *words);
/* A day, as written; `partial`: a year, or a year and month, will do. */
struct str fields_date(const struct fields *f, ynode n, const char *key, bool partial);
/* The scalars of a sequence, or one scalar as a list of one. */
struct str *fields_list(const struct fields *f, ynode n, const char *key, size_t *ret_n);
/* A BCP 47 tag with which the file `path` is named too ("es" in es.yaml); empty with a finding. */
struct str fields_language(const struct fields *f, ynode n, const char *path);
