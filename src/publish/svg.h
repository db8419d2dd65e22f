/* SVG out, escaped by type: texts and attribute values are escaped here and nowhere else,
 * names of elements and attributes are literals of this program.  Coordinates are whole
 * tenths of a pixel, so that a drawing has the same bytes on every machine.  Nothing is
 * measured by a font: widths are those of DejaVu Sans, the widest of the fonts that the
 * page may be set in, so that what fits here fits everywhere.
 *
 * No script, link or reference to anything outside can be written: there is no function
 * for it, and attributes named here are all there are. */
#ifndef ASSAY_PUBLISH_SVG_H
#define ASSAY_PUBLISH_SVG_H

#include <stdint.h>

#include "base/buf.h"

typedef int32_t tenths; /* of a pixel */
#define PX(pixels) ((tenths)((pixels) * 10))

struct point {
    tenths x, y;
};

enum { SVG_DEPTH_MAX = 16 };

struct svg {
    struct buf *out; /* carries the first error: buf_status */
    const char *open[SVG_DEPTH_MAX];
    unsigned depth;
    bool in_tag; /* attributes may still be added */
};

struct svg svg_new(struct buf *out);
void svg_open(struct svg *s, const char *element);
void svg_attribute(struct svg *s, const char *name, struct str value);
/* As an attribute whose value is a literal of this program; NULL writes nothing. */
void svg_set(struct svg *s, const char *name, const char *value);
void svg_length(struct svg *s, const char *name, tenths length);
/* Escaped; control characters, which XML cannot hold, become spaces. */
void svg_text(struct svg *s, struct str text);
/* `/>` where nothing stands inside. */
void svg_close(struct svg *s);
/* element, text, close */
void svg_put(struct svg *s, const char *element, struct str text);

/* ---- Marks */

struct paint {
    const char *fill, *stroke; /* colours; NULL as inherited */
    tenths width;              /* of the stroke; 0 as inherited */
    const char *dash;          /* "4 3"; NULL for none */
};

void svg_line(struct svg *s, struct point from, struct point to, struct paint paint);
void svg_box(struct svg *s, struct point at, struct point size, struct paint paint);
void svg_circle(struct svg *s, struct point centre, tenths radius, struct paint paint);
/* Through points, as one stroke; closed: filled too. */
void svg_path(struct svg *s, const struct point *at, size_t count, bool closed,
              struct paint paint);

/* ---- Texts: in an ink of at least 7:1 on white; the palette is for marks */

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct type {
    int size; /* pixels; 12 at least */
    enum anchor anchor;
    bool bold, quiet; /* quiet: the lighter ink */
};

#define SVG_INK "#22262b"
#define SVG_QUIET "#4a525b"
#define SVG_PAPER "#ffffff"

/* One line whose base line is at the point. */
void svg_label(struct svg *s, struct point at, struct type type, struct str text);
/* The width of a text at most, in any of the fonts. */
tenths svg_width(struct str text, int size, bool bold);
/* A text in lines. */
enum { SVG_LINES_MOST = 12 };
struct lines {
    struct str at[SVG_LINES_MOST];
    size_t count;
};

/* Breaks a text into lines of at most `width` at spaces, where it must within words; what
 * does not fit the last of `room` lines ends in an ellipsis. */
struct lines svg_wrap(struct arena *a, struct str text, struct type type, tenths width,
                      size_t room);

#endif
