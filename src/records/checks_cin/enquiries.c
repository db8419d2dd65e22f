/* Census checks on section 47 enquiries and the initial child protection conferences that
 * follow them.  A conference stands on the enquiry, or on the episode where there was
 * none. */
#include "records/census.h"

static const struct date_column conferences[] = {
    DATE_OF(TC_SECTION_47, CS_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC), DATES_END};
static const struct date_column plan_starts[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE), DATES_END};

static bool is_one_conference(const struct checking *c, const struct entry *enquiry,
                              const struct entry *episode)
{
    date day = entry_date(enquiry, CS_DATE_OF_INITIAL_CPC);
    (void)c;
    return !date_is_none(day) &&
           date_compare(day, entry_date(episode, CD_DATE_OF_INITIAL_CPC)) == 0;
}

static bool has_no_assessment(const struct checking *c, const struct entry *enquiry)
{
    const struct entry *episode =
        row_around(c->child, TC_SECTION_47, enquiry, TC_CIN_DETAILS);
    return rows_within(c->child, TC_ASSESSMENTS, episode).count == 0;
}

/* ---- A plan begins on the day of its conference */

static bool is_counted(const struct entry *enquiry)
{
    return !cell_is_any_case(entry_cell(enquiry, CS_ICPC_NOT_REQUIRED), SAYS_YES);
}

static bool some_is_counted(const struct rows *enquiries)
{
    for (size_t i = 0; i < enquiries->count; i++)
        if (is_counted(&enquiries->at[i]))
            return true;
    return false;
}

static bool some_was_on(const struct rows *enquiries, date day)
{
    for (size_t i = 0; i < enquiries->count; i++)
        if (is_counted(&enquiries->at[i]) &&
            date_compare(entry_date(&enquiries->at[i], CS_DATE_OF_INITIAL_CPC), day) == 0)
            return true;
    return false;
}

/* An episode and what decides about its plans. */
struct conferred {
    const struct entry *episode;
    struct rows enquiries;
    bool by_enquiry; /* the conferences of enquiries are asked, not the episode's */
};

static bool has_conference(const struct conferred *of, date day)
{
    if (of->by_enquiry)
        return some_was_on(&of->enquiries, day);
    return date_compare(entry_date(of->episode, CD_DATE_OF_INITIAL_CPC), day) == 0;
}

static void flag_conferences(const struct checking *c, const struct conferred *of)
{
    if (!of->by_enquiry)
        flag(c, TC_CIN_DETAILS, of->episode);
    for (size_t i = 0; i < of->enquiries.count; i++)
        if (is_counted(&of->enquiries.at[i]))
            flag(c, TC_SECTION_47, &of->enquiries.at[i]);
}

static void check_episode(const struct checking *c, const struct conferred *of)
{
    struct rows plans = rows_within(c->child, TC_PROTECTION_PLANS, of->episode);
    bool some_fails = false, some_passes = false;
    for (size_t i = 0; i < plans.count; i++) {
        date start = entry_date(&plans.at[i], CPP_CPP_START_DATE);
        if (!falls_in_census(c, start))
            continue;
        bool passes = has_conference(of, start);
        some_passes = some_passes || passes;
        some_fails = some_fails || !passes;
        if (!passes)
            flag(c, TC_PROTECTION_PLANS, &plans.at[i]);
    }
    if (some_fails && !some_passes)
        flag_conferences(c, of);
}

static void starts_on_another_day(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++) {
        struct conferred of = {.episode = &episodes->at[i]};
        of.enquiries = rows_within(c->child, TC_SECTION_47, of.episode);
        of.by_enquiry = some_is_counted(&of.enquiries);
        check_episode(c, &of);
    }
}

static const struct check checks[] = {
    {.code = "2884",
     .years = YEARS_CENSUS,
     PAIRS(TC_SECTION_47, TC_CIN_DETAILS, false, is_one_conference),
     .dates = conferences,
     .fields = "DateOfInitialCPC",
     .message = "One initial conference is recorded on the section 47 enquiry and on the "
                "episode; only one of them is its place.",
     .source = "Department's message for 2884; differences, 2884"},
    {.code = "2885",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     .run = starts_on_another_day,
     .dates = conferences,
     .without = plan_starts,
     .fields = "CPPstartDate|DateOfInitialCPC",
     .message = "The child protection plan does not begin on the day of an initial "
                "conference.",
     .source = "Department's message for 2885; differences, 2885"},
    {.code = "2991Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     WHERE(OF_ROW(has_no_assessment)),
     .fields = "S47ActualStartDate",
     .message = "There is a section 47 enquiry in an episode without an assessment.",
     .source = "Department's message for 2991Q; differences, 2991Q"},
};
const struct check_list checks_cin_enquiries = CHECK_LIST(checks);
