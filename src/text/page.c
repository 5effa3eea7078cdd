/* The page is built anew after every key that changes it: a few kilobytes from borrowed strings. */
#include "text/page.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/ascii.h"
#include "text/bidi.h"
#include "text/locale.h"

#include <stdlib.h>

void page_begin(struct page *p, const char *lang, bool ascii)
{
	arena_reset(&p->arena);
	p->lang = lang;
	p->ascii = ascii;
	p->n_paras = 0;
	p->n_choices = 0;
}

void page_clear(struct page *p)
{
	arena_clear(&p->arena);
	free(p->para);
	*p = (struct page){0};
}

/* Words in another language than the article's own say which, the first of several on end. */
static void tag_language(struct page *p, struct para *para)
{
	const char *lang = para->rich.lang, *own = p->reads_in;
	const struct para *before = p->n_paras ? &p->para[p->n_paras - 1] : NULL;
	bool foreign = lang && own && strcmp(lang, own) != 0;
	if (!foreign || para->kind == PARA_CHOICE ||
	    (before && before->rich.lang && strcmp(before->rich.lang, lang) == 0))
		return;
	struct str prefix = arena_fmt(&p->arena, "(%s) ", locale_own_name(&p->arena, lang).p);
	struct span *span = arena_array(&p->arena, struct span, para->rich.n_spans);
	for (size_t i = 0; i < para->rich.n_spans; i++) {
		span[i] = para->rich.span[i];
		span[i].from += prefix.len;
		span[i].to += prefix.len;
	}
	para->rich.span = span;
	para->rich.text = arena_fmt(&p->arena, "%s%.*s", prefix.p, STR_ARG(para->rich.text));
}

struct para *page_add(struct page *p, struct para para)
{
	tag_language(p, &para);
	if (p->n_paras == p->cap) {
		p->cap = MAX(p->cap * 2, 32);
		p->para = xrealloc(p->para, p->cap, sizeof(*p->para));
	}
	if (p->ascii) {
		para.rich = ascii_rich(&p->arena, para.rich);
		para.mark = ascii_rich(&p->arena, rich_of(para.mark)).text;
	}
	p->para[p->n_paras] = para;
	return &p->para[p->n_paras++];
}

void page_title(struct page *p, const char *id, struct rich text)
{
	page_add(p, (struct para){.kind = PARA_TITLE,
	                          .style = STYLE_TITLE,
	                          .id = str_of(id),
	                          .rich = text,
	                          .keep = true});
}

void page_heading(struct page *p, const char *id, struct str text)
{
	page_add(p, (struct para){.kind = PARA_HEADING,
	                          .style = STYLE_HEADING,
	                          .id = str_of(id),
	                          .rich = rich_of(text),
	                          .keep = true});
}

void page_text(struct page *p, const char *id, enum style style, struct rich text)
{
	page_add(p,
	         (struct para){.kind = PARA_TEXT, .style = style, .id = str_of(id), .rich = text});
}

void page_fact(struct page *p, const char *id, enum style style, struct rich text)
{
	page_add(p,
	         (struct para){.kind = PARA_FACT, .style = style, .id = str_of(id), .rich = text});
}

struct str page_labelled(struct page *p, const char *label, struct str value)
{
	/* Else the digits of "4 weeks" would go along with a label that runs the other way. */
	const char *mark = "";
	if (bidi_concerns(str_of(label)) != bidi_concerns(value)) {
		enum direction d = bidi_direction(value);
		mark = d == DIRECTION_LTR ? "\u200e" : d == DIRECTION_RTL ? "\u200f" : "";
	}
	/* TRANSLATORS: a label and what it says, as in "Who: adults" */
	return arena_fmt(&p->arena, _("%s: %s"), label,
	                 arena_fmt(&p->arena, "%s%.*s", mark, STR_ARG(value)).p);
}

/* The first edge of a stretch behind `at`: its begin, or inside it its end. */
static size_t edge_behind(size_t at, size_t from, size_t to)
{
	return from > at ? from : to;
}

void page_mark(struct page *p, size_t i, const struct hit *hit, size_t n, size_t here)
{
	struct para *para = &p->para[i];
	struct rich *rich = &para->rich;
	struct span *out = arena_array(&p->arena, struct span, 2 * (rich->n_spans + n) + 1);
	size_t k = 0, s = 0, h = 0;
	for (size_t at = 0, end; at < rich->text.len; at = end) {
		while (s < rich->n_spans && rich->span[s].to <= at)
			s++;
		while (h < n && hit[h].to <= at)
			h++;
		const struct span *span = s < rich->n_spans ? &rich->span[s] : NULL;
		end = rich->text.len;
		if (span)
			end = MIN(end, edge_behind(at, span->from, span->to));
		if (h < n)
			end = MIN(end, edge_behind(at, hit[h].from, hit[h].to));
		bool inside = span && span->from <= at, found = h < n && hit[h].from <= at;
		if (!inside && !found)
			continue;
		out[k] = inside ? *span : (struct span){.style = para->style};
		out[k].from = at;
		out[k].to = end;
		if (found)
			out[k].found = h == here ? FOUND_HERE : FOUND;
		k++;
	}
	rich->span = out;
	rich->n_spans = k;
}

size_t page_choice(struct page *p, const char *id, const char *mark, struct rich text)
{
	page_add(p, (struct para){.kind = PARA_CHOICE,
	                          .style = STYLE_BODY,
	                          .id = str_of(id),
	                          .rich = text,
	                          .mark = str_of(mark),
	                          .choice = p->n_choices});
	return p->n_choices++;
}
