/* One page, in its order. */
#include "state/slip.h"

#include "base/i18n.h"
#include "content/html.h"
#include "text/plain.h"

enum { ROOM_LINES = 2 };

bool slip_has_ticks(const struct slip *s)
{
	for (size_t i = 0; i < s->a->n_ask; i++)
		if (s->progress->ticked[i])
			return true;
	return false;
}

bool slip_asks(const struct slip *s, size_t i)
{
	return s->progress->ticked[i] || !slip_has_ticks(s);
}

static void add_item(struct page *p, const struct text *t, const char *mark)
{
	page_add(p,
	         (struct para){
	                 .kind = PARA_ITEM, .id = t->path, .rich = t->rich, .mark = str_of(mark)});
}

static void ask(struct page *p, const struct slip *s)
{
	bool own = slip_has_ticks(s);
	if (s->a->n_ask == 0 || (!own && !p->paper))
		return;
	page_heading(
	        p, "slip",
	        str_of(own ? _("What I want to ask") : _("Questions to ask at your appointment")));
	for (size_t i = 0; i < s->a->n_ask; i++) {
		if (!slip_asks(s, i))
			continue;
		add_item(p, &s->a->ask[i], own ? "•" : "[ ]");
		if (p->paper)
			page_add(p, (struct para){.kind = PARA_ROOM, .n = ROOM_LINES});
	}
}

/* Whether a question about this section was not clear at the last try. */
static bool is_unclear(const struct slip *s, size_t section)
{
	for (size_t i = 0; i < s->a->n_questions; i++) {
		enum answer last = s->progress->quiz.last[i];
		if (s->a->question[i].section == section &&
		    (last == ANSWER_UNSURE || last == ANSWER_MISSED))
			return true;
	}
	return false;
}

static void explain(struct page *p, const struct slip *s)
{
	bool any = false;
	for (size_t i = 0; i < s->a->n_sections; i++) {
		if (!is_unclear(s, i))
			continue;
		if (!any)
			page_heading(p, "unclear", str_of(_("What I want explained")));
		any = true;
		add_item(p, &s->a->section[i].question, "•");
	}
}

void slip_own(struct page *p, const struct slip *s)
{
	ask(p, s);
	explain(p, s);
}

/* The sheet: a stranger who finds it in a bag may read all of it, so it names nobody. */
static void compose(struct page *p, const struct slip *s)
{
	struct str today = str_of(s->today);
	page_begin(p, s->lang, s->ascii);
	p->paper = true;
	page_title(p, s->a->title.path.p, s->a->title.rich);
	render_warning(p, s->a);
	slip_own(p, s);
	page_heading(p, "takeaways", str_of(_("What matters most")));
	render_takeaways(p, s->a);
	page_heading(p, "help-now", str_of(_("Help in a crisis")));
	render_emergency(p, s->country);
	render_help_lines(p, s->help, s->country, today);
	page_heading(p, "about", str_of(_("About this article")));
	render_review(p, s->a, today);
	page_text(p, s->a->disclaimer.path.p, STYLE_QUIET, s->a->disclaimer.rich);
	page_text(p, "made", STYLE_QUIET,
	          /* TRANSLATORS: the day on which a sheet to take along was made */
	          rich_of(arena_fmt(&p->arena, _("This sheet was made on %s."), s->today)));
}

void slip_text(struct buf *out, const struct slip *s)
{
	struct page p = {.reads_in = s->a->lang.p}; /* HTML says it in another way */
	compose(&p, s);
	plain_add(out, &p, 0, p.n_paras, PLAIN_FILE);
	page_clear(&p);
}

void slip_html(struct buf *out, const struct slip *s)
{
	struct page p = {0};
	struct html h = {.out = out, .lang = s->lang, .level = 1};
	compose(&p, s);
	html_begin(&h, s->a->title.rich.text);
	html_raw(&h, "<main>\n");
	html_page(&h, &p);
	html_raw(&h, "</main>\n");
	html_end(&h);
	page_clear(&p);
}

struct str *slip_items(struct arena *a, const struct slip *s, size_t *ret_n)
{
	struct page p = {0};
	struct str *item = arena_array(a, struct str, s->a->n_ask + 2), help = STR("");
	size_t n = 0;
	item[n++] = arena_str(a, s->a->title.rich.text);
	for (size_t i = 0; i < s->a->n_ask; i++)
		if (slip_asks(s, i))
			item[n++] = arena_fmt(a, "- %.*s", STR_ARG(s->a->ask[i].rich.text));
	page_begin(&p, s->lang, false);
	render_emergency(&p, s->country);
	render_help_numbers(&p, s->country, str_of(s->today));
	for (size_t i = 0; i < p.n_paras; i++)
		help = arena_fmt(a, "%.*s%s%.*s", STR_ARG(help), i ? "\n" : "",
		                 STR_ARG(p.para[i].rich.text));
	item[n++] = help;
	page_clear(&p);
	*ret_n = n;
	return item;
}
