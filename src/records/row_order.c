#include "records/row_order.h"

/* Negative, zero or positive; no date comes last. */
static int compare_days(date a, date b)
{
    if (date_is_none(a) || date_is_none(b))
        return date_is_none(a) - date_is_none(b);
    return date_compare(a, b);
}

static bool comes_before(const struct entry *a, const struct entry *b,
                         struct row_order_by by)
{
    int order = compare_days(entry_date(a, by.start), entry_date(b, by.start));
    return order ? order < 0
                 : compare_days(entry_date(a, by.end), entry_date(b, by.end)) < 0;
}

/* Insertion: a child has few rows, most of them in order already.  Stable. */
struct row_order row_order_of(struct arena *a, const struct rows *rows,
                              struct row_order_by by)
{
    const struct entry **order = arena_make(a, const struct entry *, rows->count);
    struct row_order all = {order, rows->count, 0};
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *entry = &rows->at[i];
        size_t at = i;
        for (; at > 0 && comes_before(entry, order[at - 1], by); at--)
            order[at] = order[at - 1];
        order[at] = entry;
        all.dated += !date_is_none(entry_date(entry, by.start));
    }
    return all;
}
