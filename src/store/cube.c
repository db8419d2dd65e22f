/* Reading the store: figures into a cube, everything else into one batch. */
#include <assert.h>

#include "evidence/cube_build.h"
#include "store/blob.h"
#include "store/inside.h"
#include "store/tables.h"

/* The loads that stand, each with the batch that its rows go into. */
struct standing {
    struct store *store;
    struct arena *arena;
    struct load *loads;
    struct tables_target *targets;
    size_t count;
};

static status find_standing(struct store *store, struct arena *a, struct standing *out,
                            struct fault *why)
{
    struct standing s = {.store = store, .arena = a};
    size_t all;
    TRY(store_loads(store, a, &s.loads, &all, why));
    for (size_t i = 0; i < all; i++) {
        if (!s.loads[i].undone)
            s.loads[s.count++] = s.loads[i];
    }
    s.targets = arena_make(a, struct tables_target, s.count);
    for (size_t i = 0; i < s.count; i++)
        s.targets[i].load = s.loads[i].id;
    *out = s;
    return OK;
}

/* A store is read as it was at one moment, whatever another process loads meanwhile. */
static status in_one_moment(struct store *store,
                            status (*body)(void *with, struct fault *why), void *with,
                            struct fault *why)
{
    TRY(db_run(&store->db, "BEGIN", why));
    status st = body(with, why);
    db_run(&store->db, "COMMIT", NULL);
    return st;
}

/* --- facts ---------------------------------------------------------------------------
 */

struct facts {
    struct store *store;
    struct arena *arena;
    struct batch *batch;
};

static status read_facts(void *with, struct fault *why)
{
    struct facts *f = with;
    struct standing s;
    TRY(find_standing(f->store, f->arena, &s, why));
    for (size_t i = 0; i < s.count; i++)
        s.targets[i].batch = f->batch;
    return tables_read(&f->store->db, TABLES_ALL, s.targets, s.count, why);
}

status store_facts(struct store *store, struct arena *a, struct batch **out,
                   struct fault *why)
{
    struct facts f = {store, a, batch_new(a)};
    TRY(in_one_moment(store, read_facts, &f, why));
    *out = f.batch;
    return OK;
}

/* --- the cube ------------------------------------------------------------------------
 */

struct collected {
    struct series *series;
    size_t count, capacity;
};

struct cube_reading {
    struct store *store;
    struct arena *arena,
        *scratch; /* scratch: the series, needed until they are filled in */
    struct standing standing;
    struct cube_part *parts;
    struct collected *collected; /* the series of each part */
    struct cube *cube;
};

static struct cube_part *part_of_load(struct cube_reading *r, int64_t load)
{
    size_t low = 0, high = r->standing.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->standing.loads[middle].id < load)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < r->standing.count && r->standing.loads[low].id == load;
    return found ? &r->parts[low] : NULL;
}

static status damaged(const struct cube_reading *r, int64_t load, const char *what,
                      struct fault *why)
{
    for (size_t i = 0; i < r->standing.count; i++) {
        const struct load *at = &r->standing.loads[i];
        if (at->id == load)
            return fault_at(why, ERR_FORMAT, str_of(r->store->db.path), 0, 0,
                            "load %lld, of %.*s, is damaged: %s; undo it and load the "
                            "file again",
                            (long long)load, STR_ARG(at->file), what);
    }
    return fault_at(why, ERR_FORMAT, str_of(r->store->db.path), 0, 0,
                    "this store holds rows of load %lld, which does not stand; it is "
                    "damaged",
                    (long long)load);
}

/* A list that series point into: its texts by position. */
static status read_list(struct cube_reading *r, const char *sql,
                        void (*add)(struct batch *batch, struct str text),
                        struct fault *why)
{
    struct query_run q;
    bool row = true;
    status st = query_open(&q, &r->store->db, sql, why);
    while (!st && row) {
        st = query_step(&q, &row, why);
        if (st || !row)
            break;
        int64_t load = query_integer(&q, 0);
        struct cube_part *part = part_of_load(r, load);
        if (!part)
            st = damaged(r, load, "", why);
        else
            add(r->standing.targets[part - r->parts].batch, query_text(r->arena, &q, 1));
    }
    query_close(&q);
    return st;
}

static void add_period(struct batch *batch, struct str text)
{
    *batch_add(batch, str, periods) = text;
}

static void add_code(struct batch *batch, struct str text)
{
    *batch_add(batch, str, codes) = text;
}

static status read_one_series(struct cube_reading *r, const struct query_run *q,
                              struct fault *why)
{
    int64_t load = query_integer(q, 0), measure = query_integer(q, 1);
    struct cube_part *part = part_of_load(r, load);
    if (!part)
        return damaged(r, load, "", why);
    const struct batch *batch = part->batch;
    if (measure < 0 || measure >= (int64_t)batch->measures_count)
        return damaged(r, load, "figures of a measure that it does not name", why);
    struct series series = {.measure = (uint32_t)measure};
    struct blob_bounds bounds = {batch->periods_count, batch->codes_count};
    struct fault what = {0};
    if (blob_read(r->scratch, query_blob(q, 2), bounds, &series, &what))
        return damaged(r, load, what.text, why);
    struct collected *to = &r->collected[part - r->parts];
    to->series =
        arena_grow(r->scratch, struct series, to->series, to->count, &to->capacity);
    to->series[to->count++] = series;
    return OK;
}

static status read_series(struct cube_reading *r, struct fault *why)
{
    struct query_run q;
    bool row = true;
    status st =
        query_open(&q, &r->store->db,
                   "SELECT load, measure, figures FROM series ORDER BY rowid", why);
    while (!st && row) {
        st = query_step(&q, &row, why);
        if (!st && row)
            st = read_one_series(r, &q, why);
    }
    query_close(&q);
    return st;
}

static struct cube_load cube_load_of(const struct load *load)
{
    return (struct cube_load){load->file,  load->sha256,  load->publisher,
                              load->title, load->licence, load->attribution};
}

static void make_parts(struct cube_reading *r)
{
    struct standing *s = &r->standing;
    r->parts = arena_make(r->arena, struct cube_part, s->count);
    r->collected = arena_make(r->scratch, struct collected, s->count);
    for (size_t i = 0; i < s->count; i++) {
        s->targets[i].batch = batch_new(r->arena);
        r->parts[i].batch = s->targets[i].batch;
        r->parts[i].load = cube_load_of(&s->loads[i]);
    }
}

static status read_cube(void *with, struct fault *why)
{
    struct cube_reading *r = with;
    struct standing *s = &r->standing;
    TRY(find_standing(r->store, r->arena, s, why));
    make_parts(r);
    TRY(tables_read(&r->store->db, TABLES_OF_CUBE, s->targets, s->count, why));
    TRY(read_list(r, "SELECT load, text FROM load_period ORDER BY load, position",
                  add_period, why));
    TRY(read_list(r, "SELECT load, text FROM load_code ORDER BY load, position", add_code,
                  why));
    TRY(read_series(r, why));
    for (size_t i = 0; i < s->count; i++) {
        r->parts[i].series = r->collected[i].series;
        r->parts[i].series_count = r->collected[i].count;
    }
    r->cube = cube_build(r->arena, r->parts, s->count);
    return OK;
}

status store_cube(struct store *store, struct arena *a, struct cube **out,
                  struct fault *why)
{
    struct cube_reading r = {
        .store = store, .arena = a, .scratch = arena_new(1024 * MIB)};
    status st = in_one_moment(store, read_cube, &r, why);
    arena_free(r.scratch);
    if (!st)
        *out = r.cube;
    return st;
}
