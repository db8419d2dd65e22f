#include <assert.h>

#include "base/csv.h"
#include "synth/inside.h"

void rows_start(struct buf *out, const char *columns)
{
    buf_add(out, STR(NATIONAL_SYNTHETIC "\n"));
    buf_format(out, "%s\n", columns);
}

void rows_text(struct buf *out, struct str text)
{
    csv_put(out, text);
}

void rows_date(struct buf *out, date day)
{
    if (date_is_none(day))
        return;
    struct date_parts d = date_split(day);
    buf_format(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static uint64_t ten_to(int decimals)
{
    uint64_t n = 1;
    for (int i = 0; i < decimals; i++)
        n *= 10;
    return n;
}

/* The value in units of its last decimal. */
static uint64_t units_of(const struct synth_measure *m, uint64_t count, uint64_t of)
{
    uint64_t ten = ten_to(m->decimals);
    assert(of > 0);
    if (m->kind == MEASURE_MEAN)
        return (2 * count * ten + of * m->per) / (2 * of * m->per);
    return (2 * count * m->per * ten + of) / (2 * of);
}

bool rows_is_low(const struct synth_measure *m, uint64_t count, uint64_t of)
{
    return m->kind != MEASURE_COUNT && count > 0 && of > 0 && units_of(m, count, of) == 0;
}

void rows_value(struct buf *out, const struct synth_measure *m, uint64_t count,
                uint64_t of)
{
    if (m->kind == MEASURE_COUNT) {
        buf_format(out, "%llu", (unsigned long long)count);
        return;
    }
    uint64_t units = units_of(m, count, of), ten = ten_to(m->decimals);
    buf_format(out, "%llu", (unsigned long long)(units / ten));
    if (m->decimals > 0)
        buf_format(out, ".%0*llu", m->decimals, (unsigned long long)(units % ten));
}
