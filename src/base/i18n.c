/* The one place where an interface string is looked up. There is no catalogue yet: every message
 * stands for itself, in English. */
#include "base/i18n.h"

const char *i18n_text(const char *msgid)
{
	return msgid;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	return n == 1 ? one : many;
}
