/* The loader of help-now.yaml. Unlike an article, half of it is better than none of it. */
#include "content/help.h"

#include "base/file.h"
#include "base/mem.h"
#include "content/fields.h"
#include "text/locale.h"

#include <ctype.h>
#include <stdlib.h>

enum { MAX_COUNTRIES = 300, MAX_LINES = 20, MAX_NUMBERS = 8, MAX_DIRECTORIES = 10 };

static bool is_phone(struct str s)
{
	bool digit = false;
	for (size_t i = 0; i < s.len; i++) {
		if (!strchr("0123456789 +*#-", s.p[i]))
			return false;
		digit |= isdigit((unsigned char)s.p[i]) != 0;
	}
	return digit;
}

/* Numbers to dial under `key`, the unsound ones left out. */
static struct str *load_phones(const struct fields *f, ynode map, const char *key, size_t *ret_n)
{
	*ret_n = 0;
	ynode n = ydoc_get(f->doc, map, key);
	if (!n)
		return NULL;
	size_t count, kept = 0;
	struct str *list = fields_list(f, n, key, &count);
	for (size_t i = 0; i < count; i++) {
		if (is_phone(list[i]))
			list[kept++] = list[i];
		else
			fields_error(f, ydoc_pos(f->doc, n), R_BAD_PHONE,
			             "“%.*s” is not a number as one dials it", STR_ARG(list[i]));
	}
	*ret_n = kept;
	return list;
}

/* "always", "ask", or days and times: "Mo-Su 17:00-24:00". */
static struct str load_hours(const struct fields *f, ynode map, const char *key)
{
	ynode n = ydoc_get(f->doc, map, key);
	if (!n)
		return STR("ask");
	struct str s = fields_text(f, n, key);
	static const char shape[] = "Aa-Aa 99:99-99:99";
	bool ok = s.len == sizeof(shape) - 1;
	for (size_t i = 0; ok && i < s.len; i++)
		ok = shape[i] == 'A'   ? isupper((unsigned char)s.p[i])
		     : shape[i] == 'a' ? islower((unsigned char)s.p[i])
		     : shape[i] == '9' ? isdigit((unsigned char)s.p[i])
		                       : s.p[i] == shape[i];
	if (ok || str_is(s, "always") || str_is(s, "ask"))
		return s;
	fields_error(f, ydoc_pos(f->doc, n), R_BAD_VALUE,
	             "“%s” is always, ask, or days and times such as “Mo-Su 17:00-24:00”", key);
	return STR("ask");
}

static void load_languages(const struct fields *f, ynode map, struct help_line *line)
{
	ynode n = ydoc_get(f->doc, map, "languages");
	if (!n)
		return;
	line->lang = fields_list(f, n, "languages", &line->n_lang);
	for (size_t i = 0; i < line->n_lang; i++)
		if (!locale_is_tag(line->lang[i]))
			fields_error(f, ydoc_pos(f->doc, n), R_BAD_LANGUAGE,
			             "“%.*s” is not a language tag such as en, es or pt-BR",
			             STR_ARG(line->lang[i]));
}

static void load_chat(const struct fields *f, ynode map, struct help_line *line)
{
	ynode n = ydoc_get(f->doc, map, "chat");
	if (!n)
		return;
	struct str at = fields_text(f, n, "chat");
	line->chat = !str_is(at, "false");
	line->chat_at = str_is(at, "true") || !line->chat ? STR("") : at;
	line->chat_hours =
	        ydoc_get(f->doc, map, "chat-hours") ? load_hours(f, map, "chat-hours") : STR("");
}

/* False: the line cannot be shown. */
static bool load_line(const struct fields *f, ynode map, struct help_line *line)
{
	static const char *const costs[] = {"unknown", "free", "charged", NULL};
	if (!fields_map(f, map, "a line"))
		return false;
	FIELDS_EXPECT(f, map, "name", "call", "option", "text", "whatsapp", "chat", "hours",
	              "chat-hours", "cost", "languages", "web", "verified-on", "verified-by",
	              "evidence-date");
	ynode name = fields_require(f, map, "name", "a line");
	line->name = name ? fields_text(f, name, "name") : STR("");
	line->pos = ydoc_key_pos(f->doc, map);
	line->call = load_phones(f, map, "call", &line->n_call);
	line->text = load_phones(f, map, "text", &line->n_text);
	line->option = fields_optional_text(f, map, "option");
	line->whatsapp = fields_optional_text(f, map, "whatsapp");
	line->web = fields_optional_text(f, map, "web");
	load_chat(f, map, line);
	fields_require(f, map, "hours", "a line");
	line->hours = load_hours(f, map, "hours");
	ynode cost = ydoc_get(f->doc, map, "cost");
	line->cost = cost ? (enum help_cost)fields_choice(f, cost, "cost", costs) : 0;
	load_languages(f, map, line);
	ynode on = fields_require(f, map, "verified-on", "a line");
	ynode by = fields_require(f, map, "verified-by", "a line");
	line->verified_on = fields_date(f, on, "verified-on", false);
	line->verified_by = by ? fields_text(f, by, "verified-by") : STR("");
	ynode evidence = ydoc_get(f->doc, map, "evidence-date");
	line->evidence_date = fields_date(f, evidence, "evidence-date", true);
	bool chat = line->chat && (line->chat_at.len || line->web.len);
	bool way = line->n_call || line->n_text || line->whatsapp.len || chat;
	if (!way)
		fields_error(
		        f, ydoc_key_pos(f->doc, map), R_HELP_WAY,
		        "“%.*s” says no way to reach it: give call, text, whatsapp, or chat with its address",
		        STR_ARG(line->name));
	return way && line->name.len;
}

static void load_numbers(const struct fields *f, ynode map, struct help_country *c)
{
	static const char *const whom[] = {"any", "police", "ambulance", "mobile", NULL};
	ynode emergency = fields_require(f, map, "emergency", "a country");
	size_t n = fields_ids(f, emergency, "emergency", MAX_NUMBERS);
	c->number = arena_array(f->arena, struct help_number, n);
	for (ynode e = ydoc_first(f->doc, emergency); e && n; e = ydoc_next(f->doc, e), n--) {
		if (!fields_map(f, e, "an emergency number"))
			continue;
		FIELDS_EXPECT(f, e, "number", "for");
		fields_require(f, e, "number", "an emergency number");
		ynode for_whom = fields_require(f, e, "for", "an emergency number");
		size_t count;
		struct str *number = load_phones(f, e, "number", &count);
		if (count)
			c->number[c->n_numbers++] = (struct help_number){
			        number[0], (enum help_for)fields_choice(f, for_whom, "for", whom)};
	}
}

/* False: nobody could be led to it. */
static bool load_country(const struct fields *f, ynode map, struct help_country *c)
{
	c->code = ydoc_key(f->doc, map);
	if (c->code.len != 2 || !isupper((unsigned char)c->code.p[0]) ||
	    !isupper((unsigned char)c->code.p[1]))
		return fields_error(
		        f, ydoc_key_pos(f->doc, map), R_BAD_COUNTRY,
		        "“%.*s” is not a country: write its two capital letters, such as GB",
		        STR_ARG(c->code));
	if (!fields_map(f, map, "a country"))
		return false;
	FIELDS_EXPECT(f, map, "emergency", "lines");
	load_numbers(f, map, c);
	ynode lines = ydoc_get(f->doc, map, "lines");
	size_t n = lines ? fields_ids(f, lines, "lines", MAX_LINES) : 0;
	c->line = arena_array(f->arena, struct help_line, n);
	for (ynode l = ydoc_first(f->doc, lines); l && n; l = ydoc_next(f->doc, l), n--)
		if (load_line(f, l, &c->line[c->n_lines]))
			c->n_lines++;
		else
			c->line[c->n_lines] = (struct help_line){0};
	return true;
}

static void load_directories(const struct fields *f, ynode root, struct help *h)
{
	ynode generic = fields_require(f, root, "generic", "the file");
	if (!fields_map(f, generic, "generic"))
		return;
	FIELDS_EXPECT(f, generic, "directories");
	ynode map = fields_require(f, generic, "directories", "“generic”");
	size_t n = fields_ids(f, map, "directories", MAX_DIRECTORIES);
	h->directory = arena_array(f->arena, struct help_directory, n);
	for (ynode d = ydoc_first(f->doc, map); d && n; d = ydoc_next(f->doc, d), n--) {
		if (!fields_map(f, d, "a directory"))
			continue;
		FIELDS_EXPECT(f, d, "name", "web");
		ynode name = fields_require(f, d, "name", "a directory");
		ynode web = fields_require(f, d, "web", "a directory");
		struct help_directory entry = {fields_text(f, name, "name"),
		                               fields_text(f, web, "web")};
		if (entry.name.len && entry.web.len)
			h->directory[h->n_directories++] = entry;
	}
}

static void load_root(const struct fields *f, ynode root, struct help *h)
{
	if (!fields_map(f, root, "the file"))
		return;
	FIELDS_EXPECT(f, root, "anteroom-help", "generic", "countries");
	ynode version = fields_require(f, root, "anteroom-help", "the file");
	if (version && !str_is(ydoc_value(f->doc, version), "1"))
		fields_error(
		        f, ydoc_pos(f->doc, version), R_FORMAT_VERSION,
		        "this program reads version 1 of the format: write anteroom-help: \"1\"");
	load_directories(f, root, h);
	ynode countries = fields_require(f, root, "countries", "the file");
	if (!fields_map(f, countries, "countries"))
		return;
	h->country = arena_array(f->arena, struct help_country, MAX_COUNTRIES);
	for (ynode c = ydoc_first(f->doc, countries); c && h->n_countries < MAX_COUNTRIES;
	     c = ydoc_next(f->doc, c))
		if (load_country(f, c, &h->country[h->n_countries]))
			h->n_countries++;
		else
			h->country[h->n_countries] = (struct help_country){0};
}

struct help *help_parse(const char *path, struct str bytes, struct diags *ds)
{
	struct help *h = xcalloc(1, sizeof(*h));
	const struct source src = {.path = path, .text = ydoc_without_bom(bytes)};
	struct ydoc *doc = ydoc_parse(&src, &h->arena, ds);
	struct fields f = {doc, &src, ds, &h->arena};
	load_root(&f, ydoc_root_so_far(doc), h);
	ydoc_free(doc);
	return h;
}

struct help *help_load(const char *path, struct diags *ds)
{
	struct arena bytes = {0};
	struct str text = {0};
	struct help *h = file_read(&bytes, path, 2000 * 1000, &text, ds)
	                         ? help_parse(path, text, ds)
	                         : xcalloc(1, sizeof(*h));
	arena_clear(&bytes);
	return h;
}

void help_free(struct help *h)
{
	if (!h)
		return;
	struct arena arena = h->arena;
	free(h);
	arena_clear(&arena);
}

const struct help_country *help_find(const struct help *h, struct str code)
{
	for (size_t i = 0; i < h->n_countries; i++)
		if (str_eq(h->country[i].code, code))
			return &h->country[i];
	return NULL;
}

/* Months since year 0 of a valid date. */
static int months(struct str date)
{
	int n[7] = {0};
	for (size_t i = 0; i < 7 && i < date.len; i++)
		n[i] = date.p[i] - '0';
	return (n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3]) * 12 + n[5] * 10 + n[6];
}

int help_age(const struct help_line *line, struct str today)
{
	return months(today) - months(line->verified_on);
}

bool help_is_current(const struct help_line *line, struct str today)
{
	enum { TWO_YEARS = 24 };
	return line->verified_on.len && help_age(line, today) <= TWO_YEARS;
}
