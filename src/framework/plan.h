/* A framework file, compiled: what the language says, as data.  The parser builds it, the
 * checker completes it (types, scales, references, order) and nothing changes it after.
 * It lives in the arena given to framework_compile.  docs/framework-language.md is the
 * language; every struct here carries the place of the words it stands for. */
#ifndef ASSAY_FRAMEWORK_PLAN_H
#define ASSAY_FRAMEWORK_PLAN_H

#include "evidence/query.h"
#include "evidence/regime.h"

struct place {
    uint32_t line, column; /* 1-based; column counts bytes */
};

enum basis_kind {
    BASIS_NONE, /* the checker warned */
    BASIS_STATUTE,
    BASIS_SOURCE,
    BASIS_LETTER,    /* observed in published letters */
    BASIS_INFERENCE, /* deduced here */
    BASIS_RECALL,    /* remembered, unverified */
    BASIS_LOCAL
};

struct basis {
    enum basis_kind kind;
    struct str cite;
    struct place place;
};

/* --- expressions and conditions ---------------------------------------------------- */

enum type { TYPE_NONE, TYPE_TRUTH, TYPE_SHARE, TYPE_COUNT, TYPE_NUMBER };

enum expr_kind {
    EXPR_LITERAL,           /* a share (65%), a count or a number */
    EXPR_LET,               /* the value of a let, of any type */
    EXPR_QUERY,             /* a question to the evidence */
    EXPR_COVERAGE_OF_BLOCK, /* a share: how much of what a block asks for is known */
    EXPR_COMPARE,           /* left op right */
    EXPR_AND,               /* parts */
    EXPR_OR,                /* parts */
    EXPR_NOT,               /* parts[0] */
    EXPR_AT_LEAST,          /* `need` of parts */
    EXPR_GRADES,            /* `need` of `judgements` pass the grade test */
    EXPR_GRADE,             /* judgements[0] of this framework passes the grade test */
    EXPR_INSPECTED, /* judgement `path` of the latest (or any) inspection passes it */
    EXPR_MEASURE    /* one measure stands as asked (query.measure, .standing, …) */
};

struct judgement;

struct expr {
    enum expr_kind kind;
    enum type type; /* set by the checker */
    struct place place;
    struct str text; /* the source text, as the derivation quotes it (spaces folded) */
    struct interval literal;
    const struct let *let;
    struct query query;
    enum comparison op;
    const struct expr *left, *right;
    const struct expr **parts;
    size_t part_count;
    unsigned need;
    const struct judgement *
        *judgements; /* EXPR_GRADE(S), EXPR_COVERAGE_OF_BLOCK (a block) */
    size_t judgement_count;
    const struct scale *scale; /* of the grade tested */
    unsigned position;
    enum grade_test test;
    struct str inspection; /* EXPR_INSPECTED: framework id or family */
    struct str path;       /* EXPR_INSPECTED: judgement path in that framework */
};

struct let {
    struct str id;
    struct place place;
    const struct expr *expr;
    size_t index; /* in plan->lets; a let uses only lets above it */
};

/* --- rules ------------------------------------------------------------------------- */

enum ties { TIES_WORSE, TIES_BETTER, TIES_AS };

enum rollup_kind {
    ROLLUP_MIDDLE,
    ROLLUP_WORST,
    ROLLUP_BEST,
    ROLLUP_AT_LEAST,
    ROLLUP_BLOCKS
};

/* How members' grades make one.  MIDDLE is the (weighted) median: where two middle grades
 * differ, `ties` picks the worse, the better, or the named judgement's grade clamped to
 * the two.  AT_LEAST is the best grade that at least `need` members reach. */
struct rollup {
    enum rollup_kind kind;
    const struct judgement **members; /* blocks for ROLLUP_BLOCKS, their weights apply */
    size_t member_count;
    enum ties ties;
    const struct judgement *ties_as;
    unsigned need;
};

struct propose_line {
    unsigned position;       /* of the judgement's scale */
    const struct expr *when; /* NULL for otherwise */
    struct place place;
};

struct proposal {
    bool guide; /* of a block: a guide alone never settles a grade */
    bool rolls_up;
    struct rollup rollup;             /* where rolls_up */
    const struct propose_line *lines; /* else */
    size_t line_count;
    date from, until;
    struct basis basis;
    struct place place;
};

enum rule_kind { RULE_LOWER, RULE_CAP, RULE_WITHHOLD };

struct rule {
    enum rule_kind kind;
    struct str id;
    unsigned by;       /* RULE_LOWER */
    unsigned position; /* RULE_CAP */
    const struct expr *when;
    struct str confirmed_by; /* the role, or empty */
    date from, until;        /* until is exclusive */
    struct basis basis;
    struct place place;
};

enum node_kind { NODE_JUDGEMENT, NODE_PART, NODE_GROUP, NODE_BLOCK };

/* A judgement, or a part, group or block of one. */
struct judgement {
    enum node_kind kind;
    struct str id, path, title; /* title: as given, else the id in words */
    struct place place;
    const struct scale
        *scale; /* inherited from the enclosing judgement where not named */
    date from, until;
    bool
        graded; /* has a grade of its own: entered, proposed, or a group others roll up */
    bool entered, information_only;
    unsigned weight; /* of a block; 1 where not given */
    const struct proposal *proposals;
    size_t proposal_count;
    const struct rule *rules;
    size_t rule_count;
    struct str decided_by; /* the role of `decide by`, or empty */
    bool with_reason;
    const struct str *buckets; /* recommendations … */
    size_t bucket_count;
    const struct judgement *parent; /* NULL at the top */
    struct judgement *const *children;
    size_t child_count;
    size_t index; /* in plan->judgements */
};

struct question {
    struct str id, text;
    const struct expr *when;
    struct basis basis;
    struct place place;
};

/* --- words and letter -------------------------------------------------------------- */

/* A phrase list other than the share bands: `words relation { well-above "well above" …
 * }` */
struct phrase {
    struct str key, text;
};
struct phrases {
    struct str id;
    const struct phrase *at;
    size_t count;
};

enum letter_kind {
    LETTER_PARAGRAPH,  /* text with slots: {area} {date} {title} {statute} {framework} */
    LETTER_SECTION,    /* text: the heading; children */
    LETTER_SCALE,      /* scale; text: lead-in */
    LETTER_RATING,     /* names[0]: a judgement; a one-row table; text: its heading */
    LETTER_GRADES,     /* names: judgements, or empty for all graded; text: heading */
    LETTER_HEADLINE,   /* names[0]: a judgement; the sentence that says its grade */
    LETTER_SETTINGS,   /* services and settings by type, in the order of a child's life */
    LETTER_INDICATORS, /* measures, relations by outcome; names: outcomes, or all */
    LETTER_OUTCOMES,   /* a section an outcome: grade, figures, relations, findings */
    LETTER_FINDINGS,   /* names: kinds; text: heading */
    LETTER_SIDE_BY_SIDE,    /* names: two kinds; a row an outcome; text: heading */
    LETTER_RECOMMENDATIONS, /* names[0]: a judgement with buckets; text: heading */
    LETTER_PROGRESS,        /* every earlier finding that is followed */
    LETTER_CONTEXT,         /* profile.csv facts */
    LETTER_RECORD,    /* names: judgements whose whole trees are listed; text: heading */
    LETTER_NARRATIVE, /* names[0]: a judgement; what was found under it and its parts */
    LETTER_STATUTE,   /* the statutory sentence, in the past tense where repealed */
    LETTER_QUESTIONS, /* names: questions, or empty for all; text: heading */
    LETTER_THEME      /* names: questions; what is known, how, what next; text: heading */
};

struct letter_block {
    enum letter_kind kind;
    struct str text;
    const struct str *names;
    const struct judgement **judgements; /* where names are judgements: resolved */
    size_t name_count;
    const struct scale *scale;
    const struct letter_block *children;
    size_t child_count;
    struct place place;
};

/* --- the whole --------------------------------------------------------------------- */

struct statute {
    struct str text;
    date repealed; /* DATE_NONE where in force */
};

struct plan {
    struct str file;        /* as the user named it */
    struct regime regime;   /* id, family, title, valid, judgements, rules, buckets */
    struct str text_sha256; /* of the file's bytes */
    struct statute statute;
    bool self_assessment; /* header `standing self-assessment` */
    bool enquiry;         /* header `standing enquiry`: questions, and nothing graded */
    const struct str *outcomes;
    size_t outcome_count;
    const struct scale *const *scales;
    size_t scale_count;
    struct bands bands; /* words share */
    struct basis bands_basis;
    const struct phrases *phrases;
    size_t phrases_count;
    struct let *const *lets;
    size_t let_count;
    struct judgement *const
        *judgements; /* all nodes in file order (parents before children) */
    size_t judgement_count;
    const struct judgement *const *order; /* the same, each after all that it refers to */
    const struct question *questions;
    size_t question_count;
    const struct letter_block *letter; /* NULL where the regime has none */
    size_t letter_count;
    struct str letter_title;
};

/* A judgement by its path, or by a last element that is unique; NULL where none. */
const struct judgement *plan_judgement(const struct plan *plan, struct str path);
const struct let *plan_let(const struct plan *plan, struct str id);
const struct scale *plan_scale(const struct plan *plan, struct str id);
/* The phrase of a list, or the empty view: plan_phrase(plan, STR("relation"), key). */
struct str plan_phrase(const struct plan *plan, struct str list, struct str key);
const char *basis_word(enum basis_kind kind); /* "source", …; "none" */
/* True where `on` lies from `from` up to, not including, `until`; open ends allow all. */
bool dates_hold(date from, date until, date on);

#endif
