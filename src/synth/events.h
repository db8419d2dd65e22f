/* Inspections and visits of the synthetic authorities.  The events of an area are drawn
 * whenever a file is written: the same stream gives the same events, so the files that
 * name an event agree on it. */
#ifndef ASSAY_SYNTH_EVENTS_H
#define ASSAY_SYNTH_EVENTS_H

#include "synth/inside.h"

enum event_kind_drawn {
    EVENT_SIF,
    EVENT_STANDARD,
    EVENT_SHORT,
    EVENT_FOCUSED,
    EVENT_MONITORING
};

enum { EVENTS_MOST = 24, ITEMS_MOST = 10, GRADES_MOST = 6 };

struct synth_item {
    bool priority;
    size_t theme, form; /* which words; see events_item_text */
};

struct synth_event {
    size_t area;
    enum event_kind_drawn kind;
    date start, end, published;
    int grades[GRADES_MOST]; /* 0 best to 3, in the order of its judgements; overall last
                              */
    size_t grade_count;
    size_t visit_theme;
    struct synth_item items[ITEMS_MOST];
    size_t item_count;
};

struct synth_events {
    struct synth_event at[EVENTS_MOST];
    size_t count;
};

/* The events of an area, by day. */
void events_of_area(const struct nation *nation, size_t area, struct synth_events *out);

/* --- words (events_words.c) --- */

size_t events_theme_count(void);
const char *events_visit_theme(size_t theme);
/* What is asked for: a noun phrase of an area for improvement, a recommendation of the
 * older inspections. */
void events_item_text(struct buf *out, const struct synth_item *item, bool recommends);
/* Of a joint inspection. */
void events_joint_text(struct buf *out, size_t theme, bool priority);

#endif
