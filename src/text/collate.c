/* One collator is kept, for the language asked for last. */
#include "text/collate.h"

#include "base/lazy.h"
#include "text/fold.h"

#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* ICU names its functions after its version: ucol_open_72. */
#define NAME_OF(f) NAME_OF_RENAMED(f)
#define NAME_OF_RENAMED(f) #f

static struct {
	bool tried, there;
	__typeof__(ucol_open) *open;
	__typeof__(ucol_close) *close;
	__typeof__(ucol_getSortKey) *sort_key;
	UCollator *collator;
	char locale[ULOC_FULLNAME_CAPACITY];
} icu;

void collate_prepare(void)
{
	const struct lazy_function list[] = {{NAME_OF(ucol_open), &icu.open},
	                                     {NAME_OF(ucol_close), &icu.close},
	                                     {NAME_OF(ucol_getSortKey), &icu.sort_key}};
	if (!icu.tried)
		icu.there = lazy_load("libicui18n.so." U_ICU_VERSION_SHORT, list, ARRAY_LEN(list));
	icu.tried = true;
}

static const UCollator *collator_of(const char *lang)
{
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode err = U_ZERO_ERROR;
	collate_prepare();
	if (!icu.there)
		return NULL;
	uloc_forLanguageTag(lang, locale, sizeof(locale), NULL, &err);
	if (icu.collator && strcmp(locale, icu.locale) == 0)
		return icu.collator;
	if (icu.collator)
		icu.close(icu.collator);
	err = U_ZERO_ERROR;
	icu.collator = icu.open(locale, &err);
	if (U_FAILURE(err))
		icu.collator = NULL;
	memcpy(icu.locale, locale, sizeof(locale));
	return icu.collator;
}

struct str collate_key(struct arena *a, const char *lang, struct str s)
{
	struct arena scratch = {0};
	const UCollator *collator = collator_of(lang);
	UErrorCode err = U_ZERO_ERROR;
	int32_t cap = (int32_t)s.len + 1, n = 0;
	UChar *wide = arena_array(&scratch, UChar, (size_t)cap);
	u_strFromUTF8(wide, cap, &n, s.p, (int32_t)s.len, &err);
	struct str key = {0};
	if (collator && U_SUCCESS(err)) {
		int32_t len = icu.sort_key(collator, wide, n, NULL, 0);
		uint8_t *bytes = arena_alloc(a, (size_t)len, 1);
		icu.sort_key(collator, wide, n, bytes, len);
		key = (struct str){(const char *)bytes, (size_t)len};
	} else {
		key = arena_str(a, fold(&scratch, s).text);
	}
	arena_clear(&scratch);
	return key;
}

int collate_compare(struct str a, struct str b)
{
	size_t n = MIN(a.len, b.len);
	int order = n ? memcmp(a.p, b.p, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}
