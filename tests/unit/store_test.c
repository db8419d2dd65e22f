#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/os.h"
#include "base/sha256.h"
#include "evidence/series.h"
#include "store/blob.h"
#include "store/store.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A folder with one store in it, gone afterwards. */
struct place {
    struct arena *arena;
    char folder[200], db[240];
    struct store *store;
};

static int make_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    const char *root = getenv("TMPDIR");
    if (!p)
        return -1;
    snprintf(p->folder, sizeof p->folder, "%s/assay-store-XXXXXX", root ? root : "/tmp");
    if (!mkdtemp(p->folder))
        return -1;
    snprintf(p->db, sizeof p->db, "%s/assay.db", p->folder);
    p->arena = arena_new(256 * MIB);
    *state = p;
    return 0;
}

static int drop_place(void **state)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    struct place *p = *state;
    store_close(p->store);
    for (size_t i = 0; i < COUNT(ends); i++)
        remove(arena_format(p->arena, "%s%s", p->db, ends[i]).at);
    int left = rmdir(p->folder); /* a file left behind fails the test */
    arena_free(p->arena);
    free(p);
    return left;
}

static struct store *opened(struct place *p, enum store_mode mode)
{
    struct fault why = {0};
    store_close(p->store);
    p->store = NULL;
    if (store_open(str_of(p->db), mode, &p->store, &why))
        fail_msg("%s: %s", why.file, why.text);
    return p->store;
}

static void run_sql(struct place *p, const char *sql)
{
    sqlite3 *db;
    store_close(p->store);
    p->store = NULL;
    assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* --- batches to load -----------------------------------------------------------------
 */

static void add_figure(struct batch *batch, const char *measure, const char *code,
                       double value)
{
    uint32_t m = batch_measure_index(batch, str_of(measure)),
             p = batch_period(batch, STR("2024")), c = batch_code(batch, str_of(code));
    double none = (double)NAN;
    struct batch_figure *figure = batch_add(batch, batch_figure, figures);
    *figure = (struct batch_figure){.measure = m,
                                    .period = p,
                                    .area = c,
                                    .row = (uint32_t)++batch->rows,
                                    .value = value,
                                    .numerator = none,
                                    .denominator = none,
                                    .low95 = none,
                                    .high95 = none,
                                    .low998 = none,
                                    .high998 = none};
}

/* Figures of two measures in `areas` areas, from `base` up. */
static struct batch *figures_batch(struct arena *a, int areas, double base)
{
    struct batch *batch = batch_new(a);
    char code[8];
    batch->source = (struct batch_source){STR("test"), STR("a publisher"), STR("a title"),
                                          STR("a licence"), STR("an attribution")};
    for (int i = 0; i < areas; i++) {
        snprintf(code, sizeof code, "%03d", 200 + i);
        add_figure(batch, "A", code, base + i);
        add_figure(batch, "B", code, base - i);
    }
    return batch;
}

static struct str digest(struct arena *a, const char *name)
{
    return sha256_hex(a, str_of(name));
}

static status try_load(struct place *p, const struct batch *batch, const char *name,
                       bool *already, struct fault *why)
{
    int64_t id;
    return store_load(p->store, str_of(name), digest(p->arena, name), batch, &id, already,
                      why);
}

static bool load(struct place *p, const struct batch *batch, const char *name)
{
    struct fault why = {0};
    bool already = false;
    if (try_load(p, batch, name, &already, &why))
        fail_msg("%s", why.text);
    return !already;
}

/* All figures of the store, as text. */
static struct str figures_text(struct place *p)
{
    struct cube *cube;
    struct fault why = {0};
    struct buf out = buf_new(p->arena, 16 * MIB);
    if (store_cube(p->store, p->arena, &cube, &why))
        fail_msg("%s: %s", why.file, why.text);
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        for (size_t t = 0; t < measure->period_count; t++) {
            for (size_t i = 0; i < cube->area_count; i++) {
                const struct cube_origin *from = &measure->series[t].origin[i];
                struct str file = from->load < cube->load_count
                                      ? cube->loads[from->load].file
                                      : STR("");
                buf_format(&out, "%.*s %.*s %.*s %a %u %.*s:%u\n",
                           STR_ARG(measure->about.id), STR_ARG(measure->periods[t].text),
                           STR_ARG(cube->areas[i].code), measure->series[t].value[i],
                           measure->series[t].missing[i], STR_ARG(file), from->row);
            }
        }
    }
    return buf_text(&out);
}

/* --- loading and undoing -------------------------------------------------------------
 */

static void a_load_is_read_back_and_known_by_its_bytes(void **state)
{
    struct place *p = *state;
    struct fault why;
    bool has;
    struct load *loads;
    size_t count;
    struct batch *batch = figures_batch(p->arena, 3, 10);
    opened(p, STORE_WRITE);
    assert_true(load(p, batch, "one"));
    assert_false(load(p, batch, "one"));
    assert_int_equal(store_has(p->store, digest(p->arena, "one"), &has, &why), OK);
    assert_true(has);
    assert_int_equal(store_has(p->store, digest(p->arena, "two"), &has, &why), OK);
    assert_false(has);
    opened(p, STORE_READ);
    assert_int_equal(store_loads(p->store, p->arena, &loads, &count, &why), OK);
    assert_int_equal(count, 1);
    assert_true(str_equal(loads[0].file, STR("one")));
    assert_true(str_equal(loads[0].attribution, STR("an attribution")));
    assert_int_equal(loads[0].rows, 6);
    assert_string_equal(figures_text(p).at, "A 2024 200 0x1.4p+3 0 one:1\n"
                                            "A 2024 201 0x1.6p+3 0 one:3\n"
                                            "A 2024 202 0x1.8p+3 0 one:5\n"
                                            "B 2024 200 0x1.4p+3 0 one:2\n"
                                            "B 2024 201 0x1.2p+3 0 one:4\n"
                                            "B 2024 202 0x1p+3 0 one:6\n");
}

static void undoing_any_load_leaves_what_the_others_say(void **state)
{
    struct place *p = *state;
    static const char *const names[] = {"one", "two", "three"};
    struct fault why;
    struct batch *batches[3] = {figures_batch(p->arena, 3, 10),
                                figures_batch(p->arena, 2, 20),
                                figures_batch(p->arena, 4, 30)};
    opened(p, STORE_WRITE);
    /* What stands after loading each, one by one … */
    struct str after[4] = {figures_text(p)};
    for (size_t i = 0; i < 3; i++) {
        load(p, batches[i], names[i]);
        after[i + 1] = figures_text(p);
    }
    /* … stands again when the later ones are undone. */
    for (int i = 3; i > 0; i--) {
        assert_true(str_equal(figures_text(p), after[i]));
        assert_int_equal(store_undo(p->store, i, &why), OK);
    }
    assert_true(str_equal(figures_text(p), after[0]));
    /* In the middle: as if it had never been; loaded again it is the latest. */
    for (size_t i = 0; i < 3; i++)
        assert_true(load(p, batches[i], names[i]));
    assert_int_equal(store_undo(p->store, 5, &why), OK);
    assert_true(str_equal(figures_text(p), after[3]));
    assert_true(load(p, batches[1], "two"));
    assert_false(str_equal(figures_text(p), after[3]));
    assert_int_equal(store_undo(p->store, 5, &why), ERR_USAGE);
    assert_int_equal(store_undo(p->store, 99, &why), ERR_USAGE);
}

static void every_list_of_a_batch_comes_back_in_load_order(void **state)
{
    struct place *p = *state;
    struct fault why;
    struct batch *got;
    opened(p, STORE_WRITE);
    static const char *const names[] = {"one", "two"};
    for (uint32_t i = 0; i < 2; i++) {
        struct batch *batch = batch_new(p->arena);
        for (uint32_t k = 0; k < 3; k++) {
            struct batch_event *event = batch_add(batch, batch_event, events);
            *event = (struct batch_event){
                .row = k + 2,
                .code = STR("340"),
                .start = date_of(2020, 1, 1 + (int)k),
                .end = DATE_NONE,
                .published = DATE_NONE,
                .note = str_of(names[i]),
                .assurance = ASSURANCE_THIRD_PARTY,
            };
        }
        struct batch_item *item = batch_add(batch, batch_item, items);
        *item = (struct batch_item){.row = 9,
                                    .event = 2,
                                    .kind = FINDING_PRIORITY_ACTION,
                                    .text = STR("act\nnow")};
        struct batch_setting *setting = batch_add(batch, batch_setting, settings);
        *setting = (struct batch_setting){.row = 4,
                                          .urn = STR("SC1"),
                                          .places = -1,
                                          .opened = DATE_NONE,
                                          .closed = DATE_NONE,
                                          .as_at = date_of(2025, 3, 31)};
        struct batch_shape *shape = batch_add(batch, batch_shape, shapes);
        *shape = (struct batch_shape){.row = 1, .geometry = STR("3,4"), .hexagon = true};
        struct batch_area *area = batch_add(batch, batch_area, areas);
        *area = (struct batch_area){.row = 7,
                                    .code = STR("340"),
                                    .children = (double)NAN,
                                    .live_from = DATE_NONE,
                                    .live_to = DATE_NONE};
        load(p, batch, names[i]);
    }
    assert_int_equal(store_facts(p->store, p->arena, &got, &why), OK);
    assert_int_equal(got->events_count, 6);
    assert_int_equal(got->items_count, 2);
    assert_int_equal(got->items[1].event, 5); /* the third of the second load */
    assert_int_equal(got->items[1].kind, FINDING_PRIORITY_ACTION);
    assert_true(str_equal(got->items[1].text, STR("act\nnow")));
    assert_int_equal(got->events[5].load, 2);
    assert_int_equal(got->events[5].row, 4);
    assert_int_equal(got->events[5].assurance, ASSURANCE_THIRD_PARTY);
    assert_true(str_equal(got->events[5].note, STR("two")));
    assert_int_equal(date_compare(got->events[5].start, date_of(2020, 1, 3)), 0);
    assert_true(date_is_none(got->events[5].end));
    assert_int_equal(got->settings[0].places, -1);
    assert_int_equal(date_compare(got->settings[0].as_at, date_of(2025, 3, 31)), 0);
    assert_true(got->shapes[0].hexagon && isnan(got->areas[0].children));
    assert_int_equal(got->areas[1].load, 2);
}

static void figures_come_back_bit_for_bit(void **state)
{
    struct place *p = *state;
    static const double values[] = {0.1, -0.0, 1e308, 5e-324, 5.3839999999999999E-2};
    struct batch *batch = batch_new(p->arena);
    for (size_t i = 0; i < COUNT(values); i++) {
        char code[8];
        snprintf(code, sizeof code, "%03zu", 200 + i);
        add_figure(batch, "A", code, values[i]);
        batch->figures[i].high998 = values[i];
    }
    batch->figures[1].missing = MISSING_TOO_FEW;
    batch->figures[2].quality = QUALITY_LOW_RELIABILITY;
    opened(p, STORE_WRITE);
    load(p, batch, "one");
    struct cube *cube;
    struct fault why;
    assert_int_equal(store_cube(p->store, p->arena, &cube, &why), OK);
    const struct cube_series *series = &cube->measures[0].series[0];
    assert_memory_equal(series->value, values, sizeof values);
    assert_memory_equal(series->high998, values, sizeof values);
    assert_int_equal(series->missing[1], MISSING_TOO_FEW);
    assert_null(series->low95);
}

/* --- what is no store, or a damaged one ----------------------------------------------
 */

static void expect_fault(struct place *p, enum store_mode mode, status code,
                         const char *says)
{
    struct fault why = {0};
    struct store *store = NULL;
    assert_int_equal(store_open(str_of(p->db), mode, &store, &why), code);
    if (!strstr(why.text, says) || !strstr(why.file, "assay.db"))
        fail_msg("%s: %s", why.file, why.text);
    assert_null(store);
}

static void what_is_no_store_is_said_to_be_none(void **state)
{
    struct place *p = *state;
    struct fault why;
    expect_fault(p, STORE_READ, ERR_IO, "no store here");
    struct str text = STR("la_number,name\n340,Knowsley\n and a good deal more text");
    assert_int_equal(os_write_file(str_of(p->db), text, &why), OK);
    expect_fault(p, STORE_WRITE, ERR_FORMAT, "is no store");
    expect_fault(p, STORE_READ, ERR_FORMAT, "is no store");
    remove(p->db);
    run_sql(p, "CREATE TABLE other (a)");
    expect_fault(p, STORE_WRITE, ERR_FORMAT, "no store of Assay");
    remove(p->db);
    opened(p, STORE_WRITE);
    run_sql(p, "PRAGMA user_version = 99");
    expect_fault(p, STORE_WRITE, ERR_FORMAT, "newer");
    remove(p->db);
    assert_int_equal(os_write_file(str_of(p->db), STR(""), &why), OK);
    expect_fault(p, STORE_READ, ERR_FORMAT, "nothing has been loaded");
}

static void a_damaged_load_is_named_and_the_rest_stays_readable_without_it(void **state)
{
    struct place *p = *state;
    static const char *const damages[] = {
        "UPDATE series SET figures = x'00' WHERE load = 2 AND measure = 1",
        "UPDATE series SET figures = zeroblob(length(figures)) WHERE load = 2",
        "UPDATE series SET measure = 7 WHERE load = 2 AND measure = 1",
        "DELETE FROM load_code WHERE load = 2",
        "DELETE FROM load_period WHERE load = 2",
        "DELETE FROM measure WHERE load = 2",
    };
    for (size_t i = 0; i < COUNT(damages); i++) {
        struct fault why = {0};
        struct cube *cube;
        remove(p->db);
        opened(p, STORE_WRITE);
        load(p, figures_batch(p->arena, 3, 10), "one");
        struct str before = figures_text(p);
        load(p, figures_batch(p->arena, 3, 20), "the second file");
        run_sql(p, damages[i]);
        opened(p, STORE_WRITE);
        assert_int_equal(store_cube(p->store, p->arena, &cube, &why), ERR_FORMAT);
        assert_non_null(strstr(why.text, "the second file"));
        assert_int_equal(store_undo(p->store, 2, &why), OK);
        assert_true(str_equal(figures_text(p), before));
        store_close(p->store);
        p->store = NULL;
    }
}

static void a_row_that_points_nowhere_is_a_fault(void **state)
{
    struct place *p = *state;
    struct fault why;
    struct batch *got;
    opened(p, STORE_WRITE);
    load(p, figures_batch(p->arena, 1, 1), "one");
    run_sql(p, "INSERT INTO item VALUES (1, 2, 0, 0, '', '')");
    opened(p, STORE_READ);
    assert_int_equal(store_facts(p->store, p->arena, &got, &why), ERR_FORMAT);
    run_sql(p, "DELETE FROM item; INSERT INTO holiday VALUES (5, 2, 0, '')");
    opened(p, STORE_READ);
    assert_int_equal(store_facts(p->store, p->arena, &got, &why), ERR_FORMAT);
}

static void every_bit_of_a_blob_is_covered_by_its_sum(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct batch *batch = figures_batch(a, 3, 10);
    struct fault why;
    size_t count;
    struct str blob;
    struct series got = {0};
    struct blob_bounds bounds = {1, 3};
    const struct series *series = series_of_batch(a, batch, &count);
    assert_int_equal(blob_write(a, series, &blob, &why), OK);
    assert_int_equal(blob_read(a, blob, bounds, &got, &why), OK);
    assert_memory_equal(got.columns[SERIES_VALUE], series->columns[SERIES_VALUE],
                        3 * sizeof(double));
    char *bent = arena_alloc(a, blob.len);
    for (size_t bit = 0; bit < 8 * blob.len; bit++) {
        memcpy(bent, blob.at, blob.len);
        bent[bit / 8] = (char)(bent[bit / 8] ^ (1 << bit % 8));
        struct str bytes = {bent, blob.len};
        assert_int_equal(blob_read(a, bytes, bounds, &got, &why), ERR_FORMAT);
    }
    for (size_t len = 0; len < blob.len; len++)
        assert_int_equal(blob_read(a, (struct str){blob.at, len}, bounds, &got, &why),
                         ERR_FORMAT);
    assert_int_equal(blob_read(a, blob, (struct blob_bounds){1, 2}, &got, &why),
                     ERR_FORMAT);
    assert_int_equal(blob_read(a, blob, (struct blob_bounds){0, 3}, &got, &why),
                     ERR_FORMAT);
    arena_free(a);
}

/* --- writes that fail ----------------------------------------------------------------
 */

/* SQLite's own files, with writes and syncs that fail from the n-th on, or that one only.
 * Kinds of file (the store, its journal) have methods of their own. */
struct wrapped {
    sqlite3_io_methods failing; /* first: a file's methods are its wrapped ones */
    const sqlite3_io_methods *real;
};

static struct {
    struct wrapped kinds[8];
    int (*open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
    int left; /* writes until the failure; below 0: none */
    int code; /* what the failure is */
    bool once, failed;
} disk;

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
    for (size_t i = 0; i < COUNT(disk.kinds); i++) {
        if (file->pMethods == &disk.kinds[i].failing)
            return disk.kinds[i].real;
    }
    fail_msg("a file that was not opened here");
    return NULL;
}

static bool now_fails(void)
{
    if (disk.left < 0)
        return false;
    if (disk.left > 0) {
        disk.left--;
        return false;
    }
    disk.failed = true;
    if (disk.once)
        disk.left = -1;
    return true;
}

static int failing_write(sqlite3_file *file, const void *bytes, int count,
                         sqlite3_int64 at)
{
    return now_fails() ? disk.code : real_of(file)->xWrite(file, bytes, count, at);
}

static int failing_sync(sqlite3_file *file, int flags)
{
    return now_fails() ? SQLITE_IOERR_FSYNC : real_of(file)->xSync(file, flags);
}

static int failing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                        int *out)
{
    int code = disk.open(vfs, name, file, flags, out);
    if (code != SQLITE_OK || !file->pMethods)
        return code;
    struct wrapped *kind = disk.kinds;
    while (kind->real && kind->real != file->pMethods)
        kind++;
    assert_true(kind < disk.kinds + COUNT(disk.kinds));
    kind->real = file->pMethods;
    kind->failing = *file->pMethods;
    kind->failing.xWrite = failing_write;
    kind->failing.xSync = failing_sync;
    file->pMethods = &kind->failing;
    return code;
}

static void with_failing_disk(sqlite3_vfs *vfs)
{
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    *vfs = *real;
    vfs->zName = "failing";
    vfs->pNext = NULL;
    disk.open = real->xOpen;
    disk.left = -1;
    vfs->xOpen = failing_open;
    assert_int_equal(sqlite3_vfs_register(vfs, 1), SQLITE_OK);
}

/* The n-th write of a load fails; then the store is as it was, or has the whole load. */
static bool fails_cleanly(struct place *p, int n, struct str before, struct str after)
{
    struct fault why = {0};
    bool already;
    opened(p, STORE_WRITE);
    disk.left = n;
    disk.failed = false;
    status st = try_load(p, figures_batch(p->arena, 40, 20), "two", &already, &why);
    disk.left = -1;
    if (st && !(st == ERR_IO && why.text[0]))
        fail_msg("%d: %s", (int)st, why.text);
    opened(p, STORE_WRITE);
    struct str now = figures_text(p);
    assert_true(str_equal(now, st ? before : after));
    return disk.failed;
}

static void a_write_that_fails_leaves_whole_loads_only(void **state)
{
    struct place *p = *state;
    static const int codes[] = {SQLITE_FULL, SQLITE_IOERR_WRITE};
    sqlite3_vfs vfs;
    with_failing_disk(&vfs);
    for (size_t i = 0; i < 2 * COUNT(codes); i++) {
        disk.code = codes[i / 2];
        disk.once = i % 2;
        remove(p->db);
        opened(p, STORE_WRITE);
        load(p, figures_batch(p->arena, 40, 10), "one");
        struct str before = figures_text(p);
        load(p, figures_batch(p->arena, 40, 20), "two");
        struct str after = figures_text(p);
        struct fault why;
        int n = 0;
        assert_int_equal(store_undo(p->store, 2, &why), OK);
        while (fails_cleanly(p, n, before, after)) {
            struct load *loads;
            size_t count;
            assert_int_equal(store_loads(p->store, p->arena, &loads, &count, &why), OK);
            if (!loads[count - 1].undone && count > 2)
                assert_int_equal(store_undo(p->store, loads[count - 1].id, &why), OK);
            n++;
        }
        assert_true(n > 5); /* or the disk failed nothing */
        store_close(p->store);
        p->store = NULL;
    }
    assert_int_equal(sqlite3_vfs_unregister(&vfs), SQLITE_OK);
}

static void a_store_being_written_can_be_read(void **state)
{
    struct place *p = *state;
    struct fault why;
    struct store *reader;
    struct load *loads;
    size_t count;
    opened(p, STORE_WRITE);
    load(p, figures_batch(p->arena, 3, 1), "one");
    assert_int_equal(store_open(str_of(p->db), STORE_READ, &reader, &why), OK);
    load(p, figures_batch(p->arena, 3, 2), "two");
    assert_int_equal(store_loads(reader, p->arena, &loads, &count, &why), OK);
    assert_int_equal(count, 2);
    store_close(reader);
}

int main(void)
{
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, drop_place)
    const struct CMUnitTest tests[] = {
        IN_PLACE(a_load_is_read_back_and_known_by_its_bytes),
        IN_PLACE(undoing_any_load_leaves_what_the_others_say),
        IN_PLACE(every_list_of_a_batch_comes_back_in_load_order),
        IN_PLACE(figures_come_back_bit_for_bit),
        IN_PLACE(what_is_no_store_is_said_to_be_none),
        IN_PLACE(a_damaged_load_is_named_and_the_rest_stays_readable_without_it),
        IN_PLACE(a_row_that_points_nowhere_is_a_fault),
        cmocka_unit_test(every_bit_of_a_blob_is_covered_by_its_sum),
        IN_PLACE(a_write_that_fails_leaves_whole_loads_only),
        IN_PLACE(a_store_being_written_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
