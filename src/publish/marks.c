#include "publish/marks.h"

#include <assert.h>
#include <stdlib.h>

static void collect(struct arena *a, const struct doc *n, struct marks *marks,
                    size_t *capacity)
{
    if (n->anchor.len) {
        marks->at = arena_grow(a, struct mark, marks->at, marks->count, capacity);
        marks->at[marks->count] = (struct mark){n->anchor, marks->count + 1};
        marks->count++;
    }
    for (const struct doc *child = n->first; child; child = child->next)
        collect(a, child, marks, capacity);
}

static int by_id(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;
    return str_compare(a->id, b->id);
}

struct marks marks_of(const struct document *d)
{
    struct marks marks = {0};
    size_t capacity = 0;
    collect(d->arena, d->root, &marks, &capacity);
    marks.ids = arena_make(d->arena, struct str, marks.count);
    for (size_t i = 0; i < marks.count; i++)
        marks.ids[i] = marks.at[i].id;
    if (marks.count)
        qsort(marks.at, marks.count, sizeof *marks.at, by_id);
    return marks;
}

size_t marks_find(const struct marks *marks, struct str id)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(id, marks->at[middle].id);
        if (order == 0)
            return marks->at[middle].number;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

struct str marks_id(const struct marks *marks, size_t number)
{
    assert(number > 0 && number <= marks->count);
    return marks->ids[number - 1];
}

static int by_size(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

size_t marks_numbers(struct arena *a, const struct marks *marks, const struct doc *n,
                     size_t **numbers)
{
    size_t found = 0, kept = 0;
    size_t *all = arena_make(a, size_t, n->id_count + 1);
    for (size_t i = 0; i < n->id_count; i++) {
        size_t number = marks_find(marks, n->ids[i]);
        if (number)
            all[found++] = number;
    }
    qsort(all, found, sizeof *all, by_size);
    for (size_t i = 0; i < found; i++)
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
    *numbers = all;
    return kept;
}

size_t marks_run(const size_t *numbers, size_t count, size_t first)
{
    size_t length = 1;
    while (first + length < count && numbers[first + length] == numbers[first] + length)
        length++;
    return length;
}
