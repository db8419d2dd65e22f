/* The words of terms.h as data: those that say nothing of what a text is about, and the
 * spellings of one thing.  Adding a line changes what is like what: see the labelled
 * pairs in tests/data/similar_labels.csv before and after. */
#ifndef ASSAY_PROFILE_TERMS_TABLE_H
#define ASSAY_PROFILE_TERMS_TABLE_H

#include <stddef.h>

extern const char *const terms_silent[];
extern const size_t terms_silent_count;

/* The longest spelling that fits is taken. */
struct terms_spelling {
    const char *term, *spelling;
};
extern const struct terms_spelling terms_spellings[];
extern const size_t terms_spelling_count;

#endif
