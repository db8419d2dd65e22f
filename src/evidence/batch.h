/* What a reader makes of one published file: typed rows, each with the row it came from,
 * and what the file is.  Readers fill a batch, the store writes it as one load, all or
 * nothing.  A batch lives in one arena.  `load` is 0 while a file is read and the number
 * of its load when rows come back from the store.  Numbers are doubles as published:
 * figures of the national files carry at most six significant digits, and are shown
 * rounded. */
#ifndef ASSAY_EVIDENCE_BATCH_H
#define ASSAY_EVIDENCE_BATCH_H

#include <stdint.h>

#include "evidence/evidence.h"

/* Which file it is, for loads, sources and attribution. */
struct batch_source {
    struct str format;      /* "lait-base-data", "dfe-tidy", … as --as names it */
    struct str publisher;   /* "Department for Education" */
    struct str title;       /* of the publication, in words */
    struct str licence;     /* "Open Government Licence v3.0" */
    struct str attribution; /* the sentence every use must carry */
};

/* Areas by the Department's three-digit number as text ("340"; "970" is England, "980" to
 * "990" regions), the join key of all national files. */
struct batch_area {
    uint32_t row, load;
    struct str code, name, ons_code, region,
        type; /* type: authority class, "region", "country" */
    date live_from, live_to;
    double children; /* population 0 to 17 of the latest year; NaN where not given */
};
struct batch_alias {
    uint32_t row, load;
    struct str code, name, kind;
};
struct batch_succession {
    uint32_t row, load;
    date on;
    struct str kind; /* split, merger, transfer, code change … as published */
    struct str old_code, new_code, note;
};
struct batch_neighbour {
    uint32_t row, load;
    struct str code, neighbour; /* codes */
    int rank;
    struct str closeness, model; /* "close"; "2025" */
};

enum measure_kind {
    MEASURE_PERCENT,
    MEASURE_RATE,
    MEASURE_COUNT,
    MEASURE_MEAN,
    MEASURE_OTHER
};

struct batch_measure {
    uint32_t row, load;
    struct str id; /* LAIT's short name, else `source:id` (cli.md) */
    struct str label, unit, topic, outcome, source, definition;
    enum polarity polarity;
    enum measure_kind kind;
    double per;       /* of a rate: 10000 for "per 10,000"; 100 for percent; else 1 */
    int decimals;     /* -1 where not published */
    bool no_quartile; /* the publisher says that bands mean nothing here */
    bool described; /* a dictionary row: label, polarity … count; else only the id does */
    struct str
        break_from; /* period text from which the series is another one; may be empty */
    struct str year_type; /* as the dictionary says ("Academic Year", "Annual (end of
                             Sept)"): decides when a period ends, see cube_period_of */
};

/* One published figure.  `measure`, `period` and `area` index the batch's own lists. */
struct batch_figure {
    uint32_t measure, period, area, row;
    double value, numerator, denominator;  /* NaN where not given */
    double low95, high95, low998, high998; /* published limits; NaN where none */
    uint8_t missing; /* enum missing; MISSING_NOT where there is a value */
    uint8_t status;  /* enum value_status */
    uint8_t quality; /* enum quality */
};

/* One provider or school as a file lists it, with its latest grade by that file. */
struct batch_setting {
    uint32_t row, load;
    struct str urn, code; /* code: the authority where it is, as its file names it: a
                             number, an ONS code or a name, until places_settle */
    struct str service, name, phase, sector; /* a home's name is never kept */
    date opened, closed,
        as_at; /* as_at: the snapshot; DATE_NONE for a list without one */
    int places;
};
/* One graded inspection of a setting. */
struct batch_setting_grade {
    uint32_t row, load;
    struct str urn, aspect; /* aspect "overall" and the sub-judgements */
    date inspected, published;
    struct str grade; /* as printed */
    int position; /* on scale setting, 0 best; -1 where it is on another scale or none */
    struct str event;
};

/* An inspection or visit of an authority, one row an event; judgements and items point to
 * it.  `code` as in a setting. */
struct batch_event {
    uint32_t row, load;
    struct str code, framework,
        event_type; /* framework: a regime's family, "laac", "lscb" … */
    date start, end, published;
    enum assurance assurance;
    struct str theme, note, source;
};
struct batch_event_grade {
    uint32_t row, load, event;   /* index in events */
    struct str judgement, grade; /* as published */
    struct str aspect; /* the path in the regime where there is one, else empty */
    int position;      /* on the regime's own scale, 0 best; -1 where not judged */
};
struct batch_item { /* an improvement area, recommendation or priority action */
    uint32_t row, load, event;
    enum finding_kind kind;
    struct str heading, text;
};

/* An annual rating of the past, 2005 to 2011. */
struct batch_rating {
    uint32_t row, load;
    int year;
    struct str scheme, code, rating, completeness, source;
    int label; /* 4 best … 1; 0 where the text gives no number */
};
struct batch_distribution {
    uint32_t row, load;
    int year;
    struct str scheme, grade, label, count, of, source;
};

struct batch_holiday {
    uint32_t row, load;
    date on;
    struct str title;
};
/* A boundary: rings of longitude and latitude; or a hexagon's place. */
struct batch_shape {
    uint32_t row, load;
    struct str code, geometry; /* geometry: GeoJSON coordinates as text, or "q,r" */
    bool hexagon;
};

#define BATCH_ROWS(type, name)                                                           \
    struct type *name;                                                                   \
    size_t name##_count, name##_capacity

/* Private: an open-addressed hash of a list's texts, by index plus one. */
struct batch_index {
    uint32_t *slots;
    size_t slot_count;
    uint32_t last; /* asked for last: rows of a file come in runs */
};

struct batch {
    struct arena *arena;
    struct batch_source source;
    BATCH_ROWS(str, periods); /* texts as published: "2024", "202425", "2016-17 (OT)" */
    BATCH_ROWS(str, codes);   /* areas of figures, by code */
    BATCH_ROWS(batch_area, areas);
    BATCH_ROWS(batch_alias, aliases);
    BATCH_ROWS(batch_succession, successions);
    BATCH_ROWS(batch_neighbour, neighbours);
    BATCH_ROWS(batch_measure, measures);
    BATCH_ROWS(batch_figure, figures);
    BATCH_ROWS(batch_setting, settings);
    BATCH_ROWS(batch_setting_grade, setting_grades);
    BATCH_ROWS(batch_event, events);
    BATCH_ROWS(batch_event_grade, event_grades);
    BATCH_ROWS(batch_item, items);
    BATCH_ROWS(batch_rating, ratings);
    BATCH_ROWS(batch_distribution, distributions);
    BATCH_ROWS(batch_holiday, holidays);
    BATCH_ROWS(batch_shape, shapes);
    uint64_t rows; /* data rows read, for "n rows" */
    struct batch_index period_index, code_index, measure_index; /* private */
};
#undef BATCH_ROWS

struct batch *batch_new(struct arena *a);
/* Adds a zeroed element at the end of a list and returns it:
 * batch_add(batch, batch_alias, aliases)->code = …; */
#define batch_add(batch, type, name)                                                     \
    ((batch)->name = arena_grow((batch)->arena, struct type, (batch)->name,              \
                                (batch)->name##_count, &(batch)->name##_capacity),       \
     &(batch)->name[(batch)->name##_count++])
/* Room for `rows` figures before the first is added, so that a long list is not copied
 * as it grows; a guess may be too large, since untouched room costs no memory. */
void batch_expect_figures(struct batch *batch, size_t rows);
/* The index of a text in `periods` or `codes`, added (copied) where it is new; O(1)
 * expected.  Lists that were filled by hand are not looked through. */
uint32_t batch_period(struct batch *batch, struct str text);
uint32_t batch_code(struct batch *batch, struct str code);
/* The index of a measure id, added (not described) where it is new.  Adding may move the
 * list, so take the index first: `i = batch_measure_index(…); m = &batch->measures[i];`
 */
uint32_t batch_measure_index(struct batch *batch, struct str id);

#endif
