/* watch: whether the files of an article change while it is open. */
#pragma once

#include <stdint.h>

/* A fingerprint of the names, sizes and times of the .yaml files beside `path`: another one means
 * that something was saved. 0: the folder cannot be read. */
uint64_t watch_signature(const char *path);
