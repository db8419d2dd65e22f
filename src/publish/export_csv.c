/* CSV: RFC 4180 with line feeds, as the national statistics are published. */
#include <math.h>

#include "base/csv.h"
#include "base/json.h"
#include "publish/export.h"

/* The shortest decimal that reads back the same, as JSON writes it. */
static void put_number(struct buf *out, double x)
{
    if (!isfinite(x))
        return;
    struct json j = json_new(out, false);
    json_double(&j, x);
}

static void put_cell(struct buf *out, struct arena *a, enum export_kind kind,
                     const struct export_cell *cell)
{
    switch (kind) {
    case EXPORT_TEXT:
        csv_put(out, export_text(a, cell->text));
        return;
    case EXPORT_NUMBER:
    case EXPORT_WHOLE:
        put_number(out, cell->number);
        return;
    case EXPORT_DAY:
        if (!date_is_none(cell->day))
            buf_add(out, date_iso(a, cell->day));
        return;
    }
}

void export_csv(const struct export_table *table, struct buf *out)
{
    struct export_cell *cells = export_cells(out->arena, table);
    struct arena *scratch = arena_new(64 * MIB);
    for (size_t i = 0; i < table->column_count; i++) {
        buf_add(out, i ? STR(",") : STR(""));
        buf_add(out, str_of(table->columns[i].name));
    }
    buf_char(out, '\n');
    for (size_t row = 0; row < table->row_count; row++) {
        export_row(table, scratch, row, cells);
        for (size_t i = 0; i < table->column_count; i++) {
            if (i)
                buf_char(out, ',');
            put_cell(out, scratch, table->columns[i].kind, &cells[i]);
        }
        buf_char(out, '\n');
        arena_reset(scratch);
    }
    arena_free(scratch);
}
