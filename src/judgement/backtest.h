/* How far a framework's rules agree with what inspections published.  Every inspection
 * that gave the parts of a judgement and the judgement itself is judged as if only the
 * parts were known, and what the rules compute is laid beside the published grade.
 *
 * A case is compared where the rules come to one grade.  Where they leave several it is
 * left open, and counts neither for nor against them; that is what a rule that only
 * limits does.  A part that was not judged is unknown, never a grade.
 *
 * Files date one inspection differently, and what could not be merged by its day would
 * count twice.  No authority is inspected twice under one framework within half a year
 * (the shortest time between two in England was two years): of two such cases with the
 * same published grade the one of higher assurance counts.
 *
 * The published grade is never an input: a ruling's `computed` stands before the entered
 * grade.  Cases stand in the order in which areas are given, then by day; the texts of a
 * case view the evidence, which must live as long.
 * Cost: one run of the rules an inspection. */
#ifndef ASSAY_JUDGEMENT_BACKTEST_H
#define ASSAY_JUDGEMENT_BACKTEST_H

#include "judgement/judge.h"
#include "measures/limits.h"

enum backtest_standing {
    BACKTEST_AGREES,
    BACKTEST_DIFFERS,
    BACKTEST_OPEN,     /* the rules leave several grades */
    BACKTEST_REPEATS,  /* the same inspection again, under another date or name */
    BACKTEST_NO_GRADE, /* the inspection gave none, or the framework asks for none then */
    BACKTEST_NOT_RUN   /* it has no day, or another one of the same day stood before it */
};

struct backtest_case {
    const struct area *area;
    const struct inspection *inspection;
    const struct verdict *verdict; /* NULL where it was not run */
    const struct ruling *ruling;   /* of the judgement compared */
    enum backtest_standing standing;
    gradeset computed;
    unsigned published; /* position; of no meaning where there is no grade */
    date on;            /* its start, else its end, else its publication */
};

struct backtest {
    struct arena *arena;
    const struct plan *plan;
    const struct judgement *judgement;    /* what is compared */
    const struct judgement *const *parts; /* what its rules stand on, in file order */
    size_t part_count;
    struct backtest_case *cases;
    size_t count, capacity;
};

/* The judgement to compare: the one of that path; where the path is empty, the
 * framework's "overall", else its first that is both entered and computed.  NULL where
 * there is none such: then no inspection gives both the parts and the whole. */
const struct judgement *backtest_judgement(const struct plan *plan, struct str path);
struct backtest *backtest_new(struct arena *a, const struct plan *plan,
                              const struct judgement *judgement);
/* Judges every inspection of an area under the plan's framework. */
void backtest_area(struct backtest *b, const struct evidence *evidence,
                   const struct area *area);
/* True where some rule of the judgement is an inference: then it was drawn from
 * inspections such as these, and agreement with them is in sample. */
bool backtest_is_in_sample(const struct backtest *b);

/* ---- Counting */

enum backtest_by { BY_ASSURANCE, BY_PERIOD, BY_YEAR, BY_EVENT };
struct backtest_group {
    enum backtest_by by;
    struct str key; /* "report", "2018-01-01 to 2022-12-31", "2019", "short inspection" */
    size_t compared, agree, open;
};

/* How one limit (a cap) did alone: it says that no better grade is given where it holds.
 */
struct backtest_limit {
    const struct rule *rule;
    size_t held;     /* its condition was true */
    size_t equal;    /* of these, the published grade was the limit itself */
    size_t kept;     /* of these, it was the limit or worse */
    size_t not_held; /* its condition was false */
    size_t
        without; /* of these, the published grade was the limit or worse all the same */
};

struct backtest_tally {
    size_t compared, agree;
    size_t better, worse;     /* of those that differ: computed is better, is worse */
    size_t far;               /* of those that differ: by more than one grade */
    size_t open, open_within; /* left open; of these, the published is among the left */
    size_t repeats, no_grade, not_run;
    size_t matrix[SCALE_MAX][SCALE_MAX]; /* published, computed */
    unsigned most_common;                /* published grade of the cases compared */
    size_t most_common_count;
    /* Inspections whose parts have the same grades cannot be told apart by any rule: the
     * most that a rule of the parts alone could agree with, and how many patterns. */
    size_t ceiling, patterns;
    const struct backtest_group *groups; /* by kind, then in their own order */
    size_t group_count;
    const struct backtest_limit *limits;
    size_t limit_count;
};

struct backtest_tally *backtest_count(struct arena *a, const struct backtest *b);
/* The part of `agree` in `compared` with its 95% Wilson interval. */
struct limits backtest_interval(size_t agree, size_t compared);

/* ---- Two rules beside each other */

/* Over the inspections that both compare: McNemar's test, exact.  p is the two-sided
 * probability of so uneven a split of the inspections on which just one is right. */
struct backtest_pair {
    size_t compared, both, first_only, second_only, neither;
    double p;
};
struct backtest_pair backtest_compare(const struct backtest *first,
                                      const struct backtest *second);
double backtest_mcnemar(size_t first_only, size_t second_only);

/* ---- In another time */

/* Before the day, and from it on. */
struct backtest_half {
    size_t compared, agree;
};
void backtest_halves(const struct backtest *b, date split, struct backtest_half out[2]);
/* The 1 January that divides the compared inspections most evenly; DATE_NONE where all
 * are of one year. */
date backtest_middle(const struct backtest *b);

/* "report": no assurance given counts as one (vocabulary.h). */
struct str backtest_assurance(enum assurance assurance);
/* "2018-01-01 to 2022-12-31": the framework's periods, between the days on which its
 * judgements change. */
struct str backtest_period(struct arena *a, const struct plan *plan, date on);

#endif
