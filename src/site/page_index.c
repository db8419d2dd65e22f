/* England: how inspections stand, a map of them, and every authority with what stands out
 * of it. */
#include "profile/picture.h"
#include "publish/figure.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"
#include "site/pages.h"
#include "site/site_frame.h"

enum { GRADES = 4 };
static const struct str grade_words[GRADES] = {
    {"outstanding", 11}, {"good", 4}, {"requires improvement", 20}, {"inadequate", 10}};

/* What the page says of one authority: its picture in short. */
struct line {
    uint32_t area;
    struct str grade; /* overall, of the latest graded inspection; empty where none */
    int position;     /* 0 best to 3; -1 */
    date inspected;   /* DATE_NONE where no graded inspection is held */
    int months;
    size_t tested, better, worse, worsening;
};

struct index {
    struct site_page *page;
    const struct site *site;
    struct line *lines; /* one an area of the site, in its order */
};

static struct line line_of(struct arena *a, const struct picture *pic)
{
    struct line line = {.area = pic->area,
                        .position = -1,
                        .inspected = DATE_NONE,
                        .tested = pic->tested,
                        .better = pic->better,
                        .worse = pic->worse,
                        .worsening = pic->worsening.count};
    if (!pic->graded)
        return line;
    line.inspected = pic->graded->on;
    line.months = pic->graded->months;
    if (pic->judgement_count == 0)
        return line;
    const struct batch_event_grade *grade = pic->judgements[0].grade;
    if (!str_equal(grade->aspect, STR("overall")))
        return line;
    line.grade = arena_copy(a, words_capital(a, grade->grade));
    line.position =
        grade->position >= 0 && grade->position < GRADES ? grade->position : -1;
    return line;
}

/* A picture is large and needed but for its line. */
static void draw_lines(struct index *x)
{
    struct arena *a = x->page->work->arena, *scratch = arena_new(256 * MIB);
    x->lines = arena_make(a, struct line, x->site->area_count);
    for (size_t i = 0; i < x->site->area_count; i++) {
        x->lines[i] =
            line_of(a, picture_draw(scratch, x->site->survey, x->site->areas[i]));
        arena_reset(scratch);
    }
    arena_free(scratch);
}

/* ---- The map */

static const struct line *line_of_code(const struct index *x, struct str code)
{
    const struct cube_area *areas = x->site->survey->source.cube->areas;
    for (size_t i = 0; i < x->site->area_count; i++)
        if (str_equal(areas[x->lines[i].area].code, code))
            return &x->lines[i];
    return NULL;
}

static size_t count_position(const struct index *x, int position)
{
    size_t count = 0;
    for (size_t i = 0; i < x->site->area_count; i++)
        count += x->lines[i].position == position;
    return count;
}

static struct str map_title(struct arena *a, const struct index *x)
{
    struct buf out = buf_new(a, KIB);
    size_t with = 0;
    for (int k = 0; k < GRADES; k++)
        with += count_position(x, k);
    buf_format(&out, "Overall grades of %zu authorities:", with);
    for (int k = 0; k < GRADES; k++)
        buf_format(&out, "%s %zu %.*s", k ? "," : "", count_position(x, k),
                   STR_ARG(grade_words[k]));
    return buf_text(&out);
}

static void put_map(struct index *x, struct document *d, struct doc *parent)
{
    struct arena *a = d->arena;
    const struct batch *facts = x->site->survey->source.facts;
    const struct cube_area *areas = x->site->survey->source.cube->areas;
    struct hexagon *hexagons = arena_make(a, struct hexagon, facts->shapes_count);
    struct chart_hexagons map = {.hexagons = hexagons, .grades = grade_words};
    bool *placed = arena_make(a, bool, x->site->survey->source.cube->area_count);
    map.frame = (struct chart_frame){
        .title = map_title(a, x),
        .note = STR("The overall effectiveness of each authority's latest graded "
                    "inspection. Inspections since April 2026 give no overall grade."),
        .none = STR("There is no map: no hexagons are loaded, or no grades.")};
    for (size_t i = 0; i < facts->shapes_count; i++) {
        struct hexagon h = {.q = 0};
        const struct batch_shape *shape = &facts->shapes[i];
        const struct line *line = line_of_code(x, shape->code);
        if (!line || placed[line->area] || !shape->hexagon ||
            !figure_place(shape->geometry, &h.q, &h.r))
            continue;
        placed[line->area] = true;
        h.name = areas[line->area].name;
        h.region = areas[line->area].region;
        h.band = line->position < 0 ? MAP_NONE
                                    : (enum map_band)(MAP_QUARTER_A + line->position);
        hexagons[map.count++] = h;
    }
    chart_hexagons(d, parent, &map);
}

/* ---- The table */

static struct str overall_words(const struct line *line)
{
    if (line->grade.len)
        return line->grade;
    return date_is_none(line->inspected) ? STR("Not held") : STR("No overall grade");
}

static void put_count(struct document *d, struct doc *row, size_t count)
{
    doc_cell(d, row, words_count(d->arena, count), NULL, 0)->numeric = true;
}

static void put_line(struct index *x, struct document *d, struct doc *table,
                     const struct line *line)
{
    const struct cube_area *area = &x->site->survey->source.cube->areas[line->area];
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    doc_head(d, row, area->name)->href = page_way_to_area(x->page, line->area);
    struct doc *cell = doc_cell(d, row, overall_words(line), NULL, 0);
    cell->fill = line->position < 0 ? 0 : (unsigned)line->position + 1;
    doc_cell(d, row,
             date_is_none(line->inspected) ? STR("none held")
                                           : date_month_words(d->arena, line->inspected),
             NULL, 0)
        ->sort =
        date_is_none(line->inspected) ? STR("") : date_iso(d->arena, line->inspected);
    put_count(d, row, line->worsening);
    put_count(d, row, line->worse);
    put_count(d, row, line->better);
    doc_cell(d, row, area->region.len ? area->region : STR("none"), NULL, 0);
}

static void put_table(struct index *x, struct document *d, struct doc *parent)
{
    static const char *const heads[] = {
        "Authority",      "Overall effectiveness", "Inspected", "Worse and worsening",
        "Worse measures", "Better measures",       "Region"};
    struct doc *table = doc_add(d, parent, DOC_TABLE,
                                STR("Every authority: latest graded inspection, and "
                                    "measures beyond chance"));
    struct doc *head = doc_add(d, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    table->sortable = table->searched = true;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        doc_head(d, head, str_of(heads[i]))->numeric = i >= 3 && i <= 5;
    for (size_t i = 0; i < x->site->area_count; i++)
        put_line(x, d, table, &x->lines[i]);
}

/* ---- The page */

static struct str against_words(const struct site *site)
{
    static const char *const words[] = {[COMPARATOR_NEIGHBOURS] =
                                            "the average of its statistical neighbours",
                                        [COMPARATOR_REGION] = "its region",
                                        [COMPARATOR_ENGLAND] = "England"};
    return str_of(words[site->survey->options.against]);
}

static void say(struct document *d, struct doc *parent, struct str text)
{
    doc_say(d, parent, text, NULL, 0);
}

void site_build_index(struct site_work *work, size_t task)
{
    (void)task;
    struct index x = {.site = work->site};
    struct page_heading heading = {
        .path = STR("index.html"),
        .title = arena_format(work->arena, "Children\xe2\x80\x99s services in %.*s",
                              STR_ARG(work->site->nation)),
        .description = STR("Inspections and published measures of every authority."),
        .section = STR("Areas")};
    x.page = page_begin(work, &heading);
    struct document *d = page_document_new(x.page);
    draw_lines(&x);
    say(d, d->root,
        arena_format(work->arena,
                     "What published statistics and inspections say of the services for "
                     "children in %zu %s. Choose one for its profile: what stands out, "
                     "what changed, and the row of the source behind each figure.",
                     work->site->area_count,
                     work->site->area_count == 1 ? "authority" : "authorities"));
    struct doc *to_map = doc_add(d, d->root, DOC_PARAGRAPH, STR(""));
    doc_sentence(d, to_map, STR("See the latest inspections on a map"), NULL, 0)->href =
        STR("#s-2"); /* the second section below */
    struct doc *table = doc_section(d, d->root, STR("Find an authority"));
    say(d, table,
        arena_format(work->arena,
                     "Worse and better: measures that differ from %.*s by more than "
                     "chance. Worsening: also worse than the year before, or over the "
                     "last years. Neither a count nor a difference is a verdict.",
                     STR_ARG(against_words(work->site))));
    put_table(&x, d, table);
    struct doc *map = doc_section(d, d->root, STR("Latest inspections on a map"));
    put_map(&x, d, map);
    page_document(x.page, d, (struct page_document_options){.contents = false});
    page_end(x.page);
}
