#include "publish/pdf_drawing.h"

#include <assert.h>

/* ---- Reading: tags with their attributes, one after the other */

enum { ATTRIBUTES_MOST = 12, TEXT_MOST = 4096, POINTS_MOST = 100000 };

struct attribute {
    struct str name, value;
};

struct tag {
    struct str name; /* of a closing tag with its stroke */
    struct attribute attributes[ATTRIBUTES_MOST];
    size_t count;
};

struct reading {
    struct str rest;
    struct fault *why;
};

static status refuse(const struct reading *r, const char *what, struct str which)
{
    return fault_set(r->why, ERR_BUG,
                     "a chart holds %s \"%.*s\", which no PDF is made of", what,
                     STR_ARG(which));
}

static struct str skip_space(struct str s)
{
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\n')) {
        s.at++;
        s.len--;
    }
    return s;
}

/* The next tag; what stands before it is `text`.  An empty name at the end. */
static status read_tag(struct reading *r, struct tag *tag, struct str *text)
{
    struct str rest = r->rest;
    tag->count = 0;
    tag->name = STR("");
    *text = str_cut(rest, '<', &rest);
    if (rest.len == 0)
        return OK;
    struct str inside = str_cut(rest, '>', &r->rest), values;
    if (str_ends(inside, STR("/")))
        inside.len--;
    size_t len = 0;
    while (len < inside.len && inside.at[len] != ' ')
        len++;
    tag->name = (struct str){inside.at, len};
    values = (struct str){inside.at + len, inside.len - len};
    for (values = skip_space(values); values.len; values = skip_space(values)) {
        struct attribute *attribute = &tag->attributes[tag->count++];
        attribute->name = str_cut(values, '=', &values);
        if (tag->count == ATTRIBUTES_MOST || !str_starts(values, STR("\"")))
            return refuse(r, "an attribute", attribute->name);
        values.at++;
        values.len--;
        attribute->value = str_cut(values, '"', &values);
    }
    return OK;
}

static struct str value_of(const struct tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (str_equal(tag->attributes[i].name, str_of(name)))
            return tag->attributes[i].value;
    return STR("");
}

/* "-12.5" at the beginning of a text; what follows it is left in `s`. */
static bool cut_number(struct str *s, double *out)
{
    struct str rest = *s;
    bool negative = str_starts(rest, STR("-"));
    size_t at = negative, digits = 0;
    double value = 0, unit = 1;
    bool behind_point = false;
    for (; at < rest.len; at++) {
        char c = rest.at[at];
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        digits++;
        value = value * 10 + (c - '0');
        unit *= behind_point ? 10 : 1;
    }
    *out = (negative ? -value : value) / unit;
    *s = (struct str){rest.at + at, rest.len - at};
    return digits > 0;
}

static status number_of(const struct reading *r, const struct tag *tag, const char *name,
                        double *out)
{
    struct str value = value_of(tag, name);
    if (!cut_number(&value, out) || value.len)
        return refuse(r, name, value_of(tag, name));
    return OK;
}

/* The five characters that HTML and XML must escape. */
static struct str unescaped(struct arena *a, struct str text)
{
    static const struct {
        struct str entity;
        char c;
    } entities[] = {{{"&amp;", 5}, '&'},
                    {{"&lt;", 4}, '<'},
                    {{"&gt;", 4}, '>'},
                    {{"&quot;", 6}, '"'},
                    {{"&#39;", 5}, '\''}};
    struct buf b = buf_new(a, TEXT_MOST);
    while (text.len) {
        size_t len = 1;
        char c = text.at[0];
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
            if (str_starts(text, entities[i].entity)) {
                len = entities[i].entity.len;
                c = entities[i].c;
            }
        }
        buf_char(&b, c);
        text = (struct str){text.at + len, text.len - len};
    }
    return buf_text(&b);
}

/* ---- Paint */

struct paint {
    bool filled, stroked;
    uint32_t fill, stroke;
    double width;
    double dash[2]; /* 0: none */
};

struct painting {
    struct reading reading;
    struct pdf_pages *pages;
    const struct pdf_drawing_place *place;
    uint32_t ink;     /* what has no colour of its own */
    double size;      /* of letters that have none */
    struct buf *page; /* the content of the page, inside the figure's mark */
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "none", or "#12436D". */
static status colour_of(const struct reading *r, struct str value, bool *any,
                        uint32_t *out)
{
    *any = !str_equal(value, STR("none"));
    if (!*any)
        return OK;
    uint32_t colour = 0;
    for (size_t i = 1; i < value.len && value.len == 7; i++) {
        int digit = hex_digit(value.at[i]);
        if (digit < 0)
            return refuse(r, "a colour", value);
        colour = colour << 4 | (uint32_t)digit;
    }
    if (value.len != 7 || value.at[0] != '#')
        return refuse(r, "a colour", value);
    *out = colour;
    return OK;
}

static status read_paint(const struct painting *p, const struct tag *tag,
                         struct paint *out)
{
    const struct reading *r = &p->reading;
    struct str dash = value_of(tag, "stroke-dasharray");
    *out = (struct paint){.filled = true, .fill = p->ink, .width = 1};
    if (value_of(tag, "fill").len)
        TRY(colour_of(r, value_of(tag, "fill"), &out->filled, &out->fill));
    if (value_of(tag, "stroke").len)
        TRY(colour_of(r, value_of(tag, "stroke"), &out->stroked, &out->stroke));
    if (value_of(tag, "stroke-width").len)
        TRY(number_of(r, tag, "stroke-width", &out->width));
    if (dash.len == 0)
        return OK;
    bool read = cut_number(&dash, &out->dash[0]);
    dash = skip_space(dash);
    if (!read || !cut_number(&dash, &out->dash[1]) || dash.len)
        return refuse(r, "dashes", value_of(tag, "stroke-dasharray"));
    return OK;
}

static void put_length(const struct painting *p, double pixels)
{
    pdf_put_number(p->page, pixels * p->place->scale);
    buf_char(p->page, ' ');
}

static void put_point(const struct painting *p, double x, double y)
{
    pdf_put_number(p->page, p->place->left + x * p->place->scale);
    buf_char(p->page, ' ');
    pdf_put_number(p->page, PDF_HEIGHT - p->place->top - y * p->place->scale);
    buf_char(p->page, ' ');
}

static void begin_shape(const struct painting *p, const struct paint *paint)
{
    buf_add(p->page, STR("q "));
    if (paint->filled) {
        pdf_put_colour(p->page, paint->fill);
        buf_add(p->page, STR("rg "));
    }
    if (!paint->stroked)
        return;
    pdf_put_colour(p->page, paint->stroke);
    buf_add(p->page, STR("RG "));
    put_length(p, paint->width);
    buf_add(p->page, STR("w "));
    if (paint->dash[0] > 0) {
        buf_char(p->page, '[');
        put_length(p, paint->dash[0]);
        put_length(p, paint->dash[1]);
        buf_add(p->page, STR("]0 d "));
    }
}

static void end_shape(const struct painting *p, const struct paint *paint)
{
    static const char *const operators[] = {"n", "f", "S", "B"};
    unsigned which = (paint->filled ? 1u : 0u) + (paint->stroked ? 2u : 0u);
    buf_format(p->page, "%s Q\n", operators[which]);
}

/* ---- Shapes */

static status put_rect(struct painting *p, const struct tag *tag)
{
    const struct reading *r = &p->reading;
    struct paint paint;
    double x, y, width, height;
    TRY(read_paint(p, tag, &paint));
    TRY(number_of(r, tag, "x", &x));
    TRY(number_of(r, tag, "y", &y));
    TRY(number_of(r, tag, "width", &width));
    TRY(number_of(r, tag, "height", &height));
    begin_shape(p, &paint);
    put_point(p, x, y + height);
    put_length(p, width);
    put_length(p, height);
    buf_add(p->page, STR("re "));
    end_shape(p, &paint);
    return OK;
}

/* Four curves; the distance of their control points is 4/3 (√2 − 1) of the radius. */
static status put_circle(struct painting *p, const struct tag *tag)
{
    static const double bend = 0.5522847498;
    static const signed char quarters[4][2] = {{0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    const struct reading *r = &p->reading;
    struct paint paint;
    double x, y, radius;
    TRY(read_paint(p, tag, &paint));
    TRY(number_of(r, tag, "cx", &x));
    TRY(number_of(r, tag, "cy", &y));
    TRY(number_of(r, tag, "r", &radius));
    begin_shape(p, &paint);
    put_point(p, x + radius, y);
    buf_add(p->page, STR("m "));
    double from[2] = {1, 0};
    for (int i = 0; i < 4; i++) {
        double to[2] = {quarters[i][0], quarters[i][1]};
        put_point(p, x + radius * (from[0] + bend * to[0]),
                  y + radius * (from[1] + bend * to[1]));
        put_point(p, x + radius * (to[0] + bend * from[0]),
                  y + radius * (to[1] + bend * from[1]));
        put_point(p, x + radius * to[0], y + radius * to[1]);
        buf_add(p->page, STR("c "));
        from[0] = to[0];
        from[1] = to[1];
    }
    end_shape(p, &paint);
    return OK;
}

/* "M0 10L22 10L30 5Z" */
static status put_path(struct painting *p, const struct tag *tag)
{
    struct paint paint;
    struct str d = value_of(tag, "d");
    TRY(read_paint(p, tag, &paint));
    begin_shape(p, &paint);
    while (d.len) {
        char step = d.at[0];
        double x, y;
        d = skip_space((struct str){d.at + 1, d.len - 1});
        if (step == 'Z') {
            buf_add(p->page, STR("h "));
            continue;
        }
        bool read = (step == 'M' || step == 'L') && cut_number(&d, &x);
        d = skip_space(d);
        if (!read || !cut_number(&d, &y))
            return refuse(&p->reading, "a path", value_of(tag, "d"));
        d = skip_space(d);
        put_point(p, x, y);
        buf_add(p->page, step == 'M' ? STR("m ") : STR("l "));
    }
    end_shape(p, &paint);
    return OK;
}

/* ---- Words */

static status type_of(const struct painting *p, const struct tag *tag,
                      struct pdf_type *out)
{
    bool any;
    double size = p->size;
    struct str weight = value_of(tag, "font-weight");
    *out = (struct pdf_type){.colour = p->ink};
    if (value_of(tag, "font-size").len)
        TRY(number_of(&p->reading, tag, "font-size", &size));
    if (value_of(tag, "fill").len)
        TRY(colour_of(&p->reading, value_of(tag, "fill"), &any, &out->colour));
    if (weight.len && !str_equal(weight, STR("600")))
        return refuse(&p->reading, "a weight", weight);
    out->weight = weight.len ? PDF_BOLD : PDF_PLAIN;
    out->size = size * p->place->scale;
    out->leading = out->size * 1.2;
    return OK;
}

/* How much of the width of a text stands left of its point. */
static status share_left(const struct painting *p, const struct tag *tag, double *out)
{
    struct str anchor = value_of(tag, "text-anchor");
    if (anchor.len == 0)
        *out = 0;
    else if (str_equal(anchor, STR("middle")))
        *out = 0.5;
    else if (str_equal(anchor, STR("end")))
        *out = 1;
    else
        return refuse(&p->reading, "an anchor", anchor);
    return OK;
}

static status put_words(struct painting *p, const struct tag *tag)
{
    struct arena *a = p->pages->arena;
    struct pdf_type *type = arena_make(a, struct pdf_type, 1);
    struct tag end;
    struct str text;
    double x, y, left = 0;
    TRY(number_of(&p->reading, tag, "x", &x));
    TRY(number_of(&p->reading, tag, "y", &y));
    TRY(type_of(p, tag, type));
    TRY(share_left(p, tag, &left));
    TRY(read_tag(&p->reading, &end, &text));
    if (!str_equal(end.name, STR("/text")))
        return refuse(&p->reading, "inside a text", end.name);
    struct pdf_copy copy = pdf_copy_new(a, p->pages->fonts);
    struct pdf_galley g = pdf_galley_new(a);
    pdf_copy_text(&copy, unescaped(a, text), type, 0);
    double width = pdf_copy_span(&copy).most;
    pdf_galley_set(&g, &copy,
                   &(struct pdf_setting){
                       .element = p->place->element, .type = type, .width = width + 1});
    struct pdf_slice slice = {.to = g.count, .page = p->place->page};
    slice.x = p->place->left + x * p->place->scale - left * width;
    slice.y = p->place->top + y * p->place->scale - g.lines[0].baseline;
    pdf_galley_draw(p->pages, &g, &slice);
    return OK;
}

static status skip_words(struct painting *p, const struct tag *tag)
{
    struct tag end;
    struct str text;
    (void)tag;
    return read_tag(&p->reading, &end, &text);
}

/* ---- The drawing */

static const struct {
    struct str name;
    status (*put)(struct painting *p, const struct tag *tag);
} elements[] = {
    {{"rect", 4}, put_rect},  {{"circle", 6}, put_circle}, {{"path", 4}, put_path},
    {{"text", 4}, put_words}, {{"title", 5}, skip_words},  {{"desc", 4}, skip_words},
};

static status put_element(struct painting *p, const struct tag *tag)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (str_equal(tag->name, elements[i].name))
            return elements[i].put(p, tag);
    return refuse(&p->reading, "an element", tag->name);
}

status pdf_drawing_open(struct str svg, struct pdf_drawing *out, struct fault *why)
{
    struct reading r = {.rest = svg, .why = why};
    struct tag tag;
    struct str text;
    double corner[2];
    TRY(read_tag(&r, &tag, &text));
    struct str box = value_of(&tag, "viewBox");
    *out = (struct pdf_drawing){.svg = svg};
    double *const numbers[] = {&corner[0], &corner[1], &out->width, &out->height};
    for (int i = 0; i < 4; i++) {
        if (!str_equal(tag.name, STR("svg")) || !cut_number(&box, numbers[i]))
            return fault_set(why, ERR_BUG, "a chart is no SVG with a viewBox");
        box = skip_space(box);
    }
    bool placed =
        corner[0] > -0.01 && corner[0] < 0.01 && corner[1] > -0.01 && corner[1] < 0.01;
    if (!placed || out->width < 1 || out->height < 1)
        return fault_set(why, ERR_BUG, "a chart's viewBox is not \"0 0 WIDTH HEIGHT\"");
    return OK;
}

status pdf_drawing_paint(struct pdf_pages *pages, const struct pdf_drawing *drawing,
                         const struct pdf_drawing_place *place, struct fault *why)
{
    struct painting p = {.reading = {drawing->svg, why}, .pages = pages, .place = place};
    struct tag tag;
    struct str text;
    bool any = true;
    TRY(read_tag(&p.reading, &tag, &text));
    p.size = 12;
    if (value_of(&tag, "font-size").len)
        TRY(number_of(&p.reading, &tag, "font-size", &p.size));
    if (value_of(&tag, "fill").len)
        TRY(colour_of(&p.reading, value_of(&tag, "fill"), &any, &p.ink));
    pdf_page_mark(pages, place->page, place->element);
    p.page = pdf_page_content(pages, place->page);
    for (;;) {
        TRY(read_tag(&p.reading, &tag, &text));
        if (str_equal(tag.name, STR("/svg")))
            return OK;
        if (tag.name.len == 0)
            return fault_set(why, ERR_BUG, "a chart ends before its end");
        if (tag.name.at[0] != '/')
            TRY(put_element(&p, &tag));
    }
}
