/* kiosk: a waiting room. One reader, one process: a small parent keeps the terminal and the content,
 * and forks a child for each reader, which ends at the wipe. Wiping, recovering from a crash and
 * taking up new content are thus one mechanism. */
#pragma once

#include "content/store.h"

/* Serves one reader from the store until they finish or are gone; runs in a process of its own, and
 * returns its exit status. */
typedef int kiosk_reader(const struct store *s, void *data);

/* Serves reader after reader until it is asked to end (SIGTERM, SIGINT, SIGHUP); returns the exit
 * status. Content that is replaced in `dir` is taken up between readers, once it has stood still
 * for ten seconds and all of it can be read; else the old one stays, and the log says why. */
int kiosk_run(const char *dir, kiosk_reader *reader, void *data);

/* How many readers there were, the one that is there included. */
unsigned kiosk_readers(void);

/* The kiosk's clock in milliseconds, and how long to wait in real ones until that many have passed
 * on it (-1: for ever). $ANTEROOM_HASTE makes it that many times as fast, for tests. */
long kiosk_clock(void);
int kiosk_wait(long ms);
