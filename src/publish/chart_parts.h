/* What charts share: the sheet they are drawn on, axes, marks, labels that keep apart,
 * and how a drawing and its table become a figure.  (Nothing else includes it.) */
#ifndef ASSAY_PUBLISH_CHART_PARTS_H
#define ASSAY_PUBLISH_CHART_PARTS_H

#include "publish/chart.h"
#include "publish/svg.h"

/* ---- Colours: the palette for marks; thin lines and tints */

#define MARK_BLUE "#12436D"
#define MARK_TEAL "#28A197"
#define MARK_PINK "#801650"
#define MARK_ORANGE "#F46A25"
#define LINE_THIN "#858f96"
#define TINT_GREY "#e4e8ec"
#define TINT_BLUE "#b7d9f2"
#define TINT_ORANGE "#fbd8b4"

/* ---- The sheet */

enum { CHART_WIDE = 640, CHART_NARROW = 288 };

struct sheet {
    struct arena *arena;
    struct svg svg;
    struct buf out;
    tenths width, height; /* height: of all */
    tenths top;           /* where the drawing begins: 0, or beneath the title */
    bool narrow;
};

/* How high a drawing is without title and note, and how it is drawn. */
struct drawing {
    tenths (*height)(struct arena *a, const void *data, bool narrow);
    void (*draw)(struct sheet *s, const void *data);
    const void *data;
    struct str alt;
};

/* A figure with both drawings; the caller adds the table. */
struct doc *chart_figure(struct document *d, struct doc *parent,
                         const struct chart_frame *frame, const struct drawing *drawing);
/* The sentence for where there is nothing to draw. */
struct doc *chart_nothing(struct document *d, struct doc *parent,
                          const struct chart_frame *frame);
/* A table in the figure. */
struct doc *chart_table(struct document *d, struct doc *figure, struct str caption,
                        const struct str *heads, size_t count);
struct doc *chart_row(struct document *d, struct doc *table, struct str head);
/* A cell; an empty text says that there is no figure. */
struct doc *chart_cell(struct document *d, struct doc *row, struct str text,
                       struct chart_ids ids);
struct doc *chart_number(struct document *d, struct doc *row, double x,
                         struct number_form form);

/* ---- Axes */

struct axis {
    double low, high; /* low < high */
    tenths from, to;  /* where these lie; from may be greater */
    double step;      /* between ticks */
    int decimals;     /* that tell ticks apart */
    int first, last;  /* ticks are i * step, first <= i <= last */
};

/* An axis of round ticks around [low, high], about `ticks` of them; it begins at zero
 * where that costs little. */
struct axis axis_of(double low, double high, int ticks);
/* Where a number lies; beyond the axis: at its end. */
tenths axis_at(const struct axis *axis, double x);
double axis_tick(const struct axis *axis, int i);
struct str axis_text(struct arena *a, const struct axis *axis, int i,
                     struct number_form form);
/* The width of the longest of its texts. */
tenths axis_text_width(struct arena *a, const struct axis *axis, struct number_form form);

/* Least and greatest of what is finite so far; begin with range_none. */
struct range {
    double low, high;
};
struct range range_none(void);
void range_add(struct range *range, double x);
bool range_is_none(const struct range *range);

/* ---- Marks and words */

enum mark { MARK_UP, MARK_DOT, MARK_DOWN, MARK_DIAMOND, MARK_RING };

/* Centred, `size` from side to side, with a thin white edge; hollow: only its outline. */
void chart_mark(struct sheet *s, enum mark mark, struct point at, tenths size,
                struct paint paint);
enum mark mark_of(enum chart_says says);
const char *mark_colour(enum chart_says says);
/* "better", "not tested" */
struct str mark_word(enum chart_says says);
/* "▲ better", "● similar"; empty where not tested. */
struct str mark_said(enum chart_says says);

/* ---- Texts that keep apart */

struct spread {
    tenths wanted, height; /* where its middle should be */
    tenths at;             /* where it is */
};

/* Moves the middles apart, in the order given, between top and bottom; where the room is
 * too small they go on beneath it. */
void spread_apart(struct spread *at, size_t count, tenths top, tenths bottom);

/* Lines of a text beneath each other, base line by base line `pitch` apart. */
void chart_lines(struct sheet *s, struct point at, struct type type, tenths pitch,
                 const struct lines *lines);

/* ---- Keys: samples with their words, flowing like text */

struct key {
    struct str text;
    void (*sample)(struct sheet *s, struct point at, const struct key *key);
    struct paint paint;
    enum mark mark;
};
enum { KEY_SAMPLE = 22, KEY_PITCH = 20 };

/* Draws the keys in a width and returns how high they are; on a sheet that is not open it
 * only measures. */
tenths chart_keys(struct sheet *s, const struct key *keys, size_t count, struct point at,
                  tenths width);
void key_line(struct sheet *s, struct point at, const struct key *key);
/* No sample: the words say it. */
void key_nothing(struct sheet *s, struct point at, const struct key *key);
void key_mark(struct sheet *s, struct point at, const struct key *key);
void key_box(struct sheet *s, struct point at, const struct key *key);

#endif
