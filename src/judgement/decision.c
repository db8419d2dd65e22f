/* Which of the recorded decisions counts: framework-language.md, "How a judgement is
 * reached".  A decision is of this framework where its id or family answers to it. */
#include "judgement/run.h"

#include <assert.h>

/* A family's row from before the framework began is an earlier framework's, whether or
 * not that one is shipped. */
bool is_this_framework(const struct run *run, struct str framework, date on)
{
    return regimes_match(run->profile->evidence->regimes, framework, run->plan->regime.id,
                         on) &&
           date_compare(on, run->plan->regime.valid_from) >= 0;
}

bool decision_is_on(const struct run *run, const struct decision *decision,
                    const struct judgement *node)
{
    return is_this_framework(run, decision->framework, decision->on) &&
           plan_judgement(run->plan, decision->judgement) == node;
}

/* Of two decisions the later day's; of one day the later row. */
static const struct decision *later(const struct decision *a, const struct decision *b)
{
    if (!a)
        return b;
    return date_compare(b->on, a->on) >= 0 ? b : a;
}

const struct decision *decision_latest(const struct run *run,
                                       const struct judgement *node,
                                       enum decision_kind kind)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < run->profile->decisions_count; i++) {
        const struct decision *row = run->profile->decisions[i];
        if (row->kind != kind || !decision_is_on(run, row, node))
            continue;
        assert(scale_same(row->grade.scale, node->scale));
        found = later(found, row);
    }
    return found;
}

static bool names_rule(const struct run *run, const struct decision *decision,
                       const struct judgement *node, const struct rule *rule)
{
    bool kind = decision->kind == DECISION_CONFIRM || decision->kind == DECISION_DECLINE;
    return kind && decision_is_on(run, decision, node) &&
           str_equal_fold(decision->rule, rule->id);
}

const struct decision *decision_on_rule(const struct run *run,
                                        const struct judgement *node,
                                        const struct rule *rule)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < run->profile->decisions_count; i++) {
        const struct decision *row = run->profile->decisions[i];
        if (names_rule(run, row, node, rule))
            found = later(found, row);
    }
    return found;
}
