/* A growable text with a ceiling, owned by an arena.  It carries its first error: once
 * the ceiling is passed nothing more is added and buf_status says so. */
#ifndef ASSAY_BASE_BUF_H
#define ASSAY_BASE_BUF_H

#include "base/arena.h"
#include "base/fault.h"

struct buf {
    struct arena *arena;
    char *at;
    size_t len, capacity, ceiling;
    status status;
    bool no_memory; /* why: the arena had none left, not the ceiling */
};

/* An empty text of at most `ceiling` bytes. */
struct buf buf_new(struct arena *a, size_t ceiling);
/* A text that does not fit is left out whole. */
void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
/* For a screen: bytes that would steer it (controls, those of C1 in UTF-8 too, and marks
 * that turn the direction of text) become '?', and a text over `most` bytes is cut. */
void buf_shown(struct buf *b, struct str s, size_t most);
void buf_format(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
/* What has been added; valid until the next addition. */
struct str buf_text(const struct buf *b);
/* OK, or ERR_LIMIT with the ceiling in *why (which may be NULL). */
status buf_status(const struct buf *b, struct fault *why);

#endif
