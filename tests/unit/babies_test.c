/* 100 babies of a small England: which rates make which stage, what is missing is said
 * and never filled in, scenarios, and a page whose dots are the numbers that it says. */
#include "fixture_england.h"
#include "fixture_svg.h"
#include "publish/babies_page.h"

/* ---- A small England with rates */

static size_t stage_named(const char *id)
{
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        if (str_equal(str_of(babies_stages[s].id), str_of(id)))
            return s;
    }
    fail_msg("no stage %s", id);
    return 0;
}

/* A measure of which every authority but 303 has so many of 1,000. */
static void add_rate(struct england *e, const char *id, double own, double others)
{
    add_measure(e, id, "Topic", POLARITY_LOW);
    add_year(e, "2024", "303", own, others);
}

/* Referrals 52 of 1,000 a year and what follows; the same everywhere. */
static void add_need(struct england *e)
{
    add_rate(e, "CPP_Total_Rateper10,000", 52, 52);
    add_rate(e, "ReReferral", 226, 226);
    add_rate(e, "CIN_Refferals_NFA", 65, 65);
    add_rate(e, "Referrals_AssessedNotNeed", 308, 308);
}

static struct babies_ground *ground_of(struct england *e)
{
    struct babies_options o = {.at = e->options.at, .seed = 1, .runs = 500};
    draw(e, "303");
    return babies_ground_new(e->a, &e->survey->source, &o);
}

static struct babies *babies_in(struct england *e, const struct babies_ground *ground,
                                const char *code)
{
    struct babies_asked asked = {.area = cube_area(ground->source.cube, str_of(code))};
    return babies_of(e->a, ground, &asked);
}

static struct babies *babies_with(struct england *e, const struct babies_ground *ground,
                                  const char *text)
{
    struct babies_scenario *scenario = arena_make(e->a, struct babies_scenario, 1);
    struct babies_asked asked = {.area = cube_area(ground->source.cube, STR("303")),
                                 .scenarios = scenario,
                                 .scenario_count = 1};
    struct fault why;
    if (babies_scenario_read(e->a, ground, str_of(text), scenario, &why))
        fail_msg("%s", why.text);
    return babies_of(e->a, ground, &asked);
}

static const struct babies_line *line_of(const struct babies *b, enum babies_who who,
                                         const char *stage)
{
    return &b->who[who]->lines[stage_named(stage)];
}

static struct str page_of(struct england *e, const struct babies *b)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    struct str why = {0};
    struct document *document = babies_page(e->a, b);
    if (!document_is_sound(document, &why))
        fail_msg("%.*s", STR_ARG(why));
    render_html(document, &out);
    return buf_text(&out);
}

static void near(double found, double expected, double within)
{
    if (!(fabs(found - expected) <= within))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

/* ---- Tables */

static void the_tables_hang_together(void **state)
{
    (void)state;
    size_t at = 0;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        const struct cohort_stage *of = &babies_stages[s].of;
        assert_non_null(babies_stages[s].id);
        assert_true(of->rate < BABIES_RATES && of->column < BABIES_COLUMNS);
        assert_true(of->within == COHORT_NOWHERE || of->within < s);
        assert_int_equal(of->form == COHORT_REPEATS, of->repeats != COHORT_NOWHERE);
        assert_int_equal(of->form == COHORT_SHARE, of->years == 0);
        assert_int_equal(stage_named(babies_stages[s].id), s);
        assert_true(babies_lead(s) < BABIES_RATES);
        for (size_t k = 0; k < s;
             k++) /* a column is one chain, or it is shared by none */
            assert_true(babies_stages[k].of.column != of->column ||
                        of->within != COHORT_NOWHERE);
    }
    for (size_t p = 0; p < BABIES_PARTS; p++) {
        assert_int_equal(babies_parts[p].from, at);
        at = babies_parts[p].to;
        for (size_t i = 0; i < BABIES_HEADLINES; i++)
            assert_in_range(babies_parts[p].headlines[i], babies_parts[p].from, at - 1);
    }
    assert_int_equal(at, BABIES_STAGES);
    for (size_t r = 0; r < BABIES_RATES; r++)
        assert_non_null(babies_measures[r].ids[0]);
}

/* ---- Rates */

/* 1 - (1 + 18 m / k)^-k with k 0.2236 by bisection in Python: 30.79, 29.94, 25.01. */
static void referrals_become_children(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    add_rate(&e, "CPP_Abuse_Rate", 5, 5);
    add_rate(&e, "PrevRegCPR", 245, 245);
    const struct babies *b = babies_in(&e, ground_of(&e), "304");
    near(line_of(b, BABIES_ENGLAND, "referred")->result.mean, 30.8, 0.3);
    near(line_of(b, BABIES_AREA, "assessed")->result.mean, 29.9, 0.3);
    near(line_of(b, BABIES_NEIGHBOURS, "in-need")->result.mean, 25.0, 0.1);
    near(line_of(b, BABIES_NEIGHBOURS, "plan")->result.mean, 1.8 * 5 * 0.755, 1e-9);
    near(line_of(b, BABIES_NEIGHBOURS, "referred")->most,
         100 * (1 - pow(1 - 0.052 * 0.774, 18)), 1e-9);
    assert_true(isnan(line_of(b, BABIES_AREA, "plan")->most));
    end(&e);
}

static void what_an_area_lacks_is_said_and_never_filled_in(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_rate(&e, "EngMaths9-4", NONE, 650);
    add_rate(&e, "EngMaths9-5", 450, 450);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    assert_false(line_of(b, BABIES_AREA, "pass-4")->known);
    assert_true(line_of(b, BABIES_ENGLAND, "pass-4")->known);
    /* what hangs on it stands alone */
    near(line_of(b, BABIES_AREA, "pass-5")->result.mean, 45, 0.2);
    assert_false(line_of(b, BABIES_AREA, "good-level")->known);
    struct str page = page_of(&e, b);
    assert_says(page, "Grade 4 in English and maths is not known for 303 (pupils with "
                      "grade 4 or better in English and maths, 2024: suppressed).");
    assert_says(page,
                "Not known of anybody, since a rate is not loaded: low birth weight, ");
    end(&e);
}

static void a_total_of_england_is_no_rate(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_measure(&e, "FirstYJS", "Topic", POLARITY_LOW);
    for (size_t i = 0; i < AREAS; i++)
        add_figure(&e, "2024", codes[i], 2 + (double)i / 10);
    add_figure(&e, "2024", "970", 30);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    assert_false(line_of(b, BABIES_ENGLAND, "entrant")->known);
    assert_true(line_of(b, BABIES_AREA, "entrant")->known);
    assert_says(page_of(&e, b), "First entry to youth justice by 18 is not known for "
                                "England (first-time entrants to youth justice a year, "
                                "2024: the figure is a total, not a rate).");
    end(&e);
}

static void where_nothing_can_be_taken_off_it_is_said(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_rate(&e, "LAC_Start_Rate", 3, 3);
    add_rate(&e, "UASC_%_Starting", NONE, 500);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    const struct babies_line *own = line_of(b, BABIES_AREA, "care");
    assert_true(own->known && own->nothing_taken);
    assert_false(line_of(b, BABIES_ENGLAND, "care")->nothing_taken);
    near(line_of(b, BABIES_NEIGHBOURS, "care")->result.mean,
         100 * (1 - pow(1 - 0.003 * 0.5, 18)), 1e-9);
    assert_true(own->result.mean > 1.8 * line_of(b, BABIES_ENGLAND, "care")->result.mean);
    assert_says(page_of(&e, b), "Looked after by 18, 303: nothing could be taken off");
    end(&e);
}

static void more_plans_than_children_in_need_are_held_and_said(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    add_rate(&e, "CPP_Abuse_Rate", 40, 5);
    add_rate(&e, "PrevRegCPR", 100, 245);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    assert_true(line_of(b, BABIES_AREA, "plan")->held);
    assert_false(line_of(b, BABIES_NEIGHBOURS, "plan")->held);
    assert_int_equal(line_of(b, BABIES_AREA, "plan")->dots,
                     line_of(b, BABIES_AREA, "in-need")->dots);
    assert_says(page_of(&e, b), "Child protection plan by 18, 303: the rates say more");
    end(&e);
}

static void a_share_above_all_is_all_and_said(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_rate(&e, "HCP_PHOF", 1004, 950);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    near(line_of(b, BABIES_AREA, "review")->result.mean, 100, 0);
    near(line_of(b, BABIES_AREA, "review")->result.low95, 100, 0);
    assert_says(page_of(&e, b), "published as above 100%");
    end(&e);
}

static void an_authority_that_has_ended_has_no_babies(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    const struct babies *b = babies_in(&e, ground_of(&e), "301");
    for (size_t s = 0; s < BABIES_STAGES; s++)
        assert_false(b->who[BABIES_AREA]->lines[s].known);
    assert_says(page_of(&e, b), "Of this part of a life nothing is known here.");
    end(&e);
}

static void a_store_without_rates_has_a_page_that_says_so(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_rate(&e, "Unrelated", 1, 2);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    assert_says(page_of(&e, b), "not loaded");
    assert_says(page_of(&e, b), "Nothing above stands on a row of evidence.");
    end(&e);
}

/* 303 has 2 of 10 where all have 650 of 1,000 or so: pulled, and unsure. */
static void a_small_area_is_pulled_towards_all(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_measure(&e, "EngMaths9-4", "Topic", POLARITY_HIGH);
    for (size_t i = 1; i < AREAS; i++) {
        struct batch_figure *f = add_figure(&e, "2024", codes[i], 600 + 9 * (double)i);
        if (i == 2) {
            f->numerator = 2;
            f->denominator = 10;
            f->value = 20;
        }
    }
    const struct babies_ground *ground = ground_of(&e);
    const struct babies_line *small =
        line_of(babies_in(&e, ground, "303"), BABIES_AREA, "pass-4");
    const struct babies_line *large =
        line_of(babies_in(&e, ground, "312"), BABIES_AREA, "pass-4");
    assert_true(small->result.mean > 25 && small->result.mean < 65);
    assert_true(small->result.rate_high - small->result.rate_low >
                2 * (large->result.rate_high - large->result.rate_low));
    near(large->result.mean, 69.9, 1);
    end(&e);
}

/* ---- Scenarios */

static void scenarios_are_read_or_refused(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    const struct babies_ground *ground = ground_of(&e);
    static const struct {
        const char *text, *refused; /* NULL: read */
    } cases[] = {
        {"neighbours", NULL},
        {"England", NULL},
        {"referred=40", NULL},
        {" referred = 40 , assessed = best-quarter ", NULL},
        {"referred=0", NULL},
        {"referred=100", NULL},
        {"", "empty"},
        {"referred", "expected neighbours"},
        {"referred=", "expected a number"},
        {"referred=much", "expected a number"},
        {"referred=-1", "expected 0 to 100"},
        {"referred=101", "expected 0 to 100"},
        {"refered=4", "did you mean 'referred'"},
        {"qqqqqqqq=4", "there are light-birth"},
        {"plan=4", "no measure of it is loaded"},
        {"referred=1,referred=1,referred=1,referred=1,referred=1,referred=1,referred=1,"
         "referred=1,referred=1",
         "at most 8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct babies_scenario scenario;
        struct fault why = {.text = ""};
        status st =
            babies_scenario_read(e.a, ground, str_of(cases[i].text), &scenario, &why);
        assert_int_equal(st, cases[i].refused ? ERR_USAGE : OK);
        if (cases[i].refused && !str_contains(str_of(why.text), str_of(cases[i].refused)))
            fail_msg("'%s': %s", cases[i].text, why.text);
    }
    end(&e);
}

static void a_number_moves_its_stage_and_those_that_follow(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    add_rate(&e, "EngMaths9-4", 500, 650);
    const struct babies *b = babies_with(&e, ground_of(&e), "referred=10.4");
    const struct babies_effect *effects = b->outcomes[0].effects;
    assert_int_equal(effects[stage_named("referred")].done, BABIES_CHANGED);
    assert_int_equal(effects[stage_named("in-need")].done, BABIES_UNCHANGED);
    assert_true(effects[stage_named("referred")].difference.mean > 1);
    assert_true(effects[stage_named("in-need")].difference.mean > 1);
    near(effects[stage_named("pass-4")].difference.mean, 0, 0);
    near(effects[stage_named("pass-4")].difference.high95, 0, 0);
    assert_says(page_of(&e, b), "Scenario referred=10.4");
    end(&e);
}

static void the_neighbours_rates_give_the_neighbours_numbers(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    add_rate(&e, "EngMaths9-4", 500, 650);
    const struct babies *b = babies_with(&e, ground_of(&e), "neighbours");
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        const struct babies_effect *effect = &b->outcomes[0].effects[s];
        const struct babies_line *line = &b->who[BABIES_NEIGHBOURS]->lines[s];
        if (line->known)
            near(effect->result.mean, line->result.mean, 1e-9);
        else
            assert_int_equal(effect->done, BABIES_NO_FIGURE);
    }
    const struct cohort_result *d =
        &b->outcomes[0].effects[stage_named("pass-4")].difference;
    near(d->mean, 65 - line_of(b, BABIES_AREA, "pass-4")->result.mean, 1e-9);
    assert_true(d->mean > 10 && d->low95 > 3 && d->high95 < 26);
    end(&e);
}

static void the_best_quarter_needs_a_direction(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_measure(&e, "EngMaths9-4", "Topic", POLARITY_HIGH);
    for (size_t i = 0; i < AREAS; i++)
        add_figure(&e, "2024", codes[i], 500 + 10 * (double)i);
    add_measure(&e, "LAC_Start_Rate", "Topic", POLARITY_NONE);
    add_year(&e, "2024", "303", 3, 3);
    const struct babies *b = babies_with(&e, ground_of(&e), "best-quarter");
    const struct babies_effect *effects = b->outcomes[0].effects;
    /* type 7 of 51, 52 … 61: 58.5 */
    near(effects[stage_named("pass-4")].value, 58.5, 1e-9);
    assert_int_equal(effects[stage_named("care")].done, BABIES_NO_DIRECTION);
    assert_says(page_of(&e, b), "neither high nor low is good");
    end(&e);
}

static void a_rate_that_stays_as_it_is_makes_no_difference(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    const struct babies_ground *ground = ground_of(&e);
    const struct babies *b = babies_with(&e, ground, "plan=england");
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        const struct cohort_result *d = &b->outcomes[0].effects[s].difference;
        assert_true(d->mean <= 0 && d->mean >= 0 && d->low95 <= 0 && d->high95 >= 0 &&
                    d->low95 >= 0 && d->high95 <= 0);
    }
    assert_says(page_of(&e, b), "changes nothing here");
    end(&e);
}

/* ---- The page */

static void count_circles(xmlNode *node, const char *fill, size_t *filled, size_t *all)
{
    for (; node; node = node->next) {
        const char *own = svg_value(node, "fill");
        const char *now = own ? own : fill;
        if (node->type == XML_ELEMENT_NODE &&
            strcmp((const char *)node->name, "circle") == 0) {
            *filled += strcmp(now, SVG_PAPER) != 0;
            ++*all;
        }
        if (node->type == XML_ELEMENT_NODE)
            count_circles(node->children, now, filled, all);
    }
}

static void assert_circles(struct arena *a, struct str svg, size_t filled, size_t all)
{
    struct drawn drawn = svg_read(a, svg);
    size_t found_filled = 0, found_all = 0;
    assert_non_null(drawn.xml);
    count_circles(xmlDocGetRootElement(drawn.xml), SVG_INK, &found_filled, &found_all);
    assert_int_equal(found_filled, filled);
    assert_int_equal(found_all, all);
    svg_done(&drawn);
}

static const struct doc *find_figure(const struct doc *at)
{
    for (const struct doc *n = at; n; n = n->next) {
        if (n->node == DOC_FIGURE)
            return n;
        const struct doc *inside = n->first ? find_figure(n->first) : NULL;
        if (inside)
            return inside;
    }
    return NULL;
}

static void dots_are_as_many_as_are_said(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    const struct document *d = babies_page(e.a, b);
    const struct doc *figure = find_figure(d->root);
    size_t dots = line_of(b, BABIES_AREA, "referred")->dots +
                  line_of(b, BABIES_AREA, "assessed")->dots +
                  line_of(b, BABIES_AREA, "in-need")->dots;
    assert_non_null(figure);
    assert_circles(e.a, figure->svg, dots, 300);
    assert_circles(e.a, figure->svg_narrow, dots, 300);
    end(&e);
}

static void the_page_says_what_it_is_and_cites_every_row(void **state)
{
    (void)state;
    struct england e = start("2025-06-01");
    add_need(&e);
    const struct babies *b = babies_in(&e, ground_of(&e), "303");
    struct str page = page_of(&e, b);
    assert_says(page, "not a forecast of any child");
    assert_says(page, "1:3, figures.csv");
    assert_says(page, "303, referrals a year, 2024: 5.20%, 52 of 1,000");
    struct buf one = buf_new(e.a, MIB), two = buf_new(e.a, MIB);
    babies_json(b, &one);
    babies_json(babies_in(&e, ground_of(&e), "303"), &two);
    assert_says(buf_text(&one), "\"evidence\":[\"1:3\"]");
    assert_says(buf_text(&one), "\"id\":\"plan\",");
    assert_not_said(buf_text(&one), "nan");
    end(&e);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_hang_together),
        cmocka_unit_test(referrals_become_children),
        cmocka_unit_test(what_an_area_lacks_is_said_and_never_filled_in),
        cmocka_unit_test(a_total_of_england_is_no_rate),
        cmocka_unit_test(where_nothing_can_be_taken_off_it_is_said),
        cmocka_unit_test(more_plans_than_children_in_need_are_held_and_said),
        cmocka_unit_test(a_share_above_all_is_all_and_said),
        cmocka_unit_test(an_authority_that_has_ended_has_no_babies),
        cmocka_unit_test(a_store_without_rates_has_a_page_that_says_so),
        cmocka_unit_test(a_small_area_is_pulled_towards_all),
        cmocka_unit_test(scenarios_are_read_or_refused),
        cmocka_unit_test(a_number_moves_its_stage_and_those_that_follow),
        cmocka_unit_test(the_neighbours_rates_give_the_neighbours_numbers),
        cmocka_unit_test(the_best_quarter_needs_a_direction),
        cmocka_unit_test(a_rate_that_stays_as_it_is_makes_no_difference),
        cmocka_unit_test(dots_are_as_many_as_are_said),
        cmocka_unit_test(the_page_says_what_it_is_and_cites_every_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
