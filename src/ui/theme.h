/* theme: how each role of text looks. */
#pragma once

#include "base/base.h"
#include "text/style.h"

/* Colours 0 to 15 in the VGA order (8 to 15 bright); THEME_NONE: the terminal's own. */
enum { THEME_NONE = -1 };

struct look {
	int fg, bg;
	bool bold, reverse, underline;
};

enum theme { THEME_DARK, THEME_LIGHT, THEME_YELLOW, THEME_MONO, THEME_COUNT };

/* STYLE_CODE looks the same in every theme. */
struct look theme_look(enum theme theme, enum style style);
/* The same for a terminal of eight colours, where a bright colour is its plain one in bold: fg and
 * bg are 0 to 7. `underlines`: it can underline coloured text. */
struct look theme_look_8(enum theme theme, enum style style, bool underlines);
/* False: there is no theme of this name. */
bool theme_by_name(const char *name, enum theme *ret);
const char *theme_name(enum theme theme);
