/* A large library for measurements, derived from one article:
 *
 *     library SOURCE.yaml FOLDER COUNT [LANGUAGE.yaml]...
 *
 * makes FOLDER/<id>/<file> COUNT times, of the source and of each further file, with a made-up
 * medicine in the place of "ketamine" and a made-up title. The same call makes the same library. */
#include "base/buf.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *const syllables[] = {"ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu",
                                        "ra", "se", "ti", "vo", "zu", "la", "me", "ni", "so", "ru"};
static const char *const illnesses[] = {"depression", "migraine", "asthma", "eczema",
                                        "epilepsy",   "anxiety",  "gout",   "psoriasis",
                                        "angina",     "insomnia"};

/* "kamitisol" for some i; another for every other below 160,000. */
static void name_of(unsigned i, char out[32])
{
	unsigned n = ARRAY_LEN(syllables), x = i * 7919u % (n * n * n * n);
	snprintf(out, 32, "%s%s%s%sl", syllables[x % n], syllables[x / n % n],
	         syllables[x / n / n % n], syllables[x / n / n / n % n]);
}

static void add_replaced(struct buf *out, struct str line, const char *name)
{
	while (line.len) {
		const char *at = memmem(line.p, line.len, "etamine", 7);
		bool whole = at && at > line.p && (at[-1] == 'k' || at[-1] == 'K');
		size_t n = at ? (size_t)(at - line.p) + 7 : line.len;
		if (whole) {
			buf_add(out, str_part(line, 0, n - 8));
			buf_fmt(out, "%c%s", at[-1] == 'K' ? name[0] - 32 : name[0], name + 1);
		} else {
			buf_add(out, str_part(line, 0, n));
		}
		line = str_part(line, n, line.len);
	}
}

static void write_derived(struct str text, const char *path, unsigned i)
{
	char name[32];
	struct buf out = {0};
	name_of(i, name);
	for (size_t at = 0, end; at < text.len; at = end) {
		const char *nl = memchr(text.p + at, '\n', text.len - at);
		end = nl ? (size_t)(nl - text.p) + 1 : text.len;
		struct str line = str_part(text, at, end);
		if (str_starts(line, "title: "))
			buf_fmt(&out, "title: \"%c%s for %s: is it for you?\"\n", name[0] - 32,
			        name + 1, illnesses[i % ARRAY_LEN(illnesses)]);
		else
			add_replaced(&out, line, name);
	}
	FILE *f = fopen(path, "we");
	if (!f || fwrite(out.p, 1, out.len, f) != out.len || fclose(f) != 0) {
		fprintf(stderr, "library: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	buf_clear(&out);
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "Usage: library SOURCE.yaml FOLDER COUNT [LANGUAGE.yaml]...\n");
		return 2;
	}
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str *text = arena_array(&a, struct str, (size_t)argc);
	for (int k = 1; k < argc; k++)
		if (k != 2 && k != 3 && !file_read(&a, argv[k], 2000000, &text[k], ds)) {
			diags_print(ds, stderr);
			return 1;
		}
	mkdir(argv[2], 0777);
	for (unsigned i = 0; i < strtoul(argv[3], NULL, 10); i++) {
		char folder[400], path[500], name[32];
		name_of(i, name);
		snprintf(folder, sizeof(folder), "%s/%s", argv[2], name);
		mkdir(folder, 0777);
		for (int k = 1; k < argc; k++) {
			const char *base =
			        strrchr(argv[k], '/') ? strrchr(argv[k], '/') + 1 : argv[k];
			snprintf(path, sizeof(path), "%s/%s", folder, base);
			if (k != 2 && k != 3)
				write_derived(text[k], path, i);
		}
	}
	diags_free(ds);
	arena_clear(&a);
	return 0;
}
