/* A check: one rule of a return, declared as a row of a table (code, years, what it
 * needs, where its logic is from) and a small function over one child.  The engine runs
 * every check of the year on every child; a check never sees another child, a file, or
 * what another check found.
 *
 * Silence is never a pass.  Where a table, last year's return or a list is not there, the
 * engine reports the check as not run for the return (`tables`, `last`, `needs`).  Where
 * a date that the check compares cannot be read on this child (`dates`), or one that it
 * cannot do without is blank (`without`), it reports it as not run for that child; the
 * check still runs and flags what it can see. */
#ifndef ASSAY_RECORDS_CHECK_H
#define ASSAY_RECORDS_CHECK_H

#include "records/return.h"

struct looked_after; /* records/looked_after.h: what 903 checks share about one child */
struct counts;       /* records/gathering.h: what checks over the whole return add up */

enum severity { SEVERITY_ERROR, SEVERITY_QUERY, SEVERITY_WARNING, SEVERITY_CHECK };

/* What a check needs of the return beside tables. */
enum {
    NEEDS_POSTCODES = 1u << 0, /* authority and distance of a placement */
    NEEDS_PROVIDERS = 1u << 1, /* the Ofsted lists */
    NEEDS_AUTHORITY = 1u << 2, /* which authority makes the return */
    NEEDS_UASC = 1u << 3,      /* some year's UASC status */
    NEEDS_REFERENCE = 1u << 4, /* the census's reference date */
    NEEDS_XML = 1u << 5,       /* an item that only the XML form carries */
    NEEDS_LOCATION = 1u << 6,  /* an item that no form carries */
    NEEDS_UASC_NOW = 1u << 7,  /* this year's UASC status */
    /* The census's reference date for a part of what it does: without one it is not run
     * for any child, beside what it can still see. */
    USES_REFERENCE = 1u << 8
};

/* A date column of a table; last: of last year's.  Lists end with DATES_END. */
struct date_column {
    uint8_t table, column;
    bool last, end;
};
#define DATES_END {0, 0, false, true}

struct checking {
    const struct check *check;
    const struct child *child;
    const struct return_about *about;
    const struct looked_after *shared; /* NULL for the census */
    struct flags *flags;
};

typedef bool check_entry(const struct checking *c, const struct entry *entry);
typedef void check_child(const struct checking *c);
/* Of checks over the whole return, which no function sees but through these. */
typedef struct str check_key(const struct checking *c, const struct entry *entry);
typedef void check_count(const struct checking *c, struct counts *counts);
typedef bool check_whole(const struct return_about *about, const struct counts *counts);

struct check {
    const char *code;
    enum severity severity;
    unsigned years;        /* bits: YEAR_BIT */
    uint16_t tables, last; /* bits of tables that must be loaded: this year's, last's */
    unsigned needs;
    uint8_t table;      /* of `entry` and `unique` */
    check_entry *entry; /* true flags the row; one of entry, run, unique, whole is set */
    check_child *run;   /* flags with flag(); of checks over several rows or tables */
    check_key *unique;  /* a text that no two rows of the return may have (empty: none);
                           every row that shares one is flagged */
    check_count *count; /* beside `whole`: adds what one child gives; may be NULL */
    check_whole *whole; /* true flags the return, once all children were counted */
    const void *with;   /* what the function is told of this rule, where one function
                           serves a family of them (records/terms.h); may be NULL */
    const struct date_column *dates, *without; /* may be NULL; beside `unique` they are */
    const char *fields;  /* as the Department lists them, joined by | */
    const char *message; /* what is wrong, in plain words of our own */
    const char
        *source; /* of the logic: the Department's message or guide, and any doubt */
};

#define BIT(table) ((uint16_t)(1u << (table)))

/* Flags a row of this year's table; the same row twice is flagged once. */
void flag(const struct checking *c, unsigned table, const struct entry *entry);
/* This check cannot say for this child; the reason is a literal. */
void not_run(const struct checking *c, const char *reason);

/* All checks of a kind, in the order of their codes: numbers as numbers, then letters.
 * The array is the arena's. */
const struct check *const *checks_of(struct arena *a, enum return_kind kind,
                                     size_t *count);
/* The check of a code in a collection year; NULL where there is none. */
const struct check *check_find(enum return_kind kind, struct str code, int year);

/* Private: the lists that checks_of joins, one a file of checks_903 and checks_cin; each
 * in the order of its codes. */
struct check_list {
    const struct check *at;
    size_t count;
};
#define CHECK_LIST(checks) {(checks), sizeof(checks) / sizeof *(checks)}
extern const struct check_list checks_903_adopted, checks_903_adopters,
    checks_903_adoption, checks_903_ages, checks_903_births, checks_903_codes,
    checks_903_continuity, checks_903_decisions, checks_903_deprivation,
    checks_903_header, checks_903_health, checks_903_leavers, checks_903_leavers_care,
    checks_903_lengths, checks_903_missing, checks_903_missing_codes, checks_903_mothers,
    checks_903_order, checks_903_permanence, checks_903_places, checks_903_placing,
    checks_903_postcodes, checks_903_presence, checks_903_providers, checks_903_provision,
    checks_903_pupils, checks_903_reviews, checks_903_social_workers, checks_903_statuses,
    checks_903_uasc, checks_cin_assessments, checks_cin_children, checks_cin_closures,
    checks_cin_conferences, checks_cin_enquiries, checks_cin_episodes,
    checks_cin_identifiers, checks_cin_identity, checks_cin_plans, checks_cin_protection,
    checks_cin_referrals, checks_cin_return;

#endif
