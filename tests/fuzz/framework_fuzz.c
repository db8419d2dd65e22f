/* Any bytes as a framework file: compiling them ends, within its memory, in a plan or in
 * errors; every complaint has a place in the file and is well-formed text; a plan given
 * out is complete. */
#include <assert.h>

#include "fixture_fuzz.h"
#include "framework/compile.h"

static void check_complaint(struct arena *a, const struct complaint *complaint,
                            size_t size)
{
    size_t bad = 0;
    struct str line = complaint_line(a, complaint);
    assert(str_is_utf8(line, &bad));
    assert(complaint->place.line >= 1 && complaint->place.line <= size + 1);
    assert(complaint->place.column >= 1 && complaint->place.column <= size + 1);
}

static void check_expr(const struct expr *e)
{
    assert(e->type != TYPE_NONE);
    assert(e->kind != EXPR_LET || e->let);
    assert(e->kind != EXPR_COMPARE || (e->left && e->right));
    for (size_t i = 0; i < e->part_count; i++)
        check_expr(e->parts[i]);
    for (size_t i = 0; i < e->judgement_count; i++)
        assert(e->judgements[i]->scale || e->kind == EXPR_COVERAGE_OF_BLOCK);
}

static void check_judgement(const struct judgement *judgement)
{
    assert(!judgement->graded || judgement->scale);
    for (size_t i = 0; i < judgement->rule_count; i++)
        check_expr(judgement->rules[i].when);
    for (size_t i = 0; i < judgement->proposal_count; i++) {
        const struct proposal *proposal = &judgement->proposals[i];
        assert(proposal->rolls_up ? proposal->rollup.member_count > 0
                                  : proposal->line_count > 0);
        for (size_t k = 0; k < proposal->line_count; k++) {
            assert(proposal->lines[k].position < judgement->scale->count);
            if (proposal->lines[k].when)
                check_expr(proposal->lines[k].when);
        }
    }
}

static void check_plan(const struct plan *plan)
{
    assert(plan->regime.id.len > 0 && plan->text_sha256.len == 64);
    for (size_t i = 0; i < plan->let_count; i++)
        check_expr(plan->lets[i]->expr);
    for (size_t i = 0; i < plan->judgement_count; i++) {
        assert(plan->order[i]);
        check_judgement(plan->judgements[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct framework_source file = {STR("fuzz.framework"), {(const char *)data, size}};
    const struct plan *plan = NULL;
    struct complaints complaints = {.arena = a};
    framework_compile(a, &file, 1, NULL, &plan, &complaints);
    assert((plan == NULL) == (complaints.errors > 0));
    for (size_t i = 0; i < complaints.count; i++)
        check_complaint(a, &complaints.at[i], size);
    if (plan)
        check_plan(plan);
    arena_free(a);
    return 0;
}
