/* page: what a screen says, in reading order, before any width is known. The same page is laid
 * out for the terminal and read line by line in linear mode, so that both say the same.
 *
 * Invariant: paragraphs of one page that speak of the same thing carry the same id in every
 * language, because the reader's place is kept by id. */
#pragma once

#include "base/arena.h"
#include "text/fold.h"
#include "text/style.h"

enum para_kind {
	PARA_TITLE,
	PARA_HEADING,
	PARA_TEXT,
	PARA_ITEM,    /* of a list or of steps; `mark` in front */
	PARA_FACT,    /* one line of a group that stands close together */
	PARA_CAUTION, /* boxed */
	PARA_NOTE,
	PARA_CHOICE,  /* something a reader can choose; `mark` after its number */
	PARA_ARRAY,   /* icon array: n of `of` */
	PARA_ROOM,    /* on paper: n lines to write on */
	PARA_PICTURE, /* rows of cells, a line feed between them, shown as they are */
};

/* Whether a stretch is shown as something that was searched for, whatever else it is. */
enum span_found { NOT_FOUND, FOUND, FOUND_HERE };

/* A stretch of a paragraph's text with a style of its own. Spans are in order and never overlap. */
struct span {
	size_t from, to; /* bytes */
	enum style style;
	size_t term; /* STYLE_TERM: which word of the glossary; STYLE_CITATION: which source */
	enum span_found found;
};

/* Text with its spans: what the inline markup of an article becomes. */
struct rich {
	struct str text;
	const struct span *span;
	size_t n_spans;
	const char *lang; /* BCP 47; NULL: the page's own */
};

static inline struct rich rich_of(struct str plain)
{
	return (struct rich){.text = plain};
}

/* Words with the language of others that they are made from. */
static inline struct rich rich_like(struct str plain, struct rich other)
{
	return (struct rich){.text = plain, .lang = other.lang};
}

/* Right-to-left text: as it stands on the screen, or as it is read, for a terminal (or a program
 * that reads aloud) which does the rest itself. */
enum order { ORDER_OF_PAGE, ORDER_VISUAL, ORDER_LOGICAL };

struct para {
	enum para_kind kind;
	enum style style; /* of all that no span covers */
	struct str id;    /* a content path, or a name of the screen's own */
	struct rich rich;
	struct str mark;
	size_t choice;  /* PARA_CHOICE: from 0 in the page's order */
	unsigned n, of; /* PARA_ARRAY, PARA_ROOM */
	bool apart;     /* a blank line before it, though its kind stands close together */
	bool aside;     /* closes the page; need not have been seen */
	enum order order;
	bool keep; /* belongs together with the paragraph behind it */
};

struct page {
	struct arena arena;
	const char *lang;     /* BCP 47: of the interface's words, and of the page as a whole */
	const char *reads_in; /* the article's language: words in another are tagged; NULL: none */
	bool logical;         /* right-to-left text is left in logical order */
	bool ascii;           /* the terminal shows nothing but ASCII */
	bool paper;           /* to be taken along: there are no keys, but room to write */
	struct para *para;
	size_t n_paras, cap;
	size_t n_choices;
};

/* Whether a paragraph's text is words; else it is said elsewhere, or is nothing to say. */
static inline bool page_is_text(const struct para *para)
{
	return para->kind != PARA_ARRAY && para->kind != PARA_ROOM && para->kind != PARA_PICTURE;
}

/* Empties the page; lang must outlive it. A {0} page may be passed. */
void page_begin(struct page *p, const char *lang, bool ascii);
void page_clear(struct page *p);

/* Appends a copy of the paragraph, its strings borrowed (they must outlive the page: article
 * texts, or strings in the page's own arena). The returned pointer is good until the next call. */
struct para *page_add(struct page *p, struct para para);

/* The usual kinds, from plain text. */
void page_title(struct page *p, const char *id, struct rich text);
void page_heading(struct page *p, const char *id, struct str text);
void page_text(struct page *p, const char *id, enum style style, struct rich text);
void page_fact(struct page *p, const char *id, enum style style, struct rich text);
/* "label: value", in the page's arena; its last bytes are the value. */
struct str page_labelled(struct page *p, const char *label, struct str value);
/* Marks places of the i-th paragraph's text as found, the one with the number `here` (n: none) as
 * the one that the reader was led to. */
void page_mark(struct page *p, size_t i, const struct hit *hit, size_t n, size_t here);
/* mark: "" for something to open, else a box such as "[x]" or "( )". Returns its number. */
size_t page_choice(struct page *p, const char *id, const char *mark, struct rich text);
