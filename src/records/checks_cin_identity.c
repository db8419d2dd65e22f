/* Census checks on who the child is: identifiers, dates of birth and death, sex,
 * ethnicity, disability. */
#include "records/census.h"

static bool child_id_is_blank(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return cell_is_blank(entry_cell(entry, CI_LA_CHILD_ID));
}

static const struct check checks[] = {
    {.code = "8500",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CHILD_IDENTIFIERS),
     .table = TC_CHILD_IDENTIFIERS,
     .entry = child_id_is_blank,
     .fields = "LAchildID",
     .message = "The child has no identifier of the authority.",
     .source = "Department's message for 8500"},
};
const struct check_list checks_cin_identity = CHECK_LIST(checks);
