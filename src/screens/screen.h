/* screen: a page with something to do. A screen says what it says (compose) and what its keys lead
 * to; scrolling, digits, focus, frame and linear mode are the same for all and live elsewhere. */
#pragma once

#include "content/library.h"
#include "content/render.h"
#include "content/shelf.h"
#include "state/progress.h"
#include "state/settings.h"
#include "ui/entry.h"
#include "ui/pager.h"

/* A place in an article where something was found: which of the pages that are searched, which
 * paragraph of it, which of the places in that. */
struct spot {
	size_t page, para, nth;
	size_t offset; /* byte of the paragraph's text */
};

/* What the reader looks for. */
struct search {
	struct entry entry;            /* being typed … */
	struct spot from;              /* … where the reader was then … */
	size_t first, n;               /* … and of how many places Enter leads to which */
	struct str query;              /* folded, in the arena; empty: nothing is marked */
	const struct article *article; /* where */
	struct spot here;              /* the one that the reader was led to, … */
	size_t at, of;                 /* … its number, from 0, and how many there are */
	struct arena arena;
};

/* What screens know of the world; it belongs to the app. */
struct env {
	struct library *lib;
	struct session session;
	struct search search;
	struct shelf *shelf; /* its list; see env_shelf() */
	struct diags *ds;
	char language[64]; /* that the reader chose; "": what the settings want */
	bool original;     /* articles in the language of their source */
	bool few_glyphs;   /* a console: no letters but European ones */
	enum order order;  /* of right-to-left text */
	const struct settings *settings;
	struct str country;           /* whose crisis help to show; empty: nobody's in particular */
	bool colours;                 /* there are themes to choose from */
	const struct diags *findings; /* --watch: about the file as saved; NULL: nobody asks */
	bool stale;  /* --watch: that file is broken, and what is shown is the text before it */
	bool speech; /* somebody can read aloud */
	bool kiosk;  /* in a waiting room: no way out, drafts hidden unless asked for */
	unsigned seconds_left; /* kiosk: until the screen is cleared */
	bool linear;           /* read line by line */
	int rows, cols;        /* of the terminal */
	long today;            /* recall_day() of the settings' */
	struct str trouble;    /* of the keep, for somebody who helps */
};

enum outcome_kind {
	OUT_STAY,
	OUT_PUSH,    /* next, above this one */
	OUT_REPLACE, /* next, instead of this one */
	OUT_BACK,
	OUT_CONTENTS, /* back to the contents of the article */
	OUT_ANEW,     /* the same, and without the screens of answers that are no more */
	OUT_LANGUAGE, /* all in `language` from here on */
	OUT_ORIGINAL, /* the article in its source's language, or back */
	OUT_ORDER,    /* right-to-left text is ordered in another way */
	OUT_SPEAK,    /* what is in sight is read aloud */
	OUT_THEME,    /* the next colours */
	OUT_RESUME,   /* next, above the contents of its article */
	OUT_LEAVE,    /* the reader is done; what is kept of them stays */
	OUT_FINISH,   /* forget everything about this reader */
	OUT_QUIT,
};

struct screen;
struct outcome {
	enum outcome_kind kind;
	struct screen *next; /* OUT_PUSH, OUT_REPLACE, OUT_RESUME; the app's from here on */
	struct str language; /* OUT_LANGUAGE: BCP 47 */
};

enum { SCREEN_KEY_ROWS = 1 };

struct screen_ops {
	const char *name;
	void (*compose)(struct screen *s, struct page *p);
	/* What Enter does once all was read, and in words for the reader (translated). */
	struct outcome (*next)(struct screen *s);
	const char *(*next_label)(struct screen *s, struct arena *a);
	/* The same in a word or two, for the row of keys. NULL: "Go on". */
	const char *(*next_word)(struct screen *s);
	/* An item was chosen by digit, tap, or Enter. NULL: there are none. */
	struct outcome (*choose)(struct screen *s, int choice);
	/* Takes a key as text; false: it is a command. NULL: all keys are. */
	bool (*type)(struct screen *s, int key);
	/* Where the reader is, for the header ("2 of 5"). NULL: nowhere in particular. */
	const char *(*place)(struct screen *s, struct arena *a);
	/* The last line came into sight. */
	void (*reached_end)(struct screen *s);
	bool picks;        /* arrows pick an item at once, Enter does not open it (quiz) */
	bool ticks;        /* Space ticks the focused item, Enter goes on (questions to ask) */
	bool deliberate;   /* a held-down key counts once */
	bool running_text; /* no items of its own: digits jump as in the contents */
	bool cover;        /* its own title is the article's: the header need not repeat it */
	bool looked_up;    /* a page of reference: the next one takes its place */
	bool panel;        /* drawn over the lower part of the screen below */
	bool of_answers;   /* shows answers, without which it cannot be */
	bool bare;         /* nothing around it but the row of keys */
	/* Where a reader who stops here goes on; PLACE_NONE: at the screen below. */
	enum place_kind stop;
};

/* Which part of the library is listed. */
struct view {
	char subject[72];  /* its id; "": any */
	struct buf query;  /* folded words; empty: any */
	size_t from, to;   /* of the list; to 0: all of it */
	bool unavailable;  /* the one chosen last cannot be shown */
	size_t n_subjects; /* choices that stand before the articles */
};

enum detour { DETOUR_NONE, DETOUR_QUESTION, DETOUR_RESULT };

struct screen {
	const struct screen_ops *ops;
	struct env *env;
	const struct article *article; /* NULL before one is chosen */
	size_t arg;                    /* which section, which attempt */
	bool found;                    /* opened by searching */
	bool led; /* … and the place in `target` not yet brought into sight */
	struct spot target;
	enum detour detour; /* reading again: its end leads back there */
	size_t *terms;      /* glossary: which words; countries, library: which one where */
	size_t n_terms;
	struct arena own; /* its own words, for as long as it is there */
	struct str note[2];
	struct view view;
	struct page page;
	struct layout layout;
	struct pager pager;
};

struct screen *screen_new(struct env *env, const struct screen_ops *ops, const struct article *a,
                          size_t arg);
void screen_free(struct screen *s); /* NULL is fine */

/* Where the reader is, for the header: "" if nowhere in particular. */
const char *screen_place(struct screen *s, struct arena *a);
/* Composes the page anew, the words about Enter at its end. */
void screen_compose(struct screen *s);
/* Lays the page out. */
void screen_layout(struct screen *s, int rows, int cols);

struct progress *screen_progress(struct screen *s);

/* Whether the terminal has the letters of a language: one of ASCII, or a console's font of 512
 * glyphs, has not those of every script. What cannot be shown is said so, never shown broken. */
bool env_can_show(const struct env *env, const char *tag);
/* Whether the i-th article may be read in a language: a kiosk shows no translation that nobody has
 * revised, unless it is told to. */
bool env_offers(const struct env *env, size_t i, struct str lang);
/* The library's i-th article in the language that serves the reader best; NULL if it is broken. */
const struct article *env_article(struct env *env, size_t i);
/* Whether what this reader does is kept for the next time. */
bool env_keeps(const struct env *env);
/* The library's list for the reader as they read now; good until they read in another language. */
struct shelf *env_shelf(struct env *env);
void env_close_shelf(struct env *env);
/* Makes the interface speak the reader's language, where there is a catalogue. */
void env_use_language(struct env *env);

/* `next` and `next_label` of screens that one looks at and leaves. */
struct outcome screen_back(struct screen *s);
const char *screen_back_label(struct screen *s, struct arena *a);
const char *screen_back_word(struct screen *s);

static inline struct outcome stay(void)
{
	return (struct outcome){.kind = OUT_STAY};
}

static inline struct outcome push(struct screen *next)
{
	return (struct outcome){.kind = OUT_PUSH, .next = next};
}

static inline struct outcome go_back(void)
{
	return (struct outcome){.kind = OUT_BACK};
}
