/* Whatever the bytes: reading ends, every row taken is whole, and every number read lies
 * in the text, in its order. */
#include <stdlib.h>
#include <string.h>

#include "fixture_fuzz.h"
#include "publish/edits.h"
#include "publish/numbers.h"

static void numbers_lie_in_order(struct arena *a, struct str text)
{
    struct numbers all = numbers_new(a);
    const char *at = text.at;
    numbers_read(&all, text);
    for (size_t i = 0; i < all.count; i++) {
        struct str said = all.at[i].text;
        must(said.len > 0 && said.at >= at && said.at + said.len <= text.at + text.len);
        must(numbers_hold(&all, &all.at[i]));
        at = said.at + said.len;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    char *bytes = malloc(size + !size);
    struct remarks remarks = remarks_new(a);
    struct edits edits;
    struct fault why = {0};
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    struct str text = {bytes, size};
    if (edits_read(a, STR("e.csv"), text, &edits, &remarks, &why) == OK) {
        for (size_t i = 0; i < edits.count; i++) {
            const struct edit *edit = &edits.at[i];
            must(edit->sentence.len && edit->original.len && edit->text.len);
            must(edits_find(&edits, edit->sentence) == edit);
            numbers_lie_in_order(a, edit->text);
        }
        edits_remark_unmet(a, &edits, &remarks);
    }
    if (size < 10000)
        numbers_lie_in_order(a, text);
    free(bytes);
    arena_free(a);
    return 0;
}
