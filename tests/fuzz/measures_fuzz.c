/* Small 903 returns made of the bytes: mostly episodes that follow each other, and rows
 * of the other tables, of this year and the last, of one child.  Of every measure that
 * can run, by conventions made of the bytes too: every figure says something of the
 * child; only what it says in the numerator or the denominator adds to them, and nothing
 * below zero; all else has a reason; asked twice it says the same; and its figure can be
 * published. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "records/figure_published.h"
#include "records/file_903.h"
#include "records/postcodes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS = 24 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

struct bytes {
    const uint8_t *at;
    size_t left;
};

static uint8_t take(struct bytes *b)
{
    if (b->left == 0)
        return 0;
    b->left--;
    return *b->at++;
}

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
#define PICK(from, b) str_of((from)[take(b) % (sizeof(from) / sizeof *(from))])

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

struct made {
    struct arena *arena;
    struct entry rows[2][TABLES_MAX][ROWS];
    struct child child;
    date at; /* where the last episode ended */
};

static void put_row(struct made *made, unsigned t, bool last, const struct cell *cells)
{
    struct rows *rows = last ? &made->child.last[t] : &made->child.now[t];
    struct entry *at = made->rows[last][t];
    if (rows->count == ROWS)
        return;
    at[rows->count] = (struct entry){cells, (uint32_t)rows->count + 1, UINT32_MAX};
    rows->at = at;
    rows->count++;
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

static struct return_about about_of(int year, uint8_t bits, const struct postcodes *all)
{
    struct return_about about = {.kind = RETURN_903,
                                 .form = bits & 1 ? FORM_XML : FORM_CSV,
                                 .year = year,
                                 .start = date_of(year - 1, 4, 1),
                                 .end = date_of(year, 3, 31),
                                 .last_start = date_of(year - 2, 4, 1),
                                 .last_end = date_of(year - 1, 3, 31),
                                 .reference = DATE_NONE,
                                 .authority = STR("E09000002"),
                                 .postcodes = all};
    for (unsigned t = 0; t < T9_COUNT; t++) {
        about.has[t] = true;
        about.has_last[t] = !(bits & 2);
    }
    about.has_any_last = !(bits & 2);
    return about;
}

static struct conventions conventions_of(uint8_t bits)
{
    static const char *const said[] = {
        "placements=rows",           "review-tolerance=14", "working-days=validator",
        "leap-birthday=28-february", "adoptions=alone",     "local-eet=71.5"};
    struct conventions c = conventions_published();
    for (unsigned i = 0; i < sizeof said / sizeof *said; i++)
        if (bits >> (i + 2) & 1)
            must(conventions_set(&c, RETURN_903, str_of(said[i]), NULL) == OK);
    return c;
}

/* ---- What is said */

static void check_case(const struct indicator *indicator, const struct said_case *one)
{
    must(one->part < indicator->part_count && one->role < ROLE_COUNT);
    must(one->numerator >= 0 && (one->denominator == 0 || one->denominator == 1));
    must(one->role == ROLE_NUMERATOR || one->numerator == 0);
    must(one->role <= ROLE_DENOMINATOR || one->denominator == 0);
    must(one->role == ROLE_NUMERATOR || one->reason);
}

static void check_measure(struct arena *a, const struct indicator *indicator,
                          const struct child *child, const struct return_about *about,
                          const struct conventions *c)
{
    struct said once = {.arena = a}, again = {.arena = a};
    struct counted_figure *figures =
        arena_make(a, struct counted_figure, indicator->part_count);
    struct counted_measure measure = {indicator, indicator_can_run(a, indicator, about),
                                      figures};
    struct figure_with with = {c, 36039};
    if (!measure.cannot) {
        counting_ask(indicator, child, about, c, &once);
        counting_ask(indicator, child, about, c, &again);
        must(once.count == again.count);
        counting_add(figures, &once);
    }
    for (size_t i = 0; i < once.count; i++) {
        check_case(indicator, &once.at[i]);
        must(once.at[i].role == again.at[i].role &&
             once.at[i].reason == again.at[i].reason);
    }
    for (size_t p = 0; p < indicator->part_count; p++) {
        uint64_t cases = 0;
        for (unsigned r = 0; r < ROLE_COUNT; r++)
            cases += figures[p].cases[r];
        must(measure.cannot || cases > 0);
        struct figure_published f = figure_publish(a, &measure, p, &with);
        must(f.published.len > 0 && (f.has_value || f.missing));
    }
}

static void check_year(struct arena *a, const struct child *child,
                       const struct return_about *about, const struct conventions *c)
{
    size_t count;
    const struct indicator *const *all = indicators_of(a, RETURN_903, &count);
    for (size_t i = 0; i < count; i++)
        check_measure(a, all[i], child, about, c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char list[] = "postcode,easting,northing,district_code\n"
                               "AA11AA,500000,200000,E09000002\n"
                               "BB11BB,542300,200000,E09000003\n";
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = arena_alloc(a, sizeof *made);
    const struct postcodes *postcodes;
    struct str index;
    made->arena = a;
    made->at = date_of(2024, 6, 1);
    made->child = (struct child){.id = STR("C1"), .kind = RETURN_903};
    must(postcodes_build(a, str_of(list), &index, NULL) == OK &&
         postcodes_open(a, index, &postcodes, NULL) == OK);
    uint8_t bits = take(&b);
    int year = YEAR_LAST - take(&b) % (YEAR_LAST - YEAR_FIRST + 1);
    struct conventions c = conventions_of(bits);
    while (b.left > 0)
        (take(&b) & 3 ? add_episode : add_other)(made, &b);
    struct return_about about = about_of(year, bits, postcodes);
    check_year(a, &made->child, &about, &c);
    arena_free(a);
    return 0;
}
