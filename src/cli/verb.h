/* One verb of the command line: its usage and what it does. */
#ifndef ASSAY_CLI_VERB_H
#define ASSAY_CLI_VERB_H

#include "base/buf.h"
#include "cli/args.h"

/* How a run ended, beside the status of faults (cli.md): done, or done and there are
 * findings that need a person. */
enum ending { ENDING_DONE = 0, ENDING_FINDINGS = 1 };

struct verb {
    const struct usage *usage;
    status (*run)(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why);
};

extern const struct verb verb_associate, verb_babies, verb_backtest, verb_check,
    verb_export, verb_frameworks, verb_letter, verb_load, verb_loads, verb_measure,
    verb_postcodes, verb_profile, verb_publish, verb_rate, verb_return, verb_similar,
    verb_synth, verb_trace;

#endif
