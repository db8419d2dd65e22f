/* assay synth 903 and assay synth cin. */
#ifndef ASSAY_CLI_SYNTH_RETURNS_H
#define ASSAY_CLI_SYNTH_RETURNS_H

#include "cli/verb.h"
#include "synth/faults.h"
#include "synth/return_files.h"
#include "synth/world.h"

struct synth_asked {
    uint64_t children, seed, damage; /* damage: of 100 children */
    int year;
    enum made_form form;
    struct str authority, lea, folder; /* who makes it: ONS code, number */
    bool with_last;
};
status synth_read_asked(const struct args *args, struct synth_asked *out,
                        struct fault *why);

/* ERR_USAGE where something of another made-up return lies in the folder that this one
 * would not write over: two would then look like one. */
status synth_alone(struct arena *a, const struct synth_asked *asked,
                   enum return_kind kind, struct fault *why);

status synth_903(struct arena *a, const struct args *args, struct fault *why);
status synth_cin(struct arena *a, const struct args *args, struct fault *why);
/* ---- Damage */

struct synth_damage {
    uint64_t share, seed, children;
    struct random r;
    struct damaging faults;
    struct os_writer file; /* expected.csv */
    struct buf text;
};
/* Opens expected.csv where damage was asked for; without, all of these do nothing. */
status synth_damage_open(struct arena *a, const struct synth_asked *asked,
                         const struct fault_list *const *lists, struct synth_damage *out,
                         struct fault *why);
bool synth_is_damaged(const struct synth_damage *damage, uint64_t number);
/* What must be found on a child, once its rows are written. */
status synth_damage_add(struct synth_damage *damage, const struct made_child *child,
                        const struct damage *done, struct fault *why);
status synth_damage_close(struct synth_damage *damage, struct fault *why);
void synth_damage_drop(struct synth_damage *damage);

/* Writes the homes and agencies of a world as a workbook into the folder. */
status synth_providers(struct arena *a, struct str folder, const struct world *world,
                       struct fault *why);
/* A whole number of at most 18 digits; `usual` where the option was not given. */
status synth_whole(const struct args *args, const char *name, uint64_t usual,
                   uint64_t *out, struct fault *why);

#endif
