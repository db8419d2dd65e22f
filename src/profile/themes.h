/* What improvement areas are about: a table of themes, each with the words that put an
 * item under it (themes.c; printed in docs/similar.md).  An item may have several themes
 * or none; nothing is guessed beyond the words.
 *
 * A theme belongs to the judgement of an inspection that looks at it most.  The
 * judgements of the frameworks since 2013 are one where they graded the same services:
 * themes_judgement says which. */
#ifndef ASSAY_PROFILE_THEMES_H
#define ASSAY_PROFILE_THEMES_H

#include "profile/terms.h"

/* Judgements that frameworks have in common, under the names of each. */
enum judged_as {
    JUDGED_OVERALL,
    JUDGED_LEADERS,
    JUDGED_PROTECTION,
    JUDGED_CARE, /* children in care, care leavers with them: until 2022 */
    JUDGED_IN_CARE,
    JUDGED_CARE_LEAVERS,
    JUDGED_ADOPTION,
    JUDGED_COUNT,
    JUDGED_NOT = JUDGED_COUNT
};

struct theme {
    struct str id; /* "supervision": what --theme takes */
    struct str title;
    enum judged_as judged;
    const char *words; /* "a; b; c+d": any of these; c and d anywhere in the item */
};

enum { THEMES_MOST = 64 };
typedef uint64_t theme_set; /* one bit a theme, by its place in the table */

size_t themes_count(void);
const struct theme *themes_at(size_t index);
/* The index of an id or title, any case; themes_count() where there is none. */
size_t themes_find(struct str id);
bool themes_has(theme_set set, size_t index);

/* The words of the table in a dictionary's numbers; adds them to it. */
struct themes;
struct themes *themes_new(struct arena *a, struct terms *terms);
/* All themes of a text. */
theme_set themes_of(const struct themes *themes, struct term_uses uses);
/* The words of the table that put a text under a theme, the first that do: "return
 * interviews"; empty where it is not under it. */
struct str themes_why(const struct themes *themes, struct term_uses uses, size_t theme);

/* Which judgement an aspect of a regime is ("leadership" of one is "leaders" of another);
 * JUDGED_NOT for any other. */
enum judged_as themes_judgement(struct str aspect);
/* What to look at for a theme's judgement where a framework does not have it: adoption is
 * children in care, children in care until 2022 were one with care leavers.  JUDGED_NOT
 * at the end. */
enum judged_as themes_judged_in(enum judged_as judged);
/* "leadership", "children in care": in words. */
struct str themes_judgement_words(enum judged_as judged);

#endif
