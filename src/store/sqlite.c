#include "store/sqlite.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include <sqlite3.h>

enum { WAIT_MS = 30000 };

/* SQLite's own words, with what to do where that is known. */
status db_fault(const struct db *db, struct fault *why)
{
    int code = db->handle ? sqlite3_errcode(db->handle) : SQLITE_NOMEM;
    const char *text = db->handle ? sqlite3_errmsg(db->handle) : "out of memory";
    struct str path = str_of(db->path);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return fault_at(why, ERR_IO, path, 0, 0,
                        "the disk is full; nothing of this load was kept: make room and "
                        "load it again");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fault_at(why, ERR_IO, path, 0, 0,
                        "another program is writing to this store; try again when it is "
                        "done");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return fault_at(why, ERR_FORMAT, path, 0, 0,
                        "this is no store, or it is damaged (%s)", text);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
        return fault_at(why, ERR_IO, path, 0, 0, "cannot read or write this store: %s",
                        text);
    default:
        return fault_at(why, ERR_BUG, path, 0, 0, "the store refused a statement: %s",
                        text);
    }
}

/* Opens without looking; SQLite reads the file at the first statement. */
static status open_file(struct db *db, const char *path, int flags, struct fault *why)
{
    int code = sqlite3_open_v2(path, &db->handle, flags, NULL);
    if (code == SQLITE_OK)
        return OK;
    status st = db_fault(db, why);
    db_close(db);
    return st;
}

status db_open(struct db *db, struct str path, enum store_mode mode, struct fault *why)
{
    *db = (struct db){0};
    if (path.len == 0 || path.len >= sizeof db->path || memchr(path.at, '\0', path.len))
        return fault_at(why, ERR_IO, path, 0, 0, "this is no path of a store");
    memcpy(db->path, path.at, path.len);
    int flags = mode == STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                    : SQLITE_OPEN_READONLY;
    TRY(open_file(db, db->path, flags, why));
    sqlite3_busy_timeout(db->handle, WAIT_MS);
    return OK;
}

void db_close(struct db *db)
{
    int code = sqlite3_close(db->handle);
    assert(code == SQLITE_OK && "a statement is still open");
    (void)code;
    db->handle = NULL;
}

status db_run(const struct db *db, const char *sql, struct fault *why)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK
               ? OK
               : db_fault(db, why);
}

status db_number(const struct db *db, const char *sql, int64_t *out, struct fault *why)
{
    struct query_run q;
    bool row;
    TRY(query_open(&q, db, sql, why));
    status st = query_step(&q, &row, why);
    if (!st)
        *out = row ? query_integer(&q, 0) : 0;
    query_close(&q);
    return st;
}

int64_t db_last_id(const struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

/* --- statements ----------------------------------------------------------------------
 */

status query_open(struct query_run *q, const struct db *db, const char *sql,
                  struct fault *why)
{
    *q = (struct query_run){.db = db};
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &q->statement, NULL);
    return code == SQLITE_OK ? OK : db_fault(db, why);
}

void query_close(struct query_run *q)
{
    sqlite3_finalize(q->statement);
    q->statement = NULL;
}

/* Binding fails only at a place that is not there, and past SQLite's limit of a text or
 * blob, which what is bound is asserted to be under. */
static void bound(int code)
{
    assert(code == SQLITE_OK);
    (void)code;
}

void query_bind_integer(struct query_run *q, int place, int64_t n)
{
    bound(sqlite3_bind_int64(q->statement, place, n));
}

void query_bind_double(struct query_run *q, int place, double x)
{
    bound(isnan(x) ? sqlite3_bind_null(q->statement, place)
                   : sqlite3_bind_double(q->statement, place, x));
}

void query_bind_date(struct query_run *q, int place, date d)
{
    bound(date_is_none(d) ? sqlite3_bind_null(q->statement, place)
                          : sqlite3_bind_int64(q->statement, place, d.days));
}

void query_bind_text(struct query_run *q, int place, struct str text)
{
    assert(text.len < INT_MAX);
    bound(sqlite3_bind_text(q->statement, place, text.len ? text.at : "", (int)text.len,
                            SQLITE_STATIC));
}

void query_bind_blob(struct query_run *q, int place, struct str bytes)
{
    bound(sqlite3_bind_blob64(q->statement, place, bytes.len ? bytes.at : "", bytes.len,
                              SQLITE_STATIC));
}

status query_step(struct query_run *q, bool *row, struct fault *why)
{
    int code = sqlite3_step(q->statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return OK;
    status st = code == SQLITE_DONE ? OK : db_fault(q->db, why);
    sqlite3_reset(q->statement);
    return st;
}

status query_do(struct query_run *q, struct fault *why)
{
    bool row;
    TRY(query_step(q, &row, why));
    assert(!row);
    return OK;
}

int64_t query_integer(const struct query_run *q, int column)
{
    return sqlite3_column_int64(q->statement, column);
}

double query_double(const struct query_run *q, int column)
{
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL
               ? (double)NAN
               : sqlite3_column_double(q->statement, column);
}

date query_date(const struct query_run *q, int column)
{
    if (sqlite3_column_type(q->statement, column) == SQLITE_NULL)
        return DATE_NONE;
    int64_t days = query_integer(q, column);
    date first = date_of(1800, 1, 1), last = date_of(2199, 12, 31);
    return days < first.days || days > last.days ? DATE_NONE : (date){(int32_t)days};
}

static size_t length_of(const struct query_run *q, int column)
{
    int bytes = sqlite3_column_bytes(q->statement, column);
    return bytes > 0 ? (size_t)bytes : 0;
}

struct str query_text(struct arena *a, const struct query_run *q, int column)
{
    const char *text = (const char *)sqlite3_column_text(q->statement, column);
    size_t len = length_of(q, column);
    return text && len ? arena_copy(a, (struct str){text, len}) : (struct str){0};
}

struct str query_blob(const struct query_run *q, int column)
{
    const char *bytes = sqlite3_column_blob(q->statement, column);
    return (struct str){bytes, bytes ? length_of(q, column) : 0};
}
