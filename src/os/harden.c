/* Order matters: signals first, because everything else takes time. */
#include "os/harden.h"

#include "base/base.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- the process -------------------------------------------------------------------------- */

static const int keys[] = {SIGINT, SIGQUIT, SIGTSTP};
static struct sigaction before[ARRAY_LEN(keys)];

static void ignore_keys(void)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		sigaction(keys[i], &ignore, &before[i]);
}

void harden_interruptible(void)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		sigaction(keys[i], &before[i], NULL);
}

static bool open_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return false;
	return true;
}

static void close_others(void)
{
	enum { FIRST = STDERR_FILENO + 1, OLD_KERNEL = 1024 };
#ifdef SYS_close_range
	if (syscall(SYS_close_range, (unsigned)FIRST, ~0U, 0U) == 0)
		return;
#endif
	for (int fd = FIRST; fd < OLD_KERNEL; fd++)
		close(fd);
}

bool harden_start(void)
{
	ignore_keys();
	if (!open_standard())
		return false;
	close_others();
	umask(077);
	/* Dumps that a pipe takes heed the second alone. */
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return true;
}

/* --- the environment ---------------------------------------------------------------------- */

static size_t span_alnum(const char *z)
{
	return strspn(z, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}

/* [a-z]{2,3}([_-][A-Za-z0-9]+)*, and more of them behind colons. */
static bool is_language_list(const char *z)
{
	for (;;) {
		size_t n = strspn(z, "abcdefghijklmnopqrstuvwxyz");
		if (n < 2 || n > 3)
			return false;
		for (z += n; *z == '_' || *z == '-'; z += n)
			if ((n = span_alnum(++z)) == 0)
				return false;
		if (*z != ':')
			return *z == '\0';
		z++;
	}
}

/* Begins with a letter or digit and goes on with these or `marks`. */
static bool is_name(const char *z, const char *marks)
{
	if (span_alnum(z) == 0)
		return false;
	while (*z) {
		size_t n = span_alnum(z) + strspn(z + span_alnum(z), marks);
		if (n == 0)
			return false;
		z += n;
	}
	return true;
}

static bool is_terminal(const char *z)
{
	return is_name(z, "-+._");
}

static bool is_locale(const char *z)
{
	return *z == '\0' || is_name(z, "-._@");
}

/* UTC, Europe/Berlin, CET-1CEST,M3.5.0, <-03>3: never a path from the root, nor upwards. */
static bool is_time_zone(const char *z)
{
	return is_name(z + strspn(z, "<+-"), "-+_/,.:<>") && !strstr(z, "..");
}

static const struct {
	const char *name;
	bool always;                 /* not in a kiosk only */
	bool (*sound)(const char *); /* such a value may stay; NULL: none */
	const char *otherwise;       /* what is set instead; NULL: nothing */
} variables[] = {
        {"LINES", true, NULL, NULL}, /* would hide every resize */
        {"COLUMNS", true, NULL, NULL},
        {"TERM", false, is_terminal, "vt100"},
        {"TERMINFO", false, NULL, NULL},
        {"TERMINFO_DIRS", false, NULL, NULL},
        {"TERMCAP", false, NULL, NULL},
        {"TERMPATH", false, NULL, NULL},
        {"HOME", false, NULL, NULL}, /* ~/.terminfo */
        {"ESCDELAY", false, NULL, NULL},
        {"NCURSES_TRACE", false, NULL, NULL},
        {"NCURSES_GPM_TERMS", false, NULL, "none"}, /* gpm loads code, and can paste */
        {"ICU_DATA", false, NULL, NULL},
        {"ICU_TIMEZONE_FILES_DIR", false, NULL, NULL},
        {"LOCPATH", false, NULL, NULL},
        {"NLSPATH", false, NULL, NULL},
        {"GCONV_PATH", false, NULL, NULL}, /* loads code */
        {"TZDIR", false, NULL, NULL},
        {"TZ", false, is_time_zone, NULL},
        {"LANGUAGE", false, is_language_list, NULL},
        {"LC_ALL", false, is_locale, NULL},
        {"LC_CTYPE", false, is_locale, NULL},
        {"LC_MESSAGES", false, is_locale, NULL},
        {"LANG", false, is_locale, NULL},
};

void harden_environment(bool kiosk)
{
	for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
		const char *value = getenv(variables[i].name);
		bool stays = value && variables[i].sound && variables[i].sound(value);
		if (stays || (!kiosk && !variables[i].always))
			continue;
		if (variables[i].otherwise)
			setenv(variables[i].name, variables[i].otherwise, 1);
		else
			unsetenv(variables[i].name);
	}
}
