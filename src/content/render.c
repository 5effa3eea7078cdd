/* Every line is whole in itself: no sentence is glued from pieces, because no grammar but one's
 * own survives that. Labels and "N of M" come from the catalogue. */
#include "content/render.h"

#include "base/i18n.h"
#include "text/locale.h"

/* --- bodies ------------------------------------------------------------------------------ */

static void fact(struct page *p, const char *id, const char *label, struct str value)
{
	page_fact(p, id, STYLE_BODY, rich_of(page_labelled(p, label, value)));
}

/* A label in front of words of the article, whose language the whole then has, and their links. */
static struct rich labelled(struct page *p, const char *label, struct rich words)
{
	struct rich r = rich_like(page_labelled(p, label, words.text), words);
	struct span *span = arena_array(&p->arena, struct span, words.n_spans);
	size_t moved = r.text.len - words.text.len;
	for (size_t i = 0; i < words.n_spans; i++) {
		span[i] = words.span[i];
		span[i].from += moved;
		span[i].to += moved;
	}
	r.span = span;
	r.n_spans = words.n_spans;
	return r;
}

static void labelled_words(struct page *p, const char *label, const struct text *t)
{
	page_fact(p, t->path.p, STYLE_BODY, labelled(p, label, t->rich));
}

static struct str n_of(struct page *p, unsigned n, unsigned of)
{
	/* TRANSLATORS: a count of people, as in "59 of 100" */
	return arena_fmt(&p->arena, _("%s of %s"), locale_number(&p->arena, p->lang, n).p,
	                 locale_number(&p->arena, p->lang, of).p);
}

static void outcome_line(struct page *p, const struct text *t, const char *id, unsigned n,
                         unsigned of, bool keep)
{
	struct str s = page_labelled(p, arena_str(&p->arena, t->rich.text).p, n_of(p, n, of));
	page_fact(p, id, STYLE_BODY, rich_like(s, t->rich));
	p->para[p->n_paras - 1].keep = keep;
}

static void render_arm(struct page *p, const struct chance *c, const struct arm *arm)
{
	const char *id = arm->label.path.p;
	page_text(p, id, STYLE_STRONG, arm->label.rich);
	p->para[p->n_paras - 1].keep = true;
	outcome_line(p, &c->outcome, arena_fmt(&p->arena, "%s.outcome", id).p, arm->n, c->of, true);
	if (c->of == 100)
		page_add(p, (struct para){.kind = PARA_ARRAY,
		                          .id = arena_fmt(&p->arena, "%s.array", id),
		                          .n = arm->n,
		                          .of = c->of,
		                          .keep = true});
	outcome_line(p, &c->otherwise, arena_fmt(&p->arena, "%s.otherwise", id).p, c->of - arm->n,
	             c->of, arm->has_counted);
	if (arm->has_counted)
		fact(p, arena_fmt(&p->arena, "%s.counted", id).p, _("Counted"),
		     n_of(p, arm->counted[0], arm->counted[1]));
}

static void render_chance_source(struct page *p, const struct chance *c)
{
	struct str number = locale_number(&p->arena, p->lang, c->source + 1);
	struct str s = page_labelled(p, _("Source"), arena_fmt(&p->arena, "[%s]", number.p));
	struct span *span = arena_array(&p->arena, struct span, 1);
	*span = (struct span){.from = s.len - number.len - 2,
	                      .to = s.len,
	                      .style = STYLE_CITATION,
	                      .term = c->source};
	page_fact(p, arena_fmt(&p->arena, "%.*s.source", STR_ARG(c->certainty.path)).p, STYLE_BODY,
	          (struct rich){.text = s, .span = span, .n_spans = 1});
}

/* Both groups, both frames, one denominator; in words, and as an icon array where there is one. */
static void render_chance(struct page *p, const struct chance *c)
{
	page_add(p, (struct para){.kind = PARA_HEADING,
	                          .style = STYLE_HEADING,
	                          .id = c->outcome.path,
	                          .rich = c->outcome.rich,
	                          .keep = true});
	labelled_words(p, _("Who"), &c->group);
	labelled_words(p, _("Time"), &c->period);
	render_arm(p, c, &c->with);
	render_arm(p, c, &c->without);
	page_text(p, c->certainty.path.p, STYLE_BODY,
	          labelled(p, _("How sure"), c->certainty.rich));
	render_chance_source(p, c);
}

static void render_list(struct page *p, const struct block *b)
{
	for (size_t i = 0; i < b->n_items; i++) {
		struct str mark = STR("•");
		if (b->kind == BLOCK_STEPS)
			mark = arena_fmt(&p->arena, "%s.",
			                 locale_number(&p->arena, p->lang, i + 1).p);
		page_add(p, (struct para){.kind = PARA_ITEM,
		                          .id = b->item[i].path,
		                          .rich = b->item[i].rich,
		                          .mark = mark,
		                          .apart = i == 0});
	}
}

static void render_boxed(struct page *p, const struct block *b)
{
	bool caution = b->kind == BLOCK_CAUTION;
	enum para_kind kind = caution ? PARA_CAUTION : PARA_NOTE;
	struct str label = str_of(caution ? _("Take care") : _("Note"));
	page_add(p, (struct para){.kind = kind,
	                          .style = caution ? STYLE_CAUTION : STYLE_HEADING,
	                          .id = arena_fmt(&p->arena, "%s.label", b->item[0].path.p),
	                          .rich = rich_of(label),
	                          .keep = true});
	page_add(p, (struct para){.kind = kind, .id = b->item[0].path, .rich = b->item[0].rich});
}

void render_body(struct page *p, const struct article *a, const struct body *body)
{
	(void)a;
	for (size_t i = 0; i < body->n_blocks; i++) {
		const struct block *b = &body->block[i];
		switch (b->kind) {
		case BLOCK_PARAGRAPH:
			page_text(p, b->item[0].path.p, STYLE_BODY, b->item[0].rich);
			break;
		case BLOCK_LIST:
		case BLOCK_STEPS:
			render_list(p, b);
			break;
		case BLOCK_CAUTION:
		case BLOCK_NOTE:
			render_boxed(p, b);
			break;
		case BLOCK_CHANCE:
			render_chance(p, b->chance);
			break;
		}
	}
}

void render_section(struct page *p, const struct article *a, size_t section)
{
	const struct section *s = &a->section[section];
	page_title(p, s->question.path.p, s->question.rich);
	page_text(p, s->answer.path.p, STYLE_LEAD, s->answer.rich);
	render_body(p, a, &s->body);
}

/* --- review, takeaways, sources, words ---------------------------------------------------- */

/* What a reader must know of this text, in fewer and fewer words. */
enum { ST_SOURCE_DRAFT, ST_RAW, ST_NOT_REVISED, ST_ORIGINAL, ST_NONE };

static const char *const standings[][RENDER_STANDINGS] = {
        [ST_SOURCE_DRAFT] = {N_("Draft: not yet approved by a clinician"),
                             N_("Draft, not approved yet"), N_("Draft")},
        [ST_RAW] = {N_("Machine translation, not checked by a person"),
                    N_("Machine translation, not checked"), N_("Draft")},
        [ST_NOT_REVISED] = {N_("Translation not revised by a second person"),
                            N_("Translation not revised"), N_("Draft")},
};

static int standing_of(const struct article *a)
{
	if (a->translation && article_translation_status(a) < TR_REVISED)
		return a->translation->machine == MACHINE_RAW ? ST_RAW : ST_NOT_REVISED;
	return a->review.status == REVIEW_DRAFT ? ST_SOURCE_DRAFT : ST_NONE;
}

struct str render_standing(struct arena *arena, const struct article *a, int brief)
{
	int standing = standing_of(a);
	if (standing == ST_NONE)
		return STR("");
	const char *words = standings[standing][brief];
	/* Both languages: a reader who doubts the one may read the other. */
	if (a->translation && strcmp(_(words), words) != 0)
		return arena_fmt(arena, "%s · %s", _(words), words);
	return str_of(_(words));
}

/* One sentence in the reader's language and, of a translation, in English too. */
static void twice(struct page *p, const struct article *a, const char *id, const char *words)
{
	page_text(p, id, STYLE_CAUTION, rich_of(str_of(_(words))));
	if (a->translation && strcmp(_(words), words) != 0)
		page_fact(p, arena_fmt(&p->arena, "%s.en", id).p, STYLE_CAUTION,
		          (struct rich){.text = str_of(words), .lang = "en"});
}

void render_warning(struct page *p, const struct article *a)
{
	int standing = standing_of(a);
	if (standing != ST_NONE)
		twice(p, a, "standing", standings[standing][0]);
}

/* Who made the translation, how much of it there is, and where the original is. */
static void render_translation(struct page *p, const struct article *a)
{
	const struct translation *t = a->translation;
	int standing = standing_of(a);
	if (p->paper)
		; /* it has no keys; render_warning() says it there */
	else if (standing == ST_RAW)
		twice(p, a, "translation.standing",
		      N_("A machine translated this text, and nobody who speaks both languages has "
		         "checked it. It may contain errors. Key O, or the menu, shows the "
		         "original."));
	else if (standing == ST_NOT_REVISED)
		twice(p, a, "translation.standing",
		      N_("No second person has revised this translation. It may contain errors. "
		         "Key O, or the menu, shows the original."));
	if (a->n_in_source)
		/* TRANSLATORS: numbers of passages, then the name of a language */
		page_text(p, "translation.missing", STYLE_QUIET,
		          rich_of(arena_fmt(&p->arena, _("%s of %s passages are shown in %s."),
		                            locale_number(&p->arena, p->lang, a->n_in_source).p,
		                            locale_number(&p->arena, p->lang, a->n_texts).p,
		                            locale_own_name(&p->arena, a->source_lang.p).p)));
	if (t->translator.name.len)
		page_text(p, "translation.translator", STYLE_QUIET,
		          rich_of(page_labelled(p, _("Translated by"), t->translator.name)));
	if (standing != ST_NOT_REVISED && standing != ST_RAW)
		page_fact(p, "translation.reviser", STYLE_QUIET,
		          rich_of(page_labelled(p, _("Revised by"), t->reviser.name)));
}

void render_review(struct page *p, const struct article *a, struct str today)
{
	const char *by = arena_str(&p->arena, a->review.by.rich.text).p;
	const char *on = arena_str(&p->arena, a->review.on).p;
	const char *next = arena_str(&p->arena, a->review.next).p;
	struct str s;
	if (a->translation)
		render_translation(p, a);
	else if (strcmp(p->lang, "en") != 0 && locale_match(&a->lang, 1, str_of(p->lang)) == 1)
		/* TRANSLATORS: %s is the name of another language */
		page_text(p, "translation.none", STYLE_QUIET,
		          rich_of(arena_fmt(&p->arena, _("This article is shown in %s."),
		                            locale_own_name(&p->arena, a->lang.p).p)));
	if (a->review.status == REVIEW_DRAFT)
		/* TRANSLATORS: %s is a day such as 2026-11-24 */
		s = arena_fmt(&p->arena,
		              _("Draft: no clinician has approved this text yet. Its facts were "
		                "last checked against their sources on %s."),
		              on);
	else
		/* TRANSLATORS: a person, a day, a day */
		s = arena_fmt(&p->arena, _("Reviewed by %s on %s. Next review due %s."), by, on,
		              next);
	page_text(p, "review.status", STYLE_QUIET, rich_of(s));
	if (strncmp(next, arena_str(&p->arena, today).p, 10) < 0)
		page_text(p, "review.next", STYLE_CAUTION,
		          rich_of(arena_fmt(&p->arena,
		                            _("This text was due for review on %s. Some of it may "
		                              "be out of date."),
		                            next)));
}

void render_introduction(struct page *p, const struct article *a, struct str today)
{
	page_title(p, a->title.path.p, a->title.rich);
	if (p->paper)
		render_warning(p, a);
	page_text(p, a->summary.path.p, STYLE_LEAD, a->summary.rich);
	render_review(p, a, today);
	render_body(p, a, &a->introduction);
	page_text(p, a->disclaimer.path.p, STYLE_QUIET, a->disclaimer.rich);
	page_text(p, a->authors.path.p, STYLE_QUIET,
	          rich_like(page_labelled(p, _("Written by"), a->authors.rich.text),
	                    a->authors.rich));
	/* TRANSLATORS: who paid for the article */
	page_fact(p, a->funding.path.p, STYLE_QUIET,
	          rich_like(page_labelled(p, _("Funding"), a->funding.rich.text), a->funding.rich));
}

void render_takeaways(struct page *p, const struct article *a)
{
	for (size_t i = 0; i < a->n_takeaways; i++) {
		struct str mark =
		        arena_fmt(&p->arena, "%s.", locale_number(&p->arena, p->lang, i + 1).p);
		page_add(p, (struct para){.kind = PARA_ITEM,
		                          .id = a->takeaway[i].text.path,
		                          .rich = a->takeaway[i].text.rich,
		                          .mark = mark});
	}
}

void render_sources(struct page *p, const struct article *a)
{
	for (size_t i = 0; i < a->n_sources; i++) {
		const struct reference *r = &a->source[i];
		struct str s = r->cite;
		const struct {
			const char *label;
			struct str value;
		} ids[] = {{"doi:", r->doi}, {"PMID ", r->pmid}, {"", r->url}, {"", r->number}};
		for (size_t k = 0; k < ARRAY_LEN(ids); k++)
			if (ids[k].value.len)
				s = arena_fmt(&p->arena, "%.*s %s%.*s", STR_ARG(s), ids[k].label,
				              STR_ARG(ids[k].value));
		struct str mark =
		        arena_fmt(&p->arena, "[%s]", locale_number(&p->arena, p->lang, i + 1).p);
		page_add(p,
		         (struct para){
		                 .kind = PARA_ITEM, .id = r->id, .rich = rich_of(s), .mark = mark});
	}
}

void render_term(struct page *p, const struct article *a, size_t term)
{
	const struct term *t = &a->term[term];
	page_add(p, (struct para){.kind = PARA_TEXT,
	                          .style = STYLE_STRONG,
	                          .id = t->term.path,
	                          .rich = t->term.rich,
	                          .keep = true});
	page_fact(p, t->meaning.path.p, STYLE_BODY, t->meaning.rich);
	if (t->also.path.len) /* TRANSLATORS: other words for the same thing */
		labelled_words(p, _("Also called"), &t->also);
}

/* --- help now ---------------------------------------------------------------------------- */

static struct str joined(struct page *p, const struct str *list, size_t n)
{
	struct str s = STR("");
	for (size_t i = 0; i < n; i++)
		s = arena_fmt(&p->arena, "%.*s%s%.*s", STR_ARG(s), i ? " / " : "",
		              STR_ARG(list[i]));
	return s;
}

/* Hours in words; a plain "17:00-24:00" with its days stays as it is. */
static struct str hours_in_words(struct page *p, struct str hours)
{
	if (str_is(hours, "always"))
		return str_of(_("day and night"));
	if (str_is(hours, "ask"))
		return str_of(_("not at all hours: see their web page"));
	struct str times = arena_str(&p->arena, str_part(hours, 6, hours.len));
	if (str_starts(hours, "Mo-Su"))
		/* TRANSLATORS: %s is a span of time such as 17:00-24:00 */
		return arena_fmt(&p->arena, _("every day %s"), times.p);
	return hours;
}

static void number_fact(struct page *p, const char *label, struct str value)
{
	struct str s = page_labelled(p, label, value);
	struct span *span = arena_array(&p->arena, struct span, 1);
	*span = (struct span){s.len - value.len, s.len, STYLE_STRONG, 0, NOT_FOUND};
	page_fact(p, "", STYLE_BODY, (struct rich){.text = s, .span = span, .n_spans = 1});
}

void render_emergency(struct page *p, const struct help_country *country)
{
	const char *const whom[] = {[HELP_ANY] = _("Emergency"),
	                            [HELP_POLICE] = _("Police"),
	                            [HELP_AMBULANCE] = _("Ambulance"),
	                            [HELP_MOBILE] = _("Emergency, from a mobile phone")};
	size_t n = country ? country->n_numbers : 0;
	for (size_t i = 0; i < n; i++)
		number_fact(p, whom[country->number[i].for_whom], country->number[i].number);
	if (n == 0)
		page_text(
		        p, "help-now.generic", STYLE_LEAD,
		        rich_of(str_of(_("Call the emergency number of the country you are in."))));
}

static void render_line(struct page *p, const struct help_line *l)
{
	page_add(p, (struct para){.kind = PARA_TEXT,
	                          .style = STYLE_HEADING,
	                          .rich = rich_of(l->name),
	                          .keep = true});
	if (l->n_call)
		number_fact(p, _("Call"), joined(p, l->call, l->n_call));
	if (l->option.len)
		number_fact(p, _("Then choose option"), l->option);
	if (l->n_text)
		number_fact(p, _("Text message to"), joined(p, l->text, l->n_text));
	if (l->whatsapp.len)
		number_fact(p, "WhatsApp", l->whatsapp);
	if (l->chat)
		number_fact(p, _("Chat"), l->chat_at.len ? l->chat_at : l->web);
	if (l->chat && l->chat_hours.len)
		fact(p, "", _("Chat hours"), hours_in_words(p, l->chat_hours));
	fact(p, "", _("Hours"), hours_in_words(p, l->hours));
	if (l->cost != HELP_COST_UNKNOWN)
		fact(p, "", _("Cost"),
		     str_of(l->cost == HELP_FREE ? _("free") : _("your phone company may charge")));
	struct str *names = arena_array(&p->arena, struct str, l->n_lang);
	for (size_t i = 0; i < l->n_lang; i++)
		names[i] = locale_own_name(&p->arena, arena_str(&p->arena, l->lang[i]).p);
	if (l->n_lang)
		fact(p, "", _("Languages"), joined(p, names, l->n_lang));
	if (l->web.len && !(l->chat && !l->chat_at.len))
		fact(p, "", _("Web"), l->web);
}

void render_help_numbers(struct page *p, const struct help_country *country, struct str today)
{
	for (size_t i = 0; country && i < country->n_lines; i++) {
		const struct help_line *l = &country->line[i];
		if (l->n_call && help_is_current(l, today))
			number_fact(p, arena_str(&p->arena, l->name).p,
			            joined(p, l->call, l->n_call));
	}
}

void render_help_lines(struct page *p, const struct help *h, const struct help_country *country,
                       struct str today)
{
	page_text(p, "help-now.danger", STYLE_BODY,
	          rich_of(str_of(_("If you are in danger, or might act on thoughts of ending your "
	                           "life, call for emergency help now. You do not have to be sure "
	                           "that it is an emergency."))));
	for (size_t i = 0; country && i < country->n_lines; i++)
		if (help_is_current(&country->line[i], today))
			render_line(p, &country->line[i]);
	page_text(p, "help-now.here", STYLE_BODY,
	          rich_of(str_of(_("You can also tell the person nearest to you, or any member of "
	                           "staff. They want to know."))));
	if (h->n_directories)
		page_text(p, "help-now.directories", STYLE_BODY,
		          rich_of(str_of(_("Help lines in other countries:"))));
	for (size_t i = 0; i < h->n_directories; i++)
		fact(p, "", arena_str(&p->arena, h->directory[i].name).p, h->directory[i].web);
}
