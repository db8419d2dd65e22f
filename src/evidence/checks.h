/* Facts that cannot all be true: subsets above their wholes, parts against totals, dates
 * out of order, duplicate keys, the same fact twice with different values, one event in
 * several sources.  Each is reported as a remark with the rows it stands on; nothing is
 * corrected (docs/evidence-format.md, Checks). */
#ifndef ASSAY_EVIDENCE_CHECKS_H
#define ASSAY_EVIDENCE_CHECKS_H

#include "evidence/evidence.h"

/* Runs every check.  Sets `same_as` of inspections that record one event again: identity
 * is (subject, regime, start, event), precedence report > official statistics > council >
 * third party. */
void evidence_check(struct evidence *evidence, struct remarks *remarks);

#endif
