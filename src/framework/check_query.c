/* Questions to the evidence: which scale a grade is on, which services and frameworks. */
#include "framework/check.h"
#include "framework/registry.h"

/* --- the scale of settings --------------------------------------------------------- */

/* The declared scale `setting` where it has the grade, else the only declared scale that
 * has it, else the built-in one; where none has it, the one to complain about. */
static const struct scale *settings_scale(struct checker *c, struct name grade)
{
    const struct scale *only = NULL, *declared = NULL;
    size_t having = 0;
    unsigned position = 0;
    for (size_t i = 0; i < c->in->scale_count; i++) {
        const struct scale *scale = &c->in->scales[i]->out;
        bool has = scale_find(scale, grade.text, &position);
        bool setting = str_equal(scale->id, STR("setting"));
        declared = setting ? scale : declared;
        if (has && setting)
            return scale;
        only = has ? scale : only;
        having += has;
    }
    if (having == 1)
        return only;
    if (having > 1 && !scale_find(scale_setting(), grade.text, &position)) {
        struct str word = complain_quote(c->report, grade.text);
        complain_error(c->report, grade.place,
                       "several scales have the grade %.*s; add: on SCALE",
                       STR_ARG(word));
        return NULL;
    }
    return declared && !scale_find(scale_setting(), grade.text, &position)
               ? declared
               : scale_setting();
}

static void check_services(struct checker *c, struct syntax_expr *e)
{
    struct query *query = &e->out.query;
    struct str *names = arena_make(c->arena, struct str, query->service_count);
    for (size_t i = 0; i < query->service_count; i++) {
        int index = -1;
        names[i] = vocabulary_service_name(c->arena, query->services[i]);
        if (vocabulary_find(&vocabulary_service, names[i], &index))
            continue;
        struct str word = complain_quote(c->report, query->services[i]);
        struct str nearest = vocabulary_nearest(&vocabulary_service, names[i]);
        complain_warning(c->report, e->out.place,
                         "%.*s is no service of the vocabulary%s%.*s%s", STR_ARG(word),
                         nearest.len > 0 ? "; did you mean “" : "", STR_ARG(nearest),
                         nearest.len > 0 ? "”?" : "");
    }
    query->services = names;
}

enum type check_query(struct checker *c, struct syntax_expr *e)
{
    struct query *query = &e->out.query;
    if (e->grade.text.len > 0) {
        query->scale = e->scale.text.len > 0 ? check_scale(c, e->scale)
                                             : settings_scale(c, e->grade);
        check_grade(c, query->scale, e->grade, &query->position);
    }
    if (query->service_count > 0)
        check_services(c, e);
    check_outcome(c, e->outcome);
    query->outcome = e->outcome.text;
    check_inspection(c, e->inspection);
    if (query->since == SINCE_PREVIOUS_RATING)
        check_node(c, e->previous);
    check_inspection(c, e->since);
    switch (query->kind) {
    case QUERY_SHARE_OF_SETTINGS:
    case QUERY_SHARE_OF_MEASURES:
    case QUERY_COVERAGE_OF_MEASURES:
        return TYPE_SHARE;
    case QUERY_COUNT_OF_SETTINGS:
    case QUERY_COUNT_OF_FINDINGS:
    case QUERY_COUNT_OF_INSPECTIONS:
        return TYPE_COUNT;
    case QUERY_VALUE_OF_MEASURE:
        break;
    }
    return TYPE_NUMBER;
}

/* --- judgements of inspections ----------------------------------------------------- */

/* What is found in the frameworks of a family while looking for one of their judgements.
 */
struct search {
    struct str family, path, grade;
    bool family_known, path_known;
    bool lost; /* a file of the family has errors that may hide the judgement */
    const struct scale *scale; /* the best so far: one that has the grade, else any */
    bool has_grade;
    struct str found; /* the whole path */
    struct choices paths;
};

static void offer(struct search *search, const struct judgement *judgement)
{
    unsigned position = 0;
    search->path_known = true;
    if (!judgement->scale || search->has_grade)
        return;
    bool has = scale_find(judgement->scale, search->grade, &position);
    if (!search->scale || has) {
        search->scale = judgement->scale;
        search->found = judgement->path;
        search->has_grade = has;
    }
}

static void search_file(struct search *search, const struct checker *file,
                        struct arena *a)
{
    const struct regime *regime = &file->plan->regime;
    if (!str_equal(regime->id, search->family) &&
        !str_equal(regime->family, search->family))
        return;
    search->family_known = true;
    search->lost |= file->in->lost_node;
    const struct syntax_node *node = check_node_quietly(file, search->path);
    if (node)
        offer(search, &node->out);
    if (search->path_known || search->paths.count > 0)
        return;
    struct str *paths = arena_make(a, struct str, file->in->node_count);
    for (size_t i = 0; i < file->in->node_count; i++)
        paths[i] = file->in->nodes[i]->out.path;
    search->paths = (struct choices){paths, file->in->node_count};
}

static void search_plan(struct search *search, const struct plan *plan, struct arena *a)
{
    const struct regime *regime = &plan->regime;
    if (!str_equal(regime->id, search->family) &&
        !str_equal(regime->family, search->family))
        return;
    search->family_known = true;
    const struct judgement *judgement = plan_judgement(plan, search->path);
    if (judgement)
        offer(search, judgement);
    if (search->path_known || search->paths.count > 0)
        return;
    struct str *paths = arena_make(a, struct str, plan->judgement_count);
    for (size_t i = 0; i < plan->judgement_count; i++)
        paths[i] = plan->judgements[i]->path;
    search->paths = (struct choices){paths, plan->judgement_count};
}

static bool is_replaced(const struct world *world, struct str id)
{
    for (size_t i = 0; i < world->file_count; i++)
        if (str_equal(world->files[i].plan->regime.id, id))
            return true;
    return false;
}

static void search_all(struct checker *c, struct search *search)
{
    const struct world *world = c->world;
    for (size_t i = 0; i < world->file_count; i++)
        search_file(search, &world->files[i], c->arena);
    for (size_t i = 0; world->known && i < world->known->count; i++)
        if (!is_replaced(world, world->known->plans[i]->regime.id))
            search_plan(search, world->known->plans[i], c->arena);
}

static void complain_path(struct checker *c, const struct search *search,
                          struct name path)
{
    struct str word = complain_quote(c->report, path.text);
    struct str family = complain_quote(c->report, search->family);
    complain_choice(c->report, path.place, path.text, search->paths,
                    complain_text(c->report, "framework %.*s has no judgement %.*s",
                                  STR_ARG(family), STR_ARG(word)));
}

void check_inspected(struct checker *c, struct syntax_expr *e)
{
    struct search search = {
        .family = e->inspection.text, .path = e->path.text, .grade = e->grade.text};
    e->out.inspection = search.family;
    e->out.path = search.path;
    check_inspection(c, e->inspection);
    if (complain_full(c->report))
        return;
    search_all(c, &search);
    if (!search.family_known)
        search.scale = settings_scale(c, e->grade);
    else if (!search.path_known && search.lost)
        return;
    else if (!search.path_known)
        complain_path(c, &search, e->path);
    else if (!search.scale)
        complain_error(c->report, e->path.place,
                       "this judgement has no grade of its own; name one of its parts");
    if (search.found.len > 0)
        e->out.path = search.found;
    e->out.scale = search.scale;
    check_grade(c, search.scale, e->grade, &e->out.position);
}
