/* Small records of the children in need census made of the bytes: rows of any table that
 * stand in rows of their parent table, whose cells are codes and days that the checks
 * know, or anything; with a reference date or without.  Every check of every year runs;
 * a child is checked twice the same; what is flagged is the child's; the rows of the
 * episodes are all the rows there are; and whole returns are judged. */
#include "fixture_checked.h"
#include "fixture_made.h"
#include "records/census.h"

static const char *const days[] = {
    "2024-03-28", "2024-03-31", "2024-04-01", "2024-04-02", "2024-06-30",
    "2025-02-28", "2025-03-01", "2025-03-30", "2025-03-31", "2025-04-01",
    "2025-12-31", "2026-01-01", "2010-05-15", "2000-02-29", "1999-04-01",
    "2025-02-31", "01/04/2025", "2199-12-31", "1800-01-01", "2024-05-01T10:00:00"};
static const char *const codes[] = {"true",
                                    "false",
                                    "1",
                                    "0",
                                    "TRUE",
                                    "False",
                                    "RC1",
                                    "RC2",
                                    "RC8",
                                    "RC9",
                                    "rc8",
                                    "N0",
                                    "N1",
                                    "N9",
                                    "1A",
                                    "5D",
                                    "10",
                                    "NONE",
                                    "MOB",
                                    "HAND",
                                    "PC",
                                    "LD",
                                    "none",
                                    "M",
                                    "F",
                                    "U",
                                    "9",
                                    "WBRI",
                                    "NOBT",
                                    "NEG",
                                    "MUL",
                                    "UN1",
                                    "UN7",
                                    "2",
                                    "20",
                                    "-1",
                                    "1.5",
                                    "21",
                                    "24A",
                                    "18A",
                                    "18B",
                                    "3C",
                                    "A1",
                                    "A-1",
                                    " ",
                                    "NAF",
                                    "8B",
                                    "15A",
                                    "19C",
                                    "22A",
                                    "H801200001001",
                                    "U80120000100A",
                                    "A12345"};

static struct str text_of(struct arena *a, struct bytes *b, bool is_date)
{
    uint8_t kind = take(b);
    if (kind < 50)
        return STR("");
    if (kind == 255)
        return take_raw(a, b);
    if (is_date ? kind < 248 : kind > 240)
        return PICK(days, b);
    return PICK(codes, b);
}

static void add_row(struct made *made, struct bytes *b, unsigned t)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_CIN, &count)[t];
    const struct rows *rows = &made->child.now[t];
    struct cell *cells = arena_make(made->arena, struct cell, shape->column_count);
    uint32_t parent = UINT32_MAX;
    if (shape->parent != NO_PARENT) {
        uint32_t most = (uint32_t)made->child.now[shape->parent].count - 1;
        parent = rows->count ? rows->at[rows->count - 1].parent : 0;
        parent += take(b) % 3u;
        parent = parent > most ? most : parent;
    }
    for (unsigned c = 0; c < shape->column_count; c++) {
        bool is_date = shape->columns[c].is_date;
        cells[c] = cell_of_census(text_of(made->arena, b, is_date), is_date);
    }
    made_put(made, t, false, (struct entry){.cells = cells, .parent = parent});
}

/* Tables in their order, so that parents stand before what stands in them. */
static void add_rows(struct made *made, struct bytes *b)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    for (unsigned t = 0; t < count; t++) {
        bool may =
            shapes[t].parent == NO_PARENT || made->child.now[shapes[t].parent].count > 0;
        unsigned rows = take(b) % (t <= TC_CHILD_CHARACTERISTICS ? 2u : 5u);
        for (unsigned i = 0; i < rows && may && b->left > 0; i++)
            add_row(made, b, t);
    }
}

static struct return_about about_of(int year, uint8_t bits)
{
    date reference = date_of(bits & 4 ? 2025 : year, 3, 31);
    struct return_about about = made_about_census(year, bits & 1 ? DATE_NONE : reference);
    about.header_year = bits & 2 ? STR("2025") : STR("");
    return about;
}

static void episodes_hold_all(const struct child *child)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    const struct rows *episodes = &child->now[TC_CIN_DETAILS];
    for (unsigned t = 0; t < count; t++) {
        size_t found = 0;
        if (shapes[t].parent == NO_PARENT)
            continue;
        for (size_t e = 0; e < episodes->count; e++) {
            struct rows rows = rows_of_episode(child, t, &episodes->at[e]);
            found += rows.count;
            for (size_t i = 0; i < rows.count; i++)
                must(row_around(child, t, &rows.at[i], TC_CIN_DETAILS) ==
                     &episodes->at[e]);
        }
        must(found == child->now[t].count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = made_new(a, RETURN_CIN);
    uint8_t bits = take(&b);
    add_rows(made, &b);
    episodes_hold_all(&made->child);
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        struct return_about about = about_of(year, bits);
        check_child_twice(a, &made->child, &about);
    }
    arena_free(a);
    return 0;
}
