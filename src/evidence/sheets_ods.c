/* OpenDocument spreadsheets, OASIS ODF 1.2 part 1: 9.1 (tables), 19.385 (value
 * types), 6.1 (white space in paragraphs). */
#include <string.h>

#include "base/buf.h"
#include "evidence/sheets_read.h"

struct reading {
    struct grid *grid;
    size_t row, row_times;       /* of the row being read; rows count from 1 */
    size_t column, column_times; /* of the cell being read */
    bool in_sheet, in_cell, in_paragraph, spaced;
    unsigned skipping; /* depth inside what is no part of a cell's text */
    struct str value;  /* as stored, for numbers, dates and truths */
    char stored[64];
};

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

/* Notes beside a text, and tables and drawings within a cell. */
static bool is_no_text(const struct reading *r, const char *name)
{
    if (r->in_cell && (is(name, "table") || is(name, "table-row")))
        return true;
    return is(name, "annotation") || is(name, "note") || is(name, "shapes") ||
           is(name, "tracked-changes");
}

/* What a cell stores beside the text it shows; texts longer than any number are none. */
static struct str stored_value(struct reading *r, const struct xml_element *element)
{
    static const struct {
        const char *type, *attribute;
    } types[] = {
        {"float", "value"},     {"percentage", "value"},      {"currency", "value"},
        {"date", "date-value"}, {"boolean", "boolean-value"}, {"time", "time-value"},
    };
    struct str type = xml_attribute(element, "value-type"), value = {0};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_equal(type, str_of(types[i].type)))
            value = xml_attribute(element, types[i].attribute);
    }
    if (value.len > sizeof r->stored)
        return (struct str){0};
    if (str_equal(value, STR("true")))
        return STR("TRUE");
    if (str_equal(value, STR("false")))
        return STR("FALSE");
    if (str_ends(value, STR("T00:00:00")))
        value.len -= sizeof "T00:00:00" - 1;
    if (value.at)
        memcpy(r->stored, value.at, value.len);
    return (struct str){r->stored, value.len};
}

static void start_cell(struct reading *r, const struct xml_element *element)
{
    r->in_cell = true;
    r->column_times = xml_number(element, "number-columns-repeated", 1);
    r->value = stored_value(r, element);
}

/* Marks inside a paragraph that stand for white space. */
static void add_space(struct reading *r, const struct xml_element *element)
{
    if (!r->in_paragraph)
        return;
    size_t times = is(element->name, "s") ? xml_number(element, "c", 1) : 1;
    struct str mark = is(element->name, "line-break") ? STR("\n") : STR(" ");
    for (size_t i = 0; i < times && i < GRID_COLUMNS; i++)
        grid_text_add(r->grid, mark);
    r->spaced = false;
}

static void start_paragraph(struct reading *r)
{
    if (!r->in_cell)
        return;
    if (r->grid->text_len)
        grid_text_add(r->grid, STR("\n"));
    r->in_paragraph = true;
    r->spaced = true;
}

/* libxml2 leaves an ampersand of an attribute as "&#38;" where it expands nothing. */
static struct str sheet_name(struct arena *a, struct str raw)
{
    struct buf out = buf_new(a, 4 * KIB);
    while (raw.len) {
        bool escape = str_starts(raw, STR("&#38;"));
        size_t step = escape ? sizeof "&#38;" - 1 : 1;
        buf_char(&out, raw.at[0]);
        raw = (struct str){raw.at + step, raw.len - step};
    }
    return buf_text(&out);
}

static status start_sheet(struct reading *r, const struct xml_element *element,
                          struct fault *why)
{
    struct str name = xml_attribute(element, "name");
    r->in_sheet = true;
    r->row = 1;
    return grid_start_sheet(r->grid, sheet_name(r->grid->arena, name), why);
}

static status on_start(void *to, const struct xml_element *element, struct fault *why)
{
    struct reading *r = to;
    const char *name = element->name;
    if (r->skipping || is_no_text(r, name)) {
        r->skipping++;
        return OK;
    }
    if (is(name, "table"))
        return start_sheet(r, element, why);
    if (!r->in_sheet)
        return OK;
    if (is(name, "table-row")) {
        r->row_times = xml_number(element, "number-rows-repeated", 1);
        r->column = 0;
    } else if (is(name, "table-cell") || is(name, "covered-table-cell")) {
        start_cell(r, element);
    } else if (is(name, "p")) {
        start_paragraph(r);
    } else if (is(name, "s") || is(name, "tab") || is(name, "line-break")) {
        add_space(r, element);
    }
    return OK;
}

static status end_cell(struct reading *r, struct fault *why)
{
    if (r->value.len) {
        r->grid->text_len = 0;
        grid_text_add(r->grid, r->value);
    }
    struct str text;
    TRY(grid_text_take(r->grid, &text, why));
    grid_put(r->grid, r->column, r->column_times, text);
    r->column += r->column_times;
    r->in_cell = false;
    return OK;
}

static status end_row(struct reading *r, struct fault *why)
{
    TRY(grid_end_row(r->grid, r->row, r->row_times, why));
    r->row += r->row_times;
    return OK;
}

static status on_end(void *to, const char *name, struct fault *why)
{
    struct reading *r = to;
    if (r->skipping) {
        r->skipping--;
        return OK;
    }
    if (!r->in_sheet)
        return OK;
    if (is(name, "p"))
        r->in_paragraph = false;
    if (is(name, "table-cell") || is(name, "covered-table-cell"))
        return end_cell(r, why);
    if (is(name, "table-row"))
        return end_row(r, why);
    if (is(name, "table")) {
        grid_end_sheet(r->grid);
        r->in_sheet = false;
    }
    return OK;
}

/* Runs of white space are one space, and none at the start: marks stand for the rest. */
static status on_text(void *to, struct str text, struct fault *why)
{
    struct reading *r = to;
    (void)why;
    if (!r->in_paragraph || r->skipping)
        return OK;
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        bool white = i < text.len && strchr(" \t\r\n", text.at[i]) && text.at[i];
        if (i < text.len && !white) {
            r->spaced = false;
            continue;
        }
        grid_text_add(r->grid, (struct str){text.at + start, i - start});
        start = i + 1;
        if (white && !r->spaced)
            grid_text_add(r->grid, STR(" "));
        r->spaced = r->spaced || white;
    }
    return OK;
}

status sheets_read_ods(struct package *package, struct grid *grid, struct fault *why)
{
    struct reading reading = {.grid = grid};
    struct xml_reader reader = {
        .to = &reading, .start = on_start, .end = on_end, .text = on_text};
    return package_read(package, "content.xml", &reader, why);
}
