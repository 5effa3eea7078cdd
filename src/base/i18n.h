/* i18n: the interface's language. Article languages are content's business. */
#pragma once

#define _(s) i18n_text(s)
#define N_(s) s /* marks table entries; _() them when shown */

/* The message in the interface's language, or itself where no catalogue has it. Never pass "":
 * in a catalogue that is its header. */
const char *i18n_text(const char *msgid) __attribute__((format_arg(1)));

/* The form for n of a message that counts. */
const char *i18n_plural(const char *one, const char *many, unsigned long n)
        __attribute__((format_arg(1), format_arg(2)));
