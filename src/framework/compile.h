/* From the text of framework files to plans, with every error of a file in one run. */
#ifndef ASSAY_FRAMEWORK_COMPILE_H
#define ASSAY_FRAMEWORK_COMPILE_H

#include "base/fault.h"
#include "framework/plan.h"
#include "framework/registry.h"

enum { FRAMEWORK_FILE_MAX = 1 << 20 }; /* bytes; a larger file is one error */

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct complaint {
    enum severity severity;
    struct str file;
    struct place place;
    struct str text; /* "there is no grade “Performs wel” on scale performance; expected
                        …; nearest …" */
};

/* What was wrong with the files compiled, in file order, then by line and column. */
struct complaints {
    struct arena *arena;
    struct complaint *at;
    size_t count, capacity;
    size_t errors; /* at most 100 a file are kept; the last then says how many more */
};

struct framework_source {
    struct str file; /* as the user named it */
    struct str text;
};

/* Compiles files together, so that one may refer to another's judgements and scales
 * (`judgement "safeguarding/overall" of latest inspection "slac"`), on top of the regimes
 * of `known` (NULL for none).  plans[i] is NULL where file i has errors.  Time is linear
 * in the text; nesting, rules and names have limits, each with an error. */
void framework_compile(struct arena *a, const struct framework_source *files,
                       size_t count, const struct registry *known,
                       const struct plan **plans, struct complaints *complaints);
/* "file:line:column: error: text" */
struct str complaint_line(struct arena *a, const struct complaint *complaint);

#endif
