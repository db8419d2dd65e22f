/* Fixes of the CSV tables of the 903: cells are gone through as the file stores them. */
#include "records/fixes.h"

struct walk {
    const struct file_903 *file;
    const struct table_shape *shape;
    struct cell_place place;
    struct fix_taker taker;
    struct arena *row; /* of one row */
};

/* One cell as stored, with its quotes, and where it stands in its row. */
struct stored {
    struct str bytes, text;
    size_t at;
};

static struct stored next_cell(struct arena *a, struct str row, struct str *rest)
{
    struct str from = *rest;
    struct stored cell = {.at = (size_t)(from.at - row.at)};
    cell.text = row_cell(a, from, rest);
    const char *end = rest->at ? rest->at - 1 : from.at + from.len;
    cell.bytes = (struct str){from.at, (size_t)(end - from.at)};
    return cell;
}

/* Quotes that stood around a cell stay there. */
static struct str as_stored(struct arena *a, struct str stored, struct str text)
{
    bool quoted = stored.len > 1 && stored.at[0] == '"';
    return quoted ? arena_format(a, "\"%.*s\"", STR_ARG(text)) : text;
}

/* A cell that holds a quote is nothing that a code or a day could be. */
static bool is_simple(struct stored cell)
{
    return cell.text.len == 0 || !memchr(cell.text.at, '"', cell.text.len);
}

static status mend_cell(struct walk *w, const struct scanned *row, struct stored cell,
                        struct fault *why)
{
    const struct column_shape *column = &w->shape->columns[w->place.column];
    if (!is_simple(cell))
        return OK;
    struct repair repair = repair_of(w->row, w->place, cell.text);
    if (!repair.done)
        return OK;
    struct fix fix = {.file = file_name(w->file->path),
                      .table = w->shape->name,
                      .row = row->number,
                      .child = file_903_child(w->row, w->file, row->cell),
                      .field = column->name,
                      .from = cell.bytes,
                      .to = as_stored(w->row, cell.bytes, repair.to),
                      .repair = repair_words(w->row, repair.done),
                      .at = row->at + cell.at};
    return w->taker.take(w->taker.context, &fix, why);
}

static status mend_row(struct walk *w, const struct scanned *row, struct fault *why)
{
    struct str rest = row->bytes;
    for (unsigned i = 0; rest.at && i < w->file->column_count; i++) {
        struct stored cell = next_cell(w->row, row->bytes, &rest);
        w->place.column = w->file->columns[i];
        if (w->place.column != NO_COLUMN)
            TRY(mend_cell(w, row, cell, why));
    }
    return OK;
}

static status walk_table(struct walk *w, struct fault *why)
{
    struct arena *a = arena_new(16 * MIB);
    struct scan *scan = scan_new(a, &w->file->file);
    struct scanned row;
    bool failed = false;
    status st = OK;
    scan_want(scan, w->file->child_column);
    while (!st && scan_next(scan, &row, &failed)) {
        if (row.number > 0 && !row.wrong && !row.is_blank)
            st = mend_row(w, &row, why);
        arena_reset(w->row);
    }
    arena_free(a);
    if (!st && failed)
        return fault_at(why, ERR_IO, w->file->path, 0, 0, "this file could not be read");
    return st;
}

status fixes_of_903(const struct file_903 *file, int year, struct fix_taker taker,
                    struct fault *why)
{
    unsigned count;
    if (file->form == FILE_XML) {
        struct fixes_xml xml = {file->path, &file->file, RETURN_903, year, STR("CHILD")};
        return fixes_of_xml(&xml, taker, why);
    }
    if (file->letters != LETTERS_BYTES)
        return fault_at(why, ERR_FORMAT, file->path, 0, 0,
                        "this file is in UTF-16, which is not repaired in place; "
                        "'assay return convert' writes it as UTF-8");
    struct walk w = {file,
                     &table_shapes(RETURN_903, &count)[file->table],
                     {RETURN_903, year, file->table, 0},
                     taker,
                     arena_new(16 * MIB)};
    status st = walk_table(&w, why);
    arena_free(w.row);
    return st;
}
