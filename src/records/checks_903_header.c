/* Checks on a child's Header row alone: who the child is. */
#include "records/check.h"

#define CELL(column) entry_cell(entry, (column))

static bool sex_is_no_code(const struct checking *c, const struct entry *entry)
{
    if (c->about->year <= 2024)
        return !CELL_IS_ANY(CELL(HEADER_SEX), CODE("1"), CODE("2"));
    return !CELL_IS_ANY(CELL(HEADER_SEX), CODE("M"), CODE("F"), CODE("U"));
}

static bool birth_is_no_date(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return date_is_none(entry_date(entry, HEADER_DOB));
}

static bool ethnicity_is_no_code(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return !CELL_IS_ANY(CELL(HEADER_ETHNIC), CODE("WBRI"), CODE("WIRI"), CODE("WOTH"),
                        CODE("WIRT"), CODE("WROM"), CODE("MWBC"), CODE("MWBA"),
                        CODE("MWAS"), CODE("MOTH"), CODE("AIND"), CODE("APKN"),
                        CODE("ABAN"), CODE("AOTH"), CODE("BCRB"), CODE("BAFR"),
                        CODE("BOTH"), CODE("CHNE"), CODE("OOTH"), CODE("REFU"),
                        CODE("NOBT"));
}

static const struct check checks[] = {
    {.code = "101",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER),
     .table = T9_HEADER,
     .entry = sex_is_no_code,
     .fields = "SEX",
     .message = "The sex recorded is not one of the codes of the year.",
     .source = "Department's message for 101; codes M, F, U from 2024/25"},
    {.code = "102",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER),
     .table = T9_HEADER,
     .entry = birth_is_no_date,
     .fields = "DOB",
     .message = "The date of birth is blank or no date.",
     .source = "Department's message for 102"},
    {.code = "103",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER),
     .table = T9_HEADER,
     .entry = ethnicity_is_no_code,
     .fields = "ETHNIC",
     .message = "The ethnicity is blank or not one of the codes.",
     .source = "Department's message for 103"},
};
const struct check_list checks_903_header = CHECK_LIST(checks);
