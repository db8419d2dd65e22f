/* Text files as UTF-8: what is not yet is made so.  A byte-order mark decides; without
 * one, text that is well-formed UTF-8 is that, text with a NUL in every other byte is
 * UTF-16, and the rest is Windows-1252, which is what English spreadsheets save. */
#ifndef ASSAY_EVIDENCE_ENCODING_H
#define ASSAY_EVIDENCE_ENCODING_H

#include "base/arena.h"
#include "base/fault.h"

/* The same text as UTF-8: a view where it is that, else in the arena.  ERR_FORMAT where
 * the bytes are no text (a NUL among them). */
status encoding_to_utf8(struct arena *a, struct str bytes, struct str *out,
                        struct fault *why);

#endif
