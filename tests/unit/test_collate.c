/* Lists stand in the order of the reader's own alphabet. */
#include "check.h"

#include "text/collate.h"

#include <stdlib.h>

enum { MOST = 8 };

struct word {
	struct str text, key;
};

static int by_key(const void *va, const void *vb)
{
	return collate_compare(((const struct word *)va)->key, ((const struct word *)vb)->key);
}

static void words_stand_in_the_order_of_the_language(void **state)
{
	(void)state;
	static const struct {
		const char *name, *lang;
		const char *ordered[MOST]; /* given the other way round */
	} rows[] = {
	        {"English", "en", {"anxiety", "Ästhetik", "Asthma", "zebra"}},
	        {"German", "de", {"Angst", "Ärger", "Arzt", "Zucker"}},
	        {"Swedish has å, ä and ö behind z", "sv", {"Zink", "Ångest", "Ärr", "Öra"}},
	        {"Spanish", "es", {"nube", "ñame", "oro"}},
	        {"Turkish", "tr", {"cam", "çay", "ısı", "ilaç"}},
	        {"Russian", "ru", {"ёж", "ель", "жар"}},
	        {"Vietnamese", "vi", {"dao", "đau", "em"}},
	        {"Hindi", "hi", {"अवसाद", "कमर", "दवा"}},
	        {"Arabic", "ar", {"أرق", "اكتئاب", "دواء"}},
	        {"Chinese by sound", "zh-Hans", {"抑郁症", "中风"}},
	        {"Lithuanian", "lt", {"yla", "ilgas", "jonas"}},
	        {"the shorter first", "en", {"", "tea", "tea time"}},
	        {"no such language", "xx", {"anxiety", "zebra"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct word word[MOST];
		size_t n = 0;
		while (n < MOST && rows[i].ordered[n])
			n++;
		for (size_t k = 0; k < n; k++) {
			struct str text = str_of(rows[i].ordered[n - 1 - k]);
			word[k] = (struct word){text, collate_key(&a, rows[i].lang, text)};
		}
		qsort(word, n, sizeof(*word), by_key);
		for (size_t k = 0; k < n; k++)
			check_str(word[k].text, rows[i].ordered[k], rows[i].name, "in its place");
		arena_clear(&a);
	}
	check_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(words_stand_in_the_order_of_the_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
