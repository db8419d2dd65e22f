/* What grades a judgement: proposals, and the rules after them. */
#include "framework/parse.h"

/* --- lines ------------------------------------------------------------------------- */

static void read_line(struct parser *p, struct syntax_line *line)
{
    static const struct str words[] = {{"when", 4}, {"otherwise", 9}};
    line->grade = parse_string(p, "a grade in quotes, or }");
    if (p->quiet)
        return;
    int which = parse_choose(p, KEYWORDS(words));
    if (which < 0)
        parse_expected(p, "“when” or “otherwise” after the grade");
    else if (which == 0)
        line->when = parse_condition(p);
    line->otherwise = which == 1;
    if (!parse_whole(p, "and, or, or the next line"))
        line->when = NULL;
}

/* A brace was forgotten where a statement of the judgement follows the lines. */
static bool at_outer_statement(struct parser *p, struct place opened)
{
    if (!parse_at(p, TOKEN_WORD))
        return false;
    bool outer = parse_at_word(p, STR("basis"));
    for (size_t i = 0; i < parse_body_keywords.count; i++)
        outer |= parse_at_word(p, parse_body_keywords.at[i]);
    if (outer)
        complain_error(p->report, p->tok.place,
                       "missing } for the propose opened on line %u",
                       (unsigned)opened.line);
    return outer;
}

static void parse_lines(struct parser *p, struct syntax_proposal *proposal)
{
    struct place opened = p->tok.place;
    parse_open(p, "{ before the lines");
    struct keywords statements = p->statements;
    p->statements = (struct keywords){NULL, 0};
    struct syntax_line *lines = arena_make(p->arena, struct syntax_line, SCALE_MAX + 1);
    proposal->lines = lines;
    while (!(p->quiet = p->out->stopped) && parse_more(p, "propose", opened)) {
        if (at_outer_statement(p, opened)) {
            proposal->broken = true;
            break;
        }
        parse_begin_statement(p);
        if (proposal->line_count == SCALE_MAX + 1) {
            complain_error(p->report, p->tok.place, "a proposal has at most 16 lines");
            parse_skip_block(p);
            continue;
        }
        struct syntax_line line = {0};
        read_line(p, &line);
        if (p->quiet)
            proposal->broken = true;
        if (line.grade.text.len > 0)
            lines[proposal->line_count++] = line;
        parse_end_statement(p);
    }
    p->statements = statements;
}

/* --- roll-ups ---------------------------------------------------------------------- */

static void read_ties(struct parser *p, struct syntax_proposal *proposal)
{
    static const struct str words[] = {{"worse", 5}, {"better", 6}, {"as", 2}};
    struct rollup *rollup = &proposal->out.rollup;
    rollup->ties = TIES_WORSE;
    if (!parse_take_word(p, STR("ties")))
        return;
    int which = parse_choose(p, KEYWORDS(words));
    if (which < 0) {
        parse_expected(p, "worse, better, or “as” and a judgement");
        return;
    }
    rollup->ties = (enum ties)which;
    if (rollup->ties == TIES_AS)
        proposal->ties_as = parse_name(p, "the name of a judgement");
}

static void parse_rollup(struct parser *p, struct syntax_proposal *proposal)
{
    static const struct str words[] = {
        {"middle", 6}, {"worst", 5}, {"best", 4}, {"at", 2}, {"by", 2}};
    struct rollup *rollup = &proposal->out.rollup;
    proposal->out.rolls_up = true;
    int which = parse_choose(p, KEYWORDS(words));
    if (which < 0) {
        parse_expected(p, "{ and lines, middle of, worst of, best of, at least N of, or "
                          "by blocks");
        return;
    }
    rollup->kind = (enum rollup_kind)which;
    if (rollup->kind == ROLLUP_AT_LEAST) {
        parse_need_word(p, STR("least"), "after “at”");
        parse_integer(p, "how many", &rollup->need);
    }
    if (rollup->kind == ROLLUP_BLOCKS) {
        parse_need_word(p, STR("blocks"), "after “by”");
    } else {
        parse_need_word(p, STR("of"), "and the judgements");
        parse_members(p, &proposal->members, &proposal->of_parts);
    }
    if (rollup->kind == ROLLUP_MIDDLE || rollup->kind == ROLLUP_BLOCKS)
        read_ties(p, proposal);
}

static bool count_rule(struct parser *p)
{
    if (p->out->rule_count++ == LIMIT_RULES)
        parse_stop(p, "more than 2,000 rules");
    return !p->out->stopped;
}

void parse_proposal(struct parser *p)
{
    if (!count_rule(p))
        return;
    struct syntax_proposal proposal = {.out.from = DATE_NONE, .out.until = DATE_NONE};
    proposal.out.place = p->tok.place;
    struct syntax_node *node = p->node;
    if (parse_take_word(p, STR("as"))) {
        parse_need_word(p, STR("guide"), "after “as”");
        proposal.out.guide = true;
    }
    if (parse_at(p, TOKEN_OPEN) || parse_at(p, TOKEN_STRING))
        parse_lines(p, &proposal);
    else
        parse_rollup(p, &proposal);
    if (!p->quiet) {
        parse_dates(p, &proposal.out.from, &proposal.out.until);
        if (parse_take_word(p, STR("basis")))
            parse_basis(p, &proposal.out.basis);
    }
    proposal.broken |= p->quiet;
    if (node->proposal_count == node->proposal_capacity)
        node->proposals = arena_grow(p->arena, struct syntax_proposal, node->proposals,
                                     node->proposal_count, &node->proposal_capacity);
    node->proposals[node->proposal_count++] = proposal;
}

/* --- rules ------------------------------------------------------------------------- */

static void read_mods(struct parser *p, struct rule *rule)
{
    static const struct str words[] = {
        {"confirmed", 9}, {"from", 4}, {"until", 5}, {"basis", 5}};
    while (!p->quiet) {
        switch (parse_trailing(p, KEYWORDS(words))) {
        case 0:
            parse_need_word(p, STR("by"), "and a role");
            rule->confirmed_by = parse_name(p, "a role").text;
            break;
        case 1:
            parse_date(p, "a date (YYYY-MM-DD)", &rule->from);
            break;
        case 2:
            parse_date(p, "a date (YYYY-MM-DD)", &rule->until);
            break;
        case 3:
            parse_basis(p, &rule->basis);
            break;
        default:
            return;
        }
    }
}

static void read_effect(struct parser *p, struct syntax_rule *rule)
{
    if (rule->out.kind == RULE_LOWER) {
        parse_need_word(p, STR("by"), "and a number of grades");
        parse_integer(p, "a number of grades, from 1", &rule->out.by);
    } else if (rule->out.kind == RULE_CAP) {
        parse_need_word(p, STR("at"), "and a grade in quotes");
        rule->grade = parse_string(p, "a grade in quotes");
    }
}

void parse_rule(struct parser *p, enum rule_kind kind)
{
    if (!count_rule(p))
        return;
    struct syntax_rule rule = {.out.kind = kind};
    rule.out.from = rule.out.until = DATE_NONE;
    struct syntax_node *node = p->node;
    struct name id = parse_declared(p, "a name for the rule");
    rule.out.id = id.text;
    rule.out.place = id.place;
    if (id.text.len > 0)
        read_effect(p, &rule);
    if (!p->quiet) {
        parse_dates(p, &rule.out.from, &rule.out.until);
        parse_need_word(p, STR("when"), "and a condition");
        rule.when = parse_condition(p);
        read_mods(p, &rule.out);
        if (!parse_whole(p, "and, or, confirmed by, from, until, basis or the next rule"))
            rule.when = NULL;
    }
    if (node->rule_count == node->rule_capacity)
        node->rules = arena_grow(p->arena, struct syntax_rule, node->rules,
                                 node->rule_count, &node->rule_capacity);
    node->rules[node->rule_count++] = rule;
}
