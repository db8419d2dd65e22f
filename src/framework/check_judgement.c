/* What grades a judgement: its proposals, roll-ups and rules. */
#include <assert.h>

#include "framework/check.h"

static struct str quote(struct checker *c, struct str text)
{
    return complain_quote(c->report, text);
}

void check_dates(struct checker *c, date from, date until, struct place place)
{
    bool both = !date_is_none(from) && !date_is_none(until);
    if (both && date_compare(until, from) <= 0)
        complain_error(c->report, place, "“until” is not after “from”");
}

void check_basis(struct checker *c, const struct basis *basis, struct place place,
                 struct str what)
{
    if (basis->kind == BASIS_NONE)
        complain_warning(
            c->report, place,
            "%.*s has no basis; add: basis statute, source, letter, inference, "
            "recall or local, and \"why\"",
            STR_ARG(what));
}

/* --- roll-ups ---------------------------------------------------------------------- */

static bool may_be_part(struct checker *c, struct syntax_node *node)
{
    bool kind = node->out.kind == NODE_PART || node->out.kind == NODE_GROUP;
    return kind && !node->out.information_only && check_graded(c, node);
}

size_t check_parts(struct checker *c, struct syntax_node *node, struct syntax_node *like,
                   const struct judgement ***members)
{
    const struct judgement **parts =
        arena_make(c->arena, const struct judgement *, node->child_count);
    size_t count = 0;
    for (size_t i = 0; i < node->child_count; i++) {
        struct syntax_node *child = node->children[i];
        if (!may_be_part(c, child))
            continue;
        like = like ? like : child;
        if (check_same_scale(c, like, child, child->out.place))
            parts[count++] = &child->out;
    }
    *members = parts;
    return count;
}

/* The rule a group gets when another uses it and it states none: the published letters
 * that could be tested agree with the middle of the parts. */
static void give_rule(struct checker *c, struct syntax_node *node)
{
    struct syntax_proposal *rule = arena_make(c->arena, struct syntax_proposal, 1);
    rule->out.rolls_up = true;
    rule->out.from = rule->out.until = DATE_NONE;
    rule->out.place = node->out.place;
    rule->of_parts = rule->given = true;
    node->out.graded = true;
    node->proposals = rule;
    node->proposal_count = 1;
    rule->out.rollup.kind = ROLLUP_MIDDLE;
    rule->out.rollup.member_count = check_parts(c, node, node, &rule->out.rollup.members);
    struct str path = quote(c, node->out.path);
    complain_warning(
        c->report, node->out.place,
        "group %.*s is used but has no rule; it gets: propose middle of parts "
        "ties worse",
        STR_ARG(path));
}

bool check_graded(struct checker *c, struct syntax_node *node)
{
    if (!node->out.graded && node->out.kind == NODE_GROUP && node->child_count > 0)
        give_rule(c, node);
    return node->out.graded;
}

static void find_members(struct checker *c, struct syntax_proposal *proposal)
{
    struct rollup *rollup = &proposal->out.rollup;
    struct names names = proposal->members;
    rollup->members = arena_make(c->arena, const struct judgement *, names.count);
    for (size_t i = 0; i < names.count; i++) {
        struct syntax_node *node = check_node(c, names.at[i]);
        if (!node)
            continue;
        bool twice = false;
        for (size_t k = 0; k < rollup->member_count; k++)
            twice |= rollup->members[k] == &node->out;
        if (twice)
            complain_error(c->report, names.at[i].place,
                           "this judgement is listed twice");
        else if (check_may_use(c, node, names.at[i].place) &&
                 check_same_scale(c, c->node, node, names.at[i].place))
            rollup->members[rollup->member_count++] = &node->out;
    }
}

static void find_blocks(struct checker *c, struct syntax_proposal *proposal)
{
    struct rollup *rollup = &proposal->out.rollup;
    struct syntax_node *node = c->node;
    rollup->members = arena_make(c->arena, const struct judgement *, node->child_count);
    for (size_t i = 0; i < node->child_count; i++) {
        struct syntax_node *child = node->children[i];
        if (child->out.kind != NODE_BLOCK)
            continue;
        if (check_may_use(c, child, child->out.place) &&
            check_same_scale(c, node, child, child->out.place))
            rollup->members[rollup->member_count++] = &child->out;
    }
    if (rollup->member_count == 0 && !node->broken)
        complain_error(c->report, proposal->out.place,
                       "“by blocks” stands in a judgement without blocks");
}

static void check_ties(struct checker *c, struct syntax_proposal *proposal)
{
    struct rollup *rollup = &proposal->out.rollup;
    if (rollup->ties != TIES_AS)
        return;
    struct syntax_node *node = check_node(c, proposal->ties_as);
    struct place place = proposal->ties_as.place;
    if (node && check_may_use(c, node, place) &&
        check_same_scale(c, c->node, node, place))
        rollup->ties_as = &node->out;
}

static void check_rollup(struct checker *c, struct syntax_proposal *proposal)
{
    struct rollup *rollup = &proposal->out.rollup;
    struct place place = proposal->out.place;
    if (rollup->kind == ROLLUP_BLOCKS) {
        find_blocks(c, proposal);
    } else if (proposal->of_parts) {
        rollup->member_count = check_parts(c, c->node, c->node, &rollup->members);
        if (rollup->member_count == 0 && !c->node->broken)
            complain_error(c->report, place, "this judgement has no parts with a grade");
    } else {
        find_members(c, proposal);
    }
    size_t named = proposal->of_parts ? rollup->member_count : proposal->members.count;
    if (rollup->kind == ROLLUP_AT_LEAST && rollup->need > named && named > 0)
        complain_error(c->report, place, "at least %u of %zu cannot be", rollup->need,
                       named);
    check_ties(c, proposal);
}

/* --- lines ------------------------------------------------------------------------- */

/* The let and the threshold of `let >= 65%`. */
static bool threshold_of(const struct propose_line *line, const struct let **let,
                         struct ratio *at)
{
    const struct expr *e = line->when;
    if (!e || e->kind != EXPR_COMPARE || (e->op != COMPARE_GE && e->op != COMPARE_GT) ||
        e->left->kind != EXPR_LET || e->right->kind != EXPR_LITERAL ||
        e->left->type != e->right->type)
        return false;
    *let = e->left->let;
    *at = e->right->literal.low;
    return *let != NULL;
}

/* The line before took every share from its threshold up, so a threshold that is not
 * lower is never reached. */
static void check_reached(struct checker *c, const struct propose_line *lines, size_t at)
{
    const struct let *let = NULL, *earlier = NULL;
    struct ratio threshold, above;
    if (!threshold_of(&lines[at], &let, &threshold))
        return;
    for (size_t i = 0; i < at; i++)
        if (threshold_of(&lines[i], &earlier, &above) && earlier == let &&
            ratio_compare(threshold, above) >= 0 && lines[i].when->op == COMPARE_GE) {
            complain_warning(c->report, lines[at].place,
                             "this line is never reached: line %u takes all of it",
                             (unsigned)lines[i].place.line);
            return;
        }
}

static void check_line(struct checker *c, struct syntax_proposal *proposal,
                       struct propose_line *lines, size_t at)
{
    struct syntax_line *line = &proposal->lines[at];
    lines[at].place = line->grade.place;
    lines[at].when = check_condition(c, line->when);
    bool known = check_grade(c, c->node->out.scale, line->grade, &lines[at].position);
    for (size_t i = 0; i < at; i++) {
        if (known && lines[i].position == lines[at].position &&
            proposal->lines[i].grade.text.len)
            complain_error(c->report, line->grade.place,
                           "this grade has a line already, line %u",
                           (unsigned)lines[i].place.line);
        if (proposal->lines[i].otherwise && i + 1 == at)
            complain_error(c->report, line->grade.place,
                           "no line may follow “otherwise”; it stands last");
    }
    if (!known)
        lines[at].position = SCALE_MAX; /* equals no other; the plan is not given out */
    check_reached(c, lines, at);
}

static void check_lines(struct checker *c, struct syntax_proposal *proposal)
{
    size_t count = proposal->line_count;
    struct propose_line *lines = arena_make(c->arena, struct propose_line, count);
    bool otherwise = false;
    for (size_t i = 0; i < count; i++) {
        check_line(c, proposal, lines, i);
        otherwise |= proposal->lines[i].otherwise;
    }
    proposal->out.lines = lines;
    proposal->out.line_count = count;
    if (proposal->broken)
        return;
    if (count == 0)
        complain_error(c->report, proposal->out.place, "this proposal has no lines");
    else if (!otherwise)
        complain_warning(
            c->report, proposal->out.place,
            "no line says “otherwise”; where none holds any grade is possible");
}

/* --- proposals and rules ----------------------------------------------------------- */

static bool overlap(const struct proposal *a, const struct proposal *b)
{
    bool a_first = !date_is_none(a->until) && !date_is_none(b->from) &&
                   date_compare(a->until, b->from) <= 0;
    bool b_first = !date_is_none(b->until) && !date_is_none(a->from) &&
                   date_compare(b->until, a->from) <= 0;
    return !a_first && !b_first;
}

static void check_proposal(struct checker *c, struct syntax_proposal *proposal)
{
    struct place place = proposal->out.place;
    if (proposal->out.guide && c->node->out.kind != NODE_BLOCK)
        complain_error(c->report, place, "only a block's proposal may be a guide");
    check_dates(c, proposal->out.from, proposal->out.until, place);
    if (!proposal->out.rolls_up)
        check_lines(c, proposal);
    if (proposal->broken || proposal->given)
        return;
    if (proposal->out.rolls_up)
        check_rollup(c, proposal);
    check_basis(c, &proposal->out.basis, place, STR("this proposal"));
}

/* Which of two proposals makes the grade would be anybody's guess. */
static void check_overlap(struct checker *c, const struct proposal *proposals, size_t at)
{
    for (size_t k = 0; k < at && !c->node->broken && !complain_full(c->report); k++)
        if (overlap(&proposals[k], &proposals[at])) {
            complain_error(c->report, proposals[at].place,
                           "two proposals hold at once; the other is on line %u",
                           (unsigned)proposals[k].place.line);
            return;
        }
}

static void check_proposals(struct checker *c, struct syntax_node *node)
{
    struct proposal *out = arena_make(c->arena, struct proposal, node->proposal_count);
    for (size_t i = 0; i < node->proposal_count; i++) {
        check_proposal(c, &node->proposals[i]);
        out[i] = node->proposals[i].out;
        check_overlap(c, out, i);
    }
    node->out.proposals = out;
    node->out.proposal_count = node->proposal_count;
}

static void check_rule(struct checker *c, struct syntax_rule *rule)
{
    struct place place = rule->out.place;
    rule->out.when = check_condition(c, rule->when);
    check_dates(c, rule->out.from, rule->out.until, place);
    if (rule->out.kind == RULE_CAP)
        check_grade(c, c->node->out.scale, rule->grade, &rule->out.position);
    if (!rule->when)
        return;
    struct str id = quote(c, rule->out.id);
    check_basis(c, &rule->out.basis, place,
                complain_text(c->report, "rule %.*s", STR_ARG(id)));
}

static void check_rules(struct checker *c, struct syntax_node *node)
{
    struct rule *out = arena_make(c->arena, struct rule, node->rule_count);
    for (size_t i = 0; i < node->rule_count; i++) {
        check_rule(c, &node->rules[i]);
        out[i] = node->rules[i].out;
    }
    node->out.rules = out;
    node->out.rule_count = node->rule_count;
    if (node->rule_count > 0 && !node->out.graded && !node->broken)
        complain_error(c->report, node->rules[0].out.place,
                       "nothing grades this judgement; add “entered” or “propose”");
}

static void check_buckets(struct checker *c, struct syntax_node *node)
{
    struct str *buckets = arena_make(c->arena, struct str, node->buckets.count);
    for (size_t i = 0; i < node->buckets.count; i++) {
        buckets[i] = node->buckets.at[i].text;
        for (size_t k = 0; k < i; k++)
            if (str_equal_fold(buckets[i], buckets[k]))
                complain_error(c->report, node->buckets.at[i].place,
                               "this deadline is listed twice");
    }
    node->out.buckets = buckets;
    node->out.bucket_count = node->buckets.count;
}

static void check_children(struct checker *c, struct syntax_node *node)
{
    struct judgement **children =
        arena_make(c->arena, struct judgement *, node->child_count);
    for (size_t i = 0; i < node->child_count; i++)
        children[i] = &node->children[i]->out;
    node->out.children = children;
    node->out.child_count = node->child_count;
}

/* Said once for a whole judgement, whose parts all want for the same two words. */
static void complain_no_scale(struct checker *c, struct syntax_node *node)
{
    struct syntax_node *top = node;
    while (top->parent)
        top = top->parent;
    if (!top->scale_lost) {
        struct str path = quote(c, node->out.path), above = quote(c, top->out.path);
        complain_error(
            c->report, node->out.place,
            "%.*s has grades but no scale; write: on SCALE after the name of %.*s",
            STR_ARG(path), STR_ARG(above));
    }
    top->scale_lost = true;
}

void check_judgement(struct checker *c, struct syntax_node *node)
{
    c->node = node;
    check_dates(c, node->out.from, node->out.until, node->out.place);
    if (node->out.graded && !node->out.scale && !node->scale_lost)
        complain_no_scale(c, node);
    if (node->out.kind == NODE_BLOCK && !node->parent)
        complain_error(c->report, node->out.place, "a block stands in a judgement");
    check_children(c, node);
    check_buckets(c, node);
    check_proposals(c, node);
    check_rules(c, node);
    c->node = NULL;
}
