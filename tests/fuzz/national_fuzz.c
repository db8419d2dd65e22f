/* Whatever the bytes, read as every format there is: reading ends, indexes point into
 * their lists, a figure has a value or a reason, and no place has two figures.  The first
 * byte chooses the format that is forced on the rest; 0xff leaves it to recognition. */
#include <math.h>

#include "evidence/national.h"
#include "fixture_fuzz.h"

/* Aborts in every build: a property that does not hold is what a fuzzer looks for. */
static void figures_are_whole(const struct batch *b)
{
    for (size_t i = 0; i < b->figures_count; i++) {
        const struct batch_figure *f = &b->figures[i];
        must(f->measure < b->measures_count && f->period < b->periods_count);
        must(f->area < b->codes_count);
        must((f->missing != MISSING_NOT) == (isnan(f->value) != 0));
        must(!isinf(f->value));
    }
}

static void figures_stand_once(const struct batch *b)
{
    for (size_t i = 0; i < b->figures_count && i < 200; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct batch_figure *x = &b->figures[i], *y = &b->figures[k];
            must(x->measure != y->measure || x->period != y->period ||
                 x->area != y->area);
        }
    }
}

static void read_as(struct arena *a, const struct national_format *format,
                    const struct national_input *input)
{
    struct batch *batch = batch_new(a);
    struct remarks remarks = remarks_new(a);
    struct fault why = {OK, "", 0, 0, ""};
    if (format->read(input, batch, &remarks, &why))
        must(why.code != OK && why.text[0] != '\0');
    figures_are_whole(batch);
    figures_stand_once(batch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct arena *a = arena_new(512 * MIB);
    struct regimes *none = NULL;
    struct workbook book;
    struct fault why;
    struct str bytes = {(const char *)data + 1, size - 1};
    struct national_input input = {&book, STR("fuzz/table_2025.csv"), none};
    if (!workbook_read(a, input.path, bytes, &book, &why)) {
        const struct national_format *format = national_recognise(&input);
        if (data[0] != 0xff && data[0] < national_format_count)
            format = national_formats[data[0]];
        if (format)
            read_as(a, format, &input);
    }
    arena_free(a);
    return 0;
}
