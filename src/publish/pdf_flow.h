/* Galleys placed on pages, one under the other.  A heading is held back until what it
 * stands over is placed, so that it never ends a page; what must stand together asks for
 * its room first.  Space above a block is left out at the top of a page. */
#ifndef ASSAY_PUBLISH_PDF_FLOW_H
#define ASSAY_PUBLISH_PDF_FLOW_H

#include "publish/pdf_galley.h"

/* The part of a page that text may fill; its bottom is the flow's. */
#define PDF_LEFT 60.0
#define PDF_TOP 62.0
#define PDF_TEXT_WIDTH (PDF_WIDTH - 2 * PDF_LEFT)

enum { PDF_HELD_MOST = 12 }; /* six headings, a caption, and as much again */

struct pdf_flow {
    struct pdf_pages *pages;
    uint32_t page;
    double y;      /* where the next block begins */
    double bottom; /* where the page ends */
    struct pdf_held {
        struct pdf_galley galley;
        double space;
        struct pdf_target *place; /* is told where it came to stand; may be NULL */
    } held[PDF_HELD_MOST];
    size_t held_count;
};

struct pdf_flow pdf_flow_new(struct pdf_pages *pages, double bottom);
/* Places it directly above what is placed next, on the same page. */
void pdf_flow_hold(struct pdf_flow *f, const struct pdf_galley *galley, double space,
                   struct pdf_target *place);
/* Places what is held, where `height` more fits under it: on this page or the next one.
 * More than a page begins where it is, if there is a fair part of the page left. */
void pdf_flow_need(struct pdf_flow *f, double space, double height);
/* Places lines, over as many pages as they need. */
void pdf_flow_place(struct pdf_flow *f, const struct pdf_galley *galley, double space);
/* Places what is held, over nothing. */
void pdf_flow_end(struct pdf_flow *f);
/* Ends the page. */
void pdf_flow_turn(struct pdf_flow *f);
/* What is left of this page. */
double pdf_flow_room(const struct pdf_flow *f);
/* How many lines from `from` on fit into a height: where they may be parted, but at least
 * one where `force`. */
size_t pdf_flow_lines(const struct pdf_galley *g, size_t from, double height, bool force);

#endif
