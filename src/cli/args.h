/* A command line as data: each verb declares its options in a table; this reads them,
 * names the nearest on a misspelling, and prints the verb's help from the same table. */
#ifndef ASSAY_CLI_ARGS_H
#define ASSAY_CLI_ARGS_H

#include "base/arena.h"
#include "base/fault.h"

struct option {
    const char *name;  /* "framework" for --framework */
    const char *value; /* what it takes, as help names it: "ID|FILE"; NULL for a flag */
    bool many;         /* may be given more than once */
    const char *help;
};

struct usage {
    const char *verb;
    const char *synopsis; /* "rate --framework ID|FILE (--area A | --all) SOURCE …" */
    const char *what;     /* one sentence */
    const struct option *options;
    size_t option_count;
    const char *example; /* whole lines */
};

struct given {
    const struct option *option;
    struct str value;
};

struct args {
    const struct usage *usage;
    struct given *given;
    size_t given_count;
    struct str *words; /* what is no option */
    size_t word_count;
    bool help;
};

/* Reads argv[0..count) after the verb.  ERR_USAGE on an unknown option, a missing value
 * or an option given twice. */
status args_read(struct arena *a, const struct usage *usage, char *const *argv,
                 size_t count, struct args *out, struct fault *why);
bool args_flag(const struct args *args, const char *name);
/* The value of an option, or the empty view where it was not given. */
struct str args_value(const struct args *args, const char *name);
/* All values of an option that may be given more than once. */
struct str *args_values(struct arena *a, const struct args *args, const char *name,
                        size_t *count);
/* ERR_USAGE where an option was given that is not among `takes`: names between spaces,
 * those of the part of the verb that its first word names. */
status args_only(const struct args *args, const char *takes, struct fault *why);
struct str usage_text(struct arena *a, const struct usage *usage);

#endif
