/* The charts that are tables: judgement grid and tartan rug. */
#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

static struct doc *begin(struct document *d, struct doc *parent, struct str title,
                         struct str corner)
{
    struct doc *table = doc_add(d, parent, DOC_TABLE, title);
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    doc_head(d, row, corner);
    return table;
}

static struct doc *nothing(struct document *d, struct doc *parent, struct str title)
{
    return doc_say(
        d, parent,
        arena_format(d->arena, "%.*s: nothing is held to show.", STR_ARG(title)), NULL,
        0);
}

struct doc *chart_grid(struct document *d, struct doc *parent,
                       const struct chart_grid *data)
{
    if (data->rows == 0 || data->columns == 0)
        return nothing(d, parent, data->title);
    struct doc *table = begin(d, parent, data->title, data->corner);
    for (size_t k = 0; k < data->columns; k++)
        doc_head(d, table->first, data->heads[k]);
    for (size_t i = 0; i < data->rows; i++) {
        struct doc *row = chart_row(d, table, data->names[i]);
        for (size_t k = 0; k < data->columns; k++) {
            const struct grid_cell *cell = &data->cells[i * data->columns + k];
            assert(cell->fill <= 4);
            struct str word = cell->word.len ? cell->word : STR("none held");
            chart_cell(d, row, word, cell->ids)->fill = cell->word.len ? cell->fill : 0;
        }
    }
    return table;
}

/* The mark, the word of who cannot see it, and the figure. */
static void put_rug_cell(struct document *d, struct doc *row, const struct rug_cell *cell,
                         struct number_form form)
{
    static const unsigned fills[] = {
        [SAYS_BETTER] = 1, [SAYS_WORSE] = 4, [SAYS_LOWER] = 0};
    struct arena *a = d->arena;
    struct str text = cell->missing;
    if (isfinite(cell->value)) {
        struct str said = mark_said(cell->says);
        struct str number = number_text(a, cell->value, form);
        text = said.len ? arena_format(a, "%.*s, %.*s", STR_ARG(said), STR_ARG(number))
                        : number;
    }
    struct doc *at = chart_cell(d, row, text, cell->ids);
    at->fill = isfinite(cell->value) ? fills[cell->says] : 0;
}

struct doc *chart_rug(struct document *d, struct doc *parent,
                      const struct chart_rug *data)
{
    if (data->rows == 0 || data->columns == 0)
        return nothing(d, parent, data->title);
    struct doc *table = begin(d, parent, data->title, data->corner);
    for (size_t k = 0; k < data->columns; k++)
        doc_head(d, table->first, data->heads[k]);
    for (size_t i = 0; i < data->rows; i++) {
        struct doc *row = chart_row(d, table, data->names[i]);
        for (size_t k = 0; k < data->columns; k++)
            put_rug_cell(d, row, &data->cells[i * data->columns + k], data->forms[k]);
    }
    return table;
}
