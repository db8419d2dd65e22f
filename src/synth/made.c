#include "synth/made.h"

#include <string.h>

#include "records/day.h"

struct made_row *made_add(struct arena *a, struct made_rows *rows, unsigned table)
{
    if (rows->count == rows->capacity)
        rows->at = arena_grow(a, struct made_row, rows->at, rows->count, &rows->capacity);
    struct made_row *row = &rows->at[rows->count++];
    *row = (struct made_row){.table = (uint8_t)table, .parent = NO_ROW};
    return row;
}

struct made_row *made_row_of(const struct made_rows *rows, unsigned table, size_t n)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].table == table && !rows->at[i].gone && n-- == 0)
            return &rows->at[i];
    return NULL;
}

size_t made_count(const struct made_rows *rows, unsigned table)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += rows->at[i].table == table && !rows->at[i].gone;
    return count;
}

static char *put_digits(char *at, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + digits;
}

struct str made_identifier(struct arena *a, uint64_t number, size_t digits)
{
    const struct str mark = STR("SYN");
    char *text = arena_alloc(a, mark.len + digits);
    memcpy(text, mark.at, mark.len);
    for (size_t i = digits; i-- > 0; number /= 10)
        text[mark.len + i] = (char)('0' + number % 10);
    return (struct str){text, mark.len + digits};
}

enum { DATE_LEN = 10 };

struct str made_date_903(struct arena *a, date day)
{
    if (date_is_none(day))
        return (struct str){0};
    struct date_parts p = date_split(day);
    char *text = arena_alloc(a, DATE_LEN), *at = put_digits(text, p.day, 2);
    *at++ = '/';
    at = put_digits(at, p.month, 2);
    *at++ = '/';
    put_digits(at, p.year, 4);
    return (struct str){text, DATE_LEN};
}

struct str made_date_census(struct arena *a, date day)
{
    if (date_is_none(day))
        return (struct str){0};
    struct date_parts p = date_split(day);
    char *text = arena_alloc(a, DATE_LEN), *at = put_digits(text, p.year, 4);
    *at++ = '-';
    at = put_digits(at, p.month, 2);
    *at++ = '-';
    put_digits(at, p.day, 2);
    return (struct str){text, DATE_LEN};
}

date made_date_read(enum return_kind kind, struct str text)
{
    return kind == RETURN_CIN ? day_of_census(text) : day_of_903(text);
}
