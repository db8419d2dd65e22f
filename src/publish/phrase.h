/* The parts sentences are made of: who or what is spoken of, a figure with its unit, a
 * period, a relation as a clause.  Names of measures are nouns that somebody else wrote,
 * so number and article are read off them (phrase_subject); everything is said in the
 * past tense, as of the day of the assessment. */
#ifndef ASSAY_PUBLISH_PHRASE_H
#define ASSAY_PUBLISH_PHRASE_H

#include "publish/wording.h"

struct subject {
    struct str text; /* "the teenage pregnancy rate", "care leavers aged 19 …" */
    bool plural;
};

/* One thing said of a subject: "was" or "were" stands before it where `copula`. */
struct clause {
    struct str text;
    struct str when; /* "in 2004", or empty */
    bool copula;
    bool own;   /* it has a subject of its own: "the gap was narrowing" */
    bool level; /* compares a level, so that it may follow a grade: ", below similar
                   areas" */
    int sign;   /* 1 good, -1 bad, 0 neither or not known */
};

/* First letter in lower case, unless it begins a name (two words in capitals) or an
 * abbreviation. */
struct str phrase_lower(struct arena *a, struct str s);
/* First letter in upper case and a full stop at the end. */
struct str phrase_sentence(struct arena *a, struct str s);
/* "being-healthy" as "being healthy". */
struct str phrase_from_id(struct arena *a, struct str id);
/* The name of a measure as a subject, with "the" where it needs one. */
struct subject phrase_subject(struct arena *a, struct str name);
/* True where a unit is a share of a hundred, however written: "%", "percent of pupils";
 * `rest` gets what follows ("of pupils"). */
bool phrase_is_percent(struct str unit, struct str *rest);
/* True where a unit names things that are counted, not a share, a rate or a score. */
bool phrase_is_counted(struct str unit);
/* "6.9%", "1,204 children", "5 per 10,000". */
struct str phrase_quantity(struct arena *a, struct ratio value, const struct measure *m);
/* Thousands with commas. */
struct str phrase_digits(struct arena *a, struct ratio value, int decimals);
/* "in 2005/06", "on 31 December 2009", "in the year to 31 December 2009". */
struct str phrase_period(struct arena *a, struct str written, struct period period);
/* "not shown: too few to publish" */
struct str phrase_missing(enum missing missing);
/* A value's figure or word: "94%", "three quarters", or why there is none. */
struct str phrase_figure(struct arena *a, const struct value *value);

/* Clauses of relations about one thing, in their order; those that differ only in the
 * comparator become one ("in line with similar areas and the national average"). */
size_t phrase_relations(struct arena *a, const struct plan *plan,
                        const struct relation *const *relations, size_t count,
                        struct clause *out);
/* "was better than the national average but below similar areas": all clauses of one
 * subject.  After a figure ("stood at 6.9%") `follows` leaves the first verb out. */
struct str phrase_join(struct arena *a, const struct clause *clauses, size_t count,
                       bool plural, bool follows);

#endif
