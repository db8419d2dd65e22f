/* What the letter of each shipped regime holds, and in which order.  A section's parts
 * stand in brackets; the texts are the frameworks' own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "framework/registry.h"

static const struct {
    const char *framework, *letter;
} letters[] = {
    {"annual-assessment-2010",
     "paragraph; scale performance; paragraph; rating assessment; headline assessment; "
     "findings priority-action; settings; indicators; findings strength; "
     "findings area-for-improvement, area-for-development; progress; statute"},
    {"annual-assessment-2011",
     "paragraph; paragraph; scale performance; paragraph; rating assessment; "
     "headline assessment; settings; indicators; findings strength; "
     "findings priority-action, area-for-improvement, area-for-development; progress; "
     "statute"},
    {"annual-rating-2009",
     "paragraph; paragraph; scale performance; paragraph; rating rating; "
     "headline rating; findings priority-action; settings; indicators; "
     "findings strength; findings area-for-development, area-for-improvement; progress; "
     "paragraph; statute"},
    {"apa-2006", "paragraph; section [grades services, capacity, social-care; scale apa; "
                 "headline services]; outcomes; settings; findings award, context; "
                 "side-by-side strength, area-for-improvement; findings focus; progress; "
                 "paragraph"},
    {"apa-2007",
     "paragraph; section [grades overall, being-healthy, staying-safe, "
     "enjoying-and-achieving, positive-contribution, economic-well-being, capacity; "
     "scale apa; headline overall]; outcomes; settings; findings award, context; "
     "side-by-side strength, area-for-improvement; findings focus; progress; statute"},
    {"area-profile-2026",
     "paragraph; questions; theme re-referrals, assessments-late; theme "
     "conferences-late, repeat-plans, long-plans, reviews-late, "
     "plan-absence, help-and-protection; theme moves, long-stability, "
     "far-from-home, foster-homes, missing, social-worker-changes, in-care; "
     "theme health-checks, dentists, immunisations, emotional-health, "
     "care-absence, care-attainment; theme in-touch, leavers-homes, "
     "leavers-work; theme good-start, two-year-olds, need-absence, "
     "school-absence, at-sixteen, exclusions, young-adults; theme "
     "plans-in-time, appeals, send-measures, send-failings; theme turnover, "
     "vacancies, agency, caseloads, leaders; theme homes-graded, "
     "homes-inadequate, schools-graded; theme graded-long-ago, "
     "priority-actions, improvements, visits"},
    {"area-send-2023",
     "paragraph; grades; scale area-send; findings priority-action; "
     "findings area-for-improvement, recommendation; findings strength; "
     "narrative outcome; progress"},
    {"focused-visit", "paragraph; context; findings priority-action; findings strength; "
                      "findings area-for-improvement, recommendation; progress"},
    {"ilacs-2018",
     "paragraph; grades; scale ilacs; headline overall; findings area-for-improvement, "
     "recommendation; "
     "findings priority-action; narrative leaders; narrative protection; "
     "narrative care; narrative in-care; narrative care-leavers; findings strength; "
     "indicators; progress"},
    {"jtai", "paragraph; findings priority-action; findings strength; "
             "findings area-for-improvement, recommendation; context; progress"},
    {"sif-2013",
     "paragraph; grades; scale sif; headline overall; findings priority-action; "
     "findings area-for-improvement, recommendation; narrative protection; "
     "narrative looked-after; narrative leadership; findings strength; indicators; "
     "progress"},
    {"slac-2010",
     "section [paragraph; paragraph]; section [scale slac]; context; "
     "section [narrative safeguarding/overall; narrative safeguarding/capacity; "
     "recommendations safeguarding; narrative safeguarding/outcomes; "
     "narrative safeguarding/quality; narrative safeguarding/leadership]; "
     "section [narrative looked-after/overall; narrative looked-after/capacity; "
     "recommendations looked-after; narrative looked-after/outcomes; "
     "narrative looked-after/quality; narrative looked-after/leadership]; "
     "settings; indicators; progress; record safeguarding, looked-after"},
    {"unannounced-2009", "paragraph; findings priority-action; findings strength; "
                         "findings area-for-development; progress"},
};

static const char *const kinds[] = {
    [LETTER_PARAGRAPH] = "paragraph",
    [LETTER_SECTION] = "section",
    [LETTER_SCALE] = "scale",
    [LETTER_RATING] = "rating",
    [LETTER_GRADES] = "grades",
    [LETTER_HEADLINE] = "headline",
    [LETTER_SETTINGS] = "settings",
    [LETTER_INDICATORS] = "indicators",
    [LETTER_OUTCOMES] = "outcomes",
    [LETTER_FINDINGS] = "findings",
    [LETTER_SIDE_BY_SIDE] = "side-by-side",
    [LETTER_RECOMMENDATIONS] = "recommendations",
    [LETTER_PROGRESS] = "progress",
    [LETTER_CONTEXT] = "context",
    [LETTER_RECORD] = "record",
    [LETTER_NARRATIVE] = "narrative",
    [LETTER_STATUTE] = "statute",
    [LETTER_QUESTIONS] = "questions",
    [LETTER_THEME] = "theme",
};

static void add_names(struct buf *out, const struct letter_block *block)
{
    for (size_t i = 0; i < block->name_count; i++)
        buf_format(out, "%s%.*s", i ? ", " : " ", STR_ARG(block->names[i]));
    if (block->scale)
        buf_format(out, " %.*s", STR_ARG(block->scale->id));
}

static void add_blocks(struct buf *out, const struct letter_block *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_format(out, "%s%s", i ? "; " : "", kinds[at[i].kind]);
        add_names(out, &at[i]);
        if (at[i].kind != LETTER_SECTION)
            continue;
        buf_add(out, STR(" ["));
        add_blocks(out, at[i].children, at[i].child_count);
        buf_char(out, ']');
    }
}

static void a_letter_has_its_parts_in_their_order(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct registry shipped;
    struct fault why;
    assert_int_equal(registry_shipped(a, &shipped, &why), OK);
    assert_int_equal(shipped.count, sizeof letters / sizeof letters[0]);
    for (size_t i = 0; i < shipped.count; i++) {
        struct str nearest;
        const struct plan *plan =
            registry_find(&shipped, str_of(letters[i].framework), DATE_NONE, &nearest);
        assert_non_null(plan);
        struct buf out = buf_new(a, 8 * KIB);
        add_blocks(&out, plan->letter, plan->letter_count);
        buf_char(&out, '\0');
        assert_string_equal(out.at, letters[i].letter);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_has_its_parts_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
