/* Names come from ICU; digits from a small table, because ICU's number formatter lives in a
 * library that costs more start-up than the whole first screen. */
#include "text/locale.h"

#include "base/utf8.h"

#include <stdio.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

bool locale_is_tag(struct str s)
{
	char tag[64], locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY];
	if (s.len == 0 || s.len >= sizeof(tag))
		return false;
	memcpy(tag, s.p, s.len);
	tag[s.len] = '\0';
	UErrorCode err = U_ZERO_ERROR;
	int32_t parsed = 0;
	uloc_forLanguageTag(tag, locale, sizeof(locale), &parsed, &err);
	if (U_FAILURE(err) || (size_t)parsed != s.len)
		return false;
	int32_t len = uloc_getLanguage(locale, language, sizeof(language), &err);
	return U_SUCCESS(err) && len >= 2 && len <= 3;
}

static struct str from_utf16(struct arena *a, const UChar *wide, UErrorCode err,
                             const char *otherwise)
{
	char name[512];
	int32_t len = 0;
	u_strToUTF8(name, sizeof(name), &len, wide, -1, &err);
	bool ok = U_SUCCESS(err) && err != U_STRING_NOT_TERMINATED_WARNING && len > 0;
	return arena_str(a, ok ? (struct str){name, (size_t)len} : str_of(otherwise));
}

struct str locale_own_name(struct arena *a, const char *tag)
{
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UChar wide[128] = {0};
	UErrorCode err = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, locale, sizeof(locale), NULL, &err);
	UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU,
	                              UDISPCTX_STANDARD_NAMES};
	ULocaleDisplayNames *names = uldn_openForContext(locale, contexts, 2, &err);
	uldn_localeDisplayName(names, locale, wide, ARRAY_LEN(wide), &err);
	uldn_close(names);
	return from_utf16(a, wide, err, tag);
}

struct str locale_country_name(struct arena *a, const char *tag, const char *code)
{
	char locale[16];
	UChar wide[128] = {0};
	UErrorCode err = U_ZERO_ERROR;
	snprintf(locale, sizeof(locale), "und_%s", code);
	uloc_getDisplayCountry(locale, tag, wide, ARRAY_LEN(wide), &err);
	return from_utf16(a, wide, err, code);
}

/* Languages whose text is set with other digits than 0-9 (CLDR's default numbering systems). */
static const struct {
	const char *tag;
	char32_t zero;
} digits[] = {{"ar", 0x660}, {"fa", 0x6F0},  {"bn", 0x9E6},
              {"mr", 0x966}, {"my", 0x1040}, {"ne", 0x966}};

struct str locale_number(struct arena *a, const char *tag, unsigned long n)
{
	struct str ascii = arena_fmt(a, "%lu", n);
	char32_t zero = '0';
	for (size_t i = 0; i < ARRAY_LEN(digits); i++) {
		size_t len = strlen(digits[i].tag);
		if (strncmp(tag, digits[i].tag, len) == 0 && (tag[len] == '\0' || tag[len] == '-'))
			zero = digits[i].zero;
	}
	if (zero == '0')
		return ascii;
	char *p = arena_alloc(a, ascii.len * 4 + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < ascii.len; i++)
		len += utf8_encode(zero + (char32_t)(ascii.p[i] - '0'), p + len);
	return (struct str){p, len};
}
