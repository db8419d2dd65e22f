/* What docs/regimes.md says of the shipped regimes, as tables an analyst can read, beside
 * what their files compile to.  How the rules behave is in tests/cases/judgement. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "framework/registry.h"

static struct arena *arena;
static struct registry shipped;

static int set_up(void **state)
{
    (void)state;
    struct fault why;
    arena = arena_new(64 * MIB);
    return registry_shipped(arena, &shipped, &why) == OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct plan *plan_of(const char *id)
{
    struct str nearest;
    const struct plan *plan = registry_find(&shipped, str_of(id), DATE_NONE, &nearest);
    if (!plan)
        fail_msg("%s is not shipped", id);
    return plan;
}

static void expect(const char *of, const char *what, const char *said, struct str found)
{
    if (!str_equal(str_of(said), found))
        fail_msg("%s, %s\n  expected: %s\n  found:    %.*s", of, what, said,
                 STR_ARG(found));
}

static void add_listed(struct buf *out, struct str text)
{
    if (out->len > 0)
        buf_add(out, STR("; "));
    buf_add(out, text);
}

static struct str listed(const struct str *texts, size_t count)
{
    struct buf out = buf_new(arena, 4 * KIB);
    for (size_t i = 0; i < count; i++)
        add_listed(&out, texts[i]);
    return buf_text(&out);
}

/* --- headers --- */

#define FIVE_OUTCOMES                                                                    \
    "being healthy; staying safe; enjoying and achieving; positive contribution; "       \
    "economic well-being"
#define ACT_OF_2006 "Education and Inspections Act 2006, section 138"
#define ITS_REPEAL "2012-07-18"

/* `follows`: the families whose grades are earlier ratings; the first apart from a
 * rating's own.  Both days of `valid` are within it. */
static const struct header {
    const char *id, *family, *first_day, *last_day, *follows, *statute, *repealed;
    const char *outcomes;
} headers[] = {
    {"annual-assessment-2010", "annual-assessment", "2010-07-01", "2011-03-31",
     "annual-rating", ACT_OF_2006, ITS_REPEAL, FIVE_OUTCOMES},
    {"annual-assessment-2011", "annual-assessment", "2011-04-01", "2012-07-17",
     "annual-assessment; annual-rating", ACT_OF_2006, ITS_REPEAL, FIVE_OUTCOMES},
    {"annual-rating-2009", "annual-rating", "2009-05-01", "2010-06-30", "apa",
     ACT_OF_2006, ITS_REPEAL, FIVE_OUTCOMES},
    {"apa-2006", "apa", "2006-04-01", "2007-03-31", "", "", "",
     FIVE_OUTCOMES "; management"},
    {"apa-2007", "apa", "2007-04-01", "2008-12-31", "", ACT_OF_2006, ITS_REPEAL,
     FIVE_OUTCOMES "; management"},
    {"area-profile-2026", "area-profile", "2026-01-01", "2026-12-31", "", "", "", ""},
    {"area-send-2023", "area-send", "2023-01-01", "2027-12-31", "", "", "", ""},
    {"focused-visit", "focused-visit", "2018-01-01", "2027-12-31", "", "", "", ""},
    {"ilacs-2018", "ilacs", "2018-01-01", "2027-12-31", "", "", "",
     "help and protection; in care; care leavers; leadership"},
    {"jtai", "jtai", "2016-01-01", "2027-12-31", "", "Children Act 2004, section 20", "",
     ""},
    {"sif-2013", "sif", "2013-11-01", "2018-06-30", "", "", "",
     "help and protection; looked after; adoption; care leavers; leadership"},
    {"slac-2010", "slac", "2009-04-01", "2012-12-31", "", "Children Act 2004", "",
     FIVE_OUTCOMES},
    {"unannounced-2009", "unannounced", "2009-04-01", "2012-12-31", "", "", "", ""},
};

static void a_regime_has_its_family_and_days(void **state)
{
    (void)state;
    assert_int_equal(shipped.count, sizeof headers / sizeof headers[0]);
    for (size_t i = 0; i < shipped.count; i++) {
        const struct header *h = &headers[i];
        const struct regime *r = &plan_of(h->id)->regime;
        expect(h->id, "family", h->family, r->family);
        expect(h->id, "first day", h->first_day, date_iso(arena, r->valid_from));
        expect(h->id, "last day", h->last_day, date_iso(arena, r->valid_to));
        expect(h->id, "follows", h->follows, listed(r->follows, r->follow_count));
    }
}

static void a_regime_has_its_statute_and_outcomes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        const struct header *h = &headers[i];
        const struct plan *plan = plan_of(h->id);
        bool repealed = !date_is_none(plan->statute.repealed);
        expect(h->id, "statute", h->statute, plan->statute.text);
        expect(h->id, "repeal", h->repealed,
               repealed ? date_iso(arena, plan->statute.repealed) : STR(""));
        expect(h->id, "outcomes", h->outcomes,
               listed(plan->outcomes, plan->outcome_count));
        assert_false(plan->self_assessment);
    }
}

/* --- scales: best first --- */

#define PERFORMANCE_SCALE                                                                \
    "4 Performs excellently; 3 Performs well; 2 Performs adequately; 1 Performs poorly"
#define SETTING_SCALE                                                                    \
    "1 Outstanding; 2 Good; 3 Satisfactory (Adequate, Requires improvement); 4 "         \
    "Inadequate"
#define APA_SCALE                                                                        \
    "4 Excellent (Outstanding, Well above minimum requirements); "                       \
    "3 Good (Consistently above minimum requirements); "                                 \
    "2 Adequate (Only minimum requirements); 1 Inadequate (Below minimum requirements)"

static const struct {
    const char *framework, *scale, *grades;
} scales[] = {
    {"annual-assessment-2010", "performance", PERFORMANCE_SCALE},
    {"annual-assessment-2010", "setting", SETTING_SCALE},
    {"annual-assessment-2011", "performance", PERFORMANCE_SCALE},
    {"annual-assessment-2011", "setting", SETTING_SCALE},
    {"annual-rating-2009", "performance", PERFORMANCE_SCALE},
    {"annual-rating-2009", "setting", SETTING_SCALE},
    {"apa-2006", "apa", APA_SCALE},
    {"apa-2007", "apa", APA_SCALE},
    {"area-send-2023", "area-send",
     "1 Typically positive experiences and outcomes (Typically positive); "
     "2 Inconsistent experiences and outcomes (Inconsistent); "
     "3 Widespread and/or systemic failings (Systemic failings)"},
    {"ilacs-2018", "ilacs",
     "1 Outstanding; 2 Good; 3 Requires improvement to be good (Requires improvement); "
     "4 Inadequate"},
    {"sif-2013", "sif",
     "1 Outstanding; 2 Good; 3 Requires improvement (Requires improvement to be good); "
     "4 Inadequate"},
    {"slac-2010", "slac",
     "1 Outstanding; 2 Good; 3 Adequate (Satisfactory); 4 Inadequate"},
};

static struct str grades_of(const struct scale *scale)
{
    struct buf out = buf_new(arena, 4 * KIB);
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        buf_format(&out, "%s%.*s %.*s", i ? "; " : "", STR_ARG(rung->label),
                   STR_ARG(rung->words));
        for (size_t k = 0; k < rung->other_count; k++)
            buf_format(&out, "%s%.*s", k ? ", " : " (", STR_ARG(rung->others[k]));
        if (rung->other_count > 0)
            buf_char(&out, ')');
    }
    return buf_text(&out);
}

static void a_scale_runs_from_its_best_grade_to_its_worst(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        const struct plan *plan = plan_of(scales[i].framework);
        const struct scale *scale = plan_scale(plan, str_of(scales[i].scale));
        assert_non_null(scale);
        expect(scales[i].framework, scales[i].scale, scales[i].grades, grades_of(scale));
    }
}

/* --- words for shares, and phrases --- */

static const char *const with_words[] = {
    "annual-assessment-2010",
    "annual-assessment-2011",
    "annual-rating-2009",
    "apa-2006",
    "apa-2007",
    "ilacs-2018",
    "sif-2013",
    "slac-2010",
};
static const char *const without_words[] = {"area-send-2023", "focused-visit", "jtai",
                                            "unannounced-2009"};

/* The same in every regime that has words; from memory, whichever it is. */
static const struct {
    const char *word, *share;
} shares[] = {
    {"all", "100%"},
    {"almost all", "[97%, 100%]"},
    {"nearly all", "[97%, 100%]"},
    {"very large majority", "[80%, 97%)"},
    {"most", "[80%, 97%)"},
    {"large majority", "[65%, 80%)"},
    {"majority", "(50%, 65%)"},
    {"just over half", "(50%, 65%)"},
    {"half", "50%"},
    {"minority", "[35%, 50%)"},
    {"small minority", "[20%, 35%)"},
    {"very small minority", "[4%, 20%)"},
    {"almost none", "[0%, 4%)"},
};

static void a_word_is_the_same_share_in_every_regime(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof with_words / sizeof with_words[0]; f++) {
        const struct plan *plan = plan_of(with_words[f]);
        size_t words = 0;
        for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
            const struct band *band = bands_find(&plan->bands, str_of(shares[i].word));
            assert_non_null(band);
            expect(with_words[f], shares[i].word, shares[i].share,
                   interval_text(arena, band->range, true));
        }
        for (size_t i = 0; i < plan->bands.count; i++)
            words += plan->bands.at[i].word_count;
        assert_int_equal(words, sizeof shares / sizeof shares[0]);
        assert_int_equal(plan->bands_basis.kind, BASIS_RECALL);
    }
    for (size_t f = 0; f < sizeof without_words / sizeof without_words[0]; f++)
        assert_int_equal(plan_of(without_words[f])->bands.count, 0);
}

static const struct {
    const char *key, *phrase;
} relations[] = {
    {"well-above", "well above"}, {"above", "above"},
    {"in-line", "in line with"},  {"below", "below"},
    {"well-below", "well below"}, {"better", "better than"},
    {"worse", "worse than"},      {"mixed", "mixed beside"},
    {"improving", "improving"},   {"deteriorating", "getting worse"},
    {"narrowing", "narrowing"},   {"narrower", "narrower than"},
    {"sustained", "sustained"},   {"met", "met"},
    {"not-met", "not met"},
};

static void a_relation_is_said_alike_in_every_regime(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof with_words / sizeof with_words[0]; f++)
        for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++)
            expect(with_words[f], relations[i].key, relations[i].phrase,
                   plan_phrase(plan_of(with_words[f]), STR("relation"),
                               str_of(relations[i].key)));
}

/* --- judgements and rules --- */

#define RATING_LIMITS(role) "lower unannounced-limit by 1, confirmed by " role
#define SAFEGUARDING_CAP "cap safeguarding-inadequate at Performs poorly (inference)"
#define MIDDLE_OF_PARTS(parts) "group; middle of " parts ", ties worse (inference)"
#define SIX_OF_LEADERSHIP                                                                \
    "ambition, evaluation, user-engagement, partnerships, equality, value-for-money"
#define OF_FIVE_OUTCOMES                                                                 \
    "being-healthy, staying-safe, enjoying-and-achieving, positive-contribution, "       \
    "economic-well-being"
#define OF_THREE_GROUPS                                                                  \
    "entered; middle of outcomes, quality, leadership, ties worse (inference)"
#define BUCKETS "recommendations immediately, 3 months, 6 months"

/* Every judgement in the order of its file: its dates, whether it is entered, how it is
 * proposed and limited, each with the kind of its basis. */
static const struct node_row {
    const char *framework, *path, *is;
} nodes[] = {
    {"annual-assessment-2010", "assessment",
     "4 lines (inference); " RATING_LIMITS(
         "inspector") " (inference); " SAFEGUARDING_CAP
                      "; withhold inspection-awaited, confirmed by inspector "
                      "(inference); "
                      "decided by inspector with reason"},
    {"annual-assessment-2011", "assessment",
     "weighted middle of A, B, C, ties worse (inference); " RATING_LIMITS(
         "inspector") " (inference); " SAFEGUARDING_CAP
                      "; withhold inspection-awaited, confirmed by inspector "
                      "(inference); "
                      "decided by inspector with reason"},
    {"annual-assessment-2011", "assessment/A", "block of weight 2; 4 lines (inference)"},
    {"annual-assessment-2011", "assessment/B", "block of weight 2; 4 lines (inference)"},
    {"annual-assessment-2011", "assessment/C",
     "block of weight 1; as guide, 4 lines (inference)"},
    {"annual-assessment-2011", "share-alone", "information only; 4 lines (inference)"},
    {"annual-rating-2009", "rating",
     "4 lines (inference); " RATING_LIMITS(
         "assessor") " (source); " SAFEGUARDING_CAP "; decided by assessor with reason"},

    {"apa-2006", "being-healthy", "entered"},
    {"apa-2006", "staying-safe", "entered"},
    {"apa-2006", "enjoying-and-achieving", "entered"},
    {"apa-2006", "positive-contribution", "entered"},
    {"apa-2006", "economic-well-being", "entered"},
    {"apa-2006", "services",
     "entered; middle of " OF_FIVE_OUTCOMES ", ties worse (inference)"},
    {"apa-2006", "capacity", "entered"},
    {"apa-2006", "management", "information only; holds findings"},
    {"apa-2006", "social-care", "information only; entered"},

    {"apa-2007", "being-healthy", "entered"},
    {"apa-2007", "staying-safe", "entered"},
    {"apa-2007", "enjoying-and-achieving", "entered"},
    {"apa-2007", "positive-contribution", "entered"},
    {"apa-2007", "economic-well-being", "entered"},
    {"apa-2007", "capacity", "entered"},
    {"apa-2007", "management", "information only; holds findings"},
    {"apa-2007", "overall",
     "entered; best that 4 reach of " OF_FIVE_OUTCOMES
     " (inference); decided by inspector with reason"},

    {"area-send-2023", "outcome", "entered"},

    {"ilacs-2018", "leaders", "entered"},
    {"ilacs-2018", "protection", "entered"},
    {"ilacs-2018", "care", "until 2023-01-01; entered"},
    {"ilacs-2018", "in-care", "from 2023-01-01; entered"},
    {"ilacs-2018", "care-leavers", "from 2023-01-01; entered"},
    {"ilacs-2018", "overall",
     "until 2026-04-01; entered; middle of leaders, protection, care, in-care, "
     "care-leavers, ties as leaders (inference); "
     "cap experience-inadequate at Inadequate (inference)"},

    {"sif-2013", "protection", "entered"},
    {"sif-2013", "looked-after", "entered"},
    {"sif-2013", "looked-after/adoption", "part; entered"},
    {"sif-2013", "looked-after/care-leavers", "part; entered"},
    {"sif-2013", "leadership", "entered"},
    {"sif-2013", "overall",
     "entered; middle of protection, looked-after, leadership, ties worse (inference); "
     "cap key-judgement-inadequate at Inadequate (source)"},
    {"sif-2013", "safeguarding-board", "information only; entered"},

    {"slac-2010", "safeguarding", "holds findings; " BUCKETS},
    {"slac-2010", "safeguarding/overall", "part; " OF_THREE_GROUPS},
    {"slac-2010", "safeguarding/capacity", "part; entered"},
    {"slac-2010", "safeguarding/outcomes",
     MIDDLE_OF_PARTS("children-are-safe, children-feel-safe")},
    {"slac-2010", "safeguarding/outcomes/children-are-safe", "part; entered"},
    {"slac-2010", "safeguarding/outcomes/children-feel-safe", "part; entered"},
    {"slac-2010", "safeguarding/quality",
     MIDDLE_OF_PARTS("responsiveness, assessment, planning")},
    {"slac-2010", "safeguarding/quality/responsiveness", "part; entered"},
    {"slac-2010", "safeguarding/quality/assessment", "part; entered"},
    {"slac-2010", "safeguarding/quality/planning", "part; entered"},
    {"slac-2010", "safeguarding/leadership", MIDDLE_OF_PARTS(SIX_OF_LEADERSHIP)},
    {"slac-2010", "safeguarding/leadership/ambition", "part; entered"},
    {"slac-2010", "safeguarding/leadership/evaluation", "part; entered"},
    {"slac-2010", "safeguarding/leadership/user-engagement", "part; entered"},
    {"slac-2010", "safeguarding/leadership/partnerships", "part; entered"},
    {"slac-2010", "safeguarding/leadership/equality", "part; entered"},
    {"slac-2010", "safeguarding/leadership/value-for-money", "part; entered"},
    {"slac-2010", "looked-after", "holds findings; " BUCKETS},
    {"slac-2010", "looked-after/overall", "part; " OF_THREE_GROUPS},
    {"slac-2010", "looked-after/capacity", "part; entered"},
    {"slac-2010", "looked-after/outcomes", MIDDLE_OF_PARTS(OF_FIVE_OUTCOMES)},
    {"slac-2010", "looked-after/outcomes/being-healthy", "part; entered"},
    {"slac-2010", "looked-after/outcomes/staying-safe", "part; entered"},
    {"slac-2010", "looked-after/outcomes/enjoying-and-achieving", "part; entered"},
    {"slac-2010", "looked-after/outcomes/positive-contribution", "part; entered"},
    {"slac-2010", "looked-after/outcomes/economic-well-being", "part; entered"},
    {"slac-2010", "looked-after/quality",
     MIDDLE_OF_PARTS("responsiveness, assessment, planning")},
    {"slac-2010", "looked-after/quality/responsiveness", "part; entered"},
    {"slac-2010", "looked-after/quality/assessment", "part; entered"},
    {"slac-2010", "looked-after/quality/planning", "part; entered"},
    {"slac-2010", "looked-after/leadership", MIDDLE_OF_PARTS(SIX_OF_LEADERSHIP)},
    {"slac-2010", "looked-after/leadership/ambition", "part; entered"},
    {"slac-2010", "looked-after/leadership/evaluation", "part; entered"},
    {"slac-2010", "looked-after/leadership/user-engagement", "part; entered"},
    {"slac-2010", "looked-after/leadership/partnerships", "part; entered"},
    {"slac-2010", "looked-after/leadership/equality", "part; entered"},
    {"slac-2010", "looked-after/leadership/value-for-money", "part; entered"},
};

static struct str rollup_said(const struct rollup *r)
{
    static const char *const kinds[] = {"middle of ", "worst of ", "best of ",
                                        "best that ", "weighted middle of "};
    struct buf out = buf_new(arena, 4 * KIB);
    buf_add(&out, str_of(kinds[r->kind]));
    if (r->kind == ROLLUP_AT_LEAST)
        buf_format(&out, "%u reach of ", r->need);
    for (size_t i = 0; i < r->member_count; i++)
        buf_format(&out, "%s%.*s", i ? ", " : "", STR_ARG(r->members[i]->id));
    if (r->kind != ROLLUP_MIDDLE && r->kind != ROLLUP_BLOCKS)
        return buf_text(&out);
    buf_format(&out, ", ties %s",
               r->ties == TIES_WORSE    ? "worse"
               : r->ties == TIES_BETTER ? "better"
                                        : "as ");
    if (r->ties == TIES_AS)
        buf_add(&out, r->ties_as->id);
    return buf_text(&out);
}

static struct str proposal_said(const struct proposal *p)
{
    struct str how = p->rolls_up ? rollup_said(&p->rollup)
                                 : arena_format(arena, "%zu lines", p->line_count);
    assert_true(date_is_none(p->from) && date_is_none(p->until));
    return arena_format(arena, "%s%.*s (%s)", p->guide ? "as guide, " : "", STR_ARG(how),
                        basis_word(p->basis.kind));
}

static struct str rule_said(const struct rule *r, const struct scale *scale)
{
    static const char *const kinds[] = {"lower", "cap", "withhold"};
    struct buf out = buf_new(arena, 4 * KIB);
    buf_format(&out, "%s %.*s", kinds[r->kind], STR_ARG(r->id));
    if (r->kind == RULE_LOWER)
        buf_format(&out, " by %u", r->by);
    if (r->kind == RULE_CAP)
        buf_format(&out, " at %.*s", STR_ARG(scale->rungs[r->position].words));
    if (r->confirmed_by.len > 0)
        buf_format(&out, ", confirmed by %.*s", STR_ARG(r->confirmed_by));
    buf_format(&out, " (%s)", basis_word(r->basis.kind));
    assert_true(date_is_none(r->from) && date_is_none(r->until));
    return buf_text(&out);
}

static void add_head(struct buf *out, const struct judgement *node)
{
    if (node->kind == NODE_PART)
        add_listed(out, STR("part"));
    if (node->kind == NODE_GROUP)
        add_listed(out, STR("group"));
    if (node->kind == NODE_BLOCK)
        add_listed(out, arena_format(arena, "block of weight %u", node->weight));
    if (!date_is_none(node->from))
        add_listed(out, arena_format(arena, "from %s", date_iso(arena, node->from).at));
    if (!date_is_none(node->until))
        add_listed(out, arena_format(arena, "until %s", date_iso(arena, node->until).at));
    if (node->information_only)
        add_listed(out, STR("information only"));
    if (!node->graded)
        add_listed(out, STR("holds findings"));
    if (node->entered)
        add_listed(out, STR("entered"));
}

static struct str node_said(const struct judgement *node)
{
    struct buf out = buf_new(arena, 8 * KIB);
    add_head(&out, node);
    for (size_t i = 0; i < node->proposal_count; i++)
        add_listed(&out, proposal_said(&node->proposals[i]));
    for (size_t i = 0; i < node->rule_count; i++)
        add_listed(&out, rule_said(&node->rules[i], node->scale));
    if (node->decided_by.len > 0)
        add_listed(&out,
                   arena_format(arena, "decided by %.*s%s", STR_ARG(node->decided_by),
                                node->with_reason ? " with reason" : ""));
    for (size_t i = 0; i < node->bucket_count; i++)
        buf_format(&out, "%s%.*s", i ? ", " : "; recommendations ",
                   STR_ARG(node->buckets[i]));
    return buf_text(&out);
}

static void every_judgement_is_what_the_regime_says(void **state)
{
    (void)state;
    size_t row = 0;
    for (size_t f = 0; f < sizeof headers / sizeof headers[0]; f++) {
        const struct plan *plan = plan_of(headers[f].id);
        for (size_t i = 0; i < plan->judgement_count; i++, row++) {
            assert_true(row < sizeof nodes / sizeof nodes[0]);
            const struct node_row *n = &nodes[row];
            expect(n->framework, "framework", headers[f].id, str_of(n->framework));
            expect(n->framework, "path", n->path, plan->judgements[i]->path);
            expect(n->framework, n->path, n->is, node_said(plan->judgements[i]));
        }
    }
    assert_int_equal(row, sizeof nodes / sizeof nodes[0]);
}

/* 29 grades, 13 for safeguarding and 16 for looked after children (report, Knowsley). */
static void a_slac_report_has_29_grades(void **state)
{
    (void)state;
    const struct plan *plan = plan_of("slac-2010");
    size_t safeguarding = 0, looked_after = 0;
    for (size_t i = 0; i < plan->judgement_count; i++) {
        const struct judgement *node = plan->judgements[i];
        if (node->entered && str_starts(node->path, STR("safeguarding/")))
            safeguarding++;
        else if (node->entered)
            looked_after++;
    }
    assert_int_equal(safeguarding, 13);
    assert_int_equal(looked_after, 16);
}

/* --- questions --- */

static const struct {
    const char *framework, *questions;
} questions[] = {
    {"annual-assessment-2010", "old-inspections (source)"},
    {"annual-assessment-2011", "sixth-forms (inference)"},
    {"annual-rating-2009", "staying-safe-figures (inference)"},
    {"apa-2006", ""},
    {"apa-2007", "staying-safe-inadequate (source)"},
    {"area-profile-2026",
     "re-referrals (local); assessments-late (local); conferences-late "
     "(local); repeat-plans (local); long-plans (local); reviews-late "
     "(local); plan-absence (local); moves (local); long-stability (local); "
     "far-from-home (local); foster-homes (local); missing (local); "
     "social-worker-changes (local); health-checks (local); dentists "
     "(local); immunisations (local); emotional-health (local); care-absence "
     "(local); care-attainment (local); in-touch (local); leavers-homes "
     "(local); leavers-work (local); good-start (local); two-year-olds "
     "(local); need-absence (local); school-absence (local); at-sixteen "
     "(local); exclusions (local); young-adults (local); plans-in-time "
     "(local); appeals (local); send-measures (local); send-failings "
     "(local); turnover (local); vacancies (local); agency (local); "
     "caseloads (local); homes-graded (local); homes-inadequate (local); "
     "schools-graded (local); graded-long-ago (local); help-and-protection "
     "(local); leaders (local); in-care (local); priority-actions (local); "
     "improvements (local); visits (local)"},
    {"area-send-2023", "priority-action-plan (source)"},
    {"focused-visit", "action-plan (source)"},
    {"ilacs-2018", "priority-action-open (inference); figures-below (local)"},
    {"jtai", "priority-action-open (inference)"},
    {"sif-2013", ""},
    {"slac-2010", "children-not-safe (inference)"},
    {"unannounced-2009", "priority-action-open (source)"},
};

static void a_fact_that_gives_no_grade_is_a_question(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        const struct plan *plan = plan_of(questions[i].framework);
        struct buf out = buf_new(arena, 4 * KIB);
        for (size_t k = 0; k < plan->question_count; k++)
            add_listed(&out,
                       arena_format(arena, "%.*s (%s)", STR_ARG(plan->questions[k].id),
                                    basis_word(plan->questions[k].basis.kind)));
        expect(questions[i].framework, "questions", questions[i].questions,
               buf_text(&out));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_regime_has_its_family_and_days),
        cmocka_unit_test(a_regime_has_its_statute_and_outcomes),
        cmocka_unit_test(a_scale_runs_from_its_best_grade_to_its_worst),
        cmocka_unit_test(a_word_is_the_same_share_in_every_regime),
        cmocka_unit_test(a_relation_is_said_alike_in_every_regime),
        cmocka_unit_test(every_judgement_is_what_the_regime_says),
        cmocka_unit_test(a_slac_report_has_29_grades),
        cmocka_unit_test(a_fact_that_gives_no_grade_is_a_question),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
