#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "judgement/verdict.h"

static void every_status_origin_standing_and_step_has_its_word(void **state)
{
    (void)state;
    assert_string_equal(verdict_status_word(VERDICT_WITHHELD), "withheld");
    assert_string_equal(verdict_status_word(VERDICT_DECIDED), "decided");
    assert_string_equal(verdict_status_word(VERDICT_PROPOSED), "proposed");
    assert_string_equal(verdict_status_word(VERDICT_UNKNOWN), "unknown");
    assert_string_equal(verdict_status_word(VERDICT_RANGE), "range");
    assert_string_equal(verdict_origin_word(ORIGIN_REPRODUCED), "reproduced");
    assert_string_equal(verdict_origin_word(ORIGIN_ENTERED), "entered");
    assert_string_equal(verdict_origin_word(ORIGIN_COMPUTED), "computed");
    assert_string_equal(verdict_origin_word(ORIGIN_DISAGREES), "disagrees");
    assert_string_equal(verdict_origin_word(ORIGIN_UNDETERMINED), "undetermined");
    assert_string_equal(verdict_standing_word(STANDING_PUBLISHED), "published");
    assert_string_equal(verdict_standing_word(STANDING_RECONSTRUCTION), "reconstruction");
    assert_string_equal(verdict_standing_word(STANDING_SELF_ASSESSMENT),
                        "self-assessment");
    assert_string_equal(verdict_standing_word(STANDING_WHAT_IF), "what-if");
    static const char *const steps[] = {"let",   "propose",  "line",     "member",
                                        "rule",  "withhold", "decision", "entered",
                                        "check", "condition"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        assert_string_equal(step_kind_word((enum step_kind)i), steps[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_origin_standing_and_step_has_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
