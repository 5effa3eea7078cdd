/* say: reads aloud what the command line says, step by step, for speech.sh.
 *
 *   say LANG TEXT   pause   stop   louder   slower   reset   leave
 *   until FILE TEXT    waits until the file has a line that contains the text
 *   lacks FILE TEXT    has no such line
 *   over               waits until nothing is being read
 *   held               waits long enough for the next text to begin, if it were not held
 *   touch FILE   remove FILE
 *
 * Exits 1 with the step that took too long, or that was refused. */
#include "base/base.h"
#include "ui/speech.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STEP_MS = 20000, TURN_MS = 10 };

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void turn(void)
{
	struct pollfd p = {.fd = speech_fd(), .events = speech_events()};
	if (poll(&p, 1, TURN_MS) > 0)
		speech_on_readable();
}

static bool has_line(const char *path, const char *text)
{
	char line[4096];
	bool found = false;
	FILE *f = fopen(path, "r");
	while (f && !found && fgets(line, sizeof(line), f))
		found = strchr(line, '\n') && strstr(line, text);
	if (f)
		fclose(f);
	return found;
}

static bool touch(const char *path)
{
	FILE *f = fopen(path, "w");
	return f && fclose(f) == 0;
}

static bool until(const char *path, const char *text)
{
	long end = now_ms() + STEP_MS;
	while (!has_line(path, text) && now_ms() < end && speech_fd() >= 0)
		turn();
	return has_line(path, text);
}

static bool over(void)
{
	long end = now_ms() + STEP_MS;
	while (speech_is_speaking() && now_ms() < end)
		turn();
	return !speech_is_speaking() && speech_fd() >= 0;
}

/* The daemon answers within milliseconds; in this time it could also have begun the next text. */
static bool held(void)
{
	enum { HELD_MS = 500 };
	long end = now_ms() + HELD_MS;
	while (now_ms() < end && speech_fd() >= 0)
		turn();
	return speech_is_paused();
}

static bool do_step(char **arg)
{
	const char *name = arg[0];
	if (strcmp(name, "say") == 0)
		return speech_say(arg[1], str_of(arg[2]));
	if (strcmp(name, "until") == 0)
		return until(arg[1], arg[2]);
	if (strcmp(name, "lacks") == 0)
		return !has_line(arg[1], arg[2]);
	if (strcmp(name, "touch") == 0)
		return touch(arg[1]);
	if (strcmp(name, "remove") == 0)
		return remove(arg[1]) == 0;
	if (strcmp(name, "over") == 0)
		return over();
	if (strcmp(name, "held") == 0)
		return held();
	if (strcmp(name, "louder") == 0)
		return speech_volume(1) >= 0;
	if (strcmp(name, "slower") == 0)
		return speech_rate(-1) >= 0;
	if (strcmp(name, "pause") == 0)
		speech_pause_or_resume();
	else if (strcmp(name, "stop") == 0)
		speech_stop();
	else if (strcmp(name, "reset") == 0)
		speech_reset();
	else
		speech_close();
	return true;
}

/* How many arguments a step takes; -1: there is no such step. */
static int takes(const char *name)
{
	static const struct {
		const char *name;
		int n;
	} rows[] = {{"say", 2},    {"until", 2}, {"lacks", 2}, {"touch", 1}, {"remove", 1},
	            {"over", 0},   {"held", 0},  {"pause", 0}, {"stop", 0},  {"louder", 0},
	            {"slower", 0}, {"reset", 0}, {"leave", 0}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcmp(name, rows[i].name) == 0)
			return rows[i].n;
	return -1;
}

int main(int argc, char **argv)
{
	if (argc < 2 || !speech_open(argv[1])) {
		fprintf(stderr, "say: there is nobody at %s\n", argc < 2 ? "" : argv[1]);
		return EXIT_FAILURE;
	}
	for (int i = 2; i < argc; i++) {
		int n = takes(argv[i]);
		if (n < 0 || i + n >= argc || !do_step(argv + i)) {
			fprintf(stderr, "say: argument %d failed: %s\n", i, argv[i]);
			return EXIT_FAILURE;
		}
		i += n;
	}
	speech_close();
	return EXIT_SUCCESS;
}
