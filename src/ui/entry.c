/* Nothing is moved inside the line: who mistypes goes back, and a reader has no use for more. */
#include "ui/entry.h"

#include "base/utf8.h"
#include "text/segment.h"
#include "ui/event.h"

/* How many clusters there are, and where the last one begins. */
static size_t clusters_of(struct str s, size_t *ret_last)
{
	size_t n = 0;
	*ret_last = 0;
	for (size_t at = 0; at < s.len; n++) {
		*ret_last = at;
		at += segment_cluster(str_part(s, at, s.len));
	}
	return n;
}

static bool is_text(const struct entry *e, int key)
{
	bool after_digit = e->text.len && e->text.p[e->text.len - 1] >= '0' &&
	                   e->text.p[e->text.len - 1] <= '9';
	if (key == '#' || key == '*' || (key == '0' && !after_digit))
		return false;
	return key >= ' ' && key < K_UP && !(key >= 0x7F && key < 0xA0) &&
	       !(key >= 0xD800 && key < 0xE000) && !(key >= 0x2028 && key <= 0x202E);
}

bool entry_key(struct entry *e, int key)
{
	size_t last, len = e->text.len;
	if (key == K_CLEAR) {
		e->text.len = 0;
		return true;
	}
	if (key == K_BACKSPACE) {
		clusters_of(entry_text(e), &last);
		e->text.len = last;
		return len > 0;
	}
	if (!is_text(e, key))
		return false;
	char bytes[4];
	if (len < ENTRY_MOST * 16) /* a letter may carry any number of marks */
		buf_add(&e->text, (struct str){bytes, utf8_encode((char32_t)key, bytes)});
	if (clusters_of(entry_text(e), &last) > ENTRY_MOST)
		e->text.len = len;
	return true;
}

struct str entry_text(const struct entry *e)
{
	return buf_str(&e->text);
}

void entry_clear(struct entry *e)
{
	buf_clear(&e->text);
}
