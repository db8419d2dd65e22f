/* Office Open XML workbooks, ECMA-376 part 1: 18.2 (workbook), 18.3 (sheets), 18.4
 * (shared strings); part 2 for relationships. */
#include <string.h>

#include "evidence/sheets_read.h"

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static status no_end(void *to, const char *name, struct fault *why)
{
    (void)to, (void)name, (void)why;
    return OK;
}

/* --- relationships: which part an id stands for --------------------------------------
 */

struct relation {
    struct str id, target;
    bool is_workbook, is_strings;
};

struct relations {
    struct arena *arena;
    struct grid_list list;
};

static status relation_start(void *to, const struct xml_element *element,
                             struct fault *why)
{
    struct relations *all = to;
    if (!is(element->name, "Relationship"))
        return OK;
    struct str id = xml_attribute(element, "Id"), type = xml_attribute(element, "Type"),
               target = xml_attribute(element, "Target");
    if (id.len > 1000 || target.len > 1000)
        return OK;
    if (all->list.count == 1000)
        return OK; /* the hyperlinks of a sheet; what is asked for comes first */
    TRY(grid_room(all->arena, sizeof(struct relation), &all->list, why));
    struct relation *at = all->list.at;
    at[all->list.count++] = (struct relation){
        .id = arena_copy(all->arena, id),
        .target = arena_copy(all->arena, target),
        .is_workbook = str_ends(type, STR("/officeDocument")),
        .is_strings = str_ends(type, STR("/sharedStrings")),
    };
    return OK;
}

static status read_relations(struct package *package, const char *part,
                             struct relations *out, struct fault *why)
{
    *out = (struct relations){.arena = package->arena};
    struct xml_reader reader = {.to = out, .start = relation_start, .end = no_end};
    return package_read(package, part, &reader, why);
}

static const struct relation *relation_at(const struct relations *all, size_t i)
{
    const struct relation *at = all->list.at;
    return &at[i];
}

/* A target is relative to the folder of its owner, or from the top. */
static const char *part_of(struct arena *a, struct str folder, struct str target)
{
    if (str_starts(target, STR("/")))
        return arena_copy(a, (struct str){target.at + 1, target.len - 1}).at;
    return arena_format(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(target)).at;
}

/* --- shared strings ------------------------------------------------------------------
 */

struct strings {
    struct grid *grid;
    struct grid_list list; /* of struct str */
    bool in_text;
    unsigned phonetic; /* inside how a word is said, which is no part of it */
};

static status strings_start(void *to, const struct xml_element *element,
                            struct fault *why)
{
    struct strings *s = to;
    (void)why;
    if (is(element->name, "rPh"))
        s->phonetic++;
    s->in_text = is(element->name, "t") && !s->phonetic;
    return OK;
}

static status strings_end(void *to, const char *name, struct fault *why)
{
    struct strings *s = to;
    s->in_text = false;
    if (is(name, "rPh") && s->phonetic)
        s->phonetic--;
    if (!is(name, "si"))
        return OK;
    TRY(grid_room(s->grid->arena, sizeof(struct str), &s->list, why));
    struct str *at = s->list.at;
    return grid_text_take(s->grid, &at[s->list.count++], why);
}

static status strings_text(void *to, struct str text, struct fault *why)
{
    struct strings *s = to;
    (void)why;
    if (s->in_text)
        grid_text_add(s->grid, text);
    return OK;
}

/* --- a sheet -------------------------------------------------------------------------
 */

enum cell_type { CELL_WRITTEN, CELL_SHARED, CELL_INLINE, CELL_TRUTH };

struct reading {
    struct grid *grid;
    const struct strings *strings;
    size_t row, column;
    enum cell_type type;
    bool in_text;
    unsigned phonetic;
};

/* "AB12": the column's letters, A being 0; a reference that is none leaves the column. */
static size_t column_of(struct str reference, size_t otherwise)
{
    size_t column = 0, i = 0;
    for (; i < reference.len && i < 4; i++) {
        char c = reference.at[i];
        if (c < 'A' || c > 'Z')
            break;
        column = column * 26 + (size_t)(c - 'A' + 1);
    }
    return column ? column - 1 : otherwise;
}

static enum cell_type type_of(struct str t)
{
    if (str_equal(t, STR("s")))
        return CELL_SHARED;
    if (str_equal(t, STR("inlineStr")))
        return CELL_INLINE;
    return str_equal(t, STR("b")) ? CELL_TRUTH : CELL_WRITTEN;
}

static status sheet_element(void *to, const struct xml_element *element,
                            struct fault *why)
{
    struct reading *r = to;
    (void)why;
    if (is(element->name, "row")) {
        size_t row = xml_number(element, "r", r->row + 1);
        r->row = row > r->row ? row : r->row + 1;
        r->column = 0;
    } else if (is(element->name, "c")) {
        r->column = column_of(xml_attribute(element, "r"), r->column);
        r->type = type_of(xml_attribute(element, "t"));
    } else if (is(element->name, "v")) {
        r->in_text = r->type != CELL_INLINE;
    } else if (is(element->name, "rPh")) {
        r->phonetic++;
    } else if (is(element->name, "t")) {
        r->in_text = r->type == CELL_INLINE && !r->phonetic;
    }
    return OK;
}

static status shared_text(const struct reading *r, struct str number, struct str *out,
                          struct fault *why)
{
    size_t n = 0;
    const struct str *at = r->strings->list.at;
    for (size_t i = 0; i < number.len && i < 10; i++) {
        if (number.at[i] < '0' || number.at[i] > '9')
            n = SIZE_MAX / 100;
        else
            n = n * 10 + (size_t)(number.at[i] - '0');
    }
    if (number.len == 0 || n >= r->strings->list.count)
        return fault_set(why, ERR_FORMAT,
                         "row %zu names a text that the workbook does not have; save it "
                         "again",
                         r->row);
    *out = at[n];
    return OK;
}

static status end_cell(struct reading *r, struct fault *why)
{
    struct str text;
    TRY(grid_text_take(r->grid, &text, why));
    if (r->type == CELL_SHARED && text.len)
        TRY(shared_text(r, text, &text, why));
    if (r->type == CELL_TRUTH && text.len)
        text = str_equal(text, STR("1")) ? STR("TRUE") : STR("FALSE");
    grid_put(r->grid, r->column, 1, text);
    r->column++;
    return OK;
}

static status sheet_end(void *to, const char *name, struct fault *why)
{
    struct reading *r = to;
    r->in_text = false;
    if (is(name, "c"))
        return end_cell(r, why);
    if (is(name, "rPh") && r->phonetic)
        r->phonetic--;
    return is(name, "row") ? grid_end_row(r->grid, r->row, 1, why) : OK;
}

static status sheet_text(void *to, struct str text, struct fault *why)
{
    struct reading *r = to;
    (void)why;
    if (r->in_text)
        grid_text_add(r->grid, text);
    return OK;
}

/* --- the workbook --------------------------------------------------------------------
 */

struct listed_sheet {
    struct str name, relation;
};

struct contents {
    struct arena *arena;
    struct grid_list sheets;
    bool from_1904;
};

/* Without entities expanded, libxml2 leaves an ampersand of an attribute as "&#38;". */
static struct str attribute_text(struct arena *a, struct str raw)
{
    struct str escape = STR("&#38;");
    struct str copy = arena_copy(a, raw);
    char *at = arena_alloc(a, raw.len);
    size_t len = 0;
    for (size_t i = 0; i < copy.len; i++) {
        at[len++] = copy.at[i];
        if (str_starts((struct str){copy.at + i, copy.len - i}, escape))
            i += escape.len - 1;
    }
    return (struct str){at, len};
}

static status contents_start(void *to, const struct xml_element *element,
                             struct fault *why)
{
    struct contents *c = to;
    if (is(element->name, "workbookPr")) {
        struct str from = xml_attribute(element, "date1904");
        c->from_1904 = str_equal(from, STR("1")) || str_equal(from, STR("true"));
    }
    if (!is(element->name, "sheet"))
        return OK;
    struct str name = xml_attribute(element, "name"), id = xml_attribute(element, "id");
    if (c->sheets.count == GRID_SHEETS || name.len > 1000 || id.len > 1000)
        return fault_set(why, ERR_LIMIT, "this workbook has more than %d sheets",
                         GRID_SHEETS);
    TRY(grid_room(c->arena, sizeof(struct listed_sheet), &c->sheets, why));
    struct listed_sheet *at = c->sheets.at;
    at[c->sheets.count++] =
        (struct listed_sheet){attribute_text(c->arena, name), arena_copy(c->arena, id)};
    return OK;
}

struct workbook_parts {
    struct str folder; /* of the workbook, as "xl/" */
    struct relations relations;
    struct contents contents;
    struct strings strings;
};

/* "xl/workbook.xml" and "xl/_rels/workbook.xml.rels", as the package names them. */
static status find_workbook(struct package *package, struct workbook_parts *parts,
                            struct fault *why)
{
    struct relations top;
    const char *workbook = "xl/workbook.xml";
    TRY(read_relations(package, "_rels/.rels", &top, why));
    for (size_t i = 0; i < top.list.count; i++) {
        if (relation_at(&top, i)->is_workbook)
            workbook = part_of(package->arena, STR(""), relation_at(&top, i)->target);
    }
    struct str path = str_of(workbook);
    size_t slash = str_find_last(path, '/');
    size_t start = slash < path.len ? slash + 1 : 0;
    struct str name = {path.at + start, path.len - start};
    parts->folder = (struct str){path.at, start};
    struct str beside = arena_format(package->arena, "%.*s_rels/%.*s.rels",
                                     STR_ARG(parts->folder), STR_ARG(name));
    TRY(read_relations(package, beside.at, &parts->relations, why));
    parts->contents = (struct contents){.arena = package->arena};
    struct xml_reader reader = {
        .to = &parts->contents, .start = contents_start, .end = no_end};
    return package_read(package, workbook, &reader, why);
}

static status read_strings(struct package *package, struct workbook_parts *parts,
                           struct fault *why)
{
    struct xml_reader reader = {.to = &parts->strings,
                                .start = strings_start,
                                .end = strings_end,
                                .text = strings_text};
    for (size_t i = 0; i < parts->relations.list.count; i++) {
        const struct relation *relation = relation_at(&parts->relations, i);
        if (relation->is_strings)
            return package_read(package,
                                part_of(package->arena, parts->folder, relation->target),
                                &reader, why);
    }
    return OK;
}

static status read_sheet(struct package *package, const struct workbook_parts *parts,
                         const struct listed_sheet *listed, struct fault *why)
{
    struct grid *grid = parts->strings.grid;
    struct reading reading = {.grid = grid, .strings = &parts->strings};
    struct xml_reader reader = {
        .to = &reading, .start = sheet_element, .end = sheet_end, .text = sheet_text};
    for (size_t i = 0; i < parts->relations.list.count; i++) {
        const struct relation *relation = relation_at(&parts->relations, i);
        if (!str_equal(relation->id, listed->relation))
            continue;
        TRY(grid_start_sheet(grid, listed->name, why));
        const char *part = part_of(package->arena, parts->folder, relation->target);
        TRY(package_read(package, part, &reader, why));
        grid_end_sheet(grid);
        return OK;
    }
    return fault_set(why, ERR_FORMAT,
                     "the sheet \"%.*s\" is not in this workbook; save "
                     "it again",
                     STR_ARG(listed->name));
}

status sheets_read_xlsx(struct package *package, struct grid *grid, struct fault *why)
{
    struct workbook_parts parts = {.strings = {.grid = grid}};
    TRY(find_workbook(package, &parts, why));
    if (parts.contents.from_1904)
        return fault_set(why, ERR_FORMAT,
                         "this workbook counts days from 1904, so its dates would be "
                         "read four years early; save it with the 1900 date system");
    TRY(read_strings(package, &parts, why));
    const struct listed_sheet *listed = parts.contents.sheets.at;
    for (size_t i = 0; i < parts.contents.sheets.count; i++)
        TRY(read_sheet(package, &parts, &listed[i], why));
    return OK;
}
