#include "synth/return_cin.h"

#include "synth/life_inside.h"
#include "synth/pupil_number.h"

struct telling {
    struct arena *arena;
    struct made_rows *rows;
    int year;
};

static struct made_row *tell(struct telling *t, unsigned table, int parent)
{
    struct made_row *row = made_add(t->arena, t->rows, table);
    row->parent = parent;
    return row;
}

/* The number of the row told last. */
static int told_last(const struct telling *t)
{
    return (int)t->rows->count - 1;
}

static struct str day(const struct telling *t, date on)
{
    return made_date_census(t->arena, on);
}

/* ---- The child */

static struct str sex_of(const struct telling *t, const struct need *need)
{
    bool letters = t->year >= 2025;
    if (date_is_none(need->born))
        return letters ? STR("U") : STR("0");
    if (need->girl)
        return letters ? STR("F") : STR("2");
    return letters ? STR("M") : STR("1");
}

static void tell_child(struct telling *t, const struct need *need)
{
    enum { CHANGED_EVERY = 60, OTHER_NUMBERS = 500000000 };
    struct str *cells = tell(t, TC_CHILD_IDENTIFIERS, NO_ROW)->cells;
    bool born = !date_is_none(need->born);
    cells[CI_LA_CHILD_ID] = made_identifier(t->arena, need->number, 9);
    if (born && need->no_number.len == 0)
        cells[CI_UPN] = pupil_number(t->arena, need->number);
    if (cells[CI_UPN].len > 0 && need->number % CHANGED_EVERY == 0)
        cells[CI_FORMER_UPN] = pupil_number(t->arena, need->number + OTHER_NUMBERS);
    cells[CI_UPN_UNKNOWN] = need->no_number;
    cells[CI_PERSON_BIRTH_DATE] = day(t, need->born);
    cells[CI_EXPECTED_PERSON_BIRTH_DATE] = day(t, need->expected);
    cells[CI_SEX] = sex_of(t, need);
    cells[CI_PERSON_DEATH_DATE] = day(t, need->died);
    tell(t, TC_CHILD_CHARACTERISTICS, NO_ROW)->cells[CC_ETHNICITY] = need->ethnic;
    for (size_t i = 0; i < need->disability_count; i++)
        tell(t, TC_DISABILITIES, NO_ROW)->cells[CDIS_DISABILITY] = need->disabilities[i];
}

/* ---- An episode */

static void tell_assessments(struct telling *t, const struct need_episode *e, int parent)
{
    for (size_t i = 0; i < e->assessment_count; i++) {
        const struct need_assessment *assessment = &e->assessments[i];
        struct str *cells = tell(t, TC_ASSESSMENTS, parent)->cells;
        int at = told_last(t);
        date review = day_after(assessment->start, 10);
        cells[CA_ASSESSMENT_ACTUAL_START_DATE] = day(t, assessment->start);
        cells[CA_ASSESSMENT_AUTHORISATION_DATE] = day(t, assessment->done);
        if (!date_is_none(assessment->done) && !is_earlier(assessment->done, review))
            cells[CA_ASSESSMENT_INTERNAL_REVIEW_DATE] = day(t, review);
        for (size_t f = 0; f < assessment->factor_count; f++)
            tell(t, TC_FACTORS, at)->cells[CF_ASSESSMENT_FACTORS] =
                assessment->factors[f];
    }
}

static void tell_plans(struct telling *t, const struct need_episode *e, int parent)
{
    for (size_t i = 0; i < e->plan_count; i++) {
        struct str *cells = tell(t, TC_CIN_PLAN_DATES, parent)->cells;
        cells[CP_CIN_PLAN_START_DATE] = day(t, e->plans[i].start);
        cells[CP_CIN_PLAN_END_DATE] = day(t, e->plans[i].end);
    }
}

static void tell_enquiries(struct telling *t, const struct need_episode *e, int parent)
{
    for (size_t i = 0; i < e->enquiry_count; i++) {
        const struct need_enquiry *enquiry = &e->enquiries[i];
        struct str *cells = tell(t, TC_SECTION_47, parent)->cells;
        cells[CS_S47_ACTUAL_START_DATE] = day(t, enquiry->start);
        cells[CS_ICPC_NOT_REQUIRED] = enquiry->no_conference ? STR("1") : STR("0");
        if (enquiry->no_conference)
            continue;
        cells[CS_INITIAL_CPC_TARGET] = day(t, enquiry->target);
        cells[CS_DATE_OF_INITIAL_CPC] = day(t, enquiry->conference);
    }
}

static void tell_protection(struct telling *t, const struct need_episode *e, int parent)
{
    static const struct str counts[] = {{"0", 1}, {"1", 1}, {"2", 1}, {"3", 1}};
    for (size_t i = 0; i < e->protection_count; i++) {
        const struct need_protection *plan = &e->protection[i];
        struct str *cells = tell(t, TC_PROTECTION_PLANS, parent)->cells;
        int at = told_last(t);
        cells[CPP_CPP_START_DATE] = day(t, plan->start);
        cells[CPP_CPP_END_DATE] = day(t, plan->end);
        cells[CPP_INITIAL_CATEGORY_OF_ABUSE] = plan->first;
        cells[CPP_LATEST_CATEGORY_OF_ABUSE] = plan->latest;
        cells[CPP_NUMBER_OF_PREVIOUS_CPP] = counts[plan->before];
        for (size_t r = 0; r < plan->review_count; r++)
            tell(t, TC_REVIEWS, at)->cells[CR_CPP_REVIEW_DATE] = day(t, plan->reviews[r]);
    }
}

/* Asked for from the census of 2026. */
static void tell_court(struct telling *t, const struct need_episode *e, int parent)
{
    if (t->year < 2026 || date_is_none(e->court_considered))
        return;
    struct str *cells = tell(t, TC_PRE_PROCEEDINGS, parent)->cells;
    cells[PP_START_DATE] = day(t, e->court_considered);
    cells[PP_LBP_SENT_DATE] = day(t, e->court_considered);
    cells[PP_FGDM_MEETING_OFFER] = STR("1");
    cells[PP_FGDM_MEETING_FAC] = STR("0");
    cells[PP_REVIEW_MEETINGS_COUNT] = STR("0");
}

static void tell_episode(struct telling *t, const struct need_episode *e)
{
    struct str *cells = tell(t, TC_CIN_DETAILS, NO_ROW)->cells;
    int at = told_last(t);
    cells[CD_CIN_REFERRAL_DATE] = day(t, e->referred);
    cells[CD_REFERRAL_SOURCE] = e->source;
    cells[CD_PRIMARY_NEED_CODE] = e->need;
    cells[CD_CIN_CLOSURE_DATE] = day(t, e->closed);
    cells[CD_REASON_FOR_CLOSURE] = e->reason;
    cells[CD_DATE_OF_INITIAL_CPC] = day(t, e->conference);
    cells[CD_REFERRAL_NFA] = e->no_action ? STR("1") : STR("0");
    tell_assessments(t, e, at);
    tell_plans(t, e, at);
    tell_enquiries(t, e, at);
    tell_protection(t, e, at);
    tell_court(t, e, at);
}

void return_cin_see(struct arena *a, const struct need *need, int year,
                    struct made_rows *out)
{
    struct telling t = {a, out, year};
    tell_child(&t, need);
    for (size_t i = 0; i < need->episode_count; i++)
        tell_episode(&t, &need->episodes[i]);
}
