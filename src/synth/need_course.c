/* What happens to a child in need.  The order of days is the census's: referral,
 * assessment, enquiry, conference, plan, reviews, closure; a plan for a child in need and
 * one for its protection follow each other and never run together. */
#include "synth/life_inside.h"
#include "synth/need_inside.h"

enum { SATURDAY = 2, WEEK = 7 }; /* 1970-01-03 */

/* ---- Days */

/* Conferences are not held at weekends: codes 8870Q and 8875. */
static date weekday_after(date day)
{
    int of_week = (day.days % WEEK + WEEK) % WEEK;
    if (of_week == SATURDAY)
        return day_after(day, 2);
    return of_week == SATURDAY + 1 ? day_after(day, 1) : day;
}

/* A day after the year has not come yet. */
static date if_come(const struct need_drawing *d, date day)
{
    return is_earlier(d->end, day) ? DATE_NONE : day;
}

/* The first day on which anything about the child can happen. */
static date child_since(const struct need *need)
{
    return date_is_none(need->born) ? day_after(need->expected, -240)
                                    : day_after(need->born, -90);
}

/* ---- Parts of an episode */

static struct str draw_source(struct random *r)
{
    static const struct need_share codes[] = {
        {"1A", 40}, {"1B", 20}, {"1C", 5},  {"1D", 8},  {"2A", 190}, {"2B", 20},
        {"3A", 12}, {"3B", 20}, {"3C", 8},  {"3D", 20}, {"3E", 40},  {"3F", 40},
        {"4", 15},  {"5A", 35}, {"5B", 35}, {"5C", 35}, {"5D", 25},  {"6", 290},
        {"7", 30},  {"8", 60},  {"9", 30},  {"10", 22}};
    return NEED_PICK(r, codes);
}

static struct str draw_need(const struct need_drawing *d, struct random *r)
{
    static const struct need_share codes[] = {
        {"N1", 560}, {"N2", 20}, {"N3", 25}, {"N4", 90}, {"N5", 160},
        {"N6", 25},  {"N7", 5},  {"N8", 25}, {"N9", 20}, {"N0", 10}};
    bool disabled = d->need->disability_count > 1;
    return disabled && chance(r, 0.6) ? STR("N2") : NEED_PICK(r, codes);
}

static void add_factor(struct need_assessment *assessment, struct str factor)
{
    for (size_t i = 0; i < assessment->factor_count; i++)
        if (str_equal(assessment->factors[i], factor))
            return;
    assessment->factors[assessment->factor_count++] = factor;
}

static void draw_factors(struct need_drawing *d, struct need_assessment *assessment)
{
    static const struct need_share codes[] = {
        {"1A", 8},   {"1B", 20}, {"2A", 12},  {"2B", 20},  {"3A", 45},  {"3B", 50},
        {"3C", 8},   {"4A", 30}, {"4B", 60},  {"4C", 6},   {"5A", 20},  {"5B", 6},
        {"6A", 10},  {"6B", 12}, {"7A", 8},   {"8F", 1},   {"9A", 5},   {"10A", 10},
        {"11A", 8},  {"12A", 4}, {"13A", 6},  {"14A", 14}, {"15A", 14}, {"16A", 30},
        {"17A", 35}, {"18B", 6}, {"18C", 24}, {"19B", 6},  {"19C", 12}, {"20", 25},
        {"22A", 1},  {"23A", 1}, {"24A", 8}};
    int wanted = between(&d->r, 1, NEED_FACTORS);
    for (int i = 0; i < wanted; i++)
        add_factor(assessment, NEED_PICK(&d->r, codes));
}

/* Adds an assessment that is done that day, if the year asks about it; the last day of
 * an episode is known then.  One that is not done by the end of the year has just begun:
 * code 8670Q. */
static void add_assessment(struct need_drawing *d, struct need_episode *episode,
                           date start, date done)
{
    enum { OPEN_MOST = 45 };
    if (is_earlier(done, d->start) || is_earlier(d->end, start) ||
        episode->assessment_count == NEED_ASSESSMENTS)
        return;
    date open_from = day_after(d->end, -OPEN_MOST);
    if (is_earlier(d->end, done) && is_earlier(start, open_from))
        done = d->end;
    struct need_assessment *assessment =
        &episode->assessments[episode->assessment_count++];
    *assessment = (struct need_assessment){.start = start, .done = if_come(d, done)};
    if (!date_is_none(assessment->done))
        draw_factors(d, assessment);
}

static struct need_enquiry *add_enquiry(struct need_drawing *d,
                                        struct need_episode *episode, date start)
{
    struct need_enquiry *enquiry = &episode->enquiries[episode->enquiry_count++];
    *enquiry = (struct need_enquiry){.start = start,
                                     .target = weekday_after(day_after(start, 21)),
                                     .conference = DATE_NONE};
    (void)d;
    return enquiry;
}

static void add_plan(struct need_drawing *d, struct need_episode *episode, date start,
                     date end)
{
    if (is_earlier(end, d->start) || is_earlier(d->end, start) ||
        !is_earlier(start, end) || episode->plan_count == NEED_PLANS)
        return;
    episode->plans[episode->plan_count++] = (struct need_plan){start, if_come(d, end)};
}

static void draw_reviews(struct need_drawing *d, struct need_protection *plan)
{
    bool late = chance(&d->r, 0.07); /* a review is due within three months, then six */
    date on =
        day_after(plan->start, late ? between(&d->r, 95, 130) : between(&d->r, 60, 90));
    date until = date_is_none(plan->end) ? d->end : plan->end;
    while (is_earlier(on, until) && plan->review_count < NEED_REVIEWS) {
        if (!is_earlier(on, d->start))
            plan->reviews[plan->review_count++] = on;
        on = day_after(on, between(&d->r, 120, 180));
    }
}

static void add_protection(struct need_drawing *d, struct need_episode *episode,
                           date start, date end)
{
    static const struct need_share categories[] = {
        {"NEG", 48}, {"EMO", 37}, {"PHY", 8}, {"SAB", 5}, {"MUL", 2}};
    static const struct need_share before[] = {{"0", 76}, {"1", 18}, {"2", 5}, {"3", 1}};
    struct need_protection *plan = &episode->protection[episode->protection_count++];
    *plan = (struct need_protection){.start = start, .end = if_come(d, end)};
    plan->first = NEED_PICK(&d->r, categories);
    plan->latest = chance(&d->r, 0.85) ? plan->first : NEED_PICK(&d->r, categories);
    plan->before = (unsigned)(NEED_PICK(&d->r, before).at[0] - '0');
    draw_reviews(d, plan);
}

static void close_episode(struct need_drawing *d, struct need_episode *episode, date on,
                          struct str reason)
{
    episode->closed = if_come(d, on);
    if (!date_is_none(episode->closed))
        episode->reason = reason;
}

static struct str draw_reason(struct random *r)
{
    static const struct need_share codes[] = {{"RC1", 15}, {"RC3", 10}, {"RC4", 15},
                                              {"RC5", 60}, {"RC6", 20}, {"RC7", 880}};
    return NEED_PICK(r, codes);
}

/* ---- Courses */

/* The first assessment begins with the referral; some take longer than they should. */
static date first_assessment(struct need_drawing *d, struct need_episode *episode)
{
    date start = day_after(episode->referred, between(&d->r, 0, 3));
    int days = chance(&d->r, 0.85) ? between(&d->r, 8, 60) : between(&d->r, 66, 110);
    date done = day_after(start, days);
    add_assessment(d, episode, start, done);
    return done;
}

static void course_no_action(struct need_drawing *d, struct need_episode *episode)
{
    episode->no_action = true;
    if (chance(&d->r, 0.5))
        episode->need = STR("");
}

/* No services after the assessment: code 2990 allows nothing else in the episode, and
 * the year must have the assessment (8825Q). */
static void course_assessed(struct need_drawing *d, struct need_episode *episode)
{
    date done = first_assessment(d, episode);
    if (episode->assessment_count == 0 || is_earlier(d->end, done))
        return;
    date closed = day_after(done, between(&d->r, 0, 6));
    close_episode(d, episode, closed, chance(&d->r, 0.75) ? STR("RC8") : STR("RC9"));
    struct need_assessment *assessment = &episode->assessments[0];
    if (!date_is_none(episode->closed) && chance(&d->r, 0.08)) {
        assessment->factors[0] = STR("21");
        assessment->factor_count = 1;
    }
}

/* An enquiry that found no conference to be needed, beside an assessment of the year. */
static void draw_enquiry_alone(struct need_drawing *d, struct need_episode *episode)
{
    if (episode->assessment_count == 0)
        return;
    const struct need_assessment *assessment = &episode->assessments[0];
    date start = day_after(assessment->start, between(&d->r, 0, 4));
    date last = date_is_none(assessment->done) ? d->end : assessment->done;
    if (is_earlier(start, d->start) || is_earlier(last, start))
        return;
    add_enquiry(d, episode, start)->no_conference = true;
}

/* One that has just begun: code 8675Q asks for a conference within 15 working days. */
static void draw_enquiry_open(struct need_drawing *d, struct need_episode *episode)
{
    date start = day_after(d->end, -between(&d->r, 0, 12));
    bool fits = episode->assessment_count > 0 && is_earlier(episode->referred, start) &&
                date_is_none(episode->closed);
    for (size_t i = 0; i < episode->enquiry_count; i++)
        fits = fits && is_earlier(episode->enquiries[i].start, start);
    if (fits)
        add_enquiry(d, episode, start);
}

/* In need from a day on: a plan, and the closure when it is over. */
static date be_in_need(struct need_drawing *d, struct need_episode *episode, date from)
{
    date begun = day_after(from, between(&d->r, 1, 8));
    date over = day_after(begun, 20 + days_until(&d->r, 230));
    if (is_earlier(over, d->start)) /* still in need when the year began */
        over = day_after(d->start, between(&d->r, 20, 600));
    add_plan(d, episode, begun, over);
    date closed = day_after(over, between(&d->r, 0, 5));
    close_episode(d, episode, closed, draw_reason(&d->r));
    return over;
}

static void course_in_need(struct need_drawing *d, struct need_episode *episode)
{
    date done = first_assessment(d, episode);
    if (chance(&d->r, 0.2))
        draw_enquiry_alone(d, episode);
    date over = be_in_need(d, episode, done);
    date again = day_after(done, between(&d->r, 100, 400));
    date again_done = day_after(again, between(&d->r, 10, 50));
    if (is_earlier(again_done, over))
        add_assessment(d, episode, again, again_done);
    if (chance(&d->r, 0.03))
        draw_enquiry_open(d, episode);
}

/* The plan follows a conference; one of before the year is known by the plan alone. */
static date draw_conference(struct need_drawing *d, struct need_episode *episode)
{
    date enquired = day_after(episode->referred, between(&d->r, 0, 40));
    int days = chance(&d->r, 0.8) ? between(&d->r, 7, 19) : between(&d->r, 22, 50);
    date held = weekday_after(day_after(enquired, days));
    bool moved_in = chance(&d->r, 0.03);
    date done = later_of(held, day_after(episode->referred, 5));
    if (is_earlier(held, d->start) || is_earlier(d->end, held))
        return held;
    add_assessment(d, episode, episode->referred, done);
    if (moved_in)
        episode->conference = held;
    else
        add_enquiry(d, episode, enquired)->conference = held;
    return held;
}

static void course_protection(struct need_drawing *d, struct need_episode *episode)
{
    date held = draw_conference(d, episode);
    if (is_earlier(d->end, held)) {
        first_assessment(d, episode);
        return;
    }
    if (!is_earlier(held, d->start) && chance(&d->r, 0.14)) { /* no plan was needed */
        be_in_need(d, episode, held);
        return;
    }
    date over = day_after(held, 60 + days_until(&d->r, 230));
    if (is_earlier(over, d->start))
        over = day_after(d->start, between(&d->r, 10, 500));
    add_protection(d, episode, held, over);
    date closed = day_after(over, between(&d->r, 40, 200));
    add_plan(d, episode, over, closed);
    close_episode(d, episode, closed, draw_reason(&d->r));
    if (chance(&d->r, 0.06))
        episode->court_considered = if_come(d, day_after(held, between(&d->r, 20, 90)));
}

/* ---- The child */

static struct need_episode *add_referral(struct need_drawing *d, date on)
{
    struct need_episode *episode = &d->need->episodes[d->need->episode_count++];
    *episode = (struct need_episode){.referred = on,
                                     .closed = DATE_NONE,
                                     .conference = DATE_NONE,
                                     .court_considered = DATE_NONE};
    episode->source = draw_source(&d->r);
    episode->need = draw_need(d, &d->r);
    return episode;
}

/* Referred between two days, but not before the child was on its way. */
static date draw_referral(struct need_drawing *d, int before, int least)
{
    date first = later_of(day_after(d->start, -before), child_since(d->need));
    date last = day_after(d->end, -least);
    if (is_earlier(last, first))
        return is_earlier(first, d->end) ? first : d->end;
    return day_after(first, between(&d->r, 0, days_between(first, last)));
}

static void draw_first(struct need_drawing *d)
{
    double u = random_uniform(&d->r);
    if (u < 0.04)
        course_no_action(d, add_referral(d, draw_referral(d, 0, 0)));
    else if (u < 0.3)
        course_assessed(d, add_referral(d, draw_referral(d, 0, 3)));
    else if (u < 0.87)
        course_in_need(d, add_referral(d, draw_referral(d, 800, 10)));
    else
        course_protection(d, add_referral(d, draw_referral(d, 500, 20)));
}

/* A second referral, after the first was closed. */
static void draw_again(struct need_drawing *d)
{
    const struct need_episode *first = &d->need->episodes[0];
    if (date_is_none(first->closed) || !chance(&d->r, 0.5))
        return;
    date on = day_after(first->closed, between(&d->r, 1, 150));
    if (is_earlier(d->end, on))
        return;
    struct need_episode *episode = add_referral(d, on);
    if (chance(&d->r, 0.07))
        course_no_action(d, episode);
    else if (chance(&d->r, 0.5))
        course_assessed(d, episode);
    else
        course_in_need(d, episode);
}

/* Of a few the case is closed because they died: codes 4008 to 4009Q, 8545Q, 8585Q. */
static void draw_death(struct need_drawing *d)
{
    struct need_episode *last = &d->need->episodes[d->need->episode_count - 1];
    bool other = str_equal(last->reason, STR("RC7"));
    if (!other || !is_earlier(d->need->born, last->closed) || !chance(&d->r, 0.002))
        return;
    last->reason = STR("RC2");
    d->need->died = last->closed;
}

/* Nobody is told why a number is unknown of whom there were only referrals without
 * further action: UN7 (8772). */
static void settle_number(struct need *need)
{
    bool acted = false;
    for (size_t i = 0; i < need->episode_count; i++)
        acted = acted || !need->episodes[i].no_action;
    if (!acted && need->no_number.len > 0)
        need->no_number = STR("UN7");
}

void need_draw_course(struct need_drawing *d)
{
    draw_first(d);
    draw_again(d);
    draw_death(d);
    settle_number(d->need);
}
