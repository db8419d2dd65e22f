/* SQLite as the store uses it: prepared statements with bound values, and its errors as
 * faults that name the file.  (Of the room store; nothing else includes it.) */
#ifndef ASSAY_STORE_SQLITE_H
#define ASSAY_STORE_SQLITE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/fault.h"
#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;

struct db {
    struct sqlite3 *handle;
    char path[1024]; /* as the user named it, for faults */
};

/* Opens the file; for writing it is made where there is none. */
status db_open(struct db *db, struct str path, enum store_mode mode, struct fault *why);
void db_close(struct db *db);
/* What SQLite last complained of. */
status db_fault(const struct db *db, struct fault *why);
/* Runs statements that give no rows. */
status db_run(const struct db *db, const char *sql, struct fault *why);
/* The number that a statement gives (a pragma, a count). */
status db_number(const struct db *db, const char *sql, int64_t *out, struct fault *why);
int64_t db_last_id(const struct db *db);

/* A prepared statement; places are numbered from 1, columns from 0. */
struct query_run {
    const struct db *db;
    struct sqlite3_stmt *statement;
};
status query_open(struct query_run *q, const struct db *db, const char *sql,
                  struct fault *why);
void query_close(struct query_run *q); /* lets an empty one be */
void query_bind_integer(struct query_run *q, int place, int64_t n);
void query_bind_double(struct query_run *q, int place, double x); /* NaN: NULL */
void query_bind_date(struct query_run *q, int place, date d);     /* none: NULL */
/* The bytes must live until the next step. */
void query_bind_text(struct query_run *q, int place, struct str text);
void query_bind_blob(struct query_run *q, int place, struct str bytes);
/* The next row; *row false at the end, when the statement is ready to run again. */
status query_step(struct query_run *q, bool *row, struct fault *why);
/* Runs a statement that gives no rows. */
status query_do(struct query_run *q, struct fault *why);
int64_t query_integer(const struct query_run *q, int column);
double query_double(const struct query_run *q, int column);
date query_date(const struct query_run *q, int column);
struct str query_text(struct arena *a, const struct query_run *q, int column);
/* A view, valid until the next step. */
struct str query_blob(const struct query_run *q, int column);

#endif
