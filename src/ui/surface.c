/* A cluster lives in its first cell; the cells it covers are empty. A cluster is as wide as the sum
 * of its code points, because that is what terminals advance. */
#include "ui/surface.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/segment.h"

#include <stdlib.h>

static void blank(struct cell *c, enum style style)
{
	*c = (struct cell){.text = STR(" "), .style = style};
}

void surface_begin(struct surface *sf, int rows, int cols)
{
	arena_reset(&sf->arena);
	if (rows != sf->rows || cols != sf->cols) {
		sf->cell = xrealloc(sf->cell, (size_t)rows * (size_t)cols, sizeof(*sf->cell));
		sf->rows = rows;
		sf->cols = cols;
	}
	sf->n_zones = 0;
	sf->has_rtl = false;
	sf->focus_row = sf->focus_col = 0;
	for (int i = 0; i < rows * cols; i++)
		blank(&sf->cell[i], STYLE_BODY);
}

void surface_clear(struct surface *sf)
{
	free(sf->cell);
	free(sf->zone);
	arena_clear(&sf->arena);
	*sf = (struct surface){0};
}

static struct cell *cell_at(struct surface *sf, int row, int col)
{
	return &sf->cell[row * sf->cols + col];
}

static struct area inside(const struct surface *sf, struct area a)
{
	int row = MAX(a.row, 0), col = MAX(a.col, 0);
	int end_row = MIN(a.row + a.rows, sf->rows), end_col = MIN(a.col + a.cols, sf->cols);
	return (struct area){row, col, MAX(end_row - row, 0), MAX(end_col - col, 0)};
}

/* Scripts and signs over whose width or order terminals were seen to disagree. */
static bool is_risky(char32_t c)
{
	static const struct {
		char32_t from, to;
	} ranges[] = {{0x590, 0x8FF},     {0x900, 0xDFF},    {0x1000, 0x109F}, {0x1100, 0x11FF},
	              {0x1780, 0x17FF},   {0x1A20, 0x1AAF},  {0x1B00, 0x1C4F}, {0xA800, 0xABFF},
	              {0xD7B0, 0xD7FF},   {0xFB1D, 0xFDFF},  {0xFE70, 0xFEFF}, {0x10800, 0x10FFF},
	              {0x11000, 0x11FFF}, {0x1F000, 0x1FAFF}};
	for (size_t i = 0; i < ARRAY_LEN(ranges); i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

/* The cluster as it is sent. A mark without a letter would fall on the cell before: it gets a
 * no-break space to stand on. */
static struct str sendable(struct surface *sf, struct str cluster, bool *ret_risky)
{
	/* Printable ASCII, which most cells hold, is not copied for each of them. */
	static const char ascii[] =
	        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
	        "abcdefghijklmnopqrstuvwxyz{|}~";
	unsigned char first = (unsigned char)cluster.p[0];
	*ret_risky = false;
	if (cluster.len == 1 && first >= 0x20 && first < 0x7F)
		return (struct str){ascii + (first - 0x20), 1};
	char *out = arena_alloc(&sf->arena, cluster.len + 4, 1);
	size_t len = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(cluster, &c)) > 0;
	     cluster = str_part(cluster, n, cluster.len)) {
		bool joiner = c == 0x200C || c == 0x200D;
		if (utf8_unsent(c) && !(joiner && sf->joiners && len))
			continue;
		if (len == 0 && utf8_char_width(c) == 0)
			len += utf8_encode(0xA0, out);
		*ret_risky |= is_risky(c);
		sf->has_rtl |= bidi_is_rtl_letter(c);
		len += utf8_encode(c, out + len);
	}
	return (struct str){out, len};
}

int surface_put(struct surface *sf, struct area clip, int row, int col, struct str s,
                enum style style)
{
	struct area in = inside(sf, clip);
	int y = clip.row + row, x = clip.col + col;
	if (y < in.row || y >= in.row + in.rows)
		return col;
	while (s.len) {
		bool risky;
		size_t n = segment_cluster(s);
		struct str text = sendable(sf, str_part(s, 0, n), &risky);
		int width = utf8_width(text);
		s = str_part(s, n, s.len);
		if (width == 0)
			continue;
		if (x + width > in.col + in.cols)
			break;
		if (x >= in.col) {
			*cell_at(sf, y, x) = (struct cell){text, style, risky};
			for (int i = 1; i < width; i++)
				*cell_at(sf, y, x + i) = (struct cell){.style = style};
		}
		x += width;
	}
	return x - clip.col;
}

void surface_fill(struct surface *sf, struct area area, enum style style)
{
	struct area in = inside(sf, area);
	for (int y = in.row; y < in.row + in.rows; y++)
		for (int x = in.col; x < in.col + in.cols; x++)
			blank(cell_at(sf, y, x), style);
}

void surface_restyle(struct surface *sf, struct area area, enum style style)
{
	struct area in = inside(sf, area);
	for (int y = in.row; y < in.row + in.rows; y++)
		for (int x = in.col; x < in.col + in.cols; x++)
			cell_at(sf, y, x)->style = style;
}

void surface_focus(struct surface *sf, int row, int col)
{
	sf->focus_row = MAX(0, MIN(row, sf->rows - 1));
	sf->focus_col = MAX(0, MIN(col, sf->cols - 1));
}

void surface_zone(struct surface *sf, struct zone zone)
{
	if (sf->n_zones == sf->zones_cap) {
		sf->zones_cap = MAX(sf->zones_cap * 2, 16);
		sf->zone = xrealloc(sf->zone, sf->zones_cap, sizeof(*sf->zone));
	}
	sf->zone[sf->n_zones++] = zone;
}

const struct zone *surface_zone_at(const struct surface *sf, int row, int col)
{
	for (size_t i = sf->n_zones; i-- > 0;) {
		struct area a = sf->zone[i].area;
		if (row >= a.row && row < a.row + a.rows && col >= a.col && col < a.col + a.cols)
			return &sf->zone[i];
	}
	return NULL;
}

void surface_dump(const struct surface *sf, FILE *out, bool roles)
{
	static const char letters[] = {
	        [STYLE_BODY] = ' ',     [STYLE_TITLE] = 'T',    [STYLE_HEADING] = 'H',
	        [STYLE_LEAD] = 'L',     [STYLE_STRONG] = 'S',   [STYLE_EMPHASIS] = 'E',
	        [STYLE_TERM] = 'w',     [STYLE_CITATION] = 'c', [STYLE_NUMBER] = 'n',
	        [STYLE_SELECTED] = '>', [STYLE_CAUTION] = '!',  [STYLE_CORRECT] = '+',
	        [STYLE_AGAIN] = '~',    [STYLE_QUIET] = 'q',    [STYLE_BAR] = 'B',
	        [STYLE_KEY] = 'k',      [STYLE_FULL] = 'f',     [STYLE_EMPTY] = 'e',
	        [STYLE_CODE] = 'Q',     [STYLE_FOUND] = '?',    [STYLE_HERE] = '@'};
	_Static_assert(sizeof(letters) == STYLE_COUNT, "every style has its letter");
	for (int y = 0; y < sf->rows; y++) {
		int end = 0, end_style = 0;
		for (int x = 0; x < sf->cols; x++) {
			const struct cell *c = &sf->cell[y * sf->cols + x];
			end = str_is(c->text, " ") ? end : x + 1;
			end_style = c->style == STYLE_BODY ? end_style : x + 1;
		}
		for (int x = 0; x < end; x++) {
			struct str t = sf->cell[y * sf->cols + x].text;
			fprintf(out, "%.*s", STR_ARG(t)); /* "" behind a wide one */
		}
		fputc('\n', out);
		for (int x = 0; roles && x < end_style; x++)
			fputc(letters[sf->cell[y * sf->cols + x].style], out);
		if (roles)
			fputc('\n', out);
	}
	fprintf(out, "focus %d %d\n", sf->focus_row, sf->focus_col);
}
