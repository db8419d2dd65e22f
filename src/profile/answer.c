#include <assert.h>

#include "profile/families.h"

typedef struct answer family(const struct profile *p, const struct query *q);

struct answer profile_answer(const struct profile *profile, const struct query *query)
{
    static family *const families[] = {
        [QUERY_SHARE_OF_SETTINGS] = answer_share_of_settings,
        [QUERY_COUNT_OF_SETTINGS] = answer_count_of_settings,
        [QUERY_SHARE_OF_MEASURES] = answer_share_of_measures,
        [QUERY_COVERAGE_OF_MEASURES] = answer_coverage_of_measures,
        [QUERY_COUNT_OF_FINDINGS] = answer_count_of_findings,
        [QUERY_COUNT_OF_INSPECTIONS] = answer_count_of_inspections,
        [QUERY_VALUE_OF_MEASURE] = answer_value_of_measure,
    };
    assert((size_t)query->kind < sizeof families / sizeof *families);
    return families[query->kind](profile, query);
}

gradeset answer_passing(const struct scale *scale, unsigned position,
                        enum grade_test test)
{
    unsigned best = test == GRADE_OR_BETTER ? 0 : position;
    unsigned worst = test == GRADE_OR_WORSE ? (unsigned)scale->count - 1 : position;
    gradeset set = {0};
    for (unsigned i = best; i <= worst; i++)
        set = gradeset_union(set, gradeset_one(i));
    return set;
}

bool answer_same_aspect(struct str given, struct str asked)
{
    struct str overall = STR("overall");
    return str_equal_fold(str_is_empty(given) ? overall : given,
                          str_is_empty(asked) ? overall : asked);
}
