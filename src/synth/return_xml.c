#include "synth/return_xml.h"

void xml_leaf(struct buf *out, struct str name, struct str text)
{
    if (text.len == 0)
        return;
    buf_char(out, '<');
    buf_add(out, name);
    buf_char(out, '>');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '&')
            buf_add(out, STR("&amp;"));
        else if (text.at[i] == '<')
            buf_add(out, STR("&lt;"));
        else
            buf_char(out, text.at[i]);
    }
    buf_add(out, STR("</"));
    buf_add(out, name);
    buf_char(out, '>');
}

/* Two columns have other names here. */
static struct str element_of(struct str column)
{
    if (str_equal(column, STR("CHILD")))
        return STR("CHILDID");
    return str_equal(column, STR("PLACE")) ? STR("PL") : column;
}

/* The cells of a row from a column on. */
static void put_leaves(struct buf *out, const struct made_row *row, unsigned from)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[row->table];
    for (unsigned c = from; c < shape->column_count; c++)
        xml_leaf(out, element_of(shape->columns[c].name), row->cells[c]);
}

/* Tables whose rows are elements; the others' cells stand in the child's own. */
static const struct {
    unsigned table;
    const char *element;
    unsigned from; /* the first column that is not the child's own */
    bool in_header;
} groups[] = {{T9_REVIEWS, "AREVIEW", REVIEWS_REVIEW, true},
              {T9_MISSING, "AMISSING", MISSING_MISSING, true},
              {T9_PREV_PERM, "PERMANENCE", PREV_PREV_PERM, true},
              {T9_OC2, "OC2", OC2_SDQ_SCORE, true},
              {T9_PLACED_ADOPTION, "AD_PLACED", PLACED_DATE_PLACED, true},
              {T9_SW_EPISODES, "SWEPISODE", SW_SW_ID, true},
              {T9_DOLO, "DOLO", DOLO_DOLO_START, true},
              {T9_EPISODES, "EPISODE", EPISODES_DECOM, false}};

static void put_groups(struct buf *out, const struct made_rows *rows, bool in_header)
{
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        if (groups[g].in_header != in_header)
            continue;
        for (size_t i = 0; i < rows->count; i++) {
            const struct made_row *row = &rows->at[i];
            if (row->table != groups[g].table || row->gone)
                continue;
            buf_format(out, "<%s>", groups[g].element);
            put_leaves(out, row, groups[g].from);
            buf_format(out, "</%s>", groups[g].element);
        }
    }
}

static void put_own(struct buf *out, const struct made_rows *rows)
{
    static const struct {
        unsigned table, from;
    } own[] = {{T9_HEADER, HEADER_CHILD},
               {T9_UASC, UASC_DUC},
               {T9_OC3, OC3_IN_TOUCH},
               {T9_AD1, AD1_DATE_INT}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const struct made_row *row = made_row_of(rows, own[i].table, 0);
        if (row)
            put_leaves(out, row, own[i].from);
    }
}

void return_xml_child(struct buf *out, const struct made_rows *rows)
{
    if (rows->count == 0)
        return;
    buf_add(out, STR("<CHILD><HEADER>"));
    put_own(out, rows);
    put_groups(out, rows, true);
    buf_add(out, STR("</HEADER>"));
    put_groups(out, rows, false);
    buf_add(out, STR("</CHILD>\n"));
}
