/* Charts: what is drawn is what the table says, nothing leaves the sheet, no text is
 * hidden or too pale, and the same data give the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sha256.h"
#include "fixture_charts.h"
#include "fixture_sound.h"
#include "fixture_svg.h"
#include "publish/render.h"

static int open_arena(void **state)
{
    *state = arena_new(2048 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static struct document *new_document(struct arena *a)
{
    struct document *d = document_new(a);
    d->title = STR("Charts");
    d->root->text = d->title;
    d->notice = STR("A test.");
    return d;
}

/* One of each kind. */
enum { KINDS = 5 };

static struct doc *add_chart(struct document *d, struct dice *dice, size_t kind,
                             size_t size)
{
    struct chart_spine spine;
    struct chart_trend trend;
    struct chart_bars bars;
    struct chart_funnel funnel;
    struct chart_hexagons map;
    switch (kind) {
    case 0:
        spine = dice_spine(dice, size);
        return chart_spine(d, d->root, &spine);
    case 1:
        trend = dice_trend(dice, size, size < 11 ? size : 10);
        return chart_trend(d, d->root, &trend);
    case 2:
        bars = dice_bars(dice, size);
        return chart_bars(d, d->root, &bars);
    case 3:
        funnel = dice_funnel(dice, size);
        return chart_funnel(d, d->root, &funnel);
    default:
        map = dice_hexagons(dice, size);
        return chart_hexagons(d, d->root, &map);
    }
}

/* ---- What holds of every drawing */

static void every_drawing_is_sound(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct document *d = new_document(*state);
        struct dice dice = {d->arena, 11 + kind, 0, false};
        const struct doc *made = add_chart(d, &dice, kind, 30);
        struct str why = STR("");
        assert_int_equal(made->node, DOC_FIGURE);
        check_both(*state, made);
        if (!document_is_sound(d, &why))
            fail_msg("%.*s", STR_ARG(why));
    }
}

static void texts_can_be_read(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct document *d = new_document(*state);
        struct dice dice = {d->arena, 31 + kind, 0, false};
        const struct doc *made = add_chart(d, &dice, kind, kind == 1 ? 12 : 30);
        struct str both[] = {made->svg, made->svg_narrow};
        for (size_t i = 0; i < 2; i++) {
            struct drawn drawn = svg_read(*state, both[i]);
            assert_legible(&drawn);
            assert_texts_apart(&drawn);
            svg_done(&drawn);
        }
    }
}

/* A break in every second year, on a telephone too. */
static void breaks_do_not_hide_each_other(void **state)
{
    struct document *d = new_document(*state);
    struct dice dice = {d->arena, 8, 0, false};
    struct chart_trend data = dice_trend(&dice, 12, 3);
    bool *breaks = arena_make(d->arena, bool, 12);
    for (size_t i = 1; i < 12; i += 2)
        breaks[i] = true;
    data.breaks = breaks;
    const struct doc *made = chart_trend(d, d->root, &data);
    struct str both[] = {made->svg, made->svg_narrow};
    for (size_t i = 0; i < 2; i++) {
        struct drawn drawn = svg_read(*state, both[i]);
        assert_texts_apart(&drawn);
        svg_done(&drawn);
    }
}

/* Anything at all: no figure, infinities, 1e308, empty and endless names. */
static void wild_data_stay_on_the_sheet(void **state)
{
    struct arena *a = arena_new(2048 * MIB);
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        for (size_t kind = 0; kind < KINDS; kind++) {
            struct document *d = new_document(a);
            struct dice dice = {a, seed, 0, true};
            size_t size = dice_below(&dice, 40);
            struct str why = STR("");
            check_both(a, add_chart(d, &dice, kind, size));
            if (!document_is_sound(d, &why))
                fail_msg("%.*s", STR_ARG(why));
            struct buf text = buf_new(a, 16 * MIB);
            render_text(d, &text);
            assert_int_equal(text.status, OK);
        }
        arena_reset(a);
    }
    arena_free(a);
}

/* ---- What is drawn is what the table says */

static double number_in(struct str text)
{
    char plain[64];
    size_t len = 0;
    bool minus = str_starts(text, STR("\xe2\x88\x92"));
    for (size_t i = 0; i < text.len && len < sizeof plain - 1; i++) {
        char c = text.at[i];
        if ((c >= '0' && c <= '9') || c == '.')
            plain[len++] = c;
    }
    plain[len] = 0;
    return minus ? -strtod(plain, NULL) : strtod(plain, NULL);
}

static const struct doc *cell_at(const struct doc *figure, size_t row, size_t column)
{
    const struct doc *at = figure->first->first;
    for (size_t i = 0; i <= row; i++) /* past the head */
        at = at->next;
    const struct doc *cell = at->first;
    for (size_t i = 0; i < column; i++)
        cell = cell->next;
    return cell;
}

/* Two ticks tell what a place on an axis means. */
struct scale_read {
    double at[2], value[2];
};

static double value_of(const struct scale_read *s, double at)
{
    return s->value[0] +
           (at - s->at[0]) * (s->value[1] - s->value[0]) / (s->at[1] - s->at[0]);
}

static double middle(double a, double b)
{
    return (a + b) / 2;
}

static void trend_points_are_the_numbers_of_the_table(void **state)
{
    struct document *d = new_document(*state);
    struct dice dice = {d->arena, 5, 0, false};
    struct chart_trend data = dice_trend(&dice, 9, 4);
    data.form = (struct number_form){2, true};
    data.unit = STR("");
    const struct doc *figure = chart_trend(d, d->root, &data);
    struct drawn drawn = svg_read(d->arena, figure->svg);
    struct scale_read ticks = {.at = {(double)NAN}};
    size_t found = 0, seen = 0;
    for (size_t i = 0; i < drawn.count && found < 2; i++) {
        const struct shape *s = &drawn.shapes[i];
        if (strcmp(s->element, "text") != 0 || !str_ends(s->text, STR("%")))
            continue;
        ticks.at[found] = s->box.bottom - 12 * 0.2 - 4;
        ticks.value[found++] = number_in(s->text);
    }
    for (size_t i = 0; i < drawn.count; i++) {
        const struct shape *s = &drawn.shapes[i];
        if (strcmp(s->element, "circle") != 0)
            continue;
        double drawn_at = value_of(&ticks, middle(s->box.top, s->box.bottom));
        double said = number_in(cell_at(figure, seen, 1)->text);
        double pixel =
            fabs(ticks.value[1] - ticks.value[0]) / fabs(ticks.at[1] - ticks.at[0]);
        assert_true(fabs(drawn_at - said) <= 0.06 * pixel + 0.005);
        seen++;
    }
    assert_int_equal(seen, 9);
    svg_done(&drawn);
}

static void bars_end_at_the_numbers_of_the_table(void **state)
{
    struct document *d = new_document(*state);
    struct dice dice = {d->arena, 6, 0, false};
    struct chart_bars data = dice_bars(&dice, 25);
    data.form = (struct number_form){2, true};
    data.centre = (double)NAN;
    const struct doc *figure = chart_bars(d, d->root, &data);
    struct drawn drawn = svg_read(d->arena, figure->svg);
    struct scale_read ticks = {.at = {(double)NAN}};
    size_t found = 0, seen = 0;
    for (size_t i = 0; i < drawn.count && found < 2; i++) {
        const struct shape *s = &drawn.shapes[i];
        if (strcmp(s->element, "text") != 0 || !str_ends(s->text, STR("%")) ||
            s->box.top > 60 || str_starts(s->text, STR("95")))
            continue;
        ticks.at[found] = middle(s->box.left, s->box.right);
        ticks.value[found++] = number_in(s->text);
    }
    assert_int_equal(found, 2);
    for (size_t i = 0; i < drawn.count; i++) {
        const struct shape *s = &drawn.shapes[i];
        bool end = (strcmp(s->element, "circle") == 0 || s->points == 4) && s->fill &&
                   s->box.top > 50;
        if (!end)
            continue;
        double drawn_at = value_of(&ticks, middle(s->box.left, s->box.right));
        double said = number_in(cell_at(figure, seen, 2)->text);
        double pixel =
            fabs(ticks.value[1] - ticks.value[0]) / fabs(ticks.at[1] - ticks.at[0]);
        assert_true(fabs(drawn_at - said) <= 0.2 * pixel + 0.005);
        seen++;
    }
    assert_int_equal(seen, 25);
    svg_done(&drawn);
}

/* England's line and the edges of the box tell the scale of a row. */
static void a_spine_mark_lies_where_its_scale_puts_it(void **state)
{
    static const struct {
        double own, expected; /* in pixels from the middle, over those of a quarter */
        bool low_is_good;
    } cases[] = {{30, 2, false},
                 {30, -2, true},
                 {20, 0, false},
                 {12.5, -1.5, false},
                 {12.5, 1.5, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct document *d = new_document(*state);
        struct spine_row row = {.label = STR("One"),
                                .form = {1, false},
                                .own = cases[i].own,
                                .neighbours = (double)NAN,
                                .england = 20,
                                .quantiles = {0, 15, 20, 25, 40},
                                .says = SAYS_SIMILAR,
                                .low_is_good = cases[i].low_is_good};
        struct chart_spine data = {.frame = {.title = STR("T"), .none = STR("N.")},
                                   .area = STR("A"),
                                   .comparator = STR("c"),
                                   .neighbours = STR("n"),
                                   .rows = &row,
                                   .count = 1};
        const struct doc *figure = chart_spine(d, d->root, &data);
        struct drawn drawn = svg_read(d->arena, figure->svg);
        const struct shape *quarters = NULL, *mark = NULL;
        for (size_t k = 1; k < drawn.count && !mark; k++) {
            if (strcmp(drawn.shapes[k].element, "rect") == 0)
                quarters = &drawn.shapes[k];
            if (strcmp(drawn.shapes[k].element, "circle") == 0)
                mark = &drawn.shapes[k];
        }
        assert_true(quarters && mark);
        double centre = middle(quarters->box.left, quarters->box.right);
        double quarter = (quarters->box.right - quarters->box.left) / 2;
        double at = (middle(mark->box.left, mark->box.right) - centre) / quarter;
        assert_true(fabs(at - cases[i].expected) < 0.01);
        svg_done(&drawn);
    }
}

/* ---- Cases */

static void without_a_figure_a_sentence_stands(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct document *d = new_document(*state);
        struct dice dice = {d->arena, 1, 0, false};
        const struct doc *made = add_chart(d, &dice, kind, 0);
        assert_int_equal(made->node, DOC_PARAGRAPH);
        assert_int_equal(d->figures, 0);
        assert_string_equal(made->first->text.at, "There is nothing to draw.");
    }
}

static const struct doc *flat_trend(struct document *d, const double *values,
                                    size_t count, const int *years, const bool *breaks)
{
    static const struct str periods[] = {STR("2019"), STR("2020"), STR("2021"),
                                         STR("2022")};
    struct chart_trend data = {.frame = {.title = STR("T"), .none = STR("N.")},
                               .form = {1, true},
                               .periods = periods,
                               .years = years,
                               .breaks = breaks,
                               .count = count,
                               .own = {STR("Area"), values}};
    return chart_trend(d, d->root, &data);
}

/* How many pieces the area's thick line is drawn in, points between gaps among them. */
static size_t pieces(struct document *d, const struct doc *figure)
{
    struct drawn drawn = svg_read(d->arena, figure->svg);
    size_t count = 0;
    for (size_t i = 0; i < drawn.count; i++) {
        const struct shape *s = &drawn.shapes[i];
        bool line = strcmp(s->element, "path") == 0 && s->stroke &&
                    strcmp(s->stroke, "#12436D") == 0;
        bool dot = strcmp(s->element, "circle") == 0 && s->box.right - s->box.left < 4.5;
        count += line || dot;
    }
    svg_done(&drawn);
    return count;
}

static void a_line_stops_at_gaps_and_at_a_new_definition(void **state)
{
    static const int yearly[] = {2019, 2020, 2021, 2022},
                     gap[] = {2019, 2020, 2022, 2023};
    static const int every_other[] = {2016, 2018, 2020, 2022};
    static const bool broken[] = {false, false, true, false};
    static const double whole[] = {1, 2, 3, 4}, hole[] = {1, 2, (double)NAN, 4};
    static const double all_equal[] = {5, 5, 5, 5}, negative[] = {-3, -1, -2, -8};
    static const struct {
        const double *values;
        const int *years;
        const bool *breaks;
        size_t expected;
    } cases[] = {{whole, yearly, NULL, 1},      {hole, yearly, NULL, 2},
                 {whole, gap, NULL, 2},         {whole, yearly, broken, 2},
                 {whole, every_other, NULL, 1}, {all_equal, yearly, NULL, 1},
                 {negative, yearly, NULL, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct document *d = new_document(*state);
        const struct doc *figure =
            flat_trend(d, cases[i].values, 4, cases[i].years, cases[i].breaks);
        check_both(*state, figure);
        assert_int_equal(pieces(d, figure), cases[i].expected);
        bool told = str_contains(figure->alt, STR("A new definition begins in 2021."));
        assert_int_equal(told, cases[i].breaks != NULL);
    }
}

static void one_value_is_drawn_as_a_point(void **state)
{
    static const int years[] = {2019};
    static const double value[] = {7};
    struct document *d = new_document(*state);
    const struct doc *figure = flat_trend(d, value, 1, years, NULL);
    check_both(*state, figure);
    assert_int_equal(pieces(d, figure), 1);
}

static void ten_nations_of_areas_are_drawn(void **state)
{
    for (size_t kind = 2; kind < KINDS; kind++) {
        struct document *d = new_document(*state);
        struct dice dice = {d->arena, 77, 0, false};
        check_both(*state, add_chart(d, &dice, kind, 1530));
    }
}

static void ids_are_unique_within_a_page(void **state)
{
    struct document *d = new_document(*state);
    struct dice dice = {d->arena, 3, 0, false};
    for (size_t kind = 0; kind < KINDS * 2; kind++)
        add_chart(d, &dice, kind % KINDS, 12);
    struct buf out = buf_new(d->arena, 64 * MIB);
    render_html(d, &out);
    struct str text = buf_text(&out), ids[256];
    size_t count = 0;
    for (; text.len > 5; text.at++, text.len--) {
        struct str rest;
        if (!str_starts(text, STR(" id=\"")))
            continue;
        ids[count] = str_cut((struct str){text.at + 5, text.len - 5}, '"', &rest);
        for (size_t i = 0; i < count; i++)
            assert_false(str_equal(ids[i], ids[count]));
        count++;
        assert_true(count < 256);
    }
    assert_true(count >= KINDS * 2 * 5);
}

static void a_figure_is_a_group_with_its_table_a_click_away(void **state)
{
    struct document *d = new_document(*state);
    struct dice dice = {d->arena, 3, 0, false};
    add_chart(d, &dice, 0, 3);
    struct buf out = buf_new(d->arena, 64 * MIB);
    render_html(d, &out);
    static const char *const parts[] = {
        "<figure aria-labelledby=\"c-1\"><figcaption id=\"c-1\">A spine",
        "<div class=\"chart chart-wide\"><svg ",
        "<div class=\"chart chart-narrow\"><svg ",
        "<details><summary>The same as a table</summary><div class=\"wide\"",
        "</details></figure>"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_true(str_contains(buf_text(&out), str_of(parts[i])));
}

/* ---- The same bytes */

static struct str hash_of(struct arena *a, size_t kind)
{
    struct document *d = new_document(a);
    struct dice dice = {a, 99, 0, false};
    const struct doc *made = add_chart(d, &dice, kind, 14);
    struct str both =
        arena_format(a, "%.*s%.*s", STR_ARG(made->svg), STR_ARG(made->svg_narrow));
    return sha256_hex(a, both);
}

/* A change of the drawing changes these: look at it before you write them anew. */
static void the_same_data_give_the_same_bytes(void **state)
{
    static const char *const expected[KINDS] = {
        "77a169f71ab8a8772f721a07e6eff3f3c1cd1ae18942577aefa1baaecc5922db",
        "d8276cc1efd1e667a00e9645ceab8b9f454971080487e97ec2363d9506b7c5e5",
        "709ed845ade5a716718e7dc5e8118ebb48eb72811e96f7a233d426532e091129",
        "2f0ef380abf0903e94ecad2c8216069b33fd0d62e4dc6bac07c46fac2d391af6",
        "cdf5165d4fc0120cd7a12eabb11e740b6bf3e9b3d6e1dc6b8efde734c73a5500",
    };
    for (size_t kind = 0; kind < KINDS; kind++)
        assert_string_equal(hash_of(*state, kind).at, expected[kind]);
}

/* ---- Colours and numbers */

static void marks_stand_out_from_paper(void **state)
{
    static const char *const marks[] = {"#12436D", "#28A197", "#801650",
                                        "#F46A25", "#858f96", "#6b757e"};
    (void)state;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_true(contrast(marks[i], SVG_PAPER) >= 3);
    assert_true(contrast(SVG_INK, SVG_PAPER) >= 7);
    assert_true(contrast(SVG_QUIET, SVG_PAPER) >= 7);
    /* Marks on tints, as map and grid have them. */
    assert_true(contrast(SVG_INK, "#b7d9f2") >= 7 && contrast(SVG_INK, "#fbd8b4") >= 7);
    assert_true(contrast(SVG_PAPER, "#12436D") >= 7 &&
                contrast(SVG_PAPER, "#801650") >= 7);
}

static void numbers_are_said_half_up_and_grouped(void **state)
{
    static const struct {
        double x;
        struct number_form form;
        const char *expected;
    } cases[] = {
        {22.65, {1, true}, "22.7%"},
        {1204, {0, false}, "1,204"},
        {1234567.891, {2, false}, "1,234,567.89"},
        {-1204.5,
         {1, false},
         "\xe2\x88\x92"
         "1,204.5"},
        {-0.04, {1, false}, "0.0"},
        {1e300, {1, false}, "1.0e+300"},
        {999, {0, false}, "999"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(number_text(*state, cases[i].x, cases[i].form).at,
                            cases[i].expected);
    assert_int_equal(number_text(*state, (double)NAN, (struct number_form){0, false}).len,
                     0);
    assert_int_equal(
        number_range(*state, 1, (double)NAN, (struct number_form){0, false}).len, 0);
}

static void texts_wrap_at_spaces_and_end_in_an_ellipsis(void **state)
{
    struct type type = {12, ANCHOR_START, false, false};
    struct lines lines =
        svg_wrap(*state, STR("Bournemouth, Christchurch and Poole"), type, PX(100), 2);
    assert_int_equal(lines.count, 2);
    assert_true(str_equal(lines.at[0], STR("Bournemouth,")));
    assert_true(str_starts(lines.at[1], STR("Christchurch")));
    assert_true(str_ends(lines.at[1], STR("\xe2\x80\xa6")));
    assert_true(svg_width(lines.at[1], 12, false) <= PX(101));
    assert_int_equal(svg_wrap(*state, STR("  "), type, PX(100), 2).count, 0);
}

/* ---- Tables */

static void the_grid_says_the_word_and_the_rug_mark_word_and_figure(void **state)
{
    static const struct str heads[] = {STR("Overall"), STR("Leaders")};
    static const struct str names[] = {STR("Eastmere")};
    static const struct grid_cell cells[] = {{STR("Good"), 2, {NULL, 0}},
                                             {STR(""), 3, {NULL, 0}}};
    static const struct number_form forms[] = {{1, true}, {0, false}};
    static const struct rug_cell rug_cells[] = {
        {25.3, SAYS_WORSE, STR(""), {NULL, 0}},
        {(double)NAN, SAYS_BETTER, STR("suppressed"), {NULL, 0}}};
    struct document *d = new_document(*state);
    struct chart_grid grid = {STR("Grid"), STR("Area"), heads, names, cells, 1, 2};
    struct chart_rug rug = {STR("Rug"), STR("Area"), heads, forms,
                            names,      rug_cells,   1,     2};
    const struct doc *row = chart_grid(d, d->root, &grid)->first->next;
    assert_string_equal(row->first->next->text.at, "Good");
    assert_int_equal(row->first->next->fill, 2);
    assert_string_equal(row->last->text.at, "none held");
    assert_int_equal(row->last->fill, 0);
    row = chart_rug(d, d->root, &rug)->first->next;
    assert_string_equal(row->first->next->text.at, "\xe2\x96\xbc worse, 25.3%");
    assert_int_equal(row->first->next->fill, 4);
    assert_string_equal(row->last->text.at, "suppressed");
    assert_int_equal(row->last->fill, 0);
    grid.rows = 0;
    assert_int_equal(chart_grid(d, d->root, &grid)->node, DOC_PARAGRAPH);
    struct str why = STR("");
    assert_true(document_is_sound(d, &why));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_drawing_is_sound),
        cmocka_unit_test(texts_can_be_read),
        cmocka_unit_test(breaks_do_not_hide_each_other),
        cmocka_unit_test(wild_data_stay_on_the_sheet),
        cmocka_unit_test(trend_points_are_the_numbers_of_the_table),
        cmocka_unit_test(bars_end_at_the_numbers_of_the_table),
        cmocka_unit_test(a_spine_mark_lies_where_its_scale_puts_it),
        cmocka_unit_test(without_a_figure_a_sentence_stands),
        cmocka_unit_test(a_line_stops_at_gaps_and_at_a_new_definition),
        cmocka_unit_test(one_value_is_drawn_as_a_point),
        cmocka_unit_test(ten_nations_of_areas_are_drawn),
        cmocka_unit_test(ids_are_unique_within_a_page),
        cmocka_unit_test(a_figure_is_a_group_with_its_table_a_click_away),
        cmocka_unit_test(the_same_data_give_the_same_bytes),
        cmocka_unit_test(marks_stand_out_from_paper),
        cmocka_unit_test(numbers_are_said_half_up_and_grouped),
        cmocka_unit_test(texts_wrap_at_spaces_and_end_in_an_ellipsis),
        cmocka_unit_test(the_grid_says_the_word_and_the_rug_mark_word_and_figure),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
