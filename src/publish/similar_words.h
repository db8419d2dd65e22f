/* How matches and what followed them are said. */
#ifndef ASSAY_PUBLISH_SIMILAR_WORDS_H
#define ASSAY_PUBLISH_SIMILAR_WORDS_H

#include "publish/similar_page.h"

/* From this many inspections on a median is given; of fewer each count only. */
enum { SIMILAR_FEW = 5 };

/* "It shares the words return home interviews (6.2) and analysis (3.1), and the theme
 * "Missing children" (1.4): 71% alike." */
struct str words_shared(struct arena *a, const struct similar_match *match);
/* "Its services were next graded 38 months later (…): overall effectiveness good, then
 * requires improvement to be good: worse." */
struct str words_followed(struct arena *a, const struct similar_after *after,
                          enum judged_as judged);
/* "The first to come back was a focused visit after 14 months."; empty where it was the
 * next graded inspection, or none. */
struct str words_looked(struct arena *a, const struct similar_after *after);
/* "Missing children, because of "return interviews"; Assessment, …". */
struct str words_themes(struct arena *a, const struct similar_index *index,
                        struct term_uses uses, theme_set themes);
struct str words_similar_change(enum similar_change change);

#endif
