/* Small regimes by hand, shaped like the shipped ones, so that the tests of evidence
 * stand without the framework language. */
#ifndef ASSAY_TESTS_FIXTURE_REGIMES_H
#define ASSAY_TESTS_FIXTURE_REGIMES_H

#include "evidence/regime.h"

#define WORD(text) {text, sizeof(text) - 1}
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const struct rung fixture_performance_rungs[] = {
    {WORD("4"), WORD("Performs excellently"), NULL, 0, WORD("")},
    {WORD("3"), WORD("Performs well"), NULL, 0, WORD("")},
    {WORD("2"), WORD("Performs adequately"), NULL, 0, WORD("")},
    {WORD("1"), WORD("Performs poorly"), NULL, 0, WORD("")},
};
static const struct scale fixture_performance = {
    WORD("performance"), fixture_performance_rungs, COUNT_OF(fixture_performance_rungs)};

static const struct str fixture_adequate[] = {WORD("Adequate")};
static const struct rung fixture_slac_rungs[] = {
    {WORD("1"), WORD("Outstanding"), NULL, 0, WORD("")},
    {WORD("2"), WORD("Good"), NULL, 0, WORD("")},
    {WORD("3"), WORD("Satisfactory"), fixture_adequate, 1, WORD("")},
    {WORD("4"), WORD("Inadequate"), NULL, 0, WORD("")},
};
static const struct scale fixture_slac_scale = {WORD("slac"), fixture_slac_rungs,
                                                COUNT_OF(fixture_slac_rungs)};

static const struct str fixture_improve[] = {WORD("Requires improvement")};
static const struct rung fixture_ilacs_rungs[] = {
    {WORD("1"), WORD("Outstanding"), NULL, 0, WORD("")},
    {WORD("2"), WORD("Good"), NULL, 0, WORD("")},
    {WORD("3"), WORD("Requires improvement to be good"), fixture_improve, 1, WORD("")},
    {WORD("4"), WORD("Inadequate"), NULL, 0, WORD("")},
};
static const struct scale fixture_ilacs_scale = {WORD("ilacs"), fixture_ilacs_rungs,
                                                 COUNT_OF(fixture_ilacs_rungs)};

static const struct str fixture_rating_rules[] = {WORD("unannounced-limit"),
                                                  WORD("safeguarding-inadequate")};
static const struct str fixture_buckets[] = {WORD("immediately"), WORD("3 months"),
                                             WORD("6 months")};

/* All dates open until the fixture sets them: a date is no constant in C. */
struct fixture_regimes {
    struct regime_judgement rating[1], ilacs[4], slac[6];
    struct regime at[6];
    struct regimes all;
};

#define OPEN                                                                             \
    {INT32_MIN},                                                                         \
    {                                                                                    \
        INT32_MIN                                                                        \
    }

static inline void fixture_judgements(struct fixture_regimes *f)
{
    const struct scale *ilacs = &fixture_ilacs_scale, *slac = &fixture_slac_scale;
    f->rating[0] = (struct regime_judgement){WORD("rating"), WORD("Rating"),
                                             &fixture_performance, OPEN};
    f->ilacs[0] =
        (struct regime_judgement){WORD("leaders"), WORD("Leaders"), ilacs, OPEN};
    f->ilacs[1] = (struct regime_judgement){WORD("care"), WORD("Care"), ilacs, OPEN};
    f->ilacs[1].until = date_of(2023, 1, 1);
    f->ilacs[2] =
        (struct regime_judgement){WORD("in-care"), WORD("In care"), ilacs, OPEN};
    f->ilacs[2].from = date_of(2023, 1, 1);
    f->ilacs[3] =
        (struct regime_judgement){WORD("overall"), WORD("Overall"), ilacs, OPEN};
    f->slac[0] =
        (struct regime_judgement){WORD("safeguarding"), WORD("Half"), NULL, OPEN};
    f->slac[1] = (struct regime_judgement){WORD("safeguarding/overall"), WORD("Overall"),
                                           slac, OPEN};
    f->slac[2] = (struct regime_judgement){WORD("safeguarding/capacity"),
                                           WORD("Capacity"), slac, OPEN};
    f->slac[3] = (struct regime_judgement){WORD("safeguarding/quality/responsiveness"),
                                           WORD("Responsiveness"), slac, OPEN};
    f->slac[4] = (struct regime_judgement){WORD("looked-after/overall"), WORD("Overall"),
                                           slac, OPEN};
    f->slac[5] = (struct regime_judgement){WORD("looked-after/ambition"),
                                           WORD("Ambition"), slac, OPEN};
}

static inline const struct regimes *fixture_regimes_make(struct fixture_regimes *f)
{
    fixture_judgements(f);
    f->at[0] = (struct regime){.id = WORD("annual-assessment-2010"),
                               .family = WORD("annual-assessment"),
                               .valid_from = date_of(2010, 7, 1),
                               .valid_to = date_of(2010, 12, 31)};
    f->at[1] = (struct regime){.id = WORD("annual-assessment-2011"),
                               .family = WORD("annual-assessment"),
                               .valid_from = date_of(2011, 1, 1),
                               .valid_to = date_of(2011, 12, 31)};
    f->at[2] = (struct regime){.id = WORD("annual-rating-2009"),
                               .family = WORD("annual-rating"),
                               .valid_from = date_of(2009, 5, 1),
                               .valid_to = date_of(2010, 6, 30),
                               .judgements = f->rating,
                               .judgement_count = COUNT_OF(f->rating),
                               .rules = fixture_rating_rules,
                               .rule_count = COUNT_OF(fixture_rating_rules)};
    f->at[3] = (struct regime){.id = WORD("ilacs-2018"),
                               .family = WORD("ilacs"),
                               .valid_from = date_of(2018, 1, 1),
                               .valid_to = date_of(2027, 12, 31),
                               .judgements = f->ilacs,
                               .judgement_count = COUNT_OF(f->ilacs)};
    f->at[4] = (struct regime){.id = WORD("slac-2010"),
                               .family = WORD("slac"),
                               .valid_from = date_of(2009, 6, 1),
                               .valid_to = date_of(2012, 7, 31),
                               .judgements = f->slac,
                               .judgement_count = COUNT_OF(f->slac),
                               .buckets = fixture_buckets,
                               .bucket_count = COUNT_OF(fixture_buckets)};
    f->at[5] = (struct regime){.id = WORD("unannounced-2009"),
                               .family = WORD("unannounced"),
                               .valid_from = date_of(2009, 6, 1),
                               .valid_to = date_of(2012, 7, 31)};
    f->all = (struct regimes){f->at, COUNT_OF(f->at)};
    return &f->all;
}

#endif
