/* Words broken into lines, before they have a page.  Copy is a run of words in several
 * types, some of them links; a galley is lines under each other, each of an element of
 * the structure.  Words are set ragged right and never hyphenated; a word too long for
 * its line breaks behind a stroke or hyphen between letters, else where it must.
 * White space is folded as HTML folds it; where a line ends, its space is still painted,
 * so that who extracts the text finds it. */
#ifndef ASSAY_PUBLISH_PDF_GALLEY_H
#define ASSAY_PUBLISH_PDF_GALLEY_H

#include "publish/pdf_page.h"

struct pdf_copy {
    struct arena *arena;
    struct pdf_fonts *fonts;
    struct pdf_atom *atoms;
    size_t count, capacity;
};

struct pdf_copy pdf_copy_new(struct arena *a, struct pdf_fonts *fonts);
/* Adds words; `evidence` is the number that they lead to, or 0.  The type must outlive
 * the copy. */
void pdf_copy_text(struct pdf_copy *c, struct str text, const struct pdf_type *type,
                   size_t evidence);
/* What follows is another word, unless nothing stands before or after it. */
void pdf_copy_space(struct pdf_copy *c);
/* The narrowest column that breaks no word of ordinary length, and the width of the copy
 * on one line; in points. */
struct pdf_span {
    double least, most;
};
struct pdf_span pdf_copy_span(const struct pdf_copy *c);

struct pdf_line {
    size_t first, count; /* atoms */
    double left, top, bottom, baseline, width;
    pdf_element element; /* 0: an artifact */
    bool keep;           /* on the page of the next line */
};

/* What is painted beside or around the lines. */
enum pdf_ornament { PDF_BARE, PDF_BAR, PDF_FRAME };

struct pdf_galley {
    struct arena *arena;
    enum pdf_ornament ornament;
    struct pdf_atom *atoms;
    size_t atom_count, atom_capacity;
    struct pdf_line *lines;
    size_t count, capacity;
    double height;
};

struct pdf_galley pdf_galley_new(struct arena *a);

struct pdf_setting {
    pdf_element element;
    const struct pdf_type *type; /* gives the leading */
    double left, width;
    bool right; /* numbers end together */
};

/* Sets copy under what is there.  An empty copy makes one empty line. */
void pdf_galley_set(struct pdf_galley *g, const struct pdf_copy *copy,
                    const struct pdf_setting *setting);

/* Lines `from` to before `to` on a page, the top of the first at y. */
struct pdf_slice {
    size_t from, to;
    uint32_t page;
    double x, y;
    enum pdf_artifact artifact; /* of lines that have no element … */
    bool repeated;              /* … or whose element has been painted already */
};
void pdf_galley_draw(struct pdf_pages *p, const struct pdf_galley *g,
                     const struct pdf_slice *slice);

#endif
