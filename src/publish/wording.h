/* Sentences from evidence.  Each proportion word has its range in the framework's bands;
 * below five settings the count is said ("three of the four").  Nothing here decides
 * anything: it says what a row says. */
#ifndef ASSAY_PUBLISH_WORDING_H
#define ASSAY_PUBLISH_WORDING_H

#include "judgement/verdict.h"

/* "one" to "twelve", then figures. */
struct str words_number(struct arena *a, int64_t n);
/* "a, b and c" */
struct str words_list(struct arena *a, const struct str *items, size_t count);
/* The first letter in upper case. */
struct str words_capital(struct arena *a, struct str s);
/* "unannounced inspection", "joint area review": a family said in words. */
struct str words_family(struct arena *a, struct str family);
/* The service in words, plural: "children's homes". */
struct str words_service(struct arena *a, struct str service, bool plural);
/* Where a service stands in the order of a child's life (even numbers; an odd one for a
 * name that only contains a known service) and which stage of it: services of one stage
 * share a paragraph. */
struct service_place {
    size_t order;
    unsigned stage;
};
struct service_place words_service_place(struct str service);
/* Who a share speaks of: "three of the four children's homes", "the large majority of
 * primary schools (34 of 41)". */
struct str words_share(struct arena *a, const struct plan *plan,
                       const struct share *share);
/* True where the verb is "was": "one of the two homes". */
bool words_share_is_singular(const struct share *share);
/* "good or better", "outstanding". */
struct str words_at_least(struct arena *a, struct grade grade);
/* "was better than the national average": what a relation says of its subject. */
struct str words_relation(struct arena *a, const struct plan *plan,
                          const struct relation *relation);
/* "94% in 2005/06", or why there is none. */
struct str words_value(struct arena *a, const struct plan *plan,
                       const struct value *value);
/* "Performs adequately (2)"; a set: "Performs well or Performs adequately". */
struct str words_grade(struct arena *a, const struct scale *scale, unsigned position);
struct str words_grades(struct arena *a, const struct scale *scale, gradeset set);

#endif
