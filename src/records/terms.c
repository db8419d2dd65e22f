#include "records/terms.h"

#include <assert.h>

#include "records/census.h"
#include "records/looked_after.h"

/* ---- Days */

static date origin_of(const struct checking *c, const struct entry *entry,
                      const struct point *p)
{
    switch (p->of) {
    case POINT_COLUMN:
        return entry_date(entry, p->column);
    case POINT_COLUMN_OR_END:
        return cell_is_blank(entry_cell(entry, p->column)) ? c->about->end
                                                           : entry_date(entry, p->column);
    case POINT_BORN:
        return c->shared->born;
    case POINT_START:
        return c->about->start;
    case POINT_END:
        return c->about->end;
    case POINT_REFERENCE:
        return c->about->reference;
    case POINT_AROUND:
        entry = row_around(c->child, c->check->table, entry, p->table);
        return entry ? entry_date(entry, p->column) : DATE_NONE;
    default:
        break;
    }
    assert(p->of == POINT_DAY);
    return date_of(p->years, p->days / 100, p->days % 100);
}

static date day_of(const struct checking *c, const struct entry *entry,
                   const struct point *p)
{
    date day = origin_of(c, entry, p);
    if (date_is_none(day) || p->of == POINT_DAY)
        return day;
    if (p->years)
        day = date_add_years(day, p->years);
    return p->days ? date_add_days(day, p->days) : day;
}

/* ---- Cells */

static bool one_is(const struct cell *cell, const struct term *t)
{
    if (cell_is_blank(cell))
        return t->kind == TERM_SOME_BLANK;
    if (t->kind == TERM_SOME_BAD)
        return !cell_is_of(cell, t->codes, t->count);
    return t->kind == TERM_SOME_FILLED;
}

static bool some_is(const struct entry *entry, const struct term *t)
{
    unsigned left = t->columns;
    for (unsigned column = 0; left; column++, left >>= 1)
        if ((left & 1u) && one_is(entry_cell(entry, column), t))
            return true;
    return false;
}

bool cell_is_of_any_case(const struct cell *cell, const code_text *codes, size_t count)
{
    struct cell folded = {.code = 0};
    if (cell->code == CODE_LONG)
        return false;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint64_t byte = cell->code >> shift & 0xffu;
        bool capital = byte >= 'A' && byte <= 'Z';
        folded.code |= (capital ? byte + ('a' - 'A') : byte) << shift;
    }
    return cell_is_of(&folded, codes, count);
}

/* Of the row that this one stands in; the check's table is the row's. */
static bool holds_around(const struct checking *c, const struct entry *entry,
                         const struct term *t)
{
    const struct entry *outer = row_around(c->child, c->check->table, entry, t->table);
    return outer && terms_hold(c, outer, t->inside);
}

static bool term_holds(const struct checking *c, const struct entry *entry,
                       const struct term *t)
{
    const struct cell *cell = entry_cell(entry, t->column);
    switch (t->kind) {
    case TERM_IN:
        return cell_is_of(cell, t->codes, t->count);
    case TERM_NOT_IN:
        return !cell_is_of(cell, t->codes, t->count);
    case TERM_IN_ANY_CASE:
        return cell_is_of_any_case(cell, t->codes, t->count);
    case TERM_SOME_FILLED:
    case TERM_SOME_BLANK:
    case TERM_SOME_BAD:
        return some_is(entry, t);
    case TERM_UNREADABLE:
        return cell_is_unreadable(cell);
    case TERM_NO_DATE:
        return date_is_none(cell->on);
    case TERM_DATE:
        return !date_is_none(cell->on);
    case TERM_BEFORE:
        return is_before(day_of(c, entry, &t->left), day_of(c, entry, &t->right));
    case TERM_UP_TO:
        return is_on_or_before(day_of(c, entry, &t->left), day_of(c, entry, &t->right));
    case TERM_CHILD:
        return t->child(c);
    case TERM_AROUND:
        return holds_around(c, entry, t);
    default:
        break;
    }
    assert(t->kind == TERM_ROW);
    return t->row(c, entry);
}

static bool is_term(const struct term *t)
{
    return t->kind > TERM_OR;
}

bool terms_hold(const struct checking *c, const struct entry *entry,
                const struct term *terms)
{
    for (const struct term *t = terms;; t++) {
        while (is_term(t) && term_holds(c, entry, t))
            t++;
        if (!is_term(t))
            return true;
        while (is_term(t))
            t++;
        if (t->kind == TERM_END)
            return false;
    }
}

bool row_where(const struct checking *c, const struct entry *entry)
{
    return terms_hold(c, entry, c->check->with);
}

void flag_all(const struct checking *c, unsigned table)
{
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++)
        flag(c, table, &rows->at[i]);
}

void flag_where(const struct checking *c, unsigned table, const struct term *terms)
{
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++)
        if (terms_hold(c, &rows->at[i], terms))
            flag(c, table, &rows->at[i]);
}

void flag_header(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_HEADER];
    for (size_t i = 0; i < rows->count; i++)
        if (date_compare(entry_date(&rows->at[i], HEADER_DOB), c->shared->born) == 0)
            flag(c, T9_HEADER, &rows->at[i]);
}

void run_with_header(const struct checking *c)
{
    const struct rows *rows = &c->child->now[c->check->table];
    for (size_t i = 0; i < rows->count; i++) {
        if (!terms_hold(c, &rows->at[i], c->check->with))
            continue;
        flag_header(c);
        flag(c, c->check->table, &rows->at[i]);
    }
}

bool some_filled(const struct checking *c, unsigned table, uint16_t columns)
{
    const struct term any = SOME_FILLED(columns);
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++)
        if (some_is(&rows->at[i], &any))
            return true;
    return false;
}

bool cell_whole_number(const struct cell *cell, int *out)
{
    enum { DIGITS_MOST = 6 };
    struct str text = str_trim(cell->text), rest;
    if (text.len > 1 && text.at[0] == '+')
        text = (struct str){text.at + 1, text.len - 1};
    struct str digits = str_cut(text, '.', &rest);
    int number = 0;
    if (digits.len == 0 || digits.len > DIGITS_MOST)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return false;
        number = number * 10 + (digits.at[i] - '0');
    }
    for (size_t i = 0; i < rest.len; i++)
        if (rest.at[i] != '0')
            return false;
    *out = number;
    return true;
}
