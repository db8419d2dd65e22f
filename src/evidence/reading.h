/* What the readers of national files share: going through the rows of the sheet that has
 * the columns they need, saying where a cell was bad, and the numbers of regions and
 * England.  A reading lives on the stack of its reader; all it makes is the batch's.
 * After 40 remarks of a file the rest are only counted: a file of the wrong kind must not
 * bury what was found before. */
#ifndef ASSAY_EVIDENCE_READING_H
#define ASSAY_EVIDENCE_READING_H

#include "evidence/national.h"

struct reading {
    const struct national_input *input;
    struct batch *batch;
    struct remarks *remarks;
    const struct sheet *sheet; /* the one being read */
    struct columns columns;
    struct sheet_row row;       /* the current row */
    struct sheet_reader reader; /* private, as is what follows */
    size_t next_sheet;
    uint32_t broken, said, unsaid;
};

struct reading reading_of(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks);
/* Goes to the next sheet that holds all these columns; false where no further one does.
 * Sheets of notes are passed over. */
bool reading_find(struct reading *r, const char *const *needed, size_t count);
/* The same, or the fault that says what was looked for. */
status reading_need(struct reading *r, const char *const *needed, size_t count,
                    struct fault *why);
/* Goes back to the first row behind the header. */
void reading_rewind(struct reading *r);
/* The next row that holds any text; counts it in the batch.  False at the end of the
 * sheet; records that broke the rules of CSV are then remarked on, once. */
bool reading_next(struct reading *r);
/* A row that turned out to be no data (a note below the table) is not counted. */
void reading_uncount(struct reading *r);
/* The current row's cell; -1 gives the empty text. */
struct str reading_cell(const struct reading *r, int column);
int reading_column(const struct reading *r, const char *name);
/* A cell that is not what its column asks for, or a fact that contradicts another; the
 * sentence is "found …; expected …". */
void reading_bad(struct reading *r, enum remark_kind kind, int column, const char *what);
/* How many rows a sheet has at most, from its size. */
size_t reading_most_rows(const struct reading *r);
/* Ends the reading: says what was not said, and drops figures that repeat the measure,
 * period and area of another (the later status wins, else the first row). */
void reading_end(struct reading *r);

/* True where some sheet has all these columns: for recognition, before there is an
 * arena. */
bool reading_has(const struct national_input *input, const char *const *needed,
                 size_t count);
/* The file's name without folders and without .gz, .csv, .xlsx, .ods, .txt, .json. */
struct str reading_stem(struct str path);
/* A year of four digits, 1990 to 2099, in the file's name: the last one; 0 without. */
int reading_year_in_name(struct str path);

/* A three-digit number of an authority, region or England; or the number of a synthetic
 * area, "A00". */
bool reading_is_code(struct str text);
/* The number of a region or of England by its ONS code, else by its name; empty where it
 * is none.  A number in the code's place is taken as it is. */
struct str reading_region(struct str ons_code, struct str name);
/* A text as given, empty where it only says that there is none ("NA", "-"). */
struct str reading_given(struct str text);

/* What the unit's words or a column's name say of the kind: "%", "Rate per 10,000",
 * "Number of …", "Average …". */
enum measure_kind reading_kind(struct str words);
/* Of a rate: 10000 for "per 10,000"; 1 where it does not say. */
double reading_per(struct str words);

/* Who publishes it, for the tables of formats. */
#define READING_OGL "Open Government Licence v3.0"
#define READING_ATTRIBUTION(who)                                                         \
    "Contains public sector information licensed under the Open Government Licence "     \
    "v3.0. Source: " who "."
#define READING_STR(literal) {literal, sizeof(literal) - 1}
#define READING_SOURCE(id, who, what)                                                    \
    {READING_STR(id), READING_STR(who), READING_STR(what), READING_STR(READING_OGL),     \
     READING_STR(READING_ATTRIBUTION(who))}

#endif
