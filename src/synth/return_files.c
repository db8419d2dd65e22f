#include "synth/return_files.h"

#include <assert.h>

#include "base/csv.h"
#include "base/os.h"
#include "synth/return_xml.h"

enum { FLUSH = 256 * 1024 };

static status flush(struct made_file *file, struct fault *why)
{
    TRY(buf_status(&file->text, why));
    TRY(os_writer_add(&file->writer, buf_text(&file->text), why));
    file->bytes += file->text.len;
    file->text.len = 0;
    return OK;
}

/* ---- CSV */

/* UASC of the header is a column of the XML form only. */
static unsigned columns_of(const struct table_shape *shape, unsigned table)
{
    return table == T9_HEADER ? HEADER_UASC : shape->column_count;
}

static void put_names(struct buf *out, const struct table_shape *shape, unsigned count)
{
    for (unsigned c = 0; c < count; c++) {
        if (c > 0)
            buf_char(out, ',');
        buf_add(out, shape->columns[c].name);
    }
    buf_char(out, '\n');
}

static void put_row(struct buf *out, const struct made_row *row, unsigned count)
{
    for (unsigned c = 0; c < count; c++) {
        if (c > 0)
            buf_char(out, ',');
        csv_put(out, row->cells[c]);
    }
    buf_char(out, '\n');
}

static struct str small_letters(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.len);
    for (size_t i = 0; i < text.len; i++)
        out[i] =
            (char)(text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] + 32 : text.at[i]);
    return (struct str){out, text.len};
}

static status open_table(struct arena *a, struct str folder, unsigned table,
                         struct made_files *files, struct fault *why)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[table];
    struct made_file *file = &files->tables[table];
    struct str name = small_letters(a, shape->name);
    if (shape->from > files->year)
        return OK;
    TRY(os_writer_open(
        a, os_join(a, folder, arena_format(a, "synthetic-%.*s.csv", STR_ARG(name))),
        OS_PUBLIC, &file->writer, why));
    put_names(&file->text, shape, columns_of(shape, table));
    return OK;
}

static status add_to_tables(struct made_files *files, struct made_rows *rows,
                            struct fault *why)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    for (size_t i = 0; i < rows->count; i++) {
        struct made_row *row = &rows->at[i];
        struct made_file *file = &files->tables[row->table];
        if (row->gone)
            continue;
        assert(file->writer.stream != NULL);
        row->number = (uint32_t)++file->rows;
        put_row(&file->text, row, columns_of(&shapes[row->table], row->table));
        if (file->text.len >= FLUSH)
            TRY(flush(file, why));
    }
    return OK;
}

/* ---- XML */

static status open_xml(struct arena *a, struct str folder, struct made_files *files,
                       struct fault *why)
{
    struct made_file *file = &files->tables[0];
    TRY(os_writer_open(a, os_join(a, folder, STR("synthetic-903.xml")), OS_PUBLIC,
                       &file->writer, why));
    buf_add(&file->text,
            STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- " MADE_NOTICE
                " -->\n<EXPSSDA903>\n"));
    return OK;
}

/* A child has a row of UASC wherever the element stands, also where it says 0. */
static void number_rows(struct made_files *files, struct made_rows *rows)
{
    bool asylum = made_count(rows, T9_UASC) > 0;
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->at[i].gone)
            rows->at[i].number = (uint32_t)++files->tables[rows->at[i].table].rows;
    if (!asylum && made_count(rows, T9_HEADER) > 0)
        files->tables[T9_UASC].rows++;
}

/* ---- Both */

status made_files_open(struct arena *a, struct made_place place, struct made_files *out,
                       struct fault *why)
{
    *out = (struct made_files){.form = place.form, .year = place.year};
    table_shapes(RETURN_903, &out->table_count);
    for (unsigned t = 0; t < out->table_count; t++)
        out->tables[t].text = buf_new(a, 4 * MIB);
    TRY(os_make_folder(place.folder, why));
    if (place.form == MADE_XML)
        return open_xml(a, place.folder, out, why);
    status st = OK;
    for (unsigned t = 0; t < out->table_count && !st; t++)
        st = open_table(a, place.folder, t, out, why);
    if (st)
        made_files_drop(out);
    return st;
}

status made_files_add(struct made_files *files, struct made_rows *rows, struct fault *why)
{
    if (files->form == MADE_CSV)
        return add_to_tables(files, rows, why);
    struct made_file *file = &files->tables[0];
    number_rows(files, rows);
    return_xml_child(&file->text, rows);
    return file->text.len >= FLUSH ? flush(file, why) : OK;
}

status made_files_close(struct made_files *files, struct fault *why)
{
    if (files->form == MADE_XML)
        buf_add(&files->tables[0].text, STR("</EXPSSDA903>\n"));
    for (unsigned t = 0; t < files->table_count; t++) {
        struct made_file *file = &files->tables[t];
        if (!file->writer.stream)
            continue;
        TRY(flush(file, why));
        TRY(os_writer_close(&file->writer, why));
    }
    return OK;
}

void made_files_drop(struct made_files *files)
{
    for (unsigned t = 0; t < files->table_count; t++)
        os_writer_drop(&files->tables[t].writer);
}

uint64_t made_files_rows(const struct made_files *files)
{
    uint64_t rows = 0;
    for (unsigned t = 0; t < files->table_count; t++)
        rows += files->tables[t].rows;
    return rows;
}
