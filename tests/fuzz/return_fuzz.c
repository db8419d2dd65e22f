/* Small 903 returns made of the bytes: rows of any table, this year's and last year's, of
 * a few children, whose cells are codes and days that the checks know, or anything.
 * Every check of every year runs; a child is checked twice the same; and no check changes
 * what it is given. */
#include "fixture_checked.h"
#include "fixture_made.h"

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
    if (kind == 255)
        return take_raw(a, b);
    if (is_date || kind > 240)
        return PICK(days, b);
    return PICK(codes, b);
}

static void add_row(struct made *made, struct bytes *b)
{
    struct arena *a = made->arena;
    unsigned count, which = take(b);
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    unsigned t = which % count;
    bool last = which >= 192;
    if (made_full(made, t, last))
        return;
    struct cell *cells = arena_make(a, struct cell, shapes[t].column_count);
    cells[0] = cell_of(a, STR("C1"), false);
    for (unsigned c = 1; c < shapes[t].column_count; c++)
        cells[c] = cell_of(a, text_of(a, b, shapes[t].columns[c].is_date),
                           shapes[t].columns[c].is_date);
    made_put(made, t, last, (struct entry){.cells = cells, .parent = UINT32_MAX});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = made_new(a, RETURN_903);
    uint8_t bits = take(&b);
    while (b.left > 0)
        add_row(made, &b);
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        struct return_about about = made_about_903(year, bits);
        check_child_twice(a, &made->child, &about);
    }
    arena_free(a);
    return 0;
}
