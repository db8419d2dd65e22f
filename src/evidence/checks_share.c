/* Shares against shares: parts against totals, better grades against lesser ones, and the
 * same share twice. */
#include "evidence/checking.h"

static int same_moment(const void *a, const void *b)
{
    const struct share *x = *(const struct share *const *)a;
    const struct share *y = *(const struct share *const *)b;
    int order = order_pointers(x->area, y->area);
    if (!order)
        order = str_compare(x->aspect, y->aspect);
    return order ? order : date_compare(x->as_at, y->as_at);
}

static int order_positions(const struct share *x, const struct share *y)
{
    return (x->at_least.position > y->at_least.position) -
           (x->at_least.position < y->at_least.position);
}

static int same_service(const void *a, const void *b)
{
    int order = same_moment(a, b);
    const struct share *x = *(const struct share *const *)a;
    const struct share *y = *(const struct share *const *)b;
    return order ? order : str_compare(x->service, y->service);
}

static int same_share(const void *a, const void *b)
{
    int order = same_service(a, b);
    return order ? order
                 : order_positions(*(const struct share *const *)a,
                                   *(const struct share *const *)b);
}

/* By service, then from the best grade on. */
static int order_by_service(const void *a, const void *b)
{
    int order = same_share(a, b);
    return order ? order : order_place(a, b);
}

static int same_grade(const void *a, const void *b)
{
    int order = same_moment(a, b);
    return order ? order
                 : order_positions(*(const struct share *const *)a,
                                   *(const struct share *const *)b);
}

/* By grade, then service: the parts of one `all`. */
static int order_by_grade(const void *a, const void *b)
{
    int order = same_grade(a, b);
    return order ? order : order_by_service(a, b);
}

/* "3 of 4", "75%" or the word. */
static struct str share_text(struct checking *c, const struct share *share)
{
    if (share->has_count)
        return arena_format(c->arena, "%lld of %lld", (long long)share->count,
                            (long long)share->total);
    if (share->has_percent)
        return arena_format(c->arena, "%.*s%%",
                            STR_ARG(ratio_text(c->arena, share->percent, 9)));
    return arena_format(c->arena, "\"%.*s\"", STR_ARG(share->word));
}

static struct str grade_text(const struct share *share)
{
    return share->at_least.scale->rungs[share->at_least.position].words;
}

/* --- the same share twice --- */

/* Half a unit of the last decimal that a percentage has. */
static struct ratio half_unit(struct ratio percent)
{
    int64_t unit = 1;
    while (unit < 1000000000 && unit % percent.den != 0)
        unit *= 10;
    return ratio_of(1, 2 * unit);
}

static bool differ_by_more(struct ratio a, struct ratio b, struct ratio most)
{
    struct ratio apart;
    if (!ratio_subtract(a, b, &apart))
        return false;
    if (apart.num < 0)
        apart.num = -apart.num;
    return ratio_compare(apart, most) > 0;
}

static bool count_and_percent_differ(const struct share *counted,
                                     const struct share *said)
{
    struct ratio exact;
    return ratio_multiply(ratio_of(counted->count, counted->total), ratio_of(100, 1),
                          &exact) &&
           differ_by_more(exact, said->percent, half_unit(said->percent));
}

static bool shares_differ(const struct share *a, const struct share *b)
{
    if (a->has_count && b->has_count)
        return a->count != b->count || a->total != b->total;
    if (a->has_percent && b->has_percent)
        return ratio_compare(a->percent, b->percent) != 0;
    if (a->has_count && b->has_percent)
        return count_and_percent_differ(a, b);
    if (a->has_percent && b->has_count)
        return count_and_percent_differ(b, a);
    return !str_is_empty(a->word) && !str_is_empty(b->word) &&
           !vocabulary_same(a->word, b->word);
}

static void check_same_share(struct checking *c, const struct share *first,
                             const struct share *second)
{
    if (!shares_differ(first, second))
        return;
    check_say_two(
        c, REMARK_CONTRADICTION, &first->row, &second->row,
        arena_format(c->arena,
                     "the share of %.*s that is at least %.*s is %.*s here and %.*s at "
                     "%.*s; both are kept: correct one, or give the dates they were so",
                     STR_ARG(first->service), STR_ARG(grade_text(first)),
                     STR_ARG(share_text(c, second)), STR_ARG(share_text(c, first)),
                     STR_ARG(first->row.id)));
}

/* --- at least good holds at least outstanding --- */

static bool more_than_lesser(const struct share *better, const struct share *lesser)
{
    if (better->has_count && lesser->has_count && better->total == lesser->total)
        return better->count > lesser->count;
    return better->has_percent && lesser->has_percent &&
           ratio_compare(better->percent, lesser->percent) > 0;
}

static void check_nesting(struct checking *c, const struct share *better,
                          const struct share *lesser)
{
    if (!more_than_lesser(better, lesser))
        return;
    check_say_two(
        c, REMARK_IMPOSSIBLE, &better->row, &lesser->row,
        arena_format(c->arena,
                     "%.*s of %.*s are at least %.*s and only %.*s at least %.*s; the "
                     "second includes the first: one of the two is wrong",
                     STR_ARG(share_text(c, better)), STR_ARG(better->service),
                     STR_ARG(grade_text(better)), STR_ARG(share_text(c, lesser)),
                     STR_ARG(grade_text(lesser))));
}

static void check_one_service(struct checking *c, const void *const *rows, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct share *before = rows[i - 1], *now = rows[i];
        if (before->at_least.position == now->at_least.position)
            check_same_share(c, before, now);
        else
            check_nesting(c, before, now);
    }
}

/* --- parts against totals --- */

static const struct share *whole_of(const void *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct share *share = rows[i];
        if (str_equal(share->service, STR("all")) && share->has_total)
            return share;
    }
    return NULL;
}

struct parts {
    int64_t count, total;
    const struct row **rows;
    size_t row_count;
};

/* Adds each service once.  A sixth form belongs to its school and would count twice. */
static void add_parts(struct parts *parts, const void *const *rows, size_t count)
{
    const struct share *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct share *share = rows[i];
        if (!share->has_count || str_equal(share->service, STR("all")) ||
            str_equal(share->service, STR("sixth-form")) ||
            (last && str_equal(last->service, share->service)) ||
            share->total > INT64_MAX - parts->total)
            continue;
        parts->count += share->count;
        parts->total += share->total;
        parts->rows[parts->row_count++] = &share->row;
        last = share;
    }
}

static void check_parts(struct checking *c, const void *const *rows, size_t count)
{
    const struct share *whole = whole_of(rows, count);
    if (!whole)
        return;
    struct parts parts = {.rows = arena_make(c->arena, const struct row *, count + 1)};
    add_parts(&parts, rows, count);
    bool total = parts.total > whole->total;
    bool graded = whole->has_count && parts.count > whole->count;
    parts.rows[parts.row_count++] = &whole->row;
    if (!total && !graded)
        return;
    check_say(
        c, REMARK_IMPOSSIBLE, parts.rows, parts.row_count,
        arena_format(c->arena,
                     "the services listed make %lld of %lld, but all of them "
                     "together %.*s; one of the rows is wrong",
                     (long long)parts.count, (long long)parts.total,
                     STR_ARG(whole->has_count ? share_text(c, whole)
                                              : arena_format(c->arena, "only %lld",
                                                             (long long)whole->total))));
}

void check_shares(struct checking *c)
{
    const struct evidence *e = c->evidence;
    size_t count = e->shares_count, run;
    const void **sorted =
        check_sorted(c, e->shares, count, sizeof *e->shares, order_by_service);
    for (size_t i = 0; i < count; i += run) {
        run = check_run(sorted, i, count, same_service);
        check_one_service(c, sorted + i, run);
    }
    sorted = check_sorted(c, e->shares, count, sizeof *e->shares, order_by_grade);
    for (size_t i = 0; i < count; i += run) {
        run = check_run(sorted, i, count, same_grade);
        check_parts(c, sorted + i, run);
    }
}
