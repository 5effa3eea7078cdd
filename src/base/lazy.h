/* lazy: a shared library that is loaded only when somebody needs it, because having it loaded at
 * every start would cost time and memory that most readers have no use for. */
#pragma once

#include "base/base.h"

struct lazy_function {
	const char *name;
	void *pointer; /* to a pointer to a function, which is set */
};

/* Loads the library of this name from where the system has its libraries, for as long as the program
 * runs, and sets all n pointers. False: it is not there, or lacks one of them; none is set then. */
bool lazy_load(const char *name, const struct lazy_function *list, size_t n);
