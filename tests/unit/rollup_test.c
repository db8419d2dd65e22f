#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "judgement/rollup.h"

enum { MEMBERS_MOST = 5 };

/* A committee written as one digit string a member: "1" is the best grade alone, "12" the
 * best or the second; "3x12" is the same with weight 3. */
struct committee {
    struct arena *arena;
    struct member at[MEMBERS_MOST];
    struct members members;
};

static void gather(struct committee *c, const char *const *said, unsigned grades)
{
    c->arena = arena_new(MIB);
    c->members = (struct members){.arena = c->arena, .at = c->at, .grades = grades};
    for (size_t i = 0; i < MEMBERS_MOST && said[i]; i++) {
        const char *s = said[i];
        c->at[i] = (struct member){.weight = 1};
        if (s[1] == 'x') {
            c->at[i].weight = (unsigned)(s[0] - '0');
            s += 2;
        }
        for (; *s; s++)
            c->at[i].possible =
                gradeset_union(c->at[i].possible, gradeset_one((unsigned)(*s - '1')));
        c->members.count++;
    }
}

static gradeset set_of(const char *digits)
{
    gradeset set = {0};
    for (; *digits; digits++)
        set = gradeset_union(set, gradeset_one((unsigned)(*digits - '1')));
    return set;
}

static void the_middle_grade_by_weight(void **state)
{
    (void)state;
    static const struct {
        const char *members[MEMBERS_MOST];
        const char *worse, *better;
    } cases[] = {
        {{"2"}, "2", "2"},
        {{"1", "2", "3"}, "2", "2"},
        {{"1", "1", "4"}, "1", "1"},
        {{"1", "4", "4"}, "4", "4"},
        {{"1", "2"}, "2", "1"},
        {{"1", "4"}, "4", "1"},
        {{"2", "2"}, "2", "2"},
        {{"1", "1", "3", "4"}, "3", "1"},
        {{"1", "2", "2", "4"}, "2", "2"},
        {{"1", "2", "3", "4"}, "3", "2"},
        {{"12", "3"}, "3", "12"},
        {{"12", "34"}, "34", "12"},
        {{"1234", "2"}, "234", "12"},
        {{"14", "2", "3"}, "23", "23"},
        {{"14", "14", "2"}, "124", "124"},
        {{"14", "14"}, "14", "14"},
        {{"14", "14", "14", "14"}, "14", "14"},
        {{"13", "13", "24", "2"}, "23", "123"},
        {{"1", "12", "4"}, "12", "12"},
        /* weights */
        {{"2x1", "3"}, "1", "1"},
        {{"2x1", "2x3"}, "3", "1"},
        {{"2x1", "2x3", "2"}, "2", "2"},
        {{"3x1", "2", "2x4"}, "2", "1"},
        {{"3x1", "2x4"}, "1", "1"},
        {{"2x1", "2x2", "1x34"}, "2", "2"},
        {{"2x12", "2x3", "1x3"}, "3", "3"},
        {{"2x14", "3", "2"}, "24", "13"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct committee c;
        gather(&c, cases[i].members, 4);
        gradeset worse = rollup_middle(&c.members, TIES_WORSE);
        gradeset better = rollup_middle(&c.members, TIES_BETTER);
        if (worse.bits != set_of(cases[i].worse).bits ||
            better.bits != set_of(cases[i].better).bits)
            fail_msg("case %zu: worse %x better %x", i, worse.bits, better.bits);
        arena_free(c.arena);
    }
}

/* --- every choice, one by one, against counting
 * ------------------------------------------ */

struct choice {
    unsigned grade[MEMBERS_MOST], weight[MEMBERS_MOST];
    size_t count;
};

static unsigned reached(const struct choice *c, unsigned grade)
{
    unsigned sum = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->grade[i] <= grade)
            sum += c->weight[i];
    return sum;
}

static void middles(const struct choice *c, unsigned *better, unsigned *worse)
{
    unsigned all = reached(c, SCALE_MAX);
    for (*better = 0; 2 * reached(c, *better) < all;)
        ++*better;
    for (*worse = 0; 2 * reached(c, *worse) <= all;)
        ++*worse;
}

enum rule_tried { MIDDLE_WORSE, MIDDLE_BETTER, MIDDLE_AS_FIRST, AT_LEAST_TWO, TRIED };

static unsigned result_of(const struct choice *c, enum rule_tried rule)
{
    unsigned better, worse, nth = 0;
    middles(c, &better, &worse);
    switch (rule) {
    case MIDDLE_WORSE:
        return worse;
    case MIDDLE_BETTER:
        return better;
    case MIDDLE_AS_FIRST:
        return c->grade[0] < better ? better : c->grade[0] > worse ? worse : c->grade[0];
    default:
        break;
    }
    for (;; nth++) {
        unsigned members = 0;
        for (size_t i = 0; i < c->count; i++)
            members += c->grade[i] <= nth;
        if (members >= 2)
            return nth;
    }
}

static gradeset by_trying(const struct members *m, enum rule_tried rule, size_t index,
                          struct choice *c)
{
    gradeset set = {0};
    if (index == m->count)
        return gradeset_one(result_of(c, rule));
    for (unsigned g = 0; g < m->grades; g++) {
        if (!gradeset_has(m->at[index].possible, g))
            continue;
        c->grade[index] = g;
        set = gradeset_union(set, by_trying(m, rule, index + 1, c));
    }
    return set;
}

static gradeset by_counting(const struct members *m, enum rule_tried rule)
{
    switch (rule) {
    case MIDDLE_WORSE:
        return rollup_middle(m, TIES_WORSE);
    case MIDDLE_BETTER:
        return rollup_middle(m, TIES_BETTER);
    case MIDDLE_AS_FIRST:
        return rollup_middle_as(m, m->at[0].possible, 0);
    default:
        return rollup_at_least(m, 2);
    }
}

static void agree(const struct members *m)
{
    for (int rule = 0; rule < TRIED; rule++) {
        struct choice c = {.count = m->count};
        for (size_t i = 0; i < m->count; i++)
            c.weight[i] = m->at[i].weight;
        gradeset tried = by_trying(m, (enum rule_tried)rule, 0, &c);
        gradeset counted = by_counting(m, (enum rule_tried)rule);
        if (tried.bits != counted.bits)
            fail_msg("rule %d: %zu members, first %x: tried %x, counted %x", rule,
                     m->count, m->at[0].possible.bits, tried.bits, counted.bits);
    }
}

/* A small generator of its own, so that the committees are the same everywhere. */
static unsigned draw(uint32_t *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

static void counting_finds_what_trying_every_choice_finds(void **state)
{
    (void)state;
    uint32_t seed = 2009;
    struct arena *a = arena_new(4 * MIB);
    for (unsigned round = 0; round < 3000; round++) {
        struct member at[MEMBERS_MOST];
        struct members m = {.arena = a, .at = at, .grades = 2 + draw(&seed, 3)};
        m.count = 2 + draw(&seed, MEMBERS_MOST - 1);
        for (size_t i = 0; i < m.count; i++) {
            unsigned all = (1u << m.grades) - 1;
            at[i].possible.bits = 1 + draw(&seed, all);
            at[i].weight = 1 + draw(&seed, 3) * draw(&seed, 2);
        }
        agree(&m);
        arena_reset(a);
    }
    arena_free(a);
}

/* --- the rest
 * ------------------------------------------------------------------------------ */

static void ties_go_as_a_judgement_clamped_to_the_two(void **state)
{
    (void)state;
    static const struct {
        const char *members[MEMBERS_MOST];
        const char *as;
        size_t index;
        const char *result;
    } cases[] = {
        {{"1", "4"}, "2", SIZE_MAX, "2"},    {{"2", "3"}, "1", SIZE_MAX, "2"},
        {{"2", "3"}, "4", SIZE_MAX, "3"},    {{"2", "3"}, "14", SIZE_MAX, "23"},
        {{"2", "2"}, "4", SIZE_MAX, "2"},    {{"1", "4"}, "1", 0, "1"},
        {{"1", "4"}, "4", 1, "4"},           {{"12", "4"}, "12", 0, "12"},
        {{"12", "4"}, "12", SIZE_MAX, "12"}, {{"14", "2"}, "14", 0, "14"},
        {{"14", "2"}, "1", SIZE_MAX, "12"},  {{"14", "14", "2"}, "14", 1, "124"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct committee c;
        gather(&c, cases[i].members, 4);
        gradeset set = rollup_middle_as(&c.members, set_of(cases[i].as), cases[i].index);
        if (set.bits != set_of(cases[i].result).bits)
            fail_msg("case %zu: %x", i, set.bits);
        arena_free(c.arena);
    }
}

static void the_best_grade_that_so_many_reach(void **state)
{
    (void)state;
    static const struct {
        const char *members[MEMBERS_MOST];
        size_t need;
        const char *result;
    } cases[] = {
        {{"1", "2", "3"}, 1, "1"},     {{"1", "2", "3"}, 2, "2"},
        {{"1", "2", "3"}, 3, "3"},     {{"12", "3"}, 1, "12"},
        {{"12", "3"}, 2, "3"},         {{"14", "2"}, 1, "12"},
        {{"14", "2"}, 2, "24"},        {{"14", "14"}, 1, "14"},
        {{"14", "14", "2"}, 2, "124"}, {{"1234", "1234"}, 2, "1234"},
        {{"3", "4", "4"}, 2, "4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct committee c;
        gather(&c, cases[i].members, 4);
        gradeset set = rollup_at_least(&c.members, cases[i].need);
        if (set.bits != set_of(cases[i].result).bits)
            fail_msg("case %zu: %x", i, set.bits);
        arena_free(c.arena);
    }
}

static void the_best_and_the_worst_grade_of_a_long_scale_are_reached(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    gradeset all = {(1u << SCALE_MAX) - 1};
    struct member at[] = {{all, 1}, {all, 1}, {all, 1}};
    struct members m = {.arena = a, .at = at, .count = 3, .grades = SCALE_MAX};
    assert_int_equal(rollup_middle(&m, TIES_WORSE).bits, all.bits);
    assert_int_equal(rollup_at_least(&m, 3).bits, all.bits);
    arena_free(a);
}

static void sixty_four_unknown_members_take_no_time(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    struct member at[64];
    for (size_t i = 0; i < 64; i++)
        at[i] = (struct member){{15}, 1};
    struct members m = {.arena = a, .at = at, .count = 64, .grades = 4};
    assert_int_equal(rollup_middle(&m, TIES_BETTER).bits, 15);
    assert_true(arena_used(a) < 64 * KIB);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_middle_grade_by_weight),
        cmocka_unit_test(counting_finds_what_trying_every_choice_finds),
        cmocka_unit_test(ties_go_as_a_judgement_clamped_to_the_two),
        cmocka_unit_test(the_best_grade_that_so_many_reach),
        cmocka_unit_test(the_best_and_the_worst_grade_of_a_long_scale_are_reached),
        cmocka_unit_test(sixty_four_unknown_members_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
