/* Digits, Enter and Backspace alone reach everything: a kiosk may have just a number pad, whose *
 * and # stand for Backspace and Enter. Letters are shortcuts for those who have them. */
#include "ui/keymap.h"

#include "base/base.h"
#include "base/i18n.h"
#include "ui/event.h"

#include <wctype.h>

static const struct {
	int key;
	enum command command;
} bindings[] = {
        {K_ENTER, CMD_NEXT},
        {K_RIGHT, CMD_NEXT},
        {'#', CMD_NEXT},
        {K_BACKSPACE, CMD_BACK},
        {K_LEFT, CMD_BACK},
        {K_ESCAPE, CMD_BACK},
        {'*', CMD_BACK},
        {K_UP, CMD_UP},
        {'k', CMD_UP},
        {K_DOWN, CMD_DOWN},
        {'j', CMD_DOWN},
        {K_PAGE_UP, CMD_PAGE_UP},
        {K_PAGE_DOWN, CMD_PAGE_DOWN},
        {' ', CMD_PAGE_DOWN},
        {K_HOME, CMD_HOME},
        {K_END, CMD_END},
        {'9', CMD_MENU},
        {'0', CMD_HELP_NOW},
        {'l', CMD_LANGUAGE},
        {'o', CMD_ORIGINAL},
        {'t', CMD_THEME},
        {'g', CMD_GLOSSARY},
        {'/', CMD_SEARCH},
        {'n', CMD_FOUND_NEXT},
        {'r', CMD_SPEAK},
        {'+', CMD_LOUDER},
        {'-', CMD_SOFTER},
        {'?', CMD_KEYS},
        {K_F1, CMD_KEYS},
        {'q', CMD_QUIT},
};

static const struct key_help help[] = {
        {CMD_NEXT, N_("Enter, Right, #"), N_("the natural next thing: page on, open, check, go on"),
         N_("Enter, Left, #")},
        {CMD_BACK, N_("Backspace, Left, Esc, *"), N_("back: undo the last Enter"),
         N_("Backspace, Right, Esc, *")},
        {CMD_UP, N_("Up, Down, k, j"), N_("move to an item, or scroll a line"), NULL},
        {CMD_PAGE_DOWN, N_("Page Up, Page Down, Space"), N_("scroll a page"), NULL},
        {CMD_HOME, N_("Home, End"), N_("to the beginning, to the end"), NULL},
        {CMD_CHOOSE, N_("1 to 7"), N_("choose the item with that number"), NULL},
        {CMD_CHOOSE, N_("8"), N_("the eighth item, or more items"), NULL},
        {CMD_MENU, N_("9"), N_("menu"), NULL},
        {CMD_HELP_NOW, N_("0"), N_("help now, if you are in danger"), NULL},
        {CMD_LANGUAGE, N_("L"), N_("language"), NULL},
        {CMD_ORIGINAL, N_("O"), N_("the original of a translation, and back"), NULL},
        {CMD_THEME, N_("T"), N_("next colours"), NULL},
        {CMD_GLOSSARY, N_("G"), N_("words on this page"), NULL},
        {CMD_SEARCH, N_("/"), N_("search"), NULL},
        {CMD_FOUND_NEXT, N_("n, N"), N_("the next place found, the one before"), NULL},
        {CMD_SPEAK, N_("R"), N_("read aloud, and pause"), NULL},
        {CMD_LOUDER, N_("+, -"), N_("louder, softer"), NULL},
        {CMD_KEYS, N_("?, F1"), N_("these keys"), NULL},
        {CMD_QUIT, N_("Q"), N_("quit"), NULL},
};

static const char *const labels[CMD_COUNT] = {
        [CMD_NEXT] = N_("Enter"), [CMD_BACK] = N_("Backspace"),  [CMD_UP] = N_("Up"),
        [CMD_DOWN] = N_("Down"),  [CMD_PAGE_DOWN] = N_("Space"), [CMD_MENU] = N_("9"),
        [CMD_HELP_NOW] = N_("0"), [CMD_LANGUAGE] = N_("L"),      [CMD_THEME] = N_("T"),
        [CMD_ORIGINAL] = N_("O"), [CMD_GLOSSARY] = N_("G"),      [CMD_SPEAK] = N_("R"),
        [CMD_SEARCH] = N_("/"),   [CMD_FOUND_NEXT] = N_("n"),    [CMD_KEYS] = N_("?"),
        [CMD_QUIT] = N_("Q"),
};

enum command keymap_command(int key, bool rtl, int *ret_digit)
{
	if (rtl && (key == K_LEFT || key == K_RIGHT))
		key = key == K_LEFT ? K_RIGHT : K_LEFT;
	if (key >= '1' && key <= '8') {
		*ret_digit = key - '0';
		return CMD_CHOOSE;
	}
	if (key == 'N')
		return CMD_FOUND_BEFORE;
	if (key < K_UP)
		key = (int)towlower((wint_t)key);
	for (size_t i = 0; i < ARRAY_LEN(bindings); i++)
		if (bindings[i].key == key)
			return bindings[i].command;
	return CMD_NONE;
}

const struct key_help *keymap_help(size_t *ret_n)
{
	*ret_n = ARRAY_LEN(help);
	return help;
}

const char *keymap_label(enum command command)
{
	return labels[command] ? labels[command] : "";
}
