/* Settings and their grades: framework-language.md, `share of settings`. */
#include "base/buf.h"
#include "profile/families.h"

/* The settings a query asks for, by what is known of their grade on the day. */
struct pool {
    size_t asked, graded, passing;
    size_t ungraded, other_scale, older;
    struct says ids;
};

/* --- grades --- */

static bool counts(const struct profile *p, const struct query *q,
                   const struct judged *row)
{
    const struct inspection *i = row->inspection;
    if (!i->setting || i->same_as || date_compare(inspection_date(i), p->at) > 0)
        return false;
    bool under =
        str_is_empty(q->framework) ||
        regimes_match(p->evidence->regimes, i->framework, q->framework, i->start);
    return under && answer_same_aspect(row->aspect, q->aspect);
}

/* The grade of each setting, by its index: that of its latest inspection with one. */
static const struct judged **latest_grades(const struct profile *p, const struct query *q)
{
    const struct evidence *evidence = p->evidence;
    const struct judged **latest =
        arena_make(p->arena, const struct judged *, evidence->settings_count);
    for (size_t i = 0; i < evidence->judgements_count; i++) {
        const struct judged *row = &evidence->judgements[i];
        if (!counts(p, q, row))
            continue;
        const struct judged **at = &latest[row->inspection->setting - evidence->settings];
        if (!*at || date_compare(inspection_date((*at)->inspection),
                                 inspection_date(row->inspection)) <= 0)
            *at = row;
    }
    return latest;
}

/* --- settings --- */

static bool is_of_service(const struct query *q, const struct setting *setting)
{
    for (size_t i = 0; i < q->service_count; i++)
        if (str_equal_fold(setting->service, q->services[i]))
            return true;
    return q->service_count == 0;
}

static bool is_asked(const struct query *q, const struct setting *setting)
{
    bool responsible = q->responsibilities == 0 ||
                       (q->responsibilities >> setting->responsibility & 1) != 0;
    return responsible && is_of_service(q, setting);
}

static bool is_too_old(const struct profile *p, const struct query *q,
                       const struct judged *row)
{
    date oldest = date_add_months(p->at, -q->max_age_months);
    return q->max_age_months > 0 &&
           date_compare(inspection_date(row->inspection), oldest) < 0;
}

static void pool_add(struct pool *pool, const struct profile *p, const struct query *q,
                     const struct judged *grade)
{
    pool->asked++;
    if (!grade || grade->grade.scale == scale_ungraded()) {
        pool->ungraded++;
    } else if (!scale_same(grade->grade.scale, q->scale)) {
        pool->other_scale++;
    } else if (is_too_old(p, q, grade)) {
        pool->older++;
    } else {
        gradeset passing = answer_passing(q->scale, q->position, q->test);
        pool->graded++;
        pool->passing += gradeset_has(passing, grade->grade.position);
        says_put(&pool->ids, grade->row.id);
    }
}

static struct pool pool_of(const struct profile *p, const struct query *q)
{
    struct pool pool = {.ids = says_new(p->arena)};
    const struct judged **grades = latest_grades(p, q);
    for (size_t i = 0; i < p->settings_count; i++) {
        const struct setting *setting = p->settings[i];
        if (is_asked(q, setting))
            pool_add(&pool, p, q, grades[setting - p->evidence->settings]);
    }
    return pool;
}

/* --- words --- */

static void apart_add(struct buf *out, size_t count, const char *what)
{
    if (count > 0)
        buf_format(out, "%s%zu %s", out->len > 0 ? "; " : "", count, what);
}

static struct str pool_apart(const struct profile *p, const struct pool *pool)
{
    struct buf out = buf_new(p->arena, MIB);
    apart_add(&out, pool->ungraded, "without a grade");
    apart_add(&out, pool->other_scale, "graded on another scale");
    apart_add(&out, pool->older, "graded longer ago than asked for");
    if (pool->graded > 0)
        apart_add(&out, p->shares_count,
                  p->shares_count == 1
                      ? "row of shares.csv, not used where settings have grades"
                      : "rows of shares.csv, not used where settings have grades");
    return buf_text(&out);
}

/* "settings", or "settings (fostering or adoption)". */
static struct str settings_counted(const struct profile *p, const struct query *q,
                                   const char *noun)
{
    if (q->service_count == 0)
        return str_of(noun);
    struct str services = say_list(p->arena, q->services, q->service_count, "or");
    return arena_format(p->arena, "%s (%.*s)", noun, STR_ARG(services));
}

static struct str settings_asked(const struct profile *p, const struct query *q)
{
    return settings_counted(p, q, "settings");
}

static struct str grade_asked(const struct profile *p, const struct query *q)
{
    return say_grade(p->arena, q->scale, q->position, q->test);
}

static struct str pooled_text(const struct profile *p, const struct query *q,
                              const struct pool *pool, struct interval range)
{
    struct str grade = grade_asked(p, q), settings = settings_asked(p, q);
    struct str share = interval_text(p->arena, range, true);
    return arena_format(p->arena, "%zu of %zu %.*s with a grade are %.*s (%.*s)",
                        pool->passing, pool->graded, STR_ARG(settings), STR_ARG(grade),
                        STR_ARG(share));
}

/* --- the share --- */

static struct answer pooled(const struct profile *p, const struct query *q,
                            const struct pool *pool)
{
    struct ratio share = ratio_of((int64_t)pool->passing, (int64_t)pool->graded);
    struct answer answer = {.range = interval_point(share),
                            .ids = pool->ids.at,
                            .id_count = pool->ids.count,
                            .asked = pool->asked,
                            .known = pool->graded};
    answer.text = pooled_text(p, q, pool, answer.range);
    return answer;
}

static struct str told_text(const struct profile *p, const struct query *q,
                            const struct told *told)
{
    struct str grade = grade_asked(p, q);
    struct str share = interval_text(p->arena, told->range, true);
    const char *of = q->service_count > 0 ? "the services asked for"
                     : told->partial      ? "each service listed"
                                          : "services and settings";
    const char *said = str_is_empty(told->words) ? "" : ", said as ";
    struct str ids = say_ids(p->arena, told->ids.at, told->ids.count);
    return arena_format(p->arena, "%.*s: %.*s of %s%s%.*s%.*s%s", STR_ARG(grade),
                        STR_ARG(share), of, said, STR_ARG(told->words), STR_ARG(ids),
                        told->partial ? "; partial, the rest is not known" : "");
}

static struct str wanted_share(const struct profile *p, const struct query *q)
{
    struct str grade = grade_asked(p, q), settings = settings_asked(p, q);
    return arena_format(p->arena,
                        "how many %.*s are %.*s: their grades in settings.csv, "
                        "inspections.csv and judgements.csv, or a count in shares.csv",
                        STR_ARG(settings), STR_ARG(grade));
}

static struct answer told_answer(const struct profile *p, const struct query *q,
                                 const struct told *told)
{
    struct answer answer = {.range = told->range,
                            .partial = told->partial,
                            .ids = told->ids.at,
                            .id_count = told->ids.count,
                            .text = told_text(p, q, told),
                            .asked = 1,
                            .known = 1};
    if (!interval_is_point(told->range))
        answer.wanted = wanted_share(p, q);
    return answer;
}

/* shares.csv says neither who is responsible, nor under which framework, nor how old the
 * grades are. */
static bool shares_cannot_say(const struct query *q)
{
    return q->responsibilities != 0 || !str_is_empty(q->framework) ||
           q->max_age_months > 0;
}

static struct answer over_nothing(const struct profile *p, const struct query *q,
                                  const struct pool *pool)
{
    struct answer answer = {.range = interval_any_share(),
                            .asked = pool->asked > 0 ? pool->asked : 1};
    struct str settings = settings_asked(p, q);
    const char *shares = shares_cannot_say(q) && p->shares_count > 0
                             ? ", and shares.csv does not say what was asked for"
                             : "";
    answer.text = arena_format(p->arena, "the evidence holds no grades of %.*s%s",
                               STR_ARG(settings), shares);
    answer.wanted = wanted_share(p, q);
    return answer;
}

static struct answer unpooled(const struct profile *p, const struct query *q,
                              const struct pool *pool)
{
    if (shares_cannot_say(q))
        return over_nothing(p, q, pool);
    struct told told = shares_tell(p, q);
    return told.any ? told_answer(p, q, &told) : over_nothing(p, q, pool);
}

struct answer answer_share_of_settings(const struct profile *p, const struct query *q)
{
    struct pool pool = pool_of(p, q);
    struct answer answer = pool.graded > 0 ? pooled(p, q, &pool) : unpooled(p, q, &pool);
    answer.is_share = true;
    answer.apart = pool_apart(p, &pool);
    return answer;
}

/* --- the count --- */

static size_t unread_settings(const struct profile *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->unread_count; i++)
        count += p->unread[i]->table == TABLE_SETTINGS;
    return count;
}

static struct interval count_range(const struct profile *p, size_t count)
{
    if (p->settings_count == 0)
        return interval_unbounded();
    int64_t low = (int64_t)count, high = low + (int64_t)unread_settings(p);
    return interval_of((struct ratio){low, 1}, (struct ratio){high, 1});
}

struct answer answer_count_of_settings(const struct profile *p, const struct query *q)
{
    struct query any = *q;
    if (q->any_grade)
        any.scale = scale_setting();
    struct pool pool = pool_of(p, &any);
    size_t count = q->any_grade ? pool.asked : pool.passing;
    struct str settings = settings_counted(p, q, count == 1 ? "setting" : "settings");
    struct answer answer = {.range = count_range(p, count),
                            .ids = pool.ids.at,
                            .id_count = pool.ids.count,
                            .asked = 1,
                            .known = p->settings_count > 0};
    if (!answer.known)
        answer.text = STR("the evidence lists no settings");
    else if (q->any_grade)
        answer.text = arena_format(p->arena, "%zu %.*s", count, STR_ARG(settings));
    else
        answer.text = arena_format(p->arena, "%zu %.*s graded %.*s", count,
                                   STR_ARG(settings), STR_ARG(grade_asked(p, q)));
    if (!q->any_grade)
        answer.apart = pool_apart(p, &pool);
    if (!interval_is_point(answer.range))
        answer.wanted = STR("every setting, in settings.csv");
    return answer;
}
