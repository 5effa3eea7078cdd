/* The parts of an article in the order of the reader's screens. In HTML some have a form of their
 * own; the others are pages. */
#include "desk/booklet.h"

#include "base/i18n.h"
#include "content/html.h"
#include "content/render.h"
#include "text/plain.h"

struct booklet {
	const struct article *a;
	const struct help *help;
	const char *today;
	struct html h;
	struct page page;
};

static void begin_page(struct booklet *b)
{
	page_begin(&b->page, i18n_language(), false);
	b->page.paper = true;
}

/* --- parts as pages ------------------------------------------------------------------------- */

static void say_option(struct page *p, const struct option *o, const char *label)
{
	struct str s = o->text.rich.text;
	if (label)
		s = page_labelled(p, label, s);
	page_add(p, (struct para){.kind = PARA_TEXT,
	                          .style = STYLE_STRONG,
	                          .id = o->text.path,
	                          .rich = rich_like(s, o->text.rich),
	                          .keep = true});
	page_fact(p, o->why.path.p, STYLE_BODY, o->why.rich);
}

static void add_options(struct page *p, const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++)
		page_add(p, (struct para){.kind = PARA_ITEM,
		                          .id = q->option[i].text.path,
		                          .rich = q->option[i].text.rich,
		                          .mark = STR("•")});
}

static void compose_quiz(struct page *p, const struct booklet *b)
{
	for (size_t i = 0; i < b->a->n_questions; i++) {
		const struct question *q = &b->a->question[i];
		page_add(p, (struct para){.kind = PARA_HEADING,
		                          .style = STYLE_HEADING,
		                          .id = q->question.path,
		                          .rich = q->question.rich,
		                          .keep = true});
		add_options(p, q);
		say_option(p, &q->option[q->correct], _("The answer"));
		for (size_t k = 0; k < q->n_options; k++)
			if (k != q->correct)
				say_option(p, &q->option[k], NULL);
	}
}

static void compose_takeaways(struct page *p, const struct booklet *b)
{
	render_takeaways(p, b->a);
}

static void compose_help(struct page *p, const struct booklet *b)
{
	render_emergency(p, NULL);
	render_help_lines(p, b->help, NULL, str_of(b->today));
}

static void compose_ask(struct page *p, const struct booklet *b)
{
	for (size_t i = 0; i < b->a->n_ask; i++)
		page_add(p, (struct para){.kind = PARA_ITEM,
		                          .id = b->a->ask[i].path,
		                          .rich = b->a->ask[i].rich,
		                          .mark = STR("[ ]")});
}

static void compose_words(struct page *p, const struct booklet *b)
{
	for (size_t i = 0; i < b->a->n_terms; i++)
		render_term(p, b->a, i);
}

static void compose_sources(struct page *p, const struct booklet *b)
{
	render_sources(p, b->a);
}

/* --- parts as HTML -------------------------------------------------------------------------- */

static void element(struct html *h, const char *open, struct rich r, const char *close)
{
	html_raw(h, open);
	html_rich(h, r);
	html_raw(h, close);
}

/* The answer unfolds without a script. */
static void mark_up_quiz(struct booklet *b)
{
	struct html *h = &b->h;
	for (size_t i = 0; i < b->a->n_questions; i++) {
		const struct question *q = &b->a->question[i];
		const struct option *right = &q->option[q->correct];
		element(h, "<h3>", q->question.rich, "</h3>\n");
		begin_page(b);
		add_options(&b->page, q);
		html_page(h, &b->page);
		element(h, "<details>\n<summary>", rich_of(str_of(_("The answer"))),
		        "</summary>\n");
		element(h, "<p><strong>", right->text.rich, "</strong></p>\n");
		element(h, "<p>", right->why.rich, "</p>\n<dl>\n");
		for (size_t k = 0; k < q->n_options; k++) {
			if (k == q->correct)
				continue;
			element(h, "<dt>", q->option[k].text.rich, "</dt>\n");
			element(h, "<dd>", q->option[k].why.rich, "</dd>\n");
		}
		html_raw(h, "</dl>\n</details>\n");
	}
}

static void mark_up_words(struct booklet *b)
{
	struct html *h = &b->h;
	html_raw(h, "<dl>\n");
	for (size_t i = 0; i < b->a->n_terms; i++) {
		const struct term *t = &b->a->term[i];
		html_raw(h, "<dt id=\"word-");
		html_text(h, t->id);
		element(h, "\">", t->term.rich, "</dt>\n");
		element(h, "<dd>", t->meaning.rich, "</dd>\n");
	}
	html_raw(h, "</dl>\n");
}

/* Each source with a way back to every place that cites it, all of which stand before. */
static void mark_up_sources(struct booklet *b)
{
	struct html *h = &b->h;
	begin_page(b);
	render_sources(&b->page, b->a);
	html_raw(h, "<ol class=\"marked\">\n");
	for (size_t i = 0; i < b->a->n_sources; i++) {
		buf_fmt(h->out, "<li id=\"source-%zu\"><span>", i + 1);
		html_text(h, b->page.para[i].mark);
		element(h, "</span> <div>", b->page.para[i].rich, "");
		for (unsigned k = 1; k <= h->cited[i]; k++) {
			buf_fmt(h->out, " <a class=\"back\" href=\"#cite-%zu-%u\" aria-label=\"",
			        i + 1, k);
			html_text(h, str_of(_("Back")));
			buf_fmt(h->out, " %zu.%u\">↩</a>", i + 1, k);
		}
		html_raw(h, "</div></li>\n");
	}
	html_raw(h, "</ol>\n");
}

/* --- the whole ------------------------------------------------------------------------------ */

static const struct part {
	const char *id, *title;
	void (*compose)(struct page *p, const struct booklet *b);
	void (*mark_up)(struct booklet *b); /* NULL: as the page */
} parts[] = {
        {"quiz", N_("Check what you understood"), compose_quiz, mark_up_quiz},
        {"takeaways", N_("What matters most"), compose_takeaways, NULL},
        {"help-now", N_("Help in a crisis"), compose_help, NULL},
        {"ask", N_("Questions to ask at your appointment"), compose_ask, NULL},
        {"words", N_("Words explained"), compose_words, mark_up_words},
        {"sources", N_("Sources"), compose_sources, mark_up_sources},
};

static bool has(const struct article *a, const struct part *part)
{
	return !(part->compose == compose_ask && a->n_ask == 0) &&
	       !(part->compose == compose_words && a->n_terms == 0);
}

static void add_as_text(struct buf *out, const struct page *p)
{
	if (out->len)
		buf_add(out, STR("\n\n"));
	plain_add(out, p, 0, p->n_paras, PLAIN_FILE);
}

void booklet_text(struct buf *out, const struct article *a, const struct help *help,
                  const char *today)
{
	struct booklet b = {.a = a, .help = help, .today = today};
	b.page.reads_in = a->lang.p; /* HTML says it in another way */
	begin_page(&b);
	render_introduction(&b.page, a, str_of(today));
	add_as_text(out, &b.page);
	for (size_t i = 0; i < a->n_sections; i++) {
		begin_page(&b);
		render_section(&b.page, a, i);
		add_as_text(out, &b.page);
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (!has(a, &parts[i]))
			continue;
		begin_page(&b);
		page_title(&b.page, "title", rich_of(str_of(_(parts[i].title))));
		parts[i].compose(&b.page, &b);
		add_as_text(out, &b.page);
	}
	page_clear(&b.page);
}

static void add_contents(struct booklet *b)
{
	struct html *h = &b->h;
	html_raw(h, "<nav aria-label=\"");
	html_text(h, str_of(_("Contents")));
	html_raw(h, "\">\n<ul>\n");
	for (size_t i = 0; i < b->a->n_sections; i++) {
		html_raw(h, "<li><a href=\"#part-");
		html_text(h, b->a->section[i].id);
		element(h, "\">", b->a->section[i].question.rich, "</a></li>\n");
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (!has(b->a, &parts[i]))
			continue;
		buf_fmt(h->out, "<li><a href=\"#%s\">", parts[i].id);
		element(h, "", rich_of(str_of(_(parts[i].title))), "</a></li>\n");
	}
	html_raw(h, "</ul>\n</nav>\n");
}

static void add_section(struct booklet *b, size_t i, struct arena *ids)
{
	struct html *h = &b->h;
	begin_page(b);
	render_section(&b->page, b->a, i);
	html_raw(h, "<section>\n");
	h->id = arena_fmt(ids, "part-%.*s", STR_ARG(b->a->section[i].id)).p;
	html_page(h, &b->page);
	html_raw(h, "</section>\n");
}

static void add_part(struct booklet *b, const struct part *part)
{
	struct html *h = &b->h;
	if (!has(b->a, part))
		return;
	begin_page(b);
	page_title(&b->page, "title", rich_of(str_of(_(part->title))));
	if (!part->mark_up)
		part->compose(&b->page, b);
	html_raw(h, "<section>\n");
	h->id = part->id;
	html_page(h, &b->page);
	if (part->mark_up)
		part->mark_up(b);
	html_raw(h, "</section>\n");
}

void booklet_html(struct buf *out, const struct article *a, const struct help *help,
                  const char *today)
{
	struct arena scratch = {0};
	struct booklet b = {.a = a, .help = help, .today = today};
	b.h = (struct html){.out = out,
	                    .lang = a->lang.p,
	                    .linked = a,
	                    .cited = arena_array(&scratch, unsigned, a->n_sources),
	                    .level = 1};
	html_begin(&b.h, a->title.rich.text);
	html_raw(&b.h, "<main>\n<header>\n");
	begin_page(&b);
	render_introduction(&b.page, a, str_of(today));
	html_page(&b.h, &b.page);
	html_raw(&b.h, "</header>\n");
	add_contents(&b);
	b.h.level = 2;
	for (size_t i = 0; i < a->n_sections; i++)
		add_section(&b, i, &scratch);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		add_part(&b, &parts[i]);
	html_raw(&b.h, "</main>\n");
	html_end(&b.h);
	page_clear(&b.page);
	arena_clear(&scratch);
}
