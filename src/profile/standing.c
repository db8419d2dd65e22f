#include "profile/standing.h"

#include <assert.h>

#include "base/buf.h"

static enum polarity polarity_of(const struct subject *subject)
{
    return subject->row ? subject->row->polarity : POLARITY_NONE;
}

struct str standing_name(const struct profile *p, const struct subject *subject)
{
    bool named = p->evidence->of_store && subject->row && subject->row->name.len;
    return named ? subject->row->name : subject->id;
}

/* ", in values.csv": a folder lacks a row, a store lacks the figure. */
static const char *where(const struct profile *p, const char *in_file)
{
    return p->evidence->of_store ? "" : in_file;
}

static struct stated_query stated_query_of(const struct query *q,
                                           const struct subject *subject)
{
    return (struct stated_query){.id = subject->id,
                                 .comparator = q->comparator,
                                 .polarity = polarity_of(subject),
                                 .difference = q->difference};
}

bool standing_has_direction(const struct profile *p, const struct query *q,
                            const struct subject *subject)
{
    struct stated_query stated = stated_query_of(q, subject);
    if (subject->row)
        return subject->row->polarity == POLARITY_HIGH ||
               subject->row->polarity == POLARITY_LOW;
    return stated_latest(p, &stated).any;
}

/* --- one period --- */

static struct level level_nothing(const struct profile *p)
{
    return (struct level){.stand = stand_unknown(), .ids = says_new(p->arena)};
}

static struct str missing_text(const struct profile *p, const struct area_figure *own)
{
    struct str reason = vocabulary_word(&vocabulary_missing, (int)own->missing);
    if (own->missing == MISSING_NOT)
        return STR("no figure is given");
    return arena_format(p->arena, "the figure is missing (%.*s)", STR_ARG(reason));
}

static struct str compared_text(const struct profile *p, const struct area_figure *own,
                                const struct against *against)
{
    struct str figure = interval_text(p->arena, own->figure.range, false);
    if (against->range.unbounded)
        return arena_format(p->arena, "%.*s, with no figure to compare it with",
                            STR_ARG(figure));
    return arena_format(p->arena, "%.*s against %.*s", STR_ARG(figure),
                        STR_ARG(against->text));
}

/* From the figures of a period. */
static struct level level_of_figures(const struct profile *p, const struct query *q,
                                     const struct measure *measure, struct period period)
{
    struct level level = level_nothing(p);
    struct area_figure own = figures_at(p, measure, p->area, period);
    says_add_all(&level.ids, own.ids.at, own.ids.count);
    level.any = own.ids.count > 0;
    if (!own.given) {
        level.text = missing_text(p, &own);
        return level;
    }
    struct against against = figures_against(p, measure, q->comparator, period);
    struct comparing how = {.polarity = measure->polarity,
                            .difference = q->difference,
                            .tolerance = q->tolerance,
                            .whole = compare_whole(measure->unit)};
    level.stand = compare_figures(&own.figure, against.range, &how);
    says_add_all(&level.ids, against.ids.at, against.ids.count);
    level.text = compared_text(p, &own, &against);
    return level;
}

/* What was said, beside or instead of figures. */
static void level_add_stated(struct level *level, const struct stated *stated)
{
    struct arena *a = level->ids.arena;
    bool agree = stand_join(level->stand, stated->stand, &level->stand);
    if (stated->at_odds)
        level->stand = stand_unknown();
    const char *and = str_is_empty(level->text) ? "" : "; ";
    const char *odds = agree ? "" : ", which contradicts the figures";
    level->text = arena_format(a, "%.*s%s%.*s%s", STR_ARG(level->text), and,
                               STR_ARG(stated->text), odds);
    level->any = true;
    says_add_all(&level->ids, stated->ids.at, stated->ids.count);
}

static struct level with_name(const struct profile *p, struct level level,
                              const struct subject *subject, struct str period)
{
    struct arena *a = level.ids.arena;
    const char *in = str_is_empty(period) ? "" : " in ";
    level.text = arena_format(a, "%.*s%s%.*s: %.*s", STR_ARG(standing_name(p, subject)),
                              in, STR_ARG(period), STR_ARG(level.text));
    return level;
}

static struct str wanted_text(const struct profile *p, const struct query *q,
                              const struct subject *subject, struct str period)
{
    const char *in = str_is_empty(period) ? "" : " in ";
    return arena_format(p->arena,
                        "%.*s%s%.*s: the figure, with counts where chance is asked "
                        "about, and that of the %s%s",
                        STR_ARG(standing_name(p, subject)), in, STR_ARG(period),
                        figures_comparator(q->comparator), where(p, ", in values.csv"));
}

/* --- now --- */

/* Figures and statements speak of the same time unless the statement names another; then
 * the newer stands. */
struct level standing_now(const struct profile *p, const struct query *q,
                          const struct subject *subject)
{
    struct stated_query asked = stated_query_of(q, subject);
    struct stated stated = stated_latest(p, &asked);
    struct level level = level_nothing(p);
    struct period period = {DATE_NONE, DATE_NONE};
    bool figures = subject->row && figures_latest(p, subject->row, &period);
    int order = date_compare(stated.period_end, period.end);
    bool undated = date_is_none(stated.period_end);
    struct str when = STR("");
    if (figures && (undated || order <= 0)) {
        level = level_of_figures(p, q, subject->row, period);
        when = figures_period(p, subject->row, period);
    }
    if (stated.any && (!figures || undated || order >= 0))
        level_add_stated(&level, &stated);
    if (!level.any)
        level.text = STR("the evidence says nothing of it");
    if (!stand_is_known(level.stand))
        level.wanted = wanted_text(p, q, subject, when);
    return with_name(p, level, subject, when);
}

/* --- years --- */

enum { YEARS_MOST = 400 }; /* as many as there are dates */

static struct period years_before(struct period period, int years)
{
    return (struct period){date_add_years(period.start, -years),
                           date_add_years(period.end, -years)};
}

static struct level level_of_year(const struct profile *p, const struct query *q,
                                  const struct subject *subject, struct period year)
{
    struct level level = level_nothing(p);
    struct stated_query asked = stated_query_of(q, subject);
    struct stated stated = stated_of(p, &asked, year);
    bool broken =
        subject->row && date_compare(year.start, subject->row->break_from.start) < 0;
    if (subject->row)
        level = level_of_figures(p, q, subject->row, year);
    if (stated.any)
        level_add_stated(&level, &stated);
    struct str when = STR("");
    if (subject->row)
        when = figures_period(p, subject->row, year);
    if (broken) {
        level.stand = stand_unknown();
        level.text = STR("before the definition changed, so not to be compared");
    } else if (!stand_is_known(level.stand)) {
        level.wanted = wanted_text(p, q, subject, when);
    }
    return with_name(p, level, subject, when);
}

static bool last_year(const struct profile *p, const struct query *q,
                      const struct subject *subject, struct period *out)
{
    struct stated_query asked = stated_query_of(q, subject);
    if (subject->row && figures_latest(p, subject->row, out))
        return true;
    return stated_last_year(p, &asked, out);
}

/* Is the year `back` years before the last one asked about? */
static bool is_asked(const struct query *q, struct period year, int back)
{
    if (q->for_years > 0)
        return back < q->for_years;
    return date_compare(year.start, q->sustained_since) >= 0;
}

static void answer_add(struct standing_answer *answer, struct says *ids,
                       struct says *wanted, const struct level *level)
{
    struct arena *a = ids->arena;
    const char *and = str_is_empty(answer->text) ? "" : "; ";
    answer->text =
        arena_format(a, "%.*s%s%.*s", STR_ARG(answer->text), and, STR_ARG(level->text));
    says_add_all(ids, level->ids.at, level->ids.count);
    says_add(wanted, level->wanted);
}

static struct standing_answer standing_in_years(const struct profile *p,
                                                const struct query *q,
                                                const struct subject *subject)
{
    struct standing_answer answer = {.truth = TRUTH_UNKNOWN};
    struct says ids = says_new(p->arena), wanted = says_new(p->arena);
    struct period last;
    bool dated = last_year(p, q, subject, &last);
    for (int back = 0; dated && back < YEARS_MOST; back++) {
        struct period year = years_before(last, back);
        if (!is_asked(q, year, back))
            break;
        struct level level = level_of_year(p, q, subject, year);
        truth stands = stand_is(level.stand, q->standing);
        answer.truth = back == 0 ? stands : truth_and(answer.truth, stands);
        answer_add(&answer, &ids, &wanted, &level);
    }
    if (str_is_empty(answer.text)) {
        answer.text = arena_format(p->arena, "%.*s: the evidence names no such years",
                                   STR_ARG(standing_name(p, subject)));
        says_add(&wanted, wanted_text(p, q, subject, STR("")));
    }
    answer.ids = ids.at;
    answer.id_count = ids.count;
    if (answer.truth == TRUTH_UNKNOWN)
        answer.wanted = say_list(p->arena, wanted.at, wanted.count, "and");
    return answer;
}

/* --- the answer --- */

/* Of a measure that no row lists and nothing is said of. */
static struct standing_answer not_held(const struct profile *p,
                                       const struct subject *subject)
{
    return (struct standing_answer){
        .truth = TRUTH_UNKNOWN,
        .text = arena_format(p->arena, "the evidence holds no measure %.*s",
                             STR_ARG(subject->id)),
        .wanted = arena_format(p->arena, "the measure %.*s%s", STR_ARG(subject->id),
                               where(p, ", in measures.csv and values.csv"))};
}

static struct standing_answer without_direction(const struct profile *p,
                                                const struct subject *subject)
{
    struct str name = standing_name(p, subject);
    return (struct standing_answer){
        .truth = TRUTH_UNKNOWN,
        .text = arena_format(p->arena, "%.*s has no direction, so nobody can say",
                             STR_ARG(name)),
        .wanted =
            arena_format(p->arena, "whether high or low is good, as polarity of %.*s%s",
                         STR_ARG(name), where(p, " in measures.csv"))};
}

struct standing_answer standing_asked(const struct profile *p, const struct query *q,
                                      const struct subject *subject)
{
    if (!standing_has_direction(p, q, subject))
        return subject->row ? without_direction(p, subject) : not_held(p, subject);
    if (q->for_years > 0 || !date_is_none(q->sustained_since))
        return standing_in_years(p, q, subject);
    struct level level = standing_now(p, q, subject);
    truth stands = stand_is(level.stand, q->standing);
    return (struct standing_answer){.truth = stands,
                                    .ids = level.ids.at,
                                    .id_count = level.ids.count,
                                    .text = level.text,
                                    .wanted =
                                        stands == TRUTH_UNKNOWN ? level.wanted : STR("")};
}

struct standing_answer profile_standing(const struct profile *profile,
                                        const struct query *query, struct str measure)
{
    struct subject subject = {measure, figures_measure(profile->evidence, measure)};
    return standing_asked(profile, query, &subject);
}
