/* Statistical neighbours: ten of each authority in order, as one row a pair, or as the
 * Department's workbook has them, one row an authority with the numbers and the closeness
 * of its neighbours side by side. */
#include <stdio.h>

#include "evidence/reading.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

enum { NEIGHBOURS_MOST = 10 };

static const char *const long_needed[] = {"la_number", "rank", "neighbour_la_number"};
static const char *const wide_needed[] = {"LA number", "SN1", "SN2", "SN10"};
static const char *const model_needed[] = {"old_la_code", "SN_1", "SN_2", "SN_10"};

static int recognise(const struct national_input *input)
{
    bool found = reading_has(input, long_needed, COUNT(long_needed)) ||
                 reading_has(input, wide_needed, COUNT(wide_needed)) ||
                 reading_has(input, model_needed, COUNT(model_needed));
    return found ? 3 : 0;
}

/* "Very Close", "Close ": lower case, as one word is written both ways. */
static struct str closeness_of(struct reading *r, struct str cell)
{
    struct str copy = arena_copy(r->batch->arena, reading_given(str_trim(cell)));
    char *text = arena_alloc(r->batch->arena, copy.len + 1);
    for (size_t i = 0; i < copy.len; i++) {
        char c = copy.at[i];
        text[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (struct str){text, copy.len};
}

/* The pairs of one authority stand together, so a look back at them finds a repeat. */
static bool is_repeated(const struct batch *batch, struct str code, int rank)
{
    size_t count = batch->neighbours_count;
    size_t first = count > NEIGHBOURS_MOST ? count - NEIGHBOURS_MOST : 0;
    for (size_t i = first; i < count; i++) {
        const struct batch_neighbour *n = &batch->neighbours[i];
        if (n->rank == rank && str_equal(n->code, code))
            return true;
    }
    return false;
}

static void add_pair(struct reading *r, struct batch_neighbour pair, int column)
{
    struct arena *a = r->batch->arena;
    if (!reading_is_code(pair.code) || !reading_is_code(pair.neighbour)) {
        reading_bad(r, REMARK_BAD_ROW, column,
                    "expected the numbers of an authority and of its neighbour");
        return;
    }
    if (is_repeated(r->batch, pair.code, pair.rank)) {
        reading_bad(r, REMARK_CONTRADICTION, column,
                    "a neighbour of this rank is given above; that one is kept");
        return;
    }
    pair.row = r->row.row;
    pair.code = arena_copy(a, pair.code);
    pair.neighbour = arena_copy(a, pair.neighbour);
    *batch_add(r->batch, batch_neighbour, neighbours) = pair;
}

static void read_pairs(struct reading *r)
{
    int code = reading_column(r, "la_number"), rank = reading_column(r, "rank");
    int other = reading_column(r, "neighbour_la_number");
    int close = reading_column(r, "closeness");
    while (reading_next(r)) {
        double value;
        uint8_t missing, quality;
        bool is_rank =
            national_number(reading_cell(r, rank), &value, &missing, &quality) &&
            !missing && value >= 1 && value <= 10;
        if (!is_rank) {
            reading_bad(r, REMARK_BAD_ROW, rank, "expected a rank from 1 to 10");
            continue;
        }
        add_pair(r,
                 (struct batch_neighbour){.code = reading_cell(r, code),
                                          .neighbour = reading_cell(r, other),
                                          .rank = (int)value,
                                          .closeness =
                                              closeness_of(r, reading_cell(r, close))},
                 other);
    }
}

struct wide {
    int code, neighbour[NEIGHBOURS_MOST];
};

/* The closeness stands in the column behind the number, headed SNP or SN_1P. */
static void read_authority(struct reading *r, const struct wide *wide)
{
    for (int i = 0; i < NEIGHBOURS_MOST; i++) {
        struct str other = reading_cell(r, wide->neighbour[i]);
        /* Authorities made after the model have none: "-". */
        if (!reading_given(other).len)
            continue;
        add_pair(
            r,
            (struct batch_neighbour){
                .code = reading_cell(r, wide->code),
                .neighbour = other,
                .rank = i + 1,
                .closeness = closeness_of(r, reading_cell(r, wide->neighbour[i] + 1))},
            wide->neighbour[i]);
    }
}

/* "Old SNs:" stands between the blocks, and a cell without text below them. */
static void read_wide(struct reading *r, const char *code, const char *prefix)
{
    struct wide wide = {.code = reading_column(r, code)};
    for (int i = 0; i < NEIGHBOURS_MOST; i++) {
        char name[16];
        snprintf(name, sizeof name, "%s%d", prefix, i + 1);
        wide.neighbour[i] = reading_column(r, name);
    }
    while (reading_next(r)) {
        if (reading_cell(r, wide.code).len || reading_cell(r, wide.neighbour[0]).len)
            read_authority(r, &wide);
        else
            reading_uncount(r);
    }
}

/* The model's year is in the file's name; without it, the model of 2025 is the one that
 * knows Cumberland (942). */
static struct str model_of(const struct national_input *input, const struct batch *batch)
{
    int year = reading_year_in_name(input->path);
    bool knows_cumberland = false;
    for (size_t i = 0; i < batch->neighbours_count; i++)
        knows_cumberland =
            knows_cumberland || str_equal(batch->neighbours[i].code, STR("942"));
    if (year == 0)
        year = knows_cumberland ? 2025 : 2021;
    return arena_format(batch->arena, "%d", year);
}

static status read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    if (reading_find(&r, long_needed, COUNT(long_needed))) {
        read_pairs(&r);
    } else {
        r = reading_of(input, batch, remarks);
        if (reading_find(&r, model_needed, COUNT(model_needed))) {
            read_wide(&r, "old_la_code", "SN_");
        } else {
            r = reading_of(input, batch, remarks);
            TRY(reading_need(&r, wide_needed, COUNT(wide_needed), why));
            read_wide(&r, "LA number", "SN");
        }
    }
    struct str model = model_of(input, batch);
    for (size_t i = 0; i < batch->neighbours_count; i++)
        batch->neighbours[i].model = model;
    reading_end(&r);
    return OK;
}

const struct national_format national_neighbours = {
    "statistical-neighbours", "statistical neighbours",
    READING_SOURCE("statistical-neighbours", "Department for Education",
                   "Children's services statistical neighbour benchmarking tool"),
    recognise, read};
