/* memory: what the processes of a program take. */
#pragma once

#include "base/base.h"

#include <sys/types.h>

/* In KiB. Private_Dirty is what nobody shares and no file gives back; 0: it could not be read. */
struct memory {
	double dirty, pss; /* of all processes together: some readers are more than one */
	double most;       /* Private_Dirty of the one that has most */
};

struct memory memory_of_session(pid_t session);
