/* The words of faults, read: cells of rows and days, between faults.c and fault_words.c.
 */
#ifndef ASSAY_SYNTH_FAULT_WORDS_H
#define ASSAY_SYNTH_FAULT_WORDS_H

#include "synth/made.h"

/* The row that words are about. */
struct fault_site {
    struct made_child *child;
    int row;   /* in child->now */
    int added; /* the row added last, or NO_ROW */
};

/* The table of that name; asserts that there is one, for faults are ours. */
unsigned fault_table(const struct made_child *child, struct str name);
/* The cell that a way leads to, or NULL where a row on it is not there. */
struct str *fault_cell(const struct fault_site *site, struct str way);
/* The day of an expression without its @; DATE_NONE where it has none. */
date fault_day(const struct fault_site *site, struct str expression);
/* The next word; empty at the end. */
struct str fault_word(struct str *words);
/* The row after (before) a row in the same table and parent; NO_ROW. */
int fault_neighbour(const struct made_rows *rows, int row, int by);

#endif
