/* Days are those of the reader's own calendar: an evening and the next morning are a day apart. */
#include "state/recall.h"

#include <stdio.h>
#include <time.h>

static const long waits[RECALL_BOXES + 1] = {[1] = 1, [2] = 3, [3] = 7, [4] = 21};

enum { DAY = 24 * 60 * 60 };

long recall_day(struct str date)
{
	struct tm tm = {0};
	char text[11] = "", again[11];
	if (date.len != sizeof(text) - 1)
		return RECALL_NEVER;
	memcpy(text, date.p, date.len);
	const char *end = strptime(text, "%Y-%m-%d", &tm);
	if (!end || *end)
		return RECALL_NEVER;
	tm = (struct tm){.tm_year = tm.tm_year, .tm_mon = tm.tm_mon, .tm_mday = tm.tm_mday};
	time_t t = timegm(&tm); /* the 31st of June becomes the 1st of July */
	strftime(again, sizeof(again), "%Y-%m-%d", &tm);
	return t >= 0 && memcmp(text, again, sizeof(text)) == 0 ? t / DAY : RECALL_NEVER;
}

struct str recall_date(struct arena *a, long day)
{
	time_t t = (time_t)day * DAY;
	struct tm tm;
	char text[32] = "";
	if (gmtime_r(&t, &tm))
		strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	return arena_str(a, str_of(text));
}

bool recall_due(const struct recall *r, long today)
{
	if (r->box == RECALL_CLEAR || r->day == RECALL_NEVER)
		return false;
	return r->day > today || today - r->day >= waits[r->box];
}

struct recall recall_after(struct recall r, bool clear, long today)
{
	if (!clear)
		return (struct recall){.box = 1, .day = today};
	if (r.box == RECALL_CLEAR)
		return (struct recall){.box = RECALL_CLEAR, .day = today};
	if (!recall_due(&r, today))
		return r;
	return (struct recall){.box = r.box < RECALL_BOXES ? r.box + 1 : RECALL_CLEAR,
	                       .day = today};
}
