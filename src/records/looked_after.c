#include "records/looked_after.h"

#include <assert.h>
#include <math.h>

#include "records/postcodes.h"
#include "records/providers.h"

/* ---- [ORDER] */

static date start_of(const struct entry *episode)
{
    return entry_date(episode, EPISODES_DECOM);
}

/* Rows without a readable DECOM come last. */
static bool comes_before(const struct entry *a, const struct entry *b)
{
    if (date_is_none(start_of(a)))
        return false;
    return date_is_none(start_of(b)) || start_of(a).days < start_of(b).days;
}

/* Insertion: a child has few episodes, most of them in order already.  Stable. */
static const struct entry *const *in_order(struct arena *a, const struct rows *rows)
{
    const struct entry **order = arena_make(a, const struct entry *, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *entry = &rows->at[i];
        size_t at = i;
        for (; at > 0 && comes_before(entry, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = entry;
    }
    return order;
}

/* Of last year's episodes the one with the latest DECOM; ties: the first in the file. */
static const struct entry *last_of(const struct rows *rows)
{
    const struct entry *last = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *entry = &rows->at[i];
        if (date_is_none(start_of(entry)))
            continue;
        if (!last || start_of(last).days < start_of(entry).days)
            last = entry;
    }
    return last;
}

/* ---- [CLA] */

static bool is_in_year(const struct entry *e, const struct return_about *about)
{
    date end = entry_date(e, EPISODES_DEC);
    return is_on_or_before(start_of(e), about->end) &&
           (date_is_none(end) || is_on_or_before(about->start, end));
}

static bool is_respite(const struct entry *e)
{
    const struct cell *legal = entry_cell(e, EPISODES_LS);
    return cell_is(legal, CODE("V3")) || cell_is(legal, CODE("V4"));
}

static bool breaks(const struct entry *e, const struct return_about *about)
{
    date start = start_of(e), end = entry_date(e, EPISODES_DEC);
    bool begins = cell_is(entry_cell(e, EPISODES_RNE), CODE("S")) &&
                  is_before(about->start, start) && is_on_or_before(start, about->end);
    bool ends = !cell_is(entry_cell(e, EPISODES_REC), CODE("X1")) &&
                is_on_or_before(about->start, end) && is_before(end, about->end);
    return begins || ends || (is_respite(e) && is_in_year(e, about));
}

static bool is_continuous(const struct rows *episodes, const struct return_about *about)
{
    bool any = false;
    for (size_t i = 0; i < episodes->count; i++) {
        if (breaks(&episodes->at[i], about))
            return false;
        any = any || is_in_year(&episodes->at[i], about);
    }
    return any;
}

/* ---- [POC] */

/* An episode that begins after the end of the one before it begins a period of care. */
static bool begins_care(const struct looked_after *shared, size_t at)
{
    return at == 0 || is_before(entry_date(shared->order[at - 1], EPISODES_DEC),
                                start_of(shared->order[at]));
}

/* Episodes without a first day are in none. */
static void work_out_care(struct arena *a, struct looked_after *shared)
{
    struct care *care = arena_make(a, struct care, shared->order_count);
    size_t count = 0;
    for (size_t i = 0; i < shared->order_count; i++) {
        const struct entry *episode = shared->order[i];
        if (date_is_none(start_of(episode)))
            break;
        if (begins_care(shared, i))
            care[count++].start = start_of(episode);
        assert(count > 0);
        care[count - 1].end = entry_date(episode, EPISODES_DEC);
    }
    shared->care = care;
    shared->care_count = count;
}

/* ---- [UASC-EVER] */

static bool says_uasc(const struct rows *tables, const bool *loaded)
{
    if (loaded[T9_HEADER]) {
        for (size_t i = 0; i < tables[T9_HEADER].count; i++)
            if (cell_is(entry_cell(&tables[T9_HEADER].at[i], HEADER_UASC), CODE("1")))
                return true;
        return false;
    }
    for (size_t i = 0; i < tables[T9_UASC].count; i++)
        for (unsigned column = UASC_SEX; column <= UASC_DUC; column++)
            if (!cell_is_blank(entry_cell(&tables[T9_UASC].at[i], column)))
                return true;
    return false;
}

/* ---- Placements */

static struct placement place_of(const struct entry *e, const struct return_about *about)
{
    struct placement place = {.miles = (double)NAN};
    struct postcode home, placed;
    place.home_known =
        postcodes_find(about->postcodes, entry_cell(e, EPISODES_HOME_POST)->text, &home);
    place.known =
        postcodes_find(about->postcodes, entry_cell(e, EPISODES_PL_POST)->text, &placed);
    if (!place.known)
        return place;
    place.authority = placed.authority;
    place.inside_known = about->authority.len > 0;
    place.inside = place.inside_known && str_equal(placed.authority, about->authority);
    if (place.home_known)
        place.miles = postcodes_miles(&home, &placed);
    return place;
}

static const struct placement *places_of(struct arena *a, const struct rows *episodes,
                                         const struct return_about *about)
{
    if (!about->postcodes)
        return NULL;
    struct placement *places = arena_make(a, struct placement, episodes->count);
    for (size_t i = 0; i < episodes->count; i++)
        places[i] = place_of(&episodes->at[i], about);
    return places;
}

const struct placement *placement_of(const struct looked_after *shared,
                                     const struct entry *episode)
{
    assert(shared->places);
    return &shared->places[episode - shared->child->now[T9_EPISODES].at];
}

const struct placement *placement_of_last(const struct looked_after *shared,
                                          const struct entry *episode)
{
    assert(shared->places_last);
    return &shared->places_last[episode - shared->child->last[T9_EPISODES].at];
}

/* ---- Providers */

static struct registration registered_as(const struct cell *urn,
                                         const struct return_about *about)
{
    struct registration found = {NULL, 0};
    struct str text = str_trim(urn->text);
    if (text.len > 0)
        found.at = providers_find(about->providers, text, &found.count);
    return found;
}

static const struct registration *registrations_of(struct arena *a,
                                                   const struct rows *episodes,
                                                   const struct return_about *about)
{
    if (!about->providers)
        return NULL;
    struct registration *all = arena_make(a, struct registration, episodes->count);
    for (size_t i = 0; i < episodes->count; i++)
        all[i] = registered_as(entry_cell(&episodes->at[i], EPISODES_URN), about);
    return all;
}

const struct registration *registration_of(const struct looked_after *shared,
                                           const struct entry *episode)
{
    assert(shared->registered);
    return &shared->registered[episode - shared->child->now[T9_EPISODES].at];
}

/* ---- The whole */

static date born_of(const struct rows *header)
{
    for (size_t i = 0; i < header->count; i++) {
        date born = entry_date(&header->at[i], HEADER_DOB);
        if (!date_is_none(born))
            return born;
    }
    return DATE_NONE;
}

const struct looked_after *looked_after_of(struct arena *a, const struct child *child,
                                           const struct return_about *about)
{
    const struct rows *now = &child->now[T9_EPISODES], *last = &child->last[T9_EPISODES];
    struct looked_after *shared = arena_alloc(a, sizeof *shared);
    *shared = (struct looked_after){.child = child};
    shared->born = born_of(&child->now[T9_HEADER]);
    /* Rows without CHILD are in no child's order. */
    if (child->id.len > 0) {
        shared->order = in_order(a, now);
        shared->order_count = now->count;
        shared->order_last = in_order(a, last);
        shared->order_last_count = last->count;
    }
    bool starts = shared->order_count > 0 && !date_is_none(start_of(shared->order[0]));
    shared->first = starts ? shared->order[0] : NULL;
    shared->last_end = last_of(last);
    shared->continuously = is_continuous(now, about);
    work_out_care(a, shared);
    shared->uasc_ever =
        says_uasc(child->now, about->has) || says_uasc(child->last, about->has_last);
    shared->places = places_of(a, now, about);
    shared->places_last = places_of(a, last, about);
    shared->registered = registrations_of(a, now, about);
    return shared;
}

bool care_ended_since(const struct looked_after *shared, date day)
{
    if (shared->care_count == 0)
        return false;
    const struct care *last = &shared->care[shared->care_count - 1];
    if (!date_is_none(last->end))
        return true;
    return shared->care_count > 1 && is_before(day, last->start);
}

date birthday(date born, int age)
{
    return date_add_years(born, age);
}
