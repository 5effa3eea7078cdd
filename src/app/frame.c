/* The chrome is the same for every screen and says only what is true now. */
#include "app/frame.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/bidi.h"
#include "text/locale.h"
#include "text/segment.h"
#include "text/wrap.h"
#include "ui/event.h"
#include "ui/keymap.h"

enum { SIDEBAR_COLS = 32, TALL = 30, BAR_COLS = 10 };

/* Rows for what --watch says of the file: a heading and the first findings. */
static int findings_rows(const struct screen *s, int rows)
{
	enum { MOST = 4 };
	if (!s->env->findings || rows < 12)
		return 0;
	return 1 + MIN((int)diags_len(s->env->findings), MOST - 1);
}

/* All but the row of keys, as wide as a picture of that height and its words may be. */
static struct frame bare_layout(int rows, int cols)
{
	struct frame f = {.status_row = -1, .rtl = bidi_is_rtl(i18n_language())};
	f.body.rows = rows - SCREEN_KEY_ROWS;
	f.body.cols = MIN(cols, MAX(2 * f.body.rows, FRAME_MEASURE));
	f.body.col = (cols - f.body.cols) / 2;
	return f;
}

struct frame frame_layout(const struct screen *s, int rows, int cols)
{
	if (s->ops->bare)
		return bare_layout(rows, cols);
	struct frame f = {.status_row = rows >= 8 ? rows - 2 : -1};
	int top = rows >= TALL ? 2 : 1;
	int bottom = f.status_row >= 0 ? f.status_row : rows - 1;
	int left = 0;
	f.findings = findings_rows(s, rows);
	bottom -= f.findings;
	f.rtl = bidi_is_rtl(s->page.lang ? s->page.lang : "en");
	if (cols >= FRAME_WIDE && s->article && s->ops->running_text) {
		f.sidebar = (struct area){top, 1, bottom - top, SIDEBAR_COLS};
		left = SIDEBAR_COLS + 2;
	}
	int room = cols - left;
	int margin = room >= 30 ? 1 : 0;
	int measure = MIN(room - 2 * margin, FRAME_MEASURE);
	int col = left + MAX(margin, MIN(4, (room - measure) / 2));
	if (!left && cols >= FRAME_WIDE)
		col = (cols - measure) / 2;
	f.body = (struct area){top, col, bottom - top, measure};
	if (f.rtl) { /* the same, seen in a mirror */
		f.body.col = cols - f.body.col - f.body.cols;
		f.sidebar.col = cols - f.sidebar.col - f.sidebar.cols;
	}
	return f;
}

/* --- rows around the page ------------------------------------------------------------------- */

/* What the rows around a page are drawn with. Columns are counted from the side where reading
 * begins. */
struct pen {
	struct surface *sf;
	struct arena *a;
	bool rtl, logical, ascii;
};

static int mirrored(const struct pen *pen, int col, int cols)
{
	return pen->rtl ? pen->sf->cols - col - cols : col;
}

static struct str shown(const struct pen *pen, struct str s)
{
	return pen->ascii     ? ascii_rich(pen->a, rich_of(s)).text
	       : pen->logical ? s
	                      : bidi_visual(pen->a, s, pen->rtl);
}

/* Columns that s takes: a lam and its alef take one. */
static int cols_of(const struct pen *pen, const char *s)
{
	return utf8_width(shown(pen, str_of(s)));
}

static void put(const struct pen *pen, int row, int col, struct str s, enum style style)
{
	struct area all = {0, 0, pen->sf->rows, pen->sf->cols};
	struct str put = shown(pen, s);
	surface_put(pen->sf, all, row, mirrored(pen, col, utf8_width(put)), put, style);
}

/* --- header ------------------------------------------------------------------------------- */

/* s cut to `cols` columns, with an ellipsis if anything is lost. */
static struct str fitted(struct arena *a, struct str s, int cols, bool ascii)
{
	if (utf8_width(s) <= cols)
		return s;
	const char *dots = ascii ? "..." : "…";
	int room = cols - utf8_width(str_of(dots));
	size_t len = 0;
	for (size_t n; (n = segment_cluster(str_part(s, len, s.len))) > 0; len += n) {
		room -= utf8_width(str_part(s, len, len + n));
		if (room < 0)
			break;
	}
	return arena_fmt(a, "%.*s%s", (int)len, s.p, dots);
}

static void draw_header(const struct pen *pen, struct screen *s)
{
	int cols = pen->sf->cols;
	bool ascii = s->env->settings->ascii;
	struct str title = str_of(_("Patient information"));
	if (s->article && !s->ops->cover)
		title = ascii ? ascii_rich(pen->a, s->article->title.rich).text
		              : s->article->title.rich.text;
	struct str place = str_of(screen_place(s, pen->a));
	int place_cols = place.len ? utf8_width(place) + 2 : 1;
	surface_fill(pen->sf, (struct area){0, 0, 1, cols}, STYLE_BAR);
	put(pen, 0, 1, fitted(pen->a, title, cols - place_cols - 1, ascii), STYLE_BAR);
	put(pen, 0, cols - place_cols + 1, place, STYLE_BAR);
}

/* --- sidebar ------------------------------------------------------------------------------ */

/* Which item of the contents a screen is, or -1. */
static int contents_item(const struct screen *s)
{
	return s->ops->place ? (int)s->arg : -1;
}

static void draw_sidebar(const struct frame *f, struct screen *s, struct surface *sf)
{
	int edge = f->rtl ? f->sidebar.col - 1 : f->sidebar.col + f->sidebar.cols;
	struct page page = {0};
	struct layout layout = {0};
	struct pager pager = {0};
	int first_zone = (int)sf->n_zones;
	page_begin(&page, s->page.lang, s->env->settings->ascii);
	page.logical = s->page.logical;
	contents_items(s->env, s->article, &page);
	layout_page(&layout, &page, f->sidebar.cols - 2);
	pager_reset(&pager);
	pager_relayout(&pager, &page, &layout, f->sidebar.rows);
	pager_focus(&pager, &page, &layout, contents_item(s));
	pager.group = 0; /* the digits that on a page of running text lead there */
	pager_draw(&pager, &page, &layout, sf, f->sidebar);
	for (size_t i = (size_t)first_zone; i < sf->n_zones; i++)
		sf->zone[i].kind = ZONE_CONTENTS;
	const char *rule = s->env->settings->ascii ? "|" : "│";
	for (int row = 0; row < f->sidebar.rows; row++)
		surface_put(sf, (struct area){0, 0, sf->rows, sf->cols}, f->sidebar.row + row, edge,
		            str_of(rule), STYLE_QUIET);
	page_clear(&page);
	layout_clear(&layout);
}

/* --- status ------------------------------------------------------------------------------- */

/* The page bar, from column `col` on, for screenful `at` of `of`. */
static void draw_bar(const struct pen *pen, int row, int col, size_t at, size_t of, bool ascii)
{
	size_t full = MAX(at * BAR_COLS / of, 1);
	for (size_t i = 0; i < BAR_COLS; i++)
		put(pen, row, col + (int)i,
		    str_of(i < full ? (ascii ? "#" : "■") : (ascii ? "." : "·")),
		    i < full ? STYLE_FULL : STYLE_EMPTY);
}

/* The most that fits of what the reader must know of this text. */
static struct str standing(struct arena *a, const struct screen *s, int cols)
{
	struct str words = STR("");
	for (int brief = 0; brief < RENDER_STANDINGS; brief++) {
		words = render_standing(a, s->article, brief);
		if (utf8_width(words) <= cols)
			break;
	}
	return s->env->settings->ascii ? ascii_rich(a, rich_of(words)).text : words;
}

static void draw_status(const struct pen *pen, const struct frame *f, struct screen *s)
{
	bool ascii = s->env->settings->ascii;
	size_t at, of;
	pager_pages(&s->pager, &s->layout, &at, &of);
	const char *lang = s->page.lang;
	/* TRANSLATORS: which screenful of how many */
	struct str page =
	        of > 1 ? arena_fmt(pen->a, _("Page %s of %s"), locale_number(pen->a, lang, at).p,
	                           locale_number(pen->a, lang, of).p)
	               : STR("");
	int cols = pen->sf->cols, col = cols - cols_of(pen, page.p) - 1;
	bool bar = of > 1 && cols >= 60;
	int room = col - 3 - (bar ? BAR_COLS + 1 : 0);
	struct str words = s->article ? standing(pen->a, s, room) : STR("");
	if (utf8_width(words) > room) { /* what the text is matters more than where in it one is */
		put(pen, f->status_row, 1, fitted(pen->a, words, cols - 2, ascii), STYLE_QUIET);
		return;
	}
	put(pen, f->status_row, 1, words, STYLE_QUIET);
	put(pen, f->status_row, col, page, STYLE_QUIET);
	if (bar)
		draw_bar(pen, f->status_row, col - BAR_COLS - 1, at, of, ascii);
}

/* --- findings ------------------------------------------------------------------------------ */

/* They are in English, whatever the page is in. */
static void draw_findings(const struct pen *under, const struct frame *f, const struct screen *s)
{
	struct pen pen = *under;
	pen.rtl = false;
	const struct diags *ds = s->env->findings;
	int row = f->status_row - f->findings, cols = pen.sf->cols;
	size_t n = diags_len(ds);
	struct str title =
	        s->env->stale ? str_of(_("The file is broken. This is the text before it."))
	                      : arena_fmt(pen.a, i18n_plural("%zu finding", "%zu findings", n), n);
	surface_fill(pen.sf, (struct area){row, 0, f->findings, cols}, STYLE_BODY);
	surface_fill(pen.sf, (struct area){row, 0, 1, cols}, STYLE_BAR);
	put(under, row, 1, title, STYLE_BAR);
	for (int i = 1; i < f->findings; i++) {
		const struct diag *d = diags_at(ds, (size_t)i - 1);
		const char *path = d->src && d->src->path ? d->src->path : "";
		const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
		struct str line = arena_fmt(pen.a, "%s:%u: %.*s [%s]", name, d->pos.line,
		                            STR_ARG(d->msg), d->rule->name);
		put(&pen, row + i, 1, fitted(pen.a, line, cols - 2, s->env->settings->ascii),
		    STYLE_BODY);
	}
}

/* --- keys --------------------------------------------------------------------------------- */

struct key_hint {
	int key;
	const char *label, *words;
};

/* "1" or "1-5": the digits that choose something now. */
static const char *digits_label(const struct screen *s, struct arena *a)
{
	bool more;
	int last = 1;
	while (pager_digit(&s->pager, &s->page, last + 1, &more) >= 0)
		last++;
	return last > 1 ? arena_fmt(a, "1-%d", last).p : "1";
}

static const char *next_word(struct screen *s)
{
	return s->ops->next_word ? s->ops->next_word(s) : _("Go on");
}

/* The keys that do something now, the most useful first. */
static size_t hints(struct screen *s, int cols, struct arena *a, struct key_hint *out)
{
	enum { ENTER_LEAVES = 40 }; /* columns for the other keys */
	size_t n = 0;
	bool types = s->ops->type != NULL; /* most keys are text */
	bool end = pager_at_end(&s->pager, &s->layout);
	bool open = s->pager.focus >= 0 && s->pager.opens;
	const char *enter = open ? _("Open") : !end ? _("Page on") : next_word(s);
	const char *next = s->ops->next_label(s, a);
	if (end && !open && utf8_width(str_of(next)) <= cols - ENTER_LEAVES)
		enter = next;
	out[n++] = (struct key_hint){K_ENTER, _(keymap_label(CMD_NEXT)), enter};
	out[n++] = (struct key_hint){'0', _(keymap_label(CMD_HELP_NOW)), _("Help now")};
	if (types) {
		out[n++] = (struct key_hint){K_ESCAPE, _("Esc"), _("Back")};
		return n;
	}
	out[n++] = (struct key_hint){'9', _(keymap_label(CMD_MENU)), _("Menu")};
	if (s->page.n_choices > PAGER_MORE)
		out[n++] = (struct key_hint){'8', "8", _("More")};
	if (s->found)
		out[n++] = (struct key_hint){'n', _(keymap_label(CMD_FOUND_NEXT)), _("Next place")};
	if (s->page.n_choices)
		out[n++] = (struct key_hint){0, digits_label(s, a),
		                             s->ops->ticks ? _("Tick") : _("Choose")};
	out[n++] = (struct key_hint){K_BACKSPACE, _(keymap_label(CMD_BACK)), _("Back")};
	out[n++] = (struct key_hint){'?', _(keymap_label(CMD_KEYS)), _("Keys")};
	if (s->env->speech)
		out[n++] = (struct key_hint){'r', _(keymap_label(CMD_SPEAK)), _("Read aloud")};
	if (s->article && s->ops->running_text)
		out[n++] = (struct key_hint){'g', _(keymap_label(CMD_GLOSSARY)), _("Words")};
	if (s->article && s->ops->running_text)
		out[n++] = (struct key_hint){'/', _(keymap_label(CMD_SEARCH)), _("Search")};
	if (s->env->colours)
		out[n++] = (struct key_hint){'t', _(keymap_label(CMD_THEME)), _("Colours")};
	if (!s->env->kiosk)
		out[n++] = (struct key_hint){'q', _(keymap_label(CMD_QUIT)), _("Quit")};
	for (size_t i = 0; s->env->settings->ascii && i < n; i++) {
		out[i].label = ascii_rich(a, rich_of(str_of(out[i].label))).text.p;
		out[i].words = ascii_rich(a, rich_of(str_of(out[i].words))).text.p;
	}
	return n;
}

static int hint_cols(const struct pen *pen, const struct key_hint *h)
{
	int words = cols_of(pen, h->words);
	return cols_of(pen, h->label) + (words ? 1 + words : 0);
}

/* A letter with a mark in the last corner loses the mark on some terminals. */
static bool ends_in_mark(const char *words)
{
	char32_t c = 0;
	struct str s = str_of(words);
	for (size_t n; (n = utf8_decode(s, &c)) > 0 && n < s.len; s = str_part(s, n, s.len))
		continue;
	return s.len && utf8_char_width(c) == 0;
}

static void draw_keys(const struct pen *pen, struct screen *s)
{
	struct key_hint hint[16];
	struct surface *sf = pen->sf;
	size_t n = hints(s, sf->cols, pen->a, hint);
	int row = sf->rows - 1, col = sf->cols >= 30 ? 1 : 0;
	/* Enter, help now and the menu are always there, Enter without words if it must be; so is
	 * "more" where it is needed. */
	int needed = col;
	for (size_t i = 0; i < (s->page.n_choices > PAGER_MORE ? 4 : 3); i++)
		needed += hint_cols(pen, &hint[i]) + (i ? 2 : 0);
	if (needed > sf->cols)
		hint[0].words = "";
	for (size_t i = 0; i < n; i++) {
		int key_cols = cols_of(pen, hint[i].label), cols = hint_cols(pen, &hint[i]);
		if (col + cols + (i > 2 && ends_in_mark(hint[i].words)) > sf->cols)
			continue;
		struct area area = {row, mirrored(pen, col, cols), 1, cols};
		if (hint[i].key)
			surface_zone(sf, (struct zone){area, ZONE_KEY, hint[i].key});
		put(pen, row, col, str_of(hint[i].label), STYLE_KEY);
		put(pen, row, col + key_cols + 1, str_of(hint[i].words), STYLE_BODY);
		col += cols + 2;
	}
}

void frame_draw(const struct frame *f, struct screen *under, struct screen *s, struct surface *sf)
{
	struct arena scratch = {0};
	struct pen pen = {sf, &scratch, f->rtl, s->page.logical, s->env->settings->ascii};
	if (!under->ops->bare)
		draw_header(&pen, under);
	if (f->sidebar.cols)
		draw_sidebar(f, under, sf);
	if (f->status_row >= 0)
		draw_status(&pen, f, s);
	if (f->findings)
		draw_findings(&pen, f, s);
	draw_keys(&pen, s);
	arena_clear(&scratch);
}

void frame_too_small(struct surface *sf)
{
	struct arena scratch = {0};
	struct pen pen = {sf, &scratch, bidi_is_rtl(i18n_language()), false, false};
	struct str words = str_of(_("Please make this window larger."));
	size_t n;
	const struct wrapped *w = wrap_lines(&scratch, words, sf->cols, i18n_language(), &n);
	for (size_t i = 0; i < n; i++)
		put(&pen, (int)i, 0, str_part(words, w[i].from, w[i].to), STYLE_BODY);
	arena_clear(&scratch);
}
