/* Keys, "%%%", a source, "%%%", a translation, "%%%", a help-now.yaml: the articles on screens, when
 * they can be read at all. */
#include "fuzz/fuzz.h"

#include "app/app.h"
#include "faults/sound.h"

#include <locale.h>
#include <stdlib.h>

enum { MAX_KEYS = 60 };

/* A byte as an event; letters, digits and signs are themselves. */
static struct event event_of(unsigned byte)
{
	static const int keys[] = {K_ENTER, K_UP,        K_DOWN,   K_LEFT,    K_RIGHT,
	                           K_HOME,  K_END,       K_ESCAPE, K_PAGE_UP, K_PAGE_DOWN,
	                           K_ENTER, K_BACKSPACE, K_F1};
	static const struct {
		int rows, cols;
	} sizes[] = {{1, 1}, {6, 20}, {12, 40}, {24, 80}, {40, 140}, {3, 200}, {100, 30}, {24, 79}};
	if (byte >= ' ' && byte < 0x7F)
		return (struct event){.kind = EV_KEY, .key = (int)byte};
	if (byte < ' ')
		return (struct event){.kind = EV_KEY, .key = keys[byte % ARRAY_LEN(keys)]};
	if (byte < 0xE0)
		return (struct event){
		        .kind = EV_TAP, .row = (int)byte % 32, .col = (int)byte * 7 % 80};
	if (byte < 0xF0)
		return (struct event){.kind = EV_WHEEL, .key = byte % 2 ? K_UP : K_DOWN};
	return (struct event){.kind = EV_RESIZE,
	                      .row = sizes[byte % ARRAY_LEN(sizes)].rows,
	                      .col = sizes[byte % ARRAY_LEN(sizes)].cols};
}

static void read_it(struct env *env, struct str keys)
{
	int rows = 24, cols = 80;
	struct app *app = app_new(env, env_article(env, 0), THEME_DARK);
	bool goes_on = app_step(app, (struct event){.kind = EV_RESIZE, .row = rows, .col = cols});
	for (size_t i = 0; i < MIN(keys.len, MAX_KEYS) && goes_on; i++) {
		struct event ev = event_of((unsigned char)keys.p[i]);
		if (ev.kind == EV_RESIZE) {
			rows = ev.row;
			cols = ev.col;
		}
		goes_on = app_step(app, ev);
		HOLDS(!goes_on || !sound_fault(app_frame(app), rows, cols));
	}
	app_free(app);
}

/* To files as a kiosk has them in memory, in the order of their paths. */
static void add_file(struct store *s, const char *path, struct str bytes)
{
	if (bytes.len && (s->n == 0 || strcmp(s->file[s->n - 1].path.p, path) < 0))
		s->file[s->n++] = (struct store_file){str_of(path), bytes};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed feed = feed_of(data, size);
	struct arena a = {0};
	struct str keys = feed_file(&feed);
	struct str text[] = {feed_file(&feed), feed_file(&feed)}, help = feed_file(&feed);
	const char *path[] = {fuzz_path(&a, text[0]), fuzz_path(&a, text[1])};
	bool swapped = strcmp(path[0], path[1]) > 0;
	struct store_file file[3];
	struct store store = {.dir = STR("content"), .file = file};
	unsigned how = feed_byte(&(struct feed){keys.p, keys.len});
	setlocale(LC_CTYPE, "C.UTF-8");
	add_file(&store, "help-now.yaml", help);
	add_file(&store, path[swapped], text[swapped]);
	add_file(&store, path[!swapped], text[!swapped]);
	struct settings settings = {.content = "content",
	                            .catalogues = "/nonexistent",
	                            .today = "2026-11-24",
	                            .seed = 7,
	                            .drafts = true,
	                            .ascii = how % 5 == 0,
	                            .n_languages = how % 3 ? 1 : 0,
	                            .language = {str_of("ar")}};
	struct env env = {.settings = &settings,
	                  .ds = diags_new(),
	                  .colours = true,
	                  .kiosk = how % 2,
	                  .order = how % 7 ? ORDER_VISUAL : ORDER_LOGICAL,
	                  .country = STR("GB"),
	                  .lib = library_open_store(&store)};
	if (library_count(env.lib) && env_article(&env, 0))
		read_it(&env, keys);
	library_close(env.lib);
	diags_free(env.ds);
	arena_clear(&a);
	return 0;
}
