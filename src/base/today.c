/* A wrong clock is a fact of old machines: whoever compares days must allow for it. */
#include "base/today.h"

#include <stdlib.h>
#include <time.h>

struct str today(struct arena *a)
{
	const char *fixed = getenv("ANTEROOM_TODAY");
	char day[16];
	time_t now = time(NULL);
	struct tm tm;
	if (fixed && strlen(fixed) == 10)
		return arena_str(a, str_of(fixed));
	localtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	return arena_str(a, str_of(day));
}
