/* The tables of an export, of one authority or of England, from their pictures: figures,
 * what the measures mean, settings by service, inspections with their judgements, what
 * inspections asked to be improved; and one measure over all areas and periods.
 *
 * Tables point into the source, the pictures and the survey, which must live as long.
 * A builder marks the loads that its rows stand on, so that the notes, built last, name
 * these and no others.  Settings are counted and never named: a children's home is not to
 * be found.  Counts of a figure that is not shown are not shown either. */
#ifndef ASSAY_PUBLISH_EXPORT_TABLES_H
#define ASSAY_PUBLISH_EXPORT_TABLES_H

#include "profile/picture.h"
#include "publish/export.h"

struct export_source {
    struct arena *arena;
    const struct survey *survey;
    const struct picture *const *pictures; /* of one authority, or of all; rising */
    size_t picture_count;
    bool whole;      /* of England: regions and England have rows of their own */
    bool internal;   /* for use inside an organisation */
    bool *uses;      /* of the cube's loads: a row stands on it */
    struct str name; /* of whom the book is: "Knowsley", "England" */
};

/* A source of these pictures (none, for a measure); in the arena. */
struct export_source *export_source_new(struct arena *a, const struct survey *survey,
                                        const struct picture *const *pictures,
                                        size_t picture_count);

/* The measures of the survey, each in the latest period that it shows. */
struct export_table export_figures(struct export_source *source);
/* What those measures are. */
struct export_table export_measures(struct export_source *source);
struct export_table export_settings(struct export_source *source);
/* A row a judgement; an event that gave none has one row. */
struct export_table export_inspections(struct export_source *source);
struct export_table export_items(struct export_source *source);

/* One measure in its latest periods, so many of them (0: all): a row a period and area
 * that lived in it, regions and England too; ranked in each period.  Costs a benchmark a
 * period each time it is written. */
struct export_table export_measure(struct export_source *source,
                                   const struct cube_measure *measure, size_t periods);

/* The book of these tables and their notes, which is added at the end. */
struct export_book export_book_of(struct export_source *source, struct str title,
                                  const struct export_table *tables, size_t count);
/* All tables of the source in a book. */
struct export_book export_book_all(struct export_source *source);

/* ---- Private: what the tables share */

/* The first columns of every table about areas. */
#define EXPORT_AREA_COLUMNS                                                              \
    {"geographic_level", EXPORT_TEXT, 16, "National, Regional or Local authority"},      \
        {"country_code", EXPORT_TEXT, 12, "the ONS code of England"},                    \
        {"country_name", EXPORT_TEXT, 10, "England"},                                    \
        {"region_code", EXPORT_TEXT, 12, "the ONS code of the region"},                  \
        {"region_name", EXPORT_TEXT, 22, "the region"},                                  \
        {"old_la_code", EXPORT_TEXT, 11, "the Department's three-digit number"},         \
        {"new_la_code", EXPORT_TEXT, 12, "the ONS code of the authority"},               \
        {"la_name", EXPORT_TEXT, 28, "the authority"}
enum { EXPORT_AREA_COUNT = 8 };
void export_put_area(const struct cube *cube, uint32_t area, struct export_cell *cells);

#define EXPORT_SOURCE_COLUMNS                                                            \
    {"evidence", EXPORT_TEXT, 14,                                                        \
     "where it comes from: the number of the load and the row of its file, which the "   \
     "notes name"},                                                                      \
        {"attribution", EXPORT_TEXT, 60, "what every use of it must say"}
/* Both columns; nothing where there is no origin. */
void export_put_source(const struct export_source *source, struct arena *a,
                       struct survey_origin origin, struct export_cell *cells);
void export_mark(struct export_source *source, struct survey_origin origin);

/* The symbol of a missing figure and what it means. */
struct export_symbol {
    const char *symbol, *words;
};
struct export_symbol export_symbol_of(enum missing missing);

/* One figure of a table of figures. */
struct export_figure {
    const struct cube_measure *measure;
    size_t period;
    uint32_t area;
    const struct benchmark_area *result; /* NULL of regions and England */
    enum missing missing;
};
extern const struct export_column export_figure_columns[];
extern const size_t export_figure_column_count;
void export_put_figure(const struct export_source *source, struct arena *a,
                       const struct export_figure *f, struct export_cell *cells);
void export_mark_figure(struct export_source *source, const struct cube_measure *measure,
                        size_t period, uint32_t area);

struct export_table export_notes(struct export_source *source, struct str title,
                                 const struct export_table *tables, size_t count);

#endif
