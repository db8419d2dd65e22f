/* Text in lines of a given width, and tables in columns.  Width counts code points; a
 * line breaks at a space or line feed, a word that is too long after a stroke or hyphen,
 * else where it must. */
#ifndef ASSAY_PUBLISH_TEXT_LINES_H
#define ASSAY_PUBLISH_TEXT_LINES_H

#include "base/buf.h"

enum { TEXT_WIDTH = 78 };

/* Code points of a text. */
size_t text_width(struct str s);
/* Takes the next line of at most `width` (at least 1) off the front of *rest. */
struct str text_take_line(struct str *rest, size_t width);
/* Writes a text in lines: `first` before the first, as many spaces before the others. */
void text_wrap(struct buf *out, struct str text, struct str first);

/* A grid of texts, row by row, the first `header_rows` rows ruled off. */
struct text_grid {
    const struct str *cells;
    const bool *right; /* a column: to the right */
    size_t rows, columns, header_rows;
};
void text_table(struct buf *out, const struct text_grid *grid);

#endif
