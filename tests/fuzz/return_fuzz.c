/* Small 903 returns made of the bytes: rows of any table, this year's and last year's, of
 * a few children, whose cells are codes and days that the checks know, or anything.
 * Every check of every year runs; a child is checked twice the same; and no check changes
 * what it is given. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "records/file_903.h"
#include "records/flags.h"
#include "records/looked_after.h"

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

static const char *const days[] = {
    "01/04/2025", "31/03/2026", "31/03/2025", "01/04/2024", "30/06/2025", "01/07/2025",
    "29/02/2024", "28/02/2023", "15/05/2010", "01/01/2020", "31/12/2025", "31/02/2025",
    "2025-01-01", "1/9/2025",   "01/04/2026", "18/03/2008", "17/03/2009", "01/01/2099"};
static const char *const codes[] = {"S",
                                    "L",
                                    "P",
                                    "T",
                                    "U",
                                    "B",
                                    "C1",
                                    "C2",
                                    "D1",
                                    "E1",
                                    "V2",
                                    "V3",
                                    "V4",
                                    "J1",
                                    "J2",
                                    "J3",
                                    "L1",
                                    "N1",
                                    "N8",
                                    "A3",
                                    "A4",
                                    "A5",
                                    "A6",
                                    "K1",
                                    "K2",
                                    "K3",
                                    "H5",
                                    "P1",
                                    "P2",
                                    "R1",
                                    "R3",
                                    "S1",
                                    "T0",
                                    "T3",
                                    "T4",
                                    "U1",
                                    "U4",
                                    "U6",
                                    "Z1",
                                    "Z11",
                                    "PR0",
                                    "PR1",
                                    "PR4",
                                    "PR5",
                                    "X1",
                                    "E11",
                                    "E12",
                                    "E2",
                                    "E3",
                                    "E4A",
                                    "E45",
                                    "E48",
                                    "E15",
                                    "CARPL",
                                    "OTHER",
                                    "0",
                                    "1",
                                    "2",
                                    "M",
                                    "F",
                                    "WBRI",
                                    "REFU",
                                    "XXXXXXX",
                                    "SC12345",
                                    "AB1 0AA",
                                    "PN0",
                                    "PN3",
                                    "YES",
                                    "DIED",
                                    "F1",
                                    "G4",
                                    "K1",
                                    "Z2",
                                    "L0",
                                    "MF",
                                    "RD1",
                                    "P3",
                                    "UN1",
                                    "A12345678901B",
                                    "SDQ1",
                                    "12",
                                    "41",
                                    "SW12345",
                                    "MANAGE",
                                    "ABSENC",
                                    "301",
                                    "WAL",
                                    "ZZ/01/2020"};

static struct str text_of(struct arena *a, struct bytes *b, bool is_date)
{
    uint8_t kind = take(b);
    if (kind < 60)
        return STR("");
    if (kind == 255) {
        size_t len = take(b) % 24;
        if (len > b->left)
            len = b->left;
        struct str raw = arena_copy(a, (struct str){(const char *)b->at, len});
        b->at += len;
        b->left -= len;
        return raw;
    }
    if (is_date || kind > 240)
        return str_of(days[take(b) % (sizeof days / sizeof *days)]);
    return str_of(codes[take(b) % (sizeof codes / sizeof *codes)]);
}

struct made {
    struct entry rows[2][TABLES_MAX][ROWS];
    struct child child;
};

static void add_row(struct arena *a, struct made *made, struct bytes *b)
{
    unsigned count, which = take(b);
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    unsigned t = which % count;
    bool last = which >= 192;
    struct rows *rows = last ? &made->child.last[t] : &made->child.now[t];
    struct cell *cells = arena_make(a, struct cell, shapes[t].column_count);
    if (rows->count == ROWS)
        return;
    cells[0] = cell_of(a, STR("C1"), false);
    for (unsigned c = 1; c < shapes[t].column_count; c++)
        cells[c] = cell_of(a, text_of(a, b, shapes[t].columns[c].is_date),
                           shapes[t].columns[c].is_date);
    struct entry *at = made->rows[last][t];
    at[rows->count] = (struct entry){cells, (uint32_t)rows->count + 1, UINT32_MAX};
    rows->at = at;
    rows->count++;
}

static struct return_about about_of(int year, uint8_t bits)
{
    struct return_about about = {.kind = RETURN_903,
                                 .form = bits & 1 ? FORM_XML : FORM_CSV,
                                 .year = year,
                                 .start = date_of(year - 1, 4, 1),
                                 .end = date_of(year, 3, 31),
                                 .last_start = date_of(year - 2, 4, 1),
                                 .last_end = date_of(year - 1, 3, 31),
                                 .reference = DATE_NONE,
                                 .authority = STR("E09000002")};
    for (unsigned t = 0; t < T9_COUNT; t++) {
        about.has[t] = true;
        about.has_last[t] = !(bits & 2);
    }
    about.has_any_last = !(bits & 2);
    return about;
}

static void check_year(struct arena *a, const struct made *made, int year, uint8_t bits)
{
    size_t count;
    const struct check *const *checks = checks_of(a, RETURN_903, &count);
    struct return_about about = about_of(year, bits);
    const struct looked_after *shared = looked_after_of(a, &made->child, &about);
    struct flags once = flags_new(a), again = flags_new(a);
    for (size_t i = 0; i < count; i++) {
        if (!(checks[i]->years & YEAR_BIT(year)) || check_can_run(a, checks[i], &about))
            continue;
        check_apply(checks[i], &made->child, &about, shared, &once);
        check_apply(checks[i], &made->child, &about, shared, &again);
        must(once.count == again.count && once.silent_count == again.silent_count);
    }
    for (size_t i = 0; i < once.count; i++) {
        const struct flagged *f = &once.at[i];
        const struct rows *rows = &made->child.now[f->table];
        must(f->entry >= rows->at && f->entry < rows->at + rows->count);
        must(i == 0 || once.at[i - 1].check != f->check ||
             once.at[i - 1].entry != f->entry);
        must(f->entry == again.at[i].entry);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = arena_alloc(a, sizeof *made);
    made->child = (struct child){.id = STR("C1"), .kind = RETURN_903};
    uint8_t bits = take(&b);
    while (b.left > 0)
        add_row(a, made, &b);
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++)
        check_year(a, made, year, bits);
    arena_free(a);
    return 0;
}
