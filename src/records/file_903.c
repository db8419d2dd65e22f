#include "records/file_903.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "records/day.h"
#include "records/slice.h"

enum { NAMES_TOLD = 8 };

/* ---- Which table it is */

struct head {
    struct str names[FILE_COLUMNS_MOST];
    unsigned count;
};

static bool read_head(struct arena *a, const struct file_903 *file, struct str row,
                      struct head *head)
{
    struct str rest = letters_text(a, file->letters, row);
    *head = (struct head){.count = 0};
    while (rest.at) {
        struct str name = str_trim(row_cell(a, rest, &rest));
        if (head->count == FILE_COLUMNS_MOST)
            return false;
        head->names[head->count++] = name;
    }
    return true;
}

/* The first of the file's columns that has this name; its count where none has. */
static unsigned find_name(const struct head *head, struct str name)
{
    unsigned i = 0;
    while (i < head->count && !str_equal_fold(head->names[i], name))
        i++;
    return i;
}

/* The derived column UASC may be there and need not. */
static bool is_needed(unsigned table, unsigned column)
{
    return table != T9_HEADER || column != HEADER_UASC;
}

static unsigned count_missing(const struct head *head, unsigned table,
                              const struct table_shape *shape)
{
    unsigned missing = 0;
    for (unsigned c = 0; c < shape->column_count; c++)
        missing +=
            is_needed(table, c) && find_name(head, shape->columns[c].name) == head->count;
    return missing;
}

struct match {
    unsigned table, missing;
};

/* The table that fewest columns are missing of; of several the widest. */
static struct match best_match(const struct head *head)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    struct match best = {0, UINT32_MAX};
    for (unsigned t = 0; t < count; t++) {
        unsigned missing = count_missing(head, t, &shapes[t]);
        bool wider = missing == best.missing &&
                     shapes[t].column_count > shapes[best.table].column_count;
        if (missing < best.missing || wider)
            best = (struct match){t, missing};
    }
    return best;
}

static struct str say_missing(struct arena *a, const struct head *head,
                              const struct match *match)
{
    unsigned count, told = 0;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[match->table];
    struct buf out = buf_new(a, 4 * KIB);
    if (match->missing * 2 > shape->column_count)
        return STR("its columns are those of no table of the return; nothing of it is "
                   "read");
    buf_format(&out, "it is like %.*s but has no column", STR_ARG(shape->name));
    for (unsigned c = 0; c < shape->column_count; c++) {
        struct str name = shape->columns[c].name;
        if (is_needed(match->table, c) && find_name(head, name) == head->count)
            buf_format(&out, "%s %.*s", told++ ? "," : "", STR_ARG(name));
    }
    buf_add(&out, STR("; nothing of it is read: add what is missing, or leave it out"));
    return buf_text(&out);
}

/* The table's column of each of the file's, and those it does not know. */
static void map_columns(struct arena *a, struct file_903 *file, const struct head *head,
                        const struct table_shape *shape)
{
    struct buf unknown = buf_new(a, 4 * KIB);
    unsigned told = 0;
    memset(file->columns, NO_COLUMN, sizeof file->columns);
    file->column_count = head->count;
    for (unsigned c = 0; c < shape->column_count; c++) {
        unsigned at = find_name(head, shape->columns[c].name);
        if (at < head->count)
            file->columns[at] = (uint8_t)c;
    }
    for (unsigned i = 0; i < head->count; i++) {
        struct str name = head->names[i];
        bool known = file->columns[i] != NO_COLUMN || str_is_empty(name);
        if (known || told == NAMES_TOLD)
            continue;
        if (name.len > 40)
            name.len = 40;
        buf_format(&unknown, "%s'%.*s'", told++ ? ", " : "", STR_ARG(name));
    }
    if (told)
        file->doubt =
            arena_format(a,
                         "%.*s has no column %.*s, or may have it only once; it "
                         "is not read",
                         STR_ARG(shape->name), STR_ARG(buf_text(&unknown)));
    file->child_column = find_name(head, shape->columns[0].name);
}

static void recognise(struct arena *a, struct file_903 *file, struct str row)
{
    unsigned count;
    struct head head;
    file->form = FILE_UNKNOWN;
    if (!read_head(a, file, row, &head)) {
        file->doubt = STR("it has more than 64 columns; nothing of it is read");
        return;
    }
    struct match match = best_match(&head);
    if (match.missing > 0) {
        file->doubt = say_missing(a, &head, &match);
        return;
    }
    file->form = FILE_TABLE;
    file->table = match.table;
    map_columns(a, file, &head, &table_shapes(RETURN_903, &count)[match.table]);
}

/* A document of XML begins with a tag. */
static bool is_xml(struct str row)
{
    row = str_trim(row);
    return row.len > 0 && row.at[0] == '<';
}

/* The outermost element names the return; it stands near the beginning. */
static void recognise_xml(struct arena *a, struct arena *scratch, struct file_903 *file)
{
    enum { BEGINNING = 64 * 1024 };
    char *at = arena_alloc(scratch, BEGINNING);
    size_t got = 0;
    bool read = os_file_read_at(&file->file, 0, at, BEGINNING, &got);
    if (file->letters != LETTERS_BYTES) {
        file->doubt = STR("it is XML in UTF-16; save it as UTF-8");
    } else if (!read || !str_contains((struct str){at, got}, STR("<EXPSSDA903"))) {
        file->doubt = STR("it is XML, but no return on children looked after, which "
                          "begins with <EXPSSDA903>; nothing of it is read");
    } else {
        struct slices *slices = slices_new(scratch, &file->file, STR("CHILD"));
        file->encoding = arena_copy(a, slices_encoding(slices));
        file->form = FILE_XML;
    }
}

void file_903_close(struct file_903 *file)
{
    os_file_close(&file->file);
    free(file->bases);
    file->bases = NULL;
}

status file_903_open(struct arena *a, struct str path, bool last, struct file_903 *out,
                     struct fault *why)
{
    struct scanned row;
    bool failed = false;
    *out = (struct file_903){.path = path, .last = last, .form = FILE_UNKNOWN};
    TRY(os_file_open(path, &out->file, why));
    struct arena *scratch = arena_new(16 * MIB);
    struct scan *scan = scan_new(scratch, &out->file);
    out->letters = scan_letters(scan);
    if (!scan_next(scan, &row, &failed))
        out->doubt = failed ? STR("it could not be read")
                            : STR("it is empty: there is not even a row of column names");
    else if (row.wrong)
        out->doubt =
            arena_format(a, "its row of column names cannot be read: %s", row.wrong);
    else if (is_xml(letters_text(scratch, out->letters, row.bytes)))
        recognise_xml(a, scratch, out);
    else
        recognise(a, out, arena_copy(a, row.bytes));
    arena_free(scratch);
    return OK;
}

/* ---- Cells */

static bool has_lower(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= 'a' && text.at[i] <= 'z')
            return true;
    return false;
}

static struct str upper(struct arena *a, struct str text)
{
    if (!has_lower(text))
        return text;
    char *out = arena_alloc(a, text.len);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        out[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return (struct str){out, text.len};
}

struct cell cell_of(struct arena *a, struct str text, bool is_date)
{
    text = upper(a, text);
    return (struct cell){text, code_of(text.at, text.len),
                         is_date ? day_of_903(text) : DATE_NONE};
}

struct cell file_903_cell(struct arena *a, const struct file_903 *file, struct str text,
                          bool is_date)
{
    if (!file->as_written)
        return cell_of(a, text, is_date);
    return (struct cell){text, code_of(text.at, text.len),
                         is_date ? day_of_903(text) : DATE_NONE};
}

struct cell *file_903_cells(struct arena *a, const struct file_903 *file,
                            struct str bytes, size_t *extra)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[file->table];
    struct cell *cells = arena_make(a, struct cell, shape->column_count);
    struct str rest = letters_text(a, file->letters, bytes);
    for (unsigned c = 0; c < shape->column_count; c++)
        cells[c].on = DATE_NONE;
    *extra = 0;
    for (unsigned i = 0; rest.at; i++) {
        struct str text = row_cell(a, rest, &rest);
        unsigned c = i < file->column_count ? file->columns[i] : NO_COLUMN;
        if (c != NO_COLUMN)
            cells[c] = file_903_cell(a, file, text, shape->columns[c].is_date);
        else if (i >= file->column_count)
            *extra += text.len > 0;
    }
    return cells;
}

struct str file_903_child(struct arena *a, const struct file_903 *file, struct str cell)
{
    struct str rest;
    cell = letters_text(a, file->letters, cell);
    return upper(a, row_cell(a, cell, &rest));
}
