/* The charts of a profile: what stands out over the years, and a spine a topic. */
#include "publish/figure.h"
#include "publish/profile_parts.h"

enum { TRENDS_MOST = 5 };

static struct chart_ids cite_row(void *with, struct survey_origin origin, struct str says)
{
    struct cited by = cite(with, origin, says);
    return (struct chart_ids){by.ids, by.count};
}

static struct chart_ids cite_figure(void *with, const struct picture_figure *figure)
{
    struct cited by = profile_cite_figure(with, figure);
    return (struct chart_ids){by.ids, by.count};
}

/* ---- Trends */

struct trends {
    struct portrait *portrait;
    struct figure_measure ask;
    bool *drawn; /* by place in the picture's figures: each is drawn once */
};

static void put_trends(struct trends *t, struct doc *parent, const char *heading,
                       const struct picture_list *list)
{
    struct portrait *p = t->portrait;
    struct doc *section = NULL;
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < TRENDS_MOST; i++) {
        const struct picture_figure *f = &p->picture->figures[list->at[i]];
        if (t->drawn[list->at[i]])
            continue;
        t->drawn[list->at[i]] = true;
        if (!section)
            section = doc_section(p->document, parent, str_of(heading));
        t->ask.measure = &f->measure->about;
        t->ask.period = f->measure->period;
        t->ask.moving = words_trend(p->arena, f);
        figure_trend(p->document, section, &t->ask);
        count++;
    }
}

void profile_trends(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    const struct cube *cube = p->survey->source.cube;
    struct benchmark room = benchmark_room(p->arena, cube);
    struct trends t = {
        .portrait = p,
        .ask = {.cube = cube,
                .with = benchmarker_new(p->arena, cube, &p->survey->options.benchmark),
                .room = &room,
                .options = p->survey->options.benchmark,
                .area = pic->area,
                .citing = {cite_row, p}},
        .drawn = arena_make(p->arena, bool, pic->figure_count),
    };
    if (pic->worsening.count + pic->worst.count + pic->best.count == 0) {
        profile_say(p, parent, STR("No measure stands out, so none is drawn."));
        return;
    }
    put_trends(&t, parent, "Worse and worsening, over the years", &pic->worsening);
    put_trends(&t, parent, "Worse, over the years", &pic->worst);
    put_trends(&t, parent, "Better, over the years", &pic->best);
}

/* ---- Spines */

static bool same_topic(const struct picture_figure *a, const struct picture_figure *b)
{
    return str_equal(a->measure->about.about.topic, b->measure->about.about.topic);
}

void profile_spines(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    size_t *at = arena_make(p->arena, size_t, pic->figure_count), count = 0, drawn = 0;
    for (size_t i = 0; i < pic->figure_count; i++) {
        const struct picture_figure *f = &pic->figures[i];
        if (!f->missing && !f->measure->ended)
            at[count++] = i;
        bool last = i + 1 == pic->figure_count || !same_topic(f, f + 1);
        if (!last || count == 0)
            continue;
        struct figure_spine ask = {
            .picture = pic,
            .subject = words_topic(p->arena, f->measure->about.about.topic),
            .at = at,
            .count = count,
            .cite = cite_figure,
            .with = p};
        figure_spine(p->document, parent, &ask);
        drawn++;
        count = 0;
    }
    if (drawn == 0)
        profile_say(p, parent, STR("No measure has a current figure to draw."));
}
