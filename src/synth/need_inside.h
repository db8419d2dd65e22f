/* A child in need between need.c and need_course.c. */
#ifndef ASSAY_SYNTH_NEED_INSIDE_H
#define ASSAY_SYNTH_NEED_INSIDE_H

#include "synth/need.h"

struct need_drawing {
    struct need *need;
    struct random r;
    date start, end; /* the census year */
};

struct need_share {
    const char *code;
    int weight;
};
struct str need_pick(struct random *r, const struct need_share *from, size_t count);
#define NEED_PICK(r, from) need_pick((r), (from), sizeof(from) / sizeof *(from))

void need_draw_course(struct need_drawing *d);

#endif
