/* command: programs that are run without a terminal, for what they say or for what they cost. */
#pragma once

#include "base/buf.h"

#include <stdbool.h>

/* What a program writes in answer to one empty line after another, up to `most` bytes. It is not
 * let run for longer than ten seconds. False, said on standard error: it could not be run, or said
 * nothing. */
bool command_capture(const char *const argv[], size_t most, struct buf *ret);

/* In seconds: how long one waits for a program, and how long processors worked for it. */
struct command_cost {
	double wall, cpu;
};

/* Runs a program to its end; what it says is thrown away, its complaints are not. False, said on
 * standard error: it could not be run, or failed. */
bool command_time(const char *const argv[], struct command_cost *ret);
