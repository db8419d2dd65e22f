/* What the sub-verbs of assay return share: the return that the options name, opened with
 * its lists, and the forms in which what was found is written. */
#ifndef ASSAY_CLI_RETURNS_H
#define ASSAY_CLI_RETURNS_H

#include "base/os_file.h"
#include "cli/verb.h"
#include "records/group.h"
#include "records/return_903.h"
#include "records/return_cin.h"

struct returned {
    bool as_written; /* set before it is opened: cells are not brought to upper case */
    struct return_about about;
    struct child_source source;
    /* private */
    struct return_903 files;
    struct return_cin census;
    struct group *group;
    struct str mapped; /* the postcode index, where it is mapped */
    struct unread *unread;
};

/* --kind and --year, which every sub-verb needs. */
status returns_kind(const struct args *args, enum return_kind *kind, int *year,
                    struct fault *why);
/* The files that the words (after the sub-verb) and --last name; at least one. */
status returns_files(struct arena *a, const struct args *args, struct given_files *out,
                     struct fault *why);
/* Opens the return that the words (after the sub-verb) and --last name, with --authority,
 * --postcodes and --providers.  *out must stay where it is.  Closed by returns_close,
 * also after an error. */
status returns_open(struct arena *a, const struct args *args, struct returned *out,
                    struct fault *why);
void returns_close(struct returned *r);

/* The lists that some checks need (cli/return_lists.c). */
status returns_postcodes(struct arena *a, struct str path, struct returned *r,
                         struct fault *why);
/* The bytes of an index of the published list, plain or gzipped (cli/postcodes.c). */
status postcodes_index(struct arena *a, struct str path, struct str *out,
                       struct fault *why);
status returns_providers(struct arena *a, const struct str *paths, size_t count,
                         struct returned *r, struct fault *why);

/* Findings that a page holds back until its summary is known. */
struct returns_held {
    struct str text;
    bool cut; /* there were more than it may hold */
};

/* The measures of a return (cli/return_measure.c). */
status return_measure(struct arena *a, const struct args *args, enum ending *ending,
                      struct fault *why);
/* The sub-verbs that write a return anew (cli/return_convert.c, cli/return_fix.c). */
status return_convert(struct arena *a, const struct args *args, enum ending *ending,
                      struct fault *why);
status return_fix(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why);

/* One form of a report: findings as the engine gives them, chunk after chunk, and what
 * stands before and after them.  Whatever names a child is private. */
struct returns_form {
    const char *name; /* of --format */
    const char *file; /* of --out */
    void (*write)(const void *context, struct buf *out, const struct finding *finding);
    void (*write_child)(const void *context, struct buf *out, const struct child *child,
                        const struct flags *flags);
    void (*write_unread)(const void *context, struct buf *out,
                         const struct unread *unread);
    /* Of a form that begins with what is known last: the whole, with what was held. */
    void (*page)(struct buf *out, const struct return_about *about,
                 const struct outcome *outcome, const struct returns_held *held);
    /* NULL where nothing stands before or after */
    void (*begin)(struct buf *out, const struct return_about *about);
    void (*end)(struct buf *out, const struct return_about *about,
                const struct outcome *outcome);
    char skip_first; /* a comma that the first finding does without; or NUL */
};
extern const struct returns_form returns_csv, returns_html, returns_json;
/* Every check of the year and what became of it, as checks.csv. */
void returns_checks_csv(struct buf *out, const struct outcome *outcome);
/* The summary for a person. */
void returns_text(struct buf *out, const struct return_about *about,
                  const struct outcome *outcome);
/* The first lines of it: what the return is, and how many findings of what kind. */
void returns_sums(struct buf *out, const struct return_about *about,
                  const struct outcome *outcome);
/* FILE, ROW or CHILD. */
const char *unread_code(const struct unread *unread);
/* The checks of a kind and year in words; as JSON where asked. */
status returns_list(struct arena *a, const struct args *args, struct fault *why);
const char *severity_word(enum severity severity);

#endif
