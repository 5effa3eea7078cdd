/* Paragraphs become elements one by one; those that belong to one list or box share it. */
#include "content/html.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "text/bidi.h"

/* Sizes are in rem and ch, so that a reader's own letters and a window of 320 px change nothing but
 * the lines. What is coloured says so in another way too. */
static const char style[] =
        ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--quiet:#4a4a4a;--link:#003f8a;"
        "--warn:#7a2e00;--edge:#6b6b6b}\n"
        "@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--quiet:#c4c4c4;"
        "--link:#9cc7ff;--warn:#ffc38a;--edge:#9a9a9a}}\n"
        "*{box-sizing:border-box}\n"
        "html{font-size:112.5%;-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
        "body{margin:0 auto;padding:1rem;max-width:44rem;background:var(--paper);color:var(--ink);"
        "font-family:system-ui,sans-serif;line-height:1.6;overflow-wrap:break-word}\n"
        "h1,h2,h3{line-height:1.25;margin:2em 0 .5em;text-wrap:balance}\n"
        "h1{font-size:1.7rem;margin-top:.5em}h2{font-size:1.35rem}h3{font-size:1.1rem}\n"
        "a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid "
        "var(--link);outline-offset:2px}\n"
        "nav a,summary{display:inline-block;min-height:1.5rem;padding:.2rem 0}\n"
        "ul,ol,dd{margin:.5em 0;padding-inline-start:1.5em}li{margin:.3em 0}\n"
        "dd{margin-inline-start:0}dt{font-weight:bold;margin-top:1em}\n"
        "ul.facts,ol.marked,ul.boxes{list-style-type:\"\";padding-inline-start:0}\n"
        "ol.marked>li,ul.boxes>li{display:flex;gap:.6em}ol.marked>li>:last-child{flex:1;min-width:0}\n"
        "ul.boxes>li>:last-child{flex:1;min-width:0}\n"
        ".facts li,.fact{margin:0}.lead{font-size:1.1rem;font-weight:bold}\n"
        ".quiet{color:var(--quiet)}.warn{color:var(--warn);font-weight:bold}\n"
        ".box{border:1px solid var(--edge);border-inline-start-width:6px;padding:.2rem 1rem;"
        "margin:1em 0}.box>p{margin:.5em 0}.box>.keep,.strong{font-weight:bold}\n"
        ".icons{display:block;width:14rem;max-width:100%;height:auto;margin:.4rem 0;"
        "fill:none;stroke:currentColor}.icons .with{fill:currentColor}\n"
        ".cite{font-size:.85em}.room hr{border:0;border-bottom:1px solid var(--edge);margin:0;height:2.2rem}\n"
        "@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--quiet:#000;--link:#000;"
        "--warn:#000;--edge:#000}html{font-size:11pt}body{max-width:none;padding:0}\n"
        "nav,.back{display:none}a{text-decoration:none}\n"
        "h1,h2,h3,dt,.keep,svg{break-after:avoid}li,.box,details,svg,dd{break-inside:avoid}\n"
        "p{orphans:3;widows:3}.icons{width:50mm}@page{margin:18mm}}\n";

void html_raw(struct html *h, const char *markup)
{
	buf_add(h->out, str_of(markup));
}

/* What a text may hold, but an HTML file not: controls, and what turns the order of text around
 * without end. */
static bool is_dropped(char32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || c == 0x2028 ||
	       c == 0x2029 || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

void html_text(struct html *h, struct str s)
{
	char32_t c;
	for (size_t n; (n = utf8_decode(s, &c)) > 0; s = str_part(s, n, s.len)) {
		const char *entity = c == '&'    ? "&amp;"
		                     : c == '<'  ? "&lt;"
		                     : c == '>'  ? "&gt;"
		                     : c == '"'  ? "&quot;"
		                     : c == '\'' ? "&#39;"
		                                 : NULL;
		if (entity)
			html_raw(h, entity);
		else if (!is_dropped(c))
			buf_add(h->out, str_part(s, 0, n));
		else if (c < 0x20)
			html_raw(h, " ");
	}
}

/* ` lang="…"` of another language, and which way it runs if that is another, too. */
static void add_lang(struct html *h, const char *lang)
{
	buf_fmt(h->out, " lang=\"%s\"", lang);
	if (bidi_is_rtl(lang) != bidi_is_rtl(h->lang))
		buf_fmt(h->out, " dir=\"%s\"", bidi_is_rtl(lang) ? "rtl" : "ltr");
}

void html_begin(struct html *h, struct str title)
{
	buf_fmt(h->out,
	        "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	        "style-src 'unsafe-inline'\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	        h->lang, bidi_is_rtl(h->lang) ? "rtl" : "ltr");
	html_text(h, title);
	buf_fmt(h->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

void html_end(struct html *h)
{
	html_raw(h, "</body>\n</html>\n");
}

/* --- inside a paragraph ------------------------------------------------------------------- */

/* A citation's number links to its source; the brackets around it do not. */
static void add_citation(struct html *h, struct str s, size_t source)
{
	static const char *const around[] = {"[", "]", ",", "\u00a0"};
	size_t from = 0, to = s.len;
	for (size_t i = 0; i < ARRAY_LEN(around); i++) /* in this order a span begins */
		for (size_t n = strlen(around[i]); str_starts(str_part(s, from, to), around[i]);)
			from += n;
	while (to > from && s.p[to - 1] == ']')
		to--;
	html_text(h, str_part(s, 0, from));
	unsigned k = ++h->cited[source];
	buf_fmt(h->out, "<a class=\"cite\" id=\"cite-%zu-%u\" href=\"#source-%zu\">", source + 1, k,
	        source + 1);
	html_text(h, str_part(s, from, to));
	html_raw(h, "</a>");
	html_text(h, str_part(s, to, s.len));
}

static void add_span(struct html *h, struct str s, const struct span *span)
{
	switch (span->style) {
	case STYLE_STRONG:
		html_raw(h, "<strong>");
		html_text(h, s);
		html_raw(h, "</strong>");
		break;
	case STYLE_EMPHASIS:
		html_raw(h, "<em>");
		html_text(h, s);
		html_raw(h, "</em>");
		break;
	case STYLE_TERM:
	case STYLE_CITATION:
		if (!h->linked) {
			html_text(h, s);
		} else if (span->style == STYLE_CITATION) {
			add_citation(h, s, span->term);
		} else {
			html_raw(h, "<a href=\"#word-");
			html_text(h, h->linked->term[span->term].id);
			html_raw(h, "\">");
			html_text(h, s);
			html_raw(h, "</a>");
		}
		break;
	default:
		html_text(h, s);
	}
}

void html_rich(struct html *h, struct rich r)
{
	struct arena a = {0};
	const char *lang = r.lang ? r.lang : i18n_language();
	lang = strcmp(lang, h->lang) != 0 ? lang : NULL;
	bool rtl = bidi_is_rtl(lang ? lang : h->lang);
	if (rtl || bidi_concerns(r.text))
		r = bidi_guard(&a, r, rtl && bidi_follows(r.text));
	if (lang) {
		html_raw(h, "<span");
		add_lang(h, lang);
		html_raw(h, ">");
	}
	size_t at = 0;
	for (size_t i = 0; i < r.n_spans; i++) {
		html_text(h, str_part(r.text, at, r.span[i].from));
		add_span(h, str_part(r.text, r.span[i].from, r.span[i].to), &r.span[i]);
		at = r.span[i].to;
	}
	html_text(h, str_part(r.text, at, r.text.len));
	if (lang)
		html_raw(h, "</span>");
	arena_clear(&a);
}

/* --- paragraphs --------------------------------------------------------------------------- */

/* An element with the class of the paragraph's style, not parted from what it belongs to. */
static void add_element(struct html *h, const char *tag, const struct para *para)
{
	static const char *const classes[STYLE_COUNT] = {[STYLE_LEAD] = "lead",
	                                                 [STYLE_QUIET] = "quiet",
	                                                 [STYLE_CAUTION] = "warn",
	                                                 [STYLE_STRONG] = "strong"};
	const char *class = classes[para->style];
	const char *fact = para->kind == PARA_FACT && *tag == 'p' ? "fact" : NULL;
	const char *keep = para->keep ? "keep" : NULL;
	buf_fmt(h->out, "<%s", tag);
	if (class || fact || keep)
		buf_fmt(h->out, " class=\"%s%s%s%s%s\"", class ? class : "",
		        class && (fact || keep) ? " " : "", fact ? fact : "",
		        fact && keep ? " " : "", keep ? keep : "");
	html_raw(h, ">");
	html_rich(h, para->rich);
	buf_fmt(h->out, "</%s>\n", tag);
}

static void add_heading(struct html *h, int level, struct rich r)
{
	buf_fmt(h->out, "<h%d", level);
	if (h->id)
		buf_fmt(h->out, " id=\"%s\"", h->id);
	h->id = NULL;
	html_raw(h, ">");
	html_rich(h, r);
	buf_fmt(h->out, "</h%d>\n", level);
}

/* Twenty to a row. It says nothing that is not said in words beside it. */
static void add_array(struct html *h, const struct para *para)
{
	enum { ROW = 20, STEP = 12 };
	unsigned rows = (para->of + ROW - 1) / ROW;
	buf_fmt(h->out, "<svg class=\"icons\" viewBox=\"0 0 %d %u\" aria-hidden=\"true\">",
	        ROW * STEP, rows * STEP);
	for (unsigned i = 0; i < para->of; i++)
		buf_fmt(h->out,
		        i < para->n
		                ? "<rect class=\"with\" x=\"%u\" y=\"%u\" width=\"9\" height=\"9\"/>"
		                : "<circle cx=\"%u\" cy=\"%u\" r=\"3.5\"/>",
		        i % ROW * STEP + (i < para->n ? 1 : 6),
		        i / ROW * STEP + (i < para->n ? 1 : 6));
	html_raw(h, "</svg>\n");
}

static void add_room(struct html *h, const struct para *para)
{
	html_raw(h, "<div class=\"room\" aria-hidden=\"true\">");
	for (unsigned i = 0; i < para->n; i++)
		html_raw(h, "<hr>");
	html_raw(h, "</div>\n");
}

/* Items with the room behind them, up to one that stands apart; returns the paragraph behind. */
static size_t add_list(struct html *h, const struct page *p, size_t i)
{
	bool bullets = str_is(p->para[i].mark, "•"), boxes = str_starts(p->para[i].mark, "[ ]");
	size_t first = i;
	html_raw(h, bullets ? "<ul>\n"
	            : boxes ? "<ul class=\"boxes\">\n"
	                    : "<ol class=\"marked\">\n");
	while (i < p->n_paras && p->para[i].kind == PARA_ITEM &&
	       (i == first || !p->para[i].apart)) {
		html_raw(h, "<li>");
		if (!bullets) {
			html_raw(h, boxes ? "<span aria-hidden=\"true\">" : "<span>");
			html_text(h, boxes ? STR("☐") : p->para[i].mark);
			html_raw(h, "</span> ");
		}
		html_raw(h, "<div>");
		html_rich(h, p->para[i++].rich);
		for (; i < p->n_paras && p->para[i].kind == PARA_ROOM; i++)
			add_room(h, &p->para[i]);
		html_raw(h, "</div></li>\n");
	}
	html_raw(h, bullets || boxes ? "</ul>\n" : "</ol>\n");
	return i;
}

static size_t add_facts(struct html *h, const struct page *p, size_t i)
{
	bool several = i + 1 < p->n_paras && p->para[i + 1].kind == PARA_FACT;
	if (!several) {
		add_element(h, "p", &p->para[i]);
		return i + 1;
	}
	html_raw(h, "<ul class=\"facts\">\n");
	for (; i < p->n_paras && p->para[i].kind == PARA_FACT; i++)
		add_element(h, "li", &p->para[i]);
	html_raw(h, "</ul>\n");
	return i;
}

/* A label and what it is about. */
static size_t add_box(struct html *h, const struct page *p, size_t i)
{
	enum para_kind kind = p->para[i].kind;
	size_t first = i;
	buf_fmt(h->out, "<div class=\"box %s\" role=\"note\">\n",
	        kind == PARA_CAUTION ? "caution" : "note");
	for (; i < p->n_paras && p->para[i].kind == kind && (i == first || !p->para[i].keep); i++)
		add_element(h, "p", &p->para[i]);
	html_raw(h, "</div>\n");
	return i;
}

void html_page(struct html *h, const struct page *p)
{
	for (size_t i = 0; i < p->n_paras;) {
		const struct para *para = &p->para[i];
		switch (para->kind) {
		case PARA_TITLE:
		case PARA_HEADING:
			add_heading(h, h->level + (para->kind == PARA_HEADING), para->rich);
			break;
		case PARA_ITEM:
			i = add_list(h, p, i);
			continue;
		case PARA_FACT:
			i = add_facts(h, p, i);
			continue;
		case PARA_CAUTION:
		case PARA_NOTE:
			i = add_box(h, p, i);
			continue;
		case PARA_ARRAY:
			add_array(h, para);
			break;
		case PARA_ROOM:
			add_room(h, para);
			break;
		case PARA_TEXT:
		case PARA_CHOICE:
			add_element(h, "p", para);
			break;
		case PARA_PICTURE:
			break;
		}
		i++;
	}
}
