/* schema: the article format as a JSON Schema, for editors that complete and check YAML. */
#pragma once

#include "base/buf.h"

/* Source and translation in one, told apart by `source: true`. Draft 2020-12, in keywords that mean
 * the same in draft 7, which most editors know. It forbids nothing that the loader accepts but texts
 * without quotes that YAML takes for a number or a truth; what needs another file, another key or
 * an order to judge is left to `check`. */
void schema_write(struct buf *out);
