/* po: files in the form in which translators' tools (Poedit, Weblate, OmegaT) exchange strings. The
 * only door to libgettextpo, which knows how they are quoted, wrapped and encoded. */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

struct po_entry {
	struct str context, source, text; /* text empty: not translated */
	struct str previous; /* of a fuzzy one: the source it was made from; or empty */
	struct str note;     /* to the translator; may hold line feeds */
	const char *file;    /* where the source stands; NULL: not told */
	unsigned line;
	bool fuzzy;
};

/* Writes a catalogue to file `path`, "-" being standard output; `day` is year-month-day. False: a
 * finding was added. */
bool po_write(const char *path, const char *language, struct str day, const struct po_entry *entry,
              size_t n, struct diags *ds);
/* The entries of a file that have a context, strings in the arena, *ret_n of them; obsolete ones are
 * left out. NULL: it is no PO file, and findings were added. */
struct po_entry *po_read(struct arena *a, const char *path, size_t *ret_n, struct diags *ds);
