/* Small 903 returns made of the bytes: mostly episodes that follow each other, and rows
 * of the other tables, of this year and the last, of one child.  Of every measure that
 * can run, by conventions made of the bytes too: every figure says something of the
 * child; only what it says in the numerator or the denominator adds to them, and nothing
 * below zero; all else has a reason; asked twice it says the same; and its figure can be
 * published. */
#include "fixture_made.h"
#include "fixture_measured.h"
#include "records/postcodes.h"

/* ---- Cells */

static const char *const rnes[] = {"S", "L", "P", "T", "U", "B"};
static const char *const statuses[] = {"C2", "V2", "V3", "V4", "E1", "D1"};
static const char *const places[] = {"U1", "U4", "A3", "A4", "A5", "T0", "T3",
                                     "K2", "K3", "H5", "P1", "R1", "Z1", ""};
static const char *const ends[] = {"X1",  "X1",  "X1", "E11", "E12",
                                   "E4A", "E46", "E3", ""};
static const char *const posts[] = {"AA1 1AA", "BB1 1BB", "ZZ1 1ZZ", ""};
static const char *const others[] = {
    "",    "0",   "1",   "17",  "40",  "41",   "M",         "A",  "PN0",
    "PN1", "PN4", "PN7", "YES", "NO",  "DIED", "RHOM",      "F1", "G5",
    "U1",  "Z1",  "R2",  "SW1", "SW2", "SW3",  "31/02/2025"};

static struct str day_text(struct arena *a, date day)
{
    struct date_parts parts = date_split(day);
    return arena_format(a, "%02d/%02d/%d", parts.day, parts.month, parts.year);
}

/* Some day of the years about the returns. */
static date some_day(struct bytes *b)
{
    int days = take(b) | (take(b) & 7) << 8;
    return date_add_days(date_of(2023, 1, 1), days);
}

static void put_row(struct made *made, unsigned t, bool last, const struct cell *cells)
{
    made_put(made, t, last, (struct entry){.cells = cells, .parent = UINT32_MAX});
}

/* An episode that begins where the last ended; or anywhere. */
static void add_episode(struct made *made, struct bytes *b)
{
    struct arena *a = made->arena;
    unsigned count;
    unsigned columns = table_shapes(RETURN_903, &count)[T9_EPISODES].column_count;
    struct cell *cells = arena_make(a, struct cell, columns);
    uint8_t how = take(b);
    for (unsigned c = 0; c < columns; c++)
        cells[c] = cell_of(a, STR(""), false);
    date from = how & 1 ? made->at : some_day(b);
    date to = date_add_days(from, take(b) * (how & 2 ? 1 : 5));
    cells[EPISODES_DECOM] = cell_of(a, day_text(a, from), true);
    cells[EPISODES_RNE] = cell_of(a, PICK(rnes, b), false);
    cells[EPISODES_LS] = cell_of(a, PICK(statuses, b), false);
    cells[EPISODES_PLACE] = cell_of(a, PICK(places, b), false);
    cells[EPISODES_HOME_POST] = cell_of(a, PICK(posts, b), false);
    cells[EPISODES_PL_POST] = cell_of(a, PICK(posts, b), false);
    if (how & 4)
        cells[EPISODES_DEC] = cell_of(a, day_text(a, to), true);
    if (how & 4)
        cells[EPISODES_REC] = cell_of(a, PICK(ends, b), false);
    if ((how & 0xf8) == 0xf8) /* a cell that is none */
        cells[take(b) % columns] = cell_of(a, PICK(others, b), true);
    made->at = to;
    put_row(made, T9_EPISODES, (how & 8) != 0, cells);
}

static void add_other(struct made *made, struct bytes *b)
{
    struct arena *a = made->arena;
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    unsigned which = take(b), t = which % count;
    struct cell *cells = arena_make(a, struct cell, shapes[t].column_count);
    if (t == T9_EPISODES)
        return;
    cells[0] = cell_of(a, STR("C1"), false);
    for (unsigned c = 1; c < shapes[t].column_count; c++) {
        bool is_date = shapes[t].columns[c].is_date;
        uint8_t kind = take(b);
        struct str text = PICK(others, b);
        if (is_date && kind < 200)
            text = day_text(a, kind < 60 ? date_add_years(some_day(b), -kind % 22)
                                         : some_day(b));
        cells[c] = cell_of(a, text, is_date);
    }
    put_row(made, t, which >= 192, cells);
}

/* ---- The return */

static const struct postcodes *some_postcodes(struct arena *a)
{
    static const char list[] = "postcode,easting,northing,district_code\n"
                               "AA11AA,500000,200000,E09000002\n"
                               "BB11BB,542300,200000,E09000003\n";
    const struct postcodes *postcodes = NULL;
    struct str index;
    must(postcodes_build(a, str_of(list), &index, NULL) == OK &&
         postcodes_open(a, index, &postcodes, NULL) == OK);
    return postcodes;
}

/* Something is said in every figure of the measure. */
static bool said_of_every_figure(const struct counted_measure *measure)
{
    for (size_t p = 0; p < measure->indicator->part_count; p++) {
        uint64_t cases = 0;
        for (unsigned r = 0; r < ROLE_COUNT; r++)
            cases += measure->figures[p].cases[r];
        if (cases == 0)
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const conventions[] = {
        "placements=rows",           "review-tolerance=14", "working-days=validator",
        "leap-birthday=28-february", "adoptions=alone",     "local-eet=71.5"};
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = made_new(a, RETURN_903);
    made->at = date_of(2024, 6, 1);
    uint8_t bits = take(&b);
    int year = YEAR_LAST - take(&b) % (YEAR_LAST - YEAR_FIRST + 1);
    while (b.left > 0)
        (take(&b) & 3 ? add_episode : add_other)(made, &b);
    struct measured m = {a, &made->child, made_about_903(year, bits),
                         conventions_of(RETURN_903, conventions,
                                        sizeof conventions / sizeof *conventions,
                                        bits >> 2)};
    m.about.postcodes = some_postcodes(a);
    size_t count;
    const struct indicator *const *all = indicators_of(a, RETURN_903, &count);
    for (size_t i = 0; i < count; i++) {
        struct said said;
        struct counted_measure measure = measure_twice(&m, all[i], &said);
        must(measure.cannot || said_of_every_figure(&measure));
    }
    arena_free(a);
    return 0;
}
