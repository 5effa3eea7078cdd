/* exchange: a translation as entries of a PO file, and the way back. Bytes in, entries or bytes out;
 * files are the caller's. */
#pragma once

#include "desk/po.h"
#include "desk/translate.h"

/* Every string of the source in reading order, with the translation's words: fuzzy where the source
 * has changed since, with the text it was made from; context "ARTICLE|PATH". In the arena, *ret_n
 * of them. NULL: the source or the translation is broken, and findings were added. */
struct po_entry *exchange_export(const struct translate_files *files, struct arena *a,
                                 size_t *ret_n, struct diags *ds);

/* Brings the file up to date with the entries that are translated and not fuzzy; a fuzzy one leaves
 * its string as it is. False: nothing is to be written, because an entry is none of this article,
 * or because the translation would have errors that it did not have before; they are in ds. */
bool exchange_import(const struct translate_files *files, const struct po_entry *entry, size_t n,
                     struct arena *a, struct translate_result *ret, struct diags *ds);
