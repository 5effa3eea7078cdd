/* texts: one text in the form that each of the compared programs reads. */
#pragma once

#include "base/buf.h"

#include <stdbool.h>

enum text_form { TEXT_PLAIN, TEXT_HTML, TEXT_INFO, TEXT_MAN };

/* The whole of a file. False, said on standard error. */
bool texts_read(const char *path, struct buf *ret);

/* Writes text to path. False, said on standard error. */
bool texts_write(const char *path, struct str text, enum text_form form);
