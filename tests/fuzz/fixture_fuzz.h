/* What every fuzz target has: the entry, and what must hold. */
#ifndef ASSAY_TESTS_FIXTURE_FUZZ_H
#define ASSAY_TESTS_FIXTURE_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(bool holds)
{
    if (!holds)
        abort();
}

#endif
