/* A life seen at the end of a collection year, between return_903*.c. */
#ifndef ASSAY_SYNTH_SEEING_H
#define ASSAY_SYNTH_SEEING_H

#include "synth/return_903.h"

struct seeing {
    struct arena *arena;
    const struct life *life;
    struct made_rows *rows;
    uint64_t seed;
    int year;
    date start, end;
    struct random r;                /* facts of this child and year */
    size_t first_episode, episodes; /* of the life that are in the return */
    bool continuously;              /* looked after for the whole year */
    struct str child, born;
};

/* The end of something that began, if it was over by the end of the year. */
date seen_end(const struct seeing *s, date end);
bool seen_in_year(const struct seeing *s, date day);
/* The Nth birthday falls on or before the day. */
bool seen_aged(const struct seeing *s, int years, date on);
/* A row that begins with CHILD and DOB. */
struct made_row *seen_row(struct seeing *s, unsigned table);
/* "1" with that chance, else "0". */
struct str seen_yes(struct seeing *s, double p);
/* Care leavers: whether this year's return asks about the child (return_903_leavers.c),
 * and the row. */
bool leaver_is_seen(const struct seeing *s);
void leaver_add(struct seeing *s);
/* Reviews, health, missing and the rest (return_903_facts.c). */
void facts_add(struct seeing *s);

#endif
