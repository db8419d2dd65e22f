/* Checks on which tables a child stands in: in one without the other that it needs, twice
 * where once is all, and with another date of birth or sex. */
#include "records/terms.h"

static bool has_no(const struct checking *c, unsigned table)
{
    return c->child->now[table].count == 0;
}

static bool has_no_header(const struct checking *c)
{
    return has_no(c, T9_HEADER);
}

/* A table that was not loaded has nobody. */
static bool has_no_care(const struct checking *c)
{
    return has_no(c, T9_EPISODES) && has_no(c, T9_OC3);
}

static bool has_no_care_last(const struct checking *c)
{
    return c->child->last[T9_EPISODES].count == 0;
}

static void stands_twice(const struct checking *c)
{
    if (c->child->now[c->check->table].count > 1)
        flag_all(c, c->check->table);
}

/* ---- 1012: a care leaver without episodes has nothing else */

static const unsigned more[] = {T9_PLACED_ADOPTION, T9_MISSING, T9_REVIEWS, T9_AD1,
                                T9_PREV_PERM,       T9_OC2};
enum { MORE = sizeof more / sizeof *more };

static bool more_was_loaded(const struct checking *c)
{
    for (size_t i = 0; i < MORE; i++)
        if (c->about->has[more[i]])
            return true;
    return false;
}

static void leaver_has_more(const struct checking *c)
{
    if (!c->about->has[T9_OC3] || !more_was_loaded(c))
        not_run(c, "OC3, or every table that a care leaver has not, was not loaded");
    if (!has_no(c, T9_EPISODES) || has_no(c, T9_OC3))
        return;
    for (size_t i = 0; i < MORE; i++)
        flag_all(c, more[i]);
}

/* ---- The same as in the Header */

/* Against each row of the Header; `with` is the column of the check's table. */
static bool birth_differs(const struct checking *c, const struct entry *entry)
{
    const unsigned *column = c->check->with;
    const struct rows *header = &c->child->now[T9_HEADER];
    date born = entry_date(entry, *column);
    for (size_t i = 0; i < header->count; i++) {
        date said = entry_date(&header->at[i], HEADER_DOB);
        if (is_before(said, born) || is_before(born, said))
            return true;
    }
    return false;
}

static bool sex_differs(const struct checking *c, const struct entry *entry)
{
    const struct rows *header = &c->child->now[T9_HEADER];
    const struct cell *sex = entry_cell(entry, UASC_SEX);
    for (size_t i = 0; i < header->count && !cell_is_blank(sex); i++) {
        const struct cell *said = entry_cell(&header->at[i], HEADER_SEX);
        if (!cell_is_blank(said) && !cells_equal(said, sex))
            return true;
    }
    return false;
}

/* ---- The checks */

#define ABSENT(a_code, a_table, a_name)                                                  \
    {.code = (a_code),                                                                   \
     .severity = SEVERITY_CHECK,                                                         \
     .years = YEARS_ALL,                                                                 \
     .tables = BIT(T9_HEADER) | BIT(a_table),                                            \
     .table = (a_table),                                                                 \
     WHERE(OF_CHILD(has_no_header)),                                                     \
     .fields = "CHILD",                                                                  \
     .message = "The child has a row in " a_name ", but none in the Header.",            \
     .source = "Department's message for " a_code}
#define BORN_OTHERWISE(a_code, a_table, a_column, a_name)                                \
    {.code = (a_code),                                                                   \
     .severity = SEVERITY_CHECK,                                                         \
     .years = YEARS_ALL,                                                                 \
     .tables = BIT(T9_HEADER) | BIT(a_table),                                            \
     .table = (a_table),                                                                 \
     .entry = birth_differs,                                                             \
     .with = &(const unsigned){a_column},                                                \
     .without = (const struct date_column[]){DATE_OF(a_table, a_column),                 \
                                             DATE_OF(T9_HEADER, HEADER_DOB), DATES_END}, \
     .fields = "DOB",                                                                    \
     .message = "The date of birth in " a_name " is not that in the Header.",            \
     .source = "Department's message for " a_code}
#define TWICE(a_code, a_table, a_name)                                                   \
    {.code = (a_code),                                                                   \
     .severity = SEVERITY_CHECK,                                                         \
     .years = YEARS_ALL,                                                                 \
     ON(a_table),                                                                        \
     .run = stands_twice,                                                                \
     .fields = "CHILD",                                                                  \
     .message = "The child has more than one row in " a_name ".",                        \
     .source = "Department's message for " a_code}

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};

static const struct check checks[] = {
    {.code = "1012",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = leaver_has_more,
     .fields = "CHILD",
     .message = "A care leaver has no episode this year, but data of children looked "
                "after.",
     .source =
         "Department's message for 1012: of children in OC3, without which it is not "
         "run"},
    {.code = "EPI",
     .severity = SEVERITY_WARNING,
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(OF_CHILD(has_no_care)),
     .fields = "CHILD",
     .message = "The child has neither an episode nor a row in OC3, without which most "
                "checks have nothing to look at.",
     .source = "Department's message for EPI; a table that was not loaded has nobody"},
    ABSENT("INT01", T9_AD1, "AD1"),
    ABSENT("INT02", T9_PLACED_ADOPTION, "PlacedAdoption"),
    ABSENT("INT03", T9_EPISODES, "Episodes"),
    ABSENT("INT04", T9_MISSING, "Missing"),
    ABSENT("INT05", T9_OC2, "OC2"),
    ABSENT("INT06", T9_OC3, "OC3"),
    ABSENT("INT07", T9_PREV_PERM, "PrevPerm"),
    ABSENT("INT08", T9_REVIEWS, "Reviews"),
    ABSENT("INT09", T9_UASC, "UASC"),
    BORN_OTHERWISE("INT11", T9_AD1, AD1_DOB, "AD1"),
    BORN_OTHERWISE("INT12", T9_PLACED_ADOPTION, PLACED_DOB, "PlacedAdoption"),
    BORN_OTHERWISE("INT13", T9_MISSING, MISSING_DOB, "Missing"),
    BORN_OTHERWISE("INT14", T9_OC2, OC2_DOB, "OC2"),
    BORN_OTHERWISE("INT15", T9_OC3, OC3_DOB, "OC3"),
    BORN_OTHERWISE("INT16", T9_PREV_PERM, PREV_DOB, "PrevPerm"),
    BORN_OTHERWISE("INT17", T9_REVIEWS, REVIEWS_DOB, "Reviews"),
    BORN_OTHERWISE("INT18", T9_UASC, UASC_DOB, "UASC"),
    {.code = "INT21",
     .severity = SEVERITY_CHECK,
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_UASC),
     .table = T9_UASC,
     .entry = sex_differs,
     .fields = "SEX",
     .message = "The sex in UASC is not that in the Header.",
     .source = "Department's message for INT21, as text: 1 is not M"},
    TWICE("INT31", T9_AD1, "AD1"),
    TWICE("INT32", T9_HEADER, "the Header"),
    TWICE("INT33", T9_OC2, "OC2"),
    TWICE("INT34", T9_OC3, "OC3"),
    TWICE("INT35", T9_PREV_PERM, "PrevPerm"),
    TWICE("INT36", T9_UASC, "UASC"),
    {.code = "NoE",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .last = BIT(T9_EPISODES),
     WHERE(BEFORE(COLUMN(EPISODES_DECOM), START_OF_YEAR), OF_CHILD(has_no_care_last)),
     .without = starts,
     .fields = "DECOM",
     .message = "The episode began before this year, but last year's return has no "
                "episode of the child.",
     .source = "Department's message for NoE"},
};
const struct check_list checks_903_presence = CHECK_LIST(checks);
