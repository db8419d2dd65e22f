/* What the parts of a profile page share: the document under way, the evidence cited so
 * far, and how figures and comparisons are said.  Lives as long as the building of one
 * page. */
#ifndef ASSAY_PUBLISH_PROFILE_PARTS_H
#define ASSAY_PUBLISH_PROFILE_PARTS_H

#include "publish/profile_page.h"

/* One piece of evidence that the page stands on: an entry of its index. */
struct citation {
    struct survey_origin origin; /* of its first row */
    struct str id;               /* "47:120"; of several rows "60:12-14,20" */
    struct str says;
};

struct portrait {
    struct arena *arena;
    struct document *document;
    const struct picture *picture;
    const struct survey *survey;
    const struct cube_area *area;
    struct citation *citations; /* in the order of the text */
    size_t citation_count, citation_capacity;
};

/* An array of ids for a sentence or cell. */
struct cited {
    const struct str *ids;
    size_t count;
};

/* Cites one row; a row cited again keeps its entry. */
struct cited cite(struct portrait *p, struct survey_origin origin, struct str says);
/* Cites many rows of settings as one entry a load. */
struct cited cite_settings(struct portrait *p, const struct survey_tally *tally,
                           struct str says);

/* Cites the row of one grade of an event; of an event, its first grade's or its own. */
struct cited cite_grade(struct portrait *p, const struct merged_event *event,
                        const struct batch_event_grade *grade);
struct cited cite_event(struct portrait *p, const struct merged_event *event);

/* ---- The parts, in the order of the page */

void profile_glance(struct portrait *p, struct doc *parent);
void profile_exceptions(struct portrait *p, struct doc *parent);
/* Charts of the measures that stand out. */
void profile_trends(struct portrait *p, struct doc *parent);
void profile_changes(struct portrait *p, struct doc *parent);
void profile_settings(struct portrait *p, struct doc *parent);
/* A spine chart a topic. */
void profile_spines(struct portrait *p, struct doc *parent);
void profile_topics(struct portrait *p, struct doc *parent);
void profile_history(struct portrait *p, struct doc *parent);
void profile_open_items(struct portrait *p, struct doc *parent);
void profile_gaps(struct portrait *p, struct doc *parent);
void profile_methods(struct portrait *p, struct doc *parent);
void profile_index(struct portrait *p, struct doc *parent);

/* What a figure says and, for the index, the rows of the same file that it is compared
 * with. */
struct str profile_figure_says(struct portrait *p, const struct picture_figure *figure);

/* Cites the row of a figure, and that of its counts where another table lent them. */
struct cited profile_cite_figure(struct portrait *p, const struct picture_figure *figure);

/* ---- Words */

struct doc *profile_table(struct portrait *p, struct doc *parent, struct str caption,
                          const char *const *heads, size_t count);
void profile_say(struct portrait *p, struct doc *parent, struct str text);
/* "statistical neighbours", "the North West", "England": the chosen comparator. */
struct str words_comparator(struct portrait *p);
/* "Re-referrals within 12 months", with its unit where the figure does not show it. */
struct str words_measure(struct arena *a, const struct batch_measure *about);
/* "22.6%", "1,204": rounded half up to the measure's decimals. */
struct str words_number_of(struct arena *a, const struct batch_measure *about, double x);
/* "22.6% (20.1 to 25.3)", of few "75.0%, 3 of 4 (…)", or why there is none. */
struct str words_own_figure(struct arena *a, const struct picture *picture,
                            const struct picture_figure *figure);
/* "▼ worse than 24.1%"; the figure alone where chance could not be tested. */
struct str words_beside(struct arena *a, const struct batch_measure *about, double x,
                        enum against against);
/* "rising for 5 years ▼ worse", of the last years that can be compared; empty where
 * nothing is beyond chance. */
struct str words_trend(struct arena *a, const struct picture_figure *figure);
/* "+1.2 ▼ worse; rising for 5 years ▼ worse"; "no year before", "definition changed in
 * 2022" where there is no consecutive year to compare with. */
struct str words_change(struct arena *a, const struct picture_figure *figure);
/* "34 of 152, B" */
struct str words_rank(struct arena *a, const struct picture_figure *figure);
/* "▲ better", "◆ higher"; empty where unknown. */
struct str words_against(enum against against);
struct str words_period_of(struct arena *a, const struct survey_measure *measure);
/* "children's homes" */
struct str words_setting(struct arena *a, struct str service);
/* "ILACS short inspection", "focused visit" */
struct str words_event(struct arena *a, const struct merged_event *event);
/* "12 to 23 May 2025"; one of the two must be given. */
struct str words_days(struct arena *a, date start, date end);
/* The same, else "published 4 June 2010". */
struct str words_event_days(struct arena *a, const struct merged_event *event);
/* A topic as a heading. */
struct str words_topic(struct arena *a, struct str topic);
/* "1,204" */
struct str words_count(struct arena *a, uint64_t n);
/* "13 months ago", "less than a month ago", "4 years and 1 month ago" */
struct str words_age(struct arena *a, int months);
/* "1 measure", "3 measures" */
struct str words_counted(struct arena *a, size_t n, const char *one, const char *many);

#endif
