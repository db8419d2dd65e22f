#include "records/census.h"

#include <assert.h>

static int parent_table(unsigned table)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    assert(table < count);
    return shapes[table].parent;
}

const struct entry *row_around(const struct child *child, unsigned table,
                               const struct entry *row, unsigned around)
{
    const struct rows *records = &child->now[TC_CHILD_IDENTIFIERS];
    if (around == TC_CHILD_IDENTIFIERS)
        return records->count ? &records->at[0] : NULL;
    while (table != around) {
        int parent = parent_table(table);
        assert(parent != NO_PARENT && row->parent < child->now[parent].count);
        row = &child->now[parent].at[row->parent];
        table = (unsigned)parent;
    }
    return row;
}

/* Rows stand in the order of the file, so those of one parent stand together. */
static size_t first_of_parent(const struct rows *rows, size_t parent)
{
    size_t low = 0, high = rows->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->at[middle].parent < parent)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The rows of a table that stand in rows first to end of its parent table. */
static struct rows rows_between(const struct child *child, unsigned table, size_t first,
                                size_t end)
{
    const struct rows *rows = &child->now[table];
    size_t from = first_of_parent(rows, first), to = first_of_parent(rows, end);
    if (from == to)
        return (struct rows){0};
    return (struct rows){rows->at + from, to - from};
}

struct rows rows_within(const struct child *child, unsigned table,
                        const struct entry *parent)
{
    int around = parent_table(table);
    assert(around != NO_PARENT && parent >= child->now[around].at);
    size_t number = (size_t)(parent - child->now[around].at);
    assert(number < child->now[around].count);
    return rows_between(child, table, number, number + 1);
}

struct rows rows_of_episode(const struct child *child, unsigned table,
                            const struct entry *episode)
{
    int around = parent_table(table);
    assert(around != NO_PARENT);
    if (around == TC_CIN_DETAILS)
        return rows_within(child, table, episode);
    struct rows parents = rows_within(child, (unsigned)around, episode);
    if (parents.count == 0)
        return parents;
    size_t first = (size_t)(parents.at - child->now[around].at);
    return rows_between(child, table, first, first + parents.count);
}

bool falls_in_census(const struct checking *c, date day)
{
    return is_on_or_before(c->about->start, day) && is_on_or_before(day, c->about->end);
}

/* ---- Pairs */

/* Which rows to compare one with, and which side of the pair it is. */
struct side {
    const struct pair_rule_cin *rule;
    bool is_a;
};

static bool clash(const struct checking *c, const struct side *side,
                  const struct entry *one, const struct entry *other)
{
    return side->is_a ? side->rule->clashes(c, one, other)
                      : side->rule->clashes(c, other, one);
}

static struct rows others_of(const struct checking *c, const struct side *side,
                             const struct entry *one)
{
    unsigned table = side->is_a ? side->rule->b : side->rule->a;
    if (!side->rule->same_episode)
        return c->child->now[table];
    unsigned own = side->is_a ? side->rule->a : side->rule->b;
    const struct entry *episode = row_around(c->child, own, one, TC_CIN_DETAILS);
    return rows_of_episode(c->child, table, episode);
}

static bool clashes_with_some(const struct checking *c, const struct side *side,
                              const struct entry *one)
{
    struct rows others = others_of(c, side, one);
    for (size_t i = 0; i < others.count; i++)
        if (&others.at[i] != one && clash(c, side, one, &others.at[i]))
            return true;
    return false;
}

static void flag_side(const struct checking *c, const struct side *side, unsigned table)
{
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *one = &rows->at[i];
        if (!clashes_with_some(c, side, one))
            continue;
        flag(c, table, one);
        if (side->is_a && side->rule->plan_of_a)
            flag(c, TC_PROTECTION_PLANS,
                 row_around(c->child, table, one, TC_PROTECTION_PLANS));
    }
}

void run_pairs(const struct checking *c)
{
    const struct pair_rule_cin *rule = c->check->with;
    flag_side(c, &(const struct side){rule, true}, rule->a);
    flag_side(c, &(const struct side){rule, false}, rule->b);
}

/* ---- A row with what it stands in */

static void flag_with(const struct checking *c, unsigned around)
{
    const struct rows *rows = &c->child->now[c->check->table];
    for (size_t i = 0; i < rows->count; i++) {
        if (!terms_hold(c, &rows->at[i], c->check->with))
            continue;
        flag(c, c->check->table, &rows->at[i]);
        const struct entry *outer =
            row_around(c->child, c->check->table, &rows->at[i], around);
        assert(outer);
        flag(c, around, outer);
    }
}

void run_with_episode(const struct checking *c)
{
    flag_with(c, TC_CIN_DETAILS);
}

void run_with_plan(const struct checking *c)
{
    flag_with(c, TC_PROTECTION_PLANS);
}

void run_with_child(const struct checking *c)
{
    flag_with(c, TC_CHILD_IDENTIFIERS);
}
