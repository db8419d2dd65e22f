/* Spine charts of a picture's figures. */
#include <math.h>

#include "publish/figure_words.h"
#include "publish/profile_parts.h"

static struct str comparator_of(const struct picture *p)
{
    const struct survey *survey = p->survey;
    const struct cube_area *area = &survey->source.cube->areas[p->area];
    switch (survey->options.against) {
    case COMPARATOR_REGION:
        return area->region.len ? area->region : STR("its region");
    case COMPARATOR_ENGLAND:
        return STR("England");
    default:
        return figure_neighbours(survey->options.benchmark.average);
    }
}

static struct spine_row row_of(struct arena *a, const struct figure_spine *ask,
                               const struct picture_figure *f)
{
    const struct benchmark *b = &f->measure->result;
    const struct batch_measure *about = &f->measure->about.about;
    bool median = ask->picture->survey->options.benchmark.average == AVERAGE_MEDIAN;
    struct spine_row row = {
        .label = words_measure(a, about),
        .period = words_period_of(a, f->measure),
        .form = figure_form(about),
        .own = f->missing ? (double)NAN : f->result->value,
        .neighbours = median ? f->result->neighbours_median : f->result->neighbours_mean,
        .england = f->result->england,
        .says = figure_says(f->against),
        .low_is_good = about->polarity == POLARITY_LOW,
        .no_direction =
            about->polarity != POLARITY_LOW && about->polarity != POLARITY_HIGH,
    };
    for (size_t i = 0; i < 5; i++)
        row.quantiles[i] = b->quantiles[i];
    return row;
}

/* 0: tested; 1: at least with a direction; 2: the size of something. */
static int rank_of(const struct picture_figure *f)
{
    enum polarity polarity = f->measure->about.about.polarity;
    if (f->against != AGAINST_UNKNOWN)
        return 0;
    return polarity == POLARITY_HIGH || polarity == POLARITY_LOW ? 1 : 2;
}

/* Marks which of the places asked for are shown: the tested first, then those with a
 * direction, then the others, as many as there is room for. */
static size_t choose(const struct figure_spine *ask, bool *chosen)
{
    size_t count = 0;
    for (int rank = 0; rank <= 2; rank++) {
        for (size_t i = 0; i < ask->count && count < FIGURE_SPINE_MOST; i++) {
            const struct picture_figure *f = &ask->picture->figures[ask->at[i]];
            if (f->missing || rank_of(f) != rank)
                continue;
            chosen[i] = true;
            count++;
        }
    }
    return count;
}

/* "Adoption: 2 better and 1 worse than the mean of its statistical neighbours, 4 similar"
 */
static struct str title_of(struct arena *a, const struct figure_spine *ask,
                           const struct spine_row *rows, size_t count)
{
    size_t with[SAYS_LOWER + 1] = {0};
    struct buf out = buf_new(a, 4 * KIB);
    const char *mark = ": ";
    for (size_t i = 0; i < count; i++)
        with[rows[i].says]++;
    buf_add(&out, ask->subject);
    for (unsigned i = SAYS_BETTER; i <= SAYS_LOWER; i++) {
        static const char *const words[] = {[SAYS_BETTER] = "better than",
                                            [SAYS_SIMILAR] = "similar to",
                                            [SAYS_WORSE] = "worse than",
                                            [SAYS_HIGHER] = "higher than",
                                            [SAYS_LOWER] = "lower than"};
        if (with[i] == 0)
            continue;
        buf_format(&out, "%s%zu %s", mark, with[i], words[i]);
        mark = ", ";
    }
    if (out.len == ask->subject.len)
        buf_add(&out, STR(": where the authority stands, untested for want of counts"));
    else
        buf_format(&out, " %.*s", STR_ARG(comparator_of(ask->picture)));
    if (with[SAYS_UNTESTED] && with[SAYS_UNTESTED] < count)
        buf_format(&out, "; %zu not tested", with[SAYS_UNTESTED]);
    return buf_text(&out);
}

static struct str note_of(struct arena *a, const struct figure_spine *ask, size_t shown)
{
    size_t with_figure = 0;
    for (size_t i = 0; i < ask->count; i++)
        with_figure += !ask->picture->figures[ask->at[i]].missing;
    if (with_figure <= shown)
        return STR("");
    return arena_format(a,
                        "%zu of %zu measures; the others are in the table of the "
                        "topic.",
                        shown, with_figure);
}

struct doc *figure_spine(struct document *d, struct doc *parent,
                         const struct figure_spine *ask)
{
    struct arena *a = d->arena;
    const struct picture *p = ask->picture;
    struct spine_row *rows = arena_make(a, struct spine_row, ask->count);
    bool *chosen = arena_make(a, bool, ask->count);
    size_t shown = choose(ask, chosen), count = 0;
    for (size_t i = 0; i < ask->count; i++) {
        const struct picture_figure *f = &p->figures[ask->at[i]];
        if (!chosen[i])
            continue;
        rows[count] = row_of(a, ask, f);
        if (ask->cite)
            rows[count].ids = ask->cite(ask->with, f);
        count++;
    }
    bool median = p->survey->options.benchmark.average == AVERAGE_MEDIAN;
    struct chart_spine data = {
        .frame = {.title = title_of(a, ask, rows, count),
                  .note = note_of(a, ask, shown),
                  .none =
                      arena_format(a, "%.*s: no figure to draw.", STR_ARG(ask->subject))},
        .area = p->survey->source.cube->areas[p->area].name,
        .comparator = comparator_of(p),
        .neighbours = median ? STR("neighbours\xe2\x80\x99 median")
                             : STR("neighbours\xe2\x80\x99 mean"),
        .rows = rows,
        .count = count,
    };
    return chart_spine(d, parent, &data);
}
