/* What judging yields: for every judgement of a framework the set of grades still
 * possible, the grade where there is one, and the derivation: every step with its
 * condition, the values put in, truth, evidence, basis, and the set before and after.
 * Verdicts live in the arena given to judge(); texts may view plan and evidence. */
#ifndef ASSAY_JUDGEMENT_VERDICT_H
#define ASSAY_JUDGEMENT_VERDICT_H

#include "framework/plan.h"
#include "profile/answer.h"

/* The first that holds. */
enum verdict_status {
    VERDICT_WITHHELD,
    VERDICT_DECIDED,
    VERDICT_PROPOSED, /* computed is one grade and a decision is awaited */
    VERDICT_UNKNOWN,  /* every grade possible */
    VERDICT_RANGE
};

/* Against published.csv where there is a row. */
enum verdict_origin {
    ORIGIN_REPRODUCED, /* computed, from no entered proposal or grade, equal to the
                          published */
    ORIGIN_ENTERED,    /* rests on an entered grade, proposal or decision */
    ORIGIN_COMPUTED,   /* computed; nothing published to compare with */
    ORIGIN_DISAGREES,
    ORIGIN_UNDETERMINED /* not one grade */
};

enum step_kind {
    STEP_LET,     /* the value of a let */
    STEP_PROPOSE, /* the proposal as a whole; its lines or members are children */
    STEP_LINE,    /* one line of a proposal */
    STEP_MEMBER,  /* one member of a roll-up */
    STEP_RULE,    /* lower, cap */
    STEP_WITHHOLD,
    STEP_DECISION, /* a recorded decision: propose, confirm, decline, limit, grade, … */
    STEP_ENTERED,  /* the grade an inspection entered */
    STEP_CHECK,    /* an entered grade beside what the rules compute */
    STEP_CONDITION /* a part of a condition, or the value of a query */
};

struct step {
    enum step_kind kind;
    struct str
        rule; /* the rule's name; "propose", "decide", "entered", "check", a let's id … */
    struct place
        place; /* in the framework file; line 0 for decisions of kind limit etc. */
    truth truth;
    const struct scale *scale; /* of the sets; NULL where the step moves no grade */
    gradeset before, after;
    struct basis basis;
    const struct str *ids;
    size_t id_count;
    struct str text; /* plain English, one sentence */
    struct str
        wanted;     /* the evidence that would settle it, where unknown; may be empty */
    bool has_range; /* of a let or query: its interval */
    bool is_share;
    struct interval range;
    const struct step *steps;
    size_t step_count;
};

/* A rule confirmed by an assessor, on which no decision is recorded. */
struct suggestion {
    const struct rule *rule;
    truth truth; /* true or unknown */
    gradeset gives;
};

struct ruling {
    const struct judgement *judgement;
    bool applies; /* false outside its dates: left out of roll-ups and of the output */
    enum verdict_status status;
    enum verdict_origin origin;
    bool
        published_grade; /* standing `published`: the inspectorate's own grade, entered */
    gradeset proposed, computed,
        possible;                    /* possible: the result; one bit where decided */
    const struct decision *decision; /* of kind grade or moderate, where one decided */
    const struct judged *entered;
    bool entered_proposal; /* a decision of kind propose stood in for the rules */
    const struct published *published;
    const struct suggestion *suggested;
    size_t suggested_count;
    const struct step *steps;
    size_t step_count;
    const struct str *wanted; /* what would settle it, each once */
    size_t wanted_count;
};

struct question_ruling {
    const struct question *question;
    truth truth;
    struct step step;
    struct str found; /* what the evidence says to it: a sentence without its stop */
};

enum standing {
    STANDING_PUBLISHED,
    STANDING_RECONSTRUCTION,
    STANDING_SELF_ASSESSMENT,
    STANDING_WHAT_IF,
    STANDING_ENQUIRY /* questions; nothing is graded */
};

struct verdict {
    const struct plan *plan;
    const struct profile *profile;
    const struct inspection *run; /* the inspection being run, or NULL */
    date at;
    enum standing standing;
    struct ruling *rulings; /* one a node, index as in the plan */
    size_t ruling_count;
    struct step *lets; /* one a let, index as in the plan */
    size_t let_count;
    struct question_ruling *questions;
    size_t question_count;
    struct remarks remarks; /* words without a band, checks that differ, notes on dates */
};

/* "withheld" … and "reproduced" …, as JSON and text name them. */
const char *verdict_status_word(enum verdict_status s);
const char *verdict_origin_word(enum verdict_origin o);
const char *verdict_standing_word(enum standing s);
const char *step_kind_word(enum step_kind k);

#endif
