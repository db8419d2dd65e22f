/* The words of the evidence folder, as tables a domain expert can read (vocabulary.c).
 * Each enum starts with a NOT_GIVEN or says below what zero means; reading is in any case
 * and treats space, '-' and '_' alike ("priority action" is priority-action). */
#ifndef ASSAY_EVIDENCE_VOCABULARY_H
#define ASSAY_EVIDENCE_VOCABULARY_H

#include "base/arena.h"

enum table {
    TABLE_AREAS,
    TABLE_NEIGHBOURS,
    TABLE_SETTINGS,
    TABLE_INSPECTIONS,
    TABLE_JUDGEMENTS,
    TABLE_FINDINGS,
    TABLE_MEASURES,
    TABLE_VALUES,
    TABLE_SHARES,
    TABLE_RELATIONS,
    TABLE_DECISIONS,
    TABLE_PROFILE,
    TABLE_PUBLISHED,
    TABLE_COUNT
};

enum responsibility {
    RESPONSIBILITY_NOT_GIVEN,
    RESPONSIBILITY_OPERATED,
    RESPONSIBILITY_MAINTAINED,
    RESPONSIBILITY_COMMISSIONED,
    RESPONSIBILITY_STRATEGIC,
    RESPONSIBILITY_LOCATED_ONLY
};
enum finding_kind {
    FINDING_STRENGTH,
    FINDING_AREA_FOR_DEVELOPMENT,
    FINDING_AREA_FOR_IMPROVEMENT,
    FINDING_PRIORITY_ACTION,
    FINDING_RECOMMENDATION,
    FINDING_FOCUS,
    FINDING_AWARD,
    FINDING_CONTEXT,
    FINDING_KIND_COUNT
};
enum progress {
    PROGRESS_NOT_GIVEN,
    PROGRESS_RESOLVED,
    PROGRESS_IMPROVED,
    PROGRESS_UNCHANGED,
    PROGRESS_WORSE
};
enum polarity { POLARITY_NONE, POLARITY_HIGH, POLARITY_LOW, POLARITY_CONTEXT };
/* Internal: computed from records of children; it stays inside until disclosure control
 * has passed it.  No published file says so. */
enum value_status {
    STATUS_NOT_GIVEN,
    STATUS_PROVISIONAL,
    STATUS_FINAL,
    STATUS_REVISED,
    STATUS_INTERNAL
};
enum missing {
    MISSING_NOT, /* there is a value */
    MISSING_SUPPRESSED,
    MISSING_NOT_APPLICABLE,
    MISSING_NOT_AVAILABLE,
    MISSING_NOT_COLLECTED,
    MISSING_TOO_FEW,
    MISSING_OUTSIDE_LIFE,
    MISSING_UNSPECIFIED
};
enum quality { QUALITY_NOT_GIVEN, QUALITY_LOW_RELIABILITY, QUALITY_ROUNDS_TO_ZERO };
/* In order of precedence, highest first; not given counts as a report. */
enum assurance {
    ASSURANCE_NOT_GIVEN,
    ASSURANCE_REPORT,
    ASSURANCE_OFFICIAL_STATISTICS,
    ASSURANCE_COUNCIL_REPORTED,
    ASSURANCE_THIRD_PARTY
};
enum relation_kind {
    RELATION_AS_WORDED, /* none of the words below: kept as it was written */
    RELATION_WELL_ABOVE,
    RELATION_ABOVE,
    RELATION_IN_LINE,
    RELATION_BELOW,
    RELATION_WELL_BELOW,
    RELATION_BETTER,
    RELATION_WORSE,
    RELATION_MIXED,
    RELATION_IMPROVING,
    RELATION_DETERIORATING,
    RELATION_NARROWING,
    RELATION_NARROWER,
    RELATION_SUSTAINED,
    RELATION_MET,
    RELATION_NOT_MET
};
enum comparator {
    COMPARATOR_NEIGHBOURS,
    COMPARATOR_REGION,
    COMPARATOR_ENGLAND,
    COMPARATOR_OWN_PAST,
    COMPARATOR_TARGET,
    COMPARATOR_OTHER_AREAS
};
enum dimension {
    DIMENSION_NOT_GIVEN,
    DIMENSION_LEVEL,
    DIMENSION_CHANGE,
    DIMENSION_GAP,
    DIMENSION_RANK
};
enum decision_kind {
    DECISION_GRADE,
    DECISION_PROPOSE,
    DECISION_CONFIRM,
    DECISION_DECLINE,
    DECISION_LIMIT,
    DECISION_MODERATE,
    DECISION_SIGN_OFF
};

/* One vocabulary: its name for messages and its words; the index is the enum's value. */
struct vocabulary {
    const char *name;
    const char *const *words; /* words[0] may be NULL where zero is "not given" */
    size_t count;
};

extern const struct vocabulary vocabulary_table, vocabulary_responsibility,
    vocabulary_finding_kind, vocabulary_progress, vocabulary_polarity, vocabulary_status,
    vocabulary_missing, vocabulary_quality, vocabulary_assurance, vocabulary_relation,
    vocabulary_comparator, vocabulary_dimension, vocabulary_decision_kind,
    vocabulary_service;

/* The same words: any case, the apostrophes as one, space, '-' and '_' as one. */
bool vocabulary_same(struct str a, struct str b);
/* Finds a word; false where the vocabulary has none such. */
bool vocabulary_find(const struct vocabulary *v, struct str word, int *index);
/* The word for a value; the empty view for "not given". */
struct str vocabulary_word(const struct vocabulary *v, int index);
/* "strength, area-for-development, …" for a message. */
struct str vocabulary_list(struct arena *a, const struct vocabulary *v);
/* The word nearest to a misspelt one, or the empty view. */
struct str vocabulary_nearest(const struct vocabulary *v, struct str word);
/* A service name brought to the vocabulary's spelling ("Children’s home" and
 * "children's-homes" give children's-home; "childminders" gives childminding); a name the
 * vocabulary lacks is returned trimmed and in lower case with hyphens. */
struct str vocabulary_service_name(struct arena *a, struct str name);

#endif
