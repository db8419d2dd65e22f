#include "publish/similar_words.h"

#include <assert.h>

#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

/* ---- Why */

static struct str folded(struct arena *a, struct str word)
{
    struct str copy = arena_copy(a, word);
    char *at = arena_alloc(a, copy.len + 1);
    for (size_t i = 0; i < copy.len; i++) {
        char c = copy.at[i];
        at[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (struct str){at, copy.len};
}

static struct str title_list(struct arena *a, theme_set themes)
{
    struct str titles[THEMES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < themes_count(); i++) {
        if (themes_has(themes, i))
            titles[count++] = arena_format(a, "\xe2\x80\x9c%.*s\xe2\x80\x9d",
                                           STR_ARG(themes_at(i)->title));
    }
    return words_list(a, titles, count);
}

static size_t size_of(theme_set themes)
{
    size_t count = 0;
    for (size_t i = 0; i < themes_count(); i++)
        count += themes_has(themes, i);
    return count;
}

struct str words_shared(struct arena *a, const struct similar_match *match)
{
    struct str *words = arena_make(a, struct str, match->shared_count);
    for (size_t i = 0; i < match->shared_count; i++) {
        struct str asked = folded(a, match->shared[i].asked);
        struct str found = folded(a, match->shared[i].found);
        bool same = str_equal(asked, found);
        words[i] = arena_format(a, "%.*s%s%.*s (%.1f)", STR_ARG(asked), same ? "" : "/",
                                STR_ARG(same ? STR("") : found), match->shared[i].weight);
    }
    struct str list = words_list(a, words, match->shared_count);
    size_t themes = size_of(match->themes);
    struct buf out = buf_new(a, 64 * KIB);
    buf_format(&out, "It shares the word%s %.*s", match->shared_count == 1 ? "" : "s",
               STR_ARG(list));
    if (themes)
        buf_format(&out, ", and the theme%s %.*s (%.1f)", themes == 1 ? "" : "s",
                   STR_ARG(title_list(a, match->themes)), match->themes_weight);
    buf_format(&out, ": %.0f%% alike.", match->likeness * 100);
    return buf_text(&out);
}

struct str words_themes(struct arena *a, const struct similar_index *index,
                        struct term_uses uses, theme_set themes)
{
    struct str titles[THEMES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < themes_count(); i++) {
        if (!themes_has(themes, i))
            continue;
        struct str why = themes_why(index->themes, uses, i);
        titles[count++] = arena_format(a, "\xe2\x80\x9c%.*s\xe2\x80\x9d (by %.*s)",
                                       STR_ARG(themes_at(i)->title), STR_ARG(why));
    }
    return words_list(a, titles, count);
}

/* ---- What followed */

struct str words_similar_change(enum similar_change change)
{
    static const char *const words[] = {[CHANGE_NOT_COMPARED] = "not compared",
                                        [CHANGE_BETTER] = "better",
                                        [CHANGE_SAME] = "the same",
                                        [CHANGE_WORSE] = "worse"};
    return str_of(words[change]);
}

/* Children in care and care leavers had one grade until 2022: no earlier grade of either.
 */
static void add_joint(struct arena *a, struct buf *out, const struct similar_after *after,
                      enum judged_as judged)
{
    const struct similar_pair *joint = similar_pair_of(after, JUDGED_CARE);
    bool part = judged == JUDGED_IN_CARE || judged == JUDGED_CARE_LEAVERS;
    if (part && joint && joint->before)
        buf_format(out,
                   " (before, one grade for children in care and care leavers: %.*s)",
                   STR_ARG(phrase_lower(a, joint->before->grade)));
}

static void add_pair(struct arena *a, struct buf *out, const struct similar_after *in,
                     const struct similar_pair *pair)
{
    struct str name = themes_judgement_words(pair->judged);
    const struct batch_event_grade *before = pair->before, *after = pair->after;
    if (out->len)
        buf_add(out, STR("; "));
    if (!after) {
        buf_format(out, "%.*s %.*s, not graded then", STR_ARG(name),
                   STR_ARG(phrase_lower(a, before->grade)));
        return;
    }
    if (!before) {
        buf_format(out, "%.*s %.*s, not graded apart before", STR_ARG(name),
                   STR_ARG(phrase_lower(a, after->grade)));
        add_joint(a, out, in, pair->judged);
        return;
    }
    buf_format(out, "%.*s %.*s, then %.*s: %.*s", STR_ARG(name),
               STR_ARG(phrase_lower(a, before->grade)),
               STR_ARG(phrase_lower(a, after->grade)),
               STR_ARG(words_similar_change(pair->change)));
}

/* Overall and the judgement asked about; where either has no overall grade, each one. */
static struct str pair_words(struct arena *a, const struct similar_after *after,
                             enum judged_as judged)
{
    struct buf out = buf_new(a, 16 * KIB);
    const struct similar_pair *overall = similar_pair_of(after, JUDGED_OVERALL);
    const struct similar_pair *own =
        judged == JUDGED_NOT ? NULL : similar_pair_of(after, judged);
    if (overall && overall->after) {
        add_pair(a, &out, after, overall);
        if (own && own != overall)
            add_pair(a, &out, after, own);
        return buf_text(&out);
    }
    buf_add(&out, STR("no overall grade was given"));
    for (size_t i = 0; i < after->pair_count; i++) {
        if (after->pairs[i].judged != JUDGED_OVERALL && after->pairs[i].after)
            add_pair(a, &out, after, &after->pairs[i]);
    }
    return buf_text(&out);
}

static struct str event_words(struct arena *a, const struct merged_event *event)
{
    return arena_format(a, "%.*s, %.*s", STR_ARG(words_event(a, event)),
                        STR_ARG(words_event_days(a, event)));
}

struct str words_followed(struct arena *a, const struct similar_after *after,
                          enum judged_as judged)
{
    if (after->next)
        return arena_format(a, "Next graded after %.*s (%.*s): %.*s.",
                            STR_ARG(words_age(a, after->months)),
                            STR_ARG(event_words(a, after->next)),
                            STR_ARG(pair_words(a, after, judged)));
    struct str age = words_age(a, after->waited);
    if (after->ended)
        return arena_format(a, "Not graded again before the authority ended, %.*s later.",
                            STR_ARG(age));
    return arena_format(a, "Not graded again so far, for %.*s.", STR_ARG(age));
}

struct str words_looked(struct arena *a, const struct similar_after *after)
{
    if (!after->look || after->look == after->next)
        return STR("");
    struct str theme = phrase_lower(a, after->look->theme);
    if (str_ends(theme, STR(".")))
        theme.len--;
    return arena_format(a, "The first to come back that is held: %.*s%s%.*s, after %.*s.",
                        STR_ARG(event_words(a, after->look)), theme.len ? ", on " : "",
                        STR_ARG(theme), STR_ARG(words_age(a, after->look_months)));
}
