/* assay synth 903 and assay synth cin. */
#ifndef ASSAY_CLI_SYNTH_RETURNS_H
#define ASSAY_CLI_SYNTH_RETURNS_H

#include "cli/verb.h"
#include "synth/return_files.h"
#include "synth/world.h"

struct synth_asked {
    uint64_t children, seed;
    int year;
    enum made_form form;
    struct str authority, lea, folder; /* who makes it: ONS code, number */
    bool with_last;
};
status synth_read_asked(const struct args *args, struct synth_asked *out,
                        struct fault *why);

status synth_903(struct arena *a, const struct args *args, struct fault *why);
status synth_cin(struct arena *a, const struct args *args, struct fault *why);
/* Writes the homes and agencies of a world as a workbook into the folder. */
status synth_providers(struct arena *a, struct str folder, const struct world *world,
                       struct fault *why);
/* A whole number of at most 18 digits; `usual` where the option was not given. */
status synth_whole(const struct args *args, const char *name, uint64_t usual,
                   uint64_t *out, struct fault *why);

#endif
