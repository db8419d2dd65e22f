/* Shares told rather than counted: shares.csv. */
#include "base/buf.h"
#include "profile/families.h"

static const struct ratio none = {0, 1}, all = {1, 1};

/* The reader sees to it that a count has a total above none. */
static struct interval number_of(const struct share *row)
{
    if (row->has_count)
        return interval_point(ratio_of(row->count, row->total));
    return interval_point(ratio_of(row->percent.num, 100 * row->percent.den));
}

static bool word_range(const struct profile *p, const struct share *row,
                       struct interval *out)
{
    return bands_read(p->options.bands, row->word, row->has_total ? row->total : 0, out);
}

bool profile_share_contradicts(const struct profile *p, const struct share *row)
{
    struct interval said;
    return (row->has_count || row->has_percent) && word_range(p, row, &said) &&
           interval_compare(number_of(row), COMPARE_EQ, said) == TRUTH_FALSE;
}

struct interval shares_range(const struct profile *p, const struct share *row)
{
    struct interval said;
    bool banded = word_range(p, row, &said);
    if (!row->has_count && !row->has_percent)
        return said;
    bool contradicts = banded && profile_share_contradicts(p, row);
    return contradicts ? interval_hull(number_of(row), said) : number_of(row);
}

static bool is_only_word(const struct share *row)
{
    return !row->has_count && !row->has_percent;
}

/* --- rows of one service and one `at_least` ------------------------------------------
 */

static bool answers(const struct query *q, const struct share *row)
{
    return answer_same_aspect(row->aspect, q->aspect) &&
           scale_same(row->at_least.scale, q->scale);
}

static bool tells(const struct query *q, const struct share *row, struct str service,
                  unsigned position)
{
    return answers(q, row) && row->at_least.position == position &&
           str_equal_fold(row->service, service);
}

static void quote(struct told *told, struct str word)
{
    struct arena *a = told->ids.arena;
    const char *and = str_is_empty(told->words) ? "" : " and ";
    told->words =
        arena_format(a, "%.*s%s“%.*s”", STR_ARG(told->words), and, STR_ARG(word));
}

static void told_add(struct told *told, const struct profile *p, const struct share *row)
{
    struct interval range = shares_range(p, row);
    told->range = told->any ? interval_hull(told->range, range) : range;
    told->any = true;
    says_add(&told->ids, row->row.id);
    if (is_only_word(row))
        quote(told, row->word);
}

static struct told told_nothing(const struct profile *p)
{
    return (struct told){.range = interval_any_share(), .ids = says_new(p->arena)};
}

/* The latest rows; where two of one day differ, all that either allows. */
static struct told told_at_least(const struct profile *p, const struct query *q,
                                 struct str service, unsigned position)
{
    date latest = DATE_NONE;
    for (size_t i = 0; i < p->shares_count; i++)
        if (tells(q, p->shares[i], service, position) &&
            date_compare(p->shares[i]->as_at, latest) > 0)
            latest = p->shares[i]->as_at;
    struct told told = told_nothing(p);
    for (size_t i = 0; i < p->shares_count; i++)
        if (tells(q, p->shares[i], service, position) &&
            date_compare(p->shares[i]->as_at, latest) == 0)
            told_add(&told, p, p->shares[i]);
    return told;
}

/* --- from `at_least` to the grades asked for ------------------------------------------
 */

/* What lies between two shares of which one includes the other. */
static struct interval difference(struct interval more, struct interval less)
{
    struct interval d = {.low_open = more.low_open || less.high_open,
                         .high_open = more.high_open || less.low_open};
    bool fits = ratio_subtract(more.low, less.high, &d.low) &&
                ratio_subtract(more.high, less.low, &d.high);
    if (!fits || interval_compare(more, COMPARE_LT, less) == TRUTH_TRUE)
        return interval_any_share();
    if (ratio_compare(d.low, none) < 0) {
        d.low = none;
        d.low_open = false;
    }
    return d;
}

/* "Satisfactory or worse" is all but "Good or better"; "Good" is "Good or better" without
 * "Outstanding". */
static struct told told_of(const struct profile *p, const struct query *q,
                           struct str service)
{
    gradeset asked = answer_passing(q->scale, q->position, q->test);
    unsigned best = gradeset_best(asked), worst = gradeset_worst(asked);
    struct told upper = {.any = true, .range = interval_point(all)};
    struct told lower = {.any = true, .range = interval_point(none)};
    upper.ids = lower.ids = says_new(p->arena);
    if (worst + 1 < q->scale->count)
        upper = told_at_least(p, q, service, worst);
    if (best > 0)
        lower = told_at_least(p, q, service, best - 1);
    if (!upper.any || !lower.any)
        return told_nothing(p);
    upper.range = difference(upper.range, lower.range);
    says_add_all(&upper.ids, lower.ids.at, lower.ids.count);
    if (!str_is_empty(lower.words))
        upper.words = arena_format(p->arena, "%.*s (less %.*s)", STR_ARG(upper.words),
                                   STR_ARG(lower.words));
    return upper;
}

/* --- services -------------------------------------------------------------------------
 */

static void told_join(struct told *all_told, const struct told *one)
{
    if (!one->any)
        return;
    all_told->range =
        all_told->any ? interval_hull(all_told->range, one->range) : one->range;
    all_told->any = true;
    says_add_all(&all_told->ids, one->ids.at, one->ids.count);
    if (!str_is_empty(one->words)) {
        const char *and = str_is_empty(all_told->words) ? "" : ", ";
        all_told->words =
            arena_format(all_told->ids.arena, "%.*s%s%.*s", STR_ARG(all_told->words), and,
                         STR_ARG(one->words));
    }
}

/* One of several services may lie anywhere between the lowest and the highest; of a
 * single one the row says it all. */
static struct told told_of_services(const struct profile *p, const struct query *q,
                                    const struct str *services, size_t count)
{
    struct told joined = told_nothing(p);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct told one = told_of(p, q, services[i]);
        told_join(&joined, &one);
        found += one.any;
    }
    joined.partial = found < count;
    return joined;
}

static struct told told_of_listed(const struct profile *p, const struct query *q)
{
    struct says services = says_new(p->arena);
    for (size_t i = 0; i < p->shares_count; i++)
        if (answers(q, p->shares[i]))
            says_add(&services, p->shares[i]->service);
    struct told listed = told_of_services(p, q, services.at, services.count);
    listed.partial = true;
    return listed;
}

struct told shares_tell(const struct profile *p, const struct query *q)
{
    if (q->service_count > 0)
        return told_of_services(p, q, q->services, q->service_count);
    struct told whole = told_of(p, q, STR("all"));
    return whole.any ? whole : told_of_listed(p, q);
}
