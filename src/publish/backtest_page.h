/* A back-test as a document tree (text, HTML) and as JSON: how often the rules agree with
 * what was published, against what, in which classes and years; every disagreement with
 * the steps that led there; or, where nothing could be compared, what of the evidence is
 * held.  An agreement is never printed without its n, its interval and, where the rule
 * was drawn from such inspections, the words "in sample". */
#ifndef ASSAY_PUBLISH_BACKTEST_PAGE_H
#define ASSAY_PUBLISH_BACKTEST_PAGE_H

#include "base/buf.h"
#include "judgement/backtest.h"
#include "judgement/backtest_coverage.h"
#include "publish/document.h"

/* The same inspections by another framework. */
struct backtest_rival {
    struct str named; /* as the user named it */
    const struct backtest *of;
    const struct backtest_tally *tally;
    struct backtest_pair pair;    /* against the framework asked about */
    struct backtest_half half[2]; /* before the split, and from it on */
};

struct backtest_report {
    const struct plan *plan;
    struct str named;
    const struct backtest *of; /* NULL where no judgement is both entered and computed */
    const struct backtest_tally *tally;
    const struct backtest_rival *rivals;
    size_t rival_count;
    date split; /* DATE_NONE where there is nothing to split */
    struct backtest_half half[2];
    const struct backtest_coverage *coverage; /* NULL where some case was compared */
    struct str attribution;
};

struct document *backtest_page(struct arena *a, const struct backtest_report *report);
void backtest_json(struct arena *a, const struct backtest_report *report,
                   struct buf *out);

/* Private: the coverage part of the page (backtest_gaps.c). */
void backtest_gaps(struct document *d, struct doc *parent,
                   const struct backtest_report *report);

#endif
