/* The module assay-xlsx: a library of its own, so that the program starts without
 * libxlsxwriter.  The workbook is written to a file in memory. */
#define _GNU_SOURCE /* memfd_create */

#include "publish/xlsx_module.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    TITLE_ROW = 0,
    HEADER_ROW = 1,
    FIRST_ROW = 2,
    ROWS_MOST = 1048576 - FIRST_ROW,
    DECIMALS_MOST = 3,
    WRAPPED_FROM = 80, /* columns so wide hold sentences */
    LINE_HEIGHT = 15,
    LINES_MOST = 27,  /* a row is at most 409 points high */
    TEXT_MOST = 32000 /* a cell holds 32,767 units of UTF-16 */
};

struct book {
    const struct export_book *from;
    struct arena *arena;
    lxw_workbook *workbook;
    lxw_format *title, *head, *plain, *day, *wrapped, *decimals[DECIMALS_MOST + 1];
    lxw_error error; /* the first */
};

static void keep(struct book *b, lxw_error error)
{
    if (!b->error)
        b->error = error;
}

/* ---- Formats */

/* Cells of a row begin at one height, however many lines one of them has. */
static lxw_format *cell_format(struct book *b)
{
    lxw_format *format = workbook_add_format(b->workbook);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static void make_formats(struct book *b)
{
    static const char *const forms[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};
    b->title = workbook_add_format(b->workbook);
    format_set_bold(b->title);
    format_set_font_size(b->title, 14);
    b->head = workbook_add_format(b->workbook);
    format_set_bold(b->head);
    b->plain = cell_format(b);
    b->day = cell_format(b);
    format_set_num_format(b->day, "yyyy-mm-dd");
    b->wrapped = cell_format(b);
    format_set_text_wrap(b->wrapped);
    for (int i = 0; i <= DECIMALS_MOST; i++) {
        b->decimals[i] = cell_format(b);
        format_set_num_format(b->decimals[i], forms[i]);
    }
}

static lxw_format *number_format_of(const struct book *b, enum export_kind kind,
                                    int decimals)
{
    if (kind == EXPORT_WHOLE)
        return b->decimals[0];
    return decimals >= 0 && decimals <= DECIMALS_MOST ? b->decimals[decimals] : b->plain;
}

/* ---- Cells */

struct place {
    struct book *book;
    struct arena *scratch; /* of the row's texts */
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
};

/* Cut at a character where a sheet could not hold it. */
static const char *cell_text(struct arena *a, struct str s)
{
    if (s.len <= TEXT_MOST)
        return arena_copy(a, s).at;
    s.len = TEXT_MOST;
    while (s.len && ((unsigned char)s.at[s.len] & 0xc0) == 0x80)
        s.len--;
    return arena_format(a, "%.*s [cut here: a cell holds no more]", STR_ARG(s)).at;
}

static void put_text(const struct place *at, struct str text, lxw_format *format)
{
    struct arena *a = at->scratch;
    if (text.len)
        keep(at->book,
             worksheet_write_string(at->sheet, at->row, at->column,
                                    cell_text(a, export_text(a, text)), format));
}

/* Days since 30 December 1899. */
static double serial_of(date day)
{
    return (double)day.days - (double)date_of(1899, 12, 30).days;
}

static void put_number(const struct place *at, double x, lxw_format *format)
{
    if (isfinite(x))
        keep(at->book, worksheet_write_number(at->sheet, at->row, at->column, x, format));
}

static void put_cell(const struct place *at, const struct export_column *column,
                     const struct export_cell *cell)
{
    const struct book *b = at->book;
    switch (column->kind) {
    case EXPORT_TEXT:
        put_text(at, cell->text, column->width >= WRAPPED_FROM ? b->wrapped : b->plain);
        return;
    case EXPORT_NUMBER:
    case EXPORT_WHOLE:
        put_number(at, cell->number, number_format_of(b, column->kind, cell->decimals));
        return;
    case EXPORT_DAY:
        if (!date_is_none(cell->day))
            put_number(at, serial_of(cell->day), b->day);
        return;
    }
}

/* Lines of a wrapped text, by the width of its column; not every program makes a row as
 * high as its texts. */
static size_t lines_of(const struct export_column *column, const struct export_cell *cell)
{
    size_t width = (size_t)column->width;
    if (column->kind != EXPORT_TEXT || column->width < WRAPPED_FROM)
        return 1;
    return cell->text.len * 10 / (width * 9) + 1; /* words do not fill their lines */
}

static void set_height(struct book *b, lxw_worksheet *sheet,
                       const struct export_table *table, const struct export_cell *cells,
                       lxw_row_t row)
{
    size_t lines = 1;
    for (size_t i = 0; i < table->column_count; i++) {
        size_t own = lines_of(&table->columns[i], &cells[i]);
        lines = own > lines ? own : lines;
    }
    if (lines > LINES_MOST)
        lines = LINES_MOST;
    if (lines > 1)
        keep(b, worksheet_set_row(sheet, row, (double)(LINE_HEIGHT * lines), NULL));
}

static void put_rows(struct book *b, lxw_worksheet *sheet,
                     const struct export_table *table)
{
    struct export_cell *cells = export_cells(b->arena, table);
    struct arena *scratch = arena_new(64 * MIB);
    struct place at = {.book = b, .scratch = scratch, .sheet = sheet};
    for (size_t row = 0; row < table->row_count && !b->error; row++) {
        export_row(table, scratch, row, cells);
        at.row = (lxw_row_t)(FIRST_ROW + row);
        for (size_t i = 0; i < table->column_count; i++) {
            at.column = (lxw_col_t)i;
            put_cell(&at, &table->columns[i], &cells[i]);
        }
        set_height(b, sheet, table, cells, at.row);
        arena_reset(scratch);
    }
    arena_free(scratch);
}

/* ---- Sheets */

/* Text of a header row is black on white: what the library takes by itself is white on a
 * blue of too little contrast. */
static void mark_table(struct book *b, lxw_worksheet *sheet,
                       const struct export_table *table)
{
    size_t count = table->column_count;
    lxw_table_column *columns = arena_make(b->arena, lxw_table_column, count);
    lxw_table_column **list = arena_make(b->arena, lxw_table_column *, count + 1);
    char *name = arena_make(b->arena, char, 64);
    for (size_t i = 0; i < count; i++) {
        char *header = arena_make(b->arena, char, 64);
        snprintf(header, 64, "%s", table->columns[i].name);
        columns[i].header = header;
        columns[i].header_format = b->head;
        list[i] = &columns[i];
    }
    snprintf(name, 64, "table_of_%s", table->name);
    lxw_table_options options = {.name = name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 1,
                                 .columns = list};
    size_t rows = table->row_count ? table->row_count : 1;
    keep(b, worksheet_add_table(sheet, HEADER_ROW, 0, (lxw_row_t)(HEADER_ROW + rows),
                                (lxw_col_t)(count - 1), &options));
}

/* Wide enough for its name and the button beside it. */
static double width_of(const struct export_column *column)
{
    double name = (double)strlen(column->name) + 3, width = column->width;
    return name > width ? name : width;
}

/* Wider tables would be too small to read on one page's width. */
static const double page_width = 220;

static void lay_out(struct book *b, lxw_worksheet *sheet,
                    const struct export_table *table)
{
    double whole = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        double width = width_of(&table->columns[i]);
        keep(b, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL));
        whole += width;
    }
    if (whole <= page_width)
        worksheet_fit_to_pages(sheet, 1, 0);
    keep(b, worksheet_set_row(sheet, TITLE_ROW, 24, NULL));
    worksheet_freeze_panes(sheet, FIRST_ROW, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    keep(b, worksheet_repeat_rows(sheet, HEADER_ROW, HEADER_ROW));
}

/* "Figures" of the table "figures". */
static const char *sheet_name(struct arena *a, const char *name)
{
    char first = name[0] >= 'a' && name[0] <= 'z' ? (char)(name[0] - 32) : name[0];
    return arena_format(a, "%c%s", first, name + 1).at;
}

static void put_sheet(struct book *b, const struct export_table *table)
{
    lxw_worksheet *sheet =
        workbook_add_worksheet(b->workbook, sheet_name(b->arena, table->name));
    if (!sheet) {
        keep(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return;
    }
    lay_out(b, sheet, table);
    struct str title = table->title;
    if (table->row_count == 0)
        title = arena_format(b->arena, "%.*s (none held)", STR_ARG(title));
    keep(b, worksheet_write_string(sheet, TITLE_ROW, 0,
                                   cell_text(b->arena, export_text(b->arena, title)),
                                   b->title));
    put_rows(b, sheet, table);
    mark_table(b, sheet, table);
}

/* ---- The workbook */

static char *property(struct arena *a, struct str text)
{
    size_t most = 255; /* of a document's property */
    if (text.len > most)
        text.len = most;
    while (text.len && !str_is_utf8(text, &most))
        text.len = most;
    char *copy = arena_make(a, char, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.at[i];
    return copy;
}

static void say_properties(struct book *b)
{
    struct arena *a = b->arena;
    date made = date_is_none(b->from->at) ? date_of(2000, 1, 1) : b->from->at;
    lxw_doc_properties properties = {
        .title = property(a, b->from->title),
        .subject = property(a, STR("Published evidence")),
        .author = property(a, STR("Assay")),
        .comments = property(a, STR("The sheet Notes names each source, its licence and "
                                    "what every use of it must say.")),
        .created = (time_t)made.days * 86400};
    keep(b, workbook_set_properties(b->workbook, &properties));
}

static status check_rows(const struct export_book *book, struct fault *why)
{
    for (size_t i = 0; i < book->table_count; i++) {
        if (book->tables[i].row_count > ROWS_MOST)
            return fault_set(why, ERR_LIMIT,
                             "%s: %zu rows are more than a sheet can hold (%d); ask for "
                             "CSV",
                             book->tables[i].name, book->tables[i].row_count, ROWS_MOST);
    }
    return OK;
}

/* Closing frees the workbook, however it ends. */
static status write_to(const char *path, struct arena *a, const struct export_book *from,
                       struct fault *why)
{
    struct book b = {
        .from = from, .arena = a, .workbook = workbook_new(path), .error = LXW_NO_ERROR};
    if (!b.workbook)
        return fault_set(why, ERR_LIMIT, "there is no memory for a workbook");
    make_formats(&b);
    say_properties(&b);
    put_sheet(&b, &from->tables[from->table_count - 1]);
    for (size_t i = 0; i + 1 < from->table_count; i++)
        put_sheet(&b, &from->tables[i]);
    keep(&b, workbook_close(b.workbook));
    if (b.error)
        return fault_set(why, ERR_IO, "the workbook could not be written: %s",
                         lxw_strerror(b.error));
    return OK;
}

static status read_back(int file, struct buf *out, struct fault *why)
{
    struct stat about;
    if (fstat(file, &about) || about.st_size <= 0)
        return fault_set(why, ERR_IO, "the workbook could not be read back");
    size_t size = (size_t)about.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return fault_set(why, ERR_LIMIT, "there is no memory for a workbook");
    buf_add(out, (struct str){bytes, size});
    munmap(bytes, size);
    return buf_status(out, why);
}

static status render(const struct export_book *book, struct buf *out, struct fault *why)
{
    char path[64];
    assert(book->table_count > 0);
    TRY(check_rows(book, why));
    int file = memfd_create("workbook", MFD_CLOEXEC);
    if (file < 0)
        return fault_set(why, ERR_IO, "there is no file in memory for a workbook");
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct arena *a = arena_new(512 * MIB);
    status st = write_to(path, a, book, why);
    arena_free(a);
    if (!st)
        st = read_back(file, out, why);
    close(file);
    return st;
}

const struct xlsx_module assay_xlsx_module = {
    .version = XLSX_MODULE_VERSION,
    .book_size = sizeof(struct export_book),
    .table_size = sizeof(struct export_table),
    .cell_size = sizeof(struct export_cell),
    .render = render,
};
