/* A child made of the bytes, for the targets of checks and of measures: rows of tables,
 * and the return that they are of.  Past the last byte all bytes are 0. */
#ifndef ASSAY_TESTS_FIXTURE_MADE_H
#define ASSAY_TESTS_FIXTURE_MADE_H

#include "base/arena.h"
#include "fixture_fuzz.h"
#include "records/day.h"
#include "records/file_903.h"
#include "records/return.h"

enum { MADE_ROWS = 24 };

struct bytes {
    const uint8_t *at;
    size_t left;
};

static inline uint8_t take(struct bytes *b)
{
    if (b->left == 0)
        return 0;
    b->left--;
    return *b->at++;
}

/* One of an array of strings. */
#define PICK(from, b) str_of((from)[take(b) % (sizeof(from) / sizeof *(from))])

/* Up to 23 bytes as they are. */
static inline struct str take_raw(struct arena *a, struct bytes *b)
{
    size_t len = take(b) % 24;
    if (len > b->left)
        len = b->left;
    struct str raw = arena_copy(a, (struct str){(const char *)b->at, len});
    b->at += len;
    b->left -= len;
    return raw;
}

struct made {
    struct arena *arena;
    struct entry rows[2][TABLES_MAX][MADE_ROWS]; /* this year's and last year's */
    struct child child;
    date at; /* the target's: where the last row was */
};

static inline struct made *made_new(struct arena *a, enum return_kind kind)
{
    struct made *made = arena_make(a, struct made, 1);
    made->arena = a;
    made->child = (struct child){.id = STR("C1"), .kind = kind};
    return made;
}

static inline bool made_full(const struct made *made, unsigned t, bool last)
{
    return (last ? made->child.last : made->child.now)[t].count == MADE_ROWS;
}

/* Nothing where the table is full. */
static inline void made_put(struct made *made, unsigned t, bool last, struct entry row)
{
    struct rows *rows = &(last ? made->child.last : made->child.now)[t];
    if (made_full(made, t, last))
        return;
    row.row = (uint32_t)rows->count + 1;
    made->rows[last][t][rows->count++] = row;
    rows->at = made->rows[last][t];
}

static inline struct cell cell_of_census(struct str text, bool is_date)
{
    return (struct cell){text, code_of(text.at, text.len),
                         is_date ? day_of_census(text) : DATE_NONE};
}

/* A return with all its tables. */
static inline struct return_about made_about_903(int year, uint8_t bits)
{
    struct return_about about = {.kind = RETURN_903,
                                 .form = bits & 1 ? FORM_XML : FORM_CSV,
                                 .year = year,
                                 .start = date_of(year - 1, 4, 1),
                                 .end = date_of(year, 3, 31),
                                 .last_start = date_of(year - 2, 4, 1),
                                 .last_end = date_of(year - 1, 3, 31),
                                 .reference = DATE_NONE,
                                 .authority = STR("E09000002")};
    for (unsigned t = 0; t < T9_COUNT; t++) {
        about.has[t] = true;
        about.has_last[t] = !(bits & 2);
    }
    about.has_any_last = !(bits & 2);
    return about;
}

/* A census of the year that ends on its reference date; there may be none. */
static inline struct return_about made_about_census(int year, date reference)
{
    struct return_about about = {.kind = RETURN_CIN,
                                 .form = FORM_XML,
                                 .year = year,
                                 .start = DATE_NONE,
                                 .end = reference,
                                 .reference = reference};
    if (!date_is_none(reference))
        about.start = date_add_days(date_add_years(reference, -1), 1);
    for (unsigned t = 0; t < TC_COUNT; t++)
        about.has[t] = true;
    return about;
}

#endif
