/* visit: one reader at a kiosk, in a process that ends with them. */
#pragma once

#include "content/store.h"

/* Reads from the store until the reader finishes or is gone; a kiosk_reader. data: struct env, with
 * its settings. Returns the exit status. */
int visit(const struct store *store, void *data);
