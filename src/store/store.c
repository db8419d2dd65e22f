#include "store/store.h"

#include <assert.h>

#include "base/os.h"
#include "store/blob.h"
#include "store/inside.h"
#include "store/schema.h"
#include "store/tables.h"

/* "ASSY": tells a store from any other SQLite file. */
#define APPLICATION_ID 0x41535359

static const char *const settings_for_writing[] = {
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    /* A load of many files writes its journal back once, not after each. */
    "PRAGMA wal_autocheckpoint = 8000",
};

/* --- opening -------------------------------------------------------------------------
 */

static status no_store(const struct db *db, struct fault *why)
{
    return fault_at(why, ERR_FORMAT, str_of(db->path), 0, 0,
                    "this is a database, but no store of Assay; name another file with "
                    "--db");
}

static status read_version(const struct db *db, int64_t *version, struct fault *why)
{
    int64_t application, tables;
    TRY(db_number(db, "PRAGMA application_id", &application, why));
    TRY(db_number(db, "PRAGMA user_version", version, why));
    TRY(db_number(db, "SELECT count(*) FROM sqlite_schema", &tables, why));
    bool fresh = application == 0 && *version == 0 && tables == 0;
    if (!fresh && application != APPLICATION_ID)
        return no_store(db, why);
    if (*version < 0 || *version > (int64_t)store_migration_count)
        return fault_at(why, ERR_FORMAT, str_of(db->path), 0, 0,
                        "this store was made by a newer Assay (version %lld); use that",
                        (long long)*version);
    return OK;
}

static status raise_version(const struct db *db, int64_t to, struct fault *why)
{
    struct arena *scratch = arena_new(4 * KIB);
    struct str sql =
        arena_format(scratch, "PRAGMA application_id = %d; PRAGMA user_version = %lld",
                     APPLICATION_ID, (long long)to);
    status st = db_run(db, sql.at, why);
    arena_free(scratch);
    return st;
}

/* All migrations that are missing, in one transaction. */
static status migrate(const struct db *db, struct fault *why)
{
    int64_t version;
    TRY(read_version(db, &version, why));
    for (size_t i = (size_t)version; i < store_migration_count; i++)
        TRY(db_run(db, store_migrations[i], why));
    return raise_version(db, (int64_t)store_migration_count, why);
}

status transaction(const struct db *db, status (*body)(void *with, struct fault *why),
                   void *with, struct fault *why)
{
    TRY(db_run(db, "BEGIN IMMEDIATE", why));
    status st = body(with, why);
    if (!st)
        st = db_run(db, "COMMIT", why);
    /* What made it fail is what counts; SQLite may have rolled back already. */
    if (st)
        db_run(db, "ROLLBACK", NULL);
    return st;
}

static status migrate_body(void *with, struct fault *why)
{
    return migrate(with, why);
}

static status prepare_writing(struct db *db, struct fault *why)
{
    int64_t version;
    TRY(read_version(db, &version, why));
    for (size_t i = 0; i < sizeof settings_for_writing / sizeof *settings_for_writing;
         i++)
        TRY(db_run(db, settings_for_writing[i], why));
    if (version == (int64_t)store_migration_count)
        return OK;
    return transaction(db, migrate_body, db, why);
}

static status prepare_reading(struct db *db, struct fault *why)
{
    int64_t version;
    TRY(read_version(db, &version, why));
    if (version == (int64_t)store_migration_count)
        return OK;
    if (version == 0)
        return fault_at(why, ERR_FORMAT, str_of(db->path), 0, 0,
                        "nothing has been loaded into this store; 'assay load' does");
    return fault_at(why, ERR_FORMAT, str_of(db->path), 0, 0,
                    "this store was made by an older Assay; 'assay load' brings it up to "
                    "date");
}

status store_open(struct str path, enum store_mode mode, struct store **out,
                  struct fault *why)
{
    if (mode == STORE_READ && !os_exists(path))
        return fault_at(why, ERR_IO, path, 0, 0,
                        "there is no store here; 'assay load' makes one, --db names "
                        "another");
    struct arena *arena = arena_new(1 * MIB);
    struct store *store = arena_make(arena, struct store, 1);
    store->arena = arena;
    store->mode = mode;
    status st = db_open(&store->db, path, mode, why);
    if (!st)
        st = (mode == STORE_WRITE ? prepare_writing : prepare_reading)(&store->db, why);
    if (st) {
        store_close(store);
        return st;
    }
    *out = store;
    return OK;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    db_close(&store->db);
    arena_free(store->arena);
}

/* --- loading -------------------------------------------------------------------------
 */

/* The load that stands with these bytes; 0 where none does. */
static status standing_load(const struct db *db, struct str sha256, int64_t *id,
                            struct fault *why)
{
    struct query_run q;
    bool row;
    TRY(query_open(&q, db, "SELECT id FROM load WHERE sha256 = ? AND undone = 0", why));
    query_bind_text(&q, 1, sha256);
    status st = query_step(&q, &row, why);
    if (!st)
        *id = row ? query_integer(&q, 0) : 0;
    query_close(&q);
    return st;
}

status store_has(struct store *store, struct str sha256, bool *out, struct fault *why)
{
    int64_t id;
    TRY(standing_load(&store->db, sha256, &id, why));
    *out = id != 0;
    return OK;
}

struct new_load {
    const struct db *db;
    struct str file, sha256;
    const struct batch *batch;
    struct arena *scratch;
    int64_t id;
    bool already;
};

static status write_load_row(struct new_load *n, struct fault *why)
{
    const struct batch_source *source = &n->batch->source;
    const struct str texts[] = {
        n->file,       n->sha256,       source->format,     source->publisher,
        source->title, source->licence, source->attribution};
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct query_run q;
    TRY(query_open(&q, n->db,
                   "INSERT INTO load (file, sha256, format, publisher, title, licence, "
                   "attribution, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   why));
    for (int i = 0; i < TEXTS; i++)
        query_bind_text(&q, i + 1, texts[i]);
    query_bind_integer(&q, TEXTS + 1, (int64_t)n->batch->rows);
    status st = query_do(&q, why);
    query_close(&q);
    n->id = db_last_id(n->db);
    return st;
}

static status write_list(const struct new_load *n, const char *sql,
                         const struct str *texts, size_t count, struct fault *why)
{
    struct query_run q;
    TRY(query_open(&q, n->db, sql, why));
    status st = OK;
    query_bind_integer(&q, 1, n->id);
    for (size_t i = 0; i < count && !st; i++) {
        query_bind_integer(&q, 2, (int64_t)i);
        query_bind_text(&q, 3, texts[i]);
        st = query_do(&q, why);
    }
    query_close(&q);
    return st;
}

static status write_one_series(const struct new_load *n, struct query_run *q,
                               const struct series *series, struct fault *why)
{
    struct str blob;
    struct arena *scratch = arena_new(1024 * MIB);
    status st = blob_write(scratch, series, &blob, why);
    if (!st) {
        query_bind_integer(q, 1, n->id);
        query_bind_integer(q, 2, series->measure);
        query_bind_blob(q, 3, blob);
        st = query_do(q, why);
    }
    arena_free(scratch);
    return st;
}

static status write_series(const struct new_load *n, struct fault *why)
{
    size_t count;
    struct query_run q;
    if (n->batch->figures_count == 0)
        return OK;
    const struct series *all = series_of_batch(n->scratch, n->batch, &count);
    TRY(query_open(&q, n->db,
                   "INSERT INTO series (load, measure, figures) VALUES (?, ?, ?)", why));
    status st = OK;
    for (size_t i = 0; i < count && !st; i++)
        st = write_one_series(n, &q, &all[i], why);
    query_close(&q);
    return st;
}

static status write_load(void *with, struct fault *why)
{
    struct new_load *n = with;
    TRY(standing_load(n->db, n->sha256, &n->id, why));
    n->already = n->id != 0;
    if (n->already)
        return OK;
    TRY(write_load_row(n, why));
    TRY(write_list(n, "INSERT INTO load_period (load, position, text) VALUES (?, ?, ?)",
                   n->batch->periods, n->batch->periods_count, why));
    TRY(write_list(n, "INSERT INTO load_code (load, position, text) VALUES (?, ?, ?)",
                   n->batch->codes, n->batch->codes_count, why));
    TRY(tables_write(n->db, n->id, n->batch, why));
    return write_series(n, why);
}

status store_load(struct store *store, struct str file, struct str sha256,
                  const struct batch *batch, int64_t *id, bool *already,
                  struct fault *why)
{
    assert(store->mode == STORE_WRITE && sha256.len == 64);
    struct new_load n = {.db = &store->db,
                         .file = file,
                         .sha256 = sha256,
                         .batch = batch,
                         .scratch = arena_new(1024 * MIB)};
    status st = transaction(&store->db, write_load, &n, why);
    arena_free(n.scratch);
    if (st)
        return st;
    *id = n.id;
    *already = n.already;
    return OK;
}

/* --- undoing -------------------------------------------------------------------------
 */

static status run_with_id(const struct db *db, const char *sql, int64_t id,
                          struct fault *why)
{
    struct query_run q;
    TRY(query_open(&q, db, sql, why));
    query_bind_integer(&q, 1, id);
    status st = query_do(&q, why);
    query_close(&q);
    return st;
}

struct undoing {
    const struct db *db;
    int64_t id;
};

static status check_stands(const struct undoing *u, struct fault *why)
{
    struct query_run q;
    bool row;
    TRY(query_open(&q, u->db, "SELECT undone FROM load WHERE id = ?", why));
    query_bind_integer(&q, 1, u->id);
    status st = query_step(&q, &row, why);
    bool undone = !st && row && query_integer(&q, 0) != 0;
    query_close(&q);
    if (st)
        return st;
    if (!row)
        return fault_set(why, ERR_USAGE,
                         "there is no load %lld; 'assay loads' lists them",
                         (long long)u->id);
    if (undone)
        return fault_set(why, ERR_USAGE, "load %lld is undone already", (long long)u->id);
    return OK;
}

static status undo(void *with, struct fault *why)
{
    static const char *const statements[] = {
        "DELETE FROM series WHERE load = ?",
        "DELETE FROM load_period WHERE load = ?",
        "DELETE FROM load_code WHERE load = ?",
        "UPDATE load SET undone = 1 WHERE id = ?",
    };
    const struct undoing *u = with;
    TRY(check_stands(u, why));
    TRY(tables_delete(u->db, u->id, why));
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        TRY(run_with_id(u->db, statements[i], u->id, why));
    return OK;
}

status store_undo(struct store *store, int64_t id, struct fault *why)
{
    assert(store->mode == STORE_WRITE);
    struct undoing u = {&store->db, id};
    return transaction(&store->db, undo, &u, why);
}

/* --- what there is -------------------------------------------------------------------
 */

static struct load load_of_row(struct arena *a, const struct query_run *q)
{
    return (struct load){
        .id = query_integer(q, 0),
        .file = query_text(a, q, 1),
        .sha256 = query_text(a, q, 2),
        .format = query_text(a, q, 3),
        .publisher = query_text(a, q, 4),
        .title = query_text(a, q, 5),
        .licence = query_text(a, q, 6),
        .attribution = query_text(a, q, 7),
        .rows = (uint64_t)query_integer(q, 8),
        .undone = query_integer(q, 9) != 0,
    };
}

status store_loads(struct store *store, struct arena *a, struct load **out, size_t *count,
                   struct fault *why)
{
    struct query_run q;
    struct load *loads = NULL;
    size_t found = 0, capacity = 0;
    bool row = true;
    TRY(query_open(&q, &store->db,
                   "SELECT id, file, sha256, format, publisher, title, licence, "
                   "attribution, rows, undone FROM load ORDER BY id",
                   why));
    status st = OK;
    while (!st && row) {
        st = query_step(&q, &row, why);
        if (st || !row)
            break;
        loads = arena_grow(a, struct load, loads, found, &capacity);
        loads[found++] = load_of_row(a, &q);
    }
    query_close(&q);
    if (st)
        return st;
    *out = loads;
    *count = found;
    return OK;
}
