/* Terms: a rule over one row written as data, so that a rule reads like its text in the
 * guide and one function serves them all.
 *
 *     {.code = "384", .years = YEARS_ALL, ON(T9_EPISODES),
 *      WHERE(IS(EPISODES_LS, RESPITE), IS(EPISODES_PLACE, "U1", "U4")),
 *      ...}
 *
 * flags a row of Episodes of which all terms hold; OR begins another way to be flagged.
 * A term that compares days is false where either of them is no date. */
#ifndef ASSAY_RECORDS_TERMS_H
#define ASSAY_RECORDS_TERMS_H

#include "records/check.h"

/* A day that a term compares: of what, then so many years (as birthdays go) and days
 * later. */
struct point {
    enum point_of {
        POINT_COLUMN,
        POINT_COLUMN_OR_END, /* the end of the collection where the cell is blank */
        POINT_BORN,          /* the date of birth in the Header */
        POINT_START,         /* of the collection year */
        POINT_END,
        POINT_REFERENCE, /* of the census: the reference date of its header */
        POINT_AROUND,    /* of the census: a column of the row of .table around */
        POINT_DAY        /* `years` is the year, `days` month * 100 + day */
    } of;
    uint8_t column, table;
    int16_t years, days;
};

typedef bool term_child(const struct checking *c);

/* A code as text, padded with zero bytes. */
typedef char code_text[8];

struct term {
    enum term_kind {
        TERM_END,
        TERM_OR,
        TERM_IN,          /* the cell is one of the codes */
        TERM_NOT_IN,      /* it is not; nor is a blank one */
        TERM_IN_ANY_CASE, /* as TERM_IN, of codes in lower case; capitals are the same */
        TERM_SOME_FILLED, /* of the columns one is filled in, with whatever text */
        TERM_SOME_BLANK,
        TERM_SOME_BAD,   /* one is filled in with something that is none of the codes */
        TERM_UNREADABLE, /* filled in, and no date */
        TERM_NO_DATE,    /* blank or no date */
        TERM_DATE,       /* a day that can be read */
        TERM_BEFORE,     /* left is before right */
        TERM_UP_TO,      /* left is before right or the same day */
        TERM_CHILD,      /* true of the child */
        TERM_AROUND,     /* the terms `inside`, on its own cells, hold of the row of
                            `table` that this one stands in (records/census.h) */
        TERM_ROW         /* true of the row */
    } kind;
    uint8_t column, table;
    uint16_t columns; /* bits */
    const code_text *codes;
    size_t count;
    struct point left, right;
    term_child *child;
    check_entry *row;
    const struct term *inside;
};

/* Several functions may be told by `with`: its first thing are the terms, to TERM_END. */
bool terms_hold(const struct checking *c, const struct entry *entry,
                const struct term *terms);
/* For .entry: the terms of .with hold of the row. */
check_entry row_where;
/* For .run: rows of .table of which the terms of .with hold, and the Header with them. */
check_child run_with_header;
/* Flags the rows of the Header that give the date of birth that is looked at. */
void flag_header(const struct checking *c);
/* Flags all rows of the child in a table. */
void flag_all(const struct checking *c, unsigned table);
/* Flags the rows of a table of which the terms hold. */
void flag_where(const struct checking *c, unsigned table, const struct term *terms);
/* Some row of the child's in a table fills one of the columns. */
bool some_filled(const struct checking *c, unsigned table, uint16_t columns);

/* cell_is_any(cell, RESPITE): one of these codes. */
#define cell_is_any(cell, ...)                                                           \
    cell_is_of((cell), (const code_text[]){__VA_ARGS__},                                 \
               sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text))
/* As code_of, of all eight bytes; written out, it is one load. */
static inline uint64_t code_packed(const code_text code)
{
    const unsigned char *at = (const unsigned char *)code;
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
           (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
           (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}
static inline bool cell_is_of(const struct cell *cell, const code_text *codes,
                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cell->code == code_packed(codes[i]))
            return true;
    return false;
}
/* The same, of codes in lower case; the cell's capitals are taken for small letters. */
bool cell_is_of_any_case(const struct cell *cell, const code_text *codes, size_t count);
#define cell_is_any_case(cell, ...)                                                      \
    cell_is_of_any_case((cell), (const code_text[]){__VA_ARGS__},                        \
                        sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text))
/* Reads "20", "020", "20.0" and " +20 "; false for any other text and above a million. */
bool cell_whole_number(const struct cell *cell, int *out);
/* The text of two cells is the same; two blank ones are. */
static inline bool cells_equal(const struct cell *a, const struct cell *b)
{
    return str_equal(a->text, b->text);
}

/* ---- How a rule is written */

#define ON(a_table) .tables = BIT(a_table), .table = (a_table)
#define TERMS(...)                                                                       \
    (const struct term[])                                                                \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            .kind = TERM_END                                                             \
        }                                                                                \
    }
#define WHERE(...) .entry = row_where, .with = TERMS(__VA_ARGS__)
#define WHERE_WITH_HEADER(...) .run = run_with_header, .with = TERMS(__VA_ARGS__)

#define CODES_OF(...)                                                                    \
    .codes = (const code_text[]){__VA_ARGS__},                                           \
    .count = sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text)
#define OR {.kind = TERM_OR}
#define IS(a_column, ...) {.kind = TERM_IN, .column = (a_column), CODES_OF(__VA_ARGS__)}
#define IS_NOT(a_column, ...)                                                            \
    {.kind = TERM_NOT_IN, .column = (a_column), CODES_OF(__VA_ARGS__)}
#define IS_ANY_CASE(a_column, ...)                                                       \
    {.kind = TERM_IN_ANY_CASE, .column = (a_column), CODES_OF(__VA_ARGS__)}
#define BAD_CODE(a_column, ...)                                                          \
    {.kind = TERM_SOME_BAD, .columns = BIT(a_column), CODES_OF(__VA_ARGS__)}
#define SOME_BAD(some, ...)                                                              \
    {.kind = TERM_SOME_BAD, .columns = (some), CODES_OF(__VA_ARGS__)}
#define FILLED(a_column) {.kind = TERM_SOME_FILLED, .columns = BIT(a_column)}
#define BLANK(a_column) {.kind = TERM_SOME_BLANK, .columns = BIT(a_column)}
#define SOME_FILLED(some) {.kind = TERM_SOME_FILLED, .columns = (some)}
#define SOME_BLANK(some) {.kind = TERM_SOME_BLANK, .columns = (some)}
#define UNREADABLE(a_column) {.kind = TERM_UNREADABLE, .column = (a_column)}
#define NO_DATE(a_column) {.kind = TERM_NO_DATE, .column = (a_column)}
#define HAS_DATE(a_column) {.kind = TERM_DATE, .column = (a_column)}
#define BEFORE(a, b) {.kind = TERM_BEFORE, .left = a, .right = b}
#define UP_TO(a, b) {.kind = TERM_UP_TO, .left = a, .right = b}
#define OF_CHILD(holds) {.kind = TERM_CHILD, .child = (holds)}
#define OF_ROW(holds) {.kind = TERM_ROW, .row = (holds)}

#define COLUMN(a_column) {.of = POINT_COLUMN, .column = (a_column)}
#define COLUMN_OR_END(a_column) {.of = POINT_COLUMN_OR_END, .column = (a_column)}
#define COLUMN_AND_DAYS(a_column, some)                                                  \
    {.of = POINT_COLUMN, .column = (a_column), .days = (some)}
#define COLUMN_AND_YEARS(a_column, some)                                                 \
    {.of = POINT_COLUMN, .column = (a_column), .years = (some)}
#define BORN {.of = POINT_BORN}
#define BIRTHDAY(some) {.of = POINT_BORN, .years = (some)}
#define START_OF_YEAR {.of = POINT_START}
#define END_OF_YEAR {.of = POINT_END}
#define REFERENCE_DATE {.of = POINT_REFERENCE}
#define DAY(year, month, day)                                                            \
    {.of = POINT_DAY, .years = (year), .days = (month) * 100 + (day)}

/* One item of .dates or .without; lists end with DATES_END. */
#define DATE_OF(a_table, a_column) {(a_table), (a_column), false, false}
#define DATE_OF_LAST(a_table, a_column) {(a_table), (a_column), true, false}

/* ---- Groups of codes that rules share (rules_definitions, "Placement codes") */

#define RESPITE "V3", "V4"
#define FOR_ADOPTION "A3", "A4", "A5", "A6"
#define FOSTERED "U1", "U2", "U3", "U4", "U5", "U6"
#define TEMPORARY "T0", "T1", "T2", "T3", "T4"
#define ADOPTED "E11", "E12"
/* Reasons to cease to be looked after. */
#define CEASED                                                                           \
    "E2", "E3", "E4A", "E4B", "E5", "E6", "E7", "E8", "E9", "E11", "E12", "E13", "E14",  \
        "E15", "E16", "E17", "E41", "E45", "E46", "E47", "E48"

#endif
