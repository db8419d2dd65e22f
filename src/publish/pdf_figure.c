#include <math.h>

#include "publish/pdf_build.h"
#include "publish/pdf_drawing.h"

/* A figure: its title, and its chart as large as the page allows, read out as its
 * alternative text.  The table beside it is put by the caller. */

#define HEIGHT_MOST 600.0
#define POINTS_A_PIXEL 0.75 /* of CSS */

static const struct pdf_type title_type = {PDF_BOLD, 9.6, 13.4, 0, 0, 0};

/* Makes room for a chart and gives its place. */
static struct pdf_drawing_place place_for(struct pdf_build *b,
                                          const struct pdf_drawing *drawing)
{
    double scale = fmin(POINTS_A_PIXEL, PDF_TEXT_WIDTH / drawing->width);
    scale = fmin(scale, HEIGHT_MOST / drawing->height);
    pdf_flow_need(&b->flow, 6, drawing->height * scale);
    struct pdf_drawing_place place = {
        .page = b->flow.page, .left = PDF_LEFT, .top = b->flow.y, .scale = scale};
    b->flow.y += drawing->height * scale + 10;
    return place;
}

static status put_chart(struct pdf_build *b, const struct doc *figure, pdf_element parent)
{
    struct pdf_drawing drawing;
    TRY(pdf_drawing_open(figure->svg, &drawing, b->why));
    struct pdf_drawing_place place = place_for(b, &drawing);
    const double sides[] = {
        place.left, PDF_HEIGHT - place.top - drawing.height * place.scale,
        place.left + drawing.width * place.scale, PDF_HEIGHT - place.top};
    place.element = pdf_tags_add(&b->tags, parent, "Figure");
    pdf_tags_figure(&b->tags, place.element, figure->alt, sides);
    TRY(pdf_drawing_paint(&b->pages, &drawing, &place, b->why));
    pdf_page_unmark(&b->pages, place.page);
    return OK;
}

void pdf_put_figure(struct pdf_build *b, const struct doc *figure, pdf_element parent)
{
    struct pdf_galley title =
        pdf_set_words(b, figure->text, &title_type, pdf_tags_add(&b->tags, parent, "P"));
    pdf_flow_hold(&b->flow, &title, 10, NULL);
    if (b->status == OK && figure->svg.len)
        b->status = put_chart(b, figure, parent);
}
