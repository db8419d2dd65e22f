/* What several pages of the site say alike: tables with their heads, links above the
 * text, the words of figures. */
#ifndef ASSAY_SITE_PARTS_H
#define ASSAY_SITE_PARTS_H

#include "publish/chart.h"
#include "site/site_frame.h"

/* The head of one column of a table. */
struct part_column {
    const char *name;
    bool numeric;
};

/* A table under this caption, with its heads. */
struct doc *part_table(struct document *d, struct doc *parent, struct str caption,
                       const struct part_column *columns, size_t count);
/* A row that begins with a head, which leads to `way` where that is not empty. */
struct doc *part_row(struct document *d, struct doc *table, struct str head,
                     struct str way);
struct doc *part_cell(struct document *d, struct doc *row, struct str text);
/* A number, to be sorted as one; what stands for none where it is none. */
struct doc *part_number(struct document *d, struct doc *row, double x,
                        struct number_form form, struct str none);
/* A whole number; an empty cell sorts behind all. */
struct doc *part_count(struct document *d, struct doc *row, size_t count);
/* A paragraph of one sentence that cites nothing. */
struct doc *part_say(struct document *d, struct doc *parent, struct str text);
/* A sentence that leads elsewhere, in a paragraph or an item. */
void part_link(struct document *d, struct doc *parent, struct str text, struct str way);

/* The file of a load, without the folders of the machine that loaded it. */
struct str part_file(struct str path);

/* A link of the list above a page's text. */
struct part_way {
    struct str text, way;
};
void part_links(struct site_page *page, const struct part_way *ways, size_t count);

#endif
