/* main: runs a target on files, and on all files of folders, in the order of their names. The last
 * one named is the one that failed. With nothing to run, it fails. */
#include "fuzz/fuzz.h"

#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_BYTES = 1 << 20, SECONDS = 30 };

int LLVMFuzzerInitialize(int *argc, char ***argv);
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return 0;
}

static size_t run_file(const char *path)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str bytes;
	bool read = file_read(&a, path, MAX_BYTES, &bytes, ds);
	diags_print(ds, stderr);
	diags_free(ds);
	if (!read)
		exit(2);
	fprintf(stderr, "%s\n", path);
	/* a block of its very size, so that reading behind it is seen */
	char *copy = malloc(bytes.len ? bytes.len : 1);
	if (!copy)
		exit(2);
	if (bytes.len)
		memcpy(copy, bytes.p, bytes.len);
	alarm(SECONDS);
	LLVMFuzzerTestOneInput((const uint8_t *)copy, bytes.len);
	alarm(0);
	free(copy);
	arena_clear(&a);
	return 1;
}

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static size_t run_folder(const char *path)
{
	struct dirent **list;
	int n = scandir(path, &list, is_shown, alphasort);
	size_t ran = 0;
	for (int i = 0; i < n; i++) {
		struct arena a = {0};
		ran += run_file(arena_fmt(&a, "%s/%s", path, list[i]->d_name).p);
		arena_clear(&a);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return ran;
}

int main(int argc, char **argv)
{
	size_t ran = 0;
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		struct stat st;
		bool folder = stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode);
		ran += folder ? run_folder(argv[i]) : run_file(argv[i]);
	}
	printf("%zu inputs\n", ran);
	return ran == 0;
}
