/* The words of a text as terms: what is left when case, endings and words that say
 * nothing of what a text is about are taken away, so that "assessing children's needs"
 * and "assessments of the needs of children" share three terms.
 *
 * A dictionary numbers the terms from 0 in the order in which they were first read; a
 * number never changes.  Endings are taken off by one small table of rules, and a second
 * table brings the spellings of one thing to one term ("looked after children", "children
 * looked after", "children in care").  Both are data (terms.c, docs/similar.md) and both
 * are blunt: no language is understood here.
 *
 * Texts are UTF-8; bytes that are not part a word as a space does.  Reading is linear in
 * the text; the dictionary lives in its arena. */
#ifndef ASSAY_PROFILE_TERMS_H
#define ASSAY_PROFILE_TERMS_H

#include <stdint.h>

#include "base/arena.h"

enum { TERM_UNKNOWN = -1, TERM_LONGEST = 48 };

/* A term where it stands: `word` is the part of the text that it was made of. */
struct term_use {
    int32_t term; /* TERM_UNKNOWN where the dictionary has none such */
    struct str word;
};
struct term_uses {
    const struct term_use *at;
    size_t count;
};

struct terms;

/* A dictionary that knows the words that say nothing and the spellings of one thing. */
struct terms *terms_new(struct arena *a);
/* How many numbers have been given out. */
size_t terms_count(const struct terms *terms);
/* The text of a term: a stem, or the name of a thing with many spellings. */
struct str terms_text(const struct terms *terms, int32_t term);
/* The terms of a text in its order; new ones get the next numbers.  What is in brackets
 * and begins with "para" (a reference to paragraphs of a report) is left out. */
struct term_uses terms_read(struct terms *terms, struct arena *a, struct str text);
/* The same without adding any. */
struct term_uses terms_look(const struct terms *terms, struct arena *a, struct str text);
/* A word in lower case without its ending, written to `out`; its length, at most
 * TERM_LONGEST: what is longer is cut.  Of an empty word nothing. */
size_t terms_stem(struct str word, char out[TERM_LONGEST]);

#endif
