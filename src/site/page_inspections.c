/* Who holds which judgement: of each authority the latest graded inspection, what it said
 * and how long ago.  Inspections since April 2026 give no overall grade, and none is made
 * up for them; where children in care and care leavers had one grade, both show it. */
#include <stdlib.h>

#include "profile/picture.h"
#include "profile/themes.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"
#include "site/pages.h"
#include "site/parts.h"

enum column { OVERALL, LEADERS, PROTECTION, IN_CARE, CARE_LEAVERS, COLUMNS };
static const char *const column_words[COLUMNS] = {"Overall effectiveness", "Leaders",
                                                  "Help and protection",
                                                  "Children in care", "Care leavers"};

/* Of one authority. */
struct holding {
    uint32_t area;
    date on; /* DATE_NONE: no graded inspection is held */
    int months;
    struct str inspection, grades[COLUMNS];
    int positions[COLUMNS]; /* 0 best; -1 where there is none */
    bool joint;             /* in care and care leavers had one grade */
};

struct grid {
    struct site_page *page;
    struct document *d;
    const struct site *site;
    struct holding *at; /* by region, then name */
    size_t count;
};

static void take_grade(struct arena *a, struct holding *h, enum column column,
                       const struct batch_event_grade *grade)
{
    h->grades[column] = arena_copy(a, words_capital(a, grade->grade));
    h->positions[column] = grade->position;
}

static void take_judgement(struct arena *a, struct holding *h,
                           const struct batch_event_grade *grade)
{
    switch (themes_judgement(grade->aspect)) {
    case JUDGED_OVERALL:
        take_grade(a, h, OVERALL, grade);
        break;
    case JUDGED_LEADERS:
        take_grade(a, h, LEADERS, grade);
        break;
    case JUDGED_PROTECTION:
        take_grade(a, h, PROTECTION, grade);
        break;
    case JUDGED_CARE:
        take_grade(a, h, IN_CARE, grade);
        take_grade(a, h, CARE_LEAVERS, grade);
        h->joint = true;
        break;
    case JUDGED_IN_CARE:
        take_grade(a, h, IN_CARE, grade);
        break;
    case JUDGED_CARE_LEAVERS:
        take_grade(a, h, CARE_LEAVERS, grade);
        h->joint = false;
        break;
    default:
        break;
    }
}

static struct holding holding_of(struct arena *a, const struct picture *pic)
{
    struct holding h = {.area = pic->area, .on = DATE_NONE};
    for (size_t k = 0; k < COLUMNS; k++)
        h.positions[k] = -1;
    if (!pic->graded)
        return h;
    h.on = pic->graded->on;
    h.months = pic->graded->months;
    h.inspection = arena_copy(a, words_event(a, pic->graded->event));
    for (size_t i = 0; i < pic->judgement_count; i++)
        take_judgement(a, &h, pic->judgements[i].grade);
    return h;
}

static struct str region_of(const struct site *site, uint32_t area)
{
    struct str region = site->survey->source.cube->areas[area].region;
    return region.len ? region : STR("No region");
}

/* Areas stand by name: an insertion by region keeps that order within. */
static void sort_by_region(struct grid *g)
{
    for (size_t i = 1; i < g->count; i++) {
        struct holding moved = g->at[i];
        size_t k = i;
        for (; k > 0 && str_compare(region_of(g->site, g->at[k - 1].area),
                                    region_of(g->site, moved.area)) > 0;
             k--)
            g->at[k] = g->at[k - 1];
        g->at[k] = moved;
    }
}

static void collect(struct grid *g)
{
    struct arena *a = g->page->work->arena, *scratch = arena_new(256 * MIB);
    g->at = arena_make(a, struct holding, g->site->area_count);
    for (size_t i = 0; i < g->site->area_count; i++) {
        const struct picture *pic =
            picture_draw(scratch, g->site->survey, g->site->areas[i]);
        g->at[g->count++] = holding_of(a, pic);
        arena_reset(scratch);
    }
    arena_free(scratch);
    sort_by_region(g);
}

/* ---- The grid */

static void put_grade(struct grid *g, struct doc *row, const struct holding *h,
                      enum column column)
{
    bool later = column == OVERALL && !date_is_none(h->on);
    struct str word = h->grades[column];
    struct doc *cell = part_cell(g->d, row,
                                 word.len ? word
                                 : later  ? STR("No overall grade")
                                          : STR("None held"));
    int position = h->positions[column];
    cell->fill = word.len && position >= 0 && position < 4 ? (unsigned)position + 1 : 0;
    if (!cell->fill)
        cell->sort = STR("9");
}

static void put_holding(struct grid *g, struct doc *table, const struct holding *h)
{
    struct document *d = g->d;
    struct arena *a = d->arena;
    bool held = !date_is_none(h->on);
    struct doc *row =
        part_row(d, table, g->site->survey->source.cube->areas[h->area].name,
                 page_way_to_area(g->page, h->area));
    part_cell(d, row, region_of(g->site, h->area));
    for (enum column k = OVERALL; k < COLUMNS; k++)
        put_grade(g, row, h, k);
    struct str inspected =
        held ? arena_format(a, "%.*s, %.*s%s", STR_ARG(date_month_words(a, h->on)),
                            STR_ARG(h->inspection),
                            h->joint ? "; in care and leavers had one grade" : "")
             : STR("none held");
    part_cell(d, row, inspected)->sort = held ? date_iso(a, h->on) : STR("");
    if (held)
        part_count(d, row, (size_t)(h->months > 0 ? h->months : 0));
    else
        part_cell(d, row, STR("none"))->numeric = true;
}

static void put_grid(struct grid *g)
{
    static const struct part_column columns[] = {{"Authority", false},
                                                 {"Region", false},
                                                 {"Overall effectiveness", false},
                                                 {"Leaders", false},
                                                 {"Help and protection", false},
                                                 {"Children in care", false},
                                                 {"Care leavers", false},
                                                 {"Inspected", false},
                                                 {"Months ago", true}};
    struct doc *section = doc_section(g->d, g->d->root, STR("Every authority"));
    struct doc *table = part_table(
        g->d, section, STR("Judgements of the latest graded inspection, by region"),
        columns, sizeof columns / sizeof *columns);
    table->sortable = table->searched = true;
    for (size_t i = 0; i < g->count; i++)
        put_holding(g, table, &g->at[i]);
}

/* ---- By region */

struct tally {
    size_t count, months, held, with[4], no_grade;
};

static void add_to_tally(struct tally *t, const struct holding *h, enum column column)
{
    int position = h->positions[column];
    t->count++;
    if (date_is_none(h->on))
        return;
    t->held++;
    t->months += (size_t)(h->months > 0 ? h->months : 0);
    if (position >= 0 && position < 4)
        t->with[position]++;
    else
        t->no_grade++;
}

static void put_tally(struct grid *g, struct doc *table, struct str name,
                      const struct tally *t)
{
    struct doc *row = part_row(g->d, table, name, STR(""));
    part_count(g->d, row, t->count);
    for (size_t k = 0; k < 4; k++)
        part_count(g->d, row, t->with[k]);
    part_count(g->d, row, t->no_grade);
    part_count(g->d, row, t->held ? (t->months + t->held / 2) / t->held : 0);
}

static void put_regions(struct grid *g)
{
    static const struct part_column columns[] = {{"Region", false},
                                                 {"Authorities", true},
                                                 {"Outstanding", true},
                                                 {"Good", true},
                                                 {"Requires improvement", true},
                                                 {"Inadequate", true},
                                                 {"No overall grade", true},
                                                 {"Months ago, on average", true}};
    struct doc *section = doc_section(g->d, g->d->root, STR("Regions"));
    struct doc *table = part_table(
        g->d, section, STR("Overall effectiveness in the latest graded inspections"),
        columns, sizeof columns / sizeof *columns);
    struct tally england = {.count = 0};
    table->sortable = true;
    for (size_t i = 0; i < g->count;) {
        struct tally t = {.count = 0};
        struct str region = region_of(g->site, g->at[i].area);
        for (; i < g->count && str_equal(region, region_of(g->site, g->at[i].area));
             i++) {
            add_to_tally(&t, &g->at[i], OVERALL);
            add_to_tally(&england, &g->at[i], OVERALL);
        }
        put_tally(g, table, region, &t);
    }
    put_tally(g, table, STR("All of these"), &england);
}

static void put_judgement_counts(struct grid *g)
{
    static const struct part_column columns[] = {
        {"Judgement", false},           {"Outstanding", true}, {"Good", true},
        {"Requires improvement", true}, {"Inadequate", true},  {"None held", true}};
    struct doc *section = doc_section(g->d, g->d->root, STR("Judgements"));
    struct doc *table = part_table(
        g->d, section, STR("How many authorities hold which grade, by judgement"),
        columns, sizeof columns / sizeof *columns);
    for (enum column k = OVERALL; k < COLUMNS; k++) {
        struct tally t = {.count = 0};
        for (size_t i = 0; i < g->count; i++)
            add_to_tally(&t, &g->at[i], k);
        struct doc *row = part_row(g->d, table, str_of(column_words[k]), STR(""));
        for (size_t p = 0; p < 4; p++)
            part_count(g->d, row, t.with[p]);
        part_count(g->d, row, t.no_grade + (t.count - t.held));
    }
}

/* ---- The page */

void site_build_inspections(struct site_work *work, size_t task)
{
    (void)task;
    struct page_heading heading = {
        .path = STR("inspections/index.html"),
        .title = STR("Inspections of authorities"),
        .description =
            STR("Which judgements each authority holds, and how old they are."),
        .section = STR("Inspections")};
    struct grid g = {.page = page_begin(work, &heading), .site = work->site};
    g.d = page_document_new(g.page);
    collect(&g);
    part_say(g.d, g.d->root,
             arena_format(
                 work->arena,
                 "The latest graded inspection of each authority up to %.*s. Inspections "
                 "since April 2026 give no overall grade, and none is made up here. "
                 "Older frameworks judged other things under similar names; visits give "
                 "no grades.",
                 STR_ARG(date_words(work->arena, work->site->survey->options.at))));
    put_regions(&g);
    put_judgement_counts(&g);
    put_grid(&g);
    page_document(g.page, g.d, (struct page_document_options){.contents = true});
    page_end(g.page);
}
