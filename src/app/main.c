/* anteroom: the reader. */
#include "app/app.h"
#include "app/kiosk.h"
#include "app/linear.h"
#include "app/sheet.h"
#include "app/visit.h"
#include "base/i18n.h"
#include "desk/check.h"
#include "os/harden.h"
#include "text/collate.h"
#include "text/locale.h"
#include "ui/qr.h"
#include "ui/speech.h"
#include "ui/tty.h"

#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_BROKEN = 1, EXIT_USAGE = 2 };

/* Says on standard error what is wrong. */
static void complain(const char *fmt, ...) PRINTF_LIKE(1, 2);
static void complain(const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;
	va_start(ap, fmt);
	struct str message = arena_vfmt(&a, fmt, ap);
	va_end(ap);
	fputs("anteroom: ", stderr);
	diag_print_safely(message, stderr);
	fputc('\n', stderr);
	arena_clear(&a);
}

static void print_help(void)
{
	size_t n;
	const struct option_help *row = settings_options(&n);
	printf("%s\n\n", _("Usage: anteroom [OPTION]... [ARTICLE]\n"
	                   "Read patient information as questions and answers, at your own pace.\n"
	                   "ARTICLE is an id, or a file if it has a / or ends in .yaml."));
	for (; n--; row++) {
		char name[32];
		const char *argument = row->argument ? row->argument : "";
		snprintf(name, sizeof(name), "--%s%s%s", row->name,
		         *argument && *argument != '[' ? " " : "", argument);
		printf("  %-16s  %s\n", name, _(row->text));
	}
}

/* The program thinks in UTF-8 whatever the environment says; whether the terminal shows it is told
 * by the environment's own character set, or by the kind of terminal if it names none. */
static bool shows_utf8(void)
{
	static const char *const kinds[] = {"linux",   "xterm",     "foot",  "tmux",
	                                    "screen",  "alacritty", "kitty", "rxvt-unicode",
	                                    "konsole", "vte",       "gnome", "st-"};
	setlocale(LC_CTYPE, "");
	const char *charset = nl_langinfo(CODESET), *term = getenv("TERM");
	bool utf8 = strcmp(charset, "UTF-8") == 0;
	bool unnamed = strcmp(charset, "ANSI_X3.4-1968") == 0; /* C, POSIX, or nothing set */
	for (size_t i = 0; unnamed && term && i < ARRAY_LEN(kinds); i++)
		utf8 |= strncmp(term, kinds[i], strlen(kinds[i])) == 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	return utf8;
}

static bool is_path(const char *z)
{
	size_t len = strlen(z);
	return strchr(z, '/') || (len > 5 && strcmp(z + len - 5, ".yaml") == 0);
}

static int list_articles(struct env *env)
{
	for (size_t i = 0; i < library_count(env->lib); i++) {
		size_t n;
		const struct str *lang = library_languages(env->lib, i, &n);
		printf("%.*s\t", STR_ARG(library_id(env->lib, i)));
		for (size_t k = 0; k < n; k++)
			printf("%s%.*s", k ? " " : "", STR_ARG(lang[k]));
		const struct article *a = env_article(env, i);
		struct str title = a ? a->title.rich.text : STR("");
		printf("\t%.*s\n", STR_ARG(title));
	}
	diags_print(env->ds, stderr);
	return diags_count(env->ds, SEV_ERROR) ? EXIT_BROKEN : EXIT_SUCCESS;
}

/* Whether --language is one that an article or the interface has; else says which there are. */
static bool serves_language(struct env *env)
{
	const struct settings *s = env->settings;
	struct arena a = {0};
	struct str all = STR("");
	size_t n;
	const struct str *have = i18n_catalogues(&a, s->catalogues, &n);
	bool served = !s->language_asked || locale_match(have, n, s->language[0]) < n;
	for (int whole = 0; !served && whole < 2; whole++) {
		have = library_all_languages(env->lib, &a, whole, &n);
		served = locale_match(have, n, s->language[0]) < n;
	}
	for (size_t k = 0; !served && k < n; k++)
		all = arena_fmt(&a, "%.*s %.*s", STR_ARG(all), STR_ARG(have[k]));
	if (!served)
		complain(_("there is nothing in the language “%s”, but in:%s"),
		         arena_str(&a, s->language[0]).p, all.p ? all.p : "");
	arena_clear(&a);
	return served;
}

/* The article to open on, NULL for the library. False: there is nothing to read. */
static bool choose_article(struct env *env, const char *asked, const struct article **ret)
{
	struct library *lib = env->lib;
	size_t i = 0;
	*ret = NULL;
	if (asked && !is_path(asked)) {
		i = library_find(lib, str_of(asked));
		if (!library_has(lib, i)) {
			complain(_("there is no article “%s”; --list shows them"), asked);
			return false;
		}
	}
	if (asked || !library_has(lib, 1)) {
		*ret = library_has(lib, i) ? env_article(env, i) : NULL;
		return *ret != NULL;
	}
	while (library_has(lib, i) && !env_article(env, i))
		i++;
	return library_has(lib, i);
}

/* What --watch keeps of one file. */
struct watched {
	const char *path, *folder;
	uint64_t signature;
	struct diags *findings;
};

/* After a save: the new text if it is sound, and what there is to say of it either way. */
static void look_again(struct app *app, struct env *env, struct watched *w)
{
	uint64_t now = store_signature(w->folder);
	if (now == w->signature)
		return;
	w->signature = now;
	struct str lang;
	struct diags *findings = diags_new(), *loading = diags_new();
	check_file(w->path, str_of(env->settings->today), findings);
	diags_sort(findings);
	struct library *lib = library_open_file(w->path, &lang, loading), *old = env->lib;
	const struct article *a =
	        library_count(lib) ? library_article(lib, 0, lang, loading) : NULL;
	diags_free(loading);
	diags_free(w->findings);
	env->findings = w->findings = findings;
	env->stale = !a || !str_eq(a->lang, lang); /* a broken translation leaves the source */
	if (env->stale) {
		library_close(lib);
		app_redraw(app);
		return;
	}
	app_take_library(app, lib);
	library_close(old);
}

static void run(struct app *app, struct env *env, struct watched *w)
{
	enum { LOOK_MS = 250 };
	struct event ev = {.kind = EV_RESIZE};
	tty_size(&ev.row, &ev.col);
	while (app_step(app, ev)) {
		if (w && ev.kind == EV_NONE)
			look_again(app, env, w);
		app_present(app);
		if (app_keep(app, false))
			app_present(app);
		tty_also_wait_for(speech_fd(), speech_events());
		ev = tty_wait(w ? LOOK_MS : -1);
		speech_on_readable();
	}
	app_keep(app, true);
}

static int read_on_screen(struct env *env, const struct article *a, enum theme theme)
{
	struct watched w = {0};
	struct arena kept = {0};
	if (!tty_open(env->settings->mouse, false)) {
		complain("%s", _("the terminal could not be opened"));
		return EXIT_BROKEN;
	}
	env->colours = tty_has_colours();
	env->order = app_order(env->settings);
	struct app *app = app_new(env, a, theme);
	if (env->settings->watch) {
		size_t i = library_find(env->lib, a->id);
		w.path = arena_str(&kept, str_of(library_path(env->lib, i, a->lang))).p;
		w.folder = arena_str(&kept, str_part(str_of(w.path), 0,
		                                     (size_t)(strrchr(w.path, '/') - w.path)))
		                   .p;
	}
	run(app, env, w.path ? &w : NULL);
	speech_close();
	tty_close();
	app_free(app);
	arena_clear(&kept);
	diags_free(w.findings);
	diags_print(env->ds, stderr); /* what could not be shown, for whoever can mend it */
	return EXIT_SUCCESS;
}

static int read_in_lines(struct env *env, const struct article *a)
{
	env->linear = true;
	env->order = ORDER_LOGICAL; /* whoever shows or speaks plain text orders it */
	struct app *app = app_new(env, a, THEME_MONO);
	linear_run(app, stdin, stdout);
	app_free(app);
	diags_print(env->ds, stderr);
	return EXIT_SUCCESS;
}

/* Without a name, the only article there is. */
static int print_slip(struct env *env, const struct settings *s)
{
	const struct article *a;
	if (!sheet_is_form(s->slip)) {
		complain(_("--slip is printed as text or html, not as “%s”"), s->slip);
		return EXIT_USAGE;
	}
	if (!serves_language(env))
		return EXIT_USAGE;
	bool found = choose_article(env, s->article, &a);
	if (found && !a) {
		complain("%s", _("--slip needs the name of an article; --list shows them"));
		return EXIT_USAGE;
	}
	found = found && sheet_print(env, a, s->slip); /* main() tells why not */
	session_clear(&env->session);
	diags_print(env->ds, stderr);
	return found ? EXIT_SUCCESS : EXIT_BROKEN;
}

/* Whether the colours and the order are such as there are; else says which there are. */
static bool knows_values(struct settings *s, enum theme *ret_theme)
{
	if (s->theme && !theme_by_name(s->theme, ret_theme)) {
		complain(_("there is no theme “%s”: dark, light, yellow or mono"), s->theme);
		return false;
	}
	if (s->bidi && strcmp(s->bidi, "auto") == 0)
		s->bidi = NULL;
	if (s->bidi && strcmp(s->bidi, "visual") != 0 && strcmp(s->bidi, "logical") != 0) {
		complain(_("--bidi is auto, visual or logical, not “%s”"), s->bidi);
		return false;
	}
	return true;
}

static int read_article(struct env *env, struct settings *s)
{
	enum theme theme = THEME_DARK;
	if (!knows_values(s, &theme))
		return EXIT_USAGE;
	if (!serves_language(env))
		return EXIT_USAGE;
	const struct article *a;
	if (!choose_article(env, s->article, &a)) {
		diags_print(env->ds, stderr);
		complain("%s", _("there is nothing to read"));
		return EXIT_BROKEN;
	}
	if (s->watch && !a) {
		complain("%s", _("--watch needs the article to watch"));
		return EXIT_USAGE;
	}
	malloc_trim(
	        0); /* what loading used and freed; one machine may serve a thousand terminals */
	harden_interruptible();
	bool linear = s->linear || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO);
	if (!linear && !tty_usable()) {
		const char *term = getenv("TERM");
		complain(_("the terminal “%s” is not known here: plain text follows"),
		         term ? term : "");
		linear = true;
	}
	return linear ? read_in_lines(env, a) : read_on_screen(env, a, theme);
}

static struct str choice(struct arena *a, const struct record *r, enum record_kind kind)
{
	const struct datum *e = record_get(r, kind, STR(""));
	return e ? arena_str(a, e->value) : STR("");
}

/* What the reader chose the last time, where the command line chooses nothing. */
static void take_choices(struct settings *s, struct arena *a, const struct record *kept)
{
	enum theme theme;
	struct str language = choice(a, kept, RECORD_LANGUAGE);
	struct str chosen = choice(a, kept, RECORD_THEME), order = choice(a, kept, RECORD_ORDER);
	if (!s->language_asked && language.len) { /* the environment's serve where this cannot */
		enum { OTHERS = ARRAY_LEN(s->language) - 1 };
		s->n_languages = MIN(s->n_languages, OTHERS) + 1;
		memmove(s->language + 1, s->language, OTHERS * sizeof(*s->language));
		s->language[0] = language;
	}
	if (!s->theme && theme_by_name(chosen.p, &theme))
		s->theme = chosen.p;
	if (!s->bidi && (str_is(order, "visual") || str_is(order, "logical")))
		s->bidi = order.p;
}

/* A file that is looked at, or watched while it is written, is no reading to come back to. */
static void open_keep(struct env *env, struct settings *s, struct arena *a)
{
	struct record kept = {0};
	if (s->watch || s->list || (s->article && is_path(s->article)))
		return;
	env->session.keep = keep_open(getenv("XDG_STATE_HOME"), getenv("HOME"));
	if (!env->session.keep)
		return;
	keep_load(env->session.keep, KEEP_CHOICES, &kept);
	take_choices(s, a, &kept);
	record_clear(&kept);
}

static void close_keep(struct env *env)
{
	struct str reason;
	if (env->session.keep && keep_trouble(env->session.keep, &reason))
		complain("%.*s", STR_ARG(reason)); /* it came too late for the screen */
	keep_close(env->session.keep);
	env->session.keep = NULL;
}

static int forget(void)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str *path;
	size_t n = 0;
	struct keep *k = keep_open(getenv("XDG_STATE_HOME"), getenv("HOME"));
	bool ok = !k || keep_forget_all(k, &a, &path, &n, ds);
	for (size_t i = 0; i < n; i++) {
		diag_print_safely(path[i], stdout);
		fputc('\n', stdout);
	}
	if (n)
		printf(i18n_plural("%zu file or folder was deleted.\n",
		                   "%zu files and folders were deleted.\n", n),
		       n);
	else if (ok)
		printf("%s\n", _("Nothing was kept."));
	diags_print(ds, stderr);
	keep_close(k);
	diags_free(ds);
	arena_clear(&a);
	return ok ? EXIT_SUCCESS : EXIT_BROKEN;
}

static int serve_kiosk(struct env *env, struct settings *s)
{
	enum theme theme;
	if (!knows_values(s, &theme))
		return EXIT_USAGE;
	if (s->linear || s->watch || s->slip || s->article || !isatty(STDIN_FILENO) ||
	    !tty_usable()) {
		complain("%s", _("--kiosk needs a terminal, and shows all of its articles"));
		return EXIT_USAGE;
	}
	env->kiosk = true;
	/* What is read once, before files are out of reach: the time zone's, ICU's alphabets, codes. */
	tzset();
	collate_prepare();
	qr_prepare();
	env->session.seed = s->seed;
	env->country = s->country ? str_of(s->country) : STR("");
	return kiosk_run(s->content, visit, env);
}

/* Before the options are read, because what they are read with listens to the environment. */
static bool is_kiosk(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--kiosk") == 0)
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct settings s;
	struct str message;
	int status = EXIT_SUCCESS;
	if (!harden_start())
		return EXIT_BROKEN;
	harden_environment(is_kiosk(argc, argv));
	bool utf8 = shows_utf8();
	struct env env = {.settings = &s};
	bool understood = settings_parse(&s, &arena, argc, argv, &message);
	env.today = recall_day(str_of(s.today));
	s.ascii = s.ascii || !utf8;
	env.few_glyphs = strcmp(getenv("TERM") ? getenv("TERM") : "", "linux") == 0;
	env_use_language(&env);
	if (!understood) {
		complain("%.*s", STR_ARG(message));
		fprintf(stderr, "%s\n", _("anteroom --help shows what there is"));
		arena_clear(&arena);
		return EXIT_USAGE;
	}
	if (s.help) {
		print_help();
	} else if (s.version) {
		printf("anteroom %s\n", VERSION);
	} else if (s.forget && s.kiosk) {
		complain("%s", _("a kiosk keeps nothing: --forget is for a reader at home"));
		status = EXIT_USAGE;
	} else if (s.forget) {
		status = forget();
	} else if (s.kiosk) {
		status = serve_kiosk(&env, &s);
	} else {
		env.ds = diags_new();
		env.session.seed = s.seed;
		env.country = s.country ? str_of(s.country) : STR("");
		struct str lang = STR("");
		env.lib = s.article && is_path(s.article)
		                  ? library_open_file(s.article, &lang, env.ds)
		                  : library_open(s.content, env.ds);
		open_keep(&env, &s, &arena);
		if (!s.language_asked && lang.len) { /* a translator looks at this file */
			s.language[0] = arena_str(&arena, lang);
			s.n_languages = 1;
		}
		env_use_language(&env);
		status = s.list   ? list_articles(&env)
		         : s.slip ? print_slip(&env, &s)
		                  : read_article(&env, &s);
		close_keep(&env);
		library_close(env.lib);
		diags_free(env.ds);
	}
	arena_clear(&arena);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("%s", _("the output could not be written"));
		return EXIT_BROKEN;
	}
	return status;
}
