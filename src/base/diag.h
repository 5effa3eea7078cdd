/* diag: findings, each with its place and its rule, collected so that a person reads them all in
 * one go. Library floors add to them and never print. */
#pragma once

#include "base/base.h"

#include <stdio.h>

enum severity { SEV_NOTE, SEV_WARNING, SEV_ERROR };

/* A rule's name keeps its meaning for ever; its wording may change. The texts serve `explain`. */
struct rule {
	const char *name;
	enum severity severity;
	const char *meaning;        /* what is wrong and why it matters, a sentence or two */
	const char *before, *after; /* an example of the mistake, and mended */
};

struct srcpos {
	unsigned line, col; /* from 1, col in code points; {0, 0} is the whole file */
};

/* A file's path and text, borrowed while findings are added: what is printed later is copied. */
struct source {
	const char *path;
	struct str text;
	size_t order; /* among a diags' sources: when each first had a finding; set there */
};

struct diag {
	const struct rule *rule;
	const struct source *src;
	struct srcpos pos;
	struct str msg;
};

struct diags;

struct diags *diags_new(void);
void diags_free(struct diags *ds); /* NULL is fine */

/* From here on findings below `least` are dropped, neither kept nor counted: at first none. Returns
 * what it was before. */
enum severity diags_least(struct diags *ds, enum severity least);

/* Adds a finding; src may be NULL (the machine's trouble, no file), and is told apart by its path.
 * Past DIAGS_MAX findings only their number grows, but one that is graver takes the place of a
 * lesser one. Always false, so that `return diag_add(…)`
 * reads well. */
enum { DIAGS_MAX = 100 };
bool diag_add(struct diags *ds, const struct source *src, const struct rule *rule,
              struct srcpos pos, const char *fmt, ...) PRINTF_LIKE(5, 6);

size_t diags_count(const struct diags *ds, enum severity at_least);
/* How many findings are kept, and the i-th of them. */
size_t diags_len(const struct diags *ds);
const struct diag *diags_at(const struct diags *ds, size_t i);

/* Orders the findings by file (as first met), then by place, rule and words. */
void diags_sort(struct diags *ds);

/* Prints s with what a terminal could obey replaced; returns its columns. For every word that came
 * from outside: arguments, paths, content. */
int diag_print_safely(struct str s, FILE *out);

/* `path:line:col: error: message [rule]`, then the source line and a caret under the place. */
void diags_print(const struct diags *ds, FILE *out);
