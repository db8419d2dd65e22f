#include "records/flags.h"

#include <assert.h>

#include "records/looked_after.h"

struct flags flags_new(struct arena *a)
{
    return (struct flags){.arena = a};
}

void flags_reset(struct flags *flags)
{
    flags->count = 0;
    flags->silent_count = 0;
    flags->check_from = 0;
    flags->noted = NULL;
}

/* Rows of one check stay in order of table and row, whatever order it flags them in. */
void flag(const struct checking *c, unsigned table, const struct entry *entry)
{
    struct flags *f = c->flags;
    assert(table < TABLES_MAX && entry);
    size_t at = f->count;
    for (; at > f->check_from; at--) {
        const struct flagged *before = &f->at[at - 1];
        if (before->table == table && before->entry == entry)
            return;
        if (before->table < table ||
            (before->table == table && before->entry->row <= entry->row))
            break;
    }
    if (f->count == f->capacity)
        f->at = arena_grow(f->arena, struct flagged, f->at, f->count, &f->capacity);
    memmove(&f->at[at + 1], &f->at[at], (f->count - at) * sizeof *f->at);
    f->at[at] = (struct flagged){c->check, entry, (uint8_t)table};
    f->count++;
}

void not_run(const struct checking *c, const char *reason)
{
    struct flags *f = c->flags;
    bool said = f->silent_count > 0 && f->silent[f->silent_count - 1].check == c->check;
    if (said)
        return;
    if (f->silent_count == f->silent_capacity)
        f->silent = arena_grow(f->arena, struct silent, f->silent, f->silent_count,
                               &f->silent_capacity);
    f->silent[f->silent_count++] = (struct silent){c->check, reason};
}

/* ---- Dates that the check cannot do without */

/* Which date columns of a table hold no date, and which something that is none. */
static void note_table(struct dateless *noted, const struct table_shape *shape,
                       const struct rows *rows)
{
    *noted = (struct dateless){0, 0};
    for (size_t i = 0; i < rows->count; i++)
        for (unsigned c = 0; c < shape->column_count; c++) {
            const struct cell *cell = entry_cell(&rows->at[i], c);
            if (!shape->columns[c].is_date || !date_is_none(cell->on))
                continue;
            noted->none |= BIT(c);
            if (!cell_is_blank(cell))
                noted->unreadable |= BIT(c);
        }
}

/* Once a child, not once a check: most checks of a year ask for the same few columns. */
static void note_child(struct flags *f, const struct child *child)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(child->kind, &count);
    for (unsigned t = 0; t < count; t++) {
        note_table(&f->now[t], &shapes[t], &child->now[t]);
        note_table(&f->last[t], &shapes[t], &child->last[t]);
    }
    f->noted = child;
}

static const struct dateless *dateless_of(const struct flags *f,
                                          const struct date_column *column)
{
    return column->last ? &f->last[column->table] : &f->now[column->table];
}

static bool any_unreadable(const struct flags *f, const struct date_column *dates)
{
    for (; dates && !dates->end; dates++)
        if (dateless_of(f, dates)->unreadable & BIT(dates->column))
            return true;
    return false;
}

/* The first table of either return says who the child is; other rows may stand without.
 */
static bool has_no_own_row(const struct checking *c, const struct date_column *column)
{
    bool own = column->table == 0 && !column->last; /* mcdc: no check needs last's yet */
    return own && c->child->now[0].count == 0 && c->child->now[c->check->table].count > 0;
}

static bool any_without(const struct checking *c, const struct date_column *dates)
{
    for (; dates && !dates->end; dates++)
        if ((dateless_of(c->flags, dates)->none & BIT(dates->column)) ||
            has_no_own_row(c, dates))
            return true;
    return false;
}

static void note_dates(const struct checking *c)
{
    if ((c->check->needs & USES_REFERENCE) && date_is_none(c->about->reference))
        not_run(c, "the return has no reference date that can be read");
    if (any_unreadable(c->flags, c->check->dates))
        not_run(c, "a date that it compares cannot be read");
    else if (any_without(c, c->check->without))
        not_run(c, "a date that it cannot do without is blank or cannot be read");
}

/* Rows of this child alone that share a text; the engine looks at the whole return. */
static void flag_repeats(const struct checking *c, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct str text = c->check->unique(c, &rows->at[i]);
        for (size_t k = 0; k < rows->count && text.len > 0; k++)
            if (k != i && str_equal(c->check->unique(c, &rows->at[k]), text))
                flag(c, c->check->table, &rows->at[i]);
    }
}

static void flag_entries(const struct checking *c, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (c->check->entry(c, &rows->at[i]))
            flag(c, c->check->table, &rows->at[i]);
}

static void look(const struct checking *c)
{
    if (c->check->run)
        c->check->run(c);
    else if (c->check->entry)
        flag_entries(c, &c->child->now[c->check->table]);
    else if (c->check->unique)
        flag_repeats(c, &c->child->now[c->check->table]);
}

/* A child that stands twice in the Header may be born on two days: the check looks once
 * more with each that is another than the one before it. */
static void look_with_other_births(const struct checking *c)
{
    const struct rows *header = &c->child->now[T9_HEADER];
    struct looked_after shared = *c->shared;
    struct checking other = *c;
    other.shared = &shared;
    for (size_t i = 0; i < header->count; i++) {
        date born = entry_date(&header->at[i], HEADER_DOB);
        if (date_compare(born, shared.born) == 0)
            continue;
        shared.born = born;
        look(&other);
    }
}

void check_apply(const struct check *check, const struct child *child,
                 const struct return_about *about, const struct looked_after *shared,
                 struct flags *flags)
{
    struct checking c = {check, child, about, shared, flags};
    assert((check->entry != NULL) + (check->run != NULL) + (check->unique != NULL) +
               (check->whole != NULL) ==
           1);
    flags->check_from = flags->count;
    if (flags->noted != child)
        note_child(flags, child);
    note_dates(&c);
    look(&c);
    if (shared && child->now[T9_HEADER].count > 1)
        look_with_other_births(&c);
}

/* ---- What a check needs of the return */

static const char *lacking_table(struct arena *a, unsigned wanted, const bool *has,
                                 enum return_kind kind, const char *year)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(kind, &count);
    for (unsigned t = 0; t < count; t++) {
        if (!(wanted & BIT(t)) || has[t])
            continue;
        struct str said =
            arena_format(a, "%.*s%s was not loaded", STR_ARG(shapes[t].name), year);
        return said.at;
    }
    return NULL;
}

/* Which children are UASC is said by the Header of the XML form, else by their table. */
static bool says_uasc(const struct return_about *about, const bool *has)
{
    return has[T9_UASC] || (about->form == FORM_XML && has[T9_HEADER]);
}

static const char *lacking_list(const struct check *check,
                                const struct return_about *about)
{
    const struct {
        unsigned need;
        bool there;
        const char *reason;
    } needs[] = {
        {NEEDS_POSTCODES, about->postcodes != NULL, "no postcode index was given"},
        {NEEDS_PROVIDERS, about->providers != NULL, "no list of providers was given"},
        {NEEDS_AUTHORITY, about->authority.len > 0,
         "which authority makes the return was not said"},
        {NEEDS_UASC, says_uasc(about, about->has) || says_uasc(about, about->has_last),
         "no table says which children are unaccompanied asylum seekers"},
        {NEEDS_UASC_NOW, says_uasc(about, about->has),
         "no table of this year says which children are unaccompanied asylum seekers"},
        {NEEDS_REFERENCE, !date_is_none(about->reference),
         "the return has no reference date that can be read"},
        {NEEDS_XML, about->form == FORM_XML, "only the XML form carries the item"},
        {NEEDS_LOCATION, false,
         "the return does not carry the item, which is derived from the postcode"}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if ((check->needs & needs[i].need) && !needs[i].there)
            return needs[i].reason;
    return NULL;
}

const char *check_can_run(struct arena *a, const struct check *check,
                          const struct return_about *about)
{
    const char *lacking = lacking_table(a, check->tables, about->has, about->kind, "");
    if (!lacking)
        lacking =
            lacking_table(a, check->last, about->has_last, about->kind, " of last year");
    return lacking ? lacking : lacking_list(check, about);
}
