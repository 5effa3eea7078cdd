/* harden: what a process takes away from itself before it does anything. */
#pragma once

#include <stdbool.h>

/* The first call of main(): ignores the signals that keys send (interrupt, quit, stop), because
 * what follows takes long enough for a key; opens the standard descriptors that are closed, so that
 * no file lands on one of them; closes all others, which nobody handed over on purpose; makes new
 * files private; lets a write beyond a limit fail instead of ending the program; forbids core dumps, which hold a patient's answers, and being traced by others of
 * the same user. False: a standard descriptor could not be opened; the program must end. */
bool harden_start(void);

/* Gives those keys their meaning back, for a reader at home, who may interrupt and stop what he
 * runs. Call it before the terminal is opened. */
void harden_interruptible(void);

/* Takes from the environment what would lead libraries to other files, or the screen to another
 * size: LINES and COLUMNS always; in a kiosk everything of the table in harden.c. Call it before
 * setlocale() and before the terminal is opened. */
void harden_environment(bool kiosk);
