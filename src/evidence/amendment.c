/* What if a cell were another?  The cell is replaced before anything is read from it, so
 * every rule of the format holds for what stands there now. */
#include "evidence/reader.h"

static void amend(struct reading *r, struct amendment *amendment)
{
    struct raw *raw = refer_id(r, amendment->id);
    if (!raw || raw->state != RAW_READ)
        return;
    size_t column = form_column(raw->file->form, amendment->column);
    if (column == NO_COLUMN)
        return;
    amendment->used = true;
    raw->changed = true;
    raw->blanked |= amendment->absent;
    raw->cells[column] =
        amendment->absent ? STR("") : str_trim(arena_copy(r->arena, amendment->value));
}

void amend_rows(struct reading *r, struct amendment *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        amend(r, &all[i]);
}
