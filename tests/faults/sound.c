#include "faults/sound.h"

#include "base/utf8.h"

#include <stdlib.h>

static const char *text_fault(struct str s)
{
	char32_t c;
	if (utf8_valid_prefix(s) != s.len)
		return "a cell is not UTF-8";
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len))
		if (c < 0x20 || (c >= 0x7F && c < 0xA0))
			return "a control character in a cell";
	return NULL;
}

static const char *row_fault(const struct cell *cell, int cols)
{
	for (int x = 0; x < cols;) {
		int width = utf8_width(cell[x].text);
		const char *fault = text_fault(cell[x].text);
		if (fault)
			return fault;
		if (cell[x].text.len == 0 || width < 1)
			return "a cell that nothing fills";
		if (x + width > cols)
			return "a cluster past the edge";
		for (int i = 1; i < width; i++)
			if (cell[x + i].text.len)
				return "a cluster over another";
		x += width;
	}
	return NULL;
}

static bool is_inside(struct area a, int rows, int cols)
{
	return a.row >= 0 && a.col >= 0 && a.rows >= 0 && a.cols >= 0 && a.row + a.rows <= rows &&
	       a.col + a.cols <= cols;
}

const char *sound_fault(const struct surface *sf, int rows, int cols)
{
	if (sf->rows != rows || sf->cols != cols)
		return "a frame of another size";
	if (sf->focus_row < 0 || sf->focus_row >= rows || sf->focus_col < 0 ||
	    sf->focus_col >= cols)
		return "focus outside";
	for (size_t i = 0; i < sf->n_zones; i++)
		if (!is_inside(sf->zone[i].area, rows, cols))
			return "a tap zone outside";
	for (int y = 0; y < rows; y++) {
		const char *fault = row_fault(&sf->cell[y * cols], cols);
		if (fault)
			return fault;
	}
	return NULL;
}
