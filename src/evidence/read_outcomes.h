/* Outcomes of authority inspections as the inspectorate's statistics have them: one row
 * an inspection, its grades side by side.  A workbook of such statistics may hold lists
 * of providers too, so the readers of both call this.  (Of read_outcomes.c.) */
#ifndef ASSAY_EVIDENCE_READ_OUTCOMES_H
#define ASSAY_EVIDENCE_READ_OUTCOMES_H

#include "evidence/listing.h"

/* True where some sheet lists outcomes of authority inspections. */
bool outcomes_recognise(const struct national_input *input);
/* Adds the events and grades of every such sheet; the same inspection on several sheets
 * is an event once. */
void outcomes_read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks);
/* The same of the sheet that has a row an authority and a group of columns an
 * inspection, 2009 to 2023.  (Of read_outcomes_history.c.) */
bool outcomes_recognise_history(const struct national_input *input);
void outcomes_read_history(const struct national_input *input, struct batch *batch,
                           struct remarks *remarks);

/* One column of grades: its names over the years and what it judges. */
struct outcome_column {
    const char *const *names;
    struct str judgement;
};

/* Adds a grade to the last event; nothing where the cell is empty. */
void outcomes_add_grade(struct listing *l, int column, struct str judgement);
/* Brings the two columns "in care" and "care leavers" to the judgements that there were
 * at the time. */
void outcomes_add_care(struct listing *l, int in_care, int leavers);

#endif
