/* Most text needs nothing: below U+0300 every string is in NFC already, and so is the punctuation
 * that English uses above it. */
#include "text/normal.h"

#include "base/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static bool plainly_nfc(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char lead = (unsigned char)s.p[i];
		if (lead == 0xE2 && i + 2 < s.len && (unsigned char)s.p[i + 1] == 0x80 &&
		    (unsigned char)s.p[i + 2] >= 0x90 && (unsigned char)s.p[i + 2] <= 0xA7)
			i += 2;        /* U+2010 to U+2027: dashes, quotes, dots */
		else if (lead >= 0xCC) /* the lead bytes of U+0300 and above */
			return false;
	}
	return true;
}

struct str normal_nfc(struct arena *a, struct str s)
{
	if (plainly_nfc(s))
		return s;
	struct arena scratch = {0};
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&err);
	int32_t cap = (int32_t)s.len + 1, n = 0, len = 0;
	UChar *wide = arena_array(&scratch, UChar, (size_t)cap);
	u_strFromUTF8(wide, cap, &n, s.p, (int32_t)s.len, &err);
	if (U_SUCCESS(err) && !unorm2_isNormalized(nfc, wide, n, &err) && U_SUCCESS(err)) {
		int32_t room = n * 3 + 1; /* NFC grows UTF-16 threefold at the most (UAX 15) */
		UChar *composed = arena_array(&scratch, UChar, (size_t)room);
		int32_t m = unorm2_normalize(nfc, wide, n, composed, room, &err);
		char *out = arena_alloc(a, (size_t)m * 3 + 1, 1);
		u_strToUTF8(out, m * 3 + 1, &len, composed, m, &err);
		s = U_SUCCESS(err) ? (struct str){out, (size_t)len} : s;
	}
	arena_clear(&scratch);
	return s;
}

char32_t normal_base_letter(char32_t c)
{
	UErrorCode err = U_ZERO_ERROR;
	UChar parts[8];
	UChar32 first = 0;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&err);
	int32_t n = unorm2_getDecomposition(nfc, (UChar32)c, parts, ARRAY_LEN(parts), &err), at = 0;
	if (U_FAILURE(err) || n <= 0)
		return c;
	U16_NEXT(parts, at, n, first);
	return (char32_t)first;
}
