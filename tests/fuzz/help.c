/* The bytes of a help-now.yaml. */
#include "fuzz/fuzz.h"

#include "content/help.h"

#include <stdlib.h>

static void check_country(const struct help_country *c)
{
	HOLDS(c->code.len == 2 || c->code.len == 0);
	for (size_t i = 0; i < c->n_numbers; i++)
		HOLDS(c->number[i].number.len && fuzz_is_clean(c->number[i].number));
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct help_line *line = &c->line[i];
		HOLDS(fuzz_is_clean(line->name) && fuzz_is_clean(line->web));
		HOLDS(fuzz_is_clean(line->hours));
		for (size_t k = 0; k < line->n_call; k++)
			HOLDS(fuzz_is_clean(line->call[k]));
		help_is_current(line, STR("2026-11-24"));
		help_is_current(line, STR("1970-01-01"));
		help_age(line, STR("2026-11-24"));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diags *ds = diags_new();
	struct help *h =
	        help_parse("content/help-now.yaml", (struct str){(const char *)data, size}, ds);
	HOLDS(h != NULL);
	for (size_t i = 0; i < h->n_countries; i++)
		check_country(&h->country[i]);
	for (size_t i = 0; i < h->n_directories; i++)
		HOLDS(fuzz_is_clean(h->directory[i].name) && fuzz_is_clean(h->directory[i].web));
	help_find(h, STR("GB"));
	help_find(h, STR(""));
	help_free(h);
	diags_free(ds);
	return 0;
}
