/* A small England for tests of profiles: twelve authorities in a ring, each one's
 * neighbours the ten that follow it; 301 became 302 in 2021.  What each test adds is what
 * it is about. */
#ifndef ASSAY_FIXTURE_ENGLAND_H
#define ASSAY_FIXTURE_ENGLAND_H

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

static inline date day(const char *text)
{
    date d = DATE_NONE;
    if (*text)
        assert_true(date_parse(str_of(text), &d));
    return d;
}

/* ---- Making it */

static inline struct england start(const char *at)
{
    struct england e = {.a = arena_new(128 * MIB), .closeness = "close"};
    e.figures = batch_new(e.a);
    e.facts = batch_new(e.a);
    e.options = (struct survey_options){.at = day(at), .against = COMPARATOR_NEIGHBOURS};
    return e;
}

static inline void end(struct england *e)
{
    arena_free(e->a);
}

static inline void add_area(struct batch *b, const char *code, const char *name,
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

static inline void add_areas(struct england *e)
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

static inline void add_measure(struct england *e, const char *id, const char *topic,
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
static inline struct batch_figure *add_figure(struct england *e, const char *period,
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
static inline void add_year(struct england *e, const char *period, const char *code,
                            double own, double others)
{
    for (size_t i = 0; i < AREAS; i++)
        add_figure(e, period, codes[i],
                   str_equal(str_of(codes[i]), str_of(code)) ? own : others);
    add_figure(e, period, "980", others);
    add_figure(e, period, "970", others);
}

static inline const struct picture *draw(struct england *e, const char *code)
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
static inline struct str text_of(struct england *e)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    struct str why = {0};
    struct document *document = profile_page(e->a, e->picture);
    if (!document_is_sound(document, &why))
        fail_msg("%.*s", STR_ARG(why));
    render_html(document, &out);
    return buf_text(&out);
}

static inline struct str json_of(struct england *e)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    profile_json(e->picture, &out);
    return buf_text(&out);
}

static inline void assert_says(struct str text, const char *part)
{
    if (!str_contains(text, str_of(part)))
        fail_msg("expected \"%s\" in:\n%.*s", part, STR_ARG(text));
}

static inline void assert_not_said(struct str text, const char *part)
{
    if (str_contains(text, str_of(part)))
        fail_msg("did not expect \"%s\" in:\n%.*s", part, STR_ARG(text));
}

/* ---- Inspections of 305 */

static inline void add_event(struct england *e, const char *framework, const char *on,
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

static inline void add_grade(struct england *e, const char *judgement, const char *aspect,
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

static inline void add_item(struct england *e, const char *text)
{
    *batch_add(e->facts, batch_item, items) =
        (struct batch_item){.row = 200 + (uint32_t)e->facts->items_count,
                            .load = 1,
                            .event = (uint32_t)e->facts->events_count - 1,
                            .kind = FINDING_AREA_FOR_IMPROVEMENT,
                            .text = str_of(text)};
}

static inline void add_joint_inspection(struct england *e)
{
    add_event(e, "ilacs", "2020-03-06", ASSURANCE_REPORT);
    add_grade(e, "impact of leaders on social work practice", "leaders", 1);
    add_grade(e, "children in care and care leavers", "care", 2);
    add_grade(e, "overall effectiveness", "overall", 2);
    add_item(e, "the visits to children");
}

#endif
