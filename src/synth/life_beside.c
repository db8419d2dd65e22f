/* What happens beside episodes: reviews, times missing, social workers, a deprivation of
 * liberty, a child of one's own, an order of years ago. */
#include "synth/life_inside.h"

static bool is_break(const struct life *life)
{
    return life->kind == LIFE_BREAKS || life->kind == LIFE_SERIES;
}

static date care_until(const struct drawing *d, const struct life_care *care)
{
    return date_is_none(care->end) ? d->to : care->end;
}

/* Within 20 working days, within three months, then every six months. */
static void draw_reviews(struct drawing *d)
{
    struct life *life = d->life;
    for (size_t c = 0; c < life->care_count; c++) {
        date on = day_after(life->cares[c].start, between(&d->r, 10, 24));
        date until = care_until(d, &life->cares[c]);
        for (int n = 0; is_earlier(on, until) && life->review_count < REVIEWS_MOST; n++) {
            life->reviews[life->review_count++] = on;
            on =
                day_after(on, n == 0 ? between(&d->r, 60, 85) : between(&d->r, 150, 180));
        }
    }
}

/* ---- Missing: each time within one episode, so that nothing ends while it lasts */

/* Few go missing, and those often: in 2024 one in nine, 6.5 times. */
static double missing_every(const struct drawing *d, const struct life_episode *e,
                            bool often)
{
    bool home = e->in.place.at[0] == 'K';
    bool older = !is_earlier(e->start, date_add_years(d->life->born, 11));
    return !older ? 60000 : !often ? 9000 : home ? 22 : 70;
}

static void draw_missing_in(struct drawing *d, const struct life_episode *e, bool often)
{
    struct life *life = d->life;
    date until = date_is_none(e->end) ? day_after(d->to, 400) : e->end;
    date on = later_of(e->start, date_add_years(d->from, -1));
    while (life->away_count < AWAY_MOST) {
        on = day_after(on, 1 + days_until(&d->r, missing_every(d, e, often)));
        date back = day_after(on, between(&d->r, 0, 4));
        if (is_earlier(d->to, on) || !is_earlier(back, until))
            return;
        if (is_earlier(d->to, back))
            back = DATE_NONE;
        life->away[life->away_count++] = (struct life_span){on, back, chance(&d->r, 0.2)};
        if (date_is_none(back))
            return;
        on = back;
    }
}

static void draw_missing(struct drawing *d)
{
    const struct life *life = d->life;
    date old = date_add_years(d->from, -1);
    bool often = chance(&d->r, 0.25);
    for (size_t i = 0; i < life->episode_count; i++) {
        const struct life_episode *e = &life->episodes[i];
        if (!is_earlier(e->end, old) && e->in.place.at[0] != 'T' &&
            e->in.place.at[0] != 'A')
            draw_missing_in(d, e, often);
    }
}

/* ---- Social workers: one after the other from the day care began, also between two
 * times in care.  The last goes on also where care has ended: for the collection of 2024
 * an end without another worker is an error (code SW11aSTG2), whoever has left */

static void draw_workers(struct drawing *d)
{
    struct life *life = d->life;
    date on = life->cares[0].start;
    while (life->worker_count < WORKERS_MOST && !is_earlier(d->to, on)) {
        struct life_worker *w = &life->workers[life->worker_count++];
        w->start = on;
        w->end = day_after(on, 20 + days_until(&d->r, 420));
        w->number = (unsigned)random_below(&d->r, 900000);
        w->reason = (unsigned)random_below(&d->r, 1000);
        on = w->end;
    }
    if (is_earlier(d->to, life->workers[life->worker_count - 1].end) ||
        life->worker_count == WORKERS_MOST)
        life->workers[life->worker_count - 1].end = DATE_NONE;
}

/* ---- The rest */

/* In a children's home (codes 709 and 710), within one episode. */
static void draw_deprived(struct drawing *d)
{
    const struct life *life = d->life;
    for (size_t i = 0; i < life->episode_count; i++) {
        const struct life_episode *e = &life->episodes[i];
        date until = date_is_none(e->end) ? day_after(d->to, 200) : e->end;
        if (!str_equal(e->in.place, STR("K2")) || days_between(e->start, until) < 60 ||
            !chance(&d->r, 0.06))
            continue;
        date start = day_after(e->start, between(&d->r, 1, 20));
        int room = days_between(start, until) - 1;
        date end = day_after(start, between(&d->r, 20, room < 180 ? room : 180));
        if (is_earlier(d->to, start))
            continue;
        d->life->deprived =
            (struct life_span){start, is_earlier(d->to, end) ? DATE_NONE : end, false};
    }
}

static void draw_mother(struct drawing *d)
{
    struct life *life = d->life;
    date least = date_add_years(life->born, 14);
    const struct life_care *last = &life->cares[life->care_count - 1];
    date until = care_until(d, last);
    if (!life->girl || !is_earlier(least, until) || is_break(life) ||
        life->kind == LIFE_POLICE || !chance(&d->r, 0.04))
        return;
    int room = days_between(least, until) - 1;
    life->child_born = day_after(least, between(&d->r, 0, room));
}

static void draw_before(struct drawing *d)
{
    struct life *life = d->life;
    int room = days_between(life->born, life->cares[0].start) - 100;
    if (room < 400 || is_break(life) || !chance(&d->r, 0.08))
        return;
    life->before = day_after(life->born, between(&d->r, 90, room));
    life->before_kind = (unsigned)random_below(&d->r, 4);
}

void life_draw_beside(struct drawing *d)
{
    draw_before(d);
    draw_mother(d);
    if (is_break(d->life))
        return;
    draw_reviews(d);
    draw_missing(d);
    draw_workers(d);
    draw_deprived(d);
}
