/* As the kernel tells it in /proc. */
#include "bench/memory.h"

#include <dirent.h>
#include <stdio.h>

static bool in_session(const char *pid, pid_t session)
{
	char path[300], stat[1024];
	snprintf(path, sizeof path, "/proc/%s/stat", pid);
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(stat, 1, sizeof stat - 1, f) : 0;
	if (f)
		fclose(f);
	stat[n] = '\0';
	const char *rest = strrchr(stat, ')'); /* a name may hold anything */
	int of = -1;
	return rest && sscanf(rest, ") %*c %*d %*d %d", &of) == 1 && of == session;
}

static void add_memory(const char *pid, struct memory *all)
{
	char path[300], line[256];
	long kib;
	snprintf(path, sizeof path, "/proc/%s/smaps_rollup", pid);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof line, f)) {
		if (sscanf(line, "Private_Dirty: %ld", &kib) == 1)
			all->dirty += (double)kib;
		else if (sscanf(line, "Pss: %ld", &kib) == 1)
			all->pss += (double)kib;
	}
	if (f)
		fclose(f);
}

struct memory memory_of_session(pid_t session)
{
	struct memory all = {0};
	DIR *d = opendir("/proc");
	for (struct dirent *e; d && (e = readdir(d));) {
		double before = all.dirty;
		if (e->d_name[0] < '1' || e->d_name[0] > '9' || !in_session(e->d_name, session))
			continue;
		add_memory(e->d_name, &all);
		all.most = MAX(all.most, all.dirty - before);
	}
	if (d)
		closedir(d);
	return all;
}
