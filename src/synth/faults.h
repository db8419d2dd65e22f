/* Known faults, put into made-up returns so that what a check finds can be compared with
 * what it must find.  A fault is a row of a table (faults_903*.c, faults_cin.c): on which
 * row of a child it can be done, what is changed, and which checks must then say so.
 *
 * Where and change are short texts, words between blanks:
 *
 *   REC=X1|E8     the cell is one of these; `REC=` is blank
 *   REC!|X1       it is none of these; `REC!` is filled in
 *   DEC<@start-1  a day before another; with > after it
 *   first final   the row is the first (the last) of its table
 *   none:OC2      the child has no such row; has:OC2 it has
 *   with:Reviews  such a row stands in this one; without:Reviews (census)
 *
 *   DEC:=@DECOM+1  the cell becomes a day; REC:=E8 a text; REC:= blank; REC:=.next.REC
 *   twice drop     the row is there twice, or not at all
 *   add:OC3        a row with the child's number and day of birth; it is `new` then
 *   dropall:OC2    no such rows are left
 *   again          the child is in the return twice (census)
 *
 * A cell of another row is named by the way there: next.DECOM, prev.prev.PLACE,
 * Header.SEX (the first row of a table), Episodes$.DEC (the last), past.Episodes.LS (of
 * last year's return), parent.CINclosureDate, new.ACTIV.  Days are @start and @end of the
 * collection year, @born, a day as the return writes it (@1/4/2023) or a cell, each with
 * days or years added: @born+18y-1.  In a text _ is a blank. */
#ifndef ASSAY_SYNTH_FAULTS_H
#define ASSAY_SYNTH_FAULTS_H

#include "base/buf.h"
#include "base/random.h"
#include "synth/made.h"

/* In the XML form a child has one Header, one day of birth and one sex, whatever the
 * table; its status of asylum stands apart from its row of UASC. */
enum fault_form { FAULT_ANY_FORM, FAULT_CSV_ONLY, FAULT_XML_ONLY };

struct made_fault {
    const char *name;
    /* Checks that must flag the changed row: "148|149"; `302@Header` another table's. */
    const char *codes;
    const char *table, *where, *change;
    int from, to; /* collections; 0: all */
    enum fault_form form;
};
#define FAULT(name, codes, table, where, change)                                         \
    {(name), (codes), (table), (where), (change), 0, 0, FAULT_ANY_FORM}
#define FAULT_IN(from, to, name, codes, table, where, change)                            \
    {(name), (codes), (table), (where), (change), (from), (to), FAULT_ANY_FORM}
#define FAULT_CSV(name, codes, table, where, change)                                     \
    {(name), (codes), (table), (where), (change), 0, 0, FAULT_CSV_ONLY}
#define FAULT_XML(name, codes, table, where, change)                                     \
    {(name), (codes), (table), (where), (change), 0, 0, FAULT_XML_ONLY}

struct fault_list {
    const struct made_fault *at;
    size_t count;
};

enum { FAULT_LISTS = 4 };
extern const struct fault_list *const faults_903[FAULT_LISTS],
    *const faults_cin[FAULT_LISTS];
/* The lists they are made of. */
extern const struct fault_list faults_903_children, faults_903_episodes,
    faults_903_adoption, faults_903_facts, faults_cin_children, faults_cin_episodes,
    faults_cin_plans;

/* What was done to one child. */
struct damage {
    const struct made_fault *fault; /* NULL: nothing fitted */
    unsigned table;
    int row; /* in the child's rows of this year */
};

/* Counts how often each fault was used, so that none is left out: the one used least of
 * those that fit is done. */
struct damaging {
    const struct fault_list *const *lists;
    uint64_t *used; /* one a fault, over all lists */
    size_t count;
};
struct damaging damaging_new(struct arena *a, const struct fault_list *const *lists);
struct damage damage_child(struct damaging *d, struct made_child *child,
                           struct random *r);
/* One line a check that must find it, after the child was written: child, code, table,
 * row, fault. */
void damage_expected(struct buf *out, const struct made_child *child,
                     const struct damage *damage);

/* A fault on a row, for tests: whether it fits, and doing it. */
bool fault_fits(const struct made_child *child, const struct made_fault *fault, int row);
void fault_do(struct made_child *child, const struct made_fault *fault, int row);

#endif
