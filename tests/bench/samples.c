/* Medians and quartiles, never means: one pause of the machine must not change a result. */
#include "bench/samples.h"

#include "base/mem.h"

#include <stdlib.h>

void samples_add(struct samples *s, double value)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 32;
		s->value = xrealloc(s->value, s->cap, sizeof *s->value);
	}
	s->value[s->n++] = value;
}

void samples_clear(struct samples *s)
{
	free(s->value);
	*s = (struct samples){0};
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

double samples_quantile(const struct samples *s, double share)
{
	if (s->n == 0)
		return 0;
	double *sorted = xcalloc(s->n, sizeof *sorted);
	memcpy(sorted, s->value, s->n * sizeof *sorted);
	qsort(sorted, s->n, sizeof *sorted, by_value);
	double at = share * (double)(s->n - 1);
	size_t below = (size_t)at, above = MIN(below + 1, s->n - 1);
	double result = sorted[below] + (at - (double)below) * (sorted[above] - sorted[below]);
	free(sorted);
	return result;
}
