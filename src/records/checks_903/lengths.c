/* Checks on how long a legal status may last, over the episodes that it spans. */
#include "records/looked_after.h"
#include "records/terms.h"

/* UNBROKEN: the next episode of all has the status and begins when this one ends.
 * TOUCHING: the next one that has the status begins no later than this one ends. */
struct limit {
    code_text status;
    int days; /* more are too many */
    enum { UNBROKEN, TOUCHING } joined;
};

/* Episodes of the order from `from` up to `to`. */
struct span {
    size_t from, to;
    date start, end;
};

/* An episode without a first day is none of a span. */
static bool has_status(const struct limit *limit, const struct entry *episode)
{
    return !date_is_none(entry_date(episode, EPISODES_DECOM)) &&
           cell_is_of(entry_cell(episode, EPISODES_LS), &limit->status, 1);
}

/* An open episode lasts to the end of the collection; one whose end cannot be read too,
 * in an unbroken span. */
static date end_of(const struct checking *c, const struct limit *limit,
                   const struct entry *episode)
{
    const struct cell *end = entry_cell(episode, EPISODES_DEC);
    bool open = limit->joined == UNBROKEN ? date_is_none(end->on) : cell_is_blank(end);
    return open ? c->about->end : end->on;
}

static bool goes_on(const struct limit *limit, date end, date start)
{
    if (limit->joined == TOUCHING)
        return !is_before(end, start);
    return is_on_or_before(end, start) && is_on_or_before(start, end);
}

/* The span that begins with the episode at `from` of the order. */
static struct span span_from(const struct checking *c, const struct limit *limit,
                             size_t from)
{
    const struct looked_after *s = c->shared;
    date start = entry_date(s->order[from], EPISODES_DECOM);
    date end = end_of(c, limit, s->order[from]);
    struct span span = {from, from + 1, start, end};
    for (size_t i = from + 1; i < s->order_count; i++) {
        if (!has_status(limit, s->order[i])) {
            if (limit->joined == UNBROKEN)
                break;
            continue;
        }
        if (!goes_on(limit, end, entry_date(s->order[i], EPISODES_DECOM)))
            break;
        end = end_of(c, limit, s->order[i]);
        span.to = i + 1;
        if (is_before(span.end, end) || date_is_none(span.end))
            span.end = end;
    }
    return span;
}

static void flag_span(const struct checking *c, const struct limit *limit,
                      const struct span *span)
{
    if (!is_before(date_add_days(span->start, limit->days), span->end))
        return;
    for (size_t i = span->from; i < span->to; i++)
        if (has_status(limit, c->shared->order[i]))
            flag(c, T9_EPISODES, c->shared->order[i]);
}

static void status_lasts_too_long(const struct checking *c)
{
    const struct limit *limit = c->check->with;
    size_t at = 0;
    while (at < c->shared->order_count) {
        if (!has_status(limit, c->shared->order[at])) {
            at++;
            continue;
        }
        struct span span = span_from(c, limit, at);
        flag_span(c, limit, &span);
        at = span.to;
    }
}

/* ---- The checks */

static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};

#define AT_MOST(status, days, joined)                                                    \
    .years = YEARS_ALL, .tables = BIT(T9_EPISODES), .run = status_lasts_too_long,        \
    .with = &(const struct limit){status, days, joined}, .dates = ends,                  \
    .without = starts, .fields = "DEC|DECOM|LS"

static const struct check checks[] = {
    {.code = "361",
     AT_MOST("L1", 3, UNBROKEN),
     .message = "Police protection lasted longer than 72 hours (three days).",
     .source = "Department's message for 361, of episodes that follow each other"},
    {.code = "362",
     AT_MOST("L2", 21, UNBROKEN),
     .message = "An emergency protection order lasted longer than 21 days.",
     .source = "Department's message for 362, of episodes that follow each other"},
    {.code = "363",
     AT_MOST("L3", 7, TOUCHING),
     .message = "A child assessment order lasted longer than seven days.",
     .source = "Department's message for 363, from the first day to the last"},
    {.code = "364",
     AT_MOST("J2", 21, TOUCHING),
     .message = "Detention under the Police and Criminal Evidence Act in the authority's "
                "accommodation lasted longer than 21 days.",
     .source = "Department's message for 364; 21 days are the open validator's"},
};
const struct check_list checks_903_lengths = CHECK_LIST(checks);
