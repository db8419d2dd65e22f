/* An evidence id of a store back to its load and file, and what that row says. */
#ifndef ASSAY_CLI_TRACE_STORE_H
#define ASSAY_CLI_TRACE_STORE_H

#include "cli/england.h"

/* "figure", "Sefton, 2024: 19.8 (123 of 621)". */
struct traced {
    struct str kind, text;
};

struct trace_row {
    struct str id;
    const struct load *load;
    struct str rows; /* "345", or "12-14,20" as profiles cite settings */
    const struct traced *says;
    size_t count;
};

/* ERR_USAGE where the id is none, or nothing is kept of that row. */
status trace_store(struct arena *a, const struct england *england, struct str id,
                   struct trace_row *out, struct fault *why);

#endif
