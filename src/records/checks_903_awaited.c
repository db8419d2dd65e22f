/* Rules of the looked-after return that are not written yet.  They stand among the checks
 * so that every report says of each that it was not run: a rule that is only missing
 * would look like one that passed.  A rule that is written leaves this list. */
#include "records/check.h"

#include <assert.h>

static void never(const struct checking *c)
{
    (void)c;
    assert(!"a check that no return has what it needs for");
}

#define AWAITED(name, how, when, cells)                                                  \
    {.code = (name),                                                                     \
     .severity = (how),                                                                  \
     .years = (when),                                                                    \
     .needs = NEEDS_WRITING,                                                             \
     .run = never,                                                                       \
     .fields = (cells),                                                                  \
     .message = "This rule is not checked by this version of Assay.",                    \
     .source = "the Department's list of rules"}

static const struct check checks[] = {
    AWAITED("SW01STG1", SEVERITY_CHECK, YEAR_BIT(2024), "DEC"),
    AWAITED("SW01aSTG1", SEVERITY_CHECK, YEARS_FROM(2025), "SW_DECOM|SW_ID"),
    AWAITED("SW01bSTG1", SEVERITY_CHECK, YEARS_FROM(2025), "SW_DECOM|SW_ID|SW_REASON"),
    AWAITED("SW02STG1", SEVERITY_CHECK, YEARS_FROM(2024), "SW_ID"),
    AWAITED("SW03STG1", SEVERITY_CHECK, YEAR_BIT(2024), "SW_DECOM|SW_ID|SW_REASON"),
    AWAITED("SW04STG1", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DECOM"),
    AWAITED("SW05STG1", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DEC"),
    AWAITED("SW06STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DECOM"),
    AWAITED("SW07STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DEC"),
    AWAITED("SW08STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DEC"),
    AWAITED("SW09STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DEC|SW_DECOM"),
    AWAITED("SW10STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DECOM"),
    AWAITED("SW11aSTG2", SEVERITY_CHECK, YEAR_BIT(2024), "SW_DEC"),
    AWAITED("SW11bSTG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DEC"),
    AWAITED("SW12STG2", SEVERITY_CHECK, YEARS_FROM(2024), "SW_DECOM"),
    AWAITED("SW13STG1", SEVERITY_CHECK, YEARS_FROM(2024), "SW_REASON"),
    AWAITED("SW14STG2", SEVERITY_CHECK, YEAR_BIT(2024), "SW_DEC"),
    AWAITED("SW17STG2", SEVERITY_CHECK, YEARS_FROM(2026), "SW_DEC|SW_DECOM"),
};
const struct check_list checks_903_awaited = CHECK_LIST(checks);
