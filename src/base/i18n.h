/* i18n: the interface's language. Article languages are content's business. Catalogues are read
 * without gettext(), whose answer hangs on the locales a system happens to have generated. */
#pragma once

#include "base/arena.h"

#define _(s) i18n_text(s)
#define N_(s) s /* marks table entries; _() them when shown */
#define C_(ctx, s) i18n_context(ctx, s)

/* What these return is the current catalogue's, valid until the next i18n_use(), or else what was
 * given. A message is always asked for in the same way: one with a context or with a plural is not
 * found without. */

/* The message in the interface's language, or itself where no catalogue has it. Never pass "":
 * in a catalogue that is its header. */
const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));

/* The same for a word that needs more than one translation: "Open", a command or a state. */
const char *i18n_context(const char *ctx, const char *msgid) __attribute__((format_arg(2)));

/* The form for n of a message that counts. */
const char *i18n_plural(const char *one, const char *many, unsigned long n)
        __attribute__((format_arg(1), format_arg(2)));

/* Makes <dir>/<tag, with _ for ->/LC_MESSAGES/anteroom.mo the current catalogue and frees the one
 * before. "en" or NULL as the tag is English, needs no catalogue and is always true. False: there
 * is none for this tag, or it is broken; English is then current. */
bool i18n_use(const char *dir, const char *tag);

/* The BCP 47 tag of the current language, "en" at first; valid until the next i18n_use(). */
const char *i18n_language(void);

/* The tags that dir has catalogues for, in the arena: "en" first, the others sorted. Only "en" if
 * dir cannot be read. A catalogue that is listed may still turn out to be broken. */
struct str *i18n_catalogues(struct arena *a, const char *dir, size_t *ret_n);
