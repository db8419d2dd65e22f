/* What a finished ruling is called: its status, and its origin against what was
 * published. */
#include "judgement/run.h"

/* The first that holds (framework-language.md, Status). */
static enum verdict_status status_of(const struct work *work)
{
    const struct ruling *ruling = work->ruling;
    bool awaited =
        !str_is_empty(work->node->decided_by) && !ruling->decision && !ruling->entered;
    unsigned left = gradeset_count(work->set);
    if (work->withheld)
        return VERDICT_WITHHELD;
    if (left == 1)
        return awaited ? VERDICT_PROPOSED : VERDICT_DECIDED;
    return left == work->node->scale->count ? VERDICT_UNKNOWN : VERDICT_RANGE;
}

/* --- what was published --- */

static bool is_published(const struct run *run, const struct judgement *node,
                         const struct published *row)
{
    return row->area == run->profile->area &&
           regimes_match(run->profile->evidence->regimes, row->framework,
                         run->plan->regime.id, row->on) &&
           plan_judgement(run->plan, row->judgement) == node;
}

/* A row published before the inspection being run began speaks of an earlier one. */
static bool is_earlier(const struct run *run, const struct published *row)
{
    return run->inspection && !date_is_none(row->on) &&
           date_compare(row->on, run->inspection->start) < 0;
}

/* Nearest to the assessment: the last published by then, else the first after. */
static bool is_nearer(const struct run *run, const struct published *row,
                      const struct published *than)
{
    bool by_then = date_compare(row->on, run->profile->at) <= 0;
    bool other_by_then = than && date_compare(than->on, run->profile->at) <= 0;
    if (!than || by_then != other_by_then)
        return !than || by_then;
    int order = date_compare(row->on, than->on);
    return by_then ? order >= 0 : order < 0;
}

static const struct published *published_row(const struct run *run,
                                             const struct judgement *node)
{
    const struct evidence *evidence = run->profile->evidence;
    const struct published *found = NULL;
    for (size_t i = 0; i < evidence->published_count; i++) {
        const struct published *row = &evidence->published[i];
        if (is_published(run, node, row) && !is_earlier(run, row) &&
            is_nearer(run, row, found))
            found = row;
    }
    return found;
}

/* --- origin --- */

static enum verdict_origin origin_of(const struct work *work)
{
    const struct ruling *ruling = work->ruling;
    bool by_hand = ruling->entered || work->run->by_decision[work->node->index];
    if (ruling->status == VERDICT_WITHHELD || gradeset_count(work->set) != 1)
        return ORIGIN_UNDETERMINED;
    if (ruling->published && !gradeset_has(work->set, ruling->published->grade.position))
        return ORIGIN_DISAGREES;
    if (by_hand)
        return ORIGIN_ENTERED;
    return ruling->published ? ORIGIN_REPRODUCED : ORIGIN_COMPUTED;
}

void settle(struct work *work)
{
    struct ruling *ruling = work->ruling;
    const struct run *run = work->run;
    ruling->status = status_of(work);
    ruling->published = published_row(run, work->node);
    ruling->origin = origin_of(work);
    ruling->published_grade = ruling->entered && !ruling->entered->row.changed &&
                              !ruling->decision && !run->plan->self_assessment;
}
