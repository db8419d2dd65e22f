/* Judgements, their parts, groups and blocks. */
#include <assert.h>

#include "framework/parse.h"

static const struct str body_words[] = {
    {"entered", 7}, {"information", 11}, {"propose", 7}, {"lower", 5},
    {"cap", 3},     {"withhold", 8},     {"decide", 6},  {"recommendations", 15},
    {"part", 4},    {"group", 5},        {"block", 5},
};
const struct keywords parse_body_keywords = {body_words, 11};

enum body {
    BODY_ENTERED,
    BODY_INFORMATION,
    BODY_PROPOSE,
    BODY_LOWER,
    BODY_CAP,
    BODY_WITHHOLD,
    BODY_DECIDE,
    BODY_RECOMMENDATIONS,
    BODY_PART,
    BODY_GROUP,
    BODY_BLOCK
};

static const char *const kind_words[] = {"judgement", "part", "group", "block"};

/* --- small statements -------------------------------------------------------------- */

static void read_information(struct parser *p)
{
    parse_need_word(p, STR("only"), "after “information”");
    p->node->out.information_only = true;
}

static void read_decide(struct parser *p, struct place place)
{
    struct judgement *out = &p->node->out;
    if (p->node->decides)
        complain_error(p->report, place, "“decide” stands here a second time");
    p->node->decides = true;
    parse_need_word(p, STR("by"), "and a role");
    struct name role = parse_name(p, "a role");
    out->decided_by = role.text.len > 0 ? role.text : STR("assessor");
    if (parse_take_word(p, STR("with"))) {
        parse_need_word(p, STR("reason"), "after “with”");
        out->with_reason = true;
    }
}

static void read_recommendations(struct parser *p)
{
    do {
        struct name bucket =
            parse_at(p, TOKEN_STRING) ? parse_string(p, "") : parse_name(p, "a deadline");
        if (p->quiet)
            return;
        parse_append(p, &p->node->buckets, bucket);
    } while (parse_take(p, TOKEN_COMMA));
}

/* --- the body ---------------------------------------------------------------------- */

static void parse_node(struct parser *p, enum node_kind kind);

static void read_statement(struct parser *p, enum body which, struct place place)
{
    switch (which) {
    case BODY_ENTERED:
        if (p->node->out.entered)
            complain_error(p->report, place, "“entered” stands here a second time");
        p->node->out.entered = true;
        break;
    case BODY_INFORMATION:
        read_information(p);
        break;
    case BODY_PROPOSE:
        parse_proposal(p);
        break;
    case BODY_LOWER:
    case BODY_CAP:
    case BODY_WITHHOLD:
        parse_rule(p, (enum rule_kind)(which - BODY_LOWER));
        break;
    case BODY_DECIDE:
        read_decide(p, place);
        break;
    case BODY_RECOMMENDATIONS:
        read_recommendations(p);
        break;
    default:
        parse_node(p, (enum node_kind)(which - BODY_PART + NODE_PART));
    }
}

static void body_statement(struct parser *p)
{
    struct place place = p->tok.place;
    int which = parse_choose(p, parse_body_keywords);
    if (which < 0) {
        parse_expected(p,
                       "entered, propose, lower, cap, withhold, decide, recommendations, "
                       "part, group, block or }");
        p->node->broken = true;
        p->out->lost_node = true;
        return;
    }
    read_statement(p, (enum body)which, place);
}

static void parse_body(struct parser *p, struct syntax_node *node, struct place opened)
{
    struct syntax_node *outer = p->node;
    struct keywords statements = p->statements;
    p->node = node;
    p->statements = parse_body_keywords;
    while (parse_more(p, kind_words[node->out.kind], opened)) {
        parse_begin_statement(p);
        body_statement(p);
        node->broken |= p->quiet;
        parse_end_statement(p);
    }
    p->node = outer;
    p->statements = statements;
}

/* --- the head ---------------------------------------------------------------------- */

/* "children-feel-safe" gives "Children feel safe". */
static struct str title_of(struct arena *a, struct str id)
{
    char *to = arena_alloc(a, id.len + 1);
    for (size_t i = 0; i < id.len; i++)
        to[i] = id.at[i] == '-' ? ' ' : id.at[i];
    if (id.len > 0 && to[0] >= 'a' && to[0] <= 'z')
        to[0] = (char)(to[0] - 'a' + 'A');
    return (struct str){to, id.len};
}

static void keep_child(struct parser *p, struct syntax_node *parent,
                       struct syntax_node *node)
{
    if (parent->child_count == parent->child_capacity)
        parent->children = arena_grow(p->arena, struct syntax_node *, parent->children,
                                      parent->child_count, &parent->child_capacity);
    parent->children[parent->child_count++] = node;
}

static struct syntax_node *keep_node(struct parser *p, enum node_kind kind,
                                     struct name id)
{
    struct syntax *out = p->out;
    struct syntax_node *node = arena_make(p->arena, struct syntax_node, 1);
    node->out.kind = kind;
    node->out.id = id.text;
    node->out.place = id.place;
    node->out.from = node->out.until = DATE_NONE;
    node->out.weight = 1;
    node->out.index = out->node_count;
    node->parent = p->node;
    node->out.parent = p->node ? &p->node->out : NULL;
    node->out.path = id.text;
    if (p->node) {
        node->out.path = arena_format(p->arena, "%.*s/%.*s", STR_ARG(p->node->out.path),
                                      STR_ARG(id.text));
        keep_child(p, p->node, node);
    }
    if (out->node_count == out->node_capacity)
        out->nodes = arena_grow(p->arena, struct syntax_node *, out->nodes,
                                out->node_count, &out->node_capacity);
    out->nodes[out->node_count++] = node;
    return node;
}

static void read_weight(struct parser *p, struct syntax_node *node, struct place place)
{
    if (node->out.kind != NODE_BLOCK && !p->quiet)
        complain_error(p->report, place, "only a block has a weight");
    parse_integer(p, "a weight from 1", &node->out.weight);
}

/* on SCALE, from and until, weight, information only: in any order. */
static void read_head(struct parser *p, struct syntax_node *node)
{
    static const struct str words[] = {
        {"on", 2}, {"from", 4}, {"until", 5}, {"information", 11}, {"weight", 6}};
    for (;;) {
        struct place place = p->tok.place;
        int which = p->quiet ? -1 : parse_trailing(p, KEYWORDS(words));
        switch (which) {
        case 0:
            node->scale = parse_name(p, "the name of a scale");
            break;
        case 1:
            parse_date(p, "a date (YYYY-MM-DD)", &node->out.from);
            break;
        case 2:
            parse_date(p, "a date (YYYY-MM-DD)", &node->out.until);
            break;
        case 3:
            parse_need_word(p, STR("only"), "after “information”");
            node->out.information_only = true;
            break;
        case 4:
            read_weight(p, node, place);
            break;
        default:
            return;
        }
    }
}

static void parse_node(struct parser *p, enum node_kind kind)
{
    struct place opened = p->tok.place;
    if (p->out->node_count == LIMIT_NODES) {
        parse_stop(p, "more than 2,000 judgements, parts, groups and blocks");
        return;
    }
    struct name id = parse_declared(p, "a name");
    p->out->lost_node |= id.text.len == 0;
    struct syntax_node *node = keep_node(p, kind, id);
    node->out.title = parse_optional_string(p).text;
    if (node->out.title.len == 0)
        node->out.title = title_of(p->arena, id.text);
    read_head(p, node);
    node->broken = p->quiet;
    parse_open(p, "{ before what it holds");
    node->broken |= p->quiet;
    if (parse_deeper(p))
        parse_body(p, node, opened);
    p->depth--;
}

void parse_judgement(struct parser *p)
{
    assert(!p->node);
    p->tree = p->out->node_count;
    parse_node(p, NODE_JUDGEMENT);
}
