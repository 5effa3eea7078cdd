/* What is kept of a reader: any bytes; what is understood is written in one way, and brought together
 * with itself it stays what it is. */
#include "fuzz/fuzz.h"

#include "state/record.h"

#include <stdlib.h>

static void check_twice(const struct record *r)
{
	struct buf once = {0}, again = {0}, merged = {0};
	struct record second = {0}, both = {0}, nothing = {0};
	record_format(r, &once);
	HOLDS(record_parse(&second, buf_str(&once)) == RECORD_SOUND);
	record_format(&second, &again);
	HOLDS(str_eq(buf_str(&once), buf_str(&again)));
	record_merge(&both, &nothing, r, &second);
	record_format(&both, &merged);
	HOLDS(str_eq(buf_str(&once), buf_str(&merged)));
	record_clear(&second);
	record_clear(&both);
	buf_clear(&once);
	buf_clear(&again);
	buf_clear(&merged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record r = {0};
	if (record_parse(&r, (struct str){(const char *)data, size}) == RECORD_SOUND)
		check_twice(&r);
	record_clear(&r);
	return 0;
}
