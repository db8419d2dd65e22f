/* Who had this problem before: what inspections of authorities asked to be improved,
 * searchable by the words and themes that two items share, and what followed each.
 *
 * An index holds every improvement, recommendation and priority action of the inspections
 * of authorities that were known on a day, with the terms (terms.h) and themes (themes.h)
 * of each.  Items that a report prints under a heading of strengths are left out, and so
 * are those of joint inspections, which are summaries by a third party.
 *
 * An item is like another by the rare words and the themes they share (BM25 over terms,
 * and each shared theme by how rare it is); every match keeps what it shares.  What
 * followed is only that: the next inspection of the same authority that graded its
 * services, and the first that came back at all.  Nothing says that one led to the other.
 *
 * Ties go to the later inspection, then by code and row.  Everything points into facts
 * and events, which must live as long.  Cost: one pass over all words to build, one over
 * the items that share a word to ask.  Method, constants and limits: docs/similar.md. */
#ifndef ASSAY_PROFILE_SIMILAR_H
#define ASSAY_PROFILE_SIMILAR_H

#include "profile/survey.h"
#include "profile/themes.h"

struct similar_item {
    uint32_t item;  /* index in the facts' items */
    uint32_t event; /* index in the merged events */
    date on;        /* of its inspection */
    struct term_uses uses;
    theme_set themes;
};

struct similar_index {
    struct arena *arena;
    struct survey_source source;
    date at; /* nothing later is seen */
    struct terms *terms;
    struct themes *themes;
    const struct similar_item *items; /* by authority, inspection, then as printed */
    size_t item_count;
    size_t strengths;                         /* items left out, printed as strengths */
    const uint32_t *postings, *posting_first; /* of each term: the items that have it */
    size_t term_count;
    size_t theme_items[THEMES_MOST];
    double mean_length; /* terms an item */
};

/* The items of inspections known by a day; the index and all that is asked of it live in
 * the arena. */
struct similar_index *similar_index_build(struct arena *a,
                                          const struct survey_source *source, date at);

/* ---- Asking */

struct similar_query {
    struct str text;
    struct str not_code; /* items of this authority are left out; may be empty */
    date before;         /* only of inspections before this day; DATE_NONE: any */
    theme_set among;     /* only items with one of these themes; 0: any */
    size_t limit;        /* matches wanted, one an inspection */
};

struct similar_shared {      /* a word that query and item share, and what it is worth */
    struct str asked, found; /* as each of them has it */
    double weight;
};
struct similar_match {
    const struct similar_item *item;
    double score;
    double likeness; /* the score as a share of that of the query's own text; at most 1 */
    const struct similar_shared *shared; /* the heaviest first */
    size_t shared_count;
    theme_set themes;     /* shared */
    double themes_weight; /* what they are worth together */
};
struct similar_list {
    struct term_uses uses; /* what was asked, as terms */
    theme_set themes;
    const struct similar_match *matches; /* the most alike first, the best one of each
                                            inspection */
    size_t count;
    size_t alike, alike_inspections, alike_authorities; /* items as like as SIMILAR_KIND,
                                                           shown or not */
};

struct similar_list similar_find(struct arena *a, const struct similar_index *index,
                                 const struct similar_query *query);
/* The likeness from which an item counts as of the same kind. */
double similar_kind(void);

/* ---- What followed */

enum similar_change {
    CHANGE_NOT_COMPARED, /* no grade on one side, or scales that are not one */
    CHANGE_BETTER,
    CHANGE_SAME,
    CHANGE_WORSE
};

/* One judgement at the inspection and at the next that graded. */
struct similar_pair {
    enum judged_as judged;
    const struct batch_event_grade *before, *after; /* NULL where not given */
    enum similar_change change;
};

struct similar_after {
    const struct merged_event *event;
    date on;
    const struct merged_event *next; /* the next that graded its services; NULL */
    date next_on;
    int months;                      /* to it */
    const struct merged_event *look; /* the first later inspection or visit; NULL */
    date look_on;
    int look_months;
    bool ended; /* no next one, and the authority ended by the day */
    int waited; /* no next one: whole months until the day, or until it ended */
    struct similar_pair pairs[JUDGED_COUNT]; /* those that either side gave */
    size_t pair_count;
};

struct similar_after similar_after(const struct similar_index *index, uint32_t event);
/* The pair of a judgement or, where neither side gave it, of the wider one that held it;
 * NULL where there is none. */
const struct similar_pair *similar_pair_of(const struct similar_after *after,
                                           enum judged_as judged);
/* The judgement of the rarest theme of a set; JUDGED_NOT of none. */
enum judged_as similar_judged(const struct similar_index *index, theme_set themes);

/* What followed all inspections with an item of one theme. */
struct similar_summary {
    size_t theme; /* themes_count(): of any theme or none, to compare with */
    size_t items, inspections, authorities;
    size_t followed;                      /* inspections since graded again */
    size_t compared, better, same, worse; /* overall grade, of those followed */
    size_t own_compared, own_better, own_same, own_worse; /* the theme's judgement */
    size_t listed, again;  /* followed by an inspection whose list is held; and which has
                              an item of the theme again */
    size_t waiting, ended; /* not graded again: still there; authority ended */
    int months_low, months_high, waited_high;
    double months_median;
};

/* `theme` is an index of themes.h, or themes_count() for all items. */
struct similar_summary similar_summary(struct arena *a, const struct similar_index *index,
                                       size_t theme);
/* Of each theme of a set, in the table's order, and last of all items. */
struct similar_summaries {
    const struct similar_summary *at;
    size_t count;
};
struct similar_summaries
similar_summaries(struct arena *a, const struct similar_index *index, theme_set themes);

/* ---- One authority */

struct similar_own {
    const struct similar_item *item;
    struct similar_list list; /* items of other authorities, from earlier inspections */
};

struct similar_area {
    const struct merged_event *event; /* its latest inspection with items; NULL */
    date on;
    bool superseded; /* a later one graded its services, whose list is not held */
    const struct similar_own *items;
    size_t count;
    theme_set themes; /* of its items */
};

/* For each item of the area's latest inspection that has any, `limit` inspections of
 * others that had the most similar one; `among` as in a query. */
struct similar_area *similar_for_area(struct arena *a, const struct similar_index *index,
                                      struct str code, theme_set among, size_t limit);

#endif
