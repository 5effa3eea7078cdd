/* locale: language tags, names and digits. */
#pragma once

#include "base/arena.h"

/* Whether s is a well-formed BCP 47 tag whose language has two or three letters (longer ones are
 * reserved, and people write them by mistake: "english"). */
bool locale_is_tag(struct str s);

/* The language's name in itself, capitalised for a list ("Español"); the tag where ICU has none. */
struct str locale_own_name(struct arena *a, const char *tag);

/* n in the digits of the language, without grouping. */
struct str locale_number(struct arena *a, const char *tag, unsigned long n);

/* The country's name in the language; its code where ICU has none. */
struct str locale_country_name(struct arena *a, const char *tag, const char *code);
