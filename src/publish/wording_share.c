#include <assert.h>

#include "publish/phrase.h"

/* Below this many settings a count says more than a proportion (publication.md). */
enum { FEW = 5 };

/* Words that stand before their noun without "of". */
static const char *const plain_words[] = {"all",  "almost all", "nearly all", "most",
                                          "many", "some",       "few",        "both"};

static bool stands_plain(struct str word)
{
    for (size_t i = 0; i < sizeof plain_words / sizeof plain_words[0]; i++)
        if (str_equal_fold(word, str_of(plain_words[i])))
            return true;
    return false;
}

/* "the majority of", "almost all", "just over half of" */
static struct str word_of(struct arena *a, struct str word, struct str many)
{
    if (stands_plain(word))
        return arena_format(a, "%.*s %.*s", STR_ARG(word), STR_ARG(many));
    if (str_ends(word, STR("minority")))
        return arena_format(a, "a %.*s of %.*s", STR_ARG(word), STR_ARG(many));
    if (str_ends(word, STR("majority")))
        return arena_format(a, "the %.*s of %.*s", STR_ARG(word), STR_ARG(many));
    return arena_format(a, "%.*s of %.*s", STR_ARG(word), STR_ARG(many));
}

static struct str band_word(const struct plan *plan, struct ratio share)
{
    const struct band *band = plan ? bands_of(&plan->bands, share) : NULL;
    return band && band->word_count ? band->words[0] : STR("");
}

static struct str every_one(struct arena *a, const struct share *s)
{
    struct str many = words_service(a, s->service, true);
    if (s->total == 1)
        return arena_format(a, "the %.*s", STR_ARG(words_service(a, s->service, false)));
    if (s->total == 2)
        return arena_format(a, "both %.*s", STR_ARG(many));
    return arena_format(a, "all %.*s %.*s", STR_ARG(words_number(a, s->total)),
                        STR_ARG(many));
}

static struct str counted(struct arena *a, const struct plan *plan, const struct share *s)
{
    struct str many = words_service(a, s->service, true);
    assert(s->total > 0);
    if (s->count == s->total)
        return every_one(a, s);
    if (s->count == 0 && s->total == 1)
        return arena_format(a, "no %.*s", STR_ARG(words_service(a, s->service, false)));
    struct str word = band_word(plan, ratio_of(s->count, s->total));
    if (s->total < FEW || word.len == 0 || s->count == 0)
        return arena_format(a, "%.*s of the %.*s %.*s",
                            STR_ARG(words_number(a, s->count)),
                            STR_ARG(words_number(a, s->total)), STR_ARG(many));
    return arena_format(a, "%.*s (%lld of %lld)", STR_ARG(word_of(a, word, many)),
                        (long long)s->count, (long long)s->total);
}

static struct str by_percent(struct arena *a, const struct plan *plan,
                             const struct share *s)
{
    struct str many = words_service(a, s->service, true), word = {"", 0};
    struct str figure = ratio_text(a, s->percent, 1);
    struct ratio share;
    if (ratio_divide(s->percent, ratio_of(100, 1), &share))
        word = band_word(plan, share);
    if (word.len == 0)
        return arena_format(a, "%.*s%% of %.*s", STR_ARG(figure), STR_ARG(many));
    return arena_format(a, "%.*s (%.*s%%)", STR_ARG(word_of(a, word, many)),
                        STR_ARG(figure));
}

/* A phrase is said as it was written: its band is a bound, not a better word. */
static struct str by_word(struct arena *a, const struct share *s)
{
    struct str many = words_service(a, s->service, true);
    if (!str_starts(s->word, STR("all but ")))
        return word_of(a, s->word, many);
    if (s->has_total)
        return arena_format(a, "%.*s of the %.*s %.*s", STR_ARG(s->word),
                            STR_ARG(words_number(a, s->total)), STR_ARG(many));
    return arena_format(a, "%.*s of the %.*s", STR_ARG(s->word), STR_ARG(many));
}

struct str words_share(struct arena *a, const struct plan *plan,
                       const struct share *share)
{
    if (share->has_count && share->has_total && share->total > 0)
        return counted(a, plan, share);
    if (share->has_percent)
        return by_percent(a, plan, share);
    if (share->word.len)
        return by_word(a, share);
    return arena_format(a, "an unknown share of %.*s",
                        STR_ARG(words_service(a, share->service, true)));
}

bool words_share_is_singular(const struct share *share)
{
    if (!share->has_count)
        return str_ends(share->service, STR("provision"));
    return share->count == 1 || (share->count == 0 && share->total == 1);
}

struct str words_at_least(struct arena *a, struct grade grade)
{
    assert(grade.scale);
    struct str word = phrase_lower(a, grade.scale->rungs[grade.position].words);
    if (grade.position == 0)
        return word;
    return arena_format(a, "%.*s or better", STR_ARG(word));
}
