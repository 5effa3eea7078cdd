/* Screens driven by key scripts through the real event step, without a terminal.
 *
 * A script is a text file of directives, a line each; what `show` prints is compared with the file
 * of the same name ending in .out, which UPDATE=1 writes anew:
 *
 *     size 24 80        resize
 *     key Enter         one key: Enter Backspace Up Down Left Right PageUp PageDown Home End Esc F1 Ctrl-U
 *     type 12g          each character as a key
 *     hold Enter        the same key, held down
 *     tap 5 3           a tap on row 5, column 3
 *     wheel Down        the wheel of the mouse
 *     show              the frame, its focus in a last line
 *     roles             the frame with a row of style letters below each row
 *     # …               a comment, copied to the output
 */
#include "journey.h"

#include "base/utf8.h"
#include "ui/event.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	int key;
} keys[] = {{"Enter", K_ENTER},    {"Backspace", K_BACKSPACE}, {"Up", K_UP},
            {"Down", K_DOWN},      {"Left", K_LEFT},           {"Right", K_RIGHT},
            {"PageUp", K_PAGE_UP}, {"PageDown", K_PAGE_DOWN},  {"Home", K_HOME},
            {"End", K_END},        {"Esc", K_ESCAPE},          {"F1", K_F1},
            {"Ctrl-U", K_CLEAR}};

void journey_open(struct journey *j, const char *content, int rows, int cols)
{
	*j = (struct journey){.ds = diags_new()};
	j->settings = (struct settings){.content = content,
	                                .catalogues = "/nonexistent",
	                                .today = "2026-11-24",
	                                .seed = 7,
	                                .country = "GB"};
	j->env = (struct env){.settings = &j->settings, .ds = j->ds, .colours = true};
	j->env.today = recall_day(str_of(j->settings.today));
	j->env.session.seed = j->settings.seed;
	j->env.lib = library_open(content, j->ds);
	const struct article *a = library_count(j->env.lib) == 1
	                                  ? library_article(j->env.lib, 0, STR(""), j->ds)
	                                  : NULL;
	j->app = app_new(&j->env, a, THEME_DARK);
	app_step(j->app, (struct event){.kind = EV_RESIZE, .row = rows, .col = cols});
}

void journey_close(struct journey *j)
{
	app_free(j->app);
	library_close(j->env.lib);
	diags_free(j->ds);
}

bool journey_key(struct journey *j, int key)
{
	return app_step(j->app, (struct event){.kind = EV_KEY, .key = key});
}

int journey_key_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (strcmp(keys[i].name, name) == 0)
			return keys[i].key;
	return 0;
}

static bool directive(struct journey *j, char *line, FILE *out)
{
	char word[32] = "", rest[128] = "";
	int a, b;
	sscanf(line, "%31s %127[^\n]", word, rest);
	if (word[0] == '#' || !word[0]) {
		fprintf(out, "%s\n", line);
		return true;
	}
	if (strcmp(word, "show") == 0 || strcmp(word, "roles") == 0) {
		surface_dump(app_frame(j->app), out, word[0] == 'r');
		return true;
	}
	fprintf(out, "--- %s\n", line);
	app_frame(j->app); /* taps look at what was drawn */
	if (strcmp(word, "size") == 0 && sscanf(rest, "%d %d", &a, &b) == 2)
		return app_step(j->app, (struct event){.kind = EV_RESIZE, .row = a, .col = b});
	if (strcmp(word, "tap") == 0 && sscanf(rest, "%d %d", &a, &b) == 2)
		return app_step(j->app, (struct event){.kind = EV_TAP, .row = a, .col = b});
	if (strcmp(word, "wheel") == 0)
		return app_step(j->app,
		                (struct event){.kind = EV_WHEEL, .key = journey_key_named(rest)});
	if (strcmp(word, "key") == 0 && journey_key_named(rest))
		return journey_key(j, journey_key_named(rest));
	if (strcmp(word, "hold") == 0 && journey_key_named(rest))
		return app_step(j->app, (struct event){.kind = EV_KEY,
		                                       .key = journey_key_named(rest),
		                                       .repeat = true});
	if (strcmp(word, "type") == 0) {
		struct str s = str_of(rest);
		char32_t c;
		for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
			if (!journey_key(j, (int)c))
				return false;
		return true;
	}
	fprintf(out, "no such directive: %s\n", line);
	return true;
}

void journey_script(struct journey *j, FILE *script, FILE *out)
{
	char line[256];
	while (fgets(line, sizeof(line), script)) {
		line[strcspn(line, "\n")] = '\0';
		if (!directive(j, line, out)) {
			fprintf(out, "--- the program ended\n");
			return;
		}
	}
}
