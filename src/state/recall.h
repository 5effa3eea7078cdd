/* recall: when a question that was not clear is asked once more, on later days.
 *
 * Boxes after S. Leitner, So lernt man lernen (Herder, 1972): a question that was missed is in box
 * 1; clear on a day when it is due, it moves one box on; missed, it is back in box 1. Each box waits
 * longer than the one before, because a point that is called to mind again just before it fades
 * stays for longer: the best wait is a fifth or more of the time over which one wants to remember
 * for a week, a tenth or less for a year (Cepeda and others, Psychological Science 19, 2008, page
 * 1095). The days themselves, 1, 3, 7 and 21, are ours: weeks, for an appointment that is weeks
 * away. What is clear at once is not asked again: nobody is examined for the sake of it. */
#pragma once

#include "base/arena.h"

enum { RECALL_CLEAR = 0, RECALL_BOXES = 4, RECALL_NEVER = -1 };

struct recall {
	unsigned box; /* 1 to RECALL_BOXES, or RECALL_CLEAR */
	long day;     /* when it was last asked; RECALL_NEVER */
};

/* Days since 1970-01-01 of a date as year-month-day; RECALL_NEVER: it is none, or lies before. */
long recall_day(struct str date);
/* The same day in words, in the arena. */
struct str recall_date(struct arena *a, long day);

/* Whether it is to be asked again today. A last day that lies ahead means that a clock was wrong:
 * then it is. */
bool recall_due(const struct recall *r, long today);
/* After its first answer of a round. Clear before it was due, it waits on as it did. */
struct recall recall_after(struct recall r, bool clear, long today);
