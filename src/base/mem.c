/* Out of memory is not an error to handle in each caller: there is nothing sensible a reader could
 * do next. The program ends in order, and a kiosk's service starts it again. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static void (*exhaustion_hook)(void);

static _Noreturn void die(void)
{
	static const char message[] = "anteroom: out of memory\n";
	if (exhaustion_hook)
		exhaustion_hook();
	(void)!write(STDERR_FILENO, message, sizeof(message) - 1);
	_exit(3);
}

void mem_on_exhaustion(void (*hook)(void))
{
	exhaustion_hook = hook;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);
	if (!p)
		die();
	return p;
}

void *xrealloc(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		die();
	size_t bytes = n * size;
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		die();
	return p;
}
