/* origin: LANGUAGE.src.yaml, the file that lies beside a translation and holds, in full, the source
 * text that each of its strings was made from. Only tools read it: it shows what has changed.
 *
 *     anteroom-origins: "1"
 *     "sections.risks.answer": "…"
 *     notes:
 *       "sections.risks.answer": "…"
 *
 * The texts are only as good as their stamps: one that the translation's stamp does not fit is of
 * no use. */
#pragma once

#include "content/translation.h"

struct origin {
	struct str path, text;
	struct str note; /* the author's to translators that is told with it; may be empty */
};

struct origins {
	struct origin *list; /* in the file's order */
	size_t n;
};

/* Everything lives in the arena. `src` with an empty text is a file that is not there yet. False:
 * it is damaged, and a finding says so. */
bool origins_parse(struct arena *a, const struct source *src, struct origins *ret,
                   struct diags *ds);
const struct origin *origins_find(const struct origins *o, struct str path);
/* The source text that w was made from; empty if it is not known any more. */
struct str origins_text(const struct origins *o, const struct words *w);

/* The file's bytes, in the arena. Entries without a text are left out. */
struct str origins_write(struct arena *a, const struct origins *o, const char *lang);
