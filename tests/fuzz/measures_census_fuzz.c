/* A child of a census made of the bytes: episodes with assessments, enquiries, plans and
 * reviews on days that often touch, some of them none.  Every measure says one thing of
 * each of its cases, by conventions made of the bytes too: one role, a reason where it is
 * not in the numerator, nothing below zero; groups add up to their whole; measures that
 * are the same thing by two names or two ways agree; and every figure can be published.
 */
#include <stdint.h>
#include <stdlib.h>

#include "records/day.h"
#include "records/figure_published.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS = 16, FIGURES_MOST = 16 };

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

/* ---- The child */

struct made {
    struct arena *arena;
    struct entry rows[TABLES_MAX][ROWS];
    struct child child;
    date at; /* where the last row was */
};

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
    struct rows *rows = &made->child.now[t];
    uint32_t parent = UINT32_MAX;
    if (shape->parent != NO_PARENT)
        parent = (uint32_t)made->child.now[shape->parent].count - 1;
    if (rows->count == ROWS || (shape->parent != NO_PARENT && parent == UINT32_MAX))
        return;
    struct cell *cells = arena_make(made->arena, struct cell, shape->column_count);
    for (unsigned c = 0; c < shape->column_count; c++) {
        struct str text = shape->columns[c].is_date
                              ? some_day(made, b)
                              : str_of(codes[take(b) % (sizeof codes / sizeof *codes)]);
        date on = shape->columns[c].is_date ? day_of_census(text) : DATE_NONE;
        cells[c] = (struct cell){text, code_of(text.at, text.len), on};
    }
    made->rows[t][rows->count] = (struct entry){cells, (uint32_t)rows->count + 1, parent};
    rows->at = made->rows[t];
    rows->count++;
}

/* ---- What is said */

struct census {
    struct arena *arena;
    const struct child *child;
    struct return_about about;
    struct conventions conventions;
};

static void check_case(const struct indicator *indicator, const struct said_case *one)
{
    must(one->part < indicator->part_count && one->role < ROLE_COUNT);
    must(one->numerator >= 0 && (one->denominator == 0 || one->denominator == 1));
    must(one->role == ROLE_NUMERATOR || one->numerator == 0);
    must(one->role <= ROLE_DENOMINATOR || one->denominator == 0);
    must((one->role == ROLE_NUMERATOR) == !one->reason);
}

/* How many cases a measure has of this child: one a row of its table, or at most one. */
static void check_cases(const struct census *c, const struct indicator *indicator,
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

static const struct counted_figure *ask(const struct census *c, struct str id)
{
    const struct indicator *indicator = indicator_find(RETURN_CIN, id);
    struct said once = {.arena = c->arena}, again = {.arena = c->arena};
    must(indicator && indicator->part_count <= FIGURES_MOST);
    struct counted_figure *figures = counting_figures(c->arena, indicator);
    struct counted_measure measure = {
        indicator, indicator_can_run(c->arena, indicator, &c->about), figures};
    struct figure_with with = {&c->conventions, 36039};
    if (!measure.cannot) {
        counting_ask(indicator, c->child, &c->about, &c->conventions, &once);
        counting_ask(indicator, c->child, &c->about, &c->conventions, &again);
        must(once.count == again.count);
        counting_add(figures, &once);
        check_cases(c, indicator, once.count / indicator->part_count);
    }
    for (size_t i = 0; i < once.count; i++)
        check_case(indicator, &once.at[i]);
    check_groups(indicator, figures);
    for (size_t p = 0; p < indicator->part_count; p++)
        must(figure_publish(c->arena, &measure, p, &with).published.len > 0);
    return figures;
}

static void check_agreement(const struct census *c)
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

static struct conventions conventions_of(uint8_t bits)
{
    static const char *const said[] = {
        "review-tolerance=14", "working-days=validator", "working-days=networkdays",
        "minority=not-white",  "local-minority=21.5",    "earlier-reviews=in-time"};
    struct conventions c = conventions_published();
    for (unsigned i = 0; i < sizeof said / sizeof *said; i++)
        if (bits >> i & 1)
            must(conventions_set(&c, RETURN_CIN, str_of(said[i]), NULL) == OK);
    return c;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    struct bytes b = {data, size};
    struct made *made = arena_alloc(a, sizeof *made);
    uint8_t bits = take(&b);
    struct census c = {.arena = a,
                       .child = &made->child,
                       .about = {.kind = RETURN_CIN,
                                 .form = FORM_XML,
                                 .year = bits & 64 ? 2025 : 2026,
                                 .start = date_of(2024, 4, 1),
                                 .end = date_of(2025, 3, 31),
                                 .reference = date_of(2025, 3, 31)},
                       .conventions = conventions_of(bits)};
    size_t count;
    made->arena = a;
    made->at = date_of(2024, 9, 1);
    made->child = (struct child){.id = STR("C1"), .kind = RETURN_CIN};
    for (unsigned t = 0; t < TC_COUNT; t++)
        c.about.has[t] = true;
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
