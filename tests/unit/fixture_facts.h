/* Several files as one batch of facts, as the store gives them back: rows in the order of
 * loads, each with the number of its load. */
#ifndef ASSAY_FIXTURE_FACTS_H
#define ASSAY_FIXTURE_FACTS_H

#include "evidence/batch.h"

#define APPEND(all, one, type, name, number)                                             \
    for (size_t i_ = 0; i_ < (one)->name##_count; i_++) {                                \
        *batch_add(all, type, name) = (one)->name[i_];                                   \
        (all)->name[(all)->name##_count - 1].load = (number);                            \
    }

/* The texts stay the other batch's, which must live as long. */
static inline void append_facts(struct batch *all, const struct batch *one, uint32_t load)
{
    uint32_t events = (uint32_t)all->events_count;
    size_t grades = all->event_grades_count, items = all->items_count;
    APPEND(all, one, batch_area, areas, load)
    APPEND(all, one, batch_alias, aliases, load)
    APPEND(all, one, batch_setting, settings, load)
    APPEND(all, one, batch_setting_grade, setting_grades, load)
    APPEND(all, one, batch_event, events, load)
    APPEND(all, one, batch_event_grade, event_grades, load)
    APPEND(all, one, batch_item, items, load)
    APPEND(all, one, batch_rating, ratings, load)
    APPEND(all, one, batch_shape, shapes, load)
    for (size_t i = grades; i < all->event_grades_count; i++)
        all->event_grades[i].event += events;
    for (size_t i = items; i < all->items_count; i++)
        all->items[i].event += events;
}

#endif
