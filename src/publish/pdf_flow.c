#include "publish/pdf_flow.h"

#include <assert.h>

/* A block of more than a page begins on this one where that much is left. */
#define FAIR_PART 180.0
/* Headings higher than this together are placed without waiting for what follows. */
#define HELD_MOST 320.0

struct pdf_flow pdf_flow_new(struct pdf_pages *pages, double bottom)
{
    struct pdf_flow f = {.pages = pages, .y = PDF_TOP, .bottom = bottom};
    f.page = pdf_pages_add(pages);
    return f;
}

void pdf_flow_turn(struct pdf_flow *f)
{
    f->page = pdf_pages_add(f->pages);
    f->y = PDF_TOP;
}

double pdf_flow_room(const struct pdf_flow *f)
{
    return f->bottom - f->y;
}

static bool at_top(const struct pdf_flow *f)
{
    return f->y < PDF_TOP + 0.01;
}

static void draw_all(struct pdf_flow *f, const struct pdf_galley *galley)
{
    struct pdf_slice slice = {
        .to = galley->count, .page = f->page, .x = PDF_LEFT, .y = f->y};
    pdf_galley_draw(f->pages, galley, &slice);
    f->y += galley->height;
}

static void place_held(struct pdf_flow *f)
{
    for (size_t i = 0; i < f->held_count; i++) {
        const struct pdf_held *held = &f->held[i];
        if (!at_top(f))
            f->y += held->space;
        if (held->place)
            *held->place = (struct pdf_target){.known = true, .page = f->page, .y = f->y};
        draw_all(f, &held->galley);
    }
    f->held_count = 0;
}

static double held_height(const struct pdf_flow *f)
{
    double height = 0;
    for (size_t i = 0; i < f->held_count; i++)
        height += f->held[i].galley.height + f->held[i].space;
    return height;
}

void pdf_flow_end(struct pdf_flow *f)
{
    pdf_flow_need(f, 0, 0);
}

/* Headings without anything under them are not heaped up, nor is a very long one held. */
void pdf_flow_hold(struct pdf_flow *f, const struct pdf_galley *galley, double space,
                   struct pdf_target *place)
{
    if (f->held_count == PDF_HELD_MOST || held_height(f) + galley->height > HELD_MOST)
        pdf_flow_end(f);
    if (galley->height > FAIR_PART) {
        pdf_flow_need(f, space, galley->lines[0].bottom);
        if (place)
            *place = (struct pdf_target){.known = true, .page = f->page, .y = f->y};
        pdf_flow_place(f, galley, 0);
        return;
    }
    f->held[f->held_count++] = (struct pdf_held){*galley, space, place};
}

void pdf_flow_need(struct pdf_flow *f, double space, double height)
{
    double held = held_height(f), full = f->bottom - PDF_TOP;
    double wanted = held + space + height;
    if (wanted > full)
        wanted = held + FAIR_PART;
    if (wanted > pdf_flow_room(f) + 0.01 && !at_top(f))
        pdf_flow_turn(f);
    bool under = f->held_count > 0 || !at_top(f);
    place_held(f);
    if (under)
        f->y += space;
}

size_t pdf_flow_lines(const struct pdf_galley *g, size_t from, double height, bool force)
{
    size_t best = from, fits = from;
    double top = g->lines[from].top;
    while (fits < g->count && g->lines[fits].bottom - top <= height + 0.01) {
        fits++;
        if (fits == g->count || !g->lines[fits - 1].keep)
            best = fits;
    }
    if (best == from && force)
        best = fits > from ? fits : from + 1;
    return best - from;
}

/* The height of the lines that must stand together at the beginning. */
static double least_height(const struct pdf_galley *g)
{
    size_t last = 0;
    while (last + 1 < g->count && g->lines[last].keep)
        last++;
    return g->lines[last].bottom - g->lines[0].top;
}

void pdf_flow_place(struct pdf_flow *f, const struct pdf_galley *galley, double space)
{
    if (galley->count == 0)
        return;
    pdf_flow_need(f, space, least_height(galley));
    for (size_t from = 0; from < galley->count;) {
        size_t count = pdf_flow_lines(galley, from, pdf_flow_room(f), at_top(f));
        struct pdf_slice slice = {
            .from = from, .to = from + count, .page = f->page, .x = PDF_LEFT, .y = f->y};
        pdf_galley_draw(f->pages, galley, &slice);
        if (count)
            f->y += galley->lines[from + count - 1].bottom - galley->lines[from].top;
        from += count;
        if (from < galley->count)
            pdf_flow_turn(f);
    }
}
