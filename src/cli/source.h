/* What rate, letter and trace have in common: the framework asked for, the evidence, the
 * areas asked for, the day, and the what-if changes.  Evidence is read from folders once,
 * for all areas; from a store each area's is laid out when it is judged, in the arena
 * given for that. */
#ifndef ASSAY_CLI_SOURCE_H
#define ASSAY_CLI_SOURCE_H

#include "cli/england.h"
#include "evidence/folder.h"
#include "framework/asked.h"
#include "framework/compile.h"
#include "judgement/judge.h"
#include "profile/extract.h"

/* The options that every verb with a SOURCE and a framework shares. */
#define SOURCE_OPTIONS                                                                   \
    {"evidence", "DIR", true, "an evidence folder; may be given more than once"},        \
        {"db", "FILE", false, "the store, instead of folders; default assay.db"}
#define JUDGING_OPTIONS                                                                  \
    {"framework", "ID|FILE", false,                                                      \
     "a shipped regime, its family, or a framework file"},                               \
        {"area", "AREA", false, "an area's name, alias or code"},                        \
        {"all", NULL, false, "every area; of a store all authorities live on the day"},  \
        {"at", "DATE", false,                                                            \
         "the assessment date; default: the latest in the evidence, of a store the "     \
         "latest of all"},                                                               \
        {"average", "mean|median", false, "how neighbours are averaged; default mean"},  \
        {"model", "YEAR", false,                                                         \
         "the neighbour model; default 2025, else what there is"},                       \
        {"what-if", "KEY=VALUE", true, "another value for a let, or for a row's column"}

struct source {
    struct registry registry;
    const struct plan *plan;         /* NULL where no framework was asked for */
    const struct evidence *evidence; /* of folders; NULL where it is a store */
    struct remarks remarks;
    const struct area *const *areas; /* those asked for, in evidence order; of folders */
    size_t area_count;
    date at; /* DATE_NONE: each area's own default */
    bool at_given;
    struct judge_options options;
    const struct str *folders;
    size_t folder_count;
    struct england england; /* where it is a store */
    struct extract_options extract;
    const uint32_t *places; /* the areas asked for, in the cube */
    struct asked asked;
};

/* Reads evidence and framework as the options say.  *out must stay where it is: the
 * evidence points to its registry. */
status source_open(struct arena *a, const struct args *args, struct source *out,
                   struct fault *why);
/* Reads the evidence alone, for verbs that judge nothing. */
status source_open_evidence(struct arena *a, const struct args *args, struct source *out,
                            struct fault *why);
/* True where the evidence is to come from a store: --db was given, or no folder. */
bool source_is_store(const struct args *args);
/* Judges one of the areas asked for; of a store, all that the verdict points to is in the
 * arena or in the source. */
struct verdict *source_judge(struct arena *a, const struct source *source, size_t area);
/* The same for its letter: of a store, the letter of an inspection is of the day it was
 * published, unless --at asks for another, and tells nothing that came later.  NULL where
 * the framework is of inspections and a store has none of this area. */
struct verdict *source_judge_letter(struct arena *a, const struct source *source,
                                    size_t area);
/* Finds or compiles the framework a text names; the registry then holds it. */
status source_framework(struct arena *a, struct str name, date at,
                        struct registry *registry, const struct plan **plan,
                        struct fault *why);
/* Prints remarks and complaints to standard error, one a line. */
void source_print_remarks(struct arena *a, const struct remarks *remarks);
void source_print_complaints(struct arena *a, const struct complaints *complaints);
/* True where a remark or the state of a verdict needs a person. */
bool source_needs_person(const struct remarks *remarks);
bool verdict_needs_person(const struct verdict *verdict);

#endif
