/* One table serves getopt_long, --help and the test that compares them with the manual. */
#include "state/settings.h"

#include "base/i18n.h"
#include "base/today.h"
#include "text/locale.h"

#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum option_id {
	O_CONTENT,
	O_LANGUAGE,
	O_KIOSK,
	O_DRAFTS,
	O_MOUSE,
	O_LINEAR,
	O_COUNTRY,
	O_BIDI,
	O_THEME,
	O_ASCII,
	O_WATCH,
	O_SLIP,
	O_LIST,
	O_FORGET,
	O_HELP,
	O_VERSION,
	O_COUNT
};

static const struct option_help table[] = {
        [O_CONTENT] = {"content", "DIR", N_("where the articles are")},
        [O_LANGUAGE] = {"language", "TAG", N_("the language to read in, such as es or pt-BR")},
        [O_KIOSK] = {"kiosk", NULL, N_("for a waiting room: no way out, nothing kept")},
        [O_DRAFTS] = {"drafts", NULL,
                      N_("in a kiosk, offer translations that nobody has revised too")},
        [O_MOUSE] = {"mouse", NULL, N_("use the mouse: tap an item or a key, scroll by wheel")},
        [O_LINEAR] = {"linear", NULL,
                      N_("plain numbered text on standard input and output, for screen readers")},
        [O_COUNTRY] = {"country", "XX", N_("whose crisis help to show, such as GB")},
        [O_BIDI] = {"bidi", "MODE", N_("who orders right-to-left text: auto, visual or logical")},
        [O_THEME] = {"theme", "NAME", N_("colours: dark, light, yellow or mono")},
        [O_ASCII] = {"ascii", NULL, N_("show nothing but ASCII")},
        [O_WATCH] = {"watch", NULL, N_("show the article anew whenever its file is saved")},
        [O_SLIP] = {"slip", "[=FORMAT]",
                    N_("print what to take along to an appointment, as text or html")},
        [O_LIST] = {"list", NULL, N_("list the articles and their languages")},
        [O_FORGET] = {"forget", NULL,
                      N_("delete everything that was kept from reading, and list it")},
        [O_HELP] = {"help", NULL, N_("show this help")},
        [O_VERSION] = {"version", NULL, N_("show the version")},
};
_Static_assert(ARRAY_LEN(table) == O_COUNT, "every option has its row");

const struct option_help *settings_options(size_t *ret_n)
{
	*ret_n = ARRAY_LEN(table);
	return table;
}

static void add_language(struct settings *s, struct arena *a, struct str tag)
{
	if (tag.len && s->n_languages < ARRAY_LEN(s->language))
		s->language[s->n_languages++] = arena_str(a, tag);
}

/* What the environment names, as in LC_MESSAGES=pt_BR.UTF-8: the country, and the languages, those
 * of the list in LANGUAGE first, as gettext does it. */
static void from_locale(struct settings *s, struct arena *a)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value = NULL;
	for (size_t i = 0; i < ARRAY_LEN(names) && !value; i++) {
		const char *v = getenv(names[i]);
		if (v && *v)
			value = v;
	}
	struct str locale = locale_of_posix(a, str_of(value ? value : "")), rest = {0};
	if (locale.len && getenv("LANGUAGE"))
		rest = str_of(getenv("LANGUAGE"));
	while (rest.len) {
		const char *colon = memchr(rest.p, ':', rest.len);
		size_t n = colon ? (size_t)(colon - rest.p) : rest.len;
		add_language(s, a, locale_of_posix(a, str_part(rest, 0, n)));
		rest = str_part(rest, MIN(n + 1, rest.len), rest.len);
	}
	add_language(s, a, locale);
	const char *region = value ? value + strspn(value, "abcdefghijklmnopqrstuvwxyz") : "";
	if (region[0] == '_' && isupper((unsigned char)region[1]) &&
	    isupper((unsigned char)region[2]) && !isalnum((unsigned char)region[3]))
		s->country = arena_str(a, (struct str){region + 1, 2}).p;
}

static void from_environment(struct settings *s, struct arena *a)
{
	const char *content = getenv("ANTEROOM_CONTENT");
	s->content = content && *content ? content : CONTENT_DIR;
	const char *catalogues = getenv("ANTEROOM_LOCALE");
	s->catalogues = catalogues && *catalogues ? catalogues : LOCALE_DIR;
	from_locale(s, a);
	const char *seed = getenv("ANTEROOM_SEED");
	s->today = today(a).p;
	if (seed && *seed)
		s->seed = strtoull(seed, NULL, 10);
	else if (getrandom(&s->seed, sizeof(s->seed), GRND_NONBLOCK) < 0)
		s->seed = (uint64_t)time(NULL);
}

static bool is_country(const char *z)
{
	return strlen(z) == 2 && isalpha((unsigned char)z[0]) && isalpha((unsigned char)z[1]);
}

static bool apply(struct settings *s, struct arena *a, enum option_id id, const char *value,
                  struct str *ret_message)
{
	bool *const flags[O_COUNT] = {
	        [O_MOUSE] = &s->mouse,    [O_LINEAR] = &s->linear, [O_ASCII] = &s->ascii,
	        [O_WATCH] = &s->watch,    [O_KIOSK] = &s->kiosk,   [O_DRAFTS] = &s->drafts,
	        [O_LIST] = &s->list,      [O_FORGET] = &s->forget, [O_HELP] = &s->help,
	        [O_VERSION] = &s->version};
	const char *language = NULL;
	const char **const words[O_COUNT] = {
	        [O_CONTENT] = &s->content, [O_LANGUAGE] = &language, [O_COUNTRY] = &s->country,
	        [O_BIDI] = &s->bidi,       [O_SLIP] = &s->slip,      [O_THEME] = &s->theme};
	if (id == O_SLIP && !value)
		value = "text";
	if (flags[id])
		*flags[id] = true;
	else
		*words[id] = value;
	if (id == O_COUNTRY && !is_country(value)) {
		*ret_message =
		        arena_fmt(a, _("--country takes two letters, such as GB, not “%s”"), value);
		return false;
	}
	if (id == O_COUNTRY) {
		char code[2] = {(char)toupper((unsigned char)value[0]),
		                (char)toupper((unsigned char)value[1])};
		s->country = arena_str(a, (struct str){code, 2}).p;
	}
	if (id == O_LANGUAGE && !locale_is_tag(str_of(language))) {
		*ret_message = arena_fmt(
		        a, _("--language takes a tag such as es or pt-BR, not “%s”"), language);
		return false;
	}
	if (id == O_LANGUAGE) {
		s->n_languages = 0;
		add_language(s, a, str_of(language));
		s->language_asked = true;
	}
	return true;
}

bool settings_parse(struct settings *s, struct arena *a, int argc, char **argv,
                    struct str *ret_message)
{
	struct option options[O_COUNT + 1] = {0};
	for (size_t i = 0; i < O_COUNT; i++)
		options[i] = (struct option){table[i].name,
		                             !table[i].argument            ? no_argument
		                             : table[i].argument[0] == '[' ? optional_argument
		                                                           : required_argument,
		                             NULL, (int)i};
	*s = (struct settings){0};
	from_environment(s, a);
	optind = 0; /* glibc: start afresh, also in a test's second call */
	opterr = 0;
	for (int id; (id = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
		if (id == '?' || id == ':') {
			char letter[3] = {'-', (char)optopt, '\0'};
			bool is_letter = optopt >= ' ' && optopt < 0x7F;
			const char *word = is_letter ? letter : argv[optind - 1];
			*ret_message =
			        id == '?' ? arena_fmt(a, _("there is no option “%s”"), word)
			                  : arena_fmt(a, _("“%s” needs a word behind it"), word);
			return false;
		}
		if (!apply(s, a, (enum option_id)id, optarg, ret_message))
			return false;
	}
	if (argc - optind > 1) {
		*ret_message = str_of(_("name one article, not several"));
		return false;
	}
	s->article = optind < argc ? argv[optind] : NULL;
	return true;
}
