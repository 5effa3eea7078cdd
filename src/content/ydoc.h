/* ydoc: a YAML file as a tree of nodes, each with its exact place. The only door to libyaml. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

/* A node; 0 means "absent" and is accepted everywhere. */
typedef int ynode;
enum ykind { Y_ABSENT, Y_SCALAR, Y_MAP, Y_SEQ };

struct ydoc;

/* Parses src->text (not yet validated; without a byte order mark). Always returns a tree of what
 * could be understood, which the caller may go on checking so that everything is reported in one
 * go; every fault is an error in ds. A file that cannot be parsed has root 0.
 * Keys and values go to `strings` and outlive the tree. */
struct ydoc *ydoc_parse(const struct source *src, struct arena *strings, struct diags *ds);
void ydoc_free(struct ydoc *d); /* NULL is fine */

/* The text without the byte order mark that some editors write. */
struct str ydoc_without_bom(struct str text);

ynode ydoc_root(const struct ydoc *d);
/* The same, but of a file with a syntax error what stood before it. */
ynode ydoc_root_so_far(const struct ydoc *d);
enum ykind ydoc_kind(const struct ydoc *d, ynode n);
struct str ydoc_value(const struct ydoc *d, ynode n); /* of a scalar, else empty */
struct srcpos ydoc_pos(const struct ydoc *d, ynode n);
/* Just behind the node; behind a text in the form of > or | there may be empty lines still. */
struct srcpos ydoc_end(const struct ydoc *d, ynode n);
/* Whether it is a list or mapping in brackets or braces. */
bool ydoc_is_flow(const struct ydoc *d, ynode n);

/* Children in the file's order; their key and its place where the parent is a mapping. */
ynode ydoc_first(const struct ydoc *d, ynode parent);
ynode ydoc_next(const struct ydoc *d, ynode child);
struct str ydoc_key(const struct ydoc *d, ynode child);
struct srcpos ydoc_key_pos(const struct ydoc *d, ynode child);
ynode ydoc_get(const struct ydoc *d, ynode map, const char *key);
