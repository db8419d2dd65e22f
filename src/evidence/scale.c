#include "evidence/scale.h"

#include <assert.h>

static const struct str third_names[] = {{"Adequate", 8},
                                         {"Requires improvement", 20},
                                         {"Requires improvement to be good", 31}};

static const struct rung setting_rungs[] = {
    {{"1", 1}, {"Outstanding", 11}, NULL, 0, {"", 0}},
    {{"2", 1}, {"Good", 4}, NULL, 0, {"", 0}},
    {{"3", 1}, {"Satisfactory", 12}, third_names, 3, {"", 0}},
    {{"4", 1}, {"Inadequate", 10}, NULL, 0, {"", 0}},
};

static const struct scale setting_scale = {
    {"setting", 7}, setting_rungs, sizeof setting_rungs / sizeof setting_rungs[0]};

const struct scale *scale_setting(void)
{
    return &setting_scale;
}

static bool rung_answers(const struct rung *rung, struct str text)
{
    if (str_equal_fold(rung->label, text) || str_equal_fold(rung->words, text))
        return true;
    for (size_t i = 0; i < rung->other_count; i++)
        if (str_equal_fold(rung->others[i], text))
            return true;
    return false;
}

const struct scale *scale_ungraded(void)
{
    static const struct rung rung = {.label = {"none", 4},
                                     .words = {"No overall grade", 16}};
    static const struct scale none = {{"ungraded", 8}, &rung, 1};
    return &none;
}

bool scale_find(const struct scale *scale, struct str text, unsigned *position)
{
    struct str wanted = str_trim(text);
    if (str_is_empty(wanted))
        return false;
    for (size_t i = 0; i < scale->count; i++) {
        if (rung_answers(&scale->rungs[i], wanted)) {
            *position = (unsigned)i;
            return true;
        }
    }
    return false;
}

struct str scale_said(const struct scale *scale, unsigned position, struct str said)
{
    const struct rung *rung = &scale->rungs[position];
    for (size_t i = 0; i < rung->other_count; i++)
        if (str_equal_fold(rung->others[i], str_trim(said)))
            return rung->others[i];
    return rung->words;
}

bool scale_same(const struct scale *a, const struct scale *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->count != b->count || !str_equal(a->id, b->id))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_equal(a->rungs[i].label, b->rungs[i].label))
            return false;
    return true;
}

gradeset gradeset_all(const struct scale *scale)
{
    assert(scale->count > 0 && scale->count <= SCALE_MAX);
    return (gradeset){((uint32_t)1 << scale->count) - 1};
}

gradeset gradeset_one(unsigned position)
{
    assert(position < SCALE_MAX);
    return (gradeset){(uint32_t)1 << position};
}

gradeset gradeset_union(gradeset a, gradeset b)
{
    return (gradeset){a.bits | b.bits};
}

bool gradeset_has(gradeset set, unsigned position)
{
    return position < SCALE_MAX && (set.bits >> position & 1) != 0;
}

bool gradeset_is_empty(gradeset set)
{
    return set.bits == 0;
}

unsigned gradeset_count(gradeset set)
{
    unsigned count = 0;
    for (uint32_t bits = set.bits; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

unsigned gradeset_best(gradeset set)
{
    assert(!gradeset_is_empty(set));
    unsigned position = 0;
    while (!gradeset_has(set, position))
        position++;
    return position;
}

unsigned gradeset_worst(gradeset set)
{
    assert(!gradeset_is_empty(set));
    unsigned position = SCALE_MAX - 1;
    while (!gradeset_has(set, position))
        position--;
    return position;
}
