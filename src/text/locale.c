/* Names come from ICU; digits from a small table, because ICU's number formatter lives in a
 * library that costs more start-up than the whole first screen. */
#include "text/locale.h"

#include "base/utf8.h"

#include <stdint.h>
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

struct str locale_of_posix(struct arena *a, struct str name)
{
	size_t end = 0;
	while (end < name.len && name.p[end] != '.' && name.p[end] != '@')
		end++;
	struct str tag = arena_str(a, str_part(name, 0, end));
	char *p = (char *)(uintptr_t)tag.p; /* the copy is ours */
	for (size_t i = 0; i < tag.len; i++)
		p[i] = p[i] == '_' ? '-' : p[i];
	bool latin = str_is(str_part(name, end, name.len), "@latin");
	if (latin && tag.len >= 2)
		tag = arena_fmt(a, "%.2s-Latn%.*s", tag.p, STR_ARG(str_part(tag, 2, tag.len)));
	bool plain = str_is(tag, "C") || str_is(tag, "POSIX");
	return !plain && locale_is_tag(tag) ? tag : STR("");
}

/* A tag with all that is likely: "zh-TW" is zh, Hant, TW. */
struct parts {
	char language[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
	char region[ULOC_COUNTRY_CAPACITY];
	bool names_region;
};

static bool ask_for_parts(const char *tag, struct parts *ret)
{
	char locale[ULOC_FULLNAME_CAPACITY], full[ULOC_FULLNAME_CAPACITY];
	char region[ULOC_COUNTRY_CAPACITY];
	UErrorCode err = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, locale, sizeof(locale), NULL, &err);
	uloc_addLikelySubtags(locale, full, sizeof(full), &err);
	uloc_getLanguage(full, ret->language, sizeof(ret->language), &err);
	uloc_getScript(full, ret->script, sizeof(ret->script), &err);
	uloc_getCountry(full, ret->region, sizeof(ret->region), &err);
	ret->names_region = uloc_getCountry(locale, region, sizeof(region), &err) > 0;
	/* Old codes; and a reader of Nynorsk, or of "Norwegian", reads Bokmål. */
	static const char *const same[][2] = {{"no", "nb"}, {"nn", "nb"},  {"iw", "he"},
	                                      {"in", "id"}, {"tl", "fil"}, {"ji", "yi"}};
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (strcmp(ret->language, same[i][0]) == 0)
			strcpy(ret->language, same[i][1]);
	return U_SUCCESS(err) && ret->language[0] && ret->script[0];
}

/* Kept for the tag asked for last: who counts or breaks texts asks for that of each one. */
static bool take_apart(struct str tag, struct parts *ret)
{
	static struct {
		char tag[64];
		bool known;
		struct parts parts;
	} last;
	if (tag.len == 0 || tag.len >= sizeof(last.tag) || !locale_is_tag(tag))
		return false;
	if (!str_is(tag, last.tag)) {
		memcpy(last.tag, tag.p, tag.len);
		last.tag[tag.len] = '\0';
		last.known = ask_for_parts(last.tag, &last.parts);
	}
	*ret = last.parts;
	return last.known;
}

size_t locale_match(const struct str *have, size_t n, struct str wanted)
{
	enum { NOT, OTHER_REGION, ANY_REGION, SAME_REGION };
	struct parts want, h;
	size_t best = n;
	int best_score = NOT;
	for (size_t i = 0; i < n; i++)
		if (str_eq(have[i], wanted))
			return i;
	if (!take_apart(wanted, &want))
		return n;
	for (size_t i = 0; i < n; i++) {
		if (!take_apart(have[i], &h) || strcmp(h.language, want.language) != 0 ||
		    strcmp(h.script, want.script) != 0)
			continue;
		int score = strcmp(h.region, want.region) == 0 ? SAME_REGION
		            : !h.names_region                  ? ANY_REGION
		            : !want.names_region               ? OTHER_REGION
		                                               : NOT;
		if (score > best_score) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

bool locale_is_european(const char *tag)
{
	struct parts p;
	return take_apart(str_of(tag), &p) &&
	       (strcmp(p.script, "Latn") == 0 || strcmp(p.script, "Cyrl") == 0 ||
	        strcmp(p.script, "Grek") == 0);
}

bool locale_is_latin(const char *tag)
{
	struct parts p;
	return take_apart(str_of(tag), &p) && strcmp(p.script, "Latn") == 0;
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
	                              UDISPCTX_DIALECT_NAMES};
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

bool locale_is_one_of(const char *tag, const char *languages)
{
	size_t len = strcspn(tag, "-");
	for (const char *p = languages; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == len && memcmp(p, tag, n) == 0)
			return true;
		p += n;
	}
	return false;
}

const char *locale_script(const char *tag, char ret[LOCALE_SCRIPT])
{
	struct parts p;
	bool known = take_apart(str_of(tag), &p);
	snprintf(ret, LOCALE_SCRIPT, "%s", known ? p.script : "");
	return ret;
}
