/* Assessments: how long they took, and those that take too long. */
#include "records/census.h"
#include "records/in_need.h"

enum { MOST_DAYS = 45 };

#define START_UNTOLD "AssessmentActualStartDate is blank or cannot be read"
#define END_UNTOLD "AssessmentAuthorisationDate cannot be read"

/* ---- Finished in the year */

static struct standing finished_in_year(const struct measuring *m,
                                        const struct entry *assessment)
{
    const struct cell *end = entry_cell(assessment, CA_ASSESSMENT_AUTHORISATION_DATE);
    if (cell_is_blank(end))
        return STANDS_OUT("not authorised");
    if (date_is_none(end->on))
        return STANDS_UNTOLD(END_UNTOLD);
    return in_census_year(m, end->on) ? STANDS_IN
                                      : STANDS_OUT("not authorised in the year");
}

/* The same, and began on a day that is known and not after it. */
static struct standing lasted_since(const struct measuring *m,
                                    const struct entry *assessment, date start,
                                    const char *untold)
{
    struct standing s = finished_in_year(m, assessment);
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (date_is_none(start))
        return STANDS_UNTOLD(untold);
    return is_before(entry_date(assessment, CA_ASSESSMENT_AUTHORISATION_DATE), start)
               ? STANDS_UNTOLD("authorised before it began")
               : s;
}

static int days_since(const struct measuring *m, const struct entry *assessment,
                      date start)
{
    return working_days_by(m->conventions, start,
                           entry_date(assessment, CA_ASSESSMENT_AUTHORISATION_DATE));
}

static struct standing in_time(const struct measuring *m, const struct entry *assessment,
                               date start, struct standing s)
{
    if (s.role == ROLE_NUMERATOR && days_since(m, assessment, start) > MOST_DAYS)
        return STANDS_OF("took more than 45 working days");
    return s;
}

/* ---- In time */

static struct standing since_start(const struct measuring *m,
                                   const struct entry *assessment)
{
    date start = entry_date(assessment, CA_ASSESSMENT_ACTUAL_START_DATE);
    return in_time(m, assessment, start,
                   lasted_since(m, assessment, start, START_UNTOLD));
}

/* The first of its episode to begin; of two on a day the first in the census is. */
static truth is_first(const struct measuring *m, const struct entry *assessment)
{
    const struct entry *episode =
        row_around(m->child, TC_ASSESSMENTS, assessment, TC_CIN_DETAILS);
    struct rows rows = rows_within(m->child, TC_ASSESSMENTS, episode);
    date start = entry_date(assessment, CA_ASSESSMENT_ACTUAL_START_DATE);
    truth first = TRUTH_TRUE;
    for (const struct entry *e = rows.at; e < rows.at + rows.count; e++) {
        date other = entry_date(e, CA_ASSESSMENT_ACTUAL_START_DATE);
        if (e == assessment)
            continue;
        if (is_before(other, start) ||
            (e < assessment && !date_is_none(start) && date_compare(other, start) == 0))
            return TRUTH_FALSE;
        if (date_is_none(other) || date_is_none(start))
            first = TRUTH_UNKNOWN;
    }
    return first;
}

static struct standing since_referral(const struct measuring *m,
                                      const struct entry *assessment)
{
    const struct entry *episode =
        row_around(m->child, TC_ASSESSMENTS, assessment, TC_CIN_DETAILS);
    date start = entry_date(episode, CD_CIN_REFERRAL_DATE);
    struct standing s = finished_in_year(m, assessment);
    truth first = is_first(m, assessment);
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (first == TRUTH_FALSE)
        return STANDS_OUT("not the first assessment since the referral");
    if (first == TRUTH_UNKNOWN)
        return STANDS_UNTOLD(START_UNTOLD);
    s = lasted_since(m, assessment, start, "CINreferralDate is blank or cannot be read");
    return in_time(m, assessment, start, s);
}

static void count_in_time(const struct measuring *m)
{
    const struct rows *rows = &m->child->now[TC_ASSESSMENTS];
    for (size_t i = 0; i < rows->count; i++) {
        say_standing(m, 0, since_start(m, &rows->at[i]));
        say_standing(m, 1, since_referral(m, &rows->at[i]));
    }
}

/* ---- How long */

enum { BANDS = 9, QUANTILES = 3 };

static unsigned band_of(int days)
{
    static const int up_to[BANDS - 1] = {0, 10, 20, 30, 40, 45, 50, 60};
    unsigned band = 0;
    while (band < BANDS - 1 && days > up_to[band])
        band++;
    return band;
}

static void count_lengths(const struct measuring *m)
{
    const struct rows *rows = &m->child->now[TC_ASSESSMENTS];
    for (size_t i = 0; i < rows->count; i++) {
        date start = entry_date(&rows->at[i], CA_ASSESSMENT_ACTUAL_START_DATE);
        struct standing s = lasted_since(m, &rows->at[i], start, START_UNTOLD);
        bool in = s.role == ROLE_NUMERATOR;
        int days = in ? days_since(m, &rows->at[i], start) : 0;
        say_standing_band(m, (struct bands){0, BANDS, band_of(days)}, s);
        for (unsigned q = BANDS; q < BANDS + QUANTILES; q++) {
            if (in)
                say_amount(m, q, days);
            else
                say_standing(m, q, s);
        }
    }
}

/* ---- Still open */

/* The case of an assessment was closed by the last day of the year. */
static truth is_case_closed(const struct measuring *m, const struct entry *assessment)
{
    const struct cell *closed =
        entry_cell(row_around(m->child, TC_ASSESSMENTS, assessment, TC_CIN_DETAILS),
                   CD_CIN_CLOSURE_DATE);
    if (cell_is_unreadable(closed))
        return TRUTH_UNKNOWN;
    return is_on_or_before(closed->on, m->about->end) ? TRUTH_TRUE : TRUTH_FALSE;
}

static struct standing is_open(const struct measuring *m, const struct entry *assessment)
{
    const struct cell *end = entry_cell(assessment, CA_ASSESSMENT_AUTHORISATION_DATE);
    truth closed = is_case_closed(m, assessment);
    if (is_on_or_before(end->on, m->about->end))
        return STANDS_OUT("authorised by the last day of the year");
    if (closed == TRUTH_TRUE)
        return STANDS_OUT("the case is closed");
    if (cell_is_unreadable(end))
        return STANDS_UNTOLD(END_UNTOLD);
    return closed == TRUTH_FALSE ? STANDS_IN
                                 : STANDS_UNTOLD("CINclosureDate cannot be read");
}

static struct standing is_overdue(const struct measuring *m,
                                  const struct entry *assessment)
{
    date start = entry_date(assessment, CA_ASSESSMENT_ACTUAL_START_DATE);
    struct standing s = is_open(m, assessment);
    if (is_before(m->about->end, start))
        return STANDS_OUT("began after the year");
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (date_is_none(start))
        return STANDS_UNTOLD(START_UNTOLD);
    return working_days_by(m->conventions, start, m->about->end) > MOST_DAYS
               ? STANDS_IN
               : STANDS_OF("open for up to 45 working days");
}

/* ---- The measures */

#define OF_ASSESSMENTS                                                                   \
    .years = YEARS_CENSUS, .tables = BIT(TC_CIN_DETAILS) | BIT(TC_ASSESSMENTS),          \
    .needs = NEEDS_REFERENCE
#define FINISHED "assessments authorised in the year"

static const struct indicator indicators[] = {
    {.id = "ASSESS_45",
     .name = "Assessments finished within 45 working days",
     OF_ASSESSMENTS,
     .count = count_in_time,
     FIGURES({"", NULL, AS_PERCENT, 1, 0, "Continue_Assess_Comp"},
             {".from_referral",
              "First assessments finished within 45 working days of the referral",
              AS_PERCENT, 1, 0, NULL}),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: authorised within 45 working days of their start "
                  "(of the referral)",
     .denominator = FINISHED " (the first of each episode)",
     .exclusions = "none",
     .source = "LAIT 304; which day the clock starts is our choice, so both are given"},
    {.id = "ASSESS_DUR",
     .name = "Assessments by working days",
     OF_ASSESSMENTS,
     .count = count_lengths,
     FIGURES({".0", "Assessments finished the same day", AS_COUNT, 0, 0, NULL},
             {".1_10", "Assessments of 1 to 10 working days", AS_COUNT, 0, 0, NULL},
             {".11_20", "Assessments of 11 to 20 working days", AS_COUNT, 0, 0, NULL},
             {".21_30", "Assessments of 21 to 30 working days", AS_COUNT, 0, 0, NULL},
             {".31_40", "Assessments of 31 to 40 working days", AS_COUNT, 0, 0, NULL},
             {".41_45", "Assessments of 41 to 45 working days", AS_COUNT, 0, 0, NULL},
             {".46_50", "Assessments of 46 to 50 working days", AS_COUNT, 0, 0, NULL},
             {".51_60", "Assessments of 51 to 60 working days", AS_COUNT, 0, 0, NULL},
             {".61", "Assessments of 61 working days or more", AS_COUNT, 0, 0, NULL},
             {".p25", "Working days that a quarter of assessments keep to", AS_QUANTILE,
              1, 25, NULL},
             {".median", "Working days of assessments, median", AS_QUANTILE, 1, 50, NULL},
             {".p75", "Working days that three quarters of assessments keep to",
              AS_QUANTILE, 1, 75, NULL}),
     .whole = BANDS,
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: by working days from start to authorisation (of a "
                  "quantile: their sum)",
     .denominator = FINISHED,
     .exclusions = "none",
     .source = "the Department's table C2"},
    {.id = "ASSESS_OVER",
     .name = "Open assessments beyond 45 working days",
     OF_ASSESSMENTS,
     .count = count_rows,
     .with = &(const struct of_rows){TC_ASSESSMENTS, is_overdue},
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: begun more than 45 working days before the last "
                  "day of the year",
     .denominator = "assessments not authorised by the last day of the year",
     .exclusions = "assessments of cases that are closed",
     .source = "the thought behind rule 8670Q; the rest is our own"}};

const struct indicator_list indicators_cin_assessments = INDICATOR_LIST(indicators);
