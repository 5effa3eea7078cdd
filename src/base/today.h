/* today: the one place where the calendar is asked. */
#pragma once

#include "base/arena.h"

/* The local day as year-month-day; $ANTEROOM_TODAY instead, for tests. */
struct str today(struct arena *a);
