#include "judgement/run.h"

struct steps steps_new(struct arena *a)
{
    return (struct steps){.arena = a};
}

void steps_add(struct steps *list, struct step step)
{
    if (list->count == list->capacity)
        list->at =
            arena_grow(list->arena, struct step, list->at, list->count, &list->capacity);
    list->at[list->count++] = step;
}

struct str step_grades(struct arena *a, const struct scale *scale, gradeset set)
{
    struct says grades = says_new(a);
    for (unsigned i = 0; i < scale->count; i++)
        if (gradeset_has(set, i))
            says_put(&grades, arena_format(a, "“%.*s”", STR_ARG(scale->rungs[i].words)));
    return say_list(a, grades.at, grades.count, "or");
}

struct str step_sentence(struct arena *a, struct str text, const struct basis *basis)
{
    if (basis->kind == BASIS_NONE)
        return arena_format(a, "%.*s.", STR_ARG(text));
    if (str_is_empty(basis->cite))
        return arena_format(a, "%.*s. Basis: %s.", STR_ARG(text),
                            basis_word(basis->kind));
    if (basis->kind == BASIS_SOURCE)
        return arena_format(a, "%.*s. Basis: %.*s.", STR_ARG(text), STR_ARG(basis->cite));
    return arena_format(a, "%.*s. Basis: %s, %.*s.", STR_ARG(text),
                        basis_word(basis->kind), STR_ARG(basis->cite));
}
