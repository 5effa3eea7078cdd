/* Every script in this folder against its golden output, as one test each. */
#include "golden.h"
#include "journey.h"

#include <glob.h>
#include <locale.h>
#include <stdlib.h>

struct script {
	char *path;
	const char *content;
};

static void run(void **state)
{
	const struct script *s = *state;
	struct journey j;
	char *text = NULL, golden[512];
	size_t len;
	FILE *in = fopen(s->path, "re"), *out = open_memstream(&text, &len);
	assert_non_null(in);
	journey_open(&j, s->content, 24, 80);
	journey_script(&j, in, out);
	journey_close(&j);
	fclose(in);
	fclose(out);
	snprintf(golden, sizeof(golden), "%.*sout", (int)strlen(s->path) - 4, s->path);
	check_golden(golden, text);
	free(text);
}

int main(int argc, char **argv)
{
	glob_t g = {0};
	char pattern[512];
	setlocale(LC_CTYPE, "C.UTF-8");
	assert_int_equal(argc, 3);
	snprintf(pattern, sizeof(pattern), "%s/*.keys", argv[1]);
	glob(pattern, 0, NULL, &g);
	struct script *scripts = calloc(g.gl_pathc + 1, sizeof(*scripts));
	struct CMUnitTest *tests = calloc(g.gl_pathc + 1, sizeof(*tests));
	for (size_t i = 0; i < g.gl_pathc; i++) {
		scripts[i] = (struct script){g.gl_pathv[i], argv[2]};
		const char *name = strrchr(g.gl_pathv[i], '/') + 1;
		tests[i] = (struct CMUnitTest){name, run, NULL, NULL, &scripts[i]};
	}
	int failed = _cmocka_run_group_tests("scripts", tests, g.gl_pathc, NULL, NULL);
	globfree(&g);
	free(scripts);
	free(tests);
	return failed;
}
