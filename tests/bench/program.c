/* Waits name what they wait for; between two keys there is silence, never a pause of its own. */
#include "bench/program.h"

#include "bench/memory.h"
#include "tty/term.h"

#include <stdio.h>

enum {
	STILL_MS = 40,   /* silence that ends an answer to a key */
	SETTLED_MS = 80, /* and to a new size, which programs may wait a moment to act on */
	FIRST_ROWS = 3,  /* a first screen has at least so many rows with something on them */
};

static bool has_first_screen(struct term *t)
{
	int filled = 0;
	for (int row = 0; row < ROWS; row++)
		filled += term_row(t, row)[0] != '\0';
	return filled >= FIRST_ROWS;
}

/* Silence is not enough: some clear the screen, then work for a while. */
static bool wait_first_screen(struct term *t)
{
	int64_t until = term_now() + (int64_t)PROGRAM_LATE * 1000000;
	size_t mark = 0;
	while (term_now() < until && term_wait_output(t, mark, PROGRAM_LATE)) {
		if (!term_wait_still(t, STILL_MS, PROGRAM_LATE))
			return false;
		if (has_first_screen(t))
			return true;
		mark = term_mark(t);
	}
	return false;
}

bool program_start(struct program *p, const char *const env[], double *ret_ms)
{
	p->term = term_open(ROWS, COLS, p->argv, env);
	p->missing = !p->term || !wait_first_screen(p->term);
	if (!p->missing) {
		*ret_ms = (double)(term_last_byte(p->term) - term_started(p->term)) / 1e6;
		return true;
	}
	if (p->term)
		term_dump(p->term, stderr, "# ");
	program_stop(p);
	fprintf(stderr, "bench: %s has no first screen and is left out\n", p->name);
	return false;
}

void program_stop(struct program *p)
{
	term_close(p->term);
	p->term = NULL;
}

/* What could not be read is nothing. */
static void add_memory(struct program *p, enum measure m, double kib)
{
	if (kib > 0)
		samples_add(&p->result[m], kib);
}

bool program_measure_start(struct program *p, const char *const env[])
{
	double ms;
	if (!program_start(p, env, &ms))
		return false;
	struct memory memory = memory_of_session(term_pid(p->term));
	samples_add(&p->result[START_MS], ms);
	add_memory(p, DIRTY_KIB, memory.dirty);
	add_memory(p, PSS_KIB, memory.pss);
	return true;
}

bool program_press(struct program *p, const char *keys)
{
	while (keys && *keys) {
		keys = term_next_key(p->term, keys);
		if (!term_wait_still(p->term, STILL_MS, PROGRAM_LATE))
			return false;
	}
	return keys;
}

/* What came since the mark, and when. */
static bool record(struct program *p, enum measure ms, size_t mark, int64_t since, int patience,
                   int still_ms)
{
	struct term *t = p->term;
	if (!term_wait_output(t, mark, patience) || !term_wait_still(t, still_ms, PROGRAM_LATE))
		return false;
	samples_add(&p->result[ms], (double)(term_last_byte(t) - since) / 1e6);
	samples_add(&p->result[ms + 1], (double)(term_mark(t) - mark));
	return true;
}

bool program_measure_key(struct program *p, const char *key, enum measure ms, int patience)
{
	size_t mark = term_mark(p->term);
	int64_t since = term_now();
	return term_next_key(p->term, key) && record(p, ms, mark, since, patience, STILL_MS);
}

void program_measure_size(struct program *p, int rows, int cols, enum measure ms)
{
	size_t mark = term_mark(p->term);
	int64_t since = term_now();
	term_resize(p->term, rows, cols);
	record(p, ms, mark, since, PROGRAM_SOON, SETTLED_MS);
}

void program_measure_memory(struct program *p)
{
	struct memory memory = memory_of_session(term_pid(p->term));
	add_memory(p, TEXT_DIRTY_KIB, memory.dirty);
	add_memory(p, READER_DIRTY_KIB, memory.most);
}

void program_clear(struct program *p)
{
	for (size_t m = 0; m < MEASURES; m++)
		samples_clear(&p->result[m]);
}
