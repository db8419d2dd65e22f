/* Reviews of children looked after: held in time, and with the child's views. */
#include "records/cared_for.h"
#include "records/review_clock.h"
#include "records/terms.h"

/* ---- In time */

enum { FIRST_REVIEW_DAYS = 20 };

/* Looked after for so long that the first review was due. */
static bool is_due(const struct measuring *m)
{
    const struct care_period *period = m->history->period_at_end;
    if (working_days_by(m->conventions, period->start, m->about->end) >=
        FIRST_REVIEW_DAYS)
        return true;
    if (period->start_known)
        say_excluded(m, EVERY_FIGURE, "looked after for under 20 working days");
    else
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the period of care began");
    return false;
}

static void count_in_time(const struct measuring *m)
{
    if (!cared_at_end(m) || !episodes_clear_both(m) || !is_due(m))
        return;
    struct reviews_held held = reviews_held_of(m->said->arena, m->child);
    truth in_time =
        reviews_by(m->conventions, reviews_in_time(m->history, &held, m->conventions));
    if (held.unclear)
        say_missing(m, EVERY_FIGURE, "the day of a review cannot be read");
    else if (in_time == TRUTH_UNKNOWN)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the review before the year was held");
    else if (in_time == TRUTH_TRUE)
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "a review was overdue in the year");
}

/* ---- With the child's views */

enum { OLD_ENOUGH = 4, FOUR_WEEKS = 28 };

struct views {
    size_t told, given; /* reviews at which the child was old enough; with its views */
    bool unclear;
};

static bool was_old_enough(const struct measuring *m, const struct entry *review)
{
    int age =
        years_on(m->conventions, m->history->born, entry_date(review, REVIEWS_REVIEW));
    bool young = !date_is_none(m->history->born) && age < OLD_ENOUGH;
    return !young && !cell_is(entry_cell(review, REVIEWS_REVIEW_CODE), CODE("PN0"));
}

static void add_review(const struct measuring *m, struct views *views,
                       const struct entry *review)
{
    const struct cell *code = entry_cell(review, REVIEWS_REVIEW_CODE);
    date day = entry_date(review, REVIEWS_REVIEW);
    if (date_is_none(day)) {
        views->unclear = true;
        return;
    }
    if (is_before(day, m->about->start) || is_before(m->about->end, day) ||
        !was_old_enough(m, review))
        return;
    bool given = cell_is_any(code, "PN1", "PN2", "PN3", "PN5", "PN6");
    views->told++;
    views->given += given;
    if (!given && !cell_is_any(code, "PN4", "PN7"))
        views->unclear = true;
}

static void say_views(const struct measuring *m)
{
    const struct rows *reviews = &m->child->now[T9_REVIEWS];
    struct views views = {0};
    for (size_t i = 0; i < reviews->count; i++)
        add_review(m, &views, &reviews->at[i]);
    if (views.unclear)
        say_missing(m, EVERY_FIGURE, "a review's day or REVIEW_CODE cannot be read");
    else if (views.told == 0)
        say_excluded(m, EVERY_FIGURE, "no review in the year at the age of 4 or more");
    else if (views.given == views.told)
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "a review without the child's views (PN4 or PN7)");
}

static void count_views(const struct measuring *m)
{
    if (cared_in_year(m))
        say_views(m);
}

static void count_views_at_end(const struct measuring *m)
{
    date since = date_add_days(m->about->end, -FOUR_WEEKS);
    if (cared_at_end(m) && cared_since(m, since, "looked after for under four weeks"))
        say_views(m);
}

#define ALL_IN_TIME                                                                      \
    .years = YEARS_ALL, .tables = BIT(T9_EPISODES) | BIT(T9_REVIEWS),                    \
    .count = count_in_time, .polarity = POLARITY_HIGH,                                   \
    .numerator = "of the denominator: no review was overdue on any day of the year",     \
    .denominator = "children looked after on 31 March, for 20 working days or more",     \
    .exclusions = "short breaks (V3, V4)",                                               \
    .source = "clocks of SI 2010/959 r. 33; the rest is common knowledge"

static const struct indicator indicators[] = {
    {.id = "NI66",
     .name = "Cases reviewed within required timescales (NI 66, PAF C68)",
     ALL_IN_TIME,
     ONE_FIGURE(AS_PERCENT, 0, NULL)},
    {.id = "IRO_REV",
     .name = "Reviews of children looked after in time",
     ALL_IN_TIME,
     ONE_FIGURE(AS_PERCENT, 0, NULL)},
    {.id = "PAF_C63",
     .name = "Participation in reviews (PAF C63)",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_REVIEWS),
     .count = count_views_at_end,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: PN1, PN2, PN3, PN5 or PN6 at every review",
     .denominator = "children looked after on 31 March, for four weeks or more, with a "
                    "review in the year at the age of 4 or more",
     .exclusions = "short breaks (V3, V4); reviews with PN0",
     .source = "common knowledge of the Performance Assessment Framework; the list of "
               "codes"},
    {.id = "PARTICIPATION",
     .name = "Participation in reviews",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_REVIEWS),
     .count = count_views,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: PN1, PN2, PN3, PN5 or PN6 at every review",
     .denominator = "children looked after at any time in the year, with a review in the "
                    "year at the age of 4 or more",
     .exclusions = "short breaks (V3, V4); reviews with PN0",
     .source = "common practice; the list of codes"}};

const struct indicator_list indicators_903_reviews = INDICATOR_LIST(indicators);
