/* The words in which files name inspections of authorities, brought to the ids of the
 * regimes: families, kinds of event, judgements and grades, as tables (event_words.c).
 * Two things are never done: the one grade that inspections before 2023 gave for children
 * in care and care leavers is not split, and `adequate`, a grade until 2013, is not read
 * as one of a scale that has `requires improvement` in its place. Nothing is allocated;
 * what is returned is static or part of what was given. */
#ifndef ASSAY_EVIDENCE_EVENT_WORDS_H
#define ASSAY_EVIDENCE_EVENT_WORDS_H

#include "evidence/evidence.h"

/* What an event is: a family of regimes and a kind within it. */
struct event_kind {
    struct str family; /* "ilacs", "sif", "slac", "focused-visit", "laac", "lscb", … */
    struct str type;   /* "short inspection", "re-inspection", …; empty where not said */
};

/* By the framework and type as files have them: "ilacs 2026" and "short inspection";
 * nothing and "ILACS Focused Visit".  What is not known stays as it was written. */
struct event_kind event_kind_of(struct str framework, struct str type);
/* The path of a judgement in the regime of this family at that date; empty where it has
 * none, or where the family has no regime here. */
struct str event_aspect(struct str family, struct str judgement, date on);
/* The judgement and aspect of a column "children in care" of tables that have one column
 * for the grade of children in care, and until 2023 for the joint one. */
struct str event_care_judgement(date on);
/* The day from which children in care and care leavers have a grade each: 1 January
 * 2023. */
date event_care_split(void);
/* The position on the family's scale, 0 best; -1 where the grade is none of its scale
 * ("not judged"). */
int event_position(struct str family, struct str grade);
/* "report pdf", "official statistics", "third-party …", or what a file's name says of
 * itself. */
enum assurance event_assurance(struct str words);

#endif
