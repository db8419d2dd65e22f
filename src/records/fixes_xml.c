/* Fixes of XML returns: the text of elements that hold nothing else, found by their name.
 * The tags of a child are gone through as they stand; nothing is unescaped, so what is
 * written back is what stood there but for the repaired text. */
#include "records/fixes.h"
#include "records/slice.h"

struct leaf {
    struct str name, text;
    size_t at; /* of the text in the slice */
};

struct walk {
    const struct fixes_xml *xml;
    struct fix_taker taker;
    struct arena *arena; /* of one child */
    struct str child;
};

/* ---- Tags */

static size_t find_char(struct str text, size_t from, char c)
{
    const char *at = from < text.len ? memchr(text.at + from, c, text.len - from) : NULL;
    return at ? (size_t)(at - text.at) : text.len;
}

/* The name of the tag whose `<` (or `</`) is behind us, without its prefix. */
static struct str name_at(struct str text, size_t from)
{
    size_t end = from, start = from;
    while (end < text.len && !strchr(" \t\r\n/>", text.at[end]))
        end++;
    for (size_t i = from; i < end; i++)
        if (text.at[i] == ':')
            start = i + 1;
    return (struct str){text.at + start, end - start};
}

/* The next element of text alone at or behind *from: a start tag, text without any `<` or
 * `&`, its end tag. */
static bool next_leaf(struct str slice, size_t *from, struct leaf *out)
{
    for (size_t open = find_char(slice, *from, '<'); open < slice.len;) {
        size_t close = find_char(slice, open, '>');
        size_t next = find_char(slice, close, '<');
        bool starts = open + 1 < slice.len && !strchr("/!?", slice.at[open + 1]) &&
                      close > open && slice.at[close - 1] != '/';
        if (next >= slice.len)
            return false;
        bool ends = next + 1 < slice.len && slice.at[next + 1] == '/';
        *out = (struct leaf){name_at(slice, open + 1),
                             {slice.at + close + 1, next - close - 1},
                             close + 1};
        bool same = starts && ends && str_equal(out->name, name_at(slice, next + 2));
        open = *from = next;
        if (same && find_char(out->text, 0, '&') == out->text.len)
            return true;
    }
    return false;
}

/* ---- Cells */

/* The first table that has a column of this name, since all of one name are of a sort. */
static bool find_place(const struct fixes_xml *xml, struct str name,
                       struct cell_place *out)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(xml->kind, &count);
    if (xml->kind == RETURN_903 && str_equal(name, STR("PL")))
        name = STR("PLACE");
    if (xml->kind == RETURN_CIN && str_equal(name, STR("GenderCurrent")))
        name = STR("Sex");
    for (unsigned t = 0; t < count; t++)
        for (unsigned c = 0; c < shapes[t].column_count; c++)
            if (str_equal(shapes[t].columns[c].name, name)) {
                *out = (struct cell_place){xml->kind, xml->year, t, c};
                return true;
            }
    return false;
}

static bool is_identifier(struct str name)
{
    return str_equal(name, STR("CHILDID")) || str_equal(name, STR("LAchildID"));
}

static status mend_leaf(struct walk *w, const struct slice *slice, struct leaf leaf,
                        struct fault *why)
{
    unsigned count;
    struct cell_place place;
    if (is_identifier(leaf.name))
        w->child = leaf.text;
    if (!find_place(w->xml, leaf.name, &place))
        return OK;
    struct repair repair = repair_of(w->arena, place, leaf.text);
    if (!repair.done)
        return OK;
    struct fix fix = {.file = file_name(w->xml->path),
                      .table = table_shapes(w->xml->kind, &count)[place.table].name,
                      .child = w->child,
                      .field = leaf.name,
                      .from = leaf.text,
                      .to = repair.to,
                      .repair = repair_words(w->arena, repair.done),
                      .at = slice->at + leaf.at};
    return w->taker.take(w->taker.context, &fix, why);
}

status fixes_of_xml(const struct fixes_xml *xml, struct fix_taker taker,
                    struct fault *why)
{
    struct arena *a = arena_new(16 * MIB);
    struct slices *slices = slices_new(a, xml->file, xml->element);
    struct walk w = {xml, taker, arena_new(16 * MIB), STR("")};
    struct slice slice;
    status st = OK;
    while (!st && slices_next(slices, &slice, why)) {
        struct leaf leaf;
        size_t from = 0;
        w.child = STR("");
        while (!st && !slice.wrong && next_leaf(slice.bytes, &from, &leaf))
            st = mend_leaf(&w, &slice, leaf, why);
        arena_reset(w.arena);
    }
    if (!st)
        st = why->code;
    arena_free(w.arena);
    arena_free(a);
    return st;
}
