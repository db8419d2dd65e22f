/* assay return convert: a return in its other form, XML as CSV tables and back. */
#include "base/os.h"
#include "base/pool.h"
#include "cli/returns.h"
#include "records/census_header.h"
#include "records/census_tables.h"
#include "records/convert.h"
#include "records/fixes.h"

struct converting {
    struct arena *arena;
    struct str folder;
    enum return_kind kind;
    enum return_form to;
    struct os_writer at[STREAMS];
    bool opened[STREAMS];
};

/* ---- Files to write */

static struct str stream_name(const struct converting *c, unsigned stream)
{
    unsigned count;
    if (stream == STREAM_LEFT_OUT)
        return STR("left-out.csv");
    if (c->to == FORM_XML)
        return c->kind == RETURN_903 ? STR("ssda903.xml") : STR("census.xml");
    struct str table = table_shapes(c->kind, &count)[stream].name;
    return arena_format(c->arena, "%.*s.csv", STR_ARG(table));
}

static void begin_stream(const struct converting *c, unsigned stream, struct buf *out)
{
    if (stream == STREAM_LEFT_OUT)
        buf_add(out, STR("table,row,child,reason\n"));
    else if (c->to == FORM_CSV)
        csv_head(out, c->kind, stream);
}

/* Opened by its first text, or by open_tables. */
static status open_stream(struct converting *c, unsigned stream, struct fault *why)
{
    struct buf head = buf_new(c->arena, 4 * KIB);
    struct str path = os_join(c->arena, c->folder, stream_name(c, stream));
    if (c->opened[stream])
        return OK;
    if (os_exists(path))
        return fault_at(why, ERR_USAGE, path, 0, 0,
                        "this file is there already; nothing is written over, so name a "
                        "folder that is empty");
    TRY(os_writer_open(c->arena, path, OS_PRIVATE, &c->at[stream], why));
    c->opened[stream] = true;
    begin_stream(c, stream, &head);
    return os_writer_add(&c->at[stream], buf_text(&head), why);
}

static status put(void *context, unsigned stream, struct str text, struct fault *why)
{
    struct converting *c = context;
    TRY(open_stream(c, stream, why));
    return os_writer_add(&c->at[stream], text, why);
}

/* Tables that a document has without a row of them are there and empty: whoever reads the
 * set must not take them for missing. */
static status open_tables(struct converting *c, const struct return_about *about,
                          struct fault *why)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(c->kind, &count);
    for (unsigned t = 0; t < count; t++)
        if (about->has[t] && shapes[t].from <= about->year)
            TRY(open_stream(c, t, why));
    return OK;
}

static status close_streams(struct converting *c, status st, struct fault *why)
{
    for (unsigned s = 0; s < STREAMS; s++) {
        if (!st && c->opened[s])
            st = os_writer_close(&c->at[s], why);
        if (c->opened[s])
            os_writer_drop(&c->at[s]);
    }
    return st;
}

/* ---- The census */

static status write_header(struct converting *c, struct str path, struct fault *why)
{
    struct census_header header;
    struct buf out = buf_new(c->arena, MIB);
    struct os_writer file;
    TRY(census_header_of_xml(c->arena, path, &header, why));
    census_header_csv(&out, &header);
    TRY(os_writer_open(c->arena, os_join(c->arena, c->folder, STR("Header.csv")),
                       OS_PRIVATE, &file, why));
    status st = os_writer_add(&file, buf_text(&out), why);
    if (!st)
        st = os_writer_close(&file, why);
    os_writer_drop(&file);
    return st;
}

static status write_census(struct converting *c, int year, struct census_tables *tables,
                           struct fault *why)
{
    struct arena *a = arena_new(1024 * MIB);
    bool more = true;
    status st = OK;
    while (!st && more) {
        struct child child;
        struct buf out = buf_new(a, 512 * MIB);
        st = census_tables_next(tables, a, &child, &more, why);
        if (!st && more) {
            xml_child_cin(&out, &child, year);
            st = buf_status(&out, why);
        }
        if (!st && more)
            st = put(c, STREAM_DOCUMENT, buf_text(&out), why);
        arena_reset(a);
    }
    arena_free(a);
    return st;
}

/* What a census could not say as tables was told when they were written; the list of it
 * that lies beside them is no table. */
static bool is_our_list(const struct given_file *file)
{
    return file->in_folder && str_ends(file->path, STR("/left-out.csv"));
}

static status tables_to_xml(struct converting *c, int year, struct given_files files,
                            struct fault *why)
{
    struct census_header header = {0};
    struct str *paths = arena_make(c->arena, struct str, files.count);
    size_t count = 0;
    struct census_tables tables;
    struct buf head = buf_new(c->arena, MIB);
    for (size_t i = 0; i < files.count; i++)
        if (!is_our_list(&files.at[i]))
            paths[count++] = files.at[i].path;
    status st = census_tables_open(c->arena, paths, count, &tables, why);
    if (!st && tables.header.len)
        st = census_header_of_csv(c->arena, tables.header, &header, why);
    buf_add(&head, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n"));
    census_header_xml(&head, &header);
    buf_add(&head, STR("  <Children>\n"));
    if (!st)
        st = put(c, STREAM_DOCUMENT, buf_text(&head), why);
    if (!st)
        st = write_census(c, year, &tables, why);
    if (!st)
        st = put(c, STREAM_DOCUMENT, STR("  </Children>\n</Message>\n"), why);
    census_tables_close(&tables);
    return st;
}

/* ---- The rest */

static status write_children(struct converting *c, const struct returned *r,
                             uint64_t *left_out, struct fault *why)
{
    struct conversion conversion = {&r->about, &r->source, c->to, pool_threads(), c, put};
    if (c->to == FORM_XML)
        TRY(put(c, STREAM_DOCUMENT,
                STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EXPSSDA903>\n"), why));
    TRY(convert_children(&conversion, left_out, why));
    return c->to == FORM_XML ? put(c, STREAM_DOCUMENT, STR("</EXPSSDA903>\n"), why) : OK;
}

static status convert_opened(struct converting *c, const struct args *args,
                             uint64_t *left_out, struct fault *why)
{
    struct returned r = {.as_written = true};
    status st = returns_open(c->arena, args, &r, why);
    if (!st && c->kind == RETURN_903)
        c->to = r.about.form == FORM_XML ? FORM_CSV : FORM_XML;
    if (!st && c->to == FORM_CSV)
        st = open_tables(c, &r.about, why);
    if (!st)
        st = write_children(c, &r, left_out, why);
    if (!st && c->kind == RETURN_CIN)
        st = write_header(c, r.census.file.path, why);
    returns_close(&r);
    return st;
}

/* A file of the census is one of its tables where it does not begin with a tag. */
static status is_document(struct str path, bool *out, struct fault *why)
{
    struct os_file file;
    char at[64] = {0};
    size_t got = 0;
    TRY(os_file_open(path, &file, why));
    os_file_read_at(&file, 0, at, sizeof at, &got);
    os_file_close(&file);
    *out = memchr(at, '<', got) != NULL;
    return OK;
}

/* In a folder something else may lie beside the census, and before it. */
static status any_document(struct given_files files, bool *out, struct fault *why)
{
    *out = false;
    for (size_t i = 0; i < files.count && !*out; i++)
        TRY(is_document(files.at[i].path, out, why));
    return OK;
}

/* In the folder of the return itself the two forms of it would be read as one return. */
static status check_apart(const struct converting *c, struct given_files files,
                          struct fault *why)
{
    for (size_t i = 0; i < files.count; i++) {
        struct str there = os_join(c->arena, c->folder, file_name(files.at[i].path));
        if (os_exists(there))
            return fault_at(why, ERR_USAGE, there, 0, 0,
                            "--out is a folder in which a file of the return lies; name "
                            "another");
    }
    return OK;
}

static status say_done(const struct converting *c, const struct args *args,
                       uint64_t left_out, struct fault *why)
{
    struct buf out = buf_new(c->arena, 64 * KIB);
    if (args_flag(args, "quiet"))
        return OK;
    buf_format(&out, "Written to %.*s:", STR_ARG(c->folder));
    for (unsigned s = 0; s < STREAMS; s++)
        if (c->opened[s])
            buf_format(&out, " %.*s", STR_ARG(stream_name(c, s)));
    buf_char(&out, '\n');
    if (left_out)
        buf_format(&out, "%llu things the other form cannot hold; see left-out.csv.\n",
                   (unsigned long long)left_out);
    return os_print(buf_text(&out), why);
}

status return_convert(struct arena *a, const struct args *args, enum ending *ending,
                      struct fault *why)
{
    struct converting c = {.arena = a, .folder = args_value(args, "out")};
    struct given_files files = {0};
    uint64_t left_out = 0;
    int year = 0;
    bool document = true;
    if (c.folder.len == 0 || args_value(args, "last").len > 0)
        return fault_set(why, ERR_USAGE,
                         "--out: expected the folder to write to; convert each year's "
                         "return by itself");
    TRY(returns_kind(args, &c.kind, &year, why));
    TRY(returns_files(a, args, &files, why));
    if (c.kind == RETURN_CIN)
        TRY(any_document(files, &document, why));
    TRY(check_apart(&c, files, why));
    c.to = document ? FORM_CSV : FORM_XML;
    TRY(os_make_folder(c.folder, why));
    status st = document ? convert_opened(&c, args, &left_out, why)
                         : tables_to_xml(&c, year, files, why);
    TRY(close_streams(&c, st, why));
    *ending = left_out ? ENDING_FINDINGS : ENDING_DONE;
    return say_done(&c, args, left_out, why);
}
