/* aloud: what is in sight, said by a voice. The words come from the page, as everything that is shown
 * or printed does. */
#pragma once

#include "screens/screen.h"

/* Begins with what is in focus, else with the paragraph at the top, and goes on to the last that is
 * in sight; while something is being read, holds it, or goes on. Without a voice it does nothing.
 * At home the voice is looked for now, so that starting never waits for it. */
void aloud_read_or_pause(struct screen *s);
