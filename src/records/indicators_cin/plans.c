/* Child protection plans: how many there are, begin and end, whose, and how often again.
 */
#include "records/census.h"
#include "records/protected.h"

/* ---- On the last day of the year */

/* NULL after it was said why, where the child had some plan. */
static const struct entry *plan_or_said(const struct measuring *m)
{
    struct standing s;
    const struct entry *plan = plan_at_end(m, &s);
    if (!plan && m->child->now[TC_PROTECTION_PLANS].count > 0)
        say_standing(m, EVERY_FIGURE, s);
    return plan;
}

static void count_at_end(const struct measuring *m)
{
    if (plan_or_said(m))
        say_in(m, EVERY_FIGURE);
}

enum { CATEGORIES = 5 };

static unsigned category_of(const struct cell *said)
{
    static const code_text codes[CATEGORIES] = {"neg", "phy", "sab", "emo", "mul"};
    unsigned category = 0;
    while (category < CATEGORIES && !cell_is_of_any_case(said, &codes[category], 1))
        category++;
    return category;
}

static void say_category(const struct measuring *m, unsigned first,
                         const struct cell *said)
{
    unsigned category = category_of(said);
    say_standing_band(m, (struct bands){first, CATEGORIES, category},
                      category < CATEGORIES
                          ? STANDS_IN
                          : STANDS_UNTOLD("the category is blank or none of its codes"));
}

static void count_categories(const struct measuring *m)
{
    const struct entry *plan = plan_or_said(m);
    if (!plan)
        return;
    say_category(m, 0, entry_cell(plan, CPP_INITIAL_CATEGORY_OF_ABUSE));
    say_category(m, CATEGORIES, entry_cell(plan, CPP_LATEST_CATEGORY_OF_ABUSE));
}

/* ---- Of a minority */

static struct standing of_minority(const struct measuring *m)
{
    const struct rows *rows = &m->child->now[TC_CHILD_CHARACTERISTICS];
    bool by_colour = m->conventions->set[CONVENTION_MINORITY] == MINORITY_NOT_WHITE;
    if (rows->count == 0)
        return STANDS_UNTOLD("Ethnicity is blank or none of its codes");
    const struct cell *said = entry_cell(&rows->at[0], CC_ETHNICITY);
    if (cell_is_any_case(said, "nobt", "refu"))
        return STANDS_OUT("the ethnic group is not known");
    if (cell_is_any_case(said, "wbri"))
        return STANDS_OF("White British");
    if (cell_is_any_case(said, "wiri", "woth", "wirt", "wrom"))
        return by_colour ? STANDS_OF("White") : STANDS_IN;
    if (cell_is_any_case(said, "mwbc", "mwba", "mwas", "moth", "aind", "apkn", "aban",
                         "aoth", "bcrb", "bafr", "both", "chne", "ooth"))
        return STANDS_IN;
    return STANDS_UNTOLD("Ethnicity is blank or none of its codes");
}

static void count_minority(const struct measuring *m)
{
    if (plan_or_said(m))
        say_standing(m, EVERY_FIGURE, of_minority(m));
}

/* ---- Again */

/* A plan of the child's that began before this one; of two on a day the first in the
 * census did. */
static bool is_earlier(const struct entry *a, const struct entry *b)
{
    date first = entry_date(a, CPP_CPP_START_DATE),
         second = entry_date(b, CPP_CPP_START_DATE);
    return is_before(first, second) ||
           (is_on_or_before(first, second) && is_on_or_before(second, first) && a < b);
}

static int earlier_plans(const struct measuring *m, const struct entry *plan)
{
    const struct rows *plans = &m->child->now[TC_PROTECTION_PLANS];
    int count = 0;
    for (size_t i = 0; i < plans->count; i++)
        count += is_earlier(&plans->at[i], plan);
    return count;
}

/* Below 0 where NumberOfPreviousCPP is no number. */
static int plans_before(const struct entry *plan)
{
    int before;
    return cell_whole_number(entry_cell(plan, CPP_NUMBER_OF_PREVIOUS_CPP), &before)
               ? before
               : -1;
}

static struct standing had_plan_before(const struct measuring *m,
                                       const struct entry *plan)
{
    struct standing s = plan_started(m, plan);
    if (s.role != ROLE_NUMERATOR)
        return s;
    int before = plans_before(plan), seen = earlier_plans(m, plan);
    if (before > 0 || (before < 0 && seen > 0))
        return STANDS_IN;
    if (before < 0)
        return STANDS_UNTOLD("NumberOfPreviousCPP is blank or no number");
    return seen > 0 ? STANDS_OF("NumberOfPreviousCPP is 0, although the census has an "
                                "earlier plan of the child")
                    : STANDS_OF("no plan before");
}

/* An earlier plan ended within 24 months before this one began.  Plans that ended with
 * cases closed before the year are not in the census: unknown where there were more than
 * it has. */
static truth ended_lately(const struct measuring *m, const struct entry *plan)
{
    enum { MONTHS = 24 };
    const struct rows *plans = &m->child->now[TC_PROTECTION_PLANS];
    date start = entry_date(plan, CPP_CPP_START_DATE);
    truth lately = TRUTH_FALSE;
    for (size_t i = 0; i < plans->count; i++) {
        const struct entry *other = &plans->at[i];
        date end = entry_date(other, CPP_CPP_END_DATE);
        if (is_on_or_before(end, start) && is_earlier(other, plan) &&
            is_on_or_before(start, date_add_months(end, MONTHS)))
            return TRUTH_TRUE;
        bool unclear = date_is_none(entry_date(other, CPP_CPP_START_DATE)) ||
                       (is_earlier(other, plan) && !is_on_or_before(end, start));
        if (other != plan && unclear)
            lately = TRUTH_UNKNOWN;
    }
    int before = plans_before(plan);
    return before < 0 || before > earlier_plans(m, plan) ? TRUTH_UNKNOWN : lately;
}

static struct standing had_plan_lately(const struct measuring *m,
                                       const struct entry *plan)
{
    struct standing s = plan_started(m, plan);
    if (s.role != ROLE_NUMERATOR)
        return s;
    switch (ended_lately(m, plan)) {
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD("the census does not say when an earlier plan ended");
    case TRUTH_FALSE:
        return STANDS_OF("no plan that ended in the 24 months before");
    case TRUTH_TRUE:
        break;
    }
    return STANDS_IN;
}

/* ---- The measures */

#define OF_PLANS                                                                         \
    .years = YEARS_CENSUS, .tables = BIT(TC_PROTECTION_PLANS), .needs = NEEDS_REFERENCE
#define EACH_PLAN(standing)                                                              \
    OF_PLANS, .count = count_rows, .with = &(const struct of_rows)                       \
    {                                                                                    \
        TC_PROTECTION_PLANS, (standing)                                                  \
    }
#define AREA                                                                             \
    "of the rate: children aged 0 to 17 in the area, in the middle of the year before"
#define ON_A_PLAN "children who are the subject of a plan on the last day of the year"
#define STARTED "plans begun in the year, each of them"

#define A_SECOND_TIME                                                                    \
    EACH_PLAN(had_plan_before), .polarity = POLARITY_LOW,                                \
        .numerator = "of the denominator: NumberOfPreviousCPP is 1 or more; where it "   \
                     "is no number, the census has an earlier plan of the child",        \
        .denominator = STARTED, .exclusions = "none",                                    \
        .source = "LAIT 15; published figures"

static const struct indicator indicators[] = {
    {.id = "CPP_31M",
     .name = "Children who are the subject of a protection plan on 31 March",
     OF_PLANS,
     .count = count_at_end,
     FIGURES({"", NULL, AS_COUNT, 0, 0, "CPP_Num"},
             {".rate", "Children who are the subject of a protection plan per 10,000",
              AS_RATE, 1, 0, "CPP_rate"}),
     .polarity = POLARITY_NONE,
     .numerator = ON_A_PLAN,
     .denominator = AREA,
     .exclusions = "plans that ended on that day",
     .source = "LAIT 215 and 377"},
    {.id = "CPP_START",
     .name = "Protection plans begun in the year",
     EACH_PLAN(plan_started),
     FIGURES({"", NULL, AS_COUNT, 0, 0, "CPP_Abuse"},
             {".rate", "Protection plans begun in the year per 10,000 children", AS_RATE,
              1, 0, "CPP_Abuse_Rate"}),
     .polarity = POLARITY_LOW,
     .numerator = STARTED,
     .denominator = AREA,
     .exclusions = "none",
     .source = "LAIT 219"},
    {.id = "CPP_END",
     .name = "Protection plans ended in the year per 10,000 children",
     EACH_PLAN(plan_ended),
     FIGURES({"", NULL, AS_RATE, 1, 0, "DeRegCPR"},
             {".number", "Protection plans ended in the year", AS_COUNT, 0, 0, NULL}),
     .polarity = POLARITY_NONE,
     .numerator = "plans ended in the year, each of them",
     .denominator = AREA,
     .exclusions = "none",
     .source = "LAIT 16"},
    {.id = "NI65",
     .name = "Subject of a plan for a second or subsequent time (NI 65, PAF A3)",
     A_SECOND_TIME,
     ONE_FIGURE(AS_PERCENT, 1, NULL)},
    {.id = "CPP_2ND",
     .name = "Protection plans that are a second or subsequent one",
     A_SECOND_TIME,
     ONE_FIGURE(AS_PERCENT, 1, "PrevRegCPR")},
    {.id = "CPP_2ND_24M",
     .name = "Protection plans within 24 months of an earlier one",
     EACH_PLAN(had_plan_lately),
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_LOW,
     .numerator =
         "of the denominator: an earlier plan of the child ended up to 24 months "
         "before this one began",
     .denominator = STARTED ", where the census has as many earlier plans as "
                            "NumberOfPreviousCPP says, or one that ended lately",
     .exclusions = "none",
     .source = "common knowledge"},
    {.id = "CPP_CATEGORY",
     .name = "Protection plans by category",
     OF_PLANS,
     .count = count_categories,
     FIGURES(
         {".initial_neglect", "Plans, first for neglect", AS_PERCENT, 1, 0, NULL},
         {".initial_physical", "Plans, first for physical abuse", AS_PERCENT, 1, 0, NULL},
         {".initial_sexual", "Plans, first for sexual abuse", AS_PERCENT, 1, 0, NULL},
         {".initial_emotional", "Plans, first for emotional abuse", AS_PERCENT, 1, 0,
          NULL},
         {".initial_multiple", "Plans, first for several", AS_PERCENT, 1, 0, NULL},
         {".latest_neglect", "Plans, latest for neglect", AS_PERCENT, 1, 0, NULL},
         {".latest_physical", "Plans, latest for physical abuse", AS_PERCENT, 1, 0, NULL},
         {".latest_sexual", "Plans, latest for sexual abuse", AS_PERCENT, 1, 0, NULL},
         {".latest_emotional", "Plans, latest for emotional abuse", AS_PERCENT, 1, 0,
          NULL},
         {".latest_multiple", "Plans, latest for several", AS_PERCENT, 1, 0, NULL}),
     .whole = CATEGORIES,
     .polarity = POLARITY_NONE,
     .numerator =
         "of the denominator: InitialCategoryOfAbuse, LatestCategoryOfAbuse NEG, "
         "PHY, SAB, EMO, MUL",
     .denominator = ON_A_PLAN,
     .exclusions = "none",
     .source = "the list of codes"},
    {.id = "PAF_CPR_BME",
     .name = "Minorities among children on a plan, to those among all children",
     OF_PLANS,
     .count = count_minority,
     FIGURES({"", NULL, AS_RATIO, 2, CONVENTION_LOCAL_MINORITY, NULL}),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: of a minority, by the convention",
     .denominator = ON_A_PLAN "; the percentage is divided by that of all local children",
     .exclusions = "children whose ethnic group is not known (NOBT, REFU)",
     .source = "Knowsley's letter of 2006; the formula is our own"}};

const struct indicator_list indicators_cin_plans = INDICATOR_LIST(indicators);
