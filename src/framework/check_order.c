/* The order in which judgements are reached: each after all that it refers to, else in
 * file order.  Lets take part, as a judgement may be asked for through one.  The walk
 * keeps its own stack: a chain of two thousand judgements must not be a chain of calls.
 */
#include <assert.h>

#include "base/buf.h"
#include "framework/check.h"

/* Judgements are vertices 0 to n-1, lets follow.  The edges of vertex v are
 * edges[first[v]] up to edges[first[v + 1]]. */
struct graph {
    struct checker *c;
    size_t nodes, vertices;
    uint32_t *first, *edges;
    size_t edge_count, edge_capacity;
};

static void add_edge(struct graph *g, size_t to)
{
    assert(to < g->vertices);
    if (g->edge_count == g->edge_capacity)
        g->edges =
            arena_grow(g->c->arena, uint32_t, g->edges, g->edge_count, &g->edge_capacity);
    g->edges[g->edge_count++] = (uint32_t)to;
}

/* The depth of an expression is bounded by the parser. */
static void add_expr(struct graph *g, const struct expr *e)
{
    if (!e)
        return;
    if (e->kind == EXPR_LET && e->let)
        add_edge(g, g->nodes + e->let->index);
    /* Coverage asks what is known of a block's evidence, not for its grade. */
    for (size_t i = 0; i < e->judgement_count && e->kind != EXPR_COVERAGE_OF_BLOCK; i++)
        add_edge(g, e->judgements[i]->index);
    for (size_t i = 0; i < e->part_count; i++)
        add_expr(g, e->parts[i]);
    add_expr(g, e->left);
    add_expr(g, e->right);
}

static void add_judgement(struct graph *g, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->proposal_count; i++) {
        const struct proposal *proposal = &judgement->proposals[i];
        const struct rollup *rollup = &proposal->rollup;
        for (size_t k = 0; k < proposal->line_count; k++)
            add_expr(g, proposal->lines[k].when);
        for (size_t k = 0; k < rollup->member_count; k++)
            add_edge(g, rollup->members[k]->index);
        if (rollup->ties_as)
            add_edge(g, rollup->ties_as->index);
    }
    for (size_t i = 0; i < judgement->rule_count; i++)
        add_expr(g, judgement->rules[i].when);
}

static struct graph graph_of(struct checker *c)
{
    const struct syntax *in = c->in;
    struct graph g = {.c = c, .nodes = in->node_count};
    g.vertices = in->node_count + in->let_count;
    g.first = arena_make(c->arena, uint32_t, g.vertices + 1);
    for (size_t v = 0; v < g.vertices; v++) {
        g.first[v] = (uint32_t)g.edge_count;
        if (v < g.nodes)
            add_judgement(&g, &in->nodes[v]->out);
        else
            add_expr(&g, in->lets[v - g.nodes]->out.expr);
    }
    g.first[g.vertices] = (uint32_t)g.edge_count;
    return g;
}

/* --- the walk ---------------------------------------------------------------------- */

enum colour { UNSEEN, OPEN, DONE };

struct walk {
    struct graph g;
    enum colour *colours;
    uint32_t *stack, *next; /* next[v]: the edge of v to look at */
    size_t depth;
    const struct judgement **order;
    size_t order_count;
};

/* Names the judgements from `start` up the stack, which lead back to `start`. */
static void complain_cycle(const struct walk *w, uint32_t start)
{
    struct checker *c = w->g.c;
    const struct syntax *in = c->in;
    struct buf b = buf_new(c->arena, 2 * KIB);
    size_t from = w->depth;
    while (w->stack[from - 1] != start)
        from--;
    const struct judgement *first = NULL;
    for (size_t i = from - 1; i < w->depth; i++) {
        if (w->stack[i] >= w->g.nodes)
            continue;
        const struct judgement *judgement = &in->nodes[w->stack[i]]->out;
        buf_format(&b, "%s%.*s", b.len > 0 ? " needs " : "", STR_ARG(judgement->path));
        first = first ? first : judgement;
    }
    if (!first)
        return;
    complain_error(
        c->report, first->place, "a circle: %.*s needs %.*s", STR_ARG(buf_text(&b)),
        STR_ARG(str_equal(buf_text(&b), first->path) ? STR("itself") : first->path));
}

static void enter(struct walk *w, uint32_t v)
{
    w->colours[v] = OPEN;
    w->next[v] = w->g.first[v];
    w->stack[w->depth++] = v;
}

static void leave(struct walk *w, uint32_t v)
{
    w->colours[v] = DONE;
    w->depth--;
    if (v < w->g.nodes)
        w->order[w->order_count++] = &w->g.c->in->nodes[v]->out;
}

static void walk_from(struct walk *w, uint32_t start)
{
    enter(w, start);
    while (w->depth > 0) {
        uint32_t v = w->stack[w->depth - 1];
        if (w->next[v] == w->g.first[v + 1]) {
            leave(w, v);
            continue;
        }
        assert(w->g.edges);
        uint32_t to = w->g.edges[w->next[v]++];
        if (w->colours[to] == UNSEEN)
            enter(w, to);
        else if (w->colours[to] == OPEN && !complain_full(w->g.c->report))
            complain_cycle(w, to);
    }
}

void check_order(struct checker *c)
{
    struct walk w = {.g = graph_of(c)};
    size_t count = w.g.vertices;
    w.colours = arena_make(c->arena, enum colour, count);
    w.stack = arena_make(c->arena, uint32_t, count);
    w.next = arena_make(c->arena, uint32_t, count);
    w.order = arena_make(c->arena, const struct judgement *, w.g.nodes);
    for (size_t v = 0; v < w.g.nodes; v++)
        if (w.colours[v] == UNSEEN)
            walk_from(&w, (uint32_t)v);
    assert(w.order_count == w.g.nodes);
    c->plan->order = w.order;
}
