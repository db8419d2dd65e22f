#include "records/convert.h"

#include "base/csv.h"
#include "base/pool.h"

#define CHUNK_CEILING (2048 * MIB)
#define TEXT_CEILING (512 * MIB)

/* ---- Text */

/* Characters that XML 1.0 cannot hold stand as the replacement character. */
static void put_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '&')
            buf_add(out, STR("&amp;"));
        else if (c == '<')
            buf_add(out, STR("&lt;"));
        else if (c == '>')
            buf_add(out, STR("&gt;"));
        else if (c == '\r')
            buf_add(out, STR("&#13;"));
        else if (c < 0x20 && c != '\t' && c != '\n')
            buf_add(out, STR("\xef\xbf\xbd"));
        else
            buf_char(out, s.at[i]);
    }
}

void put_element(struct buf *out, const char *indent, struct str name, struct str text)
{
    if (text.len == 0)
        return;
    buf_format(out, "%s<%.*s>", indent, STR_ARG(name));
    put_text(out, text);
    buf_format(out, "</%.*s>\n", STR_ARG(name));
}

void put_left_out(struct buf *streams, const struct child *child, unsigned table,
                  const struct entry *entry, const char *reason)
{
    unsigned count;
    struct buf *out = &streams[STREAM_LEFT_OUT];
    csv_put(out, table_shapes(child->kind, &count)[table].name);
    buf_format(out, ",%u,", entry->row);
    csv_put(out, child->id);
    buf_char(out, ',');
    csv_put(out, str_of(reason));
    buf_char(out, '\n');
}

/* ---- CSV */

static bool is_written(enum return_kind kind, unsigned table, unsigned column)
{
    return kind != RETURN_903 || table != T9_HEADER || column != HEADER_UASC;
}

void csv_head(struct buf *out, enum return_kind kind, unsigned table)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(kind, &count)[table];
    if (kind == RETURN_CIN)
        buf_add(out, STR("Child,Row,In,"));
    for (unsigned c = 0; c < shape->column_count; c++) {
        if (is_written(kind, table, c))
            buf_format(out, "%s%.*s", c ? "," : "", STR_ARG(shape->columns[c].name));
    }
    buf_char(out, '\n');
}

static void csv_row(struct buf *out, const struct child *child, unsigned table, size_t i)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(child->kind, &count)[table];
    const struct entry *entry = &child->now[table].at[i];
    if (child->kind == RETURN_CIN) {
        buf_format(out, "%u,%zu,", child->number + 1, i + 1);
        if (entry->parent != UINT32_MAX)
            buf_format(out, "%u", entry->parent + 1);
        buf_char(out, ',');
    }
    for (unsigned c = 0; c < shape->column_count; c++) {
        if (!is_written(child->kind, table, c))
            continue;
        if (c)
            buf_char(out, ',');
        csv_put(out, entry_cell(entry, c)->text);
    }
    buf_char(out, '\n');
}

/* The XML form says of every child whether it is unaccompanied; the CSV set has a row for
 * those who are. */
static bool is_row(const struct child *child, unsigned table, const struct entry *entry)
{
    if (child->kind != RETURN_903 || table != T9_UASC)
        return true;
    const struct rows *header = &child->now[T9_HEADER];
    bool said =
        header->count && cell_is(entry_cell(&header->at[0], HEADER_UASC), CODE("1"));
    return said || !cell_is_blank(entry_cell(entry, UASC_DUC));
}

/* The set says 1 of a child with a row of UASC and 0 of one without: nothing else. */
static void tell_status(struct buf *streams, const struct child *child)
{
    const struct rows *header = &child->now[T9_HEADER], *uasc = &child->now[T9_UASC];
    bool row = uasc->count && is_row(child, T9_UASC, &uasc->at[0]);
    for (size_t i = 0; i < header->count; i++) {
        const struct cell *said = entry_cell(&header->at[i], HEADER_UASC);
        if (!cell_is_blank(said) && !cell_is(said, row ? CODE("1") : CODE("0")))
            put_left_out(streams, child, T9_HEADER, &header->at[i],
                         row ? "its UASC is not 1, which a row of UASC stands for"
                             : "its UASC is not 0, which no row of UASC stands for");
    }
}

void csv_child(struct buf *streams, const struct child *child)
{
    unsigned count;
    table_shapes(child->kind, &count);
    if (child->kind == RETURN_903)
        tell_status(streams, child);
    for (unsigned t = 0; t < count; t++)
        for (size_t i = 0; i < child->now[t].count; i++)
            if (is_row(child, t, &child->now[t].at[i]))
                csv_row(&streams[t], child, t, i);
}

/* ---- All children */

struct converted {
    status status;
    struct fault why;
    struct buf text[STREAMS];
    uint64_t left_out;
};

static void count_lines(struct converted *to)
{
    struct str told = buf_text(&to->text[STREAM_LEFT_OUT]);
    for (size_t i = 0; i < told.len; i++)
        to->left_out += told.at[i] == '\n';
}

static void tell_unread(struct buf *out, const struct unread *unread)
{
    csv_put(out, unread->table);
    if (unread->row)
        buf_format(out, ",%u,", unread->row);
    else
        buf_add(out, STR(",,"));
    csv_put(out, unread->child);
    buf_char(out, ',');
    struct str file = unread->file, said = unread->text;
    if (file.len)
        said = arena_format(out->arena, "%.*s: %.*s", STR_ARG(file), STR_ARG(said));
    csv_put(out, said);
    buf_char(out, '\n');
}

static void write_child(const struct conversion *c, struct buf *text,
                        const struct child *child)
{
    if (c->to == FORM_CSV)
        csv_child(text, child);
    else if (child->kind == RETURN_903)
        xml_child_903(text, c->about, child);
    else
        xml_child_cin(&text[STREAM_DOCUMENT], child, c->about->year);
}

static void *convert_chunk(void *context, struct arena *a, size_t chunk)
{
    const struct conversion *c = context;
    struct converted *to = arena_alloc(a, sizeof *to);
    struct children children = {0};
    *to = (struct converted){.status = OK};
    for (unsigned s = 0; s < STREAMS; s++)
        to->text[s] = buf_new(a, TEXT_CEILING);
    to->status = c->source->read(c->source->context, a, chunk, &children, &to->why);
    for (size_t i = 0; !to->status && i < children.unread_count; i++)
        tell_unread(&to->text[STREAM_LEFT_OUT], &children.unread[i]);
    for (size_t i = 0; !to->status && i < children.count; i++)
        write_child(c, to->text, &children.at[i]);
    for (unsigned s = 0; !to->status && s < STREAMS; s++)
        to->status = buf_status(&to->text[s], &to->why);
    count_lines(to);
    return to;
}

struct taking {
    const struct conversion *conversion;
    uint64_t *left_out;
};

static status take_chunk(void *context, size_t chunk, void *made, struct fault *why)
{
    const struct taking *t = context;
    const struct converted *converted = made;
    (void)chunk;
    if (converted->status) {
        *why = converted->why;
        return converted->status;
    }
    *t->left_out += converted->left_out;
    for (unsigned s = 0; s < STREAMS; s++) {
        struct str text = buf_text(&converted->text[s]);
        if (text.len)
            TRY(t->conversion->put(t->conversion->context, s, text, why));
    }
    return OK;
}

/* The pool gives one context to both; what is taken beside it stands in it. */
struct job {
    struct conversion conversion; /* first: convert_chunk sees it alone */
    struct taking taking;
};

static void *make(void *context, struct arena *a, size_t chunk)
{
    struct job *job = context;
    return convert_chunk(&job->conversion, a, chunk);
}

static status take(void *context, size_t chunk, void *made, struct fault *why)
{
    struct job *job = context;
    return take_chunk(&job->taking, chunk, made, why);
}

static status put_unread(const struct conversion *c, uint64_t *left_out,
                         struct fault *why)
{
    struct arena *a = arena_new(TEXT_CEILING);
    struct buf out = buf_new(a, TEXT_CEILING);
    for (size_t i = 0; i < c->source->unread_count; i++)
        tell_unread(&out, &c->source->unread[i]);
    *left_out += c->source->unread_count;
    status st = buf_status(&out, why);
    if (!st && out.len)
        st = c->put(c->context, STREAM_LEFT_OUT, buf_text(&out), why);
    arena_free(a);
    return st;
}

status convert_children(const struct conversion *c, uint64_t *left_out, struct fault *why)
{
    struct job job = {*c, {c, left_out}};
    *left_out = 0;
    TRY(put_unread(c, left_out, why));
    for (size_t part = 0; part < c->source->parts; part++) {
        size_t chunks = 0;
        TRY(c->source->prepare(c->source->context, part, &chunks, why));
        struct pool_job work = {&job, chunks, CHUNK_CEILING, make, take};
        TRY(pool_run(&work, c->threads, why));
    }
    return OK;
}
