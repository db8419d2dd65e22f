/* The tables of an evidence folder, column by column, in the order and with the needs of
 * docs/evidence-format.md. */
#include <assert.h>

#include "evidence/reader.h"

#define OWN(name, need) {name, need, CELL_OWN, 0, 0, NULL}
#define FIELD(name, need, kind, type, member)                                            \
    {name, need, kind, offsetof(struct type, member), 0, NULL}
#define PAIR(name, need, kind, type, member, also)                                       \
    {name, need, kind, offsetof(struct type, member), offsetof(struct type, also), NULL}
#define WORD(name, need, vocabulary, type, member)                                       \
    {name, need, CELL_WORD, offsetof(struct type, member), 0, &vocabulary_##vocabulary}
#define TEXT(name, need, type, member) FIELD(name, need, CELL_TEXT, type, member)
#define DATE(name, need, type, member) FIELD(name, need, CELL_DATE, type, member)
#define AREA(name, need, type, member) FIELD(name, need, CELL_AREA, type, member)

static const struct column area_columns[] = {
    TEXT("name", REQUIRED, area, name),
    TEXT("la_code", OPTIONAL, area, la_code),
    TEXT("ons_code", OPTIONAL, area, ons_code),
    TEXT("region", OPTIONAL, area, region),
    TEXT("type", OPTIONAL, area, type),
    DATE("live_from", OPTIONAL, area, live_from),
    DATE("live_to", OPTIONAL, area, live_to),
    OWN("aliases", OPTIONAL),
};

static const struct column neighbour_columns[] = {
    AREA("area", REQUIRED, neighbour, area),
    AREA("neighbour", REQUIRED, neighbour, neighbour),
    FIELD("rank", REQUIRED, CELL_WHOLE, neighbour, rank),
    TEXT("closeness", OPTIONAL, neighbour, closeness),
    TEXT("model", OPTIONAL, neighbour, model),
};

static const struct column setting_columns[] = {
    TEXT("urn", REQUIRED, setting, urn),
    AREA("area", REQUIRED, setting, area),
    FIELD("service", REQUIRED, CELL_SERVICE, setting, service),
    TEXT("name", OPTIONAL, setting, name),
    TEXT("phase", OPTIONAL, setting, phase),
    TEXT("sector", OPTIONAL, setting, sector),
    WORD("responsibility", OPTIONAL, responsibility, setting, responsibility),
    FIELD("places", OPTIONAL, CELL_WHOLE, setting, places),
    DATE("opened", OPTIONAL, setting, opened),
    DATE("closed", OPTIONAL, setting, closed),
};

static const struct column inspection_columns[] = {
    TEXT("id", REQUIRED, inspection, key),
    TEXT("subject", REQUIRED, inspection, subject),
    FIELD("framework", REQUIRED, CELL_FRAMEWORK, inspection, framework),
    DATE("start", REQUIRED, inspection, start),
    DATE("end", OPTIONAL, inspection, end),
    DATE("published", OPTIONAL, inspection, published),
    TEXT("event", OPTIONAL, inspection, event),
    WORD("assurance", OPTIONAL, assurance, inspection, assurance),
};

static const struct column judged_columns[] = {
    FIELD("inspection", REQUIRED, CELL_INSPECTION, judged, inspection),
    TEXT("aspect", REQUIRED, judged, aspect),
    OWN("grade", REQUIRED),
    OWN("scale", OPTIONAL),
    TEXT("features", OPTIONAL, judged, features),
    TEXT("note", OPTIONAL, judged, note),
};

static const struct column finding_columns[] = {
    WORD("kind", REQUIRED, finding_kind, finding, kind),
    TEXT("text", REQUIRED, finding, text),
    FIELD("inspection", ONE_OF, CELL_INSPECTION, finding, inspection),
    AREA("area", ONE_OF, finding, area),
    TEXT("id", OPTIONAL, finding, key),
    TEXT("aspect", OPTIONAL, finding, aspect),
    TEXT("outcome", OPTIONAL, finding, outcome),
    FIELD("service", OPTIONAL, CELL_SERVICE, finding, service),
    OWN("deadline", OPTIONAL),
    TEXT("owner", OPTIONAL, finding, owner),
    TEXT("monitored_by", OPTIONAL, finding, monitored_by),
    OWN("follows", OPTIONAL),
    WORD("progress", OPTIONAL, progress, finding, progress),
    DATE("plan_due", OPTIONAL, finding, plan_due),
    DATE("closed", OPTIONAL, finding, closed),
    TEXT("source", OPTIONAL, finding, source),
};

static const struct column measure_columns[] = {
    TEXT("id", REQUIRED, measure, key),
    TEXT("name", REQUIRED, measure, name),
    TEXT("unit", REQUIRED, measure, unit),
    WORD("polarity", REQUIRED, polarity, measure, polarity),
    TEXT("outcome", OPTIONAL, measure, outcome),
    TEXT("topic", OPTIONAL, measure, topic),
    TEXT("source", OPTIONAL, measure, source),
    TEXT("definition", OPTIONAL, measure, definition),
    FIELD("decimals", OPTIONAL, CELL_WHOLE, measure, decimals),
    TEXT("subset_of", OPTIONAL, measure, subset_of),
    TEXT("cohort", OPTIONAL, measure, cohort),
    FIELD("break_from", OPTIONAL, CELL_PERIOD, measure, break_from),
};

static const struct column value_columns[] = {
    FIELD("measure", REQUIRED, CELL_MEASURE, value, measure),
    AREA("area", REQUIRED, value, area),
    PAIR("period", REQUIRED, CELL_PERIOD, value, period, period_text),
    PAIR("value", ONE_OF, CELL_NUMBER, value, value, has_value),
    PAIR("numerator", ONE_OF, CELL_NUMBER, value, numerator, has_counts),
    FIELD("denominator", OPTIONAL, CELL_NUMBER, value, denominator),
    TEXT("word", ONE_OF, value, word),
    WORD("status", OPTIONAL, status, value, status),
    WORD("missing", ONE_OF, missing, value, missing),
    WORD("quality", OPTIONAL, quality, value, quality),
    WORD("assurance", OPTIONAL, assurance, value, assurance),
};

static const struct column share_columns[] = {
    AREA("area", REQUIRED, share, area),
    FIELD("service", REQUIRED, CELL_SERVICE, share, service),
    OWN("at_least", REQUIRED),
    PAIR("count", ONE_OF, CELL_COUNT, share, count, has_count),
    PAIR("total", OPTIONAL, CELL_COUNT, share, total, has_total),
    PAIR("percent", ONE_OF, CELL_NUMBER, share, percent, has_percent),
    TEXT("word", ONE_OF, share, word),
    DATE("as_at", OPTIONAL, share, as_at),
    TEXT("aspect", OPTIONAL, share, aspect),
    WORD("assurance", OPTIONAL, assurance, share, assurance),
};

static const struct column relation_columns[] = {
    AREA("area", REQUIRED, relation, area),
    OWN("about", REQUIRED),
    WORD("comparator", REQUIRED, comparator, relation, comparator),
    OWN("relation", REQUIRED),
    TEXT("group", OPTIONAL, relation, group),
    WORD("dimension", OPTIONAL, dimension, relation, dimension),
    TEXT("since", OPTIONAL, relation, since),
    PAIR("period", OPTIONAL, CELL_PERIOD, relation, period, period_text),
    TEXT("comparator_value", OPTIONAL, relation, comparator_value),
    DATE("as_at", OPTIONAL, relation, as_at),
    WORD("assurance", OPTIONAL, assurance, relation, assurance),
};

static const struct column decision_columns[] = {
    FIELD("framework", REQUIRED, CELL_FRAMEWORK, decision, framework),
    AREA("area", REQUIRED, decision, area),
    TEXT("judgement", REQUIRED, decision, judgement),
    WORD("kind", REQUIRED, decision_kind, decision, kind),
    TEXT("by", REQUIRED, decision, by),
    DATE("on", REQUIRED, decision, on),
    TEXT("reason", REQUIRED, decision, reason),
    TEXT("rule", OPTIONAL, decision, rule),
    OWN("grade", OPTIONAL),
    TEXT("from", OPTIONAL, decision, from),
};

static const struct column fact_columns[] = {
    AREA("area", REQUIRED, fact, area),   TEXT("fact", REQUIRED, fact, fact),
    TEXT("value", REQUIRED, fact, value), DATE("as_at", OPTIONAL, fact, as_at),
    TEXT("note", OPTIONAL, fact, note),
};

static const struct column published_columns[] = {
    FIELD("framework", REQUIRED, CELL_FRAMEWORK, published, framework),
    AREA("area", REQUIRED, published, area),
    TEXT("judgement", REQUIRED, published, judgement),
    OWN("grade", REQUIRED),
    DATE("on", OPTIONAL, published, on),
    TEXT("source", OPTIONAL, published, source),
};

#define FORM(table, columns, type, rows, key, is_id, own)                                \
    [table] = {table,                                                                    \
               columns,                                                                  \
               sizeof(columns) / sizeof *(columns),                                      \
               sizeof(struct type),                                                      \
               offsetof(struct evidence, rows),                                          \
               offsetof(struct evidence, rows##_count),                                  \
               key,                                                                      \
               is_id,                                                                    \
               own}

/* Each table only refers to tables above it (findings also to findings: follow.c). */
static const struct form forms[TABLE_COUNT] = {
    FORM(TABLE_AREAS, area_columns, area, areas, "name", false, own_area),
    FORM(TABLE_NEIGHBOURS, neighbour_columns, neighbour, neighbours, NULL, false,
         own_neighbour),
    FORM(TABLE_SETTINGS, setting_columns, setting, settings, "urn", false, NULL),
    FORM(TABLE_INSPECTIONS, inspection_columns, inspection, inspections, "id", true,
         own_inspection),
    FORM(TABLE_JUDGEMENTS, judged_columns, judged, judgements, NULL, false, own_judged),
    FORM(TABLE_FINDINGS, finding_columns, finding, findings, "id", true, own_finding),
    FORM(TABLE_MEASURES, measure_columns, measure, measures, "id", false, own_measure),
    FORM(TABLE_VALUES, value_columns, value, values, NULL, false, own_value),
    FORM(TABLE_SHARES, share_columns, share, shares, NULL, false, own_share),
    FORM(TABLE_RELATIONS, relation_columns, relation, relations, NULL, false,
         own_relation),
    FORM(TABLE_DECISIONS, decision_columns, decision, decisions, NULL, false,
         own_decision),
    FORM(TABLE_PROFILE, fact_columns, fact, facts, NULL, false, NULL),
    FORM(TABLE_PUBLISHED, published_columns, published, published, NULL, false,
         own_published),
};

static_assert(sizeof finding_columns / sizeof *finding_columns <= COLUMNS_MAX,
              "the widest table fits");

const struct form *form_of(enum table table)
{
    assert((unsigned)table < TABLE_COUNT);
    return &forms[table];
}

size_t form_column(const struct form *form, struct str name)
{
    for (size_t i = 0; i < form->column_count; i++)
        if (vocabulary_same(str_of(form->columns[i].name), name))
            return i;
    return NO_COLUMN;
}
