/* The census's XML, in the order of its schema.  A group of the schema is a row; codes of
 * disabilities and factors stand together in an element of their own. */
#include "synth/return_cin.h"
#include "synth/return_files.h"
#include "synth/return_xml.h"

enum { SEX_FROM = 2025 }; /* GenderCurrent until then */

struct census_writing {
    struct buf *out;
    struct made_rows *rows;
    struct census_count *count;
    const struct table_shape *shapes;
};

static void tag(struct buf *out, const char *open, struct str name)
{
    buf_add(out, str_of(open));
    buf_add(out, name);
    buf_char(out, '>');
}

/* Groups whose elements are not called as their tables. */
static struct str group_name(const struct census_writing *w, unsigned table)
{
    return table == TC_CIN_PLAN_DATES ? STR("CINPlanDates") : w->shapes[table].name;
}

static struct str column_name(const struct census_writing *w, unsigned table, unsigned c)
{
    if (table == TC_CHILD_IDENTIFIERS && c == CI_SEX && w->count->year < SEX_FROM)
        return STR("GenderCurrent");
    return w->shapes[table].columns[c].name;
}

static void put_cells(struct census_writing *w, const struct made_row *row, unsigned from,
                      unsigned to)
{
    for (unsigned c = from; c < to; c++)
        xml_leaf(w->out, column_name(w, row->table, c), row->cells[c]);
}

static void number(struct census_writing *w, struct made_row *row)
{
    row->number = (uint32_t)++w->count->rows[row->table];
}

static bool stands_in(const struct made_row *row, unsigned table, int parent)
{
    return row->table == table && row->parent == parent && !row->gone;
}

/* Codes in one element: nothing where there are none. */
static void put_codes(struct census_writing *w, unsigned table, struct str holder,
                      int parent)
{
    bool open = false;
    for (size_t i = 0; i < w->rows->count; i++) {
        struct made_row *row = &w->rows->at[i];
        if (!stands_in(row, table, parent))
            continue;
        if (!open)
            tag(w->out, "<", holder);
        open = true;
        number(w, row);
        put_cells(w, row, 0, 1);
    }
    if (open)
        tag(w->out, "</", holder);
}

static void put_group(struct census_writing *w, struct made_row *row, int at);

static void put_groups(struct census_writing *w, unsigned table, int parent)
{
    for (size_t i = 0; i < w->rows->count; i++)
        if (stands_in(&w->rows->at[i], table, parent))
            put_group(w, &w->rows->at[i], (int)i);
}

static void put_inside(struct census_writing *w, unsigned table, int at)
{
    static const unsigned before[] = {TC_ASSESSMENTS, TC_CIN_PLAN_DATES, TC_SECTION_47};
    static const unsigned after[] = {TC_PROTECTION_PLANS, TC_PRE_PROCEEDINGS};
    if (table == TC_ASSESSMENTS)
        put_codes(w, TC_FACTORS, STR("FactorsIdentifiedAtAssessment"), at);
    if (table == TC_PROTECTION_PLANS)
        put_groups(w, TC_REVIEWS, at);
    if (table == TC_CHILD_CHARACTERISTICS)
        put_codes(w, TC_DISABILITIES, STR("Disabilities"), NO_ROW);
    if (table != TC_CIN_DETAILS)
        return;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        put_groups(w, before[i], at);
    put_cells(w, &w->rows->at[at], CD_REFERRAL_NFA, CD_REFERRAL_NFA + 1);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        put_groups(w, after[i], at);
}

static void put_group(struct census_writing *w, struct made_row *row, int at)
{
    struct str name = group_name(w, row->table);
    unsigned cells = w->shapes[row->table].column_count;
    number(w, row);
    tag(w->out, "<", name);
    put_cells(w, row, 0, row->table == TC_CIN_DETAILS ? CD_REFERRAL_NFA : cells);
    put_inside(w, row->table, at);
    tag(w->out, "</", name);
}

void census_child(struct buf *out, struct made_rows *rows, struct census_count *count)
{
    unsigned tables;
    struct census_writing w = {out, rows, count, table_shapes(RETURN_CIN, &tables)};
    buf_add(out, STR("<Child>"));
    put_groups(&w, TC_CHILD_IDENTIFIERS, NO_ROW);
    put_groups(&w, TC_CHILD_CHARACTERISTICS, NO_ROW);
    put_groups(&w, TC_CIN_DETAILS, NO_ROW);
    buf_add(out, STR("</Child>\n"));
}

void census_begin(struct buf *out, int year, struct str lea)
{
    buf_format(out,
               "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- %s -->\n<Message>\n"
               "<Header><CollectionDetails><Collection>CIN</Collection><Year>%d</Year>"
               "<ReferenceDate>%d-03-31</ReferenceDate></CollectionDetails>"
               "<Source><SourceLevel>L</SourceLevel><LEA>%.*s</LEA>"
               "<SoftwareCode>Assay</SoftwareCode><Release>made up</Release>"
               "<SerialNo>001</SerialNo><DateTime>%d-04-30T09:00:00</DateTime>"
               "</Source></Header>\n<Children>\n",
               MADE_NOTICE, year, year, STR_ARG(lea), year);
}

void census_end(struct buf *out)
{
    buf_add(out, STR("</Children>\n</Message>\n"));
}
