/* Values against values: a part against its whole, and the same fact twice. */
#include <stdlib.h>

#include "evidence/checking.h"
#include "evidence/index.h"
#include "evidence/reader.h"

static int same_value_key(const void *a, const void *b)
{
    const struct value *x = *(const struct value *const *)a;
    const struct value *y = *(const struct value *const *)b;
    int order = order_pointers(x->measure, y->measure);
    if (!order)
        order = order_pointers(x->area, y->area);
    if (!order)
        order = date_compare(x->period.start, y->period.start);
    return order ? order : date_compare(x->period.end, y->period.end);
}

static int order_values(const void *a, const void *b)
{
    int order = same_value_key(a, b);
    return order ? order : order_place(a, b);
}

static struct str value_text(struct checking *c, const struct value *value)
{
    return value->has_value ? ratio_text(c->arena, value->value, 9)
                            : arena_format(c->arena, "\"%.*s\"", STR_ARG(value->word));
}

/* --- a part cannot exceed its whole --- */

/* The first value of a measure for the area and period of `like`; NULL where none is. */
static const struct value *value_like(const void *const *sorted, size_t count,
                                      const struct measure *measure,
                                      const struct value *like)
{
    struct value wanted = *like;
    const struct value *at = &wanted;
    size_t low = 0, high = count;
    wanted.measure = measure;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (same_value_key(&sorted[middle], &at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && same_value_key(&sorted[low], &at) == 0; low++) {
        const struct value *found = sorted[low];
        if (found->has_value)
            return found;
    }
    return NULL;
}

/* Where both say of whom they speak and it is not the same, nothing follows. */
static bool comparable(const struct measure *part, const struct measure *whole)
{
    bool cohorts = str_is_empty(part->cohort) || str_is_empty(whole->cohort) ||
                   vocabulary_same(part->cohort, whole->cohort);
    int64_t factor = unit_factor(part->unit);
    return cohorts && (vocabulary_same(part->unit, whole->unit) ||
                       (factor != 1 && factor == unit_factor(whole->unit)));
}

static void check_part(struct checking *c, const struct value *part,
                       const struct value *whole)
{
    if (!whole || !part->has_value || ratio_compare(part->value, whole->value) <= 0)
        return;
    check_say_two(
        c, REMARK_IMPOSSIBLE, &whole->row, &part->row,
        arena_format(
            c->arena,
            "\"%.*s\" is %.*s and \"%.*s\", which includes it, only %.*s (%.*s); "
            "on one cohort that cannot be: one of the two is wrong",
            STR_ARG(part->measure->name), STR_ARG(value_text(c, part)),
            STR_ARG(whole->measure->name), STR_ARG(value_text(c, whole)),
            STR_ARG(whole->row.id)));
}

void check_subsets(struct checking *c)
{
    const struct evidence *e = c->evidence;
    struct index keys = index_new(c->arena);
    for (size_t i = 0; i < e->measures_count; i++)
        index_add(&keys, STR(""), e->measures[i].key, i);
    const void **sorted =
        check_sorted(c, e->values, e->values_count, sizeof *e->values, order_values);
    for (size_t i = 0; i < e->values_count; i++) {
        const struct value *part = sorted[i];
        const struct measure *measure = part->measure;
        size_t whole = 0;
        if (str_is_empty(measure->subset_of) ||
            !index_find(&keys, STR(""), measure->subset_of, &whole) ||
            !comparable(measure, &e->measures[whole]))
            continue;
        check_part(c, part,
                   value_like(sorted, e->values_count, &e->measures[whole], part));
    }
}

/* --- the same value twice --- */

enum sameness { CANNOT_TELL, SAME, DIFFERENT };

static enum sameness compare_values(const struct value *a, const struct value *b)
{
    if (a->has_value && b->has_value)
        return ratio_compare(a->value, b->value) == 0 ? SAME : DIFFERENT;
    if (!a->has_value && !b->has_value && !str_is_empty(a->word) &&
        !str_is_empty(b->word))
        return vocabulary_same(a->word, b->word) ? SAME : DIFFERENT;
    return CANNOT_TELL;
}

/* A revised figure differs from the provisional one it replaces, and should. */
static bool is_revision(const struct value *a, const struct value *b)
{
    return a->status != STATUS_NOT_GIVEN && b->status != STATUS_NOT_GIVEN &&
           a->status != b->status;
}

static void check_same_value(struct checking *c, const struct value *first,
                             const struct value *second)
{
    enum sameness same = compare_values(first, second);
    if (same == CANNOT_TELL || is_revision(first, second))
        return;
    struct arena *a = c->arena;
    if (same == SAME) {
        bool sources = first->assurance != second->assurance;
        check_say_two(
            c, sources ? REMARK_CORROBORATED : REMARK_WARNING, &first->row, &second->row,
            arena_format(a, "the same value of \"%.*s\" stands at %.*s%s",
                         STR_ARG(first->measure->name), STR_ARG(first->row.id),
                         sources ? ", from another source" : " too: remove one"));
        return;
    }
    check_say_two(c, REMARK_CONTRADICTION, &first->row, &second->row,
                  arena_format(a,
                               "\"%.*s\" of %.*s in %.*s is %.*s here and %.*s at %.*s; "
                               "both are kept: correct one of them",
                               STR_ARG(first->measure->name), STR_ARG(first->area->name),
                               STR_ARG(second->period_text),
                               STR_ARG(value_text(c, second)),
                               STR_ARG(value_text(c, first)), STR_ARG(first->row.id)));
}

void check_values_twice(struct checking *c)
{
    const struct evidence *e = c->evidence;
    size_t run;
    const void **sorted =
        check_sorted(c, e->values, e->values_count, sizeof *e->values, order_values);
    for (size_t i = 0; i < e->values_count; i += run) {
        run = check_run(sorted, i, e->values_count, same_value_key);
        for (size_t k = i + 1; k < i + run; k++)
            check_same_value(c, sorted[k - 1], sorted[k]);
    }
}
