/* Everything is said in words and in reading order; icon arrays are left out because their numbers
 * are said beside them. No escape sequence, no cursor, no colour. */
#include "app/linear.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "text/plain.h"

#include <ctype.h>
#include <stdlib.h>

enum { SAID = 256, INPUT = 512 };

struct linear {
	struct app *app;
	FILE *in, *out;
	size_t at;         /* the next paragraph to say */
	size_t said[SAID]; /* where the blocks said so far began */
	size_t n_said;
	bool resumed; /* the next screen begins where the reader once stopped */
};

static void print_paras(struct linear *ln, const struct page *p, size_t from, size_t to)
{
	struct buf text = {0};
	plain_add(&text, p, from, to, PLAIN_SPOKEN);
	fwrite(text.p, 1, text.len, ln->out);
	buf_clear(&text);
}

/* The end of the block that begins at `at`: what belongs together, facts under their heading, a
 * list in one piece. */
static size_t block_end(const struct page *p, size_t at)
{
	size_t i = at;
	while (i + 1 < p->n_paras) {
		const struct para *now = &p->para[i], *next = &p->para[i + 1];
		bool list = next->kind == now->kind && !next->apart &&
		            (now->kind == PARA_CHOICE || now->kind == PARA_ITEM);
		if (!now->keep && !list && next->kind != PARA_FACT && page_is_text(next))
			break;
		i++;
	}
	return i + 1;
}

/* Says the next block; false: all was said. */
static bool say_block(struct linear *ln)
{
	const struct page *p = &app_top(ln->app)->page;
	if (ln->at >= p->n_paras)
		return false;
	size_t end = block_end(p, ln->at);
	pager_go_to(&app_top(ln->app)->pager, p->para[ln->at].id); /* where the reader is */
	if (ln->n_said < SAID)
		ln->said[ln->n_said++] = ln->at;
	/* The last paragraph says what Enter does: it goes with the block before it. */
	if (end + 1 == p->n_paras)
		end++;
	print_paras(ln, p, ln->at, end);
	ln->at = end;
	return true;
}

static void announce(struct linear *ln)
{
	app_keep(ln->app, false); /* if it cannot be, that is what is said first */
	struct screen *s = app_top(ln->app);
	struct arena a = {0};
	fputc('\n', ln->out);
	const char *place = screen_place(s, &a);
	if (*place)
		fprintf(ln->out, "%s\n", place);
	struct str standing = s->ops->running_text ? render_standing(&a, s->article, 0) : STR("");
	if (standing.len)
		fprintf(ln->out, "%.*s\n", STR_ARG(standing));
	arena_clear(&a);
	ln->at = ln->n_said = 0;
	if (s->led)
		ln->at = s->target.para;
	s->led = false;
	if (ln->resumed)
		ln->at = pager_paragraph(&s->pager, &s->page);
	if (ln->at == s->page.n_paras)
		ln->at = 0;
	ln->resumed = false;
	say_block(ln);
}

/* Undoes the last Enter: the block before, else the screen before. */
static void go_back_one(struct linear *ln)
{
	bool goes_on;
	if (ln->n_said > 1) {
		ln->n_said--;
		ln->at = ln->said[--ln->n_said];
		say_block(ln);
		return;
	}
	app_everywhere(ln->app, CMD_BACK, &goes_on);
	announce(ln);
}

/* One line of input without its end; false at the end of input. A longer one is cut. */
static bool read_line(FILE *in, char *line, size_t size)
{
	if (!fgets(line, (int)size, in))
		return false;
	size_t len = strcspn(line, "\r\n");
	if (line[len] == '\0')
		for (int c = getc(in); c != EOF && c != '\n'; c = getc(in))
			continue;
	line[len] = '\0';
	return true;
}

/* Whether a line is words to look for: behind a /, or where one is asked for them; there a letter
 * by itself is still a command. */
static bool is_text(const struct screen *s, const char *line)
{
	return line[0] == '/' || (s->ops->type && line[0] && line[1]);
}

static enum command letter_command(const char *word)
{
	static const struct {
		char letter;
		enum command command;
	} letters[] = {{'m', CMD_MENU},     {'b', CMD_BACK}, {'l', CMD_LANGUAGE},  {'q', CMD_QUIT},
	               {'g', CMD_GLOSSARY}, {'?', CMD_KEYS}, {'n', CMD_FOUND_NEXT}};
	if (strcmp(word, "N") == 0)
		return CMD_FOUND_BEFORE;
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (tolower((unsigned char)word[0]) == letters[i].letter && word[1] == '\0')
			return letters[i].command;
	return CMD_NONE;
}

static void say_help(struct linear *ln)
{
	fprintf(ln->out, "%s\n",
	        _("Enter: go on. A number: choose that item. 0: help now. m: menu. b: back. "
	          "g: words. /word: search. l: language. q: quit."));
}

/* After a choice: whether the same screen goes on, changed in place (ticks, answers). */
static void say_change(struct linear *ln, const struct screen *before, int choice)
{
	struct screen *s = app_top(ln->app);
	if (s != before) {
		announce(ln);
		return;
	}
	bool marked = (size_t)choice < s->page.n_choices && (s->ops->picks || s->ops->ticks);
	for (size_t i = 0; marked && i < s->page.n_paras; i++)
		if (s->page.para[i].kind == PARA_CHOICE && (int)s->page.para[i].choice == choice)
			print_paras(ln, &s->page, i, i + 1);
	if (marked)
		print_paras(ln, &s->page, s->page.n_paras - 1, s->page.n_paras);
}

/* Finishing ends linear mode: a pipe must come to an end. */
static bool follow(struct linear *ln, struct outcome outcome)
{
	bool goes_on = app_follow(ln->app, outcome);
	ln->resumed = outcome.kind == OUT_RESUME;
	return goes_on && outcome.kind != OUT_FINISH &&
	       (outcome.kind != OUT_LEAVE || !env_keeps(app_top(ln->app)->env));
}

static bool on_number(struct linear *ln, long n)
{
	struct screen *s = app_top(ln->app);
	bool goes_on = true;
	if (n == 0)
		app_everywhere(ln->app, CMD_HELP_NOW, &goes_on);
	else if (n == 9 && s->page.n_choices < 9)
		app_everywhere(ln->app, CMD_MENU, &goes_on);
	else if (s->ops->choose && (size_t)n <= s->page.n_choices)
		goes_on = follow(ln, s->ops->choose(s, (int)n - 1));
	else {
		say_help(ln);
		return true;
	}
	if (goes_on)
		say_change(ln, s, (int)n - 1);
	return goes_on;
}

static bool on_enter(struct linear *ln)
{
	struct screen *s = app_top(ln->app);
	if (say_block(ln))
		return true;
	if (s->ops->reached_end)
		s->ops->reached_end(s);
	bool goes_on = follow(ln, s->ops->next(s));
	if (goes_on)
		announce(ln);
	return goes_on;
}

/* Looks for what was typed, and says what there is. */
static void on_text(struct linear *ln, struct str typed)
{
	bool goes_on;
	char32_t c;
	if (!app_top(ln->app)->ops->type)
		app_everywhere(ln->app, CMD_SEARCH, &goes_on);
	struct screen *s = app_top(ln->app);
	if (!s->ops->type) {
		say_help(ln);
		return;
	}
	typed.len = utf8_valid_prefix(typed);
	s->ops->type(s, K_CLEAR);
	for (size_t n; (n = utf8_decode(typed, &c)) > 0; typed = str_part(typed, n, typed.len))
		s->ops->type(s, (int)c);
	app_redraw(ln->app);
	announce(ln);
}

static bool on_line(struct linear *ln, const char *line)
{
	char *end;
	while (*line == ' ')
		line++;
	if (*line == '\0')
		return on_enter(ln);
	if (is_text(app_top(ln->app), line)) {
		on_text(ln, str_of(line + (*line == '/')));
		return true;
	}
	long n = strtol(line, &end, 10);
	if (end != line && *end == '\0' && n >= 0 && n < 1000)
		return on_number(ln, n);
	bool goes_on = true;
	enum command command = letter_command(line);
	if (command == CMD_BACK)
		go_back_one(ln);
	else if (command == CMD_NONE || !app_everywhere(ln->app, command, &goes_on))
		say_help(ln);
	else if (goes_on)
		announce(ln);
	return goes_on;
}

void linear_run(struct app *app, FILE *in, FILE *out)
{
	struct linear ln = {.app = app, .in = in, .out = out};
	char line[INPUT];
	say_help(&ln);
	announce(&ln);
	do {
		if (app_keep(app, false))
			announce(&ln);
		fputs("> ", out);
		fflush(out);
		if (!read_line(in, line, sizeof(line)))
			break;
	} while (on_line(&ln, line));
	app_keep(app, true);
	fputc('\n', out);
	fflush(out);
}
