/* The evidence model: what one or more evidence folders (or, later, a store) say, row by
 * row.  Nothing here is computed.  Every row keeps its evidence id, which names file and
 * record (or the row's own id); optional texts are empty views, optional dates DATE_NONE.
 * References between rows are resolved to pointers where the target was read; a row whose
 * reference cannot be resolved is a bad row.
 *
 * All of it lives in one arena, and is immutable once read, with one exception: a
 * sensitivity run edits a copy (evidence_copy) of the row it asks about.
 * Design: docs/evidence-format.md. */
#ifndef ASSAY_EVIDENCE_EVIDENCE_H
#define ASSAY_EVIDENCE_EVIDENCE_H

#include "base/date.h"
#include "base/ratio.h"
#include "evidence/regime.h"
#include "evidence/remark.h"
#include "evidence/scale.h"
#include "evidence/vocabulary.h"

/* What every row carries. */
struct row {
    struct str id;   /* "findings:2", "measures:NI062", "sefton/shares:3" */
    uint32_t record; /* header = 1 */
    bool changed;    /* a cell was replaced by --what-if */
};

struct area {
    struct row row;
    struct str name; /* the name everything else resolves to */
    struct str la_code, ons_code, region, type;
    const struct str *aliases;
    size_t alias_count;
    date live_from, live_to;
    bool listed; /* false where areas.csv does not list it and a row only named it */
};

struct neighbour {
    struct row row;
    const struct area *area, *neighbour;
    int rank;
    struct str closeness, model;
};

struct setting {
    struct row row;
    struct str urn;
    const struct area *area;
    struct str service; /* a service of the vocabulary, or as worded */
    struct str name, phase, sector;
    enum responsibility responsibility;
    int places; /* -1 where not given */
    date opened, closed;
};

struct inspection {
    struct row row;
    struct str key;                /* the `id` column */
    struct str subject;            /* as written: a urn or an area */
    const struct area *area;       /* of the subject: the area itself, or the setting's */
    const struct setting *setting; /* NULL where the subject is an area */
    struct str framework;          /* as written: an id or a family */
    const struct regime
        *regime; /* what it takes at its start; NULL for setting, jar, … */
    date start, end, published;
    struct str event;
    enum assurance assurance;
    const struct inspection
        *same_as; /* the row of higher precedence for the same event;
                     such a row counts nowhere, it only corroborates */
};

struct judged {
    struct row row;
    const struct inspection *inspection;
    struct str
        aspect; /* the judgement's path; "overall" for a setting; as said for jar */
    struct grade grade;
    struct str said; /* the grade in the words of whoever gave it: "Adequate" */
    struct str features, note;
};

struct finding {
    struct row row;
    struct str key;                      /* the `id` column, or empty */
    const struct inspection *inspection; /* or NULL */
    const struct area *area;             /* of the inspection where it has one */
    enum finding_kind kind;
    struct str text, aspect, outcome, service;
    struct str bucket; /* the deadline as a bucket of the framework, or empty */
    date deadline;     /* the deadline as a date, or DATE_NONE */
    struct str owner, monitored_by;
    const struct finding *follows;
    enum progress progress;
    date plan_due, closed;
    struct str source;
};

struct measure {
    struct row row;
    struct str key; /* the `id` column */
    struct str name, unit;
    enum polarity polarity;
    struct str outcome, topic, source, definition;
    int decimals; /* -1 where not given */
    struct str subset_of, cohort;
    struct period break_from; /* start DATE_NONE where no break */
};

struct value {
    struct row row;
    const struct measure *measure;
    const struct area *area;
    struct str period_text;
    struct period period;
    bool has_value;
    struct ratio value; /* in the measure's unit: 65 for 65%; from the counts where only
                           they are given */
    bool has_counts;
    struct ratio numerator, denominator;
    struct str word; /* "majority", "very little": an interval by the framework's bands */
    enum value_status status;
    enum missing missing;
    enum quality quality;
    enum assurance assurance;
};

struct share {
    struct row row;
    const struct area *area;
    struct str service;    /* "all", or a service */
    struct grade at_least; /* on scale setting unless the area's regime says otherwise */
    bool has_count;
    int64_t count, total; /* total alone may stand with a word */
    bool has_total;
    bool has_percent;
    struct ratio percent; /* as published: 65 for 65% */
    struct str word;
    date as_at;
    struct str aspect;
    enum assurance assurance;
};

enum about { ABOUT_MEASURE, ABOUT_SERVICE, ABOUT_OUTCOME, ABOUT_GROUP };

struct relation {
    struct row row;
    const struct area *area;
    enum about about;
    struct str subject;            /* the ID or NAME after the colon */
    const struct measure *measure; /* NULL where measures.csv does not list it */
    enum comparator comparator;
    enum relation_kind relation;
    struct str relation_text; /* as worded */
    struct str group;
    enum dimension dimension;
    struct str since; /* a date or period as written */
    struct str period_text;
    struct period period; /* start DATE_NONE where none */
    struct str comparator_value;
    date as_at;
    enum assurance assurance;
};

struct decision {
    struct row row;
    struct str framework; /* as written: an id or a family */
    const struct regime *regime;
    const struct area *area;
    struct str judgement; /* path in that regime */
    enum decision_kind kind;
    struct str by; /* a role, never a name */
    date on;
    struct str reason;
    struct str rule;    /* for confirm and decline */
    struct grade grade; /* for grade, propose, limit, moderate; scale NULL elsewhere */
    struct str from;    /* for limit: the date or rule it comes from, as written */
};

struct fact {
    struct row row;
    const struct area *area;
    struct str fact, value;
    date as_at;
    struct str note;
};

/* The outcome to compare with; never evidence. */
struct published {
    struct row row;
    struct str framework;
    const struct regime *regime;
    const struct area *area;
    struct str judgement;
    struct grade grade;
    date on;
    struct str source;
};

/* A row that was not taken, with what could be read of it.  Where such a row might be the
 * event a condition asks about, absence is not a fact but unknown. */
struct unread {
    enum table table;
    struct row row;
    const struct area *area; /* NULL where unread too */
    struct str framework;    /* of its inspection where known, else empty */
    bool has_kind;
    enum finding_kind kind;
    const struct inspection *inspection; /* of which it tells; NULL where unread */
};

/* One file that was read. */
struct source_file {
    struct str file;   /* "shares.csv", prefixed by its folder where several are read */
    uint32_t records;  /* data records */
    struct str sha256; /* 64 hexadecimal digits of its bytes */
    struct str load;   /* of a store: what its rows' ids begin with, before the colon */
    struct str publisher, title, attribution; /* of a store; else empty */
};

struct evidence_index;

struct evidence {
    struct arena *arena;
    const struct regimes *regimes;
    const struct evidence_index
        *index;                    /* names and ids, made by the reader; may be NULL */
    const struct remarks *remarks; /* made while reading, of whoever asked; may be NULL */
    bool of_store; /* all that a store holds of an area; a folder holds what one
                      assessment looked at */
    struct source_file *files;
    size_t file_count;
#define EVIDENCE_ROWS(type, name)                                                        \
    struct type *name;                                                                   \
    size_t name##_count
    EVIDENCE_ROWS(area, areas);
    EVIDENCE_ROWS(neighbour, neighbours);
    EVIDENCE_ROWS(setting, settings);
    EVIDENCE_ROWS(inspection, inspections);
    EVIDENCE_ROWS(judged, judgements);
    EVIDENCE_ROWS(finding, findings);
    EVIDENCE_ROWS(measure, measures);
    EVIDENCE_ROWS(value, values);
    const size_t *values_at; /* of each measure the place of its first value, and the
                                end; NULL where values stand in any order */
    EVIDENCE_ROWS(share, shares);
    EVIDENCE_ROWS(relation, relations);
    EVIDENCE_ROWS(decision, decisions);
    EVIDENCE_ROWS(fact, facts);
    EVIDENCE_ROWS(published, published);
    EVIDENCE_ROWS(unread, unread);
#undef EVIDENCE_ROWS
};

/* Gives evidence that no reader made an index of its names and ids: rows are complete,
 * and from here on neither search takes a pass over all of them. */
void evidence_make_index(struct evidence *evidence);
/* By name, alias, la_code or ons_code, any case; NULL where there is none. */
const struct area *evidence_area(const struct evidence *evidence, struct str name);
/* What an id stands for, for `assay trace` and what-if: the table and index of the row.
 */
bool evidence_find(const struct evidence *evidence, struct str id, enum table *table,
                   size_t *index);
/* What every row begins with: its id, its record. */
const struct row *evidence_row(const struct evidence *evidence, enum table table,
                               size_t index);
/* The latest date in the area's evidence: start, end, published, as_at, period end or
 * decision (cli.md, --at); DATE_NONE where there is none. */
date evidence_latest(const struct evidence *evidence, const struct area *area);
/* From when a row of an inspection is visible: its end, else its start. */
date inspection_date(const struct inspection *inspection);

#endif
