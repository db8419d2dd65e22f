/* A child of a census made of the bytes: episodes with assessments, enquiries, plans and
 * reviews on days that often touch, some of them none.  Every measure says one thing of
 * each of its cases, by conventions made of the bytes too: one role, a reason where it is
 * not in the numerator, nothing below zero; groups add up to their whole; measures that
 * are the same thing by two names or two ways agree; and every figure can be published.
 */
#include "fixture_made.h"
#include "fixture_measured.h"

enum { FIGURES_MOST = 16 };

/* ---- The child */

static const char *const codes[] = {"false", "true", "0",   "1",    "RC7",  "RC8",  "RC9",
                                    "rc1",   "NEG",  "mul", "WBRI", "MWBC", "NOBT", "6",
                                    "3F",    "2a",   "10",  "2",    "no",   ""};

/* A day near the last, the edge of a year, a day that is none, or nothing. */
static struct str some_day(struct made *made, struct bytes *b)
{
    static const int edges[] = {0, 1, -1, 10, 15, 45, 91, 183, 365, 728, 729, 730, -30};
    uint8_t how = take(b);
    if (how < 40)
        return STR("");
    if (how < 48)
        return STR("2025-02-30");
    int days = how & 1 ? edges[take(b) % (sizeof edges / sizeof *edges)] : take(b) - 100;
    date from = how & 2 ? made->at : date_of(2025, 3, 31);
    made->at = date_add_days(from, days);
    return date_iso(made->arena, made->at);
}

static void put_row(struct made *made, unsigned t, struct bytes *b)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_CIN, &count)[t];
    uint32_t parent = UINT32_MAX;
    if (shape->parent != NO_PARENT)
        parent = (uint32_t)made->child.now[shape->parent].count - 1;
    if (made_full(made, t, false) || (shape->parent != NO_PARENT && parent == UINT32_MAX))
        return;
    struct cell *cells = arena_make(made->arena, struct cell, shape->column_count);
    for (unsigned c = 0; c < shape->column_count; c++) {
        bool is_date = shape->columns[c].is_date;
        cells[c] = cell_of_census(is_date ? some_day(made, b) : PICK(codes, b), is_date);
    }
    made_put(made, t, false, (struct entry){.cells = cells, .parent = parent});
}

/* ---- What is said */

/* How many cases a measure has of this child: one a row of its table, or at most one. */
static void check_cases(const struct measured *c, const struct indicator *indicator,
                        uint64_t cases)
{
    static const struct {
        const char *id;
        unsigned table;
    } by_row[] = {{"CIN_REF", TC_CIN_DETAILS},
                  {"REREF", TC_CIN_DETAILS},
                  {"NFA", TC_CIN_DETAILS},
                  {"NOT_IN_NEED", TC_CIN_DETAILS},
                  {"NI68", TC_CIN_DETAILS},
                  {"REF_SOURCE", TC_CIN_DETAILS},
                  {"LOC_BACKLOG", TC_CIN_DETAILS},
                  {"CIN_31M", TC_CIN_DETAILS},
                  {"CIN_DUR", TC_CIN_DETAILS},
                  {"ASSESS_45", TC_ASSESSMENTS},
                  {"ASSESS_DUR", TC_ASSESSMENTS},
                  {"ASSESS_OVER", TC_ASSESSMENTS},
                  {"S47_RATE", TC_SECTION_47},
                  {"CPP_START", TC_PROTECTION_PLANS},
                  {"CPP_END", TC_PROTECTION_PLANS},
                  {"NI65", TC_PROTECTION_PLANS},
                  {"CPP_2ND_24M", TC_PROTECTION_PLANS},
                  {"NI64", TC_PROTECTION_PLANS}};
    for (size_t i = 0; i < sizeof by_row / sizeof *by_row; i++)
        if (str_equal(str_of(by_row[i].id), str_of(indicator->id)))
            must(cases == c->child->now[by_row[i].table].count);
    if (str_equal(STR("CPP_31M"), str_of(indicator->id)))
        must(cases == (c->child->now[TC_PROTECTION_PLANS].count > 0));
}

/* Of groups one has each case that all of them count. */
static void check_groups(const struct indicator *indicator,
                         const struct counted_figure *figures)
{
    for (size_t p = 0; p + indicator->whole <= indicator->part_count && indicator->whole;
         p += indicator->whole) {
        int64_t sum = 0;
        for (size_t i = 0; i < indicator->whole; i++)
            sum += figures[p + i].numerator;
        must(indicator->parts[p].form == AS_QUANTILE || sum == figures[p].denominator);
    }
}

static const struct counted_figure *ask(const struct measured *c, struct str id)
{
    const struct indicator *indicator = indicator_find(RETURN_CIN, id);
    struct said said;
    must(indicator && indicator->part_count <= FIGURES_MOST);
    struct counted_measure measure = measure_twice(c, indicator, &said);
    if (!measure.cannot)
        check_cases(c, indicator, said.count / indicator->part_count);
    for (size_t i = 0; i < said.count; i++)
        must(said.at[i].role != ROLE_NUMERATOR || !said.at[i].reason);
    check_groups(indicator, measure.figures);
    return measure.figures;
}

static void check_agreement(const struct measured *c)
{
    static const char *const pairs[][2] = {{"NI64", "CPP_2Y_END"},
                                           {"NI65", "CPP_2ND"},
                                           {"NI67", "CPP_REV"},
                                           {"CIN_REF", "CIN_REF_RATE"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct counted_figure *a = ask(c, str_of(pairs[i][0])),
                                    *b = ask(c, str_of(pairs[i][1]));
        must(a->numerator == b->numerator && a->denominator == b->denominator);
    }
    const struct counted_figure *lengths = ask(c, STR("CPP_DUR"));
    must(lengths[4].numerator == ask(c, STR("CPP_2Y_31M"))->numerator);
    must(lengths[9].numerator == ask(c, STR("NI64"))->numerator);
    must(lengths[0].denominator == ask(c, STR("CPP_31M"))->numerator);
    const struct counted_figure *days = ask(c, STR("ASSESS_DUR")),
                                *in_time = ask(c, STR("ASSESS_45"));
    int64_t soon = 0;
    for (size_t i = 0; i < 6; i++)
        soon += days[i].numerator;
    must(soon == in_time->numerator && days[0].denominator == in_time->denominator);
    const struct counted_figure *held = ask(c, STR("ICPC_BANDS")),
                                *in_15 = ask(c, STR("ICPC_15"));
    must(held[0].numerator + held[1].numerator == in_15->numerator);
    must(in_15->denominator <= ask(c, STR("ICPC_RATE"))->numerator);
    must(ask(c, STR("REREF"))->denominator <= ask(c, STR("CIN_REF"))->numerator);
    must(ask(c, STR("CIN_DUR"))->denominator == ask(c, STR("CIN_31M"))->numerator);
}

/* ---- The whole */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const conventions[] = {
        "review-tolerance=14", "working-days=validator", "working-days=networkdays",
        "minority=not-white",  "local-minority=21.5",    "earlier-reviews=in-time"};
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = made_new(a, RETURN_CIN);
    made->at = date_of(2024, 9, 1);
    uint8_t bits = take(&b);
    struct measured c = {a, &made->child,
                         made_about_census(bits & 64 ? 2025 : 2026, date_of(2025, 3, 31)),
                         conventions_of(RETURN_CIN, conventions,
                                        sizeof conventions / sizeof *conventions, bits)};
    size_t count;
    while (b.left > 0) {
        uint8_t which = take(&b);
        put_row(made, which & 1 ? TC_CIN_DETAILS : which / 2 % TC_COUNT, &b);
    }
    const struct indicator *const *all = indicators_of(a, RETURN_CIN, &count);
    for (size_t i = 0; i < count; i++)
        ask(&c, str_of(all[i]->id));
    check_agreement(&c);
    arena_free(a);
    return 0;
}
