/* A page a measure: what it counts, England over the years, every authority by rank and
 * on a map, what chance allows, and a table that can be put in another order.  One table
 * holds the numbers of the drawings; its figures are also the CSV beside the page. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "publish/figure_words.h"
#include "publish/measure_csv.h"
#include "publish/profile_parts.h"
#include "site/pages.h"
#include "site/parts.h"

struct leaf {
    struct site_page *page;
    struct document *d;
    struct arena *arena;
    const struct site *site;
    const struct cube *cube;
    const struct survey_measure *m;
    const struct cube_series *series;
    struct figure_measure ask;
    struct number_form form;
    struct str period; /* "2024/25" */
    bool *uses;        /* of the cube's loads */
};

size_t site_count_measures(const struct site *site)
{
    return site->survey->measure_count;
}

/* ---- What it is */

static const char *direction_words(enum polarity polarity)
{
    switch (polarity) {
    case POLARITY_HIGH:
        return "a high figure is good";
    case POLARITY_LOW:
        return "a low figure is good";
    default:
        return "none: neither high nor low is better, so that nothing is ranked";
    }
}

static struct str status_words(enum value_status given)
{
    static const struct str words[] = {[STATUS_NOT_GIVEN] = STR(""),
                                       [STATUS_PROVISIONAL] = STR(", provisional"),
                                       [STATUS_FINAL] = STR(", final"),
                                       [STATUS_REVISED] = STR(", revised"),
                                       [STATUS_INTERNAL] = STR("")};
    return words[given];
}

static void put_fact(struct leaf *l, struct doc *table, const char *head, struct str text)
{
    if (text.len == 0)
        return;
    struct doc *row = part_row(l->d, table, str_of(head), STR(""));
    part_cell(l->d, row, text);
}

static struct str periods_words(struct leaf *l)
{
    const struct cube_measure *m = &l->m->about;
    struct str first = figure_period(l->arena, m->periods[0].text);
    struct str last = figure_period(l->arena, m->periods[m->period_count - 1].text);
    if (m->period_count == 1)
        return arena_format(l->arena, "%.*s only", STR_ARG(first));
    return arena_format(l->arena, "%zu, from %.*s to %.*s", m->period_count,
                        STR_ARG(first), STR_ARG(last));
}

static struct str breaks_words(struct leaf *l)
{
    const struct cube_measure *m = &l->m->about;
    struct buf out = buf_new(l->arena, 16 * KIB);
    for (size_t i = 0; i < m->break_count; i++) {
        if (m->breaks[i].year <= m->periods[0].year)
            continue; /* before all that is held */
        buf_format(&out, "%s%d: %.*s", out.len ? " " : "", m->breaks[i].year,
                   STR_ARG(m->breaks[i].why));
    }
    return buf_text(&out);
}

/* The publisher, the title and the file of each load that the figures come from. */
static struct str source_words(struct leaf *l)
{
    struct buf out = buf_new(l->arena, 16 * KIB);
    for (size_t i = 0; i < l->cube->load_count; i++) {
        const struct cube_load *load = &l->cube->loads[i];
        if (!l->uses[i])
            continue;
        buf_format(&out, "%s%.*s%s%.*s (load %lld, %.*s)", out.len ? "; " : "",
                   STR_ARG(load->publisher),
                   load->publisher.len && load->title.len ? ": " : "",
                   STR_ARG(load->title), (long long)l->site->survey->source.load_ids[i],
                   STR_ARG(part_file(load->file)));
    }
    return buf_text(&out);
}

/* Dictionaries tell their lines apart by slashes. */
static struct str definition_words(struct leaf *l)
{
    struct buf out = buf_new(l->arena, 64 * KIB);
    struct str text = str_trim(l->m->about.about.definition);
    if (str_ends(text, STR(" /")))
        text.len -= 2;
    for (size_t i = 0; i < text.len; i++) {
        struct str rest = {text.at + i, text.len - i};
        bool line = str_starts(rest, STR(" / "));
        bool ended = i > 0 && (text.at[i - 1] == '.' || text.at[i - 1] == ':');
        if (line && !ended)
            buf_char(&out, ';');
        buf_char(&out, text.at[i]);
        i += line ? 2 : 0;
    }
    return buf_text(&out);
}

static void put_about(struct leaf *l, struct doc *parent)
{
    static const struct part_column columns[] = {{"About", false},
                                                 {"What is known of it", false}};
    const struct batch_measure *about = &l->m->about.about;
    struct arena *a = l->arena;
    struct doc *section = doc_section(l->d, parent, STR("What it counts"));
    struct doc *table = part_table(l->d, section, STR("About this measure"), columns, 2);
    put_fact(l, table, "Definition", definition_words(l));
    put_fact(l, table, "Unit", about->unit);
    put_fact(l, table, "Direction", str_of(direction_words(about->polarity)));
    put_fact(
        l, table, "Shown here",
        arena_format(a, "%.*s%.*s", STR_ARG(l->period),
                     STR_ARG(status_words(
                         (enum value_status)l->m->about.periods[l->m->period].status))));
    put_fact(l, table, "Periods held", periods_words(l));
    put_fact(l, table, "New definitions", breaks_words(l));
    put_fact(l, table, "Source", source_words(l));
    put_fact(l, table, "Counts from", l->m->about.counts_of);
    put_fact(l, table, "Name in the data", about->id);
}

/* ---- England over the years */

struct years {
    double *england, *middle;
    struct str *periods;
    int *numbers;
    bool *breaks;
    size_t count, with_england, with_middle;
};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle of the authorities that took part and had a figure. */
static double middle_of(struct leaf *l, size_t p, double *room)
{
    const struct cube_measure *m = &l->m->about;
    size_t n = 0;
    for (size_t i = 0; i < l->cube->area_count; i++) {
        double x = m->series[p].value[i];
        const struct cube_area *area = &l->cube->areas[i];
        if (area->is_authority && isfinite(x) &&
            cube_takes_part(area, &m->periods[p], true))
            room[n++] = x;
    }
    if (n == 0)
        return (double)NAN;
    qsort(room, n, sizeof *room, by_size);
    return n % 2 ? room[n / 2] : (room[n / 2 - 1] + room[n / 2]) / 2;
}

static struct years years_of(struct leaf *l)
{
    struct arena *a = l->arena;
    const struct cube_measure *m = &l->m->about;
    uint32_t england = l->site->survey->england_area;
    struct years y = {.count = l->m->period + 1};
    double *room = arena_make(a, double, l->cube->area_count);
    y.england = arena_make(a, double, y.count);
    y.middle = arena_make(a, double, y.count);
    y.periods = arena_make(a, struct str, y.count);
    y.numbers = arena_make(a, int, y.count);
    y.breaks = arena_make(a, bool, y.count);
    for (size_t p = 0; p < y.count; p++) {
        y.england[p] = england == UINT32_MAX ? (double)NAN : m->series[p].value[england];
        y.middle[p] = middle_of(l, p, room);
        y.periods[p] = figure_period(a, m->periods[p].text);
        y.numbers[p] = m->periods[p].year;
        y.breaks[p] = p > 0 && cube_break_between(m, &m->periods[p - 1], &m->periods[p]);
        y.with_england += isfinite(y.england[p]) != 0;
        y.with_middle += isfinite(y.middle[p]) != 0;
    }
    return y;
}

/* A total of all authorities is no figure beside which one of them lies. */
static bool england_is_total(const struct leaf *l, const struct years *y)
{
    double x = y->england[y->count - 1];
    const double *q = l->m->result.quantiles;
    return isfinite(x) && (x < q[0] || x > q[4]);
}

static struct str trend_title(struct leaf *l, const struct trend_line *line, size_t count)
{
    double now = line->values[count - 1];
    double before = count > 1 ? line->values[count - 2] : (double)NAN;
    struct str said = number_text(l->arena, now, l->form);
    if (!isfinite(now))
        return arena_format(l->arena, "%.*s: no figure in %.*s", STR_ARG(line->name),
                            STR_ARG(l->period));
    if (!isfinite(before))
        return arena_format(l->arena, "%.*s: %.*s in %.*s", STR_ARG(line->name),
                            STR_ARG(said), STR_ARG(l->period));
    struct str was = number_text(l->arena, before, l->form);
    if (str_equal(was, said))
        return arena_format(l->arena, "%.*s: %.*s in %.*s, as in the period before",
                            STR_ARG(line->name), STR_ARG(said), STR_ARG(l->period));
    const char *moved = now > before ? "up from" : "down from";
    return arena_format(l->arena, "%.*s: %.*s in %.*s, %s %.*s the period before",
                        STR_ARG(line->name), STR_ARG(said), STR_ARG(l->period), moved,
                        STR_ARG(was));
}

static void put_trend(struct leaf *l, struct doc *parent)
{
    struct years y = years_of(l);
    struct trend_line england = {STR("England"), y.england};
    struct trend_line middle = {STR("middle authority"), y.middle};
    bool lead = y.with_england > 1;
    struct chart_trend chart = {.form = l->form,
                                .unit = figure_unit(&l->m->about.about),
                                .periods = y.periods,
                                .years = y.numbers,
                                .breaks = y.breaks,
                                .count = y.count,
                                .own = lead ? england : middle};
    if (lead && y.with_middle > 1 && !england_is_total(l, &y))
        chart.average = middle;
    chart.frame.title = trend_title(l, &chart.own, y.count);
    chart.frame.note = breaks_words(l);
    if (chart.frame.note.len)
        chart.frame.note =
            arena_format(l->arena, "New definitions: %.*s", STR_ARG(chart.frame.note));
    struct doc *section = doc_section(l->d, parent, STR("England over the years"));
    if (!lead && y.with_middle < 2)
        part_say(l->d, section,
                 arena_format(l->arena, "%.*s. There is no earlier year to draw.",
                              STR_ARG(chart.frame.title)));
    else
        chart_trend(l->d, section, &chart);
}

/* ---- Drawings whose numbers are the table's */

static void leave_table_out(struct doc *figure)
{
    if (figure->node == DOC_FIGURE)
        figure->first = figure->last = NULL;
}

static void put_bars(struct leaf *l, struct doc *parent)
{
    struct doc *section = doc_section(l->d, parent, STR("Authorities by rank"));
    part_say(l->d, section,
             STR("The table below holds the same numbers; on a narrow screen it stands "
                 "alone. Ranks are ranges: of figures this close, chance decides the "
                 "order."));
    struct doc *figure = figure_bars(l->d, section, &l->ask);
    leave_table_out(figure);
    figure->svg_narrow = STR("");
}

static void put_funnel(struct leaf *l, struct doc *parent)
{
    struct doc *section = doc_section(l->d, parent, STR("More than chance?"));
    figure_funnel(l->d, section, &l->ask);
}

static void put_map(struct leaf *l, struct doc *parent)
{
    struct doc *section = doc_section(l->d, parent, STR("On a map"));
    struct doc *figure = figure_map(l->d, section, &l->ask);
    leave_table_out(figure);
    figure->svg = figure->svg_narrow.len ? figure->svg_narrow : figure->svg;
    figure->svg_narrow = STR("");
}

/* ---- The table */

struct ranked {
    double value;
    struct str name;
    uint32_t area;
};

static int by_value(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    bool none = isnan(a->value) || isnan(b->value);
    if (none && isnan(a->value) != isnan(b->value))
        return isnan(a->value) ? 1 : -1;
    if (!none && (a->value < b->value || a->value > b->value))
        return a->value < b->value ? -1 : 1;
    return str_compare(a->name, b->name);
}

/* As the bars stand: the best first, or the highest; those without a figure last. */
static struct ranked *places_of(struct leaf *l, size_t *count)
{
    struct ranked *at = arena_make(l->arena, struct ranked, l->cube->area_count);
    double sign = l->m->about.about.polarity == POLARITY_LOW ? 1 : -1;
    *count = 0;
    for (uint32_t i = 0; i < l->cube->area_count; i++) {
        const struct benchmark_area *result = &l->m->result.areas[i];
        if (l->cube->areas[i].is_authority && result->live)
            at[(*count)++] =
                (struct ranked){sign * result->value, l->cube->areas[i].name, i};
    }
    if (*count)
        qsort(at, *count, sizeof *at, by_value);
    return at;
}

static struct str rank_words(struct leaf *l, const struct benchmark_area *at)
{
    if (at->rank == 0)
        return STR("");
    return arena_format(l->arena, "%d", at->rank);
}

static struct str change_words(struct leaf *l, const struct benchmark_area *at)
{
    if (!isfinite(at->change))
        return STR("none");
    struct str by = number_text(l->arena, at->change, l->form);
    struct str word = words_against(at->change_is);
    return arena_format(l->arena, "%s%.*s%s%.*s", at->change > 0 ? "+" : "", STR_ARG(by),
                        word.len ? " " : "", STR_ARG(word));
}

static struct str beside_words(const struct benchmark_area *at)
{
    struct str word = words_against(at->against_england);
    return word.len ? word : STR("not tested");
}

static struct str evidence_words(struct leaf *l, uint32_t area)
{
    struct cube_origin origin = l->series->origin[area];
    if (origin.load == UINT32_MAX)
        return STR("no row");
    return arena_format(l->arena, "%lld:%lu",
                        (long long)l->site->survey->source.load_ids[origin.load],
                        (unsigned long)origin.row);
}

static void put_place(struct leaf *l, struct doc *table, uint32_t area)
{
    struct document *d = l->d;
    const struct benchmark_area *at = &l->m->result.areas[area];
    const struct cube_area *about = &l->cube->areas[area];
    struct str range = number_range(l->arena, at->low95, at->high95, l->form);
    struct str missing = figure_missing((enum missing)l->series->missing[area]);
    struct doc *row = part_row(d, table, about->name, page_way_to_area(l->page, area));
    part_cell(d, row, about->region.len ? about->region : STR("none"));
    part_number(d, row, at->value, l->form, missing);
    part_cell(d, row, range.len ? range : STR("none"));
    if (l->m->about.about.polarity == POLARITY_HIGH ||
        l->m->about.about.polarity == POLARITY_LOW)
        part_cell(d, row, rank_words(l, at))->numeric = true;
    part_cell(d, row, beside_words(at));
    part_number(d, row, at->neighbours_mean, l->form, STR("none"));
    part_cell(d, row, change_words(l, at));
    part_cell(d, row, evidence_words(l, area));
}

static void put_table(struct leaf *l, struct doc *parent)
{
    static const struct part_column ranked[] = {{"Authority", false},
                                                {"Region", false},
                                                {"Figure", true},
                                                {"95% interval", false},
                                                {"Rank", true},
                                                {"Beside England", false},
                                                {"Neighbours\xe2\x80\x99 mean", true},
                                                {"Change in a year", false},
                                                {"Evidence", false}};
    static const struct part_column plain[] = {{"Authority", false},
                                               {"Region", false},
                                               {"Figure", true},
                                               {"95% interval", false},
                                               {"Beside England", false},
                                               {"Neighbours\xe2\x80\x99 mean", true},
                                               {"Change in a year", false},
                                               {"Evidence", false}};
    enum polarity polarity = l->m->about.about.polarity;
    bool directed = polarity == POLARITY_HIGH || polarity == POLARITY_LOW;
    size_t count;
    struct ranked *places = places_of(l, &count);
    struct doc *section = doc_section(l->d, parent, STR("Every authority"));
    struct doc *table = part_table(
        l->d, section,
        arena_format(l->arena, "%.*s, %.*s: every authority",
                     STR_ARG(words_measure(l->arena, &l->m->about.about)),
                     STR_ARG(l->period)),
        directed ? ranked : plain,
        directed ? sizeof ranked / sizeof *ranked : sizeof plain / sizeof *plain);
    table->sortable = table->searched = true;
    for (size_t i = 0; i < count; i++)
        put_place(l, table, places[i].area);
    part_say(l->d, section,
             STR("Evidence is the number of the load and the row of its file: the list "
                 "of sources names the file and its SHA-256."));
}

/* ---- The page */

static void mark_loads(struct leaf *l)
{
    l->uses = arena_make(l->arena, bool, l->cube->load_count);
    for (size_t i = 0; i < l->cube->area_count; i++) {
        uint32_t load = l->series->origin[i].load;
        uint32_t counts = l->series->counts ? l->series->counts[i].load : UINT32_MAX;
        if (load != UINT32_MAX)
            l->uses[load] = true;
        if (counts != UINT32_MAX)
            l->uses[counts] = true;
    }
}

static struct str scope_words(struct leaf *l)
{
    const struct benchmark *b = &l->m->result;
    size_t with[AGAINST_LOWER + 1] = {0};
    for (size_t i = 0; i < l->cube->area_count; i++) {
        if (l->cube->areas[i].is_authority && b->areas[i].live)
            with[b->areas[i].against_england]++;
    }
    bool directed = with[AGAINST_HIGHER] + with[AGAINST_LOWER] == 0;
    enum against up = directed ? AGAINST_BETTER : AGAINST_HIGHER;
    enum against down = directed ? AGAINST_WORSE : AGAINST_LOWER;
    struct str of = arena_format(l->arena, "%.*s: %zu of %zu authorities have a figure",
                                 STR_ARG(l->period), b->with_value, b->live);
    if (with[up] + with[down] + with[AGAINST_SIMILAR] == 0)
        return arena_format(l->arena,
                            "%.*s. It is published without counts, so that chance "
                            "cannot be told from a difference.",
                            STR_ARG(of));
    return arena_format(l->arena,
                        "%.*s. Beyond chance, %zu are %s than England and %zu %s; %zu "
                        "are similar.",
                        STR_ARG(of), with[up], directed ? "better" : "higher", with[down],
                        directed ? "worse" : "lower", with[AGAINST_SIMILAR]);
}

static void put_csv(struct leaf *l, struct str slug)
{
    struct buf out = buf_new(l->arena, 4 * MIB);
    measure_csv_file(&out, l->cube, &l->m->result);
    if (!l->page->work->status)
        l->page->work->status = buf_status(&out, &l->page->work->why);
    site_add(l->page->work, arena_format(l->arena, "measure/%.*s.csv", STR_ARG(slug)),
             buf_text(&out));
    struct part_way ways[] = {
        {arena_format(l->arena, "Download these figures (CSV, %zu KB)",
                      (out.len + KIB - 1) / KIB),
         page_way(l->page, arena_format(l->arena, "measure/%.*s.csv", STR_ARG(slug)))},
        {STR("All measures"), page_way(l->page, STR("measure/index.html"))}};
    part_links(l->page, ways, sizeof ways / sizeof *ways);
}

static struct leaf leaf_of(struct site_work *work, const struct survey_measure *m,
                           const struct page_heading *heading)
{
    const struct survey *survey = work->site->survey;
    struct leaf l = {.page = page_begin(work, heading),
                     .arena = work->arena,
                     .site = work->site,
                     .cube = survey->source.cube,
                     .m = m,
                     .series = &m->about.series[m->period],
                     .form = figure_form(&m->about.about)};
    struct benchmark *room = arena_make(l.arena, struct benchmark, 1);
    *room = benchmark_room(l.arena, l.cube);
    l.period = figure_period(l.arena, m->about.periods[m->period].text);
    l.d = page_document_new(l.page);
    l.ask = (struct figure_measure){
        .cube = l.cube,
        .measure = &m->about,
        .period = m->period,
        .with = benchmarker_new(l.arena, l.cube, &survey->options.benchmark),
        .room = room,
        .options = survey->options.benchmark,
        .area = UINT32_MAX,
        .shapes = survey->source.facts->shapes,
        .shape_count = survey->source.facts->shapes_count};
    return l;
}

void site_build_measure(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    const struct survey_measure *m = &work->site->survey->measures[task];
    struct str path = site_measure_path(a, work->site, task);
    if (path.len == 0)
        return;
    struct page_crumb crumb = {STR("Measures"), STR("measure/index.html")};
    struct page_heading heading = {
        .path = path,
        .title = words_measure(a, &m->about.about),
        .caption = arena_format(a, "Measure, %.*s",
                                STR_ARG(words_topic(a, m->about.about.topic))),
        .section = STR("Measures"),
        .crumbs = &crumb,
        .crumb_count = 1};
    heading.description = arena_format(
        a, "%.*s: every authority in England beside the others.", STR_ARG(heading.title));
    struct leaf l = leaf_of(work, m, &heading);
    mark_loads(&l);
    put_csv(&l, work->site->measure_slugs[task]);
    part_say(l.d, l.d->root, scope_words(&l));
    put_about(&l, l.d->root);
    put_trend(&l, l.d->root);
    put_map(&l, l.d->root);
    put_funnel(&l, l.d->root);
    put_bars(&l, l.d->root);
    put_table(&l, l.d->root);
    document_attribute(l.d, site_attribution(a, work->site, l.uses));
    l.page->attribution = l.d->attribution;
    page_document(l.page, l.d, (struct page_document_options){.contents = true});
    page_end(l.page);
}
