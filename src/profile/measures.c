/* Questions about many measures, and the value of one. */
#include "base/buf.h"
#include "profile/families.h"
#include "profile/standing.h"

/* --- which measures --- */

struct subjects {
    struct subject *at;
    size_t count, capacity;
    size_t without; /* without a direction */
    struct arena *arena;
};

static void subjects_add(struct subjects *all, const struct profile *p,
                         const struct query *q, struct subject subject)
{
    if (!standing_has_direction(p, q, &subject)) {
        all->without++;
        return;
    }
    if (all->count == all->capacity)
        all->at =
            arena_grow(all->arena, struct subject, all->at, all->count, &all->capacity);
    all->at[all->count++] = subject;
}

static bool matches(struct str asked, struct str given)
{
    return str_is_empty(asked) || str_equal_fold(asked, given);
}

/* A relation may be about a measure that measures.csv does not list; of such a one
 * neither outcome nor topic is known. */
static void add_unlisted(struct subjects *all, const struct profile *p,
                         const struct query *q)
{
    struct says seen = says_new(p->arena);
    for (size_t i = 0; i < p->relations_count; i++) {
        const struct relation *row = p->relations[i];
        size_t before = seen.count;
        if (row->about != ABOUT_MEASURE || row->measure)
            continue;
        says_add(&seen, row->subject);
        if (seen.count > before)
            subjects_add(all, p, q, (struct subject){row->subject, NULL});
    }
}

static struct subjects subjects_of(const struct profile *p, const struct query *q)
{
    struct subjects all = {.arena = p->arena};
    for (size_t i = 0; i < p->evidence->measures_count; i++) {
        const struct measure *row = &p->evidence->measures[i];
        if (matches(q->outcome, row->outcome) && matches(q->topic, row->topic))
            subjects_add(&all, p, q, (struct subject){row->key, row});
    }
    if (str_is_empty(q->outcome) && str_is_empty(q->topic))
        add_unlisted(&all, p, q);
    return all;
}

/* --- shares of them --- */

struct tally {
    size_t all, yes, open;
    struct says ids, open_ids; /* evidence; measures of which it is not known */
};

static struct interval tally_range(const struct tally *tally)
{
    if (tally->all == 0)
        return interval_any_share();
    int64_t all = (int64_t)tally->all, yes = (int64_t)tally->yes;
    return interval_of(ratio_of(yes, all), ratio_of(yes + (int64_t)tally->open, all));
}

static void tally_add(struct tally *tally, struct str id,
                      const struct standing_answer *answer)
{
    tally->all++;
    tally->yes += answer->truth == TRUTH_TRUE;
    tally->open += answer->truth == TRUTH_UNKNOWN;
    says_add_all(&tally->ids, answer->ids, answer->id_count);
    if (answer->truth == TRUTH_UNKNOWN)
        says_put(&tally->open_ids, id);
}

/* The first of them by name, the rest by number. */
static struct str tally_wanted(const struct profile *p, const struct query *q,
                               const struct tally *tally)
{
    enum { NAMED = 3 };
    struct says names = says_new(p->arena);
    if (tally->all == 0)
        return STR("measures with a direction, in measures.csv");
    for (size_t i = 0; i < tally->open_ids.count && i < NAMED; i++)
        says_put(&names, tally->open_ids.at[i]);
    if (tally->open_ids.count > NAMED)
        says_put(&names,
                 arena_format(p->arena, "%zu more", tally->open_ids.count - NAMED));
    struct str list = say_list(p->arena, names.at, names.count, "and");
    return arena_format(p->arena,
                        "figures of %.*s, and those of the %s beside them, in values.csv",
                        STR_ARG(list), figures_comparator(q->comparator));
}

static struct answer tally_answer(const struct profile *p, const struct query *q,
                                  const struct tally *tally,
                                  const struct subjects *subjects)
{
    struct answer answer = {.range = tally_range(tally),
                            .is_share = true,
                            .ids = tally->ids.at,
                            .id_count = tally->ids.count,
                            .asked = tally->all > 0 ? tally->all : 1,
                            .known = tally->all - tally->open};
    if (subjects->without > 0)
        answer.apart =
            arena_format(p->arena, "%zu without a direction", subjects->without);
    if (!interval_is_point(answer.range))
        answer.wanted = tally_wanted(p, q, tally);
    return answer;
}

static struct tally tally_new(const struct profile *p)
{
    return (struct tally){.ids = says_new(p->arena), .open_ids = says_new(p->arena)};
}

/* " for staying safe", or nothing. */
static struct str narrowed(const struct profile *p, const struct query *q)
{
    struct str what = str_is_empty(q->outcome) ? q->topic : q->outcome;
    if (str_is_empty(what))
        return what;
    return arena_format(p->arena, " for %.*s", STR_ARG(what));
}

static const char *stand_words(enum standing_against standing)
{
    static const char *const words[] = {[STAND_BELOW] = "below",
                                        [STAND_IN_LINE] = "in line with",
                                        [STAND_ABOVE] = "above"};
    return words[standing];
}

static struct str share_text(const struct profile *p, const struct query *q,
                             const struct tally *tally)
{
    struct str what = narrowed(p, q);
    const char *stands = stand_words(q->standing);
    const char *comparator = figures_comparator(q->comparator);
    if (tally->all == 0)
        return arena_format(p->arena,
                            "the evidence holds no measures%.*s with a direction",
                            STR_ARG(what));
    struct str share = interval_text(p->arena, tally_range(tally), true);
    struct buf out = buf_new(p->arena, MIB);
    buf_format(&out, "%zu of %zu measures%.*s are %s %s (%.*s)", tally->yes, tally->all,
               STR_ARG(what), stands, comparator, STR_ARG(share));
    if (tally->open > 0)
        buf_format(&out, "; of %zu it is not known", tally->open);
    return buf_text(&out);
}

struct answer answer_share_of_measures(const struct profile *p, const struct query *q)
{
    struct subjects subjects = subjects_of(p, q);
    struct tally tally = tally_new(p);
    for (size_t i = 0; i < subjects.count; i++) {
        struct standing_answer one = standing_asked(p, q, &subjects.at[i]);
        tally_add(&tally, subjects.at[i].id, &one);
    }
    struct answer answer = tally_answer(p, q, &tally, &subjects);
    answer.text = share_text(p, q, &tally);
    return answer;
}

/* A measure is covered where its comparison is settled either way. */
struct answer answer_coverage_of_measures(const struct profile *p, const struct query *q)
{
    struct subjects subjects = subjects_of(p, q);
    struct tally tally = tally_new(p);
    for (size_t i = 0; i < subjects.count; i++) {
        struct level level = standing_now(p, q, &subjects.at[i]);
        bool known = stand_is_known(level.stand);
        struct standing_answer one = {.truth = known ? TRUTH_TRUE : TRUTH_FALSE,
                                      .ids = level.ids.at,
                                      .id_count = level.ids.count};
        tally_add(&tally, subjects.at[i].id, &one);
    }
    struct answer answer = tally_answer(p, q, &tally, &subjects);
    struct str what = narrowed(p, q);
    answer.known = tally.yes;
    answer.text = arena_format(
        p->arena, "%zu of %zu measures%.*s can be compared with the %s", tally.yes,
        tally.all, STR_ARG(what), figures_comparator(q->comparator));
    return answer;
}

/* --- the value of one --- */

static struct answer no_value(const struct profile *p, const struct query *q)
{
    struct answer answer = {.range = interval_unbounded(), .asked = 1};
    answer.text = arena_format(p->arena, "the evidence gives no figure of %.*s",
                               STR_ARG(q->measure));
    answer.wanted =
        arena_format(p->arena, "the figure of %.*s, in values.csv", STR_ARG(q->measure));
    return answer;
}

struct answer answer_value_of_measure(const struct profile *p, const struct query *q)
{
    struct period period;
    const struct measure *measure = figures_measure(p->evidence, q->measure);
    if (!measure || !figures_latest(p, measure, &period))
        return no_value(p, q);
    struct area_figure own = figures_at(p, measure, p->area, period);
    struct answer answer = no_value(p, q);
    answer.ids = own.ids.at;
    answer.id_count = own.ids.count;
    if (!own.given)
        return answer;
    struct str figure = interval_text(p->arena, own.figure.range, false);
    struct str when = figures_period(p, measure, period);
    answer.range = own.figure.range;
    answer.known = 1;
    if (interval_is_point(answer.range))
        answer.wanted = STR("");
    struct subject subject = {measure->key, measure};
    answer.text =
        arena_format(p->arena, "%.*s was %.*s in %.*s",
                     STR_ARG(standing_name(p, &subject)), STR_ARG(figure), STR_ARG(when));
    return answer;
}
