/* What went wrong in the world: a status for the program, a sentence for the person.
 * Wrong *data* is no fault but a remark (evidence/remark.h); our own mistakes are
 * assertions. */
#ifndef ASSAY_BASE_FAULT_H
#define ASSAY_BASE_FAULT_H

#include <stdint.h>

#include "base/str.h"

typedef enum {
    OK = 0,
    ERR_USAGE,  /* the command line is wrong: exit 2 */
    ERR_IO,     /* a file could not be opened, read or written: exit 3 */
    ERR_FORMAT, /* a file was read and is not what it should be: exit 3 */
    ERR_LIMIT,  /* a stated ceiling was passed: exit 3 */
    ERR_BUG     /* our fault: exit 4 */
} status;

struct fault {
    status code;
    char file[200]; /* as the user named it, cut from the left where longer; "" where none
                     */
    uint32_t line;  /* 1-based; 0 where none */
    uint32_t column; /* 1-based byte column; 0 where none */
    char text[400];
};

#define TRY(expr)                                                                        \
    do {                                                                                 \
        status try_ = (expr);                                                            \
        if (try_)                                                                        \
            return try_;                                                                 \
    } while (0)

/* Fills *why (which may be NULL) and returns `code`, so that `return fault_set(...)`
 * reads as the sentence it is.  Longer texts are cut at a character boundary. */
status fault_set(struct fault *why, status code, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The same with a place in a file. */
status fault_at(struct fault *why, status code, struct str file, uint32_t line,
                uint32_t column, const char *format, ...) PRINTF_LIKE(6, 7);

#endif
