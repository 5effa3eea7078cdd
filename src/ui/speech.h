/* speech: reading aloud, by the daemon speech-dispatcher and its protocol SSIP. One connection per
 * process.
 *
 * Nothing here waits but speech_open() and speech_close(), and these not for long: what is asked
 * for is noted, and goes out as the daemon answers. After speech_open() the connection is only
 * read, written, polled and closed, so that a sandbox may forbid everything else. Where there is no
 * connection, or no longer one, every call does nothing and says so. */
#pragma once

#include "base/base.h"

enum {
	SPEECH_OPEN_MS = 200, /* the longest that opening may take, and closing */
	SPEECH_CLOSE_MS = 50,
	SPEECH_TEXT_MAX = 32 << 10,   /* bytes of one paragraph; the daemon stumbles over 64 KB */
	SPEECH_QUEUE_MAX = 512 << 10, /* bytes of all that wait */
};

/* Connects to the daemon's socket: at socket_path if it is not NULL, else where SPEECHD_ADDRESS
 * says (unix_socket:PATH), else at its usual place in XDG_RUNTIME_DIR or, without that, ~/.cache.
 * No daemon is started. From then on SIGPIPE is ignored. True if there is a connection already.
 * False: there is no daemon, or it does not let anybody in. */
bool speech_open(const char *socket_path);

/* Silences what is being read, and leaves. Without it the daemon reads the paragraph to its end. */
void speech_close(void);

/* For the event loop: what to poll, and for which events (POLLIN, and POLLOUT while there is
 * something to be written). -1: there is no connection, or it was lost. */
int speech_fd(void);
short speech_events(void);
/* To be called when the poll tells anything. */
void speech_on_readable(void);

/* Reads a paragraph, after those that wait, in the language of its BCP 47 tag. The text is copied;
 * control and format characters are left out, and a text without a letter is left out whole.
 * False, and nothing is read: there is no connection, the daemon has stopped answering (what
 * still waited is then dropped), the tag is none, or a limit is passed. Whether there is a voice
 * for the language, the daemon does not tell. */
bool speech_say(const char *lang, struct str text);

/* Holds, at once, or goes on, from the start of the paragraph that was held. True if it is held
 * now; false, too, if nothing was being read. */
bool speech_pause_or_resume(void);

/* Silence, and nothing waits. */
void speech_stop(void);

/* Makes the voice louder or faster by so many steps (fewer than none: softer, slower), beginning
 * with the paragraph that is being read, which is read again from its start: otherwise nobody would
 * hear what the key did. Returns the new level, 0 to 100 (a rate of 50 is the usual one), or -1
 * without a connection. 0 steps only ask. The softest can still be heard. */
int speech_volume(int steps);
int speech_rate(int steps);

/* For the next reader: silence, and volume and rate as the daemon's own configuration has them. */
void speech_reset(void);

/* Whether something is being read, and not held. A daemon that does not come to an end in the time
 * that a slow voice takes, and more, is no longer believed, so that an idle limit may wait. */
bool speech_is_speaking(void);
bool speech_is_paused(void);
