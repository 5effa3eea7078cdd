/* style: what a stretch of text is. How a role looks is the theme's business. */
#pragma once

enum style {
	STYLE_BODY,
	STYLE_TITLE,   /* what the screen is about: a question, a name */
	STYLE_HEADING, /* inside the text */
	STYLE_LEAD,    /* the short answer */
	STYLE_STRONG,
	STYLE_EMPHASIS,
	STYLE_TERM, /* explained in the glossary */
	STYLE_CITATION,
	STYLE_NUMBER,   /* the digit that chooses an item */
	STYLE_SELECTED, /* the focused item */
	STYLE_CAUTION,
	STYLE_CORRECT,
	STYLE_AGAIN, /* an answer to look at again; never "wrong" */
	STYLE_QUIET, /* of less weight, as readable as the rest */
	STYLE_BAR,   /* header */
	STYLE_KEY,   /* a key's name in the footer */
	STYLE_FULL,  /* icon array: with the outcome */
	STYLE_EMPTY, /* icon array: without it */
	STYLE_CODE,  /* for a camera: black on white, whatever the colours */
	STYLE_FOUND, /* what was searched for */
	STYLE_HERE,  /* the one of these that the reader was led to, or where typed letters go */
	STYLE_COUNT
};
