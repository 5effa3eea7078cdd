/* The inline markup of a text. What comes out is shown here with its spans in brackets:
 * em{…} strong{…} term0{…} (which word of the glossary) cite{…}. */
#include "check.h"

#include "base/buf.h"
#include "content/markup.h"

#include <locale.h>
#include <stdlib.h>

static struct buf shown(struct rich r)
{
	struct buf b = {0};
	size_t at = 0;
	for (size_t i = 0; i < r.n_spans; i++) {
		const struct span *s = &r.span[i];
		check_true(s->from >= at && s->to >= s->from && s->to <= r.text.len, "spans",
		           "in order, inside the text, none over another");
		buf_add(&b, str_part(r.text, at, s->from));
		if (s->style == STYLE_TERM)
			buf_fmt(&b, "term%zu", s->term);
		else
			buf_fmt(&b, "%s",
			        s->style == STYLE_EMPHASIS   ? "em"
			        : s->style == STYLE_STRONG   ? "strong"
			        : s->style == STYLE_CITATION ? "cite"
			                                     : "?");
		buf_fmt(&b, "{%.*s}", STR_ARG(str_part(r.text, s->from, s->to)));
		at = s->to;
	}
	buf_add(&b, str_part(r.text, at, r.text.len));
	return b;
}

static void texts_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *name, *raw, *want;
		const char *finding; /* NULL: none */
	} rows[] = {
	        {"plain", "Take your time.", "Take your time.", NULL},
	        {"empty", "", "", NULL},

	        {"emphasis", "the *first* dose", "the em{first} dose", NULL},
	        {"emphasis over words", "*take your time*", "em{take your time}", NULL},
	        {"emphasis before a full stop", "It is *safe*.", "It is em{safe}.", NULL},
	        {"emphasis in brackets", "(*not* licensed)", "(em{not} licensed)", NULL},
	        {"emphasis in quotes", "“*not* licensed”", "“em{not} licensed”", NULL},
	        {"emphasis after a dash", "ask—*always*—first", "ask—em{always}—first", NULL},
	        {"emphasis after an inverted mark", "¿*seguro*?", "¿em{seguro}?", NULL},
	        {"emphasis in Chinese, which has no spaces", "这是*重要*的", "这是em{重要}的",
	         NULL},
	        {"emphasis before a Korean particle", "**케타민**은 약", "strong{케타민}은 약",
	         NULL},
	        {"emphasis in Thai", "ยา*นี้*ช่วย", "ยาem{นี้}ช่วย", NULL},
	        {"strong", "**Ketamine** is", "strong{Ketamine} is", NULL},
	        {"two in a text", "*a* and **b**", "em{a} and strong{b}", NULL},

	        {"a star between numbers", "5 * 3", "5 * 3", NULL},
	        {"stars without spaces", "2*3*4", "2*3*4", NULL},
	        {"stars inside a word", "some*thing*s", "some*thing*s", NULL},
	        {"stars inside an accented word", "é*à*é", "é*à*é", NULL},
	        {"stars inside a Russian word", "не*безопасно*й", "не*безопасно*й", NULL},
	        {"a footnote star", "safe* for some", "safe* for some", NULL},
	        {"a star at the end", "safe *", "safe *", NULL},
	        {"only stars", "*** ** *", "*** ** *", NULL},
	        {"emphasis around nothing", "a ** b", "a ** b", NULL},
	        {"emphasis that never closes", "the *first dose", "the *first dose", NULL},
	        {"strong that never closes", "the **first dose", "the **first dose", NULL},
	        {"closes only behind a word", "*a * b*", "em{a * b}", NULL},
	        {"strong closed by one star is emphasis", "**a* b", "*em{a} b", NULL},

	        {"a word of the glossary", "[NMDA receptors](#nmda) work",
	         "term0{NMDA receptors} work", NULL},
	        {"the second word", "a [drip](#infusion).", "a term1{drip}.", NULL},
	        {"a word that is not there", "a [drug](#durg) b", "a drug b",
	         "3:9 unknown-term: the glossary has no “durg” (in “[drug](#durg)”)"},
	        {"brackets are text", "[sic] and (so)", "[sic] and (so)", NULL},
	        {"a web link is text", "[site](https://example.org)", "[site](https://example.org)",
	         NULL},
	        {"a link that never closes", "[drip](#infusion", "[drip](#infusion", NULL},
	        {"a bracket in front of a link", "[x [drip](#infusion)", "[x term1{drip}", NULL},
	        {"a star inside a link is text", "[a *b*](#nmda)", "term0{a *b*}", NULL},

	        {"a citation", "of 100 [@zarate].", "of 100\u00a0cite{[1]}.", NULL},
	        {"the no-break space stays", "of 100\u00a0[@zarate].", "of 100\u00a0cite{[1]}.",
	         NULL},
	        {"a citation right behind a word", "100[@zarate]", "100cite{[1]}", NULL},
	        {"a citation at the start", "[@turkoz] says", "cite{[2]} says", NULL},
	        {"two citations", "100 [@zarate; @turkoz]", "100\u00a0cite{[1}cite{,\u00a02]}",
	         NULL},
	        {"a source that is not there", "100 [@zarat]", "100\u00a0cite{[1]}",
	         "3:9 unknown-source: the sources have no “zarat”"},
	        {"a citation of nothing", "100 [@]", "100\u00a0cite{[1]}",
	         "3:9 unknown-source: the sources have no “”"},
	        {"a citation that never closes", "100 [@zarate", "100 [@zarate", NULL},
	        {"an address is text", "a@example.org", "a@example.org", NULL},

	        {"an escaped star", "\\*not emphasis\\*", "*not emphasis*", NULL},
	        {"an escaped star does not close", "*a\\* b*", "em{a* b}", NULL},
	        {"an escaped bracket", "\\[drip](#infusion)", "[drip](#infusion)", NULL},
	        {"an escaped backslash", "a\\\\b", "a\\b", NULL},
	        {"a backslash before a letter is one", "C:\\new", "C:\\new", NULL},
	        {"a backslash at the end", "end\\", "end\\", NULL},
	        {"other marks are text", "_a_ `b` # c <d> &amp; ![e]", "_a_ `b` # c <d> &amp; ![e]",
	         NULL},
	};
	static const struct str terms[] = {LIT("nmda"), LIT("infusion")};
	static const struct str sources[] = {LIT("zarate"), LIT("turkoz")};
	static const struct markup_names names = {terms, 2, sources, 2, "en"};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct diags *ds = diags_new();
		struct fields f = {NULL, &(struct source){.path = "a.yaml", .text = STR("")}, ds,
		                   &a};
		struct rich r =
		        markup_parse(&f, str_of(rows[i].raw), (struct srcpos){3, 9}, &names);
		struct buf got = shown(r), said = {0};
		check_str(buf_str(&got), rows[i].want, rows[i].name, "the text");
		for (size_t k = 0; k < diags_len(ds); k++) {
			const struct diag *d = diags_at(ds, k);
			buf_fmt(&said, "%s%u:%u %s: %.*s", k ? "\n" : "", d->pos.line, d->pos.col,
			        d->rule->name, STR_ARG(d->msg));
		}
		check_str(buf_str(&said), rows[i].finding ? rows[i].finding : "", rows[i].name,
		          "the finding");
		buf_clear(&got);
		buf_clear(&said);
		diags_free(ds);
		arena_clear(&a);
	}
	check_end();
}

/* Every row of four pieces that matter: nothing is read past the end, spans are in order, and where
 * nothing was markup no letter is lost. */
static void any_text_is_read(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", "é",    " ",  "*", "**", "[",  "](#a)",
	                                     "]", "[@a]", "[@", ";", ")",  "\\", "重"};
	enum { LEN = 4 };
	static const struct str one[] = {LIT("a")};
	static const struct markup_names names = {one, 1, one, 1, "en"};
	struct arena a = {0};
	struct diags *ds = diags_new();
	size_t total = 1;
	for (int i = 0; i < LEN; i++)
		total *= ARRAY_LEN(pieces);
	for (size_t k = 0; k < total; k++) {
		char text[64] = "";
		for (size_t i = 0, rest = k; i < LEN; i++, rest /= ARRAY_LEN(pieces))
			strcat(text, pieces[rest % ARRAY_LEN(pieces)]);
		char *raw = strdup(text); /* and no NUL, for the address sanitizer */
		raw = realloc(raw, strlen(text));
		struct fields f = {NULL, NULL, ds, &a};
		size_t findings = diags_count(ds, SEV_NOTE);
		struct rich r = markup_parse(&f, (struct str){raw, strlen(text)},
		                             (struct srcpos){1, 1}, &names);
		struct buf b = shown(r);
		bool plain = r.n_spans == 0 && diags_count(ds, SEV_NOTE) == findings;
		if (plain && !memchr(text, '\\', strlen(text)))
			check_str(r.text, text, text, "what is plain");
		buf_clear(&b);
		free(raw);
		arena_reset(&a);
	}
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(texts_are_read),
	        cmocka_unit_test(any_text_is_read),
	};
	return cmocka_run_group_tests_name("markup", tests, NULL, NULL);
}
