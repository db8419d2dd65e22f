#include "evidence/remark.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"

static const char *const kind_names[] = {
    [REMARK_WARNING] = "warning",           [REMARK_BAD_ROW] = "bad-row",
    [REMARK_UNREADABLE] = "unreadable",     [REMARK_IMPOSSIBLE] = "impossible",
    [REMARK_UNBANDED] = "unbanded",         [REMARK_CONTRADICTION] = "contradiction",
    [REMARK_CORROBORATED] = "corroborated", [REMARK_DISAGREEMENT] = "disagreement"};

struct remarks remarks_new(struct arena *a)
{
    return (struct remarks){.arena = a};
}

/* Bytes that are no text become U+FFFD: what a remark quotes is printed, and written as
 * JSON, by everyone. */
static struct str readable(struct arena *a, struct str s)
{
    size_t bad;
    if (str_is_utf8(s, &bad))
        return arena_copy(a, s);
    struct buf text = buf_new(a, 3 * s.len + 3);
    while (!str_is_utf8(s, &bad)) {
        buf_add(&text, (struct str){s.at, bad});
        buf_add(&text, STR("\xef\xbf\xbd"));
        s.at += bad + 1;
        s.len -= bad + 1;
    }
    buf_add(&text, s);
    return buf_text(&text);
}

static bool same_place(const struct remark *a, const struct remark *b)
{
    return a->kind == b->kind && a->record == b->record && a->line == b->line &&
           a->column == b->column;
}

static bool same_remark(const struct remark *a, const struct remark *b)
{
    return same_place(a, b) && str_equal(a->text, b->text) &&
           str_equal(a->file, b->file) && str_equal(a->field, b->field) &&
           str_equal(a->found, b->found);
}

/* FNV-1a over what tells remarks apart. */
static uint64_t hash_text(uint64_t hash, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.at[i]) * 0x100000001b3U;
    return (hash ^ 0xff) * 0x100000001b3U;
}

static uint64_t hash_remark(const struct remark *r)
{
    uint64_t hash = 0xcbf29ce484222325U ^ r->record ^ (uint64_t)r->column << 32;
    return hash_text(hash_text(hash, r->file), r->text);
}

/* The slot of an equal remark, or the free one where it belongs. */
static uint32_t *slot_of(const struct remarks *all, const struct remark *remark)
{
    size_t i = (size_t)hash_remark(remark) & (all->slot_count - 1);
    while (all->slots[i] && !same_remark(&all->at[all->slots[i] - 1], remark))
        i = (i + 1) & (all->slot_count - 1);
    return &all->slots[i];
}

static void widen_slots(struct remarks *all)
{
    all->slot_count = all->slot_count ? all->slot_count * 2 : 64;
    all->slots = arena_make(all->arena, uint32_t, all->slot_count);
    for (size_t i = 0; i < all->count; i++)
        *slot_of(all, &all->at[i]) = (uint32_t)(i + 1);
}

static struct remark copy_remark(struct arena *a, const struct remark *remark)
{
    struct remark copy = *remark;
    copy.file = readable(a, remark->file);
    copy.field = readable(a, remark->field);
    copy.found = readable(a, remark->found);
    copy.expected = readable(a, remark->expected);
    copy.text = readable(a, remark->text);
    struct str *ids = arena_make(a, struct str, remark->id_count);
    for (size_t i = 0; i < remark->id_count; i++)
        ids[i] = readable(a, remark->ids[i]);
    copy.ids = ids;
    return copy;
}

void remarks_add(struct remarks *all, const struct remark *remark)
{
    assert(all->arena && remark);
    if (2 * (all->count + 1) > all->slot_count)
        widen_slots(all);
    struct remark copy = copy_remark(all->arena, remark);
    uint32_t *slot = slot_of(all, &copy);
    if (*slot)
        return;
    all->at = arena_grow(all->arena, struct remark, all->at, all->count, &all->capacity);
    all->at[all->count++] = copy;
    *slot = (uint32_t)all->count;
}

struct str remark_kind_name(enum remark_kind kind)
{
    assert((size_t)kind < sizeof kind_names / sizeof kind_names[0]);
    return str_of(kind_names[kind]);
}

bool remark_needs_person(enum remark_kind kind)
{
    return kind != REMARK_WARNING && kind != REMARK_CORROBORATED;
}

static void add_place(struct buf *line, const struct remark *remark)
{
    buf_add(line, remark->file);
    if (remark->line)
        buf_format(line, ":%lu", (unsigned long)remark->line);
    if (remark->line && remark->column)
        buf_format(line, ":%lu", (unsigned long)remark->column);
    if (!remark->line && remark->record)
        buf_format(line, ", record %lu", (unsigned long)remark->record);
    if (!str_is_empty(remark->file))
        buf_add(line, STR(": "));
}

struct str remark_line(struct arena *a, const struct remark *remark)
{
    struct buf line = buf_new(a, remark->file.len + remark->text.len + 80);
    add_place(&line, remark);
    for (size_t i = 0; i < remark->text.len; i++) {
        unsigned char c = (unsigned char)remark->text.at[i];
        buf_char(&line, c < ' ' || c == 0x7f ? ' ' : (char)c);
    }
    return buf_text(&line);
}
