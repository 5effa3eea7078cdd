/* The interface's language: catalogues, sound and broken, and the switch between them. Arguments:
 * po/ru.po as msgfmt compiles it in either byte order, then every catalogue of the program. */
#include "check.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/mo.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char **made; /* the arguments, up to a NULL */

/* --- catalogues to test with -------------------------------------------------------------- */

/* A message and its translation, forms of a plural with a NUL between. */
struct msg {
	struct str id, text;
};

#define RULE(plural)                                                                               \
	{                                                                                          \
		LIT(""), LIT("Language: xx\nPlural-Forms: " plural "\nX-Generator: none\n")        \
	}
#define NOT_ONE RULE("nplurals=2; plural=n != 1;")

static void add_number(struct buf *b, bool big, size_t n)
{
	char bytes[4];
	for (int i = 0; i < 4; i++)
		bytes[big ? 3 - i : i] = (char)(n >> 8 * i);
	buf_add(b, (struct str){bytes, 4});
}

/* Writes a .mo with messages in the order given, which should be that of strcmp. */
static void write_mo(struct buf *b, bool big, const struct msg *msg, size_t n)
{
	buf_clear(b);
	const size_t head[] = {0x950412de, 0, n, 28, 28 + 8 * n, 0, 28 + 16 * n};
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		add_number(b, big, head[i]);
	size_t at = head[6];
	for (size_t i = 0; i < 2 * n; i++) {
		size_t len = i < n ? msg[i].id.len : msg[i - n].text.len;
		add_number(b, big, len);
		add_number(b, big, at);
		at += len + 1;
	}
	for (size_t i = 0; i < 2 * n; i++) {
		buf_add(b, i < n ? msg[i].id : msg[i - n].text);
		buf_add(b, (struct str){"", 1});
	}
}

/* A catalogue whose bytes end where their memory does, so that a sanitizer sees every step over. */
struct opened {
	struct arena arena;
	char *bytes;
	const struct mo *mo;
};

static struct opened open_bytes(struct str s)
{
	struct opened o = {.bytes = xcalloc(s.len, 1)};
	if (s.len)
		memcpy(o.bytes, s.p, s.len);
	o.mo = mo_parse(&o.arena, (struct str){o.bytes, s.len});
	return o;
}

static struct opened open_mo(bool big, const struct msg *msg, size_t n)
{
	struct buf b = {0};
	write_mo(&b, big, msg, n);
	struct opened o = open_bytes(buf_str(&b));
	buf_clear(&b);
	return o;
}

static void close_mo(struct opened *o)
{
	arena_clear(&o->arena);
	free(o->bytes);
}

/* --- looking up --------------------------------------------------------------------------- */

static const struct msg few[] = {
        NOT_ONE,
        {LIT("%lu page\0%lu pages"), LIT("%lu página\0%lu páginas")},
        {LIT("Back"), LIT("Volver")},
        {LIT("Open"), LIT("Abrir, sin más")},
        {LIT("command\4Open"), LIT("Abrir")},
        {LIT("menu Quit"), LIT("Menú: salir")},
        {LIT("state\4Open"), LIT("Abierto")},
        {LIT("wörd"), LIT("слово")},
};

static void messages_are_found(void **state)
{
	(void)state;
	static const struct {
		const char *name, *ctx, *id, *want; /* want NULL: not there */
	} rows[] = {
	        {"a message", NULL, "Back", "Volver"},
	        {"the last one", NULL, "wörd", "слово"},
	        {"in no context", NULL, "Open", "Abrir, sin más"},
	        {"in a context", "command", "Open", "Abrir"},
	        {"in another", "state", "Open", "Abierto"},
	        {"in one that is not there", "comman", "Open", NULL},
	        {"in a longer one", "commands", "Open", NULL},
	        {"behind a space, which ends no context", "menu", "Quit", NULL},
	        {"with a context that it lacks", "command", "Back", NULL},
	        {"before all", NULL, "!", NULL},
	        {"behind all", NULL, "\xF4\x8F", NULL},
	        {"in between", NULL, "Bach", NULL},
	        {"the start of one", NULL, "Bac", NULL},
	        {"the header is no message", NULL, "", NULL},
	        {"a plural is not found as one", NULL, "%lu page", NULL},
	        {"nor by its second form", NULL, "%lu pages", NULL},
	};
	for (int big = 0; big <= 1; big++) {
		struct opened o = open_mo(big, few, ARRAY_LEN(few));
		assert_non_null(o.mo);
		for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
			const char *got = mo_text(o.mo, rows[i].ctx, rows[i].id);
			check_str(str_of(got ? got : "(none)"),
			          rows[i].want ? rows[i].want : "(none)", rows[i].name,
			          "the translation");
		}
		check_str(str_of(mo_plural(o.mo, "%lu page", "%lu pages", 1)), "%lu página",
		          "plural", "for 1");
		check_str(str_of(mo_plural(o.mo, "%lu page", "%lu pages", 0)), "%lu páginas",
		          "plural", "for 0");
		check_true(!mo_plural(o.mo, "%lu page", "%s pages", 1), "plural",
		           "another second form is another message");
		check_true(!mo_plural(o.mo, "Back", "Backs", 1), "plural",
		           "a message without forms has none");
		size_t at = 0;
		check_true(!mo_refused(o.mo, &at), "all", "nothing is refused");
		close_mo(&o);
	}
	check_end();
}

static void a_catalogue_may_be_empty(void **state)
{
	(void)state;
	struct opened o = open_mo(false, few, 0);
	assert_non_null(o.mo);
	assert_null(mo_text(o.mo, NULL, "Back"));
	assert_null(mo_text(o.mo, NULL, ""));
	close_mo(&o);
}

/* --- plural rules ------------------------------------------------------------------------- */

static int form_ja(unsigned long n)
{
	(void)n;
	return 0;
}

static int form_fr(unsigned long n)
{
	return n == 0 || n == 1 ? 0 : 1;
}

static int form_es(unsigned long n)
{
	return n == 1 ? 0 : 1;
}

/* 2 to 4 but not 12 to 14, as many Slavic languages have it */
static bool is_few(unsigned long n)
{
	unsigned long tens = n / 10 % 10, ones = n % 10;
	return tens != 1 && (ones == 2 || ones == 3 || ones == 4);
}

static int form_ru(unsigned long n)
{
	if (n % 10 == 1 && n / 10 % 10 != 1)
		return 0;
	return is_few(n) ? 1 : 2;
}

static int form_pl(unsigned long n)
{
	if (n == 1)
		return 0;
	return is_few(n) ? 1 : 2;
}

static int form_ar(unsigned long n)
{
	if (n <= 2)
		return (int)n;
	unsigned long last = n - n / 100 * 100;
	return last <= 2 ? 5 : last <= 10 ? 3 : 4;
}

static int form_sl(unsigned long n)
{
	static const int of_last[] = {3, 0, 1, 2, 2};
	unsigned long last = n - n / 100 * 100;
	return last < ARRAY_LEN(of_last) ? of_last[last] : 3;
}

static int form_ga(unsigned long n)
{
	static const int of_n[] = {2, 0, 1, 2, 2, 2, 2, 3, 3, 3, 3};
	return n < ARRAY_LEN(of_n) ? of_n[n] : 4;
}

/* Which of the forms "0", "1", … n takes in a catalogue with that header; -1: none. */
static int form_taken(const struct mo *mo, unsigned long n)
{
	const char *form = mo_plural(mo, "a", "b", n);
	return form ? form[0] - '0' : -1;
}

static void languages_count_as_they_do(void **state)
{
	(void)state;
#define SIX                                                                                        \
	{                                                                                          \
		LIT("a\0b"), LIT("0\0001\0002\0003\0004\0005")                                     \
	}
	static const struct {
		const char *name;
		struct msg msg[2];
		int (*form)(unsigned long n);
	} rows[] = {
	        {"ja", {RULE("nplurals=1; plural=0;"), SIX}, form_ja},
	        {"fr", {RULE("nplurals=2; plural=(n > 1);"), SIX}, form_fr},
	        {"es", {RULE("nplurals=2; plural=(n != 1);"), SIX}, form_es},
	        {"ru",
	         {RULE("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
	               "(n%100<10 || n%100>=20) ? 1 : 2);"),
	          SIX},
	         form_ru},
	        {"pl",
	         {RULE("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
	               "n%100>=20) ? 1 : 2);"),
	          SIX},
	         form_pl},
	        {"ar",
	         {RULE("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "
	               "n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"),
	          SIX},
	         form_ar},
	        {"sl",
	         {RULE("nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? "
	               "2 : 3);"),
	          SIX},
	         form_sl},
	        {"ga",
	         {RULE("nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;"), SIX},
	         form_ga},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct opened o = open_mo(false, rows[i].msg, 2);
		assert_non_null(o.mo);
		for (unsigned long n = 0; n <= 2000; n++)
			if (!check_int(form_taken(o.mo, n), rows[i].form(n), rows[i].name,
			               "the form"))
				fprintf(stderr, "\tfor %lu\n", n);
		check_int(form_taken(o.mo, ULONG_MAX), rows[i].form(ULONG_MAX), rows[i].name,
		          "the form for the largest number");
		close_mo(&o);
	}
	check_end();
}

#define TEN_TIMES(s) s s s s s s s s s s

static void expressions_are_those_of_c(void **state)
{
	(void)state;
#define NOT_1 "10111" /* what a rule gives that is not understood */
	static const struct {
		const char *name;
		struct msg header;
		const char *want; /* the forms for 0, 1, 2, 3, 4 */
	} rows[] = {
	        {"multiplication first", RULE("nplurals=9; plural=1+n*2-n;"), "12345"},
	        {"left to right", RULE("nplurals=9; plural=8-n-1;"), "76543"},
	        {"division and remainder", RULE("nplurals=9; plural=9/2%3*n;"), "01234"},
	        {"remainder, then sum", RULE("nplurals=9; plural=7%4+n;"), "34567"},
	        {"comparison before equality", RULE("nplurals=9; plural=1==n<3;"), "11100"},
	        {"equality before and", RULE("nplurals=9; plural=n==1&&1==1;"), "01000"},
	        {"and before or", RULE("nplurals=9; plural=1||n&&0;"), "11111"},
	        {"or before choice", RULE("nplurals=9; plural=n>3||n==0?5:6;"), "56665"},
	        {"choices go on at the right", RULE("nplurals=9; plural=n?n==1?7:8:6;"), "67888"},
	        {"choice in brackets", RULE("nplurals=9; plural=(n<2?1:0)+1;"), "22111"},
	        {"not", RULE("nplurals=9; plural=!n+!!n*2;"), "12222"},
	        {"every comparison", RULE("nplurals=9; plural=(n<=1)+(n>=3)*2+(n<1)*3+(n>3)*4;"),
	         "41026"},
	        {"blanks", RULE("nplurals = 9; plural=1;"), NOT_1},
	        {"blanks in the expression", RULE("nplurals= 9 ; plural= n <= 1 ?\t2 : 3 ;"),
	         "22333"},
	        {"unsigned", RULE("nplurals=9; plural=n-1>4;"), "10000"},
	        {"without the last semicolon", RULE("nplurals=9; plural=n"), "01234"},
	        {"a number that is too large", RULE("nplurals=9; plural=n+18446744073709551616;"),
	         "01234"},
	        {"no fault behind 0 &&", RULE("nplurals=9; plural=5+(0&&1/0);"), "55555"},
	        {"no fault behind 1 ||", RULE("nplurals=9; plural=5+(1||1/0);"), "66666"},
	        {"no fault in the first choice", RULE("nplurals=9; plural=n>8?1/0:7;"), "77777"},
	        {"no fault in the second", RULE("nplurals=9; plural=n<9?7:1%0;"), "77777"},
	        {"division by zero for some", RULE("nplurals=9; plural=8/n;"), "18422"},
	        {"remainder by zero", RULE("nplurals=9; plural=n%0;"), NOT_1},
	        {"a form that is not there, for some", RULE("nplurals=3; plural=n;"), "01211"},
	        {"one form, and always another", RULE("nplurals=1; plural=n+1;"), "00000"},
	        {"no rule", {LIT(""), LIT("Language: xx\n")}, NOT_1},
	        {"no number of forms", RULE("plural=n;"), NOT_1},
	        {"no expression", RULE("nplurals=3;"), NOT_1},
	        {"an empty expression", RULE("nplurals=3; plural=;"), NOT_1},
	        {"the template's own", RULE("nplurals=INTEGER; plural=EXPRESSION;"), NOT_1},
	        {"no forms", RULE("nplurals=0; plural=0;"), NOT_1},
	        {"fewer than none", RULE("nplurals=-1; plural=0;"), NOT_1},
	        {"far too many forms", RULE("nplurals=99; plural=0;"), NOT_1},
	        {"half a choice", RULE("nplurals=9; plural=n ? 3;"), NOT_1},
	        {"a choice of nothing", RULE("nplurals=9; plural=n ? : 3;"), NOT_1},
	        {"open", RULE("nplurals=9; plural=(n;"), NOT_1},
	        {"closed twice", RULE("nplurals=9; plural=(n));"), NOT_1},
	        {"something behind", RULE("nplurals=9; plural=n n;"), NOT_1},
	        {"assignment", RULE("nplurals=9; plural=n=1;"), NOT_1},
	        {"an operator of C that is none here", RULE("nplurals=9; plural=n&1;"), NOT_1},
	        {"a sign", RULE("nplurals=9; plural=-n;"), NOT_1},
	        {"another name", RULE("nplurals=9; plural=m;"), NOT_1},
	        {"nothing on the right", RULE("nplurals=9; plural=n+;"), NOT_1},
	        {"many operators", RULE("nplurals=9; plural=n" TEN_TIMES(TEN_TIMES("+1-1")) ";"),
	         "01234"},
	        {"too long", RULE("nplurals=9; plural=n" TEN_TIMES(TEN_TIMES("+1-1+2-2+0")) ";"),
	         NOT_1},
	        {"deep", RULE("nplurals=9; plural=" TEN_TIMES("((") "n" TEN_TIMES("))") ";"),
	         "01234"},
	        {"too deep",
	         RULE("nplurals=9; plural=" TEN_TIMES("((((") "n" TEN_TIMES("))))") ";"), NOT_1},
	        {"too many choices in each other",
	         RULE("nplurals=9; plural=" TEN_TIMES(TEN_TIMES("n?1:")) "1;"), NOT_1},
	        {"not not", RULE("nplurals=9; plural=" TEN_TIMES(TEN_TIMES("!")) "n;"), NOT_1},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct msg msg[] = {
		        rows[i].header,
		        {LIT("a\0b"), LIT("0\0001\0002\0003\0004\0005\0006\0007\08\0009")}};
		struct opened o = open_mo(false, msg, 2);
		assert_non_null(o.mo);
		char got[6] = "";
		for (unsigned long n = 0; n < 5; n++)
			got[n] = (char)('0' + form_taken(o.mo, n));
		check_str(str_of(got), rows[i].want, rows[i].name, "forms for 0 to 4");
		close_mo(&o);
	}
	check_end();
}

static void every_form_must_be_there(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct msg msg[2];
		int want; /* the form for 5 */
	} rows[] = {
	        {"three", {RULE("nplurals=3; plural=2;"), {LIT("a\0b"), LIT("0\0001\0002")}}, 2},
	        {"two of three", {RULE("nplurals=3; plural=0;"), {LIT("a\0b"), LIT("0\0001")}}, -1},
	        {"one is empty",
	         {RULE("nplurals=3; plural=0;"), {LIT("a\0b"), LIT("0\0\0002")}},
	         -1},
	        {"none", {RULE("nplurals=1; plural=0;"), {LIT("a\0b"), LIT("")}}, -1},
	        {"an original of three forms", {NOT_ONE, {LIT("a\0b\0c"), LIT("0\0001")}}, -1},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct opened o = open_mo(false, rows[i].msg, 2);
		assert_non_null(o.mo);
		check_int(form_taken(o.mo, 5), rows[i].want, rows[i].name, "the form");
		close_mo(&o);
	}
	check_end();
}

/* --- messages that are refused ------------------------------------------------------------ */

static void what_printf_takes_must_agree(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct msg msg;
		bool usable;
	} rows[] = {
	        {"none", {LIT("a"), LIT("b")}, true},
	        {"the same", {LIT("%s of %s"), LIT("%s von %s")}, true},
	        {"one more", {LIT("%s"), LIT("%s %s")}, false},
	        {"one less", {LIT("%s %s"), LIT("%s")}, false},
	        {"out of nothing", {LIT("a"), LIT("%s")}, false},
	        {"none left", {LIT("%s"), LIT("a")}, false},
	        {"another type", {LIT("%d"), LIT("%s")}, false},
	        {"another length", {LIT("%lu"), LIT("%u")}, false},
	        {"another order of types", {LIT("%d %s"), LIT("%s %d")}, false},
	        {"every length modifier",
	         {LIT("%hhd%hd%ld%lld%jd%zu%td%Lf"), LIT("%hhd%hd%ld%lld%jd%zu%td%Lf")},
	         true},
	        {"writes into memory", {LIT("%d"), LIT("%n")}, false},
	        {"writes, as does the original", {LIT("%n"), LIT("%n")}, false},
	        {"positions, swapped", {LIT("%s of %s"), LIT("%2$s: %1$s")}, true},
	        {"positions, with types", {LIT("%d of %s"), LIT("%2$s: %1$d")}, true},
	        {"positions, wrong type", {LIT("%d of %s"), LIT("%1$s: %2$d")}, false},
	        {"positions, one twice", {LIT("%s of %s"), LIT("%2$s, %2$s, %1$s")}, true},
	        {"positions, one with two types", {LIT("%s"), LIT("%1$s %1$d")}, false},
	        {"positions, one with two, the right one last",
	         {LIT("%s"), LIT("%1$d%1$s")},
	         false},
	        {"positions, one missing", {LIT("%s of %s"), LIT("%1$s")}, false},
	        {"positions, a gap", {LIT("%s of %s"), LIT("%2$s")}, false},
	        {"positions, one too far", {LIT("%s of %s"), LIT("%1$s %3$s")}, false},
	        {"positions, far too far", {LIT("%s"), LIT("%99999999999$s")}, false},
	        {"positions, none", {LIT("%s"), LIT("%0$s")}, false},
	        {"positions, not all", {LIT("%s of %s"), LIT("%1$s of %s")}, false},
	        {"positions in the original", {LIT("%2$s %1$d"), LIT("%d %s")}, true},
	        {"nine", {LIT(TEN_TIMES("%s") "\b"), LIT("x")}, false},
	        {"per cent", {LIT("%s %% of"), LIT("%%%s")}, true},
	        {"per cent has no argument", {LIT("%%s"), LIT("%s")}, false},
	        {"per cent at the end", {LIT("%s"), LIT("%s %")}, false},
	        {"per cent and nothing else", {LIT("5 %"), LIT("%")}, false},
	        {"per cent in words", {LIT("50% sure"), LIT("50 % de")}, false},
	        {"an argument for the width", {LIT("%.*s"), LIT("%.*s")}, false},
	        {"an argument for the width, added", {LIT("%d %s"), LIT("%*s")}, false},
	        {"its own width", {LIT("%d"), LIT("%-5d")}, true},
	        {"a width that fills the screen", {LIT("%d"), LIT("%999999999d")}, false},
	        {"a length that does", {LIT("%d"), LIT("%.999999999d")}, false},
	        {"without the end of the bytes", {LIT("%.3s"), LIT("%s")}, false},
	        {"with it", {LIT("%.3s"), LIT("„%.3s“")}, true},
	        {"not of printf", {LIT("%y"), LIT("%y")}, false},
	        {"the error of the system", {LIT("%s"), LIT("%m")}, false},
	        {"in a context", {LIT("50%\4%s"), LIT("%s")}, true},
	        {"in a context, against it", {LIT("%s\4a"), LIT("%s")}, false},
	        {"in every form", {LIT("%d a\0%d b"), LIT("%d c\0%d d")}, true},
	        {"not in the first", {LIT("%d a\0%d b"), LIT("c\0%d d")}, false},
	        {"not in the last", {LIT("%d a\0%d b"), LIT("%d c\0%s d")}, false},
	        {"not in one that is never shown", {LIT("%d\0%d"), LIT("%d\0%d\0%s")}, false},
	        {"as the first original has it", {LIT("one a\0%d b"), LIT("c\0%d d")}, true},
	        {"as the second has it", {LIT("one a\0%d b"), LIT("%d c\0%d d")}, true},
	        {"as neither has it", {LIT("one a\0%d b"), LIT("%s c\0%d d")}, false},
	        {"more than one text", {LIT("%s"), LIT("%s\0%s")}, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		/* between two others, which must not mind */
		const struct msg msg[] = {
		        NOT_ONE, {LIT("\x20"), LIT("first")}, rows[i].msg, {LIT("~"), LIT("last")}};
		struct opened o = open_mo(i % 2, msg, ARRAY_LEN(msg));
		assert_non_null(o.mo);
		size_t at = 0;
		const char *refused = mo_refused(o.mo, &at);
		check_int(!refused, rows[i].usable, rows[i].name, "usable");
		if (refused) {
			check_str(str_of(refused), msg[2].id.p, rows[i].name, "what is refused");
			check_true(!mo_text(o.mo, NULL, msg[2].id.p), rows[i].name, "not found");
			check_true(!mo_refused(o.mo, &at), rows[i].name, "nothing else is");
		}
		check_str(str_of(mo_text(o.mo, NULL, " ")), "first", rows[i].name, "before it");
		check_str(str_of(mo_text(o.mo, NULL, "~")), "last", rows[i].name, "behind it");
		close_mo(&o);
	}
	check_end();
}

static void what_a_terminal_obeys_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct msg msg;
		bool usable;
	} rows[] = {
	        {"letters of any script", {LIT("a"), LIT("é氯ที่ 𝄞")}, true},
	        {"a line feed", {LIT("a"), LIT("b\nc\n")}, true},
	        {"a tab", {LIT("a"), LIT("b\tc")}, false},
	        {"a tab where the original has one", {LIT("a\tb"), LIT("c\td")}, true},
	        {"joiners and marks of direction", {LIT("a"), LIT("\u200d\u200f\u061c")}, true},
	        {"escape", {LIT("a"), LIT("\x1b[2J")}, false},
	        {"escape where the original has one", {LIT("a\x1b"), LIT("\x1b[2J")}, false},
	        {"carriage return", {LIT("a"), LIT("b\r")}, false},
	        {"delete", {LIT("a"), LIT("b\x7f")}, false},
	        {"a control character of eight bits",
	         {LIT("a"), LIT("\xc2\x9b"
	                        "2J")},
	         false},
	        {"an override of direction", {LIT("a"), LIT("b\u202ec")}, false},
	        {"Latin-1", {LIT("a"), LIT("caf\xe9")}, false},
	        {"a surrogate", {LIT("a"), LIT("\xed\xa0\x80")}, false},
	        {"half a letter", {LIT("a"), LIT("\xe2\x82")}, false},
	        {"nothing", {LIT("a"), LIT("")}, false},
	        {"in the last form", {LIT("a\0b"), LIT("c\0d\a")}, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct msg msg[] = {NOT_ONE, rows[i].msg, {LIT("~"), LIT("last")}};
		struct opened o = open_mo(i % 2, msg, ARRAY_LEN(msg));
		assert_non_null(o.mo);
		size_t at = 0;
		check_int(!mo_refused(o.mo, &at), rows[i].usable, rows[i].name, "usable");
		check_str(str_of(mo_text(o.mo, NULL, "~")), "last", rows[i].name, "behind it");
		close_mo(&o);
	}
	check_end();
}

/* --- files that are broken ---------------------------------------------------------------- */

static void broken_files_are_refused(void **state)
{
	(void)state;
	enum { N = ARRAY_LEN(few), IDS = 28, TEXTS = IDS + 8 * N, STRINGS = TEXTS + 8 * N };
	static const struct {
		const char *name;
		size_t at, number; /* what is written over what was there */
		bool sound;
	} rows[] = {
	        {"as it was", 4, 0, true},
	        {"not a catalogue", 0, 0x950412df, false},
	        {"a later minor revision", 4, 1, true},
	        {"the other major revision", 4, 0x10000, true},
	        {"a revision that is not known", 4, 0x20000, false},
	        {"more messages than fit", 8, N + 1, false},
	        {"far more", 8, 0xffffffff, false},
	        {"so many that a size wraps", 8, 0x20000000, false},
	        {"originals outside", 12, 0xfffffff0, false},
	        {"originals at the end", 12, 1000, false},
	        {"translations outside", 16, 0xffffffff, false},
	        {"a hash table is never read", 20, 0xffffffff, true},
	        {"an original too long", IDS + 8 * 2, 0xffffffff, false},
	        {"an original outside", IDS + 8 * 2 + 4, 0xffffffff, false},
	        {"an original without its NUL", IDS + 8 * 2, 3, false},
	        {"a translation too long", TEXTS + 8 * 2, 1000000, false},
	        {"a translation outside", TEXTS + 8 * 2 + 4, 1000000, false},
	        {"a translation without its NUL", TEXTS + 8 * 2, 2, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int big = 0; big <= 1; big++) {
			struct buf b = {0}, number = {0};
			write_mo(&b, big, few, N);
			add_number(&number, big, rows[i].number);
			memcpy(b.p + rows[i].at, number.p, 4);
			struct opened o = open_bytes(buf_str(&b));
			check_int(o.mo != NULL, rows[i].sound, rows[i].name, "opened");
			close_mo(&o);
			buf_clear(&number);
			buf_clear(&b);
		}
	check_end();
}

static void order_and_size_are_kept(void **state)
{
	(void)state;
	static const struct msg swapped[] = {{LIT("b"), LIT("x")}, {LIT("a"), LIT("y")}};
	static const struct msg twice[] = {{LIT("a"), LIT("x")}, {LIT("a"), LIT("y")}};
	static const struct msg by_sign[] = {{LIT("a\xe9"), LIT("x")}, {LIT("ab"), LIT("y")}};
	struct opened o = open_mo(false, swapped, 2);
	check_true(!o.mo, "out of order", "refused");
	close_mo(&o);
	o = open_mo(false, twice, 2);
	check_true(!o.mo, "a message twice", "refused");
	close_mo(&o);
	o = open_mo(false, by_sign, 2);
	check_true(!o.mo, "ordered as if bytes had a sign", "refused");
	close_mo(&o);

	struct buf b = {0};
	write_mo(&b, false, few, ARRAY_LEN(few));
	static char zeros[4096];
	while (b.len + sizeof(zeros) <= MO_MAX)
		buf_add(&b, (struct str){zeros, sizeof(zeros)});
	buf_add(&b, (struct str){zeros, MO_MAX - b.len});
	o = open_bytes(buf_str(&b));
	check_true(o.mo, "four megabytes", "opened");
	close_mo(&o);
	buf_add(&b, (struct str){zeros, 1});
	o = open_bytes(buf_str(&b));
	check_true(!o.mo, "a byte more", "refused");
	close_mo(&o);
	buf_clear(&b);
	check_end();
}

/* Ever longer ends of one long string: in order, within the file, and hours of comparing. */
static void strings_do_not_lie_over_each_other(void **state)
{
	(void)state;
	enum { N = 100000, LEN = 2000000 };
	struct buf b = {0};
	const size_t head[] = {0x950412de, 0, N, 28, 28, 0, 28};
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		add_number(&b, false, head[i]);
	for (size_t i = 0; i < N; i++) {
		add_number(&b, false, LEN - N + i);
		add_number(&b, false, 28 + 8 * N + N - i);
	}
	char *as = xcalloc(LEN + 1, 1);
	memset(as, 'a', LEN);
	buf_add(&b, (struct str){as, LEN + 1});
	free(as);
	struct opened o = open_bytes(buf_str(&b));
	assert_null(o.mo);
	close_mo(&o);
	buf_clear(&b);
}

static const char *text_or(const struct mo *mo, const char *id) __attribute__((format_arg(2)));
static const char *text_or(const struct mo *mo, const char *id)
{
	const char *text = mo_text(mo, NULL, id);
	return text ? text : id;
}

static const char *form_or(const struct mo *mo, const char *id, unsigned long n)
        __attribute__((format_arg(2)));
static const char *form_or(const struct mo *mo, const char *id, unsigned long n)
{
	const char *text = mo_plural(mo, id, "%lu pages of %s", n);
	return text ? text : id;
}

/* Asks for all there is and lets printf have it. */
static void use(const struct mo *mo)
{
	char said[2000];
	for (size_t i = 0; i < ARRAY_LEN(few); i++)
		mo_text(mo, NULL, few[i].id.p);
	mo_text(mo, "state", "Open");
	snprintf(said, sizeof(said), text_or(mo, "%s of %.3s: %lu"), "some", "many", 9UL);
	for (unsigned long n = 0; n < 130; n++)
		snprintf(said, sizeof(said), form_or(mo, "%lu page of %s", n), n, "all");
	size_t at = 0;
	while (mo_refused(mo, &at))
		continue;
}

static const struct msg many[] = {
        RULE("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
             "n%100>=20) ? 1 : 2);"),
        {LIT("%lu page of %s\0%lu pages of %s"),
         LIT("%lu страница %s\0%2$s: %1$lu страницы\0%lu страниц %s")},
        {LIT("%s of %.3s: %lu"), LIT("%3$lu: %2$.3s из %1$s")},
        {LIT("Back"), LIT("Назад")},
        {LIT("Open"), LIT("Открыть")},
        {LIT("state\4Open"), LIT("Открыто")},
};

static void no_end_is_missed(void **state)
{
	(void)state;
	for (int big = 0; big <= 1; big++) {
		struct buf b = {0};
		write_mo(&b, big, many, ARRAY_LEN(many));
		for (size_t len = 0; len < b.len; len++) {
			struct opened o = open_bytes((struct str){b.p, len});
			if (o.mo)
				fail_msg("opened with %zu of %zu bytes", len, b.len);
			close_mo(&o);
		}
		struct opened o = open_bytes(buf_str(&b));
		assert_non_null(o.mo);
		use(o.mo);
		close_mo(&o);
		buf_clear(&b);
	}
}

static unsigned next_random(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

static void no_change_does_harm(void **state)
{
	(void)state;
	static const char signs[] = "%$*nsdul.0129\n;:?()!\xff\x04";
	unsigned seed = 20240501, opened = 0;
	for (int round = 0; round < 3000; round++) {
		struct buf b = {0};
		write_mo(&b, round % 2, many, ARRAY_LEN(many));
		for (unsigned i = next_random(&seed) % 4; i < 4; i++) {
			size_t at = next_random(&seed) % b.len;
			unsigned sign = next_random(&seed);
			b.p[at] = round % 3 ? signs[sign % sizeof(signs)] : (char)sign;
		}
		struct opened o = open_bytes(buf_str(&b));
		if (o.mo) {
			opened++;
			use(o.mo);
		}
		close_mo(&o);
		buf_clear(&b);
	}
	assert_in_range(opened, 300, 2900); /* else this tests nothing */
}

/* --- the current language ----------------------------------------------------------------- */

static char folder[sizeof("/tmp/anteroom-test-XXXXXX")];

static const struct msg of_es[] = {
        NOT_ONE,
        {LIT("%lu page\0%lu pages"), LIT("%lu página\0%lu páginas")},
        {LIT("%s of %s"), LIT("%d de %s")}, /* refused */
        {LIT("Back"), LIT("Volver")},
        {LIT("state\4Open"), LIT("Abierto")},
};
static const struct msg of_pt[] = {
        RULE("nplurals=2; plural=n > 1;"),
        {LIT("%lu page\0%lu pages"), LIT("%lu página\0%lu páginas (pt)")},
        {LIT("Back"), LIT("Voltar")},
};
static const struct msg of_fr[] = {{LIT("b"), LIT("x")}, {LIT("a"), LIT("y")}}; /* broken */

/* What stands in the folder. */
static const struct {
	const char *name;
	const struct msg *msg;
	size_t n;
} files[] = {
        {"sl", of_pt, ARRAY_LEN(of_pt)}, /* several, so that no folder has them */
        {"ja", of_pt, ARRAY_LEN(of_pt)}, /* in order by chance */
        {"ar", of_pt, ARRAY_LEN(of_pt)},
        {"es", of_es, ARRAY_LEN(of_es)},
        {"pt_BR", of_pt, ARRAY_LEN(of_pt)},
        {"fr", of_fr, ARRAY_LEN(of_fr)},      /* listed, but broken */
        {"en", of_es, ARRAY_LEN(of_es)},      /* English never needs it */
        {"zh-Hans", of_pt, ARRAY_LEN(of_pt)}, /* not how a folder is spelled */
        {"ca@valencia", of_es, ARRAY_LEN(of_es)},
};

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/anteroom-test-XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	mkdir("de", 0700); /* a language without its catalogue */
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		char path[100];
		struct buf b = {0};
		write_mo(&b, i % 2, files[i].msg, files[i].n);
		mkdir(files[i].name, 0700);
		snprintf(path, sizeof(path), "%s/LC_MESSAGES", files[i].name);
		mkdir(path, 0700);
		snprintf(path, sizeof(path), "%s/LC_MESSAGES/anteroom.mo", files[i].name);
		FILE *f = fopen(path, "w");
		if (!f)
			return -1;
		fwrite(b.p, 1, b.len, f);
		fclose(f);
		buf_clear(&b);
	}
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	rmdir("de");
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		char path[100];
		snprintf(path, sizeof(path), "%s/LC_MESSAGES/anteroom.mo", files[i].name);
		unlink(path);
		snprintf(path, sizeof(path), "%s/LC_MESSAGES", files[i].name);
		rmdir(path);
		rmdir(files[i].name);
	}
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void check_spanish(const char *row)
{
	check_str(str_of(_("Back")), "Volver", row, "a message");
	check_str(str_of(C_("state", "Open")), "Abierto", row, "one in a context");
	check_str(str_of(i18n_plural("%lu page", "%lu pages", 1)), "%lu página", row, "one page");
	check_str(str_of(i18n_plural("%lu page", "%lu pages", 0)), "%lu páginas", row, "no page");
	check_str(str_of(_("%s of %s")), "%s of %s", row, "one that was refused");
	check_str(str_of(_("Quit")), "Quit", row, "one that is not there");
	check_str(str_of(i18n_language()), "es", row, "the language");
}

static void check_english(const char *row)
{
	check_str(str_of(_("Back")), "Back", row, "a message");
	check_str(str_of(C_("state", "Open")), "Open", row, "one in a context");
	check_str(str_of(i18n_plural("%lu page", "%lu pages", 1)), "%lu page", row, "one page");
	check_str(str_of(i18n_plural("%lu page", "%lu pages", 0)), "%lu pages", row, "no page");
	check_str(str_of(i18n_language()), "en", row, "the language");
}

static void the_language_is_switched(void **state)
{
	(void)state;
	static const char *const none[] = {
	        "de",      "fr",    "fi",   "e",           "",
	        "../es",   "es/..", "ES",   "pt_BR",       "pt",
	        "zh-Hans", "es\n",  "es.x", "ca@valencia", TEN_TIMES("es-es-")};
	check_english("at first");
	for (int round = 0; round < 3; round++) {
		check_true(i18n_use(".", "es"), "es", "used");
		check_spanish("es");
		check_true(i18n_use(".", i18n_language()), "es, as it is", "used");
		check_spanish("es, as it is");
		check_true(i18n_use(folder, "pt-BR"), "pt-BR", "used");
		check_str(str_of(_("Back")), "Voltar", "pt-BR", "a message");
		check_str(str_of(i18n_plural("%lu page", "%lu pages", 0)), "%lu página", "pt-BR",
		          "no page");
		check_str(str_of(C_("state", "Open")), "Open", "pt-BR", "one that es has");
		check_str(str_of(i18n_language()), "pt-BR", "pt-BR", "the language");
		check_true(i18n_use(".", "en"), "en", "used");
		check_english("en");
	}
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		i18n_use(".", "es");
		check_true(!i18n_use(".", none[i]), none[i], "not used");
		check_english(none[i]);
	}
	i18n_use(".", "es");
	check_true(i18n_use(NULL, NULL), "no language", "used");
	check_english("no language");
	check_true(i18n_use("/nonexistent", "en"), "English needs no folder", "used");
	check_true(!i18n_use("/nonexistent", "es"), "no folder", "not used");
	check_true(!i18n_use(NULL, "es"), "no name of a folder", "not used");
	check_english("no folder");
	check_end();
}

static void catalogues_are_listed(void **state)
{
	(void)state;
	static const char *const dirs[][2] = {
	        {".", "en ar es fr ja pt-BR sl "}, {"de", "en "}, {"/nonexistent", "en "}};
	for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
		struct arena a = {0};
		struct buf b = {0};
		size_t n = 0;
		const struct str *tag = i18n_catalogues(&a, dirs[i][0], &n);
		for (size_t k = 0; k < n; k++)
			buf_fmt(&b, "%.*s ", STR_ARG(tag[k]));
		check_str(buf_str(&b), dirs[i][1], dirs[i][0], "the list");
		buf_clear(&b);
		arena_clear(&a);
	}
	check_end();
}

/* The point of it all: gettext() translates in none of these but the last one, if at all. */
static void no_locale_is_needed(void **state)
{
	(void)state;
	static const struct {
		const char *locale;
		bool there;
	} rows[] = {{"C", true}, {"xx_XX.UTF-8", false}, {"", true}, {"C.UTF-8", true}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		setenv("LC_ALL", rows[i].locale, 1);
		setenv("LANGUAGE", "pt_BR", 1);
		check_int(setlocale(LC_ALL, "") != NULL, rows[i].there, rows[i].locale,
		          "the system has it");
		check_true(i18n_use(".", "es"), rows[i].locale, "used");
		check_spanish(rows[i].locale);
		i18n_use(".", "en");
		check_english(rows[i].locale);
	}
	check_end();
}

/* --- what msgfmt writes ------------------------------------------------------------------- */

static void catalogues_of_msgfmt_are_read(void **state)
{
	(void)state;
	if (!made[0] || !made[1])
		skip();
	for (size_t i = 0; i < 2; i++) {
		struct arena a = {0};
		const struct mo *mo = mo_load(&a, made[i]);
		assert_non_null(mo);
		check_str(str_of(mo_text(mo, NULL, "Contents")), "Содержание", made[i], "a text");
		check_str(str_of(mo_text(mo, "command", "Open")), "Открыть", made[i], "a command");
		check_str(str_of(mo_text(mo, "state", "Open")), "Открыто", made[i], "a state");
		check_str(str_of(mo_text(mo, NULL, "%s of %s")), "из %2$s — %1$s", made[i],
		          "another order");
		check_true(!mo_text(mo, NULL, "Quit"), made[i], "what is fuzzy is not there");
		static const char *const forms[] = {"%lu вопрос", "%lu вопроса", "%lu вопросов"};
		for (unsigned long n = 0; n <= 2000; n++)
			check_str(str_of(mo_plural(mo, "%lu question", "%lu questions", n)),
			          forms[form_ru(n)], made[i], "a plural");
		arena_clear(&a);
	}
	check_end();
}

static void own_catalogues_are_sound(void **state)
{
	(void)state;
	for (size_t i = 0; made[i]; i++) {
		struct arena a = {0};
		size_t at = 0;
		const char *id;
		const struct mo *mo = mo_load(&a, made[i]);
		if (check_true(mo, made[i], "opened"))
			while ((id = mo_refused(mo, &at)))
				check_true(false, id, "its translation may be used");
		arena_clear(&a);
	}
	check_end();
}

int main(int argc, char **argv)
{
	(void)argc;
	made = argv + 1;
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(messages_are_found),
	        cmocka_unit_test(a_catalogue_may_be_empty),
	        cmocka_unit_test(languages_count_as_they_do),
	        cmocka_unit_test(expressions_are_those_of_c),
	        cmocka_unit_test(every_form_must_be_there),
	        cmocka_unit_test(what_printf_takes_must_agree),
	        cmocka_unit_test(what_a_terminal_obeys_is_refused),
	        cmocka_unit_test(broken_files_are_refused),
	        cmocka_unit_test(order_and_size_are_kept),
	        cmocka_unit_test(strings_do_not_lie_over_each_other),
	        cmocka_unit_test(no_end_is_missed),
	        cmocka_unit_test(no_change_does_harm),
	        /* these before the folder changes, to which their paths are relative */
	        cmocka_unit_test(catalogues_of_msgfmt_are_read),
	        cmocka_unit_test(own_catalogues_are_sound),
	        cmocka_unit_test_setup_teardown(the_language_is_switched, make_folder,
	                                        remove_folder),
	        cmocka_unit_test_setup_teardown(catalogues_are_listed, make_folder, remove_folder),
	        cmocka_unit_test_setup_teardown(no_locale_is_needed, make_folder, remove_folder),
	};
	return cmocka_run_group_tests_name("i18n", tests, NULL, NULL);
}
