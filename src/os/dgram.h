/* dgram: messages to a service of this machine, each in one piece, over a Unix socket that is
 * connected once. Afterwards they are only written, which a sandbox still allows. */
#pragma once

#include "base/base.h"

/* Connects to a path, or to an abstract name, which begins with '@'. Closed on exec. -1: the name
 * is neither or too long, or nobody listens there; errno tells which. */
int dgram_open(const char *name);

/* Sends all of the message, waiting at most `ms` milliseconds for room. False: it is lost, which
 * must never matter more than the reader's screen. fd -1 is fine and sends nothing. */
bool dgram_send(int fd, struct str message, int ms);
