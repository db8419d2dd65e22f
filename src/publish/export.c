#include "publish/export.h"

#include <assert.h>
#include <math.h>

struct export_cell *export_cells(struct arena *a, const struct export_table *table)
{
    return arena_make(a, struct export_cell, table->column_count);
}

void export_row(const struct export_table *table, struct arena *a, size_t row,
                struct export_cell *cells)
{
    assert(row < table->row_count);
    for (size_t i = 0; i < table->column_count; i++)
        cells[i] = (struct export_cell){
            .text = STR(""), .number = (double)NAN, .day = DATE_NONE, .decimals = -1};
    table->row(table->context, a, row, cells);
}

/* ---- What may leave */

static status refuse(const struct cube_measure *measure, size_t period, struct fault *why)
{
    return fault_set(why, ERR_USAGE,
                     "'%.*s' of %.*s is internal: it was computed from records of "
                     "children and has not passed disclosure control; for use inside "
                     "your organisation add --internal",
                     STR_ARG(measure->about.id), STR_ARG(measure->periods[period].text));
}

static status measure_may_leave(const struct cube_measure *measure, struct fault *why)
{
    for (size_t i = 0; i < measure->period_count; i++) {
        if (measure->periods[i].status == STATUS_INTERNAL)
            return refuse(measure, i, why);
    }
    return OK;
}

status export_may_leave(const struct cube *cube, const struct cube_measure *measure,
                        struct fault *why)
{
    if (measure)
        return measure_may_leave(measure, why);
    for (size_t m = 0; m < cube->measure_count; m++)
        TRY(measure_may_leave(&cube->measures[m], why));
    return OK;
}

/* ---- Names of files */

/* A small letter or digit; a hyphen for all else. */
static char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
}

struct str export_slug(struct arena *a, struct str name)
{
    struct buf out = buf_new(a, KIB);
    for (size_t i = 0; i < name.len && out.len < 100; i++) {
        char c = plain(name.at[i]);
        bool again = c == '-' && (out.len == 0 || out.at[out.len - 1] == '-');
        if (!again)
            buf_char(&out, c);
    }
    struct str text = buf_text(&out);
    if (str_ends(text, STR("-")))
        text.len--;
    return text.len ? text : STR("unnamed");
}
