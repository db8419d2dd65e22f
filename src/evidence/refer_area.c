/* Areas by name: those that areas.csv lists, and, where it is absent, those that rows
 * name.  England and its regions are areas to compare with and need no list. */
#include <assert.h>

#include "evidence/reader.h"

/* The regions of England as the national statistics name them. */
static const char *const regions[] = {
    "North East",    "North West",    "Yorkshire and The Humber",
    "East Midlands", "West Midlands", "East of England",
    "London",        "South East",    "South West",
};

/* A name stands in r->areas for a raw row of areas.csv, or, past their number, for an
 * area that no row lists. */

static struct str cell_of(const struct raw *raw, const char *column)
{
    size_t at = form_column(raw->file->form, str_of(column));
    return at == NO_COLUMN ? STR("") : raw->cells[at];
}

static void suggest_from(struct reading *r, struct str name)
{
    r->area_names = arena_grow(r->arena, struct str, r->area_names, r->area_name_count,
                               &r->area_name_capacity);
    r->area_names[r->area_name_count++] = name;
}

/* Says so where the name is taken by another area. */
static void add_name(struct reading *r, const struct raw *raw, struct str name)
{
    const struct raw_table *listed = &r->tables[TABLE_AREAS];
    size_t at = (size_t)(raw - listed->at), other;
    if (str_is_empty(name) || index_add(&r->areas, STR(""), name, at))
        return;
    if (!index_find(&r->areas, STR(""), name, &other) || other == at)
        return;
    struct remark remark = {
        .kind = REMARK_CONTRADICTION,
        .file = raw->file->name,
        .record = raw->record,
        .found = name,
        .ids = (const struct str[]){listed->at[other].id, raw->id},
        .id_count = 2,
        .text = arena_format(r->arena,
                             "\"%.*s\" is a name or code of two areas, here and at %.*s; "
                             "it stands for the first: correct one of the two",
                             STR_ARG(name), STR_ARG(listed->at[other].id))};
    raw_place(raw, NO_COLUMN, &remark.line, &remark.column);
    remarks_add(r->remarks, &remark);
}

static void add_aliases(struct reading *r, const struct raw *raw)
{
    struct str rest = cell_of(raw, "aliases");
    while (rest.len) {
        struct str alias = str_cut(rest, ';', &rest);
        add_name(r, raw, str_trim(alias));
    }
}

/* Names come before codes and aliases: an area is called what it is called, whatever
 * another one used to be called. */
static void collect_listed(struct reading *r)
{
    const struct raw_table *listed = &r->tables[TABLE_AREAS];
    for (size_t i = 0; i < listed->count; i++) {
        const struct raw *raw = &listed->at[i];
        if (raw->state == RAW_REPEATED || str_is_empty(cell_of(raw, "name")))
            continue;
        r->areas_listed = true;
        if (raw->state == RAW_READ) {
            add_name(r, raw, cell_of(raw, "name"));
            suggest_from(r, cell_of(raw, "name"));
        }
    }
    for (size_t i = 0; i < listed->count; i++) {
        const struct raw *raw = &listed->at[i];
        if (raw->state != RAW_READ)
            continue;
        add_name(r, raw, cell_of(raw, "la_code"));
        add_name(r, raw, cell_of(raw, "ons_code"));
        add_aliases(r, raw);
    }
}

/* Areas that no row lists. */
struct unlisted {
    struct area *at;
    size_t count, capacity;
    struct index regions;
};

static void add_unlisted(struct reading *r, struct unlisted *all, struct str name,
                         struct str type)
{
    if (!index_add(&r->areas, STR(""), name, r->tables[TABLE_AREAS].count + all->count))
        return;
    all->at = arena_grow(r->arena, struct area, all->at, all->count, &all->capacity);
    all->at[all->count++] = (struct area){.row = {.id = STR("")},
                                          .name = name,
                                          .la_code = STR(""),
                                          .ons_code = STR(""),
                                          .region = STR(""),
                                          .type = type,
                                          .live_from = DATE_NONE,
                                          .live_to = DATE_NONE};
}

static void collect_regions(struct reading *r, struct index *all)
{
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        index_add(all, STR(""), str_of(regions[i]), i);
    const struct raw_table *listed = &r->tables[TABLE_AREAS];
    for (size_t i = 0; i < listed->count; i++)
        index_add(all, STR(""), cell_of(&listed->at[i], "region"), i);
}

static void warn_of_lookalike(struct reading *r, const struct raw *raw,
                              const char *column, struct str name)
{
    enum { LOOKED_AT = 200 }; /* more names than that nobody typed by hand */
    if (name.len < 4 || r->area_name_count > LOOKED_AT)
        return;
    for (size_t i = 0; i < r->area_name_count; i++) {
        if (str_distance(name, r->area_names[i], 1) > 1)
            continue;
        struct remark remark = {.kind = REMARK_WARNING,
                                .file = raw->file->name,
                                .record = raw->record,
                                .field = str_of(column),
                                .found = name,
                                .expected = r->area_names[i]};
        remark.text = arena_format(r->arena,
                                   "area \"%.*s\" is nearly named like \"%.*s\"; if they "
                                   "are one, correct the name",
                                   STR_ARG(name), STR_ARG(r->area_names[i]));
        raw_place(raw, form_column(raw->file->form, remark.field), &remark.line,
                  &remark.column);
        remarks_add(r->remarks, &remark);
    }
}

/* Lets a row name an area that is not listed, where that is allowed. */
static void collect_named(struct reading *r, struct unlisted *all, const struct raw *raw,
                          const char *column)
{
    struct str name = cell_of(raw, column);
    size_t at;
    if (str_is_empty(name) || raw->state == RAW_BAD ||
        index_find(&r->areas, STR(""), name, &at))
        return;
    if (str_equal_fold(name, STR("England")))
        add_unlisted(r, all, name, STR("country"));
    else if (index_find(&all->regions, STR(""), name, &at))
        add_unlisted(r, all, name, STR("region"));
    else if (!r->areas_listed) {
        warn_of_lookalike(r, raw, column, name);
        suggest_from(r, name);
        add_unlisted(r, all, name, STR(""));
    }
}

bool refer_is_number(struct str subject)
{
    bool digit = false;
    for (size_t i = 0; i < subject.len; i++) {
        char c = subject.at[i];
        digit |= c >= '0' && c <= '9';
        if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z'))
            return false;
    }
    return digit;
}

/* A subject is a setting before it is an area.  One that no other row names as an area
 * and that is written nearly like a setting is no new area but a slip. */
static bool names_setting(struct reading *r, const struct raw *raw)
{
    struct str subject = cell_of(raw, "subject");
    size_t at;
    if (refer_key(r, TABLE_SETTINGS, raw->file, subject) || refer_is_number(subject))
        return true;
    return !r->areas_listed && !index_find(&r->areas, STR(""), subject, &at) &&
           !str_is_empty(refer_nearest_key(r, TABLE_SETTINGS, subject));
}

/* Subjects of inspections come last, when all other tables have named their areas. */
static void collect_unlisted(struct reading *r, struct unlisted *all)
{
    for (size_t t = TABLE_NEIGHBOURS; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < r->tables[t].count; i++) {
            const struct raw *raw = &r->tables[t].at[i];
            collect_named(r, all, raw, "area");
            if (t == TABLE_NEIGHBOURS)
                collect_named(r, all, raw, "neighbour");
        }
    const struct raw_table *inspections = &r->tables[TABLE_INSPECTIONS];
    for (size_t i = 0; i < inspections->count; i++)
        if (!names_setting(r, &inspections->at[i]))
            collect_named(r, all, &inspections->at[i], "subject");
}

/* Only their room: listed areas are built into it first (build.c). */
void refer_collect_areas(struct reading *r)
{
    struct unlisted unlisted = {.regions = index_new(r->arena)};
    size_t listed = r->tables[TABLE_AREAS].count;
    collect_regions(r, &unlisted.regions);
    collect_listed(r);
    collect_unlisted(r, &unlisted);
    struct area *areas = arena_make(r->arena, struct area, listed + unlisted.count);
    for (size_t i = 0; i < unlisted.count; i++)
        areas[listed + i] = unlisted.at[i];
    r->evidence->areas = areas;
    r->unlisted_areas = unlisted.count;
}

void refer_settle_areas(struct reading *r)
{
    struct evidence *evidence = r->evidence;
    size_t listed = r->tables[TABLE_AREAS].count;
    r->listed_areas = evidence->areas_count;
    for (size_t i = 0; i < r->listed_areas; i++)
        evidence->areas[i].listed = true;
    for (size_t i = 0; i < r->unlisted_areas; i++)
        evidence->areas[evidence->areas_count++] = evidence->areas[listed + i];
}

const struct area *refer_area(const struct reading *r, struct str name)
{
    const struct raw_table *listed = &r->tables[TABLE_AREAS];
    size_t at;
    if (str_is_empty(name) || !index_find(&r->areas, STR(""), name, &at))
        return NULL;
    if (at >= listed->count)
        return &r->evidence->areas[r->listed_areas + at - listed->count];
    const struct raw *raw = &listed->at[at];
    return raw->state == RAW_TAKEN ? &r->evidence->areas[raw->row] : NULL;
}
