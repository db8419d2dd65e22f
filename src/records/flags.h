/* What the checks found on one child: which rows each check flagged, and which checks
 * could not say.  Filled by flag() and not_run() while a child is checked, read by the
 * engine, emptied for the next child; room is kept. */
#ifndef ASSAY_RECORDS_FLAGS_H
#define ASSAY_RECORDS_FLAGS_H

#include "records/check.h"

struct flagged {
    const struct check *check;
    const struct entry *entry;
    uint8_t table;
};
struct silent {
    const struct check *check;
    const char *reason; /* a literal */
};

/* Columns of a table, as bits, in which a row of the child has no date (or something that
 * is none). */
struct dateless {
    uint16_t none, unreadable;
};

struct flags {
    struct arena *arena;
    struct flagged *at; /* in the order of checks; of one check by table, then row */
    size_t count, capacity;
    struct silent *silent; /* one a check */
    size_t silent_count, silent_capacity;
    /* private: */
    size_t check_from;         /* where the running check's rows begin */
    const struct child *noted; /* whose dates were looked at */
    struct dateless now[TABLES_MAX], last[TABLES_MAX];
};

/* Empty, with the arena that its room is taken from. */
struct flags flags_new(struct arena *a);
/* Empties it for the next child. */
void flags_reset(struct flags *flags);
/* Runs one check on one child: flags its rows, or says why it could not look.  The
 * tables, lists and year it needs must be there (check_can_run).  Of a check for texts
 * that must be unique it sees this child's rows only, and of one over the whole return
 * nothing; the engine runs those. */
void check_apply(const struct check *check, const struct child *child,
                 const struct return_about *about, const struct looked_after *shared,
                 struct flags *flags);
/* NULL where the return has what the check needs; else the reason, in words of the
 * arena: "Episodes of last year were not loaded". */
const char *check_can_run(struct arena *a, const struct check *check,
                          const struct return_about *about);

#endif
