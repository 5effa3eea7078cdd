/* Every role differs from body text by more than colour: bold, underline, reverse or a sign beside
 * it. Dim is never used (2.8:1 on the VGA palette), nor dark red or blue on black. */
#include "ui/theme.h"

enum {
	BLACK = 0,
	GREY = 7,
	BRIGHT_RED = 9,
	BRIGHT_GREEN,
	BRIGHT_YELLOW,
	BRIGHT_CYAN = 14,
	WHITE = 15
};

/* What a role adds to its theme's two colours. */
static const struct shape {
	bool bold, reverse, underline;
} shapes[STYLE_COUNT] = {
        [STYLE_TITLE] = {.bold = true},         [STYLE_HEADING] = {.bold = true},
        [STYLE_LEAD] = {.bold = true},          [STYLE_STRONG] = {.bold = true},
        [STYLE_EMPHASIS] = {.underline = true}, [STYLE_TERM] = {.underline = true},
        [STYLE_NUMBER] = {.bold = true},        [STYLE_SELECTED] = {.reverse = true},
        [STYLE_CAUTION] = {.bold = true},       [STYLE_CORRECT] = {.bold = true},
        [STYLE_AGAIN] = {.bold = true},         [STYLE_BAR] = {.reverse = true},
        [STYLE_KEY] = {.reverse = true},        [STYLE_FULL] = {.bold = true},
        [STYLE_FOUND] = {.reverse = true},      [STYLE_HERE] = {.reverse = true, .underline = true},
};

static const struct palette {
	const char *name;
	int fg, bg;
	int accent[STYLE_COUNT]; /* a foreground of its own; 0: the theme's */
} palettes[THEME_COUNT] = {
        [THEME_DARK] = {"dark",
                        GREY,
                        BLACK,
                        {[STYLE_TITLE] = WHITE,
                         [STYLE_HEADING] = BRIGHT_CYAN,
                         [STYLE_LEAD] = WHITE,
                         [STYLE_STRONG] = WHITE,
                         [STYLE_TERM] = BRIGHT_CYAN,
                         [STYLE_NUMBER] = BRIGHT_YELLOW,
                         [STYLE_CAUTION] = BRIGHT_YELLOW,
                         [STYLE_CORRECT] = BRIGHT_GREEN,
                         [STYLE_AGAIN] = BRIGHT_YELLOW,
                         [STYLE_FULL] = BRIGHT_YELLOW,
                         [STYLE_HERE] = BRIGHT_YELLOW,
                         [STYLE_SELECTED] = WHITE}},
        [THEME_LIGHT] = {"light", BLACK, WHITE, {0}},
        [THEME_YELLOW] = {"yellow", BRIGHT_YELLOW, BLACK, {0}},
        [THEME_MONO] = {"mono", THEME_NONE, THEME_NONE, {0}},
};

struct look theme_look(enum theme theme, enum style style)
{
	const struct palette *p = &palettes[theme];
	const struct shape *s = &shapes[style];
	int accent = p->accent[style];
	if (style == STYLE_CODE)
		return (struct look){.fg = BLACK, .bg = WHITE};
	return (struct look){accent ? accent : p->fg, p->bg, s->bold, s->reverse, s->underline};
}

struct look theme_look_8(enum theme theme, enum style style, bool underlines)
{
	struct look look = theme_look(theme, style);
	bool bright = look.fg > 7;
	if (look.underline && !underlines) {
		look.underline = false;
		look.bold = true;
		look.reverse = look.fg == BLACK; /* black cannot be bold */
	}
	look.bold |= bright;
	look.fg &= 7;
	look.bg &= 7;
	if (look.reverse) { /* bold would brighten the letters, which are the dark ones here */
		look.bold = false;
		look.fg = look.fg == BLACK ? BLACK : GREY;
	}
	if (look.fg == BLACK) /* bold black is dark grey */
		look.bold = false;
	return look;
}

bool theme_by_name(const char *name, enum theme *ret)
{
	for (size_t i = 0; i < THEME_COUNT; i++)
		if (strcmp(palettes[i].name, name) == 0) {
			*ret = (enum theme)i;
			return true;
		}
	return false;
}

const char *theme_name(enum theme theme)
{
	return palettes[theme].name;
}
