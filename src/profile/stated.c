#include "profile/stated.h"

/* Only levels of the whole measure: a change, a gap or a group's figure is another fact.
 */
bool stated_about(const struct relation *row, struct str id)
{
    bool level =
        row->dimension == DIMENSION_LEVEL || row->dimension == DIMENSION_NOT_GIVEN;
    return row->about == ABOUT_MEASURE && level && str_is_empty(row->group) &&
           str_equal_fold(row->subject, id);
}

static bool states(const struct stated_query *q, const struct relation *row,
                   struct stand *stand)
{
    return stated_about(row, q->id) && row->comparator == q->comparator &&
           compare_stated(row, q->polarity, q->difference, stand);
}

static bool has_period(const struct relation *row)
{
    return !date_is_none(row->period.start);
}

static date dated(const struct relation *row)
{
    return has_period(row) ? row->period.end : row->as_at;
}

/* --- several statements as one --- */

static void stated_add(struct stated *out, const struct relation *row, struct stand stand)
{
    bool mixed = row->relation == RELATION_MIXED;
    bool agree = !out->any || stand_join(out->stand, stand, &stand);
    out->stand = stand;
    out->at_odds = out->at_odds || mixed || !agree;
    out->any = true;
    if (has_period(row))
        out->period_end = row->period.end;
    says_add(&out->ids, row->row.id);
    const char *and = str_is_empty(out->text) ? "said to be " : " and ";
    out->text = arena_format(out->ids.arena, "%.*s%s%.*s", STR_ARG(out->text), and,
                             STR_ARG(row->relation_text));
}

static void stated_close(struct stated *out)
{
    struct arena *a = out->ids.arena;
    struct str ids = say_ids(a, out->ids.at, out->ids.count);
    out->text = arena_format(a, "%.*s%.*s", STR_ARG(out->text), STR_ARG(ids));
    if (out->at_odds)
        out->stand = stand_unknown();
}

static struct stated stated_nothing(const struct profile *p)
{
    return (struct stated){
        .stand = stand_unknown(), .period_end = DATE_NONE, .ids = says_new(p->arena)};
}

struct stated stated_latest(const struct profile *p, const struct stated_query *q)
{
    date latest = DATE_NONE;
    struct stand stand;
    for (size_t i = 0; i < p->relations_count; i++)
        if (states(q, p->relations[i], &stand) &&
            date_compare(dated(p->relations[i]), latest) > 0)
            latest = dated(p->relations[i]);
    struct stated out = stated_nothing(p);
    for (size_t i = 0; i < p->relations_count; i++) {
        const struct relation *row = p->relations[i];
        bool now = date_is_none(dated(row)) || date_compare(dated(row), latest) == 0;
        if (now && states(q, row, &stand))
            stated_add(&out, row, stand);
    }
    stated_close(&out);
    return out;
}

/* --- periods --- */

/* What a row speaks of: from its `since`, else its period's start, to its period's end,
 * else the day it was said, else the assessment date. */
static bool covered_by(const struct profile *p, const struct relation *row,
                       struct period *out)
{
    struct period since;
    date said = date_is_none(row->as_at) ? p->at : row->as_at;
    *out = row->period;
    if (period_parse(row->since, &since))
        *out = (struct period){since.start, has_period(row) ? row->period.end : said};
    return !date_is_none(out->start);
}

static bool covers(struct period outer, struct period inner)
{
    return date_compare(outer.start, inner.start) <= 0 &&
           date_compare(inner.end, outer.end) <= 0;
}

struct stated stated_of(const struct profile *p, const struct stated_query *q,
                        struct period period)
{
    struct stated out = stated_nothing(p);
    for (size_t i = 0; i < p->relations_count; i++) {
        struct stand stand;
        struct period spoken;
        const struct relation *row = p->relations[i];
        if (covered_by(p, row, &spoken) && covers(spoken, period) &&
            states(q, row, &stand))
            stated_add(&out, row, stand);
    }
    stated_close(&out);
    return out;
}

bool stated_last_year(const struct profile *p, const struct stated_query *q,
                      struct period *out)
{
    bool found = false;
    for (size_t i = 0; i < p->relations_count; i++) {
        struct stand stand;
        struct period spoken;
        const struct relation *row = p->relations[i];
        if (!states(q, row, &stand) || !covered_by(p, row, &spoken))
            continue;
        if (found && date_compare(spoken.end, out->end) <= 0)
            continue;
        *out =
            (struct period){date_add_days(date_add_years(spoken.end, -1), 1), spoken.end};
        found = true;
    }
    return found;
}
