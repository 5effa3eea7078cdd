/* ascii: stand-ins for a terminal that shows nothing else. */
#pragma once

#include "text/page.h"

/* A copy in ASCII by a small table read by people (µ is mc, ≥ is >=); what it lacks becomes "?".
 * Spans move along. General transliterators are not used: they turn µg into mg. */
struct rich ascii_rich(struct arena *a, struct rich r);
