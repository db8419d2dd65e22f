/* Our charts on a page of a PDF.  Read is what svg.h writes, and nothing else: svg with a
 * viewBox, rect, circle, path of straight lines, text, and title and desc, which paint
 * nothing.  Anything else is our mistake and said so (ERR_BUG), never left out.  Words
 * are set in the fonts of the text, so that a chart costs no font of its own. */
#ifndef ASSAY_PUBLISH_PDF_DRAWING_H
#define ASSAY_PUBLISH_PDF_DRAWING_H

#include "publish/pdf_galley.h"

struct pdf_drawing {
    struct str svg;
    double width, height; /* in pixels of the drawing */
};

/* Reads the size. */
status pdf_drawing_open(struct str svg, struct pdf_drawing *out, struct fault *why);

struct pdf_drawing_place {
    uint32_t page;
    pdf_element element; /* the figure; its mark is opened and stays open */
    double left, top;    /* in points */
    double scale;        /* points a pixel */
};
/* Paints it. */
status pdf_drawing_paint(struct pdf_pages *p, const struct pdf_drawing *drawing,
                         const struct pdf_drawing_place *place, struct fault *why);

#endif
