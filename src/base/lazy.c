/* The system's loader, asked late. */
#include "base/lazy.h"

#include <dlfcn.h>

bool lazy_load(const char *name, const struct lazy_function *list, size_t n)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; library && i < n; i++)
		if (!dlsym(library, list[i].name)) {
			dlclose(library);
			library = NULL;
		}
	for (size_t i = 0; library && i < n; i++) {
		void *address = dlsym(library, list[i].name);
		/* POSIX has it that they are of one size, C does not let one be cast */
		memcpy(list[i].pointer, &address, sizeof(address));
	}
	return library != NULL;
}
