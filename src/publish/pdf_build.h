/* What the builders of a PDF's blocks share: the document under way and the manner in
 * which it is set.  One lives as long as the rendering of one document. */
#ifndef ASSAY_PUBLISH_PDF_BUILD_H
#define ASSAY_PUBLISH_PDF_BUILD_H

#include "publish/marks.h"
#include "publish/pdf_flow.h"

/* Words, and the numbers of the evidence behind them. */
struct pdf_style {
    struct pdf_type text, mark;
};

struct pdf_bookmark {
    unsigned depth; /* from 1 */
    struct str text;
    struct pdf_target *place;
};

struct pdf_build {
    struct arena *arena;
    const struct document *document;
    struct marks marks;
    struct pdf_fonts *fonts;
    struct pdf_file file;
    struct pdf_tags tags;
    struct pdf_pages pages;
    struct pdf_flow flow;
    struct pdf_target *targets; /* by evidence number, from 1 */
    struct pdf_bookmark *bookmarks;
    size_t bookmark_count, bookmark_capacity;
    struct fault *why;
    status status; /* the first error */
};

/* The style with another size, in proportion; owned by the arena. */
const struct pdf_style *pdf_style_sized(struct pdf_build *b,
                                        const struct pdf_style *style, double size);
/* The sentences of a paragraph, item or note, with their numbers. */
void pdf_put_sentences(struct pdf_build *b, struct pdf_copy *copy, const struct doc *n,
                       const struct pdf_style *style);
/* The numbers of what a node stands on, each a link. */
void pdf_put_marks(struct pdf_build *b, struct pdf_copy *copy, const struct doc *n,
                   const struct pdf_type *type);
/* A list and what is nested in it, set into a galley. */
struct pdf_list_setting {
    pdf_element parent;
    const struct pdf_style *style;
    double left, width;
    double gap; /* between items */
};
void pdf_set_list(struct pdf_build *b, struct pdf_galley *g, const struct doc *list,
                  const struct pdf_list_setting *setting);

/* Blocks that have a file of their own. */
void pdf_put_table(struct pdf_build *b, const struct doc *doc, pdf_element parent);
void pdf_put_figure(struct pdf_build *b, const struct doc *figure, pdf_element parent);

/* A paragraph of one type: a title, a caption, a line at the foot. */
struct pdf_galley pdf_set_words(struct pdf_build *b, struct str text,
                                const struct pdf_type *type, pdf_element element);
/* Title, language, bookmarks and description of the whole; ends the file. */
void pdf_write_catalog(struct pdf_build *b, pdf_ref pages, pdf_ref structure);
/* "A letter: Anywhere, 9 December 2009", the title that HTML has too. */
struct str pdf_title(const struct document *d);

#endif
