/* sandbox: gives up, for good, every right that reading needs no more once the content is open. In
 * force are as many of three layers as the kernel has: no new privileges, Landlock (which files),
 * seccomp (which system calls). */
#pragma once

#include "base/arena.h"

struct sandbox_rules {
	const char *const
	        *read; /* folders whose files may be read, all below; ended by NULL. NULL or
				    none: no file can be opened. One that is not there is passed
				    over. If what a name points to is to be replaced later, give
				    the folder above. */
	int write_dir; /* an open folder in which files may be written and replaced, by names
				    relative to it; 0: nothing may be written anywhere */
	bool kill_all; /* for tests: whatever is not allowed ends the program */
};

/* What could not be had. The lack of a single right of Landlock is told only where the layer of
 * system calls, which refuses the same, is missing as well. */
enum {
	SANDBOX_OFF = 1 << 0,        /* the program was built without */
	SANDBOX_PRIVILEGES = 1 << 1, /* no_new_privs */
	SANDBOX_FILES = 1 << 2,      /* Landlock, all of it */
	SANDBOX_TRUNCATE = 1 << 3,   /* single rights: Landlock before Linux 6.2 */
	SANDBOX_NET = 1 << 4,        /* 6.7 */
	SANDBOX_DEVICES = 1 << 5,    /* 6.10 */
	SANDBOX_SCOPE = 1 << 6,      /* 6.12 */
	SANDBOX_CALLS = 1 << 7,      /* seccomp */
};

/* Enters, for this process, which must have one thread. Never fails: returns what is missing, 0 if
 * nothing is. Afterwards what is forbidden fails with EPERM, EACCES, ENOENT or ENOSYS; what only an
 * attack would try (running a program, a new process, a network connection, tracing, mounting)
 * ends the program at once, by SIGSYS. Sockets that are already connected can be written and read.
 * Touch before: localtime(), which reads the time zone. */
unsigned sandbox_enter(const struct sandbox_rules *rules);

/* What is missing in words for the log, in the arena; empty if nothing is. */
struct str sandbox_words(struct arena *a, unsigned missing);
