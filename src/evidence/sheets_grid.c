#include "evidence/sheets_grid.h"

#include <assert.h>
#include <string.h>

static status no_memory(struct fault *why)
{
    return fault_set(why, ERR_LIMIT, "this workbook needs more memory than it may have");
}

status grid_new(struct arena *a, struct str file, struct grid **out, struct fault *why)
{
    struct grid *grid = arena_try(a, sizeof *grid);
    if (!grid)
        return no_memory(why);
    grid->arena = a;
    grid->file = file;
    grid->sheets = arena_try(a, GRID_SHEETS * sizeof *grid->sheets);
    grid->text = arena_try(a, GRID_TEXT_MOST);
    if (!grid->sheets || !grid->text)
        return no_memory(why);
    *out = grid;
    return OK;
}

status grid_room(struct arena *a, size_t size, struct grid_list *list, struct fault *why)
{
    if (list->count < list->capacity)
        return OK;
    size_t doubled = list->capacity ? list->capacity * 2 : 64;
    void *grown = doubled < SIZE_MAX / size ? arena_try(a, doubled * size) : NULL;
    if (!grown)
        return no_memory(why);
    if (list->count)
        memcpy(grown, list->at, list->count * size);
    list->at = grown;
    list->capacity = doubled;
    return OK;
}

status grid_start_sheet(struct grid *grid, struct str name, struct fault *why)
{
    if (grid->sheet_count == GRID_SHEETS)
        return fault_set(why, ERR_LIMIT, "this workbook has more than %d sheets",
                         GRID_SHEETS);
    if (name.len > 1000)
        return fault_set(why, ERR_FORMAT, "a sheet's name is longer than 1,000 bytes");
    struct sheet *sheet = &grid->sheets[grid->sheet_count++];
    sheet->kind = SHEET_GRID;
    sheet->name = arena_copy(grid->arena, name);
    sheet->file =
        arena_format(grid->arena, "%.*s#%.*s", STR_ARG(grid->file), STR_ARG(name));
    grid->lines = NULL;
    grid->line_count = grid->capacity = 0;
    return OK;
}

void grid_end_sheet(struct grid *grid)
{
    assert(grid->sheet_count > 0);
    struct sheet *sheet = &grid->sheets[grid->sheet_count - 1];
    sheet->lines = grid->lines;
    sheet->line_count = grid->line_count;
}

void grid_put(struct grid *grid, size_t column, size_t times, struct str text)
{
    if (text.len == 0 || column >= GRID_COLUMNS)
        return;
    size_t end = times < GRID_COLUMNS - column ? column + times : GRID_COLUMNS;
    for (size_t i = column; i < end; i++)
        grid->cells[i] = text;
    if (grid->width < end)
        grid->width = end;
}

static status keep_line(struct grid *grid, struct sheet_line line, struct fault *why)
{
    struct grid_list list = {grid->lines, grid->line_count, grid->capacity};
    TRY(grid_room(grid->arena, sizeof line, &list, why));
    grid->lines = list.at;
    grid->capacity = list.capacity;
    grid->lines[grid->line_count++] = line;
    return OK;
}

/* Rows that repeat share their cells. */
static status keep_row(struct grid *grid, size_t row, size_t times, struct fault *why)
{
    size_t bytes = grid->width * sizeof *grid->cells;
    grid->rows_kept += times;
    grid->cells_kept += grid->width;
    if (grid->rows_kept > GRID_ROWS_MOST || grid->cells_kept > GRID_CELLS_MOST)
        return fault_set(
            why, ERR_LIMIT, "this workbook has more than %llu rows or %llu cells",
            (unsigned long long)GRID_ROWS_MOST, (unsigned long long)GRID_CELLS_MOST);
    struct str *cells = arena_try(grid->arena, bytes);
    if (!cells)
        return no_memory(why);
    memcpy(cells, grid->cells, bytes);
    for (size_t i = 0; i < times; i++)
        TRY(keep_line(
            grid, (struct sheet_line){cells, (uint32_t)grid->width, (uint32_t)(row + i)},
            why));
    return OK;
}

status grid_end_row(struct grid *grid, size_t row, size_t times, struct fault *why)
{
    if (grid->width == 0)
        return OK;
    /* Rows are numbered to 1,048,576 by every program that makes such files; past this
     * a number would not fit. */
    if (row > UINT32_MAX / 2 || times > GRID_ROWS_MOST)
        return fault_set(why, ERR_LIMIT, "a row repeats or is numbered past %llu",
                         (unsigned long long)GRID_ROWS_MOST);
    TRY(keep_row(grid, row, times, why));
    memset(grid->cells, 0, grid->width * sizeof *grid->cells);
    grid->width = 0;
    return OK;
}

void grid_text_add(struct grid *grid, struct str text)
{
    size_t room = GRID_TEXT_MOST - grid->text_len;
    size_t len = text.len < room ? text.len : room;
    if (len)
        memcpy(grid->text + grid->text_len, text.at, len);
    grid->text_len += len;
}

/* A text cut at the limit ends with a whole character. */
static struct str whole_characters(struct str s)
{
    size_t bad;
    if (s.len == GRID_TEXT_MOST && !str_is_utf8(s, &bad))
        s.len = bad;
    return s;
}

status grid_text_take(struct grid *grid, struct str *out, struct fault *why)
{
    struct str text = {grid->text, grid->text_len};
    text = str_trim(whole_characters(text));
    grid->text_len = 0;
    *out = (struct str){0};
    if (text.len == 0)
        return OK;
    char *kept = arena_try(grid->arena, text.len);
    if (!kept)
        return no_memory(why);
    memcpy(kept, text.at, text.len);
    *out = (struct str){kept, text.len};
    return OK;
}
