#include "records/cared_for.h"

#include "records/terms.h"

bool episodes_clear(const struct measuring *m)
{
    if (m->history->unclear)
        say_missing(m, EVERY_FIGURE, m->history->unclear);
    return !m->history->unclear;
}

bool episodes_clear_both(const struct measuring *m)
{
    if (m->history->unclear_last)
        say_missing(m, EVERY_FIGURE, m->history->unclear_last);
    return !m->history->unclear_last;
}

/* Why a child whose episodes do not make it one of those asked for is not: `otherwise`,
 * or all that this year tells of it are short breaks. */
static const char *not_cared_for(const struct care_history *h, const char *otherwise)
{
    bool any = h->shared->child->now[T9_EPISODES].count > 0, care = false;
    for (size_t i = 0; i < h->stay_count; i++)
        care = care || !h->stays[i].of_last;
    return any && !care ? "only short breaks (V3, V4)" : otherwise;
}

bool cared_at_end(const struct measuring *m)
{
    if (!episodes_clear(m))
        return false;
    if (!m->history->at_end)
        say_excluded(
            m, EVERY_FIGURE,
            not_cared_for(m->history, "not looked after on the last day of the year"));
    return m->history->at_end != NULL;
}

bool cared_all_year(const struct measuring *m)
{
    if (!cared_at_end(m))
        return false;
    if (!m->history->whole_year)
        say_excluded(m, EVERY_FIGURE, "not looked after without a break for 12 months");
    return m->history->whole_year;
}

bool cared_in_year(const struct measuring *m)
{
    if (!episodes_clear(m))
        return false;
    if (!m->history->in_year)
        say_excluded(m, EVERY_FIGURE,
                     not_cared_for(m->history, "not looked after in the year"));
    return m->history->in_year;
}

bool aged_at_end(const struct measuring *m, int from, int to, const char *reason)
{
    int age = years_on(m->conventions, m->history->born, m->about->end);
    if (date_is_none(m->history->born)) {
        say_missing(m, EVERY_FIGURE, "no date of birth that can be used");
        return false;
    }
    if (age < from || age > to)
        say_excluded(m, EVERY_FIGURE, reason);
    return age >= from && age <= to;
}

bool cared_since(const struct measuring *m, date day, const char *reason)
{
    const struct care_period *period = m->history->period_at_end;
    if (is_on_or_before(period->start, day))
        return true;
    if (period->start_known)
        say_excluded(m, EVERY_FIGURE, reason);
    else
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the period of care began");
    return false;
}

static bool ends_care(const struct measuring *m, const struct entry *e)
{
    const struct cell *reason = entry_cell(e, EPISODES_REC);
    date end = entry_date(e, EPISODES_DEC);
    return !cell_is_any(entry_cell(e, EPISODES_LS), RESPITE) &&
           is_on_or_before(m->about->start, end) && is_on_or_before(end, m->about->end) &&
           !cell_is_blank(reason) && !cell_is(reason, CODE("X1"));
}

/* Of two that end on one day the one that began later; else the later row. */
static bool ends_later(const struct entry *e, const struct entry *than)
{
    date end = entry_date(e, EPISODES_DEC), other = entry_date(than, EPISODES_DEC);
    if (end.days != other.days)
        return end.days > other.days;
    return !is_before(entry_date(e, EPISODES_DECOM), entry_date(than, EPISODES_DECOM));
}

const struct entry *last_cease(const struct measuring *m)
{
    const struct rows *episodes = &m->child->now[T9_EPISODES];
    const struct entry *last = NULL;
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *e = &episodes->at[i];
        if (!ends_care(m, e))
            continue;
        if (!last || ends_later(e, last))
            last = e;
    }
    return last;
}

bool ceased_in_year(const struct measuring *m, const struct entry **with)
{
    if (!episodes_clear(m))
        return false;
    *with = last_cease(m);
    if (!*with)
        say_excluded(m, EVERY_FIGURE, "did not cease to be looked after in the year");
    return *with != NULL;
}
