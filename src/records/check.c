#include "records/check.h"

#include <assert.h>
#include <stdlib.h>

static const struct check_list *const lists_903[] = {
    &checks_903_adopted,        &checks_903_adopters,  &checks_903_adoption,
    &checks_903_ages,           &checks_903_births,    &checks_903_codes,
    &checks_903_continuity,     &checks_903_decisions, &checks_903_deprivation,
    &checks_903_header,         &checks_903_health,    &checks_903_leavers,
    &checks_903_leavers_care,   &checks_903_lengths,   &checks_903_missing,
    &checks_903_missing_codes,  &checks_903_mothers,   &checks_903_order,
    &checks_903_permanence,     &checks_903_places,    &checks_903_placing,
    &checks_903_postcodes,      &checks_903_presence,  &checks_903_providers,
    &checks_903_provision,      &checks_903_pupils,    &checks_903_reviews,
    &checks_903_social_workers, &checks_903_statuses,  &checks_903_uasc};
static const struct check_list *const lists_cin[] = {
    &checks_cin_assessments, &checks_cin_children,  &checks_cin_closures,
    &checks_cin_conferences, &checks_cin_enquiries, &checks_cin_episodes,
    &checks_cin_identifiers, &checks_cin_identity,  &checks_cin_plans,
    &checks_cin_protection,  &checks_cin_referrals, &checks_cin_return};

struct lists {
    const struct check_list *const *at;
    size_t count;
};

static struct lists lists_of(enum return_kind kind)
{
    return kind == RETURN_903
               ? (struct lists){lists_903, sizeof lists_903 / sizeof *lists_903}
               : (struct lists){lists_cin, sizeof lists_cin / sizeof *lists_cin};
}

/* 101 before 1000, 205A before 205B, figures before letters (EPI, SW01a). */
static int compare_codes(const char *a, const char *b)
{
    char *rest_a, *rest_b;
    unsigned long number_a = strtoul(a, &rest_a, 10), number_b = strtoul(b, &rest_b, 10);
    bool is_number_a = rest_a != a, is_number_b = rest_b != b;
    if (is_number_a != is_number_b)
        return is_number_a ? -1 : 1;
    if (number_a != number_b)
        return number_a < number_b ? -1 : 1;
    return strcmp(rest_a, rest_b);
}

/* The same code may stand twice, for different years. */
static int by_code(const void *a, const void *b)
{
    const struct check *left = *(const struct check *const *)a;
    const struct check *right = *(const struct check *const *)b;
    int order = compare_codes(left->code, right->code);
    if (order)
        return order;
    return (left->years > right->years) - (left->years < right->years);
}

const struct check *const *checks_of(struct arena *a, enum return_kind kind,
                                     size_t *count)
{
    struct lists lists = lists_of(kind);
    size_t all = 0, n = 0;
    for (size_t i = 0; i < lists.count; i++)
        all += lists.at[i]->count;
    const struct check **checks = arena_make(a, const struct check *, all);
    for (size_t i = 0; i < lists.count; i++)
        for (size_t k = 0; k < lists.at[i]->count; k++)
            checks[n++] = &lists.at[i]->at[k];
    assert(n == all);
    qsort(checks, all, sizeof(const struct check *), by_code);
    *count = all;
    return checks;
}

static const struct check *find_in(const struct check_list *list, struct str code,
                                   int year)
{
    for (size_t k = 0; k < list->count; k++)
        if (str_equal(str_of(list->at[k].code), code) &&
            (list->at[k].years & YEAR_BIT(year)))
            return &list->at[k];
    return NULL;
}

const struct check *check_find(enum return_kind kind, struct str code, int year)
{
    struct lists lists = lists_of(kind);
    assert(year >= YEAR_FIRST && year <= YEAR_LAST);
    for (size_t i = 0; i < lists.count; i++) {
        const struct check *check = find_in(lists.at[i], code, year);
        if (check)
            return check;
    }
    return NULL;
}
