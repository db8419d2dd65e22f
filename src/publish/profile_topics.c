/* Every measure by topic, beside neighbours, region and England; those without a figure
 * as sentences under their topic; and what is not known of the area as a whole. */
#include <math.h>

#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

enum { NAMES_MOST = 12 };

/* ---- One measure */

static struct str row_of(struct portrait *p, const struct cube_series *series,
                         const char *what, uint32_t area)
{
    if (area == UINT32_MAX || series->origin[area].load == UINT32_MAX)
        return STR("");
    return arena_format(p->arena, "; %s row %lu", what,
                        (unsigned long)series->origin[area].row);
}

struct str profile_figure_says(struct portrait *p, const struct picture_figure *f)
{
    struct arena *a = p->arena;
    const struct survey_measure *m = f->measure;
    const struct cube_series *series = &m->about.series[m->period];
    const uint32_t *neighbours = survey_neighbours(p->survey, p->picture->area);
    struct buf out = buf_new(a, 16 * KIB);
    buf_format(&out, "%.*s, %.*s: %.*s", STR_ARG(m->about.about.id),
               STR_ARG(words_period_of(a, m)),
               STR_ARG(words_own_figure(a, p->picture, f)));
    buf_add(&out, row_of(p, series, "England", p->survey->england_area));
    buf_add(&out, row_of(p, series, "region", p->area->region_area));
    bool first = true;
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        uint32_t n = neighbours[i];
        if (n == UINT32_MAX || series->origin[n].load == UINT32_MAX ||
            isnan(m->result.areas[n].value))
            continue;
        buf_format(&out, "%s%lu", first ? "; neighbours rows " : ", ",
                   (unsigned long)series->origin[n].row);
        first = false;
    }
    return buf_text(&out);
}

/* The row of the figure, and that of its counts where another table lent them. */
struct cited profile_cite_figure(struct portrait *p, const struct picture_figure *f)
{
    struct cited own = cite(p, f->origin, profile_figure_says(p, f));
    struct str lender = f->measure->about.counts_of;
    if (survey_origin_is_none(f->counts) || own.count == 0)
        return own;
    struct str says = arena_format(p->arena, "%.*s: counts", STR_ARG(lender));
    struct cited counts = cite(p, f->counts, says);
    struct str *ids = arena_make(p->arena, struct str, 2);
    ids[0] = own.ids[0];
    ids[1] = counts.ids[0];
    return (struct cited){ids, 2};
}

static void put_measure(struct portrait *p, struct doc *table,
                        const struct picture_figure *f)
{
    struct arena *a = p->arena;
    const struct batch_measure *about = &f->measure->about.about;
    const struct benchmark_area *r = f->result;
    bool median = p->survey->options.benchmark.average == AVERAGE_MEDIAN;
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    struct cited by = profile_cite_figure(p, f);
    doc_head(p->document, row,
             arena_format(a, "%.*s, %.*s", STR_ARG(words_measure(a, about)),
                          STR_ARG(words_period_of(a, f->measure))))
        ->subject = about->id;
    doc_cell(p->document, row, words_own_figure(a, p->picture, f), by.ids, by.count);
    doc_cell(p->document, row,
             words_beside(a, about, median ? r->neighbours_median : r->neighbours_mean,
                          r->against_neighbours),
             NULL, 0);
    doc_cell(p->document, row, words_beside(a, about, r->region, r->against_region), NULL,
             0);
    doc_cell(p->document, row, words_beside(a, about, r->england, r->against_england),
             NULL, 0);
    struct str rank = words_rank(a, f);
    doc_cell(p->document, row, rank.len ? rank : STR("\xe2\x97\x86 no direction"), NULL,
             0);
    doc_cell(p->document, row, words_change(a, f), NULL, 0);
}

/* ---- One topic */

static bool is_shown(const struct picture_figure *f)
{
    return !f->missing && !f->measure->ended;
}

static bool same_topic(const struct picture_figure *a, const struct picture_figure *b)
{
    return str_equal(a->measure->about.about.topic, b->measure->about.about.topic);
}

static size_t topic_end(const struct picture *pic, size_t first)
{
    size_t end = first + 1;
    while (end < pic->figure_count &&
           same_topic(&pic->figures[first], &pic->figures[end]))
        end++;
    return end;
}

struct str words_topic(struct arena *a, struct str topic)
{
    if (topic.len == 0)
        return STR("Other measures with a direction");
    struct str rest, first = str_cut(topic, '\\', &rest);
    if (rest.len == 0)
        return topic;
    return arena_format(a, "%.*s, %.*s", STR_ARG(first), STR_ARG(phrase_lower(a, rest)));
}

/* "No figure for: a (2025), b (2024) and 3 more." */
static struct str name_measures(struct portrait *p, size_t first, size_t end,
                                bool (*wanted)(const struct picture_figure *))
{
    struct arena *a = p->arena;
    struct str names[NAMES_MOST + 1];
    size_t count = 0, more = 0;
    for (size_t i = first; i < end; i++) {
        const struct picture_figure *f = &p->picture->figures[i];
        if (!wanted(f))
            continue;
        if (count == NAMES_MOST) {
            more++;
            continue;
        }
        names[count++] = arena_format(a, "%.*s (%.*s)",
                                      STR_ARG(words_measure(a, &f->measure->about.about)),
                                      STR_ARG(words_period_of(a, f->measure)));
    }
    if (more)
        names[count++] = arena_format(a, "%zu more", more);
    return words_list(a, names, count);
}

static bool is_missing_now(const struct picture_figure *f)
{
    return f->missing && !f->measure->ended;
}

static bool has_ended(const struct picture_figure *f)
{
    return f->measure->ended;
}

static void say_names(struct portrait *p, struct doc *parent, const char *what,
                      struct str names)
{
    if (names.len)
        profile_say(p, parent, arena_format(p->arena, "%s: %.*s.", what, STR_ARG(names)));
}

static void put_topic(struct portrait *p, struct doc *parent, size_t first, size_t end)
{
    static const char *const heads[] = {
        "Measure and period", "Figure (95% interval)", "Neighbours", "Region", "England",
        "Rank and quarter",   "Since the year before"};
    struct arena *a = p->arena;
    const struct picture *pic = p->picture;
    struct str name = words_topic(a, pic->figures[first].measure->about.about.topic);
    struct doc *section = doc_section(p->document, parent, name);
    struct doc *table = NULL;
    for (size_t i = first; i < end; i++) {
        if (!is_shown(&pic->figures[i]))
            continue;
        if (!table)
            table = profile_table(p, section,
                                  arena_format(a, "%.*s: latest figures", STR_ARG(name)),
                                  heads, 7);
        put_measure(p, table, &pic->figures[i]);
    }
    if (!table)
        profile_say(p, section, STR("No current figure for this authority."));
    say_names(p, section, "Published, but without a figure for this authority",
              name_measures(p, first, end, is_missing_now));
    say_names(p, section, "No longer published; the last period held",
              name_measures(p, first, end, has_ended));
}

void profile_topics(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    profile_say(
        p, parent,
        STR("\xe2\x96\xb2 better, \xe2\x97\x8f similar and \xe2\x96\xbc worse are "
            "said of differences tested against chance at 95%; \xe2\x97\x86 "
            "higher or lower where no direction is good. A comparison without "
            "a word was published without counts, so that chance could not be "
            "tested. Rank 1 and quarter A are best."));
    for (size_t first = 0; first < pic->figure_count;) {
        size_t end = topic_end(pic, first);
        put_topic(p, parent, first, end);
        first = end;
    }
    if (pic->figure_count == 0)
        profile_say(p, parent,
                    STR("No measure had been published for a period that "
                        "ended by this day."));
}

/* ---- What is not known */

static void count_reasons(const struct picture *pic, size_t counts[])
{
    for (size_t i = 0; i < pic->figure_count; i++) {
        const struct picture_figure *f = &pic->figures[i];
        if (is_missing_now(f))
            counts[f->missing]++;
    }
}

static void say_missing(struct portrait *p, struct doc *parent)
{
    static const char *const reasons[] = {
        [MISSING_NOT] = "",
        [MISSING_SUPPRESSED] = "suppressed by the publisher to protect individuals",
        [MISSING_NOT_APPLICABLE] = "not applicable here",
        [MISSING_NOT_AVAILABLE] = "not available",
        [MISSING_NOT_COLLECTED] = "not collected",
        [MISSING_TOO_FEW] = "too few children",
        [MISSING_OUTSIDE_LIFE] = "for a period in which this authority did not exist",
        [MISSING_UNSPECIFIED] = "no reason given by the publisher",
    };
    enum { REASONS = sizeof reasons / sizeof *reasons };
    size_t counts[REASONS] = {0};
    struct doc *list = NULL;
    count_reasons(p->picture, counts);
    for (size_t i = 1; i < REASONS; i++) {
        if (counts[i] == 0)
            continue;
        if (!list)
            list = doc_add(p->document, parent, DOC_LIST, STR(""));
        struct doc *item = doc_add(p->document, list, DOC_ITEM, STR(""));
        doc_sentence(p->document, item,
                     arena_format(p->arena, "%.*s without a figure: %s.",
                                  STR_ARG(words_counted(p->arena, counts[i], "measure",
                                                        "measures")),
                                  reasons[i]),
                     NULL, 0);
    }
    if (!list)
        profile_say(p, parent,
                    STR("Every current measure has a figure for this "
                        "authority."));
}

void profile_gaps(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    struct arena *a = p->arena;
    size_t ended = 0;
    for (size_t i = 0; i < pic->figure_count; i++)
        ended += pic->figures[i].measure->ended;
    say_missing(p, parent);
    if (ended)
        profile_say(
            p, parent,
            arena_format(a,
                         "%.*s for more than three years; such measures are "
                         "named under their topics and left out of every count above.",
                         STR_ARG(words_counted(a, ended, "measure has had no new figure",
                                               "measures have had no new figures"))));
    if (p->survey->later_count)
        profile_say(p, parent,
                    arena_format(a,
                                 "%.*s no figure for a period that had ended by this "
                                 "day.",
                                 STR_ARG(words_counted(a, p->survey->later_count,
                                                       "measure has", "measures have"))));
    profile_say(p, parent,
                STR("Not held: early years and childcare providers and further education "
                    "colleges by setting; letters of focused visits; anything about "
                    "individual children."));
}
