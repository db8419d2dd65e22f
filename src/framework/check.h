/* From syntax to plan: looks up every name, gives every expression its type and every
 * grade its scale, orders the judgements, and says what is wrong.  Two passes over all
 * files of a compilation: check_declare makes a file's names known, check_finish uses
 * them, so that files may refer to each other in any order.  Linear in the syntax but for
 * sorting and suggestions, which are bounded (complain.h).
 *
 * Private to check*.c and compile.c. */
#ifndef ASSAY_FRAMEWORK_CHECK_H
#define ASSAY_FRAMEWORK_CHECK_H

#include "evidence/index.h"
#include "framework/complain.h"
#include "framework/syntax.h"

/* All a compilation knows: the files compiled together, and the regimes known before. */
struct world {
    struct checker *files;
    size_t file_count;
    const struct registry *known;
    struct choices families; /* ids and families, for suggestions */
};

struct checker {
    struct arena *arena;
    struct reporter *report;
    struct syntax *in;
    struct plan *plan;
    const struct world *world;
    struct index lets, scales, rules;
    struct index nodes; /* an element, in the scope of its parent */
    struct index lasts; /* a last element; SIZE_MAX where several have it */
    struct index
        unknown; /* names complained about; each is one mistake however often used */
    struct choices let_ids, node_ids, node_paths,
        scale_ids;            /* made when first asked for */
    size_t lets_above;        /* how many lets may be used here */
    struct syntax_node *node; /* the judgement whose rules are being checked, or NULL */
};

/* Names, scales and judgements of the file, and what two of a name have wrong. */
void check_declare(struct checker *c);
/* Everything else.  The plan is complete where the file has no errors. */
void check_finish(struct checker *c);

/* --- one file each ----------------------------------------------------------------- */

/* True the first time an unknown name is met in its kind ("let", "scale", …). */
bool check_first_time(struct checker *c, struct str kind, struct str name);
/* A judgement as seen from c->node: its parts, its siblings, upwards, the top level, a
 * last element that is unique.  NULL after a complaint. */
struct syntax_node *check_node(struct checker *c, struct name name);
/* The same from the top and with no complaint. */
struct syntax_node *check_node_quietly(const struct checker *c, struct str path);
struct syntax_let *check_let(struct checker *c, struct name name);
const struct scale *check_scale(struct checker *c, struct name name);
/* The position of a grade; false after a complaint, or where the scale is broken. */
bool check_grade(struct checker *c, const struct scale *scale, struct name grade,
                 unsigned *position);
void check_outcome(struct checker *c, struct name outcome);
/* An inspection's framework: an error where a known one is near, else a warning. */
void check_inspection(struct checker *c, struct name name);
/* True where a grade may be asked of the judgement here; else it has complained. */
bool check_may_use(struct checker *c, struct syntax_node *node, struct place place);
bool check_same_scale(struct checker *c, const struct syntax_node *node,
                      const struct syntax_node *other, struct place place);
/* A group without rules is rolled up by the middle of its parts where another uses it. */
bool check_graded(struct checker *c, struct syntax_node *node);
/* The parts of a node that have a grade, all on the scale of `like` (NULL: of the first).
 */
size_t check_parts(struct checker *c, struct syntax_node *node, struct syntax_node *like,
                   const struct judgement ***members);

/* Completes an expression; its type, TYPE_NONE where that is not known. */
enum type check_expr(struct checker *c, struct syntax_expr *e);
/* The same where a condition is asked for; NULL gives NULL. */
const struct expr *check_condition(struct checker *c, struct syntax_expr *e);
enum type check_query(struct checker *c, struct syntax_expr *e);
void check_inspected(struct checker *c, struct syntax_expr *e);

void check_dates(struct checker *c, date from, date until, struct place place);
void check_basis(struct checker *c, const struct basis *basis, struct place place,
                 struct str what);
void check_judgement(struct checker *c, struct syntax_node *node);
void check_order(struct checker *c);
void check_letter(struct checker *c);

#endif
