/* The reader's ticks and answers come from the session alone, whoever filled it. */
#include "app/sheet.h"

#include "base/i18n.h"
#include "state/slip.h"

#include <signal.h>

static const struct {
	const char *name;
	void (*print)(struct buf *out, const struct slip *s);
} forms[] = {{"text", slip_text}, {"html", slip_html}};

bool sheet_is_form(const char *form)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (strcmp(forms[i].name, form) == 0)
			return true;
	return false;
}

bool sheet_print(struct env *env, const struct article *a, const char *form)
{
	struct buf out = {0};
	const struct help *help = library_help(env->lib, env->ds);
	struct slip slip = {.a = a,
	                    .progress = session_progress(&env->session, a),
	                    .help = help,
	                    .country = help_find(help, env->country),
	                    .today = env->settings->today,
	                    .lang = i18n_language(),
	                    .ascii = env->settings->ascii && strcmp(form, "text") == 0};
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (strcmp(forms[i].name, form) == 0)
			forms[i].print(&out, &slip);
	signal(SIGPIPE, SIG_IGN); /* a printer that is gone is told like a full disk */
	bool ok = fwrite(out.p, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
	buf_clear(&out);
	return ok;
}
