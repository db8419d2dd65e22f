/* Small pieces of plain English, and lists of evidence ids, for the sentences of answers
 * and derivations.  The words of letters are publish/wording.h. */
#ifndef ASSAY_PROFILE_SAY_H
#define ASSAY_PROFILE_SAY_H

#include "evidence/query.h"

/* A growing list of texts; add-only, in the order added, each once.  Adding is O(1)
 * expected: a long list keeps its members in slots by their hash. */
struct says {
    struct arena *arena;
    struct str *at;
    size_t count, capacity;
    uint32_t *slots; /* index + 1 of a member; NULL while the list is short */
    size_t slot_count;
};

struct says says_new(struct arena *a);
/* Without looking for it first: for texts that are never the same twice. */
void says_put(struct says *list, struct str text);
/* Does nothing for an empty text or one that is there already. */
void says_add(struct says *list, struct str text);
void says_add_all(struct says *list, const struct str *at, size_t count);

/* "no", "one" to "twelve", then figures. */
struct str say_number(struct arena *a, int64_t n);
/* "one priority action", "no priority actions", "13 priority actions". */
struct str say_count(struct arena *a, int64_t n, const char *one, const char *many);
/* " (findings:2, findings:3)"; empty for none; from the fourth on only their number. */
struct str say_ids(struct arena *a, const struct str *ids, size_t count);
/* "a, b and c", or with another last word: "a, b or c". */
struct str say_list(struct arena *a, const struct str *items, size_t count,
                    const char *last);
/* A finding's kind: "priority action", "areas for improvement". */
const char *say_kind(enum finding_kind kind, bool plural);
/* An inspection's kind from a framework id or family: "unannounced", "SLAC". */
struct str say_family(struct arena *a, struct str framework);
/* "unannounced inspection of July 2009". */
struct str say_inspection(struct arena *a, const struct inspection *inspection);
/* "Good or better"; "Good" where the test is for the grade itself. */
struct str say_grade(struct arena *a, const struct scale *scale, unsigned position,
                     enum grade_test test);
/* Who decided, as a sentence names them: "the assessor"; a role with an article or a
 * capital letter of its own stays as written ("the inspectorate", "Ofsted"). */
struct str say_role(struct arena *a, struct str role);
/* The first letter of a sentence in upper case. */
struct str say_capital(struct arena *a, struct str text);

#endif
