/* The static site: folders of pages that open from a disk, with no server, no network and
 * no script.  A site is a list of sections; a section is one page or several, each built
 * by a task of its own, so that tasks run beside each other and a page's bytes depend on
 * nothing but the site.
 *
 *     index.html            England: every authority
 *     area/NAME.html        an authority
 *     questions/NAME.html   the lines of enquiry that its evidence raises
 *     trace/NAME.html       the rows of evidence its page stands on
 *     measure/NAME.html     a measure over all authorities, and NAME.csv
 *     inspections/, exceptions/    who holds which judgement; what stands out, by region
 *     compare/NAME.html     an authority beside its neighbours
 *     babies/NAME.html      100 babies of an authority
 *     data/                 tables to work with
 *     rules/, methods/, sources/   what judges, what computes, what it stands on
 *     assets/               style sheet and script
 *
 * and what other sections add (site.c, `sections`).  Paths hold a-z, 0-9, '-', '/' and
 * '.' only.  A site points into its survey, which must live as long. */
#ifndef ASSAY_SITE_SITE_H
#define ASSAY_SITE_SITE_H

#include "base/fault.h"
#include "profile/babies.h"
#include "profile/survey.h"

struct site_questions; /* page_enquiry.c */

struct site {
    const struct survey *survey; /* all of England on the day */
    const struct str *slugs;     /* of the cube's areas: "bath-and-north-east-somerset" */
    const bool *shown;           /* of the cube's areas: it has a page */
    const uint32_t *areas;       /* those that have one, by slug */
    size_t area_count;
    const struct str *measure_slugs; /* of the survey's measures; empty: no page, since
                                        the series has ended */
    const uint64_t *records;         /* in each of the cube's loads */
    struct str attribution;          /* of all loads, each once */
    struct str notice; /* whom it does not come from; that it is synthetic */
    struct str nation; /* "England", or what the evidence calls the whole */
    const struct babies_ground *babies; /* what all pages of 100 babies share */
    /* What is asked of each area; NULL where no framework of questions is of the day. */
    const struct site_questions *questions;
};

struct site_file {
    struct str path, bytes;
};

/* One task under way. */
struct site_work {
    const struct site *site;
    struct arena *arena; /* of this task and of its files */
    struct site_file *files;
    size_t file_count, capacity;
    status status; /* of the first file that grew too large */
    struct fault why;
};

struct site_section {
    const char *name; /* in the navigation; NULL: it stands under another */
    const char *path; /* of the page that the navigation leads to */
    size_t (*tasks)(const struct site *site); /* NULL: one */
    void (*build)(struct site_work *work, size_t task);
};

/* The sections, in the order of the navigation. */
const struct site_section *site_sections(size_t *count);

struct site_of {
    const struct survey *survey;
    const uint32_t *areas; /* of the cube: those that get pages */
    size_t area_count;
    const uint64_t *records; /* in each of the cube's loads */
};
/* All of it in the arena.  ERR_BUG where a framework that is shipped has an error. */
status site_new(struct arena *a, const struct site_of *of, const struct site **out,
                struct fault *why);
/* OK where all that the cube holds may be published; else ERR_USAGE, which names a
 * measure: figures computed from records of children stay inside until disclosure control
 * has passed them. */
status site_may_publish(const struct cube *cube, struct fault *why);

/* Who takes the pages: called on one thread, in the order of the sections, whatever the
 * number of threads. */
struct site_sink {
    status (*take)(void *with, const struct site_file *file, struct fault *why);
    /* Told after each task how many of how many are done; may be NULL. */
    void (*progress)(void *with, size_t done, size_t of);
    void *with;
};
/* Builds every page on `threads` threads; the first fault ends it. */
status site_publish(const struct site *site, unsigned threads,
                    const struct site_sink *sink, struct fault *why);

/* ---- For sections */

/* Adds a file to what the task hands over; the bytes live in its arena, or for ever. */
void site_add(struct site_work *work, struct str path, struct str bytes);
/* "area/knowsley.html", "trace/…", "questions/…"; empty where the area has no page. */
struct str site_area_path(struct arena *a, const struct site *site, uint32_t area);
struct str site_trace_path(struct arena *a, const struct site *site, uint32_t area);
struct str site_questions_path(struct arena *a, const struct site *site, uint32_t area);
struct str site_compare_path(struct arena *a, const struct site *site, uint32_t area);
struct str site_babies_path(struct arena *a, const struct site *site, uint32_t area);
/* "measure/cin.html" of a measure of the survey; empty where it has no page. */
struct str site_measure_path(struct arena *a, const struct site *site, size_t measure);
/* What uses of these of the cube's loads must say, each sentence once; NULL: of all. */
struct str site_attribution(struct arena *a, const struct site *site, const bool *loads);
/* Letters and digits; all else becomes one hyphen: for paths. */
struct str site_slug(struct arena *a, struct str name);

#endif
