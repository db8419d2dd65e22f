/* A child, and the return that it is of, made of what a case of a .case file tells; rows
 * are as the program reads them. */
#ifndef ASSAY_TESTS_FIXTURE_CHILD_H
#define ASSAY_TESTS_FIXTURE_CHILD_H

#include "base/csv.h"
#include "fixture_golden.h"
#include "records/day.h"
#include "records/file_903.h"
#include "records/postcodes.h"
#include "records/providers.h"

enum { ROWS_MOST = 64 };

struct making {
    struct arena *arena;
    const struct golden *g;
    struct child child, children[CHILDREN_MOST]; /* the first; and all */
    struct return_about about;
};

/* --- the tables --- */

static inline struct cell making_cell(const struct making *m,
                                      const struct column_shape *column, struct str text)
{
    if (m->g->kind == RETURN_903)
        return cell_of(m->arena, text, column->is_date);
    date on = column->is_date ? day_of_census(text) : DATE_NONE;
    return (struct cell){text, code_of(text.at, text.len), on};
}

/* The table a name means, and whether it is last year's. */
static inline unsigned making_table(const struct golden *g, struct str name, bool *last)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(g->kind, &count);
    *last = str_ends(name, STR("_last"));
    struct str bare = {name.at, name.len - (*last ? sizeof "_last" - 1 : 0)};
    for (unsigned t = 0; t < count; t++)
        if (str_equal(shapes[t].name, bare))
            return t;
    fail_msg("%.*s: there is no table %.*s", STR_ARG(g->name), STR_ARG(name));
    return 0;
}

static inline unsigned making_column(const struct golden *g,
                                     const struct table_shape *shape, struct str name)
{
    for (unsigned c = 0; c < shape->column_count; c++)
        if (str_equal(shape->columns[c].name, name))
            return c;
    fail_msg("%.*s: %.*s has no column %.*s", STR_ARG(g->name), STR_ARG(shape->name),
             STR_ARG(name));
    return 0;
}

/* The row of the parent table that a census row stands in: the one that column `in`
 * names, counted from 1, or the last one. */
static inline uint32_t making_parent(const struct child *child,
                                     const struct table_shape *shape, struct str said)
{
    if (shape->parent == NO_PARENT)
        return UINT32_MAX;
    size_t count = child->now[shape->parent].count;
    assert_true(count > 0);
    if (said.len == 0)
        return (uint32_t)(count - 1);
    assert_true(said.len == 1 && said.at[0] > '0' && (size_t)(said.at[0] - '0') <= count);
    return (uint32_t)(said.at[0] - '1');
}

static inline struct entry making_row(const struct making *m, const struct child *child,
                                      const struct table_shape *shape,
                                      const struct csv_record *head,
                                      const struct csv_record *row)
{
    struct cell *cells = arena_make(m->arena, struct cell, shape->column_count);
    struct str in = STR("");
    for (unsigned c = 0; c < shape->column_count; c++)
        cells[c] = making_cell(m, &shape->columns[c], STR(""));
    for (size_t i = 0; i < head->count; i++) {
        struct str text = i < row->count ? row->cells[i] : STR("");
        if (str_equal(head->cells[i], STR("in"))) {
            in = text;
            continue;
        }
        unsigned c = making_column(m->g, shape, head->cells[i]);
        cells[c] = making_cell(m, &shape->columns[c], text);
    }
    if (m->g->uasc.len > 0 && str_equal(shape->name, STR("Header")))
        cells[HEADER_UASC] = making_cell(m, &shape->columns[HEADER_UASC], m->g->uasc);
    return (struct entry){cells, row->record - 1, making_parent(child, shape, in)};
}

static inline struct csv_record making_head(struct arena *a, struct csv_record head)
{
    struct str *cells = arena_make(a, struct str, head.count);
    for (size_t i = 0; i < head.count; i++)
        cells[i] = head.cells[i];
    head.cells = cells;
    return head;
}

static inline void making_read(struct making *m, struct child *child,
                               const struct told *told)
{
    bool last;
    unsigned count, t = making_table(m->g, told->name, &last);
    const struct table_shape *shape = &table_shapes(m->g->kind, &count)[t];
    struct entry *rows = arena_make(m->arena, struct entry, ROWS_MOST);
    struct csv csv;
    struct csv_record record;
    struct fault why = {0};
    size_t n = 0;
    csv_open(&csv, m->arena, told->text, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    struct csv_record head = making_head(m->arena, record);
    while (csv_next(&csv, &record, &why)) {
        assert_true(n < ROWS_MOST);
        rows[n++] = making_row(m, child, shape, &head, &record);
    }
    (last ? child->last : child->now)[t] = (struct rows){rows, n};
    (last ? m->about.has_last : m->about.has)[t] = true;
}

/* The child of that number, from 0; the tables that it has rows of are loaded. */
static inline struct child making_child(struct making *m, size_t number)
{
    struct child child = {.id = STR("C1"), .kind = m->g->kind};
    if (m->g->nameless.len > 0)
        child.id = STR("");
    for (size_t i = 0; i < m->g->table_count; i++)
        if (m->g->tables[i].child == number)
            making_read(m, &child, &m->g->tables[i]);
    return child;
}

/* --- the return --- */

/* A census has all tables. */
static inline void making_loaded(struct making *m)
{
    struct str rest = m->g->loaded;
    while (rest.len > 0) {
        bool last;
        unsigned t = making_table(m->g, str_cut(rest, ' ', &rest), &last);
        (last ? m->about.has_last : m->about.has)[t] = true;
    }
    for (unsigned t = 0; t < TC_COUNT && m->g->kind == RETURN_CIN; t++)
        m->about.has[t] = true;
    for (unsigned t = 0; t < TABLES_MAX; t++)
        m->about.has_any_last = m->about.has_any_last || m->about.has_last[t];
}

/* In the CSV form the UASC table, where it is loaded, says of each row of the Header. */
static inline void making_uasc(const struct making *m, struct rows *tables,
                               const bool *has)
{
    struct rows *header = &tables[T9_HEADER];
    if (m->g->kind != RETURN_903 || m->about.form == FORM_XML || !has[T9_UASC])
        return;
    struct entry *rows = arena_make(m->arena, struct entry, header->count);
    for (size_t i = 0; i < header->count; i++) {
        struct cell *cells = arena_make(m->arena, struct cell, HEADER_UASC + 1);
        memcpy(cells, header->at[i].cells, (HEADER_UASC + 1) * sizeof *cells);
        struct str said = tables[T9_UASC].count ? STR("1") : STR("0");
        cells[HEADER_UASC] = cell_of(m->arena, said, false);
        rows[i] = header->at[i];
        rows[i].cells = cells;
    }
    header->at = rows;
}

static inline void making_days(struct making *m, int year)
{
    m->about.year = year;
    m->about.start = date_of(year - 1, 4, 1);
    m->about.end = m->about.reference = date_of(year, 3, 31);
    if (m->g->kind == RETURN_CIN && m->g->reference.len > 0) {
        m->about.reference = day_of_census(m->g->reference);
        m->about.end = m->about.reference;
        m->about.start = date_is_none(m->about.end)
                             ? DATE_NONE
                             : date_add_days(date_add_years(m->about.end, -1), 1);
    }
    m->about.last_start = date_add_years(m->about.start, -1);
    m->about.last_end = date_add_years(m->about.end, -1);
}

/* What the census's header says, as written. */
static inline void making_header(struct making *m, int year)
{
    const struct golden *g = m->g;
    m->about.header_year = arena_format(m->arena, "%d", year);
    m->about.header_reference = date_iso(m->arena, m->about.reference);
    if (g->header_year.len > 0)
        m->about.header_year = g->header_year;
    if (g->reference.len > 0)
        m->about.header_reference = g->reference;
    if (str_equal(g->header_year, STR("blank")))
        m->about.header_year = STR("");
    if (str_equal(g->reference, STR("blank")))
        m->about.header_reference = STR("");
}

static inline void making_providers(struct making *m)
{
    struct provider *at = arena_make(m->arena, struct provider, ROWS_MOST);
    struct csv csv;
    struct csv_record record;
    struct fault why = {0};
    size_t n = 0;
    csv_open(&csv, m->arena, m->g->providers, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    while (csv_next(&csv, &record, &why)) {
        assert_true(n < ROWS_MOST && record.count == 6);
        const struct str *cell = record.cells;
        at[n++] = (struct provider){cell[0], cell[1], cell[2], day_of_903(cell[3]),
                                    cell[4], cell[5]};
    }
    m->about.providers = providers_of(m->arena, at, n);
}

static inline void making_postcodes(struct making *m)
{
    struct fault why = {0};
    struct str bytes;
    assert_int_equal(postcodes_build(m->arena, m->g->postcodes, &bytes, &why), OK);
    assert_int_equal(postcodes_open(m->arena, bytes, &m->about.postcodes, &why), OK);
}

/* The case's return of a year, and its children. */
static inline struct making making_of(struct arena *a, const struct golden *g, int year)
{
    bool xml = g->uasc.len > 0 || str_equal(g->form, STR("xml"));
    struct making m = {.arena = a, .g = g};
    m.about = (struct return_about){
        .kind = g->kind, .form = xml ? FORM_XML : FORM_CSV, .authority = g->authority};
    making_days(&m, year);
    making_header(&m, year);
    for (size_t n = 0; n < g->child_count; n++)
        m.children[n] = making_child(&m, n);
    m.child = m.children[0];
    making_loaded(&m);
    making_uasc(&m, m.child.now, m.about.has);
    making_uasc(&m, m.child.last, m.about.has_last);
    if (g->postcodes.len > 0)
        making_postcodes(&m);
    if (g->providers.len > 0)
        making_providers(&m);
    return m;
}

#endif
