/* https://docs.moodle.org/en/GIFT_format: a question ends at a blank line; ~ = # { } : and the
 * backslash mean something and are written behind a backslash; a line that begins with // is a
 * comment. */
#include "desk/gift.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "content/render.h"

static const char meaningful[] = "~=#{}:\\";

/* Any white space is a space, so that no text makes a line of its own; a backslash stands before each
 * of `escaped`. */
static void add_text(struct buf *out, struct str s, const char *escaped)
{
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		if (c && c < 0x80 && strchr(escaped, (int)c))
			buf_add(out, STR("\\"));
		if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
			buf_add(out, STR(" "));
		else
			buf_add(out, str_part(s, 0, n));
	}
}

/* Of an option or of feedback. One that begins with a bracket or a percent sign would be taken for
 * a format or a mark. */
static void add_words(struct buf *out, struct str s)
{
	if (s.len && s.p[0] == '[')
		buf_add(out, STR("[plain]"));
	add_text(out, s, meaningful);
}

static void add_option(struct buf *out, const struct option *o)
{
	buf_add(out, o->correct ? STR("\t=") : STR("\t~"));
	if (str_starts(o->text.rich.text, "%"))
		buf_add(out, o->correct ? STR("%100%") : STR("%0%"));
	add_words(out, o->text.rich.text);
	buf_add(out, STR("#"));
	add_words(out, o->why.rich.text);
	buf_add(out, STR("\n"));
}

static void add_question(struct buf *out, const struct article *a, const struct question *q,
                         const struct text *wording, const char *again)
{
	struct page p = {0};
	page_begin(&p, i18n_language(), false);
	buf_add(out, STR("\n::"));
	add_text(out, q->id, meaningful);
	buf_fmt(out, "%s::[plain]", again);
	add_text(out, wording->rich.text, meaningful);
	buf_add(out, STR(" {\n"));
	for (size_t i = 0; i < q->n_options; i++)
		add_option(out, &q->option[i]);
	buf_add(out, STR("\t####"));
	add_words(out, page_labelled(&p, _("Read that part again"),
	                             a->section[q->section].question.rich.text));
	buf_add(out, STR("\n}\n"));
	page_clear(&p);
}

static void add_comment(struct buf *out, struct str s)
{
	if (!s.len)
		return;
	buf_add(out, STR("// "));
	add_text(out, s, "");
	buf_add(out, STR("\n"));
}

void gift_write(struct buf *out, const struct article *a)
{
	struct arena scratch = {0};
	add_comment(out, a->title.rich.text);
	buf_fmt(out, "// %.*s, %.*s, %.*s\n", STR_ARG(a->id), STR_ARG(a->lang),
	        STR_ARG(a->review.on));
	add_comment(out, render_standing(&scratch, a, 0));
	for (size_t i = 0; i < a->n_questions; i++) {
		const struct question *q = &a->question[i];
		add_question(out, a, q, &q->question, "");
		add_question(out, a, q, &q->again, "-again");
	}
	arena_clear(&scratch);
}
