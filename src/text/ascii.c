/* The table is short on purpose: each row was chosen for what a patient reads, doses first. */
#include "text/ascii.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/normal.h"

static const struct {
	char32_t from;
	const char *to;
} table[] = {
        {0xA0, " "},
        {0xA3, "GBP"},
        {0xA9, "(c)"},
        {0xAD, ""},
        {0xAE, "(R)"},
        {0xB0, " deg "},
        {0xB1, "+/-"},
        {0xB2, "^2"},
        {0xB3, "^3"},
        {0xB5, "mc"},
        {0xB7, "."},
        {0xBD, " 1/2"},
        {0xBC, " 1/4"},
        {0xBE, " 3/4"},
        {0xD7, "x"},
        {0xAB, "\""},
        {0xBB, "\""},
        {0xC4, "Ae"},
        {0xC6, "AE"},
        {0xD6, "Oe"},
        {0xD8, "O"},
        {0xDC, "Ue"},
        {0xE6, "ae"},
        {0xF8, "o"},
        {0x152, "OE"},
        {0x153, "oe"},
        {0x2009, " "},
        {0xDF, "ss"},
        {0xE4, "ae"},
        {0xF6, "oe"},
        {0xFC, "ue"},
        {0x3BC, "mc"},
        {0xA1, ""},
        {0xBF, ""},
        {0x110, "D"},
        {0x111, "d"},
        {0x131, "i"},
        {0x141, "L"},
        {0x142, "l"},
        {0x1E9E, "SS"},
        {0x201A, "'"},
        {0x201E, "\""},
        {0x2039, "'"},
        {0x203A, "'"},
        {0x200B, ""},
        {0x200C, ""},
        {0x200D, ""},
        {0x2060, ""},
        {0x2010, "-"},
        {0x2011, "-"},
        {0x2012, "-"},
        {0x2013, "-"},
        {0x2014, "--"},
        {0x2018, "'"},
        {0x2019, "'"},
        {0x201C, "\""},
        {0x201D, "\""},
        {0x2022, "*"},
        {0x2026, "..."},
        {0x202F, " "},
        {0x2030, " per 1000"},
        {0x20AC, "EUR"},
        {0x2122, "(TM)"},
        {0x2190, "<-"},
        {0x2192, "->"},
        {0x21B5, ""},
        {0x2212, "-"},
        {0x2248, "about "},
        {0x2260, "not "},
        {0x2264, "<="},
        {0x2265, ">="},
        {0x2503, "|"},
        {0x25A0, "#"},
        {0x2610, "[ ]"},
        {0x2611, "[x]"},
        {0x2713, "+"},
};

static const char *stand_in(char32_t c)
{
	static const char letters[] =
	        "A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P\0Q\0R\0S\0T\0U\0V"
	        "\0W\0X\0Y\0Z\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r"
	        "\0s\0t\0u\0v\0w\0x\0y\0z";
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (table[i].from == c)
			return table[i].to;
	/* A letter with an accent is that letter; a canonical decomposition never touches µ. */
	char32_t base = normal_base_letter(c);
	if (base >= 'A' && base <= 'Z')
		return &letters[2 * (base - 'A')];
	if (base >= 'a' && base <= 'z')
		return &letters[2 * (base - 'a' + 26)];
	/* Combining marks vanish; anything else is owned up to. */
	return utf8_char_width(c) == 0 ? "" : "?";
}

struct rich ascii_rich(struct arena *a, struct rich r)
{
	struct buf out = {0};
	struct span *spans = arena_array(a, struct span, r.n_spans);
	size_t *moved = arena_array(a, size_t, r.text.len + 1);
	size_t at = 0, n;
	char32_t c;
	for (; (n = utf8_decode(str_part(r.text, at, r.text.len), &c)) > 0; at += n) {
		moved[at] = out.len;
		buf_add(&out, c < 0x80 ? str_part(r.text, at, at + 1) : str_of(stand_in(c)));
	}
	moved[r.text.len] = out.len;
	for (size_t i = 0; i < r.n_spans; i++) {
		spans[i] = r.span[i];
		spans[i].from = moved[r.span[i].from];
		spans[i].to = moved[r.span[i].to];
	}
	struct str text = arena_str(a, buf_str(&out));
	buf_clear(&out);
	return (struct rich){text, spans, r.n_spans, r.lang};
}
