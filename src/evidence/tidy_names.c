#include "evidence/tidy.h"

#include <assert.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum character { MARK, LETTER, DIGIT };

static enum character character_of(char c)
{
    if (c >= '0' && c <= '9')
        return DIGIT;
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) ? LETTER : MARK;
}

static void keep_char(struct tidy_words *out, char c)
{
    if (out->len < sizeof out->text)
        out->text[out->len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

struct tidy_words tidy_words_of(struct str name)
{
    struct tidy_words out = {.len = 0};
    enum character last = MARK;
    for (size_t i = 0; i < name.len; i++) {
        enum character now = character_of(name.at[i]);
        if (now != MARK && now != last && out.len > 0)
            keep_char(&out, ' ');
        if (now != MARK)
            keep_char(&out, name.at[i]);
        last = now;
    }
    return out;
}

static struct str view(const struct tidy_words *words)
{
    return (struct str){words->text, words->len};
}

static void keep_word(struct tidy_words *out, struct str word)
{
    if (out->len > 0)
        keep_char(out, ' ');
    for (size_t i = 0; i < word.len; i++)
        keep_char(out, word.at[i]);
}

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(word, str_of(list[i])))
            return true;
    }
    return false;
}

/* --- limits --------------------------------------------------------------------------
 */

/* Sides; those from `sure` on mean nothing else, the others need a word beside them. */
static const struct {
    const char *word;
    int side;
    bool sure;
} sides[] = {
    {"lower", -1, false},  {"low", -1, false},  {"upper", 1, false},
    {"upp", 1, false},     {"high", 1, false},  {"lci", -1, true},
    {"lcl", -1, true},     {"llci", -1, true},  {"lowerci", -1, true},
    {"lowercl", -1, true}, {"uci", 1, true},    {"ucl", 1, true},
    {"ulci", 1, true},     {"hci", 1, true},    {"upperci", 1, true},
    {"uppercl", 1, true},  {"lcb", -1, true},   {"ucb", 1, true},
    {"cilow", -1, true},   {"ciupp", 1, true},  {"cilower", -1, true},
    {"ciupper", 1, true},  {"cihigh", 1, true}, {"ll", -1, false},
    {"ul", 1, false},      {"l", -1, false},    {"u", 1, false},
};

static const char *const limit_words[] = {
    "ci",     "cl",    "cis",     "conf",   "confidence", "interval", "limit",
    "limits", "bound", "control", "funnel", "confint",    "int"};

/* 95 where no other level is named, 998 for 99.8, else 0: limits of another level are
 * left as they are. */
static int level_of(struct str words)
{
    int level = 95;
    while (words.len) {
        struct str word = str_cut(words, ' ', &words);
        struct str next = words;
        bool eight = str_equal(str_cut(next, ' ', &next), STR("8"));
        if (str_equal(word, STR("998")) || (str_equal(word, STR("99")) && eight))
            return 998;
        if (str_equal(word, STR("99")) || str_equal(word, STR("90")) ||
            str_equal(word, STR("80")))
            level = 0;
    }
    return level;
}

static int side_of(struct str word, bool *sure)
{
    for (size_t i = 0; i < COUNT(sides); i++) {
        if (!str_equal(word, str_of(sides[i].word)))
            continue;
        *sure = *sure || sides[i].sure;
        return sides[i].side;
    }
    return 0;
}

/* "95pc", "998 percent": what says that a level is one. */
static bool is_sign_of_level(struct str before, struct str word)
{
    static const char *const levels[] = {"95", "998", "8", "0", "99"};
    static const char *const signs[] = {"pc", "pct", "percent"};
    return is_one_of(word, signs, COUNT(signs)) &&
           is_one_of(before, levels, COUNT(levels));
}

/* "95.0" and "99.8" are two words each. */
static bool ends_level(struct str before, struct str word)
{
    return (str_equal(word, STR("0")) && str_equal(before, STR("95"))) ||
           (str_equal(word, STR("8")) && str_equal(before, STR("99")));
}

/* One word of a name: a side, a word of limits, a level, or part of the indicator's
 * name.  False where a second side makes the name no limit. */
static bool take_word(struct tidy_limit *limit, struct str before, struct str word,
                      bool *sure)
{
    int side = side_of(word, sure);
    if (side && limit->side)
        return false;
    if (side) {
        limit->side = side;
        return true;
    }
    bool says_limit = is_one_of(word, limit_words, COUNT(limit_words));
    bool says_level = str_equal(word, STR("95")) || str_equal(word, STR("998")) ||
                      str_equal(word, STR("99")) || ends_level(before, word) ||
                      is_sign_of_level(before, word);
    *sure = *sure || says_limit || says_level;
    if (!says_limit && !says_level)
        keep_word(&limit->rest, word);
    return true;
}

struct tidy_limit tidy_limit_of(struct str name)
{
    struct tidy_words words = tidy_words_of(name);
    struct tidy_limit limit = {.level = level_of(view(&words))};
    bool sure = false, single = true;
    struct str before = STR("");
    for (struct str rest = view(&words); rest.len;) {
        struct str word = str_cut(rest, ' ', &rest);
        single = take_word(&limit, before, word, &sure) && single;
        before = word;
    }
    if (!sure || !single || !limit.level)
        limit.side = 0;
    return limit;
}

static int other_side(const struct tidy *tidy, const struct tidy_limit *of)
{
    for (size_t i = 0; i < tidy->count; i++) {
        if (tidy->columns[i].role != TIDY_FIGURE)
            continue;
        struct tidy_limit limit = tidy_limit_of(tidy->columns[i].name);
        if (limit.side == -of->side && limit.level == of->level &&
            str_equal(view(&limit.rest), view(&of->rest)))
            return (int)i;
    }
    return -1;
}

/* True where `words` go on, with whole words, before or behind `part`. */
static bool begins(struct str words, struct str part)
{
    return str_starts(words, part) && words.len > part.len && words.at[part.len] == ' ';
}

static bool ends(struct str words, struct str part)
{
    return str_ends(words, part) && words.len > part.len &&
           words.at[words.len - part.len - 1] == ' ';
}

/* How well an indicator's name fits what is left of a limit's: 3 the same, 2 and 1 more
 * words before or behind; without any words left every figure that is no count fits. */
static int fit(const struct tidy_column *column, struct str rest)
{
    if (column->role != TIDY_FIGURE || tidy_limit_of(column->name).side)
        return 0;
    struct tidy_words words = tidy_words_of(column->name);
    if (rest.len == 0)
        return column->kind != MEASURE_COUNT;
    if (str_equal(view(&words), rest))
        return 3;
    return ends(view(&words), rest) ? 2 : begins(view(&words), rest);
}

/* The best fit; among equals the nearest before the limit, else the first behind it. */
static int indicator_of(const struct tidy *tidy, size_t limit)
{
    struct tidy_limit of = tidy_limit_of(tidy->columns[limit].name);
    int best = -1, best_fit = 0;
    for (size_t i = 0; i < tidy->count; i++) {
        int f = fit(&tidy->columns[i], view(&of.rest));
        if (f > best_fit || (f && f == best_fit && i < limit)) {
            best = (int)i;
            best_fit = f;
        }
    }
    return best;
}

static void attach(struct tidy_column *to, struct tidy_limit limit, int column)
{
    int *place = limit.level == 95 ? (limit.side < 0 ? &to->low95 : &to->high95)
                                   : (limit.side < 0 ? &to->low998 : &to->high998);
    if (*place < 0)
        *place = column;
}

void tidy_attach_limits(struct tidy *tidy)
{
    bool is_limit[TIDY_COLUMNS] = {false};
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_limit limit = tidy_limit_of(tidy->columns[i].name);
        if (tidy->columns[i].role != TIDY_FIGURE || !limit.side ||
            other_side(tidy, &limit) < 0)
            continue;
        int indicator = indicator_of(tidy, i);
        if (indicator < 0)
            continue;
        attach(&tidy->columns[indicator], limit, (int)i);
        is_limit[i] = true;
    }
    for (size_t i = 0; i < tidy->count; i++) {
        if (is_limit[i])
            tidy->columns[i].role = TIDY_LIMIT;
    }
}

/* --- kinds ---------------------------------------------------------------------------
 */

static const char *const percent_words[] = {"percent", "percentage", "pct", "perc",
                                            "pt",      "proportion", "pc"};
static const char *const count_words[] = {
    "number", "count",     "num",      "numerator",  "denominator", "n",
    "no",     "child",     "children", "pupils",     "episodes",    "fte",
    "cohort", "headcount", "total",    "population", "estimate",    "cases"};
static const char *const mean_words[] = {"avg", "average", "mean", "score"};
/* A change in percentage points or a fifth of the authorities is of no such kind. */
static const char *const other_words[] = {"change", "annualchange", "quintile",
                                          "decile", "rank",         "quartile"};
/* What only says in which form the subject stands. */
static const char *const form_words[] = {
    "percent", "percentage", "pct", "perc", "pt",   "number",   "count",
    "num",     "n",          "t",   "no",   "rate", "per",      "1000",
    "10000",   "100000",     "10",  "100",  "000",  "numerator"};

static bool has_word(struct str words, const char *const *list, size_t count)
{
    while (words.len) {
        if (is_one_of(str_cut(words, ' ', &words), list, count))
            return true;
    }
    return false;
}

enum measure_kind tidy_kind(struct str name, double *per)
{
    static const char *const rate[] = {"rate"};
    struct tidy_words folded = tidy_words_of(name);
    struct str words = view(&folded);
    bool totals = str_starts(words, STR("t "));
    *per = 1;
    if (has_word(words, other_words, COUNT(other_words)))
        return MEASURE_OTHER;
    if (has_word(words, percent_words, COUNT(percent_words)) ||
        str_contains(name, STR("%"))) {
        *per = 100;
        return MEASURE_PERCENT;
    }
    if (has_word(words, rate, 1)) {
        *per = reading_per(name);
        return MEASURE_RATE;
    }
    if (!totals && has_word(words, mean_words, COUNT(mean_words)))
        return MEASURE_MEAN;
    return totals || has_word(words, count_words, COUNT(count_words)) ? MEASURE_COUNT
                                                                      : MEASURE_OTHER;
}

struct tidy_words tidy_subject(struct str name)
{
    struct tidy_words words = tidy_words_of(name), out = {.len = 0};
    for (struct str rest = view(&words); rest.len;) {
        struct str word = str_cut(rest, ' ', &rest);
        if (!is_one_of(word, form_words, COUNT(form_words)))
            keep_word(&out, word);
    }
    return out;
}
