/* Checks on the unique pupil number, beside those on how it is written. */
#include "records/terms.h"

static bool is_more_than_respite(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++)
        if (!cell_is_any(entry_cell(&episodes->at[i], EPISODES_LS), RESPITE))
            return true;
    return false;
}

/* UN1 to UN5 say why there is no number, and may stand any number of times. */
static struct str pupil_number(const struct checking *c, const struct entry *entry)
{
    const struct cell *number = entry_cell(entry, HEADER_UPN);
    (void)c;
    if (cell_is_any(number, "UN1", "UN2", "UN3", "UN4", "UN5"))
        return STR("");
    return number->text;
}

/* ---- The checks */

static const struct check checks[] = {
    {.code = "442",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_HEADER),
     .table = T9_HEADER,
     WHERE(BLANK(HEADER_UPN), OF_CHILD(is_more_than_respite)),
     .fields = "UPN",
     .message = "The unique pupil number is blank, and so is the reason for none.",
     .source = "Department's message for 442; a child with short breaks only needs none"},
    {.code = "444",
     .years = YEARS_FROM(2026),
     ON(T9_HEADER),
     .unique = pupil_number,
     .fields = "UPN",
     .message = "Another row has the same unique pupil number.",
     .source =
         "Department's message for 444, from 2025/26; rows are compared, so a child "
         "that stands twice is flagged too"},
};
const struct check_list checks_903_pupils = CHECK_LIST(checks);
