/* The structure of a PDF: what each piece of its pages is, in the order in which it is
 * read (ISO 32000-1, 14.7).  An element holds elements, marked pieces of pages and links,
 * in the order in which they were added; element 0 is none: what is marked with it is an
 * artifact, which no reader reads out.  Any element may be added to until the end. */
#ifndef ASSAY_PUBLISH_PDF_TAGS_H
#define ASSAY_PUBLISH_PDF_TAGS_H

#include "publish/pdf_file.h"

typedef uint32_t pdf_element;

enum pdf_scope { PDF_SCOPE_COLUMN, PDF_SCOPE_ROW };

struct pdf_tags {
    struct arena *arena;
    struct pdf_tag *tags; /* from 1 on; the first is the document */
    size_t count, capacity;
};

struct pdf_tags pdf_tags_new(struct arena *a);
/* A new element at the end of its parent; `role` is a standard structure type. */
pdf_element pdf_tags_add(struct pdf_tags *t, pdf_element parent, const char *role);
const char *pdf_tags_role(const struct pdf_tags *t, pdf_element element);
void pdf_tags_scope(struct pdf_tags *t, pdf_element head, enum pdf_scope scope);
/* A list whose items have numbers, or bullets. */
void pdf_tags_numbering(struct pdf_tags *t, pdf_element list, bool ordered);
/* What a figure shows, and where it stands on its page (left, bottom, right, top). */
void pdf_tags_figure(struct pdf_tags *t, pdf_element figure, struct str alt,
                     const double box[4]);
/* The marked piece `mark` of a page belongs to the element. */
void pdf_tags_mark(struct pdf_tags *t, pdf_element element, uint32_t page, uint32_t mark);
/* The link (an annotation) belongs to the element. */
void pdf_tags_link(struct pdf_tags *t, pdf_element element, uint32_t page, pdf_ref link);

/* The other way round, page by page: the element of each mark, then of each link. */
struct pdf_owners {
    const pdf_ref *pages; /* the numbers of the page objects */
    uint32_t page_count;
    const pdf_element *const *marks; /* [page][mark] */
    const uint32_t *mark_counts;
    const pdf_element *links;
    uint32_t link_count;
};

/* Writes the structure tree; gives the number of its root. */
pdf_ref pdf_tags_write(const struct pdf_tags *t, struct pdf_file *f,
                       const struct pdf_owners *owners);

#endif
