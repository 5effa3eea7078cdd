/* A catalogue's bytes. Its own messages are asked for, and some that it may not have. */
#include "fuzz/fuzz.h"

#include "base/mo.h"
#include "base/utf8.h"

#include <stdlib.h>

static size_t number_at(struct str s, size_t at, bool big)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	return big ? (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3]
	           : (size_t)p[3] << 24 | (size_t)p[2] << 16 | (size_t)p[1] << 8 | p[0];
}

/* Everything in a catalogue that was accepted lies within it. */
static void ask_for_its_own(const struct mo *mo, struct str s)
{
	bool big = s.p[0] == '\x95';
	size_t n = number_at(s, 8, big), table = number_at(s, 12, big);
	for (size_t i = 0; i < n; i++) {
		struct str id = {s.p + number_at(s, table + 8 * i + 4, big),
		                 number_at(s, table + 8 * i, big)};
		const char *end = memchr(id.p, '\4', id.len), *context = NULL;
		struct arena a = {0};
		if (end) {
			context = arena_str(&a, str_part(id, 0, (size_t)(end - id.p))).p;
			id = str_part(id, (size_t)(end - id.p) + 1, id.len);
		}
		const char *text = mo_text(mo, context, id.p);
		HOLDS(!text || (text > s.p && text + strlen(text) < s.p + s.len));
		HOLDS(!text || utf8_valid_prefix(str_of(text)) == strlen(text));
		for (unsigned long k = 0; k < 4 && strlen(id.p) < id.len; k++) {
			text = mo_plural(mo, id.p, id.p + strlen(id.p) + 1, k * k * 7);
			HOLDS(!text || (text > s.p && text + strlen(text) < s.p + s.len));
		}
		arena_clear(&a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str bytes = {(const char *)data, size};
	const struct mo *mo = mo_parse(&a, bytes);
	if (mo) {
		size_t at = 0;
		ask_for_its_own(mo, bytes);
		mo_text(mo, NULL, "Menu");
		mo_text(mo, "command", "Open");
		mo_plural(mo, "%zu finding", "%zu findings", 5);
		while (mo_refused(mo, &at))
			continue;
	}
	arena_clear(&a);
	return 0;
}
