/* fuzz: what the targets share. A target is a file that defines LLVMFuzzerTestOneInput; linked with
 * libFuzzer it searches, linked with main.c it runs files that are given. What must hold is said by
 * HOLDS, which ends the program; everything else is the sanitizers' business. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Tells what does not hold, and aborts. */
_Noreturn void fuzz_broken(const char *what, const char *file, int line);
#define HOLDS(condition) ((condition) ? (void)0 : fuzz_broken(#condition, __FILE__, __LINE__))

/* Input from its front on. */
struct feed {
	const char *p;
	size_t len;
};
struct feed feed_of(const uint8_t *data, size_t size);
unsigned feed_byte(struct feed *f); /* 0 at the end */
/* Up to a line feed, which is passed over. */
struct str feed_line(struct feed *f);
/* Up to a line "%%%", which is passed over: several files in one input. */
struct str feed_file(struct feed *f);

/* The same text as the loader would let it pass: UTF-8 in NFC without control characters, what is not
 * for text made question marks. In the arena. */
struct str fuzz_text(struct arena *a, struct str bytes);

/* "tea/es.yaml", named after the language that a file says it is in, as the loader wants it. */
const char *fuzz_path(struct arena *a, struct str file);

/* Whether a text that came out of the program may go on a screen: UTF-8, and nothing in it that a
 * terminal could obey. */
bool fuzz_is_clean(struct str s);
