/* Complaints about one file: worded for the analyst who wrote it, with the place, what
 * was there, what was expected and, for a misspelt name, the nearest one.  At most 100
 * errors and 100 warnings a file are kept, so a hostile file costs no more than a long
 * one; past that only the number grows, and nothing is worded. */
#ifndef ASSAY_FRAMEWORK_COMPLAIN_H
#define ASSAY_FRAMEWORK_COMPLAIN_H

#include "framework/compile.h"

enum { COMPLAIN_MAX = 100 };

struct reporter {
    struct arena *arena;
    struct str file;
    struct complaint *at;
    size_t count, capacity;
    size_t errors, warnings;
    uint32_t *unpaired; /* lines on which a quote is missing, ascending */
    size_t unpaired_count, unpaired_capacity;
    size_t nearest_left; /* comparisons left for suggestions in this file */
};

/* A list of names that could have been meant. */
struct choices {
    const struct str *at;
    size_t count;
};

struct reporter complain_new(struct arena *a, struct str file);
void complain_error(struct reporter *r, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
void complain_warning(struct reporter *r, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* Notes that the quotes of this line do not pair up: whatever is wrong with the line's
 * words is then one error. */
void complain_unpaired(struct reporter *r, struct place place);
/* An error about a name that is none of `choices`: "there is no scale “x”; expected a, b
 * or c; did you mean “b”?".  `what` is the part before the semicolon, worded by the
 * caller. */
void complain_choice(struct reporter *r, struct place place, struct str word,
                     struct choices choices, struct str what);
/* The choice nearest to `word`, or the empty view; gives up for good once the file has
 * used up its comparisons. */
struct str complain_nearest(struct reporter *r, struct str word, struct choices choices);
/* Words part of a complaint; like quoting, it gives the empty text once errors are only
 * counted. */
struct str complain_text(const struct reporter *r, const char *format, ...)
    PRINTF_LIKE(2, 3);
/* “text”, cut where long, on one line, and well-formed whatever the bytes. */
struct str complain_quote(const struct reporter *r, struct str text);
/* True once errors are only counted. */
bool complain_full(const struct reporter *r);
/* Adds the file's complaints, in order of place, and how many were left out. */
void complain_finish(struct reporter *r, struct complaints *out);

#endif
