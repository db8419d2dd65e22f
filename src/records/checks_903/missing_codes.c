/* Checks on the cells of one period of being missing: type and days. */
#include "records/terms.h"

static const struct check checks[] = {
    {.code = "1004",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(NO_DATE(MISSING_MIS_START)),
     .fields = "MIS_START",
     .message = "The first day of being missing is blank or no date.",
     .source = "Department's message for 1004"},
    {.code = "1005",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(UNREADABLE(MISSING_MIS_END)),
     .fields = "MIS_END",
     .message = "The last day of being missing is no date.",
     .source = "Department's message for 1005"},
    {.code = "1006",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(BAD_CODE(MISSING_MISSING, "M", "A")),
     .fields = "MISSING",
     .message = "The type of being missing is none of the codes.",
     .source = "Department's message for 1006"},
};
const struct check_list checks_903_missing_codes = CHECK_LIST(checks);
