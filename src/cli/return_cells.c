#include "cli/return_cells.h"

#include "base/csv.h"
#include "publish/export.h"

void returns_put_child(struct buf *out, struct str id)
{
    if (export_is_formula(id))
        id = arena_format(out->arena, "'%.*s", STR_ARG(id));
    csv_put(out, id);
}
