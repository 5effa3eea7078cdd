/* check: table tests on top of cmocka. Every row is tried, each one that fails is told by its name
 * on standard error, and check_end() fails the test if there was any. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

#include <stdio.h>

/* STR, for the rows of a static table */
#define LIT(lit)                                                                                   \
	{                                                                                          \
		(lit), sizeof(lit) - 1                                                             \
	}

static unsigned check_failed;

/* `what` names what was compared; a row may compare several things. */
static inline bool check_true(bool ok, const char *row, const char *what)
{
	if (!ok) {
		check_failed++;
		fprintf(stderr, "%s: not true: %s\n", row, what);
	}
	return ok;
}

static inline bool check_int(long got, long want, const char *row, const char *what)
{
	if (got != want) {
		check_failed++;
		fprintf(stderr, "%s: %s is %ld, not %ld\n", row, what, got, want);
	}
	return got == want;
}

static inline bool check_str(struct str got, const char *want, const char *row, const char *what)
{
	if (str_is(got, want))
		return true;
	check_failed++;
	fprintf(stderr, "%s: %s is\n%.*s\n--- but should be\n%s\n---\n", row, what, STR_ARG(got),
	        want);
	return false;
}

static inline void check_end(void)
{
	unsigned failed = check_failed;
	check_failed = 0;
	if (failed)
		fail_msg("%u checks failed; see standard error", failed);
}
