/* One event, several files: the same inspection stands in the report's collection, in
 * official statistics and in a third party's overview, and counts once.
 *
 * Two rows are of one event where area and family of regime agree and their starts lie
 * within a week of each other; a row without a start is of the event that was published
 * within a week of it (five reports print another day than the website), else of one
 * published within half a year whose grades are the same (a misprinted month).  A visit
 * is of another family than an inspection, so that both may start on one day.
 *
 * Rows stand in order of precedence: report, official statistics, third party; of two
 * with the same assurance the later load, within a load the earlier row.  The first row
 * that says a thing is believed; what a lower one says otherwise is a disagreement and a
 * remark, never a correction.  Nothing is copied: an event points into the batch, which
 * must live as long, and whose codes places_settle must have settled. */
#ifndef ASSAY_EVIDENCE_EVENTS_MERGE_H
#define ASSAY_EVIDENCE_EVENTS_MERGE_H

#include "evidence/batch.h"

struct merged_event {
    const uint32_t *rows; /* indexes of batch events, highest precedence first */
    size_t row_count;
    const uint32_t *grades; /* indexes of the event grades that count, one a judgement */
    size_t grade_count;
    const uint32_t *items; /* indexes of items: all of the first row that has any */
    size_t item_count;
    struct str code, framework, event_type, theme; /* as the first row that says so */
    date start, end, published;
    enum assurance assurance; /* of the first row */
    unsigned sources;         /* how many classes of assurance agree that it happened */
};

enum disagreement_field {
    DISAGREES_TYPE,
    DISAGREES_END,
    DISAGREES_PUBLISHED,
    DISAGREES_GRADE, /* the same judgement with another grade */
    DISAGREES_ADDED  /* a grade for a judgement that the report does not have */
};
struct event_disagreement {
    enum disagreement_field field;
    size_t event;         /* index of the merged event */
    uint32_t kept, other; /* indexes of batch events */
    struct str judgement; /* of a grade, else empty */
    struct str kept_text, other_text;
};

struct merged_events {
    const struct merged_event *at; /* by area, then day, then family */
    size_t count;
    const struct event_disagreement *disagreements;
    size_t disagreement_count;
};

/* Merges the events of a batch; n log n in its rows.  Each disagreement is a remark too.
 */
struct merged_events *events_merge(struct arena *a, const struct batch *facts,
                                   struct remarks *remarks);
/* The day by which an event is known: its end, else its start, else its publication. */
date merged_event_date(const struct merged_event *event);

#endif
