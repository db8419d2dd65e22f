/* The sections' builders, one file each: page_NAME.c.  Named in the table of site.c. */
#ifndef ASSAY_SITE_PAGES_H
#define ASSAY_SITE_PAGES_H

#include "judgement/verdict.h"
#include "publish/document.h"
#include "site/site.h"

void site_build_assets(struct site_work *work, size_t task);
void site_build_index(struct site_work *work, size_t task);
size_t site_count_areas(const struct site *site);
/* An authority's page, and the page of its evidence. */
void site_build_area(struct site_work *work, size_t task);
/* What is asked of areas on the day of the survey; *out is NULL where nothing is. */
status site_ask(struct arena *a, const struct site_of *of,
                const struct site_questions **out, struct fault *why);
/* The questions that an area's evidence raises; NULL where nothing is asked. */
const struct verdict *site_answer(struct site_work *work, uint32_t area);
/* The page of an authority's questions, each with its evidence.  Apart from its profile,
 * so that the two are not in memory at once. */
size_t site_count_enquiries(const struct site *site);
void site_build_enquiry(struct site_work *work, size_t task);
/* The evidence of a document, which has an index: where every mark leads. */
void site_build_trace(struct site_work *work, uint32_t area,
                      const struct document *document);
/* The list of measures; a page a measure of the survey, and its figures as CSV. */
void site_build_measures(struct site_work *work, size_t task);
size_t site_count_measures(const struct site *site);
void site_build_measure(struct site_work *work, size_t task);
/* Both look at every authority. */
void site_build_inspections(struct site_work *work, size_t task);
void site_build_exceptions(struct site_work *work, size_t task);
/* An authority beside its neighbours; where a reader chooses whom to compare. */
void site_build_compare(struct site_work *work, size_t task);
void site_build_compare_choice(struct site_work *work, size_t task);
/* 100 babies of an authority; the ground of all of them, in the arena. */
void site_build_babies(struct site_work *work, size_t task);
const struct babies_ground *site_babies(struct arena *a, const struct survey *survey);
void site_build_data(struct site_work *work, size_t task);
void site_build_rules(struct site_work *work, size_t task);
void site_build_methods(struct site_work *work, size_t task);
void site_build_sources(struct site_work *work, size_t task);

#endif
