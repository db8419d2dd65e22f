#include "evidence/bands.h"

#include <assert.h>

static const struct ratio whole = {1, 1};

/* The nearest band above that is no single point ends this one; without one the range
 * reaches 100%. */
static struct interval band_range(const struct band *bands, size_t index)
{
    const struct band *band = &bands[index];
    if (band->point)
        return interval_point(band->edge);
    struct interval range = {
        .low = band->edge, .high = whole, .low_open = band->edge_open};
    for (size_t i = index; i-- > 0;) {
        if (bands[i].point)
            continue;
        range.high = bands[i].edge;
        range.high_open = true;
        break;
    }
    return range;
}

void bands_close(struct band *bands, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bands[i].range = band_range(bands, i);
}

/* Letters say "the large majority" where a band says "large majority". */
static struct str without_article(struct str phrase)
{
    static const char *const articles[] = {"a ", "an ", "the "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        struct str article = str_of(articles[i]);
        struct str start = {phrase.at, article.len};
        if (phrase.len > article.len && str_equal_fold(start, article))
            return str_trim(
                (struct str){phrase.at + article.len, phrase.len - article.len});
    }
    return phrase;
}

const struct band *bands_find(const struct bands *bands, struct str word)
{
    struct str wanted = without_article(str_trim(word));
    for (size_t i = 0; i < bands->count; i++) {
        for (size_t w = 0; w < bands->at[i].word_count; w++) {
            if (str_equal_fold(bands->at[i].words[w], wanted))
                return &bands->at[i];
        }
    }
    return NULL;
}

const struct band *bands_of(const struct bands *bands, struct ratio share)
{
    struct interval point = interval_point(share);
    const struct band *found = NULL;
    for (size_t i = 0; i < bands->count; i++) {
        bool holds =
            interval_compare(point, COMPARE_EQ, bands->at[i].range) != TRUTH_FALSE;
        if (holds && bands->at[i].point)
            return &bands->at[i];
        if (holds && !found)
            found = &bands->at[i];
    }
    return found;
}

/* --- phrases with numbers
 * ---------------------------------------------------------------- */

/* Cuts the first word off a phrase; hyphens inside a word stay. */
static struct str next_word(struct str *phrase)
{
    struct str rest;
    struct str word = str_cut(str_trim(*phrase), ' ', &rest);
    *phrase = str_trim(rest);
    return word;
}

static bool number_of(struct str word, int64_t *out)
{
    static const char *const words[] = {"none", "one",    "two",   "three", "four",
                                        "five", "six",    "seven", "eight", "nine",
                                        "ten",  "eleven", "twelve"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal_fold(word, str_of(words[i]))) {
            *out = (int64_t)i;
            return true;
        }
    }
    struct ratio r;
    if (!ratio_parse(word, &r) || r.den != 1 || r.num < 0)
        return false;
    *out = r.num;
    return true;
}

static bool count_of(int64_t part, int64_t of, struct interval *out)
{
    if (of <= 0 || part < 0 || part > of)
        return false;
    *out = interval_point(ratio_of(part, of));
    return true;
}

/* "all but one", of a total that stands beside it. */
static bool read_all_but(struct str phrase, int64_t total, struct interval *out)
{
    int64_t fewer;
    bool fits = str_equal_fold(next_word(&phrase), STR("all")) &&
                str_equal_fold(next_word(&phrase), STR("but")) &&
                number_of(next_word(&phrase), &fewer) && str_is_empty(phrase);
    return fits && count_of(total - fewer, total, out);
}

/* "three of the four", "3 of 5", "one of its two". */
static bool read_count(struct str phrase, struct interval *out)
{
    int64_t part, of;
    if (!number_of(next_word(&phrase), &part) ||
        !str_equal_fold(next_word(&phrase), STR("of")))
        return false;
    struct str word = next_word(&phrase);
    if (str_equal_fold(word, STR("the")) || str_equal_fold(word, STR("its")))
        word = next_word(&phrase);
    return number_of(word, &of) && str_is_empty(phrase) && count_of(part, of, out);
}

bool bands_read(const struct bands *bands, struct str phrase, int64_t total,
                struct interval *out)
{
    const struct band *band = bands ? bands_find(bands, phrase) : NULL;
    if (band) {
        *out = band->range;
        return true;
    }
    if (read_all_but(phrase, total, out) || read_count(phrase, out))
        return true;
    *out = interval_any_share();
    return false;
}
