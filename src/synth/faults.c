#include "synth/faults.h"

#include <assert.h>
#include <string.h>

#include "synth/fault_words.h"

/* ---- Where */

static bool is_one_of(struct str text, struct str set)
{
    struct str rest = set;
    do {
        size_t bar = 0;
        while (bar < rest.len && rest.at[bar] != '|')
            bar++;
        if (str_equal(text, (struct str){rest.at, bar}))
            return true;
        if (bar == rest.len)
            return false;
        rest = (struct str){rest.at + bar + 1, rest.len - bar - 1};
    } while (true);
}

static date day_of_side(const struct fault_site *site, struct str side)
{
    if (str_starts(side, STR("@")))
        side = (struct str){side.at + 1, side.len - 1};
    return fault_day(site, side);
}

static bool compares(const struct fault_site *site, struct str left, char how,
                     struct str right)
{
    if (how == '=' || how == '!') {
        const struct str *cell = fault_cell(site, left);
        return cell && is_one_of(*cell, right) == (how == '=');
    }
    date a = day_of_side(site, left), b = day_of_side(site, right);
    if (date_is_none(a) || date_is_none(b))
        return false;
    return how == '<' ? a.days < b.days : a.days > b.days;
}

static bool has_table(const struct fault_site *site, struct str name)
{
    const struct made_rows *rows = &site->child->now;
    if (str_starts(name, STR("past."))) {
        rows = &site->child->last;
        name = (struct str){name.at + 5, name.len - 5};
    }
    return made_count(rows, fault_table(site->child, name)) > 0;
}

static bool has_inside(const struct fault_site *site, struct str name)
{
    unsigned table = fault_table(site->child, name);
    const struct made_rows *rows = &site->child->now;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].table == table && rows->at[i].parent == site->row &&
            !rows->at[i].gone)
            return true;
    return false;
}

static bool plain_holds(const struct fault_site *site, struct str word)
{
    struct str name;
    struct str verb = str_cut(word, ':', &name);
    if (str_equal(verb, STR("first")))
        return fault_neighbour(&site->child->now, site->row, -1) == NO_ROW;
    if (str_equal(verb, STR("final")))
        return fault_neighbour(&site->child->now, site->row, 1) == NO_ROW;
    if (str_equal(verb, STR("has")))
        return has_table(site, name);
    if (str_equal(verb, STR("none")))
        return !has_table(site, name);
    if (str_equal(verb, STR("with")))
        return has_inside(site, name);
    assert(str_equal(verb, STR("without")));
    return !has_inside(site, name);
}

static bool word_holds(const struct fault_site *site, struct str word)
{
    for (size_t i = 1; i < word.len; i++)
        if (strchr("=!<>", word.at[i]))
            return compares(site, (struct str){word.at, i}, word.at[i],
                            (struct str){word.at + i + 1, word.len - i - 1});
    return plain_holds(site, word);
}

bool fault_fits(const struct made_child *child, const struct made_fault *fault, int row)
{
    /* Words only read, but for those that change; the site serves both. */
    struct made_child copy = *child;
    struct fault_site site = {&copy, row, NO_ROW};
    struct str words = str_of(fault->where);
    for (struct str word = fault_word(&words); word.len > 0; word = fault_word(&words))
        if (!word_holds(&site, word))
            return false;
    return true;
}

/* ---- Change */

static struct str literal(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.len);
    for (size_t i = 0; i < text.len; i++)
        out[i] = text.at[i] == '_' ? ' ' : text.at[i];
    return (struct str){out, text.len};
}

static struct str value_of(const struct fault_site *site, struct str text)
{
    struct made_child *child = site->child;
    struct str rest = {text.at + 1, text.len - 1};
    if (str_starts(text, STR("@"))) {
        date day = fault_day(site, rest);
        return child->kind == RETURN_CIN ? made_date_census(child->arena, day)
                                         : made_date_903(child->arena, day);
    }
    if (str_starts(text, STR("."))) {
        const struct str *cell = fault_cell(site, rest);
        return cell ? *cell : STR("");
    }
    return literal(child->arena, text);
}

static void set_cell(const struct fault_site *site, struct str way, struct str text)
{
    struct str value = value_of(site, text);
    struct str *cell = fault_cell(site, way);
    if (cell)
        *cell = value;
}

/* With the child's number and day of birth, where the table has them. */
static void add_row(struct fault_site *site, struct str name)
{
    struct made_child *child = site->child;
    unsigned count, table = fault_table(child, name);
    const struct table_shape *shape = &table_shapes(child->kind, &count)[table];
    const struct made_row *of = &child->now.at[site->row];
    int parent = NO_ROW;
    if (shape->parent == of->table)
        parent = site->row;
    else if (shape->parent == table_shapes(child->kind, &count)[of->table].parent)
        parent = of->parent;
    struct made_row *row = made_add(child->arena, &child->now, table);
    row->parent = parent;
    if (child->kind == RETURN_903) {
        row->cells[0] = child->id;
        for (unsigned c = 1; c < shape->column_count; c++)
            if (str_equal(shape->columns[c].name, STR("DOB")))
                row->cells[c] = made_date_903(child->arena, child->born);
    }
    site->added = (int)child->now.count - 1;
}

static void copy_row(struct fault_site *site)
{
    struct made_child *child = site->child;
    struct made_row copy = child->now.at[site->row];
    *made_add(child->arena, &child->now, copy.table) = copy;
}

static void drop_table(const struct fault_site *site, struct str name)
{
    struct made_rows *rows = &site->child->now;
    if (str_starts(name, STR("past."))) {
        rows = &site->child->last;
        name = (struct str){name.at + 5, name.len - 5};
    }
    unsigned table = fault_table(site->child, name);
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].table == table)
            rows->at[i].gone = true;
}

static void plain_change(struct fault_site *site, struct str word)
{
    struct str name;
    struct str verb = str_cut(word, ':', &name);
    if (str_equal(verb, STR("twice")))
        copy_row(site);
    else if (str_equal(verb, STR("drop")))
        site->child->now.at[site->row].gone = true;
    else if (str_equal(verb, STR("add")))
        add_row(site, name);
    else if (str_equal(verb, STR("dropall")))
        drop_table(site, name);
    else {
        assert(str_equal(verb, STR("again")));
        site->child->again = true;
    }
}

void fault_do(struct made_child *child, const struct made_fault *fault, int row)
{
    struct fault_site site = {child, row, NO_ROW};
    struct str words = str_of(fault->change);
    for (struct str word = fault_word(&words); word.len > 0; word = fault_word(&words)) {
        size_t i = 0;
        while (i + 1 < word.len && !(word.at[i] == ':' && word.at[i + 1] == '='))
            i++;
        if (i + 1 < word.len)
            set_cell(&site, (struct str){word.at, i},
                     (struct str){word.at + i + 2, word.len - i - 2});
        else
            plain_change(&site, word);
    }
}

/* ---- Which one */

static const struct fault_list none = {NULL, 0};
const struct fault_list *const faults_903[FAULT_LISTS] = {
    &faults_903_children, &faults_903_episodes, &faults_903_adoption, &faults_903_facts};
const struct fault_list *const faults_cin[FAULT_LISTS] = {
    &faults_cin_children, &faults_cin_episodes, &faults_cin_plans, &none};

struct damaging damaging_new(struct arena *a, const struct fault_list *const *lists)
{
    struct damaging d = {.lists = lists};
    for (size_t l = 0; l < FAULT_LISTS; l++)
        d.count += lists[l]->count;
    d.used = arena_make(a, uint64_t, d.count);
    return d;
}

static const struct made_fault *numbered_fault(const struct damaging *d, size_t number)
{
    size_t l = 0;
    while (number >= d->lists[l]->count)
        number -= d->lists[l++]->count;
    return &d->lists[l]->at[number];
}

/* A row that the fault fits, beginning the search anywhere; NO_ROW. */
static int find_site(const struct made_child *child, const struct made_fault *fault,
                     size_t begin)
{
    size_t count = child->now.count;
    bool of_year = (fault->from == 0 || child->year >= fault->from) &&
                   (fault->to == 0 || child->year <= fault->to);
    bool of_form = fault->form == FAULT_ANY_FORM ||
                   (fault->form == FAULT_XML_ONLY) == (child->form == MADE_XML);
    if (!of_year || !of_form || count == 0)
        return NO_ROW;
    unsigned table = fault_table(child, str_of(fault->table));
    for (size_t i = 0; i < count; i++) {
        int row = (int)((begin + i) % count);
        if (child->now.at[row].table == table && fault_fits(child, fault, row))
            return row;
    }
    return NO_ROW;
}

struct damage damage_child(struct damaging *d, struct made_child *child, struct random *r)
{
    struct damage done = {.row = NO_ROW};
    size_t from = random_below(r, d->count), begin = random_below(r, 1000), best = 0;
    for (size_t i = 0; i < d->count; i++) {
        size_t number = (from + i) % d->count;
        if (done.fault && d->used[number] >= d->used[best])
            continue;
        int row = find_site(child, numbered_fault(d, number), begin);
        if (row == NO_ROW)
            continue;
        best = number;
        done = (struct damage){numbered_fault(d, number), child->now.at[row].table, row};
    }
    if (!done.fault)
        return done;
    d->used[best]++;
    fault_do(child, done.fault, done.row);
    return done;
}

void damage_expected(struct buf *out, const struct made_child *child,
                     const struct damage *damage)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(child->kind, &count);
    struct str codes = str_of(damage->fault->codes), id = child->id;
    const struct made_row *row = &child->now.at[damage->row];
    if (child->kind == RETURN_CIN)
        id = child->now.at[0].cells[CI_LA_CHILD_ID];
    while (codes.len > 0) {
        struct str table;
        struct str code = str_cut(str_cut(codes, '|', &codes), '@', &table);
        bool here = table.len == 0 && !row->gone;
        if (table.len == 0)
            table = shapes[damage->table].name;
        buf_format(out, "%.*s,%.*s,%.*s,", STR_ARG(id), STR_ARG(code), STR_ARG(table));
        if (here)
            buf_format(out, "%u", (unsigned)row->number);
        buf_format(out, ",\"%s\"\n", damage->fault->name);
    }
}
