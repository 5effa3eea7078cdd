/* A source, "%%%", a translation's file, "%%%", the texts it was made from: brought up to date as
 * `translate` does it, which must lose nothing and, done twice, change nothing more. */
#include "fuzz/fuzz.h"

#include "content/article.h"
#include "desk/translate.h"

#include <stdlib.h>

/* The language that the translation's file is named after. */
static struct str language_of(const char *path)
{
	struct str s = str_of(path);
	return str_part(s, strlen("tea/"), s.len - strlen(".yaml"));
}

static void check_twice(const struct translate_files *files, const struct translate_result *r)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct translate_files again = *files;
	struct translate_result second;
	again.translation.text = r->translation;
	again.origins.text = r->origins;
	HOLDS(translate_refresh(&again, NULL, 0, &a, &second, ds));
	HOLDS(str_eq(second.translation, r->translation));
	HOLDS(str_eq(second.origins, r->origins));
	struct translation *t = translation_parse(again.translation.path, r->translation, ds);
	HOLDS(t != NULL);
	translation_free(t);
	diags_free(ds);
	arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed feed = feed_of(data, size);
	struct str text = feed_file(&feed), translation = feed_file(&feed), old = feed_file(&feed);
	struct arena a = {0};
	struct diags *ds = diags_new();
	const char *path = fuzz_path(&a, translation);
	if (strcmp(path, "tea/en.yaml") == 0)
		path = "tea/es.yaml";
	struct translate_files files = {.source = {.path = fuzz_path(&a, text), .text = text},
	                                .translation = {.path = path, .text = translation},
	                                .origins = {.path = "tea/xx.src.yaml", .text = old},
	                                .lang = language_of(path)};
	struct translate_result result;
	if (files.lang.len && translate_refresh(&files, NULL, 0, &a, &result, ds))
		check_twice(&files, &result);
	else
		HOLDS(!files.lang.len || diags_count(ds, SEV_ERROR));
	diags_free(ds);
	arena_clear(&a);
	return 0;
}
