/* samples: numbers measured again and again, and what a reader wants to know of them. */
#pragma once

#include "base/base.h"

struct samples {
	double *value;
	size_t n, cap;
}; /* {0} is none */

void samples_add(struct samples *s, double value);
void samples_clear(struct samples *s);

/* The value below which that share of them lies (0.5 is the median); 0 for none. */
double samples_quantile(const struct samples *s, double share);
