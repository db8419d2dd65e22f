/* Looking names up: lets, judgements, scales, grades, outcomes, inspections. */
#include <string.h>

#include "framework/check.h"
#include "framework/registry.h"

static struct str quote(struct checker *c, struct str text)
{
    return complain_quote(c->report, text);
}

bool check_first_time(struct checker *c, struct str kind, struct str name)
{
    return !complain_full(c->report) && index_add(&c->unknown, kind, name, 0);
}

/* --- lets -------------------------------------------------------------------------- */

static struct choices let_choices(struct checker *c)
{
    if (c->let_ids.at)
        return (struct choices){c->let_ids.at, c->lets_above};
    struct str *ids = arena_make(c->arena, struct str, c->in->let_count);
    for (size_t i = 0; i < c->in->let_count; i++)
        ids[i] = c->in->lets[i]->out.id;
    c->let_ids = (struct choices){ids, c->in->let_count};
    return (struct choices){ids, c->lets_above};
}

static void complain_let(struct checker *c, struct name name)
{
    struct str word = quote(c, name.text);
    if (check_node_quietly(c, name.text)) {
        complain_error(c->report, name.place,
                       "%.*s is a judgement; test its grade: %.*s is \"…\"",
                       STR_ARG(name.text), STR_ARG(name.text));
        return;
    }
    if (c->in->lost_let || !check_first_time(c, STR("let"), name.text))
        return;
    complain_choice(c->report, name.place, name.text, let_choices(c),
                    complain_text(c->report, "there is no let %.*s", STR_ARG(word)));
}

struct syntax_let *check_let(struct checker *c, struct name name)
{
    size_t at = 0;
    if (!index_find(&c->lets, STR(""), name.text, &at)) {
        complain_let(c, name);
        return NULL;
    }
    struct syntax_let *let = c->in->lets[at];
    let->used = true;
    if (at < c->lets_above)
        return let;
    struct str word = quote(c, name.text);
    complain_error(c->report, name.place, "let %.*s stands below, on line %u; move it up",
                   STR_ARG(word), (unsigned)let->out.place.line);
    return NULL;
}

/* --- judgements -------------------------------------------------------------------- */

/* Follows a path down from a scope (NULL: the top level). */
static struct syntax_node *descend(const struct checker *c,
                                   const struct syntax_node *scope, struct str path)
{
    struct syntax_node *node = NULL;
    struct str left = path;
    do {
        struct str element = str_cut(left, '/', &left);
        struct str key = node ? node->scope : scope ? scope->scope : STR("");
        size_t at = 0;
        if (!index_find(&c->nodes, key, element, &at))
            return NULL;
        node = c->in->nodes[at];
    } while (left.len > 0);
    return node;
}

static struct syntax_node *find_from(const struct checker *c,
                                     const struct syntax_node *from, struct str path,
                                     bool *several)
{
    *several = false;
    for (const struct syntax_node *scope = from;; scope = scope->parent) {
        struct syntax_node *node = descend(c, scope, path);
        if (node)
            return node;
        if (!scope)
            break;
    }
    size_t at = 0;
    if (!index_find(&c->lasts, STR(""), path, &at))
        return NULL;
    *several = at == SIZE_MAX;
    return *several ? NULL : c->in->nodes[at];
}

struct syntax_node *check_node_quietly(const struct checker *c, struct str path)
{
    bool several = false;
    return find_from(c, NULL, path, &several);
}

static void list_nodes(struct checker *c)
{
    if (c->node_ids.at)
        return;
    size_t count = c->in->node_count;
    struct str *ids = arena_make(c->arena, struct str, count);
    struct str *paths = arena_make(c->arena, struct str, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = c->in->nodes[i]->out.id;
        paths[i] = c->in->nodes[i]->out.path;
    }
    c->node_ids = (struct choices){ids, count};
    c->node_paths = (struct choices){paths, count};
}

struct syntax_node *check_node(struct checker *c, struct name name)
{
    bool several = false;
    if (name.text.len == 0)
        return NULL;
    struct syntax_node *node = find_from(c, c->node, name.text, &several);
    if (node)
        return node;
    struct str word = quote(c, name.text);
    if (several) {
        complain_error(c->report, name.place,
                       "several judgements are called %.*s; write the path, with slashes",
                       STR_ARG(word));
        return NULL;
    }
    if (c->in->lost_node || !check_first_time(c, STR("judgement"), name.text))
        return NULL;
    list_nodes(c);
    bool nested = str_contains(name.text, STR("/"));
    complain_choice(
        c->report, name.place, name.text, nested ? c->node_paths : c->node_ids,
        complain_text(c->report, "there is no judgement %.*s", STR_ARG(word)));
    return NULL;
}

/* --- scales and grades ------------------------------------------------------------- */

const struct scale *check_scale(struct checker *c, struct name name)
{
    size_t at = 0;
    if (name.text.len == 0)
        return NULL;
    if (index_find(&c->scales, STR(""), name.text, &at))
        return &c->in->scales[at]->out;
    if (str_equal(name.text, STR("setting")))
        return scale_setting();
    if (c->in->lost_scale || !check_first_time(c, STR("scale"), name.text))
        return NULL;
    size_t count = c->in->scale_count;
    struct str *ids = arena_make(c->arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        ids[i] = c->in->scales[i]->out.id;
    struct str word = quote(c, name.text);
    complain_choice(c->report, name.place, name.text, (struct choices){ids, count},
                    complain_text(c->report, "there is no scale %.*s", STR_ARG(word)));
    return NULL;
}

static bool is_broken(const struct checker *c, const struct scale *scale)
{
    for (size_t i = 0; i < c->in->scale_count; i++)
        if (&c->in->scales[i]->out == scale)
            return c->in->scales[i]->broken;
    return false;
}

/* The words of a scale, then its synonyms. */
static struct choices grade_choices(struct checker *c, const struct scale *scale)
{
    size_t count = scale->count;
    for (size_t i = 0; i < scale->count; i++)
        count += scale->rungs[i].other_count;
    struct str *words = arena_make(c->arena, struct str, count);
    size_t at = scale->count;
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        words[i] = rung->words;
        for (size_t k = 0; k < rung->other_count; k++)
            words[at++] = rung->others[k];
    }
    return (struct choices){words, count};
}

bool check_grade(struct checker *c, const struct scale *scale, struct name grade,
                 unsigned *position)
{
    if (!scale || grade.text.len == 0)
        return false;
    if (scale_find(scale, grade.text, position))
        return true;
    if (is_broken(c, scale) || complain_full(c->report)) {
        if (!is_broken(c, scale))
            complain_error(c->report, grade.place, "no such grade");
        return false;
    }
    struct str word = quote(c, grade.text);
    complain_choice(c->report, grade.place, grade.text, grade_choices(c, scale),
                    complain_text(c->report, "there is no grade %.*s on scale %.*s",
                                  STR_ARG(word), STR_ARG(scale->id)));
    return false;
}

/* --- outcomes and inspections ------------------------------------------------------ */

void check_outcome(struct checker *c, struct name outcome)
{
    struct names declared = c->in->outcomes;
    if (declared.count == 0 || outcome.text.len == 0 || c->in->lost_outcomes)
        return;
    struct str texts[LIMIT_LIST];
    for (size_t i = 0; i < declared.count; i++) {
        texts[i] = declared.at[i].text;
        if (str_equal_fold(texts[i], outcome.text))
            return;
    }
    struct str word = quote(c, outcome.text);
    complain_choice(
        c->report, outcome.place, outcome.text, (struct choices){texts, declared.count},
        complain_text(c->report, "the framework has no outcome %.*s", STR_ARG(word)));
}

void check_inspection(struct checker *c, struct name name)
{
    struct choices families = c->world->families;
    if (name.text.len == 0)
        return;
    for (size_t i = 0; i < families.count; i++)
        if (str_equal(families.at[i], name.text))
            return;
    struct str word = quote(c, name.text);
    struct str nearest = complain_nearest(c->report, name.text, families);
    if (nearest.len > 0)
        complain_error(c->report, name.place,
                       "no framework has the id or family %.*s; did you mean “%.*s”?",
                       STR_ARG(word), STR_ARG(nearest));
    else
        complain_warning(c->report, name.place,
                         "no framework known here has the id or family %.*s",
                         STR_ARG(word));
}
