/* One area's evidence as the store holds it, laid out in the evidence model: what an
 * evidence folder about that area would say, so that a framework judges published data
 * as it judges a folder.  It holds the area with its names, its neighbours, region and
 * England (their values, so that comparisons can be made), its settings with their
 * grades, its inspections with judgements and findings (merged: one event once), and its
 * values.  Nothing is computed here, but:
 *
 *   - an event whose days nobody gives is taken to lie on the day of its publication;
 *   - a setting that a later list of its kind no longer has is closed from that list on;
 *   - a number with more than nine decimals is the nearest that has nine;
 *   - of an inspection of which no report was read it is not known what it asked for,
 *     which is a finding that was not read, not the absence of one.
 *
 * Ids are LOAD:ROW, the number that `assay loads` shows and the row of its file; where
 * one row of a file says several things, `/` and what it says ("12:345/overall").
 *
 * It points into the source, which must live as long; cost is that of the area's rows,
 * given an index, else a pass over all settings. */
#ifndef ASSAY_PROFILE_EXTRACT_H
#define ASSAY_PROFILE_EXTRACT_H

#include "profile/survey.h"

struct extract_index;

struct extract_options {
    const struct regimes *regimes;     /* of the registry: what inspections are of */
    bool events_only;                  /* no figures and no settings: for back-tests */
    size_t model;                      /* index in the cube's neighbour models */
    const struct extract_index *index; /* NULL: made for this area alone */
    /* Which measures to lay out; NULL: all of them. */
    bool (*wants)(const void *of, const struct batch_measure *measure);
    const void *of;
};

/* The evidence of an authority of the cube; in the arena. */
struct evidence *extract_area(struct arena *a, const struct survey_source *source,
                              uint32_t area, const struct extract_options *options);
/* What extracting several areas need work out but once; one pass over settings and
 * figures. */
struct extract_index *extract_prepare(struct arena *a,
                                      const struct survey_source *source);

/* A published number as the fraction it was written as. */
struct ratio extract_number(double number);

#endif
