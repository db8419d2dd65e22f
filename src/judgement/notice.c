/* Remarks that only a run can make: words without a band, decisions that nothing asks
 * for, days outside a framework's own. */
#include "judgement/run.h"

/* "sefton/shares:3" is a row of "sefton/shares.csv". */
static struct str file_of(struct arena *a, struct str id)
{
    size_t colon = str_find_last(id, ':');
    return arena_format(a, "%.*s.csv", (int)colon, id.at);
}

void notice(struct run *run, enum remark_kind kind, const struct row *row,
            struct str text)
{
    struct remark remark = {.kind = kind,
                            .file = file_of(run->arena, row->id),
                            .record = row->record,
                            .text = text,
                            .ids = &row->id,
                            .id_count = 1};
    remarks_add(run->remarks, &remark);
}

/* --- dates --- */

void notice_dates(struct run *run)
{
    const struct regime *regime = &run->plan->regime;
    date at = run->profile->at;
    if (date_compare(at, regime->valid_from) >= 0 &&
        date_compare(at, regime->valid_to) <= 0)
        return;
    struct str day = date_iso(run->arena, at),
               from = date_iso(run->arena, regime->valid_from);
    struct str to = date_iso(run->arena, regime->valid_to);
    struct remark remark = {.kind = REMARK_WARNING};
    remark.text =
        arena_format(run->arena,
                     "the assessment date %.*s is outside the days for which %.*s "
                     "is valid (%.*s to %.*s)",
                     STR_ARG(day), STR_ARG(regime->id), STR_ARG(from), STR_ARG(to));
    remarks_add(run->remarks, &remark);
}

/* --- words --- */

static void notice_word(struct run *run, const struct row *row, struct str word)
{
    notice(run, REMARK_UNBANDED, row,
           arena_format(run->arena,
                        "“%.*s” has no band in %.*s, so it may mean any share; add it to "
                        "`words share` or give a count",
                        STR_ARG(word), STR_ARG(run->plan->regime.id)));
}

static void notice_share(struct run *run, const struct share *row)
{
    struct interval any;
    bool exact = row->has_count || row->has_percent;
    if (profile_share_contradicts(run->profile, row))
        notice(run, REMARK_CONTRADICTION, &row->row,
               arena_format(run->arena,
                            "the number and “%.*s” cannot both be so; both are kept: "
                            "correct one, or leave it out",
                            STR_ARG(row->word)));
    int64_t total = row->has_total ? row->total : 0;
    if (!exact && !bands_read(&run->plan->bands, row->word, total, &any))
        notice_word(run, &row->row, row->word);
}

static void notice_value(struct run *run, const struct value *row)
{
    struct interval any;
    bool said = !row->has_value && !str_is_empty(row->word);
    if (said && !bands_read(&run->plan->bands, row->word, 0, &any))
        notice_word(run, &row->row, row->word);
}

void notice_words(struct run *run)
{
    for (size_t i = 0; i < run->profile->shares_count; i++)
        notice_share(run, run->profile->shares[i]);
    for (size_t i = 0; i < run->profile->values_count; i++)
        notice_value(run, run->profile->values[i]);
}

/* --- shares told twice --- */

static void notice_clash(struct run *run, const struct share_clash *clash)
{
    notice(
        run, REMARK_CONTRADICTION, &clash->second->row,
        arena_format(run->arena,
                     "this cannot be so where %.*s is, which tells the same share; both "
                     "are kept: correct one, or give the dates they were so",
                     STR_ARG(clash->first->row.id)));
}

void notice_clashes(struct run *run)
{
    size_t count;
    const struct share_clash *clashes = profile_share_clashes(run->profile, &count);
    for (size_t i = 0; i < count; i++)
        notice_clash(run, &clashes[i]);
}

/* --- what was published --- */

static void notice_disagreement(struct run *run, const struct ruling *ruling)
{
    const struct scale *scale = ruling->judgement->scale;
    struct str ours = step_grades(run->arena, scale, ruling->possible);
    struct str published = scale->rungs[ruling->published->grade.position].words;
    notice(run, REMARK_DISAGREEMENT, &ruling->published->row,
           arena_format(
               run->arena, "%.*s: the result is %.*s, the published grade “%.*s”",
               STR_ARG(ruling->judgement->path), STR_ARG(ours), STR_ARG(published)));
}

/* A what-if is meant to differ. */
void notice_disagreements(struct run *run)
{
    for (size_t i = 0; i < run->plan->judgement_count; i++) {
        const struct ruling *ruling = &run->rulings[i];
        bool differs = ruling->applies && ruling->origin == ORIGIN_DISAGREES;
        if (differs && !run->options->what_if)
            notice_disagreement(run, ruling);
    }
}

/* --- decisions --- */

static bool asks_to_confirm(const struct judgement *node, struct str rule)
{
    for (size_t i = 0; i < node->rule_count; i++)
        if (str_equal_fold(node->rules[i].id, rule))
            return !str_is_empty(node->rules[i].confirmed_by);
    return false;
}

/* A grade is decided only where the framework asks somebody to decide, a rule confirmed
 * or declined only where it asks somebody to. */
static bool asks(const struct judgement *node, const struct decision *row)
{
    bool grades = row->kind == DECISION_GRADE || row->kind == DECISION_MODERATE;
    bool confirms = row->kind == DECISION_CONFIRM || row->kind == DECISION_DECLINE;
    if (grades)
        return !str_is_empty(node->decided_by);
    return !confirms || asks_to_confirm(node, row->rule);
}

/* A family's row from before the framework began is an earlier framework's; one that
 * names this framework itself can only be a mistaken day. */
static void notice_too_early(struct run *run, const struct decision *row)
{
    const struct regime *regime = &run->plan->regime;
    bool named = str_equal_fold(row->framework, regime->id);
    if (!named || date_compare(row->on, regime->valid_from) >= 0)
        return;
    struct str from = date_iso(run->arena, regime->valid_from);
    notice(run, REMARK_WARNING, &row->row,
           arena_format(run->arena,
                        "the decision is dated before %.*s, the first day of %.*s, so it "
                        "is not applied; correct its date",
                        STR_ARG(from), STR_ARG(regime->id)));
}

void notice_decisions(struct run *run)
{
    for (size_t i = 0; i < run->profile->decisions_count; i++) {
        const struct decision *row = run->profile->decisions[i];
        const struct judgement *node = plan_judgement(run->plan, row->judgement);
        notice_too_early(run, row);
        if (node && decision_is_on(run, row, node) && !asks(node, row))
            notice(
                run, REMARK_WARNING, &row->row,
                arena_format(run->arena,
                             "no rule asks for such a decision on %.*s, so this one is "
                             "not applied",
                             STR_ARG(node->path)));
    }
}
