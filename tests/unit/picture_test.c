/* A picture drawn of a small England: twelve authorities in a ring, each one's neighbours
 * the ten that follow it; 301 became 302 in 2021.  What each test adds is what it is
 * about. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/cube_build.h"
#include "profile/picture.h"
#include "publish/profile_page.h"
#include "publish/render.h"

enum { AREAS = 12 };
#define NONE ((double)NAN)

static const char *const codes[AREAS] = {"301", "302", "303", "304", "305", "306",
                                         "307", "308", "309", "310", "311", "312"};

struct england {
    struct arena *a;
    struct batch *figures, *facts;
    struct survey_options options;
    struct survey *survey;
    struct picture *picture;
    const char *closeness;
};

static date day(const char *text)
{
    date d = DATE_NONE;
    if (*text)
        assert_true(date_parse(str_of(text), &d));
    return d;
}

/* ---- Making it */

static struct england start(const char *at)
{
    struct england e = {.a = arena_new(128 * MIB), .closeness = "close"};
    e.figures = batch_new(e.a);
    e.facts = batch_new(e.a);
    e.options = (struct survey_options){.at = day(at), .against = COMPARATOR_NEIGHBOURS};
    return e;
}

static void end(struct england *e)
{
    arena_free(e->a);
}

static void add_area(struct batch *b, const char *code, const char *name,
                     const char *from, const char *to)
{
    bool is_authority =
        str_starts(str_of(code), STR("3")) || str_starts(str_of(code), STR("4"));
    *batch_add(b, batch_area, areas) =
        (struct batch_area){.code = str_of(code),
                            .name = str_of(name),
                            .region = is_authority ? STR("North East") : STR(""),
                            .type = is_authority ? STR("UA") : STR(""),
                            .live_from = day(from),
                            .live_to = day(to)};
}

static void add_areas(struct england *e)
{
    struct batch *b = e->figures;
    for (size_t i = 0; i < AREAS; i++) {
        add_area(b, codes[i], codes[i], i == 1 ? "2021-04-01" : "",
                 i == 0 ? "2021-03-31" : "");
        for (size_t k = 1; k <= CUBE_NEIGHBOURS; k++)
            *batch_add(b, batch_neighbour, neighbours) =
                (struct batch_neighbour){.code = str_of(codes[i]),
                                         .neighbour = str_of(codes[(i + k) % AREAS]),
                                         .rank = (int)k,
                                         .closeness = str_of(e->closeness),
                                         .model = STR("2025")};
    }
    add_area(b, "980", "North East", "", "");
    add_area(b, "970", "England", "", "");
}

static void add_measure(struct england *e, const char *id, const char *topic,
                        enum polarity polarity)
{
    uint32_t index = batch_measure_index(e->figures, str_of(id));
    e->figures->measures[index] = (struct batch_measure){.id = str_of(id),
                                                         .label = str_of(id),
                                                         .unit = STR("%"),
                                                         .topic = str_of(topic),
                                                         .polarity = polarity,
                                                         .kind = MEASURE_PERCENT,
                                                         .per = 100,
                                                         .decimals = 1,
                                                         .row = index + 2,
                                                         .described = true};
}

/* A figure of the measure added last: n of 1,000. */
static struct batch_figure *add_figure(struct england *e, const char *period,
                                       const char *code, double n)
{
    struct batch *b = e->figures;
    struct batch_figure *figure = batch_add(b, batch_figure, figures);
    *figure = (struct batch_figure){
        .measure = (uint32_t)b->measures_count - 1,
        .period = batch_period(b, str_of(period)),
        .area = batch_code(b, str_of(code)),
        .row = (uint32_t)b->figures_count,
        .value = n / 10,
        .numerator = n,
        .denominator = 1000,
        .low95 = NONE,
        .high95 = NONE,
        .low998 = NONE,
        .high998 = NONE,
        .missing = (uint8_t)(isnan(n) ? MISSING_SUPPRESSED : MISSING_NOT)};
    if (isnan(n))
        figure->numerator = figure->denominator = NONE;
    return figure;
}

/* All authorities at `others`, one at `own`. */
static void add_year(struct england *e, const char *period, const char *code, double own,
                     double others)
{
    for (size_t i = 0; i < AREAS; i++)
        add_figure(e, period, codes[i],
                   str_equal(str_of(codes[i]), str_of(code)) ? own : others);
    add_figure(e, period, "980", others);
    add_figure(e, period, "970", others);
}

static const struct picture *draw(struct england *e, const char *code)
{
    static const int64_t ids[] = {1};
    struct cube_part part = {.batch = e->figures,
                             .load = {.file = STR("data/figures.csv"),
                                      .attribution = STR("Contains figures.")}};
    struct remarks *remarks = arena_make(e->a, struct remarks, 1);
    *remarks = remarks_new(e->a);
    add_areas(e);
    part.series = series_of_batch(e->a, e->figures, &part.series_count);
    struct cube *cube = cube_build(e->a, &part, 1);
    struct survey_source source = {.cube = cube,
                                   .facts = e->facts,
                                   .events = events_merge(e->a, e->facts, remarks),
                                   .load_ids = ids};
    e->survey = survey_build(e->a, &source, &e->options);
    e->picture = picture_draw(e->a, e->survey, cube_area(cube, str_of(code)));
    return e->picture;
}

/* The page as HTML, in which no line is broken inside a sentence. */
static struct str text_of(struct england *e)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    struct str why = {0};
    struct document *document = profile_page(e->a, e->picture);
    if (!document_is_sound(document, &why))
        fail_msg("%.*s", STR_ARG(why));
    render_html(document, &out);
    return buf_text(&out);
}

static struct str json_of(struct england *e)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    profile_json(e->picture, &out);
    return buf_text(&out);
}

static void assert_says(struct str text, const char *part)
{
    if (!str_contains(text, str_of(part)))
        fail_msg("expected \"%s\" in:\n%.*s", part, STR_ARG(text));
}

static void assert_not_said(struct str text, const char *part)
{
    if (str_contains(text, str_of(part)))
        fail_msg("did not expect \"%s\" in:\n%.*s", part, STR_ARG(text));
}

/* ---- Figures */

static void worse_and_worsening_needs_both_beyond_chance(void **state)
{
    (void)state;
    static const struct {
        double before, now;
        size_t worst, worsening;
    } cases[] = {
        {200, 400, 1, 1}, /* far above its neighbours' 200, and doubled */
        {400, 400, 1, 0}, /* as far above, but as it was */
        {200, 205, 0, 0}, /* half a point is chance */
        {100, 200, 0, 0}, /* it doubled, and is where its neighbours are */
        {600, 400, 1, 0}, /* worse than they, and better than it was */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start("2024-06-01");
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2023", "305", cases[i].before, 200);
        add_year(&e, "2024", "305", cases[i].now, 200);
        const struct picture *p = draw(&e, "305");
        assert_int_equal(p->worst.count, cases[i].worst);
        assert_int_equal(p->worsening.count, cases[i].worsening);
        end(&e);
    }
}

static void no_direction_is_neither_better_nor_worse(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_NONE);
    add_year(&e, "2023", "305", 200, 200);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->worst.count + p->best.count + p->declined.count, 0);
    assert_int_equal(p->figures[0].against, AGAINST_HIGHER);
    assert_int_equal(p->tested, 0);
    assert_says(text_of(&e), "no direction");
    end(&e);
}

static void a_gap_of_a_year_is_no_change(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2022", "305", 100, 200);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_true(isnan(p->figures[0].result->change));
    assert_says(text_of(&e), "no year");
    end(&e);
}

static void the_period_shown_had_ended_by_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *at, *period;
    } cases[] = {{"2024-03-31", "2024"}, {"2024-03-30", "2023"}, {"2025-12-01", "2024"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start(cases[i].at);
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2023", "305", 200, 200);
        add_year(&e, "2024", "305", 200, 200);
        draw(&e, "305");
        const struct survey_measure *m = &e.survey->measures[0];
        assert_true(str_equal(m->about.periods[m->period].text, str_of(cases[i].period)));
        end(&e);
    }
}

static void an_old_series_is_told_apart_and_never_an_exception(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2019", "305", 200, 200);
    add_year(&e, "2020", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_true(e.survey->measures[0].ended);
    assert_int_equal(p->worst.count, 0);
    assert_int_equal(p->with_value, 0);
    assert_says(text_of(&e), "No longer published; the last period held: m (2020).");
    end(&e);
}

static void missing_is_said_in_words(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2024", "305", NONE, 200);
    draw(&e, "305");
    struct str text = text_of(&e), json = json_of(&e);
    assert_says(text, "Published, but without a figure for this authority: m (2024).");
    assert_says(text, "1 measure without a figure: suppressed by the publisher");
    assert_says(json, "\"value\":null,\"missing\":\"suppressed\"");
    assert_not_said(text, "nan");
    assert_not_said(json, "nan");
    end(&e);
}

static void one_figure_published_twice_is_one_measure_with_counts(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    static const char *const periods[] = {"2023", "2024"};
    /* Thirty authorities to compare: the ring, and others that are nobody's neighbour. */
    static char more[30][4];
    for (size_t i = 0; i < 30; i++) {
        more[i][0] = '4';
        more[i][1] = (char)('0' + i / 10);
        more[i][2] = (char)('0' + i % 10);
        add_area(e.figures, more[i], more[i], "", "");
    }
    for (int twin = 0; twin < 2; twin++) {
        add_measure(&e, twin ? "table:same" : "catalogue", twin ? "" : "Topic",
                    twin ? POLARITY_LOW : POLARITY_NONE);
        for (size_t p = 0; p < 2; p++) {
            for (size_t i = 0; i < 30; i++) {
                struct batch_figure *f =
                    add_figure(&e, periods[p], more[i], 100 + 10 * (double)i);
                if (!twin)
                    f->numerator = f->denominator = NONE;
            }
        }
    }
    const struct picture *p = draw(&e, "415");
    assert_int_equal(p->figure_count, 1);
    assert_true(str_equal(e.survey->measures[0].about.about.id, STR("catalogue")));
    assert_true(str_equal(e.survey->measures[0].counted_as, STR("table:same")));
    assert_int_equal(e.survey->measures[0].about.about.polarity, POLARITY_LOW);
    assert_true(isnan(p->figures[0].result->low95) == 0);
    end(&e);
}

/* ---- Lives */

static void nothing_outside_its_life_is_shown(void **state)
{
    (void)state;
    static const struct {
        const char *code, *at;
        enum picture_life life;
    } cases[] = {{"301", "2021-03-31", LIFE_CURRENT},
                 {"301", "2021-04-01", LIFE_ENDED},
                 {"302", "2021-03-31", LIFE_NOT_YET},
                 {"302", "2021-04-01", LIFE_CURRENT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start(cases[i].at);
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2021", "305", 200, 200);
        const struct picture *p = draw(&e, cases[i].code);
        assert_int_equal(p->life, cases[i].life);
        if (p->life != LIFE_CURRENT) {
            assert_int_equal(p->figure_count + p->event_count + p->setting_count, 0);
            assert_says(text_of(&e), "this authority did not exist.");
        }
        end(&e);
    }
}

static void a_figure_of_a_period_before_it_began_is_not_its_own(void **state)
{
    (void)state;
    struct england e = start("2021-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2021", "302", 400, 200); /* ends on 31 March, the day before it began */
    const struct picture *p = draw(&e, "302");
    assert_int_equal(p->figures[0].missing, MISSING_OUTSIDE_LIFE);
    assert_int_equal(p->worst.count, 0);
    end(&e);
}

static void kin_are_named_and_a_new_code_alone_is_none(void **state)
{
    (void)state;
    struct england e = start("2021-06-01");
    static const struct {
        const char *from, *to;
    } moves[] = {{"301", "302"}, {"302", "302"}};
    for (size_t i = 0; i < 2; i++)
        *batch_add(e.facts, batch_succession, successions) =
            (struct batch_succession){.row = 2,
                                      .load = 1,
                                      .on = day("2021-04-01"),
                                      .old_code = str_of(moves[i].from),
                                      .new_code = str_of(moves[i].to)};
    const struct picture *p = draw(&e, "302");
    assert_int_equal(p->before_count, 1);
    assert_int_equal(p->after_count, 0);
    assert_says(text_of(&e), "302 began on 1 April 2021; before it there was 301.");
    end(&e);
}

/* ---- Inspections */

static void add_event(struct england *e, const char *framework, const char *on,
                      enum assurance assurance)
{
    *batch_add(e->facts, batch_event, events) = (struct batch_event){
        .row = (uint32_t)e->facts->events_count + 1,
        .load = 1,
        .code = STR("305"),
        .framework = str_of(framework),
        .event_type = STR("short inspection"),
        .start = day(on),
        .end = day(on),
        .published = DATE_NONE,
        .assurance = assurance,
    };
}

static void add_grade(struct england *e, const char *judgement, const char *aspect,
                      int position)
{
    static const char *const words[] = {"outstanding", "good",
                                        "requires improvement to be good", "inadequate"};
    *batch_add(e->facts, batch_event_grade, event_grades) = (struct batch_event_grade){
        .row = 100 + (uint32_t)e->facts->event_grades_count,
        .load = 1,
        .event = (uint32_t)e->facts->events_count - 1,
        .judgement = str_of(judgement),
        .grade = str_of(words[position]),
        .aspect = str_of(aspect),
        .position = position,
    };
}

static void add_item(struct england *e, const char *text)
{
    *batch_add(e->facts, batch_item, items) =
        (struct batch_item){.row = 200 + (uint32_t)e->facts->items_count,
                            .load = 1,
                            .event = (uint32_t)e->facts->events_count - 1,
                            .kind = FINDING_AREA_FOR_IMPROVEMENT,
                            .text = str_of(text)};
}

static void add_joint_inspection(struct england *e)
{
    add_event(e, "ilacs", "2020-03-06", ASSURANCE_REPORT);
    add_grade(e, "impact of leaders on social work practice", "leaders", 1);
    add_grade(e, "children in care and care leavers", "care", 2);
    add_grade(e, "overall effectiveness", "overall", 2);
    add_item(e, "the visits to children");
}

static void no_overall_grade_is_asked_for_or_made_up(void **state)
{
    (void)state;
    struct england e = start("2026-06-18");
    add_joint_inspection(&e);
    add_event(&e, "ilacs", "2026-05-01", ASSURANCE_REPORT);
    add_grade(&e, "impact of leaders on social work practice", "leaders", 0);
    add_grade(&e, "children in care", "in-care", 1);
    add_grade(&e, "care leavers", "care-leavers", 1);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->judgement_count, 3);
    struct str text = text_of(&e);
    assert_says(text, "Inspections since April 2026 give no overall grade.");
    assert_says(text, "care leavers");
    assert_true(p->judgements[1].before_joint && p->judgements[2].before_joint);
    assert_int_equal(p->judgements[0].before->position, 1);
    assert_not_said(json_of(&e), "\"judgement\":\"overall effectiveness\",\"grade\":"
                                 "\"requires improvement to be good\",\"from_best\":3,"
                                 "\"evidence\":[\"1:102\"],\"inspected\"");
    end(&e);
}

static void the_overall_grade_comes_first_where_there_is_one(void **state)
{
    (void)state;
    struct england e = start("2021-03-05");
    add_joint_inspection(&e);
    const struct picture *p = draw(&e, "305");
    assert_true(str_equal(p->judgements[0].grade->aspect, STR("overall")));
    assert_int_equal(p->graded->months, 11);
    end(&e);
}

static void items_are_open_until_services_are_graded_again(void **state)
{
    (void)state;
    static const struct {
        const char *framework, *on;
        bool graded, open;
    } later[] = {
        {"ilacs", "2023-05-05", true, false},
        {"ilacs", "2023-05-05", false, true},         /* no grade held of it */
        {"focused-visit", "2022-05-05", false, true}, /* a visit gives none */
        {"area-send", "2023-05-05", true, true},      /* another body's scale */
        {"ilacs", "2030-01-01", true, true},          /* not yet */
    };
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        struct england e = start("2024-06-01");
        add_joint_inspection(&e);
        add_event(&e, later[i].framework, later[i].on, ASSURANCE_REPORT);
        if (later[i].graded)
            add_grade(&e, "overall effectiveness", "overall", 1);
        draw(&e, "305");
        bool open = str_contains(text_of(&e), STR("The visits to children."));
        assert_int_equal(open, later[i].open);
        end(&e);
    }
}

static void third_party_grades_are_marked(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "ilacs", "2023-05-05", ASSURANCE_THIRD_PARTY);
    add_grade(&e, "overall effectiveness", "overall", 1);
    draw(&e, "305");
    assert_says(text_of(&e), "overview by a third party");
    end(&e);
}

/* ---- Settings */

static void add_setting(struct england *e, const char *urn, const char *service,
                        const char *as_at)
{
    *batch_add(e->facts, batch_setting, settings) =
        (struct batch_setting){.row = (uint32_t)e->facts->settings_count + 2,
                               .load = 1,
                               .urn = str_of(urn),
                               .code = STR("305"),
                               .service = str_of(service),
                               .name = STR("Rosebank House"),
                               .opened = DATE_NONE,
                               .closed = DATE_NONE,
                               .as_at = day(as_at),
                               .places = -1};
}

static void add_setting_grade(struct england *e, const char *urn, const char *inspected,
                              int position)
{
    static const char *const words[] = {"Outstanding", "Good", "Requires improvement",
                                        "Inadequate"};
    *batch_add(e->facts, batch_setting_grade, setting_grades) =
        (struct batch_setting_grade){.row = (uint32_t)e->facts->setting_grades_count + 2,
                                     .load = 1,
                                     .urn = str_of(urn),
                                     .aspect = STR("overall"),
                                     .inspected = day(inspected),
                                     .published = DATE_NONE,
                                     .grade = position < 0 ? STR("Consistently good")
                                                           : str_of(words[position]),
                                     .position = position};
}

static const struct survey_tally *tally_of(const struct england *e, const char *service)
{
    for (size_t i = 0; i < e->picture->setting_count; i++) {
        if (str_equal(e->picture->settings[i].service->id, str_of(service)))
            return e->picture->settings[i].own;
    }
    fail_msg("there are no %s", service);
    return NULL;
}

static void homes_are_counted_on_one_scale_and_framework(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    static const struct {
        const char *urn, *inspected;
        int position;
    } homes[] = {{"SC1", "2019-05-01", 1},
                 {"SC2", "2020-01-01", 2},
                 {"SC3", "2016-11-01", 1},  /* under the framework before April 2017 */
                 {"SC4", "2019-11-01", -1}, /* another scale */
                 {"SC5", "2021-01-01", 0}}; /* not yet */
    for (size_t i = 0; i < 5; i++) {
        add_setting(&e, homes[i].urn, "children's-home", "2020-03-31");
        add_setting_grade(&e, homes[i].urn, homes[i].inspected, homes[i].position);
    }
    add_setting_grade(&e, "SC2", "2018-01-01", 1); /* an older grade of SC2 */
    draw(&e, "305");
    const struct survey_tally *t = tally_of(&e, "children's-home");
    assert_int_equal(t->settings, 5);
    assert_int_equal(t->counted, 2);
    assert_int_equal(t->good, 1);
    assert_int_equal(t->earlier, 1);
    assert_int_equal(t->other_scale, 1);
    assert_int_equal(t->ungraded, 1);
    end(&e);
}

static void a_home_is_never_named(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    add_setting(&e, "SC1", "children's-home", "2020-03-31");
    add_setting_grade(&e, "SC1", "2019-05-01", 1);
    draw(&e, "305");
    assert_not_said(text_of(&e), "Rosebank");
    assert_not_said(json_of(&e), "Rosebank");
    assert_not_said(json_of(&e), "SC1");
    end(&e);
}

static void providers_are_those_of_the_last_list_by_the_day(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    add_setting(&e, "SC1", "children's-home", "2019-03-31");
    add_setting(&e, "SC2", "children's-home", "2020-03-31");
    add_setting(&e, "SC3", "children's-home", "2020-03-31");
    add_setting(&e, "SC4", "children's-home", "2021-03-31");
    draw(&e, "305");
    assert_int_equal(tally_of(&e, "children's-home")->settings, 2);
    end(&e);
}

static void schools_of_a_later_list_count_if_they_had_been_inspected(void **state)
{
    (void)state;
    struct england e = start("2011-08-31");
    static const struct {
        const char *urn, *inspected;
        int position;
    } schools[] = {{"100001", "2009-05-01", 1},
                   {"100002", "2011-03-01", 2},
                   {"100003", "2014-01-01", 1}}; /* first inspected later */
    for (size_t i = 0; i < 3; i++) {
        add_setting(&e, schools[i].urn, "primary-school", "2018-08-31");
        add_setting_grade(&e, schools[i].urn, schools[i].inspected, schools[i].position);
    }
    draw(&e, "305");
    const struct survey_tally *t = tally_of(&e, "primary-school");
    assert_int_equal(t->settings, 2);
    assert_int_equal(t->good, 1);
    assert_true(e.survey->schools_later);
    assert_says(text_of(&e), "Partial: before 2013");
    end(&e);
}

/* ---- Comparators, evidence, bytes */

static void a_comparison_with_none_close_is_called_weak(void **state)
{
    (void)state;
    for (int weak = 0; weak < 2; weak++) {
        struct england e = start("2024-06-01");
        e.closeness = weak ? "not close" : "close";
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2024", "305", 200, 200);
        draw(&e, "305");
        assert_int_equal(e.picture->weak_neighbours, weak);
        assert_int_equal(str_contains(text_of(&e), STR("Weak comparison")), weak);
        end(&e);
    }
}

static void the_comparator_is_the_one_asked_for(void **state)
{
    (void)state;
    static const enum comparator asked[] = {COMPARATOR_NEIGHBOURS, COMPARATOR_REGION,
                                            COMPARATOR_ENGLAND};
    static const enum against expected[] = {AGAINST_SIMILAR, AGAINST_WORSE,
                                            AGAINST_BETTER};
    for (size_t i = 0; i < 3; i++) {
        struct england e = start("2024-06-01");
        e.options.against = asked[i];
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        for (size_t k = 0; k < AREAS; k++)
            add_figure(&e, "2024", codes[k], 200);
        add_figure(&e, "2024", "980", 100);
        add_figure(&e, "2024", "970", 400);
        assert_int_equal(draw(&e, "305")->figures[0].against, expected[i]);
        end(&e);
    }
}

static void every_figure_is_one_step_from_its_row(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->figures[0].origin.row, 5); /* the fifth figure added */
    struct str text = text_of(&e);
    assert_says(text, "1:5, figures.csv");
    assert_says(text, "Contains figures.");
    assert_says(json_of(&e), "\"evidence\":[\"1:5\"]");
    end(&e);
}

static void the_same_evidence_gives_the_same_bytes(void **state)
{
    (void)state;
    struct england one = start("2024-06-01"), two = start("2024-06-01");
    struct england *both[] = {&one, &two};
    for (size_t i = 0; i < 2; i++) {
        add_measure(both[i], "m", "Topic", POLARITY_LOW);
        add_year(both[i], "2024", "305", 400, 200);
        add_joint_inspection(both[i]);
        draw(both[i], "305");
    }
    assert_true(str_equal(text_of(&one), text_of(&two)));
    assert_true(str_equal(json_of(&one), json_of(&two)));
    end(&one);
    end(&two);
}

static void months_are_whole_months(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        int months;
    } cases[] = {{"2024-01-31", "2024-02-29", 0},
                 {"2024-01-15", "2024-02-15", 1},
                 {"2024-01-15", "2024-02-14", 0},
                 {"2022-06-01", "2024-06-01", 24},
                 {"2024-06-01", "2024-06-01", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(picture_months(day(cases[i].from), day(cases[i].to)),
                         cases[i].months);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worse_and_worsening_needs_both_beyond_chance),
        cmocka_unit_test(no_direction_is_neither_better_nor_worse),
        cmocka_unit_test(a_gap_of_a_year_is_no_change),
        cmocka_unit_test(the_period_shown_had_ended_by_the_day),
        cmocka_unit_test(an_old_series_is_told_apart_and_never_an_exception),
        cmocka_unit_test(missing_is_said_in_words),
        cmocka_unit_test(one_figure_published_twice_is_one_measure_with_counts),
        cmocka_unit_test(nothing_outside_its_life_is_shown),
        cmocka_unit_test(a_figure_of_a_period_before_it_began_is_not_its_own),
        cmocka_unit_test(kin_are_named_and_a_new_code_alone_is_none),
        cmocka_unit_test(no_overall_grade_is_asked_for_or_made_up),
        cmocka_unit_test(the_overall_grade_comes_first_where_there_is_one),
        cmocka_unit_test(items_are_open_until_services_are_graded_again),
        cmocka_unit_test(third_party_grades_are_marked),
        cmocka_unit_test(homes_are_counted_on_one_scale_and_framework),
        cmocka_unit_test(a_home_is_never_named),
        cmocka_unit_test(providers_are_those_of_the_last_list_by_the_day),
        cmocka_unit_test(schools_of_a_later_list_count_if_they_had_been_inspected),
        cmocka_unit_test(a_comparison_with_none_close_is_called_weak),
        cmocka_unit_test(the_comparator_is_the_one_asked_for),
        cmocka_unit_test(every_figure_is_one_step_from_its_row),
        cmocka_unit_test(the_same_evidence_gives_the_same_bytes),
        cmocka_unit_test(months_are_whole_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
