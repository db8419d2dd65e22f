/* One child of the looked-after return as its CHILD element.  The XML form holds one row
 * of Header, UASC, OC3 and AD1 a child, and of the last two only with IN_TOUCH or
 * DATE_INT; a row that it cannot hold is told. */
#include "records/convert.h"

/* Groups that are rows, in the order of the document; those of the Header stand in it. */
static const struct {
    unsigned table;
    const char *name;
} groups[] = {
    {T9_REVIEWS, "AREVIEW"},
    {T9_MISSING, "AMISSING"},
    {T9_PREV_PERM, "PERMANENCE"},
    {T9_OC2, "OC2"},
    {T9_PLACED_ADOPTION, "AD_PLACED"},
    {T9_SW_EPISODES, "SWEPISODE"},
    {T9_DOLO, "DOLO"},
};

static const struct entry *first_row(const struct child *child, unsigned table)
{
    return child->now[table].count ? &child->now[table].at[0] : NULL;
}

static struct str text_of(const struct entry *entry, unsigned column)
{
    return entry ? entry_cell(entry, column)->text : STR("");
}

static bool is_same(const struct entry *header, unsigned header_column,
                    const struct entry *entry, unsigned column)
{
    return str_equal(text_of(header, header_column), text_of(entry, column));
}

/* ---- Groups */

struct group {
    const char *name, *indent, *inner;
    const struct table_shape *shape;
    const struct entry *header; /* of the child; NULL */
};

/* All columns of a row but CHILD, and but a date of birth that is the Header's.  A blank
 * stands as an empty element: some readers take what is left out from elsewhere. */
static void put_group(struct buf *out, const struct group *g, const struct entry *entry)
{
    static const struct str born = {"DOB", 3}, place = {"PLACE", 5};
    buf_format(out, "%s<%s>\n", g->indent, g->name);
    for (unsigned c = 1; c < g->shape->column_count; c++) {
        struct str name = g->shape->columns[c].name, text = text_of(entry, c);
        if (str_equal(name, born) && is_same(g->header, HEADER_DOB, entry, c))
            continue;
        if (str_equal(name, place))
            name = STR("PL");
        if (text.len == 0)
            buf_format(out, "%s<%.*s/>\n", g->inner, STR_ARG(name));
        else
            put_element(out, g->inner, name, text);
    }
    buf_format(out, "%s</%s>\n", g->indent, g->name);
}

/* The rows of a table; those of the Header stand one deeper. */
static void put_groups(struct buf *out, const struct child *child, unsigned table,
                       const char *name)
{
    unsigned count;
    bool deep = table != T9_EPISODES;
    const struct group g = {name, deep ? "      " : "    ", deep ? "        " : "      ",
                            &table_shapes(RETURN_903, &count)[table],
                            first_row(child, T9_HEADER)};
    for (size_t i = 0; i < child->now[table].count; i++)
        put_group(out, &g, &child->now[table].at[i]);
}

/* ---- What a child has once */

static void put_own(struct buf *out, const struct entry *entry, unsigned table,
                    unsigned from)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[table];
    for (unsigned c = from; entry && c < shape->column_count; c++)
        put_element(out, "      ", shape->columns[c].name, text_of(entry, c));
}

/* Unaccompanied: as the Header says it, or as the table of CSV does. */
static struct str uasc_of(const struct return_about *about, const struct child *child)
{
    const struct entry *header = first_row(child, T9_HEADER);
    if (child->now[T9_UASC].count)
        return STR("1");
    struct str said = text_of(header, HEADER_UASC);
    return said.len == 0 && about->has[T9_UASC] ? STR("0") : said;
}

static void tell_others(struct buf *streams, const struct child *child, unsigned table)
{
    for (size_t i = 1; i < child->now[table].count; i++)
        put_left_out(streams, child, table, &child->now[table].at[i],
                     "the XML form has one such row a child");
}

/* A row that holds only with a column, and whose date of birth (and sex) is the child's.
 */
static void tell_lost(struct buf *streams, const struct child *child, unsigned table,
                      unsigned needed, unsigned born)
{
    const struct entry *entry = first_row(child, table);
    if (!entry)
        return;
    if (needed && text_of(entry, needed).len == 0)
        put_left_out(streams, child, table, entry,
                     "the XML form has such a row only with IN_TOUCH or DATE_INT");
    else if (!is_same(first_row(child, T9_HEADER), HEADER_DOB, entry, born))
        put_left_out(streams, child, table, entry,
                     "its date of birth is not the Header's, which stands for it");
    tell_others(streams, child, table);
}

static void tell_all_lost(struct buf *streams, const struct child *child)
{
    const struct entry *uasc = first_row(child, T9_UASC);
    tell_others(streams, child, T9_HEADER);
    tell_lost(streams, child, T9_UASC, 0, UASC_DOB);
    tell_lost(streams, child, T9_OC3, OC3_IN_TOUCH, OC3_DOB);
    tell_lost(streams, child, T9_AD1, AD1_DATE_INT, AD1_DOB);
    if (uasc && !is_same(first_row(child, T9_HEADER), HEADER_SEX, uasc, UASC_SEX))
        put_left_out(streams, child, T9_UASC, uasc,
                     "its sex is not the Header's, which stands for it");
}

void xml_child_903(struct buf *streams, const struct return_about *about,
                   const struct child *child)
{
    struct buf *out = &streams[STREAM_DOCUMENT];
    const struct entry *header = first_row(child, T9_HEADER);
    buf_add(out, STR("  <CHILD>\n    <HEADER>\n"));
    put_element(out, "      ", STR("CHILDID"), child->id);
    put_element(out, "      ", STR("UPN"), text_of(header, HEADER_UPN));
    put_element(out, "      ", STR("SEX"), text_of(header, HEADER_SEX));
    put_element(out, "      ", STR("DOB"), text_of(header, HEADER_DOB));
    put_element(out, "      ", STR("ETHNIC"), text_of(header, HEADER_ETHNIC));
    put_element(out, "      ", STR("UASC"), uasc_of(about, child));
    put_element(out, "      ", STR("DUC"), text_of(first_row(child, T9_UASC), UASC_DUC));
    put_element(out, "      ", STR("MOTHER"), text_of(header, HEADER_MOTHER));
    put_element(out, "      ", STR("MC_DOB"), text_of(header, HEADER_MC_DOB));
    put_own(out, first_row(child, T9_OC3), T9_OC3, OC3_IN_TOUCH);
    put_own(out, first_row(child, T9_AD1), T9_AD1, AD1_DATE_INT);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        put_groups(out, child, groups[i].table, groups[i].name);
    buf_add(out, STR("    </HEADER>\n"));
    put_groups(out, child, T9_EPISODES, "EPISODE");
    buf_add(out, STR("  </CHILD>\n"));
    tell_all_lost(streams, child);
}
