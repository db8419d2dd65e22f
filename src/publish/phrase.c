#include "publish/phrase.h"
#include "base/buf.h"

#include <assert.h>

/* ---- Subjects */

/* A noun phrase ends where one of these begins what it is about. */
static const struct str enders[] = {
    STR("of"),      STR("in"),   STR("at"),    STR("by"),    STR("from"),
    STR("for"),     STR("with"), STR("who"),   STR("that"),  STR("which"),
    STR("aged"),    STR("on"),   STR("per"),   STR("not"),   STR("under"),
    STR("between"), STR("made"), STR("whose"), STR("where"), STR("over"),
};
/* End in s and are one all the same. */
static const struct str singulars[] = {
    STR("mathematics"), STR("maths"),      STR("physics"),    STR("progress"),
    STR("access"),      STR("success"),    STR("process"),    STR("status"),
    STR("illness"),     STR("statistics"), STR("timeliness"), STR("awareness"),
    STR("focus"),       STR("business"),   STR("gps"),
};
static const struct str plurals[] = {
    STR("children"), STR("people"),  STR("women"),
    STR("men"),      STR("parents"), STR("staff"),
};
/* Countable and one: they need an article. */
static const struct str countables[] = {
    STR("rate"),      STR("gap"),       STR("number"),     STR("proportion"),
    STR("share"),     STR("level"),     STR("average"),    STR("percentage"),
    STR("reduction"), STR("increase"),  STR("ratio"),      STR("score"),
    STR("rank"),      STR("stability"), STR("timeliness"), STR("budget"),
    STR("quality"),   STR("range"),     STR("change"),     STR("balance"),
    STR("count"),     STR("take-up"),   STR("trend"),      STR("development"),
};

#define IS_AMONG(word, list) is_among((word), (list), sizeof(list) / sizeof((list)[0]))

static bool is_among(struct str word, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_fold(word, list[i]))
            return true;
    return false;
}

static struct str without_comma(struct str word)
{
    while (str_ends(word, STR(",")) || str_ends(word, STR(":")))
        word.len--;
    return word;
}

static bool is_plural(struct str word)
{
    if (IS_AMONG(word, plurals))
        return true;
    return word.len > 2 && str_ends(word, STR("s")) && !str_ends(word, STR("ss")) &&
           !str_ends(word, STR("'s")) && !IS_AMONG(word, singulars);
}

/* What the words of a name, up to where the noun phrase ends, say of its number. */
struct noun {
    bool plural, article;
};

static struct noun noun_of(struct str name)
{
    struct noun noun = {0};
    struct str rest = name, head = {0};
    bool joined = false;
    while (rest.len) {
        struct str word = str_cut(rest, ' ', &rest);
        bool stops = str_ends(word, STR(","));
        word = without_comma(word);
        if (IS_AMONG(word, enders) && head.len)
            break;
        joined |= str_equal(word, STR("and")) || str_equal(word, STR("or"));
        noun.plural |= is_plural(word);
        head = word;
        if (stops)
            break;
    }
    noun.plural |= joined && !IS_AMONG(head, countables);
    if (IS_AMONG(head, countables) && !is_plural(head))
        noun = (struct noun){.plural = false, .article = true};
    return noun;
}

struct subject phrase_subject(struct arena *a, struct str name)
{
    struct noun noun = noun_of(name);
    bool has_article = str_starts(name, STR("The ")) || str_starts(name, STR("the "));
    if (!noun.article || has_article)
        return (struct subject){name, noun.plural};
    struct str lowered = phrase_lower(a, name);
    return (struct subject){arena_format(a, "the %.*s", STR_ARG(lowered)), false};
}

/* ---- Figures */

struct str phrase_digits(struct arena *a, struct ratio value, int decimals)
{
    struct str rest, plain = ratio_text(a, value, decimals);
    struct str whole = str_cut(plain, '.', &rest);
    size_t sign = str_starts(whole, STR("-")) ? 1 : 0;
    struct buf out = buf_new(a, KIB);
    for (size_t i = 0; i < whole.len; i++) {
        if (i > sign && (whole.len - i) % 3 == 0)
            buf_char(&out, ',');
        buf_char(&out, whole.at[i]);
    }
    if (rest.len)
        buf_format(&out, ".%.*s", STR_ARG(rest));
    return buf_text(&out);
}

/* Sheets that people publish spell one unit in many ways. */
static const struct str percent_words[] = {STR("%"), STR("percentage"), STR("percent"),
                                           STR("per cent")};
/* Units that are no word behind a figure. */
static const struct str bare_units[] = {STR("score"), STR("rank"), STR("rate"),
                                        STR("number"), STR("count")};
static const struct str uncounted_units[] = {STR("score"), STR("rank"), STR("points"),
                                             STR("GBP")};

static bool starts_fold(struct str s, struct str start)
{
    return s.len >= start.len && str_equal_fold((struct str){s.at, start.len}, start);
}

bool phrase_is_percent(struct str unit, struct str *rest)
{
    for (size_t i = 0; i < sizeof percent_words / sizeof percent_words[0]; i++) {
        size_t len = percent_words[i].len;
        if (!starts_fold(unit, percent_words[i]))
            continue;
        *rest = (struct str){unit.at + len, unit.len - len};
        if (rest->len == 0 || str_starts(*rest, STR(" of ")))
            return true;
    }
    return false;
}

bool phrase_is_counted(struct str unit)
{
    struct str rest;
    return unit.len && !phrase_is_percent(unit, &rest) &&
           !starts_fold(unit, STR("percent")) && !starts_fold(unit, STR("%")) &&
           !starts_fold(unit, STR("rate")) && !starts_fold(unit, STR("per ")) &&
           !IS_AMONG(unit, uncounted_units);
}

struct str phrase_quantity(struct arena *a, struct ratio value, const struct measure *m)
{
    int decimals = m->decimals >= 0 ? m->decimals : 1;
    struct str digits = phrase_digits(a, value, decimals);
    struct str rest;
    if (m->unit.len == 0 || IS_AMONG(m->unit, bare_units))
        return digits;
    if (phrase_is_percent(m->unit, &rest))
        return arena_format(a, "%.*s%%%.*s", STR_ARG(digits), STR_ARG(rest));
    /* "% with 3 or more placements" says again what the measure's name says. */
    if (starts_fold(m->unit, STR("% ")))
        return arena_format(a, "%.*s%%", STR_ARG(digits));
    if (str_equal_fold(m->unit, STR("GBP")))
        return arena_format(a, "\xc2\xa3%.*s", STR_ARG(digits));
    if (starts_fold(m->unit, STR("rate per ")))
        return arena_format(a, "%.*s %.*s", STR_ARG(digits), (int)m->unit.len - 5,
                            m->unit.at + 5);
    struct str unit = m->unit;
    if (str_equal(digits, STR("1")) && str_ends(unit, STR("s")))
        unit.len--;
    return arena_format(a, "%.*s %.*s", STR_ARG(digits), STR_ARG(unit));
}

struct str phrase_missing(enum missing missing)
{
    static const char *const words[] = {
        [MISSING_NOT] = "",
        [MISSING_SUPPRESSED] = "not shown: suppressed by the publisher",
        [MISSING_NOT_APPLICABLE] = "not applicable",
        [MISSING_NOT_AVAILABLE] = "not available",
        [MISSING_NOT_COLLECTED] = "not collected",
        [MISSING_TOO_FEW] = "not shown: too few children",
        [MISSING_OUTSIDE_LIFE] = "not shown: the area did not exist then",
        [MISSING_UNSPECIFIED] = "missing, with no reason given",
    };
    assert(missing < sizeof words / sizeof words[0]);
    return str_of(words[missing]);
}

struct str phrase_figure(struct arena *a, const struct value *value)
{
    if (value->missing != MISSING_NOT)
        return phrase_missing(value->missing);
    if (value->word.len)
        return value->word;
    if (value->has_value)
        return phrase_quantity(a, value->value, value->measure);
    return STR("not available");
}

/* ---- Time */

static bool is_whole_year(struct period p)
{
    return date_compare(date_add_days(date_add_years(p.start, 1), -1), p.end) == 0;
}

static struct str range_words(struct arena *a, struct period p)
{
    struct date_parts start = date_split(p.start);
    struct str end = date_words(a, p.end);
    if (is_whole_year(p) && start.month == 1 && start.day == 1)
        return arena_format(a, "in %d", start.year);
    if (is_whole_year(p))
        return arena_format(a, "in the year to %.*s", STR_ARG(end));
    return arena_format(a, "from %.*s to %.*s", STR_ARG(date_words(a, p.start)),
                        STR_ARG(end));
}

struct str phrase_period(struct arena *a, struct str written, struct period period)
{
    if (written.len == 0 || date_is_none(period.start))
        return STR("");
    if (date_compare(period.start, period.end) == 0)
        return arena_format(a, "on %.*s", STR_ARG(date_words(a, period.end)));
    if (str_contains(written, STR("..")))
        return range_words(a, period);
    bool month =
        date_compare(date_add_months(period.start, 1), date_add_days(period.end, 1)) == 0;
    if (month)
        return arena_format(a, "in %.*s", STR_ARG(date_month_words(a, period.start)));
    return arena_format(a, "in %.*s", STR_ARG(written));
}
