/* Trials on rows: a judgement one grade, a finding more or less, a decision left out. */
#include "judgement/trial.h"

#include <string.h>

static bool is_seen(const struct trials *t, const struct inspection *inspection)
{
    return inspection->area == t->base->profile->area && !inspection->same_as &&
           date_compare(inspection_date(inspection), t->base->at) <= 0;
}

/* A copy of the evidence in which one table may be changed. */
#define COPY(t, name, type, extra)                                                       \
    struct evidence *copy = arena_alloc((t)->scratch, sizeof *copy);                     \
    *copy = *(t)->base->profile->evidence;                                               \
    copy->name = arena_make((t)->scratch, struct type, copy->name##_count + (extra));    \
    memcpy(copy->name, (t)->base->profile->evidence->name,                               \
           copy->name##_count * sizeof *copy->name)

/* --- judgements --- */

static void try_grade(struct trials *t, size_t index, unsigned position)
{
    arena_reset(t->scratch);
    COPY(t, judgements, judged, 0);
    struct judged *row = &copy->judgements[index];
    const struct rung *rungs = row->grade.scale->rungs;
    struct trial trial = {.id = row->row.id, .evidence = copy};
    trial.what = arena_format(t->scratch, "%.*s graded “%.*s” instead of “%.*s”",
                              STR_ARG(row->aspect), STR_ARG(rungs[position].words),
                              STR_ARG(rungs[row->grade.position].words));
    row->grade.position = position;
    trial_run(t, &trial);
}

void try_judgements(struct trials *t)
{
    const struct evidence *evidence = t->base->profile->evidence;
    for (size_t i = 0; i < evidence->judgements_count; i++) {
        const struct judged *row = &evidence->judgements[i];
        if (!is_seen(t, row->inspection))
            continue;
        if (row->grade.position > 0)
            try_grade(t, i, row->grade.position - 1);
        if (row->grade.position + 1 < row->grade.scale->count)
            try_grade(t, i, row->grade.position + 1);
    }
}

/* --- findings --- */

static void try_without_finding(struct trials *t, const struct finding *gone)
{
    arena_reset(t->scratch);
    COPY(t, findings, finding, 0);
    size_t at = (size_t)(gone - t->base->profile->evidence->findings);
    size_t after = copy->findings_count - at - 1;
    memmove(&copy->findings[at], &copy->findings[at + 1], after * sizeof *copy->findings);
    copy->findings_count--;
    struct trial trial = {.id = gone->row.id, .evidence = copy};
    trial.what =
        arena_format(t->scratch, "this %s left out", say_kind(gone->kind, false));
    trial_run(t, &trial);
}

static enum finding_kind lowest_kind(unsigned kinds)
{
    int kind = 0;
    while (kinds != 0 && (kinds >> kind & 1) == 0)
        kind++;
    return (enum finding_kind)kind;
}

/* A finding as a count asks for it, at the latest inspection that it could be from. */
static void try_finding(struct trials *t, const struct query *q,
                        const struct inspection *inspection)
{
    arena_reset(t->scratch);
    COPY(t, findings, finding, 1);
    struct finding *row = &copy->findings[copy->findings_count++];
    *row = (struct finding){.row.id = STR("findings:new"),
                            .inspection = inspection,
                            .area = inspection->area,
                            .kind = lowest_kind(q->finding_kinds),
                            .outcome = q->outcome,
                            .aspect = q->aspect,
                            .deadline = DATE_NONE,
                            .plan_due = DATE_NONE,
                            .closed = DATE_NONE};
    if (q->service_count > 0)
        row->service = q->services[0];
    struct str said = say_inspection(t->scratch, inspection);
    struct trial trial = {.id = inspection->row.id, .evidence = copy};
    trial.what = arena_format(t->scratch, "one more %s at the %.*s",
                              say_kind(row->kind, false), STR_ARG(said));
    trial_run(t, &trial);
}

static void try_count(void *context, const struct expr *expr)
{
    struct trials *t = context;
    const struct profile *p = t->base->profile;
    const struct query *q = &expr->query;
    if (expr->kind != EXPR_QUERY || q->kind != QUERY_COUNT_OF_FINDINGS)
        return;
    const struct inspection *inspection = NULL;
    if (!str_is_empty(q->inspection))
        inspection = profile_latest(p, q->inspection);
    else if (p->inspections_count > 0)
        inspection = p->inspections[p->inspections_count - 1];
    if (inspection)
        try_finding(t, q, inspection);
}

void try_findings(struct trials *t)
{
    const struct profile *p = t->base->profile;
    for (size_t i = 0; i < p->findings_count; i++)
        try_without_finding(t, p->findings[i]);
    walk_plan(t->base->plan, try_count, t);
}

/* --- decisions --- */

static void try_without_decision(struct trials *t, const struct decision *gone)
{
    arena_reset(t->scratch);
    COPY(t, decisions, decision, 0);
    size_t at = (size_t)(gone - t->base->profile->evidence->decisions);
    size_t after = copy->decisions_count - at - 1;
    memmove(&copy->decisions[at], &copy->decisions[at + 1],
            after * sizeof *copy->decisions);
    copy->decisions_count--;
    struct trial trial = {.id = gone->row.id, .evidence = copy};
    struct str kind = vocabulary_word(&vocabulary_decision_kind, (int)gone->kind);
    trial.what = arena_format(t->scratch, "this decision (%.*s) left out", STR_ARG(kind));
    trial_run(t, &trial);
}

void try_decisions(struct trials *t)
{
    const struct profile *p = t->base->profile;
    for (size_t i = 0; i < p->decisions_count; i++)
        try_without_decision(t, p->decisions[i]);
}
