/* Children of a chunk, from the places of their rows. */
#include <assert.h>
#include <stdlib.h>

#include "records/group_inside.h"
#include "records/xml_903.h"

/* Rows with no more than this between them are read at once: to copy it costs about what
 * a call of the system does. */
#define GAP_MOST (2 * KIB)
#define READ_MOST MIB

/* ---- Bytes of the chunk's rows */

/* A row to read, and where its bytes are once they are. */
struct wanted {
    const struct spot *spot;
    const char *bytes; /* NULL where they could not be read */
};

static int by_place(const void *a, const void *b)
{
    const struct wanted *left = *(struct wanted *const *)a,
                        *right = *(struct wanted *const *)b;
    if (left->spot->file != right->spot->file)
        return left->spot->file < right->spot->file ? -1 : 1;
    return (left->spot->place > right->spot->place) -
           (left->spot->place < right->spot->place);
}

/* How many rows from the first on lie together, and the bytes they span. */
static size_t run_of(struct wanted *const *rows, size_t count, size_t *bytes)
{
    const struct spot *first = rows[0]->spot;
    uint64_t from = spot_at(first), end = from + spot_length(first);
    size_t n = 1;
    for (; n < count && rows[n]->spot->file == first->file; n++) {
        uint64_t at = spot_at(rows[n]->spot), stop = at + spot_length(rows[n]->spot);
        if (at > end + GAP_MOST || stop - from > READ_MOST)
            break;
        end = stop > end ? stop : end;
    }
    *bytes = (size_t)(end - from);
    return n;
}

static void read_run(const struct group *g, struct arena *a, struct wanted **rows,
                     size_t count, size_t bytes)
{
    uint64_t from = spot_at(rows[0]->spot);
    char *at = arena_alloc(a, bytes);
    size_t got;
    if (!os_file_read_at(&g->files[rows[0]->spot->file].file, from, at, bytes, &got))
        got = 0;
    for (size_t i = 0; i < count; i++) {
        size_t start = (size_t)(spot_at(rows[i]->spot) - from);
        if (start + spot_length(rows[i]->spot) <= got)
            rows[i]->bytes = at + start;
    }
}

static struct wanted *read_rows(const struct group *g, struct arena *a, uint32_t first,
                                size_t count)
{
    struct wanted *wanted = arena_make(a, struct wanted, count);
    struct wanted **order = arena_make(a, struct wanted *, count);
    for (size_t i = 0; i < count; i++) {
        wanted[i].spot = &g->spots[first + i];
        order[i] = &wanted[i];
    }
    if (count)
        qsort(order, count, sizeof *order, by_place);
    for (size_t i = 0, n, bytes; i < count; i += n) {
        n = run_of(order + i, count - i, &bytes);
        read_run(g, a, order + i, n, bytes);
    }
    return wanted;
}

/* ---- Rows as entries */

struct parsed {
    struct str id;
    struct cell *cells;
    uint32_t row;
    uint8_t table;
    bool last, from_xml, taken;
};

struct reading {
    const struct group *group;
    struct arena *arena;
    struct child *children;
    size_t count, capacity;
    struct unread *unread;
    size_t unread_count, unread_capacity;
    struct parsed *parsed; /* of one child */
    size_t parsed_count, parsed_capacity;
};

static void add_unread(struct reading *r, struct unread unread)
{
    if (r->unread_count == r->unread_capacity)
        r->unread = arena_grow(r->arena, struct unread, r->unread, r->unread_count,
                               &r->unread_capacity);
    r->unread[r->unread_count++] = unread;
}

static void note_row(struct reading *r, const struct spot *spot, struct str child,
                     struct str text)
{
    const struct file_903 *file = &r->group->files[spot->file];
    add_unread(r, (struct unread){.file = file->path,
                                  .table = table_name(r->arena, file->table, file->last),
                                  .row = spot->row,
                                  .child = child,
                                  .text = text});
}

static struct parsed *add_parsed(struct reading *r, unsigned table, bool last)
{
    if (r->parsed_count == r->parsed_capacity)
        r->parsed = arena_grow(r->arena, struct parsed, r->parsed, r->parsed_count,
                               &r->parsed_capacity);
    struct parsed *p = &r->parsed[r->parsed_count++];
    *p = (struct parsed){.table = (uint8_t)table, .last = last};
    return p;
}

static void parse_csv(struct reading *r, const struct spot *spot, struct str bytes)
{
    const struct file_903 *file = &r->group->files[spot->file];
    size_t extra;
    struct parsed *p = add_parsed(r, file->table, file->last);
    p->row = spot->row;
    p->cells = file_903_cells(r->arena, file, bytes, &extra);
    p->id = p->cells[0].text;
    if (extra > 0)
        note_row(r, spot, p->id,
                 STR("the row has more cells than there are columns; a comma in a cell "
                     "needs quotes around the cell"));
}

/* A whole child, whose rows are numbered over the file. */
static void parse_xml(struct reading *r, const struct spot *spot, struct str bytes)
{
    const struct file_903 *file = &r->group->files[spot->file];
    struct xml_child child;
    struct fault why;
    uint32_t rows[T9_COUNT];
    if (xml_903_read(r->arena, file, bytes, &child, &why)) {
        note_row(r, spot, STR(""), arena_copy(r->arena, str_of(why.text)));
        return;
    }
    assert(spot->row > 0 && spot->row <= file->base_count);
    memcpy(rows, file->bases[spot->row - 1], sizeof rows);
    for (size_t i = 0; i < child.count; i++) {
        struct parsed *p = add_parsed(r, child.rows[i].table, file->last);
        p->from_xml = true;
        p->cells = child.rows[i].cells;
        p->row = ++rows[child.rows[i].table];
        p->id = p->cells[0].text;
    }
}

static void parse_row(struct reading *r, const struct wanted *wanted)
{
    const struct spot *spot = wanted->spot;
    struct str bytes = {wanted->bytes, spot_length(spot)};
    if (!wanted->bytes)
        note_row(r, spot, STR(""), STR("the file changed while it was read"));
    else if (r->group->files[spot->file].form == FILE_XML)
        parse_xml(r, spot, bytes);
    else
        parse_csv(r, spot, bytes);
}

/* ---- Children */

static bool is_of(const struct parsed *p, struct str id)
{
    return !p->taken && str_equal(p->id, id);
}

/* UASC is no column of the CSV files: 1 where the child is in the UASC table of the same
 * year, 0 where that table was loaded without the child. */
static void derive_uasc(struct reading *r, const struct parsed *p, const struct child *c)
{
    const struct return_about *about = r->group->about;
    bool loaded = (p->last ? about->has_last : about->has)[T9_UASC];
    if (p->from_xml)
        return; /* XML says it itself */
    const struct rows *uasc = p->last ? &c->last[T9_UASC] : &c->now[T9_UASC];
    if (loaded && cell_is_blank(&p->cells[HEADER_UASC]))
        p->cells[HEADER_UASC] =
            cell_of(r->arena, uasc->count ? STR("1") : STR("0"), false);
}

static struct rows *rows_of(struct child *child, const struct parsed *p)
{
    return p->last ? &child->last[p->table] : &child->now[p->table];
}

/* Where each table's rows go, one table after the other: this year's, then last year's.
 */
struct room {
    struct entry *next[2][TABLES_MAX];
};

static struct room make_room(struct reading *r, struct child *child)
{
    struct room room;
    struct entry *at = arena_make(r->arena, struct entry, r->parsed_count);
    for (size_t i = 0; i < r->parsed_count; i++)
        if (is_of(&r->parsed[i], child->id))
            rows_of(child, &r->parsed[i])->count++;
    for (unsigned t = 0; t < 2 * TABLES_MAX; t++) {
        unsigned table = t % TABLES_MAX;
        bool last = t >= TABLES_MAX;
        struct rows *rows = last ? &child->last[table] : &child->now[table];
        rows->at = room.next[last][table] = at;
        at += rows->count;
    }
    return room;
}

/* One child of the rows that have its identifier, each table's in the order of its file.
 */
static void take_child(struct reading *r, struct child *child)
{
    struct room room = make_room(r, child);
    for (size_t i = 0; i < r->parsed_count; i++) {
        struct parsed *p = &r->parsed[i];
        if (!is_of(p, child->id))
            continue;
        p->taken = true;
        if (p->table == T9_HEADER)
            derive_uasc(r, p, child);
        *room.next[p->last][p->table]++ = (struct entry){p->cells, p->row, UINT32_MAX};
    }
}

/* The rows of one hash are those of one child, but for the rarest of chances. */
static void take_children(struct reading *r, uint32_t number)
{
    for (size_t i = 0; i < r->parsed_count; i++) {
        if (r->parsed[i].taken)
            continue;
        if (r->count == r->capacity)
            r->children =
                arena_grow(r->arena, struct child, r->children, r->count, &r->capacity);
        struct child *child = &r->children[r->count++];
        *child =
            (struct child){.id = r->parsed[i].id, .number = number, .kind = RETURN_903};
        take_child(r, child);
    }
}

static void refuse_child(struct reading *r, const struct wanted *first, size_t rows)
{
    parse_row(r, first);
    struct unread unread = {.whole_child = true,
                            .text = arena_format(r->arena,
                                                 "the child has %zu rows; more than %d "
                                                 "of one child are not checked",
                                                 rows, CHILD_ROWS_MOST)};
    if (r->parsed_count)
        unread.child = r->parsed[0].id;
    add_unread(r, unread);
}

static void read_child(struct reading *r, const struct wanted *rows, size_t count,
                       uint32_t number)
{
    r->parsed_count = 0;
    if (count > CHILD_ROWS_MOST) {
        refuse_child(r, rows, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        parse_row(r, &rows[i]);
    take_children(r, number);
}

/* A child of more rows than a chunk may have is alone in its chunk (cut_chunks), and only
 * its first row is read. */
status group_read(void *context, struct arena *a, size_t chunk, struct children *out,
                  struct fault *why)
{
    const struct group *g = context;
    struct reading r = {.group = g, .arena = a};
    assert(chunk < g->chunk_count);
    uint32_t first = g->chunks[chunk], end = g->chunks[chunk + 1];
    size_t rows = g->starts[end] - g->starts[first];
    (void)why;
    bool too_large = end - first == 1 && rows > CHILD_ROWS_MOST;
    struct wanted *wanted = read_rows(g, a, g->starts[first], too_large ? 1 : rows);
    for (uint32_t c = first; c < end; c++)
        read_child(&r, wanted + (g->starts[c] - g->starts[first]),
                   g->starts[c + 1] - g->starts[c], g->part_firsts[g->part] + c);
    *out = (struct children){r.children, r.count, r.unread, r.unread_count};
    return OK;
}
