/* The pages of a PDF and what is painted on them.  Everything painted lies in a mark: of
 * an element of the structure, or of none (an artifact); the functions that paint assert
 * it.  Any page may be added to until the end.  Lengths are points (1/72 inch); x and y
 * are counted from the left and the top of the page. */
#ifndef ASSAY_PUBLISH_PDF_PAGE_H
#define ASSAY_PUBLISH_PDF_PAGE_H

#include "publish/pdf_font.h"
#include "publish/pdf_tags.h"

/* A4. */
#define PDF_WIDTH 595.28
#define PDF_HEIGHT 841.89

/* How words are set. */
struct pdf_type {
    enum pdf_weight weight;
    double size, leading; /* of the letters; from line to line */
    double rise;          /* above the line: evidence numbers */
    uint32_t colour;      /* 0xRRGGBB */
    uint32_t fill;        /* behind the words; 0: none */
};

/* Why something is painted that is not read out. */
enum pdf_artifact { PDF_HEADER, PDF_FOOTER, PDF_REPEATED, PDF_LAYOUT };

struct pdf_box {
    double left, top, right, bottom;
};

struct pdf_pages {
    struct arena *arena;
    struct pdf_file *file;
    struct pdf_fonts *fonts;
    struct pdf_tags *tags;
    struct pdf_page *at;
    size_t count, capacity;
    struct pdf_link *links;
    size_t link_count, link_capacity;
    uint16_t *codes; /* by sign: the code in its font, from 1 */
    size_t code_capacity;
    struct pdf_code_list {
        uint32_t *signs; /* by code, from 1 */
        size_t count, capacity;
    } used[PDF_FACES];
};

struct pdf_pages pdf_pages_new(struct arena *a, struct pdf_file *file,
                               struct pdf_fonts *fonts, struct pdf_tags *tags);
/* A new empty page at the end; gives its place, from 0. */
uint32_t pdf_pages_add(struct pdf_pages *p);
pdf_ref pdf_pages_ref(const struct pdf_pages *p, uint32_t page);

/* Pages are numbered from 0. What is painted from here on belongs to the element; goes on
 * with an open mark of it.
 */
void pdf_page_mark(struct pdf_pages *p, uint32_t number, pdf_element element);
void pdf_page_artifact(struct pdf_pages *p, uint32_t number, enum pdf_artifact why);
void pdf_page_unmark(struct pdf_pages *p, uint32_t number);

/* Words on a line: move to its place, set words, end. */
void pdf_page_text_begin(struct pdf_pages *p, uint32_t number, double x, double y);
/* `count` glyphs of a word from `first` on. */
struct pdf_piece {
    const struct pdf_word *word;
    uint32_t first, count;
};
void pdf_page_text(struct pdf_pages *p, uint32_t number, const struct pdf_type *type,
                   const struct pdf_piece *piece);
void pdf_page_text_end(struct pdf_pages *p, uint32_t number);

void pdf_page_fill(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                   uint32_t colour);
/* A line of that thickness around the box. */
void pdf_page_frame(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                    double thickness, uint32_t colour);
/* What follows inside the open mark, for operators that leave the graphics state as they
 * found it. */
struct buf *pdf_page_content(struct pdf_pages *p, uint32_t number);
/* Three shares of 1, each with a space behind it. */
void pdf_put_colour(struct buf *b, uint32_t colour);
/* The box leads to the evidence of that number; `element` is its Link. */
void pdf_page_link(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                   pdf_element element, size_t evidence);

/* Where evidence stands. */
struct pdf_target {
    bool known;
    uint32_t page;
    double y;
};

/* Writes pages, links and fonts; `targets` by evidence number from 1. Gives the number of
 * the page tree; fills the owners for pdf_tags_write. */
pdf_ref pdf_pages_write(struct pdf_pages *p, const struct pdf_target *targets,
                        struct pdf_owners *owners);
/* " /XYZ …" behind a page's number: a place to go to. */
void pdf_put_destination(struct buf *b, pdf_ref page, double y);

/* Writes the fonts that are used; gives the entries of the dictionary of fonts. */
struct str pdf_fonts_embed(struct pdf_pages *p);

#endif
