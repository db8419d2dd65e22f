/* A framework file as written: the plan's own structs, filled as far as the words alone
 * tell, each beside the names that are still to be looked up.  The parser builds it, the
 * checker looks the names up and completes `out`; the plan then points into it.
 * Everything lives in the arena of the compilation.  An expression is NULL, and a thing
 * `broken`, where its words could not be read: the parser has complained, so nobody does
 * again. */
#ifndef ASSAY_FRAMEWORK_SYNTAX_H
#define ASSAY_FRAMEWORK_SYNTAX_H

#include "framework/plan.h"

enum { /* docs/framework-language.md, Limits */
       LIMIT_NESTING = 64,
       LIMIT_NODES = 2000,
       LIMIT_RULES = 2000, /* rules and proposals */
       LIMIT_EXPRESSIONS = 10 * 1000,
       LIMIT_LETS = 500,
       LIMIT_QUESTIONS = 500,
       LIMIT_LETTER = 500,
       LIMIT_SCALES = 32,
       LIMIT_SYNONYMS = 8, /* other words for one grade */
       LIMIT_LIST = 64     /* members, bands, words of a grade, outcomes, … */
};

/* A name or text as written, with its place; empty where there is none. */
struct name {
    struct str text;
    struct place place;
};

struct names {
    struct name *at;
    size_t count;
};

struct syntax_expr {
    struct expr out;
    struct syntax_expr *left, *right, **parts;
    size_t part_count;
    struct names names; /* judgements tested; of EXPR_LET its one name */
    bool of_parts;      /* the parts of the judgement where it stands */
    bool percent;       /* a literal with a percent sign */
    struct name grade, scale, outcome, inspection, path, previous, since;
};

struct syntax_line {
    struct name grade;
    struct syntax_expr *when;
    bool otherwise;
};

struct syntax_proposal {
    struct proposal out;
    struct syntax_line *lines;
    size_t line_count;
    struct names members;
    bool of_parts;
    struct name ties_as;
    bool given; /* by the checker, to a group without a rule */
    bool broken;
};

struct syntax_rule {
    struct rule out;
    struct name grade;
    struct syntax_expr *when;
};

struct syntax_node {
    struct judgement out;
    struct str scope; /* its key in the index of names */
    struct name scale;
    struct syntax_node *parent, **children;
    size_t child_count, child_capacity;
    struct syntax_proposal *proposals;
    size_t proposal_count, proposal_capacity;
    struct syntax_rule *rules;
    size_t rule_count, rule_capacity;
    struct names buckets;
    bool decides, broken;
    bool scale_lost; /* its scale, or that of a judgement around it, could not be read */
};

struct syntax_let {
    struct let out;
    struct syntax_expr *expr;
    bool used;
};

struct syntax_question {
    struct question out;
    struct syntax_expr *when;
};

struct syntax_scale {
    struct scale out;
    struct place place;
    struct place rung_places[SCALE_MAX];
    bool broken;
};

struct syntax_letter {
    struct letter_block out;
    struct names names;
    struct name scale;
    struct syntax_letter **children;
    size_t child_count, child_capacity;
};

struct syntax_phrases {
    struct phrases out;
    struct place place;
};

struct syntax {
    struct str file;
    struct name id, title, family;
    struct statute statute;
    struct place valid;
    date valid_from, valid_to;
    bool self_assessment, enquiry;
    struct place standing;
    struct names outcomes, follows;

    struct syntax_scale **scales;
    size_t scale_count, scale_capacity;
    struct syntax_phrases *phrases;
    size_t phrases_count, phrases_capacity;
    struct band *bands;
    struct place *band_places;
    size_t band_count;
    bool has_bands, bands_broken;
    struct basis bands_basis;
    struct syntax_let **lets;
    size_t let_count, let_capacity;
    struct syntax_node **nodes; /* all, in file order */
    size_t node_count, node_capacity;
    struct syntax_question *questions;
    size_t question_count, question_capacity;
    struct syntax_letter *letter; /* a section that holds the blocks; NULL for none */

    size_t expression_count, rule_count, letter_count;
    bool stopped; /* a limit was passed: reading ended there */
    /* A statement was lost with the name it gives; names unknown may be that one. */
    bool lost_let, lost_scale, lost_node, lost_outcomes;
};

#endif
