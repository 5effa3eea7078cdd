/* notify: systemd's notification socket. The service says once that it is ready, and then that it
 * is alive, or it is ended and started again: the only thing that helps when the terminal takes no
 * more output. */
#pragma once

#include <stdbool.h>

/* Connects to $NOTIFY_SOCKET; call it before the sandbox, and in the process that systemd started,
 * because the watchdog may be meant for that one alone ($WATCHDOG_PID). A child may go on using it
 * where the unit has NotifyAccess=all. False: nobody asked to be notified, or nobody listens;
 * everything below then does nothing. */
bool notify_open(void);
void notify_close(void);

/* The program can be used. Waits up to five seconds for room: unsaid, the service counts as
 * failed. */
void notify_ready(void);

/* Call it at least every notify_interval() milliseconds, which is half of what the watchdog waits;
 * 0: it does not watch. Never waits. No state of the reader is ever told (STATUS=). */
void notify_alive(void);
int notify_interval(void);
