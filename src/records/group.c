#include <assert.h>
#include <stdlib.h>

#include "records/gathering.h"
#include "records/group_inside.h"
#include "records/slice.h"
#include "records/xml_903.h"

/* GCC 12's analyser loses sight of lists that stand in an array and that realloc moves,
 * and calls them leaked; group_free frees each. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

enum { CHUNK_CHILDREN = 256, CHUNK_ROWS = 4096, FILE_UNREAD_MOST = 1000, ENDING = 4096 };
enum { BLOCK_PLACES = 8192, SLOTS_FIRST = 4096, PARTS_MOST = 1024 };

/* ---- Children by the hash of their identifier */

struct numbers {
    struct slot {
        uint64_t hash;
        uint32_t number; /* from 1; 0 is an empty slot */
    } *slots;
    size_t capacity; /* a power of two */
    uint32_t count, named;
};

static struct slot *find_slot(struct slot *slots, size_t capacity, uint64_t hash)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (slots[at].number && slots[at].hash != hash)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static bool numbers_grow(struct numbers *n)
{
    size_t capacity = n->capacity ? n->capacity * 2 : SLOTS_FIRST;
    struct slot *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < n->capacity; i++)
        if (n->slots[i].number)
            *find_slot(slots, capacity, n->slots[i].hash) = n->slots[i];
    free(n->slots);
    n->slots = slots;
    n->capacity = capacity;
    return true;
}

/* The number of a child, a new one where it is new; false without memory. */
static bool number_of(struct numbers *n, uint64_t hash, uint32_t *out)
{
    if ((size_t)n->named * 2 >= n->capacity && !numbers_grow(n))
        return false;
    struct slot *slot = find_slot(n->slots, n->capacity, hash);
    if (!slot->number) {
        *slot = (struct slot){hash, ++n->count};
        n->named++;
    }
    *out = slot->number - 1;
    return true;
}

/* ---- Places of rows, in the order of files */

struct place {
    uint64_t place;
    uint32_t row, child;
};
struct block {
    struct block *next;
    size_t count;
    uint32_t file;
    struct place at[BLOCK_PLACES];
};

/* A part being indexed. */
struct indexing {
    struct group *group;
    size_t part;
    bool says; /* what cannot be read: in the first pass only */
    struct block *first, *last;
    size_t count, seen; /* rows of the part; rows of all parts */
    struct numbers numbers;
    struct arena *scratch;
    bool no_memory;
};

static void add_place(struct indexing *x, uint32_t file, struct place place)
{
    struct block *block = x->last;
    if (!block || block->file != file || block->count == BLOCK_PLACES) {
        block = malloc(sizeof *block);
        if (!block) {
            x->no_memory = true;
            return;
        }
        block->next = NULL;
        block->count = 0;
        block->file = file;
        if (x->last)
            x->last->next = block;
        else
            x->first = block;
        x->last = block;
    }
    block->at[block->count++] = place;
    x->count++;
}

static void free_indexing(struct indexing *x)
{
    while (x->first) {
        struct block *next = x->first->next;
        free(x->first);
        x->first = next;
    }
    free(x->numbers.slots);
    arena_free(x->scratch);
}

/* ---- One file */

struct str table_name(struct arena *a, unsigned table, bool last)
{
    unsigned count;
    struct str name = table_shapes(RETURN_903, &count)[table].name;
    return last ? arena_format(a, "%.*s_last", STR_ARG(name)) : name;
}

static void add_unread(struct group *g, struct unread unread)
{
    if (g->unread_count == g->unread_capacity)
        g->unread = arena_grow(g->arena, struct unread, g->unread, g->unread_count,
                               &g->unread_capacity);
    g->unread[g->unread_count++] = unread;
}

static void note_wrong(struct indexing *x, const struct file_903 *file,
                       const struct scanned *row, size_t already)
{
    struct group *g = x->group;
    struct unread unread = {.file = file->path,
                            .table = table_name(g->arena, file->table, file->last),
                            .row = row->number,
                            .text = str_of(row->wrong)};
    if (!x->says || already > FILE_UNREAD_MOST)
        return;
    if (already == FILE_UNREAD_MOST) {
        unread.row = 0;
        unread.text = STR("more than 1,000 rows of this file cannot be read; no more of "
                          "them are listed");
    }
    add_unread(g, unread);
}

/* Most identifiers are a few plain bytes, of which no copy is needed. */
static uint64_t hash_child(struct indexing *x, const struct file_903 *file,
                           struct str cell, bool *is_blank)
{
    char plain[48];
    size_t i = 0;
    bool simple = file->letters == LETTERS_BYTES && cell.len <= sizeof plain;
    for (; simple && i < cell.len; i++) {
        char c = cell.at[i];
        simple = (unsigned char)c < 0x80 && c != '"';
        plain[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    struct str text = {plain, cell.len};
    if (!simple) {
        arena_reset(x->scratch);
        text = file_903_child(x->scratch, file, cell);
    }
    *is_blank = text.len == 0;
    return text_hash(text);
}

/* A row without a child is a child of its own, in the part that its place says. */
struct found_row {
    uint64_t at, hash;
    size_t length;
    uint32_t number;
    bool nameless;
};

static void index_found(struct indexing *x, uint32_t file, const struct found_row *row)
{
    struct group *g = x->group;
    uint64_t hash = row->nameless ? (row->at ^ file) << 40 : row->hash;
    x->seen++;
    /* The first pass only counts what is past the budget; a part takes all its rows. */
    bool full = g->parts == 1 && x->count == g->rows_most;
    if (full || (hash >> 40) % g->parts != x->part)
        return;
    struct place place = {row->at << PLACE_SHIFT | row->length, row->number, 0};
    if (row->nameless)
        place.child = x->numbers.count++;
    else if (!number_of(&x->numbers, hash, &place.child))
        x->no_memory = true;
    add_place(x, file, place);
}

static void index_row(struct indexing *x, uint32_t file, const struct scanned *row)
{
    struct found_row found = {
        .at = row->at, .length = row->bytes.len, .number = row->number};
    found.hash = hash_child(x, &x->group->files[file], row->cell, &found.nameless);
    index_found(x, file, &found);
}

static status index_file(struct indexing *x, uint32_t number, struct fault *why)
{
    const struct file_903 *file = &x->group->files[number];
    struct arena *window = arena_new(16 * MIB);
    struct scan *scan = scan_new(window, &file->file);
    struct scanned row;
    bool failed = false;
    size_t wrong = 0;
    scan_want(scan, file->child_column);
    scan_next(scan, &row, &failed); /* the names of the columns */
    while (!failed && !x->no_memory && scan_next(scan, &row, &failed)) {
        if (row.wrong)
            note_wrong(x, file, &row, wrong++);
        else if (!row.is_blank)
            index_row(x, number, &row);
    }
    arena_free(window);
    if (failed)
        return fault_at(why, ERR_IO, file->path, 0, 0, "this file could not be read");
    return OK;
}

/* ---- One file of XML */

/* How many rows of each table stand before each child, so that rows have numbers. */
static bool add_base(struct file_903 *file, const uint32_t *rows)
{
    if (file->base_count == file->base_capacity) {
        size_t capacity = file->base_capacity ? file->base_capacity * 2 : 256;
        void *grown = realloc(file->bases, capacity * sizeof *file->bases);
        if (!grown)
            return false;
        file->bases = grown;
        file->base_capacity = capacity;
    }
    memcpy(file->bases[file->base_count++], rows, sizeof *file->bases);
    return true;
}

static void note_slice(struct indexing *x, const struct file_903 *file,
                       const struct slice *slice, const char *wrong)
{
    struct arena *a = x->group->arena;
    if (x->says && x->group->unread_count < 2 * FILE_UNREAD_MOST)
        add_unread(x->group,
                   (struct unread){.file = file->path,
                                   .whole_child = true,
                                   .text = arena_format(a, "CHILD element %u: %s",
                                                        slice->number, wrong)});
}

/* Reads a child for whose it is and how many rows it has. */
static void index_slice(struct indexing *x, uint32_t number, const struct slice *slice,
                        uint32_t *rows)
{
    struct file_903 *file = &x->group->files[number];
    struct xml_child child;
    struct fault why;
    if (x->says && !add_base(file, rows))
        x->no_memory = true;
    arena_reset(x->scratch);
    if (slice->wrong) {
        note_slice(x, file, slice, slice->wrong);
        return;
    }
    if (xml_903_read(x->scratch, file, slice->bytes, &child, &why)) {
        note_slice(x, file, slice, why.text);
        return;
    }
    for (size_t i = 0; i < child.count; i++) {
        rows[child.rows[i].table]++;
        file->seen[child.rows[i].table] = true;
    }
    struct str id = child.rows[0].cells[HEADER_CHILD].text;
    struct found_row found = {slice->at, text_hash(id), slice->bytes.len, slice->number,
                              id.len == 0};
    index_found(x, number, &found);
}

/* A file that was cut between two children shows it only by its end. */
static void say_cut(struct group *g, const struct file_903 *file)
{
    char tail[ENDING];
    size_t got = 0;
    uint64_t from = file->file.size > ENDING ? file->file.size - ENDING : 0;
    bool read = os_file_read_at(&file->file, from, tail, sizeof tail, &got);
    if (!read || !str_contains((struct str){tail, got}, STR("</EXPSSDA903")))
        add_unread(g, (struct unread){
                          .file = file->path,
                          .text = STR("the file does not end with </EXPSSDA903>: it may "
                                      "have been cut short, and children may be "
                                      "missing; write it anew")});
}

static status index_xml(struct indexing *x, uint32_t number, struct fault *why)
{
    const struct file_903 *file = &x->group->files[number];
    struct arena *window = arena_new(16 * MIB);
    struct slices *slices = slices_new(window, &file->file, STR("CHILD"));
    struct slice slice;
    struct fault reason = {0};
    uint32_t rows[T9_COUNT] = {0};
    while (!x->no_memory && slices_next(slices, &slice, &reason))
        index_slice(x, number, &slice, rows);
    arena_free(window);
    if (reason.code)
        return fault_at(why, reason.code, file->path, 0, 0, "%s", reason.text);
    if (x->says)
        say_cut(x->group, file);
    return OK;
}

/* ---- Sorting by child */

static void count_rows(const struct indexing *x, uint32_t *starts)
{
    for (const struct block *b = x->first; b; b = b->next)
        for (size_t i = 0; i < b->count; i++)
            starts[b->at[i].child + 1]++;
    for (size_t c = 0; c < x->numbers.count; c++)
        starts[c + 1] += starts[c];
}

/* Frees the blocks as it goes. */
static void place_rows(struct indexing *x, const uint32_t *starts, uint32_t *next,
                       struct spot *spots)
{
    memcpy(next, starts, x->numbers.count * sizeof *next);
    while (x->first) {
        struct block *b = x->first;
        for (size_t i = 0; i < b->count; i++) {
            const struct place *p = &b->at[i];
            spots[next[p->child]++] = (struct spot){p->place, p->row, b->file};
        }
        x->first = b->next;
        free(b);
    }
    x->last = NULL;
}

static bool sort_rows(struct indexing *x)
{
    struct group *g = x->group;
    size_t children = x->numbers.count;
    uint32_t *next = malloc((children + 1) * sizeof *next);
    g->spots = malloc((x->count + 1) * sizeof *g->spots);
    g->starts = calloc(children + 2, sizeof *g->starts);
    bool sorted = next && g->spots && g->starts;
    if (sorted) {
        count_rows(x, g->starts);
        place_rows(x, g->starts, next, g->spots);
        g->child_count = children;
    }
    free(next);
    return sorted;
}

static bool cut_chunks(struct group *g)
{
    g->chunks = malloc((g->child_count + 2) * sizeof *g->chunks);
    if (!g->chunks)
        return false;
    size_t count = 0;
    g->chunks[0] = 0;
    for (uint32_t c = 0; c < g->child_count; c++) {
        uint32_t first = g->chunks[count];
        bool full = c - first == CHUNK_CHILDREN ||
                    (c > first && g->starts[c + 1] - g->starts[first] > CHUNK_ROWS);
        if (full)
            g->chunks[++count] = c;
    }
    if (g->child_count)
        g->chunks[++count] = (uint32_t)g->child_count;
    g->chunk_count = count;
    return true;
}

/* ---- The whole */

static void free_part(struct group *g)
{
    free(g->spots);
    free(g->starts);
    free(g->chunks);
    g->spots = NULL;
    g->starts = g->chunks = NULL;
    g->child_count = g->chunk_count = 0;
}

static status index_part(struct group *g, size_t part, bool says, size_t *seen,
                         struct fault *why)
{
    struct indexing x = {.group = g, .part = part, .says = says};
    status st = OK;
    x.scratch = arena_new(256 * MIB);
    free_part(g);
    for (uint32_t file = 0; file < g->file_count && !st; file++)
        st = g->files[file].form == FILE_XML ? index_xml(&x, file, why)
                                             : index_file(&x, file, why);
    if (!st && (x.no_memory || !sort_rows(&x) || !cut_chunks(g)))
        st = fault_set(why, ERR_LIMIT,
                       "there is not enough memory to group the rows of "
                       "the return by child");
    *seen = x.seen;
    g->part = part;
    free_indexing(&x);
    return st;
}

static void mark_seen(struct return_about *about, const struct file_903 *file)
{
    for (unsigned t = 0; t < T9_COUNT; t++)
        if (file->seen[t])
            (file->last ? about->has_last : about->has)[t] = true;
}

status group_new(const struct group_files *files, struct return_about *about,
                 struct group **out, struct fault *why)
{
    assert(files->count <= FILES_MOST && files->budget >= 2 * sizeof(struct spot));
    size_t seen = 0;
    struct group *g = calloc(1, sizeof *g);
    if (!g)
        return fault_set(why, ERR_LIMIT, "there is not enough memory to begin");
    *g = (struct group){.arena = arena_new(256 * MIB),
                        .files = files->at,
                        .file_count = files->count,
                        .about = about,
                        .rows_most = files->budget / (2 * sizeof(struct spot)),
                        .parts = 1};
    status st = index_part(g, 0, true, &seen, why);
    for (size_t i = 0; i < files->count; i++)
        mark_seen(about, &files->at[i]);
    /* Hashes do not fall evenly: parts are meant to be a sixteenth smaller. */
    size_t most = g->rows_most - g->rows_most / 16;
    if (!st && seen > g->rows_most)
        g->parts = seen / most + 1;
    if (!st && g->parts > PARTS_MOST)
        st = fault_set(why, ERR_LIMIT, "the return has more rows than can be grouped");
    g->part_firsts = arena_make(g->arena, uint32_t, g->parts + 1);
    if (g->parts > 1)
        g->part = SIZE_MAX; /* none is ready */
    if (st)
        group_free(g);
    else
        *out = g;
    return st;
}

void group_free(struct group *g)
{
    if (!g)
        return;
    free_part(g);
    arena_free(g->arena);
    free(g);
}

const struct unread *group_unread(const struct group *g, size_t *count)
{
    *count = g->unread_count;
    return g->unread;
}

static status prepare(void *context, size_t part, size_t *chunks, struct fault *why)
{
    struct group *g = context;
    size_t seen;
    if (g->part != part)
        TRY(index_part(g, part, false, &seen, why));
    g->part_firsts[part + 1] = g->part_firsts[part] + (uint32_t)g->child_count;
    *chunks = g->chunk_count;
    return OK;
}

struct child_source group_source(struct group *g)
{
    return (struct child_source){.context = g,
                                 .parts = g->parts,
                                 .unread = g->unread,
                                 .unread_count = g->unread_count,
                                 .prepare = prepare,
                                 .read = group_read};
}
