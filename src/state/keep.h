/* keep: the folder in which records stand from one session to the next, one file an article:
 * $XDG_STATE_HOME/anteroom/<article-id>, else $HOME/.local/state/anteroom/<article-id>. The folder is
 * its owner's alone (mode 0700), and so is each file (0600).
 *
 * A file is written beside itself, put on the disk, and then put in its place: at any moment, also
 * when the program is killed or the machine loses power, there is the old file or the new one, whole.
 * A folder that is a link, or somebody else's, is refused.
 * Whoever reads and then writes holds a lock meanwhile, so that two readers at once lose nothing; it
 * is waited for at most KEEP_WAIT_MS milliseconds.
 *
 * What goes wrong is kept as a trouble and told by keep_trouble(); nothing is ever printed. */
#pragma once

#include "base/diag.h"
#include "state/record.h"

enum { KEEP_WAIT_MS = 500 };

enum keep_trouble {
	KEEP_FINE,
	KEEP_REFUSED, /* the last time something was to be kept, it could not be */
	KEEP_ASIDE,   /* a file could not be understood; it was renamed, and a new one begins */
	KEEP_STAYS,   /* what was to be forgotten could not be deleted */
	KEEP_NEWER /* a file is of a newer version: it stays as it is, and nothing is kept there */
};

struct keep;

/* The folder for these two, which are $XDG_STATE_HOME and $HOME: NULL or empty if they are not set;
 * one that is no absolute path does not count, nor a home that is not there. Nothing is looked at
 * or made yet. NULL: there is no place to keep anything. */
struct keep *keep_open(const char *state_home, const char *home);
void keep_close(struct keep *k); /* NULL is fine */

/* Reads what is kept under this name into an empty record, which stays empty if nothing is, or if
 * it is no longer understood. `name` is an article's id, or KEEP_CHOICES. */
void keep_load(struct keep *k, struct str name, struct record *ret);
/* Brings what we have together with what is kept under this name by now (record_merge()), and puts
 * it on the disk. False: it is not, and keep_trouble() may say why; the file is as it was. */
bool keep_save(struct keep *k, struct str name, const struct record *base,
               const struct record *ours);
/* Deletes what is kept under this name. False: it is still there, which is a trouble. */
bool keep_forget(struct keep *k, struct str name);

#define KEEP_CHOICES STR(".choices")

/* Deletes everything of ours, and the folder too if nothing else is in it. *ret lists what was
 * deleted, in the arena. False: something could not be, which is a trouble
 * and a finding in ds. */
bool keep_forget_all(struct keep *k, struct arena *a, struct str **ret, size_t *ret_n,
                     struct diags *ds);

/* Whether what is read now will be there the next time, as far as is known. */
bool keep_works(const struct keep *k);
/* A trouble that was not told yet, from now on told; KEEP_FINE: none. *ret_reason is what the
 * system answered, of which path, in English, for somebody who helps; it lives as long as the keep.
 * Each kind is told once. */
enum keep_trouble keep_trouble(struct keep *k, struct str *ret_reason);
