/* The table is short on purpose: each row was chosen for what a patient reads, doses first. */
#include "text/ascii.h"

#include "base/buf.h"
#include "base/utf8.h"

static const struct {
	char32_t from;
	const char *to;
} table[] = {
        {0xA0, " "},           {0xA3, "GBP"},   {0xA9, "(c)"},    {0xAD, ""},
        {0xAE, "(R)"},         {0xB0, " deg "}, {0xB1, "+/-"},    {0xB2, "^2"},
        {0xB3, "^3"},          {0xB5, "mc"},    {0xB7, "."},      {0xBD, " 1/2"},
        {0xBC, " 1/4"},        {0xBE, " 3/4"},  {0xC9, "E"},      {0xD7, "x"},
        {0xAB, "\""},          {0xBB, "\""},    {0xC0, "A"},      {0xC1, "A"},
        {0xC2, "A"},           {0xC3, "A"},     {0xC4, "Ae"},     {0xC5, "A"},
        {0xC6, "AE"},          {0xC7, "C"},     {0xC8, "E"},      {0xCA, "E"},
        {0xCD, "I"},           {0xCE, "I"},     {0xD1, "N"},      {0xD3, "O"},
        {0xD4, "O"},           {0xD5, "O"},     {0xD6, "Oe"},     {0xD8, "O"},
        {0xDA, "U"},           {0xDC, "Ue"},    {0xE3, "a"},      {0xE5, "a"},
        {0xE6, "ae"},          {0xF5, "o"},     {0xF8, "o"},      {0xF9, "u"},
        {0xFB, "u"},           {0x152, "OE"},   {0x153, "oe"},    {0x2009, " "},
        {0xDF, "ss"},          {0xE0, "a"},     {0xE1, "a"},      {0xE2, "a"},
        {0xE4, "ae"},          {0xE7, "c"},     {0xE8, "e"},      {0xE9, "e"},
        {0xEA, "e"},           {0xEB, "e"},     {0xED, "i"},      {0xEE, "i"},
        {0xEF, "i"},           {0xF1, "n"},     {0xF3, "o"},      {0xF4, "o"},
        {0xF6, "oe"},          {0xFA, "u"},     {0xFC, "ue"},     {0x3BC, "mc"},
        {0x200B, ""},          {0x200C, ""},    {0x200D, ""},     {0x2060, ""},
        {0x2010, "-"},         {0x2011, "-"},   {0x2012, "-"},    {0x2013, "-"},
        {0x2014, "--"},        {0x2018, "'"},   {0x2019, "'"},    {0x201C, "\""},
        {0x201D, "\""},        {0x2022, "*"},   {0x2026, "..."},  {0x202F, " "},
        {0x2030, " per 1000"}, {0x20AC, "EUR"}, {0x2122, "(TM)"}, {0x2190, "<-"},
        {0x2192, "->"},        {0x21B5, ""},    {0x2212, "-"},    {0x2248, "about "},
        {0x2260, "not "},      {0x2264, "<="},  {0x2265, ">="},   {0x2503, "|"},
        {0x25A0, "#"},         {0x2610, "[ ]"}, {0x2611, "[x]"},  {0x2713, "+"},
};

static const char *stand_in(char32_t c)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (table[i].from == c)
			return table[i].to;
	/* Combining marks vanish with their letter's accent; anything else is owned up to. */
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
