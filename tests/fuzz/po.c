/* The bytes of a PO file, as a translator sends it back: imported into the small article's
 * translation, which must be sound afterwards. */
#include "fuzz/fuzz.h"

#include "content/article.h"
#include "desk/exchange.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of the sanitizer: libgettextpo keeps the name of each place for ever, and what it was at when it is
 * left by a jump. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libgettextpo";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

static const char source[] =
        "anteroom: \"1\"\nlanguage: \"en\"\nsource: true\ntitle: \"Tea\"\n"
        "summary: \"When you may drink tea.\"\nreview:\n  status: \"draft\"\n"
        "  by: \"nobody\"\n  on: \"2026-11-24\"\n  next: \"2027-11-24\"\n"
        "authors: \"A\"\nfunding: \"None.\"\ndisclaimer: \"An example.\"\n"
        "introduction:\n  p1: \"Tea is a drink.\"\nsections:\n  mechanism:\n"
        "    question: \"What does tea do?\"\n    answer: \"It wakes you up [@leaf].\"\n"
        "    body:\n      p1: \"It holds [caffeine](#caffeine).\"\n"
        "  efficacy:\n    question: \"Does it help?\"\n    answer: \"For a while.\"\n"
        "    body:\n      p1: \"In 6 of 10 people.\"\n"
        "  risks:\n    question: \"What can go wrong?\"\n    answer: \"Hot tea burns.\"\n"
        "    body:\n      hot:\n        caution: \"Let it cool.\"\n"
        "  availability:\n    question: \"Where?\"\n    answer: \"In shops.\"\n"
        "    body:\n      p1: \"Ask for it.\"\n"
        "  precautions:\n    question: \"Who should not?\"\n    answer: \"Nobody.\"\n"
        "    body:\n      p1: \"Ask your team.\"\n"
        "quiz:\n  wakes:\n    section: mechanism\n    question: \"What does it do?\"\n"
        "    again: \"And in the evening?\"\n    options:\n      deep:\n"
        "        text: \"Sleep\"\n        why: \"No.\"\n      awake:\n"
        "        text: \"Wake\"\n        why: \"Yes.\"\n        correct: true\n"
        "takeaways:\n  empty:\n    text: \"No tea before.\"\n    quiz: wakes\n"
        "ask:\n  when: \"When must I stop?\"\nglossary:\n  caffeine:\n"
        "    term: \"Caffeine\"\n    meaning: \"A substance in tea.\"\n"
        "sources:\n  leaf:\n    cite: \"Leaf A. 2001.\"\n";

/* What was written is read again, and done once more changes nothing. */
static void check_result(const struct translate_files *files, const struct translate_result *r)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct translate_files again = *files;
	struct translate_result second;
	again.translation.text = r->translation;
	again.origins.text = r->origins;
	HOLDS(translate_refresh(&again, NULL, 0, &a, &second, ds));
	HOLDS(str_eq(second.translation, r->translation) && str_eq(second.origins, r->origins));
	HOLDS(diags_count(ds, SEV_ERROR) == 0);
	diags_free(ds);
	arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	char path[32];
	if (fd < 0)
		fd = memfd_create("po", 0);
	HOLDS(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	struct arena a = {0};
	struct diags *ds = diags_new();
	size_t n;
	struct translate_files files = {.source = {.path = "tea/en.yaml", .text = STR(source)},
	                                .translation = {.path = "tea/es.yaml"},
	                                .origins = {.path = "tea/es.src.yaml"},
	                                .lang = STR("es")};
	struct translate_result result;
	struct po_entry *entry = po_read(&a, path, &n, ds);
	HOLDS(entry || diags_count(ds, SEV_ERROR));
	if (entry && exchange_import(&files, entry, n, &a, &result, ds))
		check_result(&files, &result);
	diags_free(ds);
	arena_clear(&a);
	return 0;
}
