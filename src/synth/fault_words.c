#include "synth/fault_words.h"

#include <assert.h>

#include "synth/life.h"

struct str fault_word(struct str *words)
{
    while (words->len > 0 && words->at[0] == ' ')
        *words = (struct str){words->at + 1, words->len - 1};
    return str_cut(*words, ' ', words);
}

unsigned fault_table(const struct made_child *child, struct str name)
{
    unsigned count, t = 0;
    const struct table_shape *shapes = table_shapes(child->kind, &count);
    while (t < count && !str_equal(shapes[t].name, name))
        t++;
    assert(t < count);
    return t;
}

static unsigned column_of(const struct made_child *child, unsigned table, struct str name)
{
    unsigned count, c = 0;
    const struct table_shape *shape = &table_shapes(child->kind, &count)[table];
    while (c < shape->column_count && !str_equal(shape->columns[c].name, name))
        c++;
    assert(c < shape->column_count);
    return c;
}

/* ---- Rows */

int fault_neighbour(const struct made_rows *rows, int row, int by)
{
    const struct made_row *from = &rows->at[row];
    for (int i = row + by; i >= 0 && i < (int)rows->count; i += by) {
        const struct made_row *other = &rows->at[i];
        if (other->table == from->table && other->parent == from->parent && !other->gone)
            return i;
    }
    return NO_ROW;
}

/* The first row of a table, or the last. */
static int row_of_table(const struct made_rows *rows, unsigned table, bool last)
{
    int found = NO_ROW;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].table == table && !rows->at[i].gone && (last || found == NO_ROW))
            found = (int)i;
    return found;
}

struct on_way {
    const struct made_rows *rows;
    int row;
};

static int named_row(const struct fault_site *site, const struct made_rows *rows,
                     struct str step)
{
    bool last = str_ends(step, STR("$"));
    if (last)
        step.len--;
    return row_of_table(rows, fault_table(site->child, step), last);
}

/* One step on the way; false where there is no such row. */
static bool take_step(const struct fault_site *site, struct on_way *way, struct str step)
{
    if (str_equal(step, STR("past"))) {
        way->rows = &site->child->last;
        return true;
    }
    if (str_equal(step, STR("next")))
        way->row = fault_neighbour(way->rows, way->row, 1);
    else if (str_equal(step, STR("prev")))
        way->row = fault_neighbour(way->rows, way->row, -1);
    else if (str_equal(step, STR("parent")))
        way->row = way->rows->at[way->row].parent;
    else if (str_equal(step, STR("new")))
        way->row = site->added;
    else
        way->row = named_row(site, way->rows, step);
    return way->row != NO_ROW;
}

struct str *fault_cell(const struct fault_site *site, struct str way)
{
    struct on_way at = {&site->child->now, site->row};
    struct str rest;
    for (struct str step = str_cut(way, '.', &rest); rest.len > 0;
         step = str_cut(rest, '.', &rest))
        if (!take_step(site, &at, step))
            return NULL;
    size_t dot = str_find_last(way, '.');
    struct str name = way;
    if (dot < way.len)
        name = (struct str){way.at + dot + 1, way.len - dot - 1};
    struct made_row *row = &at.rows->at[at.row];
    return &row->cells[column_of(site->child, row->table, name)];
}

/* ---- Days */

static date day_named(const struct fault_site *site, struct str name)
{
    const struct made_child *child = site->child;
    if (str_equal(name, STR("start")))
        return year_start(child->year);
    if (str_equal(name, STR("end")))
        return year_end(child->year);
    if (str_equal(name, STR("born")))
        return child->born;
    if (name.len > 0 && name.at[0] >= '0' && name.at[0] <= '9')
        return made_date_read(child->kind, name);
    const struct str *cell = fault_cell(site, name);
    return cell ? made_date_read(child->kind, *cell) : DATE_NONE;
}

static bool is_sign(char c)
{
    return c == '+' || c == '-';
}

/* "+18y", "-1": taken off the front of the text and added to the day. */
static date add_term(date day, struct str *text)
{
    int sign = text->at[0] == '-' ? -1 : 1, number = 0;
    size_t i = 1;
    for (; i < text->len && text->at[i] >= '0' && text->at[i] <= '9'; i++)
        number = number * 10 + (text->at[i] - '0');
    bool years = i < text->len && text->at[i] == 'y';
    i += years;
    *text = (struct str){text->at + i, text->len - i};
    return years ? date_add_years(day, sign * number) : date_add_days(day, sign * number);
}

date fault_day(const struct fault_site *site, struct str expression)
{
    size_t name = 0;
    while (name < expression.len && !is_sign(expression.at[name]))
        name++;
    date day = day_named(site, (struct str){expression.at, name});
    struct str rest = {expression.at + name, expression.len - name};
    while (rest.len > 0 && !date_is_none(day))
        day = add_term(day, &rest);
    return day;
}
