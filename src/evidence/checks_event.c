/* One event in several sources: an inspection is the same where subject, regime, start
 * and event are.  The source of highest precedence stands; the others corroborate it, or
 * contradict it grade by grade. */
#include "evidence/checking.h"

static struct str family_of(const struct inspection *inspection)
{
    return inspection->regime ? inspection->regime->family
                              : regime_family_of(inspection->framework);
}

static int same_event(const void *a, const void *b)
{
    const struct inspection *x = *(const struct inspection *const *)a;
    const struct inspection *y = *(const struct inspection *const *)b;
    int order = order_pointers(x->setting, y->setting);
    if (!order)
        order = order_pointers(x->area, y->area);
    if (!order)
        order = date_compare(x->start, y->start);
    if (!order)
        order = str_compare(family_of(x), family_of(y));
    return order ? order : str_compare(x->event, y->event);
}

/* Not given counts as a report. */
static int precedence_of(const struct inspection *inspection)
{
    return inspection->assurance == ASSURANCE_NOT_GIVEN ? (int)ASSURANCE_REPORT
                                                        : (int)inspection->assurance;
}

/* Of equal precedence, the row that was read first stands. */
static int order_events(const void *a, const void *b)
{
    int order = same_event(a, b);
    int x = precedence_of(*(const struct inspection *const *)a);
    int y = precedence_of(*(const struct inspection *const *)b);
    if (!order)
        order = (x > y) - (x < y);
    return order ? order : order_place(a, b);
}

static int same_aspect(const void *a, const void *b)
{
    const struct judged *x = *(const struct judged *const *)a;
    const struct judged *y = *(const struct judged *const *)b;
    int order = order_pointers(x->inspection, y->inspection);
    return order ? order : str_compare(x->aspect, y->aspect);
}

static int order_aspects(const void *a, const void *b)
{
    int order = same_aspect(a, b);
    return order ? order : order_place(a, b);
}

/* All grades, sorted by inspection and aspect. */
struct grades {
    const void **sorted;
    size_t count;
};

/* The position of the first grade that is not before an inspection's aspect. */
static size_t first_grade(const struct grades *grades,
                          const struct inspection *inspection, struct str aspect)
{
    struct judged wanted = {.inspection = inspection, .aspect = aspect};
    const struct judged *at = &wanted;
    size_t low = 0, high = grades->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (same_aspect(&grades->sorted[middle], &at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct judged *grade_of(const struct grades *grades,
                                     const struct inspection *inspection,
                                     struct str aspect)
{
    size_t at = first_grade(grades, inspection, aspect);
    const struct judged *found = at < grades->count ? grades->sorted[at] : NULL;
    return found && found->inspection == inspection && str_equal(found->aspect, aspect)
               ? found
               : NULL;
}

static struct str words_of(const struct judged *judged)
{
    const struct rung *rung = &judged->grade.scale->rungs[judged->grade.position];
    return str_is_empty(rung->words) ? rung->label : rung->words;
}

/* True where the two sources disagree on an aspect; says so. */
static bool check_grade(struct checking *c, const struct judged *stands,
                        const struct judged *other)
{
    if (!stands || (scale_same(stands->grade.scale, other->grade.scale) &&
                    stands->grade.position == other->grade.position))
        return false;
    check_say_two(c, REMARK_CONTRADICTION, &stands->row, &other->row,
                  arena_format(c->arena,
                               "\"%.*s\" of one inspection is %.*s here and %.*s at "
                               "%.*s, which stands; correct one of them",
                               STR_ARG(other->aspect), STR_ARG(words_of(other)),
                               STR_ARG(words_of(stands)), STR_ARG(stands->row.id)));
    return true;
}

static void check_same_event(struct checking *c, const struct grades *grades,
                             const struct inspection *stands,
                             const struct inspection *other)
{
    bool differ = false;
    for (size_t i = first_grade(grades, other, STR("")); i < grades->count; i++) {
        const struct judged *judged = grades->sorted[i];
        if (judged->inspection != other)
            break;
        differ |= check_grade(c, grade_of(grades, stands, judged->aspect), judged);
    }
    if (!differ)
        check_say_two(c, REMARK_CORROBORATED, &stands->row, &other->row,
                      arena_format(c->arena,
                                   "this is the event of %.*s again; it counts once",
                                   STR_ARG(stands->row.id)));
}

void check_events(struct checking *c)
{
    struct evidence *e = c->evidence;
    size_t run;
    const void **sorted = check_sorted(c, e->inspections, e->inspections_count,
                                       sizeof *e->inspections, order_events);
    struct grades grades = {check_sorted(c, e->judgements, e->judgements_count,
                                         sizeof *e->judgements, order_aspects),
                            e->judgements_count};
    for (size_t i = 0; i < e->inspections_count; i += run) {
        run = check_run(sorted, i, e->inspections_count, same_event);
        for (size_t k = i + 1; k < i + run; k++) {
            const struct inspection *other = sorted[k];
            e->inspections[other - e->inspections].same_as = sorted[i];
            check_same_event(c, &grades, sorted[i], other);
        }
    }
}
