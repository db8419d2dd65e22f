/* What the parts of extract.c share: the evidence in the making, and where the areas of
 * the cube stand in it. */
#ifndef ASSAY_PROFILE_EXTRACT_INSIDE_H
#define ASSAY_PROFILE_EXTRACT_INSIDE_H

#include "profile/extract.h"

struct listed;

struct extracting {
    struct arena *arena;
    const struct survey_source *source;
    const struct extract_options *options;
    const struct extract_index *index;
    struct evidence *evidence;
    uint32_t area;          /* of the cube */
    const struct area *own; /* the same in the evidence */
    /* Places in the cube of the evidence's areas, which stand in the same order. */
    uint32_t *places;
    struct listed *listed; /* the area's settings (extract_settings.c) */
    size_t listed_count, setting_grades_most;
};

/* "12:345" */
struct str extract_id(struct arena *a, int64_t load, uint32_t row);
/* "12:345/overall" */
struct str extract_id_of(struct arena *a, int64_t load, uint32_t row, struct str what);

/* The parts, each its own file. */
void extract_areas(struct extracting *x);
/* Which settings, and how many grades they may have: events and settings share tables. */
void extract_list_settings(struct extracting *x);
void extract_events(struct extracting *x);
void extract_settings(struct extracting *x);
void extract_figures(struct extracting *x);

#endif
