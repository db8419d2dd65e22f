#include "evidence/regime.h"

#include <assert.h>

#include "evidence/vocabulary.h"

struct str regime_family_of(struct str id)
{
    if (id.len < 6 || id.at[id.len - 5] != '-')
        return id;
    for (size_t i = id.len - 4; i < id.len; i++)
        if (id.at[i] < '0' || id.at[i] > '9')
            return id;
    return (struct str){id.at, id.len - 5};
}

const struct regime *regimes_by_id(const struct regimes *all, struct str id)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal(all->at[i].id, id))
            return &all->at[i];
    return NULL;
}

bool regimes_has(const struct regimes *all, struct str id_or_family)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal_fold(all->at[i].id, id_or_family) ||
            str_equal_fold(all->at[i].family, id_or_family))
            return true;
    return false;
}

static bool valid_on(const struct regime *regime, date on)
{
    return date_compare(regime->valid_from, on) <= 0 &&
           (date_is_none(regime->valid_to) || date_compare(on, regime->valid_to) <= 0);
}

/* Of two members of a family, the one that stands nearer to `on`: valid on that day
 * before not, begun before that day before not, then the later begun, or the earlier
 * where neither had begun. */
static const struct regime *nearer(const struct regime *a, const struct regime *b,
                                   date on)
{
    if (!a)
        return b;
    if (valid_on(a, on) != valid_on(b, on))
        return valid_on(a, on) ? a : b;
    bool a_begun = date_compare(a->valid_from, on) <= 0;
    bool b_begun = date_compare(b->valid_from, on) <= 0;
    if (a_begun != b_begun)
        return a_begun ? a : b;
    int order = date_compare(a->valid_from, b->valid_from);
    return (a_begun ? order >= 0 : order <= 0) ? a : b;
}

const struct regime *regimes_at(const struct regimes *all, struct str id_or_family,
                                date on)
{
    const struct regime *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct regime *regime = &all->at[i];
        if (str_equal_fold(regime->id, id_or_family))
            return regime;
        if (str_equal_fold(regime->family, id_or_family))
            found = nearer(found, regime, on);
    }
    return found;
}

/* "quality/responsiveness" ends "safeguarding/quality/responsiveness"; "ness" does not.
 */
static bool path_ends(struct str path, struct str end)
{
    if (end.len >= path.len || path.at[path.len - end.len - 1] != '/')
        return false;
    return vocabulary_same((struct str){path.at + (path.len - end.len), end.len}, end);
}

const struct regime_judgement *regime_judgement(const struct regime *regime,
                                                struct str path)
{
    assert(regime);
    const struct regime_judgement *found = NULL;
    size_t ends = 0;
    struct str wanted = str_trim(path);
    if (str_is_empty(wanted))
        return NULL;
    for (size_t i = 0; i < regime->judgement_count; i++) {
        const struct regime_judgement *judgement = &regime->judgements[i];
        if (vocabulary_same(judgement->id, wanted))
            return judgement;
        if (path_ends(judgement->id, wanted)) {
            found = judgement;
            ends++;
        }
    }
    return ends == 1 ? found : NULL;
}

bool regimes_match(const struct regimes *all, struct str named, struct str asked,
                   date start)
{
    if (str_is_empty(named) || str_is_empty(asked))
        return false;
    if (str_equal_fold(named, asked))
        return true;
    const struct regime *row = regimes_at(all, named, start);
    if (row)
        return str_equal_fold(row->id, asked) || str_equal_fold(row->family, asked);
    /* No such regime is known, so all there is to go by is how the two are written. */
    return str_equal_fold(regime_family_of(named), asked) ||
           str_equal_fold(named, regime_family_of(asked));
}
