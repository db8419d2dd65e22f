/* A life between its own files: what a time in care is planned to be before its episodes
 * are laid out, and the drawing of chances. */
#ifndef ASSAY_SYNTH_LIFE_INSIDE_H
#define ASSAY_SYNTH_LIFE_INSIDE_H

#include "synth/life.h"

enum { STEPS_MOST = 80, LEGAL_MOST = 8 };

struct drawing {
    struct life *life;
    const struct world *world;
    struct random r;
    date from, to; /* the collection year */
};

/* ---- Chances: never two in one expression or list of arguments, for which is drawn
 * first is the compiler's choice */

bool chance(struct random *r, double p);
/* A whole number from low to high, both included. */
int between(struct random *r, int low, int high);
/* Days until something that comes every `mean` days on average; at least 1. */
int days_until(struct random *r, double mean);
date day_after(date day, int days);
int days_between(date from, date to);
/* True where a is before b; no day is after all days. */
bool is_earlier(date a, date b);
date earlier_of(date a, date b);
date later_of(date a, date b);

/* ---- A time in care as planned (life_episodes.c) */

struct legal_step {
    date on;
    struct str legal;
};
struct place_step {
    date on;
    struct life_place in;
    bool same_carers;
};
struct care_plan {
    date start, end; /* no end: it goes on */
    date until;      /* the end, or the day after the last that is known */
    struct str ended;
    struct legal_step legal[LEGAL_MOST];
    size_t legal_count;
    struct place_step places[STEPS_MOST];
    size_t place_count;
};

struct care_plan plan_from(const struct drawing *d, date start, date end,
                           const char *ended);
void plan_legal(struct care_plan *plan, date on, const char *legal);
void plan_place(struct care_plan *plan, date on, struct life_place in, bool same_carers);
/* The legal status of a day. */
struct str plan_legal_on(const struct care_plan *plan, date on);
/* Lays the plan out as the next time in care of the life. */
void plan_carry_out(struct drawing *d, const struct care_plan *plan);
/* Short stays elsewhere (T0 to T4) put into the episodes of the last time in care. */
void care_put_stays(struct drawing *d);

/* ---- Places (life_places.c) */

/* Where a child of that age, under that legal status, is placed on that day. */
struct life_place place_pick(struct drawing *d, date on, struct str legal);
struct life_place place_of(struct drawing *d, const char *place, const char *provider);
/* The same home or carers under another code. */
struct life_place place_as(struct life_place in, const char *place);
/* Places from the first day of the plan to its end, one in `mean` days. */
void plan_places(struct drawing *d, struct care_plan *plan, double mean);

/* ---- Kinds of lives (life_kinds.c) and what happens beside (life_beside.c) */

void life_draw_kind(struct drawing *d);
void life_draw_beside(struct drawing *d);

#endif
