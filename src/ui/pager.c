/* Scrolling and choosing over one layout. */
#include "ui/pager.h"

#include "base/utf8.h"

static uint64_t hash(struct str s)
{
	uint64_t h = 0xCBF29CE484222325u; /* FNV-1a */
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return h;
}

void pager_reset(struct pager *pg)
{
	*pg = (struct pager){.rows = pg->rows,
	                     .undigited = pg->undigited,
	                     .opens = pg->opens,
	                     .focus = PAGER_NO_FOCUS};
}

static void set_anchor(struct pager *pg, const struct page *p, const struct layout *l)
{
	if (l->n_lines == 0)
		return;
	const struct line *line = &l->line[MIN(pg->top, l->n_lines - 1)];
	pg->anchor.id = hash(p->para[line->para].id);
	pg->anchor.offset = line->offset;
	pg->anchor.nth = 0;
	for (size_t i = 0; i < line->para; i++)
		pg->anchor.nth += hash(p->para[i].id) == pg->anchor.id;
}

static size_t group_size(const struct page *p)
{
	return p->n_choices <= PAGER_MORE ? PAGER_MORE : PAGER_LIST;
}

/* The digits go along: if none of the items that carry them is in sight, those that are get them. */
static void move_digits(struct pager *pg, const struct page *p, const struct layout *l)
{
	size_t first = p->n_choices;
	for (size_t i = pg->top; i < pg->top + (size_t)pg->rows && i < l->n_lines; i++) {
		const struct para *para = &p->para[l->line[i].para];
		if (para->kind != PARA_CHOICE || !l->line[i].first)
			continue;
		if (para->choice / group_size(p) == pg->group)
			return;
		first = MIN(first, para->choice);
	}
	if (first < p->n_choices)
		pg->group = first / group_size(p);
}

static void move_to(struct pager *pg, const struct page *p, const struct layout *l, size_t top)
{
	pg->top = top;
	set_anchor(pg, p, l);
	move_digits(pg, p, l);
}

/* The last top from which the screen is full. */
static size_t full_top(const struct pager *pg, const struct layout *l)
{
	return l->n_lines > (size_t)pg->rows ? l->n_lines - (size_t)pg->rows : 0;
}

static bool range_of(const struct page *p, const struct layout *l, int choice, size_t *ret_from,
                     size_t *ret_to)
{
	bool found = false;
	for (size_t i = 0; i < l->n_lines; i++) {
		const struct para *para = &p->para[l->line[i].para];
		if (para->kind != PARA_CHOICE || (int)para->choice != choice || !l->line[i].n_runs)
			continue;
		*ret_from = found ? *ret_from : i;
		*ret_to = i + 1;
		found = true;
	}
	return found;
}

/* The first line that has the focused item in sight: `top` itself if it does. */
static size_t top_for_focus(const struct pager *pg, const struct page *p, const struct layout *l)
{
	size_t from = 0, to = 0;
	if (pg->focus == PAGER_NO_FOCUS || !range_of(p, l, pg->focus, &from, &to))
		return pg->top;
	if (from < pg->top)
		return from;
	return to > pg->top + (size_t)pg->rows ? MIN(from, to - (size_t)pg->rows) : pg->top;
}

size_t pager_paragraph(const struct pager *pg, const struct page *p)
{
	size_t nth = pg->anchor.nth;
	for (size_t i = 0; pg->anchor.id && i < p->n_paras; i++)
		if (hash(p->para[i].id) == pg->anchor.id && nth-- == 0)
			return i;
	return p->n_paras;
}

void pager_go_to(struct pager *pg, struct str id)
{
	pg->anchor.id = hash(id);
	pg->anchor.nth = pg->anchor.offset = 0;
}

void pager_relayout(struct pager *pg, const struct page *p, const struct layout *l, int rows)
{
	if (pg->rows != rows || pg->trail_lines != l->n_lines)
		pg->n_trail = 0;
	pg->trail_lines = l->n_lines;
	pg->rows = MAX(rows, 1);
	if (pg->focus >= (int)p->n_choices)
		pg->focus = PAGER_NO_FOCUS;
	if (pg->anchor.id == 0) { /* never moved, never drawn: the beginning */
		pg->top = pg->landed = 0;
		set_anchor(pg, p, l);
		return;
	}
	size_t para = pager_paragraph(pg, p), at = 0;
	for (size_t i = 0; i < l->n_lines; i++)
		if (l->line[i].n_runs && l->line[i].para == para &&
		    (l->line[i].first || l->line[i].offset <= pg->anchor.offset))
			at = i;
	pg->top = at;
	pg->top = pg->landed = top_for_focus(pg, p, l); /* the anchor stays */
}

bool pager_at_end(const struct pager *pg, const struct layout *l)
{
	return pg->top + (size_t)pg->rows >= l->n_read;
}

static size_t skip_blank(const struct layout *l, size_t i)
{
	while (i < l->n_lines && l->line[i].n_runs == 0)
		i++;
	return i;
}

/* Where the screen behind the one at `top` begins: one line of overlap, and what belongs together
 * (a heading and its text, an icon array) is not torn. */
static size_t next_top(const struct pager *pg, const struct layout *l, size_t top, size_t *ret_new)
{
	size_t bottom = top + (size_t)pg->rows, cut = bottom;
	while (cut > top + 1 && l->line[cut - 1].keep)
		cut--;
	bool torn = cut < bottom && cut > top + 1;
	size_t next = torn ? cut : bottom - (pg->rows > 1);
	next = MAX(skip_blank(l, next), top + 1);
	*ret_new = torn || pg->rows == 1 ? next : skip_blank(l, bottom);
	return next;
}

bool pager_page_on(struct pager *pg, const struct page *p, const struct layout *l)
{
	if (pager_at_end(pg, l))
		return false;
	size_t top = next_top(pg, l, pg->top, &pg->landed);
	if (pg->n_trail < PAGER_TRAIL)
		pg->trail[pg->n_trail++] = pg->top;
	move_to(pg, p, l, top);
	pg->focus = PAGER_NO_FOCUS;
	return true;
}

/* The screen that page_on left; of one reached otherwise, the one before it from the beginning. */
static size_t previous_top(struct pager *pg, const struct layout *l)
{
	size_t top = 0, landed;
	if (pg->n_trail)
		return pg->trail[--pg->n_trail];
	for (size_t next = 0; next < pg->top; next = next_top(pg, l, top, &landed)) {
		top = next;
		if (top + (size_t)pg->rows >= l->n_read)
			break;
	}
	return top;
}

bool pager_page_back(struct pager *pg, const struct page *p, const struct layout *l)
{
	size_t top = pg->top ? previous_top(pg, l) : 0;
	if (pg->top == 0 || top == pg->top)
		return false;
	move_to(pg, p, l, top);
	pg->landed = top;
	pg->focus = PAGER_NO_FOCUS;
	return true;
}

void pager_pages(const struct pager *pg, const struct layout *l, size_t *ret_at, size_t *ret_of)
{
	size_t top = 0, landed;
	*ret_at = *ret_of = 1;
	while (top + (size_t)pg->rows < l->n_read) {
		top = next_top(pg, l, top, &landed);
		(*ret_of)++;
		if (top <= pg->top)
			*ret_at = *ret_of;
	}
	if (pager_at_end(pg, l))
		*ret_at = *ret_of;
}

bool pager_scroll(struct pager *pg, const struct page *p, const struct layout *l, long lines)
{
	size_t top = pg->top, limit = full_top(pg, l);
	if (lines < 0)
		top -= MIN(top, (size_t)-lines);
	else if (top < limit)
		top = MIN(top + (size_t)lines, limit);
	if (top == pg->top)
		return false;
	move_to(pg, p, l, top);
	pg->landed = top;
	if (top_for_focus(pg, p, l) != top) /* scrolled out of sight */
		pg->focus = PAGER_NO_FOCUS;
	return true;
}

void pager_focus(struct pager *pg, const struct page *p, const struct layout *l, int choice)
{
	pg->focus = choice;
	if (choice < 0)
		return;
	pg->group = (size_t)choice / group_size(p);
	move_to(pg, p, l, top_for_focus(pg, p, l));
}

void pager_show(struct pager *pg, const struct page *p, const struct layout *l, size_t para,
                size_t offset)
{
	size_t at = 0, above = (size_t)pg->rows / 3;
	for (size_t i = 0; i < l->n_lines; i++)
		if (l->line[i].n_runs && l->line[i].para == para && l->line[i].offset <= offset)
			at = i;
	pg->focus = PAGER_NO_FOCUS;
	if (at < pg->top || at >= pg->top + (size_t)pg->rows)
		move_to(pg, p, l, MIN(at - MIN(at, above), full_top(pg, l)));
	pg->landed = at;
}

void pager_step(struct pager *pg, const struct page *p, const struct layout *l, int direction)
{
	size_t from = 0, to = 0, bottom = pg->top + (size_t)pg->rows;
	int next = pg->focus + direction;
	if (pg->focus == PAGER_NO_FOCUS) {
		next = -1; /* the first one in sight, from the side one comes from */
		for (int c = 0; c < (int)p->n_choices; c++)
			if (range_of(p, l, c, &from, &to) && from >= pg->top &&
			    (direction < 0 ? to <= bottom : next < 0))
				next = c;
	}
	bool there = next >= 0 && next < (int)p->n_choices && range_of(p, l, next, &from, &to);
	/* An item a long way off is approached line by line, so that no text is skipped. */
	if (there && from < bottom + 1 && to + 1 > pg->top)
		pager_focus(pg, p, l, next);
	else
		pager_scroll(pg, p, l, direction);
}

int pager_digit(const struct pager *pg, const struct page *p, int digit, bool *ret_more)
{
	size_t size = group_size(p);
	*ret_more = p->n_choices > PAGER_MORE && digit == PAGER_MORE;
	size_t choice = pg->group * size + (size_t)digit - 1;
	bool has = digit >= 1 && (size_t)digit <= size && choice < p->n_choices;
	return has ? (int)choice : -1;
}

void pager_more(struct pager *pg, const struct page *p, const struct layout *l)
{
	size_t groups = (p->n_choices + PAGER_LIST - 1) / PAGER_LIST;
	size_t group = (pg->group + 1) % groups;
	pager_focus(pg, p, l, (int)(group * PAGER_LIST));
	size_t from = 0, to = 0;
	if (range_of(p, l, pg->focus, &from, &to))
		move_to(pg, p, l, MIN(from, MAX(full_top(pg, l), pg->top)));
}

static void draw_choice_mark(const struct pager *pg, const struct page *p, size_t choice,
                             struct surface *sf, struct area area, int row, bool focused, bool rtl)
{
	int edge = rtl ? area.cols - 1 : 0, inward = rtl ? -1 : 1;
	size_t size = group_size(p);
	enum style style = focused ? STYLE_SELECTED : STYLE_NUMBER;
	if (focused)
		surface_put(sf, area, row, edge, rtl ? STR("<") : STR(">"), style);
	if (choice / size == pg->group && !pg->undigited) {
		char digit = (char)('1' + choice % size);
		surface_put(sf, area, row, edge + inward, (struct str){&digit, 1}, style);
	}
}

/* The column of the letter that is read first of what a line marks as here; -1 if it does not. */
static int here_in(const struct line *line)
{
	for (size_t k = 0; k < line->n_runs; k++) {
		const struct run *run = &line->run[line->rtl ? line->n_runs - 1 - k : k];
		if (run->style == STYLE_HERE)
			return run->col + (line->rtl ? MAX(utf8_width(run->text) - 1, 0) : 0);
	}
	return -1;
}

void pager_draw(const struct pager *pg, const struct page *p, const struct layout *l,
                struct surface *sf, struct area area)
{
	bool here = false;
	for (int row = 0; row < area.rows; row++) {
		size_t i = pg->top + (size_t)row;
		if (i >= l->n_lines)
			break;
		const struct line *line = &l->line[i];
		const struct para *para = &p->para[line->para];
		int edge = area.col + (line->rtl ? area.cols - 1 : 0);
		int shift =
		        line->rtl ? area.cols - l->cols : 0; /* to an area wider than the layout */
		if (para->aside && pg->opens && pg->focus != PAGER_NO_FOCUS)
			continue;
		int here_col = here ? -1 : here_in(line);
		bool rests = i == pg->landed && !here;
		if (pg->focus == PAGER_NO_FOCUS && (rests || here_col >= 0))
			surface_focus(sf, area.row + row,
			              here_col < 0 ? edge : area.col + here_col + shift);
		here |= here_col >= 0;
		for (size_t k = 0; k < line->n_runs; k++)
			surface_put(sf, area, row, line->run[k].col + shift, line->run[k].text,
			            line->run[k].style);
		if (para->kind != PARA_CHOICE || line->n_runs == 0)
			continue;
		struct area whole = {area.row + row, area.col, 1, area.cols};
		bool focused = (int)para->choice == pg->focus;
		if (focused)
			surface_restyle(sf, whole, STYLE_SELECTED);
		if (line->first)
			draw_choice_mark(pg, p, para->choice, sf, area, row, focused, line->rtl);
		if (focused && line->first)
			surface_focus(sf, area.row + row, edge);
		surface_zone(sf, (struct zone){whole, ZONE_CHOICE, (int)para->choice});
	}
}
