/* What the cases have shown of each check: that it flags and that it lets pass, and of a
 * rule written as terms that each term alone decides, both ways.  A rule that no case can
 * break is no rule. */
#ifndef ASSAY_TESTS_FIXTURE_WITNESS_H
#define ASSAY_TESTS_FIXTURE_WITNESS_H

#include "records/census.h"
#include "records/flags.h"

enum { WITNESSES_MOST = 800, TERMS_MOST = 32 };

struct witness {
    const struct check *check;
    bool flags, passes;
    uint32_t when_true, when_false; /* bits: this term alone decided */
};
struct witnesses {
    struct witness at[WITNESSES_MOST];
    size_t count;
};

static struct witness *witness_of(struct witnesses *all, const struct check *check)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].check == check)
            return &all->at[i];
    assert_true(all->count < WITNESSES_MOST);
    all->at[all->count].check = check;
    return &all->at[all->count++];
}

static bool is_of_terms(const struct check *check)
{
    return check->entry == row_where || check->run == run_with_header ||
           check->run == run_with_episode || check->run == run_with_plan ||
           check->run == run_with_child;
}

/* The terms that hold, as bits; those that are none (OR) hold too.  *count: of all. */
static uint32_t terms_true(const struct checking *c, const struct entry *entry,
                           size_t *count)
{
    const struct term *terms = c->check->with;
    uint32_t holds = 0;
    for (*count = 0; terms[*count].kind != TERM_END; (*count)++) {
        const struct term one[] = {terms[*count], {.kind = TERM_END}};
        assert_true(*count < TERMS_MOST);
        if (one[0].kind == TERM_OR || terms_hold(c, entry, one))
            holds |= 1u << *count;
    }
    return holds;
}

/* Whether the row would be flagged if just these terms held. */
static bool would_flag(const struct term *terms, uint32_t holds)
{
    bool way = true;
    for (size_t i = 0; terms[i].kind != TERM_END; i++) {
        if (terms[i].kind == TERM_OR && way)
            return true;
        way = terms[i].kind == TERM_OR || (way && (holds >> i & 1u));
    }
    return way;
}

static void witness_row(struct witness *w, const struct checking *c,
                        const struct entry *entry)
{
    size_t count;
    const struct term *terms = c->check->with;
    uint32_t holds = terms_true(c, entry, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t bit = 1u << i;
        if (would_flag(terms, holds) == would_flag(terms, holds ^ bit))
            continue;
        if (holds & bit)
            w->when_true |= bit;
        else
            w->when_false |= bit;
    }
}

/* Takes down what a check did on a case. */
static void witness_check(struct witnesses *all, const struct checking *c)
{
    struct witness *w = witness_of(all, c->check);
    const struct rows *rows = &c->child->now[c->check->table];
    if (c->flags->count > 0)
        w->flags = true;
    else
        w->passes = true;
    for (size_t i = 0; is_of_terms(c->check) && i < rows->count; i++)
        witness_row(w, c, &rows->at[i]);
    if (c->check->entry && c->flags->count < rows->count)
        w->passes = true;
}

/* Of a check over the whole return. */
static void witness_return(struct witnesses *all, const struct check *check, bool flagged)
{
    struct witness *w = witness_of(all, check);
    *(flagged ? &w->flags : &w->passes) = true;
}

/* Prints what no case has shown of a check, and counts it. */
static size_t witness_lacks(const struct witness *w)
{
    const struct term *terms = is_of_terms(w->check) ? w->check->with : NULL;
    size_t lacks = 0;
    if (!w->flags || !w->passes) {
        print_message("%s (years %x): no case where it %s\n", w->check->code,
                      w->check->years, w->flags ? "passes" : "flags");
        lacks++;
    }
    for (size_t i = 0; terms && terms[i].kind != TERM_END; i++) {
        uint32_t bit = 1u << i;
        if (terms[i].kind == TERM_OR || (w->when_true & w->when_false & bit))
            continue;
        print_message("%s (years %x): term %zu never decides by being %s\n",
                      w->check->code, w->check->years, i + 1,
                      w->when_true & bit ? "false" : "true");
        lacks++;
    }
    return lacks;
}

#endif
