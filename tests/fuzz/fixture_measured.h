/* A made child measured: asked twice a measure says the same of it; only what it says in
 * the numerator or the denominator adds to them, and nothing below zero; all else has a
 * reason; and every figure can be published. */
#ifndef ASSAY_TESTS_FIXTURE_MEASURED_H
#define ASSAY_TESTS_FIXTURE_MEASURED_H

#include "fixture_fuzz.h"
#include "records/figure_published.h"

/* The return, the child, and by which conventions it is measured. */
struct measured {
    struct arena *arena;
    const struct child *child;
    struct return_about about;
    struct conventions conventions;
};

/* Those of the conventions whose bit is set. */
static inline struct conventions conventions_of(enum return_kind kind,
                                                const char *const *said, size_t count,
                                                unsigned bits)
{
    struct conventions c = conventions_published();
    for (size_t i = 0; i < count; i++)
        if (bits >> i & 1)
            must(conventions_set(&c, kind, str_of(said[i]), NULL) == OK);
    return c;
}

static inline void check_case(const struct indicator *indicator,
                              const struct said_case *one)
{
    must(one->part < indicator->part_count && one->role < ROLE_COUNT);
    must(one->numerator >= 0 && (one->denominator == 0 || one->denominator == 1));
    must(one->role == ROLE_NUMERATOR || one->numerator == 0);
    must(one->role <= ROLE_DENOMINATOR || one->denominator == 0);
    must(one->role == ROLE_NUMERATOR || one->reason);
}

/* The measure's figures of this child; *once: what it says, nothing where it cannot be
 * computed. */
static inline struct counted_measure measure_twice(const struct measured *m,
                                                   const struct indicator *indicator,
                                                   struct said *once)
{
    struct said again = {.arena = m->arena};
    struct counted_figure *figures = counting_figures(m->arena, indicator);
    struct counted_measure measure = {
        indicator, indicator_can_run(m->arena, indicator, &m->about), figures};
    struct figure_with with = {&m->conventions, 36039};
    *once = (struct said){.arena = m->arena};
    if (!measure.cannot) {
        counting_ask(indicator, m->child, &m->about, &m->conventions, once);
        counting_ask(indicator, m->child, &m->about, &m->conventions, &again);
        must(once->count == again.count);
        counting_add(figures, once);
    }
    for (size_t i = 0; i < once->count; i++) {
        check_case(indicator, &once->at[i]);
        must(once->at[i].role == again.at[i].role &&
             once->at[i].reason == again.at[i].reason);
    }
    for (size_t p = 0; p < indicator->part_count; p++) {
        struct figure_published f = figure_publish(m->arena, &measure, p, &with);
        must(f.published.len > 0 && (f.has_value || f.missing));
    }
    return measure;
}

#endif
