/* locale: language tags, names and digits. */
#pragma once

#include "base/arena.h"

/* Whether s is a well-formed BCP 47 tag whose language has two or three letters (longer ones are
 * reserved, and people write them by mistake: "english"). */
bool locale_is_tag(struct str s);

/* The tag that a POSIX locale name stands for ("pt_BR.UTF-8" is pt-BR); empty for C, POSIX and what
 * is no locale. */
struct str locale_of_posix(struct arena *a, struct str name);

/* Which of the n tags serves a reader who wants `wanted`; n if none does. The same language in the
 * same script, by likely subtags (RFC 4647 alone would give zh-TW Simplified characters): the same
 * tag, else the same region, else one that names no region, else, if none was wanted, any. */
size_t locale_match(const struct str *have, size_t n, struct str wanted);

/* Whether the language is written in Latin letters. */
bool locale_is_latin(const char *tag);
/* Latin, Cyrillic or Greek letters, which a console's font has. */
bool locale_is_european(const char *tag);

/* The language's name in itself, capitalised for a list ("Español"); the tag where ICU has none. */
struct str locale_own_name(struct arena *a, const char *tag);

/* n in the digits of the language, without grouping. */
struct str locale_number(struct arena *a, const char *tag, unsigned long n);

/* The country's name in the language; its code where ICU has none. */
struct str locale_country_name(struct arena *a, const char *tag, const char *code);

/* Whether the language of the tag, whatever its script and region, is in a list such as "da nb". */
bool locale_is_one_of(const char *tag, const char *languages);

/* ISO 15924 code of the script that the language is written in ("Latn"); "" if ICU knows none. */
enum { LOCALE_SCRIPT = 6 };
const char *locale_script(const char *tag, char ret[LOCALE_SCRIPT]);
