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
        if (parent == NO_PARENT || row->parent >= child->now[parent].count)
            return NULL;
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

struct rows rows_within(const struct child *child, unsigned table,
                        const struct entry *parent)
{
    int around = parent_table(table);
    assert(around != NO_PARENT && child->now[around].count > 0);
    size_t number = (size_t)(parent - child->now[around].at);
    const struct rows *rows = &child->now[table];
    assert(number < child->now[around].count);
    size_t first = first_of_parent(rows, number);
    size_t end = first_of_parent(rows, number + 1);
    return (struct rows){rows->at + first, end - first};
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
    const struct rows *all = &c->child->now[table];
    if (!side->rule->same_episode || all->count == 0)
        return *all;
    unsigned own = side->is_a ? side->rule->a : side->rule->b;
    const struct entry *episode = row_around(c->child, own, one, TC_CIN_DETAILS);
    return episode ? rows_within(c->child, table, episode) : (struct rows){0};
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

void run_pairs(const struct checking *c)
{
    const struct pair_rule_cin *rule = c->check->with;
    const struct side a = {rule, true}, b = {rule, false};
    for (size_t i = 0; i < c->child->now[rule->a].count; i++)
        if (clashes_with_some(c, &a, &c->child->now[rule->a].at[i]))
            flag(c, rule->a, &c->child->now[rule->a].at[i]);
    for (size_t i = 0; i < c->child->now[rule->b].count; i++)
        if (clashes_with_some(c, &b, &c->child->now[rule->b].at[i]))
            flag(c, rule->b, &c->child->now[rule->b].at[i]);
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
        if (outer)
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
