#include "profile/profile.h"

#include <assert.h>
#include <stdlib.h>

/* framework-language.md, Time: dated after the day is invisible, undated is visible. */
static bool by_day(const struct profile *p, date d)
{
    return date_compare(d, p->at) <= 0;
}

static bool sees_inspection(const struct profile *p, const struct inspection *inspection)
{
    return by_day(p, inspection_date(inspection));
}

static bool sees_finding(const struct profile *p, const struct finding *finding)
{
    return !finding->inspection || sees_inspection(p, finding->inspection);
}

/* --- which rows are the area's and seen ------------------------------------------- */

static bool takes_inspection(const struct profile *p, const struct inspection *row)
{
    return row->area == p->area && !row->setting && !row->same_as &&
           sees_inspection(p, row);
}

static bool takes_setting(const struct profile *p, const struct setting *row)
{
    bool closed = !date_is_none(row->closed) && by_day(p, row->closed);
    return row->area == p->area && by_day(p, row->opened) && !closed;
}

static bool takes_finding(const struct profile *p, const struct finding *row)
{
    bool repeated = row->inspection && row->inspection->same_as;
    return row->area == p->area && !repeated && sees_finding(p, row);
}

static bool takes_share(const struct profile *p, const struct share *row)
{
    return row->area == p->area && by_day(p, row->as_at);
}

static bool takes_relation(const struct profile *p, const struct relation *row)
{
    return row->area == p->area && by_day(p, row->as_at);
}

static bool takes_value(const struct profile *p, const struct value *row)
{
    return row->area == p->area && by_day(p, row->period.end);
}

static bool takes_decision(const struct profile *p, const struct decision *row)
{
    return row->area == p->area && by_day(p, row->on);
}

static bool takes_fact(const struct profile *p, const struct fact *row)
{
    return row->area == p->area && by_day(p, row->as_at);
}

/* A row whose area could not be read may be this area's. */
static bool takes_unread(const struct profile *p, const struct unread *row)
{
    return !row->area || row->area == p->area;
}

#define GATHER(type, name)                                                               \
    static void gather_##name(struct profile *p)                                         \
    {                                                                                    \
        p->name = arena_make(p->arena, const struct type *, p->evidence->name##_count);  \
        for (size_t i = 0; i < p->evidence->name##_count; i++)                           \
            if (takes_##type(p, &p->evidence->name[i]))                                  \
                p->name[p->name##_count++] = &p->evidence->name[i];                      \
    }
GATHER(inspection, inspections)
GATHER(setting, settings)
GATHER(finding, findings)
GATHER(share, shares)
GATHER(relation, relations)
GATHER(value, values)
GATHER(decision, decisions)
GATHER(fact, facts)
GATHER(unread, unread)
#undef GATHER

static int by_start(const void *left, const void *right)
{
    const struct inspection *a = *(const struct inspection *const *)left;
    const struct inspection *b = *(const struct inspection *const *)right;
    int order = date_compare(a->start, b->start);
    return order != 0 ? order : str_compare(a->row.id, b->row.id);
}

static bool holds_events(const struct profile *p)
{
    for (size_t i = 0; i < p->evidence->inspections_count; i++)
        if (sees_inspection(p, &p->evidence->inspections[i]))
            return true;
    for (size_t i = 0; i < p->evidence->findings_count; i++)
        if (sees_finding(p, &p->evidence->findings[i]))
            return true;
    return false;
}

static int by_bytes(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static void gather_resolved(struct profile *p)
{
    const struct evidence *evidence = p->evidence;
    struct str *ids = arena_make(p->arena, struct str, evidence->findings_count);
    for (size_t i = 0; i < evidence->findings_count; i++) {
        const struct finding *row = &evidence->findings[i];
        if (row->follows && row->progress == PROGRESS_RESOLVED && sees_finding(p, row))
            ids[p->resolved_count++] = row->follows->row.id;
    }
    qsort(ids, p->resolved_count, sizeof *ids, by_bytes);
    p->resolved = ids;
}

struct profile *profile_build(struct arena *a, const struct evidence *evidence,
                              const struct area *area, date at,
                              const struct profile_options *options)
{
    assert(area && !date_is_none(at));
    struct profile *p = arena_alloc(a, sizeof *p);
    *p = (struct profile){
        .arena = a, .evidence = evidence, .area = area, .at = at, .options = *options};
    p->holds_events = holds_events(p);
    gather_inspections(p);
    qsort(p->inspections, p->inspections_count, sizeof *p->inspections, by_start);
    gather_settings(p);
    gather_findings(p);
    gather_shares(p);
    gather_relations(p);
    gather_values(p);
    gather_decisions(p);
    gather_facts(p);
    gather_unread(p);
    gather_resolved(p);
    return p;
}

/* --- questions of a line ------------------------------------------------------------ */

const struct inspection *profile_latest(const struct profile *profile,
                                        struct str framework)
{
    for (size_t i = profile->inspections_count; i-- > 0;) {
        const struct inspection *row = profile->inspections[i];
        if (regimes_match(profile->evidence->regimes, row->framework, framework,
                          row->start))
            return row;
    }
    return NULL;
}

const struct judged *profile_judged(const struct profile *profile,
                                    const struct inspection *inspection,
                                    struct str aspect)
{
    const struct evidence *evidence = profile->evidence;
    for (size_t i = 0; i < evidence->judgements_count; i++) {
        const struct judged *row = &evidence->judgements[i];
        if (row->inspection == inspection && str_equal_fold(row->aspect, aspect))
            return row;
    }
    return NULL;
}

/* A row that does not say under which framework, or says one that answers. */
static bool may_be_under(const struct profile *profile, const struct unread *row,
                         struct str framework)
{
    return str_is_empty(row->framework) ||
           regimes_match(profile->evidence->regimes, row->framework, framework,
                         profile->at);
}

bool profile_may_hide_inspection(const struct profile *profile, struct str framework)
{
    for (size_t i = 0; i < profile->unread_count; i++) {
        const struct unread *row = profile->unread[i];
        if (row->table == TABLE_INSPECTIONS && may_be_under(profile, row, framework))
            return true;
    }
    return false;
}

bool profile_is_closed(const struct profile *profile, const struct finding *finding)
{
    if (!date_is_none(finding->closed) && by_day(profile, finding->closed))
        return true;
    return bsearch(&finding->row.id, profile->resolved, profile->resolved_count,
                   sizeof *profile->resolved, by_bytes) != NULL;
}
