/* Checks on reviews and on how the child took part in them. */
#include "records/looked_after.h"
#include "records/terms.h"

static bool has_only_short_breaks(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < rows->count; i++)
        if (!cell_is_any(entry_cell(&rows->at[i], EPISODES_LS), RESPITE))
            return false;
    return rows->count > 0;
}

static const struct term reviewed[] = {
    SOME_FILLED(BIT(REVIEWS_REVIEW) | BIT(REVIEWS_REVIEW_CODE)), {.kind = TERM_END}};

static const struct term of_mother[] = {FILLED(HEADER_MOTHER), {.kind = TERM_END}};

/* Every episode stands beside every row of the Header and every review: a row of the
 * Header that says anything of a mother flags all reviews, and a review all of it. */
static void short_break_has_more(const struct checking *c)
{
    bool mother = some_filled(c, T9_HEADER, BIT(HEADER_MOTHER));
    bool review =
        some_filled(c, T9_REVIEWS, BIT(REVIEWS_REVIEW) | BIT(REVIEWS_REVIEW_CODE));
    bool more = mother || review;
    if (!has_only_short_breaks(c) || !more)
        return;
    flag_all(c, T9_EPISODES);
    if (review)
        flag_all(c, T9_HEADER);
    else
        flag_where(c, T9_HEADER, of_mother);
    if (mother)
        flag_all(c, T9_REVIEWS);
    else
        flag_where(c, T9_REVIEWS, reviewed);
}

/* ---- The checks */

#define TOOK_PART "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"
#define FOURTH_BIRTHDAY COLUMN_AND_YEARS(REVIEWS_DOB, 4)

static const struct date_column days[] = {DATE_OF(T9_REVIEWS, REVIEWS_REVIEW), DATES_END};
static const struct date_column births_and_days[] = {
    DATE_OF(T9_REVIEWS, REVIEWS_DOB), DATE_OF(T9_REVIEWS, REVIEWS_REVIEW), DATES_END};

static const struct check checks[] = {
    {.code = "166",
     .years = YEARS_ALL,
     ON(T9_REVIEWS),
     WHERE(NO_DATE(REVIEWS_REVIEW)),
     .fields = "REVIEW",
     .message = "The date of the review is blank or no date.",
     .source = "Department's message for 166"},
    {.code = "167",
     .years = YEARS_ALL,
     ON(T9_REVIEWS),
     WHERE(FILLED(REVIEWS_REVIEW), IS_NOT(REVIEWS_REVIEW_CODE, "PN0", TOOK_PART), OR,
           BLANK(REVIEWS_REVIEW), FILLED(REVIEWS_REVIEW_CODE)),
     .fields = "REVIEW_CODE",
     .message = "How the child took part in the review is blank or none of the codes, or "
                "stands without a date of the review.",
     .source = "Department's message for 167"},
    {.code = "399",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_EPISODES) | BIT(T9_REVIEWS),
     .run = short_break_has_more,
     .fields = "LS|MOTHER|REVIEW|REVIEW_CODE",
     .message = "A child who has short breaks only has reviews, or it is said whether "
                "she is a mother.",
     .source = "Department's message for 399"},
    {.code = "440",
     .years = YEARS_ALL,
     ON(T9_REVIEWS),
     WHERE(IS(REVIEWS_REVIEW_CODE, "PN0"),
           UP_TO(FOURTH_BIRTHDAY, COLUMN(REVIEWS_REVIEW))),
     .dates = days,
     .without = births_and_days,
     .fields = "DOB|REVIEW|REVIEW_CODE",
     .message = "PN0 (under 4) stands for a child who was 4 or over at the review.",
     .source = "Department's message for 440: 4 on the birthday"},
    {.code = "441",
     .years = YEARS_ALL,
     ON(T9_REVIEWS),
     WHERE(IS(REVIEWS_REVIEW_CODE, TOOK_PART),
           BEFORE(COLUMN(REVIEWS_REVIEW), FOURTH_BIRTHDAY)),
     .dates = days,
     .without = births_and_days,
     .fields = "DOB|REVIEW|REVIEW_CODE",
     .message = "The child took part in a review (PN1 to PN7) when it was under 4.",
     .source = "Department's message for 441"},
};
const struct check_list checks_903_reviews = CHECK_LIST(checks);
