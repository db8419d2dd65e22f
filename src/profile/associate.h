/* Do indicators predict inspections?  Every measure's standing before inspections beside
 * the grades that followed: correlation by rank within years, chance by exchange of whole
 * authorities, correction for many measures, deprivation taken out.  The plan, the
 * conventions and their reasons: docs/associate.md.
 *
 * Cost: measures × draws × authorities steps, five times; some seconds for England. */
#ifndef ASSAY_PROFILE_ASSOCIATE_H
#define ASSAY_PROFILE_ASSOCIATE_H

#include "profile/before.h"

struct associate_options {
    struct before_options before; /* latest_only is not looked at */
    size_t least_inspections, least_authorities;
    size_t draws;
    uint64_t seed;
    struct str control; /* measure whose standing is taken out; empty: none is */
};

/* One r with all that says how much it is worth; NaN where it could not be had. */
struct associate_test {
    struct exchange_result result;
    size_t inspections, authorities;
    double p_holm, p_false_discovery, p_largest;
};

struct association {
    const struct cube_measure *measure;
    struct associate_test plain;   /* every inspection */
    struct associate_test partial; /* the control's standing taken out of both sides */
    struct associate_test latest;  /* each authority's latest inspection; no correction */
    double tau_b;                  /* of the same rows as plain */
    bool deprivation;              /* a measure of how poor the place is */
    size_t place;                  /* by |r|, from 1; equals share the better */
};

/* A family of tests against chance. */
struct associate_tally {
    size_t tests, below;        /* p < 0.05, uncorrected */
    double expected, low, high; /* how many by chance, and the 95% range of the draws */
    size_t found, holm, false_discovery; /* corrected p < 0.05 */
    double needed; /* |r| that the largest asks for, of a measure of middling unit */
};

struct associate_left_out {
    const struct cube_measure *measure;
    struct before_coverage coverage;
};

struct associate {
    struct associate_options options;
    const struct before *before; /* every inspection */
    struct association *at;      /* by p of plain, then |r|, then id */
    size_t count;
    const struct associate_left_out *left_out; /* by id; too few inspections */
    size_t left_out_count, unknown_count; /* unknown: no figure before any inspection */
    struct associate_tally plain, partial;
    const struct cube_measure *control; /* NULL where there is none */
};

/* Whether a measure says how poor a place is: those of the comparison tool's "Economic
 * Factors" named in docs/associate.md. */
bool associate_is_deprivation(struct str id);
struct associate *associate_build(struct arena *a, const struct survey_source *source,
                                  const struct associate_options *options);

#endif
