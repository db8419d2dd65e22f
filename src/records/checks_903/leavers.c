/* Checks on young people who have left care: OC3. */
#include "records/terms.h"

#define OC3_ALL (BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM))
#define OC2_ALL                                                                          \
    (BIT(OC2_CONVICTED) | BIT(OC2_HEALTH_CHECK) | BIT(OC2_IMMUNISATIONS) |               \
     BIT(OC2_TEETH_CHECK) | BIT(OC2_HEALTH_ASSESSMENT) | BIT(OC2_SUBSTANCE_MISUSE) |     \
     BIT(OC2_INTERVENTION_RECEIVED) | BIT(OC2_INTERVENTION_OFFERED))

/* Leaver and looked after for the year at once: all rows of either that say so. */
static void left_and_stayed(const struct checking *c)
{
    static const struct term left[] = {SOME_FILLED(OC3_ALL), {.kind = TERM_END}};
    static const struct term stayed[] = {SOME_FILLED(OC2_ALL), {.kind = TERM_END}};
    if (!some_filled(c, T9_OC3, OC3_ALL) || !some_filled(c, T9_OC2, OC2_ALL))
        return;
    flag_where(c, T9_OC2, stayed);
    flag_where(c, T9_OC3, left);
}

static bool had_died(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_OC3];
    for (size_t i = 0; i < last->count; i++)
        if (cell_is(entry_cell(&last->at[i], OC3_IN_TOUCH), CODE("DIED")))
            return true;
    return false;
}

/* ---- The checks */

static const struct date_column births[] = {DATE_OF(T9_OC3, OC3_DOB), DATES_END};

static const struct check checks[] = {
    {.code = "131",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(IS_NOT(OC3_IN_TOUCH, "YES", "NO", "DIED", "REFU", "NREQ", "RHOM")),
     .fields = "IN_TOUCH",
     .message = "Whether the authority is in touch with the care leaver is blank or none "
                "of the codes.",
     .source = "Department's message for 131"},
    {.code = "132",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(IS_NOT(OC3_ACTIV, "F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5",
                  "G6", "0")),
     .fields = "ACTIV",
     .message = "The care leaver's activity is blank or none of the codes.",
     .source = "Department's message for 132"},
    {.code = "133",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(IS_NOT(OC3_ACCOM, "B1", "B2", "C1", "C2", "D1", "D2", "E1", "E2", "G1", "G2",
                  "H1", "H2", "K1", "K2", "R1", "R2", "S2", "T1", "T2", "U1", "U2", "V1",
                  "V2", "W1", "W2", "X2", "Y1", "Y2", "Z1", "Z2", "0")),
     .fields = "ACCOM",
     .message = "The care leaver's accommodation is blank or none of the codes.",
     .source = "Department's message for 133"},
    {.code = "153",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(SOME_FILLED(OC3_ALL), SOME_BLANK(OC3_ALL)),
     .fields = "ACCOM|ACTIV|IN_TOUCH",
     .message = "Some items on the care leaver are given and some are blank.",
     .source = "Department's message for 153"},
    {.code = "215",
     .years = YEARS_ALL,
     .tables = BIT(T9_OC2) | BIT(T9_OC3),
     .run = left_and_stayed,
     .fields = "ACCOM|ACTIV|CONVICTED|HEALTH_ASSESSMENT|HEALTH_CHECK|IMMUNISATIONS|"
               "INTERVENTION_OFFERED|INTERVENTION_RECEIVED|IN_TOUCH|SUBSTANCE_MISUSE|"
               "TEETH_CHECK",
     .message = "A care leaver has data that is for children looked after for twelve "
                "months.",
     .source = "Department's message for 215"},
    {.code = "344",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(IS(OC3_IN_TOUCH, "DIED", "RHOM"), IS_NOT(OC3_ACTIV, "0"), OR,
           IS(OC3_IN_TOUCH, "DIED", "RHOM"), IS_NOT(OC3_ACCOM, "0")),
     .fields = "ACCOM|ACTIV|IN_TOUCH",
     .message = "The young person has died or gone home, but activity and accommodation "
                "are not both 0.",
     .source = "Department's message for 344; a blank is flagged"},
    {.code = "345",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(IS(OC3_IN_TOUCH, "YES"), IS(OC3_ACTIV, "0"), OR, IS(OC3_IN_TOUCH, "YES"),
           IS(OC3_ACCOM, "0")),
     .fields = "ACCOM|ACTIV|IN_TOUCH",
     .message = "The authority is in touch with the young person, but activity or "
                "accommodation is 0.",
     .source = "Department's message for 345"},
    {.code = "347",
     .years = YEARS_FROM(2024),
     ON(T9_OC3),
     WHERE(IS(OC3_ACCOM, "T1", "T2"),
           BEFORE(START_OF_YEAR, COLUMN_AND_YEARS(OC3_DOB, 18))),
     .without = births,
     .fields = "ACCOM|DOB",
     .message = "A care leaver under 18 when the year began is said to live in a foyer.",
     .source = "Department's message for 347, from 2023/24; T1 and T2 are the codes"},
    {.code = "348",
     .years = YEARS_FROM(2026),
     ON(T9_OC3),
     .last = BIT(T9_OC3),
     WHERE(OF_CHILD(had_died), IS_NOT(OC3_IN_TOUCH, "DIED")),
     .fields = "IN_TOUCH",
     .message = "Last year's return said that this care leaver had died.",
     .source = "Department's message for 348, from 2025/26; DIED again passes"},
    {.code = "391",
     .years = YEARS_ALL,
     ON(T9_OC3),
     WHERE(SOME_FILLED(OC3_ALL), BEFORE(END_OF_YEAR, COLUMN_AND_YEARS(OC3_DOB, 17)), OR,
           SOME_FILLED(OC3_ALL), UP_TO(COLUMN_AND_YEARS(OC3_DOB, 22), START_OF_YEAR)),
     .without = births,
     .fields = "ACCOM|ACTIV|DOB|IN_TOUCH",
     .message = "The young person was never 17 to 21 during the collection year.",
     .source = "Department's message for 391, its upper age included"},
};
const struct check_list checks_903_leavers = CHECK_LIST(checks);
