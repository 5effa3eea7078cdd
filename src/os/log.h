/* log: what whoever looks after the machine should know, a line each. It goes to standard error, as
 * long as that is no terminal: there it would stand on a patient's page. Else it goes to the
 * system's log. */
#pragma once

#include "base/base.h"

#define LOG_SYSTEM "/dev/log" /* where the system's log listens */

enum { LOG_LINE_MAX = 800 }; /* bytes of a message that are kept; more are cut */

/* Call it before the sandbox; `ident` (the program's name) must stay. `socket` is LOG_SYSTEM, but
 * for tests. Where neither way is open, messages are dropped without a word. */
void log_open(const char *ident, const char *socket);
void log_close(void);

/* Says one line: control and bidirectional characters are shown as replacement characters, bytes
 * that are no UTF-8 as '?'. Never waits: a log that takes nothing must not stop the screen. Never
 * say what a person read, chose or answered; a file with its rule, or the machine's trouble. */
void log_say(const char *fmt, ...) PRINTF_LIKE(1, 2);
