/* A book as JSON: docs/schemas/export.schema.json.  JSON has no formulas: texts stand as
 * they are. */
#include <math.h>

#include "base/json.h"
#include "publish/export.h"
#include "version.h"

static const char *const kinds[] = {[EXPORT_TEXT] = "text",
                                    [EXPORT_NUMBER] = "number",
                                    [EXPORT_WHOLE] = "integer",
                                    [EXPORT_DAY] = "date"};

static void put_columns(struct json *j, const struct export_table *table)
{
    json_key(j, "columns");
    json_array(j);
    for (size_t i = 0; i < table->column_count; i++) {
        json_object(j);
        json_put_text(j, "name", str_of(table->columns[i].name));
        json_put_text(j, "kind", str_of(kinds[table->columns[i].kind]));
        json_put_text(j, "about", str_of(table->columns[i].about));
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_cell(struct json *j, struct arena *a, enum export_kind kind,
                     const struct export_cell *cell)
{
    bool day = kind == EXPORT_DAY && !date_is_none(cell->day);
    if (kind == EXPORT_TEXT && cell->text.len)
        json_text(j, cell->text);
    else if (day)
        json_text(j, date_iso(a, cell->day));
    else if (kind == EXPORT_TEXT || kind == EXPORT_DAY)
        json_null(j);
    else
        json_double(j, cell->number);
}

static void put_rows(struct json *j, const struct export_table *table)
{
    struct export_cell *cells = export_cells(j->out->arena, table);
    struct arena *scratch = arena_new(64 * MIB);
    json_key(j, "rows");
    json_array(j);
    for (size_t row = 0; row < table->row_count; row++) {
        export_row(table, scratch, row, cells);
        json_object(j);
        for (size_t i = 0; i < table->column_count; i++) {
            json_key(j, table->columns[i].name);
            put_cell(j, scratch, table->columns[i].kind, &cells[i]);
        }
        json_end_object(j);
        arena_reset(scratch);
    }
    json_end_array(j);
    arena_free(scratch);
}

void export_json(const struct export_book *book, struct buf *out)
{
    struct json j = json_new(out, false);
    json_object(&j);
    json_put_text(&j, "form", STR("assay-export-1"));
    json_put_text(&j, "title", book->title);
    json_put_text(&j, "at", date_iso(out->arena, book->at));
    json_put_text(&j, "version", STR(ASSAY_VERSION));
    json_put_bool(&j, "internal", book->internal);
    json_put_text(&j, "attribution", book->attribution);
    json_key(&j, "tables");
    json_array(&j);
    for (size_t i = 0; i < book->table_count; i++) {
        json_object(&j);
        json_put_text(&j, "name", str_of(book->tables[i].name));
        json_put_text(&j, "title", book->tables[i].title);
        put_columns(&j, &book->tables[i]);
        put_rows(&j, &book->tables[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    buf_char(out, '\n');
}
