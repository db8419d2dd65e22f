/* Whatever the bytes of a series: reading them, as they are or under a right checksum,
 * ends in a fault or in figures within their bounds, which written again are the same
 * bytes. */
#include <stdlib.h>
#include <string.h>

#include "fixture_fuzz.h"
#include "store/blob.h"

static void read_back(struct arena *a, struct str bytes)
{
    const struct blob_bounds bounds = {5, 200};
    struct series series = {0};
    struct str again;
    struct fault why;
    if (blob_read(a, bytes, bounds, &series, &why)) {
        must(why.code == ERR_FORMAT && why.text[0]);
        return;
    }
    for (size_t i = 0; i < series.count; i++) {
        must(series.period[i] < bounds.periods && series.area[i] < bounds.codes);
        must(!series.flags[SERIES_MISSING] ||
             series.flags[SERIES_MISSING][i] <= MISSING_UNSPECIFIED);
    }
    must(blob_write(a, &series, &again, &why) == OK);
    must(str_equal(again, bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    char *bytes = malloc(size + 4);
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    read_back(a, (struct str){bytes, size});
    uint32_t sum = blob_sum((struct str){bytes, size});
    for (int i = 0; i < 4; i++)
        bytes[size + (size_t)i] = (char)(sum >> (8 * i) & 0xff);
    read_back(a, (struct str){bytes, size + 4});
    free(bytes);
    arena_free(a);
    return 0;
}
