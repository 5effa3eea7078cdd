/* scene: the program on a terminal in memory, for tests that do something to it. */
#pragma once

#include "base/arena.h"
#include "tty/term.h"

enum { SCENE_SOON = 5000, SCENE_STILL = 40 };

/* Runs `program` with the options (ended by NULL) on the articles of `content`: day 2026-11-24, seed
 * 7, country GB, and `env` (NULL, or ended by NULL) in its environment. Never NULL: it fails the test. */
struct term *scene_open(const char *program, const char *content, const char *const options[],
                        const char *const env[], int rows, int cols);

/* Numbers by chance, the same in every run. */
unsigned scene_random(uint64_t *seed, unsigned below);

/* The process of the reader who is at a kiosk now; 0 if there is none. */
pid_t scene_reader(const struct term *t);

/* Whether the terminal is as a shell wants it: no alternate screen, a cursor, lines and echo, and no
 * reports of the mouse. False: what is missing was said on standard error. */
bool scene_restored(struct term *t, const char *row);

/* Lets milliseconds pass, in which the terminal goes on. */
void scene_pass(struct term *t, int ms);

/* An empty folder of its own, in the arena, and its end with all that is in it. */
const char *scene_folder(struct arena *a);
void scene_remove(const char *folder);

/* Every path below a folder with its size and its time, sorted, a line each; in the arena. */
struct str scene_listing(struct arena *a, const char *folder);
