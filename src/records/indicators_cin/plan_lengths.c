/* How long child protection plans last, and whether they are reviewed in time. */
#include "records/census.h"
#include "records/protected.h"

/* ---- Two years */

static struct standing ended_after_two_years(const struct measuring *m,
                                             const struct entry *plan)
{
    struct standing s = plan_ended_since(m, plan);
    if (s.role == ROLE_NUMERATOR && !is_two_years(entry_date(plan, CPP_CPP_START_DATE),
                                                  entry_date(plan, CPP_CPP_END_DATE)))
        return STANDS_OF("the plan lasted under two years");
    return s;
}

static bool has_plans(const struct measuring *m)
{
    return m->child->now[TC_PROTECTION_PLANS].count > 0;
}

static void count_two_years_at_end(const struct measuring *m)
{
    struct standing s;
    const struct entry *plan = plan_at_end(m, &s);
    if (plan && is_two_years(entry_date(plan, CPP_CPP_START_DATE), m->about->end))
        say_in(m, EVERY_FIGURE);
    else if (plan)
        say_of(m, EVERY_FIGURE, "on a plan for under two years");
    else if (has_plans(m))
        say_standing(m, EVERY_FIGURE, s);
}

/* ---- Bands: of plans on the last day, then of those that ended */

static void say_length(const struct measuring *m, unsigned first, struct standing s,
                       struct period of)
{
    enum lasted lasted =
        s.role == ROLE_NUMERATOR ? plan_lasted(of.start, of.end) : UP_TO_3_MONTHS;
    say_standing_band(m, (struct bands){first, LASTED_BANDS, lasted}, s);
}

static void count_lengths(const struct measuring *m)
{
    const struct rows *plans = &m->child->now[TC_PROTECTION_PLANS];
    struct standing s;
    const struct entry *plan = plan_at_end(m, &s);
    date start = plan ? entry_date(plan, CPP_CPP_START_DATE) : DATE_NONE;
    if (plans->count > 0)
        say_length(m, 0, plan ? STANDS_IN : s, (struct period){start, m->about->end});
    for (size_t i = 0; i < plans->count; i++) {
        plan = &plans->at[i];
        say_length(m, LASTED_BANDS, plan_ended_since(m, plan),
                   (struct period){entry_date(plan, CPP_CPP_START_DATE),
                                   entry_date(plan, CPP_CPP_END_DATE)});
    }
}

/* ---- Reviews */

static struct standing reviewed(const struct measuring *m, const struct entry *plan)
{
    enum { MONTHS = 3 };
    date start = entry_date(plan, CPP_CPP_START_DATE);
    if (is_before(m->about->end, date_add_months(start, MONTHS)))
        return STANDS_OUT("on a plan for under three months");
    if (plan_reviews_unclear(m, plan))
        return STANDS_UNTOLD("CPPreviewDate of a review is blank or cannot be read");
    switch (reviews_by(m->conventions, plan_reviewed(m, plan))) {
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD("the census does not have the review before the year");
    case TRUTH_FALSE:
        return STANDS_OF("a review was overdue in the year");
    case TRUTH_TRUE:
        break;
    }
    return STANDS_IN;
}

static void count_reviewed(const struct measuring *m)
{
    struct standing s;
    const struct entry *plan = plan_at_end(m, &s);
    if (has_plans(m))
        say_standing(m, EVERY_FIGURE, plan ? reviewed(m, plan) : s);
}

/* ---- The measures */

#define OF_PLANS                                                                         \
    .years = YEARS_CENSUS, .tables = BIT(TC_PROTECTION_PLANS), .needs = NEEDS_REFERENCE
#define ON_A_PLAN "children who are the subject of a plan on the last day of the year"

#define ENDED_AFTER_TWO_YEARS                                                            \
    OF_PLANS, .count = count_rows,                                                       \
        .with = &(const struct of_rows){TC_PROTECTION_PLANS, ended_after_two_years},     \
        .polarity = POLARITY_LOW,                                                        \
        .numerator = "of the denominator: lasted more than 729 days, the first "         \
                     "and the last counted",                                             \
        .denominator = "plans ended in the year, each of them", .exclusions = "none",    \
        .source = "LAIT 98"

#define ALL_IN_TIME                                                                      \
    OF_PLANS, .count = count_reviewed, .polarity = POLARITY_HIGH,                        \
        .numerator = "of the denominator: no review was overdue on any day of "          \
                     "the year",                                                         \
        .denominator = ON_A_PLAN ", for three months or more", .exclusions = "none",     \
        .source = "LAIT 19; SI 2003/530 Schedule 4 item 8"

static const struct indicator indicators[] = {
    {.id = "NI64",
     .name = "Protection plans lasting two years or more (NI 64, PAF C21)",
     ENDED_AFTER_TWO_YEARS,
     ONE_FIGURE(AS_PERCENT, 1, NULL)},
    {.id = "CPP_2Y_END",
     .name = "Protection plans ended that lasted two years or more",
     ENDED_AFTER_TWO_YEARS,
     FIGURES({"", NULL, AS_PERCENT, 1, 0, "CPPlans2yrs"},
             {".number", "Protection plans ended that lasted two years or more, number",
              AS_COUNT, 0, 0, "CPRDuration"})},
    {.id = "CPP_2Y_31M",
     .name = "On a protection plan for two years or more on 31 March",
     OF_PLANS,
     .count = count_two_years_at_end,
     ONE_FIGURE(AS_PERCENT, 1, "CPPlans2yrsActive"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: for more than 729 days, the first and the last "
                  "counted",
     .denominator = ON_A_PLAN,
     .exclusions = "none",
     .source = "LAIT 264; published figures, whose denominator is those on a plan"},
    {.id = "CPP_DUR",
     .name = "Protection plans by how long they last",
     OF_PLANS,
     .count = count_lengths,
     FIGURES(
         {".open_3m", "On a plan for 3 months or less", AS_PERCENT, 1, 0, NULL},
         {".open_6m", "On a plan for 3 to 6 months", AS_PERCENT, 1, 0, NULL},
         {".open_1y", "On a plan for 6 months to 1 year", AS_PERCENT, 1, 0, NULL},
         {".open_2y", "On a plan for 1 to 2 years", AS_PERCENT, 1, 0, NULL},
         {".open_longer", "On a plan for 2 years or more", AS_PERCENT, 1, 0, NULL},
         {".ended_3m", "Plans ended after 3 months or less", AS_PERCENT, 1, 0, NULL},
         {".ended_6m", "Plans ended after 3 to 6 months", AS_PERCENT, 1, 0, NULL},
         {".ended_1y", "Plans ended after 6 months to 1 year", AS_PERCENT, 1, 0, NULL},
         {".ended_2y", "Plans ended after 1 to 2 years", AS_PERCENT, 1, 0, NULL},
         {".ended_longer", "Plans ended after 2 years or more", AS_PERCENT, 1, 0, NULL}),
     .whole = LASTED_BANDS,
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: up to 3 months; above, up to 6 months; above, "
                  "under 1 year; 1 year to under 2; 2 years (730 days) or more",
     .denominator = ON_A_PLAN "; plans ended in the year",
     .exclusions = "none",
     .source = "the Department's tables D5 and D7"},
    {.id = "NI67",
     .name = "Protection plans reviewed within required timescales (NI 67, PAF C20)",
     ALL_IN_TIME,
     ONE_FIGURE(AS_PERCENT, 1, NULL)},
    {.id = "CPP_REV",
     .name = "Protection plans reviewed in time",
     ALL_IN_TIME,
     ONE_FIGURE(AS_PERCENT, 1, "RevCP")}};

const struct indicator_list indicators_cin_plan_lengths = INDICATOR_LIST(indicators);
