/* picture: runs a program on a terminal in memory, presses keys and writes what the screen shows
 * then as an SVG. Every piece of text has its place and its length in the file, so that it stands
 * aligned in whatever monospaced font the viewer has; lines and blocks are drawn, not set, because
 * fonts leave gaps in them. */
#include "tty/term.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <getopt.h>
#include <stdlib.h>

enum { CELL_W = 9, CELL_H = 18, BASELINE = 14, FONT_SIZE = 15, MARGIN = 14, DEADLINE_MS = 10000 };

struct options {
	int rows, cols, still_ms;
	const char *keys, *title, *wait;
	bool light;
	const char *env[32];
	size_t n_env;
	const char *const *argv;
};

/* A cell as it is painted: colours resolved, reverse done. */
struct look {
	unsigned fg, bg;
	bool bold, italic, underline, strike;
};

enum kind { BLANK, LATIN, DRAWN, SYMBOL, SCRIPT };

struct cell {
	char text[32];
	int width;
	char32_t c;
	enum kind kind;
	struct look look;
};

struct picture {
	int rows, cols;
	struct cell *cell;
	unsigned fg, bg; /* the terminal's own, and what most of the window has */
	unsigned window;
};

/* Colours */

static unsigned palette(int index)
{
	static const unsigned vga[16] = {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa,
	                                 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55, 0xffff55,
	                                 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff};
	static const unsigned step[6] = {0, 95, 135, 175, 215, 255};
	unsigned i = (unsigned)index;
	if (i < 16)
		return vga[i];
	if (i >= 232)
		return (8 + 10 * (i - 232)) * 0x010101;
	i -= 16;
	return step[i / 36] << 16 | step[i / 6 % 6] << 8 | step[i % 6];
}

static unsigned colour(int c, unsigned normal)
{
	if (c == TERM_DEFAULT)
		return normal;
	return c >= TERM_RGB ? (unsigned)c & 0xffffff : palette(c);
}

static struct look look_of(const struct picture *p, const struct term_cell *c)
{
	unsigned fg = colour(c->fg, p->fg), bg = colour(c->bg, p->bg);
	return (struct look){.fg = c->reverse ? bg : fg,
	                     .bg = c->reverse ? fg : bg,
	                     .bold = c->bold,
	                     .italic = c->italic,
	                     .underline = c->underline,
	                     .strike = c->strike};
}

/* Same ink: blanks may differ in what only shows on letters. */
static bool same_ink(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bold == b->bold && a->italic == b->italic;
}

/* Drawn characters */

/* Weights of the four arms of a box-drawing character: up, right, down, left. */
static const struct {
	char32_t c;
	unsigned char arm[4];
} boxes[] = {
        {0x2500, {0, 1, 0, 1}}, {0x2501, {0, 2, 0, 2}}, {0x2502, {1, 0, 1, 0}},
        {0x2503, {2, 0, 2, 0}}, {0x250C, {0, 1, 1, 0}}, {0x250F, {0, 2, 2, 0}},
        {0x2510, {0, 0, 1, 1}}, {0x2513, {0, 0, 2, 2}}, {0x2514, {1, 1, 0, 0}},
        {0x2517, {2, 2, 0, 0}}, {0x2518, {1, 0, 0, 1}}, {0x251B, {2, 0, 0, 2}},
        {0x251C, {1, 1, 1, 0}}, {0x2523, {2, 2, 2, 0}}, {0x2524, {1, 0, 1, 1}},
        {0x252B, {2, 0, 2, 2}}, {0x252C, {0, 1, 1, 1}}, {0x2533, {0, 2, 2, 2}},
        {0x2534, {1, 1, 0, 1}}, {0x253B, {2, 2, 0, 2}}, {0x253C, {1, 1, 1, 1}},
        {0x254B, {2, 2, 2, 2}}, {0x256D, {0, 1, 1, 0}}, {0x256E, {0, 0, 1, 1}},
        {0x256F, {1, 0, 0, 1}}, {0x2570, {1, 1, 0, 0}}, {0x2574, {0, 0, 0, 1}},
        {0x2575, {1, 0, 0, 0}}, {0x2576, {0, 1, 0, 0}}, {0x2577, {0, 0, 1, 0}},
        {0x2578, {0, 0, 0, 2}}, {0x2579, {2, 0, 0, 0}}, {0x257A, {0, 2, 0, 0}},
        {0x257B, {0, 0, 2, 0}},
};

static const unsigned char *box(char32_t c)
{
	for (size_t i = 0; i < ARRAY_LEN(boxes); i++)
		if (boxes[i].c == c)
			return boxes[i].arm;
	return NULL;
}

static bool is_block(char32_t c)
{
	return c >= 0x2580 && c <= 0x2590;
}

static void add_rect(struct buf *path, double x, double y, double w, double h)
{
	buf_fmt(path, "M%g %gh%gv%gh%gz", x, y, w, h, -w);
}

static void add_block(struct buf *path, char32_t c, double x, double y)
{
	double w = CELL_W, h = CELL_H;
	if (c == 0x2580)
		add_rect(path, x, y, w, h / 2);
	else if (c == 0x2590)
		add_rect(path, x + w / 2, y, w / 2, h);
	else if (c <= 0x2588)
		add_rect(path, x, y + h - h * (c - 0x2580) / 8, w, h * (c - 0x2580) / 8);
	else
		add_rect(path, x, y, w * (0x2590 - c) / 8, h);
}

/* Each arm reaches from the far side of the middle to the cell's edge, so corners are whole. */
static void add_box(struct buf *path, const unsigned char arm[4], double x, double y)
{
	double cx = x + CELL_W / 2.0, cy = y + CELL_H / 2.0;
	for (int i = 0; i < 4; i++) {
		double thick = arm[i] == 2 ? 3 : 1, half = thick / 2;
		if (arm[i] == 0)
			continue;
		if (i == 0)
			add_rect(path, cx - half, y, thick, CELL_H / 2.0 + half);
		else if (i == 1)
			add_rect(path, cx - half, cy - half, CELL_W / 2.0 + half, thick);
		else if (i == 2)
			add_rect(path, cx - half, cy - half, thick, CELL_H / 2.0 + half);
		else
			add_rect(path, x, cy - half, CELL_W / 2.0 + half, thick);
	}
}

/* Reading the screen */

/* Latin letters and common punctuation are in every monospaced font; the rest may come from another
 * one, whose widths must not pull at its neighbours. */
static enum kind kind_of(char32_t c)
{
	if (c == 0 || c == ' ' || c == 0xA0)
		return BLANK;
	if (c < 0x250 || (c >= 0x2010 && c <= 0x2027))
		return LATIN;
	if (box(c) || is_block(c))
		return DRAWN;
	return c >= 0x2000 && c < 0x2E00 ? SYMBOL : SCRIPT;
}

static struct cell *at(const struct picture *p, int row, int col)
{
	return &p->cell[(size_t)row * (size_t)p->cols + (size_t)col];
}

static void read_screen(struct picture *p, const struct term *t)
{
	term_size(t, &p->rows, &p->cols);
	p->cell = xcalloc((size_t)p->rows * (size_t)p->cols, sizeof *p->cell);
	for (int row = 0; row < p->rows; row++) {
		for (int col = 0; col < p->cols; col++) {
			struct term_cell raw = term_cell(t, row, col);
			struct cell *c = at(p, row, col);
			utf8_decode(str_of(raw.text), &c->c);
			if (raw.text[0] == '\0')
				c->c = 0;
			memcpy(c->text, raw.text, sizeof c->text);
			c->width = raw.width;
			c->kind = kind_of(c->c);
			c->look = look_of(p, &raw);
		}
	}
}

/* The window takes the colour that most of the screen has: a theme's paper, not the terminal's. */
static void choose_window(struct picture *p)
{
	size_t n = (size_t)p->rows * (size_t)p->cols, best = 0;
	for (size_t i = 0; i < n; i++) {
		size_t same = 0;
		if (i > 0 && p->cell[i].look.bg == p->cell[i - 1].look.bg)
			continue;
		for (size_t k = 0; k < n; k++)
			same += p->cell[k].look.bg == p->cell[i].look.bg;
		if (same > best) {
			best = same;
			p->window = p->cell[i].look.bg;
		}
	}
}

/* Writing the SVG */

static void put_escaped(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '>')
			fputs("&gt;", out);
		else if (*text == '"')
			fputs("&quot;", out);
		else
			fputc(*text, out);
	}
}

static int x_of(int col)
{
	return MARGIN + col * CELL_W;
}

static int y_of(int row)
{
	return MARGIN + row * CELL_H;
}

/* Runs of cells for which `alike` holds against the run's first; returns where the run ends. */
static int run_end(const struct picture *p, int row, int from,
                   bool (*alike)(const struct cell *first, const struct cell *c))
{
	int to = from + 1;
	while (to < p->cols && alike(at(p, row, from), at(p, row, to)))
		to++;
	return to;
}

static bool same_background(const struct cell *first, const struct cell *c)
{
	return first->look.bg == c->look.bg;
}

static void put_backgrounds(FILE *out, const struct picture *p, int row)
{
	for (int col = 0, end; col < p->cols; col = end) {
		end = run_end(p, row, col, same_background);
		unsigned bg = at(p, row, col)->look.bg;
		if (bg != p->window)
			fprintf(out,
			        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
			        "fill=\"#%06x\"/>\n",
			        x_of(col), y_of(row), (end - col) * CELL_W, CELL_H, bg);
	}
}

static bool same_lines(const struct cell *first, const struct cell *c)
{
	return first->look.underline == c->look.underline && first->look.strike == c->look.strike &&
	       first->look.fg == c->look.fg;
}

/* Under blanks too, as terminals do. */
static void put_lines(FILE *out, const struct picture *p, int row)
{
	for (int col = 0, end; col < p->cols; col = end) {
		end = run_end(p, row, col, same_lines);
		const struct look *k = &at(p, row, col)->look;
		const int y[] = {k->underline ? BASELINE + 2 : 0, k->strike ? BASELINE - 5 : 0};
		for (size_t i = 0; i < ARRAY_LEN(y); i++)
			if (y[i] > 0)
				fprintf(out,
				        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\" "
				        "fill=\"#%06x\"/>\n",
				        x_of(col), y_of(row) + y[i], (end - col) * CELL_W, k->fg);
	}
}

static bool same_drawing(const struct cell *first, const struct cell *c)
{
	return c->kind == DRAWN && same_ink(&first->look, &c->look);
}

static int put_drawing(FILE *out, const struct picture *p, int row, int col)
{
	struct buf path = {0};
	int end = run_end(p, row, col, same_drawing);
	for (int i = col; i < end; i++) {
		char32_t c = at(p, row, i)->c;
		if (is_block(c))
			add_block(&path, c, x_of(i), y_of(row));
		else
			add_box(&path, box(c), x_of(i), y_of(row));
	}
	fprintf(out, "<path fill=\"#%06x\" d=\"%.*s\"/>\n", at(p, row, col)->look.fg,
	        STR_ARG(buf_str(&path)));
	buf_clear(&path);
	return end;
}

/* Where the text that starts at col ends. Single blanks belong to a run of words, longer gaps are
 * left out; a symbol only goes with its like, since one length for all would bend the others, and a
 * wide character stands alone, since fonts for them have widths of their own. */
static int text_end(const struct picture *p, int row, int col)
{
	const struct cell *first = at(p, row, col);
	int end = col + MAX(first->width, 1);
	for (int i = end; first->width < 2 && i < p->cols; i++) {
		const struct cell *c = at(p, row, i);
		if (c->kind == BLANK && first->kind != SYMBOL && i == end)
			continue; /* in, if a word follows */
		if (c->kind != first->kind || !same_ink(&first->look, &c->look) ||
		    (first->kind == SYMBOL && c->c != first->c) || c->width > 1)
			break;
		end = i + 1;
	}
	return end;
}

static int put_text(FILE *out, const struct picture *p, int row, int col)
{
	const struct look *k = &at(p, row, col)->look;
	int end = text_end(p, row, col);
	fprintf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"", x_of(col), y_of(row) + BASELINE,
	        (end - col) * CELL_W);
	if (k->fg != p->fg)
		fprintf(out, " fill=\"#%06x\"", k->fg);
	if (k->bold)
		fputs(" font-weight=\"bold\"", out);
	if (k->italic)
		fputs(" font-style=\"italic\"", out);
	/* The cells are in visual order already; a viewer must not order them once more. */
	if (at(p, row, col)->kind == SCRIPT)
		fputs(" direction=\"ltr\" unicode-bidi=\"bidi-override\"", out);
	fputc('>', out);
	for (int i = col; i < end; i++) {
		const struct cell *c = at(p, row, i);
		if (c->width > 0)
			put_escaped(out, c->kind == BLANK ? " " : c->text);
	}
	fputs("</text>\n", out);
	return end;
}

static void put_row(FILE *out, const struct picture *p, int row)
{
	put_backgrounds(out, p, row);
	for (int col = 0; col < p->cols;) {
		const struct cell *c = at(p, row, col);
		if (c->kind == BLANK)
			col++;
		else if (c->kind == DRAWN)
			col = put_drawing(out, p, row, col);
		else
			col = put_text(out, p, row, col);
	}
	put_lines(out, p, row);
}

static void put_cursor(FILE *out, const struct picture *p, const struct term *t)
{
	int row, col;
	term_cursor(t, &row, &col);
	if (!term_cursor_visible(t) || row >= p->rows || col >= p->cols)
		return;
	const struct cell *c = at(p, row, col);
	fprintf(out,
	        "<rect x=\"%g\" y=\"%g\" width=\"%d\" height=\"%d\" fill=\"none\" "
	        "stroke=\"#%06x\"/>\n",
	        x_of(col) + 0.5, y_of(row) + 0.5, MAX(c->width, 1) * CELL_W - 1, CELL_H - 1,
	        c->look.fg);
}

static void put_picture(FILE *out, const struct picture *p, struct term *t, const char *title)
{
	int w = p->cols * CELL_W + 2 * MARGIN, h = p->rows * CELL_H + 2 * MARGIN;
	fprintf(out,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	        "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n<title "
	        "id=\"title\">",
	        w, h, w, h);
	put_escaped(out, title);
	fputs("</title>\n<desc id=\"desc\">", out);
	put_escaped(out, term_screen(t));
	fprintf(out,
	        "</desc>\n<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"8\" "
	        "fill=\"#%06x\" "
	        "stroke=\"#808080\"/>\n",
	        w - 1, h - 1, p->window);
	fprintf(out,
	        "<g font-family=\"'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,'Liberation "
	        "Mono',"
	        "monospace\" font-size=\"%d\" fill=\"#%06x\">\n",
	        FONT_SIZE, p->fg);
	for (int row = 0; row < p->rows; row++)
		put_row(out, p, row);
	put_cursor(out, p, t);
	fputs("</g>\n</svg>\n", out);
}

/* The command line */

static int usage(FILE *out)
{
	fputs("usage: picture [OPTION]... [--] COMMAND [ARGUMENT]...\n"
	      "Runs COMMAND on a terminal in memory and writes its screen as SVG.\n"
	      "  --rows N --cols N   size (24, 80)\n"
	      "  --keys KEYS         pressed one by one, such as \"j<Down><Enter><C-l>\"\n"
	      "  --wait TEXT         what must be on the screen before the first key\n"
	      "  --still MS          quiet time that ends a screen (150)\n"
	      "  --env NAME=VALUE    added to an otherwise clean environment; repeatable\n"
	      "  --title TEXT        the picture's title (the command)\n"
	      "  --light             a terminal that is black on white by itself\n",
	      out);
	return out == stdout ? 0 : 2;
}

static int number(const char *text, int low, int high)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (end == text || *end || n < low || n > high) {
		fprintf(stderr, "picture: %s: not a number from %d to %d\n", text, low, high);
		exit(2);
	}
	return (int)n;
}

/* -1: go on. */
static int parse(struct options *o, int argc, char **argv)
{
	static const struct option known[] = {
	        {"rows", required_argument, NULL, 'r'},  {"cols", required_argument, NULL, 'c'},
	        {"keys", required_argument, NULL, 'k'},  {"wait", required_argument, NULL, 'w'},
	        {"still", required_argument, NULL, 's'}, {"env", required_argument, NULL, 'e'},
	        {"title", required_argument, NULL, 't'}, {"light", no_argument, NULL, 'l'},
	        {"help", no_argument, NULL, 'h'},        {0}};
	for (int c; (c = getopt_long(argc, argv, "+", known, NULL)) != -1;) {
		if (c == 'r')
			o->rows = number(optarg, 1, 500);
		else if (c == 'c')
			o->cols = number(optarg, 1, 500);
		else if (c == 's')
			o->still_ms = number(optarg, 1, 5000);
		else if (c == 'k')
			o->keys = optarg;
		else if (c == 'w')
			o->wait = optarg;
		else if (c == 't')
			o->title = optarg;
		else if (c == 'l')
			o->light = true;
		else if (c == 'e' && o->n_env + 1 < ARRAY_LEN(o->env))
			o->env[o->n_env++] = optarg;
		else
			return usage(c == 'h' ? stdout : stderr);
	}
	o->argv = (const char *const *)argv + optind;
	return optind < argc ? -1 : usage(stderr);
}

static bool play(const struct options *o, struct term *t)
{
	if (!term_wait_output(t, 0, DEADLINE_MS) ||
	    (o->wait && !term_wait_text(t, o->wait, DEADLINE_MS)) ||
	    !term_wait_still(t, o->still_ms, DEADLINE_MS))
		return false;
	for (const char *keys = o->keys; *keys;) {
		keys = term_next_key(t, keys);
		if (!keys || !term_wait_still(t, o->still_ms, DEADLINE_MS))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct options o = {.rows = 24, .cols = 80, .still_ms = 150, .keys = ""};
	int status = parse(&o, argc, argv);
	if (status >= 0)
		return status;
	struct term *t = term_open(o.rows, o.cols, o.argv, o.env);
	if (!t)
		return 1;
	bool ok = play(&o, t);
	if (ok) {
		struct picture p = {.fg = o.light ? 0x000000 : 0xd0d0d0,
		                    .bg = o.light ? 0xffffff : 0};
		read_screen(&p, t);
		choose_window(&p);
		put_picture(stdout, &p, t, o.title ? o.title : o.argv[0]);
		free(p.cell);
		ok = fflush(stdout) == 0;
	} else {
		fputs("picture: the program did not get that far\n", stderr);
	}
	term_close(t);
	return ok ? 0 : 1;
}
