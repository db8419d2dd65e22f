/* Areas, their neighbours, and the decisions and published outcomes that name a regime's
 * judgements. */
#include "base/buf.h"
#include "evidence/reader.h"

/* --- what several tables ask --- */

const struct area *build_area(struct build *b, const char *column, struct str name)
{
    struct reading *r = b->reading;
    const struct area *area = refer_area(r, name);
    if (area)
        return area;
    struct str near = refer_nearest(r, name, r->area_names, r->area_name_count);
    build_bad(b, column,
              build_expected(r->arena, near,
                             r->areas_listed ? STR("an area of areas.csv")
                                             : STR("the name of an area")),
              r->areas_listed ? "correct the name, or list the area in areas.csv"
                              : "correct the name");
    return NULL;
}

/* "1 Outstanding, 2 Good, …" */
static struct str grades_of(struct arena *a, const struct scale *scale)
{
    struct buf list = buf_new(a, 16 * KIB);
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        buf_add(&list, i ? STR(", ") : STR("one of "));
        buf_add(&list, rung->label);
        if (!str_is_empty(rung->words))
            buf_format(&list, " %.*s", STR_ARG(rung->words));
    }
    buf_format(&list, " (scale %.*s)", STR_ARG(scale->id));
    return buf_text(&list);
}

static struct str grade_nearest(const struct scale *scale, struct str text)
{
    struct str words[SCALE_MAX];
    for (size_t i = 0; i < scale->count; i++)
        words[i] = scale->rungs[i].words;
    return str_nearest(text, words, scale->count);
}

bool build_grade(struct build *b, const char *column, const struct scale *scale,
                 struct grade *out)
{
    struct arena *a = b->reading->arena;
    struct str cell = build_cell(b, column);
    unsigned position;
    if (scale_find(scale, cell, &position)) {
        *out = (struct grade){scale, position};
        return true;
    }
    struct str near = str_is_empty(cell) ? STR("") : grade_nearest(scale, cell);
    struct str all = grades_of(a, scale);
    build_bad(b, column,
              str_is_empty(near) ? all
                                 : arena_format(a, "\"%.*s\" (the nearest); %.*s",
                                                STR_ARG(near), STR_ARG(all)),
              "write a label or a word of the scale");
    return false;
}

/* The nearest path, or the path whose last part is nearest. */
static struct str path_nearest(struct arena *a, const struct regime *regime,
                               struct str said)
{
    struct str *names = arena_make(a, struct str, 2 * regime->judgement_count + 1);
    size_t count = regime->judgement_count;
    for (size_t i = 0; i < count; i++) {
        struct str id = regime->judgements[i].id;
        size_t slash = str_find_last(id, '/');
        names[i] = id;
        names[count + i] =
            slash == id.len ? id : (struct str){id.at + slash + 1, id.len - slash - 1};
    }
    struct str near = str_nearest(said, names, 2 * count);
    for (size_t i = 0; i < count; i++)
        if (names[count + i].at == near.at && near.len)
            return names[i];
    return near;
}

const struct regime_judgement *build_judgement(struct build *b, const char *column,
                                               const struct regime *regime)
{
    struct arena *a = b->reading->arena;
    struct str said = build_cell(b, column);
    const struct regime_judgement *judgement = regime_judgement(regime, said);
    if (judgement)
        return judgement;
    if (regime->judgement_count == 0)
        build_bad(b, column,
                  arena_format(a, "no row: %.*s has no judgements", STR_ARG(regime->id)),
                  "remove the row, or correct the framework");
    else
        build_bad(
            b, column,
            build_expected(a, path_nearest(a, regime, said),
                           arena_format(a, "a judgement of %.*s", STR_ARG(regime->id))),
            "write its path as the framework's list of judgements has it");
    return NULL;
}

/* --- areas and neighbours --- */

void own_area(struct build *b, void *row)
{
    struct area *area = row;
    struct str rest = build_cell(b, "aliases");
    size_t capacity = 0;
    struct str *aliases = NULL;
    while (rest.len) {
        struct str alias = str_trim(str_cut(rest, ';', &rest));
        if (str_is_empty(alias))
            continue;
        aliases = arena_grow(b->reading->arena, struct str, aliases, area->alias_count,
                             &capacity);
        aliases[area->alias_count++] = alias;
    }
    area->aliases = aliases;
}

void own_neighbour(struct build *b, void *row)
{
    const struct neighbour *neighbour = row;
    if (neighbour->rank < 1)
        build_bad(b, "rank", STR("1 or more"), "write 1 for the nearest");
    if (neighbour->area == neighbour->neighbour)
        build_bad(b, "neighbour", STR("another area"), "no area neighbours itself");
}

/* --- decisions --- */

static bool has_grade(enum decision_kind kind)
{
    return kind == DECISION_GRADE || kind == DECISION_PROPOSE || kind == DECISION_LIMIT ||
           kind == DECISION_MODERATE;
}

/* Confirming and declining name a rule; a final grade must not. */
static void read_rule(struct build *b, struct decision *decision)
{
    const struct regime *regime = decision->regime;
    if (decision->kind != DECISION_CONFIRM && decision->kind != DECISION_DECLINE) {
        if (str_is_empty(decision->rule))
            return;
        if (decision->kind == DECISION_GRADE)
            build_bad(b, "rule", STR("nothing where kind is grade"),
                      "leave it blank, or make the kind confirm or decline");
        else
            build_warn(b, "rule", STR("nothing where no rule is confirmed or declined"),
                       "it is not used");
        return;
    }
    for (size_t i = 0; i < regime->rule_count; i++) {
        if (vocabulary_same(regime->rules[i], decision->rule)) {
            decision->rule = regime->rules[i];
            return;
        }
    }
    struct arena *a = b->reading->arena;
    build_bad(b, "rule",
              build_expected(
                  a, str_nearest(decision->rule, regime->rules, regime->rule_count),
                  arena_format(a, "the name of a rule of %.*s", STR_ARG(regime->id))),
              "write the rule's name");
}

static void read_decided_grade(struct build *b, struct decision *decision,
                               const struct scale *scale)
{
    bool given = !str_is_empty(build_cell(b, "grade"));
    if (has_grade(decision->kind))
        build_grade(b, "grade", scale, &decision->grade);
    else if (given)
        build_warn(b, "grade", STR("nothing for a decision of this kind"),
                   "it is not used");
    if (decision->kind == DECISION_LIMIT && str_is_empty(decision->from))
        build_warn(b, "from", STR("what the limit comes from"), "say it");
}

/* A judgement that holds a grade of its own; NULL after a remark. */
static const struct regime_judgement *read_graded(struct build *b,
                                                  const struct regime *regime)
{
    const struct regime_judgement *judgement = build_judgement(b, "judgement", regime);
    if (judgement && !judgement->scale) {
        build_bad(b, "judgement", STR("a judgement that holds a grade"),
                  "name one of its parts");
        return NULL;
    }
    return judgement;
}

void own_decision(struct build *b, void *row)
{
    struct decision *decision = row;
    decision->regime = regimes_at(b->reading->regimes, decision->framework, decision->on);
    if (!decision->regime) {
        build_bad(b, "framework", STR("a framework that is known here"),
                  "correct it, or name the framework's file when rating");
        return;
    }
    const struct regime_judgement *judgement = read_graded(b, decision->regime);
    if (!judgement)
        return;
    decision->judgement = judgement->id;
    read_rule(b, decision);
    read_decided_grade(b, decision, judgement->scale);
}

/* --- published outcomes --- */

void own_published(struct build *b, void *row)
{
    struct published *published = row;
    published->regime =
        regimes_at(b->reading->regimes, published->framework, published->on);
    if (!published->regime) {
        build_grade(b, "grade", scale_setting(), &published->grade);
        return;
    }
    const struct regime_judgement *judgement = read_graded(b, published->regime);
    if (!judgement)
        return;
    published->judgement = judgement->id;
    build_grade(b, "grade", judgement->scale, &published->grade);
}
