#include "records/index_cin.h"

#include <assert.h>
#include <stdlib.h>

/* GCC 12's analyser loses sight of a list that realloc moves; index_cin_free frees it. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

enum { CHUNK_CHILDREN = 128, STRANGE_MOST = 32 };
#define CHUNK_UNITS (256 * KIB)
/* A name that a tag has more of than this is not told whole. */
enum { NAME_MOST = 48, ENDING = 4096 };

struct chunk_cin {
    uint64_t at;     /* of its first child, in units of the file */
    uint32_t units;  /* up to the end of its last */
    uint32_t before; /* children of the file */
    uint32_t children;
    uint32_t line; /* that it begins in, from 1 */
    struct rows_before rows;
};

/* A name that is no element of this census, or stands outside of a child. */
struct strange {
    char name[NAME_MOST];
    uint64_t count;
    uint32_t child; /* the first it stands in; 0: none */
    bool known;     /* of another year, or elsewhere */
};

struct index_cin {
    struct arena *arena;
    const struct file_cin *file;
    struct chunk_cin *chunks;
    size_t count, capacity;
    struct unread *unread;
    size_t unread_count, unread_capacity;
};

/* ---- Names */

struct indexing {
    struct index_cin *index;
    struct row_counter counter;
    struct strange strange[STRANGE_MOST];
    size_t strange_count;
    uint64_t untold; /* tags of more names than that */
    uint32_t children;
    bool began; /* the element that holds the children */
};

static void note_strange(struct indexing *x, struct str name, uint32_t child, bool known)
{
    size_t i = 0;
    if (name.len >= NAME_MOST)
        name.len = NAME_MOST - 1;
    for (; i < x->strange_count; i++) {
        const struct strange *old = &x->strange[i];
        if ((old->child > 0) == (child > 0) && str_equal(str_of(old->name), name))
            break;
    }
    if (i == STRANGE_MOST) {
        x->untold++;
        return;
    }
    struct strange *s = &x->strange[i];
    if (i == x->strange_count) {
        *s = (struct strange){.child = child, .known = known};
        memcpy(s->name, name.at, name.len);
        x->strange_count++;
    }
    s->count++;
}

static void on_tag(void *to, struct str tag, uint32_t child)
{
    struct indexing *x = to;
    struct str name = tag_name_cin(tag);
    if (child == 0 && !x->began) {
        x->began = str_equal(name, STR("Children"));
        return;
    }
    const struct element_cin *element = element_cin_find(x->index->file->elements, name);
    if (child == 0 || !element || !element->of_year)
        note_strange(x, name, child, element != NULL);
    if (child && element)
        row_counter_start(&x->counter, element);
}

/* ---- What is said */

static void add_unread(struct index_cin *index, struct unread unread)
{
    if (index->unread_count == index->unread_capacity)
        index->unread = arena_grow(index->arena, struct unread, index->unread,
                                   index->unread_count, &index->unread_capacity);
    if (unread.file.len == 0)
        unread.file = index->file->path;
    index->unread[index->unread_count++] = unread;
}

static void say_strange(struct index_cin *index, const struct strange *s)
{
    struct arena *a = index->arena;
    struct str times = s->count == 1
                           ? STR("once")
                           : arena_format(a, "%llu times", (unsigned long long)s->count);
    struct str text;
    if (s->child == 0)
        text =
            arena_format(a,
                         "'%s' stands outside of every Child element, %.*s; what is in "
                         "it is not read",
                         s->name, STR_ARG(times));
    else
        text = arena_format(a,
                            "'%s' is no element of the census%s; it stands in the file "
                            "%.*s (first in Child element %u), and what is in it is not "
                            "read",
                            s->name, s->known ? " of this year" : "", STR_ARG(times),
                            s->child);
    add_unread(index, (struct unread){.text = text});
}

static void say_all_strange(struct indexing *x)
{
    for (size_t i = 0; i < x->strange_count; i++)
        say_strange(x->index, &x->strange[i]);
    if (x->untold)
        add_unread(x->index,
                   (struct unread){
                       .text = arena_format(x->index->arena,
                                            "%llu elements of more names that the census "
                                            "does not have are not read",
                                            (unsigned long long)x->untold)});
}

/* A file that was cut between two children shows it only by its end. */
static void say_cut(struct index_cin *index)
{
    const struct file_cin *file = index->file;
    char tail[ENDING + 1];
    size_t got = 0;
    uint64_t from = file->file.size > ENDING ? (file->file.size - ENDING) / 2 * 2 : 0;
    struct arena *a = arena_new(MIB);
    bool read = os_file_read_at(&file->file, from, tail, sizeof tail, &got);
    struct str text = slices_text(a, file->letters, (struct str){tail, got});
    struct str end = arena_format(a, "</%.*sMessage", STR_ARG(file->prefix));
    if (!read || !str_contains(text, end))
        add_unread(index, (struct unread){
                              .text = STR("the file does not end with </Message>: it may "
                                          "have been cut short, and children may be "
                                          "missing; write it anew")});
    arena_free(a);
}

/* ---- Chunks */

static bool add_chunk(struct index_cin *index)
{
    if (index->count < index->capacity)
        return true;
    size_t capacity = index->capacity + index->capacity / 2 + 64;
    struct chunk_cin *grown = capacity > SIZE_MAX / sizeof *grown
                                  ? NULL
                                  : realloc(index->chunks, capacity * sizeof *grown);
    if (!grown)
        return false;
    index->chunks = grown;
    index->capacity = capacity;
    return true;
}

static bool is_full(const struct index_cin *index, const struct chunk_cin *chunk,
                    uint64_t end)
{
    unsigned most = index->file->chunk_children;
    return chunk->children >= (most ? most : CHUNK_CHILDREN) ||
           end - chunk->at > CHUNK_UNITS;
}

/* Adds a child, where `before` are the rows before it.  False where memory ran out. */
static bool take_slice(struct index_cin *index, const struct slice *slice,
                       const struct rows_before *before, bool *closed)
{
    struct chunk_cin *last = index->count ? &index->chunks[index->count - 1] : NULL;
    uint64_t end = slice->at + slice->bytes.len;
    if (!last || *closed || is_full(index, last, end)) {
        if (!add_chunk(index))
            return false;
        assert(index->chunks);
        last = &index->chunks[index->count++];
        *last = (struct chunk_cin){.at = slice->at,
                                   .before = slice->number - 1,
                                   .line = slice->line,
                                   .rows = *before};
        *closed = false;
    }
    last->units = (uint32_t)(end - last->at);
    last->children++;
    return true;
}

/* A child of more than 1 MiB stands in no chunk. */
static void set_aside(struct index_cin *index, const struct slice *slice)
{
    struct str text = arena_format(index->arena, "Child element %u (line %u): %s",
                                   slice->number, slice->line, slice->wrong);
    add_unread(index, (struct unread){.whole_child = true, .text = text});
}

static bool is_too_long(const struct slice *slice)
{
    return slice->bytes.len == 0 || slice->bytes.len > ROW_BYTES_MOST;
}

static status find_children(struct indexing *x, struct arena *window, struct fault *why)
{
    struct index_cin *index = x->index;
    const struct file_cin *file = index->file;
    struct slices_from from = {.file = &file->file,
                               .letters = file->letters,
                               .element = STR("Child"),
                               .prefix = file->prefix,
                               .watch = {x, on_tag}};
    struct slices *slices = slices_open(window, &from);
    struct slice slice;
    bool closed = false;
    struct rows_before before = {{0}};
    while (slices_next(slices, &slice, why)) {
        x->began = true;
        x->children = slice.number;
        if (is_too_long(&slice)) {
            set_aside(index, &slice);
            closed = true;
        } else if (!take_slice(index, &slice, &before, &closed)) {
            return fault_set(why, ERR_LIMIT,
                             "there is not enough memory to find the children");
        }
        row_counter_child(&x->counter);
        before = x->counter.rows;
    }
    return why->code;
}

/* ---- The whole */

/* Reviews without a date are numbered after all others. */
static void number_dateless(struct index_cin *index, const struct rows_before *all)
{
    for (size_t i = 0; i < index->count; i++)
        index->chunks[i].rows.at[ROWS_DATELESS] += all->at[TC_REVIEWS];
}

status index_cin_new(const struct file_cin *file, const struct unread *said,
                     size_t said_count, struct index_cin **out, struct fault *why)
{
    struct index_cin *index = calloc(1, sizeof *index);
    struct indexing x = {.index = index};
    if (!index)
        return fault_set(why, ERR_LIMIT, "there is not enough memory to begin");
    *index = (struct index_cin){.arena = arena_new(256 * MIB), .file = file};
    for (size_t i = 0; i < said_count; i++)
        add_unread(index, said[i]);
    struct arena *window = arena_new(16 * MIB);
    struct fault reason = {0};
    status st = find_children(&x, window, &reason);
    arena_free(window);
    if (st) {
        index_cin_free(index);
        return fault_at(why, st, file->path, 0, 0, "%s", reason.text);
    }
    say_all_strange(&x);
    if (x.children == 0)
        add_unread(index,
                   (struct unread){.text = STR("there is no Child element in it")});
    say_cut(index);
    number_dateless(index, &x.counter.rows);
    *out = index;
    return OK;
}

void index_cin_free(struct index_cin *index)
{
    if (!index)
        return;
    free(index->chunks);
    arena_free(index->arena);
    free(index);
}

/* ---- Reading */

static status prepare(void *context, size_t part, size_t *chunks, struct fault *why)
{
    const struct index_cin *index = context;
    (void)why;
    assert(part == 0);
    *chunks = index->count;
    return OK;
}

/* The text of a chunk as UTF-8, or as the file declares it; cut where the file became
 * shorter meanwhile. */
static struct str chunk_text(struct arena *a, const struct file_cin *file,
                             const struct chunk_cin *chunk)
{
    uint64_t width = file->letters == LETTERS_BYTES ? 1 : 2;
    size_t size = (size_t)(chunk->units * width), got = 0;
    char *at = arena_alloc(a, size);
    if (!os_file_read_at(&file->file, chunk->at * width, at, size, &got))
        got = 0;
    return slices_text(a, file->letters, (struct str){at, got});
}

static status read_chunk(void *context, struct arena *a, size_t number,
                         struct children *out, struct fault *why)
{
    const struct index_cin *index = context;
    const struct chunk_cin *chunk = &index->chunks[number];
    const struct file_cin *file = index->file;
    struct str text = chunk_text(a, file, chunk);
    struct reading_cin r = {.arena = a,
                            .elements = file->elements,
                            .module = file->module,
                            .encoding = file->encoding,
                            .prefix = file->prefix,
                            .file = file->path,
                            .text = text,
                            .line = chunk->line,
                            .counter = {.rows = chunk->rows}};
    struct slices_from from = {
        .text = text, .element = STR("Child"), .prefix = file->prefix};
    struct slices *slices = slices_open(a, &from);
    struct child *children = arena_make(a, struct child, chunk->children);
    struct slice slice;
    uint32_t read = 0, count = 0;
    assert(number < index->count);
    while (read < chunk->children && slices_next(slices, &slice, why)) {
        uint32_t own = chunk->before + ++read;
        if (slice.wrong)
            xml_cin_refuse(&r, slice.bytes, own, slice.wrong);
        else
            count += xml_cin_read(&r, slice.bytes, own, &children[count]);
    }
    for (; read < chunk->children; read++)
        xml_cin_refuse(&r, STR(""), chunk->before + read + 1,
                       "the file changed while it was read");
    *out = (struct children){children, count, r.unread, r.unread_count};
    return OK;
}

struct child_source index_cin_source(struct index_cin *index)
{
    return (struct child_source){.context = index,
                                 .parts = 1,
                                 .unread = index->unread,
                                 .unread_count = index->unread_count,
                                 .prepare = prepare,
                                 .read = read_chunk};
}
