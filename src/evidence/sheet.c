#include "evidence/sheet.h"

#include <assert.h>

#include "base/module.h"
#include "base/os.h"
#include "base/sha256.h"
#include "evidence/delimiter.h"
#include "evidence/encoding.h"
#include "evidence/inflate.h"
#include "evidence/sheets_module.h"

enum { CELLS_KEPT = 256, CELLS_MOST = 16384 };

/* What is no table, told by its first bytes, and what to do about it. */
static const struct {
    struct str magic;
    const char *what;
} others[] = {
    {{"\xd0\xcf\x11\xe0", 4},
     "this is a workbook of the old binary kind (.xls); save it as .xlsx or CSV"},
    {{"%PDF", 4}, "this is a PDF; expected a table as CSV, XLSX or ODS"},
    {{"PAR1", 4}, "this is a Parquet file; save it as CSV"},
    {{"SQLite format 3", 15}, "this is a database; expected a table as CSV, XLSX or ODS"},
};

static status refuse_others(struct str bytes, struct fault *why)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (str_starts(bytes, others[i].magic))
            return fault_set(why, ERR_FORMAT, "%s", others[i].what);
    }
    return OK;
}

/* --- text ----------------------------------------------------------------------------
 */

static bool looks_like_json(struct str text)
{
    struct str start = str_trim(text);
    if (str_starts(start, STR("\xef\xbb\xbf")))
        start = str_trim((struct str){start.at + 3, start.len - 3});
    return str_starts(start, STR("{")) || str_starts(start, STR("["));
}

static status read_text(struct arena *a, struct str name, struct str bytes,
                        struct workbook *out, struct fault *why)
{
    struct str text;
    TRY(encoding_to_utf8(a, bytes, &text, why));
    bool json = looks_like_json(text);
    if (!json)
        TRY(delimiter_to_commas(a, text, delimiter_find(text), &text, why));
    struct sheet *sheet = arena_make(a, struct sheet, 1);
    *sheet =
        (struct sheet){.file = name, .kind = json ? SHEET_JSON : SHEET_CSV, .text = text};
    out->sheets = sheet;
    out->count = 1;
    out->format = json ? STR("json") : STR("csv");
    return OK;
}

/* --- workbooks -----------------------------------------------------------------------
 */

static status read_zip(struct arena *a, struct str name, struct str bytes,
                       struct workbook *out, struct fault *why)
{
    const void *found;
    TRY(module_open("assay-sheets", SHEETS_MODULE_SYMBOL, &found, why));
    const struct sheets_module *module = found;
    if (module->version != SHEETS_MODULE_VERSION ||
        module->workbook_size != sizeof(struct workbook) ||
        module->sheet_size != sizeof(struct sheet))
        return fault_set(why, ERR_IO,
                         "assay-sheets, beside the program, is of another build; "
                         "install both together");
    return module->read(a, name, bytes, out, why);
}

static status read_file(struct arena *a, const struct workbook_file *file,
                        struct workbook *out, struct fault *why)
{
    struct workbook book = {.sha256 = file->sha256};
    struct str bytes = file->bytes;
    bool packed = inflate_is_gzip(bytes);
    if (packed)
        TRY(inflate_gzip(a, bytes, &bytes, why));
    TRY(refuse_others(bytes, why));
    if (str_starts(bytes, STR("PK\x03\x04")))
        TRY(read_zip(a, file->name, bytes, &book, why));
    else
        TRY(read_text(a, file->name, bytes, &book, why));
    if (packed)
        book.format = arena_format(a, "%.*s.gz", STR_ARG(book.format));
    *out = book;
    return OK;
}

status workbook_fetch(struct arena *a, struct str path, struct workbook_file *out,
                      struct fault *why)
{
    struct str bytes;
    TRY(os_read_file(a, path, INFLATE_MOST, &bytes, why));
    *out = (struct workbook_file){path, bytes, sha256_hex(a, bytes)};
    return OK;
}

status workbook_parse(struct arena *a, const struct workbook_file *file,
                      struct workbook *out, struct fault *why)
{
    struct fault reason = {0};
    status st = read_file(a, file, out, &reason);
    if (st && reason.file[0] == '\0')
        return fault_at(why, st, file->name, 0, 0, "%s", reason.text);
    if (st && why)
        *why = reason;
    return st;
}

status workbook_open(struct arena *a, struct str path, struct workbook *out,
                     struct fault *why)
{
    struct workbook_file file;
    TRY(workbook_fetch(a, path, &file, why));
    return workbook_parse(a, &file, out, why);
}

status workbook_read(struct arena *a, struct str name, struct str bytes,
                     struct workbook *out, struct fault *why)
{
    struct workbook_file file = {name, bytes, sha256_hex(a, bytes)};
    return workbook_parse(a, &file, out, why);
}

/* --- rows ----------------------------------------------------------------------------
 */

void sheet_start(struct sheet_reader *reader, struct arena *a, const struct sheet *sheet)
{
    static const struct csv_limits limits = {.cells = CELLS_MOST, .records = UINT32_MAX};
    *reader = (struct sheet_reader){.sheet = sheet};
    csv_open(&reader->csv, a, sheet->kind == SHEET_CSV ? sheet->text : STR(""), limits);
}

static bool is_plain(char c)
{
    return c > ' ' && c < 0x7f;
}

/* Most cells have nothing to trim, which two looks tell. */
static struct str trim(struct str cell)
{
    if (cell.len == 0 || (is_plain(cell.at[0]) && is_plain(cell.at[cell.len - 1])))
        return cell;
    return str_trim(cell);
}

/* Trims the cells where they stand; false where all are empty. */
static bool trim_cells(struct str *cells, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        cells[i] = trim(cells[i]);
        any = any || cells[i].len;
    }
    return any;
}

static bool next_of_text(struct sheet_reader *reader, struct sheet_row *out,
                         uint32_t *bad)
{
    struct csv_record record;
    struct fault why;
    for (;;) {
        if (!csv_next(&reader->csv, &record, &why)) {
            if (!why.code)
                return false;
            ++*bad;
            continue;
        }
        size_t count = record.count < CELLS_KEPT ? record.count : CELLS_KEPT;
        assert(record.cells == reader->csv.cells);
        if (!trim_cells(reader->csv.cells, count))
            continue;
        *out = (struct sheet_row){record.cells, count, record.record};
        return true;
    }
}

bool sheet_next(struct sheet_reader *reader, struct sheet_row *out, uint32_t *bad)
{
    const struct sheet *sheet = reader->sheet;
    if (sheet->kind != SHEET_GRID)
        return next_of_text(reader, out, bad);
    if (reader->next == sheet->line_count)
        return false;
    const struct sheet_line *line = &sheet->lines[reader->next++];
    *out = (struct sheet_row){line->cells, line->count, line->row};
    return true;
}
