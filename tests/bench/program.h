/* program: a program on a terminal, what is pressed in it, and what was measured of it. A time ends
 * with the last byte that it wrote before it fell silent; the silence itself is not counted. */
#pragma once

#include "bench/samples.h"

#include <sys/types.h>

enum { ROWS = 24, COLS = 80 };

/* What is measured. Of a key there are a time and, next to it, the bytes that it was answered by. */
enum measure {
	START_MS,
	DIRTY_KIB,
	PSS_KIB,
	TEXT_DIRTY_KIB,
	READER_DIRTY_KIB,
	LINE_MS,
	LINE_BYTES,
	PAGE_MS,
	PAGE_BYTES,
	SMALLER_MS,
	SMALLER_BYTES,
	LARGER_MS,
	LARGER_BYTES,
	SELECT_MS,
	SELECT_BYTES,
	JUMP_MS,
	JUMP_BYTES,
	LIST_MS,
	LIST_BYTES,
	FIND_MS,
	FIND_BYTES,
	NARROW_MS,
	NARROW_BYTES,
	MEASURES
};

struct program {
	const char *name;
	const char *argv[8];
	const char *enter; /* from the first screen to what is measured */
	const char *line, *page, *top;
	bool missing; /* it has no first screen, and is left out */
	struct term *term;
	struct samples result[MEASURES];
};

/* Starts it on a new terminal, in the environment of tests/tty/term.h and env, and waits for its
 * first stable screen. False, said on standard error: there was none; it is missing from now on. */
bool program_start(struct program *p, const char *const env[], double *ret_ms);
void program_stop(struct program *p);

/* The same, and keeps what the start took. */
bool program_measure_start(struct program *p, const char *const env[]);

/* Presses keys, each after the last one was answered. False: one does not exist. NULL is none. */
bool program_press(struct program *p, const char *keys);

/* Presses one key and keeps, as `ms` and the measure after it, how it was answered. False: it was
 * not answered at all in `patience` ms (PROGRAM_SOON will do for a key that may do nothing). */
enum { PROGRAM_SOON = 300, PROGRAM_LATE = 15000 };
bool program_measure_key(struct program *p, const char *key, enum measure ms, int patience);

/* The same for a new size of its terminal. */
void program_measure_size(struct program *p, int rows, int cols, enum measure ms);

/* Keeps the private memory of all its processes, and of the largest one. */
void program_measure_memory(struct program *p);

/* Forgets what was measured. */
void program_clear(struct program *p);
