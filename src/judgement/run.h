/* One run of a plan over a profile, between the files of this room only.
 *
 *   judge.c       the run as a whole
 *   condition.c   what an expression comes to; grades.c: the leaves that speak of grades
 *   proposal.c    `propose`: lines and roll-ups (rollup.c)
 *   rule.c        lower, cap, withhold; and decisions that confirm or decline them
 *   decision.c    which recorded decision counts
 *   ruling.c      one judgement from start to end; settle.c: status and origin
 *   notice.c      remarks on evidence and decisions
 *   step.c        the derivation's steps as they are built */
#ifndef ASSAY_JUDGEMENT_RUN_H
#define ASSAY_JUDGEMENT_RUN_H

#include "judgement/judge.h"
#include "profile/say.h"

/* --- steps (step.c) --- */

struct steps {
    struct arena *arena;
    struct step *at;
    size_t count, capacity;
};

struct steps steps_new(struct arena *a);
void steps_add(struct steps *list, struct step step);
/* “Performs well” or “Performs adequately”. */
struct str step_grades(struct arena *a, const struct scale *scale, gradeset set);
/* "text. Basis: cite."; the basis as the framework grades it. */
struct str step_sentence(struct arena *a, struct str text, const struct basis *basis);

/* --- outcomes (condition.c) --- */

/* What an expression came to. */
struct outcome {
    truth truth;           /* of a condition */
    struct interval range; /* of a share, count or number */
    bool is_share, has_range;
    struct says ids;
    struct str brief;    /* "good-settings is 82.9%" */
    struct str text;     /* what it stands on, in a sentence without its full stop */
    struct says wanted;  /* empty where it is settled */
    size_t asked, known; /* facts: coverage is known of asked */
    struct steps steps;  /* the values put in */
};

struct let_state {
    bool done;
    struct outcome outcome;
};

/* A weight other than the plan's, for sensitivity. */
struct tweak {
    const struct judgement *block; /* NULL for none */
    unsigned weight;
};

struct run {
    struct arena *arena;
    const struct plan *plan;
    const struct judge_options *options;
    struct tweak tweak;
    struct profile *profile;
    const struct inspection *inspection; /* being run, or NULL */
    date dated;                          /* what `from` and `until` are tested on */
    struct let_state *lets;
    struct ruling *rulings;
    bool *by_decision; /* one a node: it rests on a grade that somebody entered */
    struct remarks *remarks;
};

struct outcome outcome_new(struct run *run);
struct outcome outcome_of(struct run *run, const struct expr *expr);
struct outcome outcome_of_let(struct run *run, const struct let *let);
/* The leaves that speak of grades (grades.c). */
struct outcome outcome_of_grades(struct run *run, const struct expr *expr);
struct outcome outcome_of_inspected(struct run *run, const struct expr *expr);
/* How much of what a block asks for is known (coverage.c). */
struct outcome outcome_of_coverage(struct run *run, const struct expr *expr);

/* --- one judgement (ruling.c) --- */

struct work {
    struct run *run;
    const struct judgement *node;
    struct ruling *ruling;
    gradeset set; /* still possible, as the rules go on */
    bool withheld;
    struct steps steps;
    struct says wanted;
    struct suggestion *suggested;
    size_t suggested_count;
};

void rule_judgement(struct run *run, const struct judgement *node);
/* Sets work->set to what is proposed. */
void propose(struct work *work);
void apply_rule(struct work *work, const struct rule *rule);
/* Decisions of kind limit, then the entered grade, then the assessor's. */
void apply_limits(struct work *work);
void enter_grade(struct work *work);
void decide_grade(struct work *work);
/* Status and origin of a finished ruling. */
void settle(struct work *work);
/* Keeps what would settle an open condition. */
void work_wants(struct work *work, const struct outcome *outcome);
/* A sentence with a decision's reason: "Confirmed by the assessor on 9 December 2009: …".
 */
struct str decision_text(struct arena *a, const char *what, const struct decision *d);

/* --- decisions (decision.c) --- */

/* The latest decision of a kind that carries a grade on a judgement; for confirm and
 * decline on one of its rules.  NULL where there is none. */
const struct decision *decision_latest(const struct run *run,
                                       const struct judgement *node,
                                       enum decision_kind kind);
const struct decision *decision_on_rule(const struct run *run,
                                        const struct judgement *node,
                                        const struct rule *rule);
/* Does a row that names a framework or family, of this day, speak of the framework run?
 */
bool is_this_framework(const struct run *run, struct str framework, date on);
/* Whether a decision is one of this framework's, on this judgement. */
bool decision_is_on(const struct run *run, const struct decision *decision,
                    const struct judgement *node);

/* --- remarks (notice.c) --- */

void notice(struct run *run, enum remark_kind kind, const struct row *row,
            struct str text);
void notice_dates(struct run *run);
void notice_words(struct run *run);
void notice_clashes(struct run *run);
void notice_disagreements(struct run *run);
void notice_decisions(struct run *run);

/* --- the run (judge.c) --- */

struct judge_case {
    const struct plan *plan;
    const struct evidence *evidence;
    const struct area *area;
    date at;
    const struct judge_options *options;
    struct tweak tweak;
};

struct verdict *judge_case(struct arena *a, const struct judge_case *of);

#endif
