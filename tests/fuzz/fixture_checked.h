/* A made child checked by every check of a year, each twice: both say the same, what is
 * flagged is a row of the child's own, and no row twice by one check. */
#ifndef ASSAY_TESTS_FIXTURE_CHECKED_H
#define ASSAY_TESTS_FIXTURE_CHECKED_H

#include "fixture_fuzz.h"
#include "records/flags.h"
#include "records/gathering.h"
#include "records/looked_after.h"

/* A check over the whole return, of this child alone. */
static inline void judge_whole(const struct check *check, const struct child *child,
                               const struct return_about *about)
{
    struct counts counts = {0};
    const struct checking c = {.check = check, .child = child, .about = about};
    if (check->count)
        check->count(&c, &counts);
    bool flagged = check->whole(about, &counts);
    must(flagged == check->whole(about, &counts));
}

static inline void flags_agree(const struct child *child, const struct flags *once,
                               const struct flags *again)
{
    for (size_t i = 0; i < once->count; i++) {
        const struct flagged *f = &once->at[i];
        const struct rows *rows = &child->now[f->table];
        must(f->entry >= rows->at && f->entry < rows->at + rows->count);
        must(i == 0 || once->at[i - 1].check != f->check ||
             once->at[i - 1].entry != f->entry);
        must(f->entry == again->at[i].entry);
    }
}

static inline void check_child_twice(struct arena *a, const struct child *child,
                                     const struct return_about *about)
{
    size_t count;
    const struct check *const *checks = checks_of(a, about->kind, &count);
    const struct looked_after *shared = NULL;
    if (about->kind == RETURN_903)
        shared = looked_after_of(a, child, about);
    struct flags once = flags_new(a), again = flags_new(a);
    for (size_t i = 0; i < count; i++) {
        if (!(checks[i]->years & YEAR_BIT(about->year)) ||
            check_can_run(a, checks[i], about))
            continue;
        check_apply(checks[i], child, about, shared, &once);
        check_apply(checks[i], child, about, shared, &again);
        must(once.count == again.count && once.silent_count == again.silent_count);
        if (checks[i]->whole)
            judge_whole(checks[i], child, about);
    }
    flags_agree(child, &once, &again);
}

#endif
