#include "records/care_history.h"

#include <assert.h>

#include "records/terms.h"

/* ---- Stays */

struct growing_stays {
    struct stay *at;
    size_t count;
};

static bool is_respite(const struct entry *e)
{
    return cell_is_any(entry_cell(e, EPISODES_LS), RESPITE);
}

static struct stay stay_of(const struct entry *e, bool of_last)
{
    return (struct stay){.entry = e,
                         .start = entry_date(e, EPISODES_DECOM),
                         .end = entry_date(e, EPISODES_DEC),
                         .of_last = of_last,
                         .temporary =
                             cell_is_any(entry_cell(e, EPISODES_PLACE), TEMPORARY)};
}

static const char *unclear_in(const struct rows *episodes)
{
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *e = &episodes->at[i];
        if (date_is_none(entry_date(e, EPISODES_DECOM)))
            return "an episode has no DECOM that can be read";
        if (cell_is_unreadable(entry_cell(e, EPISODES_DEC)))
            return "the DEC of an episode cannot be read";
        if (is_before(entry_date(e, EPISODES_DEC), entry_date(e, EPISODES_DECOM)))
            return "an episode ends before it begins";
    }
    return NULL;
}

/* By first day, then last, what goes on after what ends; rows that tie stay in the order
 * of the file. */
static bool sorts_before(const struct stay *a, const struct stay *b)
{
    if (a->start.days != b->start.days)
        return a->start.days < b->start.days;
    if (date_is_none(a->end))
        return false;
    return date_is_none(b->end) || a->end.days < b->end.days;
}

static bool same_cells(const struct entry *a, const struct entry *b)
{
    for (unsigned c = EPISODES_DECOM; c <= EPISODES_URN; c++)
        if (!cells_equal(entry_cell(a, c), entry_cell(b, c)))
            return false;
    return true;
}

static void put_stay(struct growing_stays *stays, struct stay stay)
{
    size_t at = stays->count;
    if (is_respite(stay.entry) || date_is_none(stay.start))
        return;
    for (size_t i = 0; i < stays->count; i++) /* a row that stands twice is one */
        if (same_cells(stays->at[i].entry, stay.entry))
            return;
    for (; at > 0 && sorts_before(&stay, &stays->at[at - 1]); at--)
        stays->at[at] = stays->at[at - 1];
    stays->at[at] = stay;
    stays->count++;
}

/* This year's return tells the same episode again: it began on the same day, and last
 * year's either went on or ended on the same day. */
static bool is_told_again(const struct rows *now, const struct entry *last)
{
    date start = entry_date(last, EPISODES_DECOM), end = entry_date(last, EPISODES_DEC);
    for (size_t i = 0; i < now->count; i++) {
        const struct entry *e = &now->at[i];
        if (entry_date(e, EPISODES_DECOM).days == start.days &&
            (date_is_none(end) || entry_date(e, EPISODES_DEC).days == end.days))
            return true;
    }
    return false;
}

/* An episode of last year that went on and is not in this year's return ended when the
 * next began, or with the year: it is known only until then. */
static void end_lost(const struct growing_stays *stays, const struct return_about *about)
{
    for (size_t i = 0; i < stays->count; i++) {
        struct stay *s = &stays->at[i];
        if (!s->of_last || !date_is_none(s->end))
            continue;
        s->end = i + 1 < stays->count ? stays->at[i + 1].start : about->last_end;
        if (is_before(s->end, s->start))
            s->end = s->start;
    }
}

static void take_stays(struct arena *a, struct care_history *h)
{
    const struct rows *now = &h->shared->child->now[T9_EPISODES],
                      *last = &h->shared->child->last[T9_EPISODES];
    struct growing_stays stays = {arena_make(a, struct stay, now->count + last->count),
                                  0};
    for (size_t i = 0; i < last->count; i++)
        if (!is_told_again(now, &last->at[i]))
            put_stay(&stays, stay_of(&last->at[i], true));
    for (size_t i = 0; i < now->count; i++)
        put_stay(&stays, stay_of(&now->at[i], false));
    end_lost(&stays, h->about);
    h->stays = stays.at;
    h->stay_count = stays.count;
}

bool stay_meets(const struct stay *stay, date from, date to)
{
    return is_on_or_before(stay->start, to) &&
           (date_is_none(stay->end) || is_on_or_before(from, stay->end));
}

/* ---- Periods of care */

static bool is_rne(const struct stay *stay, uint64_t code)
{
    return cell_is(entry_cell(stay->entry, EPISODES_RNE), code);
}

/* An episode that has no end although another follows is taken to end there, unless that
 * one says that it starts anew. */
static bool follows_on(const struct stay *before, const struct stay *stay)
{
    if (date_is_none(before->end))
        return !is_rne(stay, CODE("S"));
    bool goes_on = cell_is(entry_cell(before->entry, EPISODES_REC), CODE("X1"));
    bool lost = before->of_last && cell_is_blank(entry_cell(before->entry, EPISODES_DEC));
    return before->end.days == stay->start.days &&
           (goes_on || (lost && !is_rne(stay, CODE("S"))));
}

/* A short break that ends on the day on which the child comes to be looked after. */
static bool follows_respite(const struct care_history *h, date start)
{
    const struct rows *tables[] = {&h->shared->child->now[T9_EPISODES],
                                   &h->shared->child->last[T9_EPISODES]};
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < tables[t]->count; i++)
            if (is_respite(&tables[t]->at[i]) &&
                entry_date(&tables[t]->at[i], EPISODES_DEC).days == start.days)
                return true;
    return false;
}

static void take_periods(struct arena *a, struct care_history *h)
{
    struct care_period *periods = arena_make(a, struct care_period, h->stay_count);
    size_t count = 0;
    for (size_t i = 0; i < h->stay_count; i++) {
        const struct stay *s = &h->stays[i];
        bool begins = i == 0 || !follows_on(s - 1, s);
        if (begins) {
            bool known = is_rne(s, CODE("S")) || follows_respite(h, s->start);
            periods[count++] =
                (struct care_period){.from = i, .start = s->start, .start_known = known};
        }
        periods[count - 1].count++;
        periods[count - 1].end = s->end;
    }
    h->periods = periods;
    h->period_count = count;
}

/* ---- Placements */

static bool same_place(const struct entry *a, const struct entry *b)
{
    static const unsigned columns[] = {EPISODES_PLACE, EPISODES_PL_POST, EPISODES_URN};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!cells_equal(entry_cell(a, columns[i]), entry_cell(b, columns[i])))
            return false;
    return true;
}

/* Supported accommodation was H5 until it had a code of its own, K3, from the collection
 * that began on 1 April 2024: another code on 1 April is no move. */
static bool is_recoded(const struct care_spell *spell, const struct stay *stay)
{
    const struct entry *before = spell->place, *after = stay->entry;
    bool day = stay->start.days == date_of(2024, 4, 1).days ||
               stay->start.days == date_of(2025, 4, 1).days;
    return day && cell_is(entry_cell(before, EPISODES_PLACE), CODE("H5")) &&
           cell_is(entry_cell(after, EPISODES_PLACE), CODE("K3")) &&
           cells_equal(entry_cell(before, EPISODES_PL_POST),
                       entry_cell(after, EPISODES_PL_POST));
}

struct walking {
    const struct care_history *h;
    struct care_spell *at;
    size_t count;
    size_t period;
    bool away; /* the stay before was temporary */
};

static void begin_spell(struct walking *w, size_t i)
{
    const struct stay *s = &w->h->stays[i];
    bool known = cell_is_any(entry_cell(s->entry, EPISODES_RNE), "S", "P", "B");
    bool first = w->h->periods[w->period].from == i;
    bool within = w->count && w->at[w->count - 1].period == w->period;
    if (first && w->h->periods[w->period].start_known)
        known = true;
    if (w->away && !within) /* back from where it was; since when is not told */
        known = false;
    w->at[w->count++] = (struct care_spell){.from = i,
                                            .period = w->period,
                                            .start = s->start,
                                            .start_known = known,
                                            .place = s->entry};
}

static bool begins_spell(const struct walking *w, const struct stay *s)
{
    const struct care_spell *before = w->count ? &w->at[w->count - 1] : NULL;
    if (!before || before->period != w->period)
        return true;
    if (!cell_is_any(entry_cell(s->entry, EPISODES_RNE), "S", "P", "B"))
        return false;
    bool returns = w->away && same_place(before->place, s->entry);
    return !returns && !is_recoded(before, s);
}

static void walk_stay(struct walking *w, size_t i)
{
    const struct stay *s = &w->h->stays[i];
    if (s->temporary) {
        bool within = w->count && w->at[w->count - 1].period == w->period;
        w->away = true;
        if (!within)
            return;
    } else {
        if (begins_spell(w, s))
            begin_spell(w, i);
        w->at[w->count - 1].place = s->entry;
        w->away = false;
    }
    w->at[w->count - 1].count = i + 1 - w->at[w->count - 1].from;
    w->at[w->count - 1].end = s->end;
}

static void take_spells(struct arena *a, struct care_history *h)
{
    struct walking w = {.h = h, .at = arena_make(a, struct care_spell, h->stay_count)};
    for (w.period = 0; w.period < h->period_count; w.period++) {
        const struct care_period *period = &h->periods[w.period];
        w.away = false;
        for (size_t i = period->from; i < period->from + period->count; i++)
            walk_stay(&w, i);
    }
    h->spells = w.at;
    h->spell_count = w.count;
}

/* A placement of less than 24 hours, as far as days tell. */
static bool is_short(date start, date end)
{
    return !date_is_none(end) && end.days - start.days < 1;
}

static bool meets(date start, date end, date from, date to)
{
    return is_on_or_before(start, to) &&
           (date_is_none(end) || is_on_or_before(from, end));
}

size_t placements_between(const struct care_history *h, const struct conventions *c,
                          date from, date to)
{
    bool by_rows = c->set[CONVENTION_PLACEMENTS] == PLACEMENTS_BY_ROWS;
    size_t count = 0;
    for (size_t i = 0; by_rows && i < h->stay_count; i++)
        count += stay_meets(&h->stays[i], from, to);
    for (size_t i = 0; !by_rows && i < h->spell_count; i++) {
        const struct care_spell *s = &h->spells[i];
        count += meets(s->start, s->end, from, to) &&
                 !(s->start_known && is_short(s->start, s->end));
    }
    return count;
}

/* ---- The last day of the year */

static bool is_on(const struct stay *s, date day)
{
    return is_on_or_before(s->start, day) &&
           (date_is_none(s->end) || is_before(day, s->end));
}

const struct care_period *care_period_of(const struct care_history *h,
                                         const struct stay *stay)
{
    size_t at = (size_t)(stay - h->stays);
    for (size_t i = 0; i < h->period_count; i++)
        if (h->periods[i].from <= at && at < h->periods[i].from + h->periods[i].count)
            return &h->periods[i];
    return NULL;
}

const struct care_spell *care_spell_of(const struct care_history *h,
                                       const struct stay *stay)
{
    size_t at = (size_t)(stay - h->stays);
    for (size_t i = 0; i < h->spell_count; i++)
        if (h->spells[i].from <= at && at < h->spells[i].from + h->spells[i].count)
            return &h->spells[i];
    return NULL;
}

static void take_end(struct care_history *h)
{
    date end = h->about->end;
    for (size_t i = 0; i < h->stay_count; i++) {
        const struct stay *s = &h->stays[i];
        if (s->of_last)
            continue;
        h->in_year = h->in_year || stay_meets(s, h->about->start, end);
        if (is_on(s, end))
            h->at_end = s;
    }
    if (!h->at_end)
        return;
    h->period_at_end = care_period_of(h, h->at_end);
    h->spell_at_end = care_spell_of(h, h->at_end);
    h->whole_year = h->shared->continuously;
}

const struct care_history *care_history_of(struct arena *a,
                                           const struct looked_after *shared,
                                           const struct return_about *about)
{
    struct care_history *h = arena_alloc(a, sizeof *h);
    *h = (struct care_history){.shared = shared, .about = about, .born = DATE_NONE};
    if (is_on_or_before(shared->born, about->end) &&
        !rows_differ(shared->child, T9_HEADER, HEADER_DOB, HEADER_DOB))
        h->born = shared->born;
    h->unclear = unclear_in(&shared->child->now[T9_EPISODES]);
    h->unclear_last =
        h->unclear ? h->unclear : unclear_in(&shared->child->last[T9_EPISODES]);
    take_stays(a, h);
    take_periods(a, h);
    take_spells(a, h);
    take_end(h);
    return h;
}

const struct entry *only_row(const struct child *child, unsigned table)
{
    return child->now[table].count ? &child->now[table].at[0] : NULL;
}

bool rows_differ(const struct child *child, unsigned table, unsigned from, unsigned to)
{
    const struct rows *rows = &child->now[table];
    for (size_t i = 1; i < rows->count; i++)
        for (unsigned c = from; c <= to; c++)
            if (!cells_equal(entry_cell(&rows->at[0], c), entry_cell(&rows->at[i], c)))
                return true;
    return false;
}
