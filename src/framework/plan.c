#include "framework/plan.h"

#include <assert.h>

/* The part of a path after its last slash. */
static struct str last_element(struct str path)
{
    size_t slash = str_find_last(path, '/');
    if (slash == path.len)
        return path;
    return (struct str){path.at + slash + 1, path.len - slash - 1};
}

const struct judgement *plan_judgement(const struct plan *plan, struct str path)
{
    const struct judgement *by_last = NULL;
    bool several = false;
    for (size_t i = 0; i < plan->judgement_count; i++) {
        const struct judgement *judgement = plan->judgements[i];
        if (str_equal_fold(judgement->path, path))
            return judgement;
        if (str_equal_fold(last_element(judgement->path), path)) {
            several = by_last != NULL;
            by_last = judgement;
        }
    }
    return several ? NULL : by_last;
}

const struct let *plan_let(const struct plan *plan, struct str id)
{
    for (size_t i = 0; i < plan->let_count; i++)
        if (str_equal_fold(plan->lets[i]->id, id))
            return plan->lets[i];
    return NULL;
}

const struct scale *plan_scale(const struct plan *plan, struct str id)
{
    for (size_t i = 0; i < plan->scale_count; i++)
        if (str_equal_fold(plan->scales[i]->id, id))
            return plan->scales[i];
    return NULL;
}

static struct str phrase_of(const struct phrases *list, struct str key)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->at[i].key, key))
            return list->at[i].text;
    return STR("");
}

struct str plan_phrase(const struct plan *plan, struct str list, struct str key)
{
    for (size_t i = 0; i < plan->phrases_count; i++)
        if (str_equal(plan->phrases[i].id, list))
            return phrase_of(&plan->phrases[i], key);
    return STR("");
}

const char *basis_word(enum basis_kind kind)
{
    static const char *const words[] = {"none",      "statute", "source", "letter",
                                        "inference", "recall",  "local"};
    assert((size_t)kind < sizeof words / sizeof words[0]);
    return words[kind];
}

bool dates_hold(date from, date until, date on)
{
    if (!date_is_none(from) && date_compare(on, from) < 0)
        return false;
    return date_is_none(until) || date_compare(on, until) < 0;
}
