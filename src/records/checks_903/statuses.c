/* Checks on legal statuses that could be had only for a time: freeing orders (D1), and
 * the placement orders (E1) that came after them. */
#include "records/terms.h"

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};

static const struct check checks[] = {
    {.code = "445",
     .years = YEARS_UNTIL(2024),
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, "D1"), BEFORE(DAY(2005, 12, 31), COLUMN(EPISODES_DECOM))),
     .without = starts,
     .fields = "DECOM|LS",
     .message = "The episode begins after 2005, when no freeing order (D1) could be made "
                "any more.",
     .source = "Department's message for 445, to 2023/24: after 31 December 2005"},
    {.code = "446",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, "E1"), BEFORE(COLUMN(EPISODES_DECOM), DAY(2005, 12, 1))),
     .without = starts,
     .fields = "DECOM|LS",
     .message = "The episode begins before December 2005, when there were no placement "
                "orders (E1) yet.",
     .source = "Department's message for 446"},
    {.code = "451",
     .years = YEARS_UNTIL(2024),
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, "D1"), BLANK(EPISODES_DEC), BLANK(EPISODES_REC)),
     .fields = "DEC|LS|REC",
     .message = "The child is still freed for adoption (D1).",
     .source = "Department's message for 451, to 2023/24"},
};
const struct check_list checks_903_statuses = CHECK_LIST(checks);
