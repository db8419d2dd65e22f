/* One child of the census as its Child element, in the order of the Department's schema
 * (CIN census, 2017 to 2026). */
#include "records/convert.h"

enum { SEX_RENAMED = 2025 }; /* the first census with Sex instead of GenderCurrent */

struct writing {
    struct buf *out;
    const struct child *child;
    int year;
};

/* Of an element in the document: a Child stands in Children, that in the Message. */
static const char *const indents[] = {
    "  ", "    ", "      ", "        ", "          ", "            ", "              "};

static void put_tag(const struct writing *w, unsigned depth, const char *sign,
                    const char *name)
{
    buf_format(w->out, "%s<%s%s>\n", indents[depth], sign, name);
}

static struct str column_name(const struct writing *w, unsigned table, unsigned column)
{
    unsigned count;
    bool is_sex = table == TC_CHILD_IDENTIFIERS && column == CI_SEX;
    if (is_sex && w->year < SEX_RENAMED)
        return STR("GenderCurrent");
    return table_shapes(RETURN_CIN, &count)[table].columns[column].name;
}

/* Columns of a table that stand together. */
struct span {
    unsigned table, from, end;
};

static struct span all_of(unsigned table)
{
    unsigned count;
    return (struct span){table, 0, table_shapes(RETURN_CIN, &count)[table].column_count};
}

/* Those of a row that are filled in. */
static void put_columns(const struct writing *w, unsigned depth, struct span span,
                        const struct entry *entry)
{
    for (unsigned c = span.from; c < span.end; c++)
        put_element(w->out, indents[depth], column_name(w, span.table, c),
                    entry_cell(entry, c)->text);
}

/* The next row at or behind `*i` that stands in row `parent` of its parent table. */
static const struct entry *next_in(const struct writing *w, unsigned table,
                                   uint32_t parent, size_t *i)
{
    const struct rows *rows = &w->child->now[table];
    while (*i < rows->count && rows->at[*i].parent != parent)
        ++*i;
    return *i < rows->count ? &rows->at[(*i)++] : NULL;
}

/* Rows that are a list of single elements: factors, reviews; in an element of their own.
 */
static void put_list(const struct writing *w, unsigned depth, unsigned table,
                     const char *name, uint32_t parent)
{
    size_t i = 0;
    const struct entry *entry = next_in(w, table, parent, &i);
    if (!entry)
        return;
    put_tag(w, depth, "", name);
    for (; entry; entry = next_in(w, table, parent, &i))
        put_columns(w, depth + 1, all_of(table), entry);
    put_tag(w, depth, "/", name);
}

/* Groups of an episode that may hold a list. */
struct group {
    unsigned table;
    const char *name;
    unsigned list; /* TC_COUNT: none */
    const char *list_name;
};

static void put_groups(const struct writing *w, const struct group *group,
                       uint32_t parent)
{
    size_t i = 0;
    const struct rows *rows = &w->child->now[group->table];
    for (const struct entry *entry; (entry = next_in(w, group->table, parent, &i));) {
        put_tag(w, 3, "", group->name);
        put_columns(w, 4, all_of(group->table), entry);
        if (group->list != TC_COUNT)
            put_list(w, 4, group->list, group->list_name, (uint32_t)(entry - rows->at));
        put_tag(w, 3, "/", group->name);
    }
}

static void put_episode(const struct writing *w, size_t i)
{
    static const struct group before[] = {
        {TC_ASSESSMENTS, "Assessments", TC_FACTORS, "FactorsIdentifiedAtAssessment"},
        {TC_CIN_PLAN_DATES, "CINPlanDates", TC_COUNT, NULL},
        {TC_SECTION_47, "Section47", TC_COUNT, NULL}};
    static const struct group after[] = {
        {TC_PROTECTION_PLANS, "ChildProtectionPlans", TC_REVIEWS, "Reviews"},
        {TC_PRE_PROCEEDINGS, "PreProceedingsandFGDM", TC_COUNT, NULL}};
    static const struct span before_groups = {TC_CIN_DETAILS, 0, CD_REFERRAL_NFA};
    static const struct span between = {TC_CIN_DETAILS, CD_REFERRAL_NFA,
                                        CD_REFERRAL_NFA + 1};
    const struct entry *entry = &w->child->now[TC_CIN_DETAILS].at[i];
    put_tag(w, 2, "", "CINdetails");
    put_columns(w, 3, before_groups, entry);
    for (size_t g = 0; g < sizeof before / sizeof *before; g++)
        put_groups(w, &before[g], (uint32_t)i);
    put_columns(w, 3, between, entry);
    for (size_t g = 0; g < sizeof after / sizeof *after; g++)
        put_groups(w, &after[g], (uint32_t)i);
    put_tag(w, 2, "/", "CINdetails");
}

static void put_rows(const struct writing *w, unsigned table, const char *name)
{
    const struct rows *rows = &w->child->now[table];
    for (size_t i = 0; i < rows->count; i++) {
        put_tag(w, 2, "", name);
        put_columns(w, 3, all_of(table), &rows->at[i]);
        put_tag(w, 2, "/", name);
    }
}

static void put_characteristics(const struct writing *w)
{
    const struct rows *rows = &w->child->now[TC_CHILD_CHARACTERISTICS];
    bool told = rows->count && !cell_is_blank(entry_cell(&rows->at[0], CC_ETHNICITY));
    if (!told && w->child->now[TC_DISABILITIES].count == 0)
        return;
    put_tag(w, 2, "", "ChildCharacteristics");
    if (rows->count)
        put_columns(w, 3, all_of(TC_CHILD_CHARACTERISTICS), &rows->at[0]);
    put_list(w, 3, TC_DISABILITIES, "Disabilities", UINT32_MAX);
    put_tag(w, 2, "/", "ChildCharacteristics");
}

void xml_child_cin(struct buf *out, const struct child *child, int year)
{
    struct writing w = {out, child, year};
    put_tag(&w, 1, "", "Child");
    put_rows(&w, TC_CHILD_IDENTIFIERS, "ChildIdentifiers");
    put_characteristics(&w);
    for (size_t i = 0; i < child->now[TC_CIN_DETAILS].count; i++)
        put_episode(&w, i);
    put_tag(&w, 1, "/", "Child");
}
