/* One child: the rows of all tables of a return about one child, this year's and last
 * year's, held together so that every check and every measure looks at one child and
 * nothing else.  Rows and cells live in the arena of the engine that reads the child, and
 * are gone when the next child is read.  A child is immutable while it is checked: a
 * check that needs an end for an open episode works on its own copy of the date.
 *
 * Cells are as the rules see them (rules_definitions.md): text in upper case for the 903,
 * as written for the census; never trimmed; the empty cell and the absent element are one
 * and the same, blank. */
#ifndef ASSAY_RECORDS_CHILD_H
#define ASSAY_RECORDS_CHILD_H

#include <string.h>

#include "base/date.h"
#include "records/table.h"

struct cell {
    struct str text; /* empty where blank */
    uint64_t code;   /* its bytes packed, where there are at most 8; else CODE_LONG */
    date on;         /* of a date column that can be read as a day; else DATE_NONE */
};

#define CODE_LONG UINT64_MAX

/* The packed bytes of a text of at most 8; CODE("X1") is the same of a literal. */
static inline uint64_t code_of(const char *at, size_t len)
{
    uint64_t code = 0;
    if (len > sizeof code)
        return CODE_LONG;
    for (size_t i = 0; i < len; i++)
        code |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return code;
}
/* A constant, so that lists of codes may be static; longer texts do not compile. */
#define CODE(literal)                                                                    \
    (CODE_BYTE(literal, 0) | CODE_BYTE(literal, 1) | CODE_BYTE(literal, 2) |             \
     CODE_BYTE(literal, 3) | CODE_BYTE(literal, 4) | CODE_BYTE(literal, 5) |             \
     CODE_BYTE(literal, 6) | CODE_BYTE(literal, 7) |                                     \
     0 * sizeof(char[sizeof(literal) <= 9 ? 1 : -1]))
#define CODE_BYTE(literal, i)                                                            \
    (sizeof(literal) > (i) + 1                                                           \
         ? (uint64_t)(unsigned char)(literal)[sizeof(literal) > (i) + 1 ? (i) : 0]       \
               << 8 * (i)                                                                \
         : 0)

/* One row of one table. */
struct entry {
    const struct cell *cells; /* one a column of its table's shape */
    uint32_t row;    /* 1-based data row of its file; of the census: of its table */
    uint32_t parent; /* index in the parent table's rows; UINT32_MAX where it has none */
};

struct rows {
    const struct entry *at; /* in file order */
    size_t count;
};

struct child {
    struct str
        id; /* CHILD or LAchildID; may be empty: rows without one are one child each */
    uint32_t number; /* of the return, from 0, in order of output */
    enum return_kind kind;
    struct rows now[TABLES_MAX];
    struct rows last[TABLES_MAX]; /* 903 only; empty where not loaded */
};

/* Some children of a return, read together. */
struct children {
    const struct child *at;
    size_t count;
    const struct unread *unread; /* what stands among them and could not be read */
    size_t unread_count;
};

/* A row or a child that could not be read: it costs nobody else anything. */
struct unread {
    struct str file;
    struct str table; /* "Episodes_last"; empty where it is not known */
    uint32_t row;     /* 0 where it is not a row */
    struct str child; /* empty where it is not known */
    bool whole_child; /* nothing of this child was read: no check could say anything */
    struct str text;  /* a sentence: what is wrong and what to do */
};

static inline bool cell_is(const struct cell *cell, uint64_t code)
{
    return cell->code == code && code != CODE_LONG;
}
static inline bool cell_in(const struct cell *cell, const uint64_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cell_is(cell, codes[i]))
            return true;
    return false;
}
/* CELL_IS_ANY(cell, CODE("V3"), CODE("V4")): one of these codes, exactly; folded by the
 * compiler into a few comparisons. */
#define CELL_IS_ANY(cell, ...)                                                           \
    cell_in((cell), (const uint64_t[]){__VA_ARGS__},                                     \
            sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))
static inline bool cell_is_blank(const struct cell *cell)
{
    return cell->text.len == 0;
}
/* Something stands in a date column that is no date. */
static inline bool cell_is_unreadable(const struct cell *cell)
{
    return cell->text.len > 0 && date_is_none(cell->on);
}
/* The cell of a column. */
static inline const struct cell *entry_cell(const struct entry *entry, unsigned column)
{
    return &entry->cells[column];
}
static inline date entry_date(const struct entry *entry, unsigned column)
{
    return entry->cells[column].on;
}
/* Comparisons as the rules mean them: false where either side is no date. */
static inline bool is_before(date a, date b)
{
    return !date_is_none(a) && !date_is_none(b) && a.days < b.days;
}
static inline bool is_on_or_before(date a, date b)
{
    return !date_is_none(a) && !date_is_none(b) && a.days <= b.days;
}

#endif
