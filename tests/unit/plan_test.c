/* What a compiled plan holds, read from the design's own examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "framework/compile.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(32 * MIB);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct plan *compiled(const char *name)
{
    struct framework_source file = {.file = str_of(name)};
    struct fault why;
    struct str path = os_join(arena, STR("tests/cases/framework"), str_of(name));
    if (os_read_file(arena, path, MIB, &file.text, &why))
        fail_msg("%s: %s", why.file, why.text);
    const struct plan *plan = NULL;
    struct complaints complaints = {.arena = arena};
    framework_compile(arena, &file, 1, NULL, &plan, &complaints);
    assert_non_null(plan);
    return plan;
}

static void assert_str(struct str actual, const char *expected)
{
    if (!str_equal(actual, str_of(expected)))
        fail_msg("“%.*s” is not “%s”", STR_ARG(actual), expected);
}

static void assert_share(struct ratio actual, int percent)
{
    assert_int_equal(ratio_compare(actual, ratio_of(percent, 100)), 0);
}

static void the_header_is_the_regime(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    assert_str(plan->regime.id, "parts-2010");
    assert_str(plan->regime.family, "parts");
    assert_str(plan->regime.title, "Halves, groups and blocks");
    assert_str(date_iso(arena, plan->regime.valid_from), "2010-01-01");
    assert_str(date_iso(arena, plan->regime.valid_to), "2010-12-31");
    assert_str(plan->statute.text, "An Act, section 1");
    assert_true(date_is_none(plan->statute.repealed));
    assert_true(plan->self_assessment);
    assert_int_equal(plan->outcome_count, 2);
    assert_str(plan->outcomes[1], "being healthy");
    assert_int_equal(plan->regime.follow_count, 2);
    assert_str(plan->regime.follows[1], "apa");
    assert_int_equal(plan->regime.rule_count, 3);
    assert_str(plan->regime.rules[2], "pending");
    assert_int_equal(plan->regime.bucket_count, 3);
    assert_str(plan->regime.buckets[1], "3 months");
    assert_int_equal(plan->text_sha256.len, 64);
    const struct plan *rating = compiled("design-annual-rating.framework");
    assert_str(rating->regime.family, "annual-rating");
    assert_str(date_iso(arena, rating->statute.repealed), "2012-07-18");
    assert_false(rating->self_assessment);
}

static void a_regime_lists_every_node_and_the_scale_of_those_with_a_grade(void **state)
{
    static const struct {
        const char *path, *title;
        bool graded;
    } expected[] = {
        {"safeguarding", "Safeguarding", false},
        {"safeguarding/overall", "Overall", true},
        {"safeguarding/capacity", "Capacity", true},
        {"safeguarding/outcomes", "Outcomes", true},
        {"safeguarding/outcomes/children-are-safe", "Children are safe", true},
    };
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    assert_int_equal(plan->regime.judgement_count, plan->judgement_count);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const struct regime_judgement *judgement = &plan->regime.judgements[i];
        assert_str(judgement->id, expected[i].path);
        assert_str(judgement->title, expected[i].title);
        assert_int_equal(judgement->scale != NULL, expected[i].graded);
        assert_int_equal(plan->judgements[i]->index, i);
    }
}

static void a_scale_is_best_first_with_its_synonyms(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-annual-rating.framework");
    const struct scale *scale = plan_scale(plan, STR("performance"));
    assert_int_equal(scale->count, 4);
    assert_str(scale->rungs[0].label, "4");
    assert_str(scale->rungs[0].words, "Performs excellently");
    assert_str(scale->rungs[3].meaning, "does not meet minimum requirements");
    const struct scale *setting = plan_scale(plan, STR("setting"));
    assert_int_equal(setting->rungs[2].other_count, 2);
    assert_str(setting->rungs[2].others[1], "Requires improvement");
    assert_null(plan_scale(plan, STR("other")));
}

static void the_words_for_shares_are_closed_bands(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-annual-rating.framework");
    assert_int_equal(plan->bands.count, 10);
    assert_int_equal(plan->bands_basis.kind, BASIS_RECALL);
    const struct band *large = bands_find(&plan->bands, STR("Large majority"));
    assert_share(large->range.low, 65);
    assert_share(large->range.high, 80);
    assert_true(large->range.high_open);
    const struct band *majority = bands_find(&plan->bands, STR("just over half"));
    assert_true(majority->range.low_open);
    assert_share(majority->range.low, 50);
}

static void a_line_holds_its_grade_and_its_condition_as_written(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-annual-rating.framework");
    const struct judgement *rating = plan_judgement(plan, STR("rating"));
    assert_int_equal(rating->proposal_count, 1);
    const struct proposal *proposal = &rating->proposals[0];
    assert_int_equal(proposal->line_count, 4);
    assert_int_equal(proposal->basis.kind, BASIS_INFERENCE);
    assert_str(proposal->basis.cite, "only 65% has outside support");
    const struct expr *second = proposal->lines[1].when;
    assert_int_equal(proposal->lines[1].position, 1);
    assert_int_equal(second->kind, EXPR_COMPARE);
    assert_int_equal(second->op, COMPARE_GE);
    assert_int_equal(second->type, TYPE_TRUTH);
    assert_str(second->text, "good-settings >= 65%");
    assert_ptr_equal(second->left->let, plan_let(plan, STR("good-settings")));
    assert_int_equal(second->left->type, TYPE_SHARE);
    assert_share(second->right->literal.low, 65);
    assert_null(proposal->lines[3].when);
}

static void a_rule_holds_its_effect_role_and_basis(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-annual-rating.framework");
    const struct judgement *rating = plan_judgement(plan, STR("rating"));
    assert_int_equal(rating->rule_count, 2);
    const struct rule *lower = &rating->rules[0], *cap = &rating->rules[1];
    assert_int_equal(lower->kind, RULE_LOWER);
    assert_str(lower->id, "unannounced-limit");
    assert_int_equal(lower->by, 1);
    assert_str(lower->confirmed_by, "assessor");
    assert_int_equal(lower->basis.kind, BASIS_SOURCE);
    assert_int_equal(cap->kind, RULE_CAP);
    assert_int_equal(cap->position, 3);
    assert_str(cap->confirmed_by, "");
    assert_int_equal(cap->when->kind, EXPR_INSPECTED);
    assert_str(cap->when->inspection, "slac");
    assert_str(cap->when->path, "safeguarding/overall");
    assert_int_equal(cap->when->position, 3);
    assert_str(rating->decided_by, "assessor");
    assert_true(rating->with_reason);
    const struct plan *parts = compiled("design-parts.framework");
    const struct rule *twice = &plan_judgement(parts, STR("assessment"))->rules[0];
    assert_int_equal(twice->by, 2);
    assert_str(date_iso(arena, twice->from), "2010-02-01");
    assert_true(date_is_none(twice->until));
    assert_str(twice->when->text, "visits = 0 and issues > 0");
}

static void questions_to_the_evidence_are_queries(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    const struct query *good = &plan_let(plan, STR("good"))->expr->query;
    assert_int_equal(good->kind, QUERY_SHARE_OF_SETTINGS);
    assert_str(good->scale->id, "slac");
    assert_int_equal(good->position, 1);
    assert_int_equal(good->test, GRADE_OR_BETTER);
    assert_int_equal(good->service_count, 2);
    assert_str(good->services[0], "children's-home");
    assert_int_equal(good->responsibilities,
                     1u << RESPONSIBILITY_OPERATED | 1u << RESPONSIBILITY_COMMISSIONED);
    assert_str(good->framework, "parts");
    assert_int_equal(good->max_age_months, 36);
    assert_false(good->any_grade);
    assert_true(plan_let(plan, STR("many"))->expr->query.any_grade);
    assert_str(plan_let(plan, STR("many"))->expr->query.aspect, "overall");

    const struct query *issues = &plan_let(plan, STR("issues"))->expr->query;
    assert_int_equal(issues->kind, QUERY_COUNT_OF_FINDINGS);
    assert_int_equal(issues->finding_kinds,
                     1u << FINDING_PRIORITY_ACTION | 1u << FINDING_AREA_FOR_IMPROVEMENT);
    assert_str(issues->inspection, "parts");
    assert_true(issues->latest_only);
    assert_true(issues->not_closed);
    assert_str(issues->outcome, "staying safe");
    assert_int_equal(issues->since, SINCE_PREVIOUS_RATING);

    const struct query *visits = &plan_let(plan, STR("visits"))->expr->query;
    assert_int_equal(visits->kind, QUERY_COUNT_OF_INSPECTIONS);
    assert_int_equal(visits->since, SINCE_DATE);
    assert_str(date_iso(arena, visits->since_date), "2009-01-01");
}

static void measures_stand_as_asked(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    const struct query *strong = &plan_let(plan, STR("strong"))->expr->query;
    assert_int_equal(strong->kind, QUERY_SHARE_OF_MEASURES);
    assert_int_equal(strong->standing, STAND_ABOVE);
    assert_int_equal(strong->comparator, COMPARATOR_ENGLAND);
    assert_int_equal(strong->difference, DIFFERENCE_BEYOND_CHANCE);
    assert_str(strong->topic, "schools");
    const struct query *level = &plan_let(plan, STR("level"))->expr->query;
    assert_int_equal(level->standing, STAND_IN_LINE);
    assert_int_equal(level->comparator, COMPARATOR_REGION);
    assert_int_equal(level->difference, DIFFERENCE_TOLERANCE);
    assert_int_equal(ratio_compare(level->tolerance, ratio_of(3, 2)), 0);
    assert_int_equal(level->for_years, 3);
    assert_str(level->outcome, "staying safe");
    const struct query *known = &plan_let(plan, STR("known"))->expr->query;
    assert_int_equal(known->kind, QUERY_COVERAGE_OF_MEASURES);
    assert_int_equal(known->comparator, COMPARATOR_REGION);
    const struct rule *pending = &plan_judgement(plan, STR("assessment"))->rules[2];
    const struct expr *either = pending->when;
    assert_int_equal(either->kind, EXPR_OR);
    assert_int_equal(either->part_count, 2);
    assert_int_equal(either->parts[0]->left->let->expr->query.kind,
                     QUERY_VALUE_OF_MEASURE);
    assert_int_equal(either->parts[1]->kind, EXPR_MEASURE);
    assert_str(either->parts[1]->query.measure, "NI062");
    assert_int_equal(either->parts[1]->query.standing, STAND_BELOW);
    assert_int_equal(either->parts[1]->query.comparator, COMPARATOR_NEIGHBOURS);
    assert_str(date_iso(arena, either->parts[1]->query.sustained_since), "2005-01-01");
}

static void a_percentage_takes_the_unit_of_the_value_it_is_compared_with(void **state)
{
    (void)state;
    struct framework_source file = {
        STR("f"), STR("framework f { title \"t\" }\nlet v = value of measure A\n"
                      "question q \"?\" when v >= 65% and v > 3 basis local\n")};
    const struct plan *plan = NULL;
    struct complaints complaints = {.arena = arena};
    framework_compile(arena, &file, 1, NULL, &plan, &complaints);
    assert_non_null(plan);
    const struct expr *both = plan->questions[0].when;
    for (size_t i = 0; i < 2; i++) {
        const struct expr *right = both->parts[i]->right;
        assert_int_equal(right->type, TYPE_NUMBER);
        assert_int_equal(ratio_compare(right->literal.low, ratio_of(i == 0 ? 65 : 3, 1)),
                         0);
    }
}

static void members_and_ties_are_resolved_nearest_first(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    const struct rollup *overall =
        &plan_judgement(plan, STR("safeguarding/overall"))->proposals[0].rollup;
    assert_int_equal(overall->kind, ROLLUP_MIDDLE);
    assert_int_equal(overall->member_count, 3);
    assert_str(overall->members[0]->path, "safeguarding/outcomes");
    assert_int_equal(overall->ties, TIES_WORSE);
    /* The group without a rule of its own gets one, without a basis. */
    const struct judgement *outcomes = overall->members[0];
    assert_int_equal(outcomes->proposal_count, 1);
    assert_int_equal(outcomes->proposals[0].rollup.member_count, 2);
    assert_int_equal(outcomes->proposals[0].basis.kind, BASIS_NONE);
    const struct judgement *leadership = overall->members[2];
    assert_int_equal(leadership->proposals[0].rollup.kind, ROLLUP_AT_LEAST);
    assert_int_equal(leadership->proposals[0].rollup.need, 1);
    assert_int_equal(leadership->proposals[0].rollup.member_count, 2);

    const struct judgement *assessment = plan_judgement(plan, STR("assessment"));
    const struct rollup *blocks = &assessment->proposals[0].rollup;
    assert_int_equal(blocks->kind, ROLLUP_BLOCKS);
    assert_int_equal(blocks->ties, TIES_BETTER);
    assert_int_equal(blocks->member_count, 3);
    assert_int_equal(blocks->members[0]->weight, 2);
    assert_int_equal(blocks->members[2]->weight, 1);
    assert_true(blocks->members[2]->proposals[0].guide);
    const struct plan *ilacs = compiled("design-inspection.framework");
    const struct rollup *middle =
        &plan_judgement(ilacs, STR("overall"))->proposals[0].rollup;
    assert_int_equal(middle->ties, TIES_AS);
    assert_str(middle->ties_as->path, "leaders");
}

static size_t place_in(const struct plan *plan, const struct judgement *judgement)
{
    for (size_t i = 0; i < plan->judgement_count; i++)
        if (plan->order[i] == judgement)
            return i;
    fail_msg("%.*s is not in the order", STR_ARG(judgement->path));
    return 0;
}

static void each_judgement_is_ordered_after_all_it_refers_to(void **state)
{
    static const struct {
        const char *needs, *needed;
    } pairs[] = {
        {"safeguarding/overall", "safeguarding/leadership"},
        {"safeguarding/quality", "responsiveness"},
        {"safeguarding/outcomes", "children-feel-safe"},
        {"assessment", "assessment/C"},
        {"assessment", "safeguarding/leadership"},
        {"assessment/B", "safeguarding/overall"},
    };
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const struct judgement *needs = plan_judgement(plan, str_of(pairs[i].needs));
        const struct judgement *needed = plan_judgement(plan, str_of(pairs[i].needed));
        assert_true(place_in(plan, needed) < place_in(plan, needs));
    }
}

static void a_judgement_is_found_by_its_path_or_a_unique_last_element(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    assert_str(plan_judgement(plan, STR("Safeguarding/Overall"))->path,
               "safeguarding/overall");
    assert_str(plan_judgement(plan, STR("capacity"))->path, "safeguarding/capacity");
    assert_null(plan_judgement(plan, STR("nothing")));
    assert_null(plan_let(plan, STR("nothing")));
    assert_str(plan_phrase(plan, STR("relation"), STR("well-above")),
               "considerably above");
    assert_str(plan_phrase(plan, STR("relation"), STR("below")), "");
    assert_str(plan_phrase(plan, STR("other"), STR("above")), "");
}

static void the_letter_keeps_its_order_and_its_names(void **state)
{
    (void)state;
    const struct plan *plan = compiled("design-parts.framework");
    assert_str(plan->letter_title, "Assessment");
    assert_int_equal(plan->letter_count, 13);
    assert_int_equal(plan->letter[0].kind, LETTER_PARAGRAPH);
    const struct letter_block *section = &plan->letter[1];
    assert_int_equal(section->kind, LETTER_SECTION);
    assert_int_equal(section->child_count, 4);
    assert_str(section->children[0].scale->id, "slac");
    assert_str(section->children[1].judgements[0]->path, "assessment");
    assert_str(section->children[1].text, "Grade");
    assert_int_equal(section->children[2].name_count, 2);
    assert_str(section->children[2].names[1], "safeguarding/capacity");
    assert_str(plan->letter[3].names[0], "staying safe");
    assert_int_equal(plan->letter[5].name_count, 2);
    assert_str(plan->letter[5].names[1], "award");
    assert_str(plan->letter[6].names[1], "area-for-development");
    assert_int_equal(plan->letter[12].kind, LETTER_STATUTE);
}

static void dates_hold_from_their_first_day_and_until_before_their_last(void **state)
{
    (void)state;
    date from = date_of(2010, 1, 1), until = date_of(2011, 1, 1);
    assert_false(dates_hold(from, until, date_of(2009, 12, 31)));
    assert_true(dates_hold(from, until, from));
    assert_true(dates_hold(from, until, date_of(2010, 12, 31)));
    assert_false(dates_hold(from, until, until));
    assert_true(dates_hold(DATE_NONE, DATE_NONE, until));
    assert_true(dates_hold(DATE_NONE, until, date_of(1900, 1, 1)));
    assert_true(dates_hold(from, DATE_NONE, date_of(2199, 1, 1)));
    assert_string_equal(basis_word(BASIS_NONE), "none");
    assert_string_equal(basis_word(BASIS_LOCAL), "local");
}

#define WITH_ARENA(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(the_header_is_the_regime),
        WITH_ARENA(a_regime_lists_every_node_and_the_scale_of_those_with_a_grade),
        WITH_ARENA(a_scale_is_best_first_with_its_synonyms),
        WITH_ARENA(the_words_for_shares_are_closed_bands),
        WITH_ARENA(a_line_holds_its_grade_and_its_condition_as_written),
        WITH_ARENA(a_rule_holds_its_effect_role_and_basis),
        WITH_ARENA(questions_to_the_evidence_are_queries),
        WITH_ARENA(measures_stand_as_asked),
        WITH_ARENA(a_percentage_takes_the_unit_of_the_value_it_is_compared_with),
        WITH_ARENA(members_and_ties_are_resolved_nearest_first),
        WITH_ARENA(each_judgement_is_ordered_after_all_it_refers_to),
        WITH_ARENA(a_judgement_is_found_by_its_path_or_a_unique_last_element),
        WITH_ARENA(the_letter_keeps_its_order_and_its_names),
        WITH_ARENA(dates_hold_from_their_first_day_and_until_before_their_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
