/* mo: a catalogue of translated messages as msgfmt writes it (.mo), read without gettext().
 * Anybody may drop in a catalogue, so nothing in it is trusted: a broken file is refused as a
 * whole, a message that printf could not be given safely is refused alone. */
#pragma once

#include "base/arena.h"

struct mo;

enum { MO_MAX = 4 << 20 }; /* bytes of a file; a few hundred messages need some 50 KB */

/* The catalogue in the file at `path`, in the arena, file and all. NULL: it cannot be read, is too
 * large or broken; what little the arena then holds of it goes with the arena. */
const struct mo *mo_load(struct arena *a, const char *path);
/* The same from bytes, which must live as long as the catalogue. */
const struct mo *mo_parse(struct arena *a, struct str bytes);

/* What stands for `id` in the context `ctx` (NULL: in none); NULL if nothing does, or if it was
 * refused, or if it is a message that counts. Lives as long as the catalogue. */
const char *mo_text(const struct mo *mo, const char *ctx, const char *id);
/* The form for n of the message that counts with `one` and `many`; NULL likewise. */
const char *mo_plural(const struct mo *mo, const char *one, const char *many, unsigned long n);

/* The id of the first message from the *at-th on that was refused, with *at set behind it; NULL
 * when there is none left. A context stands before the id, with a byte 4 between. */
const char *mo_refused(const struct mo *mo, size_t *at);
