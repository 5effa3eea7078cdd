/* Most text needs nothing: below U+0300 every string is in NFC already. */
#include "text/normal.h"

#include "base/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static bool plainly_nfc(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0xCC) /* the lead bytes of U+0300 and above */
			return false;
	return true;
}

struct str normal_nfc(struct arena *a, struct str s)
{
	if (plainly_nfc(s))
		return s;
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&err);
	int32_t cap = (int32_t)s.len + 1, n = 0;
	UChar *wide = arena_array(a, UChar, (size_t)cap);
	u_strFromUTF8(wide, cap, &n, s.p, (int32_t)s.len, &err);
	if (U_FAILURE(err) || unorm2_isNormalized(nfc, wide, n, &err) || U_FAILURE(err))
		return s;
	int32_t room = n * 3 + 1, m; /* NFC grows a UTF-16 string threefold at the most (UAX 15) */
	UChar *composed = arena_array(a, UChar, (size_t)room);
	m = unorm2_normalize(nfc, wide, n, composed, room, &err);
	int32_t len = 0;
	char *out = arena_alloc(a, (size_t)m * 3 + 1, 1);
	u_strToUTF8(out, m * 3 + 1, &len, composed, m, &err);
	return U_SUCCESS(err) ? (struct str){out, (size_t)len} : s;
}
