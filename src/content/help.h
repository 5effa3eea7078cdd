/* help: crisis help by country, never by language (content/help-now.yaml). */
#pragma once

#include "base/arena.h"
#include "base/diag.h"

enum help_for { HELP_ANY, HELP_POLICE, HELP_AMBULANCE, HELP_MOBILE };

struct help_number {
	struct str number; /* exactly as dialled in the country */
	enum help_for for_whom;
};

enum help_cost { HELP_COST_UNKNOWN, HELP_FREE, HELP_CHARGED };

struct help_line {
	struct str name;
	struct str *call, *text, *lang; /* lists */
	size_t n_call, n_text, n_lang;
	struct str option, whatsapp, web;
	bool chat;
	struct str chat_at;           /* where the chat is; empty: at the web address */
	struct str hours, chat_hours; /* "always", "ask", or "Mo-Su 17:00-24:00" */
	enum help_cost cost;
	struct str verified_on, verified_by, evidence_date;
	struct srcpos pos;
};

struct help_country {
	struct str code; /* ISO 3166-1 alpha-2; empty for what holds anywhere */
	struct help_number *number;
	size_t n_numbers;
	struct help_line *line;
	size_t n_lines;
};

struct help_directory {
	struct str name, web;
};

struct help {
	struct arena arena;
	struct help_directory *directory;
	size_t n_directories;
	struct help_country *country;
	size_t n_countries;
};

/* Reads help-now.yaml. Never NULL: what is not sound is left out and is an error in ds, so that a
 * broken file still shows whatever help it can; at the least the generic words remain. */
struct help *help_load(const char *path, struct diags *ds);
struct help *help_parse(const char *path, struct str bytes, struct diags *ds);
void help_free(struct help *h);

/* The country's entry; NULL if there is none (the generic words are to be shown). */
const struct help_country *help_find(const struct help *h, struct str code);

/* Whether a line may still be shown on day `today` (year-month-day): verified at most 24 months
 * ago. A clock that is behind the file is broken, and everything is shown. Emergency numbers
 * never age away. */
bool help_is_current(const struct help_line *line, struct str today);
/* Whole months since it was verified; negative if the clock is behind. */
int help_age(const struct help_line *line, struct str today);
