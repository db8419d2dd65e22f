/* All frameworks a run knows: those shipped in the binary, and files the user names. */
#ifndef ASSAY_FRAMEWORK_REGISTRY_H
#define ASSAY_FRAMEWORK_REGISTRY_H

#include "base/fault.h"
#include "framework/plan.h"

struct complaints;

struct registry {
    const struct plan *const *plans; /* ids in byte order; with their letters and words */
    size_t count;
    struct regimes regimes; /* the same, as evidence sees them */
};

/* Compiles the shipped frameworks.  Their text is in the binary, so an error is ours:
 * ERR_BUG with the first complaint. */
status registry_shipped(struct arena *a, struct registry *out, struct fault *why);
/* The shipped ones plus the file at `path`, whose plan is returned; a file with the id of
 * a shipped framework takes its place.  ERR_FORMAT where it has errors: see complaints.
 */
status registry_with_file(struct arena *a, struct str path, struct registry *out,
                          const struct plan **plan, struct complaints *complaints,
                          struct fault *why);
/* By id; by family where exactly one regime has it or one is valid on `at`; else NULL and
 * *nearest the nearest id. */
const struct plan *registry_find(const struct registry *registry, struct str id, date at,
                                 struct str *nearest);

#endif
