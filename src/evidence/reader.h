/* The reader of evidence folders, between its own files only.  It works in three steps:
 *
 *   records.c  each file's records become raw rows: one trimmed cell a column of its
 * table refer.c    names, keys and evidence ids are collected over all files, so that a
 * row may refer to a later one or to another file build.c    each raw row becomes a row
 * of the model, column by column as forms.c describes, then as the table's own function
 * (rows_*.c) demands
 *
 * A row with any bad cell is not taken: each bad cell is a remark, the row is `unread`.
 * Everything lives in the evidence's arena. */
#ifndef ASSAY_EVIDENCE_READER_H
#define ASSAY_EVIDENCE_READER_H

#include "evidence/folder.h"
#include "evidence/index.h"

/* --- tables as data (forms.c) --- */

enum need { OPTIONAL, REQUIRED, ONE_OF }; /* one of the columns so marked must be there */

enum cell_kind {
    CELL_OWN, /* the table's own function reads it */
    CELL_TEXT,
    CELL_AREA,
    CELL_DATE,
    CELL_PERIOD,
    CELL_WORD, /* of the column's vocabulary */
    CELL_SERVICE,
    CELL_WHOLE, /* an int, -1 where blank */
    CELL_COUNT, /* an int64_t */
    CELL_NUMBER,
    CELL_FRAMEWORK,
    CELL_INSPECTION,
    CELL_MEASURE,
    CELL_KIND_COUNT
};

struct column {
    const char *name;
    enum need need;
    enum cell_kind kind;
    size_t offset; /* of the field in the row; 0 where the cell has no field of its own */
    size_t also; /* of a second field: a period's text, a number's "it was given"; or 0 */
    const struct vocabulary *words;
};

struct build;

struct form {
    enum table table;
    const struct column *columns;
    size_t column_count;
    size_t row_size;
    size_t rows_at, count_at; /* of the table's array and its length in struct evidence */
    const char *key;          /* the column that names a row, or NULL */
    bool key_is_id;           /* evidence ids are made of it; each folder has its own */
    void (*own)(struct build *build, void *row); /* or NULL */
};

enum { COLUMNS_MAX = 16 };
#define NO_COLUMN SIZE_MAX

const struct form *form_of(enum table table);
/* The position of a column in any case, space, '-' and '_' alike; or NO_COLUMN. */
size_t form_column(const struct form *form, struct str name);

/* --- raw rows (records.c) --- */

struct raw_file {
    const struct form *form;
    struct str name;   /* prefixed */
    struct str prefix; /* the folder's, or empty */
    struct str text;
    size_t place[COLUMNS_MAX]; /* of each column in the file, or NO_COLUMN */
};

enum raw_state {
    RAW_READ,  /* cells are there, the row is not built yet */
    RAW_TAKEN, /* `row` is its position in the table */
    RAW_BAD,
    RAW_REPEATED, /* the very same row again */
    RAW_LEFT_OUT  /* a what-if took it away */
};

struct raw {
    const struct raw_file *file;
    struct str *cells; /* one a column of the form */
    struct str id;
    size_t offset; /* of the record in the file */
    uint32_t record, line;
    enum raw_state state;
    bool changed, blanked; /* by an amendment; blanked: a cell was taken away */
    size_t row;
};

struct raw_table {
    struct raw *at;
    size_t count, capacity;
};

/* --- one run of the reader --- */

struct reading {
    struct arena *arena;
    const struct regimes *regimes;
    struct remarks *remarks;
    struct evidence *evidence;
    struct raw_table tables[TABLE_COUNT];
    struct index keys[TABLE_COUNT]; /* by scope and by name alone: raw rows */
    struct index ids;               /* evidence ids: raw rows, see refer_id */
    struct index areas;             /* names: see refer.c */
    struct str *area_names;         /* to suggest from */
    size_t area_name_count, area_name_capacity;
    bool areas_listed; /* areas.csv is there: no other area is accepted */
    size_t listed_areas, unlisted_areas; /* in evidence->areas, in this order */
    size_t unread_capacity;
    size_t suggesting; /* texts that may still be compared to suggest a name */
};

/* Reads one file's records; its remarks say what could not be read. */
status records_read(struct reading *r, const struct folder_file *file, struct fault *why);
/* A remark on a whole file. */
void remark_on_file(struct reading *r, enum remark_kind kind, struct str file,
                    struct str text);
/* Line and byte column of a cell (of the record's start where the file lacks it). */
void raw_place(const struct raw *raw, size_t column, uint32_t *line, uint32_t *byte);

/* --- names, keys and ids (refer.c, amendment.c) --- */

/* Gives every raw row its evidence id: file:key or file:record, unique in the run. */
void refer_name_rows(struct reading *r);
/* "findings:3", whatever the row is called. */
struct str refer_record_id(struct arena *a, const struct raw *raw);
/* Collects the keys; a second row with a key is no longer RAW_READ afterwards. */
void refer_collect_keys(struct reading *r);
/* Collects area names, and those of areas no file lists; makes room for all of them. */
void refer_collect_areas(struct reading *r);
/* After the listed areas are built: puts the others behind them. */
void refer_settle_areas(struct reading *r);
/* The row that has this key, in the asking file's folder before any other; or NULL. */
struct raw *refer_key(const struct reading *r, enum table table,
                      const struct raw_file *from, struct str key);
/* The row that answers to this evidence id, or to file:record; NULL where none does. */
struct raw *refer_id(const struct reading *r, struct str id);
/* The area of a name; NULL where there is none, or where its row was not taken. */
const struct area *refer_area(const struct reading *r, struct str name);
/* True where it looks like the number of a setting rather than the name of an area. */
bool refer_is_number(struct str subject);
/* The nearest of some names; the empty view where none is near or the run has already
 * compared as many as it may. */
struct str refer_nearest(struct reading *r, struct str name, const struct str *among,
                         size_t count);
/* The nearest key of a table. */
struct str refer_nearest_key(struct reading *r, enum table table, struct str key);
void amend_rows(struct reading *r, struct amendment *all, size_t count);

/* --- rows of the model (build.c, rows_*.c, follow.c) --- */

struct build {
    struct reading *reading;
    const struct form *form;
    struct raw *raw;
    bool failed;
};

status build_rows(struct reading *r, struct fault *why);
/* Points findings to those they follow; rows whose target is no row are bad. */
void follow_findings(struct reading *r);
/* Keeps what could be read of a bad row. */
void unread_add(struct reading *r, const struct raw *raw);
/* Notes that a whole table could not be read; `file` is how remarks name it. */
void unread_table(struct reading *r, enum table table, struct str file);

/* The cell of a column; the empty view where it is blank or the file lacks it. */
struct str build_cell(const struct build *build, const char *column);
/* A row's cell is wrong: `expected` says what should stand there, `advice` what to do. */
void build_bad(struct build *build, const char *column, struct str expected,
               const char *advice);
/* The row is taken all the same. */
void build_warn(struct build *build, const char *column, struct str expected,
                const char *advice);
/* A remark of any kind on a row, with a sentence of its own. */
void build_say(struct build *build, enum remark_kind kind, const char *column,
               struct str text);
/* A word that is near none: `nearest` where there is one, else the whole list. */
struct str build_expected(struct arena *a, struct str nearest, struct str list);
/* An area cell; NULL after a remark. */
const struct area *build_area(struct build *build, const char *column, struct str name);
/* A grade on a scale; false after a remark. */
bool build_grade(struct build *build, const char *column, const struct scale *scale,
                 struct grade *out);
/* The judgement a cell names in a regime; NULL after a remark. */
const struct regime_judgement *build_judgement(struct build *build, const char *column,
                                               const struct regime *regime);

/* What a unit counts by: 100 for percent, 10000 for "per 10,000", else 1. */
int64_t unit_factor(struct str unit);

void own_area(struct build *build, void *row);
void own_neighbour(struct build *build, void *row);
void own_inspection(struct build *build, void *row);
void own_judged(struct build *build, void *row);
void own_finding(struct build *build, void *row);
void own_measure(struct build *build, void *row);
void own_value(struct build *build, void *row);
void own_share(struct build *build, void *row);
void own_relation(struct build *build, void *row);
void own_decision(struct build *build, void *row);
void own_published(struct build *build, void *row);

/* --- what evidence.c looks things up in --- */

struct evidence_index {
    struct index areas; /* every name, alias and code: position in areas */
    struct index ids;   /* evidence ids: position in the table plus table * ROW_LIMIT */
};
#define ROW_LIMIT ((size_t)1 << 26)
void evidence_index_areas(struct evidence_index *index, const struct evidence *evidence);

/* The table's rows and their number, whatever their type. */
void *evidence_rows(const struct evidence *evidence, const struct form *form,
                    size_t *count);

#endif
