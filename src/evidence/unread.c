/* What could be read of a bad row: enough to know which questions it might have answered.
 */
#include "evidence/reader.h"

static struct str cell_of(const struct raw *raw, const char *column)
{
    size_t at = form_column(raw->file->form, str_of(column));
    return at == NO_COLUMN ? STR("") : raw->cells[at];
}

/* The area of an inspection's subject: the setting's, or the subject itself. */
static const struct area *area_of_subject(const struct reading *r, const struct raw *raw)
{
    struct str subject = cell_of(raw, "subject");
    const struct raw *setting = refer_key(r, TABLE_SETTINGS, raw->file, subject);
    return refer_area(r, setting ? cell_of(setting, "area") : subject);
}

static struct str lower_case(struct arena *a, struct str s)
{
    char *text = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        text[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 32) : s.at[i];
    return (struct str){text, s.len};
}

static void keep(struct reading *r, const struct unread *unread)
{
    struct evidence *evidence = r->evidence;
    evidence->unread = arena_grow(r->arena, struct unread, evidence->unread,
                                  evidence->unread_count, &r->unread_capacity);
    evidence->unread[evidence->unread_count++] = *unread;
}

void unread_add(struct reading *r, const struct raw *raw)
{
    enum table table = raw->file->form->table;
    struct unread unread = {.table = table,
                            .row = {raw->id, raw->record, raw->changed},
                            .area = refer_area(r, cell_of(raw, "area"))};
    const struct raw *inspection = raw;
    if (table != TABLE_INSPECTIONS)
        inspection =
            refer_key(r, TABLE_INSPECTIONS, raw->file, cell_of(raw, "inspection"));
    const struct raw *named = inspection ? inspection : raw;
    unread.framework = lower_case(r->arena, cell_of(named, "framework"));
    if (!unread.area && inspection)
        unread.area = area_of_subject(r, inspection);
    int kind = 0;
    if (table == TABLE_FINDINGS)
        unread.has_kind =
            vocabulary_find(&vocabulary_finding_kind, cell_of(raw, "kind"), &kind);
    unread.kind = (enum finding_kind)kind;
    keep(r, &unread);
}

void unread_table(struct reading *r, enum table table, struct str file)
{
    struct unread unread = {.table = table, .row = {.id = file}};
    keep(r, &unread);
}
