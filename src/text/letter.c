/* ICU's properties, behind code points. */
#include "text/letter.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

bool letter_is(char32_t c)
{
	uint32_t marks = U_GC_M_MASK & ~U_GC_ME_MASK;
	return (U_MASK(u_charType((UChar32)c)) & (U_GC_L_MASK | marks)) != 0;
}

bool letter_lower(char32_t c)
{
	return u_islower((UChar32)c);
}

int letter_digit(char32_t c)
{
	return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue((UChar32)c) : -1;
}

bool letter_space(char32_t c)
{
	return u_isUWhiteSpace((UChar32)c);
}

static UScriptCode script_of(char32_t c)
{
	UErrorCode err = U_ZERO_ERROR;
	UScriptCode code = uscript_getScript((UChar32)c, &err);
	return U_SUCCESS(err) ? code : USCRIPT_COMMON;
}

enum alphabet letter_alphabet(char32_t c)
{
	if (!letter_is(c))
		return ALPHABET_OTHER;
	switch (script_of(c)) {
	case USCRIPT_LATIN:
		return ALPHABET_LATIN;
	case USCRIPT_GREEK:
		return ALPHABET_GREEK;
	case USCRIPT_CYRILLIC:
		return ALPHABET_CYRILLIC;
	default:
		return ALPHABET_OTHER;
	}
}

const char *letter_script(char32_t c)
{
	UScriptCode code = script_of(c);
	return code == USCRIPT_COMMON || code == USCRIPT_INHERITED ? NULL : uscript_getName(code);
}

bool letter_serves(char32_t c, const char *tag)
{
	enum { MOST = 8 };
	UScriptCode code[MOST];
	UErrorCode err = U_ZERO_ERROR;
	if (!letter_script(c))
		return true;
	int32_t n = uscript_getCode(tag, code, MOST, &err);
	for (int32_t i = 0; i < n; i++)
		if (uscript_hasScript((UChar32)c, code[i]))
			return true;
	return n <= 0;
}

char32_t letter_folded(char32_t c)
{
	bool optional = c == 0x640 || (c >= 0x64B && c <= 0x65F) || c == 0x670;
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	return optional ? 0 : (char32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

struct str letter_fold(struct arena *a, struct str s)
{
	/* a letter may grow when its case goes: from two bytes to three at the most */
	char *out = arena_alloc(a, s.len * 2 + 1, 1);
	size_t len = 0;
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		c = letter_folded(c);
		len += c ? utf8_encode(c, out + len) : 0;
	}
	return (struct str){out, len};
}
